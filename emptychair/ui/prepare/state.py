"""What the preparation shows, as plain values: made by `compose`, drawn by the view."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from emptychair.domain.frame import StageFrame
from emptychair.domain.ids import ItemId, StoryId


class Verdict(StrEnum):
    """How an item stands with its story."""

    SEARCHING = "searching"
    UNMATCHED = "unmatched"
    STRONG = "strong"
    POSSIBLE = "possible"
    BY_HAND = "by-hand"
    PINNED = "pinned"
    UNCLEARED = "uncleared"
    NONE = "none"  # nothing fits
    DELIBERATE = "deliberate"  # a person wants the chair


# verdict -> kind and icon of its chip
CHIPS = {
    Verdict.SEARCHING: ("neutral", "hourglass"),
    Verdict.UNMATCHED: ("neutral", ""),
    Verdict.STRONG: ("teal", "check"),
    Verdict.POSSIBLE: ("ochre", "circle-alert"),
    Verdict.BY_HAND: ("teal", "user-round-check"),
    Verdict.PINNED: ("teal", "pin"),
    Verdict.UNCLEARED: ("ochre", "circle-alert"),
    Verdict.NONE: ("outlined", "chair-glyph"),
    Verdict.DELIBERATE: ("outlined", "chair-glyph"),
}
BARS = {
    Verdict.STRONG: "strong",
    Verdict.BY_HAND: "strong",
    Verdict.PINNED: "strong",
    Verdict.POSSIBLE: "possible",
    Verdict.UNCLEARED: "possible",
}


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item in a row."""

    item_id: ItemId
    number: int
    time: str
    title: str
    meta: str
    headline: str  # a story's, or our sentence about the chair
    story: bool  # the headline is a story's
    sub: str
    verdict: Verdict
    verdict_text: str


@dataclass(frozen=True, slots=True)
class Alternate:
    """Another story one key away."""

    story_id: StoryId
    headline: str
    meta: str


@dataclass(frozen=True, slots=True)
class ItemDetail:
    """The open item."""

    line: ItemLine
    counter: str  # "2 of 8"
    minutes: int | None
    owner: str
    note: str
    story_id: StoryId | None
    headline: str
    text: str
    language: str
    verbatim: bool
    who: str
    origin: str
    teaching: str  # the label of a teaching example, or empty
    why: str
    why_all: tuple[str, ...]  # the same with all there is, a sentence each
    why_words: tuple[str, ...]
    sentence: str  # said where there is no story, or where it is not cleared
    alternates: tuple[Alternate, ...]
    alternates_title: str
    can_swap: bool
    can_pin: bool
    pinned: bool
    uncleared: bool
    frame: StageFrame
    fit: str
    fits: bool


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to look at before the meeting; pressing it opens the item."""

    text: str
    icon: str
    tone: str
    item_id: ItemId | None
    story_id: StoryId | None = None  # set where the story itself wants work


@dataclass(frozen=True, slots=True)
class PrepareState:
    """The whole page. `detail` is None only where there is no item."""

    meeting_id: str
    title: str
    sentence: str
    started: bool  # the meeting runs or has ended: the agenda is then the console's
    lines: tuple[ItemLine, ...]
    open: int  # index of the open line, -1 where there is none
    detail: ItemDetail | None
    overview: str
    figures: tuple[tuple[int, str, Verdict], ...]
    todo: tuple[Todo, ...]
    searching: bool
    trouble: str  # why the search for stories failed, or empty
