"""From a meeting to its summary: the one public projection. Texts come from showings and sealed evidence, which hold
cleared words only; provenance comes through `cleared_story`."""

from __future__ import annotations

import hashlib

from emptychair.app.clock import local
from emptychair.app.i18n import Words
from emptychair.app.ports import MeetingData, Reader
from emptychair.app.provenance import person_line
from emptychair.domain.decision import Counted, Decision
from emptychair.domain.ids import ItemId
from emptychair.domain.meeting import Item, ItemState, MeetingState, Showing
from emptychair.domain.summary import (
    DecisionLineOut,
    EvidenceLine,
    ItemFigures,
    OpenItem,
    StoryShown,
    Summary,
)

MARK = "[…]"
_SEEN_MS = 3_000  # a story passed by in a moment was not shown to anybody


def summarise(data: MeetingData, reader: Reader, words: Words, *, now_ms: int, include_notes: bool = False) -> Summary:
    """The summary of a meeting that ended, or of a running one as it stands at `now_ms`."""
    meeting = data.meeting
    own = words.other(meeting.language)
    stories = _stories(data, reader, now_ms)
    labels = {(story_id, words_): label for label, story_id, words_, _ in stories}
    start = meeting.started_at or meeting.starts_at or meeting.created_at
    end = meeting.ended_at or (now_ms if meeting.state is MeetingState.LIVE else start)
    positions = {item.id: item.position for item in data.items}
    return Summary(
        meeting_id=meeting.id,
        language=meeting.language,
        title=meeting.title,
        start=_stamp(start, meeting.zone),
        end=_stamp(end, meeting.zone),
        place=meeting.place,
        rehearsal=meeting.rehearsal,
        decisions=tuple(_decision(d, positions, labels, reader, data, own) for d in data.decisions),
        open_items=tuple(found for found in (_open(item, data, own) for item in data.items) if found),
        stories=tuple(shown for _, _, _, shown in stories),
        items=tuple(
            ItemFigures(
                item=item.position,
                title=item.title,
                planned=item.minutes,
                actual=round(spent_ms(item, data, now_ms) / 60_000),
                decisions=sum(1 for d in data.decisions if d.item_id == item.id),
                heard=sum(1 for d in data.decisions if d.item_id == item.id and d.heard),
                note=item.note if include_notes else "",
            )
            for item in data.items
        ),
    )


def spent_ms(item: Item, data: MeetingData, now_ms: int) -> int:
    """Time used by an item, the span that is running included."""
    meeting = data.meeting
    running = meeting.state is MeetingState.LIVE and meeting.item_id == item.id and meeting.item_since is not None
    return item.spent_ms + (max(0, now_ms - (meeting.item_since or 0)) if running else 0)


def _stamp(ms: int, zone: str) -> str:
    return f"{local(ms, zone):%Y-%m-%dT%H:%M}"


def _stories(data: MeetingData, reader: Reader, now_ms: int) -> list[tuple[str, str, str, StoryShown]]:
    # One entry for each story and wording; one that was only passed by, and that no decision rests on, is left out.
    sealed = {(e.story_id, e.words) for d in data.decisions for e in d.evidence}
    seen: dict[tuple[str, str], Showing] = {}
    for showing in data.showings:
        key = (showing.story_id, showing.words)
        long_enough = (showing.until or now_ms) - showing.since >= _SEEN_MS
        if key not in seen and (long_enough or key in sealed):
            seen[key] = showing
    positions = {item.id: item.position for item in data.items}
    result: list[tuple[str, str, str, StoryShown]] = []
    for number, showing in enumerate(seen.values(), start=1):
        story = reader.cleared_story(showing.story_id)
        label = f"S-{number}" if data.meeting.language != "de" else f"G-{number}"
        shown = StoryShown(
            label=label,
            item=positions.get(showing.item_id, 0),
            at=f"{local(showing.since, data.meeting.zone):%H:%M}",
            headline=showing.headline,
            words=showing.words,
            language=showing.language,
            verbatim=showing.verbatim,
            customer=person_line(showing.customer),
            channel=story.channel if story else "",
            publisher=story.publisher if story else "",
            source_title=story.source_title if story else "",
            source_url=story.source_url if story else "",
            source_date=story.source_date if story else "",
            teaching=story.teaching if story else False,
            cleared_by=story.cleared_by if story else "",
            cleared_on=f"{local(story.cleared_at, data.meeting.zone):%Y-%m-%d}" if story else "",
            seal=hashlib.sha256(showing.words.encode()).hexdigest()[:8],
            cut=showing.cut,
        )
        result.append((label, showing.story_id, showing.words, shown))
    return result


def _decision(
    decision: Decision,
    positions: dict[ItemId, int],
    labels: dict[tuple[str, str], str],
    reader: Reader,
    data: MeetingData,
    words: Words,
) -> DecisionLineOut:
    evidence: list[EvidenceLine] = []
    for sealed in decision.evidence:
        story = reader.cleared_story(sealed.story_id)
        source = ", ".join(
            part
            for part in (person_line(sealed.customer), story.publisher if story and story.publisher else sealed.source)
            if part
        )
        evidence.append(
            EvidenceLine(
                words=sealed.words,
                language=sealed.language,
                verbatim=sealed.verbatim,
                cut=sealed.cut and MARK not in sealed.words,  # a chosen excerpt carries its own marks
                source=source,
                at=f"{local(sealed.shown_at, data.meeting.zone):%H:%M}",
                story=labels.get((sealed.story_id, sealed.words), ""),
                version=sealed.version,
            )
        )
    return DecisionLineOut(
        label=words.tr("D {number}", number=decision.number),
        text=decision.text,
        because=decision.because,
        counted=decision.counted or Counted.NOT_REFERENCED,
        basis=decision.basis,
        owner=decision.owner,
        due=decision.due,
        door=decision.door,
        item=positions.get(decision.item_id, 0),
        evidence=tuple(evidence),
    )


def _open(item: Item, data: MeetingData, words: Words) -> OpenItem | None:
    decided = any(decision.item_id == item.id for decision in data.decisions)
    state = {ItemState.DEFERRED: "deferred", ItemState.PARKED: "parked"}.get(item.state, "")
    if not state and not decided:
        state = "undecided" if item.visited or item.undecided else "not-reached"
    if not state:
        return None
    why = words.tr("Closed without a decision.") if item.undecided and state == "undecided" else ""
    return OpenItem(item.position, item.title, state, item.owner, why)
