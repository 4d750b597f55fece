"""The acts of the preparation: each sends one command. Plain Python behind a passive view."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import Future
from typing import Any, Protocol

from emptychair.app import commands as c
from emptychair.app.ports import ItemMatch, MeetingData
from emptychair.domain.change import Change, Done
from emptychair.domain.errors import SentenceError
from emptychair.domain.frame import StageFrame
from emptychair.domain.ids import ItemId, MeetingId, StoryId
from emptychair.domain.meeting import MeetingState, Origin, Reason
from emptychair.ui.context import UiContext
from emptychair.ui.prepare.compose import Fitted, Sight, compose
from emptychair.ui.prepare.state import PrepareState

SOURCE = "prepare"
_CARES = Change.ITEMS | Change.MEETINGS | Change.STORIES | Change.LIVE | Change.NOTES


class PrepareView(Protocol):
    """What the page does when it is told."""

    def show_state(self, state: PrepareState) -> None: ...
    def tell(self, text: str, *, undo: bool) -> None: ...
    def gone(self) -> None:
        """The meeting is no longer there."""
        ...

    def fit(self, frame: StageFrame) -> Fitted: ...
    def alive(self) -> bool:
        """False once the window is gone."""
        ...


class PreparePresenter:
    """Owns which item is open; the meeting itself is read anew after every change."""

    def __init__(self, ctx: UiContext, view: PrepareView) -> None:
        self._ctx, self._view = ctx, view
        self.meeting_id = MeetingId("")
        self.data: MeetingData | None = None
        self.state: PrepareState | None = None
        self._open: ItemId | None = None
        self._searching: Counter[MeetingId] = Counter()  # questions to the matcher that are open
        self._trouble = ""
        self._note: tuple[ItemId, str] | None = None  # written, not yet sent

    # ------------------------------------------------------------------ showing
    def open(self, meeting_id: MeetingId) -> None:
        """Prepare this meeting; look for stories by ourselves where nobody has yet and there are any."""
        self.flush_note()
        if meeting_id != self.meeting_id:
            self.meeting_id, self._open, self._trouble = meeting_id, None, ""
        self.refresh()
        if self._wants_match():
            self.match_all()

    def refresh(self) -> None:
        """Read the meeting anew and show it."""
        self.data = self._ctx.reader.meeting(self.meeting_id) if self.meeting_id else None
        if self.data is None:
            self.state = None
            self._view.gone()
            return
        here = self._open
        if here is not None and self.data.item(here) is None:
            self._open = self._neighbour()
        sight = Sight(
            reader=self._ctx.reader,
            words=self._ctx.words,
            fit=self._view.fit,
            open=self._open,
            searching=self._searching[self.meeting_id] > 0,
            trouble=self._trouble,
            now=self._ctx.service.now_ms(),
        )
        self.state = compose(self.data, sight)
        if self.state.detail is not None:
            self._open = self.state.detail.line.item_id
        self._view.show_state(self.state)

    def _neighbour(self) -> ItemId | None:
        """The item that took the place of the one that is gone."""
        assert self.data is not None
        if self.state is None or not self.data.items:
            return None
        return self.data.items[min(self.state.open, len(self.data.items) - 1)].id

    def noticed(self, done: Done) -> None:
        """An act is on disk, ours or another window's."""
        if self.meeting_id and done.change & _CARES:
            self.refresh()

    @property
    def here(self) -> ItemId | None:
        """The open item."""
        return self.state.detail.line.item_id if self.state and self.state.detail else None

    def select(self, item_id: ItemId) -> None:
        """Open an item."""
        if item_id != self._open:
            self.flush_note()
            self._open = item_id
            self.refresh()

    def step(self, by: int) -> None:
        """Open the item above or below."""
        if self.state is None or not self.state.lines:
            return
        index = max(0, min(self.state.open + by, len(self.state.lines) - 1))
        self.select(self.state.lines[index].item_id)

    # ------------------------------------------------------------------ the story of an item
    def swap(self) -> None:
        """The next of the candidates takes its place."""
        if self.here and self.state and self.state.detail and self.state.detail.story_id is None:
            self.alternate(0)
        elif self.here:
            self._do(c.SwapStory(self.here))

    def pin(self) -> None:
        """Keep the story whatever a new match says, or let it go."""
        if self.here and self.state and self.state.detail:
            self._do(c.PinStory(self.here, not self.state.detail.pinned))

    def none(self) -> None:
        """The chair alone, deliberately; again: the best candidate."""
        detail = self.state.detail if self.state else None
        if detail is None or self.here is None:
            return
        self._do(c.ChooseStory(self.here, None))

    def alternate(self, number: int) -> None:
        """One of the two nearest others, counted from 0."""
        detail = self.state.detail if self.state else None
        if detail is not None and number < len(detail.alternates):
            self.choose(detail.alternates[number].story_id)

    def choose(self, story_id: StoryId, *, found: bool = False) -> None:
        """A story of the person's own choice; `found` by searching."""
        if self.here:
            reasons = (Reason("search"),) if found else ()
            self._do(c.ChooseStory(self.here, story_id, reasons))

    # ------------------------------------------------------------------ the agenda
    def move(self, by: int) -> None:
        """The open item up or down."""
        if self.state and self.here:
            self.move_to(self.state.open, self.state.open + by)

    def move_to(self, index: int, target: int) -> None:
        """The item at `index` to the place that `target` counts in the agenda without it; both from 0."""
        if self.state is None or not 0 <= target < len(self.state.lines) or index == target:
            return
        self._open = self.state.lines[index].item_id
        self._do(c.MoveItem(self._open, target + 1))

    def edit(self, item_id: ItemId, title: str, minutes: int | None, owner: str) -> bool:
        """Title, minutes, owner; False if they are refused."""
        return self._do(c.EditItem(item_id, title, minutes, owner)) is not None

    def add(self, title: str, minutes: int | None, owner: str) -> bool:
        """A new item after the open one; it is looked for at once."""
        done = self._do(c.AddItem(self.meeting_id, c.NewItem(title, minutes, owner), self.here))
        if done is None:
            return False
        self.select(ItemId(done.entity))
        self.match_item(ItemId(done.entity))
        return True

    def remove(self) -> None:
        """Off the agenda; undo brings it back."""
        if self.here:
            self._do(c.RemoveItem(self.here), told=True)

    def split(self, titles: tuple[str, ...]) -> bool:
        """One item becomes several; the new ones are looked for."""
        if self.here is None or self._do(c.SplitItem(self.here, titles)) is None:
            return False
        for item in self.data.items if self.data else ():
            if item.choice.origin is Origin.UNMATCHED:
                self.match_item(item.id)
        return True

    def edit_meeting(self, title: str, place: str, language: str, starts_at: int | None) -> bool:
        """Title, place, language, time; False if they are refused."""
        command = c.EditMeeting(self.meeting_id, title, place, language, starts_at)
        return self._do(command) is not None

    def note(self, text: str) -> None:
        """What is typed into the private note; sent by `flush_note`."""
        if self.here:
            self._note = (self.here, text)

    def flush_note(self) -> None:
        """Put the note on disk."""
        if self._note is not None:
            (item_id, text), self._note = self._note, None
            self._do(c.SetNote(item_id, text))

    # ------------------------------------------------------------------ looking for stories
    def _wants_match(self) -> bool:
        data = self.data
        if data is None or data.meeting.state is not MeetingState.PREPARING or self._searching[self.meeting_id]:
            return False
        if not any(item.choice.origin is Origin.UNMATCHED for item in data.items):
            return False
        return self._ctx.reader.counts().cleared > 0

    def match_all(self) -> None:
        """One story for each item, in the background; what a person chose or pinned stays."""
        if self.data is None or not self.data.items:
            return
        meeting_id = self.meeting_id
        self._search(meeting_id, self._ctx.matcher().match_meeting(meeting_id), lambda found: found)

    def match_item(self, item_id: ItemId) -> None:
        """A story for one item, beside those that the others have."""
        self._search(self.meeting_id, self._ctx.matcher().match_item(item_id), lambda found: (found,))

    def _search(self, meeting_id: MeetingId, future: Future[Any], matches: Any) -> None:
        self._searching[meeting_id] += 1
        self._trouble = ""

        def done(found: Any) -> None:
            self._searching[meeting_id] -= 1
            answer: tuple[ItemMatch, ...] = tuple(matches(found))
            if self._ctx.reader.meeting(meeting_id) is not None:
                self._do(c.ApplyMatches(meeting_id, answer))
            if self._view.alive():
                self.refresh()

        def failed(error: BaseException) -> None:
            self._searching[meeting_id] -= 1
            said = error if isinstance(error, SentenceError) else None
            tr = self._ctx.words.tr
            self._trouble = self._ctx.words.error(said) if said else tr("The search for stories stopped; try again.")
            if self._view.alive():
                self.refresh()

        self._ctx.bus.follow(future, done=done, failed=failed)
        self.refresh()

    # ------------------------------------------------------------------ inside
    def _do(self, command: c.Command, *, told: bool = False) -> Done | None:
        """Carry an act out and wait for the disk (about a millisecond); None if it is refused, which is told."""
        try:
            done = self._ctx.bus.do(command, source=SOURCE)
        except SentenceError as error:
            self._view.tell(self._ctx.words.error(error), undo=False)
            return None
        if told:
            self._view.tell(self._ctx.words.tr(done.label), undo=True)
        return done
