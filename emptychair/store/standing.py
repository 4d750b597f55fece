"""What may be shown of a library, a byte a story: asked a million times a title, so kept, not read.

Follows the workspace by its list of rows written lately (`story_change`); only who was away for too long, or finds
another file in its place, reads all stories. Kept in a file beside the workspace for the next start.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import struct
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_HEAD = struct.Struct("<4sHHqq")  # mark, version, nothing, the latest change and its mark
_MARK, _VERSION = b"EMCS", 1
_MANY: Final = 500
_FLAGS: Final = """(deleted_at IS NULL AND clearance <> 'never') + 4 * (sensitive <> 0)
    + 2 * (clearance = 'cleared' AND cleared_hash = words_hash AND consent <> 'denied' AND deleted_at IS NULL)"""


class Standing:
    """The flags of all stories by row. `version` grows with each change."""

    MATCHED: Final = 1
    """Neither deleted nor never to be shown: the library, as own search knows it."""
    WALL: Final = 2
    """Cleared in these very words."""
    SENSITIVE: Final = 4
    TWIN: Final = 8
    """Says nearly what an earlier one says that may be shown."""

    PROPOSED: Final = 16
    """To ask for (see `mask`): what may be proposed."""
    CALM: Final = 17
    """To ask for: what is not sensitive."""

    def __init__(self, connection: sqlite3.Connection, file: Path, *, keep: bool = True) -> None:
        """`file` keeps it for the next start: after large changes, if `keep`, and when `save` is called."""
        import numpy as np

        self._connection = connection
        self._file = file
        self._keep = keep
        self._seen = -1
        self._seq: int = 0
        self._mark: int = 0
        self.flags: NDArray[np.uint8] = np.zeros(1, dtype=np.uint8)
        self.version = 0
        self.size = 0
        self._masks: dict[int, NDArray[np.bool_]] = {}
        self._load()

    def catch_up(self) -> Sequence[int] | None:
        """Follow what was written since: rows of the stories written, None if it was all of them.

        Costs nothing where nothing was written by anybody.
        """
        seen = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        if seen == self._seen:
            return ()
        self._seen = seen
        latest = self._connection.execute("SELECT seq, mark FROM story_change ORDER BY seq DESC LIMIT 1").fetchone()
        if latest is None or latest == (self._seq, self._mark):
            changed: list[int] | None = [] if self.version else None
        elif self._goes_on():
            sql = "SELECT DISTINCT row FROM story_change WHERE seq > ?"
            changed = [row for (row,) in self._connection.execute(sql, (self._seq,))]
        else:
            changed = None
        if changed is None or len(changed) > len(self.flags):
            self._read_all()
            changed = None
        elif changed:
            self._read(changed)
        if latest is not None:
            self._seq, self._mark = int(latest[0]), int(latest[1])
        if changed is None or changed:
            self._changed()
        if self._keep and (changed is None or len(changed) > _MANY):
            self.save()
        return changed

    @property
    def mark(self) -> str:
        """Another one after each change that was followed."""
        return f"{self._seq} {self._mark}"

    def mask(self, allowed: int, size: int = 0) -> NDArray[np.bool_]:
        """By row, `size` of them at least: MATCHED, PROPOSED or CALM."""
        import numpy as np

        found = self._masks.get(allowed)
        if found is None:
            needed, none_of = {
                self.MATCHED: (self.MATCHED, 0),
                self.PROPOSED: (self.MATCHED | self.WALL, self.TWIN),
                self.CALM: (self.MATCHED, self.SENSITIVE),
            }[allowed]
            found = ((self.flags & needed) == needed) & ((self.flags & none_of) == 0)
            self._masks[allowed] = found
        if len(found) < size:
            found = self._masks[allowed] = np.concatenate([found, np.zeros(size - len(found), dtype=bool)])
        return found

    # ------------------------------------------------------------------ reading
    def _goes_on(self) -> bool:
        sql = "SELECT 1 FROM story_change WHERE seq = ? AND mark = ?"
        return self._connection.execute(sql, (self._seq, self._mark)).fetchone() is not None

    def _read_all(self) -> None:
        import numpy as np

        last = int(self._connection.execute("SELECT coalesce(max(row), 0) FROM story").fetchone()[0])
        self.flags = np.zeros(last + 1, dtype=np.uint8)
        cursor = self._connection.execute(f"SELECT row, {_FLAGS} FROM story")
        while part := cursor.fetchmany(10_000):
            found = np.asarray(part, dtype=np.int64)
            self.flags[found[:, 0]] = found[:, 1]
        twins = "SELECT twin_of, row FROM story WHERE twin_of <> ''"
        firsts = "SELECT id, row FROM story WHERE id IN (SELECT twin_of FROM story WHERE twin_of <> '')"
        self._mark_twins(self._connection.execute(f"{twins} UNION ALL {firsts}"))

    def _read(self, rows: Sequence[int]) -> None:
        import numpy as np

        top = max(rows)
        if top >= len(self.flags):
            room = np.zeros(top + 1, dtype=np.uint8)
            room[: len(self.flags)] = self.flags
            self.flags = room
        self.flags[np.asarray(rows)] = 0
        groups: set[str] = set()
        for part in _parts(rows):
            sql = f"SELECT row, {_FLAGS}, twin_of, id FROM story WHERE row IN ({_marks(part)})"
            for row, flags, twin_of, story_id in self._connection.execute(sql, part):
                self.flags[row] = flags
                groups.add(twin_of or story_id)
        for part in _parts(sorted(groups)):
            own = f"SELECT id, row FROM story WHERE id IN ({_marks(part)})"
            others = f"SELECT twin_of, row FROM story WHERE twin_of <> '' AND twin_of IN ({_marks(part)})"
            self._mark_twins(self._connection.execute(f"{own} UNION ALL {others}", (*part, *part)))

    def _mark_twins(self, members: Iterable[tuple[str, int]]) -> None:
        """Of stories that say nearly the same the first is proposed that may be shown."""
        groups: defaultdict[str, list[int]] = defaultdict(list)
        for group, row in members:
            groups[group].append(row)
        needed = self.MATCHED | self.WALL
        for rows in groups.values():
            headed = False
            for row in sorted(rows):
                flags = int(self.flags[row]) & ~self.TWIN
                may = flags & needed == needed
                self.flags[row] = flags | self.TWIN if may and headed else flags
                headed = headed or may

    def _changed(self) -> None:
        import numpy as np

        self.version += 1
        self._masks.clear()
        self.size = int(np.count_nonzero(self.flags & self.MATCHED))

    # ------------------------------------------------------------------ keeping
    def save(self) -> None:
        """For the next start; quietly nothing where that cannot be written."""
        part = self._file.with_name(f"{self._file.name}-{os.getpid()}")
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(_HEAD.pack(_MARK, _VERSION, 0, self._seq, self._mark) + self.flags.tobytes())
            part.replace(self._file)

    def _load(self) -> None:
        import numpy as np

        with contextlib.suppress(OSError):
            data = self._file.read_bytes()
            if len(data) > _HEAD.size:
                mark, version, _, seq, of = _HEAD.unpack(data[: _HEAD.size])
                if (mark, version) == (_MARK, _VERSION):
                    self._seq, self._mark = int(seq), int(of)
                    self.flags = np.frombuffer(data, dtype=np.uint8, offset=_HEAD.size).copy()
                    if self._goes_on():
                        self._changed()
                    else:
                        self._seq = self._mark = 0


def _marks(values: Sequence[Any]) -> str:
    return ",".join("?" * len(values))


def _parts(values: Sequence[Any]) -> list[list[Any]]:
    return [list(values[at : at + _MANY]) for at in range(0, len(values), _MANY)]
