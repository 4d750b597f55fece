"""Due dates as people type them, in German and in English.

`match_due` reads a date expression at one place of a line, `parse_due` a whole field. Nothing is guessed: what can be
read in two ways (`3/15`) is not a date. The rules, all relative to `today`:

- a weekday is the next such day after today; today's own weekday is in seven days; `next Friday` is the Friday of next
  week, `this Friday` and `kommenden Freitag` the next one;
- a day without a year is the next such day, today included; a day with a year is taken as written, also in the past;
- a month, quarter, or year is its last day, `mid` its 15th, `beginning` its first; a week (`KW 23`, `next week`,
  `EOW`) is its Friday, or its Sunday where that Friday has passed; what is over rolls to the next year.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

Resolver = Callable[[re.Match[str], date], date | None]

_WEEKDAYS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "montag monday mon mo",
            "dienstag tuesday tues tue di",
            "mittwoch wednesday wed mi",
            "donnerstag thursday thurs thur thu do",
            "freitag friday fri fr",
            "samstag sonnabend saturday sat sa",
            "sonntag sunday sun so",
        )
    )
    for word in words.split()
}
_MONTHS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "januar january jänner jan",
            "februar february feber feb",
            "märz maerz march mär mrz mar",
            "april apr",
            "mai may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "dezember december dez dec",
        ),
        start=1,
    )
    for word in words.split()
}
_NUMBERS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "a an one ein eine einem einer einen",
            "two zwei",
            "three drei",
            "four vier",
            "five fünf fuenf",
            "six sechs",
            "seven sieben",
            "eight acht",
            "nine neun",
            "ten zehn",
        ),
        start=1,
    )
    for word in words.split()
}


def _any_of(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:20\d\d)"
MONTH = rf"(?:{_any_of(_MONTHS)})\b\.?"
_WEEKDAY = rf"(?:{_any_of(_WEEKDAYS)})\b\.?"
_NEXT = r"(?:next|nächste[rnsm]?|naechste[rnsm]?|kommende[rnsm]?|folgende[rnsm]?)"
_THIS = r"(?:this|diese[rnsm]?)"
_OF = r"(?:\s+of)?(?:\s+(?:the|des|der|dem))?"

FRIDAY = 4


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _month_of(word: str) -> int:
    return _MONTHS[word.lower().rstrip(".")]


def _year_of(digits: str | None) -> int | None:
    if not digits:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _day(year: int | None, month: int, day: int, today: date) -> date | None:
    """The day as written, or without a year the next such day, today included (29 February waits for a leap year)."""
    for candidate in (year,) if year else range(today.year, today.year + 9):
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year or found >= today:
            return found
    return None


def _in_month(part: str, year: int | None, month: int, today: date) -> date:
    day = {"start": 1, "mid": 15}.get(part)
    for candidate in (year or today.year, today.year + 1):
        found = date(candidate, month, day) if day else _month_end(candidate, month)
        if year or found >= today:
            return found
    return found


def _friday(monday: date, today: date) -> date:
    friday = monday + timedelta(days=FRIDAY)
    return friday if friday >= today or monday + timedelta(days=6) < today else monday + timedelta(days=6)


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


def _iso_week(week: int, year: int | None, today: date) -> date | None:
    for candidate in (year,) if year else range(today.isocalendar().year, today.isocalendar().year + 9):
        try:
            monday = date.fromisocalendar(candidate, week, 1)
        except ValueError:
            continue
        if year or monday + timedelta(days=6) >= today:
            return _friday(monday, today)
    return None


def _part(words: str) -> str:
    word = words.lower()
    if word.startswith(("mid", "mitte")):
        return "mid"
    return "start" if word.startswith(("beginning", "start", "early", "anfang", "beginn")) else "end"


def _iso(match: re.Match[str], today: date) -> date | None:
    return _day(int(match["year"]), int(match["month"]), int(match["day"]), today)


def _numeric(match: re.Match[str], today: date) -> date | None:
    return _day(_year_of(match["year"]), int(match["month"]), int(match["day"]), today)


def _named(match: re.Match[str], today: date) -> date | None:
    return _day(_year_of(match["year"]), _month_of(match["month"]), int(match["day"]), today)


def _part_of_month(match: re.Match[str], today: date) -> date | None:
    return _in_month(_part(match["part"]), _year_of(match["year"]), _month_of(match["month"]), today)


def _whole_month(match: re.Match[str], today: date) -> date | None:
    return _in_month("end", _year_of(match["year"]), _month_of(match["month"]), today)


def _quarter(match: re.Match[str], today: date) -> date | None:
    return _in_month("end", _year_of(match["year"]), 3 * int(match["quarter"] or match["quartal"]), today)


def _part_of_year(match: re.Match[str], _today: date) -> date | None:
    year, part = int(match["year"]), _part(match["part"])
    return date(year, *{"start": (1, 1), "mid": (6, 30), "end": (12, 31)}[part])


def _part_of_period(match: re.Match[str], today: date) -> date | None:
    """`end of next week`, `Mitte des Monats`, `next quarter`, `EOM` …"""
    words = match.groupdict()
    part, unit = _part(words.get("part") or "end"), match["unit"].lower()
    ahead = 1 if words.get("next") else 0
    if unit.startswith(("w", "eow")):
        monday = _monday(today) + timedelta(weeks=ahead)
        if part == "end":
            return _friday(monday, today)
        found = monday + timedelta(days=2 if part == "mid" else 0)
        return found if found >= today else found + timedelta(weeks=1)
    if unit.startswith(("m", "eom")):
        months = today.year * 12 + today.month - 1 + ahead
        found = _in_year_month(part, months)
        return found if found >= today else _in_year_month(part, months + 1)
    if unit.startswith(("q", "eoq")):
        quarters = today.year * 4 + (today.month - 1) // 3 + ahead
        return _month_end(quarters // 4, quarters % 4 * 3 + 3)
    year = today.year + ahead
    return date(year, 12, 31) if part == "end" else date(year if ahead else year + 1, 1, 1)


def _in_year_month(part: str, months: int) -> date:
    year, month = months // 12, months % 12 + 1
    return _month_end(year, month) if part == "end" else date(year, month, 15 if part == "mid" else 1)


def _week(match: re.Match[str], today: date) -> date | None:
    return _iso_week(int(match["week"]), _year_of(match["year"]), today)


def _relative_day(match: re.Match[str], today: date) -> date | None:
    word = match["word"].lower()
    if "after" in word or word.startswith(("über", "ueber")):
        return today + timedelta(days=2)
    return today + timedelta(days=1 if word.startswith(("tom", "tmr", "mor")) else 0)


def _distance(match: re.Match[str], today: date) -> date | None:
    word = match["number"].lower()
    number, unit = _NUMBERS.get(word) or int(word), match["unit"].lower()
    if unit.startswith(("d", "t")):
        return today + timedelta(days=number)
    if unit.startswith("w"):
        return today + timedelta(weeks=number)
    months = today.year * 12 + today.month - 1 + (number if unit.startswith("m") else 12 * number)
    last = _month_end(months // 12, months % 12 + 1)
    return last.replace(day=min(today.day, last.day))


def _weekday(match: re.Match[str], today: date) -> date | None:
    words = match.groupdict()
    number = _WEEKDAYS[match["weekday"].lower().rstrip(".")]
    which = (words.get("which") or words.get("before") or words.get("after") or "").lower()
    if which.startswith(("next", "nächste", "naechste", "folgende")) or (which and not words.get("which")):
        return _monday(today) + timedelta(weeks=1, days=number)
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def _day_of_month(match: re.Match[str], today: date) -> date | None:
    day = int(match["day"])
    for months in range(today.year * 12 + today.month - 1, today.year * 12 + today.month + 11):
        found = _day(months // 12, months % 12 + 1, day, today)
        if found and found >= today:
            return found
    return None


# In this order: the longer form of the same words first.
_FORMS: tuple[tuple[str, str, Resolver], ...] = (
    ("iso", r"(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])", _iso),
    ("date", rf"(?P<day>{_DAY})\.\s?(?P<month>0?[1-9]|1[0-2])\.(?:\s?(?P<year>{_YEAR}|\d\d(?![\d.,])))?", _numeric),
    (
        "date",
        rf"(?:the\s+)?(?P<day>{_DAY})(?:\.|st|nd|rd|th)?\s?(?:of\s)?\s?(?P<month>{MONTH})(?:,?\s+(?P<year>{_YEAR}))?",
        _named,
    ),
    (
        "date",
        (
            rf"(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{_DAY})(?:st|nd|rd|th)?(?![\d:%.,]\d|\s?%)"
            rf"(?:,?\s+(?P<year>{_YEAR}))?"
        ),
        _named,
    ),
    (
        "part",
        (
            rf"(?:the\s+|zum\s+)?(?P<part>end|late|middle|mid|beginning|start|early|ende|mitte|anfang|beginn)"
            rf"(?:{_OF}\s+|-)(?P<month>{MONTH})(?:\s+(?P<year>{_YEAR}))?"
        ),
        _part_of_month,
    ),
    (
        "quarter",
        (
            rf"(?:(?:the\s+)?(?:end|ende){_OF}\s+)?(?:Q(?P<quarter>[1-4])|(?P<quartal>[1-4])\.\s?Quartals?)"
            rf"(?:(?:\s|\s?/\s?)(?P<year>{_YEAR}|\d\d(?!\d)))?"
        ),
        _quarter,
    ),
    (
        "part",
        rf"(?:the\s+)?(?P<part>end|middle|mid|beginning|start|ende|mitte|anfang|beginn){_OF}\s+(?P<year>{_YEAR})",
        _part_of_year,
    ),
    (
        "part",
        (
            rf"(?:the\s+|zum\s+)?(?P<part>end|middle|mid|beginning|start|ende|mitte|anfang)(?:{_OF}|-)"
            rf"(?:\s+(?:{_THIS}|(?P<next>{_NEXT})))?[\s-]"
            r"(?P<unit>week|month|quarter|year|woche|monats?|quartals?|jahres)"
        ),
        _part_of_period,
    ),
    (
        "part",
        r"(?:the\s+)?(?P<unit>week|month|quarter|year)(?:['’]s)?[\s-]end",
        _part_of_period,
    ),
    ("part", r"(?:zum\s+)?(?P<unit>wochen|monats|quartals|jahres)ende", _part_of_period),
    ("part", r"(?P<unit>EOW|EOM|EOQ|EOY)", _part_of_period),
    (
        "week",
        (
            rf"(?:(?:end\s+of|ende)\s+)?(?:(?:KW|CW|calendar\s+week|week|wk|kalenderwoche)\s?|W)(?P<week>[1-9]|0[1-9]|[1-4]\d|5[0-3])"
            rf"(?![\d.,]\d)(?:(?:\s|\s?/\s?)(?P<year>{_YEAR}))?"
        ),
        _week,
    ),
    (
        "relative",
        rf"(?P<after>{_NEXT})\s+(?:week|woche)\s+(?:on\s+|am\s+)?(?P<weekday>{_WEEKDAY})",
        _weekday,
    ),
    (
        "relative",
        rf"(?P<weekday>{_WEEKDAY})\s+(?:of\s+)?(?P<before>{_NEXT})\s+(?:week|woche)",
        _weekday,
    ),
    (
        "relative",
        rf"(?:{_THIS}|(?P<next>{_NEXT}))\s+(?P<unit>week|month|quarter|year|woche|monats?|quartal|jahr)",
        _part_of_period,
    ),
    (
        "weekday",
        rf"(?:(?P<which>{_NEXT}|{_THIS}|coming)\s+)?(?P<weekday>{_WEEKDAY})",
        _weekday,
    ),
    (
        "relative",
        r"(?P<word>(?:the\s+)?day\s+after\s+tomorrow|tomorrow|tmrw|übermorgen|uebermorgen|morgen)",
        _relative_day,
    ),
    ("today", r"(?P<word>today|tonight|heute|EOD|COB)", _relative_day),
    (
        "distance",
        (
            rf"in\s+(?P<number>\d{{1,3}}|{_any_of(_NUMBERS)})\s+"
            r"(?P<unit>days?|weeks?|months?|years?|tage?n?|wochen?|monate?n?|jahre?n?)"
        ),
        _distance,
    ),
    ("month", rf"(?P<month>{MONTH})(?:\s+(?P<year>{_YEAR}))?", _whole_month),
    ("day", rf"(?:the\s+(?P<day>{_DAY})(?:st|nd|rd|th))", _day_of_month),
    ("day", rf"(?:zum\s+(?P<day>{_DAY})\.)(?!\s*\w)", _day_of_month),
)
# Nothing that goes on as a word, a compound (`Freitag-Team`), or a genitive (`Friday's`).
_BOUNDARY = r"(?!\w|-\w|['’]\w)"
_PATTERNS: tuple[tuple[str, re.Pattern[str], Resolver], ...] = tuple(
    (name, re.compile(rf"{pattern}{_BOUNDARY}", re.IGNORECASE), resolve) for name, pattern, resolve in _FORMS
)
_SHORT_DATE = re.compile(
    rf"(?P<day>{_DAY})\.(?P<month>0?[1-9]|1[0-2])(?P<year>)(?![\d.,]\d|\w|-\w|\s?[%€$])", re.IGNORECASE
)
_LEAD = re.compile(rf"{_WEEKDAY},?\s+(?:the\s+|den\s+|dem\s+)?(?=\d|(?:{_any_of(_MONTHS)})\b)", re.IGNORECASE)
_TRAIL = re.compile(
    r"(?:,?\s+(?:at\s+|um\s+)?\d{1,2}(?:[:.]\d\d)?\s?(?:Uhr|a\.?m\.?|p\.?m\.?)"
    r"|\s+(?:morning|noon|afternoon|evening|night|früh|vormittag|mittag|nachmittag|abend))(?!\w|-\w)",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(
    r"(?:(?:due|fällig|faellig|deadline|frist|by|bis|until|till|no\s+later\s+than|spätestens|spaetestens)(?:\s*[:=])?\s*)?"
    r"(?:(?:on|by|at|am|bis|spätestens|spaetestens|zum(?!\s+\d{1,2}\.(?!\s*\w))|den|dem)\s+)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DueMatch:
    """A date expression found in a line: `[start, end)` in code points, the `form` it has, and the day it means."""

    start: int
    end: int
    form: str
    due: date


def match_due(line: str, start: int, today: date, *, short: bool = False) -> DueMatch | None:
    """The date expression that begins exactly at `start`, or None. `short` also allows `15.3` without its last dot."""
    lead = _LEAD.match(line, start)
    for begin in (lead.end(), start) if lead else (start,):
        for form, pattern, resolve in _PATTERNS:
            match = pattern.match(line, begin)
            if match is None or (begin != start and form not in {"iso", "date"}):
                continue
            due = _resolve(resolve, match, today)
            if due is not None:
                trail = _TRAIL.match(line, match.end())
                return DueMatch(start, trail.end() if trail else match.end(), form, due)
        if short and (match := _SHORT_DATE.match(line, begin)):
            due = _numeric(match, today)
            if due is not None:
                return DueMatch(start, match.end(), "date", due)
    return None


def parse_due(words: str, today: date) -> date | None:
    """The day that a whole field means (`fri`, `bis Freitag`, `KW 23`, `15.3.`, `2026-03-15`), or None."""
    words = words.strip().rstrip(",;!")
    introduction = _INTRODUCTION.match(words)
    for begin in (0, introduction.end() if introduction else 0):
        found = match_due(words, begin, today, short=True)
        if found and found.end == len(words):
            return found.due
    return None


def format_due(due: date, language: str) -> str:
    """The day as `parse_due` reads it back: `15.03.2026` in German, `2026-03-15` in every other language."""
    return f"{due:%d.%m.}{due.year:04d}" if language.startswith("de") else due.isoformat()


def _resolve(resolve: Resolver, match: re.Match[str], today: date) -> date | None:
    try:
        return resolve(match, today)
    except (OverflowError, ValueError):
        return None  # beyond the calendar
