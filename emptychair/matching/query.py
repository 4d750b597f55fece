"""A title taken apart: its words, and for each word the terms by which a story may answer it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from emptychair.matching.documents import MAX_TERMS, tokens
from emptychair.matching.glossary import Glossary

Via = Literal["word", "translation", "synonym"]

MAX_LENGTH: Final = 500
"""Characters of a title that are read; what is longer is a text, and its beginning says enough."""

TRANSLATION: Final = 0.8
SYNONYM: Final = 0.5
"""Of the weight of the word itself; flat between .7 and .9, and between .5 and .7, on all sets tried."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A term of the index that answers a word of the title, at a share of its weight."""

    term: str
    weight: float
    via: Via


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a title; `parts` are those of a German compound, each with its own alternatives."""

    surface: str
    stem: str
    alternatives: tuple[Alternative, ...]
    parts: tuple[tuple[Alternative, ...], ...]


@dataclass(frozen=True, slots=True)
class Query:
    title: str
    language: str | None
    words: tuple[Word, ...]

    def terms(self) -> frozenset[str]:
        """Every term by which a story may be found."""
        alternatives = (found for word in self.words for group in (word.alternatives, *word.parts) for found in group)
        return frozenset(found.term for found in alternatives)


def parse(title: str, language: str | None, glossary: Glossary) -> Query:
    """The title's words with all that may stand for them; words of both languages where the language is None."""
    title = title[:MAX_LENGTH]
    stems_of_others = _stems_in_other_languages(title, language)
    words: dict[str, Word] = {}
    for token in tokens(title, language):
        if token.via == "word":
            if token.stem in words or len(words) == MAX_TERMS:
                continue
            others = stems_of_others.get(token.surface, ())
            words[token.stem] = Word(
                token.surface, token.stem, _alternatives(token.stem, others, language, glossary), ()
            )
        elif words:
            stem, word = next(reversed(words.items()))
            if word.surface == token.surface:
                part = _alternatives(token.stem, (), language, glossary)
                words[stem] = Word(word.surface, word.stem, word.alternatives, (*word.parts, part))
    return Query(title, language, tuple(words.values()))


def _stems_in_other_languages(title: str, language: str | None) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for other in ("de", "en"):
        if other != language:
            for token in tokens(title, other):
                if token.via == "word":
                    found[token.surface] = (*found.get(token.surface, ()), token.stem)
    return found


def _alternatives(
    stem: str, others: tuple[str, ...], language: str | None, glossary: Glossary
) -> tuple[Alternative, ...]:
    found: dict[str, Alternative] = {}

    def add(term: str, weight: float, via: Via) -> None:
        if term not in found or found[term].weight < weight:
            found[term] = Alternative(term, weight, via)

    for term in (stem, *others):
        add(term, 1.0, "word")
    for known in ("de", "en") if language is None else (language,):
        for own in {stem, *others} if language is None else {stem}:
            for term in glossary.translations.get(known, {}).get(own, ()):
                add(term, TRANSLATION, "translation")
            for term in glossary.synonyms.get(known, {}).get(own, ()):
                add(term, SYNONYM, "synonym")
    return tuple(found.values())
