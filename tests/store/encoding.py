"""An encoder small enough for tests of what is kept: a text's words, each thrown to a few of the dimensions."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class WordEncoder:
    """Texts that share words are near to each other."""

    def __init__(self, name: str = "words", sha256: str = "", dimensions: int = 192) -> None:
        self.id = name
        self.sha256 = sha256
        self.dimensions = dimensions
        self.encoded = 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.casefold()) or [""]:
                digest = hashlib.sha256(word.encode("utf-8", "replace")).digest()
                for at in range(0, 16, 2):
                    row[int.from_bytes(digest[at : at + 2], "little") % self.dimensions] += 1 - 2 * (
                        digest[16 + at] & 1
                    )
        self.encoded += len(texts)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
