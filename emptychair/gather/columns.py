"""What a column is, by its name and by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from emptychair.gather.dates import iso_date

_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SPLIT: Final = re.compile(r"[\W_]+")
_NUMBER: Final = re.compile(r"[-+]?[\d.,]*\d[\d.,]*\s?%?")
_MAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.\w+")
_LINK: Final = re.compile(r"(?:https?|mailto|file|ftp)://?\S+|www\.\S+|\w[\w.-]*\.[a-z]{2,4}/\S*", re.IGNORECASE)
_TAGS: Final = re.compile("<[^>]{1,200}>")
_JSON: Final = re.compile(r"\s*[\[{].*[\]}]\s*", re.DOTALL)
SAMPLE: Final = 400  # rows that are looked at


def canonical(name: str) -> str:
    """A column's name as it is compared: "Review_Text", "reviewText" and " REVIEW TEXT:" are all "review text"."""
    return " ".join(part for part in _SPLIT.split(_HUMP.sub(" ", name.strip())) if part).casefold()


@dataclass(frozen=True)
class Column:
    """One column: its place, its name, and some of its cells."""

    place: int
    name: str
    cells: tuple[str, ...]

    @cached_property
    def key(self) -> str:
        """The name as it is compared."""
        return canonical(self.name)

    @cached_property
    def filled(self) -> tuple[str, ...]:
        """The cells with something in them."""
        return tuple(cell.strip() for cell in self.cells if cell and not cell.isspace())

    def share(self, pattern: re.Pattern[str]) -> float:
        """How many of the filled cells are nothing else than `pattern`, 0 to 1."""
        return sum(bool(pattern.fullmatch(cell)) for cell in self.filled) / len(self.filled) if self.filled else 0.0

    @cached_property
    def numeric(self) -> bool:
        return self.share(_NUMBER) > 0.9

    @cached_property
    def dated(self) -> bool:
        """Dates, most of them at least."""
        known = sum(bool(iso_date(cell)) and len(cell) <= 40 for cell in self.filled)
        return bool(self.filled) and known / len(self.filled) > 0.8

    @cached_property
    def nested(self) -> bool:
        """Records within the record, a conversation's messages for one: whose words they are is not told."""
        return self.share(_JSON) > 0.3

    @cached_property
    def addresses(self) -> bool:
        return self.share(_MAIL) > 0.5

    @cached_property
    def links(self) -> bool:
        return self.share(_LINK) > 0.5

    @cached_property
    def length(self) -> float:
        """Characters of a filled cell, on average; what stands in markup is not counted."""
        if not self.filled:
            return 0.0
        return sum(len(_TAGS.sub("", cell)) for cell in self.filled) / len(self.filled)

    @cached_property
    def words(self) -> float:
        """Words of a filled cell, on average."""
        return sum(len(cell.split()) for cell in self.filled) / len(self.filled) if self.filled else 0.0

    @cached_property
    def variety(self) -> float:
        """How many of the filled cells say something that no other says, 0 to 1."""
        return len(set(self.filled)) / len(self.filled) if self.filled else 0.0

    @cached_property
    def sentences(self) -> float:
        """How many of the filled cells have the length of a sentence, 0 to 1."""
        if not self.filled:
            return 0.0
        return sum(len(cell) >= 20 and len(cell.split()) >= 4 for cell in self.filled) / len(self.filled)

    @cached_property
    def free_text(self) -> bool:
        """Whether people wrote here in their own words: long enough, each different, and no answer to choose from.

        A choice offered by a survey may be a whole sentence too, but the same few come again and again.
        """
        if not self.filled or self.numeric or self.dated or self.addresses or self.links or self.share(_JSON) > 0.5:
            return False
        some = len(self.filled)
        distinct = len(set(self.filled))
        if some >= 8 and (distinct < 5 or self.variety < 0.3):
            return False
        long = sum(len(cell) >= 20 and len(cell.split()) >= 4 for cell in set(self.filled)) / distinct
        return long >= 0.3 or (self.words >= 6 and self.length >= 30)


def columns_of(header: Sequence[str], sample: Sequence[Sequence[str]]) -> list[Column]:
    """Every column of a table, with its cells in `sample`."""
    rows = sample[:SAMPLE]
    return [
        Column(place, name, tuple(row[place] if place < len(row) else "" for row in rows))
        for place, name in enumerate(header)
    ]


def unique(header: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns, each only once: a second "Other" is "Other (2)", one without a name "Column 3"."""
    used: dict[str, int] = {}
    names: list[str] = []
    for place, name in enumerate(header, start=1):
        name = " ".join(name.split()) or f"Column {place}"
        used[name] = used.get(name, 0) + 1
        names.append(name if used[name] == 1 else f"{name} ({used[name]})")
    return tuple(names)
