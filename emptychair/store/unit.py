"""One transaction on the writer's connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from emptychair.app.ports import ClearedStory, EventRow, RowBefore
from emptychair.domain.decision import Decision
from emptychair.domain.errors import N_, NotFound
from emptychair.domain.ids import ItemId, MeetingId, StoryId
from emptychair.domain.meeting import Draft, Item, Meeting, Series, Showing, WallState
from emptychair.domain.story import Story
from emptychair.store.incoming import BATCH, IncomingStore
from emptychair.store.rows import Journal, RowTable, Shape
from emptychair.store.stories import STORY, StoryTable

if TYPE_CHECKING:
    from emptychair.app.erasure import ErasureFigures

SERIES = Shape("series", Series)
MEETING = Shape("meeting", Meeting)
ITEM = Shape("item", Item)
DECISION = Shape("decision", Decision)
SHOWING = Shape("showing", Showing)
WALL = Shape("wall", WallState, "meeting_id")
DRAFT = Shape("draft", Draft, "item_id")
CLEARED = Shape("cleared_story", ClearedStory)
_ACT = "event_id, kind, entity, label, at, inverse, scope, undone, merge_key"


def event_row(found: tuple[str, str, str, str, int, str, str, int, str] | None) -> EventRow | None:
    """A row of `act` as the log shows it."""
    return None if found is None else EventRow(*found[:7], undone=bool(found[7]), merge_key=found[8])


def undoable(connection: sqlite3.Connection, scope: str) -> EventRow | None:
    """The latest act of the scope that is not undone."""
    sql = f"SELECT {_ACT} FROM act WHERE scope = ? AND undone = 0 ORDER BY event_id DESC LIMIT 1"
    return event_row(connection.execute(sql, (scope,)).fetchone())


def redoable(connection: sqlite3.Connection, scope: str) -> EventRow | None:
    """The oldest undone act that no newer act stands behind."""
    sql = (
        f"SELECT {_ACT} FROM act WHERE scope = ?1 AND undone = 1 AND event_id > "
        "coalesce((SELECT max(event_id) FROM act WHERE scope = ?1 AND undone = 0), '') ORDER BY event_id LIMIT 1"
    )
    return event_row(connection.execute(sql, (scope,)).fetchone())


class SqliteUnit:
    """The port `Unit` on SQLite. Showings, the wall's toggles and drafts are facts: undo does not touch them."""

    def __init__(self, connection: sqlite3.Connection, device: str) -> None:
        self._connection = connection
        self._device = device
        self._journal: Journal = {}
        stories = StoryTable(connection, self._journal)
        self.stories: RowTable[Story] = stories
        self.batches = RowTable(connection, BATCH, self._journal)
        self.series = RowTable(connection, SERIES, self._journal)
        self.meetings = RowTable(connection, MEETING, self._journal)
        self.items = RowTable(connection, ITEM, self._journal)
        self.decisions = RowTable(connection, DECISION, self._journal)
        self.showings = RowTable(connection, SHOWING, None)
        self.walls = RowTable(connection, WALL, None)
        self.drafts = RowTable(connection, DRAFT, None)
        self.incoming = IncomingStore(connection, stories)

    # ------------------------------------------------------------------ finding
    def items_of(self, meeting_id: MeetingId) -> list[Item]:
        return self.items.select("meeting_id = ? ORDER BY position, id", meeting_id)

    def decisions_of(self, meeting_id: MeetingId) -> list[Decision]:
        return self.decisions.select("meeting_id = ? AND deleted_at IS NULL ORDER BY number", meeting_id)

    def last_decision_number(self, meeting_id: MeetingId) -> int:
        sql = "SELECT coalesce(max(number), 0) FROM decision WHERE meeting_id = ?"
        return int(self._connection.execute(sql, (meeting_id,)).fetchone()[0])

    def live_meetings(self) -> list[MeetingId]:
        sql = "SELECT id FROM meeting WHERE state = 'live' UNION SELECT meeting_id FROM showing WHERE until IS NULL"
        return [MeetingId(row[0]) for row in self._connection.execute(sql)]

    def open_showing(self, meeting_id: MeetingId) -> Showing | None:
        found = self.showings.select("meeting_id = ? AND until IS NULL ORDER BY since DESC LIMIT 1", meeting_id)
        return found[0] if found else None

    def last_showing(self, item_id: ItemId) -> Showing | None:
        found = self.showings.select("item_id = ? ORDER BY since DESC, id DESC LIMIT 1", item_id)
        return found[0] if found else None

    def cleared_story(self, story_id: StoryId) -> ClearedStory | None:
        sql = f"SELECT {CLEARED.columns} FROM cleared_story WHERE id = ?"
        found = self._connection.execute(sql, (story_id,)).fetchone()
        return None if found is None else CLEARED.build(found)

    def story_by_source(self, source: str, source_id: str) -> Story | None:
        sql = (
            f"SELECT {STORY.columns} FROM story WHERE source = ? AND source_id = ? AND source_id <> '' "
            "ORDER BY deleted_at IS NOT NULL, row LIMIT 1"
        )
        found = self._connection.execute(sql, (source, source_id)).fetchone()
        return None if found is None else STORY.build(found)

    def stories_of_batch(self, batch_id: str) -> Iterable[StoryId]:
        return [
            StoryId(row[0]) for row in self._connection.execute("SELECT id FROM story WHERE batch_id = ?", (batch_id,))
        ]

    def stories_tagged(self, tags: tuple[str, ...]) -> list[StoryId]:
        sql = (
            "SELECT DISTINCT s.id FROM story s, json_each(s.tags) t WHERE s.tags <> '[]' AND s.deleted_at IS NULL "
            f"AND t.value IN ({','.join('?' * len(tags))}) ORDER BY s.row"
        )
        return [StoryId(row[0]) for row in self._connection.execute(sql, tags)]

    def mark_batch(self, batch_id: str, deleted_at: int | None, of: int | None, after: int, limit: int) -> int | None:
        found = self._connection.execute(
            "SELECT row FROM story WHERE batch_id = ? AND row > ? AND deleted_at IS ? ORDER BY row LIMIT ?",
            (batch_id, after, of, limit),
        ).fetchall()
        self._connection.executemany(
            "UPDATE story SET deleted_at = ? WHERE row = ?", [(deleted_at, *row) for row in found]
        )
        return int(found[-1][0]) if len(found) == limit else None

    def setting(self, key: str) -> str | None:
        found = self._connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        return None if found is None else str(found[0])

    def put_setting(self, key: str, value: str) -> None:
        self._connection.execute(
            "INSERT INTO setting VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value", (key, value)
        )

    def erase(
        self,
        story_ids: Sequence[StoryId],
        terms: Sequence[str],
        *,
        texts: bool,
        mark: Callable[[str], str],
        now: int,
    ) -> ErasureFigures:
        from emptychair.store.erasure import Eraser  # hardly ever

        return Eraser(self._connection, story_ids, terms, texts=texts, mark=mark, now=now).carry_out()

    def erased_among(self, source: str, source_ids: Sequence[str]) -> set[str]:
        marked = "SELECT 1 FROM setting WHERE key > 'erased:mark:' AND key < 'erased:mark;' LIMIT 1"
        if self._connection.execute(marked).fetchone() is None:  # as a rule
            return set()
        from emptychair.store.erasure import erased_among

        return erased_among(self._connection, source, source_ids)

    # ------------------------------------------------------------------ undo and the log
    def journal(self) -> tuple[RowBefore, ...]:
        return tuple(RowBefore(table, key, row) for (table, key), row in reversed(self._journal.items()))

    def restore(self, before: RowBefore) -> None:
        tables = {
            "story": self.stories,
            "batch": self.batches,
            "series": self.series,
            "meeting": self.meetings,
            "item": self.items,
            "decision": self.decisions,
        }
        table = tables.get(before.table)
        if table is None:
            raise NotFound(N_("This act cannot be undone by this version of Empty Chair."))
        table.restore(before)

    def append_event(
        self,
        *,
        event_id: str,
        kind: str,
        entity: str,
        scope: str,
        label: str,
        body: str,
        inverse: str | None,
        at: int,
        merge_key: str,
    ) -> None:
        import hashlib  # with the first act

        connection = self._connection
        base = connection.execute(
            "SELECT id FROM event WHERE entity = ? ORDER BY id DESC LIMIT 1", (entity,)
        ).fetchone()
        # The id grows strictly with time on this device, so its time and counter are the hybrid clock's reading.
        hlc = event_id[:13] + event_id[15:18]
        connection.execute(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)",
            (
                event_id,
                kind,
                entity,
                base[0] if base else None,
                self._device,
                hlc,
                body,
                hashlib.sha256(body.encode()).hexdigest(),
                at,
            ),
        )
        if inverse is not None:
            connection.execute(
                "INSERT INTO act VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)",
                (event_id, scope, kind, entity, label, at, inverse, merge_key),
            )

    def latest_undoable(self, scope: str) -> EventRow | None:
        return undoable(self._connection, scope)

    def latest_undone(self, scope: str) -> EventRow | None:
        return redoable(self._connection, scope)

    def set_event(self, event_id: str, *, inverse: str, undone: bool) -> None:
        self._connection.execute(
            "UPDATE act SET inverse = ?, undone = ? WHERE event_id = ?", (inverse, int(undone), event_id)
        )

    def merge_event(self, event_id: str, at: int) -> None:
        self._connection.execute("UPDATE act SET at = ? WHERE event_id = ?", (at, event_id))
