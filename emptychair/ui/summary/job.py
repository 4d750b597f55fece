"""Setting the minutes away from the window's thread: 20 to 100 ms that no key should wait for."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from emptychair.app.i18n import Words
from emptychair.domain.summary import Summary

T = TypeVar("T")


class RenderJob:
    """One worker; what was asked for later comes out later."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="minutes")

    def pages(self, summary: Summary, words: Words, ppi: float) -> Future[tuple[bytes, ...]]:
        """The printed pages as PNG, and the imports that this needs."""

        def work() -> tuple[bytes, ...]:
            from emptychair.report import preview_pages

            return preview_pages(summary, words, ppi=ppi)

        return self.run(work)

    def run(self, work: Callable[[], T]) -> Future[T]:
        """Anything else, after what was asked for before."""
        return self._pool.submit(work)

    def close(self) -> None:
        """Drop what has not begun; what runs is let finish."""
        self._pool.shutdown(wait=False, cancel_futures=True)
