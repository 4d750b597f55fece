"""What the matcher sees of a story, and the terms it is found by.

A term is a word stem with umlauts and ß folded. A story is stemmed in its own language; the words of a title are
stemmed in both, because a title of one language may name what a story of the other calls the same (`App`, `Release`).
German compounds also give their parts: `Lieferzusagen` is found by `zusage`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from emptychair.matching.language import STOP
from emptychair.matching.stems import compound_parts, stems

MAX_TERMS: Final = 64
"""Different words of a title that are looked at; no honest title has more."""

_MOST_WORDS: Final = 60_000  # of a language; 10 MB
_WORD: Final = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[+#]+(?!\w)|(?:['’][^\W\d_]+)*)|[^\W_]+")
_THOUSANDS: Final = re.compile(r"(?<=\d)[.,](?=\d{3}(?:\D|$))")
_MAIL: Final = re.compile(r"\b([eE])-(?=[mM]ail)")


@dataclass(frozen=True, slots=True)
class Document:
    """A story as the matcher sees it; `key` is its row number in the store."""

    key: int
    language: str
    """"de" or "en"; any other is treated as English without stems of its own."""
    headline: str
    text: str
    tags: tuple[str, ...]
    customer: str
    segment: str
    happened_on: str | None
    """ISO date or the beginning of one (`2012-05`, `2008`)."""
    verified: bool
    sensitive: bool
    customer_key: str
    """The same for the same customer: one meeting shows each customer once. Empty: nobody known, never the same."""
    times_shown: int
    outcome: str
    kind: str


@dataclass(frozen=True, slots=True)
class Token:
    surface: str
    """As it is written in the text; for a part of a compound, the whole word."""
    stem: str
    via: Literal["word", "compound"]


def tokens(text: str, language: str | None) -> list[Token]:
    """The words of the text that carry meaning, in order, each followed by the parts of its German compound.

    Function words of the language are left out; of both languages where it is None.
    """
    stop = STOP.get(language or "", STOP["de"] | STOP["en"])
    stem = stems(language)
    found: list[Token] = []
    for surface in words(text):
        if surface.casefold().replace("’", "'") in stop or (len(surface) == 1 and not surface.isdigit()):
            continue
        whole = stem(bare(surface))
        found.append(Token(surface, whole, "word"))
        if language != "en":
            found.extend(Token(surface, part, "compound") for part in compound_parts(surface) if part != whole)
    return found


def words(text: str) -> list[str]:
    """The words and numbers of a text as written: `C++`, `don't` and `1.800` stay whole, hyphens part."""
    return _WORD.findall(_MAIL.sub(r"\1", text) if "-" in text else text)


def index_terms(document: Document) -> str:
    """All terms of the story, separated by blanks, for a full-text column that only splits at blanks.

    Terms of the headline and the tags come once more, so that a plain term count already prefers them.
    """
    terms = _terms(document.language)
    found = terms(document.headline)
    for tag in document.tags:
        found += terms(tag)
    found += found
    for field in (document.text, document.customer, document.segment):
        if field:
            found += terms(field)
    return " ".join(found)


class _Terms:
    """The stems of `tokens` alone, for a hundred thousand stories: a word is taken apart once."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._known: dict[str, tuple[str, ...]] = {}

    def __call__(self, text: str) -> list[str]:
        known = self._known
        found: list[str] = []
        for surface in words(text):
            told = known.get(surface)
            if told is None:
                told = tuple(token.stem for token in tokens(surface, self._language))
                if len(known) < _MOST_WORDS:
                    known[surface] = told
            found += told
        return found


@lru_cache(maxsize=8)
def _terms(language: str) -> _Terms:
    return _Terms(language)


def query_terms(title: str, language: str | None) -> list[str]:
    """The terms by which stories may be found for a title, each once, at most MAX_TERMS words' worth.

    Stems of the title's language, of the other one, and compound parts: any of them in `index_terms` is a match.
    """
    found: dict[str, None] = {}
    for token in tokens(title, language)[:MAX_TERMS]:
        found[token.stem] = None
        if token.via == "word":
            for spoken in ("de", "en"):
                found[stems(spoken)(bare(token.surface))] = None
    return list(found)


def bare(surface: str) -> str:
    """The word as stems take it: lower case, no genitive, no apostrophe, no thousands separator."""
    word = surface.casefold().replace("’", "'")
    if word[:1].isdigit():
        return _THOUSANDS.sub("", word)
    if "'" in word:
        word = word[:-2] if word.endswith("'s") else word.replace("'", "")
    return word
