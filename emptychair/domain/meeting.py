"""Meetings, their items, what is prepared for each, and what stood on the wall."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from emptychair.domain.frame import Blank
from emptychair.domain.ids import ItemId, MeetingId, SeriesId, ShowingId, StoryId
from emptychair.domain.values import value


class MeetingState(StrEnum):
    """A meeting is prepared, runs, and has ended. One that never formally ended is still complete."""

    PREPARING = "preparing"
    LIVE = "live"
    ENDED = "ended"


class View(StrEnum):
    """What of the meeting the wall shows."""

    WELCOME = "welcome"
    ITEM = "item"
    DECISION = "decision"  # the latest decision, read back
    CLOSING = "closing"


class ItemState(StrEnum):
    """Where an item stands. The item under discussion is `OPEN` and named by the meeting."""

    OPEN = "open"
    DONE = "done"
    DEFERRED = "deferred"
    PARKED = "parked"


class Origin(StrEnum):
    """Who chose the story of an item."""

    UNMATCHED = ""
    AUTOMATIC = "automatic"
    PERSON = "person"


@value
class Reason:
    """One reason of a choice as data; the sentence is made where it is shown, in the language of the reader.

    `values` are pairs of a name and a text, for instance ("title", "Lieferzusagen"), ("story", "Lieferzusage").
    """

    kind: str
    values: tuple[tuple[str, str], ...] = ()

    def value(self, name: str) -> str:
        """The text of that name, or empty."""
        return dict(self.values).get(name, "")


@value
class Candidate:
    """A story that the matcher proposes: its relevance (higher is nearer) and why."""

    story_id: StoryId
    relevance: float
    reasons: tuple[Reason, ...] = ()
    fits: bool = False  # it stands out enough to be shown
    band: bool = False  # as near as the best, give or take: a lot may be drawn among these


@value
class Choice:
    """The story of an item. `story_id` None with origin `PERSON` is a deliberate none."""

    origin: Origin = Origin.UNMATCHED
    story_id: StoryId | None = None
    verdict: str = ""  # strong | possible | none, of the automatic match; empty if it was never matched
    pinned: bool = False
    candidates: tuple[Candidate, ...] = ()  # best first; the chosen one is among them unless found by own search
    rejected: tuple[StoryId, ...] = ()  # swapped away, in that order

    @property
    def chosen(self) -> Candidate | None:
        """The chosen story as a candidate with its reasons, if the matcher proposed it."""
        return next((c for c in self.candidates if c.story_id == self.story_id), None)

    @property
    def alternates(self) -> tuple[Candidate, ...]:
        """The two nearest other stories."""
        others = [c for c in self.candidates if c.story_id != self.story_id and c.story_id not in self.rejected]
        others += [c for c in self.candidates if c.story_id in self.rejected and c.story_id != self.story_id]
        return tuple(others[:2])


@value
class Item:
    """One item of an agenda. `minutes` is planned, `spent_ms` was used without the span that is running."""

    id: ItemId
    meeting_id: MeetingId
    position: int  # from 1, without gaps
    title: str
    minutes: int | None = None
    owner: str = ""
    starts: str = ""  # "08:10" as the agenda said
    note: str = ""  # private, never on the wall
    state: ItemState = ItemState.OPEN
    undecided: bool = False  # somebody said "no decision"
    late: bool = False  # came up in the meeting
    choice: Choice = field(default_factory=Choice)
    spent_ms: int = 0
    visited: bool = False


@value
class Meeting:
    """One meeting of a series. Times are UTC epoch ms, `zone` is the IANA name for showing them."""

    id: MeetingId
    title: str
    language: str
    series_id: SeriesId
    place: str = ""
    starts_at: int | None = None
    zone: str = "UTC"
    state: MeetingState = MeetingState.PREPARING
    rehearsal: bool = False
    view: View = View.WELCOME
    item_id: ItemId | None = None  # under discussion
    item_since: int | None = None  # UTC epoch ms: since when
    started_at: int | None = None
    ended_at: int | None = None
    created_at: int = 0
    last_act_at: int = 0
    deleted_at: int | None = None


@value
class Series:
    """Meetings of the same people: what one of them saw is not shown to it again soon."""

    id: SeriesId
    title: str


@value
class WallState:
    """The toggles of the wall. Kept apart from the meeting, so that undo never brings back what was blanked."""

    meeting_id: MeetingId
    blank: Blank = Blank.NONE
    frozen: bool = False


@value
class Showing:
    """A story's time on the wall, with the exact words. A fact: undo does not touch it."""

    id: ShowingId
    meeting_id: MeetingId
    item_id: ItemId
    series_id: SeriesId
    story_id: StoryId
    version: int
    words: str
    headline: str
    language: str
    verbatim: bool
    cut: bool
    customer: str
    customer_key: str
    source: str
    since: int  # UTC epoch ms
    until: int | None = None
    rehearsal: bool = False


@value
class LastShown:
    """The last time that a story stood on a wall: when (UTC epoch ms), in the zone of the meeting, before whom."""

    at: int
    zone: str
    series: str


@value
class Draft:
    """What is being typed into the decision line of an item; there again after a crash.

    All but `line` is what was set by hand beside it and wins over what the line says; `due` as it was typed.
    """

    item_id: ItemId
    meeting_id: MeetingId
    line: str
    counted: str = ""
    door: str = ""
    basis: str = ""
    owner: str = ""
    due: str = ""
    saved_at: int = 0
