"""The library by key, by menu and by mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from emptychair.app import commands as c
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Clearance, Consent, Story
from emptychair.ui.context import UiContext
from emptychair.ui.library import LibraryPage
from emptychair.ui.library.editor import StoryEditor
from emptychair.ui.library.into_meeting import IntoMeetingDialog
from emptychair.ui.library.model import ROW_ROLE, Column

from .conftest import Told

One = Callable[[str], Story]


def settle(qtbot: QtBot, page: LibraryPage) -> None:
    qtbot.waitUntil(lambda: not page._again.isActive() and not page.presenter.query.waiting)


def choose(qtbot: QtBot, page: LibraryPage, story: Story) -> int:
    """Show this story by a click on its row."""
    for place in range(page.model.rowCount()):
        row = page.model.story_row(place)
        if row is not None and row.id == story.id:
            page.table.scrollTo(page.model.index(place, 0))
            spot = page.table.visualRect(page.model.index(place, 0)).center()
            qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
            return place
    raise AssertionError("not in the list")


def headlines(page: LibraryPage) -> list[str]:
    rows = (page.model.story_row(place) for place in range(page.model.rowCount()))
    return [row.headline for row in rows if row is not None]


def press(qtbot: QtBot, page: LibraryPage, key: Qt.Key | str) -> None:
    qtbot.keyClick(page.table, key)


# ------------------------------------------------------------------------------------------------- the list
def test_all_stories_are_listed_and_the_first_is_shown(page: LibraryPage) -> None:
    assert page.model.rowCount() == 60
    assert page.presenter.story is not None
    assert page.presenter.story.headline in headlines(page)[0]
    assert page.header.sentence.text().startswith("60 stories, 60 cleared")


def test_every_cell_has_words_for_screen_readers(page: LibraryPage) -> None:
    index = page.model.index(0, Column.STORY)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert index.data(ROW_ROLE).headline in spoken
    assert "Cleared for the wall" in spoken
    shown = page.model.index(0, Column.SHOWN).data(Qt.ItemDataRole.AccessibleTextRole)
    assert shown == "Shown: none"


def test_search_as_you_type(qtbot: QtBot, page: LibraryPage) -> None:
    page.find()
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "giraf")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    assert page.presenter.filter.sort == "relevance"
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    page.search.setFocus()
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.model.rowCount() == 60)
    assert page.table.hasFocus()
    assert page.presenter.filter.sort == "newest"


@pytest.mark.parametrize("typed", ["don't", "C++", "Müller-Lüdenscheid", '" OR 1', "***", "(", "<b>"])
def test_signs_in_the_search_are_no_syntax(qtbot: QtBot, page: LibraryPage, typed: str) -> None:
    page.search.setText(typed)
    qtbot.waitUntil(lambda: page.presenter.filter.search == typed and not page.presenter.query.waiting)
    assert page.model.rowCount() >= 0


def test_a_late_answer_is_dropped(qtbot: QtBot, page: LibraryPage) -> None:
    for text in ("g", "gi", "gir", "gira", "giraf", "guitar"):
        page.presenter.search(text)
    qtbot.waitUntil(lambda: not page.presenter.query.waiting)
    assert page.model.rowCount() == 1
    assert "guitar" in headlines(page)[0]


def test_letters_in_the_search_are_letters(qtbot: QtBot, page: LibraryPage, one: One) -> None:
    page.find()
    qtbot.keyClicks(page.search, "axem")
    assert page.search.text() == "axem"
    assert not page.findChildren(StoryEditor)
    assert one("en-16").clearance is Clearance.CLEARED


def test_nothing_found_says_what_to_do(qtbot: QtBot, page: LibraryPage) -> None:
    page.search.setText("zzzz")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert page.none_found.isVisible()
    assert page.none_found.button is not None
    qtbot.mouseClick(page.none_found.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 60)
    assert page.search.text() == ""


def test_an_empty_library_offers_an_import(
    make_desk: Callable[..., UiContext], make_page, qtbot: QtBot, told: Told
) -> None:
    page = make_page(make_desk(stories=False))
    assert page.empty.isVisible()
    assert page.empty.button is not None
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert told.asked == [("import", "")]


def take(qtbot: QtBot, text: str) -> None:
    """Choose an entry of the menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(action for action in menu.actions() if action.text().replace("&", "").startswith(text))
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def test_filters_by_pill(qtbot: QtBot, page: LibraryPage, desk: UiContext, one: One) -> None:
    qtbot.waitUntil(lambda: bool(page.filters._facets.outcomes))
    desk.bus.do(c.WithdrawStories((one("en-16").id,)))
    desk.bus.do(c.NeverShow((one("de-05").id,)))
    for entry, expected in (("Waiting", 1), ("Never on the wall", 1), ("Cleared", 58), ("Any state", 60)):
        qtbot.mouseClick(page.filters.state, Qt.MouseButton.LeftButton)
        take(qtbot, entry)
        qtbot.waitUntil(lambda expected=expected: page.model.rowCount() == expected)
    qtbot.mouseClick(page.filters.language, Qt.MouseButton.LeftButton)
    take(qtbot, "German")
    qtbot.waitUntil(lambda: page.model.rowCount() == 20)
    qtbot.mouseClick(page.filters.outcome, Qt.MouseButton.LeftButton)
    take(qtbot, "Customer lost")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    assert page.filters.outcome.isChecked()
    qtbot.mouseClick(page.filters.heard, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert page.filters.heard.isChecked()


def test_order_by_menu_and_by_header(qtbot: QtBot, page: LibraryPage) -> None:
    qtbot.mouseClick(page.filters.sort, Qt.MouseButton.LeftButton)
    take(qtbot, "By headline")
    qtbot.waitUntil(lambda: page.presenter.filter.sort == "headline" and not page.presenter.query.waiting)
    listed = headlines(page)
    assert listed == sorted(listed, key=str.casefold) or listed[0] == min(
        listed, key=lambda h: h.encode("ascii", "ignore").lower()
    )
    header = page.table.horizontalHeader()
    spot = QPoint(header.sectionViewportPosition(Column.HAPPENED) + 10, 20)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.waitUntil(lambda: page.presenter.filter.sort == "happened" and not page.presenter.query.waiting)
    first = page.model.story_row(0)
    assert first is not None
    assert first.happened_on.startswith("2024")


# ------------------------------------------------------------------------------------------------- the story
def test_the_pane_shows_the_story_and_where_it_comes_from(qtbot: QtBot, page: LibraryPage, one: One) -> None:
    story = one("en-16")
    choose(qtbot, page, story)
    assert page.presenter.story == story
    texts = page.detail.texts
    assert any("MKTM Studios" in text for text in texts)
    assert any(text.startswith("Row 17 of stories.csv, import of ") for text in texts)
    assert "Consent: anonymous only" in texts
    assert "Never shown so far" in texts


def test_teaching_example_and_sensitive_are_explained(qtbot: QtBot, page: LibraryPage, one: One) -> None:
    choose(qtbot, page, one("de-05"))
    assert "Teaching example" in page.detail.texts
    choose(qtbot, page, one("en-33"))
    assert any("never chosen automatically" in text for text in page.detail.texts)


def test_a_link_opens_only_when_it_is_pressed(qtbot: QtBot, page: LibraryPage, told: Told, one: One) -> None:
    from emptychair.ui.library.links import LinkButton

    choose(qtbot, page, one("en-16"))
    buttons = page.detail.findChildren(LinkButton)
    assert buttons
    assert not told.opened
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert told.opened == [one("en-16").provenance.url]


def test_where_it_was_shown_and_what_it_moved(qtbot: QtBot, desk: UiContext, make_page, make_meeting, one: One) -> None:
    from emptychair.domain.decision import Counted

    data = make_meeting(desk, ("en-16", ""))
    desk.service.execute(c.StartMeeting(data.meeting.id))
    desk.service.execute(c.GoNext(data.meeting.id))
    desk.service.execute(c.RecordDecision(data.items[0].id, "Guest checkout", owner="Jana", counted=Counted.CHANGED))
    page = make_page(desk)
    choose(qtbot, page, one("en-16"))
    assert "Shown 1 time, 1 decision heard it" in page.detail.texts
    assert "Guest checkout" in page.detail.texts


# ------------------------------------------------------------------------------------------------- acts
@pytest.mark.parametrize("how", ["key", "menu", "mouse"])
def test_clear_and_never(qtbot: QtBot, page: LibraryPage, desk: UiContext, one: One, told: Told, how: str) -> None:
    desk.bus.do(c.WithdrawStories((one("en-16").id,)))
    settle(qtbot, page)
    choose(qtbot, page, one("en-16"))

    def do(key: str, text: str, button: int) -> None:
        if how == "key":
            press(qtbot, page, key)
        elif how == "mouse":
            qtbot.mouseClick(page.story_card.buttons[button], Qt.MouseButton.LeftButton)
        else:
            page.table.customContextMenuRequested.emit(QPoint(40, 80))
            take(qtbot, text)

    do("A", "Clear", 1)
    qtbot.waitUntil(lambda: one("en-16").clearance is Clearance.CLEARED)
    assert one("en-16").cleared_by == "Petra Lindner"
    do("X", "Never show", 2)
    qtbot.waitUntil(lambda: one("en-16").clearance is Clearance.NEVER)
    assert [scope for _, scope in told.said] == ["library", "library"]
    settle(qtbot, page)
    desk.bus.do(c.Undo("library"))
    assert one("en-16").clearance is Clearance.CLEARED


def test_withdraw_by_menu(qtbot: QtBot, page: LibraryPage, one: One) -> None:
    choose(qtbot, page, one("en-16"))
    page.table.customContextMenuRequested.emit(QPoint(40, 80))
    take(qtbot, "Withdraw clearance")
    qtbot.waitUntil(lambda: one("en-16").clearance is Clearance.WAITING)


def test_delete_and_bring_back(qtbot: QtBot, page: LibraryPage, desk: UiContext, one: One, told: Told) -> None:
    story = one("en-16")
    place = choose(qtbot, page, story)
    press(qtbot, page, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.model.rowCount() == 59)
    assert desk.reader.story(story.id) is None
    assert told.said == [("1 story deleted.", "library")]
    assert page.table.currentIndex().row() == place  # the next one stands in its place
    assert page.presenter.story is not None
    desk.bus.do(c.Undo("library"))
    qtbot.waitUntil(lambda: page.model.rowCount() == 60)
    assert one("en-16") == replace(story, changed_at=one("en-16").changed_at)


def test_several_at_once(qtbot: QtBot, page: LibraryPage, desk: UiContext, told: Told) -> None:
    page.table.choose(0)
    for _ in range(3):
        qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.story_card.many.isVisible()
    assert page.story_card.many.text() == "4 stories chosen"
    assert not page.edit_act.isEnabled()
    press(qtbot, page, "X")
    qtbot.waitUntil(lambda: desk.reader.counts().never == 4)
    settle(qtbot, page)
    assert page.table.chosen_count() == 4
    press(qtbot, page, "A")
    qtbot.waitUntil(lambda: desk.reader.counts().never == 0)
    settle(qtbot, page)
    press(qtbot, page, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: desk.reader.counts().stories == 56)
    assert told.said[-1] == ("4 stories deleted.", "library")
    desk.bus.do(c.Undo("library"))
    assert desk.reader.counts().stories == 60


def test_too_long_for_the_wall_is_not_cleared(
    qtbot: QtBot, page: LibraryPage, desk: UiContext, one: One, told: Told
) -> None:
    story = one("en-16")
    desk.bus.do(c.EditStory(replace(story, excerpt="", text=story.text + " " + story.text)))
    settle(qtbot, page)
    choose(qtbot, page, story)
    press(qtbot, page, "A")
    assert "Too long" in told.said[-1][0]
    assert one("en-16").clearance is Clearance.WAITING


def test_the_name_is_asked_for_once(qtbot: QtBot, desk: UiContext, make_page, one: One) -> None:
    from emptychair.ui.clearance.person import PersonDialog

    desk.settings = replace(desk.settings, person="")
    desk.bus.do(c.WithdrawStories((one("en-16").id, one("en-13").id)))
    page = make_page(desk)
    choose(qtbot, page, one("en-16"))
    press(qtbot, page, "A")
    dialog = page.findChild(PersonDialog)
    assert dialog is not None
    assert one("en-16").clearance is Clearance.WAITING
    qtbot.keyClicks(dialog.name, "Ada Byron")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: one("en-16").cleared_by == "Ada Byron")
    assert desk.settings.person == "Ada Byron"
    settle(qtbot, page)
    with qtbot.waitActive(page):  # a real platform gives the focus back by itself
        page.activateWindow()
    choose(qtbot, page, one("en-13"))
    press(qtbot, page, "A")
    qtbot.waitUntil(lambda: one("en-13").cleared_by == "Ada Byron")


# ------------------------------------------------------------------------------------------------- elsewhere
@pytest.mark.parametrize("how", ["key", "mouse"])
def test_into_a_meeting(qtbot: QtBot, desk: UiContext, make_page, make_meeting, one: One, told: Told, how: str) -> None:
    data = make_meeting(desk, ("en-13", ""))
    page = make_page(desk)
    choose(qtbot, page, one("en-16"))
    if how == "key":
        press(qtbot, page, "M")
    else:
        qtbot.mouseClick(page.story_card.meeting_button, Qt.MouseButton.LeftButton)
    dialog = page.findChild(IntoMeetingDialog)
    assert dialog is not None
    qtbot.keyClick(dialog.items, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.items, Qt.Key.Key_Return)
    again = desk.reader.meeting(data.meeting.id)
    assert again is not None
    assert again.items[1].choice.story_id == one("en-16").id
    assert told.said == [("This is now the story of “Returns and abuse limits”.", "")]


def test_without_a_meeting_m_says_so(qtbot: QtBot, page: LibraryPage, told: Told) -> None:
    press(qtbot, page, "M")
    assert "prepare one first" in told.said[0][0]


def test_header_buttons_ask_the_window(qtbot: QtBot, page: LibraryPage, told: Told) -> None:
    qtbot.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.heard_button, Qt.MouseButton.LeftButton)
    assert told.asked == [("import", ""), ("capture", "")]


def test_open_a_story_from_elsewhere(qtbot: QtBot, page: LibraryPage, one: One) -> None:
    page.search.setText("giraffe")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    page.open_story(one("de-10").id)
    qtbot.waitUntil(lambda: page.presenter.story is not None and page.presenter.story.id == one("de-10").id)
    assert page.model.rowCount() == 60


def test_in_little_room_list_and_story_take_turns(qtbot: QtBot, desk: UiContext, make_page) -> None:
    page = make_page(desk, 700, 480)
    assert page.list_side.isVisible()
    assert not page.story_card.isVisible()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.story_card.isVisible()
    assert not page.list_side.isVisible()
    qtbot.mouseClick(page.story_card.back_button, Qt.MouseButton.LeftButton)
    assert page.list_side.isVisible()


def test_another_language_at_once(desk: UiContext, page: LibraryPage) -> None:
    from emptychair.ui.app import use_language

    use_language(desk, "de")
    assert page.header.title.text() == "Bibliothek"
    assert page.model.headerData(0, Qt.Orientation.Horizontal) == "Geschichte"
    use_language(desk, "en")
    assert page.header.title.text() == "Library"


def test_consent_denied_is_told(qtbot: QtBot, page: LibraryPage, desk: UiContext, one: One) -> None:
    desk.bus.do(c.EditStory(replace(one("en-16"), consent=Consent.DENIED)))
    settle(qtbot, page)
    choose(qtbot, page, one("en-16"))
    assert "Consent denied" in page.detail.texts


def test_an_unknown_story_is_no_error(page: LibraryPage) -> None:
    page.presenter.choose([StoryId("none")], 1, StoryId("none"))
    assert page.story_card.nothing.isVisible()
