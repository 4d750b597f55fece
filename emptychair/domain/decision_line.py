"""The decision line: one line says it all.

    Refund within 24 h, because waiting costs us the customer @Jana due fri #changed 1way

| marker | means |
| --- | --- |
| `@Jana`, `@Team-Vertrieb`, `@Jana+Ahmet`, `@"Team Vertrieb"` | the owner, free text; several are joined |
| `due fri`, `by Friday`, `bis 15. März`, `fällig KW 23` | the day; at the end of the line also `KW 23`, `Ende Juni` |
| `#changed #confirmed #overruled #none`, `#geändert #bestätigt #überstimmt #ohne` | how the customer counted |
| `1way 2way`, `1weg 2weg`, at the end also `einweg zweiweg` | the door |
| `#story #metric #proxy #other`, `#geschichte #messwert #proxy #sonstiges` | what it rests on |
| `because …`, `weil …` after the first words | the reason, to the first marker |

What is no marker stays in the text, in the order typed. A backslash before a marker (`\\@Jana`) keeps it in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from emptychair.domain.decision import Basis, Counted, Door
from emptychair.domain.due import format_due, match_due


@dataclass(frozen=True, slots=True)
class Span:
    """`line[start:end]`, in code points, was understood as `field`: owner, due, counted, door, because or basis."""

    start: int
    end: int
    field: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """What a line says. `text` is the decision without its markers, `because` the reason without its conjunction."""

    text: str
    because: str | None = None
    owner: str | None = None
    due: date | None = None
    counted: Counted | None = None
    door: Door | None = None
    basis: Basis | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    field: str
    value: str | date | Enum
    rank: int = 0


_COUNTED: dict[str, Counted] = {
    word: counted
    for counted, words in (
        (Counted.CHANGED, "changed change geändert geaendert"),
        (Counted.CONFIRMED, "confirmed confirm bestätigt bestaetigt"),
        (Counted.OVERRULED, "overruled overrule überstimmt ueberstimmt"),
        (Counted.NOT_REFERENCED, "none no ohne keine keiner kein notreferenced not-referenced"),
    )
    for word in words.split()
}
_BASIS: dict[str, Basis] = {
    word: basis
    for basis, words in (
        (Basis.CUSTOMER_STORY, "story geschichte customer-story"),
        (Basis.CUSTOMER_METRIC, "metric messwert kennzahl customer-metric"),
        (Basis.INTERNAL_PROXY, "proxy internal-proxy"),
        (Basis.OTHER, "other sonstiges sonstige andere anderes"),
    )
    for word in words.split()
}
_QUOTES = (('"', '"'), ("„", "“"), ("“", "”"), ("«", "»"))
_LEFT = r"(?<![^\s(,;:\\–—-])"  # a marker begins a word: `a@b.de` and `C#` hold none
_OWNER = re.compile(
    _LEFT + r'@(?:"(?P<q0>[^"]+)"|„(?P<q1>[^“”"]+)[“”"]|“(?P<q2>[^”]+)”|«(?P<q3>[^»]+)»'
    r"|(?P<word>[^\W\d_](?:[\w+&/.'’-]*\w)?))"
)
_HASH = re.compile(_LEFT + r"#(?P<word>[^\W_](?:[\w-]*\w)?)")
_DOOR = re.compile(_LEFT + r"(?P<word>[12]-?(?:way|weg))(?:\s+(?:door|tür))?(?![\w-])", re.IGNORECASE)
_SOFT_DOOR = re.compile(_LEFT + r"(?P<word>einweg|zweiweg|one-?way|two-?way)(?:\s+(?:door|tür))?(?![\w-])", re.IGNORECASE)
_DOORS: dict[str, Door] = {"1": Door.ONE_WAY, "e": Door.ONE_WAY, "o": Door.ONE_WAY}
_DOOR_WORD = re.compile(r"[12]-?(?:way|weg)|(?:one|two)-?way|(?:ein|zwei)weg", re.IGNORECASE)

_DUE_WORD, _BY_WORD, _BARE = 3, 2, 1
_KEYWORD = re.compile(
    r"(?<![^\s(,;–—\\])(?:"
    r"(?P<due>due(?:\s+(?:on|by|date))?|fällig(?:\s+(?:am|bis(?:\s+zum)?))?|faellig|deadline|frist)(?:\s*[:=]\s*|\s+)"
    r"|(?P<by>(?:by|until|till|no\s+later\s+than|bis(?:\s+(?:spätestens|spaetestens))?|spätestens(?:\s+(?:am|bis))?)\s+"
    r"(?:(?:on|am|zum(?!\s+\d{1,2}\.(?!\s*\w))|den|dem)\s+)?))",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?<![^\s(,;–—\\])[^\W_]")
# What may stand alone at the end of the line without a word before it that makes it a date of something else.
_LIBERAL_FORMS = frozenset({"week", "period", "relative", "distance"})
_NO_DATE_AFTER = re.compile(
    r"(?:^|\s)(?:to|on|in|from|for|of|at|the|a|since|before|after|until|till|by|next|last|this|per|than|as|with|and|or"
    r"|through|between|over|within|during|im|am|an|auf|zum|zur|für|von|vom|nach|vor|seit|ab|gegen|bis|der|die|das|den"
    r"|dem|des|diese[rsnm]?|letzte[rsnm]?|und|oder|als|wie|mit|über|bei|zwischen|während|pro|guten)$",
    re.IGNORECASE,
)
# Before `bis` or `by` these make a range or a manner: "Montag bis Freitag", "9 bis KW 23", "approved by May".
_RANGE_BEFORE = re.compile(
    r"(?:\d[.:%]?|\b(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)\.?|(?:tag|abend|woche|mittwoch|day|week|now"
    r"|jetzt|heute|today|jan|feb|mar|märz|april|mai|may|jun[ei]|jul[iy]|august|tember|tober|ember|uary|uar|march))$",
    re.IGNORECASE,
)
_RANGE_OPENED = re.compile(r"(?:^|\s)(?:von|vom|from|between|zwischen|ab)\s+(?:\S+\s+){1,3}$", re.IGNORECASE)
_NAMES_OF_PEOPLE = re.compile(r"(?:jan|jun|may|april|june|august|mai|mar|sun|sat|so|di|do)\.?$", re.IGNORECASE)
_BECAUSE = re.compile(r"(?<=[\s,;–—])(?:because|weil)(?=\s)", re.IGNORECASE)
_NOT_A_CLAUSE = re.compile(r"(?:^|\s)(?:not|just|only|simply|nicht|nur|bloß|teils|partly|mainly)\s*$", re.IGNORECASE)
_FILLER = re.compile(r"[\s,;.!)–—-]*")


def parse_line(line: str, *, today: date) -> DecisionLine:
    """Read a decision line; any text is a valid one. `today` is the day that `fri` or `KW 23` are counted from."""
    found = _Reader(line, today).marks()
    reason, marks = found
    removed = sorted([*marks, *_escapes(line, today)], key=lambda mark: mark.start)
    cut = [(mark.start, mark.end) for mark in removed]
    if reason is None:
        text, because = _without(line, 0, len(line), cut), None
    else:
        text = _without(line, 0, reason[0], cut)
        because = _without(line, reason[1], len(line), cut)
        if not because or not text:
            text, because, reason = _without(line, 0, len(line), cut), None, None
    owners = [str(mark.value) for mark in marks if mark.field == "owner"]
    values = {mark.field: mark.value for mark in marks}  # the last of a kind counts
    spans = [Span(mark.start, mark.end, mark.field) for mark in marks]
    if reason is not None:
        end = min((mark.start for mark in marks if mark.start > reason[1]), default=len(line))
        spans.append(Span(reason[0], len(line[:end].rstrip(" \t,;–—-")), "because"))
    due, counted, door, basis = (values.get(field) for field in ("due", "counted", "door", "basis"))
    return DecisionLine(
        text=text,
        because=because,
        owner=", ".join(owners) or None,
        due=due if isinstance(due, date) else None,
        counted=counted if isinstance(counted, Counted) else None,
        door=door if isinstance(door, Door) else None,
        basis=basis if isinstance(basis, Basis) else None,
        spans=tuple(sorted(spans, key=lambda span: span.start)),
    )
