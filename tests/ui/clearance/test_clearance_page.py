"""Clearance by key, by menu and by mouse: one story a screen, nothing decided by looking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from emptychair.app import commands as c
from emptychair.domain.excerpt import excerpt_of, fully_marked, sentences
from emptychair.domain.frame import StoryFrame
from emptychair.domain.story import Clearance, Consent, Ladder, Story
from emptychair.ui.clearance import ClearancePage
from emptychair.ui.clearance.preview import fit_of
from emptychair.ui.context import UiContext
from emptychair.ui.library.raw import RawDialog

from .conftest import PRIVATE, SHORT, TYRES, Told


def story(page: ClearancePage) -> Story:
    """The story that is looked at, as it is on disk."""
    assert page.presenter.story is not None
    found = page.ctx.reader.story(page.presenter.story.id)
    assert found is not None
    return found


def by_headline(desk: UiContext, headline: str) -> Story:
    from emptychair.app.ports import StoryFilter

    for row in desk.reader.story_rows(desk.reader.story_ids(StoryFilter())):
        if row.headline == headline:
            found = desk.reader.story(row.id)
            assert found is not None
            return found
    raise AssertionError(headline)


def press(qtbot: QtBot, page: ClearancePage, key: Qt.Key | str) -> None:
    qtbot.keyClick(page.text, key)


def words_on_wall(page: ClearancePage) -> str:
    frame = page.wall._frame
    assert frame is not None
    assert isinstance(frame.content, StoryFrame)
    return frame.content.words


# ------------------------------------------------------------------------------------------------- deciding
def test_a_long_story_comes_with_a_proposal_that_fits(page: ClearancePage) -> None:
    assert page.text.text() == TYRES
    assert page.counter.text() == "1 of 3"
    shown = words_on_wall(page)
    assert fully_marked(shown, TYRES)
    assert len(shown) <= 230
    assert page.verdict.text() == "fits"
    assert page.count.text() == f"{len(shown)} characters"


@pytest.mark.parametrize("how", ["key", "menu", "mouse"])
def test_clear_edit_never_in_three_ways(
    qtbot: QtBot, page: ClearancePage, waiting: UiContext, told: Told, how: str
) -> None:
    def do(key: str, tile: int, action_text: str) -> None:
        if how == "key":
            press(qtbot, page, key)
        elif how == "mouse":
            qtbot.mouseClick(page.tiles[tile], Qt.MouseButton.LeftButton)
        else:
            next(a for a in page.page_actions() if a.text() == action_text).trigger()

    shown = words_on_wall(page)
    do("A", 0, "Clear")
    first = by_headline(waiting, "30 Stunden Schweigen")
    assert first.on_wall_allowed
    assert first.excerpt == shown
    assert first.cleared_by == "Petra Lindner"
    assert waiting.reader.cleared_story(first.id) is not None
    assert page.text.text() == SHORT
    do("X", 2, "Never show")
    assert by_headline(waiting, "Waiting").clearance is Clearance.NEVER
    assert page.text.text() == PRIVATE
    assert [scope for _, scope in told.said] == ["library", "library"]
    do("E", 1, "Edit")
    from emptychair.ui.library.editor import StoryEditor

    assert page.findChild(StoryEditor) is not None


def test_a_short_story_goes_whole(qtbot: QtBot, page: ClearancePage, waiting: UiContext) -> None:
    press(qtbot, page, Qt.Key.Key_PageDown)
    assert page.text.text() == SHORT
    assert words_on_wall(page) == SHORT
    press(qtbot, page, "A")
    assert by_headline(waiting, "Waiting").excerpt == ""
    assert by_headline(waiting, "Waiting").on_wall_allowed


@pytest.mark.parametrize("keys", [(Qt.Key.Key_PageDown, Qt.Key.Key_PageUp), (Qt.Key.Key_Down, Qt.Key.Key_Up)])
def test_later_and_back_decide_nothing(qtbot: QtBot, page: ClearancePage, waiting: UiContext, keys) -> None:
    down, up = keys
    for expected in (SHORT, PRIVATE, TYRES):
        press(qtbot, page, down)
        assert page.text.text() == expected
    press(qtbot, page, up)
    assert page.text.text() == PRIVATE
    assert len(waiting.reader.waiting()) == 3


def test_a_long_text_is_read_to_its_end_before_the_next(qtbot: QtBot, waiting: UiContext, make_page) -> None:
    first = by_headline(waiting, "30 Stunden Schweigen")
    waiting.bus.do(c.EditStory(replace(first, text=f"{TYRES} " * 6)))
    page = make_page(waiting, 1300, 720)
    bar = page.reader.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    press(qtbot, page, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    assert page.presenter.story is not None
    assert page.presenter.story.id == first.id


def test_undo_brings_the_story_back_into_the_queue(qtbot: QtBot, page: ClearancePage, waiting: UiContext) -> None:
    press(qtbot, page, "X")
    assert page.text.text() == SHORT
    waiting.bus.do(c.Undo("library"))
    assert len(waiting.reader.waiting()) == 3
    press(qtbot, page, Qt.Key.Key_PageUp)
    assert page.text.text() == TYRES


def test_nothing_waits(qtbot: QtBot, page: ClearancePage, told: Told) -> None:
    for _ in range(3):
        press(qtbot, page, "X")
    assert page.empty.isVisible()
    assert page.empty.sentence.text() == "Nothing waits"
    assert not page.clear_act.isEnabled()
    assert page.hints() == ()
    assert page.empty.button is not None
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert told.asked == [("library", "")]


def test_a_new_story_ends_the_emptiness(make_desk: Callable[..., UiContext], make_page) -> None:
    desk = make_desk(stories=False)
    page = make_page(desk)
    assert page.empty.isVisible()
    from emptychair.domain.ids import StoryId

    desk.bus.do(c.AddStory(Story(id=StoryId(""), language="en", headline="h", text="One was heard.")))
    assert not page.empty.isVisible()
    assert page.text.text() == "One was heard."


def test_consent_denied_is_not_cleared(qtbot: QtBot, page: ClearancePage, waiting: UiContext, told: Told) -> None:
    waiting.bus.do(c.EditStory(replace(story(page), consent=Consent.DENIED)))
    press(qtbot, page, "A")
    assert "does not want it" in told.said[-1][0]
    assert len(waiting.reader.waiting()) == 3


def test_the_name_is_asked_for_once(qtbot: QtBot, waiting: UiContext, make_page) -> None:
    from emptychair.ui.clearance.person import PersonDialog

    waiting.settings = replace(waiting.settings, person="")
    page = make_page(waiting)
    press(qtbot, page, "A")
    dialog = page.findChild(PersonDialog)
    assert dialog is not None
    assert not dialog.keep.isEnabled()
    assert len(waiting.reader.waiting()) == 3
    dialog.name.setText("  Ada   Byron ")
    qtbot.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
    assert by_headline(waiting, "30 Stunden Schweigen").cleared_by == "Ada Byron"
    assert waiting.settings.person == "Ada Byron"


# ------------------------------------------------------------------------------------------------- the excerpt
def spot(page: ClearancePage, number: int) -> QPoint:
    """A point in the middle of a sentence."""
    part = sentences(page.text.text())[number]
    return page.text.rects_of(part.start, part.end - part.start)[0].center().toPoint()


def test_a_click_takes_a_sentence_or_leaves_it_out(qtbot: QtBot, page: ClearancePage) -> None:
    parts = sentences(TYRES)
    press(qtbot, page, "N")
    assert page.presenter.spans == ()
    qtbot.mouseClick(page.text, Qt.MouseButton.LeftButton, pos=spot(page, 2))
    assert words_on_wall(page) == "[…] Nach 30 Stunden war keine Antwort da. […]"
    qtbot.mouseClick(page.text, Qt.MouseButton.LeftButton, pos=spot(page, 4))
    assert words_on_wall(page) == excerpt_of(TYRES, (parts[2], parts[4]))
    qtbot.mouseClick(page.text, Qt.MouseButton.LeftButton, pos=spot(page, 2))
    assert words_on_wall(page) == excerpt_of(TYRES, (parts[4],))


def test_the_same_by_keys(qtbot: QtBot, page: ClearancePage) -> None:
    press(qtbot, page, "N")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space):
        press(qtbot, page, key)
    assert words_on_wall(page) == "[…] Nach 30 Stunden war keine Antwort da. […]"
    press(qtbot, page, Qt.Key.Key_Left)
    press(qtbot, page, Qt.Key.Key_Space)
    assert words_on_wall(page).startswith("[…] Er schrieb dem Händler")
    press(qtbot, page, Qt.Key.Key_Home)
    assert page.text.sentence == 0


def test_dragging_takes_a_part_of_a_sentence_by_whole_words(qtbot: QtBot, page: ClearancePage) -> None:
    press(qtbot, page, "N")
    first = TYRES.index("keine Antwort")
    rects = page.text.rects_of(first + 2, len("keine Antwort") - 4)
    start, end = rects[0], rects[-1]
    qtbot.mousePress(page.text, Qt.MouseButton.LeftButton, pos=QPoint(int(start.left()), int(start.center().y())))
    qtbot.mouseMove(page.text, QPoint(int(end.right()), int(end.center().y())))
    qtbot.mouseRelease(page.text, Qt.MouseButton.LeftButton, pos=QPoint(int(end.right()), int(end.center().y())))
    assert words_on_wall(page) == "[…] keine Antwort […]"


def test_whole_story_and_proposal_by_key(qtbot: QtBot, page: ClearancePage) -> None:
    proposal = words_on_wall(page)
    press(qtbot, page, "W")
    assert words_on_wall(page) == TYRES
    press(qtbot, page, "P")
    assert words_on_wall(page) == proposal


def test_nothing_chosen_is_not_cleared(qtbot: QtBot, page: ClearancePage, waiting: UiContext, told: Told) -> None:
    press(qtbot, page, "N")
    press(qtbot, page, "A")
    assert "Nothing is chosen" in told.said[-1][0]
    assert len(waiting.reader.waiting()) == 3


def test_too_long_is_said_and_not_cleared(qtbot: QtBot, waiting: UiContext, make_page, told: Told) -> None:
    first = by_headline(waiting, "30 Stunden Schweigen")
    waiting.bus.do(c.EditStory(replace(first, text=f"{TYRES} {TYRES}")))
    page = make_page(waiting)
    press(qtbot, page, "W")
    assert page.verdict.text() == "too long"
    press(qtbot, page, "A")
    assert "Too long" in told.said[-1][0]
    assert len(waiting.reader.waiting()) == 3


def test_an_excerpt_chosen_is_kept_when_one_goes_on(qtbot: QtBot, page: ClearancePage, waiting: UiContext) -> None:
    press(qtbot, page, "N")
    qtbot.mouseClick(page.text, Qt.MouseButton.LeftButton, pos=spot(page, 2))
    press(qtbot, page, Qt.Key.Key_PageDown)
    first = by_headline(waiting, "30 Stunden Schweigen")
    assert first.excerpt == "[…] Nach 30 Stunden war keine Antwort da. […]"
    assert first.clearance is Clearance.WAITING
    press(qtbot, page, Qt.Key.Key_PageUp)
    assert words_on_wall(page) == first.excerpt


def test_a_proposal_alone_changes_nothing(qtbot: QtBot, page: ClearancePage, waiting: UiContext) -> None:
    press(qtbot, page, Qt.Key.Key_PageDown)
    assert by_headline(waiting, "30 Stunden Schweigen").excerpt == ""


# ------------------------------------------------------------------------------------------------- private data
def test_what_looks_private_is_masked_unless_a_person_leaves_it(
    qtbot: QtBot, page: ClearancePage, waiting: UiContext
) -> None:
    page.presenter.open(by_headline(waiting, "Drei Wochen").id)
    assert page.doubts.isVisible()
    assert "0341 5550123" in page.doubt_list.text()
    assert "0341" not in words_on_wall(page)
    assert "[Telefon" in words_on_wall(page)
    press(qtbot, page, "M")
    assert "0341 5550123" in words_on_wall(page)
    press(qtbot, page, "M")
    press(qtbot, page, "A")
    cleared = by_headline(waiting, "Drei Wochen")
    assert cleared.on_wall_allowed
    assert "0341" not in cleared.text
    assert "0341 5550123" in cleared.raw


def test_left_as_it_is_on_purpose(qtbot: QtBot, page: ClearancePage, waiting: UiContext) -> None:
    page.presenter.open(by_headline(waiting, "Drei Wochen").id)
    qtbot.mouseClick(page.mask_button, Qt.MouseButton.LeftButton)
    press(qtbot, page, "A")
    assert "0341 5550123" in by_headline(waiting, "Drei Wochen").text


def test_one_place_is_masked_and_another_left(qtbot: QtBot, page: ClearancePage, waiting: UiContext) -> None:
    page.presenter.open(by_headline(waiting, "Drei Wochen").id)
    first, second = page.doubt_list.buttons[:2]
    assert (first.isChecked(), second.isChecked()) == (True, True)
    press(qtbot, page, "2")
    assert (first.isChecked(), second.isChecked()) == (True, False)
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert (first.isChecked(), second.isChecked()) == (False, True)
    press(qtbot, page, "W")
    press(qtbot, page, "A")
    text = by_headline(waiting, "Drei Wochen").text
    assert "Berger" in text
    assert "0341" not in text


def test_what_is_masked_already_is_marked_and_what_came_in_is_a_key_away(
    qtbot: QtBot, page: ClearancePage, waiting: UiContext
) -> None:
    story = by_headline(waiting, "Drei Wochen")
    waiting.bus.do(c.EditStory(replace(story, text="Guten Tag [Name 1], ich warte.", raw="Guten Tag Frau Berger")))
    page.presenter.open(story.id)
    assert page.masked_text.text() == "1 place is masked"
    press(qtbot, page, "O")
    dialog = page.findChild(RawDialog)
    assert dialog is not None and dialog.plain.toPlainText() == "Guten Tag Frau Berger"


# ------------------------------------------------------------------------------------------------- facts
def take(qtbot: QtBot, text: str) -> None:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(action for action in menu.actions() if action.text().startswith(text))
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


@pytest.mark.parametrize(
    ("name", "entry", "check"),
    [
        ("consent", "Granted", lambda s: s.consent is Consent.GRANTED),
        ("outcome", "Customer lost", lambda s: s.outcome is Ladder.LOST),
        ("sensitive", "yes", lambda s: s.sensitive),
        ("checked", "by Petra Lindner", lambda s: s.provenance.verified_by == "Petra Lindner"),
        ("language", "English", lambda s: s.language == "en"),
    ],
)
def test_facts_are_changed_where_they_stand(
    qtbot: QtBot, page: ClearancePage, name: str, entry: str, check: Callable[[Story], bool]
) -> None:
    assert not check(story(page))
    qtbot.mouseClick(page.facts.rows[name].button, Qt.MouseButton.LeftButton)
    take(qtbot, entry)
    assert check(story(page))
    assert page.text.text() == TYRES


def test_who_is_typed_in_place(qtbot: QtBot, page: ClearancePage) -> None:
    from PySide6.QtWidgets import QLineEdit

    qtbot.mouseClick(page.facts.rows["who"].button, Qt.MouseButton.LeftButton)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    edit = popup.findChild(QLineEdit)
    assert edit is not None
    edit.setText("Stammkunde")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert story(page).customer == "Stammkunde"
    assert page.facts.rows["who"].value.text() == "Stammkunde"


def test_a_cleared_story_can_be_looked_at_again(make_desk: Callable[..., UiContext], make_page) -> None:
    desk = make_desk()
    page = make_page(desk)
    assert page.empty.isVisible()
    chosen = desk.reader.story_by_source_id("en-16")
    assert chosen is not None
    page.open_story(chosen.id)
    assert page.text.text() == chosen.text
    assert words_on_wall(page) == chosen.excerpt


def test_every_excerpt_of_the_demo_library_fits_the_room(desk: UiContext) -> None:
    from emptychair.app.ports import StoryFilter

    for row in desk.reader.story_rows(desk.reader.story_ids(StoryFilter())):
        found = desk.reader.story(row.id)
        assert found is not None
        assert fit_of(found, desk).ok, found.headline
        far = replace(desk.settings, room_heights=8.0)
        desk.settings, before = far, desk.settings
        assert fit_of(found, desk).ok, found.headline
        desk.settings = before
