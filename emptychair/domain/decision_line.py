"""The decision line: one line says it all.

    Refund within 24 h, because waiting costs us the customer @Jana due fri #changed 1way

| marker | means |
| --- | --- |
| `@Jana`, `@Team-Vertrieb`, `@Jana+Ahmet`, `@"Team Vertrieb"` | the owner, free text; several are joined |
| `due fri`, `by Friday`, `bis 15. März`, `fällig KW 23`; at the end also `KW 23`, `Ende Juni` | the day (`due.py`) |
| `#changed #confirmed #overruled #none`, `#geändert #bestätigt #überstimmt #ohne` | how the customer counted |
| `1way 2way`, `1weg 2weg`; at the end also `einweg zweiweg` | the door |
| `#story #metric #proxy #other`, `#geschichte #messwert #proxy #sonstiges` | what the decision rests on |
| `because …`, `weil …` | the reason, to the first marker |

What is no marker stays in the text, in the order typed. A backslash before a marker (`\\@Jana`) keeps it in the text.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from emptychair.domain.decision import Basis, Counted, Door
from emptychair.domain.values import value

if TYPE_CHECKING:
    from emptychair.domain.decision_marks import Marks


@value
class Span:
    """`line[start:end]`, in code points, was understood as `field`: owner, due, counted, door, because or basis."""

    start: int
    end: int
    field: str


@value
class DecisionLine:
    """What a line says: `text` is the decision without its markers, `because` the reason without its conjunction."""

    text: str
    because: str | None = None
    owner: str | None = None
    due: date | None = None
    counted: Counted | None = None
    door: Door | None = None
    basis: Basis | None = None
    spans: tuple[Span, ...] = ()


def parse_line(line: str, *, today: date) -> DecisionLine:
    """Read a decision line; any text is a valid one. `today` is the day from which `fri` or `KW 23` count."""
    if not line.strip():
        return DecisionLine("")
    from emptychair.domain.decision_marks import find_marks  # its grammar compiles for 40 ms: not before the first line

    found = find_marks(line, today)
    spans = [Span(mark.start, mark.end, mark.field) for mark in found.marks]
    text, because = _without(line, 0, len(line), found), None
    if found.conjunction:
        start, end = found.conjunction
        before, after = _without(line, 0, start, found), _without(line, end, len(line), found)
        if before and re.search(r"\w", after):
            text, because = before, after
            limit = min((mark.start for mark in found.marks if mark.start >= end), default=len(line))
            spans.append(Span(start, len(line[:limit].rstrip(" \t,;–—-")), "because"))
    owners: list[str] = []
    due, counted, door, basis = None, None, None, None
    for mark in found.marks:  # of each kind the last one counts
        match mark.value:
            case str() as name if mark.field == "owner":
                owners.append(name)
            case Counted() as value:
                counted = value
            case Door() as value:
                door = value
            case Basis() as value:
                basis = value
            case date() as value:
                due = value
            case _:
                pass
    spans.sort(key=lambda span: span.start)
    return DecisionLine(text, because, ", ".join(owners) or None, due, counted, door, basis, tuple(spans))


def format_line(
    text: str,
    because: str | None = None,
    owner: str | None = None,
    due: date | None = None,
    counted: Counted | None = None,
    door: Door | None = None,
    basis: Basis | None = None,
    *,
    language: str = "en",
) -> str:
    """The line that `parse_line` reads back as these fields, in the words of `language` ("de", else English).

    What looks like a marker within `text` or `because` gets a backslash.
    """
    from emptychair.domain.decision_marks import find_marks
    from emptychair.domain.due import format_due

    german = language.startswith("de")
    keyword = "bis " if german else "due "
    text, because = " ".join(text.split()), " ".join((because or "").split())
    markers = [
        *([_format_owner(owner)] if owner and owner.strip() else []),
        *([keyword + format_due(due, language)] if due else []),
        *([f"#{_COUNTED_WORDS[counted][german]}"] if counted else []),
        *([("1" if door is Door.ONE_WAY else "2") + ("weg" if german else "way")] if door else []),
        *([f"#{_BASIS_WORDS[basis][german]}"] if basis else []),
    ]
    body = text
    conjunction = None
    if because:
        link = " " if text.endswith((".", "!", "?", ":")) else ", "
        conjunction = len(text + link)
        body = f"{text}{link}{'weil' if german else 'because'} {because}"
    line = _protected(body, conjunction, "".join(f" {marker}" for marker in markers))
    if due and not any(line.startswith(keyword, mark.start) for mark in find_marks(line, _ANY_DAY).marks):
        # "24 bis 27.11." would be a range, "is due Friday" a statement; a comma parts them.
        line = _protected(body, conjunction, ", " + " ".join(markers))
    return line


_COUNTED_WORDS: dict[Counted, tuple[str, str]] = {
    Counted.CHANGED: ("changed", "geändert"),
    Counted.CONFIRMED: ("confirmed", "bestätigt"),
    Counted.OVERRULED: ("overruled", "überstimmt"),
    Counted.NOT_REFERENCED: ("none", "ohne"),
}
_BASIS_WORDS: dict[Basis, tuple[str, str]] = {
    Basis.CUSTOMER_STORY: ("story", "geschichte"),
    Basis.CUSTOMER_METRIC: ("metric", "messwert"),
    Basis.INTERNAL_PROXY: ("proxy", "proxy"),
    Basis.OTHER: ("other", "sonstiges"),
}
_PLAIN_OWNER = re.compile(r"[^\W\d_](?:[\w+&/.'’-]*\w)?")
_ANY_DAY = date(2001, 1, 1)  # what is a marker does not depend on the day


def _format_owner(owner: str) -> str:
    owner = " ".join(owner.split())
    if _PLAIN_OWNER.fullmatch(owner):
        return f"@{owner}"
    if '"' not in owner:
        return f'@"{owner}"'
    return f"@«{owner}»" if "»" not in owner else '@"' + owner.replace('"', "") + '"'


def _protected(body: str, conjunction: int | None, markers: str) -> str:
    """`body` and `markers`, with a backslash before everything in the body that would be read as a marker."""
    from emptychair.domain.decision_marks import find_marks

    for _ in range(len(body) + 1):
        found = find_marks(body + markers, _ANY_DAY)
        read = {mark.start for mark in found.marks if mark.start < len(body)}
        if found.conjunction and found.conjunction[0] != conjunction:
            read.add(found.conjunction[0])
        if not read:
            break
        at = max(read)
        body = f"{body[:at]}\\{body[at:]}"
        if conjunction is not None and at < conjunction:
            conjunction += 1
    return body + markers


def _without(line: str, start: int, end: int, found: Marks) -> str:
    """`line[start:end]` without markers and escapes, its white space and orphaned punctuation tidied."""
    pieces, at = [""], start
    cuts = sorted([*((mark.start, mark.end) for mark in found.marks), *((place, place + 1) for place in found.escapes)])
    for begin, stop in cuts:
        if begin < at or begin >= end:
            continue
        pieces[-1] += line[at:begin]
        if begin not in found.escapes:
            pieces.append("")
        at = stop
    pieces[-1] += line[at : max(at, end)]
    text = ""
    for piece in (" ".join(piece.split()) for piece in pieces):
        text = _joined(text, piece)
    text = re.sub(r"(?:[\s,;]|\s[–—-])+$", "", text)
    return re.sub(r"^(?:[\s,;:]|[–—-]\s)+", "", text)


def _joined(left: str, right: str) -> str:
    """Two pieces from either side of a marker."""
    if left.endswith("(") and right.startswith(")"):
        return _joined(left[:-1].rstrip(), right[1:].lstrip())
    if left.endswith((",", ";", ":")) and right.startswith((",", ";", ".", ")")):
        left = left[:-1]
    return left + ("" if not left or not right or left.endswith("(") or right[0] in ",;.!?:)" else " ") + right


def reworded(line: DecisionLine, *, language: str) -> str:
    """`format_line` of a line that was read."""
    return format_line(
        line.text, line.because, line.owner, line.due, line.counted, line.door, line.basis, language=language
    )
