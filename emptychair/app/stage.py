"""From a meeting to the picture on the wall. The stories come through `cleared_story` alone: there is no other way."""

from __future__ import annotations

from dataclasses import replace

from emptychair.app.clock import local
from emptychair.app.i18n import Words
from emptychair.app.ports import ClearedStory, MeetingData, Reader
from emptychair.app.provenance import person_line, wall_source
from emptychair.domain.decision import Counted, Decision, Door
from emptychair.domain.frame import (
    Blank,
    ChairFrame,
    ClosingFrame,
    Content,
    DecisionFrame,
    StageFrame,
    StoryFrame,
    WelcomeFrame,
)
from emptychair.domain.meeting import Item, View


def stage_frame(data: MeetingData, reader: Reader, words: Words) -> StageFrame:
    """What the wall shows now, in the meeting's language."""
    own = words.other(data.meeting.language)
    match data.meeting.view:
        case View.ITEM if data.live_item is not None:
            content = item_content(data.live_item, reader, own)
        case View.DECISION if data.decisions:
            content = decision_content(max(data.decisions, key=lambda d: (d.changed_at, d.number)), own)
        case View.CLOSING:
            content = closing_content(data, own)
        case _:
            content = welcome_content(data, own)
    return StageFrame(content, data.wall.blank, own.tr("Rehearsal") if data.meeting.rehearsal else "")


def preview_frame(item: Item, data: MeetingData, reader: Reader, words: Words) -> StageFrame:
    """How an item will look on the wall, unblanked: for the preparation and for what comes next."""
    own = words.other(data.meeting.language)
    return StageFrame(item_content(item, reader, own), rehearsal=own.tr("Rehearsal") if data.meeting.rehearsal else "")


def welcome_content(data: MeetingData, words: Words) -> WelcomeFrame:
    """Date and place above, the title, and the sentence that says whose chair this is."""
    meeting = data.meeting
    at = meeting.started_at or meeting.starts_at
    parts = [words.day(local(at, meeting.zone).date(), weekday=True) if at is not None else "", meeting.place]
    return WelcomeFrame(
        heading=" · ".join(part for part in parts if part),
        title=meeting.title,
        line=words.tr("This chair is the customer’s."),
    )


def item_content(item: Item, reader: Reader, words: Words) -> Content:
    """The item's story if it has one that is cleared now, else the chair alone."""
    heading = f"{item.position} · {item.title}"
    story = reader.cleared_story(item.choice.story_id) if item.choice.story_id else None
    if story is None:
        return ChairFrame(heading, words.tr("No customer speaks on this item today."))
    return story_content(story, heading, words)


def story_content(story: ClearedStory, heading: str, words: Words) -> StoryFrame:
    """A cleared story under a heading; who and where from in the story's own language."""
    own = words.other(story.language)
    return StoryFrame(
        heading=heading,
        words=story.words,
        language=story.language,
        verbatim=story.verbatim,
        customer=person_line(story.customer),
        source=wall_source(story, words),
        label=own.tr("Teaching example") if story.teaching else "",
    )


def decision_content(decision: Decision, words: Words) -> DecisionFrame:
    """A decision read back to the room, so that somebody can still object to a word."""
    due = words.tr("by {day}", day=words.day(decision.due, year=False, weekday=True)) if decision.due else ""
    doors = {
        Door.TWO_WAY: words.tr("Two-way door: we can go back"),
        Door.ONE_WAY: words.tr("One-way door: there is no way back"),
    }
    evidence = decision.evidence[0] if decision.evidence else None
    return DecisionFrame(
        heading=words.tr("Decision {number} · Did we write it down right?", number=decision.number),
        text=decision.text,
        owner_line=", ".join(part for part in (decision.owner, due) if part),
        door_line=doors[decision.door] if decision.door else "",
        counted_line=counted_line(decision.counted, words),
        customer=person_line(evidence.customer) if evidence else "",
        chair=decision.heard,
    )


def counted_line(counted: Counted | None, words: Words) -> str:
    """How the customer counted, as a sentence for the room; empty if nobody said."""
    lines = {
        Counted.CHANGED: words.tr("The customer changed it"),
        Counted.CONFIRMED: words.tr("The customer confirmed it"),
        Counted.OVERRULED: words.tr("The customer was heard and overruled"),
        Counted.NOT_REFERENCED: words.tr("Decided without the customer"),
    }
    return lines[counted] if counted else ""


def closing_content(data: MeetingData, words: Words) -> ClosingFrame:
    """How many decisions, how many heard the customer. Counts, never a percentage."""
    meeting = data.meeting
    total = len(data.decisions)
    heard = sum(1 for decision in data.decisions if decision.heard)
    at = meeting.started_at
    day = words.day(local(at, meeting.zone).date(), year=False) if at is not None else ""
    if total == 0:
        lines: tuple[str, ...] = (words.tr("No decisions today"),)
    else:
        lines = (
            words.trn("{n} decision,", "{n} decisions,", total),
            words.trn("{n} heard the customer", "{n} heard the customer", heard),
        )
    by = [
        (Counted.CHANGED, words.tr("changed")),
        (Counted.CONFIRMED, words.tr("confirmed")),
        (Counted.OVERRULED, words.tr("overruled")),
    ]
    counts = [(sum(1 for d in data.decisions if d.counted is kind), name) for kind, name in by]
    return ClosingFrame(
        heading=" · ".join(part for part in (meeting.title, day) if part),
        lines=lines,
        total=total,
        heard=heard,
        heard_label=", ".join(f"{count} {name}" for count, name in counts if count),
        rest_label=words.tr("without the customer") if total > heard else "",
    )


def unblanked(frame: StageFrame) -> StageFrame:
    """The same picture without its blank, for the facilitator's eyes."""
    return replace(frame, blank=Blank.NONE)
