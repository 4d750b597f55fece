"""A paragraph for reading: a leading of our choice, marked ranges, a hanging opening quotation mark."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from emptychair.domain.values import value
from emptychair.ui.theme import MEDIUM, NORMAL, SEMIBOLD, Theme
from emptychair.ui.tokens import Px


class MarkKind(StrEnum):
    """How a range is drawn: each differs by more than its colour."""

    MATCHED = "matched"  # underlined, semibold: the word that brought the story here
    MASKED = "masked"  # soft teal ground, in our sans: stands for something private
    DOUBTFUL = "doubtful"  # soft ochre ground, dotted underline: wants a person's eye
    STRONG = "strong"  # semibold ink


@value
class Mark:
    """Characters `start` to `start + length` of the paragraph's text (Python string positions)."""

    start: int
    length: int
    kind: MarkKind


@value
class _Line:
    layout: QTextLayout
    start: int  # its first position in the text
    length: int
    bottom: float  # in pixels of the widget


@value
class _Laid:
    lines: tuple[_Line, ...]
    height: float


class Para(QLabel):
    """Several lines of text; the customer's words in serif (the default) or our own in sans.

    `leading` is the height of a line as a multiple of `px`. `max_lines` cuts with … . `quote` is an opening quotation
    mark that hangs left of the text.
    """

    def __init__(
        self,
        text: str = "",
        px: int = Px.CARD,
        leading: float = 1.5,
        weight: QFont.Weight = NORMAL,
        tone: str = "ink",
        *,
        serif: bool = True,
        marks: Sequence[Mark] = (),
        quote: tuple[str, str] = ("", ""),
        max_lines: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._leading, self._tone, self._max_lines = leading, tone, max_lines
        self._marks: tuple[Mark, ...] = ()
        self._quote = quote
        self._laid: dict[tuple[int, int], _Laid] = {}
        self.setFont(Theme.current().font(max(px, Px.META), weight, serif=serif))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_text(text, marks, quote=quote)

    def set_text(self, text: str, marks: Sequence[Mark] = (), *, quote: tuple[str, str] | None = None) -> None:
        """Show `text`; ranges of `marks` that lie outside it are left out."""
        if quote is not None:
            self._quote = quote
        opening = len(self._quote[0])
        self.setText(f"{self._quote[0]}{text}{self._quote[1]}")
        self._marks = tuple(
            Mark(mark.start + opening, mark.length, mark.kind)
            for mark in marks
            if mark.start >= 0 and mark.length > 0 and mark.start + mark.length <= len(text)
        )
        self._laid.clear()
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: str) -> None:
        """Draw in another tone."""
        self._tone = tone
        self.update()

    # ------------------------------------------------------------------ sizes
    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return int(self._lay(width).height + 2)

    def sizeHint(self) -> QSize:
        width = self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else 320
        natural = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(min(int(natural) + 4, 320), self.heightForWidth(max(width, 80)))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, int(self.font().pixelSize() * self._leading))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # the height asked for was that of another width

    # ------------------------------------------------------------------ places
    def rects_of(self, start: int, length: int) -> list[QRectF]:
        """Where the characters `start` to `start + length` stand, a rectangle per line (positions in `text()`)."""
        px = self.font().pixelSize()
        rects: list[QRectF] = []
        for laid in self._lay(self.width()).lines:
            first, last = max(start, laid.start), min(start + length, laid.start + laid.length)
            if first >= last:
                continue
            line, text = laid.layout.lineAt(0), laid.layout.text()
            last -= len(text[: last - laid.start]) - len(text[: last - laid.start].rstrip())  # not the space at its end
            if first >= last:
                continue
            ends = (_x(line, _units(text[: first - laid.start])), _x(line, _units(text[: last - laid.start])))
            rects.append(QRectF(min(ends), line.y() + line.ascent() - px * 0.88, abs(ends[1] - ends[0]), px * 1.2))
        return rects

    def position_at(self, x: float, y: float) -> int:
        """The position in `text()` nearest to a point of the widget; 0 without text."""
        step = self.font().pixelSize() * self._leading
        found: _Line | None = None
        for laid in self._lay(self.width()).lines:
            line = laid.layout.lineAt(0)
            if found is None or y >= line.y() - (step - line.height()) / 2:
                found = laid
        if found is None:
            return 0
        cursor: Any = found.layout.lineAt(0).xToCursor(x)
        units = int(cursor[0] if isinstance(cursor, tuple) else cursor)
        before = found.layout.text().encode("utf-16-le")[: units * 2]
        return found.start + len(before.decode("utf-16-le", "ignore"))

    # ------------------------------------------------------------------ drawing
    def _lay(self, width: int, most: int = 0) -> _Laid:
        """The lines at `width`, at most `most` of them (0: as many as the paragraph may have)."""
        most = most or self._max_lines
        if (width, most) not in self._laid:
            if len(self._laid) > 8:
                self._laid.clear()
            self._laid[width, most] = self._lay_anew(width, most)
        return self._laid[width, most]

    def _lay_in_sight(self) -> _Laid:
        """The lines that the widget's height has room for: a paragraph that a layout squeezes ends in …, unclipped."""
        laid = self._lay(self.width())
        step = self.font().pixelSize() * self._leading
        room = self.height() + step * 0.25
        whole = sum(1 for line in laid.lines if line.bottom <= room)
        return laid if whole == len(laid.lines) else self._lay(self.width(), max(1, whole))

    def _lay_anew(self, width: int, most: int) -> _Laid:
        px = self.font().pixelSize()
        step = px * self._leading
        text = self.text()
        opening = self._quote[0]
        hang = QFontMetricsF(self.font()).horizontalAdvance(opening) if opening else 0.0
        lines: list[_Line] = []
        y, start, left_over = 0.0, 0, most or -1
        for block in text.split("\n"):
            if not left_over:
                break
            if not block:
                y += step * 0.45
            else:
                more = bool(text[start + len(block) :].strip())
                laid = self._lay_block(block, start, y, width, hang, left_over, more=more)
                lines += laid
                y += len(laid) * step
                left_over -= len(laid)
            start += len(block) + 1
        return _Laid(tuple(lines), y)

    def _lay_block(
        self, block: str, start: int, y: float, width: int, hang: float, limit: int, *, more: bool
    ) -> list[_Line]:
        """Break one block into lines from `y` on, at most `limit` (negative: all); `more` says that text follows it."""
        step = self.font().pixelSize() * self._leading
        breaker = QTextLayout(block, self.font())
        breaker.setTextOption(_option(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere))
        breaker.setFormats(self._formats(start, len(block)))
        units = block.encode("utf-16-le")
        lines: list[_Line] = []
        breaker.beginLayout()
        while len(lines) != limit and (line := breaker.createLine()).isValid():
            left = 0.0 if start == 0 and line.textStart() == 0 else hang
            room = max(width - left, step)
            line.setLineWidth(room)
            first, last = line.textStart() * 2, (line.textStart() + line.textLength()) * 2
            position = start + len(units[:first].decode("utf-16-le"))
            top = y + len(lines) * step
            if len(lines) + 1 == limit and (more or last < len(units)):
                rest = units[first:].decode("utf-16-le") + ("…" if more else "")
                lines.append(self._cut_line(rest, position, left, top, room))
            else:
                lines.append(self._line(units[first:last].decode("utf-16-le"), position, left, top))
        breaker.endLayout()
        return lines

    def _cut_line(self, rest: str, start: int, x: float, y: float, room: float) -> _Line:
        """The last line, ending in …; marked words are wider than plain ones, so it is measured as it is drawn."""
        allowed = room - 1
        while True:
            text = QFontMetricsF(self.font()).elidedText(rest, Qt.TextElideMode.ElideRight, allowed)
            line = self._line(text, start, x, y)
            over = line.layout.lineAt(0).naturalTextWidth() - room
            if over <= 0 or allowed <= 0:
                return line
            allowed -= max(over, 1)

    def _line(self, text: str, start: int, x: float, y: float) -> _Line:
        """One line as a layout of its own: what is drawn is what was broken, cut or not."""
        step = self.font().pixelSize() * self._leading
        layout = QTextLayout(text, self.font())
        layout.setTextOption(_option(QTextOption.WrapMode.NoWrap))
        layout.setFormats(self._formats(start, len(text)))
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(1e6)
        line.setPosition(QPointF(x, y + (step - line.height()) / 2))
        layout.endLayout()
        return _Line(layout, start, len(text), y + step)

    def _formats(self, start: int, length: int) -> list[QTextLayout.FormatRange]:
        if not self._marks:
            return []
        from PySide6.QtGui import QTextCharFormat  # 1.5 ms: with the first mark

        theme = Theme.current()
        result: list[QTextLayout.FormatRange] = []
        for mark in self._marks:
            first, last = max(mark.start, start), min(mark.start + mark.length, start + length)
            if first >= last or mark.kind is MarkKind.DOUBTFUL:
                continue
            form = QTextCharFormat()
            if mark.kind is MarkKind.MASKED:
                form.setForeground(theme.color("teal"))
                form.setFont(theme.font(max(round(self.font().pixelSize() * 0.84), Px.META), MEDIUM))
            else:
                form.setFontWeight(SEMIBOLD)
                form.setForeground(theme.color("ink"))
            span = QTextLayout.FormatRange()
            text = self.text()
            span.start, span.length = _units(text[start:first]), _units(text[first:last])
            span.format = form
            result.append(span)
        return result

    def changeEvent(self, event: QEvent) -> None:
        self._laid.clear()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        for line in self._lay_in_sight().lines:
            for mark in self._marks:
                self._paint_mark(painter, line, mark)
            painter.setPen(theme.color(self._tone))
            line.layout.draw(painter, QPointF(0, 0))

    def _paint_mark(self, painter: QPainter, laid: _Line, mark: Mark) -> None:
        first, last = max(mark.start, laid.start), min(mark.start + mark.length, laid.start + laid.length)
        if first >= last or mark.kind is MarkKind.STRONG:
            return
        line, text = laid.layout.lineAt(0), laid.layout.text()
        first, last = _units(text[: first - laid.start]), _units(text[: last - laid.start])
        theme = Theme.current()
        left, right = sorted((_x(line, first), _x(line, last)))
        base, px = line.y() + line.ascent(), self.font().pixelSize()
        if mark.kind is MarkKind.MATCHED:
            painter.setPen(QPen(theme.color("teal"), 2))
            painter.drawLine(QPointF(left, base + px * 0.2), QPointF(right, base + px * 0.2))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("teal_soft" if mark.kind is MarkKind.MASKED else "ochre_soft"))
        painter.drawRoundedRect(QRectF(left - 2, base - px * 0.88, right - left + 4, px * 1.2), 5, 5)
        if mark.kind is MarkKind.DOUBTFUL:
            painter.setPen(QPen(theme.color("ochre"), 2.2, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(left, base + px * 0.24), QPointF(right, base + px * 0.24))


def _units(text: str) -> int:
    """Length in UTF-16 units, in which Qt counts."""
    return len(text.encode("utf-16-le")) // 2


def _option(mode: QTextOption.WrapMode) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(mode)
    return option


def _x(line: QTextLine, position: int) -> float:
    found: Any = line.cursorToX(position)  # a pair in this binding, although declared as a number
    return float(found[0] if isinstance(found, tuple) else found)
