"""A whole import cleared in the name of somebody who vouches for its source."""

from __future__ import annotations

from dataclasses import replace

from emptychair.app import commands as c
from emptychair.app.outcome import Context, Outcome
from emptychair.domain.change import Change
from emptychair.domain.errors import N_, BadInput
from emptychair.domain.excerpt import propose
from emptychair.domain.story import Clearance, Consent, Story, cleared, edited, voided

LABEL = N_("Import vouched for")


def vouch_for(command: c.VouchFor, ctx: Context) -> Outcome:
    """Whoever vouches has a name, as whoever clears a single story has. What was denied or put aside stays so."""
    by = command.by.strip()
    if not by:
        raise BadInput(N_("Say who vouches for these stories: a clearance needs a person's name."))
    count = 0
    for story_id in command.story_ids:
        story = ctx.unit.stories.get(story_id)
        if story is None or not _waits(story, command.batch_id):
            continue
        ready = edited(story, _for_the_wall(story, command.limit), ctx.now)
        ctx.unit.stories.put(replace(cleared(ready, by, ctx.now), changed_at=ctx.now))
        count += 1
    return Outcome(
        Change.STORIES if count else Change.NONE,
        command.batch_id,
        LABEL,
        inverse=c.WithdrawVouched(command.batch_id, by, command.began),
        merge_key=f"vouch:{command.batch_id}:{command.began}",
    )


def withdraw_vouched(command: c.WithdrawVouched, ctx: Context) -> Outcome:
    """Only what this person cleared since then, so that stories read one by one before keep their clearance."""
    for story_id in ctx.unit.stories_of_batch(command.batch_id):
        story = ctx.unit.stories.need(story_id)
        mine = story.cleared_by == command.by and (story.cleared_at or 0) >= command.began
        if story.clearance is Clearance.CLEARED and mine and story.deleted_at is None:
            ctx.unit.stories.put(replace(voided(story), changed_at=ctx.now))
    return Outcome(Change.STORIES | Change.LIVE, command.batch_id, LABEL)


def _waits(story: Story, batch_id: str) -> bool:
    return (
        story.clearance is Clearance.WAITING
        and story.consent is not Consent.DENIED
        and story.deleted_at is None
        and story.batch_id == batch_id
    )


def _for_the_wall(story: Story, limit: int) -> Story:
    if story.excerpt or len(story.text) <= limit:
        return story
    return replace(story, excerpt=propose(story.text, limit))
