"""All meetings: what is to come first, then what was held, the latest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from emptychair.app import commands as c
from emptychair.app.ports import MeetingRow as Row
from emptychair.domain.change import Change, Done
from emptychair.domain.ids import MeetingId
from emptychair.domain.meeting import MeetingState
from emptychair.ui.context import UiContext
from emptychair.ui.shell.page import Page, PageHeader, Place, plain_button
from emptychair.ui.start.meeting_line import Next, meeting_line
from emptychair.ui.start.meeting_row import MeetingRow, place_of, place_of_words
from emptychair.ui.theme import SEMIBOLD
from emptychair.ui.tokens import Px, Space
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.empty import EmptyState
from emptychair.ui.widgets.keys import key_text
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import Card, Scroll, row
from emptychair.ui.widgets.search import SearchField

_CARES = Change.MEETINGS | Change.ITEMS | Change.DECISIONS | Change.LIVE
STEP = 40  # rows made at once: widgets cost a millisecond each


class MeetingsPage(Page):
    """Arrows choose, Enter does what comes next, Del deletes; undo brings it back."""

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        self._limit = STEP
        self._stale = True
        self.rows: list[MeetingRow] = []
        self.new_button = plain_button(Button(kind="primary", icon="plus"))
        self.header = PageHeader(self.new_button)
        self.field = SearchField()
        self.field.setMinimumWidth(300)
        self.field.setMaximumWidth(520)
        self.ahead, self.past = Card(0, 0), Card(0, 0)
        self._ahead_title, self._past_title = Label("", Px.BODY, SEMIBOLD), Label("", Px.BODY, SEMIBOLD)
        self.more_button = Button(kind="text", icon="chevron-down")
        self.first_button = Button(kind="primary", icon="plus")
        self.empty = EmptyState(button=self.first_button, chair=220)
        self._nothing = Label("", Px.BODY, tone="ink2")
        self._make_actions()
        self._lay_out()
        self._connect()
        self.retranslate()

    def _make_actions(self) -> None:
        act = self.act
        self.up = act("", "Up", lambda: self._step(-1))
        self.down = act("", "Down", lambda: self._step(1))
        for action in (self.up, self.down):
            action.setAutoRepeat(True)
        self.do_next = act("", "Return", self._do_next)
        self.prepare = act("", "P", lambda: self._go(Place.PREPARE))
        self.minutes = act("", "M", lambda: self._go(Place.SUMMARY))
        self.delete = act("", "Del", self._delete)

    def _lay_out(self) -> None:
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setSpacing(12)
        search = row()
        search.addWidget(self.field, 3)
        search.addStretch(2)
        self._box.addLayout(search)
        self._box.setStretch(0, 0)
        for part in (self._ahead_title, self.ahead, self._past_title, self.past, self._nothing):
            self._box.addWidget(part)
        self._box.addLayout(row(self.more_button, None))
        self._box.addStretch(1)
        self._scroll = Scroll(inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.header)
        box.addWidget(self._scroll, 1)
        box.addWidget(self.empty, 1)
        self.arrange(False)

    def _connect(self) -> None:
        self.new_button.clicked.connect(lambda: self.asked.emit(Place.NEW_MEETING, ""))
        self.first_button.clicked.connect(lambda: self.asked.emit(Place.NEW_MEETING, ""))
        self.more_button.clicked.connect(self._show_more)
        self.field.searched.connect(lambda _: self.refresh())
        self.ctx.bus.changed.connect(self._on_changed)

    # ------------------------------------------------------------------ reading
    @Slot(object)
    def _on_changed(self, done: Done) -> None:
        if done.change & _CARES:
            self._stale = True
            if self.isVisible():
                self.refresh()

    def entered(self) -> None:
        if self._stale:
            self.refresh()
        if self.rows and not any(line.words.hasFocus() for line in self.rows):
            self.rows[0].words.setFocus()

    def find(self) -> None:
        """Go to the search field."""
        self.field.setFocus()

    def refresh(self) -> None:
        """Read and show."""
        self._stale = False
        all_rows = self.ctx.reader.meetings()
        wanted = self.field.text().casefold().split()
        rows = [one for one in all_rows if all(word in _searched(one) for word in wanted)]
        ahead = [one for one in rows if one.meeting.state is not MeetingState.ENDED]
        ahead.sort(key=_order)
        past = [one for one in rows if one.meeting.state is MeetingState.ENDED]
        shown = past[: max(0, self._limit - len(ahead))]
        here = self._here()
        at = self.rows.index(here) if here is not None else -1
        kept = here.line.meeting_id if here is not None else ""
        for old in self.rows:
            old.setParent(None)
            old.deleteLater()
        self.rows = []
        self._fill(self.ahead, ahead[: self._limit])
        self._fill(self.past, shown)
        self.empty.setVisible(not all_rows)
        self.new_button.setVisible(bool(all_rows))
        self._scroll.setVisible(bool(all_rows))
        self.field.setVisible(len(all_rows) > 6 or bool(wanted))
        for title, card, listed in ((self._ahead_title, self.ahead, ahead), (self._past_title, self.past, past)):
            title.setVisible(bool(listed))
            card.setVisible(bool(listed))
        self._nothing.setVisible(bool(all_rows) and not rows)
        self.more_button.setVisible(len(ahead) + len(past) > len(self.rows))
        trn = self.words.trn
        held = sum(1 for one in all_rows if one.meeting.state is MeetingState.ENDED and not one.meeting.rehearsal)
        said = trn("{n} meeting held", "{n} meetings held", held) if all_rows else ""
        self.header.set_words(self.words.tr("Meetings"), said)
        if here is not None and self.rows:
            same = next((line for line in self.rows if line.line.meeting_id == kept), None)
            (same or self.rows[min(at, len(self.rows) - 1)]).words.setFocus()

    def _fill(self, card: Card, rows: Sequence[Row]) -> None:
        now = self.ctx.service.now_ms()
        for number, one in enumerate(rows):
            line = meeting_line(one, now, self.words, dated=True)
            made = MeetingRow(line, last=number == len(rows) - 1, tight=True)
            made.opened.connect(lambda _, line=line: self.asked.emit(place_of_words(line), line.meeting_id))
            made.asked.connect(lambda doing, meeting_id: self.asked.emit(place_of(Next(doing)), meeting_id))
            self.rows.append(made)
            card.box.addWidget(made)

    def _show_more(self) -> None:
        self._limit += STEP
        self.refresh()

    # ------------------------------------------------------------------ acts
    def _here(self) -> MeetingRow | None:
        return next((line for line in self.rows if line.words.hasFocus() or line.button.hasFocus()), None)

    def _step(self, by: int) -> None:
        if not self.rows:
            return
        here = self._here()
        index = self.rows.index(here) + by if here is not None else 0
        line = self.rows[max(0, min(index, len(self.rows) - 1))]
        line.words.setFocus()
        self._scroll.ensureWidgetVisible(line, 0, 24)

    def _do_next(self) -> None:
        here = self._here()
        if here is not None:
            (here.button if here.button.hasFocus() else here.words).click()

    def _go(self, place: Place) -> None:
        here = self._here()
        if here is not None:
            self.asked.emit(place, here.line.meeting_id)

    def _delete(self) -> None:
        here = self._here()
        if here is None:
            return
        title = here.line.title
        said = lambda _: self.said.emit(self.words.tr("“{title}” is deleted.", title=title), "library")  # noqa: E731
        self.ctx.bus.act(c.DeleteMeeting(MeetingId(here.line.meeting_id)), source="meetings", done=said)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The acts of the meeting under the mouse."""
        line = next((one for one in self.rows if one.rect().contains(one.mapFromGlobal(event.globalPos()))), None)
        if line is None:
            return
        line.words.setFocus()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.do_next, self.prepare, self.minutes, self.delete])
        menu.popup(event.globalPos())

    # ------------------------------------------------------------------ words and sizes
    def page_actions(self) -> Sequence[QAction]:
        return (self.do_next, self.prepare, self.minutes, self.delete, self.up, self.down)

    def hints(self) -> Sequence[tuple[str, str]]:
        words = self.words
        return (
            ("↑ ↓", words.tr("Choose")),
            (key_text("Return", words), words.tr("Open it")),
            ("P", self.prepare.text()),
            ("M", self.minutes.text()),
            (key_text("Del", words), self.delete.text()),
            (key_text("Ctrl+Z", words), words.tr("Undo")),
        )

    def retranslate(self) -> None:
        tr = self.words.tr
        for action, text in (
            (self.up, tr("The meeting above")),
            (self.down, tr("The meeting below")),
            (self.do_next, tr("Open the meeting")),
            (self.prepare, tr("Preparation")),
            (self.minutes, tr("The minutes")),
            (self.delete, tr("Delete")),
        ):
            action.setText(text)
        self.new_button.set_text(tr("New meeting"))
        self.new_button.set_key(key_text("Ctrl+N", self.words))
        self.field.set_placeholder(tr("Search titles and places"))
        self.field.set_key("/")
        self._ahead_title.setText(tr("To come"))
        self._past_title.setText(tr("Held"))
        self._nothing.setText(tr("No meeting has these words in its title or place."))
        self.more_button.set_text(tr("Show more"))
        self.empty.set_words(
            tr("There are no meetings yet."), tr("Paste an agenda: each item gets one fitting story, or none.")
        )
        self.first_button.set_text(tr("New meeting"))
        self.first_button.set_key(key_text("Ctrl+N", self.words))
        self.refresh()

    def arrange(self, tight: bool) -> None:
        self.header.set_tight(tight)
        margin = Space.CONSOLE if tight else Space.WINDOW
        self._box.setContentsMargins(margin, 4 if tight else 8, margin, Space.CARD)


def _searched(one: Row) -> str:
    return f"{one.meeting.title} {one.meeting.place}".casefold()


def _order(one: Row) -> tuple[bool, bool, int]:
    """What runs, then what has a date in its order, then what has none, the latest first."""
    meeting = one.meeting
    at = meeting.starts_at
    return meeting.state is not MeetingState.LIVE, at is None, at if at is not None else -meeting.created_at
