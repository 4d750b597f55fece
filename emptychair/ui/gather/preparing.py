"""How far the rows of imports are prepared, asked from the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from emptychair.app.i18n import Words
from emptychair.ui.context import UiContext

BEAT = 400  # ms
LATER = 2_500  # ms: nothing of this is needed for the first picture


class PreparingWatch(QObject):
    """Asks how far it is a few times a second; `told` follows every change."""

    told = Signal(int, int)  # done, total; (0, 0): nothing is being prepared

    def __init__(self, ctx: UiContext, parent: QObject | None = None, *, after: int = BEAT) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.now = (0, 0)
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(self.look)
        QTimer.singleShot(after, self._timer, self._timer.start)

    def look(self) -> None:
        """Ask now."""
        before, self.now = self.now, self._ctx.preparing().progress()
        if self.now != before:
            self.told.emit(*self.now)


def preparing_words(done: int, total: int, words: Words) -> str:
    """How far it is, in one line; empty when nothing is being prepared."""
    if total <= 0 or done >= total:
        return ""
    return words.tr("{n} of {total} stories prepared", n=words.number(done), total=words.number(total))
