"""The whole story, large enough to be read and not skimmed; what of it goes on the wall is marked in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen

from emptychair.domain.excerpt import Span, sentences
from emptychair.ui.theme import Theme
from emptychair.ui.widgets.announcement import announce
from emptychair.ui.widgets.para import Mark, Para

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_DRAG = 6  # pixels: less is a click


class ExcerptText(Para):
    """A click takes a sentence or leaves it out; dragging takes any words; Left, Right and Space do it by keys."""

    picked = Signal(object)  # tuple[Span, ...]: what a person has chosen, in order

    def __init__(self, px: int = 25, parent: QWidget | None = None) -> None:
        super().__init__("", px, 1.52, parent=parent)
        self._story = ""
        self._parts: tuple[Span, ...] = ()
        self._spans: tuple[Span, ...] = ()
        self._at = -1  # the sentence that the keys act on
        self._hover = -1
        self._press: QPointF | None = None
        self._drag: Span | None = None
        self._taken, self._left_out = "", ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_words(self, taken: str, left_out: str) -> None:
        """What a screen reader says of a sentence: "on the wall", "not on the wall"."""
        self._taken, self._left_out = taken, left_out

    def set_story(self, text: str, spans: Sequence[Span], marks: Sequence[Mark] = ()) -> None:
        """Show `text`, with `spans` on the wall and `marks` that want an eye."""
        if text != self._story:
            self._at = self._hover = -1
        self._story = text
        self._parts = sentences(text)
        self._spans = merged(spans, text)
        self.set_text(text, marks)
        self.setAccessibleName(text)

    @property
    def spans(self) -> tuple[Span, ...]:
        """What is on the wall now."""
        return self._spans

    @property
    def sentence(self) -> int:
        """The sentence that the keys act on; -1 before the first key."""
        return self._at

    # ------------------------------------------------------------------ choosing
    def toggle(self, number: int) -> None:
        """Take a sentence onto the wall, or leave it out if all of it is there."""
        part = self._parts[number]
        covered = any(span.start <= part.start and part.end <= span.end for span in self._spans)
        self._pick(without(self._spans, part) if covered else (*self._spans, part))
        said = self._left_out if covered else self._taken
        announce(self, f"{said}: {self._story[part.start : part.end]}")

    def _pick(self, spans: Iterable[Span]) -> None:
        self._spans = merged(spans, self._story)
        self.update()
        self.picked.emit(self._spans)

    def _number_at(self, point: QPointF) -> int:
        """The sentence under a point; -1 beside the words."""
        at = self.position_at(point.x(), point.y())
        for number, part in enumerate(self._parts):
            if part.start <= at <= part.end and any(
                rect.adjusted(-6, -6, 6, 8).contains(point) for rect in self.rects_of(part.start, part.end - part.start)
            ):
                return number
        return -1

    def _dragged(self, one: QPointF, other: QPointF) -> Span:
        """The words between two points, whole ones."""
        first, last = sorted((self.position_at(one.x(), one.y()), self.position_at(other.x(), other.y())))
        return whole_words(self._story, first, last)

    # ------------------------------------------------------------------ mouse
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._press = event.position()
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is not None and (event.position() - self._press).manhattanLength() >= _DRAG:
            self._drag = self._dragged(self._press, event.position())
            self._hover = -1
            self.update()
        elif self._press is None:
            hover = self._number_at(event.position())
            if hover != self._hover:
                self._hover = hover
                self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        press, drag = self._press, self._drag
        self._press = self._drag = None
        if press is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if drag is not None and drag.end > drag.start:
            # Dragging from a marked place takes the marks away, from an unmarked one it sets them: like a marker pen.
            start = self.position_at(press.x(), press.y())
            inside = any(span.start <= start < span.end for span in self._spans)
            self._pick(without(self._spans, drag) if inside else (*self._spans, drag))
            return
        number = self._number_at(event.position())
        if number >= 0:
            self._at = number
            self.toggle(number)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover = -1
        self.update()

    # ------------------------------------------------------------------ keys
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Left) and self._parts:
            step = 1 if key == Qt.Key.Key_Right else -1
            self._go((self._at + step) % len(self._parts) if self._at >= 0 else 0)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._parts:
            self._go(0 if key == Qt.Key.Key_Home else len(self._parts) - 1)
        elif key == Qt.Key.Key_Space and self._parts:
            self._at = max(self._at, 0)
            self.toggle(self._at)
        else:
            super().keyPressEvent(event)

    def _go(self, number: int) -> None:
        self._at = number
        self.update()
        part = self._parts[number]
        announce(self, self._story[part.start : part.end])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # ------------------------------------------------------------------ drawing
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        px = self.font().pixelSize()
        if self._hover >= 0:
            self._ground(painter, self._parts[self._hover], "sunken")
        for span in self._spans:
            self._ground(painter, span, "teal_soft")
        if self._drag is not None:
            self._ground(painter, self._drag, "chosen")
        for span in self._spans:
            # A line as well: nothing is said by colour alone.
            painter.setPen(QPen(theme.color("teal"), 2))
            for rect in self.rects_of(span.start, span.end - span.start):
                y = rect.bottom() + px * 0.06
                painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
        if self._at >= 0 and self.hasFocus():
            part = self._parts[self._at]
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("teal"), 2))
            for rect in self.rects_of(part.start, part.end - part.start):
                painter.drawRoundedRect(rect.adjusted(-3, -3, 3, px * 0.16), 6, 6)
        painter.end()
        super().paintEvent(event)

    def _ground(self, painter: QPainter, span: Span, tone: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Theme.current().color(tone))
        for rect in self.rects_of(span.start, span.end - span.start):
            painter.drawRoundedRect(rect.adjusted(-3, -2, 3, 2), 5, 5)


def merged(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """In order, none touching the next: only white space between two of them joins them."""
    result: list[Span] = []
    for span in sorted(spans):
        if span.end <= span.start:
            continue
        if result and not text[result[-1].end : span.start].strip():
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def without(spans: Iterable[Span], hole: Span) -> tuple[Span, ...]:
    """The spans with `hole` taken out of them."""
    result: list[Span] = []
    for span in spans:
        for start, end in ((span.start, min(span.end, hole.start)), (max(span.start, hole.end), span.end)):
            if end > start:
                result.append(Span(start, end))
    return tuple(result)


def whole_words(text: str, first: int, last: int) -> Span:
    """`first` to `last`, widened to whole words and without white space at its ends."""
    while first > 0 and not text[first - 1].isspace() and first < len(text) and not text[first].isspace():
        first -= 1
    while last < len(text) and not text[last].isspace() and last > 0 and not text[last - 1].isspace():
        last += 1
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return Span(first, last)
