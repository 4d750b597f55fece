"""Word stems, and the parts of German compounds.

Stems are Snowball's, with umlauts and ß folded, so that `Häuser`, `Haus` and `HAEUSER` meet.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Final

from emptychair.matching import resources

_FOLD: Final = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
# What German puts between the parts of a compound, the empty one first.
_LINKS: Final = ("", "s", "n", "en", "es", "er", "e")
_SHORTEST_COMPOUND: Final = 7
_LONGEST_WORD: Final = 60
"""Letters; what is longer is not a word of any language, and would only cost time."""
_SHORTEST_PART: Final = 3
_SHORTEST_UNLISTED: Final = 4
_LONG_TAIL: Final = 5
_NO_TAIL: Final = frozenset(
    {"haft", "haften", "tische", "tischen", "tischer", "ende", "enden", "end", "lose", "losen", "los", "engen", "enge"}
)
"""Endings of participles and adjectives that are also words: `wartende` is not the end of waiting."""


class Stemmer:
    """Call it with a lower-case word; numbers and mixtures such as `c++` come back as they are."""

    def __init__(self, algorithm: str | None) -> None:
        self._algorithm = algorithm
        self._known: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        known = self._known.get(word)
        if known is None:
            known = self._stem(word)
            if len(self._known) < 200_000:
                self._known[word] = known
        return known

    def _stem(self, word: str) -> str:
        if self._algorithm is None or not word.isalpha() or len(word) > _LONGEST_WORD:
            return word.translate(_FOLD)
        import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]

        stemmer: Any = snowballstemmer
        return str(stemmer.stemmer(self._algorithm).stemWord(word)).translate(_FOLD)


@cache
def stems(language: str | None) -> Stemmer:
    """The stemmer of a language, lower-case words in; it remembers the words it has seen."""
    return Stemmer({"de": "german", "en": "english"}.get(language or ""))


def compound_parts(word: str) -> tuple[str, ...]:
    """Stems of the parts of a German compound, in order; nothing for a word that is none or is listed whole.

    Parts must be listed. A noun, told by its capital, may begin with an unlisted part (`Italienurlaub`), if the rest is
    long enough to be no chance.
    """
    if not _SHORTEST_COMPOUND <= len(word) <= _LONGEST_WORD or not word.isalpha():
        return ()
    return _split(word.casefold(), word[0].isupper() and word[1:].islower())


@lru_cache(maxsize=50_000)
def _split(word: str, noun: bool) -> tuple[str, ...]:
    stem = stems("de")
    listed = _listed_parts()
    if stem(word) in listed:
        return ()
    cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    tails = [(cut, stem(word[cut:])) for cut in cuts if word[cut:] not in _NO_TAIL]
    # The longest listed ending wins: `Haltestelle`, not `Stelle`.
    tails = [(cut, tail) for cut, tail in tails if tail in listed]
    for cut, tail in tails:
        for link in _LINKS:
            head = word[:cut].removesuffix(link)
            if (link and len(head) == cut) or len(head) < _SHORTEST_PART:
                continue
            known = stem(head)
            if known in listed:
                return (known, tail)
            inner = _split(head, False) if len(head) >= _SHORTEST_COMPOUND else ()
            if inner:
                return (*inner, tail)
    if noun:
        for cut, tail in tails:
            if cut >= _SHORTEST_UNLISTED and len(word) - cut >= _LONG_TAIL:
                return (stem(word[:cut].removesuffix("s")), tail)
    return ()


@cache
def _listed_parts() -> frozenset[str]:
    stem = stems("de")
    found: set[str] = set()
    for line in resources.lines("compound_parts.de.txt"):
        found.update(stem(word.casefold()) for word in line.split())
    for line in resources.lines("glossary.tsv"):
        found.update(stem(word.casefold()) for word in line.split("\t")[0].split() if word.isalpha())
    return frozenset(part for part in found if len(part) >= _SHORTEST_PART)
