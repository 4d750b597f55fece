"""Times on the room's clock."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from emptychair.app.clock import LapseClock, known_zone, local

SUMMER, WINTER = 1_782_900_000_000, 1_795_424_400_000  # 1 July 2026 10:00 UTC, 23 November 2026 09:00 UTC


def test_a_zone_knows_its_summer() -> None:
    assert f"{local(SUMMER, 'Europe/Berlin'):%H:%M}" == "12:00"
    assert f"{local(WINTER, 'Europe/Berlin'):%H:%M}" == "10:00"
    assert f"{local(WINTER, 'UTC'):%H:%M}" == "09:00"
    assert f"{local(WINTER, 'Nowhere/Land'):%H:%M}" == "09:00"


def test_an_unknown_zone_is_utc() -> None:
    assert known_zone("Europe/Berlin") == "Europe/Berlin"
    assert known_zone("../../etc/passwd") == known_zone("") == "UTC"


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "UTC", "Asia/Kathmandu"])
def test_the_systems_own_zone_reads_the_same(zone: str, root: Path) -> None:
    code = f"""if True:
        from datetime import datetime
        from zoneinfo import ZoneInfo
        from emptychair.app.clock import local, system_zone
        assert system_zone() == {zone!r}
        for ms in ({SUMMER}, {WINTER}):
            there = datetime.fromtimestamp(ms / 1000, ZoneInfo({zone!r}))
            assert local(ms, {zone!r}) == there and local(ms, {zone!r}).utcoffset() == there.utcoffset()
    """
    environment = {**os.environ, "TZ": zone, "PYTHONPATH": str(root)}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)


def test_a_lapse_moves_on() -> None:
    clock = LapseClock()
    before = clock.now_ms()
    clock.skip(2)
    assert 120_000 <= clock.now_ms() - before < 180_000
