"""Sentence vectors on disk: a file of int8 rows with a file of keys, for one encoder.

Appended to, never rewritten; torn by a kill while writing, it is made again. Vectors are of unit length, so int8 with a
scale of 127 keeps every cosine to about 0.005.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

_KEY = 32  # hex digits of a key


class VectorFile:
    """The vectors of one encoder, found by key. `folder` is made with the first vector."""

    def __init__(self, folder: Path, encoder: str) -> None:
        name = "".join(sign if sign.isalnum() else "-" for sign in encoder)
        self._keys_path = folder / f"{name}.keys"
        self._rows_path = folder / f"{name}.int8"
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
        try:
            self._keys_path.parent.mkdir(parents=True, exist_ok=True)
            # Rows before keys: a key whose row is missing would be a lie, a row without a key is only waste.
            with self._rows_path.open("ab") as handle:
                handle.write(packed.tobytes())
            with self._keys_path.open("a", encoding="ascii") as handle:
                handle.write("".join(key + "\n" for key in keys))
        except OSError:
            pass  # a folder that cannot be written: the vectors live as long as this process

    def take(self, keys: Sequence[str]) -> NDArray[Any]:
        """The vectors of these keys as float32 of unit length, shape len(keys) × d. Raises KeyError."""
        import numpy as np

        assert self._rows is not None
        rows = self._rows[[self._places[key] for key in keys]].astype(np.float32)
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(norms == 0, 1, norms)

    def _load(self) -> None:
        import numpy as np

        try:
            keys = self._keys_path.read_text(encoding="ascii").split("\n")
            data = self._rows_path.read_bytes()
        except (OSError, UnicodeDecodeError):
            return
        keys = [key for key in keys if len(key) == _KEY]
        if not keys or len(data) < len(keys) or len(data) % len(keys):
            self._forget()
            return
        self._rows = np.frombuffer(data, dtype=np.int8).reshape(len(keys), -1)
        self._places = {key: n for n, key in enumerate(keys)}

    def _forget(self) -> None:
        # Torn by a kill between the two writes: encoding again is cheap, a wrong vector is not.
        self._keys_path.unlink(missing_ok=True)
        self._rows_path.unlink(missing_ok=True)
