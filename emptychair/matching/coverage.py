"""How much of a title a story answers by its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from emptychair.matching.query import Alternative, Query, Word

COMPOUND: Final = 0.8
"""What a match of all parts of a compound is worth beside a match of the word."""
PARTS_ALONE: Final = 0.7
"""Weight of a compound that no story holds as a whole, of the sum of its parts' weights."""
UNKNOWN: Final = 5.0
"""Weight of a word that no story holds in any form: as rare as a word of one story in two hundred."""


def coverage(query: Query, matched: frozenset[str], rarity: Mapping[str, float]) -> float:
    """From 0 to 1: the share of the title that a story with these terms answers.

    `rarity`: the inverse document frequency of every term of the query, 0 for one that no story holds.
    """
    total = answered = 0.0
    for word in query.words:
        weight, value = _answer(word, matched, rarity)
        total += weight
        answered += value
    return answered / total if total else 0.0


def _answer(word: Word, matched: frozenset[str], rarity: Mapping[str, float]) -> tuple[float, float]:
    """The weight of the word, and how much of it the story answers."""
    weight = rarity[word.stem] or _rarest(word.alternatives, rarity)
    parts_weight = parts_value = 0.0
    for alternatives in word.parts:
        part_weight = rarity[alternatives[0].term] or _rarest(alternatives, rarity) or UNKNOWN / 2
        parts_weight += part_weight
        parts_value += _best(alternatives, matched, rarity, part_weight)
    if parts_weight and not rarity[word.stem]:
        weight = max(weight, PARTS_ALONE * parts_weight)
    value = _best(word.alternatives, matched, rarity, weight)
    if parts_weight:
        value = max(value, COMPOUND * weight * parts_value / parts_weight)
    return weight or UNKNOWN, value


def _rarest(alternatives: Sequence[Alternative], rarity: Mapping[str, float]) -> float:
    return max((rarity[one.term] for one in alternatives), default=0.0)


def _best(
    alternatives: Sequence[Alternative], matched: frozenset[str], rarity: Mapping[str, float], most: float
) -> float:
    # A common stand-in for a rare word is worth no more than it is rare itself.
    values = (one.weight * min(rarity[one.term], most) for one in alternatives if one.term in matched)
    return max(values, default=0.0)
