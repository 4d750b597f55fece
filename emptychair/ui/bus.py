"""The one object that carries news into the windows. Workers own no signals: a signal whose sender lives on a worker
thread runs plain callables on that thread, so everything that is finished elsewhere comes through here."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from emptychair.domain.change import Done

if TYPE_CHECKING:
    from emptychair.app.commands import Command
    from emptychair.app.service import Service


class Bus(QObject):
    """Acts go out, changes come back, always on the window's thread."""

    changed = Signal(object)  # Done: an act is on disk; views whose flags it meets re-read
    failed = Signal(object)  # the error of an act that nobody else handles
    _settled = Signal(object, object, object)

    def __init__(self, service: Service, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._service = service
        self._settled.connect(self._on_settled)

    def act(
        self,
        command: Command,
        *,
        source: str = "",
        done: Callable[[Done], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Carry out an act without waiting. `done` runs after `changed` was told; an error goes to `failed`, or, where
        none is given, to the signal of that name."""
        self.follow(self._service.submit(command, source), done=done, failed=failed, changes=True)

    def follow(
        self,
        future: Future[Any],
        *,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        changes: bool = False,
    ) -> None:
        """Bring the result of any future onto the window's thread."""

        def settle(finished: Future[Any]) -> None:
            if finished.cancelled():
                return
            error = finished.exception()
            tell = changes and error is None
            self._settled.emit((finished.result() if error is None else None, tell), error, (done, failed))

        future.add_done_callback(settle)

    def do(self, command: Command, *, source: str = "") -> Done:
        """Carry out an act and wait for the disk (about a millisecond); raises its error. Tells everybody."""
        done = self._service.execute(command, source)
        self.changed.emit(done)
        return done

    @Slot(object, object, object)
    def _on_settled(self, result: Any, error: Any, callbacks: Any) -> None:
        value, tell = result
        done, failed = callbacks
        if error is not None:
            if failed is not None:
                failed(error)
            else:
                self.failed.emit(error)
            return
        if tell:
            self.changed.emit(value)
        if done is not None:
            done(value)
