"""How a story will look on the wall, for the person who decides whether it may be there."""

from __future__ import annotations

from emptychair.app.i18n import Words
from emptychair.app.provenance import channel_words, person_line
from emptychair.domain.excerpt import characters_for
from emptychair.domain.frame import StageFrame, StoryFrame
from emptychair.domain.story import Story
from emptychair.ui.context import UiContext
from emptychair.ui.stage import Fit, StageLook, fits, look_for_distance


def preview_frame(story: Story, words: Words, *, excerpt: str | None = None) -> StageFrame:
    """The wall with this story under the example of an item. For the console alone: the stage reads cleared words.

    `excerpt` replaces the story's own while it is being chosen.
    """
    own = words.other(story.language)
    source = (channel_words(story.channel, own) if story.channel else "", own.partial_date(story.happened_on))
    return StageFrame(
        StoryFrame(
            heading=words.tr("The item of the agenda"),
            words=(story.excerpt if excerpt is None else excerpt) or story.text,
            language=story.language,
            verbatim=story.verbatim,
            customer=person_line(story.customer),
            source=", ".join(part for part in source if part),
            label=own.tr("Teaching example") if story.teaching else "",
        )
    )


def room_look(ctx: UiContext) -> StageLook:
    """The wall of this room: light or dark, and as large as the farthest seat needs."""
    return look_for_distance(ctx.settings.room_heights, dark=ctx.settings.stage_theme != "light")


def room_limit(ctx: UiContext) -> int:
    """About how many characters a story may have in this room."""
    return characters_for(ctx.settings.room_heights)


def fit_of(story: Story, ctx: UiContext, *, excerpt: str | None = None) -> Fit:
    """Whether the story's words can be read on the wall of this room."""
    return fits(preview_frame(story, ctx.words, excerpt=excerpt), room_look(ctx))
