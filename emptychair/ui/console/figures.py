"""The clocks of a meeting: planned and used time, pace, end. Pure arithmetic, in milliseconds if not said otherwise."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from emptychair.app.clock import local
from emptychair.app.i18n import Words
from emptychair.app.ports import MeetingData
from emptychair.domain.meeting import Item, ItemState, Meeting, MeetingState

MINUTE = 60_000
PACE_MS = MINUTE  # a pace within this is "on plan"


class Clock(NamedTuple):
    """The time of an item: the large figure, what it means, and whether the plan is overrun."""

    big: str = ""
    small: str = ""
    over: bool = False


class Pace(NamedTuple):
    """How the meeting goes: `ahead` negative means behind the plan, None that nothing was planned."""

    ends_at: int | None
    ahead: int | None


def used_ms(item: Item, meeting: Meeting, now: int) -> int:
    """What an item has taken so far, the running span included."""
    running = meeting.state is MeetingState.LIVE and meeting.item_id == item.id and meeting.item_since is not None
    return item.spent_ms + (max(0, now - (meeting.item_since or 0)) if running else 0)


def clock_text(ms: int) -> str:
    """A span as "8:18" or "1:02:03", whole seconds, rounded down."""
    seconds = max(0, ms) // 1000
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def item_clock(item: Item, meeting: Meeting, now: int, words: Words) -> Clock:
    """What is left of the item, or by how much it is over; without a plan what it has taken."""
    used = used_ms(item, meeting, now)
    if item.minutes is None:
        return Clock(clock_text(used), words.tr("so far"))
    planned = item.minutes * MINUTE
    if used >= planned + 1000:
        return Clock(
            f"+{clock_text(used - planned)}", words.tr("over {planned}", planned=clock_text(planned)), over=True
        )
    # Both figures count whole seconds, so that what is left and what was used always add up to the plan.
    left = planned - used // 1000 * 1000
    return Clock(clock_text(left), words.tr("left of {planned}", planned=clock_text(planned)))


def pace(data: MeetingData, now: int) -> Pace:
    """Expected end, and how far ahead of the plan that is.

    The plan is the start and the minutes of the agenda as it was then; late topics are not in it. Deferred and parked
    items take no time any more.
    """
    meeting = data.meeting
    if meeting.started_at is None or meeting.state is not MeetingState.LIVE:
        return Pace(None, None)
    planned = sum((item.minutes or 0) * MINUTE for item in data.items if not item.late)
    if planned == 0:
        return Pace(None, None)
    left = 0
    for item in data.items:
        if item.state in (ItemState.DEFERRED, ItemState.PARKED):
            continue
        if item.id == meeting.item_id:
            left += max(0, (item.minutes or 0) * MINUTE - used_ms(item, meeting, now))
        elif item.state is ItemState.OPEN and not item.visited:
            left += (item.minutes or 0) * MINUTE
    ends = now + left
    return Pace(ends, meeting.started_at + planned - ends)


def pace_line(data: MeetingData, now: int, words: Words) -> tuple[str, bool]:
    """The sentence over the agenda, and whether it says that the meeting is late."""
    meeting = data.meeting
    if meeting.state is MeetingState.PREPARING:
        minutes = sum(item.minutes or 0 for item in data.items)
        items = words.trn("{n} item", "{n} items", len(data.items))
        return (f"{items}, {words.trn('{n} min', '{n} min', minutes)}" if minutes else items), False
    if meeting.state is MeetingState.ENDED:
        at = _time(meeting.ended_at or meeting.last_act_at, meeting, words)
        return words.tr("Ended {time}", time=at), False
    going = pace(data, now)
    if going.ends_at is None or going.ahead is None:
        minutes = max(0, now - (meeting.started_at or now)) // MINUTE
        return words.trn("Running for {n} min", "Running for {n} min", minutes), False
    at = _time(going.ends_at, meeting, words)
    if abs(going.ahead) <= PACE_MS:
        return words.tr("On plan, ends {time}", time=at), False
    minutes = max(1, round(abs(going.ahead) / MINUTE))
    if going.ahead > 0:
        return words.trn("{n} min ahead, ends {time}", "{n} min ahead, ends {time}", minutes, time=at), False
    return words.trn("{n} min behind, ends {time}", "{n} min behind, ends {time}", minutes, time=at), True


def used_line(item: Item, meeting: Meeting, now: int, words: Words) -> str:
    """The time of an item that is on: "11:42 of 20:00"."""
    used = clock_text(used_ms(item, meeting, now))
    if item.minutes is None:
        return words.tr("{used} so far", used=used)
    return words.tr("{used} of {planned}", used=used, planned=clock_text(item.minutes * MINUTE))


def minutes_line(item: Item, words: Words) -> str:
    """Planned minutes, and for an item that took another time the used ones too; empty without either."""
    if not item.visited:
        return words.trn("{n} min", "{n} min", item.minutes) if item.minutes is not None else ""
    used = round(item.spent_ms / MINUTE)
    if item.minutes is None or used == item.minutes:
        return words.trn("{n} min", "{n} min", used)
    return words.trn("{used} of {n} min", "{used} of {n} min", item.minutes, used=used)


def ago(ms: int, words: Words) -> str:
    """How long ago something was saved, in little space."""
    seconds = max(0, ms) // 1000
    if seconds < 2:
        return words.tr("Saved")
    if seconds < 60:
        return words.trn("Saved {n} s ago", "Saved {n} s ago", seconds)
    return words.trn("Saved {n} min ago", "Saved {n} min ago", seconds // 60)


def _time(ms: int, meeting: Meeting, words: Words) -> str:
    moment: datetime = local(ms, meeting.zone)
    return words.clock(moment)
