"""The preparation of a meeting, by key, menu and mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from emptychair.app import commands as c
from emptychair.app.ports import MeetingData
from emptychair.domain.errors import StoreUnavailable
from emptychair.domain.frame import ChairFrame, StoryFrame
from emptychair.domain.ids import ItemId, MeetingId
from emptychair.domain.meeting import Item, Origin
from emptychair.ui.prepare.page import PreparePage
from emptychair.ui.prepare.state import Verdict
from emptychair.ui.shell.page import Place
from tests.ui.shell.hands import ALT, CTRL, NONE, SHIFT, WAYS, Hands, WordMatcher

K = Qt.Key
TITLES = ("Checkout and passwords", "Xyzzy", "Guitar and baggage claim", "Returns of parcels")


class Prepared:
    """A meeting on the preparation page, and hands."""

    def __init__(self, hands: Hands, meeting_id: MeetingId) -> None:
        self.hands, self.meeting_id = hands, meeting_id
        assert isinstance(hands.window.page, PreparePage)
        self.page: PreparePage = hands.window.page

    @property
    def items(self) -> tuple[Item, ...]:
        data = self.hands.ctx.reader.meeting(self.meeting_id)
        assert data is not None
        return data.items

    @property
    def search(self) -> Any:
        """The open search."""
        return self.page.search

    @property
    def titles(self) -> list[str]:
        return [item.title for item in self.items]

    @property
    def here(self) -> Item:
        return next(item for item in self.items if item.id == self.page.presenter.here)

    @property
    def verdicts(self) -> list[Verdict]:
        assert self.page.presenter.state is not None
        return [line.verdict for line in self.page.presenter.state.lines]

    @property
    def todo(self) -> list[str]:
        assert self.page.presenter.state is not None
        return [todo.text for todo in self.page.presenter.state.todo]


@pytest.fixture
def new(hands: Hands) -> MeetingId:
    """A meeting with four items that nobody has looked for stories for."""
    items = tuple(c.NewItem(title, 10 + 5 * n) for n, title in enumerate(TITLES))
    made = hands.ctx.service.execute(c.CreateMeeting("Board", "en", items, zone="Europe/Berlin"))
    return MeetingId(made.entity)


@pytest.fixture
def prepared(hands: Hands, new: MeetingId) -> Prepared:
    """The same, matched."""
    hands.window.go(Place.PREPARE, new)
    made = Prepared(hands, new)
    hands.qtbot.waitUntil(lambda: all(item.choice.origin is Origin.AUTOMATIC for item in made.items))
    return made


# --------------------------------------------------------------------------------------------------- matching
def test_stories_are_looked_for_by_themselves_and_in_the_background(
    hands: Hands, new: MeetingId, matcher: WordMatcher
) -> None:
    matcher.held = True
    hands.window.go(Place.PREPARE, new)
    made = Prepared(hands, new)
    assert made.verdicts == [Verdict.SEARCHING] * 4
    assert "Looking" in made.page.overview.again.words_shown
    matcher.answer()
    hands.qtbot.waitUntil(lambda: Verdict.SEARCHING not in made.verdicts)
    assert made.verdicts[1] is Verdict.NONE
    assert made.verdicts[0] in (Verdict.STRONG, Verdict.POSSIBLE)


def test_coming_back_does_not_look_again(prepared: Prepared, matcher: WordMatcher) -> None:
    prepared.hands.press(K.Key_4, CTRL)
    prepared.hands.window.go(Place.PREPARE, prepared.meeting_id)
    assert matcher.asked == ["meeting"]


def test_a_search_that_fails_says_so_and_can_be_tried_again(hands: Hands, new: MeetingId, matcher: WordMatcher) -> None:
    matcher.error = StoreUnavailable("The search for stories has stopped: try again.")
    hands.window.go(Place.PREPARE, new)
    made = Prepared(hands, new)
    hands.qtbot.waitUntil(made.page.overview._trouble.isVisible)
    assert "try again" in made.page.overview._trouble.text()
    assert made.verdicts == [Verdict.UNMATCHED] * 4
    matcher.error = None
    hands.press(K.Key_M)
    hands.qtbot.waitUntil(lambda: made.verdicts[1] is Verdict.NONE)
    assert not made.page.overview._trouble.isVisible()


def test_an_answer_for_a_page_that_was_left_is_still_kept(hands: Hands, new: MeetingId, matcher: WordMatcher) -> None:
    matcher.held = True
    hands.window.go(Place.PREPARE, new)
    made = Prepared(hands, new)
    hands.press(K.Key_1, CTRL)
    matcher.answer()
    hands.qtbot.waitUntil(lambda: made.items[0].choice.origin is Origin.AUTOMATIC)


def test_without_a_cleared_story_nobody_is_asked(make_desk, open_main, matcher: WordMatcher) -> None:
    desk = make_desk(stories=False)
    desk.matcher = lambda: matcher
    made = desk.service.execute(c.CreateMeeting("Board", "en", (c.NewItem("A"),), zone="Europe/Berlin"))
    hands = open_main(desk)
    hands.window.go(Place.PREPARE, made.entity)
    assert matcher.asked == []
    assert Prepared(hands, MeetingId(made.entity)).verdicts == [Verdict.UNMATCHED]


# --------------------------------------------------------------------------------------------------- the story
@pytest.mark.parametrize("way", WAYS)
def test_swap(prepared: Prepared, way: str) -> None:
    before = prepared.here.choice
    prepared.hands.act(way, key=(K.Key_S,), menu="Swap", mouse=prepared.page.open_item._buttons[0])
    assert prepared.here.choice.story_id == before.alternates[0].story_id
    assert prepared.verdicts[0] is Verdict.BY_HAND


@pytest.mark.parametrize("way", WAYS)
def test_pin_and_let_go(prepared: Prepared, way: str) -> None:
    prepared.hands.act(way, key=(K.Key_P,), menu="Pin", mouse=prepared.page.open_item._buttons[1])
    assert prepared.here.choice.pinned
    assert prepared.verdicts[0] is Verdict.PINNED
    prepared.hands.act(way, key=(K.Key_P,), menu="Let go", mouse=prepared.page.open_item._buttons[1])
    assert not prepared.here.choice.pinned


@pytest.mark.parametrize("way", WAYS)
def test_no_story_shows_the_chair(prepared: Prepared, way: str) -> None:
    prepared.hands.act(way, key=(K.Key_0,), menu="No story", mouse=prepared.page.open_item._buttons[2])
    assert prepared.here.choice.story_id is None and prepared.here.choice.origin is Origin.PERSON
    assert prepared.verdicts[0] is Verdict.DELIBERATE
    assert prepared.page.open_item._chair.isVisible()
    detail = prepared.page.presenter.state and prepared.page.presenter.state.detail
    assert detail and isinstance(detail.frame.content, ChairFrame)


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("way", ["key", "menu", "mouse"])
def test_alternates(prepared: Prepared, number: int, way: str) -> None:
    wanted = prepared.here.choice.alternates[number].story_id
    prepared.hands.act(
        way,
        key=(K.Key_1 if number == 0 else K.Key_2,),
        menu=("Take the first alternate", "Take the second alternate")[number],
        mouse=prepared.page.open_item.cards[number],
    )
    assert prepared.here.choice.story_id == wanted


def test_a_pinned_and_a_chosen_story_survive_another_look(prepared: Prepared, matcher: WordMatcher) -> None:
    prepared.hands.press(K.Key_P)
    prepared.hands.press(K.Key_Down)
    prepared.hands.press(K.Key_Down)
    prepared.hands.press(K.Key_0)
    before = [item.choice.story_id for item in prepared.items]
    prepared.hands.press(K.Key_M)
    prepared.hands.qtbot.waitUntil(lambda: matcher.asked == ["meeting", "meeting"])
    assert [item.choice.story_id for item in prepared.items] == before


def test_undo_of_each_act(prepared: Prepared) -> None:
    hands = prepared.hands
    acts: list[tuple[Any, ...]] = [(K.Key_S,), (K.Key_P,), (K.Key_0,), (K.Key_Down, ALT), (K.Key_Delete,)]
    before = prepared.items
    for act in acts:
        hands.press(*act)
    assert prepared.items != before
    for _ in acts:
        hands.press(K.Key_Z, CTRL)
        hands.qtbot.waitUntil(lambda: hands.window.toast.text.startswith("Taken back"))
    assert prepared.items == before
    for _ in acts:
        hands.press(K.Key_Z, CTRL | SHIFT)
    hands.qtbot.waitUntil(lambda: len(prepared.items) == 3)


def test_why_is_said_in_words(prepared: Prepared) -> None:
    assert prepared.page.open_item._why.text().startswith("Why this one? “Checkout” stands in both")


# --------------------------------------------------------------------------------------------------- the agenda
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


# --------------------------------------------------------------------------------------------------- the note
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


# --------------------------------------------------------------------------------------------------- own search
def test_own_search_by_words(prepared: Prepared) -> None:
    hands = prepared.hands
    hands.press(K.Key_Slash)
    assert prepared.search.isVisible()
    hands.type("giraffe", on=prepared.search.field)
    hands.qtbot.waitUntil(lambda: [hit.headline[:8] for hit in prepared.search.hits][:1] == ["The lost"])
    hands.press(K.Key_Return, on=prepared.search.field)
    story = hands.ctx.reader.story_by_source_id("en-03")
    assert story is not None and prepared.here.choice.story_id == story.id
    assert not prepared.search.isVisible()


def test_own_search_begins_with_what_is_near_to_the_title(prepared: Prepared, matcher: WordMatcher) -> None:
    prepared.hands.press(K.Key_Down)
    prepared.hands.click(prepared.page.open_item.find_button)
    prepared.hands.qtbot.waitUntil(lambda: matcher.asked[-1] == f"find {TITLES[1]}")


def test_an_uncleared_story_leads_to_its_clearance(prepared: Prepared) -> None:
    hands = prepared.hands
    story = hands.ctx.reader.story_by_source_id("en-03")
    assert story is not None
    hands.ctx.bus.do(c.WithdrawStories((story.id,)))
    hands.press(K.Key_Slash)
    hands.type("giraffe", on=prepared.search.field)
    hands.qtbot.waitUntil(lambda: [hit.story_id for hit in prepared.search.hits][:1] == [story.id])
    assert not prepared.search.hits[0].cleared
    hands.press(K.Key_Down, on=prepared.search.field)
    hands.press(K.Key_S, on=prepared.search.cards[0])
    hands.press(K.Key_Return, on=prepared.search.cards[0])
    assert prepared.items[0].choice.story_id == story.id
    assert hands.window.place is Place.CLEARANCE
    hands.window.go(Place.PREPARE, prepared.meeting_id)
    assert prepared.verdicts[0] is Verdict.UNCLEARED
    assert "Item 1: the story is not cleared" in prepared.todo


def test_a_late_answer_of_the_matcher_is_dropped(prepared: Prepared, matcher: WordMatcher) -> None:
    hands = prepared.hands
    matcher.held = True
    hands.press(K.Key_Slash)
    hands.qtbot.waitUntil(lambda: matcher.asked[-1].startswith("find"))
    hands.type("giraffe", on=prepared.search.field)
    hands.qtbot.waitUntil(lambda: [hit.headline[:8] for hit in prepared.search.hits][:1] == ["The lost"])
    before = prepared.search.hits
    matcher.answer()  # to the question about the item's title
    QApplication.processEvents()
    assert prepared.search.hits == before


# --------------------------------------------------------------------------------------------------- before the meeting
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


# --------------------------------------------------------------------------------------------------- start, edit, HTML
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
