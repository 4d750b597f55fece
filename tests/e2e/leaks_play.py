"""Played by test_leaks in a process of its own: every window with the canary on it, and errors in the middle of it.

On standard input: a meeting, a name, a file to import. Says what anybody beside it could see.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget

from emptychair import bootstrap
from emptychair.ui.app import make_application
from emptychair.ui.shell import MainWindow
from emptychair.ui.shell.page import Place

meeting, name, file = sys.stdin.read().splitlines()  # no arguments: a process that is being forked shows ours
app = make_application(["emptychair"])
pages: list[str] = []
titles: set[str] = set()


def main_window() -> Any:
    return next(window for window in app.topLevelWidgets() if isinstance(window, MainWindow))


def look() -> None:
    for window in app.topLevelWidgets():
        for text in (window.windowTitle(), window.windowFilePath(), window.windowIconText(), window.windowRole()):
            titles.add(text)
        if window.isVisible() and any(name in words(part) for part in window.findChildren(QWidget)):
            pages.append(type(window).__name__)
    for task in Path(f"/proc/{os.getpid()}/task").glob("*/children"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            for pid in task.read_text().split():
                told = Path(f"/proc/{pid}/cmdline").read_bytes() + b" " + Path(f"/proc/{pid}/environ").read_bytes()
                processes.add(told.replace(b"\0", b" ").replace(b"\n", b" ").decode("utf-8", "replace"))


processes: set[str] = set()


def words(part: QWidget) -> str:
    found = [
        getattr(part, ask)() for ask in ("text", "toPlainText", "accessibleName") if callable(getattr(part, ask, None))
    ]
    return " ".join(text for text in found if isinstance(text, str))


def fail() -> None:
    raise ValueError(f"{name} is no outcome")


class Picture(QLabel):
    def paintEvent(self, _event: object) -> None:
        fail()


class Late:
    def __del__(self) -> None:
        fail()


def steps() -> Iterator[None]:
    main = main_window()
    for place in (Place.START, Place.LIBRARY, Place.CLEARANCE, Place.MEETINGS, Place.SETTINGS):
        main.go(place)
        yield
    main.go(Place.PREPARE, meeting)
    yield
    main.go(Place.CONSOLE, meeting)
    yield
    console: Any = main.windows.window(Place.CONSOLE)
    console.presenter.start()
    yield
    console.presenter.next()
    yield
    QTimer.singleShot(0, fail)  # in a slot, while the story is on the screen
    yield
    picture = Picture()
    picture.show()
    yield
    picture.hide()
    picture.deleteLater()
    Late()
    console.presenter.end()
    yield
    main.go(Place.SUMMARY, meeting)
    yield
    main.windows.bring_text(f"{name} hat mir etwas erzählt, was noch niemand weiß.")
    yield
    main.windows.bring_files([Path(file)])
    for _ in range(12):
        yield
    dialog: Any = main.windows.window(Place.IMPORT)
    if dialog.ready:
        dialog.run()
    main.ctx.preparing().start()
    for _ in range(6):
        yield
    rows = [
        f'{{"text":"{name} wartete lange auf einen Stuhl, Nummer {n}, und er kam nie.","source_id":"{n}"}}'
        for n in range(400)
    ]
    from emptychair.app import commands as c
    from emptychair.app.ports import Batch

    main.ctx.service.execute(c.OpenBatch(Batch("b", "tickets.csv", "mail", 1)))
    main.ctx.service.run(lambda unit: unit.incoming.add("b", rows)).result()
    main.ctx.preparing().start()
    for _ in range(20):
        yield
    main.open_erasure()
    yield
    found: list[Any] = [window for window in app.topLevelWidgets() if hasattr(window, "find_button")]
    for window in found:
        window.name.setText(name)
        window.find()
    for _ in range(6):
        yield
    from emptychair.app.summary import summarise
    from emptychair.domain.ids import MeetingId
    from emptychair.report import render_summary

    data = main.ctx.reader.meeting(MeetingId(meeting))
    summary = summarise(data, main.ctx.reader, main.ctx.words, now_ms=main.ctx.service.now_ms())
    Path("export.pdf").write_bytes(render_summary(summary, ".pdf", main.ctx.words))
    yield


play = steps()


def step() -> None:
    try:
        next(play)
        look()
    except StopIteration:
        end()
        return
    except BaseException:
        end(1)
        raise
    QTimer.singleShot(120, step)


def end(code: int = 0) -> None:
    for title in sorted(titles):
        print("title:", title)
    for told in sorted(processes):
        print("process:", told)
    print("name:", app.applicationName(), app.applicationDisplayName(), app.desktopFileName(), app.objectName())
    print("clipboard:", app.clipboard().text())
    print("pages with it:", len(pages))
    print("broken off" if code else "played to the end", flush=True)
    for window in app.topLevelWidgets():
        window.close()
    QTimer.singleShot(500, lambda: app.exit(code))


QTimer.singleShot(600, step)
sys.exit(bootstrap.main([]))
