"""Acts as lines of a list: what they are called, which key they have, how to do them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QAction

from emptychair.app.i18n import Words
from emptychair.ui.widgets.keys import key_text


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. `key` is printed as it stands on the keyboard of the person's language."""

    text: str
    key: str
    run: Callable[[], object]
    group: str = ""


def plain_text(text: str) -> str:
    """The text of an action without the marks of its mnemonic."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def entries_of(actions: Iterable[QAction], words: Words, group: str = "", *, all_of_them: bool = False) -> list[Entry]:
    """The acts that can be done now, in their order; with `all_of_them` also those that rest at the moment."""
    result: list[Entry] = []
    for action in actions:
        menu: Any = action.menu()
        if menu is not None:
            result += entries_of(menu.actions(), words, group or plain_text(action.text()), all_of_them=all_of_them)
        elif (
            not action.isSeparator() and action.text() and (all_of_them or (action.isEnabled() and action.isVisible()))
        ):
            keys = [key_text(sequence, words) for sequence in action.shortcuts()]
            result.append(Entry(plain_text(action.text()), ", ".join(dict.fromkeys(keys)), action.trigger, group))
    return result


def matching(entries: Iterable[Entry], typed: str) -> list[Entry]:
    """The entries that hold every word typed, those whose text begins with it first; nothing typed: all."""
    wanted = typed.casefold().split()
    if not wanted:
        return list(entries)

    def rank(entry: Entry) -> int | None:
        text = entry.text.casefold()
        if not all(word in f"{text} {entry.group.casefold()}" for word in wanted):
            return None
        parts = text.split()
        if text.startswith(wanted[0]):
            return 0
        return 1 if all(any(part.startswith(word) for part in parts) for word in wanted) else 2

    found = [(rank(entry), number, entry) for number, entry in enumerate(entries)]
    return [entry for _, _, entry in sorted((r, n, e) for r, n, e in found if r is not None)]
