"""A desk with two screens, in a process of its own: `python two_screens.py offscreen|xcb`. Answers in JSON.

Offscreen takes its screens from a file but cannot unplug one, so the signal of the platform is sent by hand; under xcb
`xrandr` really takes the monitor away.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from emptychair.app.i18n import Words
from emptychair.domain.frame import ChairFrame, StageFrame
from emptychair.ui.stage import ScreenId, StageMode, StageWindow
from emptychair.ui.stage.screens import find
from emptychair.ui.theme import Theme, ThemeChoice

MONITOR = ("Projector", "1920/2000x1080/1125+1920+0", "none")


def wait(until, most: int = 3000) -> float:
    """Run the event loop until `until()` holds; answers the milliseconds that it took."""
    clock = QElapsedTimer()
    clock.start()
    while not until() and clock.elapsed() < most:
        loop = QEventLoop()
        QTimer.singleShot(5, loop.quit)
        loop.exec()
    return clock.elapsed()


def desktop() -> QGuiApplication:
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    return app


class Desk:
    """Console on the laptop, stage where it wants to be."""

    def __init__(self, platform: str) -> None:
        self.real = platform == "xcb"
        self.console = QWidget()
        self.console.setGeometry(100, 80, 600, 400)
        self.console.show()
        self.stage = StageWindow(Words("en", Path()), StageFrame(ChairFrame("1", "x")))
        self.moves: list[str] = []
        self.stage.moved.connect(lambda: self.moves.append(self.stage.screen().name()))

    def unplug(self) -> None:
        if self.real:
            subprocess.run(["xrandr", "--delmonitor", MONITOR[0]], check=True)
        else:
            desktop().screenRemoved.emit(self.screen("Projector"))

    def plug(self) -> None:
        if self.real:
            subprocess.run(["xrandr", "--setmonitor", *MONITOR], check=True)
        else:
            desktop().screenAdded.emit(self.screen("Projector"))

    @staticmethod
    def screen(name: str):
        return next(screen for screen in QGuiApplication.screens() if screen.name() == name)

    def state(self) -> dict[str, object]:
        place = self.console.geometry()
        return {
            "visible": self.stage.isVisible(),
            "full": self.stage.isFullScreen(),
            "screen": self.stage.screen().name(),
            "mode": str(self.stage.mode),
            "console": [place.x(), place.y(), place.width(), place.height()],
            "console_screen": self.console.screen().name(),
            "console_visible": self.console.isVisible(),
        }


def main(platform: str) -> dict[str, object]:
    """Everything that a wall with two screens goes through."""
    desk = Desk(platform)
    stage = desk.stage
    answer: dict[str, object] = {"screens": [screen.name() for screen in QGuiApplication.screens()]}
    stage.open_best(desk.console)
    wait(lambda: stage.isVisible() and stage.screen().name() == "Projector")
    answer["opened"] = desk.state()
    lost: list[float] = []
    back: list[float] = []
    stage.lost.connect(lambda _: lost.append(time.monotonic()))
    stage.returned.connect(lambda _: back.append(time.monotonic()))
    # ---- unplugged
    began = time.monotonic()
    desk.unplug()
    wait(lambda: bool(lost))
    answer["hidden_after_ms"] = (lost[0] - began) * 1000 if lost else None
    if platform == "xcb":
        wait(lambda: False, 600)  # nothing may come up while the screen is away
    answer["unplugged"] = desk.state()
    answer["is_lost"] = stage.is_lost
    # ---- back again, in a burst of events
    began = time.monotonic()
    desk.plug()
    wait(lambda: bool(back))
    answer["returned_after_ms"] = (back[0] - began) * 1000 if back else None
    answer["returned"] = desk.state()
    # ---- bursts are one event
    desk.moves.clear()
    for _ in range(5):
        desktop().primaryScreenChanged.emit(QGuiApplication.primaryScreen())
        wait(lambda: False, 40)
    wait(lambda: False, 450)
    answer["moves_in_a_burst"] = len(desk.moves)
    # ---- modes, swapping, a person's choice
    stage.set_mode(StageMode.BORDERLESS)
    wait(lambda: False, 100)
    answer["borderless"] = desk.state()
    stage.set_mode(StageMode.WINDOW)
    wait(lambda: False, 100)
    answer["window"] = desk.state()
    stage.set_mode(StageMode.FULL)
    wait(stage.isFullScreen)
    stage.swap_with(desk.console)
    wait(lambda: stage.screen().name() == "Laptop" and desk.console.screen().name() == "Projector")
    answer["swapped"] = desk.state()
    answer["chosen"] = stage.chosen.name if stage.chosen else None
    # ---- the console is on the projector now: the choice is its own screen, so the other one is taken, uninvited never
    stage.chosen = ScreenId.of(desk.screen("Projector"))
    stage.open_best(desk.console)
    wait(lambda: stage.screen().name() == "Laptop")
    answer["not_over_the_console"] = desk.state()
    answer["choice_kept"] = stage.chosen.name
    answer["unknown_screen"] = find(ScreenId("Acme", "X1", "7", "HDMI-9"), QGuiApplication.screens()) is None
    return answer


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    Theme(app, ThemeChoice.LIGHT)
    result = main(sys.argv[1])
    sys.stdout.write(json.dumps(result))
    sys.stdout.flush()
    import os

    os._exit(0)
