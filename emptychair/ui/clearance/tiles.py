"""The three large keys of clearance, and how far the queue is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from emptychair.app.i18n import Words
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import CONTROL_CLEARANCE, Px
from emptychair.ui.widgets.buttons import Painted, paint_key_cap
from emptychair.ui.widgets.keys import key_text


class KeyTile(Painted):
    """An act with its key as the largest thing on it, its name, and what it means."""

    def __init__(self, action: QAction, words: Words, *, primary: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._action, self._words, self._primary = action, words, primary
        self._detail = ""
        self.setFixedHeight(CONTROL_CLEARANCE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.set_text(self._action.text())

    def set_detail(self, detail: str) -> None:
        """What the act means for this story."""
        self._detail = detail
        self.setAccessibleDescription(detail)
        self.update()

    def set_tight(self, tight: bool) -> None:
        """Lower, and without its second line, where the window is small."""
        self.setFixedHeight(52 if tight else CONTROL_CLEARANCE)

    def sizeHint(self) -> QSize:
        return QSize(200, self.maximumHeight())

    def minimumSizeHint(self) -> QSize:
        tight = self.maximumHeight() < 60
        font = Theme.current().font(Px.ROW if tight else Px.CARD, SEMIBOLD)
        spare = 8 + 28 + 8 + 6 if tight else 20 + 40 + 16 + 14
        return QSize(round(QFontMetricsF(font).horizontalAdvance(self._text) + spare), self.maximumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        lively = self.isDown() or self.underMouse()
        if self._primary and self.isEnabled():
            self.ground(painter, "teal", "teal")
            if lively:
                veil = theme.color("ink")
                veil.setAlphaF(0.22 if self.isDown() else 0.10)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(veil)
                painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
            ink, quiet = "on_teal", "on_teal"
        else:
            self.ground(painter, "sunken" if lively or not self.isEnabled() else "surface", "control")
            ink, quiet = ("ink" if self.isEnabled() else "ink2"), "ink2"
        tight = self.height() < 60
        side = 28 if tight else 40
        x, middle = (8 if tight else 20), self.height() // 2
        key = key_text(self._action.shortcut(), self._words)
        paint_key_cap(painter, QRect(x, middle - side // 2, side, side), key, Px.BODY if tight else Px.CARD)
        x += side + (8 if tight else 16)
        room = self.width() - x - (4 if tight else 12)
        name, detail = theme.font(Px.ROW if tight else Px.CARD, SEMIBOLD), theme.font(Px.META)
        lines = [(self._text, name, ink)]
        if self._detail and not tight:
            lines.append((self._detail, detail, quiet))
        y = middle - 12 * len(lines)
        for text, font, tone in lines:
            painter.setFont(font)
            painter.setPen(theme.color(tone))
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
            painter.drawText(QRectF(x, y, room + 2, 24), flags, shown)
            y += 24


class QueueDots(QWidget):
    """One dot a story: filled where it is decided, with a point where one is. Beyond twelve the figures must do."""

    MOST = 12

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done: tuple[bool, ...] = ()
        self._here = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_place(self, here: int, done: Sequence[bool], name: str) -> None:
        """`here` counts from 1; `name` says it in words."""
        self._here, self._done = here, tuple(done)
        self.setAccessibleName(name)
        self.setVisible(1 < len(done) <= self.MOST)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(25 * len(self._done), 20)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, done in enumerate(self._done, start=1):
            spot = QPointF(25 * number - 13, 10)
            here = number == self._here
            painter.setPen(QPen(theme.color("teal" if done or here else "control"), 2))
            painter.setBrush(theme.color("teal") if done else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(spot, 5.5, 5.5)
            if here and not done:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("teal"))
                painter.drawEllipse(spot, 2.5, 2.5)
