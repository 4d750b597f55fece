"""What became of a case, and its figures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from emptychair.domain.values import value
from emptychair.ui.theme import NORMAL, SEMIBOLD, Theme
from emptychair.ui.tokens import Px


@value
class Step:
    """One rung: its name, a note under it, whether the case got there."""

    name: str
    note: str = ""
    reached: bool = False


class OutcomeLadder(QWidget):
    """Case, delighted, process improved, rolled out: filled with a tick where reached, open where not.

    Lies where there is room for its words, stands where not. The line is dotted after the last rung reached.
    """

    def __init__(self, steps: Sequence[Step] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._steps: tuple[Step, ...] = ()
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[Step], reached: str = "", not_reached: str = "") -> None:
        """Show these rungs; `reached` and `not_reached` are the words a screen reader adds to each."""
        self._steps = tuple(steps)
        said = (
            ", ".join(part for part in (step.name, reached if step.reached else not_reached, step.note) if part)
            for step in steps
        )
        self.setAccessibleName("; ".join(said))
        self.updateGeometry()
        self.update()

    def _columns(self) -> list[float]:
        """The width that each rung's words need."""
        theme = Theme.current()
        name, note = theme.font(Px.ROW, SEMIBOLD), theme.font(Px.META)
        return [
            max(QFontMetricsF(name).horizontalAdvance(s.name), QFontMetricsF(note).horizontalAdvance(s.note)) + 20
            for s in self._steps
        ]

    def _lies(self, width: int) -> bool:
        return sum(self._columns()) - 20 <= width

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if not self._steps:
            return 0
        return 76 if self._lies(width) else 44 * len(self._steps)

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(self.width() or 320))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # the height asked for was that of another width

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        lies = self._lies(self.width())
        columns = self._columns()
        spare = (self.width() - sum(columns) + 20) / max(1, len(columns) - 1) if lies else 0.0
        starts = [sum(columns[:i]) + spare * i for i in range(len(columns))]
        spots = [QPointF(x + 11, 14) if lies else QPointF(12, 44 * i + 14) for i, x in enumerate(starts)]
        self._paint_lines(painter, spots, lies=lies)
        for index, step in enumerate(self._steps):
            self._paint_step(painter, step, spots[index])
            at = QPointF(starts[index], 30) if lies else QPointF(34, 44 * index + 2)
            self._paint_words(painter, step, at)

    def _paint_lines(self, painter: QPainter, spots: list[QPointF], *, lies: bool) -> None:
        theme = Theme.current()
        last = max((i for i, step in enumerate(self._steps) if step.reached), default=0)
        gap = QPointF(16, 0) if lies else QPointF(0, 14)
        for index in range(len(spots) - 1):
            solid = index < last
            style = Qt.PenStyle.SolidLine if solid else Qt.PenStyle.DotLine
            painter.setPen(QPen(theme.color("teal" if solid else "control"), 2, style))
            painter.drawLine(spots[index] + gap, spots[index + 1] - gap)

    def _paint_step(self, painter: QPainter, step: Step, spot: QPointF) -> None:
        theme = Theme.current()
        painter.setPen(QPen(theme.color("teal" if step.reached else "control"), 2))
        painter.setBrush(theme.color("teal" if step.reached else "surface"))
        painter.drawEllipse(spot, 10, 10)
        if step.reached:
            pixmap = theme.pixmap("check", "on_teal", 14, ratio=self.devicePixelRatioF())
            painter.drawPixmap(QPointF(spot.x() - 7, spot.y() - 7), pixmap)

    def _paint_words(self, painter: QPainter, step: Step, at: QPointF) -> None:
        theme = Theme.current()
        room = self.width() - at.x()
        for text, px, weight, tone, y in (
            (step.name, Px.ROW, SEMIBOLD if step.reached else NORMAL, "ink" if step.reached else "ink2", 0),
            (step.note, Px.META, NORMAL, "ink2", 22),
        ):
            font = theme.font(px, weight)
            painter.setFont(font)
            painter.setPen(theme.color(tone))
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(at.x(), at.y() + y, room + 2, 22), Qt.AlignmentFlag.AlignVCenter, shown)


class FactsStrip(QWidget):
    """Figures with their meaning: "160,000 passwords asked a day". Wraps where there is too little room."""

    def __init__(
        self, facts: Sequence[tuple[str, str]] = (), *, ground: bool = True, parent: QWidget | None = None
    ) -> None:
        """`facts` are (figure, what it counts); `ground` paints the sunken strip behind them."""
        super().__init__(parent)
        self._ground = ground
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._facts: tuple[tuple[str, str], ...] = ()
        self.set_facts(facts)

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these; an empty list takes no room."""
        self._facts = tuple(facts)
        self.setAccessibleName("; ".join(f"{figure} {text}".strip() for figure, text in facts))
        self.setVisible(bool(facts))
        self.updateGeometry()
        self.update()

    def _places(self, width: int) -> tuple[list[QRectF], int]:
        theme = Theme.current()
        pad = 20 if self._ground else 0
        x, y, places = float(pad), 14.0 if self._ground else 0.0, []
        for figure, text in self._facts:
            needed = max(
                QFontMetricsF(theme.font(Px.FIGURE, SEMIBOLD)).horizontalAdvance(figure),
                QFontMetricsF(theme.font(Px.META)).horizontalAdvance(text),
            )
            needed = min(needed + 2, width - 2 * pad)
            if x > pad and x + needed > width - pad:
                x, y = float(pad), y + 62
            places.append(QRectF(x, y, needed, 52))
            x += needed + 32
        return places, int(y + 52 + (12 if self._ground else 0))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[1] if self._facts else 0

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(self.width() or 320))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # the height asked for was that of another width

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 52 if self._facts else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if self._ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("sunken"))
            painter.drawRoundedRect(QRectF(self.rect()), 10, 10)
        for (figure, text), place in zip(self._facts, self._places(self.width())[0], strict=True):
            for words, px, weight, tone, y, height in (
                (figure, Px.FIGURE, SEMIBOLD, "ink", 0, 30),
                (text, Px.META, NORMAL, "ink2", 30, 22),
            ):
                font = theme.font(px, weight)
                painter.setFont(font)
                painter.setPen(theme.color(tone))
                shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width() + 1)
                rect = QRectF(place.x(), place.y() + y, place.width() + 4, height)
                painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)
