"""Dates as other programs write them, to ISO. Whether 02/11 is in February or in November is decided for a whole
column, never for one cell: `order_of` looks at all of its values, `iso_date` is told what it found.

Nothing raises here: what is no date is "".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise
from typing import Final

DAY_FIRST: Final = "dmy"
MONTH_FIRST: Final = "mdy"

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jän jänner jaenner janv janvier",
            "feb february februar feber fév févr février",
            "mar march mär mrz märz maerz mars",
            "apr april avr avril",
            "may mai",
            "jun june juni juin",
            "jul july juli juil juillet",
            "aug august août aoû",
            "sep sept september septembre",
            "oct october okt oktober octobre",
            "nov november novembre",
            "dec december dez dezember déc décembre",
        ),
        start=1,
    )
    for name in names.split()
}
_YEARS: Final = range(1970, 2100)
_WEEKDAY = re.compile(
    r"^(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so)[a-zäöü]{0,9}\.?,?\s+(?=\d|[a-zä]{3})", re.IGNORECASE
)
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6})?(?:Z|\.\d+)?$")
_NUMBERS = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)")
_DAY_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?[\s./-]*(?:of\s+)?([^\W\d_]{3,10})\.?[\s./,-]*(\d{4}|\d{2})(?!\d)")
_NAME_DAY = re.compile(r"([^\W\d_]{3,10})\.?[\s/-]*(\d{1,2})(?:st|nd|rd|th)?[\s./,-]+(\d{4})(?!\d)")
_YEAR_NAME = re.compile(r"(\d{4})[\s/-]([^\W\d_]{3,10})\.?[\s/-](\d{1,2})(?!\d)")
_NAME_YEAR = re.compile(r"([^\W\d_]{3,10})\.?\s+(\d{4})(?!\d)")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?:\s*([ap])\.?\s?m\b\.?)?", re.IGNORECASE)
_ZONE = re.compile(r"(?:Z|UTC|GMT|([+-])(\d{2}):?(\d{2})?)\s*$")
_LONGEST = 64  # characters of a cell that is read as a date


def iso_date(value: object, order: str = "") -> str:
    """The day in `value` as YYYY-MM-DD, as the source's own clock has it (YYYY-MM or YYYY where it says no more).

    Text, or seconds or milliseconds since 1970 as a number. `order` is what `order_of` said of the column.
    """
    found = _day(value, order)
    return found[0] if found is not None else ""


def iso_time(value: object, order: str = "") -> str:
    """`value` with its time of day and zone, as far as it has them, in ISO form: it can be read without the order."""
    day = _day(value, order)
    if day is None:
        return ""
    seconds = _epoch(value)
    if seconds is not None:
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
    clock = _CLOCK.search(day[1])
    if clock is None:
        return day[0]
    hour = int(clock[1]) % 12 + (12 if clock[4].casefold() == "p" else 0) if clock[4] else int(clock[1])
    zone = _ZONE.search(day[1])
    return f"{day[0]}T{hour:02}:{clock[2]}:{clock[3] or '00'}{zone[0].strip() if zone is not None else ''}"


def instant(value: object, order: str = "") -> float | None:
    """Seconds since 1970, to put messages in order and to count waiting; a time without a zone is taken as UTC."""
    seconds = _epoch(value)
    if seconds is not None:
        return seconds
    found = _day(value, order)
    if found is None or len(found[0]) != len("YYYY-MM-DD"):
        return None
    start = datetime.fromisoformat(found[0]).replace(tzinfo=UTC)
    rest = found[1]
    clock = _CLOCK.search(rest)
    if clock is not None:
        hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
        if clock[4]:
            hour = hour % 12 + (12 if clock[4].casefold() == "p" else 0)
        start += timedelta(hours=hour, minutes=minute, seconds=second)
        zone = _ZONE.search(rest)
        if zone is not None and zone[1]:
            ahead = timedelta(hours=int(zone[2]), minutes=int(zone[3] or 0))
            start -= ahead if zone[1] == "+" else -ahead
    return start.timestamp()


def order_of(values: Iterable[object], limit: int = 2000) -> str:
    """ "dmy" or "mdy" for a column whose dates are written in numbers; "dmy" where nothing speaks for either.

    A number above twelve settles it. Else the dots of German dates, then the order that makes the days of the file
    rise or fall the more steadily (exports are sorted), then what goes with a.m. and p.m., which is American.
    """
    pairs: list[tuple[int, int, int]] = []
    dots = noon = bare = 0
    votes = {DAY_FIRST: 0, MONTH_FIRST: 0}
    for value in islice(values, limit):
        if not isinstance(value, str) or _ISO.match(text := value.strip()[:_LONGEST]):
            continue
        found = _NUMBERS.match(_WEEKDAY.sub("", text))
        if found is None:
            continue
        first, second = int(found[1]), int(found[3])
        votes[DAY_FIRST] += first > 12 >= second
        votes[MONTH_FIRST] += second > 12 >= first
        dots += found[2] == "."
        noon += bool((clock := _CLOCK.search(text)) and clock[4])
        bare += found[2] == "/" and not (found[1].startswith("0") or found[3].startswith("0")) and first < 10
        pairs.append((_year(found[4]), first, second))
    if votes[DAY_FIRST] != votes[MONTH_FIRST]:
        return MONTH_FIRST if votes[MONTH_FIRST] > votes[DAY_FIRST] else DAY_FIRST
    if not pairs or dots * 2 > len(pairs):
        return DAY_FIRST
    if len(pairs) > 2:
        day_first = _unrest([(year, second, first) for year, first, second in pairs])
        month_first = _unrest([(year, first, second) for year, first, second in pairs])
        if day_first != month_first:
            return DAY_FIRST if day_first < month_first else MONTH_FIRST
    return MONTH_FIRST if (noon + bare) * 2 > len(pairs) else DAY_FIRST


def _unrest(days: list[tuple[int, int, int]]) -> tuple[int, int]:
    """How often a row of days changes between rising and falling, and how many days it covers on its way."""
    counted = [year * 372 + month * 31 + day for year, month, day in days]
    steps = [later - earlier for earlier, later in pairwise(counted) if later != earlier]
    return sum((one > 0) != (next_one > 0) for one, next_one in pairwise(steps)), sum(map(abs, steps))


def _epoch(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        text = value.strip()
        if (
            len(text) < 10
            or not text[:10].isdecimal()
            or not re.fullmatch(r"\d{10}(?:\.\d{1,6})?|\d{13}", text, re.ASCII)
        ):
            return None
        value = float(text)
    if not isinstance(value, int | float) or not 1e8 < value < 4.2e12:
        return None
    return value / 1000 if value > 4.2e9 else float(value)


def _day(value: object, order: str) -> tuple[str, str] | None:
    """The ISO date and the rest of the text, in which the time of day stands."""
    seconds = _epoch(value)
    if seconds is not None:
        return (datetime.fromtimestamp(seconds, UTC).date().isoformat(), "")
    if not isinstance(value, str) or not value:
        return None
    if value[:4].isdecimal() and value.isascii() and (found := _ISO.match(value)):
        return _of(int(found[1]), int(found[3]), int(found[4]) if found[4] else 0, value[found.end() : _LONGEST])
    text = _WEEKDAY.sub("", value.strip().strip("'\"\u200e\u202f").replace("\u202f", " ")[:_LONGEST].strip())
    if re.fullmatch(r"\d{4}", text):
        return (text, "") if int(text) in _YEARS else None
    if found := _ISO.match(text):
        return _of(int(found[1]), int(found[3]), int(found[4]) if found[4] else 0, text[found.end() :])
    if found := _COMPACT.match(text):
        return _of(int(found[1]), int(found[2]), int(found[3]), "")
    if found := _NUMBERS.match(text):
        first, second = int(found[1]), int(found[3])
        month_first = order == MONTH_FIRST and found[2] != "."
        if first > 12 or second > 12:
            month_first = second > 12
        day, month = (second, first) if month_first else (first, second)
        return _of(_year(found[4]), month, day, text[found.end() :])
    folded = text.casefold()
    if (found := _DAY_NAME.match(folded)) and (month := _month(found[2])):
        return _of(_year(found[3]), month, int(found[1]), text[found.end() :])
    if (found := _NAME_DAY.match(folded)) and (month := _month(found[1])):
        return _of(int(found[3]), month, int(found[2]), text[found.end() :])
    if (found := _YEAR_NAME.match(folded)) and (month := _month(found[2])):
        return _of(int(found[1]), month, int(found[3]), text[found.end() :])
    if (found := _NAME_YEAR.fullmatch(folded)) and (month := _month(found[1])):
        return _of(int(found[2]), month, 0, "")
    return None


def _of(year: int, month: int, day: int, rest: str) -> tuple[str, str] | None:
    try:
        whole = date(year, month, day or 1)
    except ValueError:
        return None
    if year not in _YEARS:
        return None
    return (whole.isoformat() if day else f"{year:04}-{month:02}", rest)


def _month(name: str) -> int:
    return _MONTHS.get(name.rstrip("."), 0)


def _year(text: str) -> int:
    number = int(text)
    return number if len(text) == 4 else number + (2000 if number < 70 else 1900)
