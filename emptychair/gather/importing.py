"""An import from file to library: in small parts, so that a decision never waits for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from emptychair.app import commands as c
from emptychair.app.ports import Batch, Unit
from emptychair.app.service import Service
from emptychair.domain.excerpt import propose
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Story
from emptychair.gather.story_table import Refused, read_stories

PART = 25  # rows a job: a decision meanwhile waits 9 ms in the median, with 200 rows 66 (dev.py bench write)
ON_THE_WALL = 420  # characters that fit at the smallest size allowed, 5.5 % of the wall's height


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of the rows: read = added + updated + duplicates + refused."""

    file: str
    source: str
    read: int
    added: int
    updated: int
    duplicates: int
    refused: tuple[Refused, ...]
    batch_id: str
    cancelled: bool = False


def import_stories(
    path: Path,
    service: Service,
    *,
    vouched_by: str = "",
    source: str = "csv",
    dry_run: bool = False,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    prepare: Callable[[Story], Story] = lambda story: story,
) -> ImportReport:
    """Read a story table into the library. `vouched_by` clears every story in that person's name.

    `prepare` may complete each story before it is stored. Cancelled, whole parts stay; DropBatch takes them back.
    Raises NotFound or BadInput before anything is written.
    """
    found = read_stories(path, source)
    if dry_run:
        stories, bad = _sorted(found)
        return ImportReport(path.name, source, len(stories) + len(bad), len(stories), 0, 0, bad, "")
    batch = Batch(service.new_id(), path.name, source, service.now_ms(), vouched_by=vouched_by)
    service.execute(c.OpenBatch(batch))
    refused: list[Refused] = []
    read, stopped = 0, False
    while part := list(islice(found, PART)):
        good, bad = _sorted(part)
        refused.extend(bad)
        ready = tuple(_ready(prepare(story), service, bool(vouched_by)) for story in good)
        if ready:
            service.execute(c.ImportStories(batch.id, ready))
        read += len(part)
        if progress is not None:
            progress(read)
        if cancelled is not None and cancelled():
            stopped = True
            break
    done = service.run(lambda unit: unit.batches.need(batch.id)).result()
    service.execute(c.CloseBatch(replace(done, refused=len(refused))))
    return ImportReport(
        path.name, source, read, done.added, done.updated, done.duplicates, tuple(refused), batch.id, stopped
    )


def foresee(path: Path, service: Service, *, source: str = "csv") -> ImportReport:
    """What an import of this file would do to this library. Writes nothing. Raises NotFound or BadInput."""
    stories, bad = _sorted(read_stories(path, source))
    counts = Counter[str]()
    for start in range(0, len(stories), PART):
        part = stories[start : start + PART]
        counts.update(service.run(lambda unit, part=part: [_fate(unit, story) for story in part]).result())
    read = len(stories) + len(bad)
    return ImportReport(path.name, source, read, counts["added"], counts["updated"], counts["duplicate"], bad, "")


def _fate(unit: Unit, story: Story) -> str:
    from emptychair.app.handlers.imports import known, would_change

    story, before = known(unit, story)
    if before is None:
        return "added"
    return "updated" if would_change(before, story) else "duplicate"


def preview_stories(path: Path, limit: int = 5) -> list[Story]:
    """The first stories of a file as they will read. Raises NotFound or BadInput."""
    return list(islice((found for found in read_stories(path, "csv") if isinstance(found, Story)), limit))


def _sorted(found: Iterable[Story | Refused]) -> tuple[list[Story], tuple[Refused, ...]]:
    stories: list[Story] = []
    refused: list[Refused] = []
    for row in found:
        if isinstance(row, Story):
            stories.append(row)
        else:
            refused.append(row)
    return stories, tuple(refused)


def _ready(story: Story, service: Service, vouched: bool) -> Story:
    story = replace(story, id=StoryId(service.new_id()))
    if vouched and not story.excerpt and len(story.text) > ON_THE_WALL:
        # Whoever vouches has read the whole text, so any whole sentences of it may stand on the wall.
        story = replace(story, excerpt=propose(story.text, ON_THE_WALL))
    return story
