"""The open item: the story large enough to be judged, why it was chosen, what else there is, the private note."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from emptychair.app.i18n import Words
from emptychair.ui.prepare.rows import TIME
from emptychair.ui.prepare.state import CHIPS, ItemDetail
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import CONTROL_TIGHT, Px
from emptychair.ui.widgets.buttons import Button, KeyCap
from emptychair.ui.widgets.chips import Chip
from emptychair.ui.widgets.empty import ChairDrawing
from emptychair.ui.widgets.labels import IconLabel, Label
from emptychair.ui.widgets.layouts import Card, Hairline, column, row
from emptychair.ui.widgets.para import Mark, MarkKind, Para
from emptychair.ui.widgets.storycard import StoryCard
from emptychair.ui.widgets.translated import Translated
from emptychair.ui.widgets.wrap import wrapped

_TWO_COLUMNS = 740
_NOTE_LINES = 5


class NoteField(QPlainTextEdit):
    """A few lines that grow with what is typed; Escape leaves it."""

    written = Signal(str)
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(Theme.current().font(Px.ROW))
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(400)
        self._timer.timeout.connect(self.done)
        self.textChanged.connect(self._changed)
        self._quiet = False
        self._owner = ""
        self._grow()

    def show_text(self, text: str, owner: str) -> None:
        """Show the note of an item; what is being typed for the same item is left alone."""
        typing = owner == self._owner and self.hasFocus() and self._timer.isActive()
        self._owner = owner
        if text != self.toPlainText() and not typing:
            self._quiet = True
            self.setPlainText(text)
            self._quiet = False

    def _changed(self) -> None:
        self._grow()
        if not self._quiet:
            self.written.emit(self.toPlainText())
            self._timer.start()

    def _grow(self) -> None:
        step = self.fontMetrics().lineSpacing()
        lines = 0
        for block in self.toPlainText().split("\n"):
            lines += max(1, len(wrapped(block, self.font(), max(self.viewport().width() - 8, 80), _NOTE_LINES)))
        # Without this the field shows a scroll bar for a text that has the room it needs.
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > _NOTE_LINES else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(min(lines, _NOTE_LINES) * step + 26)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._timer.stop()
        self.done.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            parent = self.parentWidget()
            self.clearFocus()
            while parent is not None and not isinstance(parent, OpenItem):
                parent = parent.parentWidget()
            if parent is not None:
                parent.setFocus()
            return
        super().keyPressEvent(event)


class OpenItem(Translated, Card):
    """One item at a time. Its acts are actions of the page; the buttons print their keys."""

    alternate = Signal(int)
    clear_asked = Signal()

    def __init__(self, words: Words, acts: dict[str, QAction]) -> None:
        super().__init__(0, 14, role="open")
        self._words = words
        self.detail: ItemDetail | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setContentsMargins(4, 18, 20, 20)
        self.grip = IconLabel("grip-vertical", "ink2", 16)
        self.grip.setCursor(Qt.CursorShape.OpenHandCursor)
        self._time = Label("", Px.BODY, SEMIBOLD, "ink2")
        self._time.setFixedWidth(TIME - 20)
        self._title = Para("", 22, 1.25, SEMIBOLD, serif=False)
        self._meta = Label("", Px.ROW, tone="ink2", elide=True)
        self._chip = Chip()
        self._edit = Button.of(acts["edit"], words, kind="text", px=Px.ROW, height=CONTROL_TIGHT)
        self._acts = acts
        self._build_head()
        self._build_story(acts)
        self._build_side(acts)
        self._place(wide=True)
        self.retranslate()

    # ------------------------------------------------------------------ building
    def _build_head(self) -> None:
        head = row(spacing=0)
        top = Qt.AlignmentFlag.AlignTop
        grip = column(5, self.grip, None, spacing=0)
        head.addLayout(grip)
        self._time.setContentsMargins(0, 4, 0, 0)
        head.addWidget(self._time, 0, top)
        head.addLayout(column(self._title, self._meta, spacing=3), 1)
        head.addSpacing(16)
        beside = row(self._edit, self._chip, spacing=8)
        head.addLayout(beside)
        head.setAlignment(beside, top)
        self.box.addLayout(head)

    def _build_story(self, acts: dict[str, QAction]) -> None:
        words = self._words
        self._headline = Para("", 24, 1.25, SEMIBOLD)
        self._text = Para("", Px.CARD, 1.48)
        self._who = Label("", Px.ROW, SEMIBOLD, elide=True)
        self._origin = Label("", Px.ROW, tone="ink2", elide=True)
        self._teaching = Chip()
        self._chair = ChairDrawing(120)
        self._sentence = Para("", Px.BODY, 1.45, tone="ink2", serif=False)
        self.clear_button = Button(icon="shield-check", px=Px.ROW, height=CONTROL_TIGHT)
        self._line = Hairline()
        self._why = Para("", Px.ROW, 1.45, tone="ink2", serif=False)
        who = row(spacing=10)
        who.addWidget(self._who)
        who.addWidget(self._teaching)
        who.addStretch(1)
        self._main = QVBoxLayout()
        self._main.setSpacing(12)
        self._main.addWidget(self._headline)
        self._main.addWidget(self._text)
        self._main.addLayout(column(who, self._origin, spacing=3))
        empty = row(self._chair, spacing=24)
        empty.addWidget(self._sentence, 1)
        self._main.addLayout(empty)
        self._main.addLayout(row(self.clear_button, None))
        self._main.addWidget(self._line)
        self._main.addWidget(self._why)
        self._main.addStretch(1)
        self._buttons = [
            Button.of(acts[name], words, icon=icon, px=Px.ROW, height=CONTROL_TIGHT)
            for name, icon in (("swap", "repeat-2"), ("pin", "pin"), ("none", "circle-slash"))
        ]
        self.find_button = Button(icon="search", key="/", px=Px.ROW, height=CONTROL_TIGHT)
        self.find_button.clicked.connect(acts["find"].trigger)
        self._bar = row(*self._buttons, self.find_button, None, spacing=8)
        self.clear_button.clicked.connect(self.clear_asked)

    def _build_side(self, acts: dict[str, QAction]) -> None:
        self._also = Label("", Px.ROW, SEMIBOLD)
        self.cards = [StoryCard("", "", key=str(n + 1), max_lines=3) for n in range(2)]
        self._note_title = Label("", Px.ROW, SEMIBOLD)
        self._note_hint = Label("", Px.META, tone="ink2", elide=True)
        self._note_key = KeyCap("N")
        self.note = NoteField()
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(10)
        side.addWidget(self._also)
        for number, card in enumerate(self.cards):
            side.addWidget(card)
            card.clicked.connect(lambda _=False, number=number: self.alternate.emit(number))
        side.addStretch(1)
        head = row(self._note_title, spacing=8)
        head.addWidget(self._note_hint, 1)
        head.addWidget(self._note_key)
        side.addLayout(head)
        side.addWidget(self.note)
        self._side = QWidget()
        self._side.setLayout(side)

    def _place(self, *, wide: bool) -> None:
        self._wide = wide
        if not hasattr(self, "_body"):
            self._body = QHBoxLayout()
            self._body.addLayout(self._main, 1)
            self._body.addWidget(self._side)
            self.box.addLayout(self._body)
            self.box.addLayout(self._bar)
        ways = QBoxLayout.Direction
        self._body.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self._body.setContentsMargins(TIME - 4 if wide else 16, 0, 0, 0)
        self._body.setSpacing(32 if wide else 20)
        self._bar.setContentsMargins(TIME - 4 if wide else 16, 0, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _TWO_COLUMNS
        if wide != self._wide:
            self._place(wide=wide)
        for para, large, small in ((self._headline, 24, 20), (self._text, 18, 16)):
            px = large if self.width() >= 1000 else small
            if para.font().pixelSize() != px:
                font = para.font()
                font.setPixelSize(px)
                para.setFont(font)
        if wide:
            self._side.setFixedWidth(max(244, min(400, round(self.width() * 0.33))))
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)

    # ------------------------------------------------------------------ showing
    def show_detail(self, detail: ItemDetail) -> None:
        """Show an item."""
        self.detail = detail
        line = detail.line
        self._time.setText(line.time)
        self._title.set_text(line.title)
        self._meta.setText(" · ".join(part for part in (line.meta, detail.counter) if part))
        kind, icon = CHIPS[line.verdict]
        self._chip.set(line.verdict_text, kind, icon)
        story = bool(detail.headline)
        self._headline.set_text(detail.headline)
        marks = ("„", "“") if detail.language == "de" else ("“", "”")
        self._text.set_text(detail.text, quote=marks if detail.verbatim else ("", ""))
        self._who.setText(detail.who)
        self._origin.setText(detail.origin)
        self._teaching.set(detail.teaching, "outlined")
        self._sentence.set_text(detail.sentence)
        self._show_why(detail)
        for widget, shown in (
            (self._headline, story),
            (self._text, story),
            (self._who, bool(detail.who)),
            (self._origin, bool(detail.origin)),
            (self._teaching, bool(detail.teaching)),
            (self._chair, not story),
            (self._sentence, bool(detail.sentence)),
            (self.clear_button, detail.uncleared),
            (self._line, bool(detail.why)),
            (self._why, bool(detail.why)),
        ):
            widget.setVisible(shown)
        self._also.setText(detail.alternates_title)
        self._also.setVisible(bool(detail.alternates))
        for number, card in enumerate(self.cards):
            card.setVisible(number < len(detail.alternates))
            if number < len(detail.alternates):
                other = detail.alternates[number]
                card.set_story(other.headline, other.meta, key=str(number + 1))
        self.note.show_text(detail.note, line.item_id)
        self.setAccessibleName(f"{line.number} {line.title}, {line.verdict_text}")

    def _show_why(self, detail: ItemDetail) -> None:
        lead = self._words.tr("Why this one?")
        text = f"{lead} {detail.why[:1].upper()}{detail.why[1:]}."
        marks = [Mark(0, len(lead), MarkKind.STRONG)]
        low = text.casefold()
        if len(low) == len(text):
            for word in detail.why_words:
                at = low.find(word.casefold(), len(lead))
                if at >= 0:
                    marks.append(Mark(at, len(word), MarkKind.MATCHED))
        self._why.set_text(text, marks)

    def retranslate(self) -> None:
        tr = self._words.tr
        self._note_title.setText(tr("Note"))
        self._note_hint.setText(tr("private, never on the wall"))
        self.note.setAccessibleName(tr("Private note, never on the wall"))
        self.note.setPlaceholderText(tr("Whom to ask, what to avoid …"))
        self.clear_button.set_text(tr("Read and clear it"))
        self.find_button.set_text(tr("Search"))
        if self.detail is not None:
            self._show_why(self.detail)
