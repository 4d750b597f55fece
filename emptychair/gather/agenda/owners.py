"""Who an item belongs to: whether words look like a person, a role or a team, and not like a qualifier."""

from __future__ import annotations

import re
from enum import IntEnum

from emptychair.gather.agenda.names import FIRST_NAMES, PARTICLES, SURNAME_ENDINGS, SURNAMES
from emptychair.gather.agenda.words import (
    CALENDAR_WORDS,
    DEPARTMENTS,
    EVERYBODY,
    HONORIFICS,
    NOT_ROLES,
    QUALIFIERS,
    ROLE_ENDINGS,
    ROLE_WORDS,
)


class Likeness(IntEnum):
    """How much words look like an owner. MAYBE: capitalised, short, unknown; DEPARTMENT: "Vertrieb", "IT"."""

    NO = 0
    MAYBE = 1
    DEPARTMENT = 2
    ROLE = 3
    PERSON = 4


_SPLIT = re.compile(r"\s*(?:[,;/&+]|\bund\b|\band\b|\bmit\b|\bwith\b)\s*", re.IGNORECASE)
_NOT_A_NAME = re.compile(r"[?!%€$£=<>„“\"#]|\d|:\s|https?:")
_INITIALS = re.compile(r"[A-ZÄÖÜ]{2,3}|(?:[A-ZÄÖÜ]\.\s?){2,3}")
_INITIAL_AND_NAME = re.compile(r"(?:[A-ZÄÖÜ]\.\s?)+[A-ZÄÖÜ][\w’'-]+(?:-[A-ZÄÖÜ]\w+)?|[A-ZÄÖÜ][\w’'-]+,?\s[A-ZÄÖÜ]\.")
_TEAM_NUMBER = re.compile(
    r"\b(?:team|abt\.?|abteilung|squad|gruppe|group|referat|dezernat|fb|tribe)\s?\w?\d{1,2}\b", re.IGNORECASE
)


def likeness(text: str) -> Likeness:
    """How much `text` looks like an owner; several names count as their best where none of them is a qualifier."""
    text = text.strip().strip("*_").strip()
    if not text or len(text) > 70:
        return Likeness.NO
    if text.startswith("@") and len(text) > 1:
        return Likeness.PERSON
    if text.lower() in EVERYBODY:
        return Likeness.ROLE
    whole = _one(text)
    parts = [part for part in _SPLIT.split(text) if part]
    if whole > Likeness.MAYBE or not 2 <= len(parts) <= 6:
        return whole
    found = [Likeness.ROLE if part.lower() in EVERYBODY else _one(part) for part in parts]
    if min(found) is Likeness.NO:
        return Likeness.NO
    return max(found)


def _one(text: str) -> Likeness:
    text = re.sub(r"\s*\([^()]*\)$", "", text)  # "Frau Kaya (Vertrieb)"
    if _TEAM_NUMBER.search(text):
        return Likeness.ROLE
    if _NOT_A_NAME.search(text) or not text or not text[0].isalpha():
        return Likeness.NO
    words = text.split()
    lower = [word.lower().strip(".,") for word in words]
    if lower[0] in HONORIFICS and len(words) > 1 and words[1][0].isupper():
        return Likeness.PERSON if len(words) <= 6 else Likeness.NO
    if _INITIAL_AND_NAME.fullmatch(text):
        return Likeness.PERSON
    if lower[0] in {"van", "de", "del", "di", "da", "el", "al"} and len(words) > 1 and words[-1][0].isupper():
        return Likeness.PERSON if len(words) <= 4 else Likeness.NO
    if not text[0].isupper():
        return Likeness.PERSON if len(words) == 1 and lower[0] in FIRST_NAMES and len(lower[0]) > 3 else Likeness.NO
    if len(words) > 6:
        return Likeness.NO
    if lower[0] in CALENDAR_WORDS and len(words) == 1:
        return Likeness.NO
    if _is_person(words, lower):
        return Likeness.PERSON
    if _is_role(words, lower):
        return Likeness.ROLE
    if any(word in QUALIFIERS or word in CALENDAR_WORDS for word in lower):
        return Likeness.NO
    if len(words) <= 3 and any(word in DEPARTMENTS for word in lower) and all(_capital(word) for word in words):
        return Likeness.DEPARTMENT
    if _INITIALS.fullmatch(text):
        return Likeness.MAYBE
    if len(words) <= 3 and all(_capital(word) or word.lower() in PARTICLES for word in words):
        return Likeness.MAYBE
    return Likeness.NO


def _capital(word: str) -> bool:
    return word[:1].isupper() or word in {"&", "und", "and", "of"}


def _is_person(words: list[str], lower: list[str]) -> bool:
    if len(words) > 4 or not all(_capital(word) or low in PARTICLES for word, low in zip(words, lower, strict=True)):
        return False
    first = re.split(r"[-’']", lower[0])[0]
    known = lower[0] in FIRST_NAMES or first in FIRST_NAMES
    if len(words) == 1:
        return known or _is_surname(lower[0])
    others = [word for word in lower[1:] if word not in PARTICLES]
    if known:
        return not any(word in QUALIFIERS or word in CALENDAR_WORDS or word in ROLE_WORDS for word in others)
    return (
        len(words) <= 3
        and _is_surname(lower[-1])
        and lower[0] not in QUALIFIERS
        and not lower[0].endswith(("e", "en", "er", "es", "em"))
    )


def _is_surname(word: str) -> bool:
    parts = word.split("-")
    if len(parts) > 1:
        return all(part in SURNAMES for part in parts)
    return word in SURNAMES or (len(word) > 6 and word.endswith(SURNAME_ENDINGS))


def _is_role(words: list[str], lower: list[str]) -> bool:
    if not all(_capital(word) or low in _SMALL_WORDS for word, low in zip(words, lower, strict=True)):
        return False
    if lower[0] in {"neue", "neuer", "neues", "new"}:
        return False
    return any(
        word in ROLE_WORDS
        or any(part in ROLE_WORDS for part in word.split("-"))
        or (len(word) > 7 and word.endswith(ROLE_ENDINGS) and word not in NOT_ROLES)
        for word in lower
    )


_SMALL_WORDS = frozenset(
    "of for the und and & der des die das für im in vom von".split()  # noqa: SIM905
)
