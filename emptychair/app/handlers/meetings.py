"""Acts on meetings as a whole."""

from __future__ import annotations

from dataclasses import replace

from emptychair.app import commands as c
from emptychair.app.outcome import LIBRARY, Context, Outcome
from emptychair.domain.change import Change
from emptychair.domain.errors import N_, BadInput, Conflict
from emptychair.domain.ids import ItemId, MeetingId, SeriesId
from emptychair.domain.meeting import Item, Meeting, MeetingState, Series


def create(command: c.CreateMeeting, ctx: Context) -> Outcome:
    """The meeting with its items; the series of the same people is continued by its id or made new."""
    title = one_line(command.title)
    if not title:
        raise BadInput(N_("The meeting needs a title: type one."))
    series_id = command.series_id
    if series_id is None:
        series_id = SeriesId(ctx.new_id())
        ctx.unit.series.put(Series(series_id, title))
    meeting = Meeting(
        id=MeetingId(ctx.new_id()),
        title=title,
        language=command.language,
        series_id=series_id,
        place=one_line(command.place),
        starts_at=command.starts_at,
        zone=command.zone,
        created_at=ctx.now,
        last_act_at=ctx.now,
    )
    ctx.unit.meetings.put(meeting)
    for position, new in enumerate(command.items, start=1):
        ctx.unit.items.put(new_item(new, meeting.id, position, ctx))
    return Outcome(
        Change.MEETINGS, meeting.id, N_("Meeting created"), scope=LIBRARY, inverse=c.DeleteMeeting(meeting.id)
    )


def one_line(text: str) -> str:
    """What a person typed for one line of the wall: no line ends, single spaces."""
    return " ".join(text.split())


def new_item(new: c.NewItem, meeting_id: MeetingId, position: int, ctx: Context) -> Item:
    """An item of the agenda; raises BadInput without a title."""
    title = one_line(new.title)
    if not title:
        raise BadInput(N_("An item needs a title: type one."))
    return Item(
        id=ItemId(ctx.new_id()),
        meeting_id=meeting_id,
        position=position,
        title=title,
        minutes=new.minutes,
        owner=one_line(new.owner),
        starts=one_line(new.starts),
    )


def edit(command: c.EditMeeting, ctx: Context) -> Outcome:
    """Title, place, language, time."""
    meeting = ctx.unit.meetings.need(command.meeting_id)
    title = one_line(command.title)
    if not title:
        raise BadInput(N_("The meeting needs a title: type one."))
    ctx.unit.meetings.put(
        replace(
            meeting,
            title=title,
            place=one_line(command.place),
            language=command.language,
            starts_at=command.starts_at,
        )
    )
    return Outcome(Change.MEETINGS | Change.LIVE, meeting.id, N_("Meeting edited"), scope=meeting.id)


def delete(command: c.DeleteMeeting, ctx: Context) -> Outcome:
    """A tombstone, taken off again by the inverse. A meeting that runs must be ended first."""
    meeting = ctx.unit.meetings.need(command.meeting_id)
    gone = meeting.deleted_at is None
    if gone and meeting.state is MeetingState.LIVE:
        raise Conflict(N_("This meeting is running: end it before you delete it."))
    ctx.unit.meetings.put(replace(meeting, deleted_at=ctx.now if gone else None))
    label = N_("Meeting deleted") if gone else N_("Meeting brought back")
    return Outcome(Change.MEETINGS, meeting.id, label, scope=LIBRARY, inverse=c.DeleteMeeting(meeting.id))


def put_setting(command: c.PutSetting, ctx: Context) -> Outcome:
    """One setting of the workspace."""
    before = ctx.unit.setting(command.key)
    ctx.unit.put_setting(command.key, command.value)
    inverse = c.PutSetting(command.key, before) if before is not None else None
    return Outcome(
        Change.SETTINGS,
        command.key,
        N_("Setting changed"),
        scope="settings",
        inverse=inverse,
        undoable=False,
        # What is being typed belongs to no log: a half-told story would stay in it for ever.
        logged=not command.key.endswith("-draft"),
    )


def restore_rows(command: c.RestoreRows, ctx: Context) -> Outcome:
    """The general inverse; what was there before it is the inverse of the inverse."""
    touched = Change.NONE
    for row in command.rows:
        ctx.unit.restore(row)
        touched |= _TOUCHED.get(row.table, Change.NONE)
    return Outcome(touched | Change.LIVE, "", N_("Undone"))


_TOUCHED = {
    "story": Change.STORIES,
    "batch": Change.STORIES,
    "meeting": Change.MEETINGS | Change.LIVE,
    "series": Change.MEETINGS,
    "item": Change.ITEMS | Change.NOTES,
    "decision": Change.DECISIONS,
}
