"""Where files are dropped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from emptychair.ui.gather.zone_lines import even_lines
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.empty import ChairDrawing
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import row

_KINDS = 680  # px: the names of the sources in two or three even lines


class DropZone(QWidget):
    """Where files are dropped or chosen; a dashed frame, teal while something hovers over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered = False
        self._names: tuple[str, ...] = ()
        self.sentence = Label("", Px.CARD, SEMIBOLD, wrap=True, align=Qt.AlignmentFlag.AlignHCenter)
        self.detail = Label("", Px.ROW, tone="ink2", wrap=True, align=Qt.AlignmentFlag.AlignHCenter)
        self.kinds = Label("", Px.META, tone="ink2", wrap=True, align=Qt.AlignmentFlag.AlignHCenter)
        self.button = Button("", kind="primary", icon="file-text")
        self.folder_button = Button("", icon="folder-open")
        self.chair = ChairDrawing(150)
        middle = Qt.AlignmentFlag.AlignHCenter
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 24)
        box.addStretch(1)
        box.addWidget(self.chair, 0, middle)
        box.addSpacing(20)
        box.addWidget(self.sentence)
        box.addSpacing(6)
        box.addWidget(self.detail)
        box.addSpacing(20)
        box.addLayout(row(None, self.button, self.folder_button, None, spacing=12))
        box.addSpacing(24)
        box.addLayout(row(None, self.kinds, None, spacing=0))
        box.addStretch(1)

    def set_kinds(self, names: Sequence[str]) -> None:
        """The names of the sources that are read."""
        self._names = tuple(names)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        room = min(_KINDS, max(100, self.width() - 48))
        self.kinds.setFixedWidth(room)
        self.kinds.setText(even_lines(self._names, self.kinds.fontMetrics().horizontalAdvance, room - 8))

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
