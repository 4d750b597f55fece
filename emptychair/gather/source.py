"""A file as a reader meets it: bytes, text, table, JSON; each read once, when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from emptychair.gather.decode import decode, read_bytes
from emptychair.gather.tables import Row, delimiter_of, rows

HEAD = 65_536  # bytes


@dataclass(frozen=True)
class Table:
    """A table: its first line that is not blank, and how to walk the rows after it as often as needed."""

    header: tuple[str, ...]
    delimiter: str
    text: str

    def rows(self) -> Iterator[Row]:
        """The rows after the header, with their line in the file."""
        found = rows(self.text, self.delimiter)
        next(found, None)
        return found


@dataclass(frozen=True)
class SourceFile:
    """One file, or one member of an archive. Reading raises BadInput or NotFound, in the user's words."""

    name: str
    path: Path | None = None
    content: bytes | None = field(default=None, repr=False)

    @classmethod
    def at(cls, path: Path) -> SourceFile:
        """The file at `path`; nothing is read yet."""
        return cls(path.name, path)

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB; empty if the file cannot be read."""
        return self.data[:HEAD]

    @cached_property
    def data(self) -> bytes:
        """All bytes, at most 512 MB."""
        if self.content is not None:
            return self.content
        assert self.path is not None
        return read_bytes(self.path)

    @cached_property
    def text(self) -> str:
        """The whole text, decoded."""
        return decode(self.data, self.name)

    @cached_property
    def table(self) -> Table | None:
        """The table that the file holds (delimited text or the first sheet of a workbook), or None."""
        text = self.text.replace("\x00", "")
        delimiter = delimiter_of(text)
        header = next(rows(text, delimiter), Row(1, ()))
        return Table(header.fields, delimiter, text) if len(header.fields) > 1 else None

    @cached_property
    def json(self) -> Any:
        """The parsed JSON, a list of objects for JSON Lines, or None if it is no JSON."""
        try:
            return json.loads(self.text)
        except ValueError:
            return None
