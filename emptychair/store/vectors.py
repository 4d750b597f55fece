"""Sentence vectors on disk: appended to, never rewritten, and read where they lie.

Three files a model, beside the workspace, each with the same head: `.vectors` (a row of int8 a vector), `.rows` (whose
it is: key of the encoded words, row of the story, checksum) and `.bits` (signs of the vector less a centre, for a scan
of all). A vector counts once its record in `.rows` is whole, so whoever is killed in between leaves a tail that the
next one cuts; a checksum tells a tail that a power cut filled with anything. A story that is encoded again gets a new
place: the last one counts. Vectors are of unit length, so int8 with a scale of 127 keeps every cosine to about 0.005.

Appended to under a lock, because two processes may meet new stories at the same time.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from emptychair.store.connection import file_lock

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_HEAD = struct.Struct("<4sHHI32s64s20x")  # mark, version, dimensions, count at the centre, model
_MARK, _VERSION = b"EMCV", 2
_RECORD: Final = [("key", "V16"), ("story", "<i8"), ("check", "<u4"), ("nothing", "<u4")]
_WHOSE: Final = 32  # bytes of such a record
_TAIL: Final = 4096  # vectors whose checksum is compared when they are met: more than are written in half a minute
BLOCK: Final = 8192
"""Vectors that are read at a time where all are."""


@dataclass(frozen=True, slots=True)
class Model:
    """What the vectors come from; another one's must not be mixed with them."""

    id: str
    sha256: str
    dimensions: int

    @property
    def file_name(self) -> str:
        """Of its files, without an ending."""
        return "".join(sign if sign.isalnum() else "-" for sign in self.id)

    @property
    def words(self) -> int:
        """Of 64 bits, that the signs of a vector take: an even number, which the scan is written for."""
        return -(-self.dimensions // 128) * 2

    def head(self, count: int = 0) -> bytes:
        digest = bytes.fromhex(self.sha256) if self.sha256 else b""
        return _HEAD.pack(_MARK, _VERSION, self.dimensions, count, digest, self.id.encode()[:64])

    def reads(self, head: bytes) -> bool:
        """Whether a file with this head is this model's."""
        return head[:8] == self.head()[:8] and head[12:] == self.head()[12:]


class VectorFile:
    """The vectors of one model by place, which is the order in which they came. `folder` is made with the first."""

    def __init__(self, folder: Path, model: Model) -> None:
        self.model = model
        self.path = folder / f"{model.file_name}.vectors"
        self._rows_path = self.path.with_suffix(".rows")
        self._bits_path = self.path.with_suffix(".bits")
        self._stories: NDArray[np.int64] | None = None  # longer than count
        self._bits: NDArray[np.uint64] | None = None
        self._bits_of: tuple[int, int] = (0, 0)
        self.count = 0
        self.refresh()

    # ------------------------------------------------------------------ reading
    def refresh(self) -> bool:
        """Take in what was added since, by whomever; whether there was something. A file begun anew is read anew."""
        count = self.on_disk()
        if count == self.count:
            return False
        import numpy as np

        if count < self.count:
            self._let_go()
        first = self.count
        fresh = np.fromfile(
            self._rows_path, dtype=np.dtype(_RECORD), count=count - first, offset=_HEAD.size + first * _WHOSE
        )
        if self._stories is None or len(self._stories) < count:
            stories = np.zeros(max(1024, count + count // 4), dtype=np.int64)
            if self._stories is not None:
                stories[:first] = self._stories[:first]
            self._stories = stories
        self.count = first + len(fresh)
        self._stories[first : self.count] = fresh["story"]
        self._check(fresh["check"][-_TAIL:])
        return True

    def _check(self, checks: NDArray[np.uint32]) -> None:
        """Only what was written last can be other than it was written: a power cut leaves older files alone."""
        assert self._stories is not None
        first = self.count - len(checks)
        for start, block in self.blocks(first):
            for place, row in enumerate(block, start):
                if zlib.crc32(row.tobytes()) != checks[place - first]:
                    self._stories[place] = 0

    @property
    def stories(self) -> NDArray[np.int64]:
        """The row of the story of each place; 0 where a vector was erased, or is not what was written."""
        import numpy as np

        return np.zeros(0, dtype=np.int64) if self._stories is None else self._stories[: self.count]

    def keys(self, places: Sequence[int]) -> list[str]:
        """The keys of these places: what was encoded, hashed by whoever added them."""
        found: list[str] = []
        with self._rows_path.open("rb") as handle:
            for place in places:
                handle.seek(_HEAD.size + place * _WHOSE)
                found.append(handle.read(16).hex())
        return found

    def read(self, places: Sequence[int]) -> NDArray[np.float32]:
        """The vectors of these places, unit length, shape len(places) × d; zeros where one was erased.

        Read, not mapped: in a process that lives long, pages that were touched once would add up to the whole file.
        """
        import numpy as np

        size = self.model.dimensions
        data = bytearray(len(places) * size)
        with self.path.open("rb", buffering=0) if places else nullcontext() as handle:
            for number, place in enumerate(places):
                row = _at(handle, _HEAD.size + place * size, size)
                if len(row) == size:
                    data[number * size : (number + 1) * size] = row
        return unit_rows(np.frombuffer(data, dtype=np.int8).reshape(len(places), size))

    def blocks(self, first: int = 0, stop: int | None = None) -> Iterator[tuple[int, NDArray[np.int8]]]:
        """All vectors from place `first` on as they lie, BLOCK of them at a time, each block with its first place."""
        import numpy as np

        size = self.model.dimensions
        for start in range(first, self.count if stop is None else stop, BLOCK):
            count = min(BLOCK, (self.count if stop is None else stop) - start)
            found = np.fromfile(self.path, dtype=np.int8, count=count * size, offset=_HEAD.size + start * size)
            yield start, found[: len(found) // size * size].reshape(-1, size)

    def bits(self) -> NDArray[np.uint64]:
        """The signs of the vectors, mapped, shape n × words; n may lie behind `count`."""
        import numpy as np

        words = self.model.words
        offset = self._bits_offset
        try:
            state = self._bits_path.stat()
        except OSError:
            return np.zeros((0, words), dtype=np.uint64)
        count = min(self.count, max(0, state.st_size - offset) // (8 * words))
        if self._bits is None or self._bits_of != (count, state.st_ino):
            self._bits_of = (count, state.st_ino)
            self._bits = np.zeros((0, words), dtype=np.uint64)
            if count and self._ours(self._bits_path):
                self._bits = np.memmap(self._bits_path, np.uint64, "r", offset, (count, words))
        return self._bits

    def close(self) -> None:
        """Let go of the files."""
        self._let_go()

    # ------------------------------------------------------------------ adding
    def add(self, stories: Sequence[int], keys: Sequence[str], vectors: NDArray[Any]) -> None:
        """Append vectors (shape n × d, unit length) of these stories' rows, with keys of 32 hex digits.

        Raises OSError where the folder cannot be written.
        """
        import numpy as np

        assert vectors.shape == (len(stories), self.model.dimensions), vectors.shape
        packed = np.clip(np.rint(vectors * 127), -127, 127).astype(np.int8)
        records = np.zeros(len(stories), dtype=np.dtype(_RECORD))
        records["key"] = np.frombuffer(bytes.fromhex("".join(keys)), dtype="V16")
        records["story"] = stories
        records["check"] = [zlib.crc32(row.tobytes()) for row in packed]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with file_lock(self.path):
            count = self._cut()
            for path, offset, data in (
                (self.path, count * self.model.dimensions, packed.tobytes()),
                (self._rows_path, count * _WHOSE, records.tobytes()),  # the mark that the vectors are whole
            ):
                with path.open("r+b") as handle:
                    handle.seek(_HEAD.size + offset)
                    handle.write(data)
            self.refresh()
            self._add_bits()
        self.refresh()

    def _cut(self) -> int:
        """Make the files, or cut what a kill has torn off them; how many vectors are whole."""
        if not all(self._ours(path) for path in (self.path, self._rows_path)):
            self._let_go()
            for path in (self._rows_path, self.path):
                path.write_bytes(self.model.head())
            self._bits_path.unlink(missing_ok=True)
            self.path.with_suffix(".centre").unlink(missing_ok=True)
        count = self.on_disk()
        for path, size in ((self.path, self.model.dimensions), (self._rows_path, _WHOSE)):
            if path.stat().st_size != _HEAD.size + count * size:
                os.truncate(path, _HEAD.size + count * size)
        return count

    def _add_bits(self) -> None:
        import numpy as np

        words, offset = self.model.words, self._bits_offset
        had = 0
        if self._ours(self._bits_path):
            with self._bits_path.open("rb") as handle:
                head = handle.read(_HEAD.size)
            had = (self._bits_path.stat().st_size - offset) // (8 * words)
            # Signs are told from a centre, and that moves while a library grows: at each doubling they are told anew.
            if had > self.count or self.count >= 2 * _HEAD.unpack(head)[3]:
                had = 0
        if had <= 0:
            self._write_bits_anew()
            return
        with self._bits_path.open("r+b") as handle:
            handle.seek(_HEAD.size)
            centre = np.frombuffer(handle.read(4 * self.model.dimensions), dtype=np.float32)
            handle.seek(offset + had * 8 * words)
            for _, block in self.blocks(had):
                handle.write(signs(block > centre * 127, words).tobytes())
            handle.truncate()

    def _write_bits_anew(self) -> None:
        import numpy as np

        total = np.zeros(self.model.dimensions, dtype=np.float64)
        for _, block in self.blocks():
            total += block.sum(axis=0, dtype=np.int64)
        centre = (total / max(1, self.count) / 127).astype(np.float32)
        part = self._bits_path.with_suffix(".bits-part")
        with part.open("wb") as handle:
            handle.write(self.model.head(self.count))
            handle.write(centre.tobytes())
            for _, block in self.blocks():
                handle.write(signs(block > centre * 127, self.model.words).tobytes())
        try:
            part.replace(self._bits_path)
        except PermissionError:  # Windows, while another process has it mapped: the next doubling, or start, does it
            part.unlink(missing_ok=True)

    # ------------------------------------------------------------------ the files
    @property
    def _bits_offset(self) -> int:
        return _HEAD.size + 4 * self.model.dimensions

    def _ours(self, path: Path) -> bool:
        try:
            with path.open("rb") as handle:
                return self.model.reads(handle.read(_HEAD.size))
        except OSError:
            return False

    def on_disk(self) -> int:
        """How many vectors lie there now; `count` of them are known here."""
        if not (self._ours(self.path) and self._ours(self._rows_path)):
            return 0
        vectors = (self.path.stat().st_size - _HEAD.size) // self.model.dimensions
        return min(vectors, (self._rows_path.stat().st_size - _HEAD.size) // _WHOSE)

    def _let_go(self) -> None:
        self._stories = self._bits = None
        self.count = 0


def _at(handle: Any, offset: int, size: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(handle.fileno(), size, offset)
    handle.seek(offset)
    return handle.read(size) or b""


def unit_rows(rows: NDArray[Any]) -> NDArray[np.float32]:
    """Rows as float32 of unit length; a row of zeros stays one."""
    import numpy as np

    floats = rows.astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", floats, floats))
    floats /= np.where(lengths == 0, np.float32(1), lengths)[:, None]
    return floats


def signs(positive: NDArray[np.bool_], words: int) -> NDArray[np.uint64]:
    """Shape n × d of truth to n × words of 64 bits, the rest of the last word 0."""
    import numpy as np

    packed = np.packbits(positive, axis=-1, bitorder="little")
    missing = words * 8 - packed.shape[-1]
    if missing:
        packed = np.concatenate([packed, np.zeros((*packed.shape[:-1], missing), dtype=np.uint8)], axis=-1)
    return np.ascontiguousarray(packed).view(np.uint64)


def zero_all_but(path: Path, keys: set[str]) -> int:
    """Overwrite the vectors of all other keys where they lie; how many. Call it under the file's lock."""
    rows, bits = path.with_suffix(".rows"), path.with_suffix(".bits")
    path.with_suffix(".centre").unlink(missing_ok=True)  # the erased ones have a part in it
    with ExitStack() as stack:
        vectors = stack.enter_context(path.open("r+b"))
        head = vectors.read(_HEAD.size)
        if not rows.exists() or len(head) < _HEAD.size or _HEAD.unpack(head)[:2] != (_MARK, _VERSION):
            return _blank(vectors)  # of an earlier version, or damaged: nobody reads it any more
        dimensions = int(_HEAD.unpack(head)[2])
        words = Model("", "", dimensions).words * 8
        whose = stack.enter_context(rows.open("r+b"))
        codes = stack.enter_context(bits.open("r+b")) if bits.exists() else None
        whose.seek(_HEAD.size)
        records = whose.read()
        gone = [
            place
            for place in range(len(records) // _WHOSE)
            if (key := records[place * _WHOSE : place * _WHOSE + 16]).hex() not in keys and key.strip(b"\0")
        ]
        files = [(vectors, dimensions, _HEAD.size), (whose, _WHOSE, _HEAD.size)]
        if codes is not None:
            files.append((codes, words, _HEAD.size + 4 * dimensions))
        for handle, size, offset in files:
            end = handle.seek(0, os.SEEK_END)
            for place in gone:
                if offset + (place + 1) * size <= end:
                    handle.seek(offset + place * size)
                    handle.write(bytes(size))
            handle.flush()
            os.fsync(handle.fileno())
    return len(gone)


def _blank(handle: Any) -> int:
    length = handle.seek(0, os.SEEK_END)
    handle.seek(0)
    for start in range(0, length, 1 << 20):
        handle.write(bytes(min(1 << 20, length - start)))
    handle.flush()
    os.fsync(handle.fileno())
    return 0
