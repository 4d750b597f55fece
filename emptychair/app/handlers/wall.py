"""The wall's toggles, and the record of what stood on it."""

from __future__ import annotations

from dataclasses import replace

from emptychair.app import commands as c
from emptychair.app.outcome import Context, Outcome
from emptychair.app.provenance import wall_source
from emptychair.domain.change import Change
from emptychair.domain.errors import N_
from emptychair.domain.frame import Blank
from emptychair.domain.ids import MeetingId, ShowingId
from emptychair.domain.meeting import MeetingState, Showing, View, WallState


def set_blank(command: c.SetBlank, ctx: Context) -> Outcome:
    """Black, hidden, or neither. Never undone by undo: it comes back only by its own key."""
    wall = ctx.unit.walls.get(command.meeting_id) or WallState(command.meeting_id)
    ctx.unit.walls.put(replace(wall, blank=command.blank))
    return _toggle(command.meeting_id)


def set_frozen(command: c.SetFrozen, ctx: Context) -> Outcome:
    """Hold the picture, or let it go on."""
    wall = ctx.unit.walls.get(command.meeting_id) or WallState(command.meeting_id)
    ctx.unit.walls.put(replace(wall, frozen=command.frozen))
    return _toggle(command.meeting_id)


def sync_showing(meeting_id: MeetingId, ctx: Context) -> None:
    """Begin and end showings so that they tell what really stands on the wall now.

    A story counts as shown while its item is on, the wall is neither blank nor frozen on something else, and the story
    is cleared. While frozen, what stood there goes on standing there.
    """
    unit = ctx.unit
    meeting = unit.meetings.get(meeting_id)
    if meeting is None:
        return
    wall = unit.walls.get(meeting_id) or WallState(meeting_id)
    now = unit.open_showing(meeting_id)
    if wall.frozen and wall.blank is Blank.NONE and meeting.state is MeetingState.LIVE:
        if now is None or _may_stand(now, ctx):
            return
        # The picture that is held shows words which nobody may see any more. It is let go, but what the facilitator
        # kept behind it is not thrust on the room: the words stay hidden until a key brings them.
        wall = replace(wall, blank=Blank.HIDDEN, frozen=False)
        unit.walls.put(wall)
    wanted = None
    on = meeting.state is MeetingState.LIVE and meeting.view is View.ITEM and wall.blank is Blank.NONE
    if on and meeting.item_id:
        item = unit.items.need(meeting.item_id)
        if item.choice.story_id:
            story = unit.cleared_story(item.choice.story_id)
            if story is not None:
                wanted = Showing(
                    id=ShowingId(ctx.new_id()),
                    meeting_id=meeting_id,
                    item_id=item.id,
                    series_id=meeting.series_id,
                    story_id=story.id,
                    version=story.version,
                    words=story.words,
                    headline=story.headline,
                    language=story.language,
                    verbatim=story.verbatim,
                    cut=story.cut,
                    customer=story.customer,
                    customer_key=story.customer_key,
                    source=wall_source(story),
                    since=ctx.now,
                    rehearsal=meeting.rehearsal,
                )
    if now is not None and wanted is not None and _same(now, wanted):
        return
    if now is not None:
        unit.showings.put(replace(now, until=ctx.now))
    if wanted is not None:
        unit.showings.put(wanted)


def _may_stand(showing: Showing, ctx: Context) -> bool:
    story = ctx.unit.cleared_story(showing.story_id)
    return story is not None and story.words == showing.words


def _same(a: Showing, b: Showing) -> bool:
    return (a.item_id, a.story_id, a.version, a.words) == (b.item_id, b.story_id, b.version, b.words)


def _toggle(meeting_id: MeetingId) -> Outcome:
    return Outcome(Change.LIVE, meeting_id, N_("Wall changed"), scope=meeting_id, undoable=False)
