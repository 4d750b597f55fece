"""A story on the wall: item, words, customer, source, and the chair beside them."""

from __future__ import annotations

from emptychair.domain.frame import StoryFrame
from emptychair.ui.stage.grid import LEFT, MEASURE, WIDE_LEFT, WIDE_MEASURE, Grid, set_heading, set_lines
from emptychair.ui.stage.look import STORY_SIZES, WIDTH, StageLook, leading
from emptychair.ui.stage.parts import Chair, Face, Part, Plan, Words, advance_of, runs_left
from emptychair.ui.stage.plan_chair import plan_alone
from emptychair.ui.stage.typeset import Broken, break_lines, shorten

_MARKS = {"de": ("„", "“"), "en": ("“", "”"), "fr": ("«\u00a0", "\u00a0»")}


def plan_story(content: StoryFrame, look: StageLook) -> Plan:
    grid = Grid(look)
    opening, closing = _MARKS.get(content.language[:2], _MARKS["en"]) if content.verbatim else ("", "")
    text = f"{opening}{content.words.strip()}{closing}"
    source = " · ".join(part for part in (content.label, content.source) if part)
    sizes = look.sizes(*STORY_SIZES)
    tries = [(px, False) for px in sizes] + [(look.floor, True)]
    # First with customer and source in as many lines as they need, then with one line each.
    for meta_limit in (2, 1):
        for px, wide in tries:
            found = _try(content, text, opening, source, grid, px, wide=wide, meta_limit=meta_limit)
            if found is not None:
                return found
    safe = plan_alone(content.heading, "", look)
    return Plan(safe.parts, fits=False, room=_room(text, grid))


def _try(
    content: StoryFrame, text: str, opening: str, source: str, grid: Grid, px: int, *, wide: bool, meta_limit: int
) -> Plan | None:
    x, width = (WIDE_LEFT, WIDE_MEASURE) if wide else (LEFT, MEASURE)
    # The small chair of the wide form stands at the right of customer and source.
    meta_width = width - 150 * grid.look.scale if wide else width
    customer, customer_cut = shorten(content.customer, advance_of(grid.strong), meta_width, meta_limit)
    lines_left = max(1, 3 - len(customer)) if meta_limit > 1 else 1
    below, source_cut = shorten(source, advance_of(grid.meta), meta_width, lines_left)
    face, step = Face(px, 400, serif=True), px * leading(px)
    meta_lines = len(customer) + len(below)
    limit = int((grid.bottom(max(2, meta_lines)) - grid.top) / step + 0.02)
    broken = _hung(text, opening, face, width, limit)
    # A cut word is for texts without spaces, at the smallest size only.
    if broken is None or (broken.split and not wide):
        return None
    parts, heading_cut = set_heading(content.heading, x, width, grid)
    parts += _set_hung(broken.lines, opening, x, grid.top, face, width, step)
    first = grid.last - (max(2, meta_lines) - 1) * 76 * grid.look.scale
    for index, line in enumerate((*customer, *below)):
        weight = grid.strong if index < len(customer) else grid.meta
        y = first + index * 76 * grid.look.scale
        parts.append(Words(line, x, y, weight, x + meta_width))
    if wide:
        # As high as the words above it leave room for.
        height = min(216.0, 1016 - 8 - grid.top - len(broken.lines) * step)
        parts.append(Chair(WIDTH - 104 - 68, 1016, height))
    else:
        parts.append(Chair(216, 1000, 520))
    cuts = (("heading", heading_cut), ("customer", customer_cut), ("source", source_cut))
    shortened = tuple(name for name, cut in cuts if cut)
    return Plan(tuple(parts), px, len(broken.lines), wide=wide, shortened=shortened, room=_room(text, grid))


def _hung(text: str, opening: str, face: Face, width: float, limit: int) -> Broken | None:
    """Lines of `text`, whose opening quotation mark takes no room: it hangs."""
    if limit < 1:
        return None
    advance = advance_of(face)
    hang = advance(opening) if opening else 0.0
    # What is longer than all lines together need not be broken to be refused (2 % for kerning between words).
    if advance(text) * 0.98 - hang - limit * advance(" ") > limit * width:
        return None

    def hung(piece: str) -> float:
        return advance(piece) - (hang if opening and piece.startswith(opening) else 0.0)

    return break_lines(text, hung, width, limit)


def _set_hung(
    lines: tuple[str, ...], opening: str, x: float, top: float, face: Face, width: float, step: float
) -> list[Part]:
    parts = set_lines(lines, x, top, face, width, step)
    if opening and parts and not runs_left(lines[0]):
        first = parts[0]
        assert isinstance(first, Words)
        parts[0] = Words(first.text, x - advance_of(face)(opening), first.y, face, first.right)
    return parts


def _room(text: str, grid: Grid) -> int:
    """About how many characters of a text like this fit at the floor on the whole wall."""
    px = grid.look.floor
    advance = advance_of(Face(px, 400, serif=True))
    sample = text[:400] or "n"
    mean = advance(sample) / len(sample)
    lines = int((grid.bottom(2) - grid.top) / (px * leading(px)) + 0.02)
    # Balanced lines are a little shorter than the measure: 0.95, found by trying the demo's stories.
    return int(lines * WIDE_MEASURE * 0.95 / max(mean, 1))
