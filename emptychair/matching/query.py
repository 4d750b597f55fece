"""A title taken apart: its words, and for each word the terms by which a story may answer it.

Stories of both languages stand in one index, and stems of one language look like stems of the other (`Termin` and
`terminal`). So every term says in which stories it counts: the stem by a language's rules in the stories of that
language, a translation in those of the other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from emptychair.matching import resources
from emptychair.matching.documents import MAX_TERMS, Token, bare, tokens
from emptychair.matching.glossary import Glossary
from emptychair.matching.stems import stems

Via = Literal["word", "translation", "synonym"]

MAX_LENGTH: Final = 500
"""Characters of a title that are read; what is longer is a text, and its beginning says enough."""

LANGUAGES: Final = ("de", "en")
TRANSLATION: Final = 0.8
SYNONYM: Final = 0.5
"""Of the weight of the word itself; flat between .7 and .9, and between .5 and .7, on all sets tried."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A term of the index that answers a word of the title, in stories of a language, at a share of its weight."""

    term: str
    language: str
    weight: float
    via: Via


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a title; `parts` are those of a German compound, each with its own alternatives."""

    surface: str
    stem: str
    alternatives: tuple[Alternative, ...]
    parts: tuple[tuple[Alternative, ...], ...]
    weak: bool
    """Says little anywhere (`new`, `week`), however rare it is in this library."""


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
    words: dict[str, Word] = {}
    for token in tokens(title, language):
        if token.via == "word":
            if token.stem not in words and len(words) < MAX_TERMS:
                weak = _is_weak(token.surface, language)
                words[token.stem] = Word(token.surface, token.stem, _whole(token, language, glossary), (), weak)
        elif words:
            stem, word = next(reversed(words.items()))
            if word.surface == token.surface:
                words[stem] = replace(word, parts=(*word.parts, _part(token, glossary)))
    return Query(title, language, tuple(words.values()))


def _whole(token: Token, language: str | None, glossary: Glossary) -> tuple[Alternative, ...]:
    plain = bare(token.surface)
    found: dict[tuple[str, str], Alternative] = {}
    for spoken in LANGUAGES:
        _add(found, Alternative(stems(spoken)(plain), spoken, 1.0, "word"))
    for spoken in LANGUAGES if language is None else (language,):
        _add_stand_ins(found, stems(spoken)(plain), spoken, glossary)
    return tuple(found.values())


def _part(token: Token, glossary: Glossary) -> tuple[Alternative, ...]:
    found: dict[tuple[str, str], Alternative] = {}
    for spoken in LANGUAGES:
        _add(found, Alternative(token.stem, spoken, 1.0, "word"))
    _add_stand_ins(found, token.stem, "de", glossary)
    return tuple(found.values())


def _add_stand_ins(found: dict[tuple[str, str], Alternative], stem: str, language: str, glossary: Glossary) -> None:
    for other in LANGUAGES:
        if other != language:
            for term in glossary.translations.get(language, {}).get(stem, ()):
                _add(found, Alternative(term, other, TRANSLATION, "translation"))
    for term in glossary.synonyms.get(language, {}).get(stem, ()):
        _add(found, Alternative(term, language, SYNONYM, "synonym"))


def _add(found: dict[tuple[str, str], Alternative], new: Alternative) -> None:
    held = found.get((new.term, new.language))
    if held is None or held.weight < new.weight:
        found[new.term, new.language] = new


def _is_weak(surface: str, language: str | None) -> bool:
    plain = bare(surface)
    return any(stems(spoken)(plain) in _weak(spoken) for spoken in (LANGUAGES if language is None else (language,)))


@cache
def _weak(language: str) -> frozenset[str]:
    words = " ".join(resources.lines(f"weak_words.{language}.txt")).split()
    return frozenset(stems(language)(word) for word in words)
