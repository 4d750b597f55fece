"""Memory of the windows' process with the console open, and of the matching process after a whole agenda."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from rows import Desk, Row
from start import BARE

WINDOWS_MB = 200.0
MATCHING_MB = 400.0


def resident_mb(pid: int) -> float:
    """What a process holds in memory now, in MB. Linux and macOS; elsewhere NaN."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    if sys.platform == "darwin":
        return int(subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=True).stdout) / 1024
    return float("nan")


def settled_mb(command: list[str], mark: Path) -> float:
    """The memory of a program some time after its first paint, when it has grown no more for half a second."""
    mark.unlink(missing_ok=True)
    with subprocess.Popen(command, env={**os.environ, "EMPTYCHAIR_BENCH_PAINT": str(mark)}) as process:
        try:
            deadline = time.monotonic() + 30
            while not mark.exists() and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.02)
            largest, quiet = 0.0, 0
            while quiet < 5 and time.monotonic() < deadline:
                now = resident_mb(process.pid)
                quiet = quiet + 1 if now <= largest else 0
                largest = max(largest, now)
                time.sleep(0.1)
            return largest
        finally:
            process.terminate()


def measure(desk: Desk) -> Iterator[Row]:
    from emptychair.app.match_client import MatchProcess
    from emptychair.domain.ids import MeetingId

    workspace, meeting = desk.demo
    mark = desk.folder / "painted"
    bare = settled_mb([sys.executable, "-c", BARE.replace("QApplication.quit()", "pass")], mark)
    console = [sys.executable, "-m", "emptychair", "open", "--workspace", str(workspace), meeting]
    yield Row("windows' process", (settled_mb(console, mark),), "MB", baseline=bare, limit=WINDOWS_MB)
    matcher = MatchProcess(workspace)
    matcher.match_meeting(MeetingId(meeting)).result(timeout=60)
    assert matcher.pid is not None
    yield Row("matching process", (resident_mb(matcher.pid),), "MB", limit=MATCHING_MB)
    matcher.close()
