"""Own search: by words on a thread of its own, by meaning through the matcher; only cleared stories can be taken."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest
from PySide6.QtCore import Qt

from emptychair.app import commands as c
from emptychair.app.ports import Found, ItemMatch
from emptychair.app.readiness import Readiness
from emptychair.domain.errors import UserError
from emptychair.domain.frame import StoryFrame
from emptychair.domain.meeting import Candidate, Reason

Key = Qt.Key


class NearestByHand:
    """A matcher that answers when it is told to, as the real process does: later, and in any order."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Future[Any]]] = []
        self.readiness: Readiness | None = None

    def find(self, text: str, language: str, limit: int = 20) -> Future[Any]:
        future: Future[Any] = Future()
        self.asked.append((text, future))
        return future

    def match_item(self, item_id: str) -> Future[Any]:
        future: Future[Any] = Future()
        self.asked.append((item_id, future))
        return future

    def match_meeting(self, meeting_id: str) -> Future[Any]:
        raise NotImplementedError

    def close(self) -> None:
        """Nothing to close."""


@pytest.fixture
def matcher() -> NearestByHand:
    return NearestByHand()


@pytest.fixture
def searching(desk: Any, matcher: NearestByHand, make_meeting: Callable[..., Any], open_console: Any) -> Any:
    desk.matcher = lambda: matcher
    return open_console(desk, make_meeting(desk))


def test_words_are_found_in_the_library_and_a_pick_goes_to_the_wall(searching: Any, matcher: NearestByHand) -> None:
    hands = searching
    hands.press(Key.Key_Slash)
    hands.type("guitar")
    find = hands.window.surfaces.find
    hands.qtbot.waitUntil(lambda: any("guitar" in pick.text for pick in find.list.picks))
    before = hands.wall.frame
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Up)
    assert hands.wall.frame == before
    hands.press(Key.Key_Return)
    assert isinstance(hands.wall.frame.content, StoryFrame)
    assert hands.wall.frame != before
    assert hands.here.choice.chosen.reasons == (Reason("search"),)
    assert "found by your own search" in hands.window.live_panel.why.text()
    hands.press(Key.Key_Z)
    assert hands.wall.frame == before


def test_a_late_answer_to_an_older_question_is_dropped(searching: Any, matcher: NearestByHand, desk: Any) -> None:
    hands = searching
    hands.press(Key.Key_Slash)
    find = hands.window.surfaces.find
    for text in ("zzz", "qqq"):
        find.field.setText(text)
        find.field.searched.emit(text)
    story = desk.reader.story_by_source_id("en-22")
    old = Found(story.id, "en-22", "An old answer", "en", "somebody", True, False, 1.0)
    new = Found(story.id, "en-22", "The new answer", "en", "somebody", True, False, 1.0)
    answers = dict(matcher.asked)
    answers["qqq"].set_result((new,))
    answers["zzz"].set_result((old,))
    hands.qtbot.waitUntil(lambda: [pick.text for pick in find.list.picks] == ["The new answer"])


def test_an_uncleared_story_is_shown_but_cannot_be_taken(searching: Any, desk: Any) -> None:
    hands = searching
    story = desk.reader.story_by_source_id("en-02")
    desk.bus.do(c.WithdrawStories((story.id,)))
    before = hands.wall.frame
    hands.press(Key.Key_Slash)
    hands.type("guitar")
    find = hands.window.surfaces.find
    hands.qtbot.waitUntil(lambda: any("guitar" in pick.text for pick in find.list.picks))
    pick = next(pick for pick in find.list.picks if "guitar" in pick.text)
    assert not pick.possible
    assert "not cleared" in pick.meta
    hands.press(Key.Key_Return)
    assert hands.here.choice.story_id != story.id
    assert hands.wall.frame == before or hands.wall.frame.content.heading == before.content.heading


def test_a_matcher_that_failed_is_one_sentence_and_words_are_still_found(
    searching: Any, matcher: NearestByHand
) -> None:
    hands = searching
    hands.press(Key.Key_Slash)
    hands.type("guitar")
    find = hands.window.surfaces.find
    hands.qtbot.waitUntil(lambda: bool(matcher.asked) and bool(find.list.picks))
    matcher.asked[-1][1].set_exception(UserError("The search has stopped: try again."))
    hands.qtbot.waitUntil(lambda: find.hint.text() == "The search has stopped: try again.")
    assert find.list.picks


def test_swap_on_an_item_never_matched_asks_the_matcher(searching: Any, matcher: NearestByHand, desk: Any) -> None:
    hands = searching
    hands.press(Key.Key_T)
    hands.type("Broken guitars")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Space)
    assert hands.here.title == "Broken guitars"
    hands.press(Key.Key_S)
    asked, answer = matcher.asked[-1]
    assert asked == hands.here.id
    story = desk.reader.story_by_source_id("en-02")
    answer.set_result(ItemMatch(hands.here.id, "strong", story.id, (Candidate(story.id, 1.0),)))
    hands.qtbot.waitUntil(lambda: hands.here.choice.story_id == story.id)
    assert isinstance(hands.wall.frame.content, StoryFrame)
    hands.press(Key.Key_Z)
    assert hands.here.choice.story_id is None
