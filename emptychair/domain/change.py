"""What an act changed. Mutations say what changed, never who should redraw."""

from __future__ import annotations

from enum import Flag, auto

from emptychair.domain.values import value


class Change(Flag):
    """Flags of what an act touched; a view re-reads if its flags meet these."""

    NONE = 0
    STORIES = auto()
    MEETINGS = auto()  # the list of meetings, titles
    ITEMS = auto()  # agenda, choices, states
    DECISIONS = auto()
    LIVE = auto()  # what is under discussion, what the wall shows
    NOTES = auto()
    DRAFT = auto()
    SETTINGS = auto()


@value
class Done:
    """The answer of the service to an act that is on disk."""

    change: Change
    entity: str  # id of what was made or changed
    event_id: str
    label: str  # English sentence naming the act, for undo and the log; translate with words.tr
    undoable: bool
    source: str = ""  # who asked; that one skips its own echo
    follow: object = None  # the command that carries out what is left of it, if the act is a long one
