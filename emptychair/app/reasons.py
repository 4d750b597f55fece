"""Why a story was chosen, in sentences that a facilitator can read out.

What compares the story with its item comes from the matcher and is kept with the choice. What is a fact of the story
(age, last shown, source, verified) is told as it is on the day it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from emptychair.app.clock import local
from emptychair.app.i18n import Words
from emptychair.app.ports import Reader
from emptychair.app.provenance import channel_words
from emptychair.domain.meeting import Choice, LastShown, Meeting, Origin, Reason
from emptychair.domain.story import Story

_MATCHED = ("word", "stem", "compound", "translation", "synonym", "tag")
_FACTS = ("age", "shown", "source", "verified")
_GROUPS = (
    ("drawn", "counter", "search", "hand"),
    (*_MATCHED, "meaning", "language"),
    ("weight",),
    ("age", "shown"),
    _FACTS[2:],
)
"""What is said in one breath."""
_DAYS, _MONTHS = 60, 24  # up to which an age is told in days, and in months
_SHORT = 3


def story_facts(story: Story, shown: LastShown | None, today: date) -> tuple[Reason, ...]:
    """What the story itself says for it: age, where it was shown last (None: nowhere), source, verified by whom."""
    origin = story.provenance
    found = [_age(story.happened_on, today)] if story.happened_on else []
    if shown is None:
        found.append(Reason("shown"))
    else:
        day = local(shown.at, shown.zone).date()
        year = "" if day.year == today.year else "yes"
        found.append(Reason("shown", (("day", day.isoformat()), ("to", shown.series), ("year", year))))
    if story.channel:
        found.append(Reason("source", (("channel", story.channel),)))
    known = "yes" if origin.url or origin.further else ""
    return (*found, Reason("verified", (("by", origin.verified_by), ("known", known))))


def with_facts(matched: Iterable[Reason], story: Story, shown: LastShown | None, today: date) -> tuple[Reason, ...]:
    """The reasons of a choice with the facts of its story as they are today."""
    return (*(reason for reason in matched if reason.kind not in _FACTS), *story_facts(story, shown, today))


def choice_reasons(choice: Choice, story: Story, reader: Reader, meeting: Meeting, now: int) -> tuple[Reason, ...]:
    """All that speaks for the story of an item, as of `now` (UTC epoch ms)."""
    kept = choice.chosen.reasons if choice.chosen else ()
    matched = tuple(reason for reason in kept if reason.kind != "second")
    if choice.origin is Origin.PERSON and not any(reason.kind not in _FACTS for reason in matched):
        matched = (Reason("hand"),)
    shown = reader.last_shown(story.id, meeting.id)
    return with_facts(matched, story, shown, local(now, meeting.zone).date())


def seconds(choice: Choice, reader: Reader, words: Words) -> list[str]:
    """Why the stories beside the chosen one came second, a sentence each."""
    found: list[str] = []
    for other in choice.alternates:
        story = reader.cleared_story(other.story_id)
        if story is not None and (sentence := second_sentence(story.headline, other.reasons, words)):
            found.append(sentence)
    return found


def _age(happened_on: str, today: date) -> Reason:
    try:
        days = (today - date.fromisoformat(happened_on)).days
    except ValueError:  # it stops at the month or the year
        return Reason("age", (("on", happened_on),))
    return Reason("age", (("days", str(max(0, days))),))


# --------------------------------------------------------------------------------------------------- sentences
def reason_sentences(reasons: Sequence[Reason], words: Words) -> list[str]:
    """One clause a reason, in the order given; a kind that this version does not know is left out.

    Words that stand in both come together as one clause.
    """
    same = [words.quoted(reason.value("title")) for reason in reasons if reason.kind == "word"]
    told: list[str] = []
    for reason in reasons:
        if reason.kind != "word":
            told.append(_sentence(reason, words))
        elif same:
            told.append(words.tr("both say {words}", words=listed(same, words)))
            same = []
    return [text for text in told if text]


def why_line(reasons: Sequence[Reason], words: Words) -> str:
    """The reasons that say most, as one short line: at most three clauses, parted by semicolons."""
    picked = _of(reasons, _GROUPS[0])[:1]
    matched = reason_sentences([*_of(reasons, _MATCHED), *_of(reasons, ("meaning",))], words)
    clauses = [*reason_sentences(picked, words), *matched[: 1 if picked else 2]]
    for kind in ("age", "weight", "shown"):
        if len(clauses) < _SHORT:
            clauses += reason_sentences(_of(reasons, (kind,)), words)
    return "; ".join(clauses)


def why_paragraphs(reasons: Sequence[Reason], words: Words) -> list[str]:
    """All of it, a whole sentence for each thing one would say in one breath."""
    told = (reason_sentences(_of(reasons, group), words) for group in _GROUPS)
    return [_whole("; ".join(clauses)) for clauses in told if clauses]


def second_sentence(headline: str, reasons: Sequence[Reason], words: Words) -> str:
    """Why this story came second, as a sentence; empty where nothing is known."""
    causes = {
        "far": words.tr("it is less near to this item"),
        "older": words.tr("it is older"),
        "undated": words.tr("its age is not known"),
        "worn": words.tr("this customer was shown more often"),
        "language": words.tr("it is told in another language"),
        "unverified": words.tr("its source is not known"),
        "customer": words.tr("it is the same customer’s"),
    }
    cause = next((causes.get(reason.value("cause"), "") for reason in reasons if reason.kind == "second"), "")
    if not cause:
        return ""
    return words.tr("{story} came second: {cause}.", story=words.quoted(headline.rstrip(" .")), cause=cause)


def listed(parts: Sequence[str], words: Words) -> str:
    """“a”, “b” and “c”."""
    if len(parts) < 2:
        return "".join(parts)
    return words.tr("{some} and {last}", some=", ".join(parts[:-1]), last=parts[-1])


def _of(reasons: Sequence[Reason], kinds: Sequence[str]) -> list[Reason]:
    return [reason for reason in reasons if reason.kind in kinds]


def _whole(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _sentence(reason: Reason, words: Words) -> str:
    value = reason.value
    title, story = words.quoted(value("title")), words.quoted(value("story"))
    match reason.kind:
        case "stem":
            return words.tr("for {title} the story says {story}", title=title, story=story)
        case "compound":
            return words.tr("{title} is part of {story}", title=title, story=story)
        case "translation":
            return words.tr("{title} is {story} in the story’s language", title=title, story=story)
        case "synonym":
            return words.tr("{title} and {story} mean the same", title=title, story=story)
        case "tag":
            return words.tr("{word} is one of its tags", word=title)
        case "meaning":
            near, fair = words.tr("it is close in meaning"), words.tr("its subject is near")
            return {"strong": near, "fair": fair}.get(value("degree"), "")
        case "language":
            known = {"de": words.tr("it is told in German"), "en": words.tr("it is told in English")}
            return known.get(value("language"), words.tr("it is told in another language"))
        case "age":
            return _age_words(value("days"), value("on"), words)
        case "shown":
            return _shown_words(reason, words)
        case "source":
            channel = channel_words(value("channel"), words)
            if words.language == "en":
                channel = channel[:1].lower() + channel[1:]
            return words.tr("source: {channel}", channel=channel)
        case "verified":
            if value("by"):
                return words.tr("verified by {person}", person=value("by"))
            return words.tr("its source can be looked up") if value("known") else words.tr("not verified")
        case "weight":
            return _weight_words(reason, words)
        case "drawn":
            return words.tr("drawn by lot from {n}", n=value("of"))
        case "counter":
            critical = value("to") == "critical"
            return words.tr("the other side: a critical voice") if critical else words.tr("the other side: a good word")
        case "hand":
            return words.tr("chosen by hand")
        case "search":
            return words.tr("found by your own search")
        case _:
            return ""


def _age_words(days: str, on: str, words: Words) -> str:
    if not days:
        if len(on) == 4:
            return words.tr("from the year {year}", year=on)
        return words.tr("from {month}", month=words.partial_date(on)) if on else ""
    n = int(days)
    if n == 0:
        return words.tr("heard today")
    if n == 1:
        return words.tr("heard yesterday")
    if n <= _DAYS:
        return words.trn("heard {n} day ago", "heard {n} days ago", n)
    months = round(n / 30.44)
    if months <= _MONTHS:
        return words.trn("heard {n} month ago", "heard {n} months ago", months)
    return words.trn("heard {n} year ago", "heard {n} years ago", round(n / 365.25))


def _shown_words(reason: Reason, words: Words) -> str:
    if not reason.value("day"):
        return words.tr("never shown")
    day = words.day(date.fromisoformat(reason.value("day")), year=bool(reason.value("year")))
    if not reason.value("to"):
        return words.tr("last shown on {day}", day=day)
    return words.tr("last shown on {day} to {meeting}", day=day, meeting=words.quoted(reason.value("to")))


def _weight_words(reason: Reason, words: Words) -> str:
    count, days, segments, critical, positive = (
        int(reason.value(name) or 0) for name in ("count", "days", "segments", "critical", "positive")
    )
    n, more, inside = words.number(count), bool(reason.value("more")), bool(reason.value("inside"))
    span = words.trn("in {n} day", "in {n} days", days) if days else ""
    if inside and count <= 1:
        return " ".join(part for part in (words.tr("the only one like it"), span) if part)
    if not inside:
        told = words.trn("{n} like it", "{n} like it", count)
    else:
        told = (
            words.tr("1 of more than {count} like it", count=n) if more else words.tr("1 of {count} like it", count=n)
        )
    told = " ".join(part for part in (told, span) if part)
    if segments > 1:
        told += ", " + words.trn("from {n} segment", "from {n} segments", segments)
    sides = [
        words.tr("{n} critical", n=words.number(critical)) if critical else "",
        words.tr("{n} positive", n=words.number(positive)) if positive else "",
    ]
    sides = [side for side in sides if side]
    return f"{told}: {', '.join(sides)}" if sides else told
