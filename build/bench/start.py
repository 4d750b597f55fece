"""From the start of the process to the first painted window: a bare QWidget against the console of the demo meeting.

The window writes the monotonic time of its first paint to the file that EMPTYCHAIR_BENCH_PAINT names; that clock is the
same for all processes of a machine, so nothing waits and nothing is polled into the figure.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from rows import ROOT, Desk, Row

TURNS = 15
BARE = """if True:
    import os, sys, time
    from PySide6.QtWidgets import QApplication, QWidget

    class Window(QWidget):
        def paintEvent(self, event):
            with open(os.environ["EMPTYCHAIR_BENCH_PAINT"], "w") as file:
                file.write(str(time.monotonic_ns()))
            QApplication.quit()

    app = QApplication(sys.argv)
    window = Window()
    window.resize(1440, 900)
    window.show()
    app.exec()
"""


def first_paint(command: list[str], mark: Path) -> float:
    """Milliseconds from spawn to first paint; the process ends itself then."""
    mark.unlink(missing_ok=True)
    environment = {**os.environ, "EMPTYCHAIR_BENCH_PAINT": str(mark), "EMPTYCHAIR_BENCH_QUIT": "1"}
    start = time.monotonic_ns()
    subprocess.run(command, env=environment, check=True, timeout=60, stdout=subprocess.DEVNULL)
    return (int(mark.read_text()) - start) / 1e6


def measure(desk: Desk) -> Iterator[Row]:
    workspace, meeting = desk.demo
    console = ["open", "--workspace", str(workspace), meeting]
    commands = {
        "bare QWidget window": [sys.executable, "-c", BARE],
        "start to first painted console": [sys.executable, "-m", "emptychair", *console],
    }
    frozen = ROOT / "out" / "package" / "emptychair" / "emptychair"
    if frozen.is_file():
        commands["frozen: start to first painted console"] = [str(frozen), *console]
    times: dict[str, list[float]] = {what: [] for what in commands}
    # In turns, so that whatever else the machine does falls on all of them; the first turn warms the caches.
    for turn in range(TURNS + 1):
        for what, command in commands.items():
            taken = first_paint(command, desk.folder / "painted")
            if turn:
                times[what].append(taken)
    bare = Row("bare QWidget window", tuple(times.pop("bare QWidget window")), "ms")
    yield bare
    for what, values in times.items():
        yield Row(what, tuple(values), "ms", baseline=bare.median, limit_ratio=2.5)
