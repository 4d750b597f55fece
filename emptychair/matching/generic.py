"""Agenda titles that no customer story fits, and what they are good for: the measure of silence."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from emptychair.matching import resources
from emptychair.matching.query import LANGUAGES
from emptychair.matching.vectors import Encoder, unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class GenericTitles:
    """Agenda titles that no customer story fits, and their vectors: one encoder's, good for every library."""

    titles: Mapping[str, tuple[str, ...]]
    vectors: Mapping[str, NDArray[np.float32]] | None
    """By language, as encoded; None without an encoder."""

    @classmethod
    def bundled(cls, encoder: Encoder | None) -> GenericTitles:
        """The lists in the resources, some 340 a language; encoding them takes about 0.3 s."""
        titles = {language: resources.lines(f"generic_titles.{language}.txt") for language in LANGUAGES}
        vectors = None if encoder is None else {language: encoder.encode(titles[language]) for language in LANGUAGES}
        return cls(titles, vectors)

    def centre(self, language: str | None) -> NDArray[np.float32] | None:
        """What the titles of the language share; of both languages where it is None."""
        import numpy as np

        if self.vectors is None:
            return None
        return np.asarray([self.vectors[one].mean(axis=0) for one in known(language)]).sum(axis=0) / len(
            known(language)
        )

    def centred(self, language: str) -> NDArray[np.float32] | None:
        """The vectors less what they share, of unit length."""
        return None if self.vectors is None else unit(self.vectors[language] - self.vectors[language].mean(axis=0))


@dataclass(frozen=True, slots=True)
class Yardstick:
    """How relevant the best story of this library is to generic titles of a language, and how near those lie."""

    relevance: float
    spread: float
    nearness: float
    nearness_spread: float

    @classmethod
    def of(cls, relevances: Sequence[float], nearnesses: Sequence[float]) -> Yardstick:
        return cls(*_mean_and_spread(relevances), *_mean_and_spread(nearnesses))


def nearness(cosines: Iterable[NDArray[np.float32]]) -> float:
    """Of a title to the two nearest generic titles: one may be chance."""
    import numpy as np

    return float(np.sort(np.concatenate(list(cosines)))[-2:].mean())


def _mean_and_spread(values: Sequence[float]) -> tuple[float, float]:
    if not values:
        return 0.0, 1.0
    mean = sum(values) / len(values)
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))
    return mean, max(spread, 0.03)


def known(language: str | None) -> tuple[str, ...]:
    """The language itself, if there are titles of it; all there are, if not."""
    return (language,) if language in LANGUAGES else LANGUAGES
