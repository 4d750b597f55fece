"""The agenda of a preparation, by key, menu and mouse: its items, their notes, what is left to do, the way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from emptychair.app import commands as c
from emptychair.app.ports import MeetingData
from emptychair.domain.frame import ChairFrame, StoryFrame
from emptychair.domain.ids import ItemId, MeetingId
from emptychair.domain.meeting import Origin
from emptychair.ui.prepare.state import Verdict
from emptychair.ui.shell.page import Place
from tests.ui.prepare.prepared import TITLES, Prepared
from tests.ui.shell.hands import ALT, CTRL, NONE, SHIFT, WAYS, Hands, WordMatcher

K = Qt.Key


def test_arrows_and_mouse_open_an_item(prepared: Prepared) -> None:
    hands = prepared.hands
    hands.press(K.Key_Down)
    assert prepared.here.title == TITLES[1]
    hands.press(K.Key_Up)
    hands.press(K.Key_Up)
    assert prepared.here.title == TITLES[0]
    hands.click(prepared.page.rows[3])
    assert prepared.here.title == TITLES[3]
    assert QApplication.focusWidget() is prepared.page.open_item
    prepared.page.rows[1].setFocus()
    hands.press(K.Key_Return)
    assert prepared.here.title == TITLES[1]


def test_move_by_keys_and_mouse(prepared: Prepared) -> None:
    hands = prepared.hands
    hands.press(K.Key_Down, ALT)
    assert prepared.titles == [TITLES[1], TITLES[0], TITLES[2], TITLES[3]]
    assert prepared.here.title == TITLES[0]
    QApplication.processEvents()
    last = prepared.page.rows[3]
    first = prepared.page.rows[0]
    hands.drag(last, first.mapToGlobal(first.rect().topLeft()))
    assert prepared.titles == [TITLES[3], TITLES[1], TITLES[0], TITLES[2]]


def test_a_row_that_is_only_pressed_is_opened_and_not_moved(prepared: Prepared) -> None:
    before = prepared.titles
    prepared.hands.click(prepared.page.rows[2])
    assert prepared.titles == before
    assert prepared.here.title == TITLES[2]


@pytest.mark.parametrize("way", WAYS)
def test_edit_in_place(prepared: Prepared, way: str) -> None:
    hands, page = prepared.hands, prepared.page
    hands.act(way, key=(K.Key_E,), menu="Edit", mouse=page.open_item._edit)
    assert QApplication.focusWidget() is page.editor.title
    hands.type("Guest checkout")
    page.editor.minutes.setFocus()
    page.editor.minutes.selectAll()
    hands.type("25")
    page.editor.owner.setFocus()
    hands.type("Jörg")
    hands.press(K.Key_Return)
    assert (prepared.here.title, prepared.here.minutes, prepared.here.owner) == ("Guest checkout", 25, "Jörg")
    assert page.editor.isHidden()
    assert QApplication.focusWidget() is page.open_item


def test_letters_and_arrows_typed_into_the_editor_act_on_nothing(prepared: Prepared) -> None:
    hands = prepared.hands
    before = prepared.items
    hands.press(K.Key_E)
    hands.type("sp0x/12")
    hands.press(K.Key_Down)
    hands.press(K.Key_Down, ALT)
    assert prepared.page.editor.isVisible()
    hands.press(K.Key_Escape)
    assert prepared.page.editor.isHidden()
    assert prepared.items == before


def test_a_title_that_is_empty_is_refused_and_stays_open(prepared: Prepared) -> None:
    prepared.hands.press(K.Key_E)
    prepared.page.editor.title.clear()
    prepared.hands.press(K.Key_Return)
    assert prepared.hands.window.toast.text == "An item needs a title: type one."
    assert prepared.page.editor.isVisible()
    assert prepared.titles == list(TITLES)


@pytest.mark.parametrize("way", WAYS)
def test_add_an_item_and_have_it_matched(prepared: Prepared, matcher: WordMatcher, way: str) -> None:
    hands = prepared.hands
    hands.act(way, key=(K.Key_A,), menu="Add an item", mouse=prepared.page.add_button)
    hands.type("Airline and luggage")
    hands.press(K.Key_Return)
    assert prepared.titles == [TITLES[0], "Airline and luggage", *TITLES[1:]]
    assert prepared.here.title == "Airline and luggage"
    hands.qtbot.waitUntil(lambda: prepared.here.choice.origin is Origin.AUTOMATIC)
    assert matcher.asked[-1] == "item"


@pytest.mark.parametrize("way", ["key", "menu"])
def test_split(prepared: Prepared, way: str) -> None:
    hands, page = prepared.hands, prepared.page
    story = prepared.here.choice.story_id
    hands.act(way, key=(K.Key_X,), menu="Split the item", mouse=page.add_button)
    page.editor.titles.setPlainText("Checkout\nPasswords\n")
    hands.press(K.Key_Return, CTRL, on=page.editor.titles)
    assert prepared.titles == ["Checkout", "Passwords", *TITLES[1:]]
    assert prepared.items[0].choice.story_id == story
    hands.qtbot.waitUntil(lambda: prepared.items[1].choice.origin is not Origin.UNMATCHED)


def test_splitting_into_one_is_refused(prepared: Prepared) -> None:
    prepared.hands.press(K.Key_X)
    prepared.hands.click(prepared.page.editor.save)
    assert prepared.hands.window.toast.text.startswith("To split an item")
    assert prepared.titles == list(TITLES)


def test_remove_and_the_toast_takes_it_back(prepared: Prepared) -> None:
    hands = prepared.hands
    hands.press(K.Key_Down)
    hands.press(K.Key_Delete)
    assert prepared.titles == [TITLES[0], TITLES[2], TITLES[3]]
    assert prepared.here.title == TITLES[2]
    hands.window.toast._clicked()
    hands.qtbot.waitUntil(lambda: prepared.titles == list(TITLES))


def test_an_empty_agenda_says_what_to_do(hands: Hands) -> None:
    made = hands.ctx.service.execute(c.CreateMeeting("Board", "en", (), zone="Europe/Berlin"))
    hands.window.go(Place.PREPARE, made.entity)
    page = hands.page
    assert page.empty.isVisible() and not page.open_item.isVisible()
    hands.click(page.empty.button)
    hands.type("Budget")
    hands.press(K.Key_Return)
    hands.qtbot.waitUntil(page.open_item.isVisible)
    for key in (K.Key_S, K.Key_P, K.Key_0, K.Key_1):
        hands.press(key)
    assert not page.empty.isVisible()


def test_keys_on_an_empty_agenda_do_nothing(hands: Hands) -> None:
    made = hands.ctx.service.execute(c.CreateMeeting("Board", "en", (), zone="Europe/Berlin"))
    hands.window.go(Place.PREPARE, made.entity)
    for key in (K.Key_S, K.Key_P, K.Key_0, K.Key_1, K.Key_2, K.Key_E, K.Key_X, K.Key_N, K.Key_M, K.Key_Delete):
        hands.press(key)
    hands.press(K.Key_Slash)
    assert hands.window.place is Place.PREPARE
    assert hands.page.editor.isHidden()


def test_the_note_is_saved_while_it_is_typed(prepared: Prepared) -> None:
    hands = prepared.hands
    hands.press(K.Key_N)
    assert QApplication.focusWidget() is prepared.page.open_item.note
    hands.type("Ask Jörg s p 0")
    hands.qtbot.waitUntil(lambda: prepared.here.note == "Ask Jörg s p 0")
    hands.type("!")
    hands.press(K.Key_Escape)
    assert prepared.here.note.endswith("!")
    assert QApplication.focusWidget() is prepared.page.open_item


def test_a_note_half_typed_is_kept_when_one_goes_on(prepared: Prepared) -> None:
    hands = prepared.hands
    hands.press(K.Key_N)
    hands.type("quick")
    hands.click(prepared.page.rows[2])
    assert prepared.items[0].note == "quick"
    assert prepared.page.open_item.note.toPlainText() == ""


def test_the_note_is_on_no_picture_of_the_wall(prepared: Prepared) -> None:
    prepared.hands.ctx.bus.do(c.SetNote(prepared.here.id, "SECRET"))
    assert prepared.page.open_item.note.toPlainText() == "SECRET"
    assert "SECRET" not in prepared.page.wall_card.picture.accessibleName()


def test_what_is_left_to_do_and_where(prepared: Prepared) -> None:
    hands = prepared.hands
    german = hands.ctx.reader.story_by_source_id("de-10")
    assert german is not None
    hands.ctx.bus.do(c.ChooseStory(prepared.items[3].id, german.id))
    assert "Item 4: told in German" in prepared.todo
    line = next(one for one in prepared.page.todo.lines if one.words_shown == "Item 4: told in German")
    hands.click(line)
    assert prepared.here.title == TITLES[3]


def test_a_story_that_is_too_long_is_refused_for_the_wall(prepared: Prepared) -> None:
    ctx = prepared.hands.ctx
    story = ctx.reader.story_by_source_id("en-16")
    assert story is not None
    long = replace(story, excerpt="", text="A customer waited. " * 80)
    ctx.bus.do(c.EditStory(long))
    ctx.bus.do(c.ClearStories((story.id,), "Petra"))
    ctx.bus.do(c.ChooseStory(prepared.items[0].id, story.id))
    assert "Item 1: too long, choose an excerpt" in prepared.todo
    assert "choose an excerpt" in prepared.page.wall_card._fit.text()


def test_a_story_that_loses_its_clearance_shows_the_chair(prepared: Prepared) -> None:
    story_id = prepared.here.choice.story_id
    detail = prepared.page.presenter.state.detail  # type: ignore[union-attr]
    assert detail is not None and isinstance(detail.frame.content, StoryFrame)
    prepared.hands.ctx.bus.do(c.WithdrawStories((story_id,)))  # type: ignore[arg-type]
    assert prepared.verdicts[0] is Verdict.UNCLEARED
    detail = prepared.page.presenter.state.detail  # type: ignore[union-attr]
    assert detail is not None and isinstance(detail.frame.content, ChairFrame)
    assert prepared.page.open_item.clear_button.isVisible()
    prepared.hands.click(prepared.page.open_item.clear_button)
    assert prepared.hands.window.place is Place.CLEARANCE


def test_a_deleted_story_is_said_to_be_gone(prepared: Prepared) -> None:
    prepared.hands.ctx.bus.do(c.DeleteStories((prepared.here.choice.story_id,)))  # type: ignore[arg-type]
    assert "no longer in the library" in prepared.page.open_item._sentence.text()


def test_nothing_left_to_do(hands: Hands, make_meeting: Callable[..., MeetingData]) -> None:
    data = make_meeting(hands.ctx)
    hands.window.go(Place.PREPARE, data.meeting.id)
    assert hands.page.presenter.state.todo == ()
    assert hands.page.todo._done.isVisible()


@pytest.mark.parametrize("way", WAYS)
def test_start_opens_the_console(prepared: Prepared, way: str) -> None:
    hands = prepared.hands
    hands.act(way, key=(K.Key_F5,), menu="Start the meeting", mouse=prepared.page.start_button)
    console = hands.window.windows.window(Place.CONSOLE)
    assert console is not None and console.isVisible()
    assert hands.ctx.reader.running_meeting() is None


def test_rehearse(prepared: Prepared) -> None:
    prepared.hands.press(K.Key_F5, SHIFT)
    running = prepared.hands.ctx.reader.running_meeting()
    assert running is not None and running.rehearsal


def test_time_and_place(prepared: Prepared) -> None:
    from emptychair.ui.prepare.meeting_dialog import MeetingDialog

    hands = prepared.hands
    hands.press(K.Key_E, CTRL)
    dialog = prepared.page.findChild(MeetingDialog)
    assert dialog is not None and dialog.isVisible()
    dialog.form.title.clear()
    hands.click(dialog.save)
    assert dialog.isVisible() and dialog._problem.text() == "The meeting needs a title: type one."
    dialog.form.title.setText("Board, autumn")
    dialog.form.place.setText("Room 4.12")
    hands.click(dialog.save)
    assert prepared.page.header.title.text() == "Board, autumn"
    assert "Room 4.12" in prepared.page.header.sentence.text()
    hands.window.activateWindow()
    hands.qtbot.waitUntil(hands.window.isActiveWindow)
    hands.press(K.Key_Z, CTRL)
    hands.qtbot.waitUntil(lambda: prepared.page.header.title.text() == "Board")


def test_html_in_a_story_is_drawn_as_it_is_written(prepared: Prepared) -> None:
    ctx = prepared.hands.ctx
    story = ctx.reader.story_by_source_id("en-16")
    assert story is not None
    nasty = "Preis <b 20 Euro und <img src='file:///etc/passwd'> > 3 Wochen"
    ctx.bus.do(c.EditStory(replace(story, headline=nasty, text=nasty, excerpt="", customer=nasty)))
    ctx.bus.do(c.ClearStories((story.id,), "Petra"))
    ctx.bus.do(c.ChooseStory(prepared.items[0].id, story.id))
    item = prepared.page.open_item
    for label in (item._headline, item._text, item._who):
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert "<img" in label.text()


def test_a_meeting_deleted_elsewhere_leads_to_the_list(prepared: Prepared) -> None:
    prepared.hands.ctx.bus.do(c.DeleteMeeting(prepared.meeting_id))
    assert prepared.hands.window.place is Place.MEETINGS


def test_the_page_follows_the_console(prepared: Prepared) -> None:
    ctx = prepared.hands.ctx
    ctx.bus.do(c.StartMeeting(prepared.meeting_id))
    assert prepared.page.start_button.words_shown == "Open the console"
    assert not prepared.page.rehearse_button.isVisible()
    ctx.bus.do(c.LateItem(prepared.meeting_id, "Came up"))
    assert "Came up" in prepared.titles
    assert ItemId(prepared.items[0].id) is not None


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (960, 540), (720, 440)])
def test_nothing_is_wider_than_the_window(prepared: Prepared, width: int, height: int) -> None:
    prepared.hands.window.resize(width, height)
    QApplication.processEvents()
    page = prepared.page
    for step in range(4):
        inner: Any = page.area.widget()
        assert inner.width() <= page.area.viewport().width(), step
        prepared.hands.press(K.Key_Down, NONE)


@pytest.mark.slow
def test_with_the_real_matcher(make_desk, open_main, make_meeting) -> None:
    desk = make_desk(threaded=True)
    data = desk.service.execute(
        c.CreateMeeting(
            "Board", "en", (c.NewItem("Checkout: make the account optional?"), c.NewItem("Patent renewals")), zone="UTC"
        )
    )
    hands = open_main(desk)
    hands.window.go(Place.PREPARE, data.entity)
    made = Prepared(hands, MeetingId(data.entity))
    hands.qtbot.waitUntil(lambda: all(i.choice.origin is Origin.AUTOMATIC for i in made.items), timeout=60_000)
    assert made.verdicts[0] is Verdict.STRONG
    assert made.page.open_item._why.text().startswith("Why this one? ")
