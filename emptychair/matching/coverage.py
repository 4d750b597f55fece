"""How much of a title a story answers by its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from emptychair.matching.query import LANGUAGES, Alternative, Query, Word

COMPOUND: Final = 0.8
"""What a match of all parts of a compound is worth beside a match of the word."""
PARTS_ALONE: Final = 0.7
"""Weight of a compound that no story holds as a whole, of the sum of its parts' weights."""
UNKNOWN: Final = 5.0
"""Weight of a word that no story holds in any form: as rare as a word of one story in two hundred."""

WEAK: Final = 0.5
ENOUGH: Final = 1000
LEAST: Final = 3.0
"""Weight of the words of a title at least: that of one word of a few stories."""


class Coverage:
    """Weighs the words of a title once, then answers for one story after the other."""

    def __init__(self, query: Query, rarity: Mapping[str, float], size: int) -> None:
        """`rarity`: the inverse document frequency of every term of the query, 0 for one that no story holds.

        `size` of the library: the fewer stories, the less their frequencies know, and the more a list of words that
        say little anywhere.
        """
        weak = WEAK + (1 - WEAK) * min(1.0, size / ENOUGH)
        self._words = [_Weighed(word, rarity, weak if word.weak else 1.0) for word in query.words]
        # A title of weak words alone is hardly answered by one of them.
        self._total = max(LEAST, sum(word.share * (word.weight or UNKNOWN) for word in self._words))

    def __call__(self, matched: frozenset[str], language: str) -> float:
        """From 0 to 1: the share of the title, rare words counting more, that a story with these terms answers."""
        if not matched:
            return 0.0
        return sum(word.share * word.answered(matched, language) for word in self._words) / self._total


class _Weighed:
    def __init__(self, word: Word, rarity: Mapping[str, float], share: float) -> None:
        self.share = share
        whole = rarity.get(word.stem, 0.0)
        self.weight = whole or _rarest(word.alternatives, rarity)
        parts = [(part, rarity[part[0].term] or _rarest(part, rarity) or UNKNOWN / 2) for part in word.parts]
        self._parts_weight = sum(weight for _, weight in parts)
        if parts and not whole:
            self.weight = max(self.weight, PARTS_ALONE * self._parts_weight)
        self._values = _values(word.alternatives, rarity, self.weight)
        self._parts = [_values(part, rarity, weight) for part, weight in parts]

    def answered(self, matched: frozenset[str], language: str) -> float:
        value = _best(self._values, matched, language)
        if self._parts:
            parts = sum(_best(values, matched, language) for values in self._parts)
            value = max(value, COMPOUND * self.weight * parts / self._parts_weight)
        return value


_Value = tuple[str, str, float]
"""Term, language of the stories in which it counts, value there."""


def _values(alternatives: Sequence[Alternative], rarity: Mapping[str, float], most: float) -> Sequence[_Value]:
    # A common stand-in for a rare word is worth no more than it is rare itself.
    held = [
        (one.term, one.language, one.weight * min(rarity[one.term], most)) for one in alternatives if rarity[one.term]
    ]
    return sorted(held, key=lambda one: -one[2])


def _best(values: Sequence[_Value], matched: frozenset[str], language: str) -> float:
    fits = (value for term, spoken, value in values if term in matched and counts_in(spoken, language))
    return next(fits, 0.0)


def counts_in(spoken: str, language: str) -> bool:
    """Whether a term of one language counts in a story of another: stories of a third language take any."""
    return spoken == language or language not in LANGUAGES


def _rarest(alternatives: Sequence[Alternative], rarity: Mapping[str, float]) -> float:
    return max((rarity[one.term] for one in alternatives), default=0.0)
