"""An empty workspace: the chair, and four ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from emptychair.ui.context import UiContext
from emptychair.ui.shell.page import Page, Place
from emptychair.ui.theme import SEMIBOLD
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.empty import ChairDrawing
from emptychair.ui.widgets.keys import key_text
from emptychair.ui.widgets.labels import IconLabel, Label
from emptychair.ui.widgets.layouts import Card, Scroll, row
from emptychair.ui.widgets.para import Para
from emptychair.ui.widgets.translated import Translated


class _Way(Card):
    """One way to begin: an icon, a name, a sentence, a button."""

    def __init__(self, icon: str, *, primary: bool = False) -> None:
        super().__init__(24, 10)
        self.name = Label("", Px.CARD, SEMIBOLD)
        self.sentence = Para("", Px.ROW, 1.45, tone="ink2", serif=False)
        self.button = Button(kind="primary" if primary else "plain")
        self.box.addLayout(row(IconLabel(icon, "teal", 22), self.name, None, spacing=12))
        self.box.addWidget(self.sentence)
        self.box.addStretch(1)
        self.box.addLayout(row(self.button, None))


class Welcome(Translated, QWidget):
    """Load the demo library, import stories, note one that was heard, or begin with a meeting."""

    asked = Signal(str, str)
    demo = Signal()

    def __init__(self, ctx: UiContext) -> None:
        super().__init__()
        self._ctx = ctx
        self.demo_way = _Way("library", primary=True)
        self.import_way = _Way("upload")
        self.heard_way = _Way("ear")
        self.meeting_way = _Way("calendar-days")
        self._ways = (self.demo_way, self.import_way, self.heard_way, self.meeting_way)
        self._chair = ChairDrawing(360)
        inner = QWidget()
        box = QHBoxLayout(inner)
        box.setContentsMargins(40, 8, 40, 24)
        box.setSpacing(48)
        self._box = box
        self._grid = QGridLayout()
        self._grid.setSpacing(24)
        box.addLayout(self._grid, 1)
        box.addWidget(self._chair, 0, Qt.AlignmentFlag.AlignCenter)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroll(inner))
        self._columns = 0
        self._place(2)
        self.demo_way.button.clicked.connect(self.demo)
        self.import_way.button.clicked.connect(lambda: self.asked.emit(Place.IMPORT, ""))
        self.heard_way.button.clicked.connect(lambda: self.asked.emit(Place.CAPTURE, ""))
        self.meeting_way.button.clicked.connect(lambda: self.asked.emit(Place.NEW_MEETING, ""))
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        words = self._ctx.words
        tr = words.tr
        said = (
            (
                tr("Try it out"),
                tr("60 real customer stories from the press and from studies, each with its source, and a meeting."),
                tr("Load the demo library"),
                "",
            ),
            (
                tr("Bring your stories"),
                tr("Exports of your help desk, surveys, reviews, mail, chats, or any table."),
                tr("Import stories"),
                "Ctrl+I",
            ),
            (
                tr("A story just heard"),
                tr("From a colleague, a neighbour, at the counter: one box to write it down."),
                tr("Note a story"),
                "Ctrl+H",
            ),
            (
                tr("A meeting first"),
                tr("Paste its agenda. Stories can come later; until then the chair stays empty."),
                tr("New meeting"),
                "Ctrl+N",
            ),
        )
        for way, (name, sentence, button, key) in zip(self._ways, said, strict=True):
            way.name.setText(name)
            way.sentence.set_text(sentence)
            way.button.set_text(button)
            way.button.set_key(key_text(key, words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._chair.setVisible(self.width() > 1000 and self.height() > 420)
        self._place(2 if self.width() > 640 else 1)
        margin = 40 if self.width() >= Page.TIGHT_WIDTH else 24
        self._box.setContentsMargins(margin, 8, margin, 24)

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, way in enumerate(self._ways):
            self._grid.addWidget(way, number // columns, number % columns)
        for number in range(2):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        for number in range(5):
            self._grid.setRowStretch(number, 0)
        self._grid.setRowStretch(len(self._ways) // columns, 1)
