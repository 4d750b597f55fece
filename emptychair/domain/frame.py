"""What the room sees. A closed type: no field, no leak. Console preview, stage and pictures draw this same frame."""

from __future__ import annotations

from enum import StrEnum

from emptychair.domain.values import value


class Blank(StrEnum):
    """`BLACK` is a black wall; `HIDDEN` takes the words away and leaves item and chair."""

    NONE = ""
    BLACK = "black"
    HIDDEN = "hidden"


@value
class WelcomeFrame:
    """Before the first item: the meeting's title and the chair."""

    heading: str  # date or place, in the meeting's language
    title: str
    line: str


@value
class StoryFrame:
    """One story. `words` carries no outer quotation marks; the painter sets those of `language` if `verbatim`."""

    heading: str  # "2 · Checkout: make the account optional?"
    words: str
    language: str
    verbatim: bool
    customer: str
    source: str
    label: str = ""  # "Teaching example", shown before the source


@value
class ChairFrame:
    """No story: the chair alone, large, and one sentence."""

    heading: str
    line: str


@value
class DecisionFrame:
    """A decision read back to the room. Empty strings are left out."""

    heading: str  # "Decision 3 · Did we write it down right?"
    text: str
    owner_line: str
    door_line: str
    counted_line: str
    customer: str
    chair: bool  # the customer counted: the chair glyph is filled


@value
class ClosingFrame:
    """How many decisions, how many heard the customer."""

    heading: str
    lines: tuple[str, ...]  # one or two lines of large type
    total: int
    heard: int
    heard_label: str
    rest_label: str


Content = WelcomeFrame | StoryFrame | ChairFrame | DecisionFrame | ClosingFrame


@value
class StageFrame:
    """One picture of the wall: its content, whether it is blanked, and whether this is a rehearsal."""

    content: Content
    blank: Blank = Blank.NONE
    rehearsal: str = ""  # the word of the watermark in the meeting's language, or empty
