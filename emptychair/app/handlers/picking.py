"""Acts that pick another of the proposed stories: the other side, and a lot."""

from __future__ import annotations

from dataclasses import replace

from emptychair.app import commands as c
from emptychair.app.outcome import Context, Outcome
from emptychair.app.picking import drawable, other_side, picked, side
from emptychair.domain.change import Change
from emptychair.domain.errors import N_, BadInput, Conflict
from emptychair.domain.ids import StoryId
from emptychair.domain.meeting import Item, Origin, Reason
from emptychair.domain.story import Direction


def counter(command: c.ShowCounter, ctx: Context) -> Outcome:
    """The nearest story that tells the other side; the same again leads back."""
    item = ctx.unit.items.need(command.item_id)
    shown = ctx.unit.stories.get(item.choice.story_id) if item.choice.story_id else None
    if shown is None:
        raise Conflict(N_("There is no story to answer: choose one first."))
    if side(shown) is Direction.UNKNOWN:
        raise Conflict(N_("This story takes no side, so there is none against it: search the library for one."))
    found = other_side(item.choice, ctx.unit.stories.get, lambda: _taken(item, ctx))
    if found is None:
        raise Conflict(N_("No cleared story that fits this item tells the other side."))
    how = Reason("counter", (("to", str(side(shown).opposite)),))
    return _take(item, found.story_id, how, ctx, N_("Counter-story chosen"))


def draw(command: c.DrawStory, ctx: Context) -> Outcome:
    """Any of the stories as near as the best, the chosen one too: nobody picked it."""
    if not 0 <= command.lot < 1:
        raise BadInput(N_("A lot lies between 0 and 1."))
    item = ctx.unit.items.need(command.item_id)
    pool = drawable(item.choice, ctx.unit.stories.get, lambda: _taken(item, ctx))
    if len(pool) < 2:
        raise Conflict(N_("No two cleared stories are equally near to this item: there is nothing to draw from."))
    found = pool[int(command.lot * len(pool))]
    how = Reason("drawn", (("of", str(len(pool))),))
    return _take(item, found.story_id, how, ctx, N_("Story drawn by lot"))


def _take(item: Item, story_id: StoryId, how: Reason, ctx: Context, label: str) -> Outcome:
    choice = item.choice
    away = choice.story_id if choice.story_id != story_id else None
    ctx.unit.items.put(
        replace(
            item,
            choice=replace(
                choice,
                origin=Origin.PERSON,
                story_id=story_id,
                pinned=False,
                candidates=picked(choice, story_id, how),
                rejected=(*choice.rejected, away) if away else choice.rejected,
            ),
        )
    )
    return Outcome(Change.ITEMS | Change.LIVE, item.id, label, scope=item.meeting_id)


def _taken(item: Item, ctx: Context) -> set[str]:
    """The customers of the meeting's other items."""
    ids = [one.choice.story_id for one in ctx.unit.items_of(item.meeting_id) if one.id != item.id]
    stories = (ctx.unit.stories.get(story_id) for story_id in ids if story_id)
    return {story.customer_key for story in stories if story is not None}
