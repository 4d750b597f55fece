"""Ids that stand in several rows of one file, told apart in little memory however long the file is."""

from __future__ import annotations

from array import array
from typing import Final

_FIRST: Final = 1 << 12  # entries to begin with
_KEY: Final = 48  # bits of an entry that stand for the id, the others for the words
_KEYS: Final = (1 << _KEY) - 1
_WORDS: Final = (1 << (64 - _KEY)) - 1


class Seen:
    """An id with other words each time (one a comment of a ticket, say) would overwrite the story before it: the second
    story of id 7 gets "7#2", and so again when the file comes again.

    A table of 64 bits an entry, instead of a dict of ten times the size.
    """

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _FIRST))
        self._used = 0

    def apart(self, source_id: str, text: str) -> str:
        """The id under which this story is known."""
        words = hash(text) & _WORDS
        place = 0
        while self._put(hash((source_id, place)) & _KEYS | 1, words) != words:
            place += 1
        return f"{source_id}#{place + 1}" if place else source_id

    def _put(self, key: int, words: int) -> int:
        """The words under `key`; these, if there were none."""
        slots = self._slots
        last = len(slots) - 1
        at = key * len(slots) >> _KEY
        while entry := slots[at]:
            if entry >> (64 - _KEY) == key:
                return entry & _WORDS
            at = (at + 1) & last
        slots[at] = key << (64 - _KEY) | words
        self._used += 1
        if self._used * 4 > len(slots) * 3:
            self._grow()
        return words

    def _grow(self) -> None:
        before = self._slots
        slots = self._slots = array("Q", bytes(16 * len(before)))
        last = len(slots) - 1
        for entry in before:
            if entry:
                at = (entry >> (64 - _KEY)) * len(slots) >> _KEY
                while slots[at]:
                    at = (at + 1) & last
                slots[at] = entry
