"""The decision line: read while it is typed, kept while it is typed, saved by Enter. No Qt in here."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from emptychair.app import commands as c
from emptychair.app.clock import local
from emptychair.app.ports import MeetingData
from emptychair.domain.change import Done
from emptychair.domain.decision import Basis, Counted, Decision, Door
from emptychair.domain.errors import SentenceError
from emptychair.domain.ids import DecisionId, ItemId
from emptychair.ui.console.compose import COUNTED_CHIPS, line_item
from emptychair.ui.console.state import LineState
from emptychair.ui.context import UiContext

if TYPE_CHECKING:
    # Its grammar of dates takes 20 ms to import: not before somebody types.
    from emptychair.domain.decision_line import DecisionLine
    from emptychair.ui.console.views import Delay, LineView

SOURCE = "console"


class ByHand(NamedTuple):
    """What was set beside the line; it wins over what the line says, and stays while the line goes on."""

    counted: str = ""
    door: str = ""
    basis: str = ""
    owner: str = ""
    due: str = ""


class Typed(NamedTuple):
    """A line with what was set by hand, and where it belongs."""

    item_id: ItemId | None = None
    line: str = ""
    hand: ByHand = ByHand()

    @property
    def empty(self) -> bool:
        """Nothing typed, nothing set."""
        return not self.line.strip() and self.hand == ByHand()


class Meant(NamedTuple):
    """The decision as line and hand together say it."""

    text: str
    because: str
    owner: str
    due: date | None
    due_wrong: bool
    counted: Counted | None
    door: Door | None
    basis: Basis | None


class DecisionPresenter:
    """Owns the line and its draft. Every text it is given is on disk within the delay, or at the next flush."""

    def __init__(self, ctx: UiContext, view: LineView, delay: Delay) -> None:
        """`delay` calls `flush` when it runs out (at most 150 ms after the last key)."""
        self._ctx, self._view, self._delay = ctx, view, delay
        self._data: MeetingData | None = None
        self._typed = Typed()
        self._parsed: DecisionLine | None = None  # of an empty line there is nothing to read
        self._dirty = False
        self._saving: Future[Done] | None = None
        self._editing: Decision | None = None
        self._hinted: set[str] = set()  # items or decisions whose hint was shown
        self._hint_open = False
        self._recorded: dict[str, Typed] = {}  # decision id -> what was typed, for undo
        self._left: dict[ItemId, Typed] = {}  # lines of other items: newer than what a reader may have seen

    @property
    def drafts(self) -> frozenset[ItemId]:
        """Items whose line is not saved yet."""
        kept = {draft.item_id for draft in self._data.drafts} if self._data else set()
        here = {self._typed.item_id: self._typed} if self._typed.item_id and self._editing is None else {}
        for item_id, typed in {**self._left, **here}.items():
            kept = kept - {item_id} if typed.empty else kept | {item_id}
        return frozenset(kept)

    @property
    def line(self) -> str:
        """The line as it stands."""
        return self._typed.line

    # ------------------------------------------------------------------ following the meeting
    def follow(self, data: MeetingData) -> None:
        """Take up the meeting as it now is; another item brings its own draft."""
        self._data = data
        if self._editing is not None:
            if all(decision.id != self._editing.id for decision in data.decisions):
                self.cancel_edit()
            return
        item = line_item(data)
        if item is not None and item.id != self._typed.item_id:
            self._leave()
            self._take_up(item.id, data)
        self._show()

    def language_changed(self) -> None:
        """The fields in the words of another language."""
        self._show()

    def recorded_again(self, decision_id: str) -> None:
        """A decision was taken back by undo: what was typed for it is there again, if the line is free."""
        typed = self._recorded.pop(decision_id, None)
        if typed is not None and self._typed.empty and self._editing is None and typed.item_id == self._typed.item_id:
            self._change(typed)

    def _leave(self) -> None:
        self.flush()
        if self._typed.item_id is not None and self._editing is None:
            self._left[self._typed.item_id] = self._typed

    def _take_up(self, item_id: ItemId, data: MeetingData) -> None:
        draft = next((draft for draft in data.drafts if draft.item_id == item_id), None)
        hand = ByHand(draft.counted, draft.door, draft.basis, draft.owner, draft.due) if draft else ByHand()
        self._typed = self._left.pop(item_id, Typed(item_id, draft.line if draft else "", hand))
        self._hint_open = False
        self._parse()

    # ------------------------------------------------------------------ typing and setting
    def type(self, line: str) -> None:
        """The line as it is now, after each key."""
        if line != self._typed.line:
            self._change(self._typed._replace(line=line))

    def set_counted(self, value: str | None) -> None:
        """How the customer counted, by hand; None goes back to what the line says."""
        self._set(counted=value or "")

    def set_door(self, value: str | None) -> None:
        """One-way or two-way, by hand."""
        self._set(door=value or "")

    def set_basis(self, value: str | None) -> None:
        """What it rests on, by hand."""
        self._set(basis=value or "")

    def set_owner(self, text: str) -> None:
        """The owner, by hand; empty goes back to what the line says."""
        self._set(owner="" if text.strip() == ((self._parsed and self._parsed.owner) or "") else text)

    def set_due(self, text: str) -> None:
        """The day, by hand, as typed; empty goes back to what the line says."""
        due = self._parsed.due if self._parsed else None
        shown = self._ctx.words.short_day(due) if due else ""
        self._set(due="" if text.strip() == shown else text)

    def count(self, value: Counted) -> None:
        """A reference key: for the line, or right after saving for the decision that does not say it yet."""
        words = self._ctx.words
        if self._typed.line.strip():
            self.set_counted(value)
            self._view.announce(words.tr(COUNTED_CHIPS[value][0]))
            return
        waiting = self._uncounted()
        if waiting is None:
            self._view.say(words.tr("Type the decision first, then say how the customer counted."))
            return
        self._do(
            _edited(waiting, counted=value),
            words.tr("Decision {n}: {how}", n=waiting.number, how=words.tr(COUNTED_CHIPS[value][0])),
        )

    def dismiss_hint(self) -> None:
        """The chair has asked."""
        self._hint_open = False
        self._show()

    def _set(self, **fields: str) -> None:
        self._change(self._typed._replace(hand=self._typed.hand._replace(**fields)))

    def _change(self, typed: Typed) -> None:
        self._typed = typed
        self._parse()
        if self._editing is None:
            self._dirty = True
            self._delay.start()
        self._show()

    # ------------------------------------------------------------------ the draft
    def flush(self) -> None:
        """Put what is typed on disk now, if it is not there yet."""
        self._delay.stop()
        if not self._dirty or self._typed.item_id is None or self._editing is not None:
            return
        self._dirty = False
        hand = self._typed.hand
        line = self._typed.line if self._typed.line.strip() else ""
        command = c.SaveDraft(self._typed.item_id, line, hand.counted, hand.door, hand.basis, hand.owner, hand.due)
        self._saving = self._ctx.service.submit(command, SOURCE)
        self._ctx.bus.follow(self._saving, failed=self._draft_failed, changes=True)

    def settle(self) -> None:
        """`flush`, and wait until it is on disk: before the window closes, and before the decision itself is saved.

        Drafts queue behind acts of a person: a draft that arrives after its decision would bring the line back.
        """
        self.flush()
        saving, self._saving = self._saving, None
        if saving is not None:
            saving.exception()

    def _draft_failed(self, error: BaseException) -> None:
        self._dirty = True  # the next key or flush tries again
        if isinstance(error, SentenceError):
            self._view.tell_error(error)
        else:
            self._ctx.bus.failed.emit(error)

    # ------------------------------------------------------------------ saving
    def save(self) -> None:
        """Record the decision and stay in the line. What cannot be saved stays typed."""
        words, meant, typed = self._ctx.words, self._meant(), self._typed
        if meant.due_wrong:
            self._view.say(
                words.tr("The day was not understood: write it like “fri”, “27 Nov” or “KW 48”."), urgent=True
            )
            self._view.focus_due()
            return
        if typed.item_id is None:
            self._view.say(words.tr("The agenda is empty: add a topic first."))
            return
        if not meant.text:
            self._view.say(words.tr("There is no decision yet: type what was decided."))
            self._view.focus_line()
            return
        if self._editing is not None:
            self._save_edit(meant)
            return
        self.settle()
        command = c.RecordDecision(
            typed.item_id,
            meant.text,
            meant.because,
            meant.owner,
            meant.due,
            meant.counted,
            meant.door,
            meant.basis,
            typed.line,
        )
        done = self._do(command)
        if done is None:
            return
        self._recorded[done.entity] = typed
        self._hinted.discard(typed.item_id)
        if self._typed == typed:
            self._dirty = False
            self._typed, self._hint_open = Typed(typed.item_id), False
            self._parse()
            self._show()
        number = next((d.number for d in self._data.decisions if d.id == done.entity), 0) if self._data else 0
        sentence = words.tr("Decision {n} saved", n=number)
        if meant.counted is None:
            sentence = words.tr("Decision {n} saved. How did the customer count? Esc, then 1 to 4", n=number)
        self._view.say(sentence, undo=True)

    def _save_edit(self, meant: Meant) -> None:
        assert self._editing is not None
        command = c.EditDecision(
            self._editing.id, meant.text, meant.because, meant.owner, meant.due, meant.counted, meant.door, meant.basis
        )
        number = self._editing.number
        editing, self._editing = self._editing, None
        if self._do(command, self._ctx.words.tr("Decision {n} changed", n=number)) is None:
            self._editing = editing
            return
        self.cancel_edit()

    def edit(self, decision_id: DecisionId) -> None:
        """Bring a decision back into the line."""
        decision = next((d for d in self._data.decisions if d.id == decision_id), None) if self._data else None
        if decision is None:
            return
        self._leave()
        self._editing = decision
        from emptychair.domain.decision_line import format_line

        line = format_line(
            decision.text,
            decision.because,
            decision.owner,
            decision.due,
            decision.counted,
            decision.door,
            decision.basis,
            language=self._ctx.words.language,
        )
        self._typed = Typed(decision.item_id, line)
        self._hint_open = False
        self._parse()
        self._show()
        self._view.focus_line()

    def cancel_edit(self) -> None:
        """Back to the line as it was before the edit; the decision stays as it is."""
        self._editing = None
        self._dirty = False
        item = line_item(self._data) if self._data else None
        if item is not None and self._data is not None:
            self._take_up(item.id, self._data)
        self._show()

    def delete(self, decision_id: DecisionId) -> None:
        """Out of the list; undo brings it back."""
        decision = next((d for d in self._data.decisions if d.id == decision_id), None) if self._data else None
        if decision is not None:
            self._do(c.DeleteDecision(decision_id), self._ctx.words.tr("Decision {n} deleted", n=decision.number))

    @property
    def editing(self) -> bool:
        """A saved decision is in the line."""
        return self._editing is not None

    def _do(self, command: c.Command, told: str = "") -> Done | None:
        try:
            done = self._ctx.bus.do(command, source=SOURCE)
        except SentenceError as error:
            self._view.tell_error(error)
            return None
        if told:
            self._view.say(told, undo=True)
        return done

    # ------------------------------------------------------------------ inside
    def _uncounted(self) -> Decision | None:
        """The latest decision of this item, if nobody has said how the customer counted in it."""
        mine = [d for d in self._data.decisions if d.item_id == self._typed.item_id] if self._data else []
        return mine[-1] if mine and mine[-1].counted is None else None

    def _today(self) -> date:
        return local(self._ctx.service.now_ms(), self._ctx.service.zone).date()

    def _parse(self) -> None:
        if not self._typed.line.strip():
            self._parsed = None
            return
        from emptychair.domain.decision_line import parse_line

        self._parsed = parse_line(self._typed.line, today=self._today())

    def _meant(self) -> Meant:
        said, hand = self._parsed, self._typed.hand
        due = self._day(hand.due) if hand.due.strip() else said.due if said else None
        return Meant(
            text=said.text.strip() if said else "",
            because=(said.because or "") if said else "",
            owner=hand.owner.strip() or (said.owner if said else "") or "",
            due=due,
            due_wrong=bool(hand.due.strip()) and due is None,
            counted=Counted(hand.counted) if hand.counted else said.counted if said else None,
            door=Door(hand.door) if hand.door else said.door if said else None,
            basis=Basis(hand.basis) if hand.basis else said.basis if said else None,
        )

    def _day(self, typed: str) -> date | None:
        from emptychair.domain.due import parse_due

        return parse_due(typed, self._today())

    def _ask(self, meant: Meant) -> str:
        """The chair's question: once for each decision, never in the way."""
        alone = meant.door is Door.ONE_WAY and meant.counted in (None, Counted.NOT_REFERENCED) and bool(meant.text)
        key = str(self._editing.id if self._editing else self._typed.item_id)
        words = self._ctx.words
        if not alone:
            self._hint_open = False
        elif key not in self._hinted:
            self._hinted.add(key)
            self._hint_open = True
            self._view.announce(words.tr("What would the customer in this chair say?"))
        return words.tr("What would the customer in this chair say?") if self._hint_open else ""

    def _show(self) -> None:
        words, typed, parsed, meant = self._ctx.words, self._typed, self._parsed, self._meant()
        chips = [
            *([("user-round", meant.owner)] if meant.owner else []),
            *([("calendar", words.short_day(meant.due))] if meant.due else []),
            *([("message-square-quote", words.tr("with a reason"))] if meant.because else []),
        ]
        item = self._data.item(typed.item_id) if self._data else None
        about = words.tr("Item {n}", n=item.position) if item else ""
        if self._editing is not None:
            about = words.tr("Changing decision {n}", n=self._editing.number)
        self._view.show_line(
            LineState(
                item_id=typed.item_id,
                about=about,
                editing=self._editing is not None,
                line=typed.line,
                spans=tuple((span.start, span.end) for span in (parsed.spans if parsed else ())),
                chips=tuple(chips),
                counted=meant.counted,
                door=meant.door,
                basis=meant.basis,
                owner=typed.hand.owner or meant.owner,
                owner_by_hand=bool(typed.hand.owner.strip()),
                due=typed.hand.due or (words.short_day(meant.due) if meant.due else ""),
                due_by_hand=bool(typed.hand.due.strip()),
                due_wrong=meant.due_wrong,
                hint=self._ask(meant),
                ready=bool(meant.text),
            )
        )


def _edited(decision: Decision, *, counted: Counted) -> c.EditDecision:
    return c.EditDecision(
        decision.id,
        decision.text,
        decision.because,
        decision.owner,
        decision.due,
        counted,
        decision.door,
        decision.basis
        if decision.basis or counted not in (Counted.CHANGED, Counted.CONFIRMED)
        else Basis.CUSTOMER_STORY,
    )
