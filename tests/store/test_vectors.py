"""Vectors beside the workspace: kept, shared by two processes, torn, of another shape."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from emptychair.store.vectors import VectorFile

if TYPE_CHECKING:
    from numpy.typing import NDArray


def vector(number: int, dimensions: int = 8) -> NDArray[np.float64]:
    """A vector of unit length that the number alone decides."""
    row = np.random.default_rng(number).normal(size=(1, dimensions))
    return row / np.linalg.norm(row)


def key(number: int) -> str:
    return f"{number:032x}"


def wrong(folder: Path, numbers: range) -> list[int]:
    """The numbers whose vector is missing or another one's."""
    found = VectorFile(folder, "e")
    return [n for n in numbers if key(n) not in found or (found.take([key(n)]) @ vector(n).T).item() < 0.98]


def test_what_was_added_is_there_again(tmp_path: Path) -> None:
    first = VectorFile(tmp_path / "v", "e")
    first.add([key(n) for n in range(5)], np.concatenate([vector(n) for n in range(5)]))
    first.add([key(5)], vector(5))
    assert wrong(tmp_path / "v", range(6)) == [] and len(VectorFile(tmp_path / "v", "e")) == 6
    assert key(0) not in VectorFile(tmp_path / "v", "another encoder")


_ADD = """
import sys
from pathlib import Path
from tests.store.test_vectors import VectorFile, key, vector
found = VectorFile(Path(sys.argv[1]), "e")
for n in range(int(sys.argv[2]), int(sys.argv[3])):
    found.add([key(n)], vector(n))
"""


def test_two_processes_that_add_at_the_same_time(tmp_path: Path, root: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(root)!r})\n{_ADD}"
    parts = [(0, 300), (300, 600)]
    racers = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "v"), str(a), str(b)], stderr=subprocess.PIPE)
        for a, b in parts
    ]
    assert [(racer.communicate(timeout=60)[1], racer.returncode) for racer in racers] == [(b"", 0)] * 2
    assert wrong(tmp_path / "v", range(600)) == []


@pytest.mark.parametrize("cut", [1, 10, 23])
def test_a_record_torn_by_a_kill_costs_itself_only(tmp_path: Path, cut: int) -> None:
    VectorFile(tmp_path, "e").add([key(n) for n in range(3)], np.concatenate([vector(n) for n in range(3)]))
    path = tmp_path / "e.vectors"
    path.write_bytes(path.read_bytes()[:-cut])
    assert wrong(tmp_path, range(3)) == [2]
    VectorFile(tmp_path, "e").add([key(2), key(3)], np.concatenate([vector(2), vector(3)]))
    assert wrong(tmp_path, range(4)) == []


@pytest.mark.parametrize("content", [b"", b"EMCV", b"something else entirely, and long enough"])
def test_a_file_that_is_none_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "e.vectors").write_bytes(content)
    found = VectorFile(tmp_path, "e")
    assert len(found) == 0
    found.add([key(1)], vector(1))
    assert wrong(tmp_path, range(1, 2)) == []


def test_vectors_of_another_length_replace_the_file(tmp_path: Path) -> None:
    VectorFile(tmp_path, "e").add([key(1)], vector(1, 4))
    fresh = VectorFile(tmp_path / "other", "e")
    fresh.add([key(2)], vector(2))
    VectorFile(tmp_path, "e")._append(b"\x00" * 24, 8)  # type: ignore[attr-defined]
    assert len(VectorFile(tmp_path, "e")) == 1 and key(1) not in VectorFile(tmp_path, "e")
