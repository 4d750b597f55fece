"""A meeting as one line of a list: press its words to look into it, its button to do what comes next."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from emptychair.ui.start.meeting_line import MeetingLine, Next
from emptychair.ui.theme import MEDIUM, NORMAL, SEMIBOLD, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button, Painted
from emptychair.ui.widgets.chips import Chip
from emptychair.ui.widgets.layouts import row

_NARROW = 480
WHEN = 104  # room for "Mo 24. Nov." and for "ohne Datum"


class MeetingWords(Painted):
    """When, and what: the part of the line that opens the meeting."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._line: MeetingLine | None = None
        self._first = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_line(self, line: MeetingLine, *, first: bool) -> None:
        """Show a meeting; the `first` is the one to turn to now."""
        self._line, self._first = line, first
        self.set_text(line.title)
        self.setAccessibleName(line.title)
        self.setAccessibleDescription(", ".join(part for part in (line.when, line.when_sub, line.sub) if part))

    def sizeHint(self) -> QSize:
        return QSize(320, 76)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        line = self._line
        if line is None:
            return
        theme = Theme.current()
        painter = QPainter(self)
        self.ground(painter, "sunken" if self.underMouse() else "", "")
        tone = "ink2" if line.over else "ink"
        middle = self.height() / 2
        weight = SEMIBOLD if self._first else MEDIUM
        left = 16.0
        small = self.width() < _NARROW
        large = Px.CARD if small else Px.MEETING
        when = theme.font(large, SEMIBOLD)
        if QFontMetricsF(when).horizontalAdvance(line.when) > WHEN - 12:
            when = theme.font(Px.BODY, SEMIBOLD)
        parts = (
            (left, WHEN - 12, line.when, when, tone, -1),
            (left, WHEN - 12, line.when_sub, theme.font(Px.META), "ink2", 1),
            (left + WHEN, 0, line.title, theme.font(large, weight), tone, -1),
            (left + WHEN, 0, line.sub, theme.font(Px.ROW if small else Px.BODY, NORMAL), "ink2", 1),
        )
        for x, width, text, font, colour, side in parts:
            room = width or self.width() - x - 12
            painter.setFont(font)
            painter.setPen(theme.color(colour))
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            top = middle - 28 if side < 0 else middle + 2
            painter.drawText(QRectF(x, top, room + 4, 26), Qt.AlignmentFlag.AlignVCenter, shown)


class MeetingRow(QFrame):
    """The line with its chip and its button."""

    opened = Signal(str)  # meeting id
    asked = Signal(str, str)  # what comes next (Next), meeting id

    def __init__(self, line: MeetingLine, *, first: bool = False, last: bool = False, tight: bool = False) -> None:
        super().__init__()
        self.line = line
        self.setProperty("role", "" if last else "row")
        self.setFixedHeight(76 if tight else 92)
        self.words = MeetingWords()
        self.words.set_line(line, first=first)
        self.chip = Chip(*line.chip) if line.chip else None
        self.button = Button(line.next_text, kind="primary" if first else "plain", icon=line.icon)
        self.button.setAccessibleDescription(line.title)
        self.button.setMinimumWidth(self.button.sizeHint().width())
        box = row(spacing=16, margins=(8, 6, 24, 6))
        box.addWidget(self.words, 1)
        if self.chip is not None:
            box.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(box)
        self.words.clicked.connect(lambda: self.opened.emit(line.meeting_id))
        self.button.clicked.connect(lambda: self.asked.emit(line.next.value, line.meeting_id))


def place_of(doing: Next) -> str:
    """Where the window goes for what comes next (values of Place)."""
    return {
        Next.PREPARE: "prepare",
        Next.START: "console",
        Next.GO_ON: "resume",
        Next.MINUTES: "summary",
    }[doing]


def place_of_words(line: MeetingLine) -> str:
    """Where the window goes when the meeting itself is opened."""
    return {Next.GO_ON: "resume", Next.MINUTES: "summary"}.get(line.next, "prepare")
