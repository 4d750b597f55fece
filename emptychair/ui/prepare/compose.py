"""From a meeting to what its preparation shows. No widgets here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from emptychair.app.clock import local
from emptychair.app.i18n import Words
from emptychair.app.ports import MeetingData, Reader
from emptychair.app.provenance import person_line, wall_source
from emptychair.app.reasons import choice_reasons, seconds, why_line, why_paragraphs
from emptychair.app.stage import preview_frame
from emptychair.domain.frame import StageFrame, StoryFrame
from emptychair.domain.ids import ItemId
from emptychair.domain.meeting import Choice, Item, MeetingState, Origin
from emptychair.domain.story import Story
from emptychair.ui.prepare.state import Alternate, ItemDetail, ItemLine, PrepareState, Todo, Verdict


class Fitted(Protocol):
    """What the wall says of a text (see `emptychair.ui.stage.Fit`)."""

    @property
    def ok(self) -> bool: ...
    @property
    def most(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Sight:
    """What `compose` looks through."""

    reader: Reader
    words: Words
    fit: Callable[[StageFrame], Fitted]
    open: ItemId | None
    searching: bool
    trouble: str
    now: int  # UTC epoch ms


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An item with what belongs to it."""

    item: Item
    time: str
    verdict: Verdict
    story: Story | None
    frame: StageFrame
    fit: Fitted


def compose(data: MeetingData, sight: Sight) -> PrepareState:
    """Everything that the page shows."""
    words, meeting = sight.words, data.meeting
    times = item_times(data, words)
    items = [_prepared(item, time, data, sight) for item, time in zip(data.items, times, strict=True)]
    lines = tuple(_line(prepared, data, words) for prepared in items)
    index = next((i for i, item in enumerate(data.items) if item.id == sight.open), 0 if lines else -1)
    return PrepareState(
        meeting_id=meeting.id,
        title=meeting.title,
        sentence=_sentence(data, words),
        started=meeting.state is not MeetingState.PREPARING,
        lines=lines,
        open=index,
        detail=_detail(items[index], lines[index], data, sight) if index >= 0 else None,
        overview=_overview(data, words),
        figures=_figures(lines, words),
        todo=tuple(_todo(items, data, words)),
        searching=sight.searching,
        trouble=sight.trouble,
    )


# --------------------------------------------------------------------------------------------------- the agenda
def item_times(data: MeetingData, words: Words) -> list[str]:
    """When each item begins: as the agenda said, else counted from the start; without a start minutes from 0:00."""
    meeting, result, gone = data.meeting, [], 0
    for item in data.items:
        if item.starts:
            result.append(item.starts.removeprefix("0") if len(item.starts) == 5 else item.starts)
        elif meeting.starts_at is not None:
            at = local(meeting.starts_at + gone * 60_000, meeting.zone)
            result.append(words.clock(at).removeprefix("0"))
        else:
            result.append(f"+{gone // 60}:{gone % 60:02}")
        gone += item.minutes or 0
    return result


def _sentence(data: MeetingData, words: Words) -> str:
    meeting = data.meeting
    when = ""
    if meeting.starts_at is not None:
        start = local(meeting.starts_at, meeting.zone)
        minutes = sum(item.minutes or 0 for item in data.items)
        day = words.day(start.date(), weekday=True, year=False)
        if minutes:
            end = local(meeting.starts_at + minutes * 60_000, meeting.zone)
            when = words.tr("{day}, {start} to {end}", day=day, start=words.clock(start), end=words.clock(end))
        else:
            when = words.tr("{day}, {start}", day=day, start=words.clock(start))
    series = data.series.title if data.series.title != meeting.title else ""
    state = {
        MeetingState.LIVE: words.tr("is running"),
        MeetingState.ENDED: words.tr("has ended"),
    }.get(meeting.state, "")
    return " · ".join(part for part in (state, when, meeting.place, series) if part) or words.tr("no date, no place")


def _overview(data: MeetingData, words: Words) -> str:
    minutes = sum(item.minutes or 0 for item in data.items)
    parts = [words.trn("{n} item", "{n} items", len(data.items))]
    if minutes:
        parts.append(words.trn("{n} minute", "{n} minutes", minutes))
    return ", ".join(parts)


def _figures(lines: tuple[ItemLine, ...], words: Words) -> tuple[tuple[int, str, Verdict], ...]:
    names = (
        (Verdict.STRONG, words.tr("strong match")),
        (Verdict.BY_HAND, words.tr("chosen by hand")),
        (Verdict.PINNED, words.tr("pinned")),
        (Verdict.POSSIBLE, words.tr("possible, please check")),
        (Verdict.UNCLEARED, words.tr("not cleared")),
        (Verdict.NONE, words.tr("nothing fits")),
        (Verdict.DELIBERATE, words.tr("deliberately none")),
        (Verdict.SEARCHING, words.tr("being looked for")),
        (Verdict.UNMATCHED, words.tr("not looked at yet")),
    )
    counted = ((sum(1 for line in lines if line.verdict is verdict), name, verdict) for verdict, name in names)
    return tuple(figure for figure in counted if figure[0])


# --------------------------------------------------------------------------------------------------- one item
def _prepared(item: Item, time: str, data: MeetingData, sight: Sight) -> _Prepared:
    story = sight.reader.story(item.choice.story_id) if item.choice.story_id else None
    frame = preview_frame(item, data, sight.reader, sight.words)
    verdict = verdict_of(item.choice, story, searching=sight.searching)
    return _Prepared(item, time, verdict, story, frame, sight.fit(frame))


def verdict_of(choice: Choice, story: Story | None, *, searching: bool) -> Verdict:
    """How an item stands with its story; a story that lost its clearance comes before everything else."""
    if choice.story_id is not None and (story is None or not story.on_wall_allowed):
        return Verdict.UNCLEARED
    if choice.origin is Origin.UNMATCHED:
        return Verdict.SEARCHING if searching else Verdict.UNMATCHED
    if choice.story_id is None:
        return Verdict.DELIBERATE if choice.origin is Origin.PERSON else Verdict.NONE
    if choice.pinned:
        return Verdict.PINNED
    if choice.origin is Origin.PERSON:
        return Verdict.BY_HAND
    return Verdict.POSSIBLE if choice.verdict == "possible" else Verdict.STRONG


def verdict_words(verdict: Verdict, words: Words) -> str:
    """The words of its chip."""
    return {
        Verdict.SEARCHING: words.tr("Looking …"),
        Verdict.UNMATCHED: words.tr("Not looked at yet"),
        Verdict.STRONG: words.tr("Strong match"),
        Verdict.POSSIBLE: words.tr("Possible, please check"),
        Verdict.BY_HAND: words.tr("Chosen by hand"),
        Verdict.PINNED: words.tr("Pinned"),
        Verdict.UNCLEARED: words.tr("Not cleared"),
        Verdict.NONE: words.tr("Nothing fits"),
        Verdict.DELIBERATE: words.tr("Deliberately none"),
    }[verdict]


def _line(prepared: _Prepared, data: MeetingData, words: Words) -> ItemLine:
    item, story = prepared.item, prepared.story
    minutes = words.trn("{n} min", "{n} min", item.minutes) if item.minutes is not None else ""
    headline = story.headline if story else _chair_words(prepared.verdict, words)
    return ItemLine(
        item_id=item.id,
        number=item.position,
        time=prepared.time,
        title=item.title,
        meta=" · ".join(part for part in (minutes, item.owner) if part),
        headline=headline,
        story=story is not None,
        sub=_story_sub(prepared, data, words) if story else "",
        verdict=prepared.verdict,
        verdict_text=verdict_words(prepared.verdict, words),
    )


def _chair_words(verdict: Verdict, words: Words) -> str:
    return {
        Verdict.SEARCHING: words.tr("Looking for a story …"),
        Verdict.UNMATCHED: words.tr("No story yet"),
        Verdict.UNCLEARED: words.tr("The story is no longer in the library"),
    }.get(verdict, words.tr("The chair stays empty"))


def _story_sub(prepared: _Prepared, data: MeetingData, words: Words) -> str:
    story = prepared.story
    assert story is not None
    parts = [person_line(story.customer), _language(story.language, data, words)]
    if not prepared.fit.ok:
        parts.append(words.tr("too long for the wall"))
    return " · ".join(part for part in parts if part)


def _language(language: str, data: MeetingData, words: Words) -> str:
    """Said only where it is not the meeting's."""
    if language == data.meeting.language:
        return ""
    return {"de": words.tr("in German"), "en": words.tr("in English")}.get(language, language)


def _detail(prepared: _Prepared, line: ItemLine, data: MeetingData, sight: Sight) -> ItemDetail:
    item, story, words, reader = prepared.item, prepared.story, sight.words, sight.reader
    choice = item.choice
    alternates = tuple(
        Alternate(
            found.story_id,
            other.headline,
            " · ".join(part for part in (person_line(other.customer), _language(other.language, data, words)) if part),
        )
        for found in choice.alternates
        if (other := reader.cleared_story(found.story_id)) is not None
    )
    cleared = reader.cleared_story(choice.story_id) if choice.story_id else None
    uncleared = prepared.verdict is Verdict.UNCLEARED
    reasons = choice_reasons(choice, story, reader, data.meeting, sight.now) if story else ()
    return ItemDetail(
        line=line,
        counter=words.tr("{n} of {total}", n=item.position, total=len(data.items)),
        minutes=item.minutes,
        owner=item.owner,
        note=item.note,
        story_id=choice.story_id,
        headline=story.headline if story else "",
        text=story.text if story else "",
        language=story.language if story else "",
        verbatim=story.verbatim if story else False,
        who=person_line(story.customer) if story else "",
        origin=_origin(story, wall_source(cleared, words) if cleared else "", words) if story else "",
        teaching=words.tr("Teaching example") if story and story.teaching else "",
        why=why_line(reasons, words),
        why_all=(*why_paragraphs(reasons, words), *seconds(choice, reader, words)) if story else (),
        why_words=_why_words(choice),
        sentence=_chair_sentence(prepared, words, has_alternates=bool(alternates)),
        alternates=alternates,
        alternates_title=words.tr("Also fitting") if prepared.story else words.tr("The nearest stories"),
        can_swap=story is not None and bool(alternates),
        can_pin=story is not None,
        pinned=choice.pinned,
        uncleared=uncleared and story is not None,
        frame=prepared.frame,
        fit=_fit_words(prepared, words),
        fits=prepared.fit.ok,
    )


def _origin(story: Story, source: str, words: Words) -> str:
    parts = [source, story.provenance.publisher]
    if story.cleared_by:
        parts.append(words.tr("cleared by {person}", person=story.cleared_by))
    return " · ".join(part for part in parts if part)


def _why_words(choice: Choice) -> tuple[str, ...]:
    chosen = choice.chosen
    if chosen is None:
        return ()
    values = (text for reason in chosen.reasons for name, text in reason.values if name in ("title", "story"))
    return tuple(dict.fromkeys(value for value in values if value))


def _chair_sentence(prepared: _Prepared, words: Words, *, has_alternates: bool) -> str:
    tr = words.tr
    match prepared.verdict:
        case Verdict.UNCLEARED if prepared.story is None:
            return tr("The story is no longer in the library: choose another one, or leave the chair empty.")
        case Verdict.UNCLEARED:
            return tr("This story is not cleared: the wall shows the chair until a person has read and cleared it.")
        case Verdict.SEARCHING:
            return tr("Looking for a story …")
        case Verdict.UNMATCHED:
            return tr("No story was looked for yet.")
        case Verdict.NONE if has_alternates:
            return tr("No story fits well enough. The chair stays empty; that is an answer too. The nearest are here:")
        case Verdict.NONE:
            return tr("No story fits. The chair stays empty; that is an answer too.")
        case Verdict.DELIBERATE:
            return tr("The chair stays empty: you want no story here.")
        case _:
            return ""


def _fit_words(prepared: _Prepared, words: Words) -> str:
    content = prepared.frame.content
    if not isinstance(content, StoryFrame):
        return words.tr("The chair alone")
    count, most = words.number(len(content.words)), words.number(max(prepared.fit.most, 0))
    if prepared.fit.ok:
        return words.tr("{count} of about {most} characters, fits", count=count, most=most)
    return words.tr("{count} of about {most} characters: choose an excerpt", count=count, most=most)


# --------------------------------------------------------------------------------------------------- before the meeting
def _todo(items: list[_Prepared], data: MeetingData, words: Words) -> list[Todo]:
    tr = words.tr
    todo: list[Todo] = []
    for prepared in items:
        item, n = prepared.item, prepared.item.position
        story_id = prepared.story.id if prepared.story else None
        if prepared.verdict is Verdict.UNCLEARED:
            todo.append(Todo(tr("Item {n}: the story is not cleared", n=n), "circle-alert", "ochre", item.id, story_id))
        elif not prepared.fit.ok:
            todo.append(
                Todo(tr("Item {n}: too long, choose an excerpt", n=n), "circle-alert", "ochre", item.id, story_id)
            )
        elif prepared.verdict is Verdict.POSSIBLE:
            todo.append(Todo(tr("Item {n}: possible, please check", n=n), "circle-alert", "ochre", item.id))
        elif prepared.verdict is Verdict.UNMATCHED:
            todo.append(Todo(tr("Item {n}: no story was looked for", n=n), "search", "ink2", item.id))
        if prepared.story is not None and prepared.story.language != data.meeting.language:
            said = {"de": tr("Item {n}: told in German", n=n), "en": tr("Item {n}: told in English", n=n)}
            text = said.get(prepared.story.language, tr("Item {n}: told in another language", n=n))
            todo.append(Todo(text, "languages", "ink2", item.id))
    return todo
