"""Stage A of an import: what a reader finds is stored as it is, fast and in parts, and waits to be prepared.

Nothing of it can be searched or shown yet; `app/preparing.py` makes stories of it.
"""

from __future__ import annotations

import contextlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from emptychair.app import commands as c
from emptychair.app.intake import ImportReport, Preparing, digest_of, encode_raw, prepare, source_id_of
from emptychair.app.ports import Batch, Unit
from emptychair.app.service import Service
from emptychair.domain.errors import BadInput
from emptychair.domain.ids import StoryId
from emptychair.domain.raw_story import RawStory
from emptychair.domain.story import Story
from emptychair.gather.reader import Refused

if TYPE_CHECKING:
    from emptychair.gather.mapping import Mapping
    from emptychair.gather.recognising import Recognised

__all__ = ["ImportReport", "Preparing", "check", "completed", "foresee", "preview", "take_in"]

PART = 150  # rows a transaction: 4 ms, behind which a decision waits (dev.py bench intake)
# This thread computes all the time. A decision's handler and a window wait for the interpreter after every statement:
# with the usual 5 ms between turns, a decision of fifteen statements took 25 ms (dev.py bench intake).
_SWITCH_S = 0.000_1
NAMED = 1_000  # refused rows that a report names; all are counted


def take_in(
    found: Recognised,
    service: Service,
    *,
    source: str = "",
    vouched_by: str = "",
    mapping: Mapping | None = None,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Store every row of a recognised file; `waiting` of the report are still to be prepared (`Preparing`).

    `source` is the label under which its ids are known again, the reader's name if empty; `vouched_by` will clear every
    story in that person's name. `progress` gets the rows read so far. Cancelled, or taken back meanwhile, what is
    stored stays whole: it is prepared, or DropBatch takes it back. Raises BadInput or NotFound before anything is
    written.
    """
    rows, label = _rows(found, mapping)
    batch = Batch(service.new_id(), found.file.name, source or label, service.now_ms(), vouched_by=vouched_by.strip())
    service.execute(c.OpenBatch(batch))
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_S)
    try:
        return _read(rows, batch, service, progress, cancelled)
    except Exception:
        # A file that breaks off in the middle leaves nothing half imported.
        with contextlib.suppress(Exception):
            service.execute(c.DropBatch(batch.id))
        raise
    finally:
        sys.setswitchinterval(before)


def _read(
    rows: Iterator[RawStory | Refused],
    batch: Batch,
    service: Service,
    progress: Callable[[int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> ImportReport:
    refused: list[Refused] = []
    read = bad = stored = 0
    stopped = False
    under_way: Future[bool] | None = None
    while part := list(islice(rows, PART)):
        bodies = [encode_raw(row) for row in part if isinstance(row, RawStory)]
        # One part is written while the next one is read.
        if under_way is not None and not under_way.result():
            break
        if len(bodies) < len(part):
            found_bad = [row for row in part if isinstance(row, Refused)]
            bad += len(found_bad)
            refused += found_bad[: NAMED - len(refused)]
        read += len(part)
        stored += len(bodies)
        under_way = service.run(lambda unit, bodies=bodies: _store(unit, batch.id, bodies))
        if progress is not None:
            progress(read)
        if cancelled is not None and cancelled():
            stopped = True
            break
    if under_way is not None and not under_way.result():  # taken back while it was read
        stopped, read, stored = True, bad, 0
    service.execute(c.CloseBatch(replace(batch, refused=bad)))
    return ImportReport(
        file=batch.file_name,
        source=batch.source,
        read=read,
        added=0,
        updated=0,
        duplicates=0,
        refused=tuple(refused),
        batch_id=batch.id,
        cancelled=stopped,
        waiting=stored,
        refused_count=bad,
    )


def completed(report: ImportReport, preparing: Preparing) -> ImportReport:
    """`report` of `take_in` once everything of it is prepared. Waits."""
    done = preparing.finish(report.batch_id)
    return replace(
        report,
        added=done.added,
        updated=done.updated,
        duplicates=done.duplicates,
        refused=(*report.refused, *done.refused)[:NAMED],
        refused_count=done.refused_count,
        waiting=done.waiting,
        cancelled=report.cancelled or done.cancelled,
    )


def preview(found: Recognised, limit: int = 5, mapping: Mapping | None = None) -> list[Story]:
    """The first stories of a file as they will read: masked, without an id. Raises BadInput or NotFound."""
    rows, label = _rows(found, mapping)
    batch = Batch("", found.file.name, label, 0)
    raws = (row for row in rows if isinstance(row, RawStory))
    return [prepare(raw, batch, StoryId(""), 0) for raw in islice(raws, limit)]


def check(found: Recognised, mapping: Mapping | None = None) -> None:
    """Raise BadInput or NotFound if an import would, before it writes anything."""
    _rows(found, mapping)


def foresee(
    found: Recognised,
    service: Service | None,
    *,
    mapping: Mapping | None = None,
    source: str = "",
    limit: int | None = 2000,
) -> ImportReport:
    """What an import of the first `limit` rows (None: of all) would do to this library; without a service, to an empty
    one. Writes nothing. Raises BadInput or NotFound."""
    rows, label = _rows(found, mapping)
    batch = Batch("", found.file.name, source or label, 0)
    counts = Counter[str]()
    refused: list[Refused] = []
    met: dict[str, str] = {}
    while part := list(islice(rows if limit is None else islice(rows, max(0, limit - counts["read"])), PART)):
        counts["read"] += len(part)
        raws: list[RawStory] = []
        for row in part:
            if isinstance(row, RawStory):
                raws.append(row)
            else:
                counts["refused"] += 1
                refused += [row] if len(refused) < NAMED else []
        told = {source_id_of(raw): digest_of(raw) for raw in raws}
        known: dict[str, Any] = {}
        if service is not None and told:
            known = service.run(lambda unit, told=told: unit.incoming.known(batch.source, list(told))).result()
        for raw in raws:
            source_id, digest = source_id_of(raw), digest_of(raw)
            before = met.get(source_id)
            if before is None and source_id in known:
                before = known[source_id][1] or "?"
            if before is None:
                fate = "added"
            elif before == digest:
                fate = "duplicates"
            else:
                assert service is not None or before != "?"
                fate = _fate(raw, batch, service) if source_id in known and service is not None else "updated"
            met[source_id] = digest
            counts[fate] += 1
    return ImportReport(
        file=batch.file_name,
        source=batch.source,
        read=counts["read"],
        added=counts["added"],
        updated=counts["updated"],
        duplicates=counts["duplicates"],
        refused=tuple(refused),
        batch_id="",
        refused_count=counts["refused"],
    )


def _fate(raw: RawStory, batch: Batch, service: Service) -> str:
    """The same decision as that of storing, by the same rules."""
    from emptychair.app.handlers.imports import known, same, updated_by

    story = prepare(raw, batch, StoryId(""), 0)

    def look(unit: Unit) -> str:
        told, before = known(unit, story)
        if before is None:
            return "added"
        return "duplicates" if same(before, updated_by(before, told, before.changed_at)) else "updated"

    return str(service.run(look).result())


def _store(unit: Unit, batch_id: str, bodies: list[str]) -> bool:
    """False if the batch was taken back while its file was being read."""
    batch = unit.batches.get(batch_id)
    if batch is None or batch.deleted_at is not None:
        return False
    unit.incoming.add(batch_id, bodies)
    return True


def _rows(found: Recognised, mapping: Mapping | None) -> tuple[Iterator[RawStory | Refused], str]:
    """The rows of a file and its reader's name; its first row is read, so that what is no source says so at once."""
    if found.reader is not None:
        reader = found.reader
    elif found.sentence:
        raise BadInput(found.sentence, path=found.file.name)
    else:
        from emptychair.gather.mapping import MappedReader, settled

        reader = MappedReader(mapping or settled(found.file))
    rows = iter(reader.read(found.file, found.beside))
    first = next(rows, None)
    return (iter(()) if first is None else chain([first], rows)), reader.name
