"""Screens that go and come back. With Xvfb and xrandr a monitor is really unplugged; everywhere its signal is sent."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from emptychair.ui.stage import ScreenId

HERE = Path(__file__).resolve().parent
SCRIPT = HERE / "two_screens.py"
HIDDEN_MS, SETTLED_MS = 200, 350


def offscreen(folder: Path) -> dict[str, Any]:
    shape = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screens = [
        {"name": "Laptop", "x": 0, "y": 0, "width": 1366, "height": 768, **shape},
        {"name": "Projector", "x": 1366, "y": 0, "width": 1920, "height": 1080, **shape},
    ]
    path = folder / "two.json"
    text = {"synchronousWindowSystemEvents": False, "windowFrameMargins": True, "screens": screens}
    path.write_text(json.dumps(text), encoding="utf-8")
    return run("offscreen", {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={path}"})


def xvfb(folder: Path) -> dict[str, Any]:
    missing = [name for name in ("Xvfb", "xrandr") if shutil.which(name) is None]
    if missing or not sys.platform.startswith("linux"):
        pytest.skip(f"needs {' and '.join(missing) or 'X11'} to unplug a monitor")
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "3840x1080x24", "-noreset", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            pytest.skip("Xvfb does not start here")
        environment = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        for monitor in (
            ("*Laptop", "1920/508x1080/286+0+0", "screen"),
            ("Projector", "1920/2000x1080/1125+1920+0", "none"),
        ):
            subprocess.run(["xrandr", "--setmonitor", *monitor], env=environment, check=True, stdout=subprocess.DEVNULL)
        return run("xcb", environment)
    finally:
        server.terminate()
        server.wait(10)


def run(platform: str, environment: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), platform], env=environment, capture_output=True, text=True, timeout=90
    )
    if platform == "xcb" and "could not be loaded" in done.stderr.lower():
        pytest.skip("Qt's xcb platform lacks a system library here")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module", params=[offscreen, xvfb], ids=["offscreen", "xvfb"])
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    yield {**request.param(tmp_path_factory.mktemp("screens")), "real": request.param is xvfb}


def test_it_opens_full_screen_where_the_console_is_not(seen: dict[str, Any]) -> None:
    assert seen["screens"] == ["Laptop", "Projector"]
    assert (seen["opened"]["screen"], seen["opened"]["full"]) == ("Projector", True)
    assert seen["opened"]["console_screen"] == "Laptop"


def test_an_unplugged_screen_takes_the_stage_with_it_at_once(seen: dict[str, Any]) -> None:
    assert seen["is_lost"]
    assert not seen["unplugged"]["visible"]
    # xrandr itself takes a while; offscreen the signal is sent from the same process.
    assert seen["hidden_after_ms"] < HIDDEN_MS


def test_the_console_is_neither_moved_nor_covered(seen: dict[str, Any]) -> None:
    for moment in ("opened", "unplugged", "returned"):
        assert seen[moment]["console"] == seen["opened"]["console"]
        assert seen[moment]["console_visible"]


def test_it_comes_back_to_the_same_screen_in_the_same_mode(seen: dict[str, Any]) -> None:
    back = seen["returned"]
    assert (back["visible"], back["full"], back["screen"]) == (True, True, "Projector")
    assert seen["returned_after_ms"] >= SETTLED_MS - 20


def test_a_burst_of_events_moves_nothing(seen: dict[str, Any]) -> None:
    assert seen["moves_in_a_burst"] == 0


def test_the_three_modes(seen: dict[str, Any]) -> None:
    assert (seen["borderless"]["mode"], seen["borderless"]["full"]) == ("borderless", False)
    assert (seen["window"]["mode"], seen["window"]["full"]) == ("window", False)
    assert seen["borderless"]["screen"] == seen["window"]["screen"] == "Projector"


def test_swapping_changes_both_and_is_remembered(seen: dict[str, Any]) -> None:
    assert seen["swapped"]["screen"] == "Laptop"
    assert seen["swapped"]["console_screen"] == "Projector"
    assert seen["chosen"] == "Laptop"


def test_it_never_opens_over_the_console_and_keeps_the_choice(seen: dict[str, Any]) -> None:
    assert seen["not_over_the_console"]["screen"] == "Laptop"
    assert seen["choice_kept"] == "Projector"
    assert seen["unknown_screen"]


# ----------------------------------------------------------------------------------------------------------- identity
EPSON = ScreenId("Seiko Epson", "EB-L265F", "X4A1", "HDMI-1", (1920, 0, 1920, 1080))


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (EPSON, True),
        (ScreenId("Seiko Epson", "EB-L265F", "X4A1", "DP-3", (0, 0, 3840, 2160)), True),  # another socket
        (ScreenId("Seiko Epson", "EB-L265F", "Y9B2", "HDMI-1", (1920, 0, 1920, 1080)), False),  # its twin next door
        (ScreenId("Dell", "U2720Q", "X4A1", "HDMI-1", (1920, 0, 1920, 1080)), False),
        (ScreenId("", "", "", "HDMI-1", (1920, 0, 1920, 1080)), True),  # a system that names only sockets
        (ScreenId("", "", "", "HDMI-2", (1920, 0, 1920, 1080)), False),
    ],
)
def test_a_screen_is_known_by_what_it_is(other: ScreenId, same: bool) -> None:
    assert (EPSON.likeness(other) > 0) is same


def test_the_serial_number_decides_between_twins() -> None:
    twin = ScreenId("Seiko Epson", "EB-L265F", "", "HDMI-1", (1920, 0, 1920, 1080))
    moved = ScreenId("Seiko Epson", "EB-L265F", "X4A1", "DP-3", (0, 0, 1920, 1080))
    assert EPSON.likeness(moved) > EPSON.likeness(twin)


def test_an_identity_survives_the_settings() -> None:
    assert ScreenId.from_text(EPSON.as_text()) == EPSON
    assert ScreenId.from_text("") is None
    assert ScreenId.from_text("a|b|c|d|1,2,x,4") is None
    assert EPSON.label == "Seiko Epson EB-L265F"
    assert ScreenId("HP", "HP E24", "", "DP-1").label == "HP E24"
    assert ScreenId(name="DP-1").label == "DP-1"
