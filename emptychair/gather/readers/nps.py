"""Sheets of "would you recommend us" and "were you satisfied": a score and why it was given (Delighted, Hotjar,
Zenloop, and what people export by hand)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from emptychair.domain.errors import N_, UserError
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.gather.columns import Column, columns_of
from emptychair.gather.mapping import MappedReader, Mapping, Mark, weigh
from emptychair.gather.preset_reader import PERSONAL
from emptychair.gather.rows import number, recommends, satisfied
from emptychair.gather.source import SourceFile, Table

_RECOMMENDS: Final = re.compile(
    r"\bnps\b|recommend(?!ed)|empfehl|promoter|^score$|^answer$"
    r"|^(?:response|survey) score$|^bewertung 0 10$|^punkte 0 10$"
)
_SATISFIED: Final = re.compile(r"\bcsat\b|satisf|zufrieden")
_GROUP: Final = re.compile("promoter|passive|detractor|promotor|kritiker|indifferent", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Sheet:
    mapping: Mapping
    mark: Mark


class ScoreReader:
    """Recognised by a column of scores beside one of comments."""

    name = "nps"
    title = N_("NPS or CSAT")

    def recognise(self, file: SourceFile) -> float:
        try:
            table = None if file.is_tree else file.table
            if table is None or len(table.header) > 60 or table.evenness() < 0.6:
                return 0.0
            return 0.0 if _sheet(table) is None else 0.7
        except (UserError, RecursionError):
            return 0.0

    def read(
        self,
        file: SourceFile,
        beside: Sequence[SourceFile] = (),
    ) -> Iterator[RawStory | Refused]:
        table = file.table
        sheet = _sheet(table) if table is not None else None
        mapped = MappedReader(
            sheet.mapping if sheet is not None else Mapping(()),
            self.name,
            self.title,
            channel="survey",
            mark=sheet.mark if sheet is not None else None,
            left_out=PERSONAL,
        )
        return mapped.read(file, beside)


def _sheet(table: Table) -> _Sheet | None:
    columns = columns_of(table.header, table.sample)
    scored = next((found for column in columns if (found := _scored(column, columns)) is not None), None)
    if scored is None:
        return None
    column, mark = scored
    mapping, _ = weigh(table.header, table.sample)
    texts = mapping.of("text")
    if not texts or column.name in texts:
        return None
    pairs = [pair for pair in mapping.columns if pair[0] != "rating" and pair[1] != column.name]
    return _Sheet(Mapping((*pairs, ("rating", column.name))), mark)


def _scored(column: Column, columns: Sequence[Column]) -> tuple[Column, Mark] | None:
    values = [number(cell) for cell in column.filled]
    known = [value for value in values if value is not None]
    if len(known) * 10 < len(values) * 9 or any(not 0 <= value <= 10 or value != int(value) for value in known):
        return None
    if column.length > 30:
        return None
    plain = column.key in ("score", "answer", "response score", "survey score")
    grouped = any(
        one.share(_GROUP) > 0.5 or sum(map(bool, map(_GROUP.match, one.filled))) > len(one.filled) / 2
        for one in columns
        if one.filled
    )
    if _RECOMMENDS.search(column.key) and (not plain or max(known, default=0) > 5 or grouped or _delighted(columns)):
        return column, recommends
    if _SATISFIED.search(column.key) and known:
        of = 5 if max(known) <= 5 else 7 if max(known) <= 7 else 10
        return column, partial(satisfied, of=of)
    return None


def _delighted(columns: Sequence[Column]) -> bool:
    return any(column.key in ("survey type", "person id", "person email", "answerlabel") for column in columns)


READER = ScoreReader()
