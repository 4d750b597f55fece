"""Does a text fit on the wall? Asked at preparation time, so that nothing is clipped or shrunk in the meeting."""

from __future__ import annotations

from emptychair.domain.frame import StageFrame, StoryFrame
from emptychair.domain.values import value
from emptychair.ui.stage.look import StageLook
from emptychair.ui.stage.plan import plan_content


@value
class Fit:
    """`ok`: every word of the main text is on the wall, at the floor's size or larger.

    `px` and `lines` are size and number of lines of the main text (0 where it does not fit). `characters_left` is about
    how many more would fit, negative where there are too many; `most` is about how many fit at all. `shortened` names
    fields (heading, customer, source …) that lose words: a warning, not a refusal.
    """

    ok: bool
    px: int
    lines: int
    characters_left: int
    most: int
    shortened: tuple[str, ...] = ()


def fits(frame: StageFrame, look: StageLook | None = None) -> Fit:
    """Whether `frame` can be shown as it is. Blanking does not matter."""
    content = frame.content
    found = plan_content(content, look or StageLook())
    if not isinstance(content, StoryFrame):
        main = {"text", "title", "line"} & set(found.shortened)
        return Fit(found.fits and not main, found.px, found.lines, 0, 0, found.shortened)
    left = found.room - len(content.words)
    # `room` is an estimate; what was laid out is the truth.
    left = max(0, left) if found.fits else min(-1, left)
    most = len(content.words) + left if found.fits else min(found.room, len(content.words) - 1)
    return Fit(found.fits, found.px, found.lines, left, most, found.shortened)
