"""Each act of the console by key, by menu and by mouse, on the real window and a real workspace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from emptychair.app import commands as c
from emptychair.domain.decision import Counted, Door
from emptychair.domain.frame import Blank, ChairFrame, ClosingFrame, DecisionFrame, StoryFrame, WelcomeFrame
from emptychair.domain.meeting import ItemState, MeetingState, View
from emptychair.ui.console.actions import ACTS

Key = Qt.Key
NONE, SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
WAYS = ("key", "menu", "mouse")


def shown(hands: Any) -> Any:
    """The content that the room sees."""
    return hands.wall.frame.content


def do(hands: Any, way: str, name: str, key: tuple[Any, Any], button: Callable[[], Any]) -> None:
    if way == "key":
        hands.press(*key)
    elif way == "menu":
        hands.menu(name)
    else:
        hands.click(button())


def test_start_puts_the_welcome_picture_on_the_wall(
    desk: Any, make_meeting: Any, open_console: Any, request: pytest.FixtureRequest
) -> None:
    for way in WAYS:
        hands = open_console(desk, make_meeting(desk), start=False)
        assert hands.window.wall_side.stage is None
        do(hands, way, "start", (Key.Key_F5, NONE), lambda h=hands: h.window.banner.buttons[0])
        assert hands.data.meeting.state is MeetingState.LIVE
        assert isinstance(shown(hands), WelcomeFrame)
        assert hands.wall.isVisible()
        assert not hands.window.banner.isVisible()


def test_rehearsal_says_so_in_console_and_on_the_wall(desk: Any, make_meeting: Any, open_console: Any) -> None:
    hands = open_console(desk, make_meeting(desk), start=False)
    hands.press(Key.Key_F5, SHIFT)
    assert hands.data.meeting.rehearsal
    assert hands.wall.frame.rehearsal == "Rehearsal"
    assert hands.window.header.rehearsal.isVisible()


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_PageDown])
def test_next_and_back_step_through_the_meeting(hands: Any, key: Key) -> None:
    assert isinstance(shown(hands), StoryFrame)
    hands.press(key)
    assert hands.here.position == 2
    hands.press(key)
    assert hands.here.position == 3
    assert isinstance(shown(hands), ChairFrame)
    hands.press(key)
    assert isinstance(shown(hands), ClosingFrame)
    hands.press(key)
    assert isinstance(shown(hands), ClosingFrame)
    for position in (3, 2, 1):
        hands.press(Key.Key_PageUp)
        assert hands.here.position == position
    hands.press(Key.Key_PageUp)
    assert isinstance(shown(hands), WelcomeFrame)


def test_a_key_held_down_is_one_step(hands: Any) -> None:
    """Auto-repeat is off for every action, so that a clicker held down does not run through the agenda."""
    assert all(not hands.window.actions_[act.name].autoRepeat() for act in ACTS)


def test_no_key_is_given_twice_and_none_is_alt_gr(hands: Any) -> None:
    keys = [key for act in ACTS for key in act.keys]
    assert len(keys) == len(set(keys))
    assert not [key for key in keys if "Ctrl+Alt" in key or "Alt+Ctrl" in key]


def test_every_action_is_in_the_menu_with_its_key(hands: Any) -> None:
    inside = {action.objectName() for part in hands.window.header.menu.actions() for action in part.menu().actions()}
    assert inside == {act.name for act in ACTS} - {"next_page"}


def test_the_same_keys_work_with_the_focus_on_the_stage(hands: Any) -> None:
    hands.wall.activateWindow()
    hands.qtbot.waitUntil(hands.wall.isActiveWindow)
    QTest.keyClick(hands.wall, Key.Key_Space)
    assert hands.here.position == 2
    QTest.keyClick(hands.wall, Key.Key_B)
    assert hands.wall.frame.blank is Blank.BLACK
    QTest.keyClick(hands.wall, Key.Key_Escape)
    assert hands.wall.frame.blank is Blank.BLACK
    assert hands.wall.isVisible()


# ------------------------------------------------------------------------------------------- the story
@pytest.mark.parametrize("way", WAYS)
def test_no_story_shows_the_chair_and_undo_brings_it_back(hands: Any, way: str) -> None:
    before = hands.here.choice
    do(hands, way, "none", (Key.Key_0, NONE), lambda: hands.window.live_panel.none)
    assert hands.here.choice.story_id is None
    assert isinstance(shown(hands), ChairFrame)
    hands.press(Key.Key_Z)
    assert hands.here.choice == before
    assert isinstance(shown(hands), StoryFrame)


@pytest.mark.parametrize("way", WAYS)
def test_swap_and_its_undo(hands: Any, desk: Any, way: str) -> None:
    before, after = with_alternates(hands, desk)
    do(hands, way, "swap", (Key.Key_S, NONE), lambda: hands.window.live_panel.swap)
    assert hands.here.choice.story_id == after
    hands.press(Key.Key_Z)
    assert hands.here.choice.story_id == before


@pytest.mark.parametrize("way", WAYS)
def test_an_alternate_is_one_key_away(hands: Any, desk: Any, way: str) -> None:
    before, after = with_alternates(hands, desk)
    do(hands, way, "first", (Key.Key_J, NONE), lambda: hands.window.live_panel.cards[0])
    assert hands.here.choice.story_id == after
    hands.press(Key.Key_Z)
    assert hands.here.choice.story_id == before


@pytest.mark.parametrize("way", WAYS)
def test_pin_is_a_toggle(hands: Any, way: str) -> None:
    for pinned in (True, False):
        do(hands, way, "pin", (Key.Key_P, NONE), lambda: hands.window.live_panel.pin)
        assert hands.here.choice.pinned is pinned
        assert hands.window.live_panel.pin.isChecked() is pinned
    hands.press(Key.Key_Z)
    assert hands.here.choice.pinned


def with_alternates(hands: Any, desk: Any) -> tuple[str, str]:
    """Another story was chosen before the present one: it is the next candidate."""
    before = hands.here.choice.story_id
    other = desk.reader.story_by_source_id("en-22")
    desk.bus.do(c.ChooseStory(hands.here.id, other.id))
    desk.bus.do(c.ChooseStory(hands.here.id, before))
    return before, other.id


# ------------------------------------------------------------------------------------------- the wall
@pytest.mark.parametrize(
    ("name", "key", "blank"), [("black", Key.Key_B, Blank.BLACK), ("hide", Key.Key_H, Blank.HIDDEN)]
)
@pytest.mark.parametrize("way", ["key", "menu"])
def test_black_and_hide_are_toggles(hands: Any, name: str, key: Key, blank: Blank, way: str) -> None:
    for wanted in (blank, Blank.NONE):
        do(hands, way, name, (key, NONE), lambda: None)
        assert hands.wall.frame.blank is wanted
        assert hands.data.wall.blank is wanted
        assert hands.window.actions_[name].isChecked() is (wanted is not Blank.NONE)


def test_hide_by_its_button(hands: Any) -> None:
    hands.click(hands.window.header.hide_button)
    assert hands.wall.frame.blank is Blank.HIDDEN


def test_going_on_while_black_stays_black(hands: Any) -> None:
    hands.press(Key.Key_Period)
    hands.press(Key.Key_Space)
    assert hands.here.position == 2
    assert hands.wall.frame.blank is Blank.BLACK
    hands.press(Key.Key_B)
    assert hands.wall.frame.blank is Blank.NONE
    assert shown(hands).heading.startswith("2")


def test_black_over_hidden_gives_hidden_back(hands: Any) -> None:
    hands.press(Key.Key_H)
    hands.press(Key.Key_B)
    assert hands.wall.frame.blank is Blank.BLACK
    hands.press(Key.Key_B)
    assert hands.wall.frame.blank is Blank.HIDDEN


def test_freeze_holds_the_picture_and_black_passes(hands: Any) -> None:
    hands.press(Key.Key_F)
    hands.press(Key.Key_Space)
    assert hands.here.position == 2
    assert shown(hands).heading.startswith("1")
    hands.press(Key.Key_B)
    assert hands.wall.frame.blank is Blank.BLACK
    hands.press(Key.Key_B)
    assert shown(hands).heading.startswith("1")
    hands.press(Key.Key_F)
    assert shown(hands).heading.startswith("2")


def test_panic_blanks_while_typing_and_again_changes_nothing(hands: Any) -> None:
    hands.press(Key.Key_D)
    hands.type("We will")
    for _ in range(2):
        hands.press(Key.Key_F12)
        assert hands.wall.frame.blank is Blank.BLACK
        assert hands.data.wall.blank is Blank.BLACK
    assert hands.window.decision.field.toPlainText() == "We will"
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_B)
    assert hands.wall.frame.blank is Blank.NONE


def test_panic_works_under_every_overlay(hands: Any) -> None:
    for name in ("commands", "keys", "late", "search", "split"):
        hands.neutral()
        hands.window.actions_[name].trigger()
        QApplication.processEvents()
        hands.press(Key.Key_F12)
        assert hands.wall.frame.blank is Blank.BLACK, name
        hands.press(Key.Key_Escape)
        hands.neutral()
        hands.press(Key.Key_B)
        assert hands.wall.frame.blank is Blank.NONE, name


def test_panic_works_while_the_menu_is_open(hands: Any) -> None:
    hands.click(hands.window.header.menu_button)
    menu = hands.window.header.menu
    assert menu.isVisible()
    QTest.keyClick(menu, Key.Key_F12)
    assert hands.wall.frame.blank is Blank.BLACK
    menu.close()


@pytest.mark.parametrize("way", WAYS)
def test_the_last_decision_is_read_back_and_goes_again(hands: Any, way: str) -> None:
    hands.press(Key.Key_D)
    hands.type("Refund at once @Jana #changed")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Escape)
    for kind, view in ((DecisionFrame, View.DECISION), (StoryFrame, View.ITEM)):
        do(hands, way, "read_back", (Key.Key_V, NONE), lambda: hands.window.decision.so_far.rows[0].read)
        assert isinstance(shown(hands), kind)
        assert hands.data.meeting.view is view


@pytest.mark.parametrize("way", ["key", "menu"])
def test_closing_the_wall_leaves_the_console_and_the_meeting(hands: Any, way: str) -> None:
    do(hands, way, "wall", (Key.Key_W, SHIFT), lambda: None)
    assert not hands.wall.isVisible()
    assert hands.window.isVisible()
    assert hands.window.header.chip.text() == "The wall is closed"
    hands.click(hands.window.header.wall_button)
    assert hands.wall.isVisible()
    assert hands.data.meeting.state is MeetingState.LIVE


# ------------------------------------------------------------------------------------------- the agenda
@pytest.mark.parametrize("way", WAYS)
def test_a_late_topic_stands_after_the_present_item(hands: Any, way: str) -> None:
    do(hands, way, "late", (Key.Key_T, NONE), lambda: hands.window.agenda.late)
    hands.type("Fire drill 10 min")
    hands.press(Key.Key_Return)
    item = hands.data.items[1]
    assert (item.title, item.minutes, item.late, item.position) == ("Fire drill", 10, True, 2)
    assert hands.here.position == 1
    hands.press(Key.Key_Z)
    assert len(hands.data.items) == 3


@pytest.mark.parametrize(
    ("name", "key", "state"), [("defer", Key.Key_D, ItemState.DEFERRED), ("park", Key.Key_P, ItemState.PARKED)]
)
@pytest.mark.parametrize("way", WAYS)
def test_defer_and_park_make_way_and_come_back(hands: Any, name: str, key: Key, state: ItemState, way: str) -> None:
    do(hands, way, name, (key, SHIFT), lambda: getattr(hands.window.agenda, name))
    assert hands.data.items[0].state is state
    assert hands.here.position == 2
    assert shown(hands).heading.startswith("2")
    hands.press(Key.Key_Z)
    assert hands.data.items[0].state is ItemState.OPEN
    assert hands.here.position == 1


@pytest.mark.parametrize("way", ["key", "menu"])
def test_reordering_by_key(hands: Any, way: str) -> None:
    titles = [item.title for item in hands.data.items]
    do(hands, way, "down", (Key.Key_Down, ALT), lambda: None)
    assert [item.title for item in hands.data.items] == [titles[1], titles[0], titles[2]]
    assert hands.here.title == titles[0]
    do(hands, way, "up", (Key.Key_Up, ALT), lambda: None)
    assert [item.title for item in hands.data.items] == titles
    hands.press(Key.Key_Z)
    hands.press(Key.Key_Z)
    assert [item.title for item in hands.data.items] == titles


def test_reordering_by_dragging(hands: Any) -> None:
    titles = [item.title for item in hands.data.items]
    rows = hands.window.agenda.column.rows
    start, end = QPoint(20, 20), QPoint(20, rows[2].y() + rows[2].height() - 4 - rows[0].y())
    QTest.mousePress(rows[0], Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(rows[0], start + (end - start) * step / 5)
    QTest.mouseRelease(rows[0], Qt.MouseButton.LeftButton, pos=end)
    assert [item.title for item in hands.data.items] == [titles[1], titles[2], titles[0]]


@pytest.mark.parametrize("way", ["key", "menu"])
def test_split(hands: Any, way: str) -> None:
    do(hands, way, "split", (Key.Key_S, SHIFT), lambda: None)
    hands.type("Second half")
    hands.press(Key.Key_Return, CTRL)
    assert [item.title for item in hands.data.items][:2] == ["Checkout: make the account optional?", "Second half"]
    hands.press(Key.Key_Z)
    assert len(hands.data.items) == 3


@pytest.mark.parametrize("way", ["key", "menu"])
def test_changing_an_item(hands: Any, way: str) -> None:
    do(hands, way, "edit_item", (Key.Key_E, NONE), lambda: None)
    hands.type("Checkout")  # the title is selected
    hands.press(Key.Key_Return)
    assert hands.here.title == "Checkout"
    assert shown(hands).heading == "1 · Checkout"
    hands.press(Key.Key_Z)
    assert hands.here.title == "Checkout: make the account optional?"


@pytest.mark.parametrize("way", WAYS)
def test_no_decision_is_explicit(hands: Any, way: str) -> None:
    do(hands, way, "undecided", (Key.Key_X, NONE), lambda: hands.window.decision.undecided)
    assert hands.here.undecided
    hands.press(Key.Key_Z)
    assert not hands.here.undecided


def test_jumping_is_a_deliberate_act(hands: Any) -> None:
    third = hands.window.agenda.column.rows[2]
    before = hands.wall.frame
    hands.click(third)
    assert hands.wall.frame == before
    assert hands.here.position == 1
    assert hands.window.live_panel.go.isVisible()
    hands.click(hands.window.live_panel.go)
    assert hands.here.position == 3
    first = hands.window.agenda.column.rows[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert hands.here.position == 3
    hands.press(Key.Key_Down)
    assert hands.here.position == 3
    hands.press(Key.Key_Return)
    assert hands.here.position == 2
    QTest.mouseDClick(first, Qt.MouseButton.LeftButton)
    assert hands.here.position == 1


def test_jumping_by_number(hands: Any) -> None:
    hands.press(Key.Key_G)
    hands.type("3")
    assert hands.here.position == 1
    hands.press(Key.Key_Return)
    assert hands.here.position == 3
    hands.press(Key.Key_G)
    hands.type("9")
    hands.press(Key.Key_Return)
    assert hands.here.position == 3
    assert hands.window.toast.text == "There is no item 9."


# ------------------------------------------------------------------------------------------- undo, end
def test_undo_and_redo_of_a_step(hands: Any) -> None:
    hands.press(Key.Key_Space)
    hands.press(Key.Key_Z, CTRL)
    assert hands.here.position == 1
    hands.press(Key.Key_Z, SHIFT)
    assert hands.here.position == 2
    hands.press(Key.Key_Z)
    hands.press(Key.Key_Z, CTRL | SHIFT)
    assert hands.here.position == 2


def test_the_undo_of_the_message_takes_that_act_back(hands: Any) -> None:
    hands.press(Key.Key_0)
    assert hands.window.toast.text == "No story for this item"
    hands.click(hands.window.toast.findChild(type(hands.window.toast._button)))
    assert hands.here.choice.story_id is not None


def test_a_newer_act_takes_the_undo_off_the_message(hands: Any) -> None:
    hands.press(Key.Key_0)
    assert hands.window.toast.isVisible()
    hands.press(Key.Key_Space)
    assert not hands.window.toast.isVisible()


@pytest.mark.parametrize("way", ["menu", "mouse"])
def test_ending_shows_the_closing_picture_and_offers_the_summary(hands: Any, way: str) -> None:
    do(hands, way, "end", (None, None), lambda: hands.window.header.end_button)
    assert hands.data.meeting.state is MeetingState.ENDED
    assert isinstance(shown(hands), ClosingFrame)
    asked: list[str] = []
    hands.window.summary_requested.connect(asked.append)
    hands.click(hands.window.banner.buttons[0])
    assert asked == [hands.window.meeting_id]
    hands.click(hands.window.banner.buttons[1])
    assert hands.data.meeting.state is MeetingState.LIVE


def test_undo_of_the_end(hands: Any) -> None:
    hands.menu("end")
    hands.press(Key.Key_Z)
    assert hands.data.meeting.state is MeetingState.LIVE
    assert hands.here.position == 1


def test_capture_is_asked_for_from_anywhere(hands: Any) -> None:
    asked: list[bool] = []
    hands.window.capture_requested.connect(lambda: asked.append(True))
    hands.press(Key.Key_H, CTRL)
    hands.press(Key.Key_D)
    hands.press(Key.Key_H, CTRL)
    assert asked == [True, True]


def test_the_palette_finds_and_runs_an_action(hands: Any) -> None:
    hands.press(Key.Key_D)
    hands.press(Key.Key_K, CTRL)
    hands.type("no sto")
    hands.press(Key.Key_Return)
    hands.qtbot.waitUntil(lambda: hands.here.choice.story_id is None)


def test_the_palette_and_the_keys_page_list_every_action(hands: Any) -> None:
    hands.press(Key.Key_K, CTRL)
    picks = hands.window.surfaces.palette.list.picks
    assert {pick.value for pick in picks} == {act.name for act in ACTS} - {"next_page"}
    assert all(pick.key for pick in picks if next(act for act in ACTS if act.name == pick.value).keys)
    hands.press(Key.Key_Escape)
    hands.neutral()
    hands.press(Key.Key_Question)
    assert hands.window.surfaces.keys.isVisible()


def test_space_presses_a_button_that_has_the_focus_by_tab(hands: Any) -> None:
    hands.window.live_panel.pin.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press(Key.Key_Space)
    assert hands.here.position == 1
    assert hands.here.choice.pinned


def test_a_click_leaves_the_focus_so_that_space_still_means_next(hands: Any) -> None:
    hands.click(hands.window.live_panel.pin)
    hands.press(Key.Key_Space)
    assert hands.here.position == 2


def test_the_four_ways_and_the_door_by_key(hands: Any) -> None:
    hands.press(Key.Key_D)
    hands.type("Refund at once")
    hands.press(Key.Key_Escape)
    for key, counted in zip((Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4), Counted, strict=True):
        hands.press(key)
        assert hands.window.decision.counted.value() == counted.value
    hands.press(Key.Key_6)
    assert hands.window.decision.door.value() == Door.ONE_WAY.value
    hands.press(Key.Key_5)
    assert hands.window.decision.door.value() == Door.TWO_WAY.value
    hands.press(Key.Key_Return, CTRL)
    made = hands.data.decisions[0]
    assert (made.text, made.counted, made.door) == ("Refund at once", Counted.NOT_REFERENCED, Door.TWO_WAY)
    assert isinstance(hands.window.actions_["save"], QAction)
