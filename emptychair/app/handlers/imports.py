"""An import: a batch opened, filled in parts, closed; taken back as one act."""

from __future__ import annotations

from dataclasses import replace

from emptychair.app import commands as c
from emptychair.app.outcome import Context, Outcome
from emptychair.app.ports import Unit
from emptychair.domain.change import Change
from emptychair.domain.errors import N_
from emptychair.domain.ids import BatchId
from emptychair.domain.story import Clearance, Consent, Story, cleared, edited


def open_batch(command: c.OpenBatch, ctx: Context) -> Outcome:
    """The batch exists from its first row on; taking it back takes back whatever has come in by then."""
    ctx.unit.batches.put(command.batch)
    return Outcome(Change.NONE, command.batch.id, N_("Import"), inverse=c.DropBatch(command.batch.id), undoable=True)


def import_stories(command: c.ImportStories, ctx: Context) -> Outcome:
    """Known source ids update, equal words are duplicates, the rest is added; the batch counts them.

    A re-import with other words voids the clearance, as any edit does. A batch that somebody vouched for clears.
    """
    unit = ctx.unit
    batch = unit.batches.need(command.batch_id)
    added = updated = duplicates = 0
    for story in command.stories:
        story, before = known(unit, story)
        if before is not None:
            after = edited(before, _merged(before, story), ctx.now)
            if _same(before, after):
                duplicates += 1
                continue
            updated += 1
            if before.clearance is Clearance.NEVER:  # a person's word, which no file takes back
                after = replace(after, clearance=Clearance.NEVER)
        else:
            after = replace(story, created_at=ctx.now, changed_at=ctx.now, batch_id=BatchId(batch.id))
            added += 1
        if batch.vouched_by and after.clearance is Clearance.WAITING and after.consent is not Consent.DENIED:
            after = cleared(after, batch.vouched_by, ctx.now)
        unit.stories.put(after)
    unit.batches.put(
        replace(
            batch,
            added=batch.added + added,
            updated=batch.updated + updated,
            duplicates=batch.duplicates + duplicates,
        )
    )
    # What is new stands on no wall yet; what is updated may.
    change = Change.STORIES | Change.LIVE if updated else Change.STORIES
    return Outcome(change, batch.id, N_("Import"), undoable=False, logged=False)


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


def would_change(before: Story, story: Story) -> bool:
    """Whether importing `story` over `before` is an update, and not the same once more."""
    return not _same(before, edited(before, _merged(before, story), before.changed_at))


def _alike(a: str, b: str) -> bool:
    # An edited story keeps most of its words; two stories of one language share a fifth, for want of other pronouns.
    first, second = set(a.casefold().split()), set(b.casefold().split())
    return 3 * len(first & second) >= len(first | second)


def close_batch(command: c.CloseBatch, ctx: Context) -> Outcome:
    """The final figures of the import."""
    known = ctx.unit.batches.need(command.batch.id)
    ctx.unit.batches.put(replace(known, refused=command.batch.refused))
    return Outcome(Change.STORIES, known.id, N_("Import"), undoable=False)


def drop_batch(command: c.DropBatch, ctx: Context) -> Outcome:
    """Every story that this batch added gets a tombstone, or (restore) loses it."""
    unit = ctx.unit
    batch = unit.batches.need(command.batch_id)
    mark = None if command.restore else ctx.now
    for story_id in unit.stories_of_batch(batch.id):
        story = unit.stories.need(story_id)
        # A story deleted by hand before stays deleted when the batch comes back.
        if command.restore and story.deleted_at != batch.deleted_at:
            continue
        if not command.restore and story.deleted_at is not None:
            continue
        unit.stories.put(replace(story, deleted_at=mark))
    unit.batches.put(replace(batch, deleted_at=mark))
    return Outcome(
        Change.STORIES | Change.LIVE,
        batch.id,
        N_("Import taken back"),
        inverse=c.DropBatch(batch.id, restore=not command.restore),
    )


def _merged(before: Story, new: Story) -> Story:
    # What people added here (an excerpt, a verification) outlives a re-import of the same words.
    same_words = before.text == new.text
    return replace(
        before,
        headline=new.headline,
        text=new.text,
        raw=new.raw,
        excerpt=new.excerpt or (before.excerpt if same_words else ""),
        language=new.language,
        kind=new.kind or before.kind,
        customer=new.customer or before.customer,
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
    )


def _same(before: Story, after: Story) -> bool:
    ignored = {
        "changed_at": 0,
        "provenance": replace(before.provenance, file_name="", row=None),
    }
    other = {"changed_at": 0, "provenance": replace(after.provenance, file_name="", row=None)}
    return replace(before, **ignored) == replace(after, **other)  # pyright: ignore[reportArgumentType]
