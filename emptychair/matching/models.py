"""Which encoder the program uses: the best whose files are there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from emptychair.matching import resources
from emptychair.matching.precise import PreciseEncoder, found
from emptychair.matching.vectors import Encoder, UseEncoder


def best_encoder(folders: Sequence[Path] = ()) -> Encoder:
    """The precise model where it is built and its runtime installed, otherwise the one that always ships.

    `folders`: where a built model may lie, besides `resources/models`: `models` in the user's data folder. Raises
    nothing. Store vectors under `id` and `sha256`; after a change of either they are to be encoded anew.
    """
    folder = found([resources.folder().parent / "models", *folders])
    return UseEncoder() if folder is None else PreciseEncoder(folder)
