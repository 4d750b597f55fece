"""Decisions that heard the customer: an outline for all of them, filled for those that did, the counts above."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from emptychair.ui.start.compose import Bar
from emptychair.ui.theme import NORMAL, SEMIBOLD, Theme
from emptychair.ui.tokens import Px


class HeardChart(QWidget):
    """Up to twelve bars. A small chart of few bars keeps them at the left, as wide as in a full one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._labels = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(150)
        self.setMaximumHeight(240)

    def set_bars(self, bars: Sequence[Bar], heard: str, all_of_them: str) -> None:
        """Show these; `heard` and `all_of_them` are the words of the legend."""
        self._bars, self._labels = tuple(bars), (heard, all_of_them)
        self.setAccessibleName("; ".join(f"{bar.label}: {bar.heard}/{bar.total}" for bar in bars))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 190)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        base = self.height() - 28 - 30
        step = self.width() / max(6, len(self._bars))
        most = max(bar.total for bar in self._bars) or 1
        unit = (base - 26) / most
        widest = max(QFontMetricsF(theme.font(Px.META, SEMIBOLD)).horizontalAdvance(bar.label) for bar in self._bars)
        every = max(1, -int(-(widest + 8) // step))  # labels that have no room are left out, never the last one
        for number, bar in enumerate(self._bars):
            last = number == len(self._bars) - 1
            x, width = number * step + 4, min(step - 8, 44)
            x += (step - 8 - width) / 2
            slot = QRectF(x - 12, 0, width + 24, 20)
            font = theme.font(Px.META, SEMIBOLD if last else NORMAL)
            painter.setFont(font)
            tone = theme.color("ink" if last else "ink2")
            center = Qt.AlignmentFlag.AlignCenter
            if bar.total:
                height = bar.total * unit
                painter.setPen(QPen(theme.color("control"), 1.2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(x + 0.6, base - height, width - 1.2, height), 3, 3)
                if bar.heard:
                    filled = bar.heard * unit
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(theme.color("teal"))
                    painter.drawRoundedRect(QRectF(x, base - filled, width, filled), 3, 3)
                painter.setPen(tone)
                painter.drawText(slot.translated(0, base - height - 22), center, f"{bar.heard}/{bar.total}")
            else:
                painter.setPen(tone)
                painter.drawText(slot.translated(0, base - 22), center, "–")
            painter.setPen(tone)
            if (len(self._bars) - 1 - number) % every == 0:
                middle = min(max(x + width / 2, widest / 2), self.width() - widest / 2)
                wide = QRectF(middle - widest, base + 4, 2 * widest, 20)
                painter.drawText(wide, center, bar.label)
        painter.setPen(QPen(theme.color("control"), 1))
        painter.drawLine(0, round(base), self.width(), round(base))
        self._paint_legend(painter, theme)

    def _paint_legend(self, painter: QPainter, theme: Theme) -> None:
        y = self.height() - 20
        painter.setFont(theme.font(Px.META))
        x = 0.0
        for filled, text in ((True, self._labels[0]), (False, self._labels[1])):
            painter.setPen(Qt.PenStyle.NoPen if filled else QPen(theme.color("control"), 1.2))
            painter.setBrush(theme.color("teal") if filled else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(x + 0.6, y + 3.6, 12.8, 12.8), 3, 3)
            painter.setPen(theme.color("ink2"))
            width = painter.fontMetrics().horizontalAdvance(text)
            painter.drawText(QRectF(x + 22, y, width + 4, 20), Qt.AlignmentFlag.AlignVCenter, text)
            x += 22 + width + 28
