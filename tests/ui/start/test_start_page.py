"""The first page and the list of meetings, by key and mouse."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from emptychair.app import commands as c
from emptychair.app.ports import MeetingData
from emptychair.domain.decision import Counted
from emptychair.domain.story import Story
from emptychair.ui.context import UiContext
from emptychair.ui.library.into_meeting import IntoMeetingDialog
from emptychair.ui.shell.page import Place
from emptychair.ui.start.story_card import by_sentence
from tests.ui.shell.hands import CTRL, Hands

K = Qt.Key


def test_an_empty_workspace_offers_four_ways_to_begin(
    make_desk: Callable[..., UiContext], open_main: Callable[..., Hands]
) -> None:
    hands = open_main(make_desk(stories=False))
    page = hands.page
    assert page.welcome.isVisible()
    hands.click(page.welcome.meeting_way.button)
    assert hands.window.place is Place.NEW_MEETING


def test_the_demo_library_is_one_press_away(
    make_desk: Callable[..., UiContext], open_main: Callable[..., Hands]
) -> None:
    hands = open_main(make_desk(stories=False))
    hands.click(hands.page.welcome.demo_way.button)
    assert hands.ctx.reader.counts().cleared == 60
    assert hands.window.place is Place.PREPARE
    assert hands.page.presenter.data is not None
    assert len(hands.page.presenter.data.items) == 8
    hands.press(K.Key_1, CTRL)
    assert not hands.page.welcome.isVisible()
    assert hands.page.rest.story.isVisible()


def test_enter_turns_to_the_next_meeting(hands: Hands, make_meeting: Callable[..., MeetingData]) -> None:
    hands.ctx.service.execute(c.CreateMeeting("Board", "en", (c.NewItem("Budget"),), zone="Europe/Berlin"))
    hands.page.refresh()
    hands.press(K.Key_Return)
    assert hands.window.place is Place.PREPARE


def test_enter_presses_the_button_that_has_the_focus(hands: Hands) -> None:
    hands.ctx.service.execute(c.CreateMeeting("Board", "en", (c.NewItem("Budget"),), zone="Europe/Berlin"))
    hands.page.refresh()
    hands.page.new_button.setFocus()
    hands.press(K.Key_Return)
    assert hands.window.place is Place.NEW_MEETING


def test_there_is_one_primary_button(hands: Hands, make_meeting: Callable[..., MeetingData]) -> None:
    make_meeting(hands.ctx)
    make_meeting(hands.ctx, title="Board")
    hands.page.refresh()
    kinds = [row.button._kind for row in hands.page.rows]
    assert sorted(kinds) == ["plain", "primary"]


def test_the_page_follows_what_happens(hands: Hands, make_meeting: Callable[..., MeetingData]) -> None:
    assert not hands.page.rest.waiting.isVisible()
    hands.ctx.bus.do(c.AddStory(Story(id="", language="en", headline="A parcel in the rain", text="…")))  # type: ignore[arg-type]
    assert hands.page.rest.waiting.isVisible()
    hands.click(hands.page.rest.waiting.button)
    assert hands.window.place is Place.CLEARANCE


def test_the_story_of_the_day_goes_into_a_meeting(hands: Hands, make_meeting: Callable[..., MeetingData]) -> None:
    data = make_meeting(hands.ctx, ("",))
    hands.page.refresh()
    assert hands.page.state is not None and hands.page.state.story is not None
    story_id = hands.page.state.story.story_id
    hands.click(hands.page.rest.story.take_button)
    dialog = hands.page.findChild(IntoMeetingDialog)
    assert dialog is not None
    dialog.accept()
    after = hands.ctx.reader.meeting(data.meeting.id)
    assert after is not None and after.items[0].choice.story_id == story_id


def test_without_a_meeting_the_story_of_the_day_says_what_to_do(hands: Hands) -> None:
    hands.click(hands.page.rest.story.take_button)
    assert hands.window.toast.text == "There is no meeting to come: prepare one first."


def test_the_chart_is_there_only_with_figures(hands: Hands, make_meeting: Callable[..., MeetingData]) -> None:
    page = hands.page
    assert page.rest.steps.isVisible() and not page.rest.heard.isVisible()
    data = make_meeting(hands.ctx)
    service = hands.ctx.service
    service.execute(c.StartMeeting(data.meeting.id))
    service.execute(c.RecordDecision(data.items[0].id, "Guest checkout", counted=Counted.CHANGED))
    service.execute(c.EndMeeting(data.meeting.id))
    page.refresh()
    assert page.rest.heard.isVisible() and not page.rest.steps.isVisible()
    assert page.rest.heard.chart.accessibleName().endswith("1/1")


# --------------------------------------------------------------------------------------------------- meetings
def test_meetings_by_keys(hands: Hands, make_meeting: Callable[..., MeetingData]) -> None:
    first, second = make_meeting(hands.ctx, title="Alpha"), make_meeting(hands.ctx, title="Beta")
    hands.press(K.Key_4, CTRL)
    page = hands.page
    assert [row.line.title for row in page.rows] == ["Beta", "Alpha"]
    hands.press(K.Key_Down)
    hands.press(K.Key_Delete)
    hands.qtbot.waitUntil(lambda: [row.line.title for row in page.rows] == ["Beta"])
    assert hands.ctx.reader.meeting(first.meeting.id) is None
    assert "Alpha" in hands.window.toast.text
    hands.press(K.Key_Z, CTRL)
    hands.qtbot.waitUntil(lambda: len(page.rows) == 2)
    page.rows[0].words.setFocus()
    hands.press(K.Key_Return)
    assert hands.window.place is Place.PREPARE
    assert hands.page.presenter.meeting_id == second.meeting.id


def test_a_running_meeting_is_not_deleted(hands: Hands, make_meeting: Callable[..., MeetingData]) -> None:
    data = make_meeting(hands.ctx)
    hands.ctx.service.execute(c.StartMeeting(data.meeting.id))
    hands.press(K.Key_4, CTRL)
    hands.press(K.Key_Delete)
    hands.qtbot.waitUntil(lambda: hands.window.toast.text.startswith("This meeting is running"))
    assert hands.ctx.reader.meeting(data.meeting.id) is not None


def test_no_meetings_say_what_to_do(hands: Hands) -> None:
    hands.press(K.Key_4, CTRL)
    assert hands.page.empty.isVisible()
    hands.click(hands.page.empty.button)
    assert hands.window.place is Place.NEW_MEETING


def test_meetings_are_searched_while_typing(hands: Hands) -> None:
    for number in range(8):
        hands.ctx.service.execute(c.CreateMeeting(f"Board {number}", "en", zone="Europe/Berlin", place="Room 4"))
    hands.press(K.Key_4, CTRL)
    hands.press(K.Key_Slash)
    assert QApplication.focusWidget() is hands.page.field
    hands.type("7 room")
    hands.qtbot.waitUntil(lambda: [row.line.title for row in hands.page.rows] == ["Board 7"])
    hands.type("zz")
    hands.qtbot.waitUntil(hands.page._nothing.isVisible)


def test_the_minutes_of_a_meeting_that_was_held(hands: Hands, make_meeting: Callable[..., MeetingData]) -> None:
    data = make_meeting(hands.ctx)
    hands.ctx.service.execute(c.StartMeeting(data.meeting.id))
    hands.ctx.service.execute(c.EndMeeting(data.meeting.id))
    hands.press(K.Key_4, CTRL)
    assert hands.page.rows[0].button.words_shown == "The minutes"
    hands.click(hands.page.rows[0].button)
    assert hands.window.place is Place.SUMMARY


def test_a_headline_of_two_sentences_breaks_between_them(hands: Hands) -> None:
    font = hands.ctx.theme.font(32, serif=True)
    assert by_sentence("Short. One.", font, 900) == "Short. One."
    assert (
        by_sentence("She wanted to return dog food. Flowers arrived.", font, 560).split("\n")[1] == "Flowers arrived."
    )
    long = "A headline without any end that goes on and on and on. And on."
    assert by_sentence(long, font, 300) == long
