"""What is dropped on a window or pasted into it: files go to the import, a text to quick capture."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from emptychair.app.i18n import Words
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import Px

LONGEST = 20_000  # characters: a longer text is a document, not a story


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came: files and folders of this computer, or else words."""

    paths: tuple[Path, ...] = ()
    text: str = ""


def arrived(mime: QMimeData | None) -> Arrived | None:
    """What of `mime` can become stories; None for a picture, a link alone, an empty text."""
    if mime is None:
        return None
    if mime.hasUrls():
        paths = tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile() and url.toLocalFile())
        return Arrived(paths=paths) if paths else None
    text = mime.text().strip() if mime.hasText() else ""
    return Arrived(text=text[:LONGEST]) if text else None


def from_clipboard() -> Arrived | None:
    """What lies on the clipboard."""
    return arrived(QGuiApplication.clipboard().mimeData())


class Arrivals(QObject):
    """Makes a window take what is dropped anywhere on it, except where a page takes drops of its own."""

    files = Signal(object)  # tuple[Path, ...]
    text = Signal(str)

    def __init__(self, window: QWidget, words: Words) -> None:
        super().__init__(window)
        self._window, self._words = window, words
        self._veil: DropVeil | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @property
    def veil(self) -> DropVeil | None:
        """The frame over the window while something that can be dropped hovers over it."""
        return self._veil

    def paste(self) -> bool:
        """Take what lies on the clipboard; False if there is nothing to take."""
        found = from_clipboard()
        if found is not None:
            self._take(found)
        return found is not None

    def _take(self, found: Arrived) -> None:
        if found.paths:
            self.files.emit(found.paths)
        else:
            self.text.emit(found.text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop) and isinstance(event, QDropEvent):
            found = arrived(event.mimeData())
            if found is None:
                return False
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            if kind is QEvent.Type.DragEnter:
                self._show(found)
            elif kind is QEvent.Type.Drop:
                self._hide()
                self._take(found)
            return True
        if kind is QEvent.Type.DragLeave:
            self._hide()
        elif kind is QEvent.Type.Resize and self._veil is not None:
            self._veil.setGeometry(self._window.rect())
        return False

    def _show(self, found: Arrived) -> None:
        if self._veil is None:
            self._veil = DropVeil(self._window)
        tr = self._words.tr
        self._veil.say(tr("Drop to import") if found.paths else tr("Drop to note it down as a story heard"))
        self._veil.setGeometry(self._window.rect())
        self._veil.raise_()
        self._veil.show()

    def _hide(self) -> None:
        if self._veil is not None:
            self._veil.hide()


class DropVeil(QWidget):
    """A dashed frame over the whole window with one sentence in its middle; the mouse does not notice it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("drop-veil")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.text = ""
        self.hide()

    def say(self, text: str) -> None:
        """What a drop would do."""
        self.text = text
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.color("paper")
        ground.setAlphaF(0.82)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(theme.color("teal"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = QRectF(self.rect()).adjusted(14, 14, -14, -14)
        painter.drawRoundedRect(frame, 16, 16)
        middle = frame.center()
        pixmap = theme.pixmap("download", "teal", 40, ratio=self.devicePixelRatioF())
        painter.drawPixmap(round(middle.x() - 20), round(middle.y() - 52), pixmap)
        painter.setPen(theme.color("teal"))
        painter.setFont(theme.font(Px.MEETING, SEMIBOLD))
        place = QRectF(frame.left(), middle.y(), frame.width(), 40)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine), self.text)
