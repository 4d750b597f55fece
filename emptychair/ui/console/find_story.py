"""Own search: what the matcher finds by meaning, and what the library holds by its words, in one list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from emptychair.app.ports import Found, StoryRow
from emptychair.app.provenance import person_line
from emptychair.app.readiness import readiness_note
from emptychair.domain.errors import SentenceError
from emptychair.domain.meeting import Item
from emptychair.domain.story import Clearance
from emptychair.ui.console.actions import TextKeys
from emptychair.ui.console.overlay import Overlay
from emptychair.ui.console.pick_list import Pick, PickList
from emptychair.ui.context import UiContext
from emptychair.ui.theme import SEMIBOLD
from emptychair.ui.tokens import Px
from emptychair.ui.widgets import Label, SearchField
from emptychair.ui.word_search import WordSearch

_MOST = 20


class FindStory(Overlay):
    """A field and a list; picking a story puts it on the item under discussion."""

    chosen = Signal(str)

    def __init__(self, window: QWidget, ctx: UiContext, keys: TextKeys) -> None:
        super().__init__(window, width=640)
        self._ctx = ctx
        self._library = WordSearch(ctx.new_reader, _MOST)
        self._asked = 0
        self._found: tuple[Found, ...] = ()
        self._rows: tuple[StoryRow, ...] = ()
        self._language = "en"
        self.heading = Label("", Px.BODY, SEMIBOLD, elide=True, parent=self)
        self.field = SearchField(delay=120, parent=self)
        keys.watch(self.field, form=True)
        self.list = PickList(self.field, self)
        self.list.setFixedHeight(340)
        self.hint = Label("", Px.META, tone="ink2", wrap=True, parent=self)
        for part in (self.heading, self.field, self.list, self.hint):
            self.box.addWidget(part)
        self.field.searched.connect(self._search)
        self.list.picked.connect(self._take)

    def first_focus(self) -> QWidget:
        return self.field

    def ask(self, item: Item, language: str, anchor: QWidget | None) -> None:
        """Open for an item; one without a story is searched for by its title at once."""
        words = self._ctx.words
        self._language = language
        self.heading.setText(words.tr("A story for “{title}”", title=item.title))
        self.setAccessibleName(self.heading.text())
        self.field.set_placeholder(words.tr("Search the library: words or a subject"))
        self.field.setText("" if item.choice.story_id else item.title)
        self.field.selectAll()
        self.setFixedWidth(min(640, self.host.width() - 32))
        self.open_at(anchor)
        self._search(self.field.text())

    def close_search(self) -> None:
        """The window closes."""
        self._asked += 1
        self._library.close()

    def _search(self, text: str) -> None:
        self._asked += 1
        asked, text = self._asked, text.strip()
        self._found, self._rows = (), ()
        if not text:
            self._show(waiting=False)
            return
        self._show(waiting=True)
        bus = self._ctx.bus

        def by_words(rows: list[StoryRow]) -> None:
            if asked == self._asked:
                self._rows = tuple(rows)
                self._show(waiting=False)

        def by_meaning(found: tuple[Found, ...]) -> None:
            if asked == self._asked:
                self._found = tuple(found)
                self._show(waiting=False)

        bus.follow(self._library.find(text), done=by_words, failed=self._failed)
        bus.follow(self._ctx.matcher().find(text, self._language, _MOST), done=by_meaning, failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        # The other half of the search may still answer.
        if isinstance(error, SentenceError):
            self.hint.setText(self._ctx.words.error(error))
        else:
            self._ctx.bus.failed.emit(error)

    def _show(self, *, waiting: bool) -> None:
        words = self._ctx.words
        picks: dict[str, Pick] = {}
        for found in self._found:
            picks[found.story_id] = self._pick(
                found.story_id, found.headline, found.customer, found.language, found.cleared, found.sensitive
            )
        for shown in self._rows:
            if shown.id not in picks:
                cleared = shown.clearance is Clearance.CLEARED
                picks[shown.id] = self._pick(
                    shown.id, shown.headline, shown.customer, shown.language, cleared, shown.sensitive
                )
        chosen = tuple(picks.values())[:_MOST]
        self.list.show_picks(chosen)
        if chosen:
            note = readiness_note(self._ctx.matcher().readiness, words)
            keys = words.tr("Enter puts it on the wall for this item. Esc leaves all as it is.")
            self.hint.setText(f"{keys} {note}".strip())
        elif waiting:
            self.hint.setText(words.tr("Looking for a story …"))
        else:
            asked = bool(self.field.text().strip())
            self.hint.setText(
                words.tr("Nothing found: try other words.") if asked else words.tr("Type what it is about.")
            )

    def _pick(self, story_id: str, headline: str, customer: str, language: str, cleared: bool, sensitive: bool) -> Pick:
        words = self._ctx.words
        languages = {"de": words.tr("in German"), "en": words.tr("in English")}
        meta = [
            person_line(customer),
            languages.get(language, language) if language != self._language else "",
            words.tr("sensitive") if sensitive else "",
            "" if cleared else words.tr("not cleared for the wall"),
        ]
        return Pick(story_id, headline, " · ".join(part for part in meta if part), serif=True, possible=cleared)

    def _take(self, story_id: str) -> None:
        self.close_it()
        self.chosen.emit(story_id)
