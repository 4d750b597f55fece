"""The small forms over the console: a late topic, a number to go to, an item changed or split."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from emptychair.app.i18n import Words
from emptychair.domain.meeting import Item
from emptychair.ui.console.actions import TextKeys
from emptychair.ui.console.overlay import Overlay
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import CONTROL, CONTROL_TIGHT, Px
from emptychair.ui.widgets import Button, Label, column, row


class Form(Overlay):
    """A heading, fields, a hint, and the one act; Enter carries it out, Escape leaves."""

    def __init__(self, window: QWidget, keys: TextKeys, *, width: int = 420) -> None:
        super().__init__(window, width=width)
        self._keys = keys
        self.heading = Label("", Px.BODY, SEMIBOLD, parent=self)
        self.hint = Label("", Px.META, tone="ink2", wrap=True, parent=self)
        self.act = Button("", kind="primary", px=Px.ROW, height=CONTROL_TIGHT, parent=self)
        self.act.clicked.connect(self.accept)
        self.box.addWidget(self.heading)

    def finish(self) -> None:
        """The hint and the act, under the fields."""
        self.box.addWidget(self.hint)
        self.box.addLayout(row(None, self.act))

    def new_field(self) -> QLineEdit:
        """A line to type into; Enter accepts."""
        field = QLineEdit(self)
        field.setFont(Theme.current().font(Px.BODY))
        field.setFixedHeight(CONTROL)
        field.returnPressed.connect(self.accept)
        self._keys.watch(field, form=True)
        return field

    def accept(self) -> None:
        """Do it; overridden."""


class AskLine(Form):
    """One line: a late topic, or the number of an item."""

    def __init__(self, window: QWidget, keys: TextKeys, done: Callable[[str], bool], *, number: bool = False) -> None:
        """`done` gets the text and says whether it was taken."""
        super().__init__(window, keys, width=240 if number else 420)
        self._done = done
        self.field = self.new_field()
        if number:
            self.field.setValidator(QIntValidator(1, 999, self))
        self.box.addWidget(self.field)
        self.finish()

    def ask(self, heading: str, hint: str, act: str, anchor: QWidget | None) -> None:
        """Open with these words."""
        self.heading.setText(heading)
        self.setAccessibleName(heading)
        self.field.setAccessibleName(heading)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.act.set_text(act)
        self.field.clear()
        self.open_at(anchor)

    def first_focus(self) -> QWidget:
        return self.field

    def accept(self) -> None:
        if self._done(self.field.text()):
            self.close_it()


class ItemForm(Form):
    """Title, minutes and owner of an item."""

    def __init__(self, window: QWidget, keys: TextKeys, done: Callable[[str, int | None, str], bool]) -> None:
        super().__init__(window, keys)
        self._done = done
        self.title, self.minutes, self.owner = self.new_field(), self.new_field(), self.new_field()
        self.minutes.setValidator(QIntValidator(0, 1440, self))
        self._labels = [Label("", Px.META, SEMIBOLD, parent=self) for _ in range(3)]
        self.box.addLayout(column(self._labels[0], self.title))
        line = row(spacing=12)
        line.addLayout(column(self._labels[1], self.minutes), 1)
        line.addLayout(column(self._labels[2], self.owner), 2)
        self.box.addLayout(line)
        self.finish()

    def ask(self, item: Item, words: Words, anchor: QWidget | None) -> None:
        """Open with the item as it is."""
        self.heading.setText(words.tr("Change item {n}", n=item.position))
        self.setAccessibleName(self.heading.text())
        names = (words.tr("Title"), words.tr("Minutes"), words.tr("Owner"))
        for label, field, name in zip(self._labels, (self.title, self.minutes, self.owner), names, strict=True):
            label.setText(name)
            field.setAccessibleName(name)
        self.title.setText(item.title)
        self.minutes.setText("" if item.minutes is None else str(item.minutes))
        self.owner.setText(item.owner)
        self.hint.setText(words.tr("The story stays as it is. S looks for another one."))
        self.act.set_text(words.tr("Save"))
        self.open_at(anchor)
        self.title.selectAll()

    def first_focus(self) -> QWidget:
        return self.title

    def accept(self) -> None:
        minutes = int(self.minutes.text()) if self.minutes.text().strip() else None
        if self._done(self.title.text(), minutes, self.owner.text()):
            self.close_it()


class _Lines(QPlainTextEdit):
    """Several lines; Ctrl+Enter accepts, Tab goes on."""

    def __init__(self, form: SplitForm) -> None:
        super().__init__(form)
        self._form = form
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._form.accept()
            return
        super().keyPressEvent(event)


class SplitForm(Form):
    """One item becomes several, one title a line."""

    def __init__(self, window: QWidget, keys: TextKeys, done: Callable[[tuple[str, ...]], bool]) -> None:
        super().__init__(window, keys, width=480)
        self._done = done
        self.lines = _Lines(self)
        self.lines.setFont(Theme.current().font(Px.BODY))
        self.lines.setFixedHeight(112)
        keys.watch(self.lines, form=True)
        self.box.addWidget(self.lines)
        self.finish()

    def ask(self, item: Item, words: Words, anchor: QWidget | None) -> None:
        """Open with the item's title in the first line."""
        self.heading.setText(words.tr("Split item {n}: one title a line", n=item.position))
        self.setAccessibleName(self.heading.text())
        self.lines.setAccessibleName(self.heading.text())
        self.hint.setText(words.tr("The first keeps story, decisions and time. The minutes are shared out."))
        self.act.set_text(words.tr("Split"))
        self.lines.setPlainText(item.title + "\n")
        cursor = self.lines.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.open_at(anchor)
        self.lines.setTextCursor(cursor)

    def first_focus(self) -> QWidget:
        return self.lines

    def accept(self) -> None:
        titles = tuple(line.strip() for line in self.lines.toPlainText().splitlines() if line.strip())
        if self._done(titles):
            self.close_it()
