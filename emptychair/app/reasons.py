"""Why a story was chosen, in sentences that a facilitator can read out."""

from __future__ import annotations

from collections.abc import Sequence

from emptychair.app.i18n import Words
from emptychair.domain.meeting import Reason


def reason_sentences(reasons: Sequence[Reason], words: Words) -> list[str]:
    """One short sentence a reason, in the order given; a kind that this version does not know is left out."""
    return [text for text in (_sentence(reason, words) for reason in reasons) if text]


def why_line(reasons: Sequence[Reason], words: Words) -> str:
    """All reasons as one line, parted by semicolons."""
    return "; ".join(reason_sentences(reasons, words))


def _sentence(reason: Reason, words: Words) -> str:
    value = reason.value
    mark = words.quoted
    match reason.kind:
        case "word":
            return words.tr("{word} stands in both", word=mark(value("title")))
        case "stem":
            return words.tr("{title} meets {story}", title=mark(value("title")), story=mark(value("story")))
        case "compound":
            return words.tr("{title} is part of {story}", title=mark(value("title")), story=mark(value("story")))
        case "translation":
            return words.tr(
                "{title} is {story} in the story’s language", title=mark(value("title")), story=mark(value("story"))
            )
        case "synonym":
            return words.tr("{title} means {story}", title=mark(value("title")), story=mark(value("story")))
        case "tag":
            return words.tr("{word} is one of its tags", word=mark(value("title")))
        case "meaning":
            return {
                "strong": words.tr("it speaks of the same thing in other words"),
                "fair": words.tr("its subject is near"),
            }.get(value("degree"), "")
        case "language":
            return words.tr("it is told in another language")
        case "age":
            return words.trn("{n} day old", "{n} days old", int(value("days") or 0))
        case "shown":
            count = int(value("times") or 0)
            return words.trn("shown once before", "shown {n} times before", count) if count else words.tr("never shown")
        case "verified":
            return words.tr("its source is known")
        case "search":
            return words.tr("found by your own search")
        case _:
            return ""
