"""One meeting in one line: when, what, how far it is, and the one thing to do next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from emptychair.app.clock import local
from emptychair.app.i18n import Words
from emptychair.app.ports import MeetingRow
from emptychair.domain.meeting import Meeting, MeetingState


class Next(StrEnum):
    """The one thing to do with a meeting."""

    PREPARE = "prepare"
    START = "start"
    GO_ON = "go-on"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """What a line shows. `chip` is (words, kind, icon) or None; `over` draws the line in second ink."""

    meeting_id: str
    when: str
    when_sub: str
    title: str
    sub: str
    chip: tuple[str, str, str] | None
    next: Next
    next_text: str
    icon: str
    over: bool


def meeting_line(row: MeetingRow, now_ms: int, words: Words, *, dated: bool = False) -> MeetingLine:
    """The line of a meeting as it stands at `now_ms`; `dated` puts the day first, for a list of many days."""
    meeting = row.meeting
    when, when_sub = _when(row, now_ms, words, dated=dated)
    doing = next_of(row)
    texts = {
        Next.PREPARE: (words.tr("Prepare"), "pencil"),
        Next.START: (words.tr("Begin"), "play"),
        Next.GO_ON: (words.tr("Go on"), "play"),
        Next.MINUTES: (words.tr("The minutes"), "file-text"),
    }
    text, icon = texts[doing]
    return MeetingLine(
        meeting_id=meeting.id,
        when=when,
        when_sub=when_sub,
        title=meeting.title,
        sub=_sub(row, words),
        chip=_chip(row, now_ms, words),
        next=doing,
        next_text=text,
        icon=icon,
        over=meeting.state is MeetingState.ENDED,
    )


def next_of(row: MeetingRow) -> Next:
    """Ready to start is a meeting with items, each with a story that needs no second look, or with none."""
    if row.meeting.state is MeetingState.LIVE:
        return Next.GO_ON
    if row.meeting.state is MeetingState.ENDED:
        return Next.MINUTES
    ready = row.items > 0 and row.ready + row.empty == row.items and row.possible == 0
    return Next.START if ready else Next.PREPARE


def moment(meeting: Meeting) -> int | None:
    """When it was, or shall be: UTC epoch ms; None for one without a date."""
    return meeting.started_at or meeting.starts_at


def _when(row: MeetingRow, now_ms: int, words: Words, *, dated: bool) -> tuple[str, str]:
    at = moment(row.meeting)
    if at is None:
        return "–", words.tr("no date")
    then, now = local(at, row.meeting.zone), local(now_ms, row.meeting.zone)
    ends = row.meeting.ended_at or at + row.minutes * 60_000
    if then.date() == now.date():
        if dated:
            today = words.tr("today")
            return today[:1].upper() + today[1:], words.clock(then)
        return words.clock(then), words.clock(local(ends, row.meeting.zone)) if ends > at else ""
    day = words.short_day(then.date())
    if then.year != now.year:
        day += f" {then.year}"
    return (day, words.clock(then)) if dated else (words.clock(then), day)


def _sub(row: MeetingRow, words: Words) -> str:
    parts: list[str] = []
    meeting = row.meeting
    if meeting.state is MeetingState.PREPARING:
        parts.append(words.trn("{n} item", "{n} items", row.items))
        if row.ready:
            parts.append(words.trn("{n} story", "{n} stories", row.ready))
        if row.empty:
            parts.append(words.trn("{n} without", "{n} without", row.empty))
        missing = row.items - row.ready - row.empty
        if missing and (row.ready or row.empty):
            parts.append(words.trn("{n} not looked at yet", "{n} not looked at yet", missing))
    else:
        parts.append(heard_words(row, words))
    if meeting.rehearsal:
        parts.append(words.tr("rehearsal"))
    if meeting.place:
        parts.append(meeting.place)
    return " · ".join(parts)


def heard_words(row: MeetingRow, words: Words) -> str:
    """ "7 decisions, 5 heard the customer": counts, never a share."""
    if not row.decisions:
        return words.tr("no decisions")
    return ", ".join(
        (
            words.trn("{n} decision", "{n} decisions", row.decisions),
            words.trn("{n} heard the customer", "{n} heard the customer", row.heard),
        )
    )


def _chip(row: MeetingRow, now_ms: int, words: Words) -> tuple[str, str, str] | None:
    meeting = row.meeting
    if meeting.state is MeetingState.LIVE:
        return words.tr("Running"), "rust", "timer"
    if meeting.state is MeetingState.ENDED:
        return words.tr("Done"), "neutral", "check"
    if row.possible:
        return words.trn("{n} to check", "{n} to check", row.possible), "ochre", "circle-alert"
    if meeting.starts_at is not None:
        soon = soon_words(meeting.starts_at, now_ms, words)
        if soon:
            return soon, "teal", "clock"
    return None


def soon_words(starts_at: int, now_ms: int, words: Words) -> str:
    """ "In 40 min" up to four hours before, "Now" until 20 minutes after; empty otherwise."""
    minutes = round((starts_at - now_ms) / 60_000)
    if -20 <= minutes <= 0:
        return words.tr("Now")
    if 0 < minutes < 60:
        return words.tr("In {n} min", n=minutes)
    if 60 <= minutes <= 240:
        return words.trn("In {n} hour", "In {n} hours", round(minutes / 60))
    return ""


def same_day(at: int, zone: str, now: datetime) -> bool:
    """Whether `at` falls on the calendar day of `now`."""
    return local(at, zone).date() == now.date()
