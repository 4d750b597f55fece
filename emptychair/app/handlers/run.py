"""Acts of a meeting that runs. Every one of them is a deliberate act of the facilitator."""

from __future__ import annotations

from dataclasses import replace

from emptychair.app import commands as c
from emptychair.app.handlers.agenda import next_open, renumber
from emptychair.app.handlers.meetings import new_item
from emptychair.app.outcome import Context, Outcome
from emptychair.domain.change import Change
from emptychair.domain.errors import N_, Conflict
from emptychair.domain.ids import ItemId, MeetingId
from emptychair.domain.meeting import Item, ItemState, Meeting, MeetingState, View, WallState

_LIVE = Change.LIVE | Change.ITEMS | Change.MEETINGS


def start(command: c.StartMeeting, ctx: Context) -> Outcome:
    """The welcome picture goes up; no item runs yet. A rehearsal starts from a clean slate each time."""
    meeting = ctx.unit.meetings.need(command.meeting_id)
    if meeting.state is MeetingState.LIVE:
        raise Conflict(N_("This meeting is already running."))
    if meeting.state is MeetingState.ENDED and not meeting.rehearsal:
        raise Conflict(N_("This meeting has ended: reopen it to go on."))
    if not ctx.unit.items_of(meeting.id):
        raise Conflict(N_("The agenda is empty: add an item before you start."))
    if meeting.rehearsal:
        _forget_rehearsal(meeting.id, ctx)
    ctx.unit.walls.put(WallState(meeting.id))
    ctx.unit.meetings.put(
        replace(
            meeting,
            state=MeetingState.LIVE,
            rehearsal=command.rehearsal,
            view=View.WELCOME,
            item_id=None,
            item_since=None,
            started_at=ctx.now,
            ended_at=None,
            last_act_at=ctx.now,
        )
    )
    return _run(meeting.id, N_("Meeting started"))


def go_next(command: c.GoNext, ctx: Context) -> Outcome:
    """Welcome, the items in order, the closing picture. Deferred and parked items are passed over."""
    meeting = live(command.meeting_id, ctx)
    if meeting.view is View.CLOSING:
        return Outcome(Change.NONE, meeting.id, N_("Next item"), scope=meeting.id, undoable=False, logged=False)
    here = ctx.unit.items.get(meeting.item_id) if meeting.item_id else None
    item = next_open(meeting.id, here.position if here else 0, ctx)
    if item is None:
        leave(meeting, ctx, View.CLOSING, None)
    else:
        leave(meeting, ctx, View.ITEM, item)
    return _run(meeting.id, N_("Next item"))


def go_back(command: c.GoBack, ctx: Context) -> Outcome:
    """The item before; from the first one the welcome picture."""
    meeting = live(command.meeting_id, ctx)
    items = [i for i in ctx.unit.items_of(meeting.id) if i.state in (ItemState.OPEN, ItemState.DONE)]
    here = ctx.unit.items.get(meeting.item_id) if meeting.item_id else None
    if here is None and meeting.view is View.WELCOME:
        return Outcome(Change.NONE, meeting.id, N_("Back"), scope=meeting.id, undoable=False, logged=False)
    before = [i for i in items if here is None or i.position < here.position]
    if before:
        leave(meeting, ctx, View.ITEM, before[-1])
    else:
        leave(meeting, ctx, View.WELCOME, None)
    return _run(meeting.id, N_("Back"))


def go_to(command: c.GoTo, ctx: Context) -> Outcome:
    """Any item, also a deferred or parked one: that takes it up again."""
    item = ctx.unit.items.need(command.item_id)
    meeting = live(item.meeting_id, ctx)
    if meeting.item_id == item.id and meeting.view is View.ITEM:
        return Outcome(Change.NONE, item.id, N_("Item chosen"), scope=meeting.id, undoable=False, logged=False)
    leave(meeting, ctx, View.ITEM, item)
    return _run(meeting.id, N_("Item chosen"))


def set_view(command: c.SetView, ctx: Context) -> Outcome:
    """The latest decision read back on the wall, or the item again; the clock of the item runs on."""
    meeting = live(command.meeting_id, ctx)
    if command.view is View.DECISION and not ctx.unit.decisions_of(meeting.id):
        raise Conflict(N_("There is no decision to read back yet."))
    view = command.view
    if view is View.ITEM and meeting.item_id is None:
        view = View.WELCOME
    ctx.unit.meetings.put(replace(meeting, view=view, last_act_at=ctx.now))
    return _run(meeting.id, N_("Wall changed"))


def late(command: c.LateItem, ctx: Context) -> Outcome:
    """A topic that came up stands after the present item; it is not live until somebody goes to it."""
    meeting = ctx.unit.meetings.need(command.meeting_id)
    items = ctx.unit.items_of(meeting.id)
    here = next((i.position for i in items if i.id == meeting.item_id), 0)
    place = len(items) if command.at_end or (here == 0 and meeting.view is View.CLOSING) else here
    item = replace(
        new_item(c.NewItem(command.title, command.minutes, command.owner), meeting.id, place + 1, ctx), late=True
    )
    ctx.unit.items.put(item)
    renumber([*items[:place], item, *items[place:]], ctx)
    _touch(meeting.id, ctx)
    return Outcome(_LIVE, item.id, N_("Late topic added"), scope=meeting.id)


def defer(command: c.DeferItem, ctx: Context) -> Outcome:
    """To the next meeting of the series. The present item makes way for the next one."""
    return _set_aside(command.item_id, ItemState.DEFERRED, ctx, N_("Item deferred"))


def park(command: c.ParkItem, ctx: Context) -> Outcome:
    """To the parking lot."""
    return _set_aside(command.item_id, ItemState.PARKED, ctx, N_("Item parked"))


def undecided(command: c.SetUndecided, ctx: Context) -> Outcome:
    """An explicit "no decision"."""
    item = ctx.unit.items.need(command.item_id)
    ctx.unit.items.put(replace(item, undecided=command.undecided))
    _touch(item.meeting_id, ctx)
    label = N_("No decision on this item") if command.undecided else N_("Item open again")
    return Outcome(_LIVE, item.id, label, scope=item.meeting_id)


def end(command: c.EndMeeting, ctx: Context) -> Outcome:
    """Closes the clock of the present item. `at` lies between the start and now."""
    meeting = live(command.meeting_id, ctx)
    at = ctx.now if command.at is None else max(meeting.started_at or 0, min(command.at, ctx.now))
    settle(meeting, ctx, at)
    ctx.unit.meetings.put(
        replace(
            meeting,
            state=MeetingState.ENDED,
            view=View.CLOSING,
            item_since=None,
            ended_at=at,
            last_act_at=ctx.now,
        )
    )
    return _run(meeting.id, N_("Meeting ended"))


def reopen(command: c.ReopenMeeting, ctx: Context) -> Outcome:
    """Goes on where it was."""
    meeting = ctx.unit.meetings.need(command.meeting_id)
    if meeting.state is not MeetingState.ENDED:
        raise Conflict(N_("This meeting has not ended."))
    ctx.unit.meetings.put(
        replace(
            meeting,
            state=MeetingState.LIVE,
            view=View.ITEM if meeting.item_id else View.WELCOME,
            item_since=ctx.now if meeting.item_id else None,
            ended_at=None,
            last_act_at=ctx.now,
        )
    )
    return _run(meeting.id, N_("Meeting reopened"))


# ------------------------------------------------------------------------------------------- shared by the acts
def live(meeting_id: MeetingId, ctx: Context) -> Meeting:
    """The meeting, if it runs; raises Conflict."""
    meeting = ctx.unit.meetings.need(meeting_id)
    if meeting.state is not MeetingState.LIVE:
        raise Conflict(N_("This meeting is not running: start it first."))
    return meeting


def settle(meeting: Meeting, ctx: Context, at: int) -> None:
    """Add the running span to the present item and mark it done."""
    here = ctx.unit.items.get(meeting.item_id) if meeting.item_id else None
    if here is None or meeting.item_since is None:
        return
    state = ItemState.DONE if here.state is ItemState.OPEN else here.state
    ctx.unit.items.put(replace(here, spent_ms=here.spent_ms + max(0, at - meeting.item_since), state=state))


def leave(meeting: Meeting, ctx: Context, view: View, item: Item | None) -> None:
    """From the present item to another one, or to a picture without an item; the clocks change over."""
    settle(meeting, ctx, ctx.now)
    if item is not None:
        fresh = ctx.unit.items.need(item.id)
        ctx.unit.items.put(replace(fresh, state=ItemState.OPEN, visited=True))
    ctx.unit.meetings.put(
        replace(
            meeting,
            view=view,
            item_id=item.id if item else None,
            item_since=ctx.now if item else None,
            last_act_at=ctx.now,
        )
    )


def _set_aside(item_id: ItemId, state: ItemState, ctx: Context, label: str) -> Outcome:
    item = ctx.unit.items.need(item_id)
    meeting = ctx.unit.meetings.need(item.meeting_id)
    if item.state is state:
        ctx.unit.items.put(replace(item, state=ItemState.OPEN))
        label = N_("Item back on the agenda")
    else:
        ctx.unit.items.put(replace(item, state=state))
        if meeting.state is MeetingState.LIVE and meeting.item_id == item.id:
            following = next_open(meeting.id, item.position, ctx)
            leave(meeting, ctx, View.ITEM if following else View.CLOSING, following)
    _touch(meeting.id, ctx)
    return Outcome(_LIVE, item.id, label, scope=meeting.id)


def _touch(meeting_id: MeetingId, ctx: Context) -> None:
    meeting = ctx.unit.meetings.need(meeting_id)
    ctx.unit.meetings.put(replace(meeting, last_act_at=ctx.now))


def _forget_rehearsal(meeting_id: MeetingId, ctx: Context) -> None:
    for decision in ctx.unit.decisions_of(meeting_id):
        ctx.unit.decisions.drop(decision.id)
    for item in ctx.unit.items_of(meeting_id):
        ctx.unit.items.put(replace(item, spent_ms=0, visited=False, undecided=False, state=ItemState.OPEN))


def _run(meeting_id: MeetingId, label: str) -> Outcome:
    return Outcome(_LIVE, meeting_id, label, scope=meeting_id)
