"""Clearing a whole import in the name of somebody who vouches for its source; the work, without any window."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from emptychair.app import commands as c
from emptychair.app.ports import Reader
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Consent, Story
from emptychair.ui.clearance.masking import doubts_of
from emptychair.ui.clearance.preview import room_limit
from emptychair.ui.context import UiContext

PART = 25  # stories a job of the writer: a decision meanwhile does not wait for more than that
SAMPLE = 5
SOURCE = "vouching"


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to vouch for: the stories of an import that wait, and a few of them drawn by lot to read."""

    waiting: tuple[StoryId, ...]
    sample: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class Vouched:
    """What became of it. `doubtful` stay in the queue, because something in them looks private."""

    cleared: int
    doubtful: int
    stopped: bool = False


class VouchJob:
    """Looks at an import and clears it, on a worker with a reader of its own."""

    def __init__(self, ctx: UiContext, batch_id: str, lot: random.Random | None = None) -> None:
        self._ctx, self._batch_id = ctx, batch_id
        self._lot = lot or random.Random()
        self._pool = ThreadPoolExecutor(1, "vouching")
        self._stop = threading.Event()
        self._closed = False
        self.done = 0  # stories looked at so far, written by the worker alone
        self.running = False

    def look(self, then: Callable[[Offer], object]) -> None:
        """Who waits, and five of them."""
        reader = self._ctx.new_reader()

        def work() -> Offer:
            try:
                waiting = reader.waiting_of(self._batch_id)
                drawn = sorted(self._lot.sample(range(len(waiting)), min(SAMPLE, len(waiting))))
                found = (reader.story(waiting[at]) for at in drawn)
                return Offer(tuple(waiting), tuple(story for story in found if story is not None))
            finally:
                reader.close()

        self._follow(work, then)

    def run(
        self,
        waiting: Sequence[StoryId],
        by: str,
        then: Callable[[Vouched], object],
        *,
        with_doubtful: bool = False,
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Clear them part by part. Without `with_doubtful` a story in which something looks private keeps waiting."""
        reader, began, limit = self._ctx.new_reader(), self._ctx.service.now_ms(), room_limit(self._ctx)
        self._stop.clear()
        self.done, self.running = 0, True

        def work() -> Vouched:
            cleared = doubtful = 0
            try:
                for start in range(0, len(waiting), PART):
                    if self._stop.is_set():
                        return Vouched(cleared, doubtful, stopped=True)
                    part = waiting[start : start + PART]
                    ready, left = _sorted(reader, part, with_doubtful=with_doubtful)
                    if ready:
                        act = c.VouchFor(self._batch_id, ready, by, began, limit)
                        self._ctx.service.execute(act, SOURCE)
                    cleared, doubtful, self.done = cleared + len(ready), doubtful + left, start + len(part)
                return Vouched(cleared, doubtful)
            finally:
                reader.close()

        self._follow(work, then, failed)

    def cancel(self) -> None:
        """Stop after the part that is being written."""
        self._stop.set()

    def close(self) -> None:
        """No more work, and nobody to be told."""
        self._closed = True
        self._stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _follow(
        self,
        work: Callable[[], object],
        then: Callable[..., object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        def finish(act: Callable[..., object], value: object) -> None:
            self.running = False
            if not self._closed:
                act(value)

        self._ctx.bus.follow(
            self._pool.submit(work),
            done=lambda found: finish(then, found),
            failed=lambda error: finish(failed or self._ctx.bus.failed.emit, error),
        )


def _sorted(reader: Reader, part: Sequence[StoryId], *, with_doubtful: bool) -> tuple[tuple[StoryId, ...], int]:
    """Those that can be cleared, and how many cannot because somebody should look at them."""
    ready: list[StoryId] = []
    left = 0
    for story_id in part:
        story = reader.story(story_id)
        if story is None or story.consent is Consent.DENIED:
            continue
        if not with_doubtful and doubts_of(story):
            left += 1
        else:
            ready.append(story_id)
    return tuple(ready), left
