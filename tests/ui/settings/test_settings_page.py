"""The settings act at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from emptychair.store.workspace import open_workspace
from emptychair.ui.settings.page import SettingsPage
from emptychair.ui.settings.room import heights_of
from emptychair.ui.shell.page import Place
from emptychair.ui.theme import ThemeChoice
from tests.ui.shell.hands import CTRL, Hands

K = Qt.Key


@pytest.fixture
def page(hands: Hands) -> SettingsPage:
    hands.press(K.Key_Comma, CTRL)
    assert isinstance(hands.window.page, SettingsPage)
    return hands.window.page


def test_the_language_switches_every_window_and_is_kept(hands: Hands, page: SettingsPage) -> None:
    hands.click(page.language.segment("de"))
    assert hands.ctx.settings.language == "de"
    assert hands.ctx.words.language == "de"
    assert page.header.title.text() == "Einstellungen"
    assert hands.window.navigation.item(Place.LIBRARY).words_shown == "Bibliothek"
    hands.click(page.language.segment("en"))
    assert page.header.title.text() == "Settings"


def test_colours_switch_live(hands: Hands, page: SettingsPage) -> None:
    hands.click(page.theme.segment("dark"))
    assert hands.ctx.theme.dark and hands.ctx.settings.theme == "dark"
    hands.click(page.theme.segment("light"))
    assert not hands.ctx.theme.dark
    hands.ctx.theme.use(ThemeChoice.AUTO)


def test_the_wall_and_the_person(hands: Hands, page: SettingsPage) -> None:
    before = page.room._said.text()
    hands.click(page.stage.segment("light"))
    assert hands.ctx.settings.stage_theme == "light"
    page.room.heights.setFocus()
    page.room.heights.selectAll()
    hands.type("8,5")
    hands.press(K.Key_Return)
    assert hands.ctx.settings.room_heights == 8.5
    assert page.room._said.text() != before
    page.person.setFocus()
    page.person.selectAll()
    hands.type("  Jörg   Ode ")
    hands.press(K.Key_Tab)
    assert hands.ctx.settings.person == "Jörg Ode"
    hands.click(page.motion)
    assert not hands.ctx.settings.reduce_motion


def test_metres_become_picture_heights(hands: Hands, page: SettingsPage) -> None:
    for field, text in ((page.room.metres, "9"), (page.room.width_m, "2.67")):
        field.setFocus()
        field.selectAll()
        hands.type(text)
        hands.press(K.Key_Return)
    assert hands.ctx.settings.room_heights == 5.9  # 2.67 is kept as 2.7 m
    assert page.room.heights.value() == 5.9


@pytest.mark.parametrize("text", ["abc", "99", "-4", "nan", "inf", ""])
def test_what_is_no_distance_goes_back(hands: Hands, page: SettingsPage, text: str) -> None:
    before = hands.ctx.settings.room_heights
    page.room.heights.setFocus()
    page.room.heights.clear()
    hands.type(text)
    hands.press(K.Key_Return)
    assert page.room.heights.value() == (before if text else 3.0)


def test_arrows_change_a_figure(hands: Hands, page: SettingsPage) -> None:
    page.repeat.setFocus()
    hands.press(K.Key_Up)
    hands.qtbot.waitUntil(lambda: hands.ctx.reader.setting("repeat-after") == "13")
    for _ in range(60):
        hands.press(K.Key_Down)
    hands.qtbot.waitUntil(lambda: hands.ctx.reader.setting("repeat-after") == "0")


def test_a_copy_is_complete(hands: Hands, page: SettingsPage, tmp_path: Path) -> None:
    target = tmp_path / "copy.emptychair"
    page.backup(target)
    hands.qtbot.waitUntil(lambda: hands.window.toast.text.startswith("The copy is complete"), timeout=20_000)
    copied = open_workspace(target, threaded=False)
    assert copied.reader().counts().stories == 60
    copied.close()


def test_a_copy_onto_itself_or_into_nowhere_is_refused(hands: Hands, page: SettingsPage, tmp_path: Path) -> None:
    page.backup(hands.ctx.workspace)
    assert hands.window.toast.text.startswith("A copy needs a name of its own")
    page.backup(tmp_path / "nowhere" / "copy.emptychair")
    hands.qtbot.waitUntil(lambda: "nowhere" in hands.window.toast.text, timeout=20_000)
    assert hands.ctx.reader.counts().stories == 60


@given(st.floats(0, 60), st.floats(0, 20))
def test_heights_are_never_negative(distance: float, width: float) -> None:
    assert heights_of(distance, width) >= 0
    assert heights_of(0, width) == 0
