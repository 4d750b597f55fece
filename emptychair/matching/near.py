"""Stories that say nearly the same: MinHash over 5-character shingles, 64 permutations in 16 bands, then checked.

Own code, sixty lines of numpy: datasketch would bring scipy along (35 MB) for the same arithmetic. What the bands
propose is checked by the true share of common shingles, so nothing is a twin by chance of a hash.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Shingles: TypeAlias = "NDArray[np.uint64] | frozenset[str]"
"""Runs of characters, each once: packed into numbers and sorted, or as they are."""
SHINGLE: Final = 5
BANDS: Final = 16
_ROWS: Final = 4
_PERMUTATIONS: Final = BANDS * _ROWS
ALIKE: Final = 0.6
"""Share of common shingles from which two texts say the same. Every tenth word exchanged leaves 0.66 of a text of 300
characters; two stories of one shop that nobody copied share under 0.2."""
_CANDIDATES: Final = 8
_FEW: Final = 3
_BUFFER: Final = 2048
_LONGEST: Final = 4_000
"""Characters that are looked at."""


def _numbers(count: int, state: int) -> NDArray[np.uint64]:
    """The same pseudo-random numbers on every machine and in every version (splitmix64): bands are kept on disk."""
    found: list[int] = []
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
        mixed = ((state ^ state >> 30) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
        mixed = ((mixed ^ mixed >> 27) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
        found.append(mixed ^ mixed >> 31)
    return np.array(found, dtype=np.uint64)


# 32 bits: a tenth of the time of 64, because a processor takes eight at once.
_FACTORS: Final = (_numbers(_PERMUTATIONS, 1) | np.uint64(1)).astype(np.uint32)[:, None]
_ADDENDS: Final = _numbers(_PERMUTATIONS, 2).astype(np.uint32)[:, None]
_BAND_FACTORS: Final = _numbers(_ROWS, 3) | np.uint64(1)
_BASE: Final = np.uint64(0x100000001B3)
_MIX: Final = np.uint64(0xFF51AFD7ED558CCD)
_BITS: Final = 11
_PACKED: Final = np.uint64(1 << _BITS)
_LETTERS: Final = 0x700
_SIGNS: Final = 0x2000
"""Letters below the one and the 256 signs from the other on (quotes, dashes, €) go five into a number, each five of
them into its own: nearly every text of Europe has no others."""


def folded(text: str) -> str:
    """The text as it is compared: case and white space do not count."""
    return " ".join(text[:_LONGEST].casefold().split())


class Folded:
    """Folded texts that are compared with each other: what takes long is done for all of them at once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [text if len(text) >= SHINGLE else text.ljust(SHINGLE) for text in texts]
        encoded = "".join(self._texts).encode("utf-32-le", "replace")
        self._codes = np.frombuffer(encoded, dtype="<u4").astype(np.uint64)
        ends = np.cumsum([len(text) for text in self._texts], dtype=np.int64)
        self._starts: list[int] = [0, *ends.tolist()]
        self._packed: NDArray[np.uint64] | None = None
        self._shingles: dict[int, Shingles] = {}
        self._odd: NDArray[np.bool_] = np.empty(0, dtype=np.bool_)

    def bands(self) -> list[bytes]:
        """Of each text 16 little-endian numbers of 32 bits. Two texts that share one may be alike."""
        if not self._texts:
            return []
        hashes = _windows(self._codes, _BASE)
        hashes ^= hashes >> np.uint64(33)
        hashes *= _MIX
        hashes ^= hashes >> np.uint64(29)
        short = (hashes >> np.uint64(16)).astype(np.uint32)
        least = np.empty((len(self._texts), _PERMUTATIONS), dtype=np.uint32)
        for place, (start, end) in enumerate(self._spans()):
            permuted = short[start:end] * _FACTORS
            permuted += _ADDENDS
            permuted.min(axis=1, out=least[place])
        mixed = (least.astype(np.uint64).reshape(-1, BANDS, _ROWS) * _BAND_FACTORS).sum(axis=2, dtype=np.uint64)
        mixed ^= mixed >> np.uint64(31)
        mixed *= _MIX
        found = (mixed >> np.uint64(32)).astype("<u4").tobytes()
        return [found[at : at + 4 * BANDS] for at in range(0, len(found), 4 * BANDS)]

    def shingles(self, place: int) -> Shingles:
        """Every run of five characters of a text, once."""
        known = self._shingles.get(place)
        if known is None:
            known = self._shingles[place] = self._cut(place)
        return known

    def _cut(self, place: int) -> Shingles:
        start, end = self._starts[place], self._starts[place + 1]
        if self._packed is None:
            signs = (self._codes >= _SIGNS) & (self._codes < _SIGNS + 256)
            self._odd = (self._codes >= _LETTERS) & ~signs
            self._packed = _windows(np.where(signs, self._codes - np.uint64(_SIGNS - _LETTERS), self._codes), _PACKED)
        if self._odd[start:end].any():
            text = self._texts[place]
            return frozenset([text[at : at + SHINGLE] for at in range(len(text) - SHINGLE + 1)])
        found = np.sort(self._packed[start : end - SHINGLE + 1])
        fresh = np.empty(len(found), dtype=np.bool_)
        fresh[0] = True
        np.not_equal(found[1:], found[:-1], out=fresh[1:])
        return found[fresh]

    def _spans(self) -> Iterable[tuple[int, int]]:
        return ((start, end - SHINGLE + 1) for start, end in pairwise(self._starts))


def _windows(codes: NDArray[np.uint64], base: np.uint64) -> NDArray[np.uint64]:
    """A number for five characters from each place on; across the end of a text it means nothing."""
    width = len(codes) - SHINGLE + 1
    found = codes[:width].copy()
    for step in range(1, SHINGLE):
        found *= base
        found += codes[step : step + width]
    return found


def bands(text: str) -> bytes:
    """The bands of one folded text."""
    return Folded((text,)).bands()[0]


def shingles(text: str) -> Shingles:
    """The shingles of one folded text."""
    return Folded((text,)).shingles(0)


def alike(one: Shingles, other: Shingles) -> bool:
    """Whether two sets of shingles have ALIKE of all their shingles in common."""
    if min(len(one), len(other)) < ALIKE * max(len(one), len(other)):
        return False
    if isinstance(one, frozenset) or isinstance(other, frozenset):
        common = len(_spelt(one) & _spelt(other))
    else:
        both = np.concatenate((one, other))
        both.sort()
        common = int(np.count_nonzero(both[1:] == both[:-1]))
    return common >= ALIKE * (len(one) + len(other) - common)


def _spelt(found: Shingles) -> frozenset[str]:
    if isinstance(found, frozenset):
        return found
    codes = np.stack([(found >> np.uint64(_BITS * step)) % _PACKED for step in reversed(range(SHINGLE))], axis=1)
    codes = np.where(codes >= _LETTERS, codes + np.uint64(_SIGNS - _LETTERS), codes)
    text = codes.astype("<u4").tobytes().decode("utf-32-le", "replace")
    return frozenset([text[at : at + SHINGLE] for at in range(0, len(text), SHINGLE)])


class NearIndex:
    """The bands of all first stories in memory: 130 bytes a story. Sorted runs that are merged as they grow."""

    def __init__(self) -> None:
        self._runs: list[tuple[NDArray[np.uint32], NDArray[np.int32]]] = []  # both of the shape (BANDS, stories)
        self._new_rows: list[int] = []
        self._new_bands: list[bytes] = []
        self._new: dict[bytes, list[int]] = {}

    def add(self, found: Iterable[tuple[int, bytes]]) -> None:
        """Take in stories, as row number and bands."""
        for row, signature in found:
            self._new_rows.append(row)
            self._new_bands.append(signature)
            for key in keys(signature):
                self._new.setdefault(key, []).append(row)
            if len(self._new_rows) >= _BUFFER:
                self._settle()

    def load(self, rows: Sequence[int], signatures: bytes) -> None:
        """Take in many stories at once: their row numbers, and their bands one behind the other."""
        if rows:
            table = np.frombuffer(signatures, dtype="<u4").reshape(-1, BANDS).T
            self._append(_sorted(table.astype(np.uint32), np.tile(np.array(rows, dtype=np.int32), (BANDS, 1))))

    def candidates(self, signatures: Sequence[bytes]) -> list[list[int]]:
        """For each signature at most eight rows that share bands with it, those with the most first."""
        hits: list[list[int]] = [[] for _ in signatures]
        if not signatures:
            return []
        asked = np.frombuffer(b"".join(signatures), dtype="<u4").reshape(len(signatures), BANDS).T
        for sorted_bands, rows in self._runs:
            width = sorted_bands.shape[1]
            for band in range(BANDS):
                column, wanted = sorted_bands[band], asked[band]
                first = column.searchsorted(wanted)
                for place in np.flatnonzero(column[np.minimum(first, width - 1)] == wanted).tolist():
                    start = int(first[place])
                    end = min(int(column[start : start + 64].searchsorted(wanted[place], "right")), 64)
                    hits[place] += rows[band, start : start + end].tolist()
        for place, signature in enumerate(signatures):
            for key in keys(signature):
                if key in self._new:
                    hits[place] += self._new[key][:64]
        return [_likely(found) for found in hits]

    def _settle(self) -> None:
        self.load(self._new_rows, b"".join(self._new_bands))
        self._new_rows, self._new_bands, self._new = [], [], {}

    def _append(self, run: tuple[NDArray[np.uint32], NDArray[np.int32]]) -> None:
        self._runs.append(run)
        while len(self._runs) > 1 and self._runs[-2][0].shape[1] < 2 * self._runs[-1][0].shape[1]:
            last, before = self._runs.pop(), self._runs.pop()
            self._runs.append(_merged(before, last))


def _likely(found: list[int]) -> list[int]:
    if not found:
        return []
    hits = Counter(found)
    # Where many texts share phrases, one band in common is chance. Of texts that are alike 0.7, one in sixteen has no
    # more than one.
    least = 1 if len(hits) <= _FEW else 2
    return [row for row, shared in hits.most_common(_CANDIDATES) if shared >= least]


def keys(signature: bytes) -> list[bytes]:
    """The bands of a signature as keys of a dictionary, told apart by their place."""
    return [bytes((band,)) + signature[4 * band : 4 * band + 4] for band in range(BANDS)]


def _sorted(table: NDArray[np.uint32], rows: NDArray[np.int32]) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    for band in range(BANDS):  # one band at a time: half the memory at the peak
        order = np.argsort(table[band], kind="stable")
        table[band] = table[band][order]
        rows[band] = rows[band][order]
    return table, rows


def _merged(
    one: tuple[NDArray[np.uint32], NDArray[np.int32]], other: tuple[NDArray[np.uint32], NDArray[np.int32]]
) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    return _sorted(np.concatenate([one[0], other[0]], axis=1), np.concatenate([one[1], other[1]], axis=1))
