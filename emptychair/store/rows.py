"""A table whose rows are frozen dataclasses: one column a field, JSON for what SQLite has no type for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from types import UnionType
from typing import Any, Generic, NewType, TypeVar, Union, cast, get_args, get_origin

from emptychair.app.ports import RowBefore
from emptychair.domain import codec
from emptychair.domain.errors import N_, NotFound

T = TypeVar("T")
Journal = dict[tuple[str, str], str | None]


def _bare(kind: Any) -> Any:
    while True:
        if isinstance(kind, NewType):
            kind = kind.__supertype__
        elif get_origin(kind) in (Union, UnionType):
            kind = next(part for part in get_args(kind) if part is not type(None))
        else:
            return kind


def _to_column(kind: Any) -> Callable[[Any], Any] | None:
    bare = _bare(kind)
    if bare in (str, int, float):
        return None
    if bare is bool:
        return int
    if isinstance(bare, type) and (issubclass(bare, Enum) or bare is date):
        return lambda value: None if value is None else codec.plain(value)
    record = cast("Any", bare)
    if is_dataclass(record) and all(_is_plain(part) for part in codec.hints(record).values()):
        # As codec.dumps writes it, in a fifth of the time: a large import has a provenance a row.
        names = tuple(f.name for f in fields(record))
        return lambda value: _JSON({name: getattr(value, name) for name in names})
    return codec.dumps if not _is_plain(kind) else _JSON


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _is_plain(kind: Any) -> bool:
    bare = _bare(kind)
    return bare in (str, int, float, bool) or (
        get_origin(bare) is tuple and all(part is Ellipsis or part in (str, int, float) for part in get_args(bare))
    )


def _from_column(kind: Any) -> Callable[[Any], Any] | None:
    bare = _bare(kind)
    if bare in (str, int, float):
        return None
    if bare is bool:
        return bool
    if isinstance(bare, type) and (issubclass(bare, Enum) or bare is date):
        return lambda value: codec.build(kind, value)
    return lambda value: codec.build(bare, json.loads(value))


class Shape(Generic[T]):
    """How a dataclass lies in its table."""

    def __init__(self, table: str, cls: type[T], key: str = "id") -> None:
        self.table = table
        self.cls = cls
        self.key = key
        known = codec.hints(cls)
        self.names = tuple(f.name for f in fields(cls))  # type: ignore[arg-type]
        made = [(at, _to_column(known[name])) for at, name in enumerate(self.names)]
        self._out = [(at, out) for at, out in made if out is not None]
        self._in = tuple(_from_column(known[name]) for name in self.names)

    @property
    def columns(self) -> str:
        """The columns in the order of the fields, for a SELECT."""
        return ", ".join(self.names)

    def values(self, row: T) -> list[Any]:
        """Column values of a row."""
        values = [getattr(row, name) for name in self.names]
        for at, out in self._out:
            values[at] = out(values[at])
        return values

    def build(self, values: Iterable[Any]) -> T:
        """A row from the columns of `columns`."""
        return self.cls(
            *(value if into is None else into(value) for value, into in zip(values, self._in, strict=False))
        )


class RowTable(Generic[T]):
    """The rows of one table inside a transaction. With a journal it notes how a row was before its first change."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        shape: Shape[T],
        journal: Journal | None,
        extra: Callable[[T], dict[str, Any]] | None = None,
    ) -> None:
        self._connection = connection
        self._shape = shape
        self._journal = journal
        self._extra = extra
        self._select = f"SELECT {shape.columns} FROM {shape.table} WHERE {shape.key} = ?"
        self._upsert = ""

    def get(self, key: str) -> T | None:
        found = self._connection.execute(self._select, (key,)).fetchone()
        return None if found is None else self._shape.build(found)

    def need(self, key: str) -> T:
        found = self.get(key)
        if found is None:
            raise NotFound(
                N_("This does not exist any more ({kind}): go back and choose again."), kind=self._shape.table
            )
        return found

    def put(self, row: T) -> None:
        key = getattr(row, self._shape.key)
        self._note(key)
        self._before_write(key, row)
        extra = self._extra(row) if self._extra else {}
        if not self._upsert:
            names = [*self._shape.names, *extra]
            marks = ", ".join("?" * len(names))
            sets = ", ".join(f"{name} = excluded.{name}" for name in names if name != self._shape.key)
            self._upsert = (
                f"INSERT INTO {self._shape.table} ({', '.join(names)}) VALUES ({marks}) "
                f"ON CONFLICT({self._shape.key}) DO UPDATE SET {sets}"
            )
        self._connection.execute(self._upsert, [*self._shape.values(row), *extra.values()])
        self._after_write(key)

    def drop(self, key: str) -> None:
        self._note(key)
        self._before_write(key, None)
        self._connection.execute(f"DELETE FROM {self._shape.table} WHERE {self._shape.key} = ?", (key,))

    def restore(self, before: RowBefore) -> None:
        """Put a row back as `RowBefore` tells."""
        if before.row is None:
            self.drop(before.key)
        else:
            self.put(codec.loads(self._shape.cls, before.row))

    def select(self, where: str, *values: Any) -> list[T]:
        """Rows by a condition of ours (never of a user)."""
        sql = f"SELECT {self._shape.columns} FROM {self._shape.table} WHERE {where}"
        return [self._shape.build(found) for found in self._connection.execute(sql, values)]

    def _note(self, key: str) -> None:
        if self._journal is None or (self._shape.table, key) in self._journal:
            return
        before = self.get(key)
        self._journal[self._shape.table, key] = None if before is None else codec.dumps(before)

    def _before_write(self, key: str, row: T | None) -> None:
        """Hook for indexes that need the old row."""

    def _after_write(self, key: str) -> None:
        """Hook for indexes that need the new row."""
