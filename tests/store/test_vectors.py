"""Vectors beside the workspace: kept, shared by two processes, torn, damaged, of another model."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from emptychair.store.vectors import Model, VectorFile, signs, zero_all_but

if TYPE_CHECKING:
    from numpy.typing import NDArray

MODEL = Model("e", "ab" * 32, 8)


def vector(number: int, dimensions: int = 8) -> NDArray[np.float64]:
    """A vector of unit length that the number alone decides."""
    row = np.random.default_rng(number).normal(size=(1, dimensions))
    return row / np.linalg.norm(row)


def key(number: int) -> str:
    return f"{number + 1:032x}"


def fill(file: VectorFile, numbers: range) -> None:
    """The stories of these rows, in parts of seven."""
    for first in range(numbers.start, numbers.stop, 7):
        part = range(first, min(first + 7, numbers.stop))
        file.add(list(part), [key(n) for n in part], np.concatenate([vector(n) for n in part]))


def wrong(folder: Path, numbers: range, model: Model = MODEL) -> list[int]:
    """The stories whose vector is missing or another one's, or whose bits say another thing."""
    file = VectorFile(folder, model)
    places = {int(story): place for place, story in enumerate(file.stories)}
    bits = file.bits()
    head = file.path.with_suffix(".bits").read_bytes() if len(bits) else b""
    centre = np.frombuffer(head or bytes(1024), dtype=np.float32, offset=128, count=model.dimensions)

    def holds(number: int) -> bool:
        if number not in places:
            return False
        place = places[number]
        [found] = file.read([place])
        return bool(
            found @ vector(number, model.dimensions)[0] > 0.98
            and file.keys([place]) == [key(number)]
            and place < len(bits)
            and (bits[place] == signs(np.rint(vector(number, model.dimensions)[0] * 127) > centre * 127, 2)).all()
        )

    return [n for n in numbers if not holds(n)]


def test_what_was_added_is_there_again(tmp_path: Path) -> None:
    fill(VectorFile(tmp_path / "v", MODEL), range(1, 60))
    assert wrong(tmp_path / "v", range(1, 60)) == [] and VectorFile(tmp_path / "v", MODEL).count == 59
    assert VectorFile(tmp_path / "v", Model("another", "", 8)).count == 0
    assert wrong(tmp_path / "v", range(1, 62)) == [60, 61]


def test_a_reader_sees_what_another_adds(tmp_path: Path) -> None:
    reader, writer = VectorFile(tmp_path, MODEL), VectorFile(tmp_path, MODEL)
    assert not reader.refresh()
    fill(writer, range(1, 3000))
    assert reader.refresh() and reader.count == 2999 and not reader.refresh()
    assert reader.stories.tolist() == list(range(1, 3000))
    assert [start for start, _ in reader.blocks()] == [0] and sum(len(b) for _, b in reader.blocks(100)) == 2899


_ADD = """
import sys
from pathlib import Path
from tests.store.test_vectors import MODEL, VectorFile, key, vector
found = VectorFile(Path(sys.argv[1]), MODEL)
for n in range(int(sys.argv[2]), int(sys.argv[3])):
    found.add([n], [key(n)], vector(n))
"""


def test_two_processes_that_add_at_the_same_time(tmp_path: Path, root: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(root)!r})\n{_ADD}"
    parts = [(1, 200), (200, 400)]
    racers = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "v"), str(a), str(b)], stderr=subprocess.PIPE)
        for a, b in parts
    ]
    assert [(racer.communicate(timeout=60)[1], racer.returncode) for racer in racers] == [(b"", 0)] * 2
    assert wrong(tmp_path / "v", range(1, 400)) == []


@pytest.mark.parametrize("ending", ["vectors", "rows", "bits"])
@pytest.mark.parametrize("cut", [1, 10, 23])
def test_a_tail_torn_by_a_kill_costs_itself_only(tmp_path: Path, cut: int, ending: str) -> None:
    fill(VectorFile(tmp_path, MODEL), range(1, 9))
    path = tmp_path / f"e.{ending}"
    path.write_bytes(path.read_bytes()[:-cut])
    lost = -(-cut // {"vectors": 8, "rows": 32, "bits": 16}[ending])
    assert wrong(tmp_path, range(1, 9)) == list(range(9 - lost, 9))
    fill(VectorFile(tmp_path, MODEL), range(9 - lost, 12))
    assert wrong(tmp_path, range(1, 12)) == []


def test_bytes_that_are_not_what_was_written_are_no_vector(tmp_path: Path) -> None:
    """A power cut may leave a file long enough, and filled with anything."""
    fill(VectorFile(tmp_path, MODEL), range(1, 6))
    path = tmp_path / "e.vectors"
    path.write_bytes(path.read_bytes()[:-8] + b"\x05" * 8)
    file = VectorFile(tmp_path, MODEL)
    assert file.stories.tolist() == [1, 2, 3, 4, 0]


@pytest.mark.parametrize("content", [b"", b"EMCV", b"something else entirely, and long enough" * 9])
def test_a_file_that_is_none_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "e.vectors").write_bytes(content)
    found = VectorFile(tmp_path, MODEL)
    assert found.count == 0
    fill(found, range(1, 2))
    assert wrong(tmp_path, range(1, 2)) == []


@pytest.mark.parametrize("model", [Model("e", "cd" * 32, 8), Model("e", "ab" * 32, 130)])
def test_vectors_of_another_model_are_begun_anew(tmp_path: Path, model: Model) -> None:
    before = VectorFile(tmp_path, MODEL)
    fill(before, range(1, 9))
    after = VectorFile(tmp_path, model)
    assert after.count == 0, "the same name, other weights"
    after.add([1], [key(1)], vector(1, model.dimensions))
    assert VectorFile(tmp_path, model).count == 1 and len(VectorFile(tmp_path, model).bits()) == 1
    assert before.refresh() and before.count == 0


def test_erased_vectors_are_overwritten_where_they_lie(tmp_path: Path) -> None:
    fill(VectorFile(tmp_path, MODEL), range(1, 9))
    before = {path.suffix: path.stat().st_size for path in tmp_path.iterdir()}
    gone = np.rint(vector(3) * 127).astype(np.int8).tobytes()
    assert gone in (tmp_path / "e.vectors").read_bytes()
    assert zero_all_but(tmp_path / "e.vectors", {key(n) for n in range(1, 9) if n != 3}) == 1
    assert {path.suffix: path.stat().st_size for path in tmp_path.iterdir()} == before
    assert not any(
        gone in path.read_bytes() or bytes.fromhex(key(3)) in path.read_bytes() for path in tmp_path.iterdir()
    )
    assert wrong(tmp_path, range(1, 9)) == [3]
    assert zero_all_but(tmp_path / "e.vectors", {key(n) for n in range(1, 9)}) == 0, "once is enough"


def test_a_file_of_an_earlier_version_is_blanked(tmp_path: Path) -> None:
    (tmp_path / "e.vectors").write_bytes(b"EMCV\x01\x00\x08\x00" + bytes(8) + b"secret" * 100)
    zero_all_but(tmp_path / "e.vectors", set())
    assert b"secret" not in (tmp_path / "e.vectors").read_bytes()
