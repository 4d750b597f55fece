"""What can stand on the wall: pure data, in pixels of the 1920 × 1080 design."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetricsF

from emptychair.domain.values import value
from emptychair.ui.stage.typeset import Advance
from emptychair.ui.theme import MEDIUM, NORMAL, SEMIBOLD, Theme


@value
class Face:
    """A font of the wall. `weight` is that of QFont: 400, 500, 600."""

    px: int
    weight: int = 400
    serif: bool = False


@value
class Words:
    """One line: `y` is its baseline; `right` is where a line of a script that runs to the left begins."""

    text: str
    x: float
    y: float
    face: Face
    right: float


@value
class Rule:
    """The short rule under the item, or a line under the closing chairs. `tone` is a stage token."""

    x: float
    y: float
    width: float
    height: float
    tone: str


@value
class Chair:
    """A chair standing on `floor`; `stroke` replaces the drawing's width of line."""

    center: float
    floor: float
    height: float
    tone: str = "chair"
    stroke: str = ""
    glow: bool = True


@value
class Icon:
    """An icon in a square of `size`."""

    name: str
    x: float
    y: float
    size: float
    tone: str


Part = Words | Rule | Chair | Icon


@value
class Plan:
    """Everything on one wall. `px` and `lines` are those of the main text; `fits` is False in the safe state."""

    parts: tuple[Part, ...]
    px: int = 0
    lines: int = 0
    fits: bool = True
    wide: bool = False
    shortened: tuple[str, ...] = ()  # names of the frame's fields that lost words
    room: int = 0  # characters of the main text that would fit at most, about


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


def runs_left(text: str) -> bool:
    """True for a line of a script that runs to the left (its first letter decides, as in Unicode's bidi rule P2)."""
    for char in text:
        if "\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufefc":
            return True
        if char.isalpha():
            return False
    return False
