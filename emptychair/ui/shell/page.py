"""What a page of the main window is: everything between the navigation and the footer."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import isValid

from emptychair.ui.context import UiContext
from emptychair.ui.theme import SEMIBOLD
from emptychair.ui.tokens import Px, Space
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import column, row
from emptychair.ui.widgets.translated import Translated

LIBRARY_SCOPE = "library"


class Place(StrEnum):
    """Where a page can ask to go. Meetings go with the id of one, library and clearance with that of a story."""

    START = "start"
    LIBRARY = "library"
    CLEARANCE = "clearance"
    MEETINGS = "meetings"
    SETTINGS = "settings"
    NEW_MEETING = "new-meeting"
    PREPARE = "prepare"
    SUMMARY = "summary"
    CAPTURE = "capture"
    IMPORT = "import"
    CONSOLE = "console"
    REHEARSAL = "rehearsal"
    RESUME = "resume"
    HELP = "help"


class PageHeader(QWidget):
    """Title and sentence at the left, buttons at the right; both texts are shortened where there is too little room."""

    def __init__(self, *buttons: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label("", Px.WINDOW, SEMIBOLD, elide=True)
        self.sentence = Label("", Px.BODY, tone="ink2", elide=True)
        self.sentence.setContentsMargins(1, 0, 0, 0)  # optical: the title's capitals stand a pixel further in
        self._words = column(self.title, self.sentence, spacing=4)
        self._box = row(spacing=12)
        self._box.addLayout(self._words, 1)
        for button in buttons:
            self._box.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(self._box)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_tight(False)

    def set_words(self, title: str, sentence: str = "") -> None:
        """The title of the page, and what it says of itself today."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def set_tight(self, tight: bool) -> None:
        """Less air where the window is small."""
        margin = Space.CONSOLE if tight else Space.WINDOW
        self._box.setContentsMargins(margin, 14 if tight else 28, margin, 10 if tight else 20)
        self._words.setSpacing(2 if tight else 4)


class Page(Translated, QWidget):
    """Base of the pages. Texts are set in `retranslate()`, what was read in `refresh()`, sizes in `arrange()`."""

    said = Signal(str, str)  # a message for the toast, and the scope that its Undo acts on (empty: no Undo)
    asked = Signal(str, str)  # a Place, and the id that goes with it
    hints_changed = Signal()

    TIGHT_WIDTH, TIGHT_HEIGHT = 1250, 700

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ctx = ctx
        self.words = ctx.words
        self.tight = False

    # ------------------------------------------------------------------ what the window asks
    def hints(self) -> Sequence[tuple[str, str]]:
        """(key, what it does) of what has no control in sight, the important ones first."""
        return ()

    def note(self) -> str:
        """One quiet line at the right end of the footer."""
        return ""

    def undo_scope(self) -> str:
        """What undo and redo step through here."""
        return LIBRARY_SCOPE

    def page_actions(self) -> Sequence[QAction]:
        """The acts of this page, for the menu, the palette and the list of keys."""
        return self.actions()

    def entered(self) -> None:
        """The page came to the front."""

    def left(self) -> None:
        """Another page comes: put on disk what is being typed."""

    # ------------------------------------------------------------------ for pages
    def alive(self) -> bool:
        """False once Qt has deleted the page: an answer from elsewhere may come later than that."""
        return isValid(self)

    def arrange(self, tight: bool) -> None:
        """Lay the page out anew for little room, or for much."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tight = self.width() < self.TIGHT_WIDTH or self.height() < self.TIGHT_HEIGHT
        if tight != self.tight:
            self.tight = tight
            self.arrange(tight)

    def act(
        self,
        text: str,
        key: str,
        run: object,
        *,
        scope: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
    ) -> QAction:
        """An action of this page with its key; its text is set in `retranslate()`."""
        action = QAction(text, self)
        action.setShortcut(key)
        action.setShortcutContext(scope)
        action.setAutoRepeat(False)
        action.triggered.connect(run)
        self.addAction(action)
        return action


def plain_button(button: Button) -> Button:
    """A header button that gives way before the title does."""
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return button
