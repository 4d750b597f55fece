"""Where everything on the wall stands, worked out once per frame: pure data, in pixels of the 1920 × 1080 design."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from emptychair.domain.frame import (
    Blank,
    ChairFrame,
    ClosingFrame,
    Content,
    DecisionFrame,
    StageFrame,
    StoryFrame,
    WelcomeFrame,
)
from emptychair.ui.stage.look import HEIGHT, STORY_SIZES, WIDTH, StageLook, leading
from emptychair.ui.stage.typeset import Advance, Broken, break_lines, shorten
from emptychair.ui.theme import MEDIUM, NORMAL, SEMIBOLD, Theme

LEFT, MEASURE = 416, 1400  # beside the chair
WIDE_LEFT, WIDE_MEASURE = 144, 1672  # the whole wall, for long stories
_MARKS = {"de": ("„", "“"), "en": ("“", "”"), "fr": ("«\u00a0", "\u00a0»")}


@dataclass(frozen=True, slots=True)
class Face:
    """A font of the wall. `weight` is that of QFont: 400, 500, 600."""

    px: int
    weight: int = 400
    serif: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One line: `y` is its baseline; `right` is where a line of a script that runs to the left begins."""

    text: str
    x: float
    y: float
    face: Face
    right: float


@dataclass(frozen=True, slots=True)
class Rule:
    """The short rule under the item, or a line under the closing chairs. `tone` is a stage token."""

    x: float
    y: float
    width: float
    height: float
    tone: str


@dataclass(frozen=True, slots=True)
class Chair:
    """A chair standing on `floor`; `stroke` replaces the drawing's width of line."""

    center: float
    floor: float
    height: float
    tone: str = "chair"
    stroke: str = ""
    glow: bool = True


@dataclass(frozen=True, slots=True)
class Icon:
    """An icon in a square of `size`."""

    name: str
    x: float
    y: float
    size: float
    tone: str


Part = Words | Rule | Chair | Icon


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything on one wall. `px` and `lines` are those of the main text; `fits` is False in the safe state."""

    parts: tuple[Part, ...]
    px: int = 0
    lines: int = 0
    fits: bool = True
    wide: bool = False
    shortened: tuple[str, ...] = ()  # names of the frame's fields that lost words
    room: int = 0  # characters of the main text that would fit at most, about


def plan(frame: StageFrame, look: StageLook) -> Plan:
    """The wall of `frame`. A black wall has no parts; a text that cannot be read in full gives the safe state."""
    if frame.blank is Blank.BLACK:
        return Plan(())
    if frame.blank is Blank.HIDDEN:
        return _alone(frame.content.heading, "", look)
    return plan_content(frame.content, look)


@lru_cache(maxsize=128)
def plan_content(content: Content, look: StageLook) -> Plan:
    """The wall of `content`, not blanked. Kept for the contents of one meeting: laying out takes milliseconds."""
    if isinstance(content, StoryFrame):
        return _story(content, look)
    if isinstance(content, ChairFrame):
        return _alone(content.heading, content.line, look)
    if isinstance(content, DecisionFrame):
        return _decision(content, look)
    if isinstance(content, ClosingFrame):
        return _closing(content, look)
    return _welcome(content, look)


# ------------------------------------------------------------------------------------------------------------ measures
def advance_of(face: Face) -> Advance:
    """The width of a text set in `face`."""
    return QFontMetricsF(font_of(face)).horizontalAdvance


def font_of(face: Face) -> QFont:
    """The font of `face`."""
    weight = {400: NORMAL, 500: MEDIUM, 600: SEMIBOLD}[face.weight]
    font = Theme.current().font(face.px, weight, serif=face.serif)
    if face.weight > 400:
        # Heavy letters leave less light between words: "1 heard" would read as one word from the back row.
        font.setWordSpacing(face.px * 0.05)
    return font


@dataclass(frozen=True, slots=True)
class _Grid:
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


def _heading(text: str, x: float, width: float, grid: _Grid) -> tuple[list[Part], bool]:
    """The item in one line, or two that reach higher: rule and story never move. Says whether words were lost."""
    lines, cut = shorten(text, advance_of(grid.meta), width, 2)
    parts: list[Part] = []
    baseline = grid.rule - (38 if len(lines) == 1 else 26) * grid.look.scale
    for index, line in enumerate(lines):
        y = baseline - (len(lines) - 1 - index) * grid.line
        parts.append(Words(line, x, y, grid.meta, x + width))
    if lines:
        parts.append(_rule(lines[0], x, grid.rule, width))
    return parts, cut


def _rule(heading: str, x: float, y: float, width: float) -> Rule:
    """The short rule, under the beginning of the heading."""
    return Rule(x + width - 98 if runs_left(heading) else x + 2, y, 96, 5, "rule")


def _set(lines: tuple[str, ...], x: float, top: float, face: Face, width: float, step: float) -> list[Part]:
    """Lines from `top` on, each `step` high, its baseline where the font puts it in a line of that height."""
    metrics = QFontMetricsF(font_of(face))
    rise = (step - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
    return [Words(line, x, top + index * step + rise, face, x + width) for index, line in enumerate(lines)]


# --------------------------------------------------------------------------------------------------------------- story
def _story(content: StoryFrame, look: StageLook) -> Plan:
    grid = _Grid(look)
    opening, closing = _MARKS.get(content.language[:2], _MARKS["en"]) if content.verbatim else ("", "")
    text = f"{opening}{content.words.strip()}{closing}"
    source = " · ".join(part for part in (content.label, content.source) if part)
    sizes = look.sizes(*STORY_SIZES)
    tries = [(px, False) for px in sizes] + [(look.floor, True)]
    # First with customer and source in as many lines as they need, then with one line each.
    for meta_limit in (2, 1):
        for px, wide in tries:
            found = _try_story(content, text, opening, source, grid, px, wide=wide, meta_limit=meta_limit)
            if found is not None:
                return found
    safe = _alone(content.heading, "", look)
    return Plan(safe.parts, fits=False, room=_room(text, grid))


def _try_story(
    content: StoryFrame, text: str, opening: str, source: str, grid: _Grid, px: int, *, wide: bool, meta_limit: int
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
    parts, heading_cut = _heading(content.heading, x, width, grid)
    parts += _set_hung(broken.lines, opening, x, grid.top, face, width, step)
    first = grid.last - (max(2, meta_lines) - 1) * 76 * grid.look.scale
    for index, line in enumerate((*customer, *below)):
        weight = grid.strong if index < len(customer) else grid.meta
        y = first + index * 76 * grid.look.scale
        parts.append(Words(line, x, y, weight, x + meta_width))
    if wide:
        parts.append(Chair(WIDTH - 104 - 68, 1016, 216))
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

    def hung(piece: str) -> float:
        return advance(piece) - (hang if opening and piece.startswith(opening) else 0.0)

    return break_lines(text, hung, width, limit)


def _set_hung(
    lines: tuple[str, ...], opening: str, x: float, top: float, face: Face, width: float, step: float
) -> list[Part]:
    parts = _set(lines, x, top, face, width, step)
    if opening and parts and not runs_left(lines[0]):
        first = parts[0]
        assert isinstance(first, Words)
        parts[0] = Words(first.text, x - advance_of(face)(opening), first.y, face, first.right)
    return parts


def _room(text: str, grid: _Grid) -> int:
    """About how many characters of a text like this fit at the floor on the whole wall."""
    px = grid.look.floor
    advance = advance_of(Face(px, 400, serif=True))
    sample = text[:400] or "n"
    mean = advance(sample) / len(sample)
    lines = int((grid.bottom(2) - grid.top) / (px * leading(px)) + 0.02)
    # Balanced lines are a little shorter than the measure: 0.95, found by trying the demo's stories.
    return int(lines * WIDE_MEASURE * 0.95 / max(mean, 1))


# ---------------------------------------------------------------------------------------------------------- the others
def _alone(heading: str, line: str, look: StageLook) -> Plan:
    """The chair, large and lit; the item and, unless the words are hidden, one sentence."""
    grid = _Grid(look)
    x, width = 944.0, 880.0
    head, head_cut = shorten(heading, advance_of(grid.meta), width, 4)
    px = max(79, look.floor)
    said, said_cut = _first_fit(line, (px, *look.sizes(66)), 500, width, 620)
    step = said.px * 1.27
    head_height = len(head) * grid.line
    block = head_height + (24 + 5 + 40 + len(said.lines) * step if said.lines else 24 + 5)
    y = (HEIGHT - block) / 2
    parts: list[Part] = [Chair(560, 940, 800)]
    parts += _set(head, x, y, grid.meta, width, grid.line)
    if head:
        parts.append(_rule(head[0], x, y + head_height + 24, width))
    parts += _set(said.lines, x, y + head_height + 69, Face(said.px, 500), width, step)
    cuts = (("heading", head_cut), ("line", said_cut))
    return Plan(tuple(parts), said.px, len(said.lines), shortened=tuple(name for name, cut in cuts if cut))


@dataclass(frozen=True, slots=True)
class _Fitted:
    lines: tuple[str, ...]
    px: int


def _first_fit(
    text: str, sizes: tuple[int, ...], weight: int, width: float, height: float, ratio: float = 1.27
) -> tuple[_Fitted, bool]:
    """`text` in the first of `sizes` in which it fits, else shortened in the last; says whether it was shortened."""
    for px in sizes:
        broken = break_lines(text, advance_of(Face(px, weight)), width, int(height / (px * ratio) + 0.02))
        if broken is not None and not broken.split:
            return _Fitted(broken.lines, px), False
    px = sizes[-1]
    limit = max(1, int(height / (px * ratio) + 0.02))
    lines, cut = shorten(text, advance_of(Face(px, weight)), width, limit)
    return _Fitted(lines, px), cut


def _welcome(content: WelcomeFrame, look: StageLook) -> Plan:
    grid = _Grid(look)
    x, width = 944.0, 880.0
    head, head_cut = shorten(content.heading, advance_of(grid.meta), width, 2)
    line, line_cut = shorten(content.line, advance_of(grid.meta), width, 3)
    left = 860 - (len(head) + len(line)) * grid.line - 69 - 48
    title, title_cut = _first_fit(content.title, look.sizes(104, 88, 79, 66), 600, width, left, 1.18)
    step = title.px * 1.18
    head_height = len(head) * grid.line + (69 if head else 0)
    block = head_height + len(title.lines) * step + (48 + len(line) * grid.line if line else 0)
    y = (HEIGHT - block) / 2
    parts: list[Part] = [Chair(560, 940, 800)]
    parts += _set(head, x, y, grid.meta, width, grid.line)
    if head:
        parts.append(_rule(head[0], x, y + len(head) * grid.line + 24, width))
    y += head_height
    parts += _set(title.lines, x, y, Face(title.px, 600), width, step)
    y += len(title.lines) * step + 48
    parts += _set(line, x, y, grid.meta, width, grid.line)
    cuts = (("heading", head_cut), ("title", title_cut), ("line", line_cut))
    return Plan(tuple(parts), title.px, len(title.lines), shortened=tuple(name for name, cut in cuts if cut))


def _decision(content: DecisionFrame, look: StageLook) -> Plan:
    grid = _Grid(look)
    parts, heading_cut = _heading(content.heading, LEFT, MEASURE, grid)
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
    text, text_cut = _first_fit(content.text, look.sizes(104, 88, 79, 66), 600, MEASURE, room, 1.18)
    parts += _set(text.lines, LEFT, top, Face(text.px, 600), MEASURE, text.px * 1.18)
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
            parts += _set(short, x, y, face, LEFT + MEASURE - x, step)
            if cut:
                shortened.append("lines")
            y += step
        y += gap
    parts.append(Chair(216, 1000, 520))
    return Plan(tuple(parts), text.px, len(text.lines), shortened=tuple(dict.fromkeys(shortened)))


def _closing(content: ClosingFrame, look: StageLook) -> Plan:
    grid = _Grid(look)
    x, width = 144.0, 1632.0
    parts, heading_cut = _heading(content.heading, x, width, grid)
    sizes = look.sizes(128, 112, 96, 79)
    lines = tuple(line for line in content.lines if line)
    for px in sizes:
        if all(advance_of(Face(px, 600))(line) <= width for line in lines):
            break
    big: tuple[str, ...] = ()
    for line in lines:
        big += shorten(line, advance_of(Face(px, 600)), width, 1 if len(lines) > 1 else 2)[0]
    parts += _set(big, x - px * 0.045, grid.top - 2, Face(px, 600), width, px * 1.156)
    words_end = grid.top - 2 + len(big) * px * 1.156
    parts += _closing_chairs(content, grid, x, width, words_end)
    return Plan(tuple(parts), px, len(big), shortened=("heading",) if heading_cut else ())


_MOST_CHAIRS = 24


def _closing_chairs(content: ClosingFrame, grid: _Grid, x: float, width: float, words_end: float) -> list[Part]:
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
            parts += _set((label,), start + 8, 922, face, width, 76 * grid.look.scale)
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


def _legend(groups: list[tuple[int, str, bool]], grid: _Grid, x: float, width: float) -> list[Part]:
    """The labels one below the other, each with its chair, where they find no room under their chairs."""
    parts: list[Part] = []
    step, size = 76 * grid.look.scale, 60 * grid.look.scale
    for index, (_, label, on) in enumerate(groups):
        y = 1024 - (len(groups) - index) * step
        face = grid.strong if on else grid.meta
        parts.append(Icon("chair-glyph", x, y + (step - size) / 2, size, "accent" if on else "chair"))
        text, _ = shorten(label, advance_of(face), width - size - 28, 1)
        parts += _set(text, x + size + 28, y, face, width, step)
    return parts


def runs_left(text: str) -> bool:
    """True for a line of a script that runs to the left (its first letter decides, as in Unicode's bidi rule P2)."""
    for char in text:
        if "\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufefc":
            return True
        if char.isalpha():
            return False
    return False
