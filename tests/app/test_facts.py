"""Facts of readers beside a German story."""

from __future__ import annotations

import pytest

from emptychair.app.facts import told_in
from emptychair.app.intake import prepare
from emptychair.app.ports import Batch
from emptychair.domain.ids import StoryId
from emptychair.domain.raw_story import RawStory
from emptychair.gather.rows import points, recommends, satisfied, stars
from emptychair.gather.tickets import counted, rated, waited

GERMAN = "Der Zug fiel aus, und auf dem Bahnsteig wusste vier Stunden lang niemand etwas."
MADE = (
    *(stars(value)[0] for value in (1, 2.5, 5)),
    *(recommends(value)[0] for value in (0, 8, 10)),
    points(70, 100)[0],
    satisfied(2, 5)[0],
    *(rated(score)[0] for score in ("bad", "good", "4/5", "neutral")),
    *(waited(seconds) for seconds in (90, 7_200, 86_400 * 2.2)),
    *(counted(n, "reopened once", "reopened {n} times") for n in (1, 3)),
    counted(4, "", "wrote {n} times", 3),
    *(counted(n, "1 vote", "{n} votes") for n in (1, 12)),
)


@pytest.mark.parametrize("fact", MADE)
def test_every_fact_that_a_reader_makes_is_told_in_german(fact: str) -> None:
    assert fact and told_in(fact, "en") == fact
    told = told_in(fact, "de")
    assert told != fact and [sign for sign in told if sign.isdigit()] == [sign for sign in fact if sign.isdigit()]


def test_a_story_has_its_facts_in_its_own_language() -> None:
    raw = RawStory(text=GERMAN, original="{}", source_id="1", row=1, facts=("2.5 of 5 stars", "Laufzeit: 24 Monate"))
    story = prepare(raw, Batch("", "a.csv", "csv", 0), StoryId(""), 0)
    assert story.facts == ("2,5 von 5 Sternen", "Laufzeit: 24 Monate")
