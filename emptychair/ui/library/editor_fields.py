"""Fields of the story editor."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from emptychair.ui.theme import MEDIUM, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import row


class Field(QWidget):
    """A control under its label, with a quiet hint at the right end of the label's line."""

    def __init__(self, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self.label = Label("", Px.ROW, MEDIUM)
        self.label.setBuddy(control)
        self.hint = Label("", Px.META, tone="ink2", elide=True, align=Qt.AlignmentFlag.AlignRight)
        line = row(self.label, spacing=12)
        line.addWidget(self.hint, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(line)
        box.addWidget(control, 1)

    def set_words(self, label: str, hint: str = "", tone: str = "ink2") -> None:
        """The label (also for screen readers) and what is said beside it."""
        self.label.setText(label)
        self.control.setAccessibleName(label)
        self.set_hint(hint, tone)

    def set_hint(self, hint: str, tone: str = "ink2") -> None:
        """Say something else beside the label."""
        self.hint.setText(hint)
        self.hint.set_tone(tone)
        self.control.setAccessibleDescription(hint)


def line_edit(*, serif: bool = False, px: int = Px.BODY) -> QLineEdit:
    """One line of plain text."""
    edit = QLineEdit()
    edit.setFont(Theme.current().font(px, serif=serif))
    edit.setMinimumHeight(40)
    return edit


class TextField(QPlainTextEdit):
    """Several lines of plain text; Tab leaves it, what is pasted loses its formats."""

    def __init__(self, lines: int, *, serif: bool = True, px: int = Px.CARD, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        font = Theme.current().font(px, serif=serif)
        self.setFont(font)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(round(QFontMetricsF(font).lineSpacing() * lines + 26))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def text(self) -> str:
        """What stands there, without blanks at its ends."""
        return self.toPlainText().strip()


class CheckLine(QWidget):
    """A check box whose words wrap; a press on the words is a press on the box."""

    toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox()
        self.box.setFixedWidth(28)  # Qt keeps room for words there are none of
        self.label = Label("", Px.BODY, wrap=True)
        self.label.setBuddy(self.box)
        self.setFocusProxy(self.box)
        self.box.toggled.connect(self.toggled)
        line = row(spacing=8)
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.label, 1, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)

    def setText(self, text: str) -> None:
        """The words beside the box."""
        self.label.setText(text)
        self.box.setAccessibleName(text)

    def isChecked(self) -> bool:
        """Whether it is on."""
        return self.box.isChecked()

    def setChecked(self, on: bool) -> None:
        """Turn it on or off."""
        self.box.setChecked(on)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.box.toggle()


class Options(QComboBox):
    """One of a closed set of values, each with its words."""

    def __init__(self, values: Sequence[StrEnum], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = tuple(values)
        self.setFont(Theme.current().font(Px.BODY))
        self.setMinimumHeight(40)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        for _ in self._values:
            self.addItem("")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel scrolls the form, not the value

    def set_words(self, texts: Sequence[str]) -> None:
        """The words of the values, in their order."""
        for index, text in enumerate(texts):
            self.setItemText(index, text)

    def value(self) -> StrEnum:
        """The value chosen."""
        return self._values[max(0, self.currentIndex())]

    def set_value(self, value: StrEnum) -> None:
        """Choose `value`."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class TagsField(QLineEdit):
    """Tags parted by commas or semicolons; the one at the cursor is completed from those in use."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(Theme.current().font(Px.BODY))
        self.setMinimumHeight(40)
        self._completer = QCompleter(self)
        self._known = QStringListModel(self._completer)
        self._completer.setModel(self._known)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchStartsWith)
        self._completer.setWidget(self)
        self._completer.activated.connect(self._complete)
        self._popup().installEventFilter(self)
        self.textEdited.connect(lambda _: self._offer())

    def set_known(self, tags: Sequence[str]) -> None:
        """What is offered, the most used first."""
        self._known.setStringList(list(tags))

    def tags(self) -> tuple[str, ...]:
        """The tags in their order, each once."""
        parts = (" ".join(part.split()) for part in self.text().replace(";", ",").split(","))
        return tuple(dict.fromkeys(part for part in parts if part))

    def set_tags(self, tags: Sequence[str]) -> None:
        """Show these."""
        self.setText(", ".join(tags))

    @property
    def offers(self) -> QCompleter:
        """What is offered."""
        return self._completer

    def _popup(self) -> QAbstractItemView:
        popup = self._completer.popup()
        assert popup is not None  # made by the completer itself
        return popup

    def _span(self) -> tuple[int, int]:
        text, at = self.text().replace(";", ","), self.cursorPosition()
        start = text.rfind(",", 0, at) + 1
        end = text.find(",", at)
        return start, len(text) if end < 0 else end

    def _offer(self) -> None:
        start, _ = self._span()
        typed = self.text()[start : self.cursorPosition()].strip()
        if len(typed) < 2:
            self._popup().hide()
            return
        self._completer.setCompletionPrefix(typed)
        if self._completer.completionCount() and self._completer.currentCompletion().casefold() != typed.casefold():
            self._completer.complete()
        else:
            self._popup().hide()

    def _complete(self, tag: str) -> None:
        start, end = self._span()
        before, after = self.text()[:start], self.text()[end:]
        lead = " " if before else ""
        self.setText(f"{before}{lead}{tag}{after}")
        self.setCursorPosition(len(before) + len(lead) + len(tag))
        self.picked.emit(tag)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab:
            popup = self._popup()
            index = popup.currentIndex()
            self._complete(str(index.data()) if index.isValid() else self._completer.currentCompletion())
            popup.hide()
            return True
        return super().eventFilter(watched, event)


def suggest(edit: QLineEdit, known: Sequence[str]) -> None:
    """Offer what others wrote in the same field."""
    completer = QCompleter(list(known), edit)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    edit.setCompleter(completer)
