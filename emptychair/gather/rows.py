"""What the readers of tables share: rows that are no story, the row as it came, marks out of stars and points."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from json.encoder import encode_basestring
from typing import Final

from emptychair.domain.errors import N_
from emptychair.domain.raw_story import Refused
from emptychair.domain.story import Kind
from emptychair.gather.tables import Row

MAX_TEXT: Final = 20_000  # characters; a longer one is a document, not a story
NO_TEXT: Final = N_("there is no text in this row")
RATING_ONLY: Final = N_("a rating without words")
TOO_SHORT: Final = N_("the text is shorter than a sentence")
TOO_LONG: Final = N_("the text is longer than 20,000 characters")
OPEN_QUOTE: Final = N_("a quotation mark in this row is never closed")
FIELD_TOO_LONG: Final = N_("a field of this row is too long")
TOO_MANY_FIELDS: Final = N_("this row has more fields than the first line names")
_NOBODY: Final = frozenset(
    (
        *("anonymous", "anonym", "anonymer nutzer", "a google user", "ein google-nutzer", "guest", "gast"),
        *("n/a", "none", "null", "nan", "unknown", "unbekannt", "customer", "kunde"),
    )
)
_NO_BLANKS: Final = re.compile("[\u0e00-\u0e7f\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
COMPANY_SAYS: Final = re.compile(
    r"\btut uns (?:sehr |wirklich )?leid\b|\bwir (?:schicken|senden|melden|kümmern|prüfen|entschuldigen)\b"
    r"|\bwie (?:können|kann|dürfen|darf) (?:wir|ich) (?:ihnen|dir|euch) (?:weiter)?helfen\b"
    r"|\bvielen dank für (?:ihre|deine) (?:nachricht|anfrage|bestellung|geduld|e-?mail|mitteilung|kontaktaufnahme)\b"
    r"|\bwir haben (?:ihre?|deine?) (?:anliegen|anfrage|nachricht|e-?mail) erhalten\b|\bihr .{2,30}-team\b"
    r"|\bhow (?:can|may) (?:i|we) help\b|\bwe(?:'re|’re| are) (?:looking into|checking|sorry|very sorry)\b"
    r"|\bwe (?:apologi[sz]e|will (?:send|look into|check|get back)|have received your)\b"
    r"|\bthank(?:s| you) for (?:contacting|reaching out|your (?:message|patience|order|e-?mail|enquiry|inquiry))\b"
    r"|\bsorry (?:to hear|for (?:the|any) inconvenience)\b",
    re.IGNORECASE,
)
"""What a company says, and no customer."""
_NUMBER: Final = re.compile(r"[-+]?\d+(?:[.,]\d+)?")


def reason_against(text: str, rated: bool = False) -> str:
    """Why `text`, stripped, is no story; "" if it may be one. A sentence has 20 characters and 4 words at least."""
    length = len(text)
    if length >= 80:
        # Four words stand in almost any text of this length, so they are only counted where blanks are rare.
        if length > MAX_TEXT:
            return TOO_LONG
        return "" if text.count(" ") >= 3 or not is_short(text) else TOO_SHORT
    if not text:
        return RATING_ONLY if rated else NO_TEXT
    return TOO_SHORT if is_short(text) else ""


def is_short(text: str) -> bool:
    """Whether this is less than a sentence: under 20 characters or 4 words."""
    return (len(text) < 20 or len(text.split(None, 4)) < 4) and not _is_said_without_blanks(text)


def _is_said_without_blanks(text: str) -> bool:
    """Whether this is a sentence of a script that puts no blanks between words: ten such letters."""
    return not text.isascii() and len(_NO_BLANKS.findall(text)) >= 10


def fault(row: Row, width: int) -> Refused | None:
    """The refusal of a row that could not be read, or that is wider than the first line."""
    if row.fault == "open-quote":
        return Refused(row.line, OPEN_QUOTE)
    if row.fault:
        return Refused(row.line, FIELD_TOO_LONG)
    if len(row.fields) > width and any(field.strip() for field in row.fields[width:]):
        return Refused(row.line, TOO_MANY_FIELDS)
    return None


def writer(names: Sequence[str]) -> Callable[[Sequence[str]], str]:
    """What `as_json` does, for the many rows of one table."""
    known = [f"{encode_basestring(name)}: " for name in names]

    def write(fields: Sequence[str]) -> str:
        parts = [name + encode_basestring(field) for name, field in zip(known, fields, strict=False) if field]
        return "{" + ", ".join(parts) + "}"

    return write


def as_json(names: Sequence[str], fields: Sequence[str]) -> str:
    """The row as it came: an object of its filled cells by the column's name."""
    filled = {name: field for name, field in zip(names, fields, strict=False) if field}
    return json.dumps(filled, ensure_ascii=False)


def own_id(text: str, day: str = "") -> str:
    """The id of a story whose source has none: told by its words and its day, so that it is the same next time."""
    return "sha256:" + hashlib.sha256((f"{text}\n{day}" if day else text).encode(errors="replace")).hexdigest()[:16]


def person(cell: str) -> str:
    """The name, address or number in a cell; "" for what stands there in place of one."""
    cell = cell.strip()
    return "" if len(cell) < 2 or cell.casefold() in _NOBODY else cell


def number(value: str) -> float | None:
    """The number that `value` begins with ("4,5", "4.5 out of 5", "10 - sehr wahrscheinlich"), or None."""
    found = _NUMBER.match(value.strip())
    return float(found[0].replace(",", ".")) if found else None


def plain_number(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def stars(value: float, of: int = 5, german: bool = False) -> tuple[str, Kind]:
    """The strip "2 of 5 stars" and what sort of voice gives that many."""
    share = value / of
    kind = Kind.COMPLAINT if share <= 0.4 else Kind.PRAISE if share >= 0.8 else Kind.UNKNOWN
    shown = plain_number(value)
    if german:
        return f"{shown.replace('.', ',')} von {of} Sternen", kind
    return f"{shown} of {of} stars", kind


def recommends(value: float) -> tuple[str, Kind]:
    """The strip "NPS 3 (detractor)" for 0 to 10 points of "would you recommend us", and the sort of voice."""
    if value <= 6:
        return f"NPS {plain_number(value)} (detractor)", Kind.COMPLAINT
    if value >= 9:
        return f"NPS {plain_number(value)} (promoter)", Kind.PRAISE
    return f"NPS {plain_number(value)} (passive)", Kind.UNKNOWN


def points(value: float, of: int) -> tuple[str, Kind]:
    """The strip "7 of 10 points", and the sort of voice."""
    share = value / of
    kind = Kind.COMPLAINT if share <= 0.4 else Kind.PRAISE if share >= 0.8 else Kind.UNKNOWN
    return f"{plain_number(value)} of {of} points", kind


def satisfied(value: float, of: int) -> tuple[str, Kind]:
    """The strip "CSAT 2 of 5", and the sort of voice."""
    return f"CSAT {points(value, of)[0].removesuffix(' points')}", points(value, of)[1]
