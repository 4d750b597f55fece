"""Which of the stories proposed for an item may take the place of the chosen one: the other side, or a lot."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from emptychair.domain.ids import StoryId
from emptychair.domain.meeting import Candidate, Choice, Reason
from emptychair.domain.story import Direction, Story, direction

Look = Callable[[StoryId], Story | None]
Taken = Callable[[], Collection[str]]
"""The customers who speak on the meeting's other items; asked only if it matters."""


def side(story: Story) -> Direction:
    """The side that a story takes."""
    return direction(story.kind, story.outcome)


def other_side(choice: Choice, look: Look, taken: Taken) -> Candidate | None:
    """The nearest proposed story that fits the item and tells the other side; None is better than a wrong one."""
    shown = look(choice.story_id) if choice.story_id else None
    if shown is None or side(shown) is Direction.UNKNOWN:
        return None
    wanted = side(shown).opposite
    for found in sorted(choice.candidates, key=lambda one: -one.relevance):
        story = look(found.story_id) if found.fits and found.story_id != shown.id else None
        if (
            story is not None
            and side(story) is wanted
            and story.customer_key != shown.customer_key
            and _may(story, taken)
        ):
            return found
    return None


def drawable(choice: Choice, look: Look, taken: Taken) -> list[Candidate]:
    """The stories among which a lot may be drawn, the chosen one too, in the order of the proposal."""
    near = [(found, look(found.story_id)) for found in choice.candidates if found.band]
    return [found for found, story in near if story is not None and _may(story, taken)]


def _may(story: Story, taken: Taken) -> bool:
    return story.on_wall_allowed and not story.sensitive and story.customer_key not in taken()


def picked(choice: Choice, story_id: StoryId | None = None, how: Reason | None = None) -> tuple[Candidate, ...]:
    """The candidates, with how the chosen one was picked: a lot or a side of an earlier choice is forgotten."""
    found: list[Candidate] = []
    for one in choice.candidates:
        reasons = tuple(reason for reason in one.reasons if reason.kind not in ("drawn", "counter"))
        if how is not None and one.story_id == story_id:
            reasons = (how, *reasons)
        found.append(one if reasons == one.reasons else replace(one, reasons=reasons))
    return tuple(found)
