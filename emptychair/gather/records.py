"""JSON of any shape as a table: the longest list of objects in it, their parts named with dots."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from emptychair.gather.source import SourceFile, Table
from emptychair.gather.tables import Row

_DEPTH: Final = 4
_KNOWN_BY: Final = 2_000  # records whose parts name the columns
_WRAPPERS: Final = frozenset(("label", "value", "#text", "$t", "_text"))


def records_in(found: Any) -> list[Mapping[str, Any]]:
    """The longest list of objects in a JSON document, looking four levels down; empty if there is none."""
    best: list[Mapping[str, Any]] = []
    level: list[Any] = [found]
    for _ in range(_DEPTH):
        deeper: list[Any] = []
        for one in level:
            if isinstance(one, list):
                objects: list[Mapping[str, Any]] = [part for part in one if isinstance(part, dict)]
                if len(objects) > len(best) and len(objects) * 2 > len(one):
                    best = objects
            elif isinstance(one, dict):
                parts = [part for part in one.values() if isinstance(part, dict)]
                # Records by their ids: {"17": {…}, "18": {…}}.
                if len(parts) > 1 and len(parts) == len(one) and all(part.keys() == parts[0].keys() for part in parts):
                    best = max(best, [{"id": key, **part} for key, part in one.items()], key=len)
                deeper.extend(part for part in one.values() if isinstance(part, dict | list))
        if best:
            return best
        level = deeper
    return best


def flat(record: Mapping[str, Any], before: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """The parts of a record as text, each with its name: {"user": {"name": "A"}} is ("user.name", "A")."""
    for key, part in record.items():
        name = f"{before}{key}"
        if isinstance(part, dict):
            if depth < _DEPTH:
                wrapped = next((part[word] for word in _WRAPPERS if word in part), None)
                if isinstance(wrapped, str | int | float) and len(part) <= 2:
                    yield name, text_of(wrapped)
                else:
                    yield from flat(part, f"{name}.", depth + 1)
        elif isinstance(part, list):
            if part and all(isinstance(one, str | int | float) for one in part):
                yield name, "; ".join(map(text_of, part))
            elif part and any(isinstance(one, str) for one in part) and all(map(_is_run, part)):
                yield name, "".join(one if isinstance(one, str) else text_of(one["text"]) for one in part)
            elif part:
                yield name, json.dumps(part, ensure_ascii=False)
        else:
            yield name, text_of(part)


def _is_run(part: object) -> bool:
    """Text, or text that is set in some way: ["It ", {"type": "bold", "text": "was"}, " late"]."""
    return isinstance(part, str) or (isinstance(part, dict) and isinstance(part.get("text"), str))


def text_of(value: object) -> str:
    """A scalar as text; None is ""."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def table_of(file: SourceFile) -> Table | None:
    """The records of a file of JSON or JSON Lines. Raises BadInput for what is no text."""
    if _is_lines(file):
        return _table(lambda: _lines(file))
    if file.is_sliced:
        from emptychair.gather.slices import slices

        if file.plan is None:
            return None
        return _table(lambda: (at for before, part in slices(file) for at in enumerate(records_in(part), before + 1)))
    found = records_in(file.json)
    return _table(lambda: iter(enumerate(found, start=1))) if found else None


def _is_lines(file: SourceFile) -> bool:
    lines = [line for line in file.head.decode(file.encoding, errors="replace").split("\n") if line.strip()][:3]
    if len(lines) < 2:
        return False
    try:
        return all(isinstance(json.loads(line), dict) for line in lines[:2])
    except (ValueError, RecursionError):
        return False


def _lines(file: SourceFile) -> Iterator[tuple[int, Any]]:
    rest, number = "", 0
    for piece in file.pieces():
        *lines, rest = (rest + piece).split("\n")
        for line in lines:
            number += 1
            yield number, _parsed(line)
    yield number + 1, _parsed(rest)


def _parsed(line: str) -> Any:
    try:
        return json.loads(line) if line.strip() else None
    except (ValueError, RecursionError):
        return None


def _table(walk: Any) -> Table | None:
    names: dict[str, None] = {}
    for _, record in islice(walk(), _KNOWN_BY):
        if isinstance(record, dict):
            for name, _ in flat(record):
                names.setdefault(name)
    if not names or len(names) > 2_000:
        return None
    header = tuple(names)

    def rows() -> Iterator[Row]:
        for number, record in walk():
            if isinstance(record, dict):
                parts = dict(flat(record))
                yield Row(number, tuple(parts.get(name, "") for name in header))

    return Table(header, "", rows)
