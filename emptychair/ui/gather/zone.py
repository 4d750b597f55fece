"""Where a file is dropped."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.empty import ChairDrawing
from emptychair.ui.widgets.labels import Label


class DropZone(QWidget):
    """Where a file is dropped or chosen; a dashed frame, teal while something hovers over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered = False
        self.sentence = Label("", Px.CARD, SEMIBOLD, wrap=True, align=Qt.AlignmentFlag.AlignHCenter)
        self.detail = Label("", Px.ROW, tone="ink2", wrap=True, align=Qt.AlignmentFlag.AlignHCenter)
        self.button = Button("", kind="primary", icon="folder-open")
        middle = Qt.AlignmentFlag.AlignHCenter
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 24)
        box.addStretch(1)
        box.addWidget(ChairDrawing(150), 0, middle)
        box.addSpacing(20)
        box.addWidget(self.sentence)
        box.addSpacing(6)
        box.addWidget(self.detail)
        box.addSpacing(20)
        box.addWidget(self.button, 0, middle)
        box.addStretch(1)

    def set_hovered(self, on: bool) -> None:
        """Something that can be dropped is over the window."""
        self.hovered = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("teal" if self.hovered else "control"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(theme.color("teal_soft" if self.hovered else "surface"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 12, 12)
