"""Rows that wait to be prepared, and the fast way of prepared ones into the library.

`IncomingRows` reads, on any connection: the process that prepares has one that cannot write. `IncomingStore` writes,
inside a transaction of the writer. Its statements run in SQLite, without the interpreter's lock, so that a window goes
on painting; what Python does for a row is binding its columns.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from emptychair.app.intake_ports import PreparedRow
from emptychair.app.ports import Batch
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Story
from emptychair.store.rows import Shape
from emptychair.store.stories import DERIVED, STORY, StoryTable, derived

BATCH = Shape("batch", Batch)
_NAMES = (*STORY.names, *DERIVED)
_INSERT = f"INSERT INTO story ({', '.join(_NAMES)}) VALUES ({', '.join('?' * len(_NAMES))})"
_AT = {name: _NAMES.index(name) for name in ("created_at", "changed_at", "cleared_at")}
_MANY = 500  # parameters of one statement; SQLite takes 32,766


class IncomingRows:
    """The port `Incoming`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def waiting(self, batch_id: str = "") -> int:
        if batch_id:
            sql, values = "SELECT count(*) FROM incoming WHERE batch_id = ?", (batch_id,)
        else:  # counting a million takes 0.1 s, and decisions wait behind it
            sql, values = "SELECT coalesce(max(row) - min(row) + 1, 0) FROM incoming", ()
        return int(self._connection.execute(sql, values).fetchone()[0])

    def stories(self) -> int:
        return int(self._connection.execute("SELECT stories FROM tally").fetchone()[0])

    def head(self, after: int, limit: int) -> list[tuple[int, str, str]]:
        sql = "SELECT row, batch_id, body FROM incoming WHERE row > ? ORDER BY row LIMIT ?"
        return self._connection.execute(sql, (after, limit)).fetchall()

    def batch(self, batch_id: str) -> Batch | None:
        found = self._connection.execute(f"SELECT {BATCH.columns} FROM batch WHERE id = ?", (batch_id,)).fetchone()
        return None if found is None else BATCH.build(found)

    def known(self, source: str, source_ids: Sequence[str]) -> dict[str, tuple[StoryId, str]]:
        found: dict[str, tuple[StoryId, str]] = {}
        for part in _parts(source_ids):
            sql = (
                "SELECT source_id, id, coalesce(provenance ->> 'digest', '') FROM story "
                f"WHERE source = ? AND source_id IN ({_marks(part)}) AND source_id <> '' AND deleted_at IS NULL"
            )
            for source_id, story_id, digest in self._connection.execute(sql, (source, *part)):
                found[source_id] = (StoryId(story_id), digest)
        return found

    def first_of_their_kind(self, after: int, limit: int) -> tuple[list[int], bytes]:
        found = self._connection.execute(
            "SELECT row, bands FROM near WHERE row > ? ORDER BY row LIMIT ?", (after, limit)
        ).fetchall()
        return [row for row, _ in found], b"".join([bands for _, bands in found])

    def texts(self, rows: Sequence[int]) -> dict[int, tuple[StoryId, str]]:
        found: dict[int, tuple[StoryId, str]] = {}
        for part in _parts(rows):
            sql = f"SELECT row, id, text FROM story WHERE row IN ({_marks(part)}) AND deleted_at IS NULL"
            for row, story_id, text in self._connection.execute(sql, part):
                found[row] = (StoryId(story_id), text)
        return found

    def columns(self, story: Story) -> tuple[Any, ...]:
        return (*STORY.values(story), *derived(story).values())


class IncomingStore(IncomingRows):
    """The port `IncomingTable`."""

    def __init__(self, connection: sqlite3.Connection, stories: StoryTable) -> None:
        super().__init__(connection)
        self._stories = stories

    def add(self, batch_id: str, bodies: Sequence[str]) -> None:
        sql = "INSERT INTO incoming(batch_id, body) VALUES (?, ?)"
        self._connection.executemany(sql, [(batch_id, body) for body in bodies])

    def present(self, rows: Sequence[int]) -> set[int]:
        found: set[int] = set()
        for part in _parts(rows):
            sql = f"SELECT row FROM incoming WHERE row IN ({_marks(part)})"
            found.update(row[0] for row in self._connection.execute(sql, part))
        return found

    def store(self, rows: Sequence[PreparedRow], now_ms: int) -> None:
        if not rows:
            return
        connection = self._connection
        first = connection.execute("SELECT coalesce(max(row), 0) + 1 FROM story").fetchone()[0]
        connection.executemany(_INSERT, [_stamped(row.columns, now_ms) for row in rows])
        connection.execute(
            "INSERT INTO story_fts(rowid, words, stems) SELECT row, words, stems FROM story_index WHERE row >= ?",
            (first,),
        )
        # A twin whose first has gone in the meantime stands for itself.
        connection.execute(
            "UPDATE story SET twin_of = '' WHERE row >= ?1 AND twin_of <> '' "
            "AND NOT EXISTS (SELECT 1 FROM story f WHERE f.id = story.twin_of)",
            (first,),
        )
        connection.executemany(
            "INSERT INTO near VALUES (?, ?)",
            [(first + place, row.bands) for place, row in enumerate(rows) if row.bands],
        )

    def story(self, columns: tuple[Any, ...]) -> Story:
        return STORY.build(columns[: len(STORY.names)])

    def renew(self, story: Story, bands: bytes) -> None:
        self._stories.put(story)
        if bands:
            self._connection.execute(
                "INSERT OR REPLACE INTO near SELECT row, ? FROM story WHERE id = ?",
                (bands, story.id),
            )

    def is_first(self, story_id: StoryId) -> bool:
        sql = "SELECT 1 FROM story WHERE twin_of = ? AND twin_of <> '' LIMIT 1"
        return self._connection.execute(sql, (story_id,)).fetchone() is not None

    def settle(self, rows: Sequence[int]) -> None:
        for part in _parts(rows):
            self._connection.execute(f"DELETE FROM incoming WHERE row IN ({_marks(part)})", part)

    def drop_batch(self, batch_id: str, limit: int) -> int:
        sql = "DELETE FROM incoming WHERE row IN (SELECT row FROM incoming WHERE batch_id = ? LIMIT ?)"
        return self._connection.execute(sql, (batch_id, limit)).rowcount


def _stamped(columns: tuple[Any, ...], now_ms: int) -> list[Any]:
    values = list(columns)
    values[_AT["created_at"]] = values[_AT["changed_at"]] = now_ms
    if values[_AT["cleared_at"]] is not None:
        values[_AT["cleared_at"]] = now_ms
    return values


def _marks(values: Sequence[Any]) -> str:
    return ",".join("?" * len(values))


def _parts(values: Sequence[Any]) -> list[list[Any]]:
    return [list(values[at : at + _MANY]) for at in range(0, len(values), _MANY)]
