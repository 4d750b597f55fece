"""Opening, refusing, racing, killing: the file survives all of it."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from emptychair.app import commands as c
from emptychair.app.ports import Priority
from emptychair.domain.errors import BadInput, NewerWorkspace, NotFound, ReadOnlyWorkspace
from emptychair.store.connection import open_writer
from emptychair.store.schema import VERSION
from emptychair.store.workspace import backup, open_workspace
from tests.core import Core, open_core


def test_a_missing_workspace_is_refused_where_it_is_not_to_be_made(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        open_workspace(tmp_path / "none.emptychair", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_a_text_and_a_foreign_database_are_refused(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("Dear customer,")
    foreign = sqlite3.connect(tmp_path / "foreign")
    foreign.execute("CREATE TABLE t (a)")
    foreign.commit()
    foreign.close()
    (tmp_path / "torn").write_bytes(b"SQLite format 3\x00" + b"\xff" * 400)
    for name in (".", "text", "foreign", "torn"):
        before = (tmp_path / name).read_bytes() if name != "." else b""
        with pytest.raises(BadInput):
            open_workspace(tmp_path / name)
        assert name == "." or (tmp_path / name).read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"text", "foreign", "torn"}, "nothing was written"


def test_a_newer_workspace_is_refused_untouched(core: Core) -> None:
    path = core.workspace.path
    core.workspace.close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version={VERSION + 1}")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NewerWorkspace):
        open_workspace(path)
    assert path.read_bytes() == before


def test_a_read_only_workspace_is_refused_untouched(core: Core) -> None:
    path = core.workspace.path
    core.workspace.close()
    path.chmod(0o444)
    before = path.read_bytes()
    with pytest.raises(ReadOnlyWorkspace):
        open_workspace(path)
    assert path.read_bytes() == before
    path.chmod(0o644)


def test_an_empty_file_becomes_a_workspace(tmp_path: Path) -> None:
    path = tmp_path / "empty.emptychair"
    path.touch()
    workspace = open_workspace(path, threaded=False)
    assert workspace.reader().counts().stories == 0
    workspace.close()


def test_the_settings_that_safety_rests_on(core: Core) -> None:
    connection = open_writer(core.workspace.path)
    asked = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
    }
    connection.close()
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def test_a_reader_cannot_write(core: Core) -> None:
    with pytest.raises(sqlite3.OperationalError):
        core.reader.connection.execute("DELETE FROM setting")


_OPEN = """
import sys; from pathlib import Path
from emptychair.store.workspace import open_workspace
workspace = open_workspace(Path(sys.argv[1])); workspace.reader().counts(); workspace.close()
"""


def test_racing_first_opens(tmp_path: Path) -> None:
    path = tmp_path / "race.emptychair"
    command = [sys.executable, "-c", _OPEN, str(path)]
    racers = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(8)]
    ends = [(racer.communicate(timeout=60)[1], racer.returncode) for racer in racers]
    assert ends == [("", 0)] * 8


_DECIDE = """
import sys, secrets; from pathlib import Path
from emptychair.app import commands as c
from emptychair.app.clock import SteadyClock
from emptychair.app.service import Service
from emptychair.store.workspace import open_workspace
workspace = open_workspace(Path(sys.argv[1]))
service = Service(workspace.writer, SteadyClock(), secrets.token_bytes, "UTC")
meeting = service.execute(c.CreateMeeting("Weekly", "en", (c.NewItem("One"),))).entity
service.execute(c.StartMeeting(meeting))
item = workspace.reader().meeting(meeting).items[0].id
for number in range(100_000):
    service.execute(c.RecordDecision(item, f"Decision {number}"))
    print(number, flush=True)
"""


def test_killed_while_deciding_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "killed.emptychair"
    process = subprocess.Popen([sys.executable, "-c", _DECIDE, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    last = -1
    for line in process.stdout:
        last = int(line)
        if last == 40:
            process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
            break
    last = max([last, *(int(line) for line in process.stdout if line.strip().isdecimal())])
    process.wait()
    process.stdout.close()
    core = open_core(path)
    texts = [row.decision.text for row in core.reader.decisions()]
    assert texts[: last + 1] == [f"Decision {number}" for number in range(last + 1)]
    running = core.reader.running_meeting()
    assert running is not None and core.data(running.id).meeting.state == "live"
    checked = core.service.run(lambda unit: unit._connection.execute("PRAGMA integrity_check").fetchone()[0]).result()  # type: ignore[attr-defined]
    assert checked == "ok"
    core.workspace.close()


def test_a_decision_overtakes_an_import(tmp_path: Path) -> None:
    core = open_core(tmp_path / "busy.emptychair", threaded=True)
    data = core.meeting("One")
    core.service.execute(c.StartMeeting(data.meeting.id))
    order: list[str] = []
    gate = threading.Event()
    core.service.run(lambda _: gate.wait(10), Priority.BULK)
    parts = [core.service.run(lambda _, n=n: order.append(f"part {n}"), Priority.BULK) for n in range(3)]
    decided = core.service.submit(c.RecordDecision(data.items[0].id, "Now"))
    decided.add_done_callback(lambda _: order.append("decision"))
    gate.set()
    decided.result(10)
    for part in parts:
        part.result(10)
    assert order[0] == "decision"
    core.workspace.close()


def test_a_backup_of_a_workspace_in_use_is_complete(core: Core, tmp_path: Path) -> None:
    core.add()  # still in the write-ahead log
    backup(core.workspace.path, tmp_path / "copy.emptychair")
    copy = open_core(tmp_path / "copy.emptychair")
    assert copy.reader.counts().cleared == 1
    copy.workspace.close()
    assert not (tmp_path / "copy.emptychair.part").exists()


def test_a_failing_job_leaves_nothing_and_the_writer_lives(core: Core) -> None:
    before = core.facts()

    def half(unit: object) -> None:
        unit.put_setting("half", "done")  # type: ignore[attr-defined]
        raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        core.service.run(half).result()
    assert core.reader.setting("half") is None
    core.add()
    assert core.facts() != before
