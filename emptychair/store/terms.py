"""Stories by the terms they hold, from the contentless index `story_terms`.

A common word is in half of all stories and says little; listing them takes half a second at a million. So the rarest
words of a title come first, until the stories listed would be more than BUDGET. What the others hold of the common
words is looked up for the few candidates alone.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUDGET: Final = 20_000
"""Stories listed for a title. With all of its words the slowest of a hundred takes 1.9 s at a million stories."""
_KNOWN: Final = 50_000  # terms whose frequency is remembered
_LISTS: Final = 1_000_000  # stories in remembered lists; 4 MB
_LITTLE: Final = 200  # a change of fewer stories than one in so many leaves frequencies as they were counted


class Terms:
    """Frequencies and lists of stories by term, on a connection that may make temporary tables."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.term USING fts5vocab('main', 'story_terms', 'row')")
        self._frequencies: dict[str, int] = {}
        self._lists: OrderedDict[tuple[str, int], NDArray[np.int64]] = OrderedDict()
        self._listed = 0
        self._changed = 0

    def forget(self, changed: int | None, size: int) -> None:
        """So many stories of `size` were written: None, all of them."""
        self._lists.clear()
        self._listed = 0
        self._changed += size if changed is None else changed
        if self._changed * _LITTLE >= size:
            self._frequencies.clear()
            self._changed = 0

    def frequency(self, term: str) -> int:
        """In how many stories the term occurs."""
        found = self._frequencies.get(term)
        if found is None:
            row = self._connection.execute("SELECT doc FROM temp.term WHERE term = ?", (term,)).fetchone()
            found = 0 if row is None else int(row[0])
            if len(self._frequencies) >= _KNOWN:
                self._frequencies.clear()
            self._frequencies[term] = found
        return found

    def best(self, weights: Mapping[str, float], allowed: NDArray[np.bool_], count: int) -> NDArray[np.int64]:
        """Rows of the `count` stories with the largest sums of weights of the terms they hold, in no order.

        `allowed`: by row, at least as long as the rows go.
        """
        import numpy as np

        rows: list[NDArray[np.int64]] = []
        sums = np.zeros(len(allowed), dtype=np.float32)
        left = BUDGET
        for term in sorted(weights, key=lambda one: (self.frequency(one), one)):
            if left <= 0:
                break
            listed = self._stories(term, left if self.frequency(term) > left else 0)
            left -= len(listed)
            listed = listed[listed < len(allowed)]
            listed = listed[allowed[listed]]
            sums[listed] += weights[term]
            rows.append(listed)
        if not rows:
            return np.zeros(0, dtype=np.int64)
        found = np.concatenate(rows)
        likely = count * len(rows)  # a story stands there once a term at most
        if len(found) > likely:
            found = found[np.argpartition(-sums[found], likely)[:likely]]
        found = np.unique(found)
        if len(found) <= count:
            return found
        # Of equals the newest, so that the same library always answers the same.
        order = np.lexsort((-found, -sums[found]))
        return found[order[:count]]

    def _stories(self, term: str, most: int) -> NDArray[np.int64]:
        """Rows of the stories that hold the term; the newest `most`, if that is given."""
        import numpy as np

        key = (term, most)
        found = self._lists.get(key)
        if found is not None:
            self._lists.move_to_end(key)
            return found
        sql = "SELECT rowid FROM story_terms WHERE story_terms MATCH ?"
        if most:
            sql += f" ORDER BY rowid DESC LIMIT {most}"
        quoted = '"' + term.replace('"', '""') + '"'
        listed = self._connection.execute(sql, (quoted,)).fetchall()
        found = np.fromiter(chain.from_iterable(listed), dtype=np.int64, count=len(listed))
        self._lists[key] = found
        self._listed += len(found)
        while self._listed > _LISTS:
            self._listed -= len(self._lists.popitem(last=False)[1])
        return found
