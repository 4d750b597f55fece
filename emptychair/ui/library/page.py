"""The library: a list of any number of stories, and the one that is looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from emptychair.app.ports import Counts, StoryFilter, StoryUse
from emptychair.domain.change import Change, Done
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Clearance, Story
from emptychair.ui.clearance.person import with_person
from emptychair.ui.context import UiContext
from emptychair.ui.library.filters import FilterBar
from emptychair.ui.library.links import Opener, open_in_browser
from emptychair.ui.library.model import Column, StoryModel
from emptychair.ui.library.pane import StoryActs, StoryPane
from emptychair.ui.library.presenter import SCOPE, LibraryPresenter
from emptychair.ui.library.table import StoryHeader, StoryTable
from emptychair.ui.shell.page import Page, PageHeader, Place, plain_button
from emptychair.ui.tokens import Space
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.empty import EmptyState
from emptychair.ui.widgets.keys import key_text
from emptychair.ui.widgets.layouts import Card, column
from emptychair.ui.widgets.search import SearchField

MANY = 5_000  # more than this are never acted on at once
_SORTED = {"happened": Column.HAPPENED, "shown": Column.SHOWN, "headline": Column.STORY}
_BY_COLUMN = {column: sort for sort, column in _SORTED.items()}
PANE, PANE_TIGHT, ONE_COLUMN = 552, 400, 820


class LibraryPage(Page):
    """Search, filter, read, edit, clear, delete. Below 820 px of width the list and the story take turns."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None, *, opener: Opener = open_in_browser) -> None:
        super().__init__(ctx, parent)
        self._alone = False  # list and story take turns
        self._reading = False  # the story is in front
        self._awaited: StoryId | None = None
        self._counts: Counts | None = None
        self._loaded = False
        self.presenter = LibraryPresenter(self, ctx)
        self._make_actions()
        self.model = StoryModel(ctx.reader, ctx.words, self)
        self.table = StoryTable(self.model, ctx.words)
        self.search = SearchField(key="/")
        self.search.setAcceptDrops(False)  # a file dropped here would become its path; the window takes it
        self.filters = FilterBar(ctx.words)
        acts = StoryActs(
            self.back_act, self.meeting_act, self.edit_act, self.clear_act, self.never_act, self.delete_act
        )
        self.story_card = StoryPane(ctx, acts, opener, self._popup)
        self.detail = self.story_card.detail
        self._build()
        self._wire()
        self._again = QTimer(self)  # an import tells of many changes in a row: ask once
        self._again.setSingleShot(True)
        self._again.setInterval(120)
        self._again.timeout.connect(self.presenter.load)
        self._facets = QTimer(self)
        self._facets.setSingleShot(True)
        self._facets.setInterval(2000)
        self._facets.timeout.connect(lambda: self.presenter.query.facets(self.filters.set_facets))
        self.destroyed.connect(self.presenter.query.close)
        self.retranslate()
        self.presenter.query.facets(self.filters.set_facets)
        self.presenter.load()

    # ------------------------------------------------------------------ building
    def _make_actions(self) -> None:
        self.open_act = self.act("", "Return", self._open, scope=Qt.ShortcutContext.WidgetShortcut)
        self.edit_act = self.act("", "E", self._edit)
        self.meeting_act = self.act("", "M", self._into_meeting)
        self.clear_act = self.act("", "A", self.presenter.clear)
        self.never_act = self.act("", "X", self.presenter.never)
        self.withdraw_act = self.act("", "", self.presenter.withdraw)
        self.delete_act = self.act("", "Del", self.presenter.delete)
        self.raw_act = self.act("", "", self._raw)
        self.tags_act = self.act("", "", self._tags)
        self.imports_act = self.act("", "I", self._imports)
        self.back_act = self.act("", "Esc", self._close_story)

    def page_actions(self) -> Sequence[QAction]:
        return (
            self.open_act,
            self.edit_act,
            self.meeting_act,
            self.clear_act,
            self.never_act,
            self.withdraw_act,
            self.delete_act,
            self.raw_act,
            self.imports_act,
            self.tags_act,
        )

    def _build(self) -> None:
        self.imports_button = plain_button(Button.of(self.imports_act, self.ctx.words, kind="text", icon="history"))
        self.import_button = plain_button(Button("", icon="upload"))
        self.heard_button = plain_button(Button("", kind="primary", icon="ear"))
        self.header = PageHeader(self.imports_button, self.import_button, self.heard_button)
        # ---- list
        self.list_card = Card(margin=1, spacing=0)
        self.none_found = EmptyState("", Button("", kind="plain"), chair=160)
        self.empty = EmptyState("", Button("", kind="primary", icon="upload"), chair=200)
        self.loading = EmptyState("", chair=0)
        self._stack = QStackedLayout()
        self.list_card.box.addLayout(self._stack)  # first: a stack without a parent shows its first widget as a window
        for part in (self.table, self.none_found, self.empty, self.loading):
            self._stack.addWidget(part)
        self.list_side = QWidget()
        self._list_box = column(self.search, self.filters, spacing=16)
        self._list_box.addWidget(self.list_card, 1)
        self.list_side.setLayout(self._list_box)
        self._body = QHBoxLayout()
        self._body.addWidget(self.list_side, 1)
        self._body.addWidget(self.story_card)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # it is for the page to make do with less
        box.addWidget(self.header)
        box.addLayout(self._body, 1)
        self.arrange(self.tight)

    def _wire(self) -> None:
        self.import_button.clicked.connect(lambda: self.asked.emit(Place.IMPORT, ""))
        self.heard_button.clicked.connect(lambda: self.asked.emit(Place.CAPTURE, ""))
        if self.empty.button is not None:
            self.empty.button.clicked.connect(lambda: self.asked.emit(Place.IMPORT, ""))
        if self.none_found.button is not None:
            self.none_found.button.clicked.connect(self._widen)
        self.search.searched.connect(self.presenter.search)
        self.search.installEventFilter(self)
        self.filters.changed.connect(self.presenter.narrow)
        self.filters.tags_wanted.connect(self._tags)
        self.filters.imports_wanted.connect(self._imports)
        self.detail.edited.connect(self.presenter.edit)
        self.detail.same_wanted.connect(lambda: self._only(self.presenter.only_same))
        self.detail.batch_wanted.connect(lambda: self._only(self.presenter.only_batch))
        self.detail.tags_wanted.connect(self._tags)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._open)
        self.table.customContextMenuRequested.connect(self._menu)
        header = self.table.horizontalHeader()
        header.sectionClicked.connect(self._sort_by)
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self.hints_changed.emit())
        self.ctx.bus.changed.connect(self._on_changed)

    # ------------------------------------------------------------------ what the window asks
    def hints(self) -> Sequence[tuple[str, str]]:
        tr, words = self.ctx.words.tr, self.ctx.words
        return (
            ("/", tr("Search")),
            ("↑ ↓", tr("Choose")),
            (key_text("Return", words), tr("Open")),
            (key_text("Ctrl+Z", words), tr("Undo")),
        )

    def note(self) -> str:
        total = self.model.rowCount()
        if not total or (self._reading and self._alone):
            return ""
        first = max(0, self.table.rowAt(2))
        last = self.table.rowAt(self.table.viewport().height() - 20)
        last = total - 1 if last < 0 else last
        number = self.ctx.words.number
        return self.ctx.words.tr(
            "{first} to {last} of {total}", first=number(first + 1), last=number(last + 1), total=number(total)
        )

    def entered(self) -> None:
        if not self.search.hasFocus():
            self.table.setFocus()

    def find(self) -> None:
        """Go to the search field."""
        self._close_story()
        self.search.setFocus()
        self.search.selectAll()

    def open_story(self, story_id: str) -> None:
        """Show this story, whatever is filtered."""
        self._awaited = StoryId(story_id)
        self._widen()

    def _widen(self) -> None:
        self.search.clear()
        self.presenter.widen()
        self.filters.set_filter(self.presenter.filter)

    # ------------------------------------------------------------------ what the presenter says
    def show_rows(self, rows: Sequence[int], wanted: StoryFilter) -> None:
        """The answer to what was asked."""
        current = self.table.currentIndex().row()
        place, offset = max(0, current), self.table.verticalScrollBar().value()
        old = self.model.rows
        kept = {old[n] for n in self.table.chosen_places()} if 0 < self.table.chosen_count() <= MANY else set()
        number = old[current] if 0 <= current < len(old) else None
        fresh = not self._loaded
        self._loaded = True
        self.table.blockSignals(True)
        self.model.set_rows(rows)
        self._stack.setCurrentWidget(self._state())
        self.filters.set_filter(wanted)
        header = self.table.horizontalHeader()
        assert isinstance(header, StoryHeader)
        header.sorted_by = _SORTED.get(wanted.sort)
        header.viewport().update()
        sought = self._awaited is not None
        if self._awaited is not None:
            place = self._place_of_story(self._awaited)
            self._awaited = None
        elif number is not None and (found := self.model.place_of(number)) >= 0:
            place = found
            self.table.verticalScrollBar().setValue(offset)
        elif fresh:
            place = 0
        if len(rows):
            self.table.choose(min(max(place, 0), len(rows) - 1), center=sought)
            if number in kept and len(kept) > 1:
                self._choose_also(kept)
        self.table.blockSignals(False)
        self._chosen()
        self.hints_changed.emit()

    def _choose_also(self, numbers: set[int]) -> None:
        model = self.table.selectionModel()
        for number in numbers:
            place = self.model.place_of(number)
            if place >= 0:
                index = self.model.index(place, 0)
                model.select(index, model.SelectionFlag.Select | model.SelectionFlag.Rows)

    def _place_of_story(self, story_id: StoryId) -> int:
        for place in range(min(len(self.model.rows), MANY)):
            found = self.model.story_row(place)
            if found is not None and found.id == story_id:
                return place
        return 0

    def _state(self) -> QWidget:
        if len(self.model.rows):
            return self.table
        return self.empty if self._counts is not None and self._counts.stories == 0 else self.none_found

    def show_counts(self, counts: Counts) -> None:
        """The library in figures, under its title."""
        self._counts = counts
        words = self.ctx.words
        parts = [words.trn("{n} story", "{n} stories", counts.stories)]
        if counts.stories:
            parts.append(words.tr("{n} cleared for the wall", n=words.number(counts.cleared)))
            if counts.waiting:
                parts.append(words.trn("{n} waits", "{n} wait", counts.waiting))
            if counts.heard:
                parts.append(words.tr("{n} heard by colleagues", n=words.number(counts.heard)))
        self.header.set_words(words.tr("Library"), ", ".join(parts))

    def show_story(self, story: Story | None, uses: Sequence[StoryUse], same: int, chosen: int) -> None:
        """The pane: one story, or how many are chosen."""
        self.story_card.show_story(story, uses, same, chosen, self._pane_width())
        self._enable(story, several=chosen > 1)

    def _pane_width(self) -> int:
        return self.width() - 80 if self._alone else self.story_card.maximumWidth()

    def _enable(self, story: Story | None, *, several: bool) -> None:
        some = story is not None
        state = story.clearance if story is not None else None
        for action in (self.edit_act, self.meeting_act, self.open_act):
            action.setEnabled(some and not several)
        self.clear_act.setEnabled(some and (several or state is not Clearance.CLEARED))
        self.clear_act.setVisible(several or state is not Clearance.CLEARED)
        self.withdraw_act.setEnabled(some and not several and state is not Clearance.WAITING)
        self.withdraw_act.setVisible(not several and state is not Clearance.WAITING)
        self.never_act.setEnabled(some and (several or state is not Clearance.NEVER))
        self.never_act.setVisible(several or state is not Clearance.NEVER)
        self.delete_act.setEnabled(some)
        self.raw_act.setEnabled(story is not None and not several and bool(story.raw))
        self.edit_act.setVisible(not several)
        self.story_card.arrange(self._pane_width())

    def say(self, text: str, undo: bool) -> None:
        """A message, with or without a way back."""
        self.said.emit(text, SCOPE if undo else "")

    def ask_person(self, then: Callable[[str], None]) -> None:
        """Who clears."""
        with_person(self.ctx, self, then)

    # ------------------------------------------------------------------ what the person does
    @Slot()
    def _chosen(self) -> None:
        if self.table.signalsBlocked():
            return
        count = self.table.chosen_count()
        places = self.table.chosen_places()[:MANY] if count else []
        rows = [self.model.rows[place] for place in places]
        ids: list[StoryId] = []
        if count == 1:
            found = self.model.story_row(places[0])
            ids = [found.id] if found is not None else []
        else:
            for start in range(0, len(rows), 500):
                ids += [found.id for found in self.ctx.reader.story_rows(rows[start : start + 500])]
        current = self.model.story_row(self.table.currentIndex().row()) if count else None
        self.presenter.choose(ids, count, current.id if current is not None else (ids[0] if ids else None))

    def _open(self) -> None:
        """Enter: read the story; where list and story stand side by side, go into it."""
        if self.presenter.story is None:
            return
        if self._alone:
            self._reading = True
            self._arrange_columns()
        self._edit_focus()

    def _edit_focus(self) -> None:
        if self._alone:
            self.detail.setFocus()
        else:
            self._edit()

    def _close_story(self) -> None:
        if self._alone and self._reading:
            self._reading = False
            self._arrange_columns()
            self.table.setFocus()
        elif self.search.hasFocus():
            self.search.clear()
            self.table.setFocus()

    def _edit(self) -> None:
        from emptychair.ui.library.editor import open_editor

        if self.presenter.story is not None:
            open_editor(self.ctx, self.presenter.story, self, lambda text: self.say(text, True))

    def _into_meeting(self) -> None:
        from emptychair.ui.library.into_meeting import IntoMeetingDialog

        story = self.presenter.story
        if story is None:
            return
        dialog = IntoMeetingDialog(self.ctx, story, self.presenter.into_meeting, self)
        if not dialog.has_meetings:
            dialog.deleteLater()
            self.say(self.ctx.words.tr("There is no meeting to come: prepare one first."), False)
            return
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _only(self, ask: Callable[[], object]) -> None:
        """Other stories in the list, by something that the one shown has in common with them."""
        if self._alone and self._reading:
            self._close_story()
        self.search.clear()
        ask()
        self.filters.set_filter(self.presenter.filter)

    def _raw(self) -> None:
        self.detail.open_raw()

    def _tags(self) -> None:
        from emptychair.ui.library.tags import open_tags

        story = self.presenter.story
        open_tags(self.ctx, self, self.presenter.merge_tags, story.tags if story is not None else ())

    def _imports(self) -> None:
        from emptychair.ui.library.imports import open_imports

        def stories(batch_id: str) -> None:
            self._only(lambda: self.presenter.only_batch(batch_id))

        open_imports(self.ctx, self, stories=stories, said=lambda text: self.say(text, True))

    def _menu(self, at: QPoint) -> None:
        self._popup(self.table.viewport().mapToGlobal(at))

    def _popup(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("story-menu")
        menu.addActions([act for act in self.page_actions() if act.isVisible()])
        menu.insertSeparator(self.delete_act)
        menu.insertSeparator(self.raw_act)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _sort_by(self, section: int) -> None:
        sort = _BY_COLUMN.get(Column(section))
        if sort is not None:
            now = self.presenter.filter
            self.presenter.narrow(replace(now, sort="newest" if now.sort == sort else sort))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
                self.table.setFocus()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._close_story()
                return True
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------------ what changes
    @Slot(object)
    def _on_changed(self, done: Done) -> None:
        if done.change & Change.STORIES:
            self._again.start()
            self._facets.start()
        if done.change & (Change.LIVE | Change.DECISIONS):
            self.model.refresh()
        if done.change & (Change.STORIES | Change.LIVE | Change.DECISIONS):
            self.presenter.show()

    def retranslate(self) -> None:
        tr, words = self.ctx.words.tr, self.ctx.words
        self.header.title.setText(tr("Library"))
        if self._counts is not None:
            self.show_counts(self._counts)
        self.import_button.set_text(tr("Import"))
        self.import_button.set_key(key_text("Ctrl+I", words))
        self.heard_button.set_text(tr("Story heard"))
        self.heard_button.set_key(key_text("Ctrl+H", words))
        self.search.set_placeholder(tr("Search words, customers, tags"))
        self.open_act.setText(tr("Open"))
        self.edit_act.setText(tr("Edit"))
        self.meeting_act.setText(tr("Into a meeting"))
        self.clear_act.setText(tr("Clear"))
        self.never_act.setText(tr("Never show"))
        self.withdraw_act.setText(tr("Withdraw clearance"))
        self.delete_act.setText(tr("Delete"))
        self.back_act.setText(tr("Back to the list"))
        self.raw_act.setText(tr("As it came in"))
        self.tags_act.setText(tr("Rename and merge tags"))
        self.imports_act.setText(tr("Imports"))
        self.story_card.more_button.set_text(tr("More"))
        self.table.setAccessibleName(tr("Stories"))
        self.empty.set_words(
            tr("No stories yet"), tr("Import a table of stories, or note down the first one that you heard.")
        )
        self.none_found.set_words(tr("No story matches"), tr("Try other words, or take away a filter."))
        self.story_card.nothing.set_words(tr("No story chosen"), "")
        self.loading.set_words(tr("Looking …"))
        if self.empty.button is not None:
            self.empty.button.set_text(tr("Import stories"))
        if self.none_found.button is not None:
            self.none_found.button.set_text(tr("Show all stories"))
        self.model.retranslate()
        self.filters.retranslate()
        self.table.arrange()
        self.presenter.show()

    def arrange(self, tight: bool) -> None:
        self.header.set_tight(tight)
        side = Space.CONSOLE if tight else Space.WINDOW
        self._body.setContentsMargins(side, 0 if tight else 8, side, 12 if tight else 24)
        self._body.setSpacing(Space.CARD if tight else Space.COLUMN)
        self._list_box.setSpacing(12 if tight else 16)
        self.table.set_tight(tight)
        self._arrange_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        alone = self.width() < ONE_COLUMN
        if alone != self._alone:
            self._alone = alone
            self._reading = False
        self._arrange_columns()
        self.hints_changed.emit()

    def minimumSizeHint(self) -> QSize:
        return QSize(560, 360)

    def _arrange_columns(self) -> None:
        if self._alone:
            self.story_card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            self.story_card.setMinimumWidth(0)
            self.story_card.setMaximumWidth(16_777_215)
        else:
            room = self.width()
            pane = PANE if room > 1500 else max(PANE_TIGHT, round(room * 0.38))
            self.story_card.setFixedWidth(min(PANE, pane))
        list_width = self.width() if self._alone else self.width() - self.story_card.maximumWidth()
        self.filters.set_narrow(list_width < 860)
        self.story_card.arrange(self._pane_width())
        self.list_side.setVisible(not (self._alone and self._reading))
        self.story_card.setVisible(not self._alone or self._reading)
        self.back_act.setVisible(self._alone and self._reading)
        self._body.setStretch(1, 1 if self._alone else 0)
