"""Story tables as a reader, until a reader of their own recognises them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from emptychair.domain.raw_story import RawStory, Refused
from emptychair.gather.reader import StoryReader
from emptychair.gather.source import SourceFile
from emptychair.gather.story_table import read_stories

_SHARED = [
    "text",
    "headline",
    "excerpt",
    "language",
    "verbatim",
    "kind",
    "customer",
    "segment",
    "industry",
    "channel",
    "happened_on",
    "outcome",
    "facts",
    "tags",
    "consent",
]
_FROM = [f.name for f in fields(RawStory) if f.name in ("source_id", "row", "title", "publisher", "url", "source_date")]


class StoryTable:
    """A table with a column of stories."""

    name = "csv"
    title = "Story table"

    def recognise(self, file: SourceFile) -> float:  # noqa: ARG002
        return 0.5

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:  # noqa: ARG002
        assert file.path is not None
        for row in read_stories(file.path, self.name):
            if isinstance(row, Refused):
                yield row
                continue
            shared = {name: getattr(row, name) for name in _SHARED}
            told = {name: getattr(row.provenance, name) for name in _FROM}
            yield RawStory(**shared, **told, original=row.raw, verified_by=row.provenance.verified_by)


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A file that is taken for a story table."""

    file: SourceFile
    reader: StoryReader | None
    beside: tuple[SourceFile, ...] = ()
    sentence: str = ""


def story_table(path: Path) -> PlainTable:
    """The story table at `path`."""
    return PlainTable(SourceFile.at(path), StoryTable())
