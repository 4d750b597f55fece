"""Typing into the search fields over a large library: how long the window's thread works in one turn of its loop.

A frame of 16 ms has to take what a key costs. A timer of 4 ms beats in the window, offscreen; what is told is the time
that the window's own thread computed between two beats, and by the clock the longest pause. EMPTYCHAIR_BENCH_WORKSPACE
names a workspace to type over; else EMPTYCHAIR_BENCH_STORIES stories (300,000) are recombined, found by words alone.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import recombining
from rows import Desk, Row

STORIES = int(os.environ.get("EMPTYCHAIR_BENCH_STORIES", "300000").split(",")[-1])
WORKSPACE = os.environ.get("EMPTYCHAIR_BENCH_WORKSPACE", "")
BEAT_MS, KEY_MS, FRAME_MS = 4, 90, 16.0
TYPED = ("broken lift at the station", "card payment fee", "Rechnung doppelt", "account")


def measure(desk: Desk) -> Iterator[Row]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QWidget

    from emptychair.app.i18n import Words
    from emptychair.app.paths import resources
    from emptychair.app.settings import Settings
    from emptychair.bootstrap import load_program
    from emptychair.ui.app import make_application, make_context
    from emptychair.ui.prepare.search import StorySearch

    path = Path(WORKSPACE) if WORKSPACE else desk.folder / "typed.emptychair"
    if not WORKSPACE:
        recombining.fill(path, recombining.sentences(), STORIES)
    app = make_application(["bench"])
    program = load_program(path)
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
    )
    count = program.reader.counts().stories
    window = QWidget()
    window.resize(1366, 768)
    window.show()
    search = StorySearch(context, window)
    search.open_for(window, "Broken lifts at stations", "en")
    end = time.monotonic() + 60
    while not search.hits and time.monotonic() < end:  # opening starts the matching process: no key waits for that
        app.processEvents()
    turns, pauses = _type(app, search.field)
    yield Row(f"a turn of the window while typing over {count:,} stories", turns, "ms", limit_p99=FRAME_MS)
    yield Row("the longest of these turns", (max(turns),), "ms", limit=FRAME_MS)
    yield Row("the longest pause by the clock", (max(pauses),), "ms")
    search.close()
    window.close()
    app.processEvents()
    program.close()


def _type(app: Any, field: Any) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The window's own time between two beats, and how late each beat was, in ms."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer
    from PySide6.QtTest import QTest

    loop = QEventLoop()
    keys = [sign for text in TYPED for sign in (*text, "", "", "", "", "", "", "", "", "")]
    turns: list[float] = []
    pauses: list[float] = []
    last, spent = time.perf_counter(), time.thread_time()

    def beat() -> None:
        nonlocal last, spent
        now, used = time.perf_counter(), time.thread_time()
        turns.append((used - spent) * 1000)
        pauses.append(max(0.0, (now - last) * 1000 - BEAT_MS))
        last, spent = now, used

    def press() -> None:
        if not keys:
            loop.quit()
        elif sign := keys.pop(0):
            QTest.keyClicks(field, sign)
        elif not any(keys[:1]):
            pass  # a pause, in which the answers come
        else:
            field.clear()

    beats, typing = _timer(QTimer(), BEAT_MS, beat, Qt), _timer(QTimer(), KEY_MS, press, Qt)
    loop.exec()
    beats.stop()
    typing.stop()
    return tuple(turns), tuple(pauses)


def _timer(timer: Any, milliseconds: int, work: Callable[[], None], qt: Any) -> Any:
    timer.setTimerType(qt.TimerType.PreciseTimer)
    timer.setInterval(milliseconds)
    timer.timeout.connect(work)
    timer.start()
    return timer
