"""Dialogs and pop-overs in our look."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QFrame, QVBoxLayout, QWidget

from emptychair.ui.theme import SEMIBOLD
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import column, row


class Dialog(QDialog):
    """A dialog: a title, a sentence, a body (`box`), buttons at the right. Show it with `open()`, which does not block.

    Escape and the window's cross mean `reject`.
    """

    def __init__(self, parent: QWidget | None = None, *, width: int = 560) -> None:
        super().__init__(parent)
        self.setMinimumWidth(min(width, 480))
        self.resize(width, 0)
        self.title = Label("", Px.MEETING, SEMIBOLD, wrap=True)
        self.sentence = Label("", Px.BODY, tone="ink2", wrap=True)
        self.box = column(spacing=12)
        self._buttons = row(None, spacing=8)
        root = QVBoxLayout(self)
        root.setContentsMargins(32, 28, 32, 24)
        root.setSpacing(0)
        root.addWidget(self.title)
        root.addSpacing(4)
        root.addWidget(self.sentence)
        root.addSpacing(16)
        root.addLayout(self.box, 1)
        root.addSpacing(24)
        root.addLayout(self._buttons)

    def set_words(self, title: str, sentence: str = "") -> None:
        """The title (of the window too) and the sentence under it."""
        self.setWindowTitle(title)
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def add_button(self, button: Button, *, default: bool = False) -> Button:
        """Add a button, left to right; the default one answers to Enter."""
        self._buttons.addWidget(button)
        if default:
            button.setDefault(True)
        return button


class Popover(QFrame):
    """A small surface that opens beside a control and goes when the person clicks elsewhere or presses Escape."""

    def __init__(self, parent: QWidget | None = None, *, width: int = 320) -> None:
        super().__init__(
            parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setProperty("role", "popover")
        self.setMinimumWidth(width)
        self.box = column(spacing=12, margins=(20, 18, 20, 18))
        self.setLayout(self.box)

    def paintEvent(self, event: QPaintEvent) -> None:
        # A translucent window has no ground of its own: without this the desktop shines through.
        from PySide6.QtWidgets import QStyle, QStyleOption  # 5 ms: their enums are made with the first use

        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, QPainter(self), self)

    def open_at(self, control: QWidget) -> None:
        """Open under `control`, or over it where the screen ends; never off the screen."""
        self.adjustSize()
        screen = control.screen().availableGeometry()
        below = control.mapToGlobal(QPoint(0, control.height() + 4))
        y = below.y()
        if y + self.height() > screen.bottom():
            y = control.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4
        x = max(screen.left() + 8, min(below.x(), screen.right() - self.width() - 8))
        self.move(x, max(screen.top() + 8, min(y, screen.bottom() - self.height() - 8)))
        self.show()
        self.setFocus()
