"""The end of the meeting: how many decisions, how many heard the customer, counted in chairs."""

from __future__ import annotations

from emptychair.domain.frame import ClosingFrame
from emptychair.ui.stage.grid import Grid, set_heading, set_lines
from emptychair.ui.stage.look import StageLook
from emptychair.ui.stage.parts import Chair, Face, Icon, Part, Plan, Rule, advance_of
from emptychair.ui.stage.typeset import shorten


def plan_closing(content: ClosingFrame, look: StageLook) -> Plan:
    grid = Grid(look)
    x, width = 144.0, 1632.0
    parts, heading_cut = set_heading(content.heading, x, width, grid)
    sizes = look.sizes(128, 112, 96, 79)
    lines = tuple(line for line in content.lines if line)
    for px in sizes:
        if all(advance_of(Face(px, 600))(line) <= width for line in lines):
            break
    big: tuple[str, ...] = ()
    for line in lines:
        big += shorten(line, advance_of(Face(px, 600)), width, 1 if len(lines) > 1 else 2)[0]
    parts += set_lines(big, x - px * 0.045, grid.top - 2, Face(px, 600), width, px * 1.156)
    words_end = grid.top - 2 + len(big) * px * 1.156
    parts += _closing_chairs(content, grid, x, width, words_end)
    return Plan(tuple(parts), px, len(big), shortened=("heading",) if heading_cut else ())


_MOST_CHAIRS = 24


def _closing_chairs(content: ClosingFrame, grid: Grid, x: float, width: float, words_end: float) -> list[Part]:
    """The decisions as chairs, those that heard the customer lit; beyond 24 the figures must say it alone."""
    heard = max(0, min(content.heard, content.total))
    rest = content.total - heard
    groups = [
        (count, label, on)
        for count, label, on in ((heard, content.heard_label, True), (rest, content.rest_label, False))
        if count
    ]
    if not groups or content.total > _MOST_CHAIRS:
        height = min(420.0 if groups else 640.0, 1000 - words_end)
        return [Chair(x + width - height * 0.3125, 1000, height), *_legend(groups, grid, x, width - 300)]
    gap = 96.0 if len(groups) == 2 else 0.0
    pitch = _pitch(groups, 1, width - gap)
    sides = [count * pitch for count, _, _ in groups]
    fits = all(
        advance_of(grid.strong if on else grid.meta)(label) <= room - 8
        for (_, label, on), room in zip(groups, _rooms(sides, gap, width), strict=True)
    )
    floor = 868.0 if fits else 1004 - len(groups) * 76 * grid.look.scale
    room = floor - words_end - 24
    rows = 1
    if not fits and min(room, pitch * 1.5) * 1.15 < min(room / 2 - 8, _pitch(groups, 2, width - gap) * 1.5):
        rows, pitch = 2, _pitch(groups, 2, width - gap)
    sides = [-(-count // rows) * pitch for count, _, _ in groups]
    height = min(300.0, room / rows - (8 if rows > 1 else 0), pitch * 1.5)
    parts: list[Part] = []
    start = x
    for (count, label, on), side in zip(groups, sides, strict=True):
        per_row = -(-count // rows)
        for index in range(count):
            row, place = divmod(index, per_row)
            foot = floor - (rows - 1 - row) * (height + 8)
            center = start + pitch * place + pitch / 2
            stroke = ("7.5" if on else "4") if height > 160 else ("9" if on else "5.5")
            parts.append(Chair(center, foot, height, "accent" if on else "chair", stroke, glow=on))
        if fits:
            tone, thick = ("accent", 5) if on else ("chair", 3)
            parts.append(Rule(start + 8, 904 - thick / 2, side - 16, thick, tone))
            face = grid.strong if on else grid.meta
            parts += set_lines((label,), start + 8, 922, face, width, 76 * grid.look.scale)
        start += side + gap
    return parts + ([] if fits else _legend(groups, grid, x, width))


def _pitch(groups: list[tuple[int, str, bool]], rows: int, width: float) -> float:
    """The distance from chair to chair in `rows` rows."""
    return min(width / sum(-(-count // rows) for count, _, _ in groups), 233.0)


def _rooms(sides: list[float], gap: float, width: float) -> list[float]:
    """How wide the label under each group may be; the last one may run to the edge."""
    if len(sides) == 1:
        return [width]
    return [sides[0] + gap - 40, width - sides[0] - gap]


def _legend(groups: list[tuple[int, str, bool]], grid: Grid, x: float, width: float) -> list[Part]:
    """The labels one below the other, each with its chair, where they find no room under their chairs."""
    parts: list[Part] = []
    step, size = 76 * grid.look.scale, 60 * grid.look.scale
    for index, (_, label, on) in enumerate(groups):
        y = 1024 - (len(groups) - index) * step
        face = grid.strong if on else grid.meta
        parts.append(Icon("chair-glyph", x, y + (step - size) / 2, size, "accent" if on else "chair"))
        text, _ = shorten(label, advance_of(face), width - size - 28, 1)
        parts += set_lines(text, x + size + 28, y, face, width, step)
    return parts
