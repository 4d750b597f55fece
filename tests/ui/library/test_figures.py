"""Figures taken out of facts, and links that may be opened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.ui.library.figures import figure_of, sort_facts
from emptychair.ui.library.links import web_address


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("45% with several accounts", ("45%", "with several accounts")),
        ("160,000 password requests a day", ("160,000", "password requests a day")),
        ("purchases +45%", ("+45%", "purchases")),
        ("up to 10.5 h on board", ("up to 10.5 h", "on board")),
        ("metric: under 60 s", ("under 60 s", "metric")),
        ("about 76 dollars", ("about 76 dollars", "")),
        ("rund 7 Monate ohne Briefkasten", ("rund 7 Monate", "ohne Briefkasten")),
        ("zugesagt 3 bis 5 Tage", ("3 bis 5 Tage", "zugesagt")),
        ("20,99 Euro unaufgefordert nach 3 Tagen", None),  # two numbers: which is the figure?
        ("renamed 8 months after the letter", None),
        ("free exchange", None),
        ("weekly revenue doubled to 400 dollars after the new photos", None),
    ],
)
def test_figure(fact: str, expected: tuple[str, str] | None) -> None:
    assert figure_of(fact) == expected


def test_facts_are_sorted_and_none_is_lost() -> None:
    facts = ("25% came back", "free exchange", *(f"{n} things" for n in range(1, 8)))
    found = sort_facts(facts)
    assert len(found.figures) == 4
    assert len(found.figures) + len(found.lines) == len(facts)


@given(st.text(max_size=60))
def test_any_fact_keeps_its_words(fact: str) -> None:
    found = figure_of(fact)
    if found is not None:
        assert sorted("".join(found).split()) == sorted(fact.replace(":", "").split()) or set("".join(found)) <= set(
            fact
        )


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("https://example.org/a?b=1", True),
        ("http://example.org", True),
        (" https://example.org ", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://user:secret@example.org", False),
        ("example.org", False),
        ("ftp://example.org", False),
        ("https://[broken", False),
        ("", False),
    ],
)
def test_only_the_web_is_opened(text: str, opens: bool) -> None:
    assert (web_address(text) is not None) is opens
