"""A reader of one program's table: the columns by which it is known, and what each of them feeds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from emptychair.domain.errors import UserError
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.gather.columns import canonical
from emptychair.gather.mapping import MANY, MappedReader, Mark
from emptychair.gather.mapping import Mapping as ColumnMapping
from emptychair.gather.presets import PERSON, listed
from emptychair.gather.source import SourceFile, Table

PERSONAL: Final = re.compile(
    r"\b(?:ip|ip address|ip adresse|latitude|longitude|breitengrad|längengrad|location latitude|location longitude"
    r"|e ?mail|recipient (?:email|first name|last name)|network id|geo|user agent|device id)\b"
)
"""Columns that are not even kept with the row: where somebody was and how to reach them."""


class PresetReader:
    """`known_by`: of each of these lists of names (with "|" between them) one column at least must be there.
    `columns`: which columns feed which field, the first that is there; of text and names all that are there."""

    def __init__(
        self,
        name: str,
        title: str,
        channel: str,
        *,
        known_by: Sequence[str],
        columns: Mapping[str, str],
        sure: float = 0.9,
        mark: Mark | None = None,
        left_out: re.Pattern[str] | None = None,
        same_id: Callable[[str], str] | None = None,
        fixed: dict[str, object] | None = None,
        json_too: bool = False,
    ) -> None:
        self.name, self.title, self._channel, self._sure = name, title, channel, sure
        self._known_by = [frozenset(listed(names)) for names in known_by]
        self._columns = {field: listed(names) for field, names in columns.items()}
        self._mark, self._left_out, self._same_id, self._fixed = mark, left_out, same_id, fixed
        self._json_too = json_too

    def table(self, file: SourceFile) -> Table | None:
        """The table of a file, or None; raises nothing."""
        try:
            return None if file.is_tree and not self._json_too else file.table
        except (UserError, RecursionError):
            return None

    def recognise(self, file: SourceFile) -> float:
        table = self.table(file)
        if table is None:
            return 0.0
        named = {canonical(name) for name in table.header}
        return self._sure if all(named & known for known in self._known_by) else 0.0

    def mapping(self, table: Table) -> ColumnMapping:
        """Which of the columns of `table` feeds which field."""
        keys = [canonical(name) for name in table.header]
        pairs: list[tuple[str, str]] = []
        for field, names in self._columns.items():
            there = [table.header[keys.index(name)] for name in names if name in keys]
            pairs += [(field, column) for column in (there if field in MANY else there[:1])]
        taken = {column for _, column in pairs}
        pairs += [
            ("names", name)
            for name, key in zip(table.header, keys, strict=True)
            if name not in taken and PERSON.fullmatch(key)
        ]
        return ColumnMapping(tuple(pairs))

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:
        table = file.table
        mapped = MappedReader(
            self.mapping(table) if table is not None else ColumnMapping(()),
            self.name,
            self.title,
            channel=self._channel,
            mark=self._mark,
            left_out=self._left_out,
            same_id=self._same_id,
            fixed=self._fixed,
        )
        return mapped.read(file, beside)
