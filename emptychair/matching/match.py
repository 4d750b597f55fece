"""The one right story for an agenda item, two alternates, or an empty chair; and a whole agenda at once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from emptychair.domain.story import Direction, direction
from emptychair.matching.documents import Document
from emptychair.matching.language import detect
from emptychair.matching.library import Library, Ranking, Scored
from emptychair.matching.reasons import Cause, Reason, age, explain

__all__ = ["Candidate", "Match", "Reason", "Rules", "Verdict", "match", "plan"]

STRONG: Final = 1.9
POSSIBLE: Final = 0.65
"""Standard deviations over the best story of generic titles (see library.py). Of 161 items of 19 agendas over the demo
library, those without a story: 1 in 8 reaches `possible`, 1 in 30 `strong`; those with one: 15 in 16 and 2 in 3."""
BAND: Final = 0.06
"""Relevance within which a fresher, less worn story may come first; a quarter of the spread among good matches."""
HALF_LIFE: Final = 180.0
"""Days; an anecdote of half a year counts half as fresh as one of today."""
WORN: Final = 0.3
SAME_LANGUAGE: Final = 0.2
VERIFIED: Final = 0.05
"""Known provenance breaks ties; as a filter it costs four points of first stories right."""
SHORT_TITLE: Final = 12
"""Letters below which a title's language is a guess, and the meeting's the better one."""


class Verdict(StrEnum):
    """Whether to trust the chosen story: yes; only after a look; or rather show the chair alone."""

    STRONG = "strong"
    POSSIBLE = "possible"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be chosen. Sensitive stories never are, whatever stands here."""

    today: date
    exclude: frozenset[int] = frozenset()
    """Keys that are out: not cleared, without consent, shown to this audience lately."""
    used_customers: frozenset[str] = frozenset()
    """Customer keys that this meeting has heard already."""
    meeting_language: str | None = None
    """Stories told in it come first among equals; read for titles whose own language cannot be told."""
    limit: int = 10
    """Length of `Match.ranked`."""
    alternates: int = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    key: int
    relevance: float
    """Comparable within one title only."""
    z: float
    """Comparable between titles of one library; STRONG and POSSIBLE are its thresholds."""
    reasons: tuple[Reason, ...]
    fits: bool = False
    """It stands out enough to be shown."""
    band: bool = False
    """As near as the best, give or take: among these the choice was made, and a lot may be drawn."""


@dataclass(frozen=True, slots=True)
class Match:
    """With verdict none, nothing is chosen and the alternates are the three nearest, for a person to choose from."""

    title: str
    language: str | None
    verdict: Verdict
    chosen: Candidate | None
    alternates: tuple[Candidate, ...]
    ranked: tuple[Candidate, ...]
    """The best by relevance alone, among what the rules allow."""
    sides: tuple[Candidate, ...] = ()
    """The nearest that fit and criticise, and the nearest that fit and praise; a side that nobody takes is missing."""


@dataclass(frozen=True, slots=True)
class _Pick:
    scored: Scored
    z: float
    verdict: Verdict


def match(
    library: Library, title: str, *, language: str | None = None, rules: Rules, everything: bool = False
) -> Match:
    """The answer for one title; raises nothing, whatever the title.

    `language`: of the title, "de" or "en"; detected where it is None. `everything`: a person's own search; sensitive
    stories and used customers are ranked too.
    """
    ranking = _rank(library, title, language, rules)
    pool = list(ranking.scored) if everything else _pool(library, ranking, rules)
    pick = _pick(library, ranking, pool, rules)
    return _answer(library, title, ranking, pool, pick, rules)


def plan(library: Library, titles: Sequence[str], *, rules: Rules) -> list[Match]:
    """A whole agenda, in the order of the titles: no story and no customer twice.

    The item that a story fits best gets it, not the first that could use it; the others get their next best, judged
    anew: it may be none.
    """
    rankings = [_rank(library, title, None, rules) for title in titles]
    picks: dict[int, _Pick] = {}
    current = rules
    while True:
        best: tuple[int, _Pick] | None = None
        for place, ranking in enumerate(rankings):
            if place in picks:
                continue
            pick = _pick(library, ranking, _pool(library, ranking, current), current)
            if pick is not None and (best is None or pick.z > best[1].z):
                best = (place, pick)
        if best is None:
            break
        picks[best[0]] = best[1]
        current = _used(library, current, [best[1]])
    answers: list[Match] = []
    for place, (title, ranking) in enumerate(zip(titles, rankings, strict=True)):
        others = _used(library, rules, [pick for other, pick in picks.items() if other != place])
        pool = _pool(library, ranking, others)
        answers.append(_answer(library, title, ranking, pool, picks.get(place), others))
    return answers


def _rank(library: Library, title: str, language: str | None, rules: Rules) -> Ranking:
    known = language or _language(title, rules.meeting_language)
    return library.rank(title, known, rules.exclude)


def _language(title: str, of_meeting: str | None) -> str | None:
    if of_meeting and sum(map(str.isalpha, title[:SHORT_TITLE])) < SHORT_TITLE - 2 and len(title) < SHORT_TITLE:
        return of_meeting
    return detect(title) or of_meeting


def _pool(library: Library, ranking: Ranking, rules: Rules) -> list[Scored]:
    allowed: list[Scored] = []
    for scored in ranking.scored:
        document = library.document(scored.key)
        used = bool(document.customer_key) and document.customer_key in rules.used_customers
        if not used and not document.sensitive and scored.key not in rules.exclude:
            allowed.append(scored)
    return allowed


def _used(library: Library, rules: Rules, picks: Sequence[_Pick]) -> Rules:
    keys = {pick.scored.key for pick in picks}
    customers = {library.document(key).customer_key for key in keys} - {""}
    return replace(rules, exclude=rules.exclude | keys, used_customers=rules.used_customers | customers)


def _pick(library: Library, ranking: Ranking, pool: Sequence[Scored], rules: Rules) -> _Pick | None:
    """The story to show, or None for an empty chair: the preferred one within the band of the most relevant."""
    if not pool:
        return None
    best = pool[0].relevance
    fit = [one for one in pool if one.relevance >= best - BAND and library.z(ranking, one.plain) >= POSSIBLE]
    if not fit:
        return None
    chosen = max(fit, key=lambda one: (_preference(library.document(one.key), one.relevance - best, rules), -one.key))
    z = library.z(ranking, chosen.plain)
    return _Pick(chosen, z, Verdict.STRONG if z >= STRONG else Verdict.POSSIBLE)


def _preference(document: Document, behind: float, rules: Rules) -> float:
    return sum(_merits(document, behind, rules).values())


def _merits(document: Document, behind: float, rules: Rules) -> dict[Cause, float]:
    """What speaks for a story of the band, each under the name of what it is to lack it."""
    days = age(document.happened_on, rules.today)
    return {
        "far": 5 * behind,
        "older": 0.0 if days is None else 2 ** (-days / HALF_LIFE),
        "worn": -WORN * math.log2(1 + max(0, document.times_shown)),
        "language": SAME_LANGUAGE if document.language == rules.meeting_language else 0.0,
        "unverified": VERIFIED if document.verified else 0.0,
    }


def _second(library: Library, chosen: Scored, other: Scored, best: float, rules: Rules) -> Cause | None:
    """Why not the other: what it lacks most beside the chosen one; None if nothing."""
    first, second = library.document(chosen.key), library.document(other.key)
    if first.customer_key and first.customer_key == second.customer_key:
        return "customer"
    ours, theirs = _merits(first, chosen.relevance - best, rules), _merits(second, other.relevance - best, rules)
    cause = max(ours, key=lambda name: ours[name] - theirs[name])
    if ours[cause] <= theirs[cause]:
        return None
    return "undated" if cause == "older" and age(second.happened_on, rules.today) is None else cause


def _answer(
    library: Library, title: str, ranking: Ranking, pool: Sequence[Scored], pick: _Pick | None, rules: Rules
) -> Match:
    best = pool[0].relevance if pool else 0.0

    def candidate(scored: Scored) -> Candidate:
        document = library.document(scored.key)
        language = rules.meeting_language or ranking.query.language
        written = library.written(scored.key)
        reasons = explain(ranking.query, scored.matched, scored.nearness, document, written, language)
        z = library.z(ranking, scored.plain)
        fits = z >= POSSIBLE
        return Candidate(scored.key, scored.relevance, z, reasons, fits, fits and scored.relevance >= best - BAND)

    def told(scored: Scored) -> Candidate:
        one = candidate(scored)
        if pick is None or scored.key == pick.scored.key:
            return one
        cause = _second(library, pick.scored, scored, best, rules) if one.band else "far"
        return replace(one, reasons=(*one.reasons, Reason("second", (("cause", cause),)))) if cause else one

    ranked = tuple(told(scored) for scored in pool[: max(rules.limit, rules.alternates + 1)])
    known = {one.key: one for one in ranked}
    sides = tuple(
        one
        for side in (Direction.CRITICAL, Direction.POSITIVE)
        if (found := _first_of(library, pool, side)) is not None and (one := known.get(found.key) or told(found)).fits
    )
    if pick is None:
        nearest = ranked[: rules.alternates + 1]
        return Match(title, ranking.query.language, Verdict.NONE, None, nearest, ranked[: rules.limit], sides)
    chosen = known.get(pick.scored.key) or candidate(pick.scored)
    alternates = tuple(one for one in ranked if one.key != chosen.key)[: rules.alternates]
    return Match(title, ranking.query.language, pick.verdict, chosen, alternates, ranked[: rules.limit], sides)


def _first_of(library: Library, pool: Sequence[Scored], side: Direction) -> Scored | None:
    for scored in pool:
        document = library.document(scored.key)
        if direction(document.kind, document.outcome) is side:
            return scored
    return None
