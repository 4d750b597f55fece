"""Tables of reviews of any portal or shop: stars beside somebody's words, and a column that only reviews have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from emptychair.domain.errors import N_, UserError
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.gather.columns import canonical
from emptychair.gather.mapping import SURE, MappedReader, Mapping, weigh
from emptychair.gather.preset_reader import PERSONAL
from emptychair.gather.presets import listed
from emptychair.gather.source import SourceFile, Table

_ONLY_HERE: Final = frozenset(
    listed(
        """
        review id|reviewid|review text|reviewtext|review body|review content|review title|review headline|review date
        review time|unix review time|reviewer id|reviewer name|asin|parent asin|verified purchase|helpful vote
        helpful votes|bewertungs id|bewertungstext|bewertungstitel|bewertungsdatum|rezension|rezensionstext
        rezensionstitel|antwort des händlers|kommentar des shops|antwort des inhabers|owner response|merchant reply
        sternebewertung|rezensions id
        """
    )
)


class ReviewsReader:
    """Less sure of itself than the reader of any one portal."""

    name = "reviews"
    title = N_("Reviews")

    def recognise(self, file: SourceFile) -> float:
        try:
            table = file.table
            if table is None or not _ONLY_HERE & {canonical(name) for name in table.header}:
                return 0.0
            return 0.6 if table.evenness() >= 0.6 and _mapping(table) is not None else 0.0
        except (UserError, RecursionError):
            return 0.0

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:
        table = file.table
        mapping = (_mapping(table) if table is not None else None) or Mapping(())
        return MappedReader(mapping, self.name, self.title, channel="review", left_out=PERSONAL).read(file, beside)


def _mapping(table: Table) -> Mapping | None:
    mapping, sure = weigh(table.header, table.sample)
    return mapping if sure >= SURE and mapping.of("rating") else None


READER = ReviewsReader()
