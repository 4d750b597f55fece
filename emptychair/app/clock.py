"""Time for everything that is measured or logged."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import cache


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
    if zone == "UTC":
        return datetime.fromtimestamp(ms / 1000, UTC)
    if zone == system_zone():
        return datetime.fromtimestamp(ms / 1000).astimezone()  # the C library knows: 8 ms less to import
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return datetime.fromtimestamp(ms / 1000, ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        return datetime.fromtimestamp(ms / 1000, UTC)


def known_zone(name: str) -> str:
    """`name` if it is an IANA zone that this system knows, else "UTC"."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"
    return name


@cache
def system_zone() -> str:
    """The IANA name of the system's zone where it can be told, else "UTC"."""
    import os
    from pathlib import Path

    name = os.environ.get("TZ", "").removeprefix(":")
    if name:
        return name if name == "UTC" else known_zone(name)
    link = Path("/etc/localtime")
    if link.is_symlink():
        target = link.resolve()
        name = str(target).partition("zoneinfo/")[2]
        if name and target.is_file():
            return "UTC" if name in ("Etc/UTC", "UTC") else name
    return known_zone(_offset_zone())


def _offset_zone() -> str:
    # Windows names no IANA zone: the fixed offset keeps today's times right. Etc/GMT counts the other way round.
    offset = datetime.now().astimezone().utcoffset()
    hours = round(offset.total_seconds() / 3600) if offset else 0
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"
