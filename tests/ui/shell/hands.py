"""What a person does at the main window: keys, the menu, the mouse; and a matcher that answers when it is told to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from emptychair.app.ports import Found, ItemMatch, Reader, StoryFilter
from emptychair.app.readiness import Readiness
from emptychair.domain.ids import ItemId, MeetingId, StoryId
from emptychair.domain.meeting import Candidate, Reason
from emptychair.domain.story import Clearance
from emptychair.ui.context import UiContext
from emptychair.ui.shell import MainWindow
from emptychair.ui.shell.entries import plain_text

NONE, CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
WAYS = ("key", "menu", "mouse")


class Hands:
    """One person at one main window."""

    def __init__(self, qtbot: QtBot, ctx: UiContext, window: MainWindow) -> None:
        self.qtbot, self.ctx, self.window = qtbot, ctx, window

    @property
    def page(self) -> Any:
        """The page in front, whichever it is."""
        return self.window.page

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, *, on: QWidget | None = None) -> None:
        """A key, where the focus is."""
        QTest.keyClick(on or QApplication.focusWidget() or self.window, key, modifiers)
        QApplication.processEvents()

    def type(self, text: str, *, on: QWidget | None = None) -> None:
        """Text, one event a letter: keyClicks aborts at an umlaut."""
        target = on or QApplication.focusWidget()
        assert target is not None
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(target, QKeyEvent(kind, 0, NONE, letter))
        QApplication.processEvents()

    def menu(self, text: str) -> None:
        """An act of the menu, by its words."""
        menu = self.window.menu()
        found = [action for action in _leaves(menu.actions()) if plain_text(action.text()) == text]
        assert found, f"{text} is not in the menu"
        assert found[0].isEnabled(), f"{text} rests"
        found[0].trigger()
        QApplication.processEvents()

    def click(self, button: QAbstractButton) -> None:
        """The left mouse button on a control."""
        assert button.isVisible() and button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def act(self, way: str, *, key: tuple[Any, ...], menu: str, mouse: QAbstractButton) -> None:
        """The same act by key, menu or mouse."""
        if way == "key":
            self.press(*key)
        elif way == "menu":
            self.menu(menu)
        else:
            self.click(mouse)

    def drag(self, handle: QWidget, to: QPoint) -> None:
        """Press a handle, draw it to a point on the screen in steps, and let it go."""
        start = handle.mapToGlobal(handle.rect().center())
        left = Qt.MouseButton.LeftButton

        def send(kind: QEvent.Type, at: QPoint, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
            local = QPointF(handle.mapFromGlobal(at))
            QCoreApplication.sendEvent(handle, QMouseEvent(kind, local, QPointF(at), button, held, NONE))

        send(QEvent.Type.MouseButtonPress, start, left, left)
        for step in range(1, 6):
            at = start + (to - start) * step / 5
            send(QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, left)
        send(QEvent.Type.MouseButtonRelease, to, left, Qt.MouseButton.NoButton)
        QApplication.processEvents()


def _leaves(actions: list[QAction]) -> Iterator[QAction]:
    for action in actions:
        menu: Any = action.menu()
        if menu is not None:
            yield from _leaves(menu.actions())
        else:
            yield action


class WordMatcher:
    """The port `Matcher` over the library's full-text search, in this process: for tests of windows that must not wait
    for vectors. With `held` its answers wait until `answer()`."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.readiness: Readiness | None = None
        self.held = False
        self.error: BaseException | None = None
        self.asked: list[str] = []
        self._waiting: list[tuple[Future[Any], Callable[[], Any]]] = []

    def match_meeting(self, meeting_id: MeetingId) -> Future[tuple[ItemMatch, ...]]:
        self.asked.append("meeting")
        return self._reply(lambda: self._meeting(meeting_id))

    def match_item(self, item_id: ItemId) -> Future[ItemMatch]:
        self.asked.append("item")
        return self._reply(lambda: self._item(item_id))

    def find(self, text: str, language: str, limit: int = 20) -> Future[tuple[Found, ...]]:
        self.asked.append(f"find {text}")
        return self._reply(lambda: self._find(text, limit))

    def forget(self) -> None:
        """Holds nothing of its own."""

    def close(self) -> None:
        self._waiting.clear()

    def answer(self) -> None:
        """Let the answers go that were held back."""
        waiting, self._waiting = self._waiting, []
        for future, work in waiting:
            self._settle(future, work)

    # ------------------------------------------------------------------ inside
    def _reply(self, work: Callable[[], Any]) -> Future[Any]:
        future: Future[Any] = Future()
        if self.held:
            self._waiting.append((future, work))
        else:
            self._settle(future, work)
        return future

    def _settle(self, future: Future[Any], work: Callable[[], Any]) -> None:
        if self.error is not None:
            future.set_exception(self.error)
        else:
            future.set_result(work())

    def _meeting(self, meeting_id: MeetingId) -> tuple[ItemMatch, ...]:
        data = self._reader.meeting(meeting_id)
        assert data is not None
        return tuple(self._match(item.id, item.title) for item in data.items)

    def _item(self, item_id: ItemId) -> ItemMatch:
        meetings = (self._reader.meeting(row.meeting.id) for row in self._reader.meetings())
        item = next(item for data in meetings if data for item in data.items if item.id == item_id)
        return self._match(item.id, item.title)

    def _match(self, item_id: ItemId, title: str) -> ItemMatch:
        found = self._stories(title, 3)
        if not found:
            return ItemMatch(item_id, "none", None, ())
        candidates = tuple(
            Candidate(story_id, 1.0 - n / 10, (Reason("word", (("title", title.split()[0]),)),))
            for n, story_id in enumerate(found)
        )
        return ItemMatch(item_id, "strong" if len(found) > 1 else "possible", found[0], candidates)

    def _stories(self, title: str, most: int) -> list[StoryId]:
        found: list[StoryId] = []
        for word in sorted((w.strip(":?,.") for w in title.split()), key=len, reverse=True):
            if len(word) < 5:
                continue
            rows = self._reader.story_ids(StoryFilter(search=word, clearance=Clearance.CLEARED, sort="relevance"))
            for row in rows:
                story_id = self._reader.story_id_of_row(row)
                if story_id is not None and story_id not in found:
                    found.append(story_id)
        return found[:most]

    def _find(self, text: str, limit: int) -> tuple[Found, ...]:
        found = []
        for row in self._reader.story_ids(StoryFilter(search=text, sort="relevance"))[:limit]:
            story_id = self._reader.story_id_of_row(row)
            story = self._reader.story(story_id) if story_id else None
            if story is not None:
                found.append(
                    Found(
                        story.id,
                        story.provenance.source_id,
                        story.headline,
                        story.language,
                        story.customer,
                        story.on_wall_allowed,
                        story.sensitive,
                        1.0,
                    )
                )
        return tuple(found)


@pytest.fixture
def matcher(desk: UiContext) -> WordMatcher:
    """The matcher of `desk`."""
    made = WordMatcher(desk.reader)
    desk.matcher = lambda: made
    return made


@pytest.fixture
def open_main(qtbot: QtBot) -> Iterator[Callable[..., Hands]]:
    """`open_main(desk, width, height)`: a main window in front, and hands."""
    windows: list[MainWindow] = []

    def make(desk: UiContext, width: int = 1500, height: int = 950) -> Hands:
        window = MainWindow(desk)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return Hands(qtbot, desk, window)

    yield make
    for window in windows:
        for place in list(window.windows.places()):
            found = window.windows.window(place)
            if found is not None:
                found.close()
    QApplication.processEvents()


@pytest.fixture
def hands(desk: UiContext, matcher: WordMatcher, open_main: Callable[..., Hands]) -> Hands:
    """A person at the main window of an English desk with the demo stories."""
    return open_main(desk)
