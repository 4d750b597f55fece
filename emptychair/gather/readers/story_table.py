"""The program's own story table: one story a row, its columns named as in `gather.story_table`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from emptychair.domain.errors import N_, UserError
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.gather.source import SourceFile
from emptychair.gather.story_table import OWN_NAMES, raw_stories


class StoryTableReader:
    """CSV with a column called "story": everything that a story has can be given."""

    name = "csv"
    title = N_("Story table")

    def recognise(self, file: SourceFile) -> float:
        try:
            table = None if file.is_tree else file.table
        except UserError:
            return 0.0
        named = {name.strip().casefold() for name in table.header} if table is not None else set[str]()
        return 0.9 if named & OWN_NAMES else 0.0

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:  # noqa: ARG002
        return raw_stories(file)


READER = StoryTableReader()
