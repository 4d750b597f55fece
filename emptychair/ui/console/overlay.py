"""Small surfaces over the console. They are children of its window, never windows: the wall's keys go on working."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from emptychair.ui.widgets import column


class _Veil(QWidget):
    """Takes the click beside an overlay."""

    pressed = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()
        event.accept()


class Overlay(QFrame):
    """Opens over the console, keeps the focus inside, and gives it back when it goes (Escape, or a click beside it)."""

    closed = Signal()

    def __init__(self, window: QWidget, *, width: int = 420) -> None:
        super().__init__(window)
        self.host = window
        self._veil = _Veil(window)
        self._veil.hide()
        self.setProperty("role", "popover")
        self.setFixedWidth(width)
        self._before: QWidget | None = None
        self._anchor: QWidget | None = None
        self.box = column(spacing=12, margins=(20, 18, 20, 18))
        self.setLayout(self.box)
        self._veil.pressed.connect(self.close_it)
        window.installEventFilter(self)
        self.hide()

    def first_focus(self) -> QWidget:
        """What has the focus when it opens; overridden."""
        return self

    def open_at(self, anchor: QWidget | None = None) -> None:
        """Beside `anchor`, over or under it, wherever there is room; without one in the middle."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._anchor = anchor
        self._veil.setGeometry(self.host.rect())
        self._veil.show()
        self._veil.raise_()
        self.place()
        self.show()
        self.raise_()
        self.first_focus().setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self) -> None:
        """Put it where it belongs, within the window."""
        window = self.host
        self.adjustSize()
        height = min(self.sizeHint().height(), window.height() - 16)
        self.resize(self.width(), height)
        if self._anchor is None or not self._anchor.isVisible():
            x, y = (window.width() - self.width()) // 2, max(8, (window.height() - height) // 3)
        else:
            corner = self._anchor.mapTo(window, QPoint(0, 0))
            x, y = corner.x(), corner.y() + self._anchor.height() + 6
            if y + height > window.height() - 8:
                y = corner.y() - height - 6
        self.move(max(8, min(x, window.width() - self.width() - 8)), max(8, min(y, window.height() - height - 8)))

    def close_it(self) -> None:
        """Gone, and the focus is back where it was."""
        if not self.isVisible():
            return
        self._veil.hide()
        self.hide()
        before, self._before = self._before, None
        target = before if before is not None and before.isVisible() and before.isEnabled() else self.host
        target.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside."""
        inside = [w for w in self.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
        inside = [widget for widget in inside if widget.isEnabled()]
        if not inside:
            return True
        here = self.focusWidget()
        at = inside.index(here) if here in inside else -1 if forward else 0
        inside[(at + (1 if forward else -1)) % len(inside)].setFocus(
            Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._veil.setGeometry(self.host.rect())
            self.place()
        return False
