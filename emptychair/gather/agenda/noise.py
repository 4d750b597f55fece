"""What surrounds an agenda and is none of it: where and when, dial-in, greetings, signatures."""

from __future__ import annotations

import re

from emptychair.gather.agenda.lines import NUMBERED, Kind, Line, marker_of
from emptychair.gather.agenda.markup import is_bare_link, key_of
from emptychair.gather.agenda.words import (
    AMBIGUOUS_KEYS,
    CLOSINGS,
    DIAL_IN,
    GREETINGS,
    MESSAGE_ENDS,
    NOISE_KEYS,
    NOTHING,
    ROOMS,
    STOP_HEADINGS,
    WHEN_WORDS,
)

_LABEL = re.compile(r"(?P<key>[^\W\d_][^:\n]{0,38}?)\s*:(?P<value>(?!\d\d\b|//).*)$")
_DIAL_IN = re.compile(DIAL_IN, re.IGNORECASE)
_WHEN = re.compile(WHEN_WORDS, re.IGNORECASE)
_ROOM = re.compile(ROOMS, re.IGNORECASE)
_GREETING = re.compile(rf"{GREETINGS}", re.IGNORECASE)
_CLOSING = re.compile(rf"(?i:{CLOSINGS})(?:[ ,.!]*(?:[A-ZÄÖÜ][\w.-]+[ ,]*){{0,3}})?[\s.!,:)(;-]*")
_CUT = re.compile(MESSAGE_ENDS, re.IGNORECASE)


def label_of(text: str) -> tuple[str, str] | None:
    """A line's "key: value", the key ready for looking up; None where there is none."""
    match = _LABEL.match(text.strip())
    return (key_of(match["key"]), match["value"].strip()) if match else None


def is_noise(line: Line, *, strict: bool = False) -> bool:
    """Whether a line says where, when, how to dial in, or nothing. `strict` judges bullets like plain lines."""
    text = line.text.strip()
    if not re.search(r"\w", text) or is_bare_link(text) or text.lower().strip(" .") in NOTHING:
        return True
    if line.kind is Kind.BULLET and (line.style in NUMBERED or line.style in ("slot", "minutes")):
        return False
    if _DIAL_IN.fullmatch(text):
        return True
    if line.kind is Kind.PLAIN and (is_greeting(text) or is_when(text)):
        return True
    label = label_of(text)
    if label is None or label[0] not in NOISE_KEYS:
        return False
    return line.kind is Kind.PLAIN or strict or label[0] not in AMBIGUOUS_KEYS or not label[1]


def is_when(text: str) -> bool:
    """Whether a line is a day, a time, and perhaps a room: "Thursday, 13:00–15:10, room 4.12"."""
    text = _ROOM.sub("", text)
    return (
        len(text) <= 90
        and re.search(r"\d|day\b|tag\b", text) is not None
        and not re.search(r"\w", _WHEN.sub(" ", text))
    )


def is_greeting(text: str) -> bool:
    return (_GREETING.fullmatch(text) is not None and text.rstrip()[-1:] in ",!:") or re.fullmatch(
        r"(?i:hallo|hi|dear|moin|liebe)\s.{0,40}", text
    ) is not None


def is_stop(line: Line) -> bool:
    """Whether a line heads a part that is no agenda: attendees, minutes, goals, dial-in."""
    if line.kind not in (Kind.HEADING, Kind.PLAIN) or line.indent > 3:
        return False
    text = line.text.strip()
    label = label_of(text)
    if line.kind is Kind.PLAIN and label and label[1]:
        return False
    if len(text) > 60 or key_of(line.marked) not in STOP_HEADINGS:
        return False
    # "### 1. Results (10 min)" is an item.
    marker = marker_of(line.marked)
    return not (marker and marker.ordinal) and re.search(r"\d+\s?min", text, re.IGNORECASE) is None


def end_of_message(lines: list[Line]) -> int:
    """Where a mail's own words end: before its closing words, its signature, the message it answers."""
    filled = 0
    for line in lines:
        text = line.raw.strip()
        if not text:
            continue
        if filled >= 2 and (
            _CUT.fullmatch(text) or (line.kind is Kind.PLAIN and _CLOSING.fullmatch(text) and len(text) < 90)
        ):
            return line.number
        filled += 1
    return len(lines)
