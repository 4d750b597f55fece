"""How the wall looks: light or dark, and how small its type may be."""

from __future__ import annotations

from emptychair.domain.values import value
from emptychair.ui.tokens import STAGE_DARK, STAGE_LIGHT, StageTokens

# The wall is designed on 1920 × 1080 and scaled to any size, so that a text that fits fits on every screen.
WIDTH, HEIGHT = 1920, 1080
FLOOR = 59  # 5.5 % of the height: readable at six picture heights (cap height = distance / 155, ASR A6)
FARTHEST = 88
STORY_SIZES = (79, 72, 66, FLOOR)
LEADINGS = {79: 1.27, 72: 1.25, 66: 1.25, FLOOR: 1.2}


@value
class StageLook:
    """`floor` is the smallest type in pixels of 1080 lines: 59, or more where the farthest seat asks for it."""

    dark: bool = True
    floor: int = FLOOR

    @property
    def tokens(self) -> StageTokens:
        """The colours."""
        return STAGE_DARK if self.dark else STAGE_LIGHT

    @property
    def scale(self) -> float:
        """How much larger than in the design heading, customer and source are."""
        return self.floor / FLOOR

    def sizes(self, *steps: int) -> tuple[int, ...]:
        """Those of `steps` that the farthest seat can read, largest first; at least the floor itself."""
        return (*(px for px in steps if px > self.floor), self.floor)


def look_for_distance(heights: float, *, dark: bool = True) -> StageLook:
    """The look for a farthest seat at `heights` picture heights.

    The cap height must be a 155th of the distance (ASR A6) and Inter's capitals are 0.727 of its size: at eight picture
    heights 56 px of 1080, a font of 77 px.
    """
    cap_height = heights * HEIGHT / 155
    return StageLook(dark, min(FARTHEST, max(FLOOR, round(cap_height / 0.727))))


def leading(px: int) -> float:
    """Height of a line as a multiple of the size: tighter as the type gets smaller and the text longer."""
    return LEADINGS.get(px, 1.24)
