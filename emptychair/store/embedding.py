"""Vectors for a library that is large or new: what waits is encoded in small parts, whoever is killed in between.

Cleared stories first, of these the newest: they are the ones that a meeting may need in a minute. Every part is kept at
once. What was written while nobody looked is found by the list of changes or, where that does not reach back, by
comparing all stories with what was encoded of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final

from emptychair.matching.vectors import Encoder
from emptychair.store.searched import SearchedLibrary
from emptychair.store.standing import Standing

_ROUND: Final = 1024  # stories between two looks at what else was written
_COMPARED: Final = 256
_QUICKLY: Final = 4  # one generic title in so many measures a library that is half encoded
_SHARE: Final = 10  # measured anew whenever so many-th of the library was encoded


def encode_all(workspace: Path, encoder: Encoder, stop: Callable[[], bool]) -> bool:
    """Encode what waits until nothing does, then measure the library; False if `stop` said so before.

    Raises OSError where the vectors cannot be kept.
    """
    name = "".join(sign if sign.isalnum() else "-" for sign in encoder.id)
    library = SearchedLibrary(workspace, encoder, state=f"{name}.standing", at_once=0, keep=False)
    try:
        return _Work(library, stop).carry_out()
    finally:
        library.close()


class _Work:
    def __init__(self, library: SearchedLibrary, stop: Callable[[], bool]) -> None:
        self._library = library
        self._stop = stop
        self._compare: deque[int] = deque()
        self._measured_at = library.encoded

    def carry_out(self) -> bool:
        library = self._library
        while True:
            self._look()
            missing = library.missing()[:_ROUND].tolist()
            outdated: list[int] = []
            while not missing and self._compare and not outdated:
                if self._stop():
                    return False
                rows = [self._compare.popleft() for _ in range(min(_COMPARED, len(self._compare)))]
                outdated = library.outdated(rows)
            if not missing and not outdated:
                break
            if not self._encode(missing or outdated):
                return False
            self._measure_now_and_then()
        library.standing.save()
        library.nearest.save()
        kept = library.measures.kept()
        if kept is None or kept[0] != library.state():
            library.measure()
        return True

    def _look(self) -> None:
        changed = self._library.follow()
        mask = self._library.standing.mask(Standing.MATCHED)
        if changed is None:
            self._compare = deque(self._library.rows())
        else:
            self._compare.extend(row for row in changed if mask[row])

    def _encode(self, rows: list[int]) -> bool:
        for at in range(0, len(rows), 64):
            if self._stop():
                return False
            self._library.encode(rows[at : at + 64])
        return True

    def _measure_now_and_then(self) -> None:
        # A library that is found by meaning speaks up more easily than by words alone: the measure has to keep up.
        library = self._library
        if library.file.count - self._measured_at > max(_ROUND, library.standing.size // _SHARE):
            library.follow()
            library.measure(_QUICKLY)
            self._measured_at = library.encoded
