"""Which parts of a decision line are markers: the owner, the day, how the customer counted, the door, the basis.

Markers written with a sign (`@`, `#`, `1way`) hold anywhere. A day needs a word before it (`due`, `by`, `bis`) or has
to stand in the tail of the line, after which only markers follow; "bis auf Weiteres", "by hand", "Montag bis Freitag"
and "Black Friday" are prose. In doubt nothing is taken: a person sees what was understood and can add the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from emptychair.domain.decision import Basis, Counted, Door
from emptychair.domain.due import MONTH, DueMatch, match_due


@dataclass(frozen=True, slots=True)
class Mark:
    """`line[start:end]` says `value` for `field`. Of several days the last one of the highest rank counts."""

    start: int
    end: int
    field: str
    value: str | date | Counted | Door | Basis
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Marks:
    """The markers that count, in their order; `conjunction` is where "because" stands; `escapes` are backslashes."""

    marks: tuple[Mark, ...]
    conjunction: tuple[int, int] | None
    escapes: tuple[int, ...]


_COUNTED: dict[str, Counted] = {
    word: counted
    for counted, words in (
        (Counted.CHANGED, "changed geändert geaendert"),
        (Counted.CONFIRMED, "confirmed bestätigt bestaetigt"),
        (Counted.OVERRULED, "overruled überstimmt ueberstimmt"),
        (Counted.NOT_REFERENCED, "none ohne keine not-referenced"),
    )
    for word in words.split()
}
_BASIS: dict[str, Basis] = {
    word: basis
    for basis, words in (
        (Basis.CUSTOMER_STORY, "story geschichte customer-story"),
        (Basis.CUSTOMER_METRIC, "metric messwert kennzahl customer-metric"),
        (Basis.INTERNAL_PROXY, "proxy internal-proxy"),
        (Basis.OTHER, "other sonstiges andere"),
    )
    for word in words.split()
}
# A marker begins a word, so `a@b.de` and `C#` hold none; a backslash is allowed here and makes the marker plain text.
_LEFT = r"(?<![^\s(\[,;:\\–—-])"
_OWNER = re.compile(
    _LEFT + r'@(?:"(?P<q0>[^"]+)"|„(?P<q1>[^“”"]+)[“”"]|“(?P<q2>[^”]+)”|«(?P<q3>[^»]+)»'
    r"|(?P<word>[^\W\d_](?:[\w+&/.'’-]*\w)?))"
)
_HASH = re.compile(_LEFT + r"#(?P<word>[^\W_](?:[\w-]*\w)?)")
_DOOR = r"(?:1|one|ein)-?(?:way|weg)|(?:2|two|zwei)-?(?:way|weg)"
_DOOR_WORD = re.compile(_DOOR, re.IGNORECASE)
_SURE_DOOR = re.compile(_LEFT + r"(?P<word>[12]-?(?:way|weg))(?![\w-])", re.IGNORECASE)
_PLAIN_DOOR = re.compile(r"[a-z]+")  # "Einweg" is a noun, "one-way" an adjective
_TAIL_DOOR = re.compile(_LEFT + rf"(?P<word>{_DOOR})(?![\w-])", re.IGNORECASE)

_BY_IN_PROSE, _BARE, _BY_IN_TAIL, _DUE = 1, 2, 3, 4
_KEYWORD = re.compile(
    r"(?<![^\s(,;:–—\\])(?:"
    r"(?P<due>(?:due(?:\s+(?:on|by|date))?|(?:fällig|faellig)(?:\s+(?:am|bis(?:\s+zum)?))?)(?:\s*[:=]\s*|\s+))"
    r"|(?P<frist>(?:deadline|frist)(?:\s+(?:is|bis))?(?:\s*[:=]\s*|\s+))"
    r"|(?P<by>(?P<word>by|until|till|no\s+later\s+than|bis|spätestens|spaetestens)\s+(?:spätestens\s+|spaetestens\s+)?"
    r"(?:(?:on|am|bis|zum(?!\s+\d{1,2}\.(?!\s*\w))|den|dem)\s+)?))",
    re.IGNORECASE,
)
# Where a date without a word before it can begin (a cheap sieve before the grammar of dates is asked).
_DATE_START = re.compile(
    r"(?<![^\s(,;:–—\\])(?=\d|Q\d|\d\.|[KC]?W\s?\d|(?:week|wk|kalenderwoche|calendar|end|ende|mitte|mid|middle|anfang|beginn"
    r"|beginning|start|late|early|the|zum|next|this|coming|n[äa]e?chste|kommende|folgende|diese|in|tomorrow|tmrw|morgen|day"
    r"|übermorgen|uebermorgen|today|tonight|heute|EO[DWMQY]|COB|year|month|quarter|monats|jahres|quartals|wochen"
    r"|mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|sun|jan|jän|feb|m[äa]r|maerz|mrz|apr|ma[iy]|ju[nl]|aug|sep|o[kc]t|nov|de[zc]))",
    re.IGNORECASE,
)
# These may end a line after any noun; a day of the month, a weekday or a quarter is too often what the decision is
# about ("Umsatzziel Q1", "Black Friday", "Release 18.10."), and so are days of waiting ("Antwort in 2 Tagen").
_LIBERAL_FORMS = frozenset({"iso", "part", "week", "relative", "distance"})
_DAYS = re.compile(r"\b(?:days?|tage?n?)$", re.IGNORECASE)
_NO_DATE_AFTER = re.compile(
    r"(?:^|\s)(?:to|on|in|from|for|of|at|the|a|since|before|after|until|till|by|next|last|this|per|than|as|with|and|or|is"
    r"|through|between|over|within|during|im|am|an|auf|zum|zur|für|von|vom|nach|vor|seit|ab|gegen|bis|der|die|das|den"
    r"|dem|des|diese[rsnm]?|letzte[rsnm]?|und|oder|als|wie|mit|über|bei|zwischen|während|pro|guten|ist|war|erst|nur)$",
    re.IGNORECASE,
)
_IS_BEFORE = re.compile(r"\b(?:is|are|was|were|be|been|falls?|fell|ist|sind|war|waren|wird|werden)$", re.IGNORECASE)
# A range and not an end: "Montag bis Freitag", "15.3. bis 20.3.", "KW 21 bis KW 23", "from now until Friday".
_WEEKDAY_BEFORE = re.compile(
    r"(?:\b(?:mo|di|mi|do|fr|sa|so|mon|tues?|wed|thu|thurs?|fri|sat|sun)\.?|\b\w+(?:tag|woche)|mittwoch|\w+day|\bnow"
    r"|jetzt|sofort|heute|\btoday)$",
    re.IGNORECASE,
)
_DATE_BEFORE = re.compile(
    r"(?:(?:^|\s)\d{1,2}\.?(?:\d{1,2}\.)?(?:\d{2,4})?|(?:Q|KW\s?)\d+|\b20\d\d|\bnow|jetzt|sofort|heute|\btoday"
    rf"|\b{MONTH})$",
    re.IGNORECASE,
)
_BECAUSE = re.compile(r"(?<=[\s,;–—\\])(?:because|weil)(?=\s)", re.IGNORECASE)
_NOT_A_CLAUSE = re.compile(r"(?:^|\s)(?:not|just|only|simply|but|nicht|nur|bloß|sondern)\s*$", re.IGNORECASE)
_FILLER = re.compile(r"[\s,;.!)\]–—-]*")
_PAUSE_BEFORE = re.compile(r"(?:^|[,;.:!?)\]–—]|\s-)\s*$")


def find_marks(line: str, today: date) -> Marks:
    """All that is a marker in `line`. What is taken depends on the words alone, its days also on `today`."""
    return _Search(line, today).run()


class _Search:
    def __init__(self, line: str, today: date) -> None:
        self._line = line
        self._today = today
        self._sure: list[Mark] = []
        self._escapes: set[int] = set()

    def run(self) -> Marks:
        for mark in sorted(self._signs(), key=lambda found: (found.start, -found.end)):
            if not self._inside(mark.start):
                self._sure.append(mark)
        conjunction = self._conjunction()
        days = [*self._tail_marks(list(self._days(conjunction)), conjunction)]
        chosen = max((mark for mark in days if mark.field == "due"), key=lambda m: (m.rank, m.start), default=None)
        marks = [*self._sure, *(mark for mark in days if mark.field != "due" or mark is chosen)]
        return Marks(
            tuple(sorted(marks, key=lambda mark: mark.start)),
            conjunction,
            tuple(sorted(at for at in self._escapes if not any(m.start <= at < m.end for m in marks))),
        )

    def _signs(self) -> Iterator[Mark]:
        for match in _OWNER.finditer(self._line):
            value = " ".join(next(group for group in match.groups() if group is not None).split())
            if value and self._is_free(match.start()):
                yield Mark(match.start(), match.end(), "owner", value)
        for match in _HASH.finditer(self._line):
            word = match["word"].lower()
            value = _COUNTED.get(word) or _BASIS.get(word) or (_door(word) if _DOOR_WORD.fullmatch(word) else None)
            if value is not None and self._is_free(match.start()):
                field = {Counted: "counted", Basis: "basis", Door: "door"}[type(value)]
                yield Mark(match.start(), match.end(), field, value)
        for match in _SURE_DOOR.finditer(self._line):
            if self._is_free(match.start()):
                yield Mark(match.start(), match.end(), "door", _door(match["word"]))

    def _is_free(self, start: int) -> bool:
        """Whether what was found at `start` counts; a backslash that begins a word before it makes it plain text."""
        if start == 0 or self._line[start - 1] != "\\":
            return True
        if start == 1 or self._line[start - 2] in " \t(,;":
            self._escapes.add(start - 1)
        return False

    def _inside(self, position: int) -> bool:
        return any(mark.start <= position < mark.end for mark in self._sure)

    def _conjunction(self) -> tuple[int, int] | None:
        candidates = [match for match in _BECAUSE.finditer(self._line) if not self._inside(match.start())]
        for match in [match for match in candidates if self._is_free(match.start())]:
            if _NOT_A_CLAUSE.search(self._line[max(0, match.start() - 20) : match.start()]):
                continue
            if self._has_words(0, match.start()) and self._has_words(match.end(), len(self._line)):
                return match.start(), match.end()
        return None

    def _has_words(self, start: int, end: int) -> bool:
        at = start
        for mark in [*self._sure, Mark(end, end, "", "")]:
            if mark.end > start and re.search(r"\w", self._line[at : min(mark.start, end)]):
                return True
            at = max(at, mark.end)
        return False

    def _days(self, conjunction: tuple[int, int] | None) -> Iterator[tuple[Mark, DueMatch | None, bool]]:
        """Candidates: the mark, the bare date (None where a word introduces it), whether it needs the line's tail."""
        covered = 0
        starts = sorted(
            [(match.start(), match) for match in _KEYWORD.finditer(self._line)]
            + [(match.start(), None) for match in _DATE_START.finditer(self._line)],
            key=lambda start: (start[0], start[1] is None),
        )
        for start, keyword in starts:
            if start < covered or self._inside(start):
                continue
            day = match_due(self._line, keyword.end() if keyword else start, self._today, short=keyword is not None)
            if day is None or any(start < mark.start < day.end for mark in self._sure):
                continue
            if not self._is_free(start):
                covered = day.end
                continue
            if conjunction and start < conjunction[0] < day.end:
                continue
            if keyword is None:
                yield Mark(start, day.end, "due", day.due, _BARE), day, True
            else:
                needs_tail = self._keyword_needs_tail(keyword, day, conjunction)
                if needs_tail is None:
                    continue
                yield Mark(start, day.end, "due", day.due, _DUE if keyword["by"] is None else 0), None, needs_tail
            covered = day.end
        for match in _TAIL_DOOR.finditer(self._line):
            if not self._inside(match.start()) and self._is_free(match.start()):
                yield Mark(match.start(), match.end(), "door", _door(match["word"])), None, True

    def _keyword_needs_tail(
        self, keyword: re.Match[str], day: DueMatch, conjunction: tuple[int, int] | None
    ) -> bool | None:
        """Whether the day after a word counts only in the tail; None where it never counts."""
        before = self._line[max(0, keyword.start() - 40) : keyword.start()].rstrip()
        words = self._line[day.start : day.end]
        if keyword["due"]:
            if _IS_BEFORE.search(before):
                return None
            return day.form == "weekday" and words.islower() and len(words) < 3
        if keyword["frist"]:
            return None if not self._pauses(keyword.start()) else True
        word = keyword["word"].lower()
        ranged = _WEEKDAY_BEFORE if day.form in {"weekday", "relative", "today"} else _DATE_BEFORE
        if word in {"bis", "until", "till"} and ranged.search(before) and not self._after_mark(keyword.start()):
            return None
        abbreviated = len(words.rstrip(".")) <= 3 and words.rstrip(".").lower() != "may"
        if day.form == "month" and word == "by" and (abbreviated or before.lower().endswith(("ed", "en"))):
            return None  # "approved by Jan", "written by April"
        if day.form == "weekday" and words == "so":
            return None  # "bis so weit"
        in_reason = conjunction is not None and keyword.start() > conjunction[0]
        short = day.form == "date" and re.fullmatch(r"\d+\.\d+", words) is not None
        if short and word == "by":
            return None  # "by 3.5" is a number
        return in_reason or short or day.form == "today" or (abbreviated and day.form in {"weekday", "month"})

    def _tail_marks(
        self, found: list[tuple[Mark, DueMatch | None, bool]], conjunction: tuple[int, int] | None
    ) -> Iterator[Mark]:
        """From right to left, because each may only be followed by markers."""
        accepted = {mark.start: mark.end for mark in self._sure}
        limits = {len(self._line), *(conjunction or ())[:1]}
        for mark, bare, needs_tail in sorted(found, key=lambda each: -each[0].start):
            in_tail = self._in_tail(mark.end, accepted, limits)
            if needs_tail and not in_tail:
                continue
            if mark.field == "door":
                if not self._pauses(mark.start) and not _PLAIN_DOOR.fullmatch(self._line, mark.start, mark.end):
                    continue
            elif bare and not self._may_stand_alone(mark, bare):
                continue
            accepted[mark.start] = mark.end
            rank = mark.rank or (_BY_IN_TAIL if in_tail else _BY_IN_PROSE)
            yield Mark(mark.start, mark.end, mark.field, mark.value, rank)

    def _in_tail(self, position: int, accepted: dict[int, int], limits: set[int]) -> bool:
        while True:
            filler = _FILLER.match(self._line, position)
            position = filler.end() if filler else position
            if position in limits:
                return True
            if position not in accepted:
                return False
            position = accepted[position]

    def _may_stand_alone(self, mark: Mark, day: DueMatch) -> bool:
        if self._pauses(mark.start):
            words = self._line[day.start : day.end]
            return day.form != "weekday" or len(words) > 2 or not words.islower() or self._after_mark(mark.start)
        before = self._line[max(0, mark.start - 40) : mark.start].rstrip()
        if day.form not in _LIBERAL_FORMS or _NO_DATE_AFTER.search(before) or not before:
            return False
        return day.form != "distance" or _DAYS.search(self._line[day.start : day.end]) is None

    def _pauses(self, position: int) -> bool:
        """Whether a new thought may begin here: after punctuation or another marker."""
        before = self._line[max(0, position - 10) : position]
        return self._after_mark(position) or (_PAUSE_BEFORE.search(before) is not None)

    def _after_mark(self, position: int) -> bool:
        return any(mark.end <= position and not self._line[mark.end : position].strip(" \t,;") for mark in self._sure)


def _door(word: str) -> Door:
    return Door.ONE_WAY if word.lower().startswith(("1", "one", "ein")) else Door.TWO_WAY
