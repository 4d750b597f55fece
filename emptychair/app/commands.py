"""Every act of a person, as a value that can be logged, replayed and undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from emptychair.app.ports import Batch, ItemMatch, RowBefore
from emptychair.domain.decision import Basis, Counted, Door
from emptychair.domain.frame import Blank
from emptychair.domain.ids import DecisionId, ItemId, MeetingId, SeriesId, StoryId
from emptychair.domain.meeting import Reason, View
from emptychair.domain.story import Story


@dataclass(frozen=True, slots=True)
class Command:
    """Base of all acts."""


# --------------------------------------------------------------------------------------------------- stories
@dataclass(frozen=True, slots=True)
class AddStory(Command):
    """A story just heard. `story.id` may be empty: the service gives it one."""

    story: Story


@dataclass(frozen=True, slots=True)
class EditStory(Command):
    """The story as it shall be; a change of its words makes it wait for clearance again."""

    story: Story


@dataclass(frozen=True, slots=True)
class ClearStories(Command):
    """The person `by` has read these stories and lets their present words onto the wall."""

    story_ids: tuple[StoryId, ...]
    by: str


@dataclass(frozen=True, slots=True)
class WithdrawStories(Command):
    """Back to waiting for clearance."""

    story_ids: tuple[StoryId, ...]


@dataclass(frozen=True, slots=True)
class NeverShow(Command):
    """Kept in the library, never on a wall."""

    story_ids: tuple[StoryId, ...]


@dataclass(frozen=True, slots=True)
class DeleteStories(Command):
    """Out of the library; undo brings them back."""

    story_ids: tuple[StoryId, ...]


@dataclass(frozen=True, slots=True)
class OpenBatch(Command):
    """An import begins."""

    batch: Batch


@dataclass(frozen=True, slots=True)
class ImportStories(Command):
    """One part of an import. A story with a known source and source id updates; the same words change nothing."""

    batch_id: str
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class CloseBatch(Command):
    """The import is complete; its figures."""

    batch: Batch


@dataclass(frozen=True, slots=True)
class DropBatch(Command):
    """Take a whole import back."""

    batch_id: str
    restore: bool = False  # the inverse: bring it back


# --------------------------------------------------------------------------------------------------- preparing
@dataclass(frozen=True, slots=True)
class NewItem:
    """An item as an agenda gives it."""

    title: str
    minutes: int | None = None
    owner: str = ""
    starts: str = ""


@dataclass(frozen=True, slots=True)
class CreateMeeting(Command):
    """A meeting from an agenda. Without a series one of the same title is continued or made."""

    title: str
    language: str
    items: tuple[NewItem, ...] = ()
    place: str = ""
    starts_at: int | None = None
    zone: str = "UTC"
    series_id: SeriesId | None = None


@dataclass(frozen=True, slots=True)
class EditMeeting(Command):
    """Title, place, language and time."""

    meeting_id: MeetingId
    title: str
    place: str
    language: str
    starts_at: int | None


@dataclass(frozen=True, slots=True)
class DeleteMeeting(Command):
    meeting_id: MeetingId


@dataclass(frozen=True, slots=True)
class AddItem(Command):
    """`after` None: at the end."""

    meeting_id: MeetingId
    item: NewItem
    after: ItemId | None = None


@dataclass(frozen=True, slots=True)
class EditItem(Command):
    item_id: ItemId
    title: str
    minutes: int | None
    owner: str


@dataclass(frozen=True, slots=True)
class RemoveItem(Command):
    item_id: ItemId


@dataclass(frozen=True, slots=True)
class MoveItem(Command):
    """To `position`, counted from 1."""

    item_id: ItemId
    position: int


@dataclass(frozen=True, slots=True)
class SplitItem(Command):
    """One item becomes several; the first keeps its story, its decisions and its time."""

    item_id: ItemId
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetNote(Command):
    """The private note of an item."""

    item_id: ItemId
    note: str


@dataclass(frozen=True, slots=True)
class ApplyMatches(Command):
    """Stories for items. A choice that a person made, or that is pinned, stays."""

    meeting_id: MeetingId
    matches: tuple[ItemMatch, ...]


@dataclass(frozen=True, slots=True)
class ChooseStory(Command):
    """A person chooses a story for an item, or deliberately none."""

    item_id: ItemId
    story_id: StoryId | None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class SwapStory(Command):
    """The next of the candidates takes the place of the chosen story."""

    item_id: ItemId


@dataclass(frozen=True, slots=True)
class PinStory(Command):
    """Keep the chosen story whatever a new match says."""

    item_id: ItemId
    pinned: bool


# --------------------------------------------------------------------------------------------------- running
@dataclass(frozen=True, slots=True)
class StartMeeting(Command):
    """`rehearsal`: the same run, watermarked, and nothing of it counts."""

    meeting_id: MeetingId
    rehearsal: bool = False


@dataclass(frozen=True, slots=True)
class GoNext(Command):
    """The next open item; after the last one the closing picture."""

    meeting_id: MeetingId


@dataclass(frozen=True, slots=True)
class GoBack(Command):
    meeting_id: MeetingId


@dataclass(frozen=True, slots=True)
class GoTo(Command):
    item_id: ItemId


@dataclass(frozen=True, slots=True)
class SetView(Command):
    """What the wall shows of the present item: the item itself, or its latest decision read back."""

    meeting_id: MeetingId
    view: View


@dataclass(frozen=True, slots=True)
class LateItem(Command):
    """A topic that came up: it stands after the present item, or at the end."""

    meeting_id: MeetingId
    title: str
    minutes: int | None = None
    owner: str = ""
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class DeferItem(Command):
    """To the next meeting of the series; again: back onto the agenda."""

    item_id: ItemId


@dataclass(frozen=True, slots=True)
class ParkItem(Command):
    """To the parking lot; again: back onto the agenda."""

    item_id: ItemId


@dataclass(frozen=True, slots=True)
class SetUndecided(Command):
    """An explicit "no decision"."""

    item_id: ItemId
    undecided: bool


@dataclass(frozen=True, slots=True)
class SetBlank(Command):
    """Black or hide the wall. Not undoable: what was blanked comes back only by its own key."""

    meeting_id: MeetingId
    blank: Blank


@dataclass(frozen=True, slots=True)
class SetFrozen(Command):
    """Hold the picture on the wall while the console goes on."""

    meeting_id: MeetingId
    frozen: bool


@dataclass(frozen=True, slots=True)
class RecordDecision(Command):
    """A decision of an item. Evidence is sealed by the handler from what stands or stood on the wall."""

    item_id: ItemId
    text: str
    because: str = ""
    owner: str = ""
    due: date | None = None
    counted: Counted | None = None
    door: Door | None = None
    basis: Basis | None = None
    line: str = ""


@dataclass(frozen=True, slots=True)
class EditDecision(Command):
    decision_id: DecisionId
    text: str
    because: str
    owner: str
    due: date | None
    counted: Counted | None
    door: Door | None
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class DeleteDecision(Command):
    decision_id: DecisionId


@dataclass(frozen=True, slots=True)
class SaveDraft(Command):
    """The decision line while it is typed, and what was set by hand beside it. All of it empty clears the draft."""

    item_id: ItemId
    line: str
    counted: str = ""
    door: str = ""
    basis: str = ""
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class EndMeeting(Command):
    """`at` None: now; else the UTC epoch ms at which it shall have ended (a meeting left open by a crash)."""

    meeting_id: MeetingId
    at: int | None = None


@dataclass(frozen=True, slots=True)
class ReopenMeeting(Command):
    """An ended meeting goes on."""

    meeting_id: MeetingId


@dataclass(frozen=True, slots=True)
class PutSetting(Command):
    """One setting of the workspace."""

    key: str
    value: str


# --------------------------------------------------------------------------------------------------- undo
@dataclass(frozen=True, slots=True)
class RestoreRows(Command):
    """The general inverse: rows as they were before an act."""

    rows: tuple[RowBefore, ...]


@dataclass(frozen=True, slots=True)
class Undo(Command):
    """Take back the latest act of the scope: a meeting's id, or "library"."""

    scope: str


@dataclass(frozen=True, slots=True)
class Redo(Command):
    scope: str
