"""Full-text search for a field that somebody types into: away from the window's thread, the latest question alone."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from emptychair.app.ports import Reader, StoryFilter, StoryRow


class WordSearch:
    """On a thread and a reader of its own. A newer question cancels the one before, or interrupts it where it runs."""

    def __init__(self, new_reader: Callable[[], Reader], most: int) -> None:
        """`most`: stories found at most."""
        self._new_reader = new_reader
        self._most = most
        self._pool: ThreadPoolExecutor | None = None
        self._reader: Reader | None = None
        self._last: Future[list[StoryRow]] | None = None
        self._asked = 0

    def find(self, text: str) -> Future[list[StoryRow]]:
        """The nearest stories by their words."""
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, thread_name_prefix="word-search")
        self._drop()
        self._last = self._pool.submit(self._search, self._asked, text)
        return self._last

    def close(self) -> None:
        """Let the thread go; a question that runs is interrupted first. `find` begins anew."""
        self._drop()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _drop(self) -> None:
        self._asked += 1
        if self._last is not None and not self._last.cancel() and not self._last.done() and self._reader is not None:
            self._reader.interrupt()

    def _search(self, number: int, text: str) -> list[StoryRow]:
        if self._reader is None:
            self._reader = self._new_reader()
        try:
            if number != self._asked:
                return []
            return self._reader.story_rows(
                self._reader.story_ids(StoryFilter(search=text, sort="relevance", most=self._most))
            )
        except Exception:
            if number != self._asked:  # interrupted: nobody waits for it
                return []
            raise
