"""Clocks, plan and pace; what was typed as a late topic; how the palette finds a name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from emptychair.app.i18n import Words
from emptychair.app.ports import MeetingData
from emptychair.domain.ids import ItemId, MeetingId, SeriesId
from emptychair.domain.meeting import Item, ItemState, Meeting, MeetingState, Series, View, WallState
from emptychair.ui.console import figures
from emptychair.ui.console.commands import likeness

START = 1_700_000_000_000
MINUTE = 60_000


@pytest.fixture
def words(resources: Any) -> Words:
    return Words("en", resources / "locale")


def meeting(*items: Item, here: int = 1, since: int = START) -> MeetingData:
    made = Meeting(
        id=MeetingId("m"),
        title="T",
        language="en",
        series_id=SeriesId("s"),
        state=MeetingState.LIVE,
        view=View.ITEM,
        item_id=ItemId(f"i{here}"),
        item_since=since,
        started_at=START,
    )
    return MeetingData(made, Series(SeriesId("s"), "S"), items, (), (), (), WallState(MeetingId("m")))


def item(position: int, minutes: int | None = 10, **more: Any) -> Item:
    return Item(ItemId(f"i{position}"), MeetingId("m"), position, f"Item {position}", minutes, **more)


@pytest.mark.parametrize(
    ("used", "big", "small", "over"),
    [
        (0, "10:00", "left of 10:00", False),
        (1, "10:00", "left of 10:00", False),
        (102_000, "8:18", "left of 10:00", False),
        (600_000, "0:00", "left of 10:00", False),
        (600_999, "0:00", "left of 10:00", False),
        (730_000, "+2:10", "over 10:00", True),
        (600_000 + 3_723_000, "+1:02:03", "over 10:00", True),
    ],
)
def test_the_clock_of_an_item(words: Words, used: int, big: str, small: str, over: bool) -> None:
    data = meeting(item(1))
    clock = figures.item_clock(data.items[0], data.meeting, START + used, words)
    assert (clock.big, clock.small, clock.over) == (big, small, over)


def test_the_clock_goes_on_where_it_was_before_a_restart(words: Words) -> None:
    """The time lies in the store: what was spent before, and since when the item is on."""
    data = meeting(item(1, spent_ms=3 * MINUTE), since=START + 60 * MINUTE)
    clock = figures.item_clock(data.items[0], data.meeting, START + 62 * MINUTE, words)
    assert clock.big == "5:00"


def test_an_item_without_minutes_counts_up(words: Words) -> None:
    data = meeting(item(1, None))
    assert figures.item_clock(data.items[0], data.meeting, START + 65_000, words).big == "1:05"


@pytest.mark.parametrize(
    ("now", "line", "late"),
    [
        (5 * MINUTE, "On plan, ends 22:43", False),
        (11 * MINUTE, "On plan, ends 22:44", False),
        (12 * MINUTE, "2 min behind, ends 22:45", True),
        (30 * MINUTE, "20 min behind, ends 23:03", True),
    ],
)
def test_pace_is_said_beyond_a_minute(words: Words, now: int, line: str, late: bool) -> None:
    data = meeting(item(1), item(2), item(3))
    data = replace(data, meeting=replace(data.meeting, zone="UTC"))
    assert figures.pace_line(data, START + now, words) == (line, late)


def test_what_was_deferred_is_time_won_and_a_late_topic_is_time_lost(words: Words) -> None:
    items = (item(1), item(2, state=ItemState.DEFERRED), item(3))
    assert figures.pace(meeting(*items), START).ahead == 10 * MINUTE
    assert figures.pace(meeting(item(1), item(2, late=True)), START).ahead == -10 * MINUTE


def test_done_items_need_no_more_time() -> None:
    items = (item(1, state=ItemState.DONE, visited=True, spent_ms=4 * MINUTE), item(2))
    assert figures.pace(meeting(*items, here=2, since=START + 4 * MINUTE), START + 4 * MINUTE).ahead == 6 * MINUTE


def test_without_a_plan_there_is_no_pace(words: Words) -> None:
    assert figures.pace(meeting(item(1, None)), START).ahead is None
    assert figures.pace_line(meeting(item(1, None)), START + 12 * MINUTE, words) == ("Running for 12 min", False)


@pytest.mark.parametrize(
    ("typed", "title", "minutes"),
    [
        ("Budget", "Budget", None),
        ("Budget 10 min", "Budget", 10),
        ("  Budget   2027, 15 Min.", "Budget 2027", 15),
        ("Pläne (5 Minuten)", "Pläne", 5),
        ("Room 12", "Room 12", None),
        ("Plan 2026", "Plan 2026", None),
        ("10 min", "10 min", None),
    ],
)
def test_a_late_topic_may_say_its_minutes(hands: Any, typed: str, title: str, minutes: int | None) -> None:
    assert hands.window.presenter.late(typed)
    made = next(found for found in hands.data.items if found.late)
    assert (made.title, made.minutes) == (title, minutes)
    assert not hands.window.presenter.late("   ")


def test_the_palette_finds_letters_in_their_order() -> None:
    names = ["Read back the last decision", "Black", "Back", "Rehearse", "Redo"]

    def best(typed: str) -> str:
        scored = [(score, name) for name in names if (score := likeness(typed, name)) is not None]
        return max(scored)[1] if scored else ""

    assert best("rb") == "Read back the last decision"
    assert best("back") == "Back"
    assert best("redo") == "Redo"
    assert best("xyz") == ""
    assert likeness("", "anything") == 0
