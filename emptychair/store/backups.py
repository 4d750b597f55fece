"""Backups beside a workspace: made, verified, found again by their names, and deleted after thirty days.

They lie in the workspace's own folder: `name.backup.20261123T221500.emptychair`, made by hand or before a restore, and
`name.before-v2.20261123T221500.emptychair`, made before a migration. Copies elsewhere are the person's own.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from emptychair.app.erasure import KEEP_BACKUPS_DAYS, BackupHit
from emptychair.domain.errors import N_, BadInput
from emptychair.domain.ids import StoryId
from emptychair.store.connection import open_reader, open_writer
from emptychair.store.workspace import backup, check_path, check_workspace

_STAMP = "%Y%m%dT%H%M%S"
_DAY_MS = 86_400_000


def backups_of(path: Path) -> list[tuple[Path, int]]:
    """The backups of this workspace, the newest first, each with the time it was made (UTC epoch ms)."""
    name = re.compile(
        re.escape(path.stem) + r"\.(?:backup|before-v\d+)\.(\d{8}T\d{6})" + re.escape(path.suffix) + r"(\.part)?"
    )
    found: list[tuple[Path, int]] = []
    with contextlib.suppress(OSError):
        for file in path.parent.iterdir():
            match = name.fullmatch(file.name)
            if match:
                with contextlib.suppress(ValueError):
                    at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
                    found.append((file, int(at.timestamp() * 1000)))
    return sorted(found, key=lambda one: -one[1])


def expire(path: Path, now: int) -> int:
    """Delete the backups that are older than thirty days, and what a kill left of one that was being made."""
    count = 0
    for file, made_at in backups_of(path):
        days = 1 if file.suffix == ".part" else KEEP_BACKUPS_DAYS
        if now - made_at > days * _DAY_MS:
            with contextlib.suppress(OSError):  # read-only, or open elsewhere: the next time
                for beside in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm", "-journal"))):
                    beside.unlink(missing_ok=True)
                count += 1
    return count


def make_backup(path: Path, now: int, target: Path | None = None) -> Path:
    """A verified copy beside the workspace, or at `target`. Raises BadInput; what is expired goes."""
    stamp = datetime.fromtimestamp(now / 1000, UTC).strftime(_STAMP)
    target = target or path.with_name(f"{path.stem}.backup.{stamp}{path.suffix}")
    if target.exists():
        raise BadInput(N_("“{path}” is there already: choose another name for the backup."), path=target.name)
    try:
        backup(path, target)
    except (OSError, sqlite3.OperationalError) as error:
        raise BadInput(N_("The backup cannot be written: check the folder and the room on the disk.")) from error
    expire(path, now)
    return target


def hits(path: Path, terms: Sequence[str], story_ids: Sequence[StoryId]) -> list[BackupHit]:
    """All backups beside the workspace, and whether they hold what is sought. One that cannot be read may hold it."""
    from emptychair.store.erasure import preview  # hardly ever; this module is imported at every end

    found: list[BackupHit] = []
    for file, made_at in backups_of(path):
        try:
            connection = open_reader(file)
            try:
                holds = not preview(connection, terms, story_ids).empty
            finally:
                connection.close()
        except sqlite3.Error:
            holds = True
        found.append(BackupHit(file.name, made_at, made_at + KEEP_BACKUPS_DAYS * _DAY_MS, holds))
    return found


def erased_keys(path: Path) -> list[tuple[str, str]]:
    """What a workspace keeps of its erasures, to be carried into a backup that is restored over it."""
    connection = open_reader(path)
    try:
        return connection.execute("SELECT key, value FROM setting WHERE key LIKE 'erased:%'").fetchall()
    except sqlite3.Error:  # the very reason for the restore may be that it cannot be read
        return []
    finally:
        connection.close()


def restore(path: Path, source: Path, now: int) -> tuple[list[StoryId], Path | None]:
    """Put the workspace back as `source` has it. What stands there now is kept as a backup.

    Returns the stories of the backup that were erased since, to be erased again, and the backup of what was there.
    Raises BadInput, NotFound, NewerWorkspace with nothing changed.
    """
    check_path(source, create=False)
    check_workspace(source)
    kept: Path | None = None
    keys: list[tuple[str, str]] = []
    if path.exists():
        keys = erased_keys(path)
        with contextlib.suppress(sqlite3.Error, BadInput):  # damaged: then there is nothing to copy
            kept = make_backup(path, now)
    incoming = open_reader(source)
    try:
        if incoming.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise BadInput(N_("“{path}” is damaged: choose another backup."), path=source.name)
        if kept is None and path.exists():  # set aside whatever it is
            aside = path.with_name(f"{path.stem}.damaged{path.suffix}")
            path.replace(aside)
            for end in ("-wal", "-shm"):
                path.with_name(path.name + end).unlink(missing_ok=True)
        connection = open_writer(path)
        try:
            incoming.backup(connection)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.executemany("INSERT OR IGNORE INTO setting VALUES (?, ?)", keys)
            erased = connection.execute(
                "SELECT s.id FROM story s JOIN setting e ON e.key = 'erased:id:' || s.id"
            ).fetchall()
            return [StoryId(row[0]) for row in erased], kept
        finally:
            connection.close()
    finally:
        incoming.close()
