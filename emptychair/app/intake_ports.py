"""What an import needs of the store, and what the windows and the command line need of an import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from emptychair.app.ports import Batch
from emptychair.domain.change import Change
from emptychair.domain.ids import StoryId
from emptychair.domain.raw_story import Refused
from emptychair.domain.story import Story
from emptychair.domain.values import value


@value
class PreparedRow:
    """A row of `incoming` that was prepared: the columns of its story as the store has them; none if it is the same
    story once more, or cannot be prepared (`refused` says why, in English)."""

    row: int
    batch_id: str
    source_id: str
    columns: tuple[Any, ...] = ()
    bands: bytes = b""  # of MinHash, where the story is the first of its kind
    refused: str = ""
    line: int = 0  # of the file, where the row is refused


class Incoming(Protocol):
    """Rows that were read and wait to be prepared, and what preparing them needs to know of the library."""

    def waiting(self, batch_id: str = "") -> int:
        """How many rows wait: of a batch exactly, of all at most so many; 0 if none."""
        ...

    def stories(self) -> int:
        """How many stories the library has."""
        ...

    def head(self, after: int, limit: int) -> list[tuple[int, str, str]]:
        """The next rows: number, batch id and body."""
        ...

    def batch(self, batch_id: str) -> Batch | None: ...
    def known(self, source: str, source_ids: Sequence[str]) -> dict[str, tuple[StoryId, str]]:
        """Id and digest of the stories that stand in the library under these ids of their source."""
        ...

    def first_of_their_kind(self, after: int, limit: int) -> tuple[list[int], bytes]:
        """Story rows above `after` with their bands, one behind the other."""
        ...

    def texts(self, rows: Sequence[int]) -> dict[int, tuple[StoryId, str]]:
        """Id and text of the stories in these rows that are there."""
        ...

    def columns(self, story: Story) -> tuple[Any, ...]:
        """A story as its columns lie in the table, its index terms among them."""
        ...


class IncomingTable(Incoming, Protocol):
    """The same inside a transaction."""

    def add(self, batch_id: str, bodies: Sequence[str]) -> None: ...
    def present(self, rows: Sequence[int]) -> set[int]:
        """Which of these rows still wait."""
        ...

    def store(self, rows: Sequence[PreparedRow], now_ms: int) -> None:
        """New stories, with their place in the index; as many at once as there are."""
        ...

    def story(self, columns: tuple[Any, ...]) -> Story:
        """The story that these columns hold."""
        ...

    def renew(self, story: Story, bands: bytes) -> None:
        """A story of the library with other words."""
        ...

    def is_first(self, story_id: StoryId) -> bool:
        """Whether others say nearly the same as this one."""
        ...

    def settle(self, rows: Sequence[int]) -> None:
        """These rows wait no more."""
        ...

    def drop_batch(self, batch_id: str, limit: int) -> int:
        """Forget at most `limit` waiting rows of a batch; how many there were."""
        ...


@value
class ImportReport:
    """What became of the rows: read = added + updated + duplicates + refused_count + waiting."""

    file: str
    source: str
    read: int
    added: int
    updated: int
    duplicates: int
    refused: tuple[Refused, ...]  # the first 1,000
    batch_id: str
    cancelled: bool = False
    waiting: int = 0  # rows that are stored and not prepared yet
    refused_count: int = 0  # all of them


class Preparing(Protocol):
    """Stage B: prepares what waits in `incoming`, in the background. Safe to call from any thread."""

    on_progress: Callable[[int, int, Change], None] | None
    """Told at most three times a second on a worker's thread: done, total, and what changed in the library since the
    last time. The last call has done == total."""

    def start(self) -> None:
        """Begin, or go on, if anything waits; returns at once. Call it when the program starts and after `take_in`."""
        ...

    def progress(self) -> tuple[int, int]:
        """Rows prepared since the last time nothing waited, and all rows of that time; (0, 0) when nothing waits."""
        ...

    def finish(self, batch_id: str) -> ImportReport:
        """Wait until nothing of this batch waits; its figures from the library (`refused` holds only rows that could
        not be prepared). Raises StoreUnavailable if preparing is impossible; the rows stay then."""
        ...

    def stop(self) -> None:
        """Stop within a second. What is not prepared keeps waiting until `start`."""
        ...

    def close(self) -> None:
        """`stop`, for good."""
        ...
