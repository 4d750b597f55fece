"""The fields that text is typed into: the decision line and the private note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from emptychair.ui.theme import Theme
from emptychair.ui.tokens import Px

if TYPE_CHECKING:
    from emptychair.ui.console.understood import Understood


class PlainField(QPlainTextEdit):
    """Plain text, Tab goes on to the next control, pasted text loses its looks."""

    typed = Signal(str)
    left = Signal()  # the focus went

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self._told = ""
        self.textChanged.connect(self._changed)

    def show_text(self, text: str) -> None:
        """Show `text` if it is not there already; the cursor goes to its end. Tells nobody."""
        if text == self.toPlainText():
            return
        from PySide6.QtGui import QTextCursor  # made with the first words

        self._told = text
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def _changed(self) -> None:
        # Colouring a word counts as a change for Qt: only other words are told.
        text = self.toPlainText()
        if text != self._told:
            self._told = text
            self.typed.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class DecisionField(PlainField):
    """The decision line: one line, however long; Enter saves it."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._understood: Understood | None = None
        self._raw: tuple[str, tuple[tuple[int, int], ...]] = ("", ())

    def show_spans(self, line: str, spans: tuple[tuple[int, int], ...]) -> None:
        """Colour these ranges (code points of `line`)."""
        if (line, spans) == self._raw:
            return
        self._raw = (line, spans)
        if self._understood is None:
            from emptychair.ui.console.understood import Understood  # 3 ms: with the first words

            self._understood = Understood(self.document())
        self._understood.spans = tuple((_units(line[:start]), _units(line[:end])) for start, end in spans)
        self._understood.rehighlight()
        self.ensureCursorVisible()  # bold words are wider

    def recolour(self) -> None:
        """The theme has changed."""
        if self._understood is not None:
            self._understood.rehighlight()

    def one_line(self, on: bool, height: int, px: int) -> None:
        """A single line that scrolls sideways, or a few wrapped ones."""
        self.setLineWrapMode(self.LineWrapMode.NoWrap if on else self.LineWrapMode.WidgetWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if on else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)
        self.setFont(Theme.current().font(px))
        self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted lines become one."""
        self.insertPlainText(" ".join(source.text().split()))


class NoteField(PlainField):
    """The private note of an item."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(Theme.current().font(Px.ROW))


def _units(text: str) -> int:
    """Length in UTF-16 units, in which Qt counts."""
    return len(text.encode("utf-16-le")) // 2
