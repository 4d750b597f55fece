"""From the meeting's data to what the console shows. Pure but for the reader's look-ups of stories."""

from __future__ import annotations

from typing import NamedTuple

from emptychair.app.clock import local
from emptychair.app.i18n import Words
from emptychair.app.ports import ClearedStory, MeetingData, Reader
from emptychair.app.provenance import person_line, wall_source
from emptychair.app.reasons import choice_reasons, seconds, why_line, why_paragraphs
from emptychair.app.stage import closing_content, preview_frame
from emptychair.domain.decision import Basis, Counted, Decision
from emptychair.domain.errors import N_
from emptychair.domain.frame import Blank, StageFrame
from emptychair.domain.ids import ItemId, StoryId
from emptychair.domain.meeting import Choice, Item, ItemState, MeetingState, Origin, View
from emptychair.ui.console import figures
from emptychair.ui.console.state import (
    AgendaEntry,
    Alternate,
    Banner,
    ConsoleState,
    DecisionEntry,
    NextPanel,
    Phase,
    Place,
    SoFar,
    StoryPanel,
)

_ON = (ItemState.OPEN, ItemState.DONE)
# Stands in a row's chip: short, lower case.
COUNTED_CHIPS = {
    Counted.CHANGED: (N_("changed it"), "teal"),
    Counted.CONFIRMED: (N_("confirmed it"), "teal"),
    Counted.OVERRULED: (N_("overruled"), "neutral"),
    Counted.NOT_REFERENCED: (N_("not referenced"), "outlined"),
}


class Sight(NamedTuple):
    """What the composition needs beside the data."""

    reader: Reader
    words: Words
    now: int
    live: StageFrame  # what the wall would show now, were it not frozen
    phase: Phase
    selected: ItemId | None = None
    drafts: frozenset[ItemId] = frozenset()  # items with an unsaved line
    undo: str = ""
    redo: str = ""


def compose(data: MeetingData, sight: Sight) -> ConsoleState:
    """The console's state."""
    words, meeting = sight.words, data.meeting
    here = data.live_item if sight.phase is not Phase.ENDED else None
    plan, late = figures.pace_line(data, sight.now, words)
    return ConsoleState(
        phase=sight.phase,
        title=meeting.title,
        sub=_subtitle(data, words),
        rehearsal=meeting.rehearsal,
        agenda=tuple(_entry(item, data, sight) for item in data.items),
        plan=plan,
        late=late,
        counter=_counter(here, data, words),
        item_id=here.id if here else None,
        item_title=here.title if here else _view_title(data, words),
        item_number=str(here.position) if here else "",
        clock=figures.item_clock(here, meeting, sight.now, words) if here else figures.Clock(),
        live=sight.live,
        on_wall=on_wall(data, sight.now, words),
        story=_story(here, data, sight) if here else None,
        next=_next(data, sight),
        so_far=_so_far(data, words),
        note=here.note if here else "",
        undecided=here.undecided if here else False,
        black=data.wall.blank is Blank.BLACK,
        hidden=data.wall.blank is Blank.HIDDEN,
        frozen=data.wall.frozen,
        reading_back=meeting.view is View.DECISION,
        banner=_banner(data, sight),
        undo=sight.undo,
        redo=sight.redo,
        possible=_possible(data, sight),
    )


def following(data: MeetingData) -> Item | None:
    """The item that "next" goes to; None if the closing picture comes next."""
    here = data.live_item
    after = here.position if here else 0
    return next((item for item in data.items if item.position > after and item.state in _ON), None)


def next_frame(data: MeetingData, reader: Reader, words: Words) -> StageFrame | None:
    """The picture that "next" puts on the wall; None after the closing picture."""
    if data.meeting.view is View.CLOSING:
        return None
    item = following(data)
    if item is not None:
        return preview_frame(item, data, reader, words)
    own = words.other(data.meeting.language)
    return StageFrame(closing_content(data, own), rehearsal=own.tr("Rehearsal") if data.meeting.rehearsal else "")


def line_item(data: MeetingData) -> Item | None:
    """The item that a decision belongs to: the one under discussion, else the last one that was, else the first."""
    if data.live_item is not None:
        return data.live_item
    visited = [item for item in data.items if item.visited]
    if visited and data.meeting.view is not View.WELCOME:
        return visited[-1]
    return data.items[0] if data.items else None


def on_wall(data: MeetingData, now: int, words: Words) -> str:
    """Since when the story has stood on the wall; empty if none does."""
    showing = next((showing for showing in reversed(data.showings) if showing.until is None), None)
    if showing is None or data.meeting.state is not MeetingState.LIVE or data.wall.blank is not Blank.NONE:
        return ""
    return words.tr("on the wall for {time}", time=figures.clock_text(now - showing.since))


# --------------------------------------------------------------------------------------------------- head
def _subtitle(data: MeetingData, words: Words) -> str:
    meeting = data.meeting
    at = meeting.started_at or meeting.starts_at
    day = f"{words.short_day(local(at, meeting.zone).date())} {local(at, meeting.zone).year}" if at is not None else ""
    return " · ".join(part for part in (day, meeting.place) if part)


def _counter(here: Item | None, data: MeetingData, words: Words) -> str:
    if here is None:
        return ""
    return words.tr("Item {n} of {total}", n=here.position, total=len(data.items))


def _view_title(data: MeetingData, words: Words) -> str:
    if data.meeting.view is View.CLOSING or data.meeting.state is MeetingState.ENDED:
        return words.tr("The meeting closes")
    return words.tr("Welcome")


def _banner(data: MeetingData, sight: Sight) -> Banner | None:
    words, meeting = sight.words, data.meeting
    if sight.phase is Phase.READY:
        if not data.items:
            return Banner(words.tr("The agenda is empty: add the first topic, then start."), ("late",))
        return Banner(
            words.tr("Ready. Starting puts the welcome picture on the wall; nothing else changes it without you."),
            ("start", "rehearse"),
        )
    if sight.phase is Phase.RESUME:
        last = words.clock(local(meeting.last_act_at, meeting.zone))
        return Banner(
            words.tr("This meeting was never ended. The last event was at {time}. Go on where it was?", time=last),
            ("resume", "end_then"),
        )
    if sight.phase is Phase.ENDED:
        total, heard = len(data.decisions), sum(1 for decision in data.decisions if decision.heard)
        said = words.trn("{n} decision", "{n} decisions", total)
        heard_words = words.trn("{n} heard the customer", "{n} heard the customer", heard)
        return Banner(
            words.tr("The meeting has ended: {decisions}, {heard}.", decisions=said, heard=heard_words),
            ("reopen",) if meeting.rehearsal else ("summary", "reopen"),
            "good",
        )
    return None


# --------------------------------------------------------------------------------------------------- agenda
def _entry(item: Item, data: MeetingData, sight: Sight) -> AgendaEntry:
    words, meeting = sight.words, data.meeting
    now = item.id == meeting.item_id and meeting.state is not MeetingState.ENDED
    place = _place(item, now)
    if now:
        parts = [figures.used_line(item, meeting, sight.now, words)]
    else:
        parts = [figures.minutes_line(item, words), _standing(item, place, data, sight)]
    if item.id in sight.drafts and not now:
        parts[-1] = words.tr("line not saved yet")  # what wants an eye comes before the rest
    name = {
        Place.NOW: words.tr("under discussion"),
        Place.DONE: words.tr("done"),
        Place.DEFERRED: words.tr("deferred"),
        Place.PARKED: words.tr("parked"),
    }.get(place, "")
    sub = " · ".join(part for part in parts if part)
    return AgendaEntry(item.id, str(item.position), item.title, sub, place, name)


def _place(item: Item, now: bool) -> Place:
    if now:
        return Place.NOW
    if item.state is ItemState.DEFERRED:
        return Place.DEFERRED
    if item.state is ItemState.PARKED:
        return Place.PARKED
    if item.state is ItemState.DONE:
        return Place.DONE
    empty = item.choice.story_id is None and item.choice.origin is not Origin.UNMATCHED
    return Place.CHAIR if empty else Place.NEXT


def _standing(item: Item, place: Place, data: MeetingData, sight: Sight) -> str:
    words = sight.words
    if place in (Place.DEFERRED, Place.PARKED):
        return words.tr("deferred") if place is Place.DEFERRED else words.tr("parked")
    count = sum(1 for decision in data.decisions if decision.item_id == item.id)
    if count:
        return words.trn("{n} decision", "{n} decisions", count)
    if place is Place.DONE:
        return words.tr("no decision")
    choice = item.choice
    if choice.story_id is None:
        return words.tr("empty chair") if place is Place.CHAIR else words.tr("no story yet")
    if sight.reader.cleared_story(choice.story_id) is None:
        return words.tr("story not cleared")
    return words.tr("please check") if _doubtful(choice) else words.tr("story ready")


def _doubtful(choice: Choice) -> bool:
    return choice.verdict == "possible" and choice.origin is Origin.AUTOMATIC and not choice.pinned


# --------------------------------------------------------------------------------------------------- story
def _story(item: Item, data: MeetingData, sight: Sight) -> StoryPanel:
    words, reader, choice = sight.words, sight.reader, item.choice
    alternates = tuple(
        _alternate(candidate.story_id, story, data, words)
        for candidate in choice.alternates
        if (story := reader.cleared_story(candidate.story_id)) is not None
    )
    if choice.story_id is None:
        sentence = words.tr("The chair stays empty: no customer speaks on this item.")
        if choice.origin is Origin.UNMATCHED:
            sentence = words.tr("No story was chosen for this item: look for one, or leave the chair empty.")
        return StoryPanel(sentence=sentence, alternates=alternates)
    story = reader.story(choice.story_id)
    if story is None:
        return StoryPanel(sentence=words.tr("The story is no longer in the library."), alternates=alternates)
    shown = reader.cleared_story(choice.story_id)
    reasons = choice_reasons(choice, story, reader, data.meeting, sight.now)
    return StoryPanel(
        headline=story.headline,
        text=story.text,
        language=story.language,
        verbatim=story.verbatim,
        origin=" · ".join(
            part for part in (person_line(story.customer), wall_source(shown, words) if shown else "") if part
        ),
        why=why_line(reasons, words),
        why_all=(*why_paragraphs(reasons, words), *seconds(choice, reader, words)),
        why_words=_why_words(choice),
        verdict=_verdict(choice, words),
        verdict_kind="ochre" if _doubtful(choice) else "teal",
        pinned=choice.pinned,
        sentence="" if shown else words.tr("This story is not cleared: the wall shows the chair."),
        alternates=alternates,
    )


def _alternate(story_id: StoryId, story: ClearedStory, data: MeetingData, words: Words) -> Alternate:
    languages = {"de": words.tr("in German"), "en": words.tr("in English")}
    other = languages.get(story.language, story.language) if story.language != data.meeting.language else ""
    meta = " · ".join(part for part in (person_line(story.customer), other) if part)
    return Alternate(story_id, story.headline, meta, other)


def _why_words(choice: Choice) -> tuple[str, ...]:
    chosen = choice.chosen
    if chosen is None:
        return ()
    values = (text for reason in chosen.reasons for name, text in reason.values if name in ("title", "story"))
    return tuple(dict.fromkeys(value for value in values if value))


def _verdict(choice: Choice, words: Words) -> str:
    if choice.pinned:
        return words.tr("Pinned")
    if choice.origin is not Origin.AUTOMATIC:
        return ""
    return {"strong": words.tr("Strong match"), "possible": words.tr("Possible, please check")}.get(choice.verdict, "")


# --------------------------------------------------------------------------------------------------- next
def _next(data: MeetingData, sight: Sight) -> NextPanel:
    words = sight.words
    item = data.item(sight.selected)
    if item is not None and item.id != data.meeting.item_id:
        frame = preview_frame(item, data, sight.reader, words)
        return NextPanel(words.tr("Selected, not on the wall"), item.title, _next_meta(item, words), frame, item.id)
    frame = next_frame(data, sight.reader, words)
    if sight.phase is Phase.ENDED or frame is None:
        return NextPanel(words.tr("Next"), words.tr("Nothing more"))
    following_item = following(data)
    if following_item is None:
        return NextPanel(words.tr("Next"), words.tr("The closing picture"), "", frame)
    return NextPanel(words.tr("Next"), following_item.title, _next_meta(following_item, words), frame)


def _next_meta(item: Item, words: Words) -> str:
    minutes = words.trn("{n} min", "{n} min", item.minutes) if item.minutes is not None else ""
    verdict = _verdict(item.choice, words)
    if item.choice.story_id is None:
        verdict = words.tr("empty chair")
    return " · ".join(part for part in (verdict, minutes, item.owner) if part)


# --------------------------------------------------------------------------------------------------- decisions
def _so_far(data: MeetingData, words: Words) -> SoFar:
    positions = {item.id: item.position for item in data.items}
    newest = max(data.decisions, key=lambda d: (d.changed_at, d.number), default=None)
    entries: list[DecisionEntry] = []
    for decision in reversed(data.decisions):
        chip, kind = _chip(decision, words)
        parts = [
            words.tr("Item {n}", n=positions[decision.item_id]) if decision.item_id in positions else "",
            ", ".join(p for p in (decision.owner, words.short_day(decision.due) if decision.due else "") if p),
        ]
        sub = " · ".join(part for part in parts if part)
        entries.append(DecisionEntry(decision.id, decision.number, decision.text, sub, chip, kind, decision is newest))
    heard = sum(1 for decision in data.decisions if decision.heard)
    total = len(data.decisions)
    sentence = words.tr("{heard} of {total} heard the customer", heard=heard, total=total) if total else ""
    return SoFar(tuple(entries), total, heard, sentence)


def _chip(decision: Decision, words: Words) -> tuple[str, str]:
    if decision.basis is Basis.INTERNAL_PROXY and not decision.heard:
        return words.tr("proxy"), "outlined"
    if decision.counted is None:
        return words.tr("not said"), "ochre"
    sentence, kind = COUNTED_CHIPS[decision.counted]
    return words.tr(sentence), kind


# --------------------------------------------------------------------------------------------------- actions
def _possible(data: MeetingData, sight: Sight) -> frozenset[str]:
    """Names of the actions that make sense now; everything else is shown disabled."""
    meeting, here = data.meeting, data.live_item if sight.phase is not Phase.ENDED else None
    names = {"late", "edit_item", "split", "up", "down", "decide", "keys", "commands", "menu", "capture", "close"}
    names |= {"undo"} if sight.undo else set()
    names |= {"redo"} if sight.redo else set()
    if sight.phase is Phase.READY:
        names |= {"start", "rehearse"} if data.items else set()
    elif sight.phase is Phase.RESUME:
        names |= {"resume", "end_then"}
    elif sight.phase is Phase.ENDED:
        names |= {"reopen", "wall"} | (set() if meeting.rehearsal else {"summary"})
        names |= {"black", "panic", "swap_screens"}
    else:
        names |= {
            "next",
            "back",
            "goto",
            "defer",
            "park",
            "undecided",
            "end",
            "save",
            "black",
            "freeze",
            "hide",
            "panic",
        }
        names |= {"wall", "swap_screens"}
        names |= {"read_back"} if data.decisions else set()
    names |= {"changed", "confirmed", "overruled", "not_referenced", "two_way", "one_way", "save"}
    if here is not None:
        names |= {"swap", "none", "search", "note"}
        names |= {"pin"} if here.choice.story_id else set()
        count = len(here.choice.alternates)
        names |= {"first", "second"} if count > 1 else {"first"} if count else set()
    return frozenset(names)
