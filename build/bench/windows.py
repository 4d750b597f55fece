"""How late the import window answers while it looks, imports and prepares: the pauses between two turns of its loop.

A timer of 5 ms runs in the window, offscreen; what is told is how much later than that it came, as far as this process
computed meanwhile: what others do on this machine does not count against it. The longest is told by the clock as well.
EMPTYCHAIR_BENCH_ROWS
says how many rows the table has (100,000), EMPTYCHAIR_BENCH_MAILS how many mails the folder (2,000).
"""

from __future__ import annotations

import csv
import json
import os
import random
import re
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from rows import ROOT, Desk, Row

ROWS = int(os.environ.get("EMPTYCHAIR_BENCH_ROWS", "100000"))
MAILS = int(os.environ.get("EMPTYCHAIR_BENCH_MAILS", "2000"))
BEAT_MS, LIMIT_MS, PATIENCE_S = 5, 50.0, 300


def measure(desk: Desk) -> Iterator[Row]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from emptychair.app.i18n import Words
    from emptychair.app.paths import resources
    from emptychair.app.settings import Settings
    from emptychair.bootstrap import load_program
    from emptychair.ui.app import make_application, make_context
    from emptychair.ui.gather import ImportDialog

    app = make_application(["bench"])
    table = desk.folder / "windows.csv"
    _table(table, ROWS)
    document = _document(desk.folder / "windows.json", ROWS // 5)
    mails = _mails(desk.folder / "mails", MAILS)
    program = load_program(desk.folder / "windows.emptychair")
    context = make_context(
        app,
        service=program.service,
        reader=program.reader,
        words=Words("en", resources() / "locale"),
        settings=Settings(language="en", person="Petra Lindner"),
        matcher=program.matcher,
        new_reader=program.new_reader,
        keep=lambda _: None,
        workspace=program.workspace,
        preparing=program.preparing,
    )
    probe = Probe(app)
    began = time.monotonic()
    yield from probe.rows("window late, nothing to do", lambda: time.monotonic() > began + 1)
    for what, path in (("CSV", table), ("JSON", document), (f"{MAILS:,} mails", mails)):
        window = ImportDialog(context)
        window.resize(1366, 768)
        window.show()
        window.open_files([path])
        looked = _looked(window)
        yield from probe.rows(f"window late, looking at {what}", looked)
        window.run()
        yield from probe.rows(f"window late, importing {what}", lambda window=window: not window.presenter.running)
        if what == "CSV":
            end = time.monotonic() + 15
            yield from probe.rows("window late, preparing", lambda end=end: time.monotonic() > end)
            window.take_back()
            probe.run(lambda window=window: window.presenter.taken_back)
        window.close()
        probe.run(lambda: True)
    program.close()


class Probe:
    """Runs the loop until something is so, and notes how late each beat of its timer was."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def run(self, met: Callable[[], bool], patience: float = PATIENCE_S) -> tuple[tuple[float, float], ...]:
        """How late each beat was in ms: as far as this process computed, and by the clock."""
        from PySide6.QtCore import QEventLoop, Qt, QTimer

        loop = QEventLoop()
        late: list[tuple[float, float]] = []
        last, spent = time.perf_counter(), time.process_time()
        end = time.monotonic() + patience
        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.setInterval(BEAT_MS)

        def beat() -> None:
            nonlocal last, spent
            now, computed = time.perf_counter(), time.process_time()
            clock = max(0.0, (now - last) * 1000 - BEAT_MS)
            late.append((min(clock, (computed - spent) * 1000), clock))
            last, spent = now, computed
            if met() or time.monotonic() > end:
                loop.quit()

        timer.timeout.connect(beat)
        timer.start()
        loop.exec()
        timer.stop()
        return tuple(late)

    def rows(self, what: str, met: Callable[[], bool]) -> Iterator[Row]:
        late = self.run(met)
        yield Row(what, tuple(own for own, _ in late), "ms", limit_p99=LIMIT_MS)
        own, clock = max(late)[0], max(clock for _, clock in late)
        yield Row(f"{what}, longest (by the clock {clock:.0f})", (own,), "ms", limit=LIMIT_MS)


def _looked(window: Any) -> Callable[[], bool]:
    presenter = window.presenter
    return lambda: bool(presenter.entries) and not presenter.opening and not presenter.job.busy


def _texts() -> Iterator[str]:
    """Paragraphs of about 300 characters, sentences of the demo stories put together anew."""
    dice = random.Random(11)
    with (ROOT / "resources" / "demo" / "stories.csv").open(encoding="utf-8-sig", newline="") as file:
        pool = [
            s for row in csv.DictReader(file) for s in re.split(r"(?<=[.!?])\s+", row["story"]) if 40 < len(s) < 160
        ]
    while True:
        yield f"Order {dice.randrange(10**6)}: " + " ".join(dice.sample(pool, 3))


def _table(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "story", "customer"))
        writer.writerows((f"big-{n}", text, "a customer") for n, text in enumerate(islice(_texts(), count)))


def _document(path: Path, count: int) -> Path:
    """One JSON document, as reviews are exported."""
    rows = [{"id": f"doc-{n}", "text": text, "rating": n % 5 + 1} for n, text in enumerate(islice(_texts(), count))]
    path.write_text(json.dumps({"reviews": rows}, ensure_ascii=False), encoding="utf-8")
    return path


def _mails(folder: Path, count: int) -> Path:
    """A folder of letters, one file each."""
    folder.mkdir()
    for n, text in enumerate(islice(_texts(), count)):
        head = f"From: Person {n} <p{n}@example.org>\nTo: help@example.com\nMessage-ID: <{n}@example.org>\n"
        head += f"Subject: Letter {n}\nDate: Mon, 2 Mar 2026 09:00:00 +0100\n"
        head += "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
        (folder / f"letter-{n:05}.eml").write_text(head + text + "\n", encoding="utf-8")
    return folder
