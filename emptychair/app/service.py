"""Where acts are carried out: one command, one transaction, one event; undo and redo are the log read backwards."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import cached_property
from typing import Any, cast

from emptychair.app import commands as c
from emptychair.app.outcome import Context, Outcome
from emptychair.app.ports import Clock, Entropy, EventRow, Priority, Unit, Writer
from emptychair.domain import codec
from emptychair.domain.change import Change, Done
from emptychair.domain.errors import N_, Conflict
from emptychair.domain.ids import uuid7

_PRIORITIES = {"act": Priority.ACT, "typing": Priority.TYPING, "bulk": Priority.BULK}
_MERGE_MS = 30_000  # a pause longer than this begins a new act


class Service:
    """The one way to change anything."""

    def __init__(self, writer: Writer, clock: Clock, entropy: Entropy, zone: str) -> None:
        self._writer = writer
        self._clock = clock
        self._entropy = entropy
        self._zone = zone
        self._last_ms = 0
        self._count = 0
        self._lock = threading.Lock()
        self.on_followed: Callable[[Change], None] | None = None  # told on the writer's thread

    @property
    def clock(self) -> Clock:
        """The clock of every act."""
        return self._clock

    @property
    def zone(self) -> str:
        """The IANA zone in which this room reads its clock."""
        return self._zone

    def now_ms(self) -> int:
        """UTC epoch ms by the steady clock."""
        return self._clock.now_ms()

    def new_id(self) -> str:
        """A UUIDv7; ids of one process grow strictly, also within one millisecond (RFC 9562, 6.2, method 1)."""
        with self._lock:
            now = self._clock.now_ms()
            if now <= self._last_ms:
                self._count += 1
            else:
                self._last_ms, self._count = now, 0
            if self._count > 0xFFF:
                self._last_ms, self._count = self._last_ms + 1, 0
            stamp, count = self._last_ms, self._count
        body = bytearray(self._entropy(10))
        body[0], body[1] = count >> 8, count & 0xFF  # rand_a, below the version nibble
        return uuid7(stamp, bytes(body))

    def lot(self) -> float:
        """From 0 to less than 1, drawn from the entropy that ids are made of: a lot is part of the act that uses it."""
        return int.from_bytes(self._entropy(6)) / 2**48

    def submit(self, command: c.Command, source: str = "") -> Future[Done]:
        """Queue the act. The future's `Done` means that it is on disk; it raises UserError or StoreUnavailable."""
        future = self._writer.submit(lambda unit: self._carry_out(command, unit, source), _PRIORITIES[command.urgency])
        future.add_done_callback(self._follow)
        return future

    def execute(self, command: c.Command, source: str = "") -> Done:
        """`submit` and wait."""
        return self.submit(command, source).result()

    def run(self, job: Callable[[Unit], Any], priority: Priority = Priority.BULK) -> Future[Any]:
        """A job of our own on the writer, for what is no act of a person (indexing, clean-up)."""
        return self._writer.submit(job, priority)

    # ------------------------------------------------------------------------------------------------ inside
    def _follow(self, future: Future[Done]) -> None:
        """Carry out what an act has left to do; whatever stops it, it goes on when the workspace is opened again."""
        while not future.cancelled() and future.exception() is None:
            done = future.result()
            command = cast("c.Command | None", done.follow)
            if command is None:
                if done.event_id == "" and self.on_followed is not None:
                    self.on_followed(done.change)
                return
            future = self._writer.submit(lambda unit, command=command: self._led(command, unit), Priority.BULK)
            if not future.done():  # a loop where it is: a thousand parts are not a thousand calls deep
                future.add_done_callback(self._follow)
                return

    def _led(self, command: c.Command, unit: Unit) -> Done:
        outcome = self._handlers[type(command)](command, Context(unit, self._clock.now_ms(), self.new_id, self._zone))
        return Done(outcome.change, outcome.entity, "", outcome.label, False, follow=outcome.follow)

    @cached_property
    def _handlers(self) -> dict[type[c.Command], Callable[[Any, Context], Outcome]]:
        from emptychair.app.handlers import handlers  # with the first act: the first window does not need them

        return handlers()

    @cached_property
    def _kinds(self) -> dict[str, type[c.Command]]:
        return {kind.__name__: kind for kind in self._handlers}

    def _carry_out(self, command: c.Command, unit: Unit, source: str) -> Done:
        context = Context(unit, self._clock.now_ms(), self.new_id, self._zone)
        if isinstance(command, c.Undo):
            return self._step(unit.latest_undoable(command.scope), command.scope, context, source, undo=True)
        if isinstance(command, c.Redo):
            return self._step(unit.latest_undone(command.scope), command.scope, context, source, undo=False)
        from emptychair.app.clean import clean  # with the first act, as the handlers

        command = clean(command)
        outcome = self._handlers[type(command)](command, context)
        self._record_showing(outcome, context)
        event_id = self.new_id()
        if outcome.logged:
            self._log(command, outcome, unit, event_id, context.now)
        return Done(
            outcome.change, outcome.entity, event_id, outcome.label, outcome.undoable, source, follow=outcome.follow
        )

    def _log(self, command: c.Command, outcome: Outcome, unit: Unit, event_id: str, now: int) -> None:
        inverse = self._inverse(outcome, unit) if outcome.undoable else None
        merged: EventRow | None = None
        if outcome.merge_key:
            latest = unit.latest_undoable(outcome.scope)
            if latest and latest.merge_key == outcome.merge_key and now - latest.at < _MERGE_MS:
                merged, inverse = latest, None
        unit.append_event(
            event_id=event_id,
            kind=type(command).__name__,
            entity=outcome.entity,
            scope=outcome.scope,
            label=outcome.label,
            body=codec.dumps(command),
            inverse=inverse,
            at=now,
            merge_key=outcome.merge_key,
        )
        if merged is not None:
            unit.merge_event(merged.id, now)

    def _step(self, row: EventRow | None, scope: str, context: Context, source: str, *, undo: bool) -> Done:
        if row is None or row.inverse is None:
            raise Conflict(N_("There is nothing to undo.") if undo else N_("There is nothing to redo."))
        unit = context.unit
        inverse = self.decode(row.inverse)
        outcome = self._handlers[type(inverse)](inverse, context)
        back = self._inverse(outcome, unit)
        unit.set_event(row.id, inverse=back, undone=undo)
        self._record_showing(outcome, context)
        event_id = self.new_id()
        unit.append_event(
            event_id=event_id,
            kind="Undo" if undo else "Redo",
            entity=row.entity,
            scope=scope,
            label=row.label,
            body=codec.dumps({"of": row.id}),
            inverse=None,
            at=context.now,
            merge_key="",
        )
        return Done(outcome.change | Change.LIVE, row.entity, event_id, row.label, False, source, follow=outcome.follow)

    def _inverse(self, outcome: Outcome, unit: Unit) -> str:
        return self.encode(outcome.inverse or c.RestoreRows(unit.journal()))

    def _record_showing(self, outcome: Outcome, context: Context) -> None:
        if not outcome.change & (Change.LIVE | Change.STORIES):
            return
        from emptychair.app.handlers.wall import sync_showing

        # An act on the library may change or take away what stands on the wall of a meeting that runs.
        for meeting_id in context.unit.live_meetings():
            sync_showing(meeting_id, context)

    def encode(self, command: c.Command) -> str:
        """A command as JSON text with its kind."""
        return codec.dumps({"kind": type(command).__name__, "body": codec.plain(command)})

    def decode(self, text: str) -> c.Command:
        """The command that `encode` wrote."""
        import json

        raw = json.loads(text)
        return codec.build(self._kinds[raw["kind"]], raw["body"])
