"""Why a story stands where it stands: plain data, from which a window makes sentences in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from emptychair.matching.coverage import counts_in
from emptychair.matching.documents import Document, tokens
from emptychair.matching.query import Alternative, Query, Word

Kind = Literal["word", "stem", "compound", "translation", "synonym", "tag", "meaning", "language", "second"]
Cause = Literal["far", "older", "undated", "worn", "language", "unverified", "customer"]

MOST_WORDS: Final = 4
"""Reasons by words; a facilitator reads them out in one breath."""
STRONG_MEANING: Final = 0.35
FAIR_MEANING: Final = 0.25
"""Cosines. Of generic titles with their first story, 2 in 100 reach the strong one and 13 the fair; of titles that a
demo story fits, 22 and 57."""


@dataclass(frozen=True, slots=True)
class Reason:
    """`values` by kind:

    word, stem, compound, translation, synonym: title, story (the words as written; of a compound, `title` is the
    part and `story` the whole, wherever they stand); tag: title (the tag); meaning: degree ("strong" or "fair");
    language: language (of the story); second: cause (why another one was chosen).
    """

    kind: Kind
    values: tuple[tuple[str, str], ...] = ()


def explain(
    query: Query,
    matched: frozenset[str],
    nearness: float,
    document: Document,
    written: Mapping[str, str],
    language: str | None,
) -> tuple[Reason, ...]:
    """The reasons in the order in which one would say them.

    `written`: the `written_terms` of the document; `language`: that of the meeting.
    """
    found = [*_words(query, matched, document, written)]
    if nearness >= FAIR_MEANING:
        found.append(Reason("meaning", (("degree", "strong" if nearness >= STRONG_MEANING else "fair"),)))
    if language and document.language != language:
        found.append(Reason("language", (("language", document.language),)))
    return tuple(found)


def age(happened_on: str | None, today: date) -> int | None:
    """Days since an ISO date; the middle of the month or year where it stops there. None if it says nothing."""
    if not happened_on:
        return None
    year, _, rest = happened_on.partition("-")
    month, _, day = rest.partition("-")
    try:
        when = date(int(year), int(month or 7), int(day or (15 if month else 1)))
    except ValueError:
        return None
    return max(0, (today - when).days)


def _words(query: Query, matched: frozenset[str], document: Document, written: Mapping[str, str]) -> list[Reason]:
    tags = {tag.casefold(): tag for tag in document.tags}
    found: list[Reason] = []
    telling = [word for word in query.words if not word.weak]
    for word in telling or query.words:
        reason = _whole(word, matched, written, tags, document.language) or _in_parts(
            word, matched, written, document.language
        )
        if reason is not None and reason not in found:
            found.append(reason)
    return found[:MOST_WORDS]


def _whole(
    word: Word, matched: frozenset[str], written: Mapping[str, str], tags: Mapping[str, str], language: str
) -> Reason | None:
    if word.surface.casefold() in tags:
        return Reason("tag", (("title", tags[word.surface.casefold()]),))
    best = _strongest(word.alternatives, matched, language)
    if best is None or best.term not in written:
        return None
    story = written[best.term]
    if best.via != "word":
        return Reason(best.via, (("title", word.surface), ("story", story)))
    if story.casefold() == word.surface.casefold():
        return Reason("word", (("title", word.surface), ("story", story)))
    if len(story) >= len(word.surface) + 4 and word.parts == ():
        # The stem stands in the story as a part of a longer word.
        return Reason("compound", (("title", word.surface), ("story", story)))
    return Reason("stem", (("title", word.surface), ("story", story)))


def _in_parts(word: Word, matched: frozenset[str], written: Mapping[str, str], language: str) -> Reason | None:
    for part in reversed(word.parts):  # the last part of a compound says what it is
        best = _strongest(part, matched, language)
        if best is None or best.term not in written:
            continue
        story = written[best.term]
        if best.via == "word" and len(story) < len(word.surface):
            return Reason("compound", (("title", story), ("story", word.surface)))
        return Reason("stem" if best.via == "word" else best.via, (("title", word.surface), ("story", story)))
    return None


def _strongest(alternatives: tuple[Alternative, ...], matched: frozenset[str], language: str) -> Alternative | None:
    held = [one for one in alternatives if one.term in matched and counts_in(one.language, language)]
    return max(held, key=lambda one: one.weight, default=None)


def written_terms(document: Document) -> Mapping[str, str]:
    """Terms of the story as they are written in it; a word itself before a compound, the headline before the text."""
    words: dict[str, str] = {}
    parts: dict[str, str] = {}
    for field in (document.headline, document.text, *document.tags, document.customer, document.segment):
        for token in tokens(field, document.language):
            (words if token.via == "word" else parts).setdefault(token.stem, token.surface)
    return parts | words
