"""Acts on the library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from emptychair.app import commands as c
from emptychair.app.outcome import Context, Outcome
from emptychair.domain.change import Change
from emptychair.domain.errors import N_, BadInput, Conflict
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Clearance, Consent, Story, cleared, edited, voided


def add(command: c.AddStory, ctx: Context) -> Outcome:
    """A story heard or typed in; it waits for clearance."""
    story = _tidied(command.story)
    if not story.text:
        raise BadInput(N_("There is no story yet: type what the customer said or what happened."))
    story = voided(
        replace(story, id=story.id or StoryId(ctx.new_id()), created_at=ctx.now, changed_at=ctx.now, version=1)
    )
    ctx.unit.stories.put(story)
    return Outcome(Change.STORIES, story.id, N_("Story added"))


def edit(command: c.EditStory, ctx: Context) -> Outcome:
    """Edited words void the clearance at once, also of a story that is prepared for a meeting."""
    before = ctx.unit.stories.need(command.story.id)
    story = _tidied(command.story)
    if not story.text:
        raise BadInput(N_("A story cannot be empty: type its text, or delete the story."))
    ctx.unit.stories.put(edited(before, story, ctx.now))
    return Outcome(Change.STORIES | Change.LIVE, before.id, N_("Story edited"))


def clear(command: c.ClearStories, ctx: Context) -> Outcome:
    """Nothing is projected without a person's clearance, so the person has a name."""
    by = command.by.strip()
    if not by:
        raise BadInput(N_("Say who clears the story: a clearance needs a person's name."))
    if len(command.story_ids) == 1:
        _need_consent(ctx.unit.stories.need(command.story_ids[0]))

    def allowed(story: Story) -> Story:
        return story if story.consent is Consent.DENIED else cleared(story, by, ctx.now)

    return _each(command.story_ids, ctx, allowed, N_("Story cleared"))


def clear_edited(command: c.ClearEdited, ctx: Context) -> Outcome:
    """The words that a person has read, with the excerpt and the mask chosen for the wall, are stored and cleared.

    Only the words are taken from the command: what else was changed meanwhile (tags, outcome) stays.
    """
    by = command.by.strip()
    if not by:
        raise BadInput(N_("Say who clears the story: a clearance needs a person's name."))
    before = ctx.unit.stories.need(command.story.id)
    if command.story.version != before.version:
        raise Conflict(N_("The story has changed meanwhile: read it once more before you clear it."))
    _need_consent(before)
    read = _tidied(command.story)
    if not read.text:
        raise BadInput(N_("A story cannot be empty: type its text, or delete the story."))
    words = {name: getattr(read, name) for name in ("headline", "text", "excerpt", "customer", "language", "verbatim")}
    # Where the mask cuts the only words that there are, they are kept as what came in.
    after = replace(before, raw=before.raw or command.story.raw, **words)
    ctx.unit.stories.put(cleared(edited(before, after, ctx.now), by, ctx.now))
    return Outcome(Change.STORIES | Change.LIVE, before.id, N_("Story cleared"))


def _need_consent(story: Story) -> None:
    if story.consent is Consent.DENIED:
        raise Conflict(N_("The customer does not want it: change the consent first, or never show it."))


def withdraw(command: c.WithdrawStories, ctx: Context) -> Outcome:
    """Off every wall until somebody clears it again."""
    return _each(command.story_ids, ctx, voided, N_("Clearance withdrawn"))


def never(command: c.NeverShow, ctx: Context) -> Outcome:
    """Stays in the library, never stands on a wall."""
    return _each(
        command.story_ids,
        ctx,
        lambda s: replace(voided(s), clearance=Clearance.NEVER),
        N_("Story kept off the wall"),
    )


def delete(command: c.DeleteStories, ctx: Context) -> Outcome:
    """A tombstone: out of every list, back by undo."""
    return _each(command.story_ids, ctx, lambda s: replace(s, deleted_at=ctx.now), N_("Story deleted"))


def merge_tags(command: c.MergeTags, ctx: Context) -> Outcome:
    """One tag for several, or another name for one, in every story that has it. No clearance hangs on tags."""
    into = " ".join(command.into.replace(",", " ").replace(";", " ").split())
    gone = {tag for tag in command.tags if tag != into}
    if not gone:
        raise BadInput(N_("Choose another name for the tag: it is called so already."))
    found = ctx.unit.stories_tagged(tuple(sorted(gone)))
    for story_id in found:
        story = ctx.unit.stories.need(story_id)
        tags = tuple(dict.fromkeys(into if tag in gone else tag for tag in story.tags))
        ctx.unit.stories.put(replace(story, tags=tuple(tag for tag in tags if tag), changed_at=ctx.now))
    return Outcome(Change.STORIES, found[0] if found else "", N_("Tags merged"))


def _tidied(story: Story) -> Story:
    return replace(
        story,
        text=story.text.strip(),
        excerpt=story.excerpt.strip(),
        headline=" ".join(story.headline.split()),
        customer=" ".join(story.customer.split()),
    )


def _each(ids: tuple[StoryId, ...], ctx: Context, change: Callable[[Story], Story], label: str) -> Outcome:
    for story_id in ids:
        ctx.unit.stories.put(replace(change(ctx.unit.stories.need(story_id)), changed_at=ctx.now))
    return Outcome(Change.STORIES | Change.LIVE, ids[0] if ids else "", label)
