"""A library made ready for matching: candidates with their relevance, and the yardstick for silence.

relevance = LEXICAL x coverage + cosine. Coverage is the share of the title's words, weighted by how rare they are in
this library, that the story answers. Cosines are between story vectors centred on the library and title vectors centred
on the bundled agenda titles of their language: what all titles of a language share says nothing about any of them.
Centring titles on the stories instead, as one would at first, costs 12 points of first stories right by vectors alone
and 4 beside the words.

Silence: a fixed threshold does not carry over between libraries, so the best relevance is measured in standard
deviations over that of agenda titles that no customer story fits (`z`), less how near the title is to such titles. In a
library that is large enough, the mean of the best ten is measured in place of the best: a topic of customers has more
than one story, a chance likeness has one. At 5 % of foreign titles shown, .66 of the answerable titles of the
development set are shown instead of .55, and .58 instead of .55 of five collections that nothing was tuned on.

Tried without gain that holds on all of these: another LEXICAL weight, feedback from 10 or 40 stories or weighted by
relevance, the title's translated or bare words as a second vector, the lead over the tenth story or the likeness of the
first ten among themselves in `z`. Alternates chosen for being unlike the first put 3 more of 427 titles right among
three by default and 4 with the precise model, and cost the order of relevance.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from emptychair.matching.coverage import Coverage
from emptychair.matching.documents import Document
from emptychair.matching.generic import GenericTitles, Yardstick, known, nearness
from emptychair.matching.glossary import Glossary, bundled
from emptychair.matching.query import LANGUAGES, Query, parse
from emptychair.matching.reasons import written_terms
from emptychair.matching.retrieve import MemoryRetriever, Retriever
from emptychair.matching.vectors import Encoder, encode_documents, unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEXICAL: Final = 0.5
"""Weight of the coverage beside the cosine; flat between .4 and .75."""
FEEDBACK: Final = 0.5
FEEDBACK_FROM: Final = 20
"""In a large library the mean of the best 20 is a better picture of the topic than five words: +4 points on both."""
FEEDBACK_SHARE: Final = 50
"""At most one in so many stories; in a library of 60 the second best is already another topic."""
SUPPORT: Final = 10
"""As many stories, at most one in FEEDBACK_SHARE, speak for a title together; flat between 5 and 20."""
HOUSEKEEPING: Final = 0.6
"""How much nearness to generic titles counts against a title, beside its own relevance."""
NOTHING: Final = 0.146
STEP: Final = 0.16
"""Relevance that is worth z = 0 at most, and every further 1: beside a small library all is far away, and what is less
far stands out without being near. Of 60 stories of five trades each, 6 % of the titles of other trades find a strong
story instead of 17 %, and 33 % of those of the trade that no story fits instead of 58; of the fitting, 75 instead of
89."""
REMEMBERED: Final = 1000
PRIOR: Final = 5
"""As many stories as the bundled titles weigh in the centre of a library; matters only to a handful of stories."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate: `plain` is the relevance that the yardstick measures, `relevance` the one that ranks."""

    key: int
    plain: float
    relevance: float
    coverage: float
    nearness: float
    matched: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates of one title, best first; `nearness_to_generic` in standard deviations of generic titles."""

    query: Query
    scored: tuple[Scored, ...]
    nearness_to_generic: float
    lead: float = 0.0
    """How far the best is above the mean of those that speak for the title beside it."""


class Library:
    """A snapshot that never changes; any thread may ask it.

    `build` it for stories in memory, or give it a retriever of your own.
    """

    def __init__(
        self,
        retriever: Retriever,
        encoder: Encoder | None,
        generic: GenericTitles,
        glossary: Glossary | None = None,
        yardsticks: Mapping[str, Yardstick] | None = None,
    ) -> None:
        """Measures the yardstick with all generic titles: about a millisecond a title, less in small libraries.

        `yardsticks` of an earlier time, by language, save that.
        """
        self.retriever = retriever
        self.generic = generic
        self._encoder = encoder
        self._glossary = glossary or bundled()
        self._centres = {language: generic.centre(language) for language in (*LANGUAGES, None)}
        self._generic = {language: generic.centred(language) for language in LANGUAGES}
        self._written: dict[int, Mapping[str, str]] = {}
        self.yardsticks = yardsticks or {language: self._measure(language) for language in LANGUAGES}

    @classmethod
    def build(
        cls,
        documents: Sequence[Document],
        vectors: NDArray[np.float32] | None,
        encoder: Encoder | None,
        generic: GenericTitles | None = None,
    ) -> Library:
        """A library in memory.

        `vectors`: rows of `encode_documents` for these documents in this order, kept from before; None encodes them
        now. Without an encoder the words alone decide. `generic` of an earlier library with the same encoder saves the
        time to encode the generic titles again.
        """
        generic = generic or GenericTitles.bundled(encoder)
        if encoder is None or not documents:
            return cls(MemoryRetriever(documents, None), encoder, generic)
        rows = encode_documents(encoder, documents) if vectors is None else vectors
        assert rows.shape == (len(documents), encoder.dimensions), f"{rows.shape} for {len(documents)} stories"
        centre = rows.sum(axis=0)
        prior = generic.centre(None)
        if prior is not None:
            centre = centre + PRIOR * prior
        centre = centre / (len(rows) + PRIOR)
        return cls(MemoryRetriever(documents, unit(rows - centre)), encoder, generic)

    def over(self, retriever: Retriever) -> Library:
        """The same library with other candidates; it is as silent as before."""
        return Library(retriever, self._encoder, self.generic, self._glossary, self.yardsticks)

    @property
    def encoded(self) -> bool:
        """Whether meaning counts here, or words alone."""
        return self._encoder is not None

    def document(self, key: int) -> Document:
        """Raises KeyError."""
        return self.retriever.document(key)

    def written(self, key: int) -> Mapping[str, str]:
        """`written_terms` of a story, remembered: the same few are explained again and again. Raises KeyError."""
        known = self._written.get(key)
        if known is None:
            known = self._written[key] = written_terms(self.document(key))
            if len(self._written) > REMEMBERED:
                del self._written[next(iter(self._written))]
        return known

    # ------------------------------------------------------------------ relevance
    def rank(self, title: str, language: str | None, exclude: Collection[int] = ()) -> Ranking:
        """Candidates for a title in "de", "en" or an unknown language, best first; none of `exclude`."""
        language = language if language in LANGUAGES else None
        query = parse(title, language, self._glossary)
        vector = None
        if self._encoder is not None and query.title.strip():
            vector = self._encoder.encode([query.title])[0]
        scored, centred = self._score(query, vector, exclude)
        near = 0.0
        if centred is not None:
            rows = (self._generic[one] for one in known(language))
            near = nearness(one @ centred for one in rows if one is not None)
        yardstick = self._yardstick(language)
        near = (near - yardstick.nearness) / yardstick.nearness_spread
        lead = scored[0].plain - self._support(scored) if scored else 0.0
        return Ranking(query, tuple(self._feed_back(scored)), near, lead)

    def z(self, ranking: Ranking, plain: float) -> float:
        """How far a story of this relevance stands out, in standard deviations of what generic titles reach here."""
        yardstick = self._yardstick(ranking.query.language)
        above = plain - ranking.lead - yardstick.relevance
        z = above / yardstick.spread - HOUSEKEEPING * ranking.nearness_to_generic
        return min(z, (plain - NOTHING) / STEP) if self.encoded else z

    def _support(self, scored: Sequence[Scored]) -> float:
        """What the best reach together; `scored` by plain relevance."""
        best = scored[: max(1, min(SUPPORT, self.retriever.size // FEEDBACK_SHARE))]
        return sum(one.plain for one in best) / len(best)

    def _score(
        self, query: Query, vector: NDArray[np.float32] | None, exclude: Collection[int]
    ) -> tuple[list[Scored], NDArray[np.float32] | None]:
        rarity = {term: self._rarity(term) for term in query.terms()}
        weights = {term: rare for term, rare in rarity.items() if rare > 0}
        centred = None
        if vector is not None:
            centre = self._centres[query.language]
            centred = unit(vector if centre is None else vector - centre)
        covers = Coverage(query, rarity, self.retriever.size)
        scored: list[Scored] = []
        for hit in self.retriever.retrieve(weights, centred, exclude):
            covered = covers(hit.matched, hit.language)
            plain = LEXICAL * covered + hit.nearness
            scored.append(Scored(hit.key, plain, plain, covered, hit.nearness, hit.matched))
        # The key settles ties, so that the same library always answers the same.
        return sorted(scored, key=lambda one: (-one.plain, one.key)), centred

    def _rarity(self, term: str) -> float:
        """Inverse document frequency as in BM25, 0 for a term that no story holds."""
        frequency = self.retriever.frequency(term)
        size = self.retriever.size
        return math.log(1 + (size - frequency + 0.5) / (frequency + 0.5)) if frequency else 0.0

    def _feed_back(self, scored: list[Scored]) -> list[Scored]:
        count = min(FEEDBACK_FROM, self.retriever.size // FEEDBACK_SHARE)
        if count < 2 or len(scored) <= count:
            return scored
        rows = self.retriever.vectors([one.key for one in scored])
        if rows is None:
            return scored
        nearness = rows @ unit(rows[:count].mean(axis=0))
        fed = [
            Scored(one.key, one.plain, one.plain + FEEDBACK * float(near), one.coverage, one.nearness, one.matched)
            for one, near in zip(scored, nearness, strict=True)
        ]
        return sorted(fed, key=lambda one: (-one.relevance, one.key))

    # ------------------------------------------------------------------ the yardstick
    def _measure(self, language: str) -> Yardstick:
        titles = self.generic.titles[language]
        vectors = None if self.generic.vectors is None else self.generic.vectors[language]
        best: list[float] = []
        near: list[float] = []
        hidden = self._never_chosen()
        for place, title in enumerate(titles):
            vector = None if vectors is None else vectors[place]
            scored, centred = self._score(parse(title, language, self._glossary), vector, hidden)
            best.append(self._support(scored) if scored else 0.0)
            rows = self._generic[language]
            if centred is not None and rows is not None:
                others = rows @ centred
                others[place] = -1.0  # not itself
                near.append(nearness([others]))
        return Yardstick.of(best, near)

    def _yardstick(self, language: str | None) -> Yardstick:
        ours = [self.yardsticks[one] for one in known(language)]
        return Yardstick(
            sum(one.relevance for one in ours) / len(ours),
            sum(one.spread for one in ours) / len(ours),
            sum(one.nearness for one in ours) / len(ours),
            sum(one.nearness_spread for one in ours) / len(ours),
        )

    def _never_chosen(self) -> frozenset[int]:
        if isinstance(self.retriever, MemoryRetriever):
            return frozenset(document.key for document in self.retriever.documents() if document.sensitive)
        return frozenset()
