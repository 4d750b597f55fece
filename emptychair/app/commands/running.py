"""Acts of a meeting that runs."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from emptychair.app.commands.base import Command, Urgency
from emptychair.domain.decision import Basis, Counted, Door
from emptychair.domain.frame import Blank
from emptychair.domain.ids import DecisionId, ItemId, MeetingId
from emptychair.domain.meeting import View
from emptychair.domain.values import value


@value
class StartMeeting(Command):
    """`rehearsal`: the same run, watermarked, and nothing of it counts."""

    meeting_id: MeetingId
    rehearsal: bool = False


@value
class GoNext(Command):
    """The next open item; after the last one the closing picture."""

    meeting_id: MeetingId


@value
class GoBack(Command):
    """The item before; from the first one the welcome picture."""

    meeting_id: MeetingId


@value
class GoTo(Command):
    """Any item, also one that was deferred or parked."""

    item_id: ItemId


@value
class SetView(Command):
    """What the wall shows of the present item: the item itself, or its latest decision read back."""

    meeting_id: MeetingId
    view: View


@value
class LateItem(Command):
    """A topic that came up: it stands after the present item, or at the end."""

    meeting_id: MeetingId
    title: str
    minutes: int | None = None
    owner: str = ""
    at_end: bool = False


@value
class DeferItem(Command):
    """To the next meeting of the series; again: back onto the agenda."""

    item_id: ItemId


@value
class ParkItem(Command):
    """To the parking lot; again: back onto the agenda."""

    item_id: ItemId


@value
class SetUndecided(Command):
    """An explicit "no decision"."""

    item_id: ItemId
    undecided: bool


@value
class SetBlank(Command):
    """Black or hide the wall. Not undoable: what was blanked comes back only by its own key."""

    meeting_id: MeetingId
    blank: Blank


@value
class SetFrozen(Command):
    """Hold the picture on the wall while the console goes on."""

    meeting_id: MeetingId
    frozen: bool


@value
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


@value
class EditDecision(Command):
    """The words and fields of a decision as they shall be."""

    decision_id: DecisionId
    text: str
    because: str
    owner: str
    due: date | None
    counted: Counted | None
    door: Door | None
    basis: Basis | None


@value
class DeleteDecision(Command):
    """A tombstone; its number is not given again."""

    decision_id: DecisionId


@value
class SaveDraft(Command):
    """The decision line while it is typed, and what was set by hand beside it. All of it empty clears the draft."""

    urgency: ClassVar[Urgency] = "typing"

    item_id: ItemId
    line: str
    counted: str = ""
    door: str = ""
    basis: str = ""
    owner: str = ""
    due: str = ""


@value
class EndMeeting(Command):
    """`at` None: now; else the UTC epoch ms at which it shall have ended (a meeting left open by a crash)."""

    meeting_id: MeetingId
    at: int | None = None


@value
class ReopenMeeting(Command):
    """An ended meeting goes on."""

    meeting_id: MeetingId


@value
class PutSetting(Command):
    """One setting of the workspace."""

    key: str
    value: str
