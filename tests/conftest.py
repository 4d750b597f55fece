"""What every test stands on: an own data folder, an offscreen Qt, no window left behind."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parents[1]

# Read by Qt and by the program when they start, so set before anything imports them. Pictures and sizes are compared:
# the desk's own style, scale and platform must not reach in. EMPTYCHAIR_TEST_PLATFORM=xcb shows the windows.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("EMPTYCHAIR_TEST_PLATFORM", "offscreen")
for name in ("QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "QT_FONT_DPI"):
    os.environ.pop(name, None)
_HOME = tempfile.mkdtemp(prefix="emptychair-tests-")
os.environ["EMPTYCHAIR_HOME"] = _HOME
os.environ["EMPTYCHAIR_LANGUAGE"] = "en"

# No deadline: two busy cores make any of them a coin toss. In CI the same examples every time, so that a red run is
# about the change; looking for new ones is for the desk.
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def resources() -> Path:
    """Fonts, icons, styles, words, demo stories."""
    return ROOT / "resources"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the checkout: real exports of other programs, which are not ours to copy."""
    folder = ROOT.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("needs ../shared/data, which is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["emptychair"]


@pytest.fixture(autouse=True)
def _no_window_left_behind() -> Iterator[None]:
    """Windows closed by a test are deleted before the next: else they pile up, and every event visits all of them."""
    yield
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
