"""What the first page says, from a real workspace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from emptychair.app import commands as c
from emptychair.app.clock import local
from emptychair.app.ports import MeetingData, StoryFilter
from emptychair.domain.decision import Counted
from emptychair.domain.ids import MeetingId
from emptychair.ui.context import UiContext
from emptychair.ui.start.compose import compose, day_story
from emptychair.ui.start.meeting_line import Next, soon_words

ZONE = "Europe/Berlin"
HOUR, DAY = 3_600_000, 86_400_000


def state(desk: UiContext, now: int | None = None):
    return compose(desk.reader, desk.words, desk.service.now_ms() if now is None else now, ZONE)


def hold(
    desk: UiContext,
    data: MeetingData,
    counted: tuple[Counted | None, ...],
) -> None:
    """The meeting held, with one decision for each way of counting."""
    desk.service.execute(c.StartMeeting(data.meeting.id))
    desk.service.execute(c.GoNext(data.meeting.id))
    for way in counted:
        desk.service.execute(c.RecordDecision(data.items[0].id, "Guest checkout", counted=way))
    desk.service.execute(c.EndMeeting(data.meeting.id))


def test_an_empty_workspace_says_nothing_wrong(make_desk: Callable[..., UiContext]) -> None:
    empty = state(make_desk(stories=False))
    assert empty.counts.stories == 0
    assert (empty.meetings, empty.story, empty.waiting, empty.due, empty.bars) == ((), None, (), (), ())
    assert empty.first == -1
    assert empty.sentence == "No meeting planned"


def test_the_story_of_the_day_is_the_same_all_day_and_another_tomorrow(desk: UiContext) -> None:
    now = desk.service.now_ms()
    midnight = int(datetime.combine(local(now, ZONE).date(), datetime.min.time(), UTC).timestamp() * 1000) - HOUR
    told = {state(desk, midnight + hour * HOUR).story for hour in range(1, 23)}
    assert len(told) == 1
    days = {day_story(desk.reader, date(2026, 1, 1) + timedelta(days=n), desk.words) for n in range(30)}
    assert len(days) > 12


def test_the_story_of_the_day_is_cleared_not_sensitive_and_in_the_reader_s_language(desk: UiContext) -> None:
    for n in range(60):
        found = day_story(desk.reader, date(2026, 1, 1) + timedelta(days=n), desk.words)
        assert found is not None
        whole = desk.reader.story(found.story_id)  # type: ignore[arg-type]
        assert whole is not None
        assert whole.on_wall_allowed and not whole.sensitive and whole.language == "en"


def test_without_a_cleared_story_there_is_no_story_of_the_day(make_desk: Callable[..., UiContext]) -> None:
    desk = make_desk()
    ids = tuple(desk.reader.story_id_of_row(row) for row in desk.reader.story_ids(StoryFilter()))
    desk.service.execute(c.WithdrawStories(tuple(one for one in ids if one)))
    shown = state(desk)
    assert shown.story is None
    assert len(shown.waiting) == 3
    assert shown.clear_text.startswith("Clear all 60, about ")


def test_a_prepared_meeting_can_begin_an_unprepared_one_cannot(
    desk: UiContext, make_meeting: Callable[..., MeetingData]
) -> None:
    make_meeting(desk)
    desk.service.execute(c.CreateMeeting("Board", "en", (c.NewItem("Budget"),), zone=ZONE))
    lines = {line.title: line for line in state(desk).meetings}
    assert lines["Product council"].next is Next.START
    assert lines["Board"].next is Next.PREPARE
    assert "2 stories · 1 without" in lines["Product council"].sub


def test_what_runs_comes_first_then_what_is_today_then_what_is_ahead(desk: UiContext) -> None:
    now = desk.service.now_ms()

    def make(title: str, at: int | None) -> MeetingId:
        made = desk.service.execute(c.CreateMeeting(title, "en", (c.NewItem("A", 30),), zone=ZONE, starts_at=at))
        return MeetingId(made.entity)

    make("Next week", now + 7 * DAY)
    make("No date", None)
    make("Soon", now + 60_000)
    live = make("Running", None)
    desk.service.execute(c.StartMeeting(live))
    shown = state(desk)
    assert [line.title for line in shown.meetings][:2] == ["Running", "Soon"] or local(now, ZONE).hour == 23
    assert shown.first == 0
    assert shown.meetings[0].next is Next.GO_ON


def test_how_the_customer_counted_is_counted_and_rehearsals_are_not(
    desk: UiContext, make_meeting: Callable[..., MeetingData]
) -> None:
    hold(desk, make_meeting(desk), (Counted.CHANGED, Counted.NOT_REFERENCED, None))
    rehearsed = make_meeting(desk)
    desk.service.execute(c.StartMeeting(rehearsed.meeting.id, rehearsal=True))
    desk.service.execute(c.EndMeeting(rehearsed.meeting.id))
    bars = state(desk).bars
    assert [(bar.heard, bar.total) for bar in bars] == [(1, 3)]
    assert state(desk).bars_sum.startswith("1 meeting: 1 of 3 decisions.")


def test_many_meetings_are_shown_by_week(desk: UiContext, make_meeting: Callable[..., MeetingData]) -> None:
    for _ in range(13):
        hold(desk, make_meeting(desk), (Counted.CHANGED,))
    bars = state(desk).bars
    assert len(bars) == 12
    assert (bars[-1].heard, bars[-1].total) == (13, 13)
    assert state(desk).bars_sum.startswith("Weeks ")


def test_decisions_due_are_near_and_in_their_order(desk: UiContext, make_meeting: Callable[..., MeetingData]) -> None:
    today = local(desk.service.now_ms(), ZONE).date()
    data = make_meeting(desk)
    desk.service.execute(c.StartMeeting(data.meeting.id))
    for days in (3, -2, 0, 400, -400, 1):
        due = today + timedelta(days=days)
        desk.service.execute(c.RecordDecision(data.items[0].id, f"in {days}", owner="Jana", due=due))
    shown = state(desk)
    assert [(due.text, due.late) for due in shown.due] == [("in -2", True), ("in 0", False), ("in 1", False)]
    assert [due.when for due in shown.due] == ["2 days ago", "today", "tomorrow"]
    assert shown.due_more == "3 of 4"
    assert shown.due[0].sub == "Jana · Product council"


@given(st.integers(-600, 600))
def test_soon_is_said_from_four_hours_before_to_twenty_minutes_after(minutes: int) -> None:
    from emptychair.app.i18n import Words
    from emptychair.app.paths import resources

    said = soon_words(minutes * 60_000, 0, Words("en", resources() / "locale"))
    assert bool(said) == (-20 <= minutes <= 240)
