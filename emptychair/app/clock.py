"""Time for everything that is measured or logged."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class SteadyClock:
    """UTC anchored once at the start and then driven by the monotonic clock: a clock set back in mid-meeting
    changes no order and no duration."""

    def __init__(self) -> None:
        self._anchor = time.time_ns() // 1_000_000
        self._start = time.monotonic_ns()

    def now_ms(self) -> int:
        """UTC epoch ms."""
        return self._anchor + (time.monotonic_ns() - self._start) // 1_000_000


class LapseClock(SteadyClock):
    """A steady clock that can be moved on: a demo lasts seconds and tells of minutes."""

    def __init__(self) -> None:
        super().__init__()
        self._skipped = 0

    def now_ms(self) -> int:
        """UTC epoch ms, the skipped time included."""
        return super().now_ms() + self._skipped

    def skip(self, minutes: float) -> None:
        """Let minutes pass at once."""
        self._skipped += int(minutes * 60_000)


def local(ms: int, zone: str) -> datetime:
    """`ms` (UTC epoch) on the clock of the IANA zone; an unknown zone falls back to UTC."""
    try:
        return datetime.fromtimestamp(ms / 1000, ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        return datetime.fromtimestamp(ms / 1000, UTC)


def known_zone(name: str) -> str:
    """`name` if it is an IANA zone that this system knows, else "UTC"."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"
    return name


def system_zone() -> str:
    """The IANA name of the system's zone where it can be told, else "UTC"."""
    import os
    from pathlib import Path

    name = os.environ.get("TZ", "").removeprefix(":")
    if not name:
        link = Path("/etc/localtime")
        if link.is_symlink():
            name = str(link.resolve()).partition("zoneinfo/")[2]
    if not name:
        name = _offset_zone()
    return known_zone(name)


def _offset_zone() -> str:
    # Windows names no IANA zone: the fixed offset keeps today's times right. Etc/GMT counts the other way round.
    offset = datetime.now().astimezone().utcoffset()
    hours = round(offset.total_seconds() / 3600) if offset else 0
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"
