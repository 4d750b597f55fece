"""The names of keys as they are printed on a keyboard of the person's language."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from emptychair.app.i18n import Words
from emptychair.domain.errors import N_

# Qt's portable names -> what the key cap says in English; the German ones stand in the catalogue.
_NAMES = {
    "Ctrl": N_("Ctrl"),
    "Shift": N_("Shift"),
    "Space": N_("Space"),
    "Return": N_("Enter"),
    "Enter": N_("Enter"),
    "Esc": N_("Esc"),
    "Tab": N_("Tab"),
    "Del": N_("Del"),
    "Backspace": N_("Backspace"),
    "PgUp": N_("PgUp"),
    "PgDown": N_("PgDn"),
    "Home": N_("Home"),
    "End": N_("End"),
    "Ins": N_("Ins"),
}
_SIGNS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Alt": "Alt", "Meta": "Meta"}


def key_text(sequence: QKeySequence | str, words: Words) -> str:
    """ "Ctrl+Return" as "Ctrl+Enter" or "Strg+Eingabe"; several strokes are parted by a space. Empty for no key."""
    portable = sequence if isinstance(sequence, str) else sequence.toString(QKeySequence.SequenceFormat.PortableText)
    return " ".join(_stroke(stroke, words) for stroke in portable.split(", ") if stroke)


def _stroke(stroke: str, words: Words) -> str:
    # "Ctrl++" is Ctrl and the plus key.
    parts = [*stroke[:-2].split("+"), "+"] if stroke.endswith("++") else stroke.split("+") if stroke != "+" else ["+"]
    return "+".join(words.tr(_NAMES[part]) if part in _NAMES else _SIGNS.get(part, part) for part in parts)
