"""One thread that writes; one job = one transaction. A decision never waits for more than the job that is running."""

from __future__ import annotations

import contextlib
import itertools
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from emptychair.app.ports import Priority, Unit
from emptychair.domain.errors import N_, ReadOnlyWorkspace, StoreUnavailable
from emptychair.store.connection import open_writer
from emptychair.store.unit import SqliteUnit

R = TypeVar("R")
_STOP = 10  # after everything else


class SqliteWriter:
    """The port `Writer`. `threaded=False` runs each job at once on the caller's thread, for tests and scripts."""

    def __init__(self, path: Path, device: str, *, threaded: bool = True) -> None:
        self._device = device
        self._connection = open_writer(path)
        self._queue: queue.PriorityQueue[tuple[int, int, Callable[[Unit], Any] | None, Future[Any]]] = (
            queue.PriorityQueue()
        )
        self._order = itertools.count()
        self._closed = False
        self._thread: threading.Thread | None = None
        if threaded:
            self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
            self._thread.start()

    def submit(self, job: Callable[[Unit], R], priority: Priority = Priority.ACT) -> Future[R]:
        """The job's result once its transaction is on disk; its error if it was rolled back."""
        future: Future[R] = Future()
        if self._closed:
            future.set_exception(StoreUnavailable(N_("The workspace is closed: start Empty Chair again.")))
        elif self._thread is None:
            self._do(job, future)
        else:
            self._queue.put((int(priority), next(self._order), job, future))
        return future

    def close(self) -> None:
        """Finish what is queued, then let go of the file."""
        if self._closed:
            return
        self._closed = True
        if self._thread is not None:
            self._queue.put((_STOP, next(self._order), None, Future()))
            self._thread.join()
        self._connection.close()

    def _work(self) -> None:
        while True:
            _, _, job, future = self._queue.get()
            if job is None:
                return
            self._do(job, future)

    def _do(self, job: Callable[[Unit], Any], future: Future[Any]) -> None:
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            result = job(SqliteUnit(connection, self._device))
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            _roll_back(connection)
            future.set_exception(told(error))
        except BaseException as error:  # noqa: BLE001 - the caller gets it; the thread lives on
            _roll_back(connection)
            future.set_exception(error)
        else:
            future.set_result(result)


def told(error: Exception) -> Exception:
    """A failure of SQLite in a sentence that says what to do; any other error as it came."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_READONLY"):
        return ReadOnlyWorkspace(
            N_("The workspace is read-only: nothing was saved. Allow writing to it, or save a copy elsewhere.")
        )
    if name.startswith("SQLITE_FULL"):
        return StoreUnavailable(N_("The disk is full: nothing was saved. Free some space, then try again."))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreUnavailable(N_("Another program holds the workspace: close it there, then try again."))
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return StoreUnavailable(N_("The workspace is damaged: restore a backup, or open another workspace."))
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")):
        return StoreUnavailable(N_("The drive of the workspace does not answer: check it, then try again."))
    return error


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        with contextlib.suppress(sqlite3.Error):  # SQLite may have rolled back by itself (disk full)
            connection.execute("ROLLBACK")
