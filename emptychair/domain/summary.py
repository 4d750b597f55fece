"""The meeting's summary: the one projection that reports may see. Like the stage frame a closed type.

Private notes, raw texts and names of customers have no field here. Times are local ISO texts without zone
("2026-11-24T14:00"), because a reader wants the time on the room's clock.
"""

from __future__ import annotations

from datetime import date

from emptychair.domain.decision import Basis, Counted, Door
from emptychair.domain.values import value


@value
class EvidenceLine:
    """The sealed words that stood on the wall when the decision was made."""

    words: str
    language: str
    verbatim: bool
    cut: bool  # the words are an excerpt
    source: str  # "Returning online shoppers, MKTM Studios": fit for the reader, no link to a person
    at: str  # "13:09"
    story: str  # the label of the story in this summary, "S-3"
    version: int


@value
class DecisionLineOut:
    """One decision as the reader gets it."""

    label: str  # "D 3": number within the workspace's meeting
    text: str
    because: str
    counted: Counted
    basis: Basis | None
    owner: str
    due: date | None
    door: Door | None
    item: int  # position of the item, from 1
    evidence: tuple[EvidenceLine, ...] = ()


@value
class OpenItem:
    """An item that ended without a decision, or that was deferred or parked."""

    item: int
    title: str
    state: str  # "undecided" | "deferred" | "parked" | "not-reached"
    owner: str
    why: str = ""


@value
class StoryShown:
    """A story that stood on the wall, with the provenance fit for the reader."""

    label: str  # "S-3"
    item: int
    at: str  # "13:09"
    headline: str
    words: str  # exactly what stood on the wall
    language: str
    verbatim: bool
    customer: str
    channel: str  # as stored: call, e-mail, press …; the renderer puts it in words
    publisher: str
    source_title: str
    source_url: str
    source_date: str
    teaching: bool
    cleared_by: str
    cleared_on: str  # ISO date
    seal: str  # first 8 hex digits of the SHA-256 of the words
    cut: bool = False  # the words are an excerpt


@value
class ItemFigures:
    """Planned and actual minutes of an item; None = not planned."""

    item: int
    title: str
    planned: int | None
    actual: int
    decisions: int
    heard: int
    note: str = ""  # the private note; empty unless the facilitator chose to include notes


@value
class Summary:
    """Everything a summary may say, in the order in which it says it."""

    meeting_id: str
    language: str
    title: str
    start: str
    end: str
    place: str
    rehearsal: bool
    decisions: tuple[DecisionLineOut, ...]
    open_items: tuple[OpenItem, ...]
    stories: tuple[StoryShown, ...]
    items: tuple[ItemFigures, ...]

    @property
    def heard(self) -> int:
        """How many decisions referenced the customer: changed, confirmed or overruled."""
        return sum(1 for decision in self.decisions if decision.counted is not Counted.NOT_REFERENCED)
