"""Where candidates come from: a port, and a library that fits into memory behind it.

Whoever scores needs of a library only what stands here. A store with a million stories answers the same questions from
its full-text index and a scan of its vectors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from emptychair.matching.documents import Document, index_terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REACH: Final = 200
"""Candidates by words and as many by meaning; rescoring 400 finds the same first story as scoring all."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A candidate: which of the terms asked for it holds, and the cosine of its vector with the one asked for."""

    key: int
    language: str
    matched: frozenset[str]
    nearness: float


class Retriever(Protocol):
    """A library of stories. Vectors that come out are centred on the library and of unit length."""

    @property
    def size(self) -> int: ...

    def frequency(self, term: str) -> int:
        """In how many stories the term occurs."""
        ...

    def retrieve(
        self, weights: Mapping[str, float], vector: NDArray[np.float32] | None, exclude: Collection[int]
    ) -> Sequence[Hit]:
        """The best by the sum of the weights of the terms they hold, and the nearest to the vector, about REACH each.

        In no order; no key of `exclude` among them.
        """
        ...

    def vectors(self, keys: Sequence[int]) -> NDArray[np.float32] | None:
        """One row a key, in the same order; None in a library without vectors."""
        ...

    def document(self, key: int) -> Document:
        """Raises KeyError."""
        ...


class MemoryRetriever:
    """All stories in memory; good to some ten thousand. Never changes after it was made."""

    def __init__(self, documents: Sequence[Document], vectors: NDArray[np.float32] | None) -> None:
        """`vectors`: one row a document, centred on the library and of unit length."""
        import numpy as np

        self._documents = tuple(documents)
        self._places = {document.key: place for place, document in enumerate(documents)}
        self._vectors = vectors
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for place, document in enumerate(documents):
            for term in dict.fromkeys(index_terms(document).split()):
                postings[term].append(place)
        self._postings = {term: np.asarray(places, dtype=np.int32) for term, places in postings.items()}

    @property
    def size(self) -> int:
        return len(self._documents)

    def frequency(self, term: str) -> int:
        found = self._postings.get(term)
        return 0 if found is None else len(found)

    def retrieve(
        self, weights: Mapping[str, float], vector: NDArray[np.float32] | None, exclude: Collection[int]
    ) -> Sequence[Hit]:
        import numpy as np

        if not self._documents:
            return ()
        present = [(term, self._postings[term], weight) for term, weight in weights.items() if term in self._postings]
        allowed = np.ones(self.size, dtype=bool)
        allowed[[self._places[key] for key in exclude if key in self._places]] = False
        lexical = np.zeros(self.size, dtype=np.float32)
        for _, places, weight in present:
            lexical[places] += weight
        chosen = np.zeros(self.size, dtype=bool)
        chosen[_best(np.where(allowed, lexical, -np.inf), REACH)] = True
        chosen &= lexical > 0
        nearness = np.zeros(self.size, dtype=np.float32)
        if vector is not None and self._vectors is not None:
            nearness = self._vectors @ vector
            chosen[_best(np.where(allowed, nearness, -np.inf), REACH)] = True
        chosen &= allowed
        matched: defaultdict[int, list[str]] = defaultdict(list)
        for term, places, _ in present:
            for place in places[chosen[places]].tolist():
                matched[place].append(term)
        return [
            Hit(
                self._documents[place].key,
                self._documents[place].language,
                frozenset(matched.get(place, ())),
                float(nearness[place]),
            )
            for place in np.flatnonzero(chosen).tolist()
        ]

    def vectors(self, keys: Sequence[int]) -> NDArray[np.float32] | None:
        return None if self._vectors is None else self._vectors[[self._places[key] for key in keys]]

    def document(self, key: int) -> Document:
        return self._documents[self._places[key]]

    def documents(self) -> Iterable[Document]:
        """Every story, in the order given."""
        return self._documents


def _best(scores: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    import numpy as np

    if len(scores) <= count:
        return np.arange(len(scores))
    return np.argpartition(-scores, count)[:count]
