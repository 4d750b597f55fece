"""What stands in exported JSON and tables may be anything: null, a list where an object belongs, the wrong type. These
functions take it as it is and give back text, objects and truth values; none of them raises."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from emptychair.domain.errors import N_, BadInput, UserError
from emptychair.gather.reader import Refused
from emptychair.gather.source import SourceFile, Table
from emptychair.gather.tables import Row

Entry = Mapping[str, Any]

MAX_ORIGINAL: Final = 100_000  # characters of a row that are kept as it came
_SAMPLE: Final = 100  # entries
_YES: Final = frozenset({"true", "1", "yes", "y", "t", "ja", "wahr"})
_NO: Final = frozenset({"false", "0", "no", "n", "f", "nein", "falsch"})
_FAULTS: Final = {
    "open-quote": N_("a quotation mark in this row is never closed"),
    "field-too-long": N_("a field of this row is too long"),
}
_UNFIT: Final = re.compile("[\x00\ud800-\udfff]")  # halves of characters: JSON can write them, no file can hold them
_ZONE: Final = re.compile(r"\s*\((?:(?:UTC|GMT|[A-Z]{3,4})(?:\s?[+-]\d{1,2}(?::?\d\d)?)?|[A-Z][a-z]+/[A-Z]\w+)\)\s*$")
_ADDRESS: Final = re.compile(r"[<(\[]?[^\s<>()\[\];,]+@[^\s<>()\[\];,]+[>)\]]?")


# ------------------------------------------------------------------------------------------------------------ values
def text_of(value: object) -> str:
    """Text or a number as text, without space around it; "" for anything else."""
    if isinstance(value, str):
        return _UNFIT.sub("", value).strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    if isinstance(value, int):
        return str(value) if abs(value) < 10**40 else ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e18 else str(value)


def first_of(entry: Entry, *keys: str) -> str:
    """The first of these that holds text."""
    return next((found for key in keys if (found := text_of(entry.get(key)))), "")


def number_of(value: object) -> float | None:
    """A number that is finite, or None."""
    if isinstance(value, str):
        if not re.fullmatch(r"\s*-?\d{1,12}(?:[.,]\d{1,9})?\s*", value, re.ASCII):
            return None
        return float(value.replace(",", "."))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if -1e15 < value < 1e15 else None


def flag_of(value: object) -> bool | None:
    """True or False however it is written; None where nothing is said."""
    if isinstance(value, bool):
        return value
    said = text_of(value).casefold()
    return True if said in _YES else False if said in _NO else None


def entry_of(value: object, *path: str) -> Entry:
    """The object in `value`, or under `path` in it; an empty one where there is none."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def entries_of(value: object, *path: str) -> list[Entry]:
    """The objects of a list in `value`, or under `path` in it; a lone object is a list of one."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, dict):
        return [value]
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def texts_of(value: object) -> list[str]:
    """The texts of a list; text with commas or semicolons between is taken apart."""
    parts = re.split("[,;]", value) if isinstance(value, str) else value if isinstance(value, list) else []
    return [found for part in parts if (found := text_of(part))]


def person_of(value: object) -> str:
    """The name in an object about a person, or in "Anna Muster <anna@…>"; never an address."""
    if isinstance(value, dict):
        whole = first_of(value, "name", "Name", "displayName", "display_name", "full_name", "real_name")
        if not whole:
            first = first_of(value, "first", "first_name", "firstName", "FirstName", "firstname")
            whole = f"{first} {first_of(value, 'last', 'last_name', 'lastName', 'LastName', 'lastname')}"
        return person_of(whole)
    text = text_of(value)
    if "@" in text:
        text = _ADDRESS.sub(" ", text)
    return " ".join(text.replace('"', " ").split()).strip(" ,;:<>()")


def people_of(value: object) -> list[str]:
    """Every name in a list of people, or in "Anna Muster (anna@…); Ben Beispiel (ben@…)"."""
    parts = re.split(r"[;,]", value) if isinstance(value, str) else value if isinstance(value, list) else [value]
    return [name for part in parts if (name := person_of(part))]


def original_of(value: object) -> str:
    """`value` as JSON, cut at 100,000 characters."""
    try:
        return _UNFIT.sub("", json.dumps(value, ensure_ascii=False, default=str)[:MAX_ORIGINAL])
    except (ValueError, TypeError, RecursionError):
        return ""


# ------------------------------------------------------------------------------------------------------------- files
def json_of(file: SourceFile) -> Any:
    """The JSON of a file, or None: for recognising, where nothing is raised."""
    try:
        return document_of(file)
    except (UserError, ValueError, RecursionError):
        return None


def sample_of(file: SourceFile) -> Any:
    """As json_of, its lists cut after a hundred entries: by them a file is recognised, however large it is."""
    data = json_of(file)
    if isinstance(data, dict):
        return {key: part[:_SAMPLE] if isinstance(part, list) else part for key, part in data.items()}
    return data[:_SAMPLE] if isinstance(data, list) else data


def document_of(file: SourceFile) -> Any:
    """The JSON of a file. What a program that copies data out wrote, a record of some stream on each line, becomes an
    object with a list for each stream. Raises BadInput."""
    data = file.json
    if data is None:
        raise BadInput(
            N_("“{path}” is not what it was said to be: choose another file, or let its kind be recognised."),
            path=file.name,
        )
    if not isinstance(data, list) or not data or not isinstance(data[0], dict) or "stream" not in data[0]:
        return data
    streams: dict[str, list[Any]] = {}
    for one in data:
        record = one.get("data", one.get("record")) if isinstance(one, dict) else None
        if isinstance(record, dict):
            streams.setdefault(text_of(one.get("stream")), []).append(record)
    return streams or data


def table_of(file: SourceFile) -> Table | None:
    """The table of a file, or None: for recognising, where nothing is raised."""
    try:
        return None if file.is_tree else file.table
    except (UserError, ValueError, RecursionError):
        return None


def set_of(names: str, between: str | None = None) -> frozenset[str]:
    """The names in a text, with space or `between` between them."""
    return frozenset(names.split(between))


def telling(entries: Sequence[Entry], keys: frozenset[str]) -> int:
    """How many of these keys the first entries have between them."""
    return len(keys & {key for entry in entries[:20] for key in entry})


# ------------------------------------------------------------------------------------------------------------ tables
def column_name(name: str) -> str:
    """A column's name without case, time zone, marks and what joins its words: "Ticket-ID" and "ticket_id" are one."""
    name = _ZONE.sub("", name.replace("\ufeff", ""))
    return " ".join(re.sub(r"[\s_\-\u00a0]+", " ", name).casefold().strip(" .:*#").split())


class Columns:
    """Where a table has the fields that a reader knows. `known` gives the names of each, the best first; a name that
    stands several times in the header (Jira: "Comment") has several places."""

    def __init__(self, header: Sequence[str], known: Mapping[str, Sequence[str]]) -> None:
        named: dict[str, list[int]] = {}
        for place, name in enumerate(header):
            named.setdefault(column_name(name), []).append(place)
        self.names = frozenset(named)
        self._places: dict[str, tuple[int, ...]] = {}
        for field, names in known.items():
            found = next((named[name] for name in names if name in named), None)
            if found is not None:
                self._places[field] = tuple(found)

    def has(self, *fields: str) -> bool:
        """Whether the table has all of these fields."""
        return all(field in self._places for field in fields)

    def of(self, row: Row, field: str) -> str:
        """The first cell of `field` that is not blank."""
        for place in self._places.get(field, ()):
            if place < len(row.fields) and (cell := row.fields[place].strip()):
                return cell
        return ""

    def all_of(self, row: Row, field: str) -> Iterator[str]:
        """Every cell of `field` that is not blank."""
        for place in self._places.get(field, ()):
            if place < len(row.fields) and (cell := row.fields[place].strip()):
                yield cell

    def values(self, table: Table, field: str) -> Iterator[str]:
        """The column from top to bottom."""
        return (cell for row in table.rows() if not row.fault for cell in self.all_of(row, field))


def rows_of(table: Table) -> Iterator[Row | Refused]:
    """The rows that can be read; a broken one is refused with the reason."""
    width = len(table.header)
    for row in table.rows():
        if row.fault:
            yield Refused(row.line, _FAULTS.get(row.fault, N_("a field of this row is too long")))
        elif any(field.strip() for field in row.fields[width:]):
            yield Refused(row.line, N_("this row has more fields than the first line names"))
        else:
            yield row


def whole_rows(table: Table) -> Iterator[Row]:
    """The rows that can be read, without the others: of a table that only goes with another one."""
    return (row for row in rows_of(table) if isinstance(row, Row))


def row_as_json(table: Table, row: Row) -> str:
    """The cells of a row that hold something, by their columns; a list where a name stands several times."""
    cells: dict[str, Any] = {}
    for name, cell in zip(table.header, row.fields, strict=False):
        if cell.strip():
            before = cells.get(name)
            cells[name] = cell if before is None else [*before, cell] if isinstance(before, list) else [before, cell]
    return original_of(cells)
