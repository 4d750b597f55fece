"""The figures in a story's facts: "25% came back" is told faster as a large 25% over "came back"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_ABOUT = r"(?:about|nearly|almost|over|up to|under|more than|less than|rund|etwa|fast|knapp|unter|über|bis zu|mehr als)"
_UNIT = (
    r"(?:%|ms|s|min|h|km|kg|€|\$|£|(?:(?:million|billion|Mio\.|Mrd\.|Millionen) )?(?:dollars?|euros?|Euro|pounds?)|"
    r"million|billion|Millionen|Stunden?|Minuten?|Tagen?|Tage|Wochen?|Monaten?|Monate|Jahren?|Jahre|Prozent|"
    r"hours?|minutes?|days?|weeks?|months?|years?|percent)(?![\w])"
)
_NUMBER = r"[+\-−~≈<>]?(?:\$|€|£)?\d[\d.,]*\d|[+\-−~≈<>]?(?:\$|€|£)?\d"
_FIGURE = rf"(?:{_ABOUT} )?(?:{_NUMBER})\+?(?:(?:(?: to | bis |[-–])(?:{_NUMBER}))?[ \u00a0]?{_UNIT})?"
_FIRST = re.compile(rf"(?P<figure>{_FIGURE})\s+(?P<text>\S.*)", re.IGNORECASE)
_LAST = re.compile(rf"(?P<text>.*?\S)\s+(?P<figure>{_FIGURE})", re.IGNORECASE)
_LONGEST_FIGURE, _LONGEST_TEXT = 18, 32
_LOOSE_END = re.compile(r".*\b(?:and|or|to|of|the|a|und|oder|zu|von|der|die|das|am|im|in|by|day)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """`figures` are (figure, what it counts); `lines` are the facts that are better read as they stand."""

    figures: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]


def sort_facts(facts: Iterable[str], most: int = 4) -> Facts:
    """At most `most` figures; a fact becomes one only if it begins or ends with its only number and is short."""
    figures: list[tuple[str, str]] = []
    lines: list[str] = []
    for fact in facts:
        found = figure_of(fact)
        if found is not None and len(figures) < most:
            figures.append(found)
        else:
            lines.append(fact)
    return Facts(tuple(figures), tuple(lines))


def figure_of(fact: str) -> tuple[str, str] | None:
    """(figure, what it counts), or None where taking the number out would hurt the sentence."""
    if len(re.findall(r"\d[\d.,:]*", fact)) > 1 and not re.fullmatch(rf"{_FIGURE}[^\d]*|[^\d]*{_FIGURE}", fact):
        return None
    if re.fullmatch(_FIGURE, fact, re.IGNORECASE) and len(fact) <= _LONGEST_FIGURE:
        return fact, ""
    found = _FIRST.fullmatch(fact)
    if found is None:
        found = _LAST.fullmatch(fact)
        if found is not None and _LOOSE_END.fullmatch(found["text"]):
            return None
    if found is None or len(found["figure"]) > _LONGEST_FIGURE or len(found["text"]) > _LONGEST_TEXT:
        return None
    return found["figure"], found["text"].rstrip(":")
