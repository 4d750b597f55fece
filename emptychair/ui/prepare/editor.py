"""An item being edited where it stands: its title, its minutes, its owner; or the titles it is split into."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from emptychair.app.i18n import Words
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import CONTROL_TIGHT, Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.keys import key_text
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import Card, column, row
from emptychair.ui.widgets.translated import Translated


def minutes_of(text: str) -> int | None:
    """What a field for minutes means; empty means not planned."""
    digits = "".join(letter for letter in text if letter.isdigit())
    return int(digits) if digits else None


class ItemEditor(Translated, Card):
    """Enter saves, Escape leaves everything as it was. `saved` and `split` carry what was typed."""

    saved = Signal(str, object, str)  # title, minutes or None, owner
    split = Signal(object)  # tuple of titles
    left = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__(20, 14, role="open")
        self._words = words
        self._mode = "edit"
        font = Theme.current().font
        self._heading = Label("", Px.BODY, SEMIBOLD)
        self.title, self.minutes, self.owner = QLineEdit(), QLineEdit(), QLineEdit()
        self.title.setFont(font(Px.CARD))
        for field in (self.minutes, self.owner):
            field.setFont(font(Px.BODY))
        self.minutes.setValidator(QIntValidator(0, 1440, self))
        self.minutes.setFixedWidth(84)
        self.titles = QPlainTextEdit()
        self.titles.setFont(font(Px.CARD))
        self.titles.setTabChangesFocus(True)
        self.titles.setFixedHeight(132)
        self._minutes_name, self._owner_name = Label("", Px.META, tone="ink2"), Label("", Px.META, tone="ink2")
        self._fields = QWidget()
        second = row(column(self._minutes_name, self.minutes, spacing=4), spacing=16)
        second.addLayout(column(self._owner_name, self.owner, spacing=4), 1)
        self._fields.setLayout(column(self.title, second, spacing=10))
        self.save = Button(kind="primary", px=Px.ROW, height=CONTROL_TIGHT)
        self.cancel = Button(px=Px.ROW, height=CONTROL_TIGHT)
        self.box.addWidget(self._heading)
        self.box.addWidget(self._fields)
        self.box.addWidget(self.titles)
        self.box.addLayout(row(None, self.cancel, self.save))
        for field in (self.title, self.minutes, self.owner, self.titles):
            field.installEventFilter(self)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.left)
        self.retranslate()

    def edit(self, title: str, minutes: int | None, owner: str) -> None:
        """Edit an item."""
        self._begin("edit", title, minutes, owner)
        self.title.setFocus()
        self.title.selectAll()

    def add(self) -> None:
        """A new item."""
        self._begin("add", "", None, "")
        self.title.setFocus()

    def part(self, title: str) -> None:
        """Split an item: its title is the first line."""
        self._begin("split", title, None, "")
        self.titles.setPlainText(f"{title}\n")
        self.titles.setFocus()
        cursor = self.titles.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.titles.setTextCursor(cursor)

    @property
    def mode(self) -> str:
        """edit, add or split."""
        return self._mode

    def _begin(self, mode: str, title: str, minutes: int | None, owner: str) -> None:
        self._mode = mode
        self.title.setText(title)
        self.minutes.setText("" if minutes is None else str(minutes))
        self.owner.setText(owner)
        self._fields.setVisible(mode != "split")
        self.titles.setVisible(mode == "split")
        self.retranslate()
        self.show()

    def _save(self) -> None:
        if self._mode == "split":
            lines = (line.strip() for line in self.titles.toPlainText().splitlines())
            self.split.emit(tuple(line for line in lines if line))
        else:
            self.saved.emit(self.title.text(), minutes_of(self.minutes.text()), self.owner.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if enter and (watched is not self.titles or ctrl):
                self._save()
                return True
        return super().eventFilter(watched, event)

    def retranslate(self) -> None:
        words = self._words
        tr = words.tr
        heading = {
            "edit": tr("Edit the item"),
            "add": tr("A new item"),
            "split": tr("Split the item: one title a line"),
        }
        self._heading.setText(heading[self._mode])
        self.title.setPlaceholderText(tr("What it is about"))
        self.title.setAccessibleName(tr("Title of the item"))
        self.titles.setAccessibleName(tr("Titles, one a line"))
        self._minutes_name.setText(tr("Minutes"))
        self._owner_name.setText(tr("Owner"))
        self.minutes.setAccessibleName(tr("Minutes"))
        self.owner.setAccessibleName(tr("Owner"))
        self.owner.setPlaceholderText(tr("A person or a team"))
        self.cancel.set_text(tr("Cancel"))
        self.cancel.set_key(key_text("Esc", words))
        self.save.set_text(tr("Split") if self._mode == "split" else tr("Save"))
        self.save.set_key(key_text("Ctrl+Return" if self._mode == "split" else "Return", words))
