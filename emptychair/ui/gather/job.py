"""Reading and importing a file on a worker. It owns no signals: the dialog asks how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from emptychair.app.service import Service
from emptychair.domain.story import Story
from emptychair.gather.importing import ImportReport, import_stories, preview_stories
from emptychair.ui.bus import Bus

T = TypeVar("T")
PREVIEWS = 5


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file holds: the first stories as they will read, and how many rows are good and bad."""

    path: Path
    stories: tuple[Story, ...]
    report: ImportReport


class ImportJob:
    """One file at a time."""

    def __init__(self, bus: Bus, service: Service) -> None:
        self._bus = bus
        self._service = service
        self._pool = ThreadPoolExecutor(1, "import")
        self._stop = threading.Event()
        self.read = 0  # rows so far, written by the worker alone
        self.running = False
        self._closed = False

    def look(self, path: Path, done: Callable[[Recognised], None], failed: Callable[[BaseException], None]) -> None:
        """Read the file without importing it."""

        def work() -> Recognised:
            stories = tuple(preview_stories(path, PREVIEWS))
            return Recognised(path, stories, import_stories(path, self._service, dry_run=True))

        self._start(work, done, failed)

    def run(
        self,
        path: Path,
        vouched_by: str,
        done: Callable[[ImportReport], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Import it; `vouched_by` empty: every story waits for clearance."""

        def work() -> ImportReport:
            return import_stories(
                path,
                self._service,
                vouched_by=vouched_by,
                progress=self._note,
                cancelled=self._stop.is_set,
            )

        self._start(work, done, failed)

    def cancel(self) -> None:
        """Stop after the part that is being written."""
        self._stop.set()

    def close(self) -> None:
        """No more work; what is running stops after its part."""
        self._closed = True
        self._stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _note(self, read: int) -> None:
        self.read = read

    def _start(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[BaseException], None]) -> None:
        self._stop.clear()
        self.read = 0
        self.running = True

        def finish(act: Callable[..., None]) -> Callable[..., None]:
            def settled(value: object) -> None:
                self.running = False
                if not self._closed:  # else there is no window any more to be told
                    act(value)

            return settled

        self._bus.follow(self._pool.submit(work), done=finish(done), failed=finish(failed))
