"""The library's questions, asked on a worker with a reader of its own.

Every key typed into the search makes the question before it pointless: that one is interrupted, and should it answer
all the same, its answer is dropped by its number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from emptychair.app.ports import BatchRow, Counts, Reader, StoryFilter
from emptychair.ui.bus import Bus


@dataclass(frozen=True, slots=True)
class Answer:
    """What the library holds now: the rows that pass what was asked, and its figures."""

    asked: StoryFilter
    rows: Sequence[int]
    counts: Counts


@dataclass(frozen=True, slots=True)
class Facets:
    """What can be filtered by: each value with how many stories have it."""

    languages: tuple[tuple[str, int], ...]
    segments: tuple[tuple[str, int], ...]
    outcomes: tuple[tuple[str, int], ...]
    tags: tuple[tuple[str, int], ...] = ()
    batches: tuple[BatchRow, ...] = ()  # those that were not taken back, the latest first


class StoryQuery:
    """Asks for rows. `answered` gets every answer that is still wanted, on the window's thread."""

    def __init__(self, bus: Bus, new_reader: Callable[[], Reader], answered: Callable[[Answer], None]) -> None:
        self._bus = bus
        self._new_reader = new_reader
        self._answered = answered
        self._reader: Reader | None = None
        self._pool = ThreadPoolExecutor(1, "library")
        self._facets = ThreadPoolExecutor(1, "facets")  # of its own: a search does not wait for a count of everything
        self._closed = False
        self._asked = 0
        self._pending: Future[Answer] | None = None

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._pending is not None

    def ask(self, wanted: StoryFilter) -> None:
        """Ask for the rows that pass `filter`, in place of whatever was asked before."""
        self._asked += 1
        number = self._asked
        if self._pending is not None and not self._pending.cancel() and self._reader is not None:
            self._reader.interrupt()
        if self._reader is None:
            self._reader = self._new_reader()
        reader = self._reader
        future = self._pool.submit(lambda: Answer(wanted, reader.story_ids(wanted), reader.counts()))
        self._pending = future
        self._bus.follow(
            future,
            done=lambda answer: self._settle(number, answer),
            failed=lambda error: self._fail(number, error),
        )

    def facets(self, then: Callable[[Facets], None]) -> None:
        """What can be filtered by, from the worker too: over a million stories it takes its time."""
        reader = self._new_reader()

        def look() -> Facets:
            try:
                return Facets(
                    tuple(reader.story_values("language")),
                    tuple(reader.story_values("segment")),
                    tuple(reader.story_values("outcome")),
                    tuple(reader.tags()[:200]),
                    tuple(row for row in reader.batches() if row.batch.deleted_at is None),
                )
            finally:
                reader.close()

        if self._closed:
            reader.close()
            return
        self._bus.follow(self._facets.submit(look), done=lambda found: None if self._closed else then(found))

    def close(self) -> None:
        """No more questions."""
        self._asked += 1
        self._closed = True
        if self._pending is not None and self._reader is not None:
            self._reader.interrupt()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._facets.shutdown(wait=True, cancel_futures=True)

    def _settle(self, number: int, answer: Answer) -> None:
        if number == self._asked:
            self._pending = None
            self._answered(answer)

    def _fail(self, number: int, error: BaseException) -> None:
        # An interrupted question was asked anew already; only the last one's failure is news.
        if number == self._asked:
            self._pending = None
            self._bus.failed.emit(error)
