"""Beside the agenda: how the room will see the open item, how far the meeting is prepared, what is left to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from emptychair.app.i18n import Words
from emptychair.app.ports import MeetingData
from emptychair.ui.prepare.state import BARS, CHIPS, PrepareState, Todo
from emptychair.ui.stage import StageLook, WallPicture
from emptychair.ui.start.cards import Line
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import CONTROL_TIGHT, Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.counts import Minutes, MinutesBar
from emptychair.ui.widgets.labels import IconLabel, Label
from emptychair.ui.widgets.layouts import Card, row
from emptychair.ui.widgets.para import Para
from emptychair.ui.widgets.translated import Translated
from emptychair.ui.widgets.wrap import paint_lines, wrapped


class WallCard(Translated, Card):
    """A true small picture of the wall, and whether the words fit."""

    def __init__(self, words: Words, look: StageLook) -> None:
        super().__init__(24, 12)
        self._words = words
        self._title = Label("", Px.BODY, SEMIBOLD)
        self.picture = WallPicture(look=look)
        self._fit = Para("", Px.META, 1.4, tone="ink2", serif=False)
        self.box.addWidget(self._title)
        self.box.addWidget(self.picture)
        self.box.addWidget(self._fit)
        self.retranslate()

    def show_state(self, state: PrepareState) -> None:
        """The open item as the room will see it."""
        detail = state.detail
        self.setVisible(detail is not None)
        if detail is not None:
            self.picture.set_frame(detail.frame, self._words.tr("How the room sees it"))
            self._fit.set_text(detail.fit)
            self._fit.set_tone("ink2" if detail.fits else "ochre")

    def retranslate(self) -> None:
        self._title.setText(self._words.tr("How the room sees it"))


class OverviewCard(Translated, Card):
    """Items and minutes at a glance: counts before shares."""

    match_again = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__(24, 12)
        self._words = words
        self._title = Label("", Px.CARD, SEMIBOLD)
        self._bar = MinutesBar()
        self._figures = QVBoxLayout()
        self._figures.setSpacing(4)
        self._rows: list[tuple[QWidget, Label, Label, IconLabel]] = []
        self._trouble = Para("", Px.ROW, 1.4, tone="ochre", serif=False)
        self.again = Button(icon="rotate-ccw", px=Px.ROW, height=CONTROL_TIGHT)
        self.box.addWidget(self._title)
        self.box.addWidget(self._bar)
        self.box.addLayout(self._figures)
        self.box.addWidget(self._trouble)
        self.box.addLayout(row(self.again, None))
        self.again.clicked.connect(self.match_again)
        self.retranslate()

    def show_state(self, state: PrepareState, minutes: Sequence[int]) -> None:
        """`minutes` of each line, in order."""
        self._title.setText(state.overview)
        said = ", ".join(f"{count} {name}" for count, name, _ in state.figures)
        parts = [
            Minutes(length, BARS.get(line.verdict, "none")) for length, line in zip(minutes, state.lines, strict=True)
        ]
        self._bar.set_parts(parts, said)
        self._bar.setVisible(bool(parts))
        while len(self._rows) < len(state.figures):
            self._add_row()
        for number, (holder, count, name, icon) in enumerate(self._rows):
            holder.setVisible(number < len(state.figures))
            if number < len(state.figures):
                figure = state.figures[number]
                count.setText(str(figure[0]))
                name.setText(figure[1])
                kind, sign = CHIPS[figure[2]]
                icon.set_icon(sign or "circle", {"teal": "teal", "ochre": "ochre"}.get(kind, "ink2"))
        self._trouble.set_text(state.trouble)
        self._trouble.setVisible(bool(state.trouble))
        self.again.setEnabled(not state.searching and bool(state.lines))
        tr = self._words.tr
        self.again.set_text(tr("Looking for stories …") if state.searching else tr("Look again"))

    def _add_row(self) -> None:
        count, name = Label("", 22, SEMIBOLD), Label("", Px.ROW, tone="ink2", elide=True)
        count.setMinimumWidth(24)
        icon = IconLabel("check", "teal", 18)
        holder = QWidget()
        line = row(count, icon, spacing=10)
        line.addWidget(name, 1)
        holder.setLayout(line)
        self._figures.addWidget(holder)
        self._rows.append((holder, count, name, icon))

    def retranslate(self) -> None:
        self.again.set_key("M")


class TodoCard(Translated, Card):
    """What a person should look at before the meeting."""

    opened = Signal(object)  # Todo

    def __init__(self, words: Words) -> None:
        super().__init__(0, 6)
        self._words = words
        self.box.setContentsMargins(16, 20, 16, 18)
        self._title = Label("", Px.BODY, SEMIBOLD)
        self._title.setContentsMargins(8, 0, 0, 0)
        self._ready = Label("", Px.ROW, tone="ink2", wrap=True)
        self._done = QWidget()
        done = row(IconLabel("circle-check", "teal", 20), spacing=10, margins=(8, 2, 0, 2))
        done.addWidget(self._ready, 1)
        self._done.setLayout(done)
        self.box.addWidget(self._title)
        self.box.addWidget(self._done)
        self._todo: tuple[Todo, ...] = ()
        self.lines: list[_TodoLine] = []
        self.retranslate()

    def show_state(self, state: PrepareState) -> None:
        """The list, or that there is nothing left to do."""
        self._todo = state.todo
        self.setVisible(bool(state.lines))
        self._done.setVisible(not state.todo)
        while len(self.lines) < len(state.todo):
            line = _TodoLine(self)
            number = len(self.lines)
            line.clicked.connect(lambda _=False, number=number: self.opened.emit(self._todo[number]))
            self.lines.append(line)
            self.box.addWidget(line)
        for number, line in enumerate(self.lines):
            line.setVisible(number < len(state.todo))
            if number < len(state.todo):
                line.show_todo(state.todo[number])

    def retranslate(self) -> None:
        self._title.setText(self._words.tr("Before the meeting"))
        self._ready.setText(self._words.tr("Every item has a cleared story that fits the wall, or the chair."))


class _TodoLine(Line):
    """A line with an icon before it; two lines of words rather than a cut one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon, self._icon_tone = "", "ink2"

    def show_todo(self, todo: Todo) -> None:
        self._icon, self._icon_tone = todo.icon, todo.tone
        self.set_line(todo.text, "", "")
        self.updateGeometry()
        self.update()

    def _lines(self, width: int) -> list[str]:
        return wrapped(self._text, Theme.current().font(Px.ROW), width - 8 - 28 - 8, 3)

    def heightForWidth(self, width: int) -> int:
        return 14 + 20 * len(self._lines(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        self.ground(painter, "sunken" if self.underMouse() else "", "")
        pixmap = theme.pixmap(self._icon, self._icon_tone, 18, ratio=self.devicePixelRatioF())
        painter.drawPixmap(8, 8, pixmap)
        rect = QRectF(36, 7, self.width() - 40, 1)
        paint_lines(painter, self._lines(self.width()), theme.font(Px.ROW), theme.color("ink"), rect, 20)


def side_column(*cards: QWidget) -> QWidget:
    """The cards under one another."""
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(16)
    box.setAlignment(Qt.AlignmentFlag.AlignTop)
    for card in cards:
        box.addWidget(card)
    return holder


def item_minutes(data: MeetingData) -> list[int]:
    """Minutes of each item for the bar; an item without any counts as a short one."""
    return [item.minutes if item.minutes else 5 for item in data.items]
