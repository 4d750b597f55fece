"""Acts on the items of an agenda and on the story of each."""

from __future__ import annotations

from dataclasses import replace

from emptychair.app import commands as c
from emptychair.app.handlers.meetings import new_item, one_line
from emptychair.app.outcome import Context, Outcome
from emptychair.app.picking import picked
from emptychair.domain.change import Change
from emptychair.domain.errors import N_, BadInput, Conflict
from emptychair.domain.ids import MeetingId
from emptychair.domain.meeting import Candidate, Choice, Item, ItemState, Origin


def add(command: c.AddItem, ctx: Context) -> Outcome:
    """An item after another one, or at the end."""
    items = ctx.unit.items_of(command.meeting_id)
    place = next((item.position for item in items if item.id == command.after), len(items)) + 1
    item = new_item(command.item, command.meeting_id, place, ctx)
    ctx.unit.items.put(item)
    renumber([*items[: place - 1], item, *items[place - 1 :]], ctx)
    return _items(item, N_("Item added"))


def edit(command: c.EditItem, ctx: Context) -> Outcome:
    """A new title keeps the chosen story: the person sees both and may ask for a new match."""
    item = ctx.unit.items.need(command.item_id)
    title = one_line(command.title)
    if not title:
        raise BadInput(N_("An item needs a title: type one."))
    if command.minutes is not None and not 0 <= command.minutes <= 24 * 60:
        raise BadInput(N_("The minutes of an item lie between 0 and 1440: type such a number."))
    ctx.unit.items.put(replace(item, title=title, minutes=command.minutes, owner=one_line(command.owner)))
    return _items(item, N_("Item edited"))


def remove(command: c.RemoveItem, ctx: Context) -> Outcome:
    """Off the agenda. An item with decisions stays: its minutes would be lost."""
    item = ctx.unit.items.need(command.item_id)
    meeting = ctx.unit.meetings.need(item.meeting_id)
    if meeting.item_id == item.id:
        raise Conflict(N_("This item is under discussion: go on to another one before you remove it."))
    if any(decision.item_id == item.id for decision in ctx.unit.decisions_of(item.meeting_id)):
        raise Conflict(N_("This item holds decisions: delete them first, or park the item."))
    ctx.unit.items.drop(item.id)
    renumber(ctx.unit.items_of(item.meeting_id), ctx)
    return _items(item, N_("Item removed"))


def move(command: c.MoveItem, ctx: Context) -> Outcome:
    """To another place; the others close up."""
    item = ctx.unit.items.need(command.item_id)
    items = [other for other in ctx.unit.items_of(item.meeting_id) if other.id != item.id]
    items.insert(max(0, min(command.position - 1, len(items))), item)
    renumber(items, ctx)
    return _items(item, N_("Item moved"))


def split(command: c.SplitItem, ctx: Context) -> Outcome:
    """The first part keeps story, note, decisions and time; planned minutes are shared out."""
    item = ctx.unit.items.need(command.item_id)
    titles = [title for title in map(one_line, command.titles) if title]
    if len(titles) < 2:
        raise BadInput(N_("To split an item give at least two titles, one a line."))
    share = None if item.minutes is None else max(1, item.minutes // len(titles))
    items = ctx.unit.items_of(item.meeting_id)
    at = next(i for i, other in enumerate(items) if other.id == item.id)
    first = replace(item, title=titles[0], minutes=share)
    ctx.unit.items.put(first)
    rest = [
        new_item(c.NewItem(title, share, item.owner), item.meeting_id, at + 1 + n, ctx)
        for n, title in enumerate(titles[1:], start=1)
    ]
    for new in rest:
        ctx.unit.items.put(new)
    renumber([*items[:at], first, *rest, *items[at + 1 :]], ctx)
    return _items(item, N_("Item split"))


def note(command: c.SetNote, ctx: Context) -> Outcome:
    """Private."""
    item = ctx.unit.items.need(command.item_id)
    ctx.unit.items.put(replace(item, note=command.note))
    merge_key = f"note:{item.id}" if command.typed else ""
    return Outcome(Change.NOTES, item.id, N_("Note written"), scope=item.meeting_id, merge_key=merge_key)


def apply_matches(command: c.ApplyMatches, ctx: Context) -> Outcome:
    """What a person chose, or pinned, stays; the candidates beside it are renewed."""
    for found in command.matches:
        item = ctx.unit.items.get(found.item_id)
        if item is None:
            continue
        kept = item.choice.pinned or item.choice.origin is Origin.PERSON
        candidates = found.candidates
        if kept:
            own = item.choice.chosen
            if own is not None and all(candidate.story_id != own.story_id for candidate in candidates):
                candidates = (own, *candidates)
            choice = replace(item.choice, candidates=candidates)
        else:
            choice = Choice(Origin.AUTOMATIC, found.story_id, found.verdict, candidates=candidates)
        ctx.unit.items.put(replace(item, choice=choice))
    return Outcome(Change.ITEMS | Change.LIVE, command.meeting_id, N_("Stories matched"), scope=command.meeting_id)


def choose(command: c.ChooseStory, ctx: Context) -> Outcome:
    """A person's choice. None is a respectable answer."""
    item = ctx.unit.items.need(command.item_id)
    candidates = picked(item.choice)
    if command.story_id is not None and all(found.story_id != command.story_id for found in candidates):
        candidates = (*candidates, Candidate(command.story_id, 0.0, command.reasons))
    choice = replace(item.choice, origin=Origin.PERSON, story_id=command.story_id, pinned=False, candidates=candidates)
    ctx.unit.items.put(replace(item, choice=choice))
    label = N_("Story chosen") if command.story_id else N_("No story for this item")
    return _items(item, label)


def swap(command: c.SwapStory, ctx: Context) -> Outcome:
    """The best candidate not yet swapped away; after the last one it starts over with the first."""
    item = ctx.unit.items.need(command.item_id)
    choice = replace(item.choice, candidates=picked(item.choice))
    rejected = (*choice.rejected, choice.story_id) if choice.story_id else choice.rejected
    usable = [
        found
        for found in choice.candidates
        if found.story_id != choice.story_id and ctx.unit.cleared_story(found.story_id) is not None
    ]
    if not usable:
        raise Conflict(N_("No other cleared story fits this item: search the library for one, or show none."))
    fresh = [found for found in usable if found.story_id not in rejected]
    if not fresh:
        rejected, fresh = (), usable
    chosen = fresh[0]
    ctx.unit.items.put(
        replace(
            item,
            choice=replace(choice, origin=Origin.PERSON, story_id=chosen.story_id, pinned=False, rejected=rejected),
        )
    )
    return _items(item, N_("Story swapped"))


def pin(command: c.PinStory, ctx: Context) -> Outcome:
    """A pinned story stays whatever a new match says."""
    item = ctx.unit.items.need(command.item_id)
    if item.choice.story_id is None:
        raise Conflict(N_("There is no story to pin: choose one first."))
    ctx.unit.items.put(replace(item, choice=replace(item.choice, pinned=command.pinned)))
    return _items(item, N_("Story pinned") if command.pinned else N_("Story unpinned"))


def renumber(items: list[Item], ctx: Context) -> None:
    """Positions from 1 without gaps, in the order given."""
    for position, item in enumerate(items, start=1):
        if item.position != position:
            ctx.unit.items.put(replace(item, position=position))


def next_open(meeting_id: MeetingId, after: int, ctx: Context) -> Item | None:
    """The first item after `after` (a position) that is neither deferred nor parked."""
    return next(
        (
            item
            for item in ctx.unit.items_of(meeting_id)
            if item.position > after and item.state in (ItemState.OPEN, ItemState.DONE)
        ),
        None,
    )


def _items(item: Item, label: str) -> Outcome:
    return Outcome(Change.ITEMS | Change.LIVE, item.id, label, scope=item.meeting_id)
