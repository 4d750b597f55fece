"""Word stems, and the parts of German compounds.

Stems are Snowball's, with umlauts and ß folded, so that `Häuser`, `Haus` and `HAEUSER` meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, Final

from emptychair.matching import resources

_FOLD: Final = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_INFLECTIONS: Final = frozenset({"", "n", "en", "s", "es", "e", "er", "ern", "innen", "in", "se", "sen"})
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
    # The longest listed ending wins: `Haltestelle`, not `Stelle`.
    tails = [(cut, stem(word[cut:])) for cut in cuts if _is_noun(word[cut:])]
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


def _is_noun(tail: str) -> bool:
    """Whether it is a listed word as a noun is inflected: `meldungen` is one, the `meldet` of `gemeldet` is not."""
    if tail in _NO_TAIL:
        return False
    written = _listed_words().get(stems("de")(tail), ())
    plain = tail.translate(_FOLD)
    return any(plain.startswith(word) and plain[len(word) :] in _INFLECTIONS for word in written)


@cache
def _listed_parts() -> frozenset[str]:
    return frozenset(_listed_words())


@cache
def _listed_words() -> Mapping[str, tuple[str, ...]]:
    """The listed parts by stem, as they are written, umlauts folded."""
    lines = [*resources.lines("compound_parts.de.txt")]
    lines += [line.split("\t")[0] for line in resources.lines("glossary.tsv")]
    found: dict[str, tuple[str, ...]] = {}
    for word in " ".join(lines).casefold().split():
        stem = stems("de")(word)
        if word.isalpha() and len(stem) >= _SHORTEST_PART:
            found[stem] = (*found.get(stem, ()), word.translate(_FOLD))
    return found
