"""Quick capture: one box, one key, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from pytestqt.qtbot import QtBot

from emptychair.app.ports import StoryFilter
from emptychair.domain.story import Clearance, Story
from emptychair.ui.capture import CaptureWindow
from emptychair.ui.capture.draft import KEY, Draft, dump, headline_of, load, story_of, when_iso
from emptychair.ui.capture.window import corner
from emptychair.ui.context import UiContext

TOLD = "Eine Kundin wartete 30 Stunden auf ein Angebot. Dann rief sie die Konkurrenz an."


@pytest.fixture
def open_window(qtbot: QtBot) -> Callable[[UiContext], CaptureWindow]:
    def make(desk: UiContext) -> CaptureWindow:
        window = CaptureWindow(desk)
        qtbot.addWidget(window)
        window.show()
        with qtbot.waitActive(window):
            window.activateWindow()
        return window

    return make


def heard(desk: UiContext) -> list[Story]:
    rows = desk.reader.story_rows(desk.reader.story_ids(StoryFilter(heard=True)))
    return [story for row in rows if (story := desk.reader.story(row.id)) is not None]


@pytest.mark.parametrize("how", ["key", "mouse"])
def test_a_story_is_saved_and_waits(
    qtbot: QtBot, make_desk: Callable[..., UiContext], open_window: Callable[[UiContext], CaptureWindow], how: str
) -> None:
    desk = make_desk(stories=False)
    window = open_window(desk)
    assert window.text.hasFocus()
    window.text.setPlainText(TOLD)
    window.who.setText("Stammkundin")
    window.where.setText("an der Theke")
    window.when.setText("2026-11")
    window.heard_by.setText("Jana")
    if how == "key":
        qtbot.keyClick(window.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    else:
        qtbot.mouseClick(window.save_button, Qt.MouseButton.LeftButton)
    (story,) = heard(desk)
    assert story.text == story.raw == TOLD
    assert story.headline == "Eine Kundin wartete 30 Stunden auf ein Angebot."
    assert story.language == "de"
    assert story.clearance is Clearance.WAITING
    assert (story.channel, story.customer, story.happened_on) == ("heard", "Stammkundin", "2026-11")
    source = story.provenance
    assert (source.source, source.heard_by, source.heard_where) == ("heard", "Jana", "an der Theke")
    assert window.isVisible()
    assert window.text.toPlainText() == ""
    assert "waits for clearance" in window.notice_text.text()
    assert window.notice.isVisible()


def test_who_heard_it_is_remembered(qtbot: QtBot, make_desk: Callable[..., UiContext], open_window) -> None:
    desk = make_desk(stories=False)
    window = open_window(desk)
    assert window.heard_by.text() == "Petra Lindner"
    window.heard_by.setText("Jana")
    window.text.setPlainText(TOLD)
    window.save()
    assert window.heard_by.text() == "Jana"
    window.close()
    assert open_window(desk).heard_by.text() == "Jana"


def test_an_empty_box_says_what_to_do(qtbot: QtBot, make_desk: Callable[..., UiContext], open_window) -> None:
    desk = make_desk(stories=False)
    window = open_window(desk)
    assert not window.save_button.isEnabled()
    qtbot.keyClick(window.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "no story yet" in window.notice_text.text()
    assert heard(desk) == []


def test_half_typed_is_there_again_after_closing(
    qtbot: QtBot, make_desk: Callable[..., UiContext], open_window
) -> None:
    desk = make_desk(stories=False)
    window = open_window(desk)
    window.text.setPlainText("Half a st")
    window.where.setText("train")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    again = open_window(desk)
    assert again.text.toPlainText() == "Half a st"
    assert again.where.text() == "train"


def test_half_typed_survives_a_crash(qtbot: QtBot, make_desk: Callable[..., UiContext], open_window) -> None:
    desk = make_desk(stories=False)
    window = open_window(desk)
    qtbot.keyClicks(window.text, "Half a")
    qtbot.waitUntil(lambda: load(desk.reader.setting(KEY)).text == "Half a")
    # Nothing is closed here: what stands in the workspace is all that is left of a crash.
    assert open_window(desk).text.toPlainText() == "Half a"
    window.text.setPlainText("")
    window.keep_draft()


def test_a_saved_story_leaves_no_draft_and_no_trace_in_the_log(
    qtbot: QtBot, make_desk: Callable[..., UiContext], open_window
) -> None:
    desk = make_desk(stories=False)
    window = open_window(desk)
    window.text.setPlainText(TOLD)
    window.keep_draft()
    window.save()
    assert load(desk.reader.setting(KEY)).empty
    window.close()
    assert open_window(desk).text.toPlainText() == ""
    undo, _ = desk.reader.undoable("library")
    assert undo is not None
    assert undo.label == "Story added"


def test_in_german(qtbot: QtBot, make_desk: Callable[..., UiContext], open_window) -> None:
    from emptychair.ui.app import use_language

    desk = make_desk(stories=False)
    window = open_window(desk)
    window.when.setText("2026-11-12")
    use_language(desk, "de")
    assert window.windowTitle() != "Story heard"
    use_language(desk, "en")


def test_the_corner_stays_on_the_screen() -> None:
    room = QRect(100, 50, 1000, 800)
    assert room.contains(corner(room, 600, 560))
    assert room.contains(corner(room, 5_000, 5_000))


def test_not_on_the_walls_screen(qtbot: QtBot, make_desk: Callable[..., UiContext], open_window) -> None:
    # With one screen there is nowhere else to go; it must at least come up whole.
    window = open_window(make_desk(stories=False))
    window.keep_off_the_wall()
    assert window.screen() is not None
    assert window.isVisible()


# ------------------------------------------------------------------------------------------------- the draft
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("today", "2026-11-23"),
        ("Gestern", "2026-11-22"),
        ("vorgestern", "2026-11-21"),
        ("2026", "2026"),
        ("2026-11", "2026-11"),
        ("2026-11-12", "2026-11-12"),
        ("12.11.", "2026-11-12"),
        ("24.12.", "2025-12-24"),  # the last one, not one to come
        ("1. 3. 24", "2024-03-01"),
        ("31.2.", ""),
        ("29.2.", ""),
        ("in spring", ""),
        ("2026-13", ""),
    ],
)
def test_when(said: str, iso: str) -> None:
    assert when_iso(said, TODAY) == iso


def test_what_is_not_understood_is_kept_as_it_was_said() -> None:
    story = story_of(Draft(text="A story.", when="in  spring"), "en", TODAY)
    assert story.happened_on == ""
    assert story.provenance.heard_on == "in spring"


def test_headline() -> None:
    assert headline_of("Erster Satz. Zweiter.") == "Erster Satz."
    long = headline_of("wort " * 60)
    assert len(long) <= 102
    assert long.endswith("wort …")
    assert headline_of("   ") == ""


@given(st.text(max_size=200))
def test_any_headline_is_one_short_line(text: str) -> None:
    headline = headline_of(text)
    assert len(headline) <= 102
    assert "\n" not in headline


@given(st.builds(Draft, *(st.text(max_size=30) for _ in range(5))))
def test_a_draft_comes_back_as_it_was(draft: Draft) -> None:
    assert load(dump(draft)) == (Draft() if draft.empty else draft)


@pytest.mark.parametrize("text", [None, "", "no json", "[]", "1", '{"text": 5, "other": true}'])
def test_a_damaged_draft_is_no_error(text: str | None) -> None:
    assert load(text).text in ("", "5")
