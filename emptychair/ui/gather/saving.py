"""The report of an import as a file: what became of each file, and every refused row with its reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from emptychair.app.i18n import Words
from emptychair.ui.gather.files import file_of, kind_words, place_words, state_words
from emptychair.ui.gather.state import Entry, imported, refused_count


def report_text(entries: Sequence[Entry], words: Words) -> str:
    """For people to read."""
    tr = words.tr
    totals = imported(entries)
    lines = [tr("Import"), ""]
    for text, count in (
        (tr("rows read"), totals.read),
        (tr("new stories"), totals.added),
        (tr("updated, same id"), totals.updated),
        (tr("there already, unchanged"), totals.duplicates),
        (tr("being prepared"), totals.waiting),
        (tr("refused"), totals.refused),
    ):
        lines.append(f"{words.number(count):>9}  {text}")
    for entry in entries:
        lines += ["", entry.name, f"  {kind_words(entry, words)} · {state_words(entry, words)}"]
        for one in entry.refused:
            lines.append(f"  {place_words(entry, one.line, words)}: {tr(one.reason)}")
        left = _more(entry)
        if left:
            lines.append("  " + words.trn("and {n} more", "and {n} more", left))
    return "\n".join(lines) + "\n"


def report_csv(entries: Sequence[Entry], words: Words) -> str:
    """One line a refused row, for a table. Nothing in it is read as a formula."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow((words.tr("File"), words.tr("Line"), words.tr("Reason")))
    for entry in entries:
        if entry.problem is not None:
            table.writerow((_plain(entry.name), "", _plain(kind_words(entry, words))))
        for one in entry.refused:
            name = file_of(entry, one.line) or entry.name
            table.writerow((_plain(name), one.line, _plain(words.tr(one.reason))))
    return out.getvalue()


def save_report(path: Path, entries: Sequence[Entry], words: Words) -> None:
    """Write it to `path`: a table where it ends in .csv, else text. Raises OSError."""
    table = path.suffix.lower() == ".csv"
    text = report_csv(entries, words) if table else report_text(entries, words)
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8-sig" if table else "utf-8", newline="")
    part.replace(path)


def _more(entry: Entry) -> int:
    told = entry.report or entry.foreseen
    return refused_count(told) - len(told.refused) if told is not None else 0


def _plain(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
