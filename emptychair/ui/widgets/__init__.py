"""The controls that every window is made of.

Each module is imported with the first of its controls (PEP 562): a window waits for none that it does not show.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from emptychair.ui.widgets.agendarow import AgendaRow, RowState
    from emptychair.ui.widgets.announcement import announce
    from emptychair.ui.widgets.buttons import Button, KeyCap, Painted, Pressable
    from emptychair.ui.widgets.chips import Chip, Pill
    from emptychair.ui.widgets.choice import Choice, Option, Segment
    from emptychair.ui.widgets.counts import ChairCount, Meter, Minutes, MinutesBar
    from emptychair.ui.widgets.empty import ChairDrawing, EmptyState
    from emptychair.ui.widgets.keys import key_text
    from emptychair.ui.widgets.labels import IconLabel, Label, plain_tip
    from emptychair.ui.widgets.layouts import Card, Hairline, Scroll, column, row, section
    from emptychair.ui.widgets.nav import Brand, Footer, NavItem
    from emptychair.ui.widgets.outcome import FactsStrip, OutcomeLadder, Step
    from emptychair.ui.widgets.para import Mark, MarkKind, Para
    from emptychair.ui.widgets.popover import Dialog, Popover
    from emptychair.ui.widgets.search import SearchField
    from emptychair.ui.widgets.storycard import StoryCard
    from emptychair.ui.widgets.toast import Toast
    from emptychair.ui.widgets.translated import Translated

__all__ = [
    "AgendaRow",
    "Brand",
    "Button",
    "Card",
    "ChairCount",
    "ChairDrawing",
    "Chip",
    "Choice",
    "Dialog",
    "EmptyState",
    "FactsStrip",
    "Footer",
    "Hairline",
    "IconLabel",
    "KeyCap",
    "Label",
    "Mark",
    "MarkKind",
    "Meter",
    "Minutes",
    "MinutesBar",
    "NavItem",
    "Option",
    "OutcomeLadder",
    "Painted",
    "Para",
    "Pill",
    "Popover",
    "Pressable",
    "RowState",
    "Scroll",
    "SearchField",
    "Segment",
    "Step",
    "StoryCard",
    "Toast",
    "Translated",
    "announce",
    "column",
    "key_text",
    "plain_tip",
    "row",
    "section",
]

_MODULES = {
    "agendarow": ("AgendaRow", "RowState"),
    "announcement": ("announce",),
    "buttons": ("Button", "KeyCap", "Painted", "Pressable"),
    "chips": ("Chip", "Pill"),
    "choice": ("Choice", "Option", "Segment"),
    "counts": ("ChairCount", "Meter", "Minutes", "MinutesBar"),
    "empty": ("ChairDrawing", "EmptyState"),
    "keys": ("key_text",),
    "labels": ("IconLabel", "Label", "plain_tip"),
    "layouts": ("Card", "Hairline", "Scroll", "column", "row", "section"),
    "nav": ("Brand", "Footer", "NavItem"),
    "outcome": ("FactsStrip", "OutcomeLadder", "Step"),
    "para": ("Mark", "MarkKind", "Para"),
    "popover": ("Dialog", "Popover"),
    "search": ("SearchField",),
    "storycard": ("StoryCard",),
    "toast": ("Toast",),
    "translated": ("Translated",),
}
_PLACES = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    """A control by its name, with the module that defines it."""
    if name not in _PLACES:
        raise AttributeError(name)
    found = getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
    globals()[name] = found
    return found
