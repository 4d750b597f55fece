"""Own search for an item: by words at once, by meaning a moment later; what is not cleared says so."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from emptychair.app.ports import Found, StoryRow
from emptychair.app.provenance import person_line
from emptychair.app.readiness import readiness_note
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Clearance
from emptychair.ui.context import UiContext
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.announcement import announce
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import Scroll
from emptychair.ui.widgets.popover import Popover
from emptychair.ui.widgets.search import SearchField
from emptychair.ui.widgets.storycard import StoryCard
from emptychair.ui.word_search import WordSearch

_MOST = 12
_BY_MEANING = 250  # ms after the last key: a question to another process, not one a keystroke


@dataclass(frozen=True, slots=True)
class Hit:
    """One story that was found."""

    story_id: StoryId
    headline: str
    meta: str
    cleared: bool


class StorySearch(Popover):
    """Type, go down with the arrow, Enter. `chosen` carries the story, and whether it is cleared."""

    chosen = Signal(str, bool)

    def __init__(self, ctx: UiContext, parent: QWidget) -> None:
        super().__init__(parent, width=560)
        self._ctx = ctx
        self._language = "en"
        self._hits: list[Hit] = []
        self._words = WordSearch(ctx.new_reader, _MOST)
        self._worded: list[Hit] = []
        self._meant: list[Hit] = []
        self._waiting = False  # the answer by meaning is still to come
        self._asked = 0  # number of the latest question: late answers are dropped
        self.field = SearchField()
        self._note = Label("", Px.META, tone="ink2", wrap=True)
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(6)
        self._list.addStretch(1)
        self._scroll = Scroll(holder)
        self.box.addWidget(self.field)
        self.box.addWidget(self._note)
        self.box.addWidget(self._scroll, 1)
        self.cards: list[StoryCard] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_BY_MEANING)
        self._later.timeout.connect(self._ask)
        self.field.searched.connect(self._search)
        self.field.installEventFilter(self)

    def open_for(self, control: QWidget, title: str, language: str) -> None:
        """Open beside `control` for an item; its title is what is searched for until something is typed."""
        tr = self._ctx.words.tr
        self._language = language
        self._title = title
        self.field.set_placeholder(tr("Words, customers, sources, or a topic in your own words"))
        self.setAccessibleName(tr("Search for a story"))
        self.field.clear()
        self.resize(600, 480)
        self.setMinimumHeight(420)
        self._search("")
        self.open_at(control)
        self.field.setFocus()

    @property
    def hits(self) -> list[Hit]:
        """What is listed, from the top."""
        return list(self._hits)

    # ------------------------------------------------------------------ searching
    def _search(self, text: str) -> None:
        text = text.strip()
        self._asked += 1
        number = self._asked
        self._worded, self._meant = [], []
        self._waiting = True
        if text:
            self._ctx.bus.follow(
                self._words.find(text), done=lambda rows: self._by_words(number, rows), failed=self._ctx.bus.failed.emit
            )
        else:
            self._show([])
        self._later.start(0 if not text else _BY_MEANING)

    def _by_words(self, number: int, rows: list[StoryRow]) -> None:
        if not isValid(self) or number != self._asked or not self.isVisible():
            return
        self._worded = [
            Hit(row.id, row.headline, self._meta(row.customer, row.language, row.sensitive), self._is_cleared(row.id))
            for row in rows
            if row.clearance is not Clearance.NEVER
        ]
        self._combine()

    def _combine(self) -> None:
        known = {hit.story_id for hit in self._worded}
        more = [hit for hit in self._meant if hit.story_id not in known]
        self._show([*self._worded, *more][:_MOST])

    def _is_cleared(self, story_id: StoryId) -> bool:
        return self._ctx.reader.cleared_story(story_id) is not None

    def _ask(self) -> None:
        text = self.field.text().strip() or self._title
        number = self._asked
        future = self._ctx.matcher().find(text, self._language, _MOST)
        self._ctx.bus.follow(
            future, done=lambda found: self._answer(number, found), failed=lambda _: self._answer(number, ())
        )

    def _answer(self, number: int, found: tuple[Found, ...]) -> None:
        if not isValid(self) or number != self._asked or not self.isVisible():
            return
        self._waiting = False
        self._meant = [
            Hit(one.story_id, one.headline, self._meta(one.customer, one.language, one.sensitive), one.cleared)
            for one in found
        ]
        self._combine()

    def _meta(self, customer: str, language: str, sensitive: bool) -> str:
        tr = self._ctx.words.tr
        other = {"de": tr("in German"), "en": tr("in English")}.get(language, language)
        parts = [person_line(customer), other if language != self._language else ""]
        parts.append(tr("sensitive") if sensitive else "")
        return " · ".join(part for part in parts if part)

    # ------------------------------------------------------------------ showing
    def _show(self, hits: list[Hit]) -> None:
        tr, trn = self._ctx.words.tr, self._ctx.words.trn
        focused = next((n for n, card in enumerate(self.cards) if card.hasFocus()), -1)
        self._hits = hits
        while len(self.cards) < len(hits):
            card = StoryCard(max_lines=2)
            number = len(self.cards)
            card.clicked.connect(lambda _=False, number=number: self._choose(number))
            card.installEventFilter(self)
            self.cards.append(card)
            self._list.insertWidget(self._list.count() - 1, card)
        for number, card in enumerate(self.cards):
            card.setVisible(number < len(hits))
            if number < len(hits):
                hit = hits[number]
                state = "" if hit.cleared else tr("not cleared: choosing it leads to its clearance")
                card.set_story(hit.headline, " · ".join(part for part in (hit.meta, state) if part))
        if 0 <= focused < len(hits):
            self.cards[focused].setFocus()
        typed = bool(self.field.text().strip())
        if hits:
            said = trn("{n} story", "{n} stories", len(hits)) if typed else tr("Nearest to the title of the item")
        else:
            said = tr("Looking …") if self._waiting else tr("Nothing found: try fewer words, or another word for it.")
        note = readiness_note(self._ctx.matcher().readiness, self._ctx.words) if hits else ""
        self._note.setText(f"{said}. {note}" if note else said)
        if typed:
            announce(self, said)

    def _choose(self, number: int) -> None:
        if number < len(self._hits):
            hit = self._hits[number]
            self.hide()
            self.chosen.emit(hit.story_id, hit.cleared)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._asked += 1
        self._words.close()  # not one question is left for a workspace that may be closed next

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # the page below has keys of its own: while this is open they are ours
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._key(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        key, last = event.key(), len(self._hits) - 1
        here = next((n for n, card in enumerate(self.cards) if card is watched), -1)
        if key == Qt.Key.Key_Escape:
            self.hide()
        elif key == Qt.Key.Key_Down and here < last:
            self._go(here + 1)
        elif key == Qt.Key.Key_Up and here >= 0:
            self._go(here - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and last >= 0:
            self._choose(max(here, 0))
        else:
            return False
        return True

    def _go(self, number: int) -> None:
        if number < 0:
            self.field.setFocus()
            return
        self.cards[number].setFocus()
        self._scroll.ensureWidgetVisible(self.cards[number])
