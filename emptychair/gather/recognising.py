"""From what somebody dropped to files with their readers: folders walked, archives opened, companions found."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from emptychair.domain.errors import N_, BadInput, NotFound, UserError
from emptychair.gather.decode import not_text, read_bytes
from emptychair.gather.reader import StoryReader
from emptychair.gather.readers import readers
from emptychair.gather.slices import SlicedReader
from emptychair.gather.source import TORN, SourceFile, Table

SURE_ENOUGH: Final = 0.5
MAX_FILES: Final = 20_000
MAX_TOTAL: Final = 8 << 30  # bytes of an archive, unpacked; its members are read as streams
MAX_RATIO: Final = 200
_SKIPPED: Final = ("__MACOSX", "Thumbs.db", "desktop.ini")
_BESIDE: Final = 40  # files that a reader is handed with its own
_IDS: Final = 5_000  # values by which two files are seen to belong together
_ASIDE: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"OggS", b"ID3", b"\x00\x00\x00")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file and who reads it.

    Without a reader and without a `sentence` it is an unknown table: `mapping.settled` or a person says which column
    holds the text. With a sentence (English, to translate, `{path}` is `file.name`) it is no source of stories.
    """

    file: SourceFile
    reader: StoryReader | None
    beside: tuple[SourceFile, ...] = ()
    sentence: str = ""


NOTHING: Final = N_("“{path}” holds no stories that can be read: save it as CSV, XLSX or JSON.")
EMPTY: Final = N_("“{path}” is empty: choose a file with stories.")
NO_ENTRIES: Final = N_("“{path}” has columns but no rows: export it again with its entries.")
PICTURE: Final = N_("“{path}” is a picture, a sound or a film: stories come from text.")
BOMB: Final = N_("“{path}” unpacks to far more than it should: unpack it yourself and import its parts.")
NESTED: Final = N_("“{path}” is an archive within an archive: unpack it yourself and import its parts.")
PACKED: Final = N_("“{path}” is an archive of a kind that is not opened here: unpack it and import its files.")
LOCKED: Final = N_("“{path}” is locked with a password: save it without one and import that.")
PDF: Final = N_("“{path}” is a PDF, made to be looked at: import the table or the mails that it was made from.")
BINARY: Final = N_("“{path}” is neither text nor a table: save it as CSV, XLSX or JSON.")
TORN_JSON: Final = N_("“{path}” is JSON that breaks off or is not well formed: export it once more.")
_PACKERS: Final = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
_OLE: Final = b"\xd0\xcf\x11\xe0"
_JSON: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*\"[^\"\n]{1,200}\"\s*:|\[\s*\{\s*\")")


# ------------------------------------------------------------------------------------------------------------ opening
def open_sources(paths: Sequence[Path]) -> list[SourceFile]:
    """Every file there is to read: folders walked, archives opened. Raises NotFound for a path that is not there.

    An archive that a reader reads as a whole stays whole, and so does one that cannot be opened: `recognise` says why.
    """
    found: list[SourceFile] = []
    for path in paths:
        try:
            there = path.exists()
        except (OSError, ValueError) as error:  # a name that no file can have
            raise BadInput(N_("“{path}” cannot be read: check that you may open it."), path=path.name[:120]) from error
        if not there:
            raise NotFound(N_("There is no file “{path}”: check the name."), path=path.name or str(path))
        for file in _walk(path):
            # A pipe gives its bytes only once, and may give none.
            whole = SourceFile.at(file) if file.is_file() else SourceFile(file.name, file, read_bytes(file))
            found.extend(_opened(whole))
            if len(found) > MAX_FILES:
                raise BadInput(N_("“{path}” holds more than 20,000 files: import it in parts."), path=path.name)
    return found


def _walk(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not _hidden(name))
        for name in sorted(names):
            if not _hidden(name) and (Path(folder) / name).is_file():
                yield Path(folder) / name


def _hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name in _SKIPPED


def _opened(file: SourceFile) -> list[SourceFile]:
    if file.head[:4] != b"PK\x03\x04" or file.is_workbook or _whole(file):
        return [file]
    members = _members(file)
    if isinstance(members, str) or file.path is None:
        return [file]
    return [SourceFile(f"{file.name}/{member}", file.path, member=member) for member in members] or [file]


def _whole(file: SourceFile) -> bool:
    return any(reader.recognise(file) >= SURE_ENOUGH for reader in _readers())


def _members(file: SourceFile) -> list[str] | str:
    """The files in an archive, or why it is not opened."""
    try:
        with file.open() as handle, zipfile.ZipFile(handle) as archive:
            # A damaged directory names members with nothing at all, on which `is_dir` itself fails.
            parts = [part for part in archive.infolist() if part.filename and not part.is_dir()]
    except (UserError, *TORN):
        return N_("“{path}” cannot be unpacked: it is damaged or locked with a password.")
    if any(part.flag_bits & 1 for part in parts):
        return LOCKED
    names = {part.filename for part in parts}
    if "[Content_Types].xml" in names or "mimetype" in names:
        return NOTHING
    total = sum(part.file_size for part in parts)
    if total > MAX_TOTAL or len(parts) > MAX_FILES:
        return BOMB
    if any(part.file_size > 10 << 20 and part.file_size > MAX_RATIO * max(part.compress_size, 1) for part in parts):
        return BOMB
    return [part.filename for part in parts if not any(_hidden(step) for step in part.filename.split("/"))]


# -------------------------------------------------------------------------------------------------------- recognising
@cache
def _readers() -> tuple[StoryReader, ...]:
    return tuple(readers())


def recognise(
    files: Sequence[SourceFile], force: str = "", *, each: Callable[[int], None] | None = None
) -> list[Recognised]:
    """Each file with the reader that is surest of it; `force` names the reader for all. Files that only accompany
    another, as users and comments of an export do, stand in its `beside` and not by themselves. `each` is told how many
    files are done, before the next one; what it raises ends the recognising.

    Raises BadInput if there is no reader `force`.
    """
    if force:
        named = {reader.name: reader for reader in _readers()}
        if force not in named:
            raise BadInput(
                N_("There is no reader “{name}”: choose one of {names}."), name=force, names=", ".join(sorted(named))
            )
        return [Recognised(file, named[force], _others(file, files)) for file in files]
    found: list[Recognised] = []
    for number, file in enumerate(files):
        if each is not None:
            each(number)
        sheets = _sheets(file)
        for one in sheets or [file]:
            reader = _surest(one)
            if reader is not None and one.is_sliced:
                reader = SlicedReader(reader)
            found.append(Recognised(one, reader, (), "" if reader is not None else _no_source(one)))
    return _joined(found)


def _surest(file: SourceFile) -> StoryReader | None:
    scores = [(reader.recognise(file), reader) for reader in _readers()]
    best = max((score for score, _ in scores), default=0.0)
    return next(reader for score, reader in scores if score == best) if best >= SURE_ENOUGH else None


def _sheets(file: SourceFile) -> list[SourceFile]:
    """The sheets of a workbook that hold tables, if more than one does."""
    if file.sheet or not file.is_workbook:
        return []
    from emptychair.gather.workbook import sheets_of

    try:
        sheets = [replace(file, name=f"{file.name} – {name}", sheet=name) for name in sheets_of(file)[:50]]
        filled = [sheet for sheet in sheets if sheet.table is not None and len(sheet.table.sample) > 0]
    except UserError:
        return []
    return filled if len(filled) > 1 else []


def _no_source(file: SourceFile) -> str:
    """Why this file is no source of stories; "" for a table whose columns nobody has named yet."""
    head = file.head
    if not head.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        return EMPTY
    if head.startswith(_ASIDE):
        return PICTURE
    if head[:4] == b"PK\x03\x04" and not file.is_workbook:
        members = NESTED if file.member else _members(file)
        return members if isinstance(members, str) else NOTHING
    try:
        table = file.table
        if _JSON.match(head) and file.json is None:
            return TORN_JSON
    except UserError as error:
        return _foreign(file) if error.message_id == not_text("").message_id else error.message_id
    if table is None:
        return NOTHING
    if not table.sample:
        return NO_ENTRIES
    return "" if _regular(table) else NOTHING


def _foreign(file: SourceFile) -> str:
    """What a file without text is, and what to do with it."""
    if file.head.startswith(_PACKERS):
        return PACKED
    if file.head.startswith(b"%PDF"):
        return PDF
    # A workbook with a password lies whole in a stream of this name.
    return LOCKED if file.head[:4] == _OLE and "EncryptedPackage".encode("utf-16-le") in file.data else BINARY


def _regular(table: Table) -> bool:
    """A table, as against prose with commas in it."""
    if len(table.header) == 1 or not table.delimiter or table.delimiter == "\t":
        return True
    return table.evenness() >= 0.6 and max(map(len, table.header)) <= 1_000


# --------------------------------------------------------------------------------------------------------- companions
def _joined(found: list[Recognised]) -> list[Recognised]:
    """Unknown tables that share ids with a recognised one of the same place go with it."""
    mains = [one for one in found if one.reader is not None]
    spare = [one.file for one in found if one.reader is None and not one.sentence]
    if not mains or not (spare or len(mains) > 1) or len(found) > 500:
        return found
    ids = {id(one.file): _ids(one.file) for one in found if one.reader is not None or not one.sentence}
    gone: set[int] = set()
    joined: list[Recognised] = []
    for one in found:
        if one.reader is None:
            joined.append(one)
            continue
        accompanies: Any = getattr(one.reader, "accompanies", None)
        beside: list[SourceFile] = []
        for other in spare:
            if _place(other) != _place(one.file):
                continue
            if (accompanies is not None and accompanies(other)) or ids[id(one.file)].meets(ids[id(other)]):
                beside.append(other)
                gone.add(id(other))
        beside += [
            other.file
            for other in mains
            if other is not one
            and other.reader is one.reader
            and _place(other.file) == _place(one.file)
            and (ids[id(other.file)].any or (accompanies is not None and accompanies(other.file)))
        ]
        joined.append(replace(one, beside=tuple(beside[:_BESIDE])))
    return [one for one in joined if id(one.file) not in gone]


def _others(file: SourceFile, files: Sequence[SourceFile]) -> tuple[SourceFile, ...]:
    return tuple(other for other in files if other is not file)[:_BESIDE]


def _place(file: SourceFile) -> tuple[object, str]:
    if file.member:
        return file.path, file.member.rpartition("/")[0]
    return (file.path.parent if file.path is not None else None), ""


@dataclass(frozen=True)
class _Ids:
    """What stands in a table's columns of ids: its rows' own, and those of rows elsewhere (`ticket_id`)."""

    own: frozenset[str] = frozenset()
    referring: frozenset[str] = frozenset()

    @property
    def any(self) -> bool:
        return bool(self.own or self.referring)

    def meets(self, other: _Ids) -> bool:
        """Whether one refers to the other. Two tables that merely number their rows alike do not."""
        return bool(self.referring & (other.own | other.referring) or self.own & other.referring)


def _ids(file: SourceFile) -> _Ids:
    """What stands in its columns of ids."""
    try:
        table = file.table
    except UserError:
        return _Ids()
    if table is None or not _regular(table):
        return _Ids()
    own: set[str] = set()
    referring: set[str] = set()
    for place, name in enumerate(table.header):
        folded = name.strip().casefold()
        if folded in ("id", "key", "number", "nummer"):
            kept = own
        elif folded.endswith(("id", "_key")):
            kept = referring
        else:
            continue
        kept.update(row[place] for row in table.sample if place < len(row) and len(row[place]) >= 2)
    return _Ids(frozenset(own), frozenset(referring))
