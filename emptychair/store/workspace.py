"""Opening, making, migrating and backing up a workspace."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from emptychair.domain.errors import N_, BadInput, NewerWorkspace, NotFound, ReadOnlyWorkspace
from emptychair.store.connection import APPLICATION_ID, file_lock, open_reader, open_writer
from emptychair.store.reader import SqliteReader
from emptychair.store.schema import STEPS, VERSION, known_objects
from emptychair.store.writer import SqliteWriter, told

_MAGIC = b"SQLite format 3\x00"
_LONGEST_NAME = 240  # bytes: the usual file systems take 255, and the log beside it needs some


class Workspace:
    """A workspace that is open: one writer, as many readers as there are threads."""

    def __init__(self, path: Path, writer: SqliteWriter) -> None:
        self.path = path
        self.writer = writer
        self._readers: list[SqliteReader] = []

    def reader(self) -> SqliteReader:
        """A new reader for the calling thread; closed with the workspace."""
        reader = SqliteReader(open_reader(self.path))
        self._readers.append(reader)
        return reader

    def close(self) -> None:
        """Finish all writing, close all connections.

        The writer last: whoever leaves last takes the write-ahead log into the file, and a reader may not. Else a copy
        of the file alone would miss the latest acts.
        """
        for reader in self._readers:
            reader.close()
        self._readers.clear()
        self.writer.close()


def open_workspace(path: Path, *, create: bool = True, threaded: bool = True) -> Workspace:
    """The workspace at `path`, made or migrated if need be.

    Raises NotFound (missing and not `create`), BadInput (a directory, or no workspace), ReadOnlyWorkspace,
    NewerWorkspace; nothing is written then.
    """
    check_path(path, create=create)
    if not path.exists():
        _make_folder(path.parent)
    try:
        if _version(path) != VERSION:
            with file_lock(path):
                _prepare(path)
        writer = SqliteWriter(path, _device(path), threaded=threaded)
    except sqlite3.Error as error:
        raise told(error) from error
    except PermissionError as error:
        raise ReadOnlyWorkspace(
            N_("The workspace “{path}” is read-only: allow writing to it, or save a copy elsewhere."), path=path.name
        ) from error
    return Workspace(path, writer)


def check_path(path: Path, *, create: bool) -> None:
    """Refuse what can be seen to be wrong without writing anything."""
    try:
        _check_path(path, create=create)
    except (OSError, ValueError) as error:
        raise BadInput(
            N_("“{path}” cannot be opened: check its name, and that you may open it."), path=path.name[:120]
        ) from error


def _check_path(path: Path, *, create: bool) -> None:
    if len(os.fsencode(path.name)) > _LONGEST_NAME:
        raise OSError("name too long")  # before a folder is made for it
    if path.is_dir():
        raise BadInput(N_("“{path}” is a folder: name the workspace file in it."), path=path.name or str(path))
    if not path.exists():
        if not create:
            raise NotFound(N_("There is no workspace “{path}”: check the name, or create it first."), path=path.name)
        return
    if not path.is_file():  # a pipe would wait for ever, a device gives no end
        raise BadInput(N_("“{path}” is no workspace of Empty Chair: choose another file."), path=path.name)
    # Mode bits are looked at too: for an administrator every file is writable, also one that was locked on purpose.
    if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise ReadOnlyWorkspace(
            N_("The workspace “{path}” is read-only: allow writing to it, or save a copy elsewhere."), path=path.name
        )
    with path.open("rb") as handle:
        head = handle.read(len(_MAGIC))
    if head and head != _MAGIC:
        raise BadInput(N_("“{path}” is no workspace of Empty Chair: choose another file."), path=path.name)


def check_workspace(path: Path) -> int:
    """The schema version of a workspace that is there; raises BadInput or NewerWorkspace for any other file."""
    version = _version(path)
    if not version:
        raise BadInput(N_("“{path}” is no workspace of Empty Chair: choose another file."), path=path.name)
    return version


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(
            N_("The folder “{path}” cannot be made: choose another place for the workspace."), path=str(folder)
        ) from error


def _version(path: Path) -> int:
    """The schema version of the file; 0 if it is new. Raises BadInput or NewerWorkspace. Writes nothing."""
    if not path.exists() or path.stat().st_size == 0:
        return 0
    connection = open_reader(path)
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        ours = version != VERSION or _is_ours(connection)
    except sqlite3.DatabaseError as error:
        raise BadInput(
            N_("“{path}” is damaged or no workspace of Empty Chair: restore a backup, or choose another file."),
            path=path.name,
        ) from error
    finally:
        connection.close()
    if application != APPLICATION_ID and tables:
        raise BadInput(N_("“{path}” is no workspace of Empty Chair: choose another file."), path=path.name)
    if version > VERSION:
        raise NewerWorkspace(
            N_("“{path}” was written by a newer version of Empty Chair: update the program to open it."),
            path=path.name,
        )
    if not ours:
        raise BadInput(
            N_("“{path}” is damaged or was changed by another program: restore a backup, or choose another file."),
            path=path.name,
        )
    return version


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Whether the file holds our tables and views and nothing else: a foreign trigger would act with every decision, a
    foreign view would let uncleared words onto the wall."""
    found = connection.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT IN ('story_fts_data', 'story_fts_idx', "
        "'story_fts_docsize', 'story_fts_config', 'story_terms_data', 'story_terms_idx', 'story_terms_config')"
    )
    return frozenset(str(row[0]) for row in found) == known_objects()


def _prepare(path: Path) -> None:
    version = _version(path)  # another program may have been faster
    if version == VERSION:
        return
    if version:
        backup(path, path.with_name(f"{path.stem}.before-v{VERSION}.{datetime.now(UTC):%Y%m%dT%H%M%S}{path.suffix}"))
    import sqlite_utils  # 60 ms to import: only when there is something to make or to migrate

    connection = open_writer(path)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        db = sqlite_utils.Database(connection, execute_plugins=False)
        connection.execute("BEGIN IMMEDIATE")
        try:
            for step in STEPS[version:]:
                step(db)
            if not version:
                connection.execute("INSERT INTO setting (key, value) VALUES ('device', ?)", (os.urandom(8).hex(),))
            connection.execute(f"PRAGMA user_version={VERSION}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    finally:
        connection.close()


def _device(path: Path) -> str:
    connection = open_reader(path)
    try:
        found = connection.execute("SELECT value FROM setting WHERE key = 'device'").fetchone()
    finally:
        connection.close()
    return str(found[0]) if found else ""


def backup(path: Path, target: Path) -> None:
    """A verified copy of a workspace that may be in use: a plain file copy would miss the write-ahead log.

    Written beside the target first and renamed when `integrity_check` has passed.
    """
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    source = open_reader(path)
    copy = sqlite3.connect(part)
    try:
        source.backup(copy)
        if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise BadInput(N_("“{path}” is damaged: no backup was made of it."), path=path.name)
    finally:
        copy.close()
        source.close()
    part.replace(target)
