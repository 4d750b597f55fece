"""What an erasure leaves in the files after its transaction, and how it goes.

A row that is deleted is overwritten (`secure_delete`), but its words stay in older segments of the full-text index, in
the write-ahead log, and in gaps of pages that were split before. So: merge the index to one segment, cut the log to
nothing, and where a probe of the erased words is still found in the file, or the file is small, write it anew (VACUUM).
Vectors are zeroed where they lie: a rewritten file would leave the old one on the disk.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path

from emptychair.store.connection import file_lock, open_writer
from emptychair.store.vectors import zero_all_but

_SMALL = 32 * 1024 * 1024  # bytes: written anew in a tenth of a second
_IN_MEMORY = 512 * 1024 * 1024  # a larger file is built anew beside itself, not in memory
_CHUNK = 8 * 1024 * 1024


def sweep(path: Path, probes: Iterable[bytes], *, live: bool = False) -> bool:
    """Clean the workspace's file; True if nothing erased is left in it.

    `live`: a meeting runs, a large file is not rewritten now, because a decision would wait for it.
    """
    connection = open_writer(path)
    try:
        _merge_index(connection)
        _cut_log(connection)
        wanted = list(probes)
        if path.stat().st_size < _SMALL or (not live and holds_any(path, wanted)):
            # Whatever holds a probe after this is a row that a person left as it is.
            _write_anew(connection, path)
            return _cut_log(connection)
        return not holds_any(path, wanted)
    finally:
        connection.close()


def _merge_index(connection: sqlite3.Connection) -> None:
    # In steps of some pages, so that an act of a person comes in between: "optimize" holds the file for seconds.
    for index in ("story_fts", "story_terms"):
        connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('merge', -100)")
        while True:
            before = connection.total_changes
            connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('merge', 100)")
            if connection.total_changes - before < 2:
                break
            time.sleep(0.005)  # whoever waits for the file gets it now: SQLite has no queue
        connection.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")


def _cut_log(connection: sqlite3.Connection) -> bool:
    for _ in range(40):  # a reader may stand on an old page for some milliseconds
        if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0:
            return True
        time.sleep(0.05)
    return False


def _write_anew(connection: sqlite3.Connection, path: Path) -> None:
    if path.stat().st_size > _IN_MEMORY:
        connection.execute("PRAGMA temp_store=FILE")
    connection.execute("VACUUM")


def holds_any(path: Path, probes: Iterable[bytes]) -> bool:
    """Whether one of `probes` stands in the workspace's file or in its log."""
    wanted = list(probes)
    for file in (path, path.with_name(path.name + "-wal")):
        if not wanted or not file.exists():
            continue
        overlap = max(len(probe) for probe in wanted)
        before = b""
        with file.open("rb") as handle:
            while chunk := handle.read(_CHUNK):
                data = before + chunk
                if any(probe in data for probe in wanted):
                    return True
                before = data[-overlap:]
    return False


def sweep_vectors(path: Path, keys: set[str]) -> int:
    """Zero every kept vector whose key is none of `keys`: vectors of erased stories and of earlier wordings."""
    folder = path.with_name(path.name + ".vectors")
    count = 0
    for file in sorted(folder.glob("*.vectors")) if folder.is_dir() else ():
        with file_lock(file):
            count += zero_all_but(file, keys)
    return count
