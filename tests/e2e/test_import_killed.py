"""The program killed in the middle of an import: reopened, every row is there once."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from emptychair.app.preparing import BackgroundPreparing
from tests.core import Core, open_core

ROWS = 6_000


def table(path: Path) -> Path:
    lines = [f"k-{n},Lift number {n} stood still for {n % 97} days and nobody called us back.\n" for n in range(ROWS)]
    path.write_text("id,story\n" + "".join(lines), encoding="utf-8")
    return path


def begin(workspace: Path, file: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "emptychair", "import", str(file), "--workspace", str(workspace), "--json"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def count(workspace: Path, what: str) -> int:
    """Looked at from outside, while the program runs."""
    if not workspace.exists():
        return 0
    try:
        connection = sqlite3.connect(f"file:{workspace}?mode=ro", uri=True)
        try:
            return int(connection.execute(f"SELECT count(*) FROM {what}").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.OperationalError:  # it is being made
        return 0


def kill_when(process: subprocess.Popen[str], ready: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not ready():
        assert process.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < end
    process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    process.communicate()


def sound(core: Core) -> None:
    rows = core.reader.connection.execute("SELECT count(*), count(DISTINCT source_id) FROM story").fetchone()
    assert rows[0] == rows[1], "no row twice"
    assert core.reader.connection.execute("SELECT count(*) FROM story_fts WHERE story_fts MATCH 'lift'").fetchone() == (
        rows[0],
    )
    assert core.reader.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert core.reader.counts().stories == rows[0]


@pytest.mark.slow
def test_killed_while_rows_are_stored(tmp_path: Path) -> None:
    file, workspace = table(tmp_path / "lifts.csv"), tmp_path / "killed.emptychair"
    process = begin(workspace, file)
    kill_when(process, lambda: count(workspace, "incoming") > 0)
    core = open_core(workspace)
    [(batch_id, stored)] = core.reader.connection.execute("SELECT batch_id, count(*) FROM incoming GROUP BY 1")
    assert 0 < stored <= ROWS
    already = core.reader.counts().stories
    done = BackgroundPreparing(core.service, None).finish(batch_id)
    assert done.added == stored + already == core.reader.counts().stories and done.waiting == 0
    sound(core)
    core.workspace.close()
    finished = begin(workspace, file)
    assert f'"duplicates": {stored + already}' in finished.communicate()[0]
    assert count(workspace, "story") == ROWS


@pytest.mark.slow
def test_killed_while_rows_are_prepared(tmp_path: Path) -> None:
    file, workspace = table(tmp_path / "lifts.csv"), tmp_path / "killed.emptychair"
    for times in range(3):
        if times == 0:
            kill_when(begin(workspace, file), lambda: count(workspace, "story") > 300)
            continue
        # The next start goes on by itself, here as the windows do it, and is killed again.
        before = count(workspace, "story")
        process = subprocess.Popen([sys.executable, "-c", _RESUME, str(workspace)], stdout=subprocess.PIPE, text=True)
        kill_when(process, lambda before=before: count(workspace, "story") > before + 300)
    core = open_core(workspace)
    waiting = core.service.run(lambda unit: unit.incoming.waiting()).result()
    assert 0 < waiting < ROWS and waiting + core.reader.counts().stories == ROWS
    [batch_id] = [row[0] for row in core.reader.connection.execute("SELECT id FROM batch")]
    done = BackgroundPreparing(core.service, workspace).finish(batch_id)
    assert (done.read, done.added, done.updated, done.duplicates, done.waiting) == (ROWS, ROWS, 0, 0, 0)
    sound(core)
    core.workspace.close()


@pytest.mark.slow
def test_the_process_that_prepares_is_killed(tmp_path: Path) -> None:
    file, workspace = table(tmp_path / "lifts.csv"), tmp_path / "killed.emptychair"
    kill_when(begin(workspace, file), lambda: count(workspace, "story") > 0)
    core = open_core(workspace, threaded=True)
    preparing = BackgroundPreparing(core.service, workspace)
    preparing.start()
    before = count(workspace, "story")
    end = time.monotonic() + 60
    while count(workspace, "story") < before + 200 or preparing.pid is None:
        assert time.monotonic() < end
    os.kill(preparing.pid, signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    [batch_id] = [row[0] for row in core.reader.connection.execute("SELECT id FROM batch")]
    done = preparing.finish(batch_id)
    assert (done.added, done.waiting) == (ROWS, 0), "another process has gone on"
    preparing.close()
    sound(core)
    core.workspace.close()


_RESUME = """
import sys, secrets; from pathlib import Path
from emptychair.app.clock import SteadyClock
from emptychair.app.preparing import BackgroundPreparing
from emptychair.app.service import Service
from emptychair.store.workspace import open_workspace
workspace = open_workspace(Path(sys.argv[1]))
preparing = BackgroundPreparing(Service(workspace.writer, SteadyClock(), secrets.token_bytes, "UTC"), workspace.path)
preparing.start()
sys.stdin.read()
import time; time.sleep(60)
"""
