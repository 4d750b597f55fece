"""The tables, and the way from every released version to this one. Forward only.

`event` is append-only: the audit trail and, later, the outbox (`seq` NULL: not sent yet). `act` beside it is the
bookkeeping of undo. `cleared_story` is the only source of stage and reports: it holds nothing that no person cleared.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from emptychair.store.connection import APPLICATION_ID

if TYPE_CHECKING:
    import sqlite_utils

_V1 = """
CREATE TABLE batch (
    id TEXT PRIMARY KEY, file_name TEXT NOT NULL, source TEXT NOT NULL, at INTEGER NOT NULL,
    added INTEGER NOT NULL, updated INTEGER NOT NULL, duplicates INTEGER NOT NULL, refused INTEGER NOT NULL,
    vouched_by TEXT NOT NULL, deleted_at INTEGER
) STRICT;
CREATE TABLE story (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, language TEXT NOT NULL, headline TEXT NOT NULL,
    text TEXT NOT NULL, excerpt TEXT NOT NULL, raw TEXT NOT NULL, version INTEGER NOT NULL, verbatim INTEGER NOT NULL,
    kind TEXT NOT NULL, customer TEXT NOT NULL, segment TEXT NOT NULL, industry TEXT NOT NULL, channel TEXT NOT NULL,
    happened_on TEXT NOT NULL, outcome TEXT NOT NULL, facts TEXT NOT NULL, tags TEXT NOT NULL,
    sensitive INTEGER NOT NULL, teaching INTEGER NOT NULL, consent TEXT NOT NULL, clearance TEXT NOT NULL,
    cleared_by TEXT NOT NULL, cleared_at INTEGER, cleared_hash TEXT NOT NULL, created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL, deleted_at INTEGER, batch_id TEXT, provenance TEXT NOT NULL,
    words_hash TEXT NOT NULL, customer_key TEXT NOT NULL, source TEXT NOT NULL, source_id TEXT NOT NULL,
    stems TEXT NOT NULL
) STRICT;
CREATE INDEX story_source ON story(source, source_id) WHERE source_id <> '';
CREATE INDEX story_batch ON story(batch_id);
CREATE INDEX story_clearance ON story(clearance, row) WHERE deleted_at IS NULL;
CREATE VIEW story_index(row, words, stems) AS
    SELECT row, headline || ' ' || text || ' ' || customer || ' ' || tags || ' ' || segment, stems FROM story;
CREATE VIRTUAL TABLE story_fts USING fts5(
    words, stems, content='story_index', content_rowid='row', tokenize="unicode61 remove_diacritics 2", prefix='2 3'
);
CREATE VIEW cleared_story AS
    SELECT id, version, language, headline, CASE excerpt WHEN '' THEN text ELSE excerpt END AS words,
           excerpt <> '' AS cut, verbatim, customer, customer_key, channel, happened_on, teaching, sensitive,
           cleared_by, cleared_at, provenance ->> 'publisher' AS publisher, provenance ->> 'title' AS source_title,
           provenance ->> 'url' AS source_url, provenance ->> 'source_date' AS source_date,
           provenance ->> 'heard_where' AS heard_where
    FROM story
    WHERE clearance = 'cleared' AND cleared_hash = words_hash AND cleared_by <> '' AND consent <> 'denied'
          AND deleted_at IS NULL;
CREATE TABLE series (id TEXT PRIMARY KEY, title TEXT NOT NULL) STRICT;
CREATE TABLE meeting (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, language TEXT NOT NULL,
    series_id TEXT NOT NULL REFERENCES series(id) DEFERRABLE INITIALLY DEFERRED,
    place TEXT NOT NULL, starts_at INTEGER, zone TEXT NOT NULL, state TEXT NOT NULL, rehearsal INTEGER NOT NULL,
    view TEXT NOT NULL, item_id TEXT, item_since INTEGER, started_at INTEGER, ended_at INTEGER,
    created_at INTEGER NOT NULL, last_act_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE TABLE item (
    id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL REFERENCES meeting(id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL, title TEXT NOT NULL, minutes INTEGER, owner TEXT NOT NULL, starts TEXT NOT NULL,
    note TEXT NOT NULL, state TEXT NOT NULL, undecided INTEGER NOT NULL, late INTEGER NOT NULL, choice TEXT NOT NULL,
    spent_ms INTEGER NOT NULL, visited INTEGER NOT NULL
) STRICT;
CREATE INDEX item_meeting ON item(meeting_id, position);
CREATE TABLE decision (
    id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL REFERENCES meeting(id) DEFERRABLE INITIALLY DEFERRED,
    item_id TEXT NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL, because TEXT NOT NULL, owner TEXT NOT NULL,
    due TEXT, counted TEXT, door TEXT, basis TEXT, evidence TEXT NOT NULL, line TEXT NOT NULL,
    made_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX decision_meeting ON decision(meeting_id, number);
CREATE TABLE showing (
    id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL, item_id TEXT NOT NULL, series_id TEXT NOT NULL,
    story_id TEXT NOT NULL, version INTEGER NOT NULL, words TEXT NOT NULL, headline TEXT NOT NULL,
    language TEXT NOT NULL, verbatim INTEGER NOT NULL, cut INTEGER NOT NULL, customer TEXT NOT NULL,
    customer_key TEXT NOT NULL, source TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER, rehearsal INTEGER NOT NULL
) STRICT;
CREATE INDEX showing_meeting ON showing(meeting_id, since);
CREATE INDEX showing_open ON showing(meeting_id) WHERE until IS NULL;
CREATE INDEX showing_story ON showing(story_id);
CREATE INDEX showing_series ON showing(series_id, since);
CREATE TABLE wall (meeting_id TEXT PRIMARY KEY, blank TEXT NOT NULL, frozen INTEGER NOT NULL) STRICT;
CREATE TABLE draft (
    item_id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL, line TEXT NOT NULL, counted TEXT NOT NULL,
    door TEXT NOT NULL, basis TEXT NOT NULL, owner TEXT NOT NULL, due TEXT NOT NULL, saved_at INTEGER NOT NULL
) STRICT;
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE event (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, entity TEXT NOT NULL, base TEXT, device TEXT NOT NULL, hlc TEXT NOT NULL,
    body TEXT NOT NULL, sha256 TEXT NOT NULL, seq INTEGER, at INTEGER NOT NULL
) STRICT;
CREATE INDEX event_entity ON event(entity, id);
CREATE INDEX event_outbox ON event(id) WHERE seq IS NULL;
CREATE TABLE act (
    event_id TEXT PRIMARY KEY, scope TEXT NOT NULL, kind TEXT NOT NULL, entity TEXT NOT NULL, label TEXT NOT NULL,
    at INTEGER NOT NULL, inverse TEXT NOT NULL, undone INTEGER NOT NULL, merge_key TEXT NOT NULL
) STRICT;
CREATE INDEX act_scope ON act(scope, event_id);
"""


# `incoming`: rows as a reader gave them, stored but not prepared: no view, no index and no list knows them.
# `near`: the MinHash bands of a story that is the first of its kind; read whole by whoever prepares rows.
# `tally`: the figures of the first page, kept by triggers: counting a million rows takes 0.7 s on the window's thread.
_V2_COLUMNS = ("weight INTEGER NOT NULL DEFAULT 1", "twin_of TEXT NOT NULL DEFAULT ''")
_CLEARED = (
    "({0}.clearance = 'cleared' AND {0}.cleared_hash = {0}.words_hash AND {0}.cleared_by <> '' "
    "AND {0}.consent <> 'denied')"
)
_V2 = f"""
CREATE INDEX story_twin ON story(twin_of) WHERE twin_of <> '';
CREATE TABLE incoming (row INTEGER PRIMARY KEY, batch_id TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE INDEX incoming_batch ON incoming(batch_id);
CREATE TABLE near (row INTEGER PRIMARY KEY REFERENCES story(row) ON DELETE CASCADE, bands BLOB NOT NULL) STRICT;
CREATE TABLE tally (
    one INTEGER PRIMARY KEY CHECK (one = 1), stories INTEGER NOT NULL, cleared INTEGER NOT NULL,
    waiting INTEGER NOT NULL, never INTEGER NOT NULL, heard INTEGER NOT NULL
) STRICT;
CREATE TRIGGER story_in AFTER INSERT ON story WHEN new.deleted_at IS NULL BEGIN UPDATE tally SET
    stories = stories + 1, cleared = cleared + {_CLEARED.format("new")},
    waiting = waiting + (new.clearance = 'waiting'), never = never + (new.clearance = 'never'),
    heard = heard + (new.source = 'heard'); END;
CREATE TRIGGER story_out AFTER DELETE ON story WHEN old.deleted_at IS NULL BEGIN UPDATE tally SET
    stories = stories - 1, cleared = cleared - {_CLEARED.format("old")},
    waiting = waiting - (old.clearance = 'waiting'), never = never - (old.clearance = 'never'),
    heard = heard - (old.source = 'heard'); END;
CREATE TRIGGER story_changed AFTER UPDATE ON story BEGIN UPDATE tally SET
    stories = stories + (new.deleted_at IS NULL) - (old.deleted_at IS NULL),
    cleared = cleared + (new.deleted_at IS NULL AND {_CLEARED.format("new")})
        - (old.deleted_at IS NULL AND {_CLEARED.format("old")}),
    waiting = waiting + (new.deleted_at IS NULL AND new.clearance = 'waiting')
        - (old.deleted_at IS NULL AND old.clearance = 'waiting'),
    never = never + (new.deleted_at IS NULL AND new.clearance = 'never')
        - (old.deleted_at IS NULL AND old.clearance = 'never'),
    heard = heard + (new.deleted_at IS NULL AND new.source = 'heard')
        - (old.deleted_at IS NULL AND old.source = 'heard'); END;
"""

# `story_terms`: the terms that stories are matched by, as `matching.documents` makes them; split at blanks alone, with
# neither words nor places kept, so that it counts and lists stories in a half to a quarter of the time of `story_fts`.
# Kept by triggers: those stories stand in it that a title may be matched with. `story_change`: rows written lately, for
# whoever keeps something beside the stories and would have to read a million of them to see what is new; `mark` tells
# a file that was put back from a backup.
_MATCHED = "({0}.deleted_at IS NULL AND {0}.clearance <> 'never')"
_CHANGES = 200_000
_NOTED = (
    "INSERT INTO story_change(row, mark) VALUES ({0}.row, random()); "
    f"DELETE FROM story_change WHERE seq <= last_insert_rowid() - {_CHANGES}; END"
)
_TERMS_IN = "INSERT INTO story_terms(rowid, stems) VALUES (new.row, new.stems);"
_TERMS_OUT = "INSERT INTO story_terms(story_terms, rowid, stems) VALUES ('delete', old.row, old.stems);"
_IS, _WAS = _MATCHED.format("new"), _MATCHED.format("old")
_V3 = f"""
CREATE VIRTUAL TABLE story_terms USING fts5(
    stems, content='', detail='none', columnsize=0, tokenize="ascii tokenchars '+#.,:'"
);
CREATE TRIGGER story_terms_in AFTER INSERT ON story WHEN {_IS} BEGIN {_TERMS_IN} END;
CREATE TRIGGER story_terms_out AFTER DELETE ON story WHEN {_WAS} BEGIN {_TERMS_OUT} END;
CREATE TRIGGER story_terms_back AFTER UPDATE OF deleted_at, clearance ON story WHEN {_IS} AND NOT {_WAS}
    BEGIN {_TERMS_IN} END;
CREATE TRIGGER story_terms_gone AFTER UPDATE OF deleted_at, clearance ON story WHEN {_WAS} AND NOT {_IS}
    BEGIN {_TERMS_OUT} END;
CREATE TRIGGER story_terms_new AFTER UPDATE OF stems ON story WHEN {_WAS} AND {_IS} AND old.stems <> new.stems
    BEGIN {_TERMS_OUT} {_TERMS_IN} END;
CREATE TABLE story_change (seq INTEGER PRIMARY KEY, row INTEGER NOT NULL, mark INTEGER NOT NULL) STRICT;
CREATE TRIGGER story_change_in AFTER INSERT ON story BEGIN {_NOTED.format("new")};
CREATE TRIGGER story_change_at AFTER UPDATE ON story BEGIN {_NOTED.format("new")};
CREATE TRIGGER story_change_out AFTER DELETE ON story BEGIN {_NOTED.format("old")};
"""


def _statements(sql: str) -> list[str]:
    return [statement.strip() for statement in sql.split(";\n") if statement.strip()]


def _first(db: sqlite_utils.Database) -> None:
    for statement in _statements(_V1):
        db.conn.execute(statement)
    db.conn.execute(f"PRAGMA application_id={APPLICATION_ID}")


def _second(db: sqlite_utils.Database) -> None:
    for column in _V2_COLUMNS:
        db.conn.execute(f"ALTER TABLE story ADD COLUMN {column}")
    for statement in _statements(_V2):
        db.conn.execute(statement)
    db.conn.execute(
        "INSERT INTO tally SELECT 1, count(*), (SELECT count(*) FROM cleared_story), "
        "count(*) FILTER (WHERE clearance = 'waiting'), count(*) FILTER (WHERE clearance = 'never'), "
        "count(*) FILTER (WHERE source = 'heard') FROM story WHERE deleted_at IS NULL"
    )


def _third(db: sqlite_utils.Database) -> None:
    for statement in _statements(_V3):
        db.conn.execute(statement)
    db.conn.execute(
        f"INSERT INTO story_terms(rowid, stems) SELECT row, stems FROM story s WHERE {_MATCHED.format('s')}"
    )


def known_objects() -> frozenset[str]:
    """The SQL of every table, view, index and trigger of VERSION, as it stands in `sqlite_master`."""
    found = [*_statements(_V1), *_statements(_V2), *_statements(_V3)]
    # As ALTER TABLE writes it: behind the last column, the line end before the bracket included.
    head = "CREATE TABLE story ("
    return frozenset(
        s.replace("\n) STRICT", f"\n, {', '.join(_V2_COLUMNS)}) STRICT") if s.startswith(head) else s for s in found
    )


# A step gets the database inside one transaction: use db.conn.execute, or db[...].transform, which nests in it.
STEPS: tuple[Callable[[sqlite_utils.Database], None], ...] = (_first, _second, _third)
VERSION = len(STEPS)
