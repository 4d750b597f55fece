"""A frame of the wall's cross-fade at 1920x1080, against blending the same two pictures with nothing around it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from typing import Any

from rows import Desk, Row

FADES = 12
FRAME_MS = 16.7  # at 60 Hz


def measure(desk: Desk) -> Iterator[Row]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QEventLoop
    from PySide6.QtGui import QImage, QPainter, QPaintEvent
    from PySide6.QtWidgets import QApplication

    from emptychair.app.i18n import Words
    from emptychair.app.paths import resources
    from emptychair.domain.frame import StageFrame, StoryFrame
    from emptychair.ui.stage.window import StageWindow
    from emptychair.ui.theme import Theme, ThemeChoice

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    Theme(app, ThemeChoice.LIGHT)

    def frame(words: str) -> StageFrame:
        heading = "2 · Checkout: make the account optional?"
        return StageFrame(StoryFrame(heading, words, "en", True, "A touring musician", "Ottawa Citizen, 2009"))

    frames = [
        frame("For nine months I was passed from desk to desk until the last one turned my claim down."),
        frame("The slide said under sixty seconds. The call took more than ten minutes, and nobody spoke."),
    ]
    painted: list[float] = []

    class Timed(StageWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            start = time.perf_counter_ns()
            super().paintEvent(event)
            painted.append((time.perf_counter_ns() - start) / 1e6)

    window = Timed(Words("en", resources() / "locale"), frames[0])
    window.resize(1920, 1080)
    window.show()
    app.processEvents()
    loop = QEventLoop()
    window.faded.connect(loop.quit)
    for turn in range(FADES + 1):
        if turn == 1:
            painted.clear()
        window.show_frame(frames[(turn + 1) % 2])
        loop.exec()
    ground = _two_pictures(QImage, QPainter)
    yield Row("cross-fade frame, 1080p", tuple(painted), "ms", baseline=ground, limit_p99=FRAME_MS)
    yield Row("cross-fade frames in a fade of 180 ms", (len(painted) / FADES,), "frames")
    window.close()


def _two_pictures(QImage: Any, QPainter: Any) -> float:
    """Milliseconds to blend two plain pictures of that size."""
    pictures = [QImage(1920, 1080, QImage.Format.Format_RGB32) for _ in range(3)]
    for number, picture in enumerate(pictures):
        picture.fill(0x204060 * (number + 1))
    taken: list[float] = []
    for _ in range(50):
        start = time.perf_counter_ns()
        painter = QPainter(pictures[0])
        painter.drawImage(0, 0, pictures[1])
        painter.setOpacity(0.5)
        painter.drawImage(0, 0, pictures[2])
        painter.end()
        taken.append((time.perf_counter_ns() - start) / 1e6)
    return sorted(taken)[len(taken) // 2]
