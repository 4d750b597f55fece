"""Finding and erasing in the tables.

Where words of a story lie beside its row: in the full-text index, in showings and sealed evidence, as reasons of
choices, in the bodies of the log's events (`AddStory` holds the whole story) and in the way back of undo (`act.inverse`
holds whole rows). The log keeps its entries: the words in a body are replaced and its sha256 is made anew, so that
every entry still proves itself, and the erasure is an entry of its own.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

from emptychair.app.erasure import (
    BackupHit,
    ErasureFigures,
    ErasurePreview,
    ErasureReport,
    Since,
    StoryHit,
    TextHit,
    erased_mark,
)
from emptychair.app.sought import Sought
from emptychair.domain import codec
from emptychair.domain.ids import StoryId

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_FIELDS = ("headline", "text", "excerpt", "raw", "customer", "segment", "industry", "facts", "tags", "source_id")
_OWN = ("file_name", "row", "heard_by", "verified_by")  # of the provenance: not the customer's
_OF_THE_FILE = ("file_name", "source")  # what may hold the name of a file
_STORY_ACTS = ("AddStory", "EditStory", "ClearEdited", "ImportStories", "OpenBatch", "CloseBatch")
# Texts of ours: table, key, kind for the preview, columns.
_TEXTS = (
    ("item", "id", "note", ("note",)),
    ("item", "id", "item", ("title", "owner")),
    ("decision", "id", "decision", ("text", "because", "owner", "line")),
    ("meeting", "id", "meeting", ("title", "place")),
    ("series", "id", "series", ("title",)),
    ("draft", "item_id", "draft", ("line", "owner", "due")),
    ("setting", "key", "setting", ("value",)),
)
_GONE = object()


# ------------------------------------------------------------------------------------------------ finding
def preview(connection: sqlite3.Connection, terms: Sequence[str], story_ids: Iterable[StoryId] = ()) -> ErasurePreview:
    """Everything that holds one of `terms`, or belongs to one of these stories. `backups` is left empty."""
    sought = Sought(terms)
    hits = {hit.story_id: hit for hit in _stories(connection, sought, set(story_ids))}
    log_ids, log_hits = _in_log(connection, sought, set(hits))
    for story_id in sorted(log_ids - set(hits)):
        hits[story_id] = StoryHit(story_id, "", "", "", ("log",), deleted=True)
    for story_id, words, headline, customer in connection.execute(
        "SELECT DISTINCT story_id, words, headline, customer FROM showing"
    ):
        if story_id not in hits and sought.holds(f"{headline}\n{words}\n{customer}"):
            hits[story_id] = StoryHit(story_id, headline, "", "", ("showing",), deleted=True)
    for found in _nearly_the_same(connection, hits):
        hits[found.story_id] = found
    ids = set(hits)
    evidence, items = _uses(connection, ids)
    return ErasurePreview(
        stories=tuple(sorted(hits.values(), key=lambda hit: (not hit.sure, hit.story_id))),
        incoming=sum(1 for _ in _incoming(connection, sought)),
        files=sum(1 for _ in _files(connection, sought)),
        showings=sum(1 for row in connection.execute("SELECT story_id FROM showing") if row[0] in ids),
        decisions=len(evidence),
        items=len(items),
        log=log_hits,
        texts=tuple(_texts(connection, sought)),
        meetings=meetings_of(connection, ids),
    )


def meetings_of(connection: sqlite3.Connection, ids: set[StoryId]) -> tuple[int, ...]:
    """When the meetings were in which one of these stories stood on the wall or beside a decision; the latest first."""
    found = {row[0] for row in connection.execute("SELECT meeting_id, story_id FROM showing") if row[1] in ids}
    sql = "SELECT meeting_id, evidence FROM decision WHERE evidence <> '[]'"
    found |= {row[0] for row in connection.execute(sql) if ids & set(_UUID.findall(row[1]))}
    marks = ", ".join("?" * len(found))
    sql = (
        f"SELECT coalesce(started_at, starts_at, created_at) AS at FROM meeting WHERE id IN ({marks}) ORDER BY at DESC"
    )
    return tuple(int(row[0]) for row in connection.execute(sql, tuple(found)))


def _stories(connection: sqlite3.Connection, sought: Sought, wanted: set[StoryId]) -> Iterator[StoryHit]:
    names = [term.casefold() for term in sought.terms]
    sql = f"SELECT id, source, deleted_at IS NOT NULL, provenance, {', '.join(_FIELDS)} FROM story ORDER BY row"
    for story_id, source, deleted, provenance, *values in connection.execute(sql):
        number = str(values[-1]).casefold()
        if story_id in wanted or story_id in names or any(len(n) >= 8 and story_id.startswith(n) for n in names):
            where: tuple[str, ...] = ("id",)
        else:
            # One search over all of it first: in a large library hardly any row holds the words.
            whole = "\n".join(cast("list[str]", values))
            if number not in names and not sought.may_concern(f"{whole}\n{provenance}"):
                continue
            if not (sought.holds(whole) or sought.holds(provenance) or sought.nearly(whole) or number in names):
                continue
            where = tuple(n for n, v in zip(_FIELDS, values, strict=True) if sought.holds(v))
            if number in names and "source_id" not in where:
                where += ("source_id",)
            if sought.holds(_customers_part(provenance)):
                where += ("provenance",)
        if where or sought.nearly("\n".join(cast("list[str]", values))):
            hit = StoryHit(story_id, values[0], source, values[-1], where, bool(where), bool(deleted))
            yield hit


def _customers_part(provenance: str) -> str:
    known = json.loads(provenance)
    kept = {name: part for name, part in known.items() if name not in _OWN}
    if known.get("file_name"):  # of two files that count from 1 both, the second's name stands behind its source
        kept["source"] = str(kept.get("source", "")).removesuffix(f":{known['file_name']}")
    return json.dumps(kept, ensure_ascii=False)


def _nearly_the_same(connection: sqlite3.Connection, hits: dict[StoryId, StoryHit]) -> list[StoryHit]:
    """Near-duplicates of what is meant: the same customer may have written twice, or not."""
    sql = (
        "SELECT id, headline, source, source_id, deleted_at IS NOT NULL, twin_of FROM story WHERE twin_of <> '' "
        "OR id IN (SELECT twin_of FROM story WHERE twin_of <> '')"
    )
    rows = connection.execute(sql).fetchall()
    groups = {row[5] or row[0] for row in rows if row[0] in hits}
    return [
        StoryHit(row[0], row[1], row[2], row[3], ("twin",), sure=False, deleted=bool(row[4]))
        for row in rows
        if (row[5] or row[0]) in groups and row[0] not in hits
    ]


def _in_log(connection: sqlite3.Connection, sought: Sought, ids: set[StoryId]) -> tuple[set[StoryId], int]:
    """Stories whose words stand in the log alone, and how many entries hold words of any story that is meant."""
    found: set[StoryId] = set()
    count = 0
    for entity, kind, body in _log(connection):
        named = ids & {entity, *_UUID.findall(body)}
        if sought.holds(body) or (kind in _STORY_ACTS and named) or (kind == "act" and named):
            count += 1
            for story in _stories_in(json.loads(body)):
                told = {name: part for name, part in story.items() if name in _FIELDS}
                text = json.dumps(told, ensure_ascii=False) + _customers_part(json.dumps(story.get("provenance", {})))
                story_id = StoryId(str(story["id"]) or entity)  # one just told had no id yet
                if story_id not in ids and sought.holds(text):
                    found.add(story_id)
    return found, count


def _log(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    yield from connection.execute("SELECT entity, kind, body FROM event")
    yield from connection.execute("SELECT entity, 'act', inverse FROM act")


def _stories_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every whole story in a body, those in the text of a row within it too."""
    if isinstance(value, list):
        for part in cast("list[Any]", value):
            yield from _stories_in(part)
    elif isinstance(value, dict):
        found = cast("dict[str, Any]", value)
        if "id" in found and "text" in found and "raw" in found:
            yield found
            return
        if found.get("table") == "story" and isinstance(found.get("row"), str):
            yield json.loads(found["row"])
            return
        for part in found.values():
            yield from _stories_in(part)


def _incoming(connection: sqlite3.Connection, sought: Sought) -> Iterator[tuple[int, str, str]]:
    if not sought:
        return
    from emptychair.app.intake import decode_raw, source_id_of

    names = {term.casefold() for term in sought.terms}
    sql = "SELECT i.row, i.body, b.source FROM incoming i LEFT JOIN batch b ON b.id = i.batch_id"
    for row, body, source in connection.execute(sql):
        number = source_id_of(decode_raw(body))
        if sought.holds(body) or number.casefold() in names:
            yield row, source or "", number


def _files(connection: sqlite3.Connection, sought: Sought) -> Iterator[str]:
    for batch_id, name in connection.execute("SELECT id, file_name FROM batch"):
        if sought.holds(name):
            yield batch_id


def _uses(connection: sqlite3.Connection, ids: set[StoryId]) -> tuple[list[str], list[str]]:
    """Decisions whose evidence, and items whose choice names one of these stories."""
    evidence = [
        row[0]
        for row in connection.execute("SELECT id, evidence FROM decision WHERE evidence <> '[]'")
        if ids & set(_UUID.findall(row[1]))
    ]
    items = [row[0] for row in connection.execute("SELECT id, choice FROM item") if ids & set(_UUID.findall(row[1]))]
    return evidence, items


def _texts(connection: sqlite3.Connection, sought: Sought) -> Iterator[TextHit]:
    if not sought:
        return
    for table, key, kind, columns in _TEXTS:
        for row in connection.execute(f"SELECT {key}, {', '.join(columns)} FROM {table}"):
            if table == "setting" and row[0].startswith(("erased:", "device")):
                continue
            for name, text in zip(columns, row[1:], strict=True):
                if text and sought.holds(text):
                    yield TextHit(kind, row[0], name, sought.around(text))


# ------------------------------------------------------------------------------------------------ erasing
class Eraser:
    """One erasure inside the writer's transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        story_ids: Iterable[StoryId],
        terms: Sequence[str],
        *,
        texts: bool,
        mark: Callable[[str], str],
        now: int,
    ) -> None:
        self._db = connection
        self._ids = set(story_ids)
        self._sought = Sought(terms)
        self._blank = texts
        self._mark = mark
        self._now = now
        self._numbers: set[str] = set()  # of the stories in their sources, and the marks of these
        self._marks: set[str] = set()
        self._told = ""  # the story that an event told of was given this id; in its body it has none yet
        found = connection.execute("SELECT value FROM setting WHERE key = 'device'").fetchone()
        self._secret = str(found[0]) if found else ""

    def carry_out(self) -> ErasureFigures:
        """Erase all of it; raises StoreUnavailable with nothing changed if SQLite would leave deleted words."""
        assert self._db.execute("PRAGMA secure_delete").fetchone()[0] == 1, "deleted words would stay in the file"
        evidence, items = _uses(self._db, self._ids)
        return ErasureFigures(
            stories=self._stories(),
            incoming=self._incoming(),
            files=self._files(),
            showings=self._showings(),
            decisions=self._rewrite("decision", "evidence", evidence),
            items=self._rewrite("item", "choice", items),
            log=self._events() + self._acts(),
            texts=self._texts(),
        )

    def _remember(self, key: str) -> None:
        self._db.execute("INSERT OR IGNORE INTO setting VALUES (?, ?)", (key, str(self._now)))

    def _stories(self) -> int:
        count = 0
        for story_id in sorted(self._ids):
            self._remember(f"erased:id:{story_id}")
            found = self._db.execute(
                "SELECT i.row, i.words, i.stems, s.source, s.source_id FROM story_index i JOIN story s "
                "ON s.row = i.row WHERE s.id = ?",
                (story_id,),
            ).fetchone()
            if found is None:
                continue
            count += 1
            if found[4]:
                self._numbers.add(found[4])
                mark = erased_mark(self._secret, found[3], found[4])
                self._marks.add(mark)
                self._remember(mark)
            self._db.execute(
                "INSERT INTO story_fts(story_fts, rowid, words, stems) VALUES ('delete', ?, ?, ?)", found[:3]
            )
            self._db.execute("DELETE FROM story WHERE id = ?", (story_id,))
            self._lead_on(story_id)
        return count

    def _lead_on(self, story_id: StoryId) -> None:
        # What repeated it goes on as a group of its own, led by the eldest that is left.
        sql = "SELECT id FROM story WHERE twin_of = ? AND twin_of <> '' ORDER BY row"
        twins = [found[0] for found in self._db.execute(sql, (story_id,))]
        if twins:
            self._db.execute("UPDATE story SET twin_of = ? WHERE twin_of = ? AND twin_of <> ''", (twins[0], story_id))
            self._db.execute("UPDATE story SET twin_of = '' WHERE id = ?", (twins[0],))

    def _incoming(self) -> int:
        rows = list(_incoming(self._db, self._sought))
        # The next export of an erased story may wait already.
        sql = (
            "SELECT i.row, b.source, i.body ->> 'source_id' FROM incoming i JOIN batch b ON b.id = i.batch_id "
            "WHERE i.body ->> 'source_id' IN (SELECT value FROM json_each(?))"
        )
        waiting = self._db.execute(sql, (json.dumps(sorted(self._numbers)),)).fetchall() if self._numbers else []
        gone = [row for row in waiting if erased_mark(self._secret, row[1], row[2]) in self._marks]
        rows = list({row[0]: row for row in [*rows, *gone]}.values())
        for row, source, source_id in rows:
            if source_id:
                self._remember(erased_mark(self._secret, source, source_id))
            self._db.execute("DELETE FROM incoming WHERE row = ?", (row,))
        return len(rows)

    def _files(self) -> int:
        if not self._sought:
            return 0
        batches = list(_files(self._db, self._sought))
        if not batches:
            return 0
        for batch_id in batches:
            name = self._db.execute("SELECT file_name FROM batch WHERE id = ?", (batch_id,)).fetchone()[0]
            self._db.execute("UPDATE batch SET file_name = ? WHERE id = ?", (self._sought.blank(name), batch_id))
        sql = "SELECT id, provenance FROM story WHERE provenance ->> 'file_name' <> ''"
        for story_id, provenance in self._db.execute(sql).fetchall():
            if not self._sought.holds(provenance):
                continue
            known = json.loads(provenance)
            if self._sought.holds(known.get("file_name", "")):
                for name in _OF_THE_FILE:
                    known[name] = self._sought.blank(known.get(name, ""))
                values = (codec.dumps(known), known["source"], story_id)
                self._db.execute("UPDATE story SET provenance = ?, source = ? WHERE id = ?", values)
        return len(batches)

    def _showings(self) -> int:
        rows = self._db.execute("SELECT id, story_id, language FROM showing").fetchall()
        mine = [row for row in rows if row[1] in self._ids]
        self._db.executemany(
            "UPDATE showing SET words = ?2, headline = ?2, customer = '', source = '', customer_key = story_id, "
            "verbatim = 0, cut = 0 WHERE id = ?1",
            [(row[0], self._mark(row[2])) for row in mine],
        )
        return len(mine)

    def _rewrite(self, table: str, column: str, keys: list[str]) -> int:
        for key in keys:
            text = self._db.execute(f"SELECT {column} FROM {table} WHERE id = ?", (key,)).fetchone()[0]
            clean = codec.dumps(self._clean(json.loads(text), None))
            self._db.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (clean, key))
        return len(keys)

    def _events(self) -> int:
        count = 0
        for event_id, kind, entity, body in self._db.execute("SELECT id, kind, entity, body FROM event").fetchall():
            sought = self._sought if self._blank or kind in ("OpenBatch", "CloseBatch") else None
            after = self._cleaned(body, sought, entity)
            if after is not None:
                digest = hashlib.sha256(after.encode()).hexdigest()
                self._db.execute("UPDATE event SET body = ?, sha256 = ? WHERE id = ?", (after, digest, event_id))
                count += 1
        return count

    def _acts(self) -> int:
        count = 0
        for event_id, inverse in self._db.execute("SELECT event_id, inverse FROM act").fetchall():
            after = self._cleaned(inverse, self._sought if self._blank else None)
            if after is None:
                continue
            count += 1
            command = json.loads(after)
            if command.get("kind") == "RestoreRows" and not command["body"]["rows"]:
                # All that this act did was about the story: there is nothing left to take back.
                self._db.execute("DELETE FROM act WHERE event_id = ?", (event_id,))
            else:
                self._db.execute("UPDATE act SET inverse = ? WHERE event_id = ?", (after, event_id))
        return count

    def _cleaned(self, body: str, sought: Sought | None, entity: str = "") -> str | None:
        """The body without these words; None if it holds none."""
        named = self._ids & {entity, *_UUID.findall(body)}
        held = (sought is not None or "file_name" in body) and self._sought.holds(body)
        if not named and not held:
            return None
        self._told = entity if entity in self._ids else ""
        after = codec.dumps(self._clean(json.loads(body), sought))
        self._told = ""
        return None if after == body else after

    def _clean(self, value: Any, sought: Sought | None) -> Any:
        if isinstance(value, str):
            return sought.blank(value) if sought and sought.holds(value) else value
        if isinstance(value, list):
            parts = [self._clean(part, sought) for part in cast("list[Any]", value)]
            return [part for part in parts if part is not _GONE]
        if not isinstance(value, dict):
            return value
        known = cast("dict[str, Any]", value)
        if "id" in known and "raw" in known and (known["id"] or self._told) in self._ids:
            return {"id": known["id"], "erased": True}
        if "table" in known and "key" in known and "row" in known:
            return self._row_before(known, sought)
        if known.get("story_id") in self._ids:
            if "relevance" in known:
                return _GONE
            if "seal" in known:
                words = self._mark(str(known.get("language", "")))
                gone = {"words": words, "customer": "", "source": "", "seal": "", "verbatim": False, "cut": False}
                return {**known, **gone}
            if "candidates" in known:  # a choice, or a match: as if nobody had looked yet
                known = {**known, "story_id": None, "verdict": ""}
                known.update({name: off for name, off in (("origin", ""), ("pinned", False)) if name in known})
            elif "reasons" in known:
                known = {**known, "reasons": list[Any]()}
        # Other stories stay, but the name of the file that they came from goes.
        return {
            name: self._clean(part, self._sought if name in _OF_THE_FILE else sought) for name, part in known.items()
        }

    def _row_before(self, known: dict[str, Any], sought: Sought | None) -> Any:
        if known["table"] == "story" and known["key"] in self._ids:
            return _GONE
        if not isinstance(known["row"], str):
            return known
        return {**known, "row": codec.dumps(self._clean(json.loads(known["row"]), sought))}

    def _texts(self) -> int:
        count = 0
        for table, key, _, columns in _TEXTS if self._sought else ():
            for row in self._db.execute(f"SELECT {key}, {', '.join(columns)} FROM {table}").fetchall():
                if table == "setting" and row[0].startswith(("erased:", "device")):
                    continue
                # A story half typed is a story; all else is for a person to edit.
                if not self._blank and not (table == "setting" and row[0].endswith("-draft")):
                    continue
                for name, text in zip(columns, row[1:], strict=True):
                    if text and self._sought.holds(text):
                        after = "" if table == "setting" else self._sought.blank(text)
                        self._db.execute(f"UPDATE {table} SET {name} = ? WHERE {key} = ?", (after, row[0]))
                        count += 1
        return count


# ------------------------------------------------------------------------------------------------ afterwards
def erased_among(connection: sqlite3.Connection, source: str, source_ids: Sequence[str]) -> set[str]:
    """Which of these ids in their source belong to stories that were erased."""
    found = connection.execute("SELECT value FROM setting WHERE key = 'device'").fetchone()
    secret = str(found[0]) if found else ""
    marks = {erased_mark(secret, source, source_id): source_id for source_id in source_ids if source_id}
    there = connection.execute("SELECT key FROM setting WHERE key > 'erased:mark:' AND key < 'erased:mark;'")
    return {marks[row[0]] for row in there if row[0] in marks}


def reports(connection: sqlite3.Connection) -> list[ErasureReport]:
    """Every erasure of this workspace, the latest first."""
    sql = "SELECT body FROM event WHERE kind = 'EraseStories' ORDER BY id DESC"
    return [codec.loads(ErasureReport, row[0]) for row in connection.execute(sql)]


def older_than(connection: sqlite3.Connection, day: str, since: Since, limit: int = 10_000) -> list[StoryId]:
    """Stories from before an ISO date, the oldest first. A date that stops at the year counts as the year's last day,
    one that cannot be read as the day of the import."""
    if not day:
        return []
    created = "date(created_at / 1000, 'unixepoch')"
    happened = f"CASE WHEN happened_on GLOB '[12][0-9][0-9][0-9]*' THEN happened_on ELSE {created} END"
    heard = f"CASE WHEN provenance ->> 'heard_on' GLOB '[12][0-9]*' THEN provenance ->> 'heard_on' ELSE {happened} END"
    told = {Since.HAPPENED: happened, Since.HEARD: heard, Since.CREATED: created}[since]
    whole = f"substr({told} || substr('9999-12-31', length({told}) + 1), 1, 10)"
    sql = f"SELECT id FROM story WHERE deleted_at IS NULL AND {whole} < ? ORDER BY {whole}, row LIMIT ?"
    return [StoryId(row[0]) for row in connection.execute(sql, (day, limit))]


def with_backups(found: ErasurePreview, backups: Iterable[BackupHit]) -> ErasurePreview:
    """The preview with the backups that lie beside the workspace."""
    return replace(found, backups=tuple(backups))
