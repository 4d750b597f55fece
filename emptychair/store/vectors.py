"""Sentence vectors on disk: one file of records for one encoder, each a key and a row of int8.

Appended to under a lock, because the windows' matching process and a command may both meet new stories: in two files
side by side their rows and keys would interleave differently, and every vector after that would be another story's. A
record torn by a kill is cut off by whoever writes next. Vectors are of unit length, so int8 with a scale of 127 keeps
every cosine to about 0.005.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from emptychair.store.connection import file_lock

if TYPE_CHECKING:
    from numpy.typing import NDArray

_KEY = 16  # bytes of a key; 32 hex digits as the caller gives it
_HEAD = struct.Struct("<4sHHQ")  # mark, version, dimensions, nothing
_MARK, _VERSION = b"EMCV", 1


class VectorFile:
    """The vectors of one encoder, found by key. `folder` is made with the first vector."""

    def __init__(self, folder: Path, encoder: str) -> None:
        name = "".join(sign if sign.isalnum() else "-" for sign in encoder)
        self._path = folder / f"{name}.vectors"
        self._places: dict[str, int] = {}
        self._rows: NDArray[Any] | None = None
        self._load()

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def __len__(self) -> int:
        return len(self._places)

    def add(self, keys: Sequence[str], vectors: NDArray[Any]) -> None:
        """Append vectors (shape n × d, unit length) under their keys (32 hex digits each)."""
        import numpy as np

        packed = np.clip(np.rint(vectors * 127), -127, 127).astype(np.int8)
        first = 0 if self._rows is None else len(self._rows)
        self._rows = packed if self._rows is None else np.concatenate([self._rows, packed])
        self._places.update((key, first + n) for n, key in enumerate(keys))
        records = b"".join(bytes.fromhex(key) + row.tobytes() for key, row in zip(keys, packed, strict=True))
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with file_lock(self._path):
                self._append(records, packed.shape[1])
        except OSError:
            pass  # a folder that cannot be written: the vectors live as long as this process

    def take(self, keys: Sequence[str]) -> NDArray[Any]:
        """The vectors of these keys as float32 of unit length, shape len(keys) × d. Raises KeyError."""
        import numpy as np

        assert self._rows is not None
        rows = self._rows[[self._places[key] for key in keys]].astype(np.float32)
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(norms == 0, 1, norms)

    def _append(self, records: bytes, dimensions: int) -> None:
        with self._path.open("a+b") as handle:
            handle.seek(0)
            if _dimensions(handle.read(_HEAD.size)) != dimensions:
                handle.truncate(0)
                handle.write(_HEAD.pack(_MARK, _VERSION, dimensions, 0))
            else:
                torn = (handle.seek(0, 2) - _HEAD.size) % (_KEY + dimensions)
                handle.truncate(handle.tell() - torn)
            handle.write(records)

    def _load(self) -> None:
        import numpy as np

        try:
            data = self._path.read_bytes()
        except OSError:
            return
        dimensions = _dimensions(data[: _HEAD.size])
        count = (len(data) - _HEAD.size) // (_KEY + dimensions) if dimensions else 0
        if count <= 0:
            return
        shape = np.dtype([("key", f"V{_KEY}"), ("row", np.int8, (dimensions,))])
        records = np.frombuffer(data, dtype=shape, count=count, offset=_HEAD.size)
        self._rows = np.ascontiguousarray(records["row"])
        self._places = {key.tobytes().hex(): n for n, key in enumerate(records["key"])}


def zero_all_but(path: Path, keys: set[str]) -> int:
    """Overwrite the records of all other keys where they lie; how many. Call it under the file's lock."""
    count = 0
    with path.open("r+b") as handle:
        dimensions = _dimensions(handle.read(_HEAD.size))
        if not dimensions:
            return 0
        nothing = bytes(_KEY + dimensions)
        place = _HEAD.size
        while len(record := handle.read(len(nothing))) > _KEY:
            if record[:_KEY].hex() not in keys and record.strip(b"\0"):
                handle.seek(place)
                handle.write(nothing[: len(record)])
                count += 1
            place += len(nothing)
            handle.seek(place)
        handle.flush()
        os.fsync(handle.fileno())
    return count


def _dimensions(head: bytes) -> int:
    """The length of a vector as the head of a file tells it; 0 if it is no such file."""
    if len(head) < _HEAD.size:
        return 0
    mark, version, dimensions, _ = _HEAD.unpack(head)
    return dimensions if (mark, version) == (_MARK, _VERSION) else 0
