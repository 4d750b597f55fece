"""The short duties at the right of the first page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from emptychair.ui.context import UiContext
from emptychair.ui.start.chart import HeardChart
from emptychair.ui.start.compose import Due, StartState, Waiting
from emptychair.ui.theme import MEDIUM, NORMAL, SEMIBOLD, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button, Painted
from emptychair.ui.widgets.labels import Label, plain_tip
from emptychair.ui.widgets.layouts import Card, column, row, section
from emptychair.ui.widgets.para import Para
from emptychair.ui.widgets.translated import Translated
from emptychair.ui.widgets.wrap import paint_lines, wrapped

_PAD, _STEP = 8, 24


class Line(Painted):
    """A title in up to two lines, one line below it, a word at the right; pressing it opens what it speaks of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._sub, self._right, self._tone, self._serif = "", "", "ink2", False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_line(self, text: str, sub: str, right: str, *, tone: str = "ink2", serif: bool = False) -> None:
        """`serif` for a story's words; `tone` of the word at the right."""
        self._sub, self._right, self._tone, self._serif = sub, right, tone, serif
        self.set_text(text)
        self.setAccessibleDescription(", ".join(part for part in (sub, right) if part))

    def _font(self) -> QFont:
        return Theme.current().font(17, serif=True) if self._serif else Theme.current().font(Px.BODY, MEDIUM)

    def _right_width(self, width: int) -> float:
        if not self._right:
            return 0.0
        small = Theme.current().font(Px.META, SEMIBOLD if self._tone != "ink2" else NORMAL)
        return min(QFontMetricsF(small).horizontalAdvance(self._right), width * 0.4) + 16

    def _lines(self, width: int) -> list[str]:
        return wrapped(self._text, self._font(), width - 2 * _PAD - self._right_width(width), 2)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return 8 + _STEP * len(self._lines(width)) + (20 if self._sub else 0)

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(self.width() if self.width() > 120 else 240))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        self.ground(painter, "sunken" if self.underMouse() else "", "")
        lines = self._lines(self.width())
        top = (self.height() - _STEP * len(lines) - (20 if self._sub else 0)) / 2
        if self._right:
            small = theme.font(Px.META, SEMIBOLD if self._tone != "ink2" else NORMAL)
            width = self._right_width(self.width()) - 16
            painter.setFont(small)
            painter.setPen(theme.color(self._tone))
            shown = QFontMetricsF(small).elidedText(self._right, Qt.TextElideMode.ElideRight, width + 1)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(self.width() - _PAD - width - 4, top, width + 4, _STEP), flags, shown)
        room = QRectF(_PAD, top, self.width() - 2 * _PAD, 1)
        y = paint_lines(painter, lines, self._font(), theme.color("ink"), room, _STEP)
        self.setToolTip(plain_tip(self._text) if lines and lines[-1].endswith("…") else "")
        if self._sub:
            font = theme.font(Px.META)
            text = QFontMetricsF(font).elidedText(self._sub, Qt.TextElideMode.ElideRight, room.width())
            paint_lines(painter, [text], font, theme.color("ink2"), QRectF(_PAD, y - 1, room.width(), 1), 20)


class _Lines(QWidget):
    """As many lines as there are things to say; the widgets stay and are filled anew."""

    pressed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)

    def need(self, count: int) -> list[Line]:
        """Exactly `count` lines in sight."""
        while len(self.lines) < count:
            line = Line(self)
            number = len(self.lines)
            line.clicked.connect(lambda _=False, number=number: self.pressed.emit(number))
            self.lines.append(line)
            self._box.addWidget(line)
        for number, line in enumerate(self.lines):
            line.setVisible(number < count)
        return self.lines[:count]


class WaitingCard(Translated, Card):
    """The first of the stories that wait for clearance."""

    clear = Signal(str)  # story id; empty for all of them

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(0, 8)
        self._ctx = ctx
        self._waiting: tuple[Waiting, ...] = ()
        self.box.setContentsMargins(16, 20, 16, 20)
        self._title = Label("", Px.CARD, SEMIBOLD)
        self._count = Label("", Px.BODY, SEMIBOLD, "teal")
        self._lines = _Lines()
        self.button = Button(icon="shield-check")
        head = section(self._title, self._count)
        head.setContentsMargins(8, 0, 8, 0)
        self.box.addLayout(head)
        self.box.addWidget(self._lines)
        self.box.addLayout(row(self.button, None, margins=(8, 4, 0, 0)))
        self.button.clicked.connect(lambda: self.clear.emit(""))
        self._lines.pressed.connect(lambda number: self.clear.emit(self._waiting[number].story_id))
        self.retranslate()

    def set_state(self, state: StartState) -> None:
        """Show what waits; with nothing waiting the card is not shown."""
        self.setVisible(state.counts.waiting > 0)
        self._waiting = state.waiting
        self._count.setText(self._ctx.words.number(state.counts.waiting))
        self.button.set_text(state.clear_text)
        for line, waiting in zip(self._lines.need(len(state.waiting)), state.waiting, strict=True):
            line.set_line(waiting.begins, "", waiting.origin, serif=True)

    def retranslate(self) -> None:
        self._title.setText(self._ctx.words.tr("Waiting for clearance"))


class DueCard(Translated, Card):
    """Decisions that fall due these days."""

    opened = Signal(str)  # meeting id

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(0, 8)
        self._ctx = ctx
        self._due: Sequence[Due] = ()
        self.box.setContentsMargins(16, 20, 16, 16)
        self._title = Label("", Px.CARD, SEMIBOLD)
        self._more = Label("", Px.META, tone="ink2")
        self._lines = _Lines()
        head = section(self._title, self._more)
        head.setContentsMargins(8, 0, 8, 0)
        self.box.addLayout(head)
        self.box.addWidget(self._lines)
        self._lines.pressed.connect(lambda number: self.opened.emit(self._due[number].meeting_id))
        self.retranslate()

    def set_state(self, state: StartState) -> None:
        """Show what falls due; with nothing due the card is not shown."""
        self.setVisible(bool(state.due))
        self._due = state.due
        self._more.setText(state.due_more)
        for line, due in zip(self._lines.need(len(state.due)), state.due, strict=True):
            line.set_line(due.text, due.sub, due.when, tone="ochre" if due.late else "ink2")

    def retranslate(self) -> None:
        self._title.setText(self._ctx.words.tr("Decisions due"))


class HeardCard(Translated, Card):
    """How many decisions heard the customer."""

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(24, 12)
        self._ctx = ctx
        self._title = Label("", Px.CARD, SEMIBOLD, wrap=True)
        self.chart = HeardChart()
        self._sum = Para("", Px.ROW, 1.4, tone="ink2", serif=False)
        self.box.addWidget(self._title)
        self.box.addWidget(self.chart, 1)
        self.box.addWidget(self._sum)
        self.retranslate()

    def set_state(self, state: StartState) -> None:
        """Show the bars; without a decision yet the card is not shown."""
        tr = self._ctx.words.tr
        self.setVisible(bool(state.bars))
        self._sum.set_text(state.bars_sum)
        self.chart.set_bars(state.bars, tr("heard the customer"), tr("all decisions"))

    def retranslate(self) -> None:
        self._title.setText(self._ctx.words.tr("Decisions that heard the customer"))


class FirstSteps(Translated, Card):
    """How a meeting goes, for somebody who has held none yet."""

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(24, 12)
        self._ctx = ctx
        self._title = Label("", Px.CARD, SEMIBOLD)
        self._steps = [Para("", Px.ROW, 1.4, tone="ink2", serif=False) for _ in range(4)]
        self._names = [Label("", Px.BODY, MEDIUM) for _ in range(4)]
        self.help_button = Button(kind="text", icon="circle-question-mark")
        self.box.addWidget(self._title)
        for number, (name, step) in enumerate(zip(self._names, self._steps, strict=True), start=1):
            figure = Label(str(number), Px.MEETING, SEMIBOLD, "teal", tabular=True)
            figure.setFixedWidth(20)
            figure.setAlignment(Qt.AlignmentFlag.AlignTop)
            line = row(spacing=12)
            line.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
            line.addLayout(column(name, step, spacing=2), 1)
            self.box.addLayout(line)
        self.box.addLayout(row(self.help_button, None))
        self.retranslate()

    def retranslate(self) -> None:
        tr = self._ctx.words.tr
        self._title.setText(tr("How a meeting goes"))
        steps = (
            (tr("Agenda in"), tr("Paste it or drop a file; each item gets one story, or none.")),
            (tr("Stories on the wall"), tr("The room reads one customer’s words with each item.")),
            (
                tr("Decisions in one line"),
                tr("And how the customer counted: changed, confirmed, overruled, not at all."),
            ),
            (tr("Minutes out"), tr("As PDF, web page or Markdown, the moment the meeting ends.")),
        )
        for name, step, (title, sentence) in zip(self._names, self._steps, steps, strict=True):
            name.setText(title)
            step.set_text(sentence)
        self.help_button.set_text(tr("How it works"))
