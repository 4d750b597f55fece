"""The library of a workspace as it is searched: made once, followed as stories are written, told or erased.

What the parts do: `standing` what may be shown, `terms` by words, `nearest` by meaning, `measuring` when to be silent.
Vectors of a few new stories are made at once; of many, by `embedding`, in a process of its own.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from emptychair.matching.documents import Document
from emptychair.matching.library import PRIOR, Library
from emptychair.matching.vectors import Encoder, encode_documents, encoded_text
from emptychair.store.connection import open_reader
from emptychair.store.measuring import Measures, State
from emptychair.store.nearest import WHOLE, Nearest
from emptychair.store.retriever import Documents, StoreRetriever
from emptychair.store.standing import Standing
from emptychair.store.terms import Terms
from emptychair.store.vectors import Model, VectorFile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PART: Final = 64  # stories encoded at a time: 0.15 s
_CHECKED: Final = 2_000  # stories whose words are compared with what was encoded while somebody waits
_GUESS: Final = 8  # one generic title in so many, where a measure is missing and the library large


class SearchedLibrary:
    """Not for several threads at once."""

    def __init__(
        self,
        workspace: Path,
        encoder: Encoder,
        *,
        state: str = "standing",
        at_once: int = 5_000,
        whole: int = WHOLE,
        keep: bool = True,
    ) -> None:
        """`state`: name of the file that keeps the standing; `keep`: by itself. `at_once`: new stories encoded while
        one waits."""
        self.folder = workspace.with_name(workspace.name + ".vectors")
        self.connection = open_reader(workspace)
        self.connection.execute("PRAGMA query_only=OFF")  # the file is opened to be read; this is of temporary tables
        self.connection.execute("PRAGMA cache_size=-16000")
        self._terms = Terms(self.connection)
        self.connection.execute("PRAGMA query_only=ON")
        self.encoder = encoder
        self._at_once = at_once
        self.model = Model(encoder.id, encoder.sha256, encoder.dimensions)
        self.file = VectorFile(self.folder, self.model)
        self.standing = Standing(self.connection, self.folder / state, keep=keep)
        self.documents = Documents(self.connection)
        self.measures = Measures(self.folder, self.model, encoder)
        self.nearest = Nearest(self.file, self.measures.generic().centre(None), PRIOR, whole=whole)
        self._retriever = StoreRetriever(self.documents, self._terms, self.standing, self.nearest)
        self._library: Library | None = None
        self._proposed: Library | None = None
        self._measured: tuple[State, object] | None = None
        self.waiting = 0
        """Stories that wait for their vector, or to be compared with it."""

    def close(self) -> None:
        """Let go of the files."""
        self.file.close()
        self.connection.close()

    # ------------------------------------------------------------------ the library
    def library(self, *, proposed: bool) -> Library:
        """Everything as it stands now, or what may be proposed of it; encodes a few new stories, if there are any."""
        self.follow()
        self._measure()
        found = self._proposed if proposed else self._library
        assert found is not None
        return found

    def follow(self) -> Sequence[int] | None:
        """Take in what was written since, and encode what is little; rows of what was written, None: all."""
        changed = self.standing.catch_up()
        if changed is None or changed:
            self._terms.forget(None if changed is None else len(changed), self.standing.size)
            self.documents.forget(changed)
            self._library = None  # it remembers how words are written
        self.documents.count_showings()
        moved = self.nearest.refresh(self.standing)
        if moved or changed is None or changed:
            self._encode_few(changed)
        return changed

    @property
    def encoded(self) -> int:
        """Stories that have a vector."""
        return self.nearest.encoded

    def missing(self) -> NDArray[np.int64]:
        """Rows of the stories without a vector: cleared ones first, of these the newest."""
        import numpy as np

        rows = np.flatnonzero(self.standing.mask(Standing.MATCHED))
        rows = self.nearest.without(rows.astype(np.int64))
        cleared = (self.standing.flags[rows] & Standing.WALL) > 0
        return rows[np.lexsort((-rows, ~cleared))]

    def outdated(self, rows: Sequence[int]) -> list[int]:
        """Those of the stories that say another thing now than what was encoded."""
        found: list[int] = []
        for row, (document, _) in self.documents.read(rows).items():
            key = self.nearest.key(row)
            if key is not None and key != key_of(document):
                found.append(row)
        return found

    def settle(self) -> None:
        """All that waited was encoded, by another process."""
        self.nearest.refresh(self.standing, now=True)
        self.waiting = self.waits()

    def encode(self, rows: Sequence[int]) -> None:
        """Give these stories their vectors. Raises OSError where they cannot be kept."""
        for at in range(0, len(rows), _PART):
            part = [document for document, _ in self.documents.read(list(rows[at : at + _PART])).values()]
            if part:
                vectors = encode_documents(self.encoder, part)
                self.file.add([document.key for document in part], [key_of(document) for document in part], vectors)

    def _encode_few(self, changed: Sequence[int] | None) -> None:
        waiting = self.waits()
        if changed is None:
            compared = self.rows() if self.standing.size <= _CHECKED else None
        else:
            compared = [row for row in changed if self.standing.flags[row] & Standing.MATCHED]
        outdated = self.outdated(compared) if compared is not None and len(compared) <= _CHECKED else None
        self.waiting = waiting + (1 if outdated is None else len(outdated))
        if not 0 < waiting + len(outdated or ()) <= self._at_once:
            return
        with contextlib.suppress(OSError):  # a folder that cannot be written: words alone
            self.encode([*self.missing().tolist(), *(outdated or ())])
            self.waiting = 1 if outdated is None else 0
        self.nearest.refresh(self.standing)

    def waits(self) -> int:
        """How many stories have no vector."""
        return self.standing.size - self.nearest.encoded

    def rows(self) -> list[int]:
        """Of all stories that may be matched."""
        import numpy as np

        rows: list[int] = np.flatnonzero(self.standing.mask(Standing.MATCHED)).tolist()
        return rows

    # ------------------------------------------------------------------ silence
    def state(self) -> State:
        """What a measure of the library as it is now would hold for."""
        return State(self.standing.size, self.nearest.encoded, self.standing.mark)

    def measure(self, every: int = 1) -> None:
        """Measure the library as it is now, with one in `every` generic title, and keep it."""
        calm = self._retriever.over(Standing.CALM)
        self._adopt(self.state(), self.measures.take(calm, self.state(), every))

    def _measure(self) -> None:
        now = self.state()
        kept = self.measures.kept()
        if kept is not None and kept[0].like(now):
            if self._measured != kept or self._library is None:
                self._adopt(*kept)
        elif kept is None or now.size <= self._at_once:
            self.measure(1 if now.size <= self._at_once else _GUESS)
        elif self._measured != kept or self._library is None:
            self._adopt(*kept)  # of an earlier time: the process that encodes will measure anew

    def _adopt(self, state: State, yardsticks: Any) -> None:
        generic = self.measures.generic()
        self._library = Library(self._retriever, self.encoder, generic, None, yardsticks)
        self._proposed = self._library.over(self._retriever.over(Standing.PROPOSED))
        self._measured = state, yardsticks


def key_of(document: Document) -> str:
    """Of what is encoded of a story: whoever erases tells vectors that may stay by it."""
    return hashlib.sha256(encoded_text(document).encode()).hexdigest()[:32]
