"""The port `Preparing`: waiting rows are prepared in a process of its own and written in small parts by the one writer.

The process reads the workspace and sends a part a line; each part that is on disk is answered with an empty line, and
it is never more than a few parts ahead. A row leaves `incoming` in the transaction in which its story comes in, so a
kill at any moment loses nothing and doubles nothing. A handful of rows is prepared here, without a process.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, Final

from emptychair.app import commands as c
from emptychair.app.intake_ports import ImportReport, PreparedRow
from emptychair.app.ports import Unit
from emptychair.app.service import Service
from emptychair.domain.change import Change
from emptychair.domain.errors import N_, NotFound, StoreUnavailable
from emptychair.domain.raw_story import Refused

SERVE = "_prepare"  # the hidden command of the program that prepares
AHEAD: Final = 4  # parts that the process may be ahead of the disk
_HERE: Final = 120  # rows that are not worth the half second a process takes to start
_HERE_AMONG: Final = 20_000  # stories; among more, the index of near-duplicates is too large for this process
_TELL_S: Final = 0.35
_KEPT: Final = 1_000  # refused rows that a report names


class BackgroundPreparing:
    """One for a workspace. Without `workspace` everything is prepared here, on the caller's thread in `finish`."""

    def __init__(self, service: Service, workspace: Path | None) -> None:
        self._service = service
        self._workspace = workspace
        self._turn = threading.Lock()  # held by whoever works
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[str] | None = None
        self._again = False
        self._stopped = False
        self._closed = False
        self._done = 0
        self._total = 0
        self._changed = Change.NONE
        self._told_at = 0.0
        self._refused: dict[str, list[Refused]] = {}
        self._problem: Exception | None = None
        self.on_progress: Callable[[int, int, Change], None] | None = None

    @property
    def pid(self) -> int | None:
        """The process that prepares, if one runs."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        with self._guard:
            if self._closed:
                return
            self._stopped = False
            self._again = True
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._background, name="preparing", daemon=True)
                self._thread.start()

    def progress(self) -> tuple[int, int]:
        return self._done, self._total

    def finish(self, batch_id: str) -> ImportReport:
        with self._guard:
            self._stopped = self._closed
        # Whoever holds the turn prepares everything that waits; if that left rows of ours, it is our turn.
        with self._turn:
            self._work()
        batch = self._service.run(lambda unit: unit.batches.get(batch_id)).result()
        if batch is None:
            raise NotFound(N_("This import does not exist any more: it was taken back."))
        waiting = self._service.run(lambda unit: unit.incoming.waiting(batch_id)).result()
        if waiting and self._problem is not None:
            raise self._problem
        counted = batch.added + batch.updated + batch.duplicates + batch.refused
        return ImportReport(
            file=batch.file_name,
            source=batch.source,
            read=counted + waiting,
            added=batch.added,
            updated=batch.updated,
            duplicates=batch.duplicates,
            refused=tuple(self._refused.pop(batch_id, ())),
            batch_id=batch_id,
            cancelled=waiting > 0,
            waiting=waiting,
            refused_count=batch.refused,
        )

    def stop(self) -> None:
        with self._guard:
            self._stopped = True
            process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        with self._guard:
            self._closed = True
        self.stop()
        thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    # ------------------------------------------------------------------------------------------------ inside
    def _background(self) -> None:
        while True:
            with self._guard:
                if not self._again or self._stopped:
                    self._thread = None
                    return
                self._again = False
            with self._turn, contextlib.suppress(Exception):  # kept in `_problem`; the rows go on waiting
                self._work()

    def _work(self) -> None:
        """Prepare what waits until nothing does, or until stopped."""
        self._problem = None
        barren = 0
        try:
            self._service.submit(c.GoOnMarking())  # of a batch that was being taken back when the program ended
            while not self._stopped:
                waiting, among = self._service.run(_size).result()
                if not waiting:
                    self._total = self._done
                    break
                before, self._total = self._done, self._done + waiting
                here = self._workspace is None or (waiting <= _HERE and among <= _HERE_AMONG)
                for part in self._parts_here() if here else self._parts_of_process():
                    self._store(part)
                    if self._stopped:
                        break
                    if self._again:  # more rows came in: of how many it is has changed
                        self._again = False
                        self._total = self._done + self._service.run(_size).result()[0]
                barren = 0 if self._done > before else barren + 1
                if barren == 2 and not self._stopped:
                    raise StoreUnavailable(N_("Preparing the imported rows has stopped: start Empty Chair again."))
        except Exception as error:
            self._problem = error
            raise
        finally:
            self._tell(last=True)

    def _store(self, part: tuple[PreparedRow, ...]) -> None:
        done = self._service.submit(c.StorePrepared(part)).result()
        self._done += len(part)
        self._changed |= done.change
        for row in part:
            if row.refused:
                kept = self._refused.setdefault(row.batch_id, [])
                if len(kept) < _KEPT:
                    kept.append(Refused(row.line, row.refused))
        self._tell()

    def _tell(self, *, last: bool = False) -> None:
        now = time.monotonic()
        if not last and now - self._told_at < _TELL_S and Change.LIVE not in self._changed:
            return
        self._told_at = now
        changed, self._changed = self._changed, Change.NONE
        done, total = self._done, self._total
        if last and done >= total:
            self._done = self._total = 0
        if self.on_progress is not None and total:
            self.on_progress(done, total, changed)

    def _parts_here(self) -> Iterator[tuple[PreparedRow, ...]]:
        from emptychair.app.intake_parts import PartMaker  # the mask and the stems: not before something waits

        def ask(question: Callable[[Any], Any]) -> Any:
            return self._service.run(lambda unit: question(unit.incoming)).result()

        stored = Counter[str]()
        maker = PartMaker(ask, self._service.new_id, self._service.now_ms)
        for part in maker.parts(lambda: stored["parts"]):
            yield tuple(part)
            stored["parts"] += 1

    def _parts_of_process(self) -> Iterator[tuple[PreparedRow, ...]]:
        from emptychair.app.intake_parts import from_line

        process = self._begin()
        assert process.stdin is not None and process.stdout is not None
        try:
            for line in process.stdout:
                if not line.strip():
                    break  # nothing waits any more
                yield from_line(line)
                with contextlib.suppress(OSError):  # it has died; the loop ends with its lines
                    process.stdin.write("\n")
                    process.stdin.flush()
        except ValueError:
            return  # a line that was cut off: the process was killed in the middle of it
        finally:
            _end(process, process.stdin, process.stdout)
            with self._guard:
                self._process = None

    def _begin(self) -> subprocess.Popen[str]:
        program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "emptychair"]
        with self._guard:
            if self._stopped:
                raise StoreUnavailable(N_("The workspace is closed: start Empty Chair again."))
            self._process = subprocess.Popen(
                [*program, SERVE, "--workspace", str(self._workspace)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            return self._process


def _size(unit: Unit) -> tuple[int, int]:
    return unit.incoming.waiting(), unit.incoming.stories()


def _end(process: subprocess.Popen[str], asks: IO[str], answers: IO[str]) -> None:
    with contextlib.suppress(OSError):  # it may be gone already
        asks.close()
    try:
        process.wait(timeout=1)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    answers.close()
