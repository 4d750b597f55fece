"""A message that nobody has to answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from emptychair.ui.theme import MEDIUM, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.announcement import announce
from emptychair.ui.widgets.buttons import Painted
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import row


class _ToastButton(Painted):
    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setFont(Theme.current().font(Px.ROW, MEDIUM))
        self.setFixedHeight(32)

    def sizeHint(self) -> QSize:
        return QSize(round(QFontMetricsF(self.font()).horizontalAdvance(self._text)) + 28, 32)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        line = theme.color("paper")
        line.setAlphaF(1.0 if self.hasFocus() or self.underMouse() else 0.5)
        painter.setPen(line)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, 7, 7)
        if self.hasFocus():
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(theme.color("paper"))
        painter.setFont(self.font())
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._text)


class Toast(QFrame):
    """One line at the lower edge of its window, with an act to take back what was done. Never modal, never in the way.

    It goes after `stay` ms, but not while the mouse or the focus is on it.
    """

    def __init__(self, window: QWidget, *, above: int = 64, stay: int = 8000) -> None:
        """`above` is the distance from the window's lower edge."""
        super().__init__(window)
        self.setProperty("role", "toast")
        self._above = above
        self._act: Callable[[], None] | None = None
        self._label = Label("", Px.ROW, MEDIUM, wrap=False)
        self._button = _ToastButton(self)
        self._window = window
        self._box = row(self._label, self._button, spacing=16, margins=(20, 8, 12, 8))
        self.setLayout(self._box)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(stay)
        self._timer.timeout.connect(self._leave)
        self._button.clicked.connect(self._clicked)
        window.installEventFilter(self)
        self.hide()

    def say(
        self, text: str, act_text: str = "", act: Callable[[], None] | None = None, *, urgent: bool = False
    ) -> None:
        """Show `text`; `act_text` and `act` are the button ("Undo"). Replaces what stood there before."""
        self._label.setText(text)
        self._act = act
        self._button.setVisible(act is not None)
        self._button.set_text(act_text)
        self._box.setContentsMargins(20, 8, 12 if act else 20, 8)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, text, urgent=urgent)

    @property
    def text(self) -> str:
        """What it says now; empty when it is not shown."""
        return self._label.text() if self.isVisible() else ""

    def _clicked(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()

    def _leave(self) -> None:
        if self.underMouse() or self._button.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def _place(self) -> None:
        window = self._window
        self.setMinimumHeight(48)
        self._label.setMaximumWidth(max(120, window.width() - 48 - 200))
        self.adjustSize()
        self.move((window.width() - self.width()) // 2, window.height() - self._above - self.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._button.hasFocus():
            self.hide()
            return
        super().keyPressEvent(event)
