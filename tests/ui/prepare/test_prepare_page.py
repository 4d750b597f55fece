"""The stories of a preparation, by key, menu and mouse: found, swapped, pinned, left out, searched for."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from emptychair.app import commands as c
from emptychair.domain.errors import StoreUnavailable
from emptychair.domain.frame import ChairFrame
from emptychair.domain.ids import MeetingId
from emptychair.domain.meeting import Origin
from emptychair.ui.prepare.state import Verdict
from emptychair.ui.shell.page import Place
from tests.ui.prepare.prepared import TITLES, Prepared
from tests.ui.shell.hands import ALT, CTRL, SHIFT, WAYS, Hands, WordMatcher

K = Qt.Key


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
    assert prepared.page.open_item._why.text().startswith("Why this one? Both say “Checkout”")


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


def test_a_search_says_that_it_looks_and_then_that_it_found_nothing(prepared: Prepared, matcher: WordMatcher) -> None:
    hands = prepared.hands
    matcher.held = True
    hands.press(K.Key_Slash)
    hands.type("xyzzy", on=prepared.search.field)
    hands.qtbot.waitUntil(lambda: matcher.asked[-1] == "find xyzzy")
    assert prepared.search._note.text() == "Looking …"
    matcher.answer()
    hands.qtbot.waitUntil(lambda: prepared.search._note.text().startswith("Nothing found"))
