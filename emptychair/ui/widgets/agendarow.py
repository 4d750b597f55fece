"""One item of the agenda."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from emptychair.ui.theme import MEDIUM, SEMIBOLD, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Painted
from emptychair.ui.widgets.wrap import paint_lines, wrapped


class RowState(StrEnum):
    """Where an item stands."""

    DONE = "done"  # a tick
    NOW = "now"  # the number filled, soft ground, a frame
    NEXT = "next"  # the number in a ring
    CHAIR = "chair"  # as next, but the chair stays empty: its glyph beside the second line
    DEFERRED = "deferred"
    PARKED = "parked"


_SIGNS = {RowState.DONE: "check", RowState.DEFERRED: "calendar-clock", RowState.PARKED: "circle-parking"}
_LEFT, _RIGHT, _STEP, _SUB = 60, 12, 21, 20


class AgendaRow(Painted):
    """An item to be pressed: its number, its title in up to two lines, one line of what is known.

    A second look is carried by shape (tick, filled number, ring, glyph), never by colour alone; `state_name` says the
    same in words to screen readers.
    """

    def __init__(
        self,
        number: str = "",
        title: str = "",
        sub: str = "",
        state: RowState = RowState.NEXT,
        *,
        px: int = Px.BODY,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self._px = max(px, Px.META)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_item(number, title, sub, state)

    def set_item(self, number: str, title: str, sub: str, state: RowState, state_name: str = "") -> None:
        """Show another item or another state of it."""
        self._number, self._title, self._sub, self.state = number, title, sub, state
        self.setText(f"{number} {title}".replace("&", "&&"))
        self.setAccessibleDescription(", ".join(part for part in (state_name, sub) if part))
        self.updateGeometry()
        self.update()

    def _lines(self, width: int) -> list[str]:
        weight = SEMIBOLD if self.state is RowState.NOW else MEDIUM
        return wrapped(self._title, Theme.current().font(self._px, weight), width - _LEFT - _RIGHT, 2)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(56, len(self._lines(width)) * _STEP + (_SUB + 2 if self._sub else 0) + 14)

    def sizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(self.width() if self.width() > 120 else 280))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, state = Theme.current(), self.state
        now = state is RowState.NOW
        painter = QPainter(self)
        fill = "teal_soft" if now else "sunken" if self.underMouse() else ""
        self.ground(painter, fill, "teal" if now else "", radius=10)
        self._paint_sign(painter)
        lines = self._lines(self.width())
        height = len(lines) * _STEP + (_SUB + 2 if self._sub else 0)
        rect = QRectF(_LEFT, (self.height() - height) / 2, self.width() - _LEFT - _RIGHT + 4, 1)
        over = state in (RowState.DONE, RowState.DEFERRED, RowState.PARKED)
        font = theme.font(self._px, SEMIBOLD if now else MEDIUM)
        y = paint_lines(painter, lines, font, theme.color("ink2" if over else "ink"), rect, _STEP)
        if self._sub:
            x = rect.x()
            if state is RowState.CHAIR:
                painter.drawPixmap(
                    QPointF(x - 1, y + 3), theme.pixmap("chair-glyph", "ink2", 16, ratio=self.devicePixelRatioF())
                )
                x += 22
            sub = wrapped(self._sub, theme.font(Px.META), self.width() - x - _RIGHT, 1)
            tone = theme.color("teal" if now else "ink2")
            paint_lines(painter, sub, theme.font(Px.META), tone, QRectF(x, y + 2, rect.width(), 1), _SUB)

    def _paint_sign(self, painter: QPainter) -> None:
        theme, state = Theme.current(), self.state
        spot = QPointF(30, self.height() / 2)
        if state in _SIGNS:
            tone = "teal" if state is RowState.DONE else "ink2"
            pixmap = theme.pixmap(_SIGNS[state], tone, 20, ratio=self.devicePixelRatioF())
            painter.drawPixmap(QPointF(spot.x() - 10, spot.y() - 10), pixmap)
            return
        now = state is RowState.NOW
        painter.setPen(Qt.PenStyle.NoPen if now else QPen(theme.color("control"), 1.4))
        painter.setBrush(theme.color("teal") if now else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(spot, 15, 15)
        painter.setPen(theme.color("on_teal" if now else "ink2"))
        painter.setFont(theme.font(Px.ROW if len(self._number) < 3 else Px.META, SEMIBOLD if now else MEDIUM))
        painter.drawText(QRectF(spot.x() - 15, spot.y() - 15, 30, 30), Qt.AlignmentFlag.AlignCenter, self._number)
