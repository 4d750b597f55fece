"""The better encoder of the extra `precise`: multilingual-e5-small beside the sentence encoder that always ships.

`build/dev.py models` makes its two files, always with the same bytes; `FILES` names them with their hashes, and other
bytes are not used. The vocabulary holds the pieces that German and English letters can spell: of such texts they are
cut exactly as with the whole one.

One vector of both models: the same weight for each, so that a cosine is the mean of theirs. What all texts have in
common for E5 (cosines of strangers lie at .8) is taken off first. By first stories right on six untuned libraries and
the three of the development set, one vector was as good as two cosines added, and it needs one store.

Each text runs alone: activations are quantised by what stands in the same batch, and a vector must not depend on its
neighbours. It is also faster than padding (122 stories a second against 79 with 16 at a time, one core). Tried without
gain:
weights of four bits as they come (cosine with the plain model .9999 instead of .997, 58 stories a second), eight bits
instead of seven.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from emptychair.matching import resources
from emptychair.matching.unigram import Unigram
from emptychair.matching.vectors import UseEncoder, hash_of, unit, whole

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL: Final = "e5-small-de-en.onnx"
WORDS: Final = "e5-small-de-en.words"
FILES: Final = {
    MODEL: "3128456b65fb57908574993db8782af21d8ee2c1a0d14ec8da8b3427e6d67001",
    WORDS: "986879f0e6cf7b470fd0234395b9e4962b16448f2934d2825d94c6c20f2afc1e",
}
"""SHA-256 of what `build/dev.py models` makes."""
CENTRE: Final = "e5_centre.txt"
"""The mean vector of the bundled agenda titles and demo stories, in thousandths."""
TOKENS: Final = 128
"""Of a text at most, begin and end included; the first 200 letters did as well as whole narratives of 3,000."""
LETTERS: Final = 1000


def found(folders: Sequence[Path]) -> Path | None:
    """The first folder that holds both files with the right bytes; None without them or without their runtime."""
    if find_spec("onnxruntime") is None:
        return None
    for folder in folders:
        try:
            if all(hash_of(folder / name) == digest for name, digest in FILES.items()):
                return folder
        except OSError:
            continue
    return None


class E5Encoder:
    """multilingual-e5-small with whole-number weights. Loads with the first text: half a second, 120 MB."""

    id: str = "e5-small-de-en-1"
    dimensions: int = 384

    def __init__(self, folder: Path) -> None:
        """`folder`: holds FILES."""
        self._folder = folder
        self._session: Any = None
        self._sha256 = ""

    @property
    def sha256(self) -> str:
        if not self._sha256:
            self._sha256 = hash_of(*(self._folder / name for name in FILES), resources.folder() / CENTRE)
        return self._sha256

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Directions from what all texts have in common; rows of unit length."""
        import numpy as np

        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        if self._session is None:
            self._load()
        rows: NDArray[np.float32] = unit(np.stack([self._mean(text) for text in texts])) - self._centre
        return unit(rows)

    def _load(self) -> None:
        import numpy as np
        import onnxruntime  # pyright: ignore[reportMissingTypeStubs]

        runtime: Any = onnxruntime
        runtime.disable_telemetry_events()
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        model = str(self._folder / MODEL)
        self._read((self._folder / WORDS).read_bytes())
        centre = " ".join(resources.lines(CENTRE)).split()
        self._centre = np.asarray([int(value) / 1000 for value in centre], dtype=np.float32)
        self._session = runtime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def _read(self, data: bytes) -> None:
        """The file of the words: a line of JSON with the sizes of what follows it."""
        import numpy as np

        end = data.index(b"\n") + 1
        parts: dict[str, bytes] = {}
        for name, size in json.loads(data[:end]).items():
            parts[name] = data[end : end + size]
            end += size
        pieces = parts["pieces"].decode("utf-8").split("\n")
        letters = {int(point): written for point, written in json.loads(parts["letters"]).items()}
        self._words = Unigram(pieces, np.frombuffer(parts["scores"], "<f4").tolist(), letters)
        block = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
        self._blocks = np.frombuffer(parts["rows"], block).reshape(len(pieces), self.dimensions // 32)
        self._places = np.frombuffer(parts["places"], "<f4").reshape(-1, self.dimensions)

    def _mean(self, text: str) -> NDArray[np.float32]:
        import numpy as np

        pieces = self._words(f"query: {whole(text)[:LETTERS]}")[: TOKENS - 2]
        blocks = self._blocks[[self._words.begin, *pieces, self._words.end]]
        # Four bits a weight, 32 to a block: the lower halves of the bytes are the first 16.
        values = np.concatenate([blocks["halves"] & 15, blocks["halves"] >> 4], axis=-1).astype(np.float32) - 8
        rows = (values * blocks["scale"].astype(np.float32)[..., None]).reshape(len(blocks), self.dimensions)
        rows += self._places[: len(rows)]
        return self._session.run(None, {"rows": rows[None]})[0][0].mean(axis=0)


class PreciseEncoder:
    """Both models in one vector."""

    def __init__(self, folder: Path) -> None:
        """`folder`: what `found` gave."""
        self._parts = (UseEncoder(), E5Encoder(folder))
        self.id = "+".join(part.id for part in self._parts)
        self.dimensions = sum(part.dimensions for part in self._parts)

    @property
    def sha256(self) -> str:
        import hashlib

        return hashlib.sha256("".join(part.sha256 for part in self._parts).encode()).hexdigest()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        return unit(np.hstack([part.encode(texts) for part in self._parts]))
