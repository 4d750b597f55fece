"""Importing a large table: rows a second of both stages, decisions beside them, memory, cancelling; and once more.

EMPTYCHAIR_BENCH_ROWS says how many rows (100,000). The rows are sentences of the demo stories put together anew, about
300 characters each. SQLite alone, a row of that length a transaction of as many, is measured beside it.
"""

from __future__ import annotations

import csv
import os
import random
import re
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rows import ROOT, Desk, Row

ROWS = int(os.environ.get("EMPTYCHAIR_BENCH_ROWS", "100000"))
READ_ROWS_S, PREPARED_ROWS_S, AGAIN_ROWS_S = 8_000, 1_500, 8_000
DECISION_MS, PAUSE_MS, MEMORY_MB, CANCEL_S = 10.0, 50.0, 300.0, 1.0


def measure(desk: Desk) -> Iterator[Row]:
    from emptychair.app import commands as c
    from emptychair.app.preparing import BackgroundPreparing
    from emptychair.bootstrap import load_program
    from emptychair.domain.ids import MeetingId
    from emptychair.gather.importing import PART, completed, take_in
    from emptychair.gather.recognising import open_sources, recognise

    table = desk.folder / "large.csv"
    made_table = _write(table, ROWS)
    bare = _bare_rows(desk.folder / "bare.sqlite", table, PART)
    program = load_program(desk.folder / "intake.emptychair")
    made = program.service.execute(c.CreateMeeting("Weekly", "en", (c.NewItem("Prices", 10),)))
    program.service.execute(c.StartMeeting(MeetingId(made.entity)))
    data = program.reader.meeting(MeetingId(made.entity))
    assert data is not None
    item = data.items[0].id

    def decide(go_on: Callable[[], bool]) -> tuple[float, ...]:
        taken: list[float] = []
        while go_on():
            start = time.perf_counter_ns()
            program.service.execute(c.RecordDecision(item, f"Decision {len(taken)}: we keep the price until spring"))
            taken.append((time.perf_counter_ns() - start) / 1e6)
            time.sleep(0.03)  # a person is slower still
        return tuple(taken)

    def beside(work: Callable[[], Any]) -> tuple[Any, float, float, tuple[float, ...], float]:
        """What `work` gave, its seconds, this process's seconds of CPU, the decisions, and the longest pause of a
        thread that only wakes up: what a window would feel."""
        answer: list[Any] = []
        thread = threading.Thread(target=lambda: answer.append(work()))
        pauses: list[float] = []
        go_on = threading.Event()

        def wake() -> None:
            while not go_on.is_set():
                start = time.perf_counter()
                time.sleep(0.005)
                for _ in range(300):  # a slot of a window
                    pass
                pauses.append((time.perf_counter() - start) * 1000 - 5)

        watcher = threading.Thread(target=wake)
        began, cpu = time.perf_counter(), time.process_time()
        watcher.start()
        thread.start()
        decisions = decide(thread.is_alive)
        thread.join()
        seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
        go_on.set()
        watcher.join()
        late = sorted(pauses)[int(len(pauses) * 0.99)] if pauses else 0.0
        return answer[0], seconds, cpu, decisions, late

    def read() -> Any:
        [found] = recognise(open_sources([table]))
        return take_in(found, program.service)

    _reset_peak()
    report, seconds, _, decisions, late = beside(read)
    assert report.waiting + report.refused_count == report.read == made_table, report
    yield Row("rows read and stored", (report.read / seconds,), "rows/s", baseline=bare, floor=READ_ROWS_S)
    yield Row("decision meanwhile", decisions or (0.0,), "ms", limit=DECISION_MS)
    yield Row("pause of another thread meanwhile, p99", (late,), "ms", limit=PAUSE_MS)
    yield Row("peak memory", (_peak(os.getpid()),), "MB", limit=MEMORY_MB)

    preparing = program.preparing()
    assert isinstance(preparing, BackgroundPreparing)
    peaks = [0.0, 0.0]
    _reset_peak()

    def prepare() -> Any:
        return completed(report, preparing)

    def watch() -> None:
        while not watched.wait(0.2):
            if preparing.pid is not None:
                peaks[:] = max(peaks[0], _peak(preparing.pid)), max(peaks[1], _processor_s(preparing.pid))

    watched = threading.Event()
    watcher = threading.Thread(target=watch)
    watcher.start()
    done, seconds, cpu, decisions, late = beside(prepare)
    watched.set()
    watcher.join()
    assert done.added + done.updated + done.duplicates + done.refused_count == done.read, done
    yield Row("rows prepared and indexed", (done.read / seconds,), "rows/s")
    if peaks[1]:
        # What others do on this machine does not count against it.
        per_core = done.read / peaks[1]
        yield Row("rows prepared a second of its core", (per_core,), "rows/s", floor=PREPARED_ROWS_S)
    yield Row("decision meanwhile", decisions, "ms", limit=DECISION_MS)
    yield Row("pause of another thread meanwhile, p99", (late,), "ms", limit=PAUSE_MS)
    yield Row("processor of the main process meanwhile", (100 * cpu / seconds,), "%")
    yield Row("peak memory, main process", (_peak(os.getpid()),), "MB", limit=MEMORY_MB)
    yield Row("peak memory, preparing process", (peaks[0],), "MB", limit=MEMORY_MB)
    yield Row("the figures of the first page", _times(program.reader.counts, 50), "ms", limit=5)

    asked: list[float] = []

    def cancelled() -> bool:
        if not asked and time.perf_counter() - began > 0.5:
            asked.append(time.perf_counter())
        return bool(asked)

    [found] = recognise(open_sources([table]))
    began = time.perf_counter()
    report = take_in(found, program.service, cancelled=cancelled)
    if asked:
        yield Row("cancelled while reading", (time.perf_counter() - asked[0],), "s", limit=CANCEL_S)
    preparing.start()
    time.sleep(1.0)
    began = time.perf_counter()
    preparing.stop()
    while preparing.pid is not None:
        time.sleep(0.005)
    yield Row("stopped while preparing", (time.perf_counter() - began,), "s", limit=CANCEL_S)
    done = completed(report, preparing)
    assert done.duplicates + done.refused_count == done.read, done
    program.service.execute(c.Undo("library"))

    # The whole file once more: nothing of it is new.
    before = program.reader.counts().stories
    [found] = recognise(open_sources([table]))
    report = take_in(found, program.service)
    began = time.perf_counter()
    done = completed(report, preparing)
    yield Row("known rows told apart", (done.read / (time.perf_counter() - began),), "rows/s", floor=AGAIN_ROWS_S)
    assert done.duplicates + done.refused_count == done.read and program.reader.counts().stories == before, done
    program.service.execute(c.Undo("library"))

    def take_back() -> int:
        gone = threading.Event()
        program.service.on_followed = lambda _: gone.set()
        if program.service.execute(c.Undo("library")).follow is not None:
            gone.wait()
        return program.reader.counts().stories

    left, seconds, _, decisions, late = beside(take_back)
    assert left == 0, left
    yield Row("stories taken back", (before / seconds,), "rows/s")
    yield Row("decision meanwhile", decisions or (0.0,), "ms", limit=DECISION_MS)
    yield Row("pause of another thread meanwhile, p99", (late,), "ms", limit=PAUSE_MS)
    program.close()


def _write(path: Path, count: int) -> int:
    """Rows of about 300 characters; how many."""
    dice = random.Random(11)
    sentences: dict[str, list[str]] = {"de": [], "en": []}
    with (ROOT / "resources" / "demo" / "stories.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            sentences[row["language"]] += [s for s in re.split(r"(?<=[.!?])\s+", row["story"]) if 40 < len(s) < 160]
    names = ["Petra Lindner", "Ahmet Yıldız", "John Carpenter", "Svenja Möller", "Olivia Grant"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "story", "customer", "date"])
        for number in range(count):
            pool = sentences[dice.choice(("de", "en"))]
            words: list[str] = []
            while sum(map(len, words)) < 230:
                words.append(dice.choice(pool))
            greeting = (
                f"Order {number * 7919 % 1_000_003}, {dice.choice(names)} called from room {dice.randrange(900)}."
            )
            words.insert(dice.randrange(len(words) + 1), greeting)
            writer.writerow(
                [f"big-{number}", " ".join(words), "a customer", f"20{dice.randrange(10, 26)}-0{number % 9 + 1}"]
            )
    return count


def _bare_rows(path: Path, table: Path, part: int) -> float:
    """Rows a second of SQLite alone: the same bytes into one table, with the same safety."""
    with table.open(encoding="utf-8", newline="") as file:
        lines = [(line,) for _, line in zip(range(40_000), file, strict=False)]
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE line(id INTEGER PRIMARY KEY, text TEXT)")
    start = time.perf_counter()
    for at in range(0, len(lines), part):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO line(text) VALUES (?)", lines[at : at + part])
        connection.execute("COMMIT")
    seconds = time.perf_counter() - start
    connection.close()
    return len(lines) / seconds


def _times(work: Callable[[], object], count: int) -> tuple[float, ...]:
    taken: list[float] = []
    for _ in range(count):
        start = time.perf_counter_ns()
        work()
        taken.append((time.perf_counter_ns() - start) / 1e6)
    return tuple(taken)


def _processor_s(pid: int) -> float:
    """Seconds that the process has computed; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _reset_peak() -> None:
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak(pid: int) -> float:
    """The most memory that the process has had, in MB; 0 where the system does not tell."""
    try:
        text = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", text)
    return int(found[1]) / 1024 if found else 0.0
