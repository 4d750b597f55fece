"""What the acts need of the store. `store/` fulfils it with SQLite; nothing above this line knows SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import field
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from emptychair.domain.decision import Decision
from emptychair.domain.ids import BatchId, ItemId, MeetingId, SeriesId, StoryId
from emptychair.domain.meeting import Candidate, Draft, Item, LastShown, Meeting, Reason, Series, Showing, WallState
from emptychair.domain.story import Clearance, Story
from emptychair.domain.values import value

if TYPE_CHECKING:
    from emptychair.app.erasure import ErasureFigures, ErasureReport, Since
    from emptychair.app.intake_ports import IncomingTable
    from emptychair.app.readiness import Readiness

T = TypeVar("T")
R = TypeVar("R")


class Priority(IntEnum):
    """Order in the writer's queue: an act of a person never waits for more than the job that is running."""

    ACT = 0
    TYPING = 1
    BULK = 9


class Table(Protocol[T]):
    """Rows of one kind inside a transaction. `put` and `drop` note what was there before, for undo."""

    def get(self, key: str) -> T | None: ...
    def need(self, key: str) -> T:
        """The row; raises NotFound."""
        ...

    def put(self, row: T) -> None: ...
    def drop(self, key: str) -> None: ...


@value
class RowBefore:
    """How one row was before an act: its plain JSON, or None if it did not exist."""

    table: str
    key: str
    row: str | None


@value
class Batch:
    """One import. Times are UTC epoch ms."""

    id: str
    file_name: str
    source: str
    at: int
    added: int = 0
    updated: int = 0
    duplicates: int = 0
    refused: int = 0
    vouched_by: str = ""
    deleted_at: int | None = None


@value
class EventRow:
    """One act as it stands in the append-only log."""

    id: str
    kind: str
    entity: str
    label: str
    at: int
    inverse: str | None  # the command that takes it back, as JSON
    scope: str  # meeting id or "library": what undo steps through together
    undone: bool
    merge_key: str = ""


class Unit(Protocol):
    """One transaction. Everything in it is on disk when the job's future is done, or nothing is."""

    @property
    def stories(self) -> Table[Story]: ...
    @property
    def meetings(self) -> Table[Meeting]: ...
    @property
    def items(self) -> Table[Item]: ...
    @property
    def decisions(self) -> Table[Decision]: ...
    @property
    def series(self) -> Table[Series]: ...
    @property
    def batches(self) -> Table[Batch]: ...
    @property
    def showings(self) -> Table[Showing]: ...
    @property
    def walls(self) -> Table[WallState]: ...
    @property
    def drafts(self) -> Table[Draft]: ...
    @property
    def incoming(self) -> IncomingTable: ...

    def items_of(self, meeting_id: MeetingId) -> list[Item]:
        """By position."""
        ...

    def decisions_of(self, meeting_id: MeetingId) -> list[Decision]:
        """By number, without deleted ones."""
        ...

    def last_decision_number(self, meeting_id: MeetingId) -> int:
        """The highest number ever given in the meeting, deleted decisions included; 0 if none."""
        ...

    def live_meetings(self) -> list[MeetingId]:
        """The meetings that run, and those whose last showing was never closed."""
        ...

    def open_showing(self, meeting_id: MeetingId) -> Showing | None: ...
    def last_showing(self, item_id: ItemId) -> Showing | None: ...
    def cleared_story(self, story_id: StoryId) -> ClearedStory | None: ...
    def story_by_source(self, source: str, source_id: str) -> Story | None: ...
    def stories_of_batch(self, batch_id: str) -> Iterable[StoryId]: ...
    def mark_batch(self, batch_id: str, deleted_at: int | None, of: int | None, after: int, limit: int) -> int | None:
        """The next `limit` stories of the batch whose tombstone is `of` (None: those that live) get `deleted_at`, in
        rows behind `after`; the last of these rows, None if there are no more."""
        ...

    def stories_tagged(self, tags: tuple[str, ...]) -> list[StoryId]:
        """Stories of the library with one of these tags, as they are written."""
        ...

    def erase(
        self,
        story_ids: Sequence[StoryId],
        terms: Sequence[str],
        *,
        texts: bool,
        mark: Callable[[str], str],
        now: int,
    ) -> ErasureFigures:
        """Remove stories and every word of theirs; `mark` gives what stands in place of evidence, by language."""
        ...

    def erased_among(self, source: str, source_ids: Sequence[str]) -> set[str]:
        """Which of these ids in their source belong to stories erased on request: no import brings them back."""
        ...

    def setting(self, key: str) -> str | None: ...
    def put_setting(self, key: str, value: str) -> None: ...

    def journal(self) -> tuple[RowBefore, ...]:
        """Every row changed so far in this unit as it was before, in the order in which to restore them."""
        ...

    def restore(self, before: RowBefore) -> None: ...
    def append_event(
        self,
        *,
        event_id: str,
        kind: str,
        entity: str,
        scope: str,
        label: str,
        body: str,
        inverse: str | None,
        at: int,
        merge_key: str,
    ) -> None: ...
    def latest_undoable(self, scope: str) -> EventRow | None: ...
    def latest_undone(self, scope: str) -> EventRow | None:
        """The act that redo would do again: undone, with no newer act in its scope."""
        ...

    def set_event(self, event_id: str, *, inverse: str, undone: bool) -> None: ...
    def merge_event(self, event_id: str, at: int) -> None:
        """Note that a later act of the same kind was folded into this one."""
        ...


class Writer(Protocol):
    """One thread, one job = one transaction."""

    def submit(self, job: Callable[[Unit], R], priority: Priority = Priority.ACT) -> Future[R]: ...
    def close(self) -> None: ...


# --------------------------------------------------------------------------------------------------- reading
@value
class ClearedStory:
    """All that stage and reports can get of a story: what a person cleared, and provenance fit for any reader."""

    id: StoryId
    version: int
    language: str
    headline: str
    words: str  # the excerpt or the whole text, as cleared
    cut: bool
    verbatim: bool
    customer: str
    customer_key: str
    channel: str
    publisher: str
    source_title: str
    source_url: str
    source_date: str
    happened_on: str
    heard_where: str
    teaching: bool
    sensitive: bool
    cleared_by: str
    cleared_at: int


@value
class StoryFilter:
    """What the library shows. Empty fields do not filter. `search` is full text, the last word as a prefix."""

    search: str = ""
    clearance: Clearance | None = None
    language: str = ""
    outcome: str = ""
    kind: str = ""
    segment: str = ""
    tag: str = ""
    never_shown: bool = False
    heard: bool = False  # heard by a colleague
    since_year: int | None = None
    batch_id: str = ""
    twins_of: str = ""  # the id of a story: it, its near-duplicates, and the one that they repeat
    sort: str = "newest"  # newest | happened | shown | headline | relevance
    most: int = 0  # rows; 0: all


@value
class StoryRow:
    """One line of the library."""

    id: StoryId
    headline: str
    customer: str
    channel: str
    segment: str
    language: str
    happened_on: str
    outcome: str
    clearance: Clearance
    sensitive: bool
    teaching: bool
    shown: int
    decided: int


@value
class MeetingRow:
    """One line of the list of meetings."""

    meeting: Meeting
    items: int
    minutes: int
    ready: int  # items with a story
    possible: int  # of these: "possible, please check"
    empty: int  # items with a deliberate or automatic none
    decisions: int
    heard: int


@value
class MeetingData:
    """A meeting complete: what the console and the summary are made of."""

    meeting: Meeting
    series: Series
    items: tuple[Item, ...]
    decisions: tuple[Decision, ...]
    showings: tuple[Showing, ...]
    drafts: tuple[Draft, ...]
    wall: WallState

    def item(self, item_id: str | None) -> Item | None:
        """The item of that id, or None."""
        return next((item for item in self.items if item.id == item_id), None)

    @property
    def live_item(self) -> Item | None:
        """The item under discussion."""
        return self.item(self.meeting.item_id)


@value
class Counts:
    """The library in figures."""

    stories: int
    cleared: int
    waiting: int
    never: int
    heard: int  # by colleagues
    decisions: int
    meetings: int


@value
class DecisionRow:
    """One line of a list of decisions over all meetings."""

    decision: Decision
    meeting_title: str
    item_title: str
    rehearsal: bool


@value
class StoryUse:
    """Where a story was shown, and which decisions heard it."""

    showing: Showing
    meeting_title: str
    decisions: tuple[Decision, ...] = field(default_factory=tuple)


@value
class BatchRow:
    """One line of the list of imports."""

    batch: Batch
    stories: int  # of it in the library now
    waiting: int  # of these for clearance


class Reader(Protocol):
    """Read-only access; each thread has its own."""

    def story(self, story_id: StoryId) -> Story | None: ...
    def cleared_story(self, story_id: StoryId) -> ClearedStory | None: ...
    def story_ids(self, wanted: StoryFilter) -> Sequence[int]:
        """Row numbers of the stories that pass, sorted."""
        ...

    def story_rows(self, rows: Sequence[int]) -> list[StoryRow]:
        """In the order of `rows`."""
        ...

    def story_id_of_row(self, row: int) -> StoryId | None: ...
    def story_by_source_id(self, source_id: str) -> Story | None: ...
    def stories_named(self, name: str) -> list[Story]:
        """Stories with this id, with this id in their file, or whose id begins so (8 signs or more): at most two."""
        ...

    def story_uses(self, story_id: StoryId) -> list[StoryUse]: ...
    def waiting(self, limit: int = 500) -> list[StoryId]:
        """Stories that wait for clearance, oldest first."""
        ...

    def waiting_of(self, batch_id: str) -> list[StoryId]:
        """Stories of one import that wait for clearance, in its order."""
        ...

    def say_the_same(self, story_id: StoryId) -> int:
        """How many customers say nearly this: the weights of the story and of its near-duplicates."""
        ...

    def batches(self) -> list[BatchRow]:
        """All imports, the latest first, those that were taken back too."""
        ...

    def stories_from(
        self, clearance: Clearance, source: str = "", customer: str = ""
    ) -> list[tuple[StoryId, BatchId | None]]:
        """Stories in this state of one source, one customer, or both, each with its import, in the library’s order."""
        ...

    def older_than(self, day: str, since: Since) -> list[StoryId]:
        """Stories from before an ISO date, the oldest first, for a retention's proposals; at most 10,000."""
        ...

    def erasures(self) -> list[ErasureReport]:
        """What was erased on request, the latest first."""
        ...

    def tags(self) -> list[tuple[str, int]]: ...
    def story_values(self, field: str) -> list[tuple[str, int]]:
        """What stands in one field (language, segment, industry, channel, outcome) of all stories, the most frequent
        first."""
        ...

    def counts(self) -> Counts: ...
    def meetings(self) -> list[MeetingRow]:
        """Newest first, without deleted ones."""
        ...

    def meeting(self, meeting_id: MeetingId) -> MeetingData | None: ...
    def running_meeting(self) -> Meeting | None:
        """The meeting that is live, if one is: after a crash, the one to go on with."""
        ...

    def decisions(self, meeting_id: MeetingId | None = None) -> list[DecisionRow]: ...
    def last_shown(self, story_id: StoryId, beside: MeetingId | None = None) -> LastShown | None:
        """None: never, but in the meeting `beside`; rehearsals do not count."""

    def recently_shown(self, series_id: SeriesId, meetings: int, before: MeetingId) -> set[StoryId]:
        """Stories shown to this series in its last `meetings` meetings; rehearsals do not count."""
        ...

    def undoable(self, scope: str) -> tuple[EventRow | None, EventRow | None]:
        """What undo and what redo would act on."""
        ...

    def setting(self, key: str) -> str | None: ...
    def interrupt(self) -> None:
        """Stop the query that runs on this reader; it raises."""

    def close(self) -> None: ...


class Clock(Protocol):
    """UTC epoch ms that never runs backwards within one run of the program."""

    def now_ms(self) -> int: ...


class Entropy(Protocol):
    """Random bytes for ids."""

    def __call__(self, count: int, /) -> bytes: ...


Plain = dict[str, Any]


@value
class ItemMatch:
    """What the matcher found for one item."""

    item_id: ItemId
    verdict: str
    story_id: StoryId | None
    candidates: tuple[Candidate, ...]


@value
class Found:
    """A story found by own search, or proposed: enough for a list, cleared or not."""

    story_id: StoryId
    source_id: str
    headline: str
    language: str
    customer: str
    cleared: bool
    sensitive: bool
    relevance: float
    reasons: tuple[Reason, ...] = ()


@value
class TitleMatch:
    """What the matcher says of one title. With verdict none `story` is None and the alternates are the nearest."""

    title: str
    language: str
    verdict: str
    story: Found | None
    alternates: tuple[Found, ...]
    reasons: tuple[Reason, ...]
    milliseconds: float


class Matcher(Protocol):
    """Finds stories for items, away from the window's thread. Futures raise UserError or StoreUnavailable."""

    def match_meeting(self, meeting_id: MeetingId) -> Future[tuple[ItemMatch, ...]]:
        """One story an item: no customer twice, nothing that this series saw lately. Apply with ApplyMatches."""
        ...

    def match_item(self, item_id: ItemId) -> Future[ItemMatch]:
        """One item, beside the stories that the others of its meeting have."""
        ...

    def find(self, text: str, language: str, limit: int = 20) -> Future[tuple[Found, ...]]:
        """Own search by topic in the searcher's own words, nearest first; uncleared and sensitive ones too."""
        ...

    @property
    def readiness(self) -> Readiness | None:
        """As it was last told; None before the first answer. Never waits."""

    def forget(self) -> None:
        """Stories were erased for good: keep nothing of what was read before."""

    def close(self) -> None: ...
