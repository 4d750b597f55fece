"""Small pictures of figures. Each says its figure in words as well: to screen readers, and beside it in the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from emptychair.domain.values import value
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import Px


@value
class Minutes:
    """One item in the bar. Kinds: strong, possible, none, done, now."""

    minutes: float
    kind: str


_FILLS = {
    "strong": ("teal", "teal"),
    "now": ("teal", "teal"),
    "done": ("teal2", "teal2"),
    "possible": ("ochre_soft", "ochre"),
    "none": ("surface", "control"),
}


class MinutesBar(QWidget):
    """The meeting as a strip: each item as wide as its minutes."""

    def __init__(self, parts: Sequence[Minutes] = (), name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(18)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_parts(parts, name)

    def set_parts(self, parts: Sequence[Minutes], name: str) -> None:
        """Show these; `name` says them in words."""
        self._parts = tuple(parts)
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        total = sum(max(part.minutes, 1) for part in self._parts)
        gap = 3.0 if len(self._parts) <= 30 else 1.0
        room = self.width() - gap * (len(self._parts) - 1)
        x = 0.0
        for part in self._parts:
            width = room * max(part.minutes, 1) / total
            fill, line = _FILLS.get(part.kind, _FILLS["none"])
            painter.setPen(QPen(theme.color(line), 1.2))
            painter.setBrush(theme.color(fill))
            painter.drawRoundedRect(QRectF(x + 0.6, 2.6, max(width - 1.2, 1), 12.8), 3, 3)
            x += width + gap


class ChairCount(QWidget):
    """Outlined chairs for all decisions, filled ones for those that heard the customer."""

    def __init__(self, total: int = 0, heard: int = 0, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(total, heard, name)

    def set_count(self, total: int, heard: int, name: str) -> None:
        """Show `heard` of `total`; `name` says it in words. Beyond eight the chairs give way to the figures."""
        self._total, self._heard = total, heard
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._total > 8:
            return QSize(28 + 12 * len(f"{self._heard}/{self._total}"), 26)
        return QSize(max(0, 28 * self._total - 4), 26)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, ratio = Theme.current(), self.devicePixelRatioF()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if self._total > 8:
            paint_chair(painter, theme, QPointF(0, 1), filled=self._heard > 0, ratio=ratio)
            painter.setPen(theme.color("ink"))
            painter.setFont(theme.font(Px.BODY, SEMIBOLD))
            rect = QRectF(32, 0, self.width() - 32, self.height())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, f"{self._heard}/{self._total}")
            return
        for index in range(self._total):
            paint_chair(painter, theme, QPointF(28 * index, 1), filled=index < self._heard, ratio=ratio)


def paint_chair(painter: QPainter, theme: Theme, at: QPointF, *, filled: bool, ratio: float) -> None:
    """The chair's glyph at 24 px; a filled one has its back and seat filled, so that it differs in shape."""
    if filled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("teal"))
        painter.drawRoundedRect(QRectF(at.x() + 7, at.y() + 3, 10, 12), 5, 5)
        painter.drawEllipse(QRectF(at.x() + 4, at.y() + 12, 16, 5))
    painter.drawPixmap(at, theme.pixmap("chair-glyph", "teal" if filled else "control", 24, ratio=ratio))


class Meter(QWidget):
    """How much of something is used: characters of an excerpt, for instance. Turns ochre beyond its end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value, self._most = 0.0, 1.0
        self.setFixedHeight(14)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_value(self, value: float, most: float, name: str) -> None:
        """Show `value` of `most`; `name` says it in words."""
        self._value, self._most = value, max(most, 1e-9)
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(QRectF(0, 3, self.width(), 8), 4, 4)
        if self._value > 0:
            painter.setBrush(theme.color("teal" if self._value <= self._most else "ochre"))
            width = max(8.0, self.width() * min(1.0, self._value / self._most))
            painter.drawRoundedRect(QRectF(0, 3, width, 8), 4, 4)
