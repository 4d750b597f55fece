"""The stories nearest to a title by meaning: a scan of one bit a dimension, then the few left by their vectors.

Vectors are centred on the library. The centre is a sum that is corrected by what came and what went; the bits were told
from an older centre, which only decides who is looked at closely. Small libraries are not scanned but compared whole.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from emptychair.store.standing import Standing
from emptychair.store.vectors import BLOCK, VectorFile, signs, unit_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WHOLE: Final = 8192
"""Vectors that are compared one by one; 16 MB."""
WIDER: Final = 5
"""So many times the stories asked for are compared one by one: by bits alone one title of ten has another first."""
_READ: Final = 4096  # vectors of the latest title that are remembered
_CHUNK: Final = 16384  # vectors scanned at a time: their bits, and what comes of them, stay in the processor's cache


class Nearest:
    """The vectors of one file under the stories as they stand. `refresh` before asking."""

    def __init__(
        self, file: VectorFile, prior: NDArray[np.float32] | None, weight: float, *, whole: int = WHOLE
    ) -> None:
        """`prior`: a centre to begin with, which counts as `weight` stories."""
        import numpy as np

        self._file = file
        self._prior = prior
        self._weight = weight
        self._whole = whole
        self._sum = np.zeros(file.model.dimensions, dtype=np.float64)
        self._counted = np.zeros(0, dtype=bool)  # by place: those in the sum
        self._place_of = np.zeros(0, dtype=np.int32)  # by story row, -1: none
        self._state: tuple[int, int] = (-1, -1)
        self._blocked: dict[int, NDArray[np.uint16]] = {}
        self._matrix: tuple[NDArray[np.intp], NDArray[np.float32]] | None = None
        self._read: tuple[NDArray[np.intp], NDArray[np.float32]] = (np.zeros(0, dtype=np.intp), np.zeros((0, 0), "f4"))
        self.centre: NDArray[np.float32] = np.zeros(file.model.dimensions, dtype=np.float32)
        self.encoded = 0
        self._load()

    def refresh(self, standing: Standing, *, now: bool = False) -> bool:
        """Follow the file and the library; whether anything changed.

        While a large library is being encoded, only when a fiftieth has come to it, or `now`: following a million
        stories takes 30 ms.
        """
        import numpy as np

        count, version = self._state
        there = self._file.on_disk()
        if version == standing.version and not now:
            few = max(WHOLE, count) // 50
            if there == count or (count < there < min(count + few, standing.size)):
                return False
        self._file.refresh()
        if self._state == (self._file.count, standing.version):
            return False
        stories = self._file.stories
        count = len(stories)
        size = max(len(standing.flags), int(stories.max(initial=0)) + 1)
        self._place_of = np.full(size, -1, dtype=np.int32)
        self._place_of[stories] = np.arange(count, dtype=np.int32)  # of several the last
        self._place_of[0] = -1
        live = self._place_of[stories] == np.arange(count, dtype=np.int32)
        live &= standing.mask(standing.MATCHED, size)[stories]
        self._recount(live)
        self._state = (count, standing.version)
        self._standing = standing
        self._blocked.clear()
        self._matrix = None
        self._read = np.zeros(0, dtype=np.intp), np.zeros((0, self._file.model.dimensions), dtype=np.float32)
        self.encoded = int(np.count_nonzero(live))
        centre = self._sum
        if self._prior is not None:
            centre = centre + self._weight * self._prior
        self.centre = (centre / max(1.0, self.encoded + self._weight)).astype(np.float32)
        return True

    def without(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Those of the stories' rows that have no vector."""
        inside = rows[rows < len(self._place_of)]
        outside = rows[rows >= len(self._place_of)]
        import numpy as np

        return np.concatenate([inside[self._place_of[inside] < 0], outside])

    def key(self, row: int) -> str | None:
        """The key under which the vector of a story was added."""
        if row >= len(self._place_of) or self._place_of[row] < 0:
            return None
        return self._file.keys([int(self._place_of[row])])[0]

    # ------------------------------------------------------------------ asking
    def nearest(self, vector: NDArray[np.float32], allowed: int, count: int) -> NDArray[np.int64]:
        """Rows of about `count` stories likely to be nearest, among those whose standing `allowed` tells."""
        import numpy as np

        if not self.encoded:
            return np.zeros(0, dtype=np.int64)
        if self._file.count <= self._whole:
            places, matrix = self._whole_matrix()
            scores = matrix @ vector
            scores[self._block(allowed)[places] > 0] = -np.inf
            best = np.argpartition(-scores, count)[:count] if len(scores) > count else np.arange(len(scores))
            best = best[scores[best] > -np.inf]
            return self._file.stories[places[best]]
        bits = np.asarray(self._file.bits())  # a plain view of the mapped file
        code = signs(vector > 0, bits.shape[1])
        places = np.sort(scan(bits, code, self._block(allowed), WIDER * count))
        self._read = np.zeros(0, dtype=np.intp), self._read[1][:0]
        scores = self._centred(places) @ vector
        if len(places) > count:
            places = places[np.argpartition(-scores, count)[:count]]
        return self._file.stories[places]

    def vectors(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """Centred and of unit length, one a row; zeros where there is none."""
        import numpy as np

        asked = np.asarray(rows, dtype=np.int64)
        inside = asked < len(self._place_of)
        places = np.where(inside, self._place_of[np.where(inside, asked, 0)], -1)
        there = places >= 0
        found = np.zeros((len(asked), self._file.model.dimensions), dtype=np.float32)
        if there.any():
            found[there] = self._centred(places[there])
        return found

    def _centred(self, places: NDArray[np.intp]) -> NDArray[np.float32]:
        """The vectors of these places less the centre; what was read for the same title is not read again."""
        import numpy as np

        if self._file.count <= self._whole:
            known, matrix = self._whole_matrix()
        else:
            known, matrix = self._read
        at = np.minimum(np.searchsorted(known, places), max(0, len(known) - 1))
        new = known[at] != places if len(known) else np.ones(len(places), dtype=bool)
        found = np.zeros((len(places), self._file.model.dimensions), dtype=np.float32)
        if len(known):
            found[~new] = matrix[at[~new]]
        if new.any() and self._file.count > self._whole:
            read = self._file.read(places[new].tolist())
            found[new] = unit_rows(read - self.centre) * np.any(read, axis=1, keepdims=True)
            if len(places) > 1:
                self._remember(np.concatenate([known, places[new]]), np.concatenate([matrix, found[new]]))
        return found

    def _remember(self, places: NDArray[np.intp], matrix: NDArray[np.float32]) -> None:
        import numpy as np

        if len(places) > _READ:
            places, matrix = places[-_READ:], matrix[-_READ:]
        order = np.argsort(places)
        self._read = places[order], matrix[order]

    def _block(self, allowed: int) -> NDArray[np.uint16]:
        """By place: 0 for those that may be found, all bits for the others."""
        import numpy as np

        found = self._blocked.get(allowed)
        if found is None:
            stories = self._file.stories
            may = self._standing.mask(allowed, len(self._place_of))[stories] & self._counted
            found = self._blocked[allowed] = np.where(may, 0, 0xFFFF).astype(np.uint16)
        return found

    def _whole_matrix(self) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        import numpy as np

        if self._matrix is None:
            places = np.flatnonzero(self._counted)
            self._matrix = (places, unit_rows(self._file.read(places.tolist()) - self.centre))
        return self._matrix

    # ------------------------------------------------------------------ the centre
    def _recount(self, live: NDArray[np.bool_]) -> None:
        import numpy as np

        before = self._counted
        if len(before) > len(live):  # the file was begun anew
            self._sum[:] = 0
            before = np.zeros(0, dtype=bool)
        before = np.concatenate([before, np.zeros(len(live) - len(before), dtype=bool)])
        self._counted = live
        come, gone = np.flatnonzero(live & ~before), np.flatnonzero(before & ~live)
        if not len(come) and not len(gone):
            return
        if len(come) + len(gone) > BLOCK:
            # Nearly all of it: in one go through the file, which is faster than place by place.
            added, first = (live & ~before, int(come[0])) if not len(gone) else (live, 0)
            if len(gone):
                self._sum[:] = 0
            for start, block in self._file.blocks(first):
                rows = unit_rows(block)[added[start : start + len(block)]]
                self._sum += rows.sum(axis=0, dtype=np.float64)
            if self._worth_keeping:
                self.save()
            return
        self._sum += self._file.read(come.tolist()).sum(axis=0, dtype=np.float64)
        self._sum -= self._file.read(gone.tolist()).sum(axis=0, dtype=np.float64)

    @property
    def _worth_keeping(self) -> bool:
        return self._file.count > self._whole

    def save(self) -> None:
        """Keep the sum, for the next start; quietly nothing where that cannot be written."""
        import numpy as np

        if not self._worth_keeping:
            return
        path = self._file.path.with_suffix(".centre")
        part = path.with_suffix(f".centre-{os.getpid()}")
        with contextlib.suppress(OSError):
            with part.open("wb") as handle:
                handle.write(self._file.model.head(len(self._counted)))
                handle.write(self._sum.tobytes())
                handle.write(np.packbits(self._counted).tobytes())
            part.replace(path)

    def _load(self) -> None:
        import numpy as np

        size = 8 * self._file.model.dimensions
        with contextlib.suppress(OSError, ValueError):
            data = self._file.path.with_suffix(".centre").read_bytes()
            head = len(self._file.model.head())
            if not self._file.model.reads(data[:head]):
                return
            count = int.from_bytes(data[8:12], "little")
            bits = np.frombuffer(data, dtype=np.uint8, offset=head + size)
            if count <= self._file.count and len(bits) == -(-count // 8):
                self._sum = np.frombuffer(data, dtype=np.float64, offset=head, count=size // 8).copy()
                self._counted = np.unpackbits(bits, count=count).astype(bool)


def scan(
    bits: NDArray[np.uint64], code: NDArray[np.uint64], blocked: NDArray[np.uint16], count: int
) -> NDArray[np.intp]:
    """Places of the `count` rows of bits that differ least from `code`, in no order.

    `blocked`: by place, 0 for those that may be found and all bits for the others.
    """
    import numpy as np

    different = np.empty((_CHUNK, bits.shape[1]), dtype=np.uint64)
    counts = np.empty(different.shape, dtype=np.uint8)
    codes = np.tile(code, (_CHUNK, 1))  # numpy is thrice as fast with two long operands as with a long and a short one
    places: list[NDArray[np.intp]] = []
    distances: list[NDArray[np.uint16]] = []
    held, bound = 0, 0xFFFF
    for start in range(0, len(bits), _CHUNK):
        size = min(_CHUNK, len(bits) - start)
        np.bitwise_xor(bits[start : start + size], codes[:size], out=different[:size])
        np.bitwise_count(different[:size], out=counts[:size])
        distance = _row_sums(counts[:size])
        distance |= blocked[start : start + size]
        near = np.flatnonzero(distance < bound)
        if not len(near):
            continue
        places.append(near + start)
        distances.append(distance[near])
        held += len(near)
        if held > 4 * count:
            all_places, all_distances = np.concatenate(places), np.concatenate(distances)
            best = np.argpartition(all_distances, count)[:count]
            places, distances, held = [all_places[best]], [all_distances[best]], count
            bound = int(all_distances[best].max())
    if not places:
        return np.zeros(0, dtype=np.intp)
    found, all_distances = np.concatenate(places), np.concatenate(distances)
    return found if len(found) <= count else found[np.argpartition(all_distances, count)[:count]]


def _row_sums(counts: NDArray[np.uint8]) -> NDArray[np.uint16]:
    """Of each row of bytes, an even number of them. numpy's own sum of short rows takes three times as long."""
    import numpy as np

    if counts.shape[1] % 8 == 0:  # eight bytes at a time, as four sums in one number
        pairs = np.uint64(0x00FF00FF00FF00FF)
        eight = counts.view(np.uint64)
        four = (eight & pairs) + ((eight >> np.uint64(8)) & pairs)
        sums = ((four * np.uint64(0x0001000100010001)) >> np.uint64(48)).astype(np.uint16)
    else:
        two = counts.view(np.uint16)
        sums = (two & np.uint16(0xFF)) + (two >> np.uint16(8))
    total = sums[:, 0].copy()
    for column in range(1, sums.shape[1]):
        total += sums[:, column]
    return total
