"""The agenda on its way into a meeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from emptychair.app import commands as c
from emptychair.app.ports import MeetingData
from emptychair.gather.agenda import AgendaItem
from emptychair.ui.context import UiContext
from emptychair.ui.prepare.draft import (
    DraftItem,
    carry_over,
    likely_series,
    merged,
    moved,
    new_items,
    series_choices,
)

READ = (AgendaItem("Budget", 10, "Jana", "08:00"), AgendaItem("Hiring", 20), AgendaItem("Office"))


def titles(items: tuple[DraftItem, ...]) -> list[str]:
    return [item.title for item in items]


def test_what_was_edited_stays_when_the_text_is_read_again() -> None:
    first = merged((), READ)
    edited = (replace(first[0], title="Budget 2027", edited=True), replace(first[1], taken=False), first[2])
    again = merged(edited, (*READ, AgendaItem("Any other business")))
    assert titles(again) == ["Budget 2027", "Hiring", "Office", "Any other business"]
    assert not again[1].taken


def test_what_left_the_text_leaves_the_preview_and_own_items_stay() -> None:
    items = (*merged((), READ), DraftItem("", "By hand", edited=True))
    assert titles(merged(items, READ[:1])) == ["Budget", "By hand"]


def test_an_order_made_by_hand_stays_while_the_items_are_the_same() -> None:
    items = moved(merged((), READ), 2, 0)
    assert titles(items) == ["Office", "Budget", "Hiring"]
    assert titles(merged(items, READ)) == ["Office", "Budget", "Hiring"]


def test_moving_lets_go_of_the_times_of_the_old_order() -> None:
    assert [item.start for item in moved(merged((), READ), 0, 1)] == ["", "", ""]
    assert merged((), READ)[0].start == "08:00"


def test_only_ticked_lines_with_a_title_go_into_the_meeting() -> None:
    items = (DraftItem("", "  "), DraftItem("a", "A", 5, " Jana "), DraftItem("b", "B", taken=False))
    assert new_items(items) == (c.NewItem("A", 5, "Jana"),)


@given(
    st.lists(st.text("abc", min_size=1, max_size=3), unique=True, max_size=6), st.integers(-2, 8), st.integers(-2, 8)
)
def test_moving_keeps_every_item(names: list[str], start: int, target: int) -> None:
    items = tuple(DraftItem(name, name) for name in names)
    after = moved(items, start, target)
    assert sorted(titles(after)) == sorted(names)
    if 0 <= start < len(names) and 0 <= target < len(names):
        assert after[target].title == names[start]


# --------------------------------------------------------------------------------------------------- series
def test_a_series_is_recognised_by_its_title_but_for_figures(
    desk: UiContext, make_meeting: Callable[..., MeetingData]
) -> None:
    data = make_meeting(desk, title="Logistik-Wochenrunde KW 48")
    choices = series_choices(desk.reader.meetings())
    found = likely_series("Logistik-Wochenrunde KW 49", choices)
    assert found is not None and found.series_id == data.meeting.series_id
    assert likely_series("Logistik-Monatsrunde KW 49", choices) is None
    assert likely_series("48", choices) is None


def test_what_the_last_meeting_left_is_offered(desk: UiContext, make_meeting: Callable[..., MeetingData]) -> None:
    data = make_meeting(desk, ("en-16", "", "", ""))
    first, second, third, _ = data.items
    do = desk.service.execute
    do(c.StartMeeting(data.meeting.id))
    do(c.GoNext(data.meeting.id))
    do(c.RecordDecision(first.id, "Guest checkout"))
    do(c.ParkItem(second.id))
    do(c.DeferItem(third.id))
    assert carry_over(data.meeting.series_id, desk.reader.meetings(), desk.reader) == ()
    do(c.EndMeeting(data.meeting.id))
    left = carry_over(data.meeting.series_id, desk.reader.meetings(), desk.reader)
    assert [(one.title, one.state) for one in left] == [
        ("Returns and abuse limits", "parked"),
        ("Patent renewals 2026", "deferred"),
        ("Any other business", "not-reached"),
    ]
