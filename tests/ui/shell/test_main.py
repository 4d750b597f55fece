"""The main window by key, menu and mouse."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from emptychair.app import commands as c
from emptychair.app.ports import MeetingData
from emptychair.domain.errors import BadInput
from emptychair.domain.ids import MeetingId
from emptychair.domain.meeting import MeetingState
from emptychair.store.workspace import backup
from emptychair.ui.app import use_language
from emptychair.ui.context import UiContext
from emptychair.ui.shell import MainWindow
from emptychair.ui.shell.keysheet import KeySheet
from emptychair.ui.shell.page import Place
from emptychair.ui.shell.palette import CommandPalette
from tests.ui.shell.hands import ALT, CTRL, NONE, SHIFT, WAYS, Hands

K = Qt.Key
GO = {
    Place.LIBRARY: (K.Key_2, "Library"),
    Place.CLEARANCE: (K.Key_3, "Clearance"),
    Place.MEETINGS: (K.Key_4, "Meetings"),
    Place.SETTINGS: (K.Key_Comma, "Settings"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("place", GO)
def test_every_place_is_one_act_away(hands: Hands, place: Place, way: str) -> None:
    key, name = GO[place]
    hands.act(way, key=(key, CTRL), menu=name, mouse=hands.window.navigation.item(place))
    assert hands.window.place is place
    assert hands.window.navigation.item(place).isChecked()
    assert hands.page.isVisible()


def test_pages_are_made_when_they_are_first_visited(hands: Hands) -> None:
    assert hands.window.stack.count() == 1
    hands.press(K.Key_4, CTRL)
    assert hands.window.stack.count() == 2
    hands.press(K.Key_1, CTRL)
    hands.press(K.Key_4, CTRL)
    assert hands.window.stack.count() == 2


@pytest.mark.parametrize("way", WAYS)
def test_new_meeting(hands: Hands, way: str) -> None:
    button = hands.page.new_button
    hands.act(way, key=(K.Key_N, CTRL), menu="New meeting", mouse=button)
    assert hands.window.place is Place.NEW_MEETING
    assert hands.window.navigation.item(Place.MEETINGS).isChecked()


@pytest.mark.parametrize("way", WAYS)
def test_a_story_heard_has_its_window(hands: Hands, way: str) -> None:
    hands.act(way, key=(K.Key_H, CTRL), menu="Story heard", mouse=hands.page.heard_button)
    window = hands.window.windows.window(Place.CAPTURE)
    assert window is not None and window.isVisible()
    hands.press(K.Key_H, CTRL, on=hands.window)
    assert hands.window.windows.window(Place.CAPTURE) is window


@pytest.mark.parametrize("way", ["key", "menu"])
def test_import_has_its_window(hands: Hands, way: str) -> None:
    hands.act(way, key=(K.Key_I, CTRL), menu="Import stories", mouse=hands.page.new_button)
    window = hands.window.windows.window(Place.IMPORT)
    assert window is not None and window.isVisible()


def test_back_goes_the_way_one_came(hands: Hands) -> None:
    hands.press(K.Key_4, CTRL)
    hands.press(K.Key_Comma, CTRL)
    hands.press(K.Key_Left, ALT, on=hands.window)
    assert hands.window.place is Place.MEETINGS
    hands.press(K.Key_Left, ALT, on=hands.window)
    assert hands.window.place is Place.START
    hands.press(K.Key_Left, ALT, on=hands.window)
    assert hands.window.place is Place.START


def test_slash_searches_the_library_from_anywhere(hands: Hands) -> None:
    hands.press(K.Key_Slash)
    assert hands.window.place is Place.LIBRARY
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_letters_typed_into_a_field_drive_nothing(hands: Hands) -> None:
    hands.press(K.Key_N, CTRL)
    hands.page.form.title.setFocus()
    hands.type("?/?")
    assert hands.window.place is Place.NEW_MEETING
    assert hands.page.form.title.text() == "?/?"
    assert hands.window.findChild(KeySheet) is None


# --------------------------------------------------------------------------------------------------- palette, keys
def palette(hands: Hands) -> CommandPalette:
    found = hands.window.findChild(CommandPalette)
    assert found is not None
    return found


def test_palette_does_an_act_by_its_name(hands: Hands) -> None:
    hands.press(K.Key_K, CTRL)
    hands.type("sett")
    assert palette(hands).shown == ["Settings"]
    hands.press(K.Key_Return)
    assert hands.window.place is Place.SETTINGS
    assert not palette(hands).isVisible()


def test_palette_arrows_go_round_and_escape_gives_the_focus_back(hands: Hands) -> None:
    before = QApplication.focusWidget()
    hands.press(K.Key_K, CTRL)
    last = palette(hands).list.count() - 1
    hands.press(K.Key_Up)
    assert palette(hands).list.currentRow() == last
    hands.press(K.Key_Down)
    assert palette(hands).list.currentRow() == 0
    hands.press(K.Key_Escape)
    assert not palette(hands).isVisible()
    assert QApplication.focusWidget() is before


def test_palette_says_when_nothing_has_that_name(hands: Hands) -> None:
    hands.press(K.Key_K, CTRL)
    hands.type("zzzz")
    assert palette(hands).shown == []
    assert palette(hands).nothing.isVisible()
    hands.press(K.Key_Return)
    assert palette(hands).isVisible()


def test_palette_knows_the_acts_of_the_page(hands: Hands, make_meeting: Callable[..., MeetingData]) -> None:
    data = make_meeting(hands.ctx)
    hands.window.go(Place.PREPARE, data.meeting.id)
    hands.press(K.Key_K, CTRL)
    assert {"Pin", "No story", "Rehearse"} <= set(palette(hands).shown)


def test_every_act_of_the_menu_says_its_key(hands: Hands) -> None:
    menu = hands.window.menu()
    subs: list[Any] = [action.menu() for action in menu.actions()]
    texts = {action.text(): action.shortcut().toString() for sub in subs for action in sub.actions()}
    assert texts["New meeting"] == "Ctrl+N"
    assert texts["Undo"] == "Ctrl+Z"
    assert texts["All keys"] == "?"


def test_all_keys_on_one_sheet(hands: Hands) -> None:
    hands.press(K.Key_Question)
    sheet = hands.window.findChild(KeySheet)
    assert sheet is not None and sheet.isVisible() and not sheet.isModal()
    words = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"New meeting", "Ctrl+N", "Turn to the next meeting"} <= words
    hands.press(K.Key_Escape, on=sheet)
    assert not sheet.isVisible()


def test_no_two_acts_share_a_key(hands: Hands, make_meeting: Callable[..., MeetingData]) -> None:
    data = make_meeting(hands.ctx)
    places = [(Place.PREPARE, data.meeting.id), (Place.SUMMARY, data.meeting.id), (Place.NEW_MEETING, "")]
    for place, ident in [*places, (Place.MEETINGS, ""), (Place.LIBRARY, ""), (Place.CLEARANCE, ""), (Place.START, "")]:
        hands.window.go(place, ident)
        keys = [
            key.toString()
            for _, actions in hands.window._groups()
            for action in actions
            for key in action.shortcuts()
            if key.toString()
        ]
        doubled = {key for key in keys if keys.count(key) > 1}
        assert not doubled, f"{place}: {doubled}"


# --------------------------------------------------------------------------------------------------- undo, messages
def test_undo_and_redo_of_the_library_tell_what_they_did(hands: Hands) -> None:
    story = hands.ctx.reader.story_by_source_id("en-16")
    assert story is not None
    hands.ctx.bus.do(c.DeleteStories((story.id,)))
    assert hands.ctx.reader.counts().stories == 59
    hands.press(K.Key_Z, CTRL)
    hands.qtbot.waitUntil(lambda: hands.ctx.reader.counts().stories == 60)
    hands.qtbot.waitUntil(lambda: hands.window.toast.text.startswith("Taken back"))
    hands.press(K.Key_Z, CTRL | SHIFT)
    hands.qtbot.waitUntil(lambda: hands.ctx.reader.counts().stories == 59)


def test_nothing_to_undo_is_said_in_one_sentence(hands: Hands, make_desk: Callable[..., UiContext]) -> None:
    hands.window.ctx.bus.act(c.Undo("nowhere"))
    hands.qtbot.waitUntil(lambda: hands.window.toast.text == "There is nothing to undo.")


def test_an_error_of_an_act_is_told_and_nothing_else_happens(hands: Hands) -> None:
    hands.ctx.bus.failed.emit(BadInput("This needs a title: type one."))
    assert hands.window.toast.text == "This needs a title: type one."


def test_undo_in_a_field_is_the_field_s(hands: Hands, make_meeting: Callable[..., MeetingData]) -> None:
    make_meeting(hands.ctx)
    hands.press(K.Key_N, CTRL)
    field = hands.page.form.title
    field.setFocus()
    hands.type("Board")
    hands.press(K.Key_Z, CTRL)
    assert field.text() == ""
    assert len(hands.ctx.reader.meetings()) == 1


# --------------------------------------------------------------------------------------------------- resume
def test_a_meeting_left_running_is_offered_to_go_on(
    desk: UiContext, make_meeting: Callable[..., MeetingData], open_main: Callable[..., Hands]
) -> None:
    data = make_meeting(desk)
    desk.service.execute(c.StartMeeting(data.meeting.id))
    desk.service.execute(c.GoNext(data.meeting.id))
    hands = open_main(desk)
    assert hands.window.resume.isVisible()
    hands.click(hands.window.resume.go_button)
    console = hands.window.windows.window(Place.CONSOLE)
    assert console is not None and console.isVisible()
    assert desk.reader.running_meeting() is not None
    assert hands.window.resume.end_button.isHidden()
    console.close()
    hands.qtbot.waitUntil(lambda: hands.window.windows.window(Place.CONSOLE) is None)
    assert hands.window.resume.end_button.isVisible()


def test_a_meeting_left_running_can_be_ended_at_its_last_event(
    desk: UiContext, make_meeting: Callable[..., MeetingData], open_main: Callable[..., Hands]
) -> None:
    data = make_meeting(desk)
    desk.service.execute(c.StartMeeting(data.meeting.id))
    desk.service.execute(c.GoNext(data.meeting.id))
    last = desk.reader.running_meeting()
    assert last is not None
    hands = open_main(desk)
    hands.click(hands.window.resume.end_button)
    hands.qtbot.waitUntil(lambda: not hands.window.resume.isVisible())
    ended = desk.reader.meeting(data.meeting.id)
    assert ended is not None and ended.meeting.state is MeetingState.ENDED
    assert ended.meeting.ended_at == last.last_act_at
    hands.window.toast._clicked()
    hands.qtbot.waitUntil(hands.window.resume.isVisible)


# --------------------------------------------------------------------------------------------------- sizes, languages
def test_under_1200_pixels_the_navigation_shows_icons_with_names(
    desk: UiContext, open_main: Callable[..., Hands]
) -> None:
    hands = open_main(desk, 1000, 600)
    item = hands.window.navigation.item(Place.LIBRARY)
    assert hands.window.navigation.width() == 72
    assert item.accessibleName() == "Library"
    assert "Library" in item.toolTip()
    hands.window.resize(1400, 800)
    hands.qtbot.waitUntil(lambda: hands.window.navigation.width() == 224)
    assert item.toolTip() == ""


def test_the_language_switches_live_on_every_page(hands: Hands, make_meeting: Callable[..., MeetingData]) -> None:
    data = make_meeting(hands.ctx)
    for place in (Place.MEETINGS, Place.SETTINGS, Place.NEW_MEETING):
        hands.window.go(place)
    hands.window.go(Place.PREPARE, data.meeting.id)
    use_language(hands.ctx, "de")
    hands.qtbot.waitUntil(lambda: hands.window.navigation.item(Place.LIBRARY).words_shown == "Bibliothek")
    assert hands.page.open_item.accessibleName() != ""
    use_language(hands.ctx, "en")
    hands.qtbot.waitUntil(lambda: hands.window.navigation.item(Place.LIBRARY).words_shown == "Library")


def test_the_window_comes_back_where_it_was(desk: UiContext, open_main: Callable[..., Hands]) -> None:
    hands = open_main(desk, 760, 500)
    hands.window.close()
    again = MainWindow(desk)
    hands.qtbot.addWidget(again)
    assert (again.width(), again.height()) == (760, 500)


def test_a_broken_geometry_in_the_settings_is_no_matter(desk: UiContext, open_main: Callable[..., Hands]) -> None:
    desk.settings = replace(desk.settings, window="bm8gZ2VvbWV0cnk=")
    assert open_main(desk).window.isVisible()


# --------------------------------------------------------------------------------------------------- help
@pytest.mark.parametrize("way", ["key", "menu"])
def test_help_shows_its_pages(hands: Hands, way: str) -> None:
    hands.act(way, key=(K.Key_F1, NONE), menu="Help", mouse=hands.page.new_button)
    window = hands.window.windows.window(Place.HELP)
    assert window is not None and window.isVisible()
    names = [topic.name for topic in window.topics]
    assert names == ["start", "preparing", "running", "decision-line", "keys", "gathering", "clearing", "privacy"]
    window.show_topic("keys")
    assert window.topic == "keys"
    hands.press(K.Key_Escape, on=window)
    assert not window.isVisible()


def test_closing_the_main_window_leaves_a_console_open(hands: Hands, make_meeting: Callable[..., MeetingData]) -> None:
    data = make_meeting(hands.ctx)
    hands.window.go(Place.CONSOLE, data.meeting.id)
    hands.window.go(Place.HELP)
    help_window = hands.window.windows.window(Place.HELP)
    console = hands.window.windows.window(Place.CONSOLE)
    hands.window.close()
    assert help_window is not None and not help_window.isVisible()
    assert console is not None and console.isVisible()


def test_rehearse_begins_at_once_and_start_does_not(hands: Hands, make_meeting: Callable[..., MeetingData]) -> None:
    data = make_meeting(hands.ctx)
    hands.window.go(Place.CONSOLE, data.meeting.id)
    assert hands.ctx.reader.running_meeting() is None
    console = hands.window.windows.window(Place.CONSOLE)
    assert console is not None
    console.close()
    hands.qtbot.waitUntil(lambda: hands.window.windows.window(Place.CONSOLE) is None)
    hands.window.go(Place.REHEARSAL, data.meeting.id)
    running = hands.ctx.reader.running_meeting()
    assert running is not None and running.rehearsal


def test_the_summary_of_a_console_opens_in_the_main_window(
    hands: Hands, make_meeting: Callable[..., MeetingData]
) -> None:
    data = make_meeting(hands.ctx)
    hands.window.go(Place.CONSOLE, data.meeting.id)
    console = hands.window.windows.window(Place.CONSOLE)
    assert console is not None
    console.summary_requested.emit(data.meeting.id)
    assert hands.window.place is Place.SUMMARY
    assert hands.page.meeting_id == MeetingId(data.meeting.id)


def test_start_needs_no_other_page(demo_workspace: Path, tmp_path: Path) -> None:
    """What the first picture does not need is imported later: the start is measured against a bare window."""
    backup(demo_workspace, tmp_path / "workspace.emptychair")
    late = [
        "numpy",
        "typst",
        "jinja2",
        "click",
        "emptychair.report",
        "emptychair.matching.match",
        "emptychair.privacy.mask",
    ]
    late += [f"emptychair.ui.{name}" for name in ("prepare", "summary", "settings", "clearance", "console", "stage")]
    late += ["emptychair.ui.library.page", "emptychair.ui.shell.palette", "emptychair.ui.shell.help"]
    code = (
        "import sys; from emptychair.bootstrap import main; main([]);"
        f"print(sorted(m for m in {late} if m in sys.modules))"
    )
    painted = tmp_path / "painted"
    env = {
        **os.environ,
        "EMPTYCHAIR_HOME": str(tmp_path),
        "EMPTYCHAIR_BENCH_PAINT": str(painted),
        "EMPTYCHAIR_BENCH_QUIT": "1",
    }
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert painted.exists()
    assert done.stdout.strip() == "[]"


def test_texts_are_plain_everywhere(hands: Hands, make_meeting: Callable[..., MeetingData]) -> None:
    data = make_meeting(hands.ctx, title="<b>Board</b> <img src='file:///etc/passwd'>")
    for place, ident in ((Place.START, ""), (Place.MEETINGS, ""), (Place.PREPARE, data.meeting.id)):
        hands.window.go(place, ident)
        for label in hands.window.findChildren(QLabel):
            assert label.textFormat() == Qt.TextFormat.PlainText or not label.text(), label.text()


def test_a_language_change_reaches_windows_beside(hands: Hands) -> None:
    hands.window.go(Place.HELP)
    window = hands.window.windows.window(Place.HELP)
    assert window is not None
    use_language(hands.ctx, "de")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert window.topics[0].title == "Beginnen"
    use_language(hands.ctx, "en")
