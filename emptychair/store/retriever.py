"""A library of any size behind the port `Retriever`: the stories stay in the workspace, only candidates are read."""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from emptychair.matching.documents import Document
from emptychair.matching.retrieve import REACH, Hit
from emptychair.store.nearest import Nearest
from emptychair.store.standing import Standing
from emptychair.store.terms import Terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_REMEMBERED: Final = 3_000  # stories as the matcher sees them; 8 KB each
_MANY: Final = 500
_COLUMNS: Final = """row, language, headline, text, tags, customer, segment, happened_on,
    provenance ->> 'verified_by' <> '' OR provenance ->> 'url' <> '', sensitive, customer_key, outcome, kind, stems"""


class Documents:
    """Stories as the matcher sees them, read when they are asked for, with the set of their terms."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: OrderedDict[int, tuple[Document, frozenset[str]]] = OrderedDict()
        self._shown: dict[str, int] = {}
        self._showings: tuple[int, int] = (-1, -1)

    def forget(self, rows: Sequence[int] | None) -> None:
        """These stories were written; None: all."""
        if rows is None:
            self._known.clear()
        for row in rows or ():
            self._known.pop(row, None)

    def count_showings(self) -> None:
        """Take in how often each customer was shown; a meeting counts once, a rehearsal never."""
        stamp = self._connection.execute("SELECT count(*), coalesce(max(since), 0) FROM showing").fetchone()
        if stamp != self._showings:
            self._showings = stamp
            sql = "SELECT customer_key, count(DISTINCT meeting_id) FROM showing WHERE rehearsal = 0 GROUP BY 1"
            self._shown = dict(self._connection.execute(sql))
            self._known.clear()

    def read(self, rows: Sequence[int]) -> dict[int, tuple[Document, frozenset[str]]]:
        """Those of the stories that are there."""
        known = self._known
        missing: list[int] = []
        for row in rows:
            if row in known:
                known.move_to_end(row)  # the least asked for goes first
            else:
                missing.append(row)
        fresh: dict[int, tuple[Document, frozenset[str]]] = {}
        for at in range(0, len(missing), _MANY):
            part = missing[at : at + _MANY]
            sql = f"SELECT {_COLUMNS} FROM story WHERE row IN ({','.join('?' * len(part))})"
            for found in self._connection.execute(sql, part):
                fresh[found[0]] = self._built(found)
        answer = {row: found for row in rows if (found := known.get(row) or fresh.get(row)) is not None}
        known.update(fresh)
        while len(known) > _REMEMBERED:
            known.popitem(last=False)
        return answer

    def one(self, row: int) -> Document:
        """Raises KeyError."""
        found = self._known.get(row)
        return (self.read([row])[row] if found is None else found)[0]

    def _built(self, found: tuple[object, ...]) -> tuple[Document, frozenset[str]]:
        row, language, headline, text, tags, customer, segment, happened, verified, sensitive, key, outcome, kind, _ = (
            found
        )
        document = Document(
            key=int(row),  # type: ignore[call-overload]
            language=str(language),
            headline=str(headline),
            text=str(text),
            tags=() if tags == "[]" else tuple(json.loads(str(tags))),
            customer=str(customer),
            segment=str(segment),
            happened_on=str(happened) or None,
            verified=bool(verified),
            sensitive=bool(sensitive),
            customer_key=str(key),
            times_shown=self._shown.get(str(key), 0),
            outcome=str(outcome),
            kind=str(kind),
        )
        return document, frozenset(str(found[-1]).split())


class StoreRetriever:
    """The port `Retriever`, over the stories whose standing `allowed` tells (see `Standing.mask`)."""

    def __init__(
        self,
        documents: Documents,
        terms: Terms,
        standing: Standing,
        nearest: Nearest | None,
        allowed: int = Standing.MATCHED,
    ) -> None:
        self._documents = documents
        self._terms = terms
        self._standing = standing
        self._nearest = nearest
        self._allowed = allowed

    def over(self, allowed: int) -> StoreRetriever:
        """The same library with other candidates."""
        return StoreRetriever(self._documents, self._terms, self._standing, self._nearest, allowed)

    @property
    def size(self) -> int:
        return self._standing.size

    def frequency(self, term: str) -> int:
        return self._terms.frequency(term)

    def retrieve(
        self, weights: Mapping[str, float], vector: NDArray[np.float32] | None, exclude: Collection[int]
    ) -> Sequence[Hit]:
        import numpy as np

        reach = REACH + len(exclude)
        rows = self._terms.best(weights, self._standing.mask(self._allowed), reach)
        nearest = self._nearest
        if vector is not None and nearest is not None:
            rows = np.union1d(rows, nearest.nearest(vector, self._allowed, reach))
        keys = [row for row in rows.tolist() if row not in exclude]
        found = self._documents.read(keys)
        keys = [key for key in keys if key in found]
        near = np.zeros(len(keys), dtype=np.float32)
        if vector is not None and nearest is not None:
            near = nearest.vectors(keys) @ vector
        asked = frozenset(weights)
        return [
            Hit(key, found[key][0].language, found[key][1] & asked, float(cosine))
            for key, cosine in zip(keys, near.tolist(), strict=True)
        ]

    def vectors(self, keys: Sequence[int]) -> NDArray[np.float32] | None:
        if self._nearest is None or not self._nearest.encoded:
            return None
        return self._nearest.vectors(keys)

    def document(self, key: int) -> Document:
        return self._documents.one(key)
