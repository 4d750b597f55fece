"""The whole way of an erasure: what is found, the act, the files behind it, and the report."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from emptychair.app.commands import EraseStories
from emptychair.app.erasure import ErasurePreview, ErasureReport
from emptychair.app.service import Service
from emptychair.domain.ids import StoryId
from emptychair.store import backups, erasure, sweeping
from emptychair.store.connection import open_reader

_PROBES = 8  # searches of the whole file; a file of 250 MB takes a fifth of a second for each


def find(
    path: Path, terms: Sequence[str], story_ids: Sequence[StoryId] = (), *, look_into: bool = True
) -> ErasurePreview:
    """Everything that holds one of `terms`, or belongs to these stories; nothing is changed. For a worker's thread.

    `look_into`: say of each backup whether it holds any of it, which takes as long as for the workspace.
    """
    connection = open_reader(path)
    try:
        found = erasure.preview(connection, terms, story_ids)
    finally:
        connection.close()
    if not look_into:
        return found
    return erasure.with_backups(found, backups.hits(path, terms, [hit.story_id for hit in found.stories]))


def forget(service: Service, path: Path, order: EraseStories) -> ErasureReport:
    """Carry out the act, clean the files behind it, and tell what was done. For a worker's thread; raises UserError.

    Where a meeting runs and the file is large, the last step waits: `swept` is False, and erasing nothing at all
    (`clean`) when the meeting has ended does it.
    """
    connection = open_reader(path)
    try:
        probes = _probes(connection, order.story_ids)
        meetings = erasure.meetings_of(connection, set(order.story_ids))
    finally:
        connection.close()
    done = service.execute(order)
    swept, vectors = clean(path, probes)
    connection = open_reader(path)
    try:
        report = next(found for found in erasure.reports(connection) if found.id == done.entity)
        left = erasure.preview(connection, order.terms)
    finally:
        connection.close()
    backups.expire(path, service.now_ms())
    kept = tuple(hit for hit in backups.hits(path, order.terms, order.story_ids) if hit.holds)
    stories = sum(1 for hit in left.stories if hit.story_id not in order.story_ids)
    return replace(
        report,
        vectors=vectors,
        left_stories=stories,
        left_texts=len(left.texts),
        swept=swept,
        backups=kept,
        meetings=meetings,
    )


def clean(path: Path, probes: Sequence[bytes] = ()) -> tuple[bool, int]:
    """What no transaction does: the index, the log, the free pages, the vectors. Whether all is clean, and how many
    vectors went."""
    connection = open_reader(path)
    try:
        live = connection.execute("SELECT 1 FROM meeting WHERE state = 'live' LIMIT 1").fetchone() is not None
        keys = _vector_keys(connection) if path.with_name(path.name + ".vectors").is_dir() else set[str]()
    finally:
        connection.close()
    vectors = sweeping.sweep_vectors(path, keys)
    return sweeping.sweep(path, probes, live=live), vectors


def _probes(connection: sqlite3.Connection, story_ids: Sequence[StoryId]) -> list[bytes]:
    found: list[bytes] = []
    for story_id in story_ids[:_PROBES]:
        row = connection.execute("SELECT raw, text FROM story WHERE id = ?", (story_id,)).fetchone()
        for text in row or ():
            middle = len(text) // 2
            # Not the whole text: a page holds a part of it, and JSON writes its line ends in another way.
            probe = max(text[middle - 40 : middle + 40].splitlines() or [""], key=len)[:32]
            found.append(probe.encode("utf-8", "replace"))
    return [probe for probe in found if len(probe) >= 12][:_PROBES]


def _vector_keys(connection: sqlite3.Connection) -> set[str]:
    from emptychair.domain.story import Story
    from emptychair.matching.vectors import encoded_text
    from emptychair.store.stories import document

    keys: set[str] = set()
    sql = "SELECT id, language, headline, text, tags, customer, segment FROM story WHERE deleted_at IS NULL"
    for story_id, language, headline, text, tags, customer, segment in connection.execute(sql):
        story = Story(
            story_id, language, headline, text, tags=tuple(json.loads(tags)), customer=customer, segment=segment
        )
        keys.add(hashlib.sha256(encoded_text(document(story, 0)).encode()).hexdigest()[:32])
    return keys
