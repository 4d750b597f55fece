"""From a decision to its place on disk, alone and while a large import runs, against a bare INSERT and COMMIT."""

from __future__ import annotations

import csv
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from rows import Desk, Row

DECISIONS = 300
LIMIT_MS = 10.0


def measure(desk: Desk) -> Iterator[Row]:
    from emptychair.app import commands as c
    from emptychair.bootstrap import load_program
    from emptychair.domain.ids import MeetingId
    from emptychair.gather.importing import take_in
    from emptychair.gather.recognising import open_sources, recognise

    baseline = _bare_commit(desk.folder / "bare.sqlite")
    program = load_program(desk.folder / "write.emptychair")
    made = program.service.execute(c.CreateMeeting("Weekly", "en", (c.NewItem("Prices", 10), c.NewItem("Support", 5))))
    meeting_id = MeetingId(made.entity)
    program.service.execute(c.StartMeeting(meeting_id))
    data = program.reader.meeting(meeting_id)
    assert data is not None
    item = data.items[0].id

    def decide(times: int, go_on: Callable[[], bool] = lambda: True) -> tuple[float, ...]:
        taken: list[float] = []
        for number in range(times):
            if not go_on():
                break
            start = time.perf_counter_ns()
            program.service.execute(c.RecordDecision(item, f"Decision {number}: we keep the price until spring"))
            taken.append((time.perf_counter_ns() - start) / 1e6)
            time.sleep(0.002)  # a person's pause, shortened: the writer takes other work in between
        return tuple(taken)

    decide(20)
    yield Row("decision on disk", decide(DECISIONS), "ms", baseline=baseline, limit=LIMIT_MS)

    table = _large_table(desk.folder / "large.csv")
    [found] = recognise(open_sources([table]))
    report = take_in(found, program.service)
    preparing = program.preparing()
    start = time.perf_counter()
    preparing.start()
    while not preparing.progress()[0]:
        time.sleep(0.005)
    busy = decide(DECISIONS, lambda: preparing.progress()[1] > 0)
    prepared, seconds = preparing.progress()[0] or report.waiting, time.perf_counter() - start
    preparing.stop()
    yield Row("decision on disk, an import running", busy, "ms", baseline=baseline, limit=LIMIT_MS)
    yield Row("rows prepared beside them", (prepared / seconds,), "rows/s")
    program.close()


def _bare_commit(path: Path) -> float:
    """Milliseconds for one row and its commit, with the same safety."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE line(id INTEGER PRIMARY KEY, text TEXT)")
    taken: list[float] = []
    for number in range(200):
        start = time.perf_counter_ns()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO line(text) VALUES (?)", (f"Decision {number}: we keep the price until spring",))
        connection.execute("COMMIT")
        taken.append((time.perf_counter_ns() - start) / 1e6)
    connection.close()
    return sorted(taken)[100]


def _large_table(path: Path) -> Path:
    """40,000 stories, no two alike."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "story", "language", "customer"])
        for number in range(40_000):
            words = (
                f"Order {number} came {number % 17} days late, and support asked {number % 7} times for the invoice."
            )
            writer.writerow([f"big-{number}", words, "en", f"customer {number % 900}"])
    return path
