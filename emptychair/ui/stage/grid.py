"""The heights that stay where they are when the item changes, and setting lines on them."""

from __future__ import annotations

from PySide6.QtGui import QFontMetricsF

from emptychair.domain.values import value
from emptychair.ui.stage.look import StageLook
from emptychair.ui.stage.parts import Face, Part, Rule, Words, advance_of, font_of, runs_left
from emptychair.ui.stage.typeset import break_lines, shorten

LEFT, MEASURE = 416, 1400  # beside the chair
WIDE_LEFT, WIDE_MEASURE = 144, 1672  # the whole wall, for long stories


@value
class Grid:
    """The heights that stay where they are when the item changes."""

    look: StageLook

    @property
    def meta(self) -> Face:
        return Face(self.look.floor)

    @property
    def strong(self) -> Face:
        return Face(self.look.floor, 600)

    @property
    def line(self) -> float:  # from one baseline of heading, customer, source to the next
        return 68 * self.look.scale

    @property
    def rule(self) -> float:  # low enough for an item of two lines above it
        return 33 + 137 * self.look.scale

    @property
    def top(self) -> float:  # of the story's first line
        return self.rule + 42

    @property
    def last(self) -> float:  # baseline of the source
        return 1000.0

    def bottom(self, meta_lines: int) -> float:
        """Where the story must end above `meta_lines` lines of customer and source."""
        return self.last - (meta_lines - 1) * 76 * self.look.scale - 74 * self.look.scale


def set_heading(text: str, x: float, width: float, grid: Grid) -> tuple[list[Part], bool]:
    """The item in one line, or two that reach higher: rule and story never move. Says whether words were lost."""
    lines, cut = shorten(text, advance_of(grid.meta), width, 2)
    parts: list[Part] = []
    baseline = grid.rule - (38 if len(lines) == 1 else 26) * grid.look.scale
    for index, line in enumerate(lines):
        y = baseline - (len(lines) - 1 - index) * grid.line
        parts.append(Words(line, x, y, grid.meta, x + width))
    if lines:
        parts.append(rule_under(lines[0], x, grid.rule, width))
    return parts, cut


def rule_under(heading: str, x: float, y: float, width: float) -> Rule:
    """The short rule, under the beginning of the heading."""
    return Rule(x + width - 98 if runs_left(heading) else x + 2, y, 96, 5, "rule")


def set_lines(lines: tuple[str, ...], x: float, top: float, face: Face, width: float, step: float) -> list[Part]:
    """Lines from `top` on, each `step` high, its baseline where the font puts it in a line of that height."""
    metrics = QFontMetricsF(font_of(face))
    rise = (step - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
    return [Words(line, x, top + index * step + rise, face, x + width) for index, line in enumerate(lines)]


@value
class Fitted:
    lines: tuple[str, ...]
    px: int


def first_fit(
    text: str, sizes: tuple[int, ...], weight: int, width: float, height: float, ratio: float = 1.27
) -> tuple[Fitted, bool]:
    """`text` in the first of `sizes` in which it fits, else shortened in the last; says whether it was shortened."""
    for px in sizes:
        broken = break_lines(text, advance_of(Face(px, weight)), width, int(height / (px * ratio) + 0.02))
        if broken is not None and not broken.split:
            return Fitted(broken.lines, px), False
    px = sizes[-1]
    limit = max(1, int(height / (px * ratio) + 0.02))
    lines, cut = shorten(text, advance_of(Face(px, weight)), width, limit)
    return Fitted(lines, px), cut
