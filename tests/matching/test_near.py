"""Near-duplicates: what an edit leaves alike is found, what is another story is not."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.matching.near import BANDS, NearIndex, alike, bands, folded, shingles


@pytest.fixture(scope="module")
def texts(resources: Path) -> list[str]:
    with (resources / "demo" / "stories.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row["story"] for row in csv.DictReader(file)]


def edited(text: str, share: float, dice: random.Random, words: list[str]) -> str:
    """As people edit: words exchanged, mistyped, left out; the greeting before it, the case."""
    told = text.split()
    for place in dice.sample(range(len(told)), max(1, int(share * len(told)))):
        kind = dice.random()
        told[place] = dice.choice(words) if kind < 0.5 else told[place][:-1] + "x" if kind < 0.8 else ""
    return ("Hello! " if dice.random() < 0.3 else "") + " ".join(told)


def test_95_of_100_edited_stories_are_found(texts: list[str]) -> None:
    dice = random.Random(5)
    words = [word for text in texts for word in text.split()]
    index = NearIndex()
    signatures = [bands(folded(text)) for text in texts]
    index.add(enumerate(signatures))
    found = tried = wrong = 0
    for _ in range(5):
        for place, text in enumerate(texts):
            other = folded(edited(text, 0.08, dice, words))
            [candidates] = index.candidates([bands(other)])
            twins = [row for row in candidates if alike(shingles(other), shingles(folded(texts[row])))]
            tried += 1
            found += place in twins
            wrong += any(row != place for row in twins)
    assert found / tried >= 0.95 and wrong == 0


def test_bands_never_change(texts: list[str]) -> None:
    assert bands("the parcel came late").hex()[:32] == "d773a695cd9370255adfaadf1f4127e1"
    assert all(len(bands(folded(text))) == 4 * BANDS for text in ("", "a", "x" * 100_000, "\ud800 abc", texts[0]))


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts(one: str, other: str) -> None:
    first, second = folded(one), folded(other)
    assert alike(shingles(first), shingles(first))
    assert alike(shingles(first), shingles(second)) == alike(shingles(second), shingles(first))
    if bands(first) != bands(second):
        assert first != second


def test_a_large_index_finds_what_a_small_one_does(texts: list[str]) -> None:
    dice = random.Random(2)
    index = NearIndex()
    index.load(list(range(50_000)), dice.randbytes(50_000 * 4 * BANDS))
    index.add((60_000 + place, dice.randbytes(4 * BANDS)) for place in range(5_000))
    signatures = [bands(folded(text)) for text in texts]
    index.add((100_000 + place, signature) for place, signature in enumerate(signatures))
    for found, place in zip(index.candidates(signatures), range(len(texts)), strict=True):
        assert found[0] == 100_000 + place
