"""Colours, type sizes and space of every window and of the wall, as data. No Qt here.

Three colours mean something: teal is chosen, cleared, the main act; rust is live, on the wall, and nothing else; ochre
wants a person's eye. Each goes with a word or an icon, never alone.
"""

from __future__ import annotations

from dataclasses import fields, replace
from enum import IntEnum

from emptychair.domain.values import value


@value
class Tokens:
    """The colours of one theme as "#rrggbb". The field names are the tones that widgets and icons are asked for."""

    paper: str  # behind everything
    surface: str  # cards, fields, buttons
    sunken: str  # strips inside cards, hover
    hairline: str  # between rows, around cards
    control: str  # the line around whatever can be used
    ink: str
    ink2: str  # second ink: meta, hints
    teal: str
    teal_soft: str
    on_teal: str  # ink on a teal ground
    teal2: str  # "confirmed" in charts
    chosen: str  # a chosen row
    rust: str
    rust_soft: str
    ochre: str
    ochre_soft: str
    chair: str  # the drawn chair on paper

    def as_dict(self) -> dict[str, str]:
        """Every tone by its name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


LIGHT = Tokens(
    paper="#f6f4ef",
    surface="#ffffff",
    sunken="#eeebe4",
    hairline="#e3ded3",
    control="#8a8578",
    ink="#1d2126",
    ink2="#4d535b",
    teal="#0b5c56",
    teal_soft="#dcebe8",
    on_teal="#ffffff",
    teal2="#5d9a91",
    chosen="#e7f0ee",
    rust="#9a4b12",
    rust_soft="#f7e6d8",
    ochre="#735600",
    ochre_soft="#f6eccb",
    chair="#9d9382",
)
DARK = Tokens(
    paper="#14171b",
    surface="#1c2025",
    sunken="#101316",
    hairline="#2b3138",
    control="#77808a",
    ink="#f1eee7",
    ink2="#bfc3c8",
    teal="#6fc9bd",
    teal_soft="#17322f",
    on_teal="#06211e",
    teal2="#3b7f77",
    chosen="#17302d",
    rust="#f0a868",
    rust_soft="#35261a",
    ochre="#e6c766",
    ochre_soft="#332c16",
    chair="#8d877b",
)
# For people who asked their system for more contrast: one ink, and lines as strong as ink.
LIGHT_HIGH = replace(
    LIGHT, paper="#ffffff", sunken="#f3f1ec", hairline="#55514a", control="#1d2126", ink="#000000", ink2="#1d2126"
)
DARK_HIGH = replace(
    DARK,
    paper="#000000",
    surface="#000000",
    sunken="#16191d",
    hairline="#aab0b7",
    control="#f1eee7",
    ink="#ffffff",
    ink2="#f1eee7",
)


@value
class StageTokens:
    """The colours of the wall. All words are in `ink`; there is no grey text on a wall."""

    ground: str
    ink: str
    rule: str  # the short rule under the item: rust, on the wall
    chair: str
    glow: str  # the light under the chair
    accent: str  # the customer was heard


STAGE_LIGHT = StageTokens(
    ground="#f6f1e7", ink="#16191d", rule="#9a4b12", chair="#6b6152", glow="#ece1cd", accent="#0b5c56"
)
STAGE_DARK = StageTokens(
    ground="#12151a", ink="#f5f1e8", rule="#f0a868", chair="#a9a294", glow="#2b2820", accent="#6fc9bd"
)


class Px(IntEnum):
    """Type sizes in pixels. Nothing is smaller than META."""

    META = 14  # meta, table heads, keys
    ROW = 15  # rows and buttons in tight places
    BODY = 16  # body, buttons, row titles
    CARD = 18  # card title
    MEETING = 20  # meeting title
    FIGURE = 24
    WINDOW = 28  # window title
    ITEM = 30  # the item in the console
    CLOCK = 36  # time left


class Space(IntEnum):
    """The 8-px rhythm."""

    IN = 8  # within
    PART = 16  # between parts
    CARD = 24  # between cards
    COLUMN = 32  # between columns
    WINDOW = 40  # window margin
    CONSOLE = 24  # window margin of the console, 16 below 1600 wide


NAV_WIDTH, HEADER_HEIGHT, FOOTER_HEIGHT = 224, 100, 48
CONTROL, CONTROL_TIGHT, CONTROL_CLEARANCE = 40, 36, 76
RADIUS_CARD, RADIUS_CONTROL, RADIUS_CHIP, RADIUS_WALL = 12, 8, 14, 6


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", 0 to 1 (WCAG 2.2)."""

    def linear(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
