"""The acts of the facilitator: each sends one command. Plain Python behind a passive view."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from emptychair.app import commands as c
from emptychair.app.ports import ItemMatch
from emptychair.app.readiness import readiness_note
from emptychair.domain.change import Done
from emptychair.domain.errors import SentenceError
from emptychair.domain.frame import Blank
from emptychair.domain.ids import ItemId, MeetingId, StoryId
from emptychair.domain.meeting import Item, MeetingState, Origin, Reason, View
from emptychair.ui.console import figures
from emptychair.ui.console.compose import Sight, compose, on_wall
from emptychair.ui.console.decision_presenter import SOURCE, DecisionPresenter
from emptychair.ui.console.state import Phase, Ticking
from emptychair.ui.context import UiContext
from emptychair.ui.live_meeting import LiveMeeting

if TYPE_CHECKING:
    from emptychair.ui.console.views import ConsoleView, Delay

_MINUTES = re.compile(
    r"^(?P<title>.*\S)[\s,;(]+(?P<minutes>\d{1,3})\s*(?:min|min\.|mins|minutes|minuten|m|['’′])\)?$", re.I
)


class ConsolePresenter:
    """Owns what is selected and which act comes of a key; the meeting itself is read anew after every change."""

    def __init__(self, ctx: UiContext, live: LiveMeeting, view: ConsoleView, delay: Delay, note_delay: Delay) -> None:
        """`delay` must call `line.flush`, `note_delay` must call `flush_note`, when they run out."""
        self._ctx, self._live, self._view = ctx, live, view
        self.line = DecisionPresenter(ctx, view, delay)
        self._note_delay = note_delay
        self._note: tuple[ItemId, str] | None = None  # written, not yet sent
        self._selected: ItemId | None = None
        self._here: ItemId | None = None
        self._under = Blank.NONE  # what black covers
        self._before_reading = View.ITEM
        self._saved_at = 0
        data = live.data
        # A meeting that runs when its console opens was left by a crash, or by closing the window.
        self._resuming = data is not None and data.meeting.state is MeetingState.LIVE

    # ------------------------------------------------------------------ showing
    @property
    def phase(self) -> Phase:
        """Where the meeting stands."""
        data = self._live.data
        state = data.meeting.state if data else MeetingState.PREPARING
        if state is MeetingState.LIVE:
            return Phase.RESUME if self._resuming else Phase.LIVE
        return Phase.READY if state is MeetingState.PREPARING else Phase.ENDED

    def refresh(self) -> None:
        """Everything anew, from what `LiveMeeting` read."""
        data = self._live.data
        if data is None:
            return
        if self._selected is not None and data.item(self._selected) is None:
            self._selected = None
        self.line.follow(data)
        undo, redo = self._ctx.reader.undoable(self._meeting)
        words = self._ctx.words
        sight = Sight(
            reader=self._ctx.reader,
            words=words,
            now=self._ctx.service.now_ms(),
            live=self._live.frame,
            phase=self.phase,
            selected=self._selected,
            drafts=self.line.drafts,
            undo=words.tr(undo.label) if undo else "",
            redo=words.tr(redo.label) if redo else "",
        )
        state = compose(data, sight)
        self._view.show_state(state)
        self.tick()
        if state.item_id != self._here:
            self._here = state.item_id
            self._view.announce(" · ".join(part for part in (state.counter, state.item_title) if part))

    def tick(self) -> None:
        """Once a second: only what changes by itself."""
        data, words, now = self._live.data, self._ctx.words, self._ctx.service.now_ms()
        if data is None:
            return
        here = data.live_item
        plan, late = figures.pace_line(data, now, words)
        self._view.show_time(
            Ticking(
                clock=figures.item_clock(here, data.meeting, now, words) if here else figures.Clock(),
                plan=plan,
                late=late,
                on_wall=on_wall(data, now, words),
                used=figures.used_line(here, data.meeting, now, words) if here else "",
                saved=figures.ago(now - self._saved_at, words) if self._saved_at else "",
            )
        )

    def noticed(self, done: Done) -> None:
        """An act is on disk, ours or another window's."""
        del done
        self._saved_at = self._ctx.service.now_ms()

    def language_changed(self) -> None:
        """Every word anew."""
        self.line.language_changed()
        self.refresh()

    # ------------------------------------------------------------------ begin and end
    def start(self, *, rehearsal: bool = False) -> None:
        """The welcome picture goes up."""
        self._live.on_air = True
        if self._do(c.StartMeeting(self._meeting, rehearsal)) is None:
            self._live.on_air = False
            return
        self._view.open_wall()

    def rehearse(self) -> None:
        """The same run, watermarked; nothing of it counts."""
        self.start(rehearsal=True)

    def resume(self) -> None:
        """Go on where it was."""
        self._resuming = False
        self._live.on_air = True
        data = self._live.data
        if data is not None and data.wall.frozen:
            # What stood there when the program went is gone: the room sees a new picture anyway.
            self._do(c.SetFrozen(self._meeting, False))
        self._live.refresh()
        self._view.open_wall()

    def end_then(self) -> None:
        """End a meeting that was left open at its last event."""
        data = self._live.data
        if data is not None and self._do(c.EndMeeting(self._meeting, data.meeting.last_act_at)) is not None:
            self._resuming = False
            self.refresh()

    def end(self) -> None:
        """The closing picture stays on the wall; the summary is offered."""
        self.settle()
        self._do(c.EndMeeting(self._meeting), undo=True)

    def reopen(self) -> None:
        """An ended meeting goes on; a rehearsal becomes a meeting to be started."""
        data = self._live.data
        if data is not None and data.meeting.rehearsal:
            self.start()
            return
        self._live.on_air = True
        if self._do(c.ReopenMeeting(self._meeting), undo=True) is not None:
            self._view.open_wall()

    def settle(self) -> None:
        """Put everything typed on disk and wait for it: before the window closes, before the item changes."""
        self.flush_note()
        self.line.settle()

    # ------------------------------------------------------------------ where we are
    def next(self) -> None:
        """One step on."""
        self._step(c.GoNext(self._meeting))

    def back(self) -> None:
        """One step back."""
        self._step(c.GoBack(self._meeting))

    def go_to(self, item_id: ItemId | None = None) -> None:
        """A deliberate jump: to the item given, or to the one selected."""
        target = item_id or self._selected
        if target is not None and self.phase is Phase.LIVE:
            self._step(c.GoTo(target))

    def go_to_number(self, number: int) -> None:
        """Jump to the item of that number."""
        data = self._live.data
        item = next((item for item in data.items if item.position == number), None) if data else None
        if item is None:
            self._view.say(self._ctx.words.tr("There is no item {n}.", n=number))
            return
        self.go_to(item.id)

    def select(self, item_id: ItemId | None) -> None:
        """Look at an item; the wall stays as it is."""
        data = self._live.data
        if data is not None and item_id == data.meeting.item_id:
            item_id = None
        if item_id != self._selected:
            self._selected = item_id
            self.refresh()

    def _step(self, command: c.Command) -> None:
        self.settle()
        self._selected = None
        if self._do(command) is not None:
            self.refresh()

    # ------------------------------------------------------------------ the agenda, live
    def late(self, words_typed: str) -> bool:
        """A topic that came up: "Title" or "Title 10 min". False if there is no title."""
        text = " ".join(words_typed.split())
        if not text:
            return False
        timed = _MINUTES.match(text)
        title, minutes = (timed["title"].rstrip(" ,;("), int(timed["minutes"])) if timed else (text, None)
        data = self._live.data
        if data is not None and data.meeting.state is MeetingState.PREPARING:
            return self._do(c.AddItem(self._meeting, c.NewItem(title, minutes)), undo=True) is not None
        return self._do(c.LateItem(self._meeting, title, minutes), undo=True) is not None

    def move(self, item_id: ItemId, position: int) -> None:
        """To another place, from 1."""
        self._do(c.MoveItem(item_id, position), undo=True)

    def move_by(self, step: int) -> None:
        """The selected item, or the one under discussion, up or down by one."""
        item, data = self.target, self._live.data
        if item is not None and data is not None and 1 <= item.position + step <= len(data.items):
            self.move(item.id, item.position + step)

    def split(self, titles: tuple[str, ...]) -> bool:
        """One item becomes several."""
        item = self.target
        return item is not None and self._do(c.SplitItem(item.id, titles), undo=True) is not None

    def edit_item(self, title: str, minutes: int | None, owner: str) -> bool:
        """Title, minutes and owner."""
        item = self.target
        return item is not None and self._do(c.EditItem(item.id, title, minutes, owner), undo=True) is not None

    def defer(self) -> None:
        """To the next meeting; again: back onto the agenda."""
        self._set_aside(c.DeferItem)

    def park(self) -> None:
        """To the parking lot; again: back onto the agenda."""
        self._set_aside(c.ParkItem)

    def _set_aside(self, command: Callable[[ItemId], c.Command]) -> None:
        item = self.target
        if item is not None:
            self.settle()
            self._do(command(item.id), undo=True)

    def undecided(self) -> None:
        """An explicit "no decision", and back."""
        item = self.target
        if item is not None:
            self._do(c.SetUndecided(item.id, not item.undecided), undo=True)

    @property
    def target(self) -> Item | None:
        """What an act on an item is about: the selected one, else the one under discussion."""
        data = self._live.data
        if data is None:
            return None
        return data.item(self._selected) or data.live_item

    # ------------------------------------------------------------------ the story
    def swap(self) -> None:
        """The next story that fits; for an item never matched, the first."""
        item = self._live_item
        if item is None:
            return
        if item.choice.origin is Origin.UNMATCHED and not item.choice.candidates:
            self._match(item)
            return
        self._do(c.SwapStory(item.id), undo=True)

    def pin(self) -> None:
        """Keep it, or let it go."""
        item = self._live_item
        if item is not None:
            self._do(c.PinStory(item.id, not item.choice.pinned), undo=True)

    def none(self) -> None:
        """The chair stays empty on this item."""
        item = self._live_item
        if item is not None:
            self._do(c.ChooseStory(item.id, None), undo=True)

    def alternate(self, index: int) -> None:
        """One of the stories shown beside the chosen one."""
        item = self._live_item
        if item is not None and index < len(item.choice.alternates):
            self._do(c.ChooseStory(item.id, item.choice.alternates[index].story_id), undo=True)

    def choose(self, story_id: StoryId) -> None:
        """A story found by own search."""
        item = self._live_item
        if item is not None:
            self._do(c.ChooseStory(item.id, story_id, (Reason("search"),)), undo=True)

    def _match(self, item: Item) -> None:
        words = self._ctx.words

        def found(match: ItemMatch) -> None:
            if self._do(c.ApplyMatches(self._meeting, (match,))) is not None:
                told = (
                    words.tr("A story was found")
                    if match.story_id
                    else words.tr("No real story: the chair stays empty")
                )
                note = readiness_note(self._ctx.matcher().readiness, words)
                self._view.say(f"{told}. {note}" if note else told, undo=True)

        def failed(error: BaseException) -> None:
            if isinstance(error, SentenceError):
                self._view.tell_error(error)
            else:
                self._ctx.bus.failed.emit(error)

        self._view.say(words.tr("Looking for a story …"))
        self._ctx.bus.follow(self._ctx.matcher().match_item(item.id), done=found, failed=failed)

    # ------------------------------------------------------------------ the wall
    def black(self) -> None:
        """A black wall, and back to what it covered. Going on meanwhile stays black."""
        blank = self._blank
        if blank is Blank.BLACK:
            self._live.release()
            if not self._set_blank(self._under):
                self._live.refresh()  # a panic that never reached the disk goes all the same
        else:
            self._under = blank
            self._set_blank(Blank.BLACK)

    def hide(self) -> None:
        """The words go, item and chair stay. Under a black wall it changes what comes back."""
        if self._blank is Blank.BLACK:
            self._under = Blank.NONE if self._under is Blank.HIDDEN else Blank.HIDDEN
            self._view.say(self._ctx.words.tr("The wall is black: B shows it again."))
            return
        self._set_blank(Blank.NONE if self._blank is Blank.HIDDEN else Blank.HIDDEN)

    def freeze(self) -> None:
        """Hold the picture while the console goes on; the same key lets it go."""
        data = self._live.data
        if data is not None:
            self._do(c.SetFrozen(self._meeting, not data.wall.frozen))

    def panic(self) -> None:
        """Black, at once and whatever else fails; pressing it again changes nothing."""
        before = self._blank
        self._live.panic()
        if before is not Blank.BLACK:
            self._under = before
            self._set_blank(Blank.BLACK)
        self._view.announce(self._ctx.words.tr("The wall is black"))

    def read_back(self) -> None:
        """The latest decision on the wall, and back to what was there."""
        data = self._live.data
        if data is None:
            return
        view = data.meeting.view
        if view is View.DECISION:
            back = self._before_reading if self._before_reading is not View.DECISION else View.ITEM
            if back is View.ITEM and data.live_item is None:
                back = View.CLOSING if any(item.visited for item in data.items) else View.WELCOME
            self._do(c.SetView(self._meeting, back))
        else:
            self._before_reading = view
            self._do(c.SetView(self._meeting, View.DECISION))

    def _set_blank(self, blank: Blank) -> bool:
        return self._do(c.SetBlank(self._meeting, blank)) is not None

    @property
    def _blank(self) -> Blank:
        return self._live.blank

    # ------------------------------------------------------------------ notes, undo
    def note(self, text: str) -> None:
        """The private note of the item, while it is typed."""
        item = self._live_item
        if item is not None and (item.note != text or self._note is not None):
            self._note = (item.id, text)
            self._note_delay.start()

    def flush_note(self) -> None:
        """Put the note on disk now."""
        self._note_delay.stop()
        if self._note is not None:
            (item_id, text), self._note = self._note, None
            self._do(c.SetNote(item_id, text))

    def undo(self) -> None:
        """Take the latest act of this meeting back."""
        self._back_and_forth(c.Undo(self._meeting), self._ctx.words.tr("Taken back: {act}"))

    def redo(self) -> None:
        """Do again what was taken back."""
        self._back_and_forth(c.Redo(self._meeting), self._ctx.words.tr("Done again: {act}"))

    def _back_and_forth(self, command: c.Command, sentence: str) -> None:
        self.settle()
        done = self._do(command)
        if done is not None:
            self._view.say(sentence.replace("{act}", self._ctx.words.tr(done.label)))
            if isinstance(command, c.Undo):
                self.line.recorded_again(done.entity)

    # ------------------------------------------------------------------ inside
    @property
    def _meeting(self) -> MeetingId:
        return self._live.meeting_id

    @property
    def _live_item(self) -> Item | None:
        return self._live.data.live_item if self._live.data else None

    def _do(self, command: c.Command, *, undo: bool = False) -> Done | None:
        """Carry it out; `undo` says so in a line with its undo. None if it failed, which was told."""
        try:
            done = self._ctx.bus.do(command, source=SOURCE)
        except SentenceError as error:
            self._view.tell_error(error)
            return None
        if undo:
            self._view.say(self._ctx.words.tr(done.label), undo=True)
        return done
