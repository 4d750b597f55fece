"""Tables of an agenda: with pipes, with tabs, or set in columns by spaces; with a header, or read by what they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from emptychair.gather.agenda.entry import Entry, clean_owner, clean_title, read_entry
from emptychair.gather.agenda.lines import Kind, Line, marker_of, without_numbers
from emptychair.gather.agenda.markup import breaks_as, first_line, key_of, plain, without_urls
from emptychair.gather.agenda.owners import Likeness, likeness
from emptychair.gather.agenda.times import duration_at, minutes_of, slot_at
from emptychair.gather.agenda.words import HEADER_WORDS, MEETING_ENDS, NOTHING, TOTALS


@dataclass(frozen=True, slots=True)
class Row:
    """An item of a table and the number of its line. `parts` is the title cell with its marks and number off."""

    line: int
    entry: Entry


Columns = dict[str, int]


def mark_tables(lines: list[Line]) -> None:
    """Turn lines that are rows of columns, parted by tabs or wide gaps, into table lines."""
    at = 0
    while at < len(lines):
        block = _column_block(lines, at)
        for line, cells in block:
            line.kind, line.cells = Kind.TABLE, cells
        at = block[-1][0].number + 1 if block else at + 1


def read_table(rows: list[Line]) -> list[Row] | None:
    """The items of a table (its lines in their order), or None where it is no agenda."""
    rows = [row for row in rows if any(cell.strip() for cell in row.cells)]
    for at, row in enumerate(rows[:3]):
        columns = header_of(row.cells)
        if columns:
            return _with_header(columns, row.cells, rows[at + 1 :])
    return _without_header(rows)


def header_of(cells: tuple[str, ...]) -> Columns | None:
    """Which column holds what, if these cells are the header of an agenda."""
    keys = [re.sub(r"[*_:?]", "", plain(cell)).strip().lower().replace("\t", " ") for cell in cells]
    keys = [re.sub(r"\s*[(\[].*?[)\]]$", "", key) or key for key in keys]
    if any(len(key) > 30 for key in keys):
        return None
    found: Columns = {}
    for kind in ("title", "time", "minutes", "owner", "start", "end", "index"):
        for at, key in enumerate(keys):
            if key in HEADER_WORDS[kind] and at not in found.values() and kind not in found:
                if key == "top" and kind == "title" and any(k in HEADER_WORDS["title"] - {"top"} for k in keys):
                    continue
                found[kind] = at
    if "title" not in found:
        return None
    return found if len(found) > 1 else None


def _with_header(columns: Columns, header: tuple[str, ...], rows: list[Line]) -> list[Row]:
    in_hours = "minutes" in columns and re.search(r"\b(?:h|std|stunden|hours?)\b", header[columns["minutes"]].lower())
    titles = without_numbers([first_line(_cell(row.cells, columns["title"])) for row in rows])
    slotted = sum(_slot_cell(row, columns) for row in rows)
    found: list[Row] = []
    for row, title in zip(rows, titles, strict=True):
        marker = marker_of(title)
        child = marker is not None and not marker.ordinal and slotted >= 2 and not _slot_cell(row, columns)
        entry = read_entry(plain(marker.rest if marker and not marker.ordinal else title))
        if "owner" in columns or "minutes" in columns:
            entry.guesses = (
                [guess for guess in entry.guesses if guess.kind == "bracket"] if "owner" not in columns else []
            )
        if not entry.title.strip() or child or key_of(title) in TOTALS or key_of(title) in NOTHING:
            continue
        _take_cells(entry, row, columns, bool(in_hours))
        found.append(Row(row.number, entry))
    return found


def _take_cells(entry: Entry, row: Line, columns: Columns, in_hours: bool) -> None:
    owner = breaks_as(_cell(row.cells, columns.get("owner")), ", ")
    owner = clean_owner(re.sub(r"\s*,\s*,\s*", ", ", without_urls(plain(owner))))
    if owner and owner.lower() not in NOTHING:
        inside = read_entry(owner)
        if inside.minutes is not None and inside.title:
            entry.take_minutes(inside.minutes)
            owner = clean_owner(inside.title)
        entry.owners = [owner]
    start, end = (slot_at(_colon(plain(_cell(row.cells, columns.get(kind))))) for kind in ("start", "end"))
    if start:
        entry.start, entry.end = start.start, start.end or (end.start if end else None)
    for kind in ("minutes", "time"):
        _take_time(entry, plain(_cell(row.cells, columns.get(kind))), kind, in_hours)


def _colon(text: str) -> str:
    """A time alone in its cell, "9.30", as "9:30"."""
    return re.sub(r"^(\d{1,2})\.(\d\d)$", r"\1:\2", text.strip())


def _take_time(entry: Entry, text: str, kind: str, in_hours: bool) -> None:
    text = text.replace("\t", " ").strip("()[] ")
    if not text:
        return
    clock = re.fullmatch(r"([01]?\d|2[0-4])[.:]([0-5]\d)", text) if kind == "time" else None
    if clock and not text.startswith(("0:", "00:")):
        entry.start = int(clock[1]) * 60 + int(clock[2]) if entry.start is None else entry.start
        return
    if re.fullmatch(r"\d{1,3}(?:[.,]\d+)?", text):
        value = float(text.replace(",", "."))
        entry.take_minutes(round(value * 60) if in_hours else round(value))
        return
    if (kind == "minutes" or text.startswith(("0:", "00:"))) and (
        match := re.fullmatch(r"(\d{1,2}):(\d\d)(?::00)?(?:\s?h)?", text)
    ):
        entry.take_minutes(int(match[1]) * 60 + int(match[2]))
        return
    minutes = minutes_of(text)
    if minutes is not None:
        entry.take_minutes(minutes)
        return
    entry_in = read_entry(f"{text} x")
    if entry.start is None and entry_in.start is not None:
        entry.start, entry.end = entry_in.start, entry_in.end
    if entry_in.minutes is not None:
        entry.take_minutes(entry_in.minutes)
    elif (found := duration_at(text)) is not None:
        entry.take_minutes(found.minutes)


def _slot_cell(row: Line, columns: Columns) -> bool:
    return any(
        bool(_cell(row.cells, columns.get(kind)).strip()) for kind in ("time", "start", "index") if kind in columns
    )


def _cell(cells: tuple[str, ...], at: int | None) -> str:
    return cells[at] if at is not None and at < len(cells) else ""


def _without_header(rows: list[Line]) -> list[Row] | None:
    """By what the columns hold: numbers, times and minutes first, then whose words are names."""
    width = max((len(row.cells) for row in rows), default=0)
    if len(rows) < 2 or width < 2:
        return None
    texts = [[plain(first_line(_cell(row.cells, at))) for row in rows] for at in range(width)]
    timed = [sum(_is_time(text) for text in column) for column in texts]
    if not any(count >= 0.6 * len(rows) for count in timed):
        return None
    words = [at for at in range(width) if timed[at] < 0.5 * len(rows) and not _counting(texts[at]) and any(texts[at])]
    if not words:
        return None
    people = {at: sum(likeness(text) >= Likeness.DEPARTMENT for text in texts[at] if text) for at in words}
    owner = max(people, key=lambda at: (people[at], at)) if len(words) > 1 else None
    if owner is not None and people[owner] < 0.5 * sum(bool(text) for text in texts[owner]):
        owner = None
    title = next(at for at in words if at != owner)
    titles = without_numbers(texts[title])
    found: list[Row] = []
    for at, row in enumerate(rows):
        entry = read_entry(titles[at])
        if not clean_title(entry.title) or key_of(titles[at]) in TOTALS:
            continue
        if owner is not None:
            entry.guesses = []
            if texts[owner][at] and texts[owner][at].lower() not in NOTHING:
                entry.owners = [clean_owner(texts[owner][at])]
        for column in range(width):
            if column not in (title, owner) and _is_time(texts[column][at]):
                _take_time(entry, texts[column][at], "time", in_hours=False)
        found.append(Row(row.number, entry))
    return found


def _is_time(text: str) -> bool:
    text = text.strip("()[] ")
    slot = slot_at(text)
    return minutes_of(text) is not None or (slot is not None and slot.stop == len(text))


def _counting(column: list[str]) -> bool:
    filled = [text for text in column if text]
    return bool(filled) and all(
        re.fullmatch(r"(?:TOP\s?|Top\s?|#)?\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z][.)]?", text) for text in filled
    )


def _column_block(lines: list[Line], at: int) -> list[tuple[Line, tuple[str, ...]]]:
    """The rows of a table that begins at line `at`: below a header that agendas use, or in three columns of tabs."""
    line = lines[at]
    if line.kind in (Kind.BLANK, Kind.TABLE, Kind.HEADING, Kind.MARK):
        return []
    cells = _split(line.raw)
    columns = header_of(cells) if len(cells) > 1 else None
    if columns is None and not _even(lines, at, cells):
        return []
    block: list[tuple[Line, tuple[str, ...]]] = [(line, cells)]
    blanks = 0
    for below in lines[at + 1 :]:
        if below.kind is Kind.BLANK:
            blanks += 1
            if blanks > 1:
                break
            continue
        row = _split(below.raw)
        if below.kind is Kind.MARK and set(below.raw.strip()) <= set("-=_ \t+|"):
            continue
        if below.kind is Kind.HEADING or len(row) < 2 or len(row) > len(cells) + 1:
            break
        blanks = 0
        block.append((below, _aligned(below.raw, row, line.raw, cells) if len(row) != len(cells) else row))
    return block if len(block) > 1 else []


def _split(raw: str) -> tuple[str, ...]:
    raw = raw.strip(" ")
    parts = raw.split("\t") if "\t" in raw.strip() else re.split(r"\s{2,}", raw.strip())
    cells = tuple(part.strip() for part in parts)
    return cells if "\t" in raw.strip() else tuple(cell for cell in cells if cell)


def _even(lines: list[Line], at: int, cells: tuple[str, ...]) -> bool:
    """Whether tabs part this line and the next two into at least three columns that hold times."""
    if "\t" not in lines[at].raw.strip() or len(cells) < 3 or len(cells[0]) < 1 or re.fullmatch(r"[-–•*·o§]", cells[0]):
        return False
    following = [line for line in lines[at + 1 : at + 5] if line.kind is not Kind.BLANK][:2]
    return bool(following) and all(
        len(_split(line.raw)) == len(cells) and "\t" in line.raw.strip() for line in following[:1]
    )


def _aligned(raw: str, row: tuple[str, ...], header_raw: str, header: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a row with gaps, each under the header that begins nearest."""
    if "\t" in raw.strip():
        return row
    starts, position = [], 0
    for cell in header:
        position = header_raw.find(cell, position)
        starts.append(position)
        position += len(cell)
    cells, position = [""] * len(header), 0
    for cell in row:
        position = raw.find(cell, position)
        nearest = min(range(len(header)), key=lambda at: abs(starts[at] - position))
        cells[nearest] = f"{cells[nearest]} {cell}".strip()
        position += len(cell)
    return tuple(cells)


def is_end(title: str) -> bool:
    return key_of(title) in MEETING_ENDS
