"""What the matcher sees of a story, and the terms it is found by.

A term is a word stem with umlauts and ß folded. A story is stemmed in its own language; the words of a title are
stemmed in both, because a title of one language may name what a story of the other calls the same (`App`, `Release`).
German compounds also give their parts: `Lieferzusagen` is found by `zusage`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from emptychair.matching import resources
from emptychair.matching.language import STOP

MAX_TERMS: Final = 64
"""Different words of a title that are looked at; no honest title has more."""

_WORD: Final = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[+#]+(?!\w)|(?:['’][^\W\d_]+)*)|[^\W_]+")
_FOLD: Final = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_THOUSANDS: Final = re.compile(r"(?<=\d)[.,](?=\d{3}(?:\D|$))")
_MAIL: Final = re.compile(r"\b([eE])-(?=[mM]ail)")

# What German puts between the parts of a compound, the empty one first.
_LINKS: Final = ("", "s", "n", "en", "es", "er", "e")
_SHORTEST_COMPOUND: Final = 7
_SHORTEST_PART: Final = 3


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
        plain = surface.casefold().replace("’", "'")
        if plain in stop or (len(plain) == 1 and not plain.isdigit()):
            continue
        whole = stem(_bare(plain))
        found.append(Token(surface, whole, "word"))
        if language != "en":
            found.extend(Token(surface, part, "compound") for part in compound_parts(plain) if part != whole)
    return found


def words(text: str) -> list[str]:
    """The words and numbers of a text as written: `C++`, `don't` and `1.800` stay whole, hyphens part."""
    return _WORD.findall(_MAIL.sub(r"\1", text))


def index_terms(document: Document) -> str:
    """All terms of the story, separated by blanks, for a full-text column that only splits at blanks.

    Terms of the headline and the tags come once more, so that a plain term count already prefers them.
    """
    found = [token.stem for token in tokens(document.headline, document.language)]
    for tag in document.tags:
        found.extend(token.stem for token in tokens(tag, document.language))
    found += found
    for field in (document.text, document.customer, document.segment):
        found.extend(token.stem for token in tokens(field, document.language))
    return " ".join(found)


def query_terms(title: str, language: str | None) -> list[str]:
    """The terms by which stories may be found for a title, each once, at most MAX_TERMS words' worth.

    Stems of the title's language, of the other one, and compound parts: any of them in `index_terms` is a match.
    """
    found: dict[str, None] = {}
    for token in tokens(title, language)[:MAX_TERMS]:
        found[token.stem] = None
    for other in ("de", "en"):
        if other != language:
            for token in tokens(title, other)[:MAX_TERMS]:
                if token.via == "word":
                    found[token.stem] = None
    return list(found)


class _Stemmer:
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
        if self._algorithm is None or not word.isalpha():
            return word.translate(_FOLD)
        import snowballstemmer

        return snowballstemmer.stemmer(self._algorithm).stemWord(word).translate(_FOLD)


@cache
def stems(language: str | None) -> _Stemmer:
    """The stemmer of a language, lower-case words in; it remembers the words it has seen."""
    return _Stemmer({"de": "german", "en": "english"}.get(language or ""))


def compound_parts(word: str) -> tuple[str, ...]:
    """Stems of the parts of a German compound, in order; nothing for a word that is none or is listed whole.

    A part must be listed; the first one may be unlisted when what follows is long enough to be no chance.
    """
    if len(word) < _SHORTEST_COMPOUND or not word.isalpha():
        return ()
    return _split(word)


@cache
def _split(word: str) -> tuple[str, ...]:
    stem = stems("de")
    listed = _listed_parts()
    if stem(word) in listed:
        return ()
    # The longest listed ending wins: `Haltestelle`, not `Stelle`.
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        tail = stem(word[cut:])
        if tail not in listed or len(word) - cut < _SHORTEST_PART:
            continue
        head = word[:cut]
        for link in _LINKS:
            if not head.endswith(link) or len(head) - len(link) < _SHORTEST_PART:
                continue
            bare = head[: len(head) - len(link)] if link else head
            known = stem(bare)
            if known in listed:
                return (known, tail)
            inner = _split(bare) if len(bare) >= _SHORTEST_COMPOUND else ()
            if inner:
                return (*inner, tail)
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


def _bare(word: str) -> str:
    if word[0].isdigit():
        return _THOUSANDS.sub("", word)
    if "'" in word:
        word = word[:-2] if word.endswith("'s") else word.replace("'", "")
    return word
