"""The first page. It reads once when it comes to the front and after acts that concern it; half a minute is its beat.

What is asked for first stands first: header and meetings are in the first picture that is painted, the story of the day
and the cards at its side a moment later, the welcome only in an empty workspace.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from emptychair.app.commands import ChooseStory
from emptychair.domain.change import Change, Done
from emptychair.domain.ids import ItemId, StoryId
from emptychair.ui.context import UiContext
from emptychair.ui.shell.page import Page, PageHeader, Place, plain_button
from emptychair.ui.start.cards import DueCard, FirstSteps, HeardCard, WaitingCard
from emptychair.ui.start.compose import StartState, compose
from emptychair.ui.start.meeting_line import Next
from emptychair.ui.start.meeting_row import MeetingRow, place_of, place_of_words
from emptychair.ui.start.story_card import DayStoryCard
from emptychair.ui.start.welcome import Welcome
from emptychair.ui.theme import SEMIBOLD
from emptychair.ui.tokens import Px, Space
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.keys import key_text
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import Card, Scroll, column

_CARES = Change.STORIES | Change.MEETINGS | Change.DECISIONS | Change.LIVE | Change.ITEMS
_TWO_COLUMNS = 900


class Rest:
    """The story of the day, and the cards at the side."""

    def __init__(self, ctx: UiContext) -> None:
        self.story = DayStoryCard(ctx)
        self.waiting, self.due, self.heard = WaitingCard(ctx), DueCard(ctx), HeardCard(ctx)
        self.steps = FirstSteps(ctx)
        self.side: tuple[Card, ...] = (self.waiting, self.due, self.heard, self.steps)

    def show_state(self, state: StartState) -> None:
        """Fill all of them."""
        self.story.set_story(state.story)
        for card in (self.waiting, self.due, self.heard):
            card.set_state(state)
        self.steps.setVisible(not state.bars)


class StartPage(Page):
    """The day's meetings, the story of the day, and what waits."""

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        self.state: StartState | None = None
        self._stale = True
        self.heard_button = plain_button(Button(icon="ear"))
        self.new_button = plain_button(Button(icon="plus"))
        self.header = PageHeader(self.heard_button, self.new_button)
        self._welcome: Welcome | None = None
        self._rest: Rest | None = None
        self.rows: list[MeetingRow] = []
        self._meetings = Card(0, 0)
        self._no_meeting = Label("", Px.MEETING, SEMIBOLD)
        self._no_meeting_sub = Label("", Px.BODY, tone="ink2", wrap=True)
        self._none = QWidget()
        self._none.setLayout(column(self._no_meeting, self._no_meeting_sub, spacing=4, margins=(24, 22, 24, 22)))
        self._lay_out()
        self._connect()
        self._beat = QTimer(self)
        self._beat.setInterval(30_000)
        self._beat.timeout.connect(self._on_beat)
        self.retranslate()

    def _lay_out(self) -> None:
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._left.setSpacing(Space.CARD)
        self._right.setSpacing(Space.CARD)
        self._left.addWidget(self._meetings)
        self._left.addStretch(1)
        self._side = QWidget()
        self._side.setLayout(self._right)
        self._right.setContentsMargins(0, 0, 0, 0)
        inner = QWidget()
        self._body = QHBoxLayout(inner)
        self._body.setSpacing(Space.COLUMN)
        self._body.addLayout(self._left, 1)
        self._body.addWidget(self._side)
        self._scroll = Scroll(inner)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self.header)
        self._box.addWidget(self._scroll, 1)
        self.arrange(False)

    def _connect(self) -> None:
        self.heard_button.clicked.connect(lambda: self.asked.emit(Place.CAPTURE, ""))
        self.new_button.clicked.connect(lambda: self.asked.emit(Place.NEW_MEETING, ""))
        self.open_first = self.act("", "Return", self.do_first)
        self.open_first.setShortcuts([QKeySequence("Return"), QKeySequence("Enter")])
        self.ctx.bus.changed.connect(self._on_changed)

    # ------------------------------------------------------------------ what comes a moment later
    @property
    def welcome(self) -> Welcome:
        """What an empty workspace shows; made when it is needed."""
        if self._welcome is None:
            self._welcome = Welcome(self.ctx)
            self._box.addWidget(self._welcome, 1)
            self._welcome.asked.connect(self.asked)
            self._welcome.demo.connect(self._load_demo)
        return self._welcome

    @property
    def rest(self) -> Rest:
        """The story of the day and the cards at the side; made after the first picture was painted, or when needed."""
        if self._rest is None:
            rest = self._rest = Rest(self.ctx)
            self._left.insertWidget(1, rest.story)
            for card in rest.side:
                self._right.addWidget(card)
            self._right.addStretch(1)
            rest.story.take.connect(self._take_story)
            rest.story.read.connect(lambda story_id: self.asked.emit(Place.LIBRARY, story_id))
            rest.waiting.clear.connect(lambda story_id: self.asked.emit(Place.CLEARANCE, story_id))
            rest.due.opened.connect(lambda meeting_id: self.asked.emit(Place.SUMMARY, meeting_id))
            rest.steps.help_button.clicked.connect(lambda: self.asked.emit(Place.HELP, "start"))
            self._fill(rest)
            if self.state is not None:
                rest.show_state(self.state)
        return self._rest

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._rest is None:
            QTimer.singleShot(0, self, lambda: self.rest)

    # ------------------------------------------------------------------ reading
    @Slot(object)
    def _on_changed(self, done: Done) -> None:
        if not done.change & _CARES:
            return
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _on_beat(self) -> None:
        if self.isVisible():
            self.refresh()

    def entered(self) -> None:
        if self._stale:
            self.refresh()
        self._beat.start()
        self.setFocus()

    def left(self) -> None:
        self._beat.stop()

    def refresh(self) -> None:
        """Read and show."""
        service = self.ctx.service
        state = compose(self.ctx.reader, self.words, service.now_ms(), service.zone)
        self._stale = False
        if state == self.state:
            return
        self.state = state
        empty = state.counts.stories == 0 and not state.meetings
        if empty or self._welcome is not None:
            self.welcome.setVisible(empty)
        self._scroll.setVisible(not empty)
        for button in (self.heard_button, self.new_button):
            button.setVisible(not empty)
        self.header.set_words(
            self.words.tr("Welcome") if empty else state.title,
            self.words.tr("This workspace is empty. Four ways to begin:") if empty else state.sentence,
        )
        self._show_meetings(state)
        if self._rest is not None:
            self._rest.show_state(state)
        self.open_first.setEnabled(state.first >= 0)
        self.hints_changed.emit()

    def _show_meetings(self, state: StartState) -> None:
        focused = next((row.line.meeting_id for row in self.rows if row.isAncestorOf(self.focusWidget() or self)), "")
        for old in self.rows:
            old.setParent(None)
            old.deleteLater()
        self.rows = []
        self._none.setParent(None)
        if not state.meetings:
            self._meetings.box.addWidget(self._none)
        last = len(state.meetings) - 1
        for number, line in enumerate(state.meetings):
            made = MeetingRow(line, first=number == state.first, last=number == last, tight=self.tight)
            made.opened.connect(lambda _, line=line: self.asked.emit(place_of_words(line), line.meeting_id))
            made.asked.connect(lambda doing, meeting_id: self.asked.emit(place_of(Next(doing)), meeting_id))
            self.rows.append(made)
            self._meetings.box.addWidget(made)
            if line.meeting_id == focused:
                made.words.setFocus()
        # The one primary button: with nothing to go on with it is the one that makes a meeting.

    def do_first(self) -> None:
        """What the primary button does, unless another button has the focus."""
        focused = self.focusWidget()
        if isinstance(focused, QAbstractButton) and focused.hasFocus():
            focused.click()
        elif self.state is not None and self.state.first >= 0:
            self.rows[self.state.first].button.click()

    def _take_story(self, story_id: str) -> None:
        from emptychair.ui.library.into_meeting import IntoMeetingDialog

        story = self.ctx.reader.story(StoryId(story_id))
        if story is None:
            return

        def taken(item_id: ItemId, title: str) -> None:
            said = self.words.tr("This is now the story of “{item}”.", item=title)
            self.ctx.bus.act(
                ChooseStory(item_id, story.id), source="start", done=lambda _: self.said.emit(said, meeting_of(item_id))
            )

        def meeting_of(item_id: ItemId) -> str:
            rows = (self.ctx.reader.meeting(row.meeting.id) for row in self.ctx.reader.meetings())
            return next((data.meeting.id for data in rows if data is not None and data.item(item_id)), "")

        dialog = IntoMeetingDialog(self.ctx, story, taken, self)
        if not dialog.has_meetings:
            dialog.deleteLater()
            self.said.emit(self.words.tr("There is no meeting to come: prepare one first."), "")
            return
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _load_demo(self) -> None:
        from emptychair.ui.start.demo import load_demo

        meeting_id = load_demo(self.ctx)
        if meeting_id is not None:
            self.said.emit(self.words.tr("60 stories and a meeting to try them with are there."), "")
            self.asked.emit(Place.PREPARE, meeting_id)

    # ------------------------------------------------------------------ words and sizes
    def hints(self) -> Sequence[tuple[str, str]]:
        tr = self.words.tr
        hints: list[tuple[str, str]] = []
        if self.state is not None and self.state.first >= 0:
            hints.append((key_text("Return", self.words), self.open_first.text()))
        hints.append((key_text("Ctrl+H", self.words), tr("Note a story you heard")))
        hints.append((key_text("Ctrl+K", self.words), tr("Do something by its name")))
        return hints

    def note(self) -> str:
        return self.words.tr("One workspace, one file, on this computer")

    def retranslate(self) -> None:
        tr = self.words.tr
        self.heard_button.set_text(tr("Story heard"))
        self.heard_button.set_key(key_text("Ctrl+H", self.words))
        self.new_button.set_text(tr("New meeting"))
        self.new_button.set_key(key_text("Ctrl+N", self.words))
        self._no_meeting.setText(tr("No meeting planned"))
        self._no_meeting_sub.setText(tr("Paste an agenda or drop a file: each item gets one fitting story, or none."))
        self.open_first.setText(tr("Turn to the next meeting"))
        self.state = None
        self.refresh()

    def arrange(self, tight: bool) -> None:
        self.header.set_tight(tight)
        margin = Space.CONSOLE if tight else Space.WINDOW
        self._body.setContentsMargins(margin, 4 if tight else 8, margin, Space.CARD)
        self._body.setSpacing(Space.CARD if tight else Space.COLUMN)
        if self._rest is not None:
            self._fill(self._rest)
        for key, button in (("Ctrl+H", self.heard_button), ("Ctrl+N", self.new_button)):
            button.set_key("" if tight else key_text(key, self.words))
        if self.state is not None:
            state, self.state = self.state, None
            self._show_meetings(state)
            self.state = state

    def _fill(self, rest: Rest) -> None:
        # On a large window the story fills the page; on a small one the page scrolls, and an empty end of the card
        # would only be more to scroll.
        rest.story.set_tight(self.tight)
        self._left.setStretch(1, 0 if self.tight else 1)
        self._left.setStretch(2, 1 if self.tight else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self.width() >= _TWO_COLUMNS
        horizontal = QHBoxLayout.Direction.LeftToRight
        self._body.setDirection(horizontal if side else QHBoxLayout.Direction.TopToBottom)
        width = max(280, min(512, round(self.width() * 0.305)))
        self._side.setFixedWidth(width) if side else self._side.setMinimumWidth(0)
        if not side:
            self._side.setMaximumWidth(16_777_215)

    def minimumSizeHint(self) -> QSize:
        return QSize(400, 300)
