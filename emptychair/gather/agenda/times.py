"""Clock times, slots and durations as agendas write them, German and English.

A dotted time needs a range or "Uhr" ("18.10 released" is no time), a bare hour needs "Uhr", "am" or "pm" ("10-15 min"
is no slot). Of a duration with two ends the longer counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

DAY = 24 * 60
LONGEST = 12 * 60  # minutes of one item; what is longer is no duration of an item


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot's start and, where written, its end, in minutes from midnight; `stop` is where the text goes on."""

    start: int
    end: int | None
    stop: int


@dataclass(frozen=True, slots=True)
class Duration:
    """`minutes` were written up to `stop`; `spelled` tells "20 Minuten" and "2 Stunden" from the short "20 min"."""

    minutes: int
    stop: int
    spelled: bool


_SUFFIX = r"(?:\s?(?:Uhr\b|[ap]\.?m\b\.?|h\b))"
_CLOCK = (
    r"(?P<h{0}>[01]?\d|2[0-4])(?:(?P<sep{0}>[:.])(?P<m{0}>[0-5]\d)|h(?P<hm{0}>[0-5]\d)\b)?"
    rf"(?P<suffix{{0}}>{_SUFFIX})?"
)
_ZONE = r"(?:\s?\(?(?:CES?T|ME(?:S)?Z|UTC|GMT|BST|E[SD]T|P[SD]T|C[SD]T|ET|PT|CT)\b(?:[+-]\d{1,2})?\)?)?"
_SLOT = re.compile(
    rf"(?:(?:von|from|ab|um|at|ca\.?|approx\.?)\s+)?(?<![\d.,:/-]){_CLOCK.format(1)}"
    rf"(?:\s?(?:-|–|—|−|‐|‑|to\b|bis\b|until\b|till\b|\.\.\.?|…)\s?(?:ca\.?\s)?{_CLOCK.format(2)})?(?![\d%]|[:/.,]\d|-\d|['’′]){_ZONE}",
    re.IGNORECASE,
)
_UNIT_AFTER = re.compile(r"\s?(?:h\b|std\b|stunden?\b|hours?\b|min|['’′]|m\b)", re.IGNORECASE)

_NUMBER = r"(?:\d{1,3}(?:[.,]\d{1,2})?\s?[½¼¾]?|[½¼¾])"
_MINUTES_SPELLED = r"minuten?|minutes?"
_HOURS_SPELLED = r"stunden?|hours?"
_MINUTES = rf"(?:{_MINUTES_SPELLED}|mins?\b\.?|m\b|['’′]{{1,2}}(?!\w))"
_HOURS = rf"(?:{_HOURS_SPELLED}|std\b\.?|stdn\b\.?|hrs?\b\.?|h\b)"
_DURATION = re.compile(
    r"(?:(?:(?:ca|circa|etwa|rund|about|approx|max|maximal|maximum|je|up\sto|bis\szu|à|a)\b\.?|[~≈])\s?)?"
    r"(?:(?P<times>\d)\s?[x×]\s?)?"
    rf"(?:(?:(?P<from>{_NUMBER})\s?(?:min\.?|m|['’′])?\s?(?:-|–|—|−|‐|‑|bis|to|/)\s?)?(?P<number>{_NUMBER})\+?\s?-?(?P<minutes>{_MINUTES})"
    rf"|(?P<h>\d)\s?(?:h|std\.?|hrs?|stunden?|hours?)\s?(?:,|und|and)?\s?(?P<hm>[0-5]?\d)\s?(?:{_MINUTES}|(?![\w:]))"
    rf"|(?P<ch>\d{{1,2}}):(?P<cm>[0-5]\d)\s?{_HOURS}"
    rf"|(?:(?P<hfrom>{_NUMBER})\s?(?:-|–|—|bis|to)\s?)?(?P<hours>{_NUMBER})\+?\s?{_HOURS}"
    r"|(?P<words>dreiviertelstunde|(?:eine\s)?(?:viertelstunde|dreiviertelstunde)|(?:eine\s)?halbe\sstunde|half\san\shour|(?:a\s)?half\shour|(?:a\s)?quarter\sof\san\shour"
    r"|eine\sstunde|an\shour|one\shour|anderthalb\sstunden|eineinhalb\sstunden|zwei\sstunden|two\shours))"
    r"(?![\w-]|\s?/)",
    re.IGNORECASE,
)
_SPELLED = re.compile(rf"(?:{_MINUTES_SPELLED}|{_HOURS_SPELLED})$", re.IGNORECASE)
_WORDS = {
    "dreiviertel": 45,
    "viertel": 15,
    "quarter": 15,
    "halb": 30,
    "half": 30,
    "anderthalb": 90,
    "eineinhalb": 90,
    "zwei": 120,
    "two": 120,
}


def slot_at(text: str, start: int = 0) -> Slot | None:
    """The slot that begins exactly at `start`, or None."""
    match = _SLOT.match(text, start)
    if match is None:
        return None
    first, second = _Clock(match, 1), _Clock(match, 2)
    if not second.there:
        if not (first.colon or first.marked):
            return None
        if first.letter and not (first.colon and first.hour >= 8):
            return None  # "2 h", "1:30 h" are durations, "10:30 h" is a time
        return Slot(first.value(second), None, match.end())
    sure = first.colon or second.colon or second.marked or first.marked or (first.dotted and second.dotted)
    if not sure or (not second.marked and _UNIT_AFTER.match(text, match.end())):
        return None
    begin, end = first.value(second), second.value(first)
    if end < begin and end <= DAY // 2 and not (first.colon and first.hour > 12):
        end += DAY // 2  # "11:30–12:15", "12:30–1:15" on a clock of twelve hours
    return Slot(begin, end if end > begin else None, match.end())


def clock(minutes: int) -> str:
    """Minutes from midnight as "HH:MM"."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def duration_at(text: str, start: int = 0) -> Duration | None:
    """The duration that begins exactly at `start`, or None."""
    match = _DURATION.match(text, start)
    if match is None:
        return None
    minutes = _minutes_of(match)
    if not 0 < minutes <= LONGEST:
        return None
    return Duration(minutes, match.end(), _SPELLED.search(match[0]) is not None or match["words"] is not None)


def minutes_of(text: str) -> int | None:
    """The minutes that a whole text says, or None."""
    text = text.strip()
    found = duration_at(text)
    return found.minutes if found and found.stop == len(text) else None


class _Clock:
    def __init__(self, match: re.Match[str], which: int) -> None:
        hour, suffix = match[f"h{which}"], (match[f"suffix{which}"] or "").lower().replace(".", "").strip()
        self.there = hour is not None
        self.hour = int(hour or 0)
        self.minute = int(match[f"m{which}"] or match[f"hm{which}"] or 0)
        self.colon = match[f"sep{which}"] == ":" or match[f"hm{which}"] is not None
        self.dotted = match[f"sep{which}"] == "."
        self.meridiem = suffix[:1] if suffix in {"am", "pm"} else ""
        self.letter = suffix == "h"
        self.marked = bool(suffix) and not self.letter

    def value(self, other: _Clock) -> int:
        meridiem = self.meridiem or (other.meridiem if other.there and other.hour >= self.hour % 12 else "")
        hour = self.hour
        if meridiem == "p" and hour < 12:
            hour += 12
        elif meridiem == "a" and hour == 12:
            hour = 0
        return hour * 60 + self.minute


def _number(text: str) -> float:
    text = text.strip()
    fraction = {"½": 0.5, "¼": 0.25, "¾": 0.75}.get(text[-1:], 0.0)
    digits = text.rstrip("½¼¾ ").replace(",", ".")
    return (float(digits) if digits else 0.0) + fraction


def _minutes_of(match: re.Match[str]) -> int:
    if match["words"]:
        words = match["words"].lower()
        return next((minutes for word, minutes in _WORDS.items() if word in words), 60)
    if match["minutes"]:
        value = max(_number(match["number"]), _number(match["from"] or "0"))
    elif match["h"]:
        value = 60 * int(match["h"]) + int(match["hm"])
    elif match["ch"]:
        value = 60 * int(match["ch"]) + int(match["cm"])
    else:
        value = 60 * max(_number(match["hours"]), _number(match["hfrom"] or "0"))
    return round(value * int(match["times"] or 1))
