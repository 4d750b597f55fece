"""The facilitator's console in a terminal: each line is one act, answered only when it is on disk."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from emptychair.app import commands as c
from emptychair.app.clock import local
from emptychair.app.ports import MeetingData
from emptychair.app.program import Program
from emptychair.cli.host import Host
from emptychair.cli.meetings import find_meeting
from emptychair.cli.output import complain, say
from emptychair.cli.spoken import as_text
from emptychair.domain.decision_line import parse_line
from emptychair.domain.errors import N_, BadInput, Conflict, SentenceError
from emptychair.domain.frame import Blank
from emptychair.domain.ids import ItemId, MeetingId
from emptychair.domain.meeting import Item, Meeting, MeetingState

_SYNONYMS = {
    "weiter": "next",
    "zurück": "back",
    "tauschen": "swap",
    "gegengeschichte": "counter",
    "auslosen": "draw",
    "anheften": "pin",
    "keine": "none",
    "parken": "park",
    "vertagen": "defer",
    "rückgängig": "undo",
    "wiederholen": "redo",
    "ende": "end",
    "schwarz": "black",
    "standbild": "freeze",
    "ausblenden": "hide",
    "kein beschluss": "no decision",
    "spät": "late",
    "notiz": "note",
    "teilen": "split",
    "zu": "go",
}

_WITH_TEXT = {"late", "note", "split", "go"}
_BEGINNINGS = {c.StartMeeting.__name__, c.ReopenMeeting.__name__}


def run_meeting(host: Host, name: str, rehearsal: bool, workspace: Path | None) -> int:
    """Run until the input ends or a line says so. A meeting that was not ended goes on next time where it was."""
    program = host.load(workspace, create=False)
    try:
        meeting = find_meeting(program.reader, name).meeting
        _start(program, meeting, rehearsal)
        terminal = Terminal(program, meeting.id)
        for raw in sys.stdin:
            line = as_text(raw).strip()
            if not line:
                continue
            try:
                say(f"ok {terminal.act(line)}")
            except SentenceError as error:
                say("error " + program.words.error(error).replace("\n", " "))
            if terminal.ended:
                break
    finally:
        program.close()
    return 0


def _start(program: Program, meeting: Meeting, rehearsal: bool) -> None:
    if meeting.state is MeetingState.ENDED and not meeting.rehearsal:
        raise Conflict(N_("This meeting has ended: reopen it to go on."))
    if meeting.state is MeetingState.LIVE:
        if meeting.rehearsal is rehearsal:
            return
        if rehearsal:
            raise Conflict(N_("This meeting is running for real: it cannot be rehearsed now."))
        # Left open by a kill: decisions of the real meeting would count for nothing in it.
        program.service.execute(c.EndMeeting(meeting.id))
        complain(program.words.tr("The rehearsal was ended: from here on it counts."))
    program.service.execute(c.StartMeeting(meeting.id, rehearsal))


@dataclass
class Terminal:
    """One meeting, line by line."""

    program: Program
    meeting_id: MeetingId
    ended: bool = False

    def act(self, line: str) -> str:
        """Carry out one line; the id of the decision, or of the act's event. Raises UserError."""
        word, rest = (*line.split(None, 1), "")[:2]
        whole = line.casefold()
        whole = _SYNONYMS.get(whole, whole)
        if whole in _WITH_TEXT:
            raise BadInput(N_("“{word}” needs more on its line: write what it is about."), word=line)
        plain = self._plain(whole)
        if plain is not None:
            return plain()
        # Words that take more: only in lower case, so that "Note that …" and "Late payers …" are decisions.
        command = self._with_text(_SYNONYMS.get(word, word), rest.strip())
        if command is not None:
            return self._do(command)
        return self._decide(line)

    def _plain(self, word: str) -> Callable[[], str] | None:
        meeting_id = self.meeting_id
        acts: dict[str, Callable[[], str]] = {
            "next": lambda: self._do(c.GoNext(meeting_id)),
            "back": lambda: self._do(c.GoBack(meeting_id)),
            "swap": lambda: self._do(c.SwapStory(self._item().id)),
            "counter": lambda: self._do(c.ShowCounter(self._item().id)),
            "draw": lambda: self._do(c.DrawStory(self._item().id, self.program.service.lot())),
            "pin": lambda: self._do(c.PinStory(self._item().id, not self._item().choice.pinned)),
            "none": lambda: self._do(c.ChooseStory(self._item().id, None)),
            "park": lambda: self._do(c.ParkItem(self._item().id)),
            "defer": lambda: self._do(c.DeferItem(self._item().id)),
            "no decision": lambda: self._do(c.SetUndecided(self._item().id, True)),
            "undo": self._undo,
            "redo": lambda: self._do(c.Redo(meeting_id)),
            "black": lambda: self._toggle(Blank.BLACK),
            "hide": lambda: self._toggle(Blank.HIDDEN),
            "panic": lambda: self._do(c.SetBlank(meeting_id, Blank.BLACK)),
            "freeze": lambda: self._do(c.SetFrozen(meeting_id, not self._data().wall.frozen)),
            "end": self._end,
        }
        return acts.get(word)

    def _with_text(self, word: str, text: str) -> c.Command | None:
        match word:
            case "late":
                return c.LateItem(self.meeting_id, text)
            case "note":
                item = self._item()
                return c.SetNote(item.id, f"{item.note}\n{text}".strip(), typed=False)
            case "split" if "|" in text:
                return c.SplitItem(self._item().id, tuple(text.split("|")))
            case "go" if text.isdecimal():
                return c.GoTo(self._item_at(int(text[:9])))
            case _:
                return None

    def _decide(self, line: str) -> str:
        program = self.program
        today = local(program.service.now_ms(), program.service.zone).date()
        found = parse_line(line, today=today)
        done = program.service.execute(
            c.RecordDecision(
                self._item().id,
                found.text,
                because=found.because or "",
                owner=found.owner or "",
                due=found.due,
                counted=found.counted,
                door=found.door,
                basis=found.basis,
                line=line,
            )
        )
        if found.door == "one-way" and found.counted in (None, "none"):
            complain(program.words.tr("What would the customer in this chair say?"))
        return done.entity

    def _undo(self) -> str:
        latest, _ = self.program.reader.undoable(self.meeting_id)
        # The start belongs to whoever started the run, and the preparation is done elsewhere: no line here could
        # begin the meeting again.
        if latest is not None and latest.kind in _BEGINNINGS:
            raise Conflict(N_("There is nothing to undo."))
        return self._do(c.Undo(self.meeting_id))

    def _toggle(self, blank: Blank) -> str:
        now = self._data().wall.blank
        return self._do(c.SetBlank(self.meeting_id, Blank.NONE if now is blank else blank))

    def _end(self) -> str:
        done = self._do(c.EndMeeting(self.meeting_id))
        self.ended = True
        return done

    def _do(self, command: c.Command) -> str:
        return self.program.service.execute(command).event_id

    def _data(self) -> MeetingData:
        data = self.program.reader.meeting(self.meeting_id)
        assert data is not None
        return data

    def _item(self) -> Item:
        # Before the first item and after the last one a line still belongs somewhere: nothing typed is lost.
        data = self._data()
        if data.live_item is not None:
            return data.live_item
        if not data.items:
            raise BadInput(N_("The agenda is empty: add an item before you start."))
        return data.items[-1] if data.meeting.view == "closing" else data.items[0]

    def _item_at(self, position: int) -> ItemId:
        items = self._data().items
        if not 1 <= position <= len(items):
            raise BadInput(N_("There is no item {number}: the agenda has {n}."), number=position, n=len(items))
        return items[position - 1].id
