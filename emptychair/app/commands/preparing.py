"""Acts that prepare a meeting."""

from __future__ import annotations

from emptychair.app.commands.base import Command
from emptychair.app.ports import ItemMatch
from emptychair.domain.ids import ItemId, MeetingId, SeriesId, StoryId
from emptychair.domain.meeting import Reason
from emptychair.domain.values import value


@value
class NewItem:
    """An item as an agenda gives it."""

    title: str
    minutes: int | None = None
    owner: str = ""
    starts: str = ""


@value
class CreateMeeting(Command):
    """A meeting from an agenda. Without a series one of the same title is continued or made."""

    title: str
    language: str
    items: tuple[NewItem, ...] = ()
    place: str = ""
    starts_at: int | None = None
    zone: str = "UTC"
    series_id: SeriesId | None = None


@value
class EditMeeting(Command):
    """Title, place, language and time."""

    meeting_id: MeetingId
    title: str
    place: str
    language: str
    starts_at: int | None


@value
class DeleteMeeting(Command):
    """To the bin; the same act on a deleted meeting brings it back."""

    meeting_id: MeetingId


@value
class AddItem(Command):
    """`after` None: at the end."""

    meeting_id: MeetingId
    item: NewItem
    after: ItemId | None = None


@value
class EditItem(Command):
    """Title, minutes and owner of an item."""

    item_id: ItemId
    title: str
    minutes: int | None
    owner: str


@value
class RemoveItem(Command):
    """Off the agenda."""

    item_id: ItemId


@value
class MoveItem(Command):
    """To `position`, counted from 1."""

    item_id: ItemId
    position: int


@value
class SplitItem(Command):
    """One item becomes several; the first keeps its story, its decisions and its time."""

    item_id: ItemId
    titles: tuple[str, ...]


@value
class SetNote(Command):
    """The private note of an item. `typed`: keystrokes in a row are one act; else each is one of its own."""

    item_id: ItemId
    note: str
    typed: bool = True


@value
class ApplyMatches(Command):
    """Stories for items. A choice that a person made, or that is pinned, stays."""

    meeting_id: MeetingId
    matches: tuple[ItemMatch, ...]


@value
class ChooseStory(Command):
    """A person chooses a story for an item, or deliberately none."""

    item_id: ItemId
    story_id: StoryId | None
    reasons: tuple[Reason, ...] = ()


@value
class SwapStory(Command):
    """The next of the candidates takes the place of the chosen story."""

    item_id: ItemId


@value
class ShowCounter(Command):
    """The nearest story of the item that tells the other side takes the place of the chosen one."""

    item_id: ItemId


@value
class DrawStory(Command):
    """One of the stories as near as the best, by lot: from 0 to less than 1."""

    item_id: ItemId
    lot: float


@value
class PinStory(Command):
    """Keep the chosen story whatever a new match says."""

    item_id: ItemId
    pinned: bool
