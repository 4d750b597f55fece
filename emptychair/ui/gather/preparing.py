"""How far the rows of imports are prepared, and what was broken off, asked from the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from emptychair.app.i18n import Words
from emptychair.app.ports import Reader
from emptychair.domain.errors import N_
from emptychair.ui.context import UiContext

BEAT = 400  # ms
RUNNING = "import:since"  # a setting: when the import began that runs; empty when none does
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


def broken_off(reader: Reader) -> str:
    """The name of the file that was being read when the program ended, a kill or a power cut, in the import that was
    made last; empty if none was. What came in of it is in, and importing it again doubles nothing."""
    since = reader.setting(RUNNING) or ""
    if not since.isdecimal():
        return ""
    begun = [row.batch for row in reader.batches() if row.batch.at >= int(since) and row.batch.deleted_at is None]
    return max(begun, key=lambda batch: batch.at).file_name if begun else ""


BROKEN_OFF = N_("The import of “{file}” was broken off: import it again, nothing comes in twice.")


def preparing_words(done: int, total: int, words: Words) -> str:
    """How far it is, in one line; empty when nothing is being prepared."""
    if total <= 0 or done >= total:
        return ""
    return words.tr("{n} of {total} stories prepared", n=words.number(done), total=words.number(total))
