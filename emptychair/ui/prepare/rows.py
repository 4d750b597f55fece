"""An item that is not open: time, title, story, verdict in one row. The verdict always stands in the same place."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from emptychair.ui.prepare.state import CHIPS, ItemLine
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import RADIUS_CARD, Px
from emptychair.ui.widgets.buttons import Painted
from emptychair.ui.widgets.chips import Chip
from emptychair.ui.widgets.labels import plain_tip
from emptychair.ui.widgets.wrap import paint_lines, wrapped

TIME = 84  # from the left edge to the title
_ONE_LINE = 780  # narrower, and the story goes under the title
_PAD, _CHEVRON, _CHIP = 20, 52, 210  # the widest verdict, so that the stories stand under one another


class ItemRow(Painted):
    """Press it, or Enter, to open the item; drag it to move it."""

    chosen = Signal(object)  # ItemId
    stepped = Signal(int)  # an arrow key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.line: ItemLine | None = None
        self._chip = Chip(parent=self)
        self._chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.line and self.chosen.emit(self.line.item_id))

    def show_line(self, line: ItemLine) -> None:
        """Show this item."""
        self.line = line
        self.set_text(f"{line.number} {line.title}")
        said = (line.time, line.meta, line.verdict_text, line.headline, line.sub)
        self.setAccessibleDescription(", ".join(part for part in said if part))
        kind, icon = CHIPS[line.verdict]
        self._chip.set(line.verdict_text, kind, icon)
        self._place()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(480, 74 if self.width() >= _ONE_LINE else 92)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.oldSize().width() >= _ONE_LINE) != (self.width() >= _ONE_LINE):
            self.updateGeometry()
        self._place()

    def _place(self) -> None:
        hint = self._chip.sizeHint()
        top = (self.height() - hint.height()) // 2 if self.width() >= _ONE_LINE else 13
        self._chip.setGeometry(self.width() - _CHEVRON - hint.width(), top, hint.width(), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        line = self.line
        if line is None:
            return
        theme = Theme.current()
        painter = QPainter(self)
        self.ground(painter, "sunken" if self.underMouse() else "surface", "hairline", radius=RADIUS_CARD)
        painter.setFont(theme.font(Px.BODY, SEMIBOLD))
        painter.setPen(theme.color("ink2"))
        wide = self.width() >= _ONE_LINE
        painter.drawText(
            QRectF(_PAD, 0 if wide else 13, TIME - _PAD, self.height() if wide else 26),
            Qt.AlignmentFlag.AlignVCenter,
            line.time,
        )
        chevron = theme.pixmap("chevron-down", "ink2", 20, ratio=self.devicePixelRatioF())
        painter.drawPixmap(self.width() - _CHEVRON + 16, (self.height() - 20) // 2 if wide else 17, chevron)
        right = self._chip.x() - 16
        if wide:
            middle = TIME + max(220.0, (self.width() - _CHEVRON - _CHIP - TIME) * 0.5)
            shown = self._paint_title(painter, line, QRectF(TIME, 0, middle - TIME - 24, self.height()))
            shown &= self._paint_story(painter, line, QRectF(middle, 0, right - middle, self.height()))
        else:
            shown = self._paint_title(painter, line, QRectF(TIME, 8, right - TIME, 52))
            shown &= self._paint_story(painter, line, QRectF(TIME, 54, self.width() - TIME - _PAD, 32), one=True)
        self.setToolTip("" if shown else plain_tip(f"{line.title}\n{line.headline}"))

    def _paint_title(self, painter: QPainter, line: ItemLine, rect: QRectF) -> bool:
        """Title and meta; False if something had to be cut."""
        theme = Theme.current()
        font = theme.font(17, SEMIBOLD)
        metrics = QFontMetricsF(font)
        fits = metrics.horizontalAdvance(line.title) <= rect.width()
        if not fits and rect.height() > 60:
            # The end of a title is worth more than its meta.
            lines = wrapped(line.title, theme.font(Px.BODY, SEMIBOLD), rect.width(), 2)
            place = QRectF(rect.x(), rect.center().y() - 21, rect.width() + 4, 1)
            paint_lines(painter, lines, theme.font(Px.BODY, SEMIBOLD), theme.color("ink"), place, 21)
            return not lines[-1].endswith("…")
        top = rect.center().y() - 23
        painter.setFont(font)
        painter.setPen(theme.color("ink"))
        title = metrics.elidedText(line.title, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(QRectF(rect.x(), top, rect.width() + 4, 25), Qt.AlignmentFlag.AlignVCenter, title)
        font = theme.font(Px.META)
        painter.setFont(font)
        painter.setPen(theme.color("ink2"))
        meta = QFontMetricsF(font).elidedText(line.meta, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(QRectF(rect.x(), top + 26, rect.width() + 4, 20), Qt.AlignmentFlag.AlignVCenter, meta)
        return fits

    def _paint_story(self, painter: QPainter, line: ItemLine, rect: QRectF, *, one: bool = False) -> bool:
        """The story's headline in its own voice, or our sentence beside the chair; False if it had to be cut."""
        theme = Theme.current()
        x, room = rect.x(), rect.width()
        font = theme.font(17, serif=True) if line.story else theme.font(Px.BODY)
        if not line.story:
            glyph = theme.pixmap("chair-glyph", "ink2", 24, ratio=self.devicePixelRatioF())
            painter.drawPixmap(round(x), round(rect.center().y() - 12), glyph)
            x, room = x + 36, room - 36
        metrics = QFontMetricsF(font)
        fits = metrics.horizontalAdvance(line.headline) <= room
        painter.setFont(font)
        painter.setPen(theme.color("ink" if line.story else "ink2"))
        if not fits and not one:
            lines = wrapped(line.headline, font, room, 2)
            place = QRectF(x, rect.center().y() - 22, room + 4, 1)
            paint_lines(painter, lines, font, theme.color("ink" if line.story else "ink2"), place, 22)
            return not lines[-1].endswith("…")
        two = bool(line.sub) and not one
        top = rect.center().y() - (24 if two else 13)
        headline = metrics.elidedText(line.headline, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(x, top, room + 4, 26), Qt.AlignmentFlag.AlignVCenter, headline)
        if two:
            font = theme.font(Px.META)
            painter.setFont(font)
            painter.setPen(theme.color("ink2"))
            sub = QFontMetricsF(font).elidedText(line.sub, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(x, top + 27, room + 4, 20), Qt.AlignmentFlag.AlignVCenter, sub)
        return fits
