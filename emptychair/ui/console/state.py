"""What the console shows, as plain values: made by `compose`, drawn by the view parts.

Named tuples here, not dataclasses: they are made seven times faster, and the console's start pays for every one.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from emptychair.domain.frame import StageFrame
from emptychair.domain.ids import DecisionId, ItemId, StoryId
from emptychair.ui.console.figures import Clock


class Phase(StrEnum):
    """Where the meeting stands, as the console sees it."""

    READY = "ready"  # prepared, not started
    RESUME = "resume"  # found running: go on, or end it at the last event?
    LIVE = "live"
    ENDED = "ended"


class Place(StrEnum):
    """Where an item stands; the values are those of the agenda row."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"
    CHAIR = "chair"
    DEFERRED = "deferred"
    PARKED = "parked"


class AgendaEntry(NamedTuple):
    """One row of the agenda."""

    item_id: ItemId
    number: str
    title: str
    sub: str
    place: Place
    place_name: str


class Alternate(NamedTuple):
    """A story one key away."""

    story_id: StoryId
    headline: str
    meta: str
    note: str  # of the above what matters most, for little room


class StoryPanel(NamedTuple):
    """The story of the item under discussion, for reading aloud; without one `sentence` says so."""

    headline: str = ""
    text: str = ""
    language: str = "en"
    verbatim: bool = False
    origin: str = ""  # who, and where from
    why: str = ""
    why_all: tuple[str, ...] = ()  # the same with all there is, a sentence each
    why_words: tuple[str, ...] = ()  # parts of `why` that brought the story here
    verdict: str = ""  # in words; empty if there is nothing to say
    verdict_kind: str = "neutral"  # kind of the chip
    pinned: bool = False
    sentence: str = ""
    alternates: tuple[Alternate, ...] = ()


class NextPanel(NamedTuple):
    """What comes next, or the item that is selected in the agenda."""

    label: str = ""
    title: str = ""
    meta: str = ""
    frame: StageFrame | None = None
    selected: ItemId | None = None


class DecisionEntry(NamedTuple):
    """One decision so far."""

    decision_id: DecisionId
    number: int
    text: str
    sub: str
    chip: str
    chip_kind: str
    newest: bool


class SoFar(NamedTuple):
    """The decisions of this meeting, newest first."""

    entries: tuple[DecisionEntry, ...] = ()
    total: int = 0
    heard: int = 0
    sentence: str = ""


class Banner(NamedTuple):
    """A strip that asks or tells, never modal: a sentence and at most three acts, the main one first."""

    sentence: str
    acts: tuple[str, ...] = ()  # names of actions
    kind: str = "note"  # note | good


class ConsoleState(NamedTuple):
    """Everything but the decision line, which changes with every key."""

    phase: Phase
    title: str
    sub: str
    rehearsal: bool
    agenda: tuple[AgendaEntry, ...]
    plan: str
    late: bool
    counter: str  # "Item 2 of 8"
    item_id: ItemId | None
    item_title: str
    item_number: str
    clock: Clock
    live: StageFrame
    on_wall: str
    story: StoryPanel | None
    next: NextPanel
    so_far: SoFar
    note: str
    undecided: bool
    black: bool
    hidden: bool
    frozen: bool
    reading_back: bool
    banner: Banner | None
    undo: str  # label of what undo would take back, or empty
    redo: str
    possible: frozenset[str] = frozenset()  # names of the actions that make sense now


class Ticking(NamedTuple):
    """What changes by itself every second."""

    clock: Clock
    plan: str
    late: bool
    on_wall: str
    used: str  # second line of the row under discussion
    saved: str


class LineState(NamedTuple):
    """The decision line and what was understood of it."""

    item_id: ItemId | None
    about: str  # "Item 2", or of which decision this is an edit
    editing: bool
    line: str
    spans: tuple[tuple[int, int], ...]
    chips: tuple[tuple[str, str], ...]  # icon, words
    counted: str | None
    door: str | None
    basis: str | None
    owner: str
    owner_by_hand: bool
    due: str
    due_by_hand: bool
    due_wrong: bool
    hint: str  # what the chair asks; empty if it does not
    ready: bool  # there is a decision to save
