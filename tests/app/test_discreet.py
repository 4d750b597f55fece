"""An error that nobody foresaw tells where it happened, and never what it stumbled over."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from emptychair.app.discreet import trace_of

FAILS = """
import sys, threading
sys.path.insert(0, {root!r})
from emptychair.app.discreet import hold_tongues
hold_tongues()
def fail(name):
    raise ValueError(f"{{name}} is no outcome")
thread = threading.Thread(target=fail, args=("Zwiebelfisch",))
thread.start()
thread.join()
class Late:
    def __del__(self):
        fail("Zwiebelfisch")
Late()
from PySide6.QtCore import QCoreApplication, QTimer
app = QCoreApplication([])
QTimer.singleShot(0, lambda: fail("Zwiebelfisch"))
QTimer.singleShot(50, app.quit)
app.exec()
fail("Zwiebelfisch")
"""


@pytest.mark.parametrize("debug", ["", "1"])
def test_thread_window_and_end(root: Path, debug: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FAILS.format(root=str(root))],
        capture_output=True,
        text=True,
        env={**os.environ, "EMPTYCHAIR_DEBUG": debug},
        timeout=60,
    )
    assert done.returncode != 0
    assert ("Zwiebelfisch" in done.stderr) is bool(debug)
    assert debug or done.stderr.count("ValueError") == 4


def test_the_way_is_told() -> None:
    try:
        raise KeyError("Zwiebelfisch")
    except KeyError as error:
        told = trace_of(error)
    assert told.startswith("KeyError\n  test_discreet.py:") and "Zwiebelfisch" not in told
