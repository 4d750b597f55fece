"""The German words: found in the code, kept in one .po file, compiled to one .mo file (Babel; runs in .venv).

English is the source language and needs no catalogue. A sentence is found where it stands literally in a call of one of
KEYWORDS. `--merge FILE...` takes translations from other .po files; `problems()` is what `check` calls.
"""

from __future__ import annotations

import argparse
import io
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PO = ROOT / "resources" / "locale" / "de" / "LC_MESSAGES" / "emptychair.po"
# tr: core; tr_: in widgets, where Qt's own tr is taken; trc: with a context; trn: with a plural; N_: marked here,
# translated where it is shown.
KEYWORDS = {"tr": None, "tr_": None, "trc": ((1, "c"), 2), "trn": (1, 2), "N_": None}


def extract() -> Catalog:
    """Every sentence of the program; places by file only, so that a moved line is no change of the catalogue."""
    catalog = Catalog(project="Empty Chair")
    found = extract_from_dir(
        ROOT / "emptychair", [("**.py", "python")], keywords=KEYWORDS, comment_tags=("i18n:",), strip_comment_tags=True
    )
    for name, _line, message, comments, context in found:
        place = f"emptychair/{Path(name).as_posix()}"
        catalog.add(message, None, [(place, 0)], auto_comments=comments, context=context)
    return catalog


def load(path: Path) -> Catalog:
    """The catalogue of `path`; an empty German one if there is none."""
    if not path.exists():
        return Catalog(locale="de")
    # A piece without a header is welcome too; Babel then needs to be told the language.
    with path.open("rb") as stream:
        return read_po(stream, locale="de", abort_invalid=True)


def update(merge: list[Path]) -> Catalog:
    """The catalogue brought up to the code: new sentences without translation, gone ones dropped, `merge` taken in."""
    old = load(PO)
    new = Catalog(locale="de", project="Empty Chair", fuzzy=False)
    pieces = [load(path) for path in merge]
    for message in extract():
        if not message.id:
            continue
        known = [entry for entry in (_same(piece, message) for piece in [*pieces, old]) if entry and _translated(entry)]
        words = known[0].string if known else ("", "") if message.pluralizable else ""
        places = sorted(set(message.locations))
        new.add(message.id, words, places, auto_comments=message.auto_comments, context=message.context)
    return new


def _same(catalog: Catalog, message: Message) -> Message | None:
    """The entry for the same sentence; a plural only matches a plural."""
    entry = catalog.get(message.id, message.context)
    return entry if entry is not None and entry.pluralizable == message.pluralizable else None


def _translated(message: Message) -> bool:
    return all(_forms(message.string))


def save(catalog: Catalog) -> None:
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(_po_bytes(catalog))
    # From the file, as `check` does: two entries of one sentence in two contexts keep their order then.
    PO.with_suffix(".mo").write_bytes(_mo_bytes(load(PO)))


def _po_bytes(catalog: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=110, sort_output=True, include_lineno=False, omit_header=True)
    # A header without dates, names or tools: the file changes only when a word does.
    header = 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in _HEADER)
    return header.encode() + b"\n" + buffer.getvalue()


_HEADER = (
    "Project-Id-Version: Empty Chair",
    "Language: de",
    "Plural-Forms: nplurals=2; plural=(n != 1);",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
)


class _Undated(Catalog):
    """Babel would put the minute of the compilation into the header."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:  # type: ignore[override]
        return [(name, value) for name, _, value in (line.partition(": ") for line in _HEADER)]


def _mo_bytes(catalog: Catalog) -> bytes:
    """The compiled form; its header too is without dates, so equal words give equal bytes."""
    plain = _Undated(locale="de")
    for message in catalog:
        if message.id:
            plain.add(message.id, message.string, context=message.context)
    buffer = io.BytesIO()
    write_mo(buffer, plain)
    return buffer.getvalue()


# --------------------------------------------------------------------------------------------------------- checking
def problems() -> Iterator[str]:
    """What is wrong with the German words, one sentence each."""
    if not PO.exists():
        yield "resources/locale/de/LC_MESSAGES/emptychair.po is missing."
        return
    catalog = load(PO)
    for message in extract():
        if not message.id:
            continue
        entry = _same(catalog, message)
        if entry is None:
            yield f"not in the catalogue: {_first(message)!r} ({', '.join(place for place, _ in message.locations)})"
        elif not _translated(entry):
            yield f"no German for {_first(message)!r}"
        else:
            yield from _placeholder_problems(entry)
    if any(message.id and message.fuzzy for message in catalog):
        yield "the catalogue has entries marked fuzzy"
    wanted = {(_first(message), message.context) for message in extract() if message.id}
    for message in catalog:
        if message.id and (_first(message), message.context) not in wanted:
            yield f"no longer in the program: {_first(message)!r}"
    mo = PO.with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != _mo_bytes(catalog):
        yield "emptychair.mo is not compiled from emptychair.po"


def _first(message: Message) -> str:
    return _forms(message.id)[0]


def _forms(words: object) -> list[str]:
    """One sentence, or those of a plural, as a list."""
    return [str(form or "") for form in words] if isinstance(words, list | tuple) else [str(words or "")]


def _placeholder_problems(message: Message) -> Iterator[str]:
    """Each form must fill what its original fills; only the form for one may leave the number out ("eine Stunde")."""
    for n, (original, words) in enumerate(zip(_forms(message.id), _forms(message.string), strict=True)):
        optional = {"n"} if message.pluralizable and n == 0 else set[str]()
        if _fields(original) - optional != _fields(words) - optional:
            yield f"placeholders differ: {original!r} and {words!r}"


def _fields(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}
    except ValueError:
        return set(re.findall(r"\{(\w+)\}", text))


def main() -> int:
    parser = argparse.ArgumentParser(prog="dev.py translations", description="Update and compile the German words.")
    parser.add_argument("--merge", nargs="+", type=Path, default=[], metavar="FILE", help="take words from these too")
    arguments = parser.parse_args()
    gone = [str(path) for path in arguments.merge if not path.is_file()]
    if gone:
        print(f"dev.py: there is no file {', '.join(gone)}.", file=sys.stderr)
        return 2
    catalog = update(arguments.merge)
    save(catalog)
    open_ones = [message for message in catalog if message.id and not _translated(message)]
    print(f"{len(catalog)} sentences, {len(open_ones)} without German.")
    for message in open_ones:
        print(f"  {_first(message)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
