"""Small words in a rounded ground: states (chips) and filters (pills)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from emptychair.ui.theme import MEDIUM, Theme
from emptychair.ui.tokens import RADIUS_CHIP, Px
from emptychair.ui.widgets.buttons import Painted

# kind -> ground, ink, line
_KINDS = {
    "neutral": ("sunken", "ink2", ""),
    "teal": ("teal_soft", "teal", ""),
    "rust": ("rust_soft", "rust", ""),
    "ochre": ("ochre_soft", "ochre", ""),
    "outlined": ("", "ink2", "control"),
}


class Chip(QLabel):
    """A state in one or two words. Kinds: neutral, teal, rust (live only), ochre, outlined (deliberate none, proxy)."""

    def __init__(self, text: str = "", kind: str = "neutral", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(Theme.current().font(Px.META, MEDIUM))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set(text, kind, icon)

    def set(self, text: str, kind: str = "neutral", icon: str = "") -> None:
        """Show another state."""
        if kind not in _KINDS:
            raise ValueError(f"No such kind of chip: {kind}")
        self._kind, self._icon = kind, icon
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(self.font()).horizontalAdvance(self.text()) + 22 + (20 if self._icon else 0)
        return QSize(round(width), 28)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        ground, ink, line = _KINDS[self._kind]
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.setBrush(theme.color(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color(line), 1) if line else Qt.PenStyle.NoPen)
        inset = 0.5 if line else 0
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, min(RADIUS_CHIP, rect.height() / 2), min(RADIUS_CHIP, rect.height() / 2))
        x = 11.0
        if self._icon:
            pixmap = theme.pixmap(self._icon, ink, 16, ratio=self.devicePixelRatioF())
            painter.drawPixmap(9, round(self.height() / 2 - 8), pixmap)
            x = 31.0
        painter.setPen(theme.color(ink))
        painter.setFont(self.font())
        painter.drawText(QRectF(x, 0, self.width() - x, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())


class Pill(Painted):
    """A filter that is on (with ×) or off; `toggled` says so."""

    def __init__(self, text: str = "", *, on: bool = False, menu: bool = False, parent: QWidget | None = None) -> None:
        """`menu` draws a small arrow instead of ×: the pill opens a choice."""
        super().__init__(text, parent)
        self._opens = menu
        self.setCheckable(True)
        self.setChecked(on)
        self.setFont(Theme.current().font(Px.ROW, MEDIUM))
        self.setFixedHeight(36)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        # Room for the × at all times: nothing beside a pill moves when it is pressed.
        return QSize(round(QFontMetricsF(self.font()).horizontalAdvance(self._text) + 28 + 22), 36)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, on = Theme.current(), self.isChecked()
        painter = QPainter(self)
        fill = "teal_soft" if on else "sunken" if self.underMouse() else "surface"
        self.ground(painter, fill, "teal" if on else "control", radius=18)
        ink = "teal" if on else "ink" if self.isEnabled() else "ink2"
        sign = "chevron-down" if self._opens else "x" if on else ""
        width = QFontMetricsF(self.font()).horizontalAdvance(self._text)
        x = (self.width() - width - (22 if sign else 0)) / 2
        painter.setFont(self.font())
        painter.setPen(theme.color(ink))
        painter.drawText(QRectF(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self._text)
        if sign:
            pixmap = theme.pixmap(sign, ink, 16, ratio=self.devicePixelRatioF())
            painter.drawPixmap(round(x + width + 6), round(self.height() / 2 - 8), pixmap)
