"""When a meeting begins, as people type it: a day in words or figures, and a time of day."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from emptychair.app.clock import local
from emptychair.domain.due import format_due, parse_due

_TIME = re.compile(r"(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>\d{2})?)?\s*(?:uhr)?\s*(?P<half>[ap]\.?m\.?)?", re.I)
_COMPACT = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d{2})")
USUAL = time(9, 0)  # a day without a time


def read_day(text: str, today: date) -> date | None:
    """The day that the field means ("tomorrow", "Fr", "24.11.", "2026-11-24"); None where it means none."""
    text = " ".join(text.split())
    return parse_due(text, today) if text else None


def read_time(text: str) -> time | None:
    """The time of day that the field means ("9", "9:30", "14 Uhr", "2 pm", "0930"); None where it means none."""
    text = " ".join(text.split())
    found = _TIME.fullmatch(text) or _COMPACT.fullmatch(text)
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found.groupdict().get("half") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def epoch_ms(day: date, at: time, zone: str) -> int:
    """UTC epoch ms of a day and a time on the clock of the IANA zone."""
    try:
        where = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        where = UTC
    return round(datetime.combine(day, at, tzinfo=where).timestamp() * 1000)


def as_fields(ms: int | None, zone: str, language: str) -> tuple[str, str]:
    """Day and time as `read_day` and `read_time` read them back; empty without a date."""
    if ms is None:
        return "", ""
    at = local(ms, zone)
    return format_due(at.date(), language), f"{at:%H:%M}"
