"""The walls with the large chair, and the decision that is read back to the room."""

from __future__ import annotations

from emptychair.domain.frame import DecisionFrame, WelcomeFrame
from emptychair.ui.stage.grid import LEFT, MEASURE, Grid, first_fit, rule_under, set_heading, set_lines
from emptychair.ui.stage.look import HEIGHT, StageLook
from emptychair.ui.stage.parts import Chair, Face, Icon, Part, Plan, Rule, advance_of
from emptychair.ui.stage.typeset import shorten


def plan_alone(heading: str, line: str, look: StageLook) -> Plan:
    """The chair, large and lit; the item and, unless the words are hidden, one sentence."""
    grid = Grid(look)
    x, width = 944.0, 880.0
    head, head_cut = shorten(heading, advance_of(grid.meta), width, 4)
    px = max(79, look.floor)
    said, said_cut = first_fit(line, (px, *look.sizes(66)), 500, width, 620)
    step = said.px * 1.27
    head_height = len(head) * grid.line
    block = head_height + (24 + 5 + 40 + len(said.lines) * step if said.lines else 24 + 5)
    y = (HEIGHT - block) / 2
    parts: list[Part] = [Chair(560, 940, 800)]
    parts += set_lines(head, x, y, grid.meta, width, grid.line)
    if head:
        parts.append(rule_under(head[0], x, y + head_height + 24, width))
    parts += set_lines(said.lines, x, y + head_height + 69, Face(said.px, 500), width, step)
    cuts = (("heading", head_cut), ("line", said_cut))
    return Plan(tuple(parts), said.px, len(said.lines), shortened=tuple(name for name, cut in cuts if cut))


def plan_welcome(content: WelcomeFrame, look: StageLook) -> Plan:
    grid = Grid(look)
    x, width = 944.0, 880.0
    head, head_cut = shorten(content.heading, advance_of(grid.meta), width, 2)
    line, line_cut = shorten(content.line, advance_of(grid.meta), width, 3)
    left = 860 - (len(head) + len(line)) * grid.line - 69 - 48
    title, title_cut = first_fit(content.title, look.sizes(104, 88, 79, 66), 600, width, left, 1.18)
    step = title.px * 1.18
    head_height = len(head) * grid.line + (69 if head else 0)
    block = head_height + len(title.lines) * step + (48 + len(line) * grid.line if line else 0)
    y = (HEIGHT - block) / 2
    parts: list[Part] = [Chair(560, 940, 800)]
    parts += set_lines(head, x, y, grid.meta, width, grid.line)
    if head:
        parts.append(rule_under(head[0], x, y + len(head) * grid.line + 24, width))
    y += head_height
    parts += set_lines(title.lines, x, y, Face(title.px, 600), width, step)
    y += len(title.lines) * step + 48
    parts += set_lines(line, x, y, grid.meta, width, grid.line)
    cuts = (("heading", head_cut), ("title", title_cut), ("line", line_cut))
    return Plan(tuple(parts), title.px, len(title.lines), shortened=tuple(name for name, cut in cuts if cut))


def plan_decision(content: DecisionFrame, look: StageLook) -> Plan:
    grid = Grid(look)
    parts, heading_cut = set_heading(content.heading, LEFT, MEASURE, grid)
    parts = [Rule(p.x, p.y, p.width, p.height, "accent") if isinstance(p, Rule) else p for p in parts]
    pairs = [
        (icon, [line for line in lines if line])
        for icon, lines in (
            ("user-round", (content.owner_line, content.door_line)),
            ("chair-glyph", (content.counted_line, content.customer)),
        )
    ]
    pairs = [(icon, lines) for icon, lines in pairs if lines]
    step, gap = 74 * look.scale, 36.0
    below = sum(len(lines) * step for _, lines in pairs) + max(0, len(pairs) - 1) * gap
    top, end = grid.top + 16, 1032.0
    room = end - below - (56 if pairs else 0) - top
    text, text_cut = first_fit(content.text, look.sizes(104, 88, 79, 66), 600, MEASURE, room, 1.18)
    parts += set_lines(text.lines, LEFT, top, Face(text.px, 600), MEASURE, text.px * 1.18)
    # As high as the words allow, but not above the middle: short decisions look alike.
    y = min(max(top + len(text.lines) * text.px * 1.18 + 88, 640.0), end - below)
    shortened = [name for name, cut in (("heading", heading_cut), ("text", text_cut)) if cut]
    for icon, lines in pairs:
        tone = "accent" if icon != "chair-glyph" or content.chair else "chair"
        size = 64 * look.scale
        parts.append(Icon(icon, LEFT, y + (step - size) / 2 + 2, size, tone))
        x = LEFT + 104 * look.scale
        for index, line in enumerate(lines):
            face = grid.strong if index == 0 else grid.meta
            short, cut = shorten(line, advance_of(face), LEFT + MEASURE - x, 1)
            parts += set_lines(short, x, y, face, LEFT + MEASURE - x, step)
            if cut:
                shortened.append("lines")
            y += step
        y += gap
    parts.append(Chair(216, 1000, 520))
    return Plan(tuple(parts), text.px, len(text.lines), shortened=tuple(dict.fromkeys(shortened)))
