"""Why another one came second, who may be drawn by lot, and who takes which side."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from emptychair.domain.story import Direction, direction
from emptychair.matching.library import Library
from emptychair.matching.match import Match, Rules, match
from tests.matching.conftest import a_document

RULES = Rules(today=date(2026, 1, 1), meeting_language="en")
TITLE = "Wrong invoices"
TEXT = "The invoice was wrong three times and nobody at the hotline could explain it."
OTHERS = (a_document(90, "A toy was lost in the hotel."), a_document(91, "The train was late and cold."))


def causes(found: Match) -> dict[int, str]:
    told = {one.key: [reason for reason in one.reasons if reason.kind == "second"] for one in found.ranked}
    return {key: dict(reasons[0].values)["cause"] for key, reasons in told.items() if reasons}


@pytest.mark.parametrize(
    ("cause", "more"),
    [
        ("older", {"happened_on": "2012-03"}),
        ("undated", {"happened_on": None}),
        ("worn", {"times_shown": 9}),
        ("unverified", {"verified": False}),
        ("customer", {"customer_key": "customer 1", "happened_on": "2025"}),
    ],
)
def test_why_another_came_second(small: Callable[..., Library], cause: str, more: dict[str, object]) -> None:
    given = {"happened_on": "2025-12-01", "verified": True}
    library = small(a_document(1, TEXT, **given), a_document(2, TEXT, **{**given, **more}), *OTHERS)
    found = match(library, TITLE, rules=RULES)
    assert found.chosen and found.chosen.key == 1
    assert causes(found)[2] == cause
    assert 1 not in causes(found)


def test_what_is_not_as_near_came_second_for_that_and_is_in_no_lot(small: Callable[..., Library]) -> None:
    library = small(a_document(1, TEXT), *OTHERS)
    found = match(library, TITLE, rules=RULES)
    assert [one.key for one in found.ranked if one.band] == [1]
    assert {one.key for one in found.ranked if one.fits} == {1}
    assert causes(found)[90] == causes(found)[91] == "far"


def test_as_good_as_the_chosen_is_not_talked_down(small: Callable[..., Library]) -> None:
    found = match(small(a_document(1, TEXT), a_document(2, TEXT), *OTHERS), TITLE, rules=RULES)
    assert {one.key for one in found.ranked if one.band} == {1, 2} and causes(found).keys() == {90, 91}


def test_each_side_has_its_nearest(small: Callable[..., Library]) -> None:
    library = small(
        a_document(1, TEXT, kind="complaint"),
        a_document(2, TEXT, kind="request"),
        a_document(3, "My invoice was wrong once and the hotline put the invoice right in a minute.", kind="praise"),
        a_document(4, "A toy was lost in the hotel and they found it.", kind="praise"),
    )
    assert [one.key for one in match(library, TITLE, rules=RULES).sides] == [1, 3]


def test_who_is_not_on_the_topic_speaks_for_no_side(small: Callable[..., Library]) -> None:
    far = a_document(4, "A toy was lost in the hotel and they found it.", kind="praise")
    found = match(small(a_document(1, TEXT, kind="lost"), far, *OTHERS), TITLE, rules=RULES)
    assert [one.key for one in found.sides] == [1]
    used = Rules(today=RULES.today, used_customers=frozenset({"customer 1"}))
    assert not match(small(a_document(1, TEXT, kind="lost"), *OTHERS), TITLE, rules=used).sides


def test_no_side_is_better_than_a_wrong_one() -> None:
    assert direction("complaint", "resolved") is direction("near-miss") is direction("lost") is Direction.CRITICAL
    assert direction("praise", "delighted") is Direction.POSITIVE
    for kind, outcome in (("", ""), ("idea", ""), ("request", "lost"), ("complaint", "delighted"), ("praise", "lost")):
        assert direction(kind, outcome) is Direction.UNKNOWN
    assert Direction.UNKNOWN.opposite is Direction.UNKNOWN and Direction.CRITICAL.opposite is Direction.POSITIVE
