"""How commands speak: lines for people, or one JSON object a line."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import Any

from emptychair.app.clock import local


def say(line: str = "") -> None:
    """One line on standard output, flushed: a pipe's other end sees it now."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def complain(line: str) -> None:
    """One line on standard error."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def say_json(value: dict[str, Any]) -> None:
    """One object on one line."""
    say(json.dumps(value, ensure_ascii=False))


def iso(ms: int | None, zone: str) -> str | None:
    """UTC epoch ms as ISO 8601 with the offset of the zone; None stays None."""
    return None if ms is None else local(ms, zone).isoformat(timespec="seconds")


def parse_start(text: str, zone: str) -> int | None:
    """A local "2026-11-24T14:00" (or with a space) as UTC epoch ms; None if it is no time of a meeting."""
    from zoneinfo import ZoneInfo

    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    if not 1970 < at.year < 3000:  # a slip of the pen; the ends of the calendar cannot be told in every zone
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=ZoneInfo(zone))
    return int(at.astimezone(UTC).timestamp() * 1000)
