"""Texts to pieces of words, as the vocabulary of a multilingual model knows them (a unigram model, best path)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

_BLANK: Final = "\u2581"
"""Stands for the blank before a word."""
_HOPELESS: Final = -1e30
_UNKNOWN: Final = 10.0
"""So much less likely than the least likely piece is a letter that no piece has."""


class Unigram:
    """The pieces of a vocabulary; the first three are the beginning, the end and the unknown letter, in this order."""

    begin: int = 0
    end: int = 1
    unknown: int = 2

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], letters: Mapping[int, str]) -> None:
        """`scores`: log probabilities; `letters`: code points that are written otherwise before all else."""
        self._scores = list(scores)
        self._letters = dict(letters)
        self._least = min(self._scores) - _UNKNOWN
        # Every beginning of a piece is a key, so that the search for longer ones ends where none can follow.
        self._pieces: dict[str, int] = {}
        for piece in pieces[3:]:
            for length in range(1, len(piece)):
                self._pieces.setdefault(piece[:length], -1)
        for place, piece in enumerate(pieces):
            if place > self.unknown:
                self._pieces[piece] = place

    def __call__(self, text: str) -> list[int]:
        """The likeliest pieces of the text, without begin and end. Time grows with the length alone."""
        told = unicodedata.normalize("NFC", text).translate(self._letters)
        words = _BLANK + _BLANK.join(word for word in told.split(" ") if word)
        pieces, scores, least = self._pieces, self._scores, self._least
        size = len(words)
        best = [0.0] + [_HOPELESS] * size
        start = [0] * (size + 1)
        piece = [self.unknown] * (size + 1)
        for here in range(size):
            so_far = best[here]
            if so_far + least > best[here + 1]:
                best[here + 1], start[here + 1], piece[here + 1] = so_far + least, here, self.unknown
            for there in range(here + 1, size + 1):
                found = pieces.get(words[here:there])
                if found is None:
                    break
                if found >= 0 and so_far + scores[found] > best[there]:
                    best[there], start[there], piece[there] = so_far + scores[found], here, found
        path: list[int] = []
        while size > 0:
            path.append(piece[size])
            size = start[size]
        return path[::-1]
