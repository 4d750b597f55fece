"""An import: a batch opened, filled in parts, closed; taken back as one act."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from emptychair.app import commands as c
from emptychair.app.intake import vouched
from emptychair.app.intake_ports import PreparedRow
from emptychair.app.outcome import Context, Outcome
from emptychair.app.ports import Batch, Unit
from emptychair.domain.change import Change
from emptychair.domain.errors import N_
from emptychair.domain.ids import BatchId, StoryId
from emptychair.domain.story import Clearance, Consent, Story, edited, voided

ERASED = N_("It was erased on request and stays away.")


def open_batch(command: c.OpenBatch, ctx: Context) -> Outcome:
    """The batch exists from its first row on; taking it back takes back whatever has come in by then."""
    ctx.unit.batches.put(command.batch)
    return Outcome(Change.NONE, command.batch.id, N_("Import"), inverse=c.DropBatch(command.batch.id), undoable=True)


def import_stories(command: c.ImportStories, ctx: Context) -> Outcome:
    """Stories that need no preparing, by the same rules as rows that do."""
    batch = ctx.unit.batches.need(command.batch_id)
    rows: list[PreparedRow] = []
    for story in command.stories:
        ready = vouched(replace(story, batch_id=BatchId(batch.id)), batch.vouched_by, ctx.now)
        columns = ctx.unit.incoming.columns(ready)
        rows.append(PreparedRow(0, batch.id, story.provenance.source_id, columns))
    counted = _store(rows, batch, ctx)
    ctx.unit.batches.put(counted)
    change = Change.STORIES | Change.LIVE if counted.updated > batch.updated else Change.STORIES
    return Outcome(change, batch.id, N_("Import"), undoable=False, logged=False)


def store_prepared(command: c.StorePrepared, ctx: Context) -> Outcome:
    """Known source ids update, the same row once more is a duplicate, the rest is added; the batch counts them.

    A re-import with other words voids the clearance, as any edit does. A batch that somebody vouched for clears.
    """
    incoming = ctx.unit.incoming
    there = incoming.present([row.row for row in command.rows])
    groups: dict[str, list[PreparedRow]] = {}
    for row in command.rows:
        if row.row in there:
            groups.setdefault(row.batch_id, []).append(row)
    updated = False
    again: set[int] = set()
    for batch_id, rows in groups.items():
        batch = ctx.unit.batches.get(batch_id)
        if batch is None or batch.deleted_at is not None:  # taken back in the meantime
            continue
        # Taken back when they were prepared, and brought back since: they go on waiting.
        again.update(row.row for row in rows if not row.columns and not row.source_id and not row.refused)
        counted = _store([row for row in rows if row.row not in again], batch, ctx)
        updated = updated or counted.updated > batch.updated
        ctx.unit.batches.put(counted)
    incoming.settle([row.row for row in command.rows if row.row not in again])
    # What is new stands on no wall yet; what is updated may.
    change = Change.STORIES | Change.LIVE if updated else Change.STORIES
    return Outcome(change, "", N_("Import"), undoable=False, logged=False)


def _store(rows: list[PreparedRow], batch: Batch, ctx: Context) -> Batch:
    incoming = ctx.unit.incoming
    # Whoever asked to be forgotten does not come back with the next export.
    gone = ctx.unit.erased_among(batch.source, [row.source_id for row in rows])
    rows = [replace(row, columns=(), refused=ERASED) if row.source_id in gone else row for row in rows]
    whole = [row for row in rows if row.columns]
    met = set(incoming.known(batch.source, [row.source_id for row in whole if row.source_id]))
    fresh: list[PreparedRow] = []
    others: list[PreparedRow] = []
    for row in whole:
        (others if row.source_id in met else fresh).append(row)
        met.update((row.source_id,) if row.source_id else ())
    incoming.store(fresh, ctx.now)
    refused = sum(1 for row in rows if row.refused)
    added, updated, duplicates = len(fresh), 0, len(rows) - len(whole) - refused
    for row in others:
        fate = _meet(row, batch, ctx)
        added += fate == "added"
        updated += fate == "updated"
        duplicates += fate == "duplicate"
    return replace(
        batch,
        added=batch.added + added,
        updated=batch.updated + updated,
        duplicates=batch.duplicates + duplicates,
        refused=batch.refused + refused,
    )


def _meet(row: PreparedRow, batch: Batch, ctx: Context) -> str:
    """A row whose source id the library knows."""
    unit, incoming = ctx.unit, ctx.unit.incoming
    story, before = known(unit, incoming.story(row.columns))
    if before is None:
        incoming.store([replace(row, columns=incoming.columns(replace(story, id=StoryId(ctx.new_id()))))], ctx.now)
        return "added"
    after = updated_by(before, story, ctx.now)
    if same(before, after):
        return "duplicate"
    other_words = after.text != before.text
    if not other_words or incoming.is_first(before.id) or story.twin_of == before.id:
        after = replace(after, twin_of=before.twin_of)
    if before.clearance is not Clearance.NEVER and after.clearance is Clearance.WAITING:
        after = vouched(after, batch.vouched_by, ctx.now)
    incoming.renew(after, row.bands if other_words else b"")
    return "updated"


def known(unit: Unit, story: Story) -> tuple[Story, Story | None]:
    """`story` as it is to be stored, and the story of the library that it updates, if there is one.

    Two files may count from 1 both: where file and words are other ones, the id is another story's, and the source gets
    the file's name, so that neither overwrites the other, now or when it is imported again.
    """
    own = story.provenance
    if not own.source_id:
        return story, None
    before = unit.story_by_source(own.source, own.source_id)
    if before is None or before.deleted_at is not None:
        before = None
    elif own.file_name != before.provenance.file_name and not _alike(before.text, story.text):
        story = replace(story, provenance=replace(own, source=f"{own.source}:{own.file_name}"))
        before = unit.story_by_source(story.provenance.source, own.source_id)
        before = before if before is not None and before.deleted_at is None else None
    return story, before


def updated_by(before: Story, new: Story, now_ms: int) -> Story:
    """`before` as the source tells it now.

    A source that says the same words as at the last import has nothing to say about the words of a person who has
    edited them since; what it says besides (how the case ended, say) still counts. NEVER is a person's word.
    """
    after = edited(before, _merged(before, new), now_ms)
    if after.clearance is Clearance.CLEARED and _origin_shown(after) != _origin_shown(before):
        after = voided(after)  # nobody has read what the file now says of the source
    return replace(after, clearance=Clearance.NEVER) if before.clearance is Clearance.NEVER else after


def _origin_shown(story: Story) -> tuple[str, ...]:
    """Texts that stand beside the words on the wall and in the minutes; they may name somebody, too."""
    own = story.provenance
    return (story.channel, own.publisher, own.title, own.url, own.source_date, own.heard_where)


def _alike(a: str, b: str) -> bool:
    # An edited story keeps most of its words; two stories of one language share a fifth, for want of other pronouns.
    first, second = set(a.casefold().split()), set(b.casefold().split())
    return 3 * len(first & second) >= len(first | second)


def close_batch(command: c.CloseBatch, ctx: Context) -> Outcome:
    """The final figures of the import."""
    known = ctx.unit.batches.need(command.batch.id)
    # Rows that could not be prepared may be counted already.
    ctx.unit.batches.put(replace(known, refused=known.refused + command.batch.refused))
    return Outcome(Change.STORIES, known.id, N_("Import"), undoable=False)


_DROPPED_AT_ONCE = 2_000  # waiting rows; of a larger import the rest goes in parts, so that no decision waits


def drop_batch(command: c.DropBatch, ctx: Context) -> Outcome:
    """Every story that this batch added gets a tombstone, or (restore) loses it. Rows that still wait to be prepared
    are forgotten; they come back with their file."""
    unit = ctx.unit
    batch = unit.batches.need(command.batch_id)
    mark = None if command.restore else ctx.now
    # A story deleted by hand before keeps its own tombstone, also when the batch comes back.
    _left_to_mark(unit, [*_to_mark(unit), [batch.id, mark, batch.deleted_at if command.restore else None, 0]])
    if not command.restore:
        unit.incoming.drop_batch(batch.id, _DROPPED_AT_ONCE)
    unit.batches.put(replace(batch, deleted_at=mark))
    return Outcome(
        Change.STORIES | Change.LIVE,
        batch.id,
        N_("Import taken back"),
        inverse=c.DropBatch(batch.id, restore=not command.restore),
        follow=_mark_some(unit),
    )


def go_on_marking(_: c.GoOnMarking, ctx: Context) -> Outcome:
    """The next part of what `drop_batch` has begun; nothing if nothing is left."""
    follow = _mark_some(ctx.unit)
    return Outcome(
        Change.STORIES | Change.LIVE, "", N_("Import taken back"), undoable=False, logged=False, follow=follow
    )


_MARKED_AT_ONCE = 100  # stories; a transaction of 5 ms, behind which a decision waits
_TO_MARK = "batches to mark"  # of each: id, tombstone to be, tombstone as it is, row up to which it is done


def _mark_some(unit: Unit) -> c.GoOnMarking | None:
    waiting = _to_mark(unit)
    if not waiting:
        return None
    batch_id, mark, of, after = waiting[0]
    done = unit.mark_batch(batch_id, mark, of, after, _MARKED_AT_ONCE)
    _left_to_mark(unit, waiting[1:] if done is None else [[batch_id, mark, of, done], *waiting[1:]])
    return c.GoOnMarking() if done is not None or waiting[1:] else None


def _to_mark(unit: Unit) -> list[list[Any]]:
    return json.loads(unit.setting(_TO_MARK) or "[]")


def _left_to_mark(unit: Unit, waiting: list[list[Any]]) -> None:
    unit.put_setting(_TO_MARK, json.dumps(waiting) if waiting else "")


def _merged(before: Story, new: Story) -> Story:
    was, now = before.provenance.digest, new.provenance.digest
    same_words = was[:16] == now[:16] if was and now else before.text == new.text
    told = before if was and same_words else new  # whose words stand
    return replace(
        before,
        headline=told.headline,
        text=told.text,
        raw=new.raw,
        # What people added here (an excerpt, a verification) outlives a re-import of the same words.
        excerpt=before.excerpt if told is before else new.excerpt or (before.excerpt if same_words else ""),
        language=told.language,
        kind=new.kind or before.kind,
        customer=told.customer or before.customer,
        segment=new.segment or before.segment,
        industry=new.industry or before.industry,
        channel=new.channel or before.channel,
        happened_on=new.happened_on or before.happened_on,
        outcome=new.outcome or before.outcome,
        facts=new.facts or before.facts,
        tags=new.tags or before.tags,
        sensitive=before.sensitive or new.sensitive,
        teaching=before.teaching or new.teaching,
        # Once denied it stays denied until a person says otherwise; what a file does not know changes nothing.
        consent=before.consent if Consent.DENIED is before.consent or new.consent is Consent.UNKNOWN else new.consent,
        provenance=replace(new.provenance, verified_by=new.provenance.verified_by or before.provenance.verified_by),
        weight=new.weight,
        twin_of=new.twin_of,
    )


def same(before: Story, after: Story) -> bool:
    """Whether an import changed nothing that anybody would see."""
    return _compared(before) == _compared(after)


def _compared(story: Story) -> Story:
    bare = replace(story.provenance, file_name="", row=None, digest="")
    # `raw` is kept by version 1 only where it differed from the text; the digest stands for it since.
    return replace(story, changed_at=0, raw="", twin_of=StoryId(""), provenance=bare)
