"""Reading: lists, one meeting complete, the library. Each thread has a reader of its own."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from emptychair.app.ports import (
    BatchRow,
    ClearedStory,
    Counts,
    DecisionRow,
    EventRow,
    MeetingData,
    MeetingRow,
    StoryFilter,
    StoryRow,
    StoryUse,
)
from emptychair.domain.ids import BatchId, MeetingId, SeriesId, StoryId
from emptychair.domain.meeting import LastShown, Meeting, Series, WallState
from emptychair.domain.story import Clearance, Story
from emptychair.store.library import filter_sql
from emptychair.store.stories import STORY
from emptychair.store.unit import (
    BATCH,
    CLEARED,
    DECISION,
    DRAFT,
    ITEM,
    MEETING,
    SHOWING,
    WALL,
    redoable,
    undoable,
)

if TYPE_CHECKING:
    from emptychair.app.erasure import ErasureReport, Since

_HEARD = "counted IS NOT NULL AND counted <> 'none'"
# A swap passed by in a moment was not shown to anybody.
_SEEN_MS = 3_000


class SqliteReader:
    """The port `Reader` on SQLite."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @property
    def connection(self) -> sqlite3.Connection:
        """For the modules of the store that read in their own way."""
        return self._connection

    # ------------------------------------------------------------------ stories
    def story(self, story_id: StoryId) -> Story | None:
        return self._one(STORY.columns, "story WHERE id = ? AND deleted_at IS NULL", STORY, story_id)

    def cleared_story(self, story_id: StoryId) -> ClearedStory | None:
        return self._one(CLEARED.columns, "cleared_story WHERE id = ?", CLEARED, story_id)

    def story_by_source_id(self, source_id: str) -> Story | None:
        return self._one(STORY.columns, "story WHERE source_id = ? AND deleted_at IS NULL LIMIT 1", STORY, source_id)

    def stories_named(self, name: str) -> list[Story]:
        # Ids are hexadecimal: "g" stands behind all that begin with the name.
        by_start = "id >= ?1 AND id < ?1 || 'g'" if len(name) >= 8 else "id = ?1"
        where = f"(source_id = ?1 OR {by_start}) AND deleted_at IS NULL ORDER BY row LIMIT 2"
        return self._all(STORY, where, name)

    def story_ids(self, wanted: StoryFilter) -> Sequence[int]:
        sql, values = filter_sql(wanted)
        return array("q", (row[0] for row in self._connection.execute(sql, values)))

    def story_rows(self, rows: Sequence[int]) -> list[StoryRow]:
        if not rows:
            return []
        marks = ",".join("?" * len(rows))
        sql = f"""SELECT s.row, s.id, s.headline, s.customer, s.channel, s.segment, s.language, s.happened_on,
            s.outcome, s.clearance, s.sensitive, s.teaching,
            (SELECT count(DISTINCT meeting_id) FROM showing WHERE story_id = s.id AND rehearsal = 0),
            (SELECT count(*) FROM decision d, json_each(d.evidence) e WHERE d.deleted_at IS NULL
                AND d.item_id IN (SELECT item_id FROM showing WHERE story_id = s.id AND rehearsal = 0)
                AND e.value ->> 'story_id' = s.id)
            FROM story s WHERE s.row IN ({marks})"""
        found = {
            row[0]: StoryRow(
                id=StoryId(row[1]),
                headline=row[2],
                customer=row[3],
                channel=row[4],
                segment=row[5],
                language=row[6],
                happened_on=row[7],
                outcome=row[8],
                clearance=Clearance(row[9]),
                sensitive=bool(row[10]),
                teaching=bool(row[11]),
                shown=row[12],
                decided=row[13],
            )
            for row in self._connection.execute(sql, tuple(rows))
        }
        return [found[row] for row in rows if row in found]

    def story_id_of_row(self, row: int) -> StoryId | None:
        found = self._connection.execute("SELECT id FROM story WHERE row = ?", (row,)).fetchone()
        return StoryId(found[0]) if found else None

    def story_uses(self, story_id: StoryId) -> list[StoryUse]:
        sql = (
            f"SELECT {', '.join('w.' + name for name in SHOWING.names)}, m.title FROM showing w "
            "JOIN meeting m ON m.id = w.meeting_id WHERE w.story_id = ? AND w.rehearsal = 0 "
            "AND m.deleted_at IS NULL ORDER BY w.since DESC"
        )
        uses: dict[str, StoryUse] = {}
        for row in self._connection.execute(sql, (story_id,)).fetchall():
            showing = SHOWING.build(row[:-1])
            if showing.item_id in uses:
                continue
            decisions = tuple(
                decision
                for decision in self._all(
                    DECISION, "item_id = ? AND deleted_at IS NULL ORDER BY number", showing.item_id
                )
                if any(evidence.story_id == story_id for evidence in decision.evidence)
            )
            uses[showing.item_id] = StoryUse(showing, row[-1], decisions)
        return list(uses.values())

    def waiting(self, limit: int = 500) -> list[StoryId]:
        sql = "SELECT id FROM story WHERE clearance = 'waiting' AND deleted_at IS NULL ORDER BY row LIMIT ?"
        return [StoryId(row[0]) for row in self._connection.execute(sql, (limit,))]

    def waiting_of(self, batch_id: str) -> list[StoryId]:
        sql = "SELECT id FROM story WHERE batch_id = ? AND clearance = 'waiting' AND deleted_at IS NULL ORDER BY row"
        return [StoryId(row[0]) for row in self._connection.execute(sql, (batch_id,))]

    def say_the_same(self, story_id: StoryId) -> int:
        sql = (
            "WITH f(id) AS (SELECT coalesce(nullif(twin_of, ''), id) FROM story WHERE id = ?) SELECT total(s.weight) "
            "FROM f JOIN story s ON (s.id = f.id OR (s.twin_of = f.id AND s.twin_of <> '')) WHERE s.deleted_at IS NULL"
        )
        return int(self._connection.execute(sql, (story_id,)).fetchone()[0])

    def batches(self) -> list[BatchRow]:
        live = "FROM story s WHERE s.batch_id = b.id AND s.deleted_at IS NULL"
        sql = (
            f"SELECT {', '.join('b.' + name for name in BATCH.names)}, (SELECT count(*) {live}), "
            f"(SELECT count(*) {live} AND s.clearance = 'waiting') FROM batch b ORDER BY b.at DESC, b.id DESC"
        )
        return [BatchRow(BATCH.build(row[:-2]), *row[-2:]) for row in self._connection.execute(sql)]

    def stories_from(
        self, clearance: Clearance, source: str = "", customer: str = ""
    ) -> list[tuple[StoryId, BatchId | None]]:
        sql = (
            "SELECT id, batch_id FROM story WHERE deleted_at IS NULL AND clearance = ?1 AND (?3 = '' OR customer = ?3) "
            "AND (?2 = '' OR source = ?2 OR source LIKE replace(replace(?2, '%', ''), '_', '') || ':%') ORDER BY row"
        )
        return self._connection.execute(sql, (str(clearance), source, customer)).fetchall()

    def older_than(self, day: str, since: Since) -> list[StoryId]:
        from emptychair.store.erasure import older_than  # hardly ever

        return older_than(self._connection, day, since)

    def erasures(self) -> list[ErasureReport]:
        from emptychair.store.erasure import reports

        return reports(self._connection)

    def tags(self) -> list[tuple[str, int]]:
        sql = (
            "SELECT t.value, count(*) AS n FROM story s, json_each(s.tags) t WHERE s.deleted_at IS NULL "
            "GROUP BY 1 ORDER BY n DESC, 1"
        )
        return [(row[0], row[1]) for row in self._connection.execute(sql)]

    def story_values(self, field: str) -> list[tuple[str, int]]:
        if field not in ("language", "segment", "industry", "channel", "outcome"):
            raise ValueError(f"Not a field to list: {field}")
        wanted = f"deleted_at IS NULL AND {field} <> ''"
        sql = f"SELECT {field}, count(*) FROM story WHERE {wanted} GROUP BY 1 ORDER BY 2 DESC, 1"
        return [(row[0], row[1]) for row in self._connection.execute(sql)]

    def counts(self) -> Counts:
        story = self._connection.execute("SELECT stories, cleared, waiting, never, heard FROM tally").fetchone()
        decisions = self._connection.execute(
            "SELECT count(*) FROM decision d JOIN meeting m ON m.id = d.meeting_id "
            "WHERE d.deleted_at IS NULL AND m.deleted_at IS NULL AND m.rehearsal = 0"
        ).fetchone()[0]
        meetings = self._connection.execute("SELECT count(*) FROM meeting WHERE deleted_at IS NULL").fetchone()[0]
        stories, cleared, waiting, never, heard = (int(value) for value in story)
        return Counts(stories, cleared, waiting, never, heard, int(decisions), int(meetings))

    # ------------------------------------------------------------------ meetings
    def meetings(self) -> list[MeetingRow]:
        sql = f"""SELECT {", ".join("m." + name for name in MEETING.names)},
            (SELECT count(*) FROM item WHERE meeting_id = m.id),
            (SELECT coalesce(sum(minutes), 0) FROM item WHERE meeting_id = m.id),
            (SELECT count(*) FROM item WHERE meeting_id = m.id AND choice ->> 'story_id' IS NOT NULL),
            (SELECT count(*) FROM item WHERE meeting_id = m.id AND choice ->> 'story_id' IS NOT NULL
                AND choice ->> 'verdict' = 'possible' AND choice ->> 'origin' = 'automatic'),
            (SELECT count(*) FROM item WHERE meeting_id = m.id AND choice ->> 'story_id' IS NULL
                AND choice ->> 'origin' <> ''),
            (SELECT count(*) FROM decision WHERE meeting_id = m.id AND deleted_at IS NULL),
            (SELECT count(*) FROM decision WHERE meeting_id = m.id AND deleted_at IS NULL AND {_HEARD})
            FROM meeting m WHERE m.deleted_at IS NULL
            ORDER BY coalesce(m.started_at, m.starts_at, m.created_at) DESC, m.id DESC"""
        width = len(MEETING.names)
        return [MeetingRow(MEETING.build(row[:width]), *row[width:]) for row in self._connection.execute(sql)]

    def meeting(self, meeting_id: MeetingId) -> MeetingData | None:
        # One transaction, so that items, decisions and wall belong to the same moment.
        self._connection.execute("BEGIN")
        try:
            meeting = self._one(MEETING.columns, "meeting WHERE id = ? AND deleted_at IS NULL", MEETING, meeting_id)
            if meeting is None:
                return None
            series = self._connection.execute(
                "SELECT id, title FROM series WHERE id = ?", (meeting.series_id,)
            ).fetchone()
            walls = self._all(WALL, "meeting_id = ?", meeting_id)
            return MeetingData(
                meeting,
                Series(SeriesId(series[0]), series[1]),
                tuple(self._all(ITEM, "meeting_id = ? ORDER BY position, id", meeting_id)),
                tuple(self._all(DECISION, "meeting_id = ? AND deleted_at IS NULL ORDER BY number", meeting_id)),
                tuple(self._all(SHOWING, "meeting_id = ? ORDER BY since, id", meeting_id)),
                tuple(self._all(DRAFT, "meeting_id = ?", meeting_id)),
                walls[0] if walls else WallState(meeting_id),
            )
        finally:
            self._connection.execute("COMMIT")

    def running_meeting(self) -> Meeting | None:
        return self._one(
            MEETING.columns,
            "meeting WHERE state = 'live' AND deleted_at IS NULL ORDER BY last_act_at DESC LIMIT 1",
            MEETING,
        )

    def decisions(self, meeting_id: MeetingId | None = None) -> list[DecisionRow]:
        sql = (
            f"SELECT {', '.join('d.' + name for name in DECISION.names)}, m.title, coalesce(i.title, ''), m.rehearsal "
            "FROM decision d JOIN meeting m ON m.id = d.meeting_id LEFT JOIN item i ON i.id = d.item_id "
            "WHERE d.deleted_at IS NULL AND m.deleted_at IS NULL AND (?1 IS NULL OR d.meeting_id = ?1) "
            "ORDER BY d.made_at, d.number"
        )
        return [
            DecisionRow(DECISION.build(row[:-3]), row[-3], row[-2], bool(row[-1]))
            for row in self._connection.execute(sql, (meeting_id,))
        ]

    def last_shown(self, story_id: StoryId, beside: MeetingId | None = None) -> LastShown | None:
        sql = """SELECT w.since, m.zone, s.title FROM showing w JOIN meeting m ON m.id = w.meeting_id
            JOIN series s ON s.id = w.series_id WHERE w.story_id = ?1 AND w.rehearsal = 0 AND w.meeting_id IS NOT ?2
            AND coalesce(w.until, w.since + ?3) - w.since >= ?3 ORDER BY w.since DESC LIMIT 1"""
        found = self._connection.execute(sql, (story_id, beside, _SEEN_MS)).fetchone()
        return None if found is None else LastShown(*found)

    def recently_shown(self, series_id: SeriesId, meetings: int, before: MeetingId) -> set[StoryId]:
        sql = """SELECT DISTINCT story_id FROM showing WHERE rehearsal = 0 AND series_id = ?1
            AND coalesce(until, since + ?4) - since >= ?4 AND meeting_id IN (
                SELECT meeting_id FROM showing WHERE series_id = ?1 AND rehearsal = 0 AND meeting_id <> ?3
                GROUP BY meeting_id ORDER BY max(since) DESC LIMIT ?2)"""
        found = self._connection.execute(sql, (series_id, meetings, before, _SEEN_MS))
        return {StoryId(row[0]) for row in found}

    # ------------------------------------------------------------------ the rest
    def undoable(self, scope: str) -> tuple[EventRow | None, EventRow | None]:
        return undoable(self._connection, scope), redoable(self._connection, scope)

    def setting(self, key: str) -> str | None:
        found = self._connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        return None if found is None else str(found[0])

    def interrupt(self) -> None:
        self._connection.interrupt()

    def close(self) -> None:
        self._connection.close()

    def _one(self, columns: str, rest: str, shape: Any, *values: Any) -> Any:
        found = self._connection.execute(f"SELECT {columns} FROM {rest}", values).fetchone()
        return None if found is None else shape.build(found)

    def _all(self, shape: Any, where: str, *values: Any) -> list[Any]:
        sql = f"SELECT {shape.columns} FROM {shape.table} WHERE {where}"
        return [shape.build(row) for row in self._connection.execute(sql, values)]
