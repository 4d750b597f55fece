"""The measure of silence of a library, kept: how relevant its best stories are to titles that no story fits.

Some 340 titles a language are matched for it: a second in a small library, 20 at a million stories. So it is kept
beside the workspace, with the vectors of those titles, and taken again when the library has changed by more than a
tenth.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from emptychair.matching import coverage, library, query
from emptychair.matching.generic import GenericTitles, Yardstick
from emptychair.matching.library import Library
from emptychair.matching.query import LANGUAGES
from emptychair.matching.retrieve import Retriever
from emptychair.matching.vectors import Encoder

if TYPE_CHECKING:
    from emptychair.store.vectors import Model

_ALIKE: Final = 10
"""A library that differs by less than one story in so many is as silent as before."""
_SMALL: Final = 1_000
"""Stories up to which measuring takes a second: done with every change."""


@dataclass(frozen=True, slots=True)
class State:
    """Of a library when it was measured: its stories, those with a vector, and a mark that changes with each change."""

    size: int
    encoded: int
    mark: str

    def like(self, other: State) -> bool:
        """Whether the measure of one holds for the other."""
        if self == other:
            return True
        far = max(abs(self.size - other.size), abs(self.encoded - other.encoded))
        return max(self.size, other.size) > _SMALL and far * _ALIKE <= max(self.size, other.size)


class Measures:
    """The kept measure of one workspace for one model."""

    def __init__(self, folder: Path, model: Model, encoder: Encoder) -> None:
        self._path = folder / f"{model.file_name}.measure"
        self._titles_path = folder / f"{model.file_name}.titles"
        self._encoder = encoder
        self._generic: GenericTitles | None = None
        self._model = model
        self._read_at = -1
        self._kept: tuple[State, Mapping[str, Yardstick]] | None = None

    def kept(self) -> tuple[State, Mapping[str, Yardstick]] | None:
        """The latest measure, by whichever process, if it was taken with these words and weights."""
        try:
            changed = self._path.stat().st_mtime_ns
        except OSError:
            return self._kept
        if changed != self._read_at:
            self._read_at = changed
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                found = json.loads(self._path.read_text(encoding="utf-8"))
                if found["recipe"] == self._recipe():
                    yardsticks = {language: Yardstick(*found["yardsticks"][language]) for language in LANGUAGES}
                    self._kept = State(**found["state"]), yardsticks
        return self._kept

    def take(self, retriever: Retriever, state: State, every: int = 1) -> Mapping[str, Yardstick]:
        """Measure with one in `every` title, and keep it."""
        generic = self.generic()
        if every > 1:
            titles = {language: generic.titles[language][::every] for language in LANGUAGES}
            vectors = generic.vectors
            if vectors is not None:
                vectors = {language: vectors[language][::every] for language in LANGUAGES}
            generic = replace(generic, titles=titles, vectors=vectors)
        yardsticks = Library(retriever, self._encoder, generic).yardsticks
        self._kept = state, yardsticks
        self._keep()
        return yardsticks

    def generic(self) -> GenericTitles:
        """The bundled titles with their vectors, from the file where they were kept: encoding takes 0.3 s."""
        import numpy as np

        if self._generic is not None:
            return self._generic
        plain = GenericTitles.bundled(None)
        with contextlib.suppress(OSError, ValueError):
            data = self._titles_path.read_bytes()
            if data[:32] == self._recipe_of_titles(plain):
                rows = np.frombuffer(data, dtype=np.float32, offset=32).reshape(-1, self._model.dimensions)
                cut = len(plain.titles["de"])
                self._generic = replace(plain, vectors={"de": rows[:cut], "en": rows[cut:]})
                return self._generic
        self._generic = GenericTitles.bundled(self._encoder)
        vectors = self._generic.vectors
        if vectors is not None:
            rows = np.concatenate([vectors["de"], vectors["en"]]).astype(np.float32)
            _write(self._titles_path, self._recipe_of_titles(plain) + rows.tobytes())
        return self._generic

    def _keep(self) -> None:
        assert self._kept is not None
        state, yardsticks = self._kept
        plain = {
            "recipe": self._recipe(),
            "state": {"size": state.size, "encoded": state.encoded, "mark": state.mark},
            "yardsticks": {language: astuple(one) for language, one in yardsticks.items()},
        }
        _write(self._path, json.dumps(plain).encode())
        with contextlib.suppress(OSError):
            self._read_at = self._path.stat().st_mtime_ns

    def _recipe(self) -> str:
        """Whatever a measure depends on beside the library."""
        weights = sorted(
            (module.__name__, name, value)
            for module in (coverage, library, query)
            for name, value in vars(module).items()
            if name.isupper() and isinstance(value, int | float)
        )
        titles = self._recipe_of_titles(GenericTitles.bundled(None))
        return hashlib.sha256(repr(weights).encode() + titles).hexdigest()

    def _recipe_of_titles(self, plain: GenericTitles) -> bytes:
        told = repr((self._model, sorted(plain.titles.items())))
        return hashlib.sha256(told.encode()).digest()


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f"{path.name}-{os.getpid()}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
