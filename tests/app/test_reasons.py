"""The reasons of a choice, as a facilitator reads them out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from emptychair.app.i18n import Words
from emptychair.app.reasons import second_sentence, story_facts, why_line, why_paragraphs, with_facts
from emptychair.domain.ids import StoryId
from emptychair.domain.meeting import LastShown, Reason
from emptychair.domain.story import Provenance, Story

TODAY = date(2026, 11, 24)
SHOWN = LastShown(1_772_700_000_000, "Europe/Berlin", "Produktrunde")  # 5 March 2026


@pytest.fixture
def words() -> Words:
    return Words("en", Path())


def said(words: Words, kind: str, **values: object) -> str:
    found = why_paragraphs([Reason(kind, tuple((name, str(value)) for name, value in values.items()))], words)
    return found[0] if found else ""


def both(*titles: str) -> list[Reason]:
    return [Reason("word", (("title", title), ("story", title.lower()))) for title in titles]


def a_story(**more: object) -> Story:
    return Story(id=StoryId("s"), language="en", headline="The bill", text="It was wrong.", **more)  # type: ignore[arg-type]


def test_words_that_stand_in_both_are_one_clause(words: Words) -> None:
    stem = Reason("stem", (("title", "Refunds"), ("story", "refunded")))
    near = Reason("meaning", (("degree", "strong"),))
    found = why_paragraphs([*both("Checkout"), stem, *both("account", "guest"), near], words)
    assert found == [
        "Both say “Checkout”, “account” and “guest”; for “Refunds” the story says “refunded”; it is close in meaning."
    ]
    assert why_paragraphs(both("Checkout"), words) == ["Both say “Checkout”."]


def test_a_kind_of_tomorrow_is_left_out(words: Words) -> None:
    assert said(words, "horoscope", sign="lion") == ""
    assert why_line([Reason("horoscope"), *both("Checkout")], words) == "both say “Checkout”"


@pytest.mark.parametrize(
    ("happened", "told"),
    [
        ("2026-11-24", "Heard today"),
        ("2026-11-23", "Heard yesterday"),
        ("2026-11-12", "Heard 12 days ago"),
        ("2026-05-20", "Heard 6 months ago"),
        ("2017-11-20", "Heard 9 years ago"),
        ("2012-05", "From May 2012"),
        ("2008", "From the year 2008"),
        ("long ago", "From long ago"),
        ("", ""),
    ],
)
def test_how_old_it_is(words: Words, happened: str, told: str) -> None:
    found = why_paragraphs(story_facts(a_story(happened_on=happened), None, TODAY), words)
    assert found[0] == (f"{told}; never shown." if told else "Never shown.")


def test_when_and_to_whom_it_was_shown(words: Words) -> None:
    assert why_paragraphs(story_facts(a_story(), SHOWN, TODAY), words)[0] == (
        "Last shown on 5\u00a0March to “Produktrunde”."
    )
    assert "5\u00a0March 2026" in why_paragraphs(story_facts(a_story(), SHOWN, date(2027, 1, 7)), words)[0]


def test_the_source_names_no_publisher_and_who_verified_it(words: Words) -> None:
    origin = Provenance(url="https://example.org/1", publisher="Daily Mirror", verified_by="Jana Weiß")
    story = a_story(channel="e-mail", provenance=origin)
    assert why_paragraphs(story_facts(story, None, TODAY), words)[1] == "Source: e-mail; verified by Jana Weiß."
    linked = a_story(provenance=Provenance(url="https://example.org/1"))
    assert why_paragraphs(story_facts(linked, None, TODAY), words)[1] == "Its source can be looked up."
    assert why_paragraphs(story_facts(a_story(), None, TODAY), words)[1] == "Not verified."


def test_facts_are_those_of_the_day_they_are_read(words: Words) -> None:
    kept = [*both("bill"), Reason("age", (("days", "1"),)), Reason("shown", (("times", "3"),)), Reason("verified")]
    found = with_facts(kept, a_story(happened_on="2026-11-12"), None, TODAY)
    assert why_paragraphs(found, words) == ["Both say “bill”.", "Heard 12 days ago; never shown.", "Not verified."]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (
            {"count": 37, "inside": 1, "days": 90, "segments": 3, "critical": 31, "positive": 6},
            "1 of 37 like it in 90 days, from 3 segments: 31 critical, 6 positive.",
        ),
        ({"count": 1284, "inside": 1, "segments": 1, "critical": 2}, "1 of 1,284 like it: 2 critical."),
        ({"count": 500, "inside": 1, "days": 90, "more": 1}, "1 of more than 500 like it in 90 days."),
        ({"count": 1, "inside": 1, "days": 90, "critical": 1}, "The only one like it in 90 days."),
        ({"count": 1, "inside": 1}, "The only one like it."),
        ({"count": 4, "days": 90, "positive": 4}, "4 like it in 90 days: 4 positive."),
    ],
)
def test_how_much_it_weighs(words: Words, values: dict[str, object], told: str) -> None:
    assert said(words, "weight", **values) == told


def test_the_short_line_holds_three_clauses(words: Words) -> None:
    weight = Reason("weight", (("count", "37"), ("inside", "1"), ("days", "90")))
    matched = [*both("bill"), Reason("tag", (("title", "money"),)), Reason("meaning", (("degree", "fair"),)), weight]
    found = with_facts(matched, a_story(happened_on="2026-11-12"), SHOWN, TODAY)
    assert why_line(found, words) == "both say “bill”; “money” is one of its tags; heard 12 days ago"
    drawn = Reason("drawn", (("of", "4"),))
    assert why_line([drawn, *found], words) == "drawn by lot from 4; both say “bill”; heard 12 days ago"
    assert why_line(with_facts([], a_story(), None, TODAY), words) == "never shown"


def test_why_another_came_second(words: Words) -> None:
    second = [*both("bill"), Reason("second", (("cause", "older"),))]
    assert second_sentence("Nine months of “no”.", second, words) == "“Nine months of “no”” came second: it is older."
    assert second_sentence("The bill", both("bill"), words) == ""
    assert second_sentence("The bill", [Reason("second", (("cause", "ugly"),))], words) == ""
