"""The decisions so far: words, how the customer counted, change and delete."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from emptychair.app.i18n import Words
from emptychair.domain.ids import DecisionId
from emptychair.ui.console.state import DecisionEntry, SoFar
from emptychair.ui.theme import MEDIUM, SEMIBOLD, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets import Button, ChairCount, Chip, Label, Painted, Scroll, row
from emptychair.ui.widgets.wrap import paint_lines, wrapped

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Words(Painted):
    """The decision's words; pressing them brings it back into the line."""

    deleted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._sub = ""

    def show_words(self, text: str, sub: str) -> None:
        """Show another decision."""
        self.set_text(text)
        self._sub = sub
        self.setAccessibleDescription(sub)

    def _lines(self, width: int) -> list[str]:
        return wrapped(self.words_shown, Theme.current().font(Px.ROW, MEDIUM), width - 8, 2)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return 20 * len(self._lines(width)) + (19 if self._sub else 0) + 6

    def sizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(max(self.width(), 160)))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 46)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deleted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        self.ground(painter, "sunken" if self.underMouse() or self.isDown() else "", "")
        lines = self._lines(self.width())
        height = 20 * len(lines) + (19 if self._sub else 0)
        rect = QRectF(4, (self.height() - height) / 2, self.width() - 4, 1)
        y = paint_lines(painter, lines, theme.font(Px.ROW, MEDIUM), theme.color("ink"), rect, 20)
        if self._sub:
            sub = wrapped(self._sub, theme.font(Px.META), self.width() - 8, 1)
            paint_lines(painter, sub, theme.font(Px.META), theme.color("ink2"), QRectF(4, y, rect.width(), 1), 19)


class DecisionRow(QWidget):
    """One decision of this meeting."""

    edited = Signal()
    deleted = Signal()
    read_back = Signal()

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.decision_id = DecisionId("")
        self.words = _Words(self)
        self.chip = Chip("", parent=self)
        self.read = _icon("projector", self)
        self.bin = _icon("trash-2", self)
        box = row(spacing=4)
        box.addWidget(self.words)
        for part in (self.chip, self.read, self.bin):
            box.addWidget(part)
        self.setLayout(box)
        self.words.clicked.connect(self.edited)
        self.words.deleted.connect(self.deleted)
        self.bin.clicked.connect(self.deleted)
        self.read.clicked.connect(self.read_back)
        self._words = words

    def show_entry(self, entry: DecisionEntry) -> None:
        """Show this decision."""
        words, number = self._words, entry.number
        self.decision_id = entry.decision_id
        self.words.show_words(entry.text, entry.sub)
        self.words.setToolTip(words.tr("Change decision {n}", n=number))
        self.words.setAccessibleName(f"{words.tr('Decision {n}', n=number)}: {entry.text}")
        self.chip.set(entry.chip, entry.chip_kind)
        self.read.setVisible(entry.newest)
        for button, said in (
            (self.read, words.tr("Read decision {n} back on the wall", n=number)),
            (self.bin, words.tr("Delete decision {n}", n=number)),
        ):
            button.setAccessibleName(said)
            button.setToolTip(said)


class SoFarList(QWidget):
    """Heading with the chairs, and one row a decision, newest first."""

    edited = Signal(object)
    deleted = Signal(object)
    read_back = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._so_far = SoFar()
        self.heading = Label("", Px.BODY, SEMIBOLD, parent=self)
        self.chairs = ChairCount(parent=self)
        self.sentence = Label("", Px.META, MEDIUM, "teal", elide=True, align=_RIGHT, parent=self)
        self.nothing = Label("", Px.ROW, tone="ink2", wrap=True, parent=self)
        inner = QWidget()
        self._rows_box = QVBoxLayout(inner)
        self._rows_box.setContentsMargins(0, 0, 0, 0)
        self._rows_box.setSpacing(2)
        self._rows_box.addStretch(1)
        self._inner = inner
        self.rows: list[DecisionRow] = []
        self.area = Scroll(inner, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        head = row(self.heading, self.chairs, spacing=10)
        head.addWidget(self.sentence, 1)
        box.addLayout(head)
        box.addWidget(self.nothing)
        box.addWidget(self.area, 1)

    def retranslate(self) -> None:
        """Words of its own."""
        self.heading.setText(self._words.tr("So far"))
        self.nothing.setText(self._words.tr("No decision yet."))

    def show_so_far(self, so_far: SoFar) -> None:
        """The decisions as they are."""
        self.chairs.set_count(so_far.total, so_far.heard, so_far.sentence)
        self.chairs.setVisible(0 < so_far.total <= 5)  # beyond that the sentence needs the room
        self.sentence.setText(so_far.sentence)
        self.nothing.setVisible(so_far.total == 0)
        newest = so_far.entries[:1] != self._so_far.entries[:1]
        self._so_far = so_far
        while len(self.rows) < len(so_far.entries):
            self.rows.append(self._new_row())
        while len(self.rows) > len(so_far.entries):
            gone = self.rows.pop()
            gone.hide()
            gone.deleteLater()
        for entry, shown in zip(so_far.entries, self.rows, strict=True):
            shown.show_entry(entry)
        if newest:
            self.area.verticalScrollBar().setValue(0)

    def _new_row(self) -> DecisionRow:
        shown = DecisionRow(self._words, self._inner)
        shown.edited.connect(lambda: self.edited.emit(shown.decision_id))
        shown.deleted.connect(lambda: self.deleted.emit(shown.decision_id))
        shown.read_back.connect(self.read_back)
        self._rows_box.insertWidget(len(self.rows), shown)
        if self._inner.isVisible():
            shown.show()
        return shown


def _icon(name: str, parent: QWidget) -> Button:
    button = Button("", kind="text", icon=name, px=Px.META, height=32, parent=parent)
    button.setFixedWidth(32)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
