"""The agenda as it will be: tick, edit in place, drag to another place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from emptychair.app.i18n import Words
from emptychair.ui.prepare.draft import DraftItem, moved
from emptychair.ui.prepare.editor import minutes_of
from emptychair.ui.prepare.reorder import Reorder
from emptychair.ui.theme import MEDIUM, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.labels import IconLabel
from emptychair.ui.widgets.layouts import row
from emptychair.ui.widgets.translated import Translated


class DraftRow(QFrame):
    """One line. What is typed goes into the item at once; a line that is not ticked stays, in second ink."""

    changed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.item = DraftItem("", "")
        self.setProperty("role", "row")
        font = Theme.current().font
        self.grip = IconLabel("grip-vertical", "ink2", 18)
        self.grip.setCursor(Qt.CursorShape.OpenHandCursor)
        self.take = QCheckBox()
        self.title, self.minutes, self.owner = QLineEdit(), QLineEdit(), QLineEdit()
        self.title.setFont(font(Px.BODY, MEDIUM))
        for field in (self.title, self.minutes, self.owner):
            field.setProperty("bare", "true")
            field.setFrame(False)
        for field in (self.minutes, self.owner):
            field.setFont(font(Px.ROW))
        self.minutes.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.minutes.setValidator(QIntValidator(0, 1440, self))
        self.minutes.setFixedWidth(64)
        self.owner.setMinimumWidth(90)
        box = row(self.grip, self.take, spacing=4, margins=(8, 4, 8, 4))
        box.addWidget(self.title, 7)
        box.addWidget(self.minutes)
        box.addWidget(self.owner, 3)
        self.setLayout(box)
        self.take.toggled.connect(self._typed)
        for field in (self.title, self.minutes, self.owner):
            field.textEdited.connect(self._typed)

    def show_item(self, item: DraftItem) -> None:
        """Show an item; a field that is being typed in keeps its cursor."""
        self.item = item
        minutes = "" if item.minutes is None else str(item.minutes)
        for field, text in ((self.title, item.title), (self.minutes, minutes), (self.owner, item.owner)):
            if field.text() != text:
                field.setText(text)
                field.setCursorPosition(0)
        with QSignalBlocker(self.take):
            self.take.setChecked(item.taken)
        for field in (self.title, self.minutes, self.owner):
            field.setEnabled(item.taken)
        self.name()

    def name(self) -> None:
        """What a screen reader calls the fields."""
        tr = self._words.tr
        self.take.setAccessibleName(tr("Take “{title}”", title=self.item.title))
        self.title.setAccessibleName(tr("Title of the item"))
        self.minutes.setAccessibleName(tr("Minutes"))
        self.owner.setAccessibleName(tr("Owner"))
        self.minutes.setPlaceholderText(tr("min"))
        self.owner.setPlaceholderText(tr("owner"))

    def _typed(self) -> None:
        self.item = replace(
            self.item,
            title=self.title.text(),
            minutes=minutes_of(self.minutes.text()),
            owner=self.owner.text(),
            taken=self.take.isChecked(),
            edited=True,
        )
        for field in (self.title, self.minutes, self.owner):
            field.setEnabled(self.item.taken)
        self.changed.emit()


class AgendaEditor(Translated, QWidget):
    """All lines. `changed` follows every act of a person."""

    changed = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.rows: list[DraftRow] = []
        self._count = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.reorder = Reorder(self, self._shown)
        self.reorder.moved.connect(self.move_row)

    def items(self) -> tuple[DraftItem, ...]:
        """The lines as they stand."""
        return tuple(line.item for line in self._shown())

    def set_items(self, items: Sequence[DraftItem]) -> None:
        """Show these."""
        while len(self.rows) < len(items):
            line = DraftRow(self._words, self)
            line.changed.connect(self.changed)
            self.reorder.add(line.grip, line)
            for field in (line.title, line.minutes, line.owner, line.take):
                field.installEventFilter(self)
            self.rows.append(line)
            self._box.addWidget(line)
        self._count = len(items)
        for number, line in enumerate(self.rows):
            line.setVisible(number < len(items))
            if number < len(items):
                line.show_item(items[number])

    def move_row(self, start: int, target: int) -> None:
        """One line to another place."""
        items = moved(self.items(), start, target)
        if items != self.items():
            self.set_items(items)
            self.changed.emit()

    def add_row(self) -> None:
        """One more line at the end, ready to be typed in."""
        self.set_items((*self.items(), DraftItem("", "", edited=True)))
        self._shown()[-1].title.setFocus()
        self.changed.emit()

    def _shown(self) -> list[DraftRow]:
        return self.rows[: self._count]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            lines = self._shown()
            here = next((n for n, line in enumerate(lines) if line.isAncestorOf(watched)), -1)  # type: ignore[arg-type]
            if here >= 0 and self._key(event, here, lines):
                return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent, here: int, lines: list[DraftRow]) -> bool:
        key = event.key()
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if step and 0 <= here + step < len(lines):
            if alt:
                self.move_row(here, here + step)
            lines[here + step].title.setFocus()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if here + 1 < len(lines):
                lines[here + 1].title.setFocus()
            else:
                self.add_row()
            return True
        return False

    def retranslate(self) -> None:
        for line in self.rows:
            line.name()
