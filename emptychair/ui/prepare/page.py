"""The page of one meeting's preparation. The agenda is the page: a row is an item, one of them is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from emptychair.domain.change import Done
from emptychair.domain.frame import StageFrame
from emptychair.domain.ids import ItemId, MeetingId, StoryId
from emptychair.ui.context import UiContext
from emptychair.ui.prepare.editor import ItemEditor
from emptychair.ui.prepare.open_item import OpenItem
from emptychair.ui.prepare.presenter import PreparePresenter
from emptychair.ui.prepare.reorder import Reorder
from emptychair.ui.prepare.rows import ItemRow
from emptychair.ui.prepare.side import OverviewCard, TodoCard, WallCard, item_minutes, side_column
from emptychair.ui.prepare.state import PrepareState, Todo
from emptychair.ui.shell.page import Page, PageHeader, Place, plain_button
from emptychair.ui.stage import Fit, StageLook, fits, look_for_distance
from emptychair.ui.tokens import Space
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.empty import EmptyState
from emptychair.ui.widgets.keys import key_text
from emptychair.ui.widgets.labels import plain_tip
from emptychair.ui.widgets.layouts import Card, Scroll, row

if TYPE_CHECKING:
    from emptychair.ui.prepare.search import StorySearch

_TWO_COLUMNS = 1000
_CRAMPED = 960


class PreparePage(Page):
    """`open_meeting(id)` shows a meeting; everything else comes from the presenter."""

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        self.presenter = PreparePresenter(ctx, self)
        self._fits: dict[tuple[StageFrame, StageLook], Fit] = {}
        self._look = self._room()
        self._cramped = False
        self._make_actions()
        self._build()
        ctx.bus.changed.connect(self._on_changed)
        self.retranslate()

    # ------------------------------------------------------------------ building
    def _make_actions(self) -> None:
        do = self.presenter
        act = self.act
        self.acts: dict[str, QAction] = {
            "start": act("", "F5", lambda: self._start(Place.CONSOLE)),
            "rehearse": act("", "Shift+F5", lambda: self._start(Place.REHEARSAL)),
            "swap": act("", "S", do.swap),
            "pin": act("", "P", do.pin),
            "none": act("", "0", do.none),
            "first": act("", "1", lambda: do.alternate(0)),
            "second": act("", "2", lambda: do.alternate(1)),
            "find": act("", "", self.find),  # the window's key for searching leads here
            "again": act("", "M", do.match_all),
            "note": act("", "N", self.write_note),
            "up": act("", "Up", lambda: self._step(-1)),
            "down": act("", "Down", lambda: self._step(1)),
            "move_up": act("", "Alt+Up", lambda: self._move(-1)),
            "move_down": act("", "Alt+Down", lambda: self._move(1)),
            "edit": act("", "E", self.edit_item),
            "add": act("", "A", self.add_item),
            "split": act("", "X", self.split_item),
            "remove": act("", "Del", do.remove),
            "meeting": act("", "Ctrl+E", self.edit_meeting),
        }
        for name in ("up", "down", "move_up", "move_down"):
            self.acts[name].setAutoRepeat(True)
        self.acts["edit"].setShortcuts([QKeySequence("E"), QKeySequence("F2")])

    def _build(self) -> None:
        words = self.words
        self.meeting_button = plain_button(Button(icon="pencil"))
        self.rehearse_button = plain_button(Button.of(self.acts["rehearse"], words, icon="rotate-ccw", show_key=False))
        self.start_button = plain_button(Button.of(self.acts["start"], words, kind="primary", icon="play"))
        self.header = PageHeader(self.meeting_button, self.rehearse_button, self.start_button)
        self.rows: list[ItemRow] = []
        self.open_item = OpenItem(words, self.acts)
        self.editor = ItemEditor(words)
        self.editor.hide()
        self.add_button = Button.of(self.acts["add"], words, kind="text", icon="plus")
        self.first_button = Button(kind="primary", icon="plus")
        self.empty = EmptyState(button=self.first_button, chair=160)
        self._list = QWidget()
        self._agenda = QVBoxLayout(self._list)
        self._agenda.setContentsMargins(0, 0, 0, 0)
        self._agenda.setSpacing(8)
        self._agenda.addWidget(self.open_item)
        self._agenda.addWidget(self.editor)
        self._empty_card = Card(0, 0)
        self._empty_card.box.addWidget(self.empty)
        self._agenda.addWidget(self._empty_card)
        self._agenda.addLayout(row(self.add_button, None))
        self._agenda.addStretch(1)
        self.wall_card = WallCard(words, self._look)
        self.overview, self.todo = OverviewCard(words), TodoCard(words)
        self.side = side_column(self.wall_card, self.overview, self.todo)
        inner = QWidget()
        self._body = QHBoxLayout(inner)
        self._body.addWidget(self._list, 1)
        self._body.addWidget(self.side, 0, Qt.AlignmentFlag.AlignTop)
        self.area = Scroll(inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.header)
        box.addWidget(self.area, 1)
        self.reorder = Reorder(self._list, self._in_order, self.area)
        self.reorder.add(self.open_item.grip, self.open_item)
        self.search: StorySearch | None = None
        self._connect()
        self.arrange(False)

    def _connect(self) -> None:
        do = self.presenter
        self.meeting_button.clicked.connect(self.edit_meeting)
        self.open_item.alternate.connect(do.alternate)
        self.open_item.clear_asked.connect(self._clear_story)
        self.open_item.note.written.connect(do.note)
        self.open_item.note.done.connect(do.flush_note)
        self.editor.saved.connect(self._saved)
        self.editor.split.connect(self._split)
        self.editor.left.connect(self._leave_editor)
        self.first_button.clicked.connect(self.add_item)
        self.overview.match_again.connect(do.match_all)
        self.todo.opened.connect(self._open_todo)
        self.reorder.moved.connect(do.move_to)

    def _in_order(self) -> list[QWidget]:
        """The rows from the top, the open item in its place."""
        state = self.presenter.state
        return [
            self.open_item if state is not None and n == state.open else row_
            for n, row_ in enumerate(self.rows[: len(state.lines) if state else 0])
        ]

    # ------------------------------------------------------------------ what the window asks
    def open_meeting(self, meeting_id: str) -> None:
        """Show the preparation of this meeting."""
        self._close_editor()
        self._look = self._room()
        self.wall_card.picture.set_look(self._look)
        self.presenter.open(MeetingId(meeting_id))

    def entered(self) -> None:
        self.open_item.setFocus()

    def left(self) -> None:
        self.presenter.flush_note()

    def undo_scope(self) -> str:
        return self.presenter.meeting_id or super().undo_scope()

    def page_actions(self) -> Sequence[QAction]:
        # Searching is the window's act; here it leads to this page's search.
        return [action for name, action in self.acts.items() if name != "find"]

    def hints(self) -> Sequence[tuple[str, str]]:
        words, tr = self.words, self.words.tr
        return (
            ("↑ ↓", tr("Item")),
            ("A", tr("Add an item")),
            ("Alt+↑ ↓", tr("Move it")),
            ("X", tr("Split it")),
            (key_text("Del", words), tr("Remove it")),
            (key_text("Ctrl+Z", words), tr("Undo")),
        )

    def note(self) -> str:
        state = self.presenter.state
        return self.words.tr("Every change is saved at once") if state is not None else ""

    # ------------------------------------------------------------------ the presenter's view
    def fit(self, frame: StageFrame) -> Fit:
        """Whether a picture fits the wall, remembered: laying out costs more than asking."""
        key = (frame, self._look)
        if key not in self._fits:
            if len(self._fits) > 200:
                self._fits.clear()
            self._fits[key] = fits(frame, self._look)
        return self._fits[key]

    def tell(self, text: str, *, undo: bool) -> None:
        self.said.emit(text, self.presenter.meeting_id if undo else "")

    def gone(self) -> None:
        if self.isVisible():
            self.asked.emit(Place.MEETINGS, "")

    def show_state(self, state: PrepareState) -> None:
        """Draw everything that the presenter says."""
        self.header.set_words(state.title, state.sentence)
        self._show_lines(state)
        data = self.presenter.data
        self.wall_card.show_state(state)
        if data is not None:
            self.overview.show_state(state, item_minutes(data))
        self.todo.show_state(state)
        detail = state.detail
        self.acts["swap"].setEnabled(detail is not None and bool(detail.alternates))
        self.acts["pin"].setEnabled(detail is not None and detail.can_pin)
        self.acts["pin"].setText(self._pin_words(pinned=bool(detail and detail.pinned)))
        self.acts["none"].setEnabled(detail is not None and detail.story_id is not None)
        for number, name in enumerate(("first", "second")):
            self.acts[name].setEnabled(detail is not None and number < len(detail.alternates))
        for name in ("find", "note", "edit", "split", "remove"):
            self.acts[name].setEnabled(detail is not None)
        for name in ("up", "down", "move_up", "move_down"):
            # While an item is edited the arrows belong to its fields.
            self.acts[name].setEnabled(detail is not None and self.editor.isHidden())
        self.acts["start"].setText(self._start_words(started=state.started))
        self.rehearse_button.setVisible(not state.started and not self._cramped)
        self.acts["rehearse"].setEnabled(not state.started)

    def _show_lines(self, state: PrepareState) -> None:
        had_focus = self.open_item.hasFocus() or any(row_.hasFocus() for row_ in self.rows)
        while len(self.rows) < len(state.lines):
            made = ItemRow()
            made.chosen.connect(self._choose)
            made.stepped.connect(self._step)
            self.reorder.add(made, made)
            self._agenda.insertWidget(len(self.rows), made)
            self.rows.append(made)
        for number, row_ in enumerate(self.rows):
            here = number < len(state.lines)
            if here:
                row_.show_line(state.lines[number])
            row_.setVisible(here and number != state.open)
        editing = self.editor.isVisible() and self.editor.mode != "add"
        self.open_item.setVisible(state.detail is not None and not editing)
        if state.detail is not None:
            self.open_item.show_detail(state.detail)
            self._put_after(self.open_item, state.open)
            if self.editor.isVisible():
                self._put_after(self.editor, state.open, after=self.open_item)
        self._empty_card.setVisible(not state.lines and not self.editor.isVisible())
        self.add_button.setVisible(bool(state.lines))
        if had_focus and state.detail is not None and not self.editor.isVisible():
            self.open_item.setFocus()

    def _put_after(self, widget: QWidget, number: int, *, after: QWidget | None = None) -> None:
        """Let `widget` stand where the row of that number stands."""
        anchor = after or self.rows[number]
        wanted = self._agenda.indexOf(anchor) + 1
        if self._agenda.indexOf(widget) != wanted:
            self._agenda.removeWidget(widget)
            self._agenda.insertWidget(self._agenda.indexOf(anchor) + 1, widget)

    # ------------------------------------------------------------------ acts of the page itself
    @Slot(object)
    def _on_changed(self, done: Done) -> None:
        self.presenter.noticed(done)

    def _choose(self, item_id: ItemId) -> None:
        self._close_editor()
        self.presenter.select(item_id)
        self.open_item.setFocus()
        self._in_sight()

    def _step(self, by: int) -> None:
        self._close_editor()
        self.presenter.step(by)
        self.open_item.setFocus()
        self._in_sight()

    def _move(self, by: int) -> None:
        self.presenter.move(by)
        self._in_sight()

    def _in_sight(self) -> None:
        # After the layout has settled: the open item is taller than the row it replaces.
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.open_item, 0, 24))

    def write_note(self) -> None:
        """Go to the private note of the open item."""
        self.open_item.note.setFocus()

    def edit_item(self) -> None:
        """Title, minutes and owner of the open item."""
        detail = self.presenter.state.detail if self.presenter.state else None
        if detail is not None:
            self._open_editor(lambda: self.editor.edit(detail.line.title, detail.minutes, detail.owner))

    def add_item(self) -> None:
        """A new item after the open one."""
        self._open_editor(self.editor.add)

    def split_item(self) -> None:
        """One item becomes several."""
        detail = self.presenter.state.detail if self.presenter.state else None
        if detail is not None:
            self._open_editor(lambda: self.editor.part(detail.line.title))

    def _open_editor(self, begin) -> None:  # type: ignore[no-untyped-def]
        state = self.presenter.state
        if state is None:
            return
        begin()
        for name in ("up", "down", "move_up", "move_down"):
            self.acts[name].setEnabled(False)  # the arrows belong to the fields
        if state.detail is not None:
            self._put_after(self.editor, state.open, after=self.open_item)
        self.open_item.setVisible(state.detail is not None and self.editor.mode == "add")
        self._empty_card.hide()
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.editor, 0, 24))

    def _saved(self, title: str, minutes: int | None, owner: str) -> None:
        do = self.presenter
        add = self.editor.mode == "add"
        if not title.strip():
            self.tell(self.words.tr("An item needs a title: type one."), undo=False)
            return
        if do.add(title, minutes, owner) if add else do.here and do.edit(do.here, title, minutes, owner):
            self._leave_editor()

    def _split(self, titles: tuple[str, ...]) -> None:
        if self.presenter.split(titles):
            self._leave_editor()

    def _leave_editor(self) -> None:
        self._close_editor()
        self.open_item.setFocus()
        self._in_sight()

    def _close_editor(self) -> None:
        if not self.editor.isHidden():
            self.editor.hide()
            if self.presenter.state is not None:
                self.show_state(self.presenter.state)

    def edit_meeting(self) -> None:
        """Title, time and place."""
        from emptychair.ui.prepare.meeting_dialog import MeetingDialog

        data = self.presenter.data
        if data is None:
            return
        dialog = MeetingDialog(self.ctx, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(lambda f: self.presenter.edit_meeting(f.title, f.place, f.language, f.starts_at))
        dialog.edit(data.meeting)

    def find(self) -> None:
        """Own search for a story for the open item."""
        from emptychair.ui.prepare.search import StorySearch

        detail = self.presenter.state.detail if self.presenter.state else None
        data = self.presenter.data
        if detail is None or data is None:
            return
        if self.search is None:
            self.search = StorySearch(self.ctx, self)
            self.search.chosen.connect(self._found)
        self.search.open_for(self.open_item.find_button, detail.line.title, data.meeting.language)

    def _found(self, story_id: str, cleared: bool) -> None:
        self.presenter.choose(StoryId(story_id), found=True)
        self.open_item.setFocus()
        if not cleared:
            self.asked.emit(Place.CLEARANCE, story_id)

    def _clear_story(self) -> None:
        detail = self.presenter.state.detail if self.presenter.state else None
        if detail is not None and detail.story_id:
            self.asked.emit(Place.CLEARANCE, detail.story_id)

    def _open_todo(self, todo: Todo) -> None:
        if todo.item_id is not None:
            self._choose(todo.item_id)

    def _start(self, place: Place) -> None:
        self.presenter.flush_note()
        if self.presenter.data is not None:
            self.asked.emit(place, self.presenter.meeting_id)

    # ------------------------------------------------------------------ words and sizes
    def _room(self) -> StageLook:
        settings = self.ctx.settings
        return look_for_distance(settings.room_heights, dark=settings.stage_theme == "dark")

    def _pin_words(self, *, pinned: bool) -> str:
        return self.words.tr("Let go") if pinned else self.words.tr("Pin")

    def _start_words(self, *, started: bool) -> str:
        return self.words.tr("Open the console") if started else self.words.tr("Start the meeting")

    def retranslate(self) -> None:
        tr = self.words.tr
        for name, text in (
            ("rehearse", tr("Rehearse")),
            ("swap", tr("Swap")),
            ("none", tr("No story")),
            ("first", tr("Take the first alternate")),
            ("second", tr("Take the second alternate")),
            ("find", tr("Search")),
            ("again", tr("Look for stories again")),
            ("note", tr("Write a private note")),
            ("up", tr("The item above")),
            ("down", tr("The item below")),
            ("move_up", tr("Move the item up")),
            ("move_down", tr("Move the item down")),
            ("edit", tr("Edit")),
            ("add", tr("Add an item")),
            ("split", tr("Split the item")),
            ("remove", tr("Remove the item")),
            ("meeting", tr("Time and place")),
        ):
            self.acts[name].setText(text)
        self.acts["start"].setText(self._start_words(started=False))
        self.acts["pin"].setText(self._pin_words(pinned=False))
        self.empty.set_words(
            tr("This agenda has no items yet."), tr("Add the first one; each gets a fitting story, or none.")
        )
        self.first_button.set_text(tr("Add an item"))
        self._name_meeting_button()
        if self.presenter.meeting_id:
            self.presenter.refresh()

    def _name_meeting_button(self) -> None:
        """Its icon alone where the title needs the room; the name is then in the tool tip."""
        text = self.acts["meeting"].text()
        self.meeting_button.set_text("" if self._cramped else text)
        self.meeting_button.set_key("" if self.tight else key_text("Ctrl+E", self.words))
        self.meeting_button.setAccessibleName(text)
        self.meeting_button.setToolTip(plain_tip(text) if self._cramped else "")

    def arrange(self, tight: bool) -> None:
        self.header.set_tight(tight)
        margin = Space.CONSOLE if tight else Space.WINDOW
        self._body.setContentsMargins(margin, 4 if tight else 8, margin, Space.CARD)
        self._body.setSpacing(Space.CARD if tight else Space.COLUMN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        two = self.width() >= _TWO_COLUMNS
        way = QHBoxLayout.Direction
        self._body.setDirection(way.LeftToRight if two else way.TopToBottom)
        if two:
            self.side.setFixedWidth(320 if self.width() >= 1300 else 272)
        else:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(560)
        state = self.presenter.state
        self._cramped = self.width() < _CRAMPED
        self.rehearse_button.setVisible(not self._cramped and (state is None or not state.started))
        self._name_meeting_button()
