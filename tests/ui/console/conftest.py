"""A console on a prepared meeting, and hands to use it with."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from emptychair.app.ports import MeetingData
from emptychair.domain.meeting import Item
from emptychair.ui.console import ConsoleWindow
from emptychair.ui.context import UiContext

SPACE, ENTER, ESC = Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Hands:
    """What a facilitator does, on the real window."""

    def __init__(self, qtbot: QtBot, ctx: UiContext, window: ConsoleWindow) -> None:
        self.qtbot, self.ctx, self.window = qtbot, ctx, window

    @property
    def data(self) -> MeetingData:
        """The meeting as it is on disk."""
        data = self.ctx.reader.meeting(self.window.meeting_id)
        assert data is not None
        return data

    @property
    def here(self) -> Item:
        """The item under discussion."""
        item = self.data.live_item
        assert item is not None
        return item

    @property
    def wall(self) -> QWidget:
        """The stage window."""
        stage = self.window.wall_side.stage
        assert stage is not None
        return stage

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key, where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Text, where the focus is; one event a letter (keyClicks cannot do umlauts)."""
        for letter in text:
            target = QApplication.focusWidget() or self.window
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
        QApplication.processEvents()

    def menu(self, name: str) -> None:
        """Trigger an action through the menu that holds it."""
        header = self.window.header
        for part in header.menu.actions():
            inner = part.menu()
            assert isinstance(inner, QMenu)
            for action in inner.actions():
                if action.objectName() == name:
                    assert action.isEnabled(), f"{name} is disabled"
                    action.trigger()
                    QApplication.processEvents()
                    return
        raise AssertionError(f"{name} is in no menu")

    def click(self, widget: QWidget) -> None:
        """A click with the left button."""
        assert widget.isVisible(), widget
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def neutral(self) -> None:
        """The focus in no field."""
        self.window.setFocus()


@pytest.fixture
def open_console(qtbot: QtBot) -> Callable[..., Hands]:
    """`open_console(desk, meeting, size=(1920, 1080), start=True)`."""

    def make(
        ctx: UiContext, data: MeetingData, *, size: tuple[int, int] = (1920, 1080), start: bool = True, items: int = 1
    ) -> Hands:
        window = ConsoleWindow(ctx, data.meeting.id)
        qtbot.addWidget(window, before_close_func=lambda w: w.wall_side.close())
        window.resize(*size)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        hands = Hands(qtbot, ctx, window)
        if start:
            window.start()
            for _ in range(items):
                window.presenter.next()
            window.activateWindow()
            qtbot.waitUntil(window.isActiveWindow)
            hands.neutral()
        return hands

    return make


@pytest.fixture
def hands(desk: UiContext, make_meeting: Callable[..., MeetingData], open_console: Callable[..., Hands]) -> Hands:
    """A meeting of three items that runs; the first is under discussion."""
    return open_console(desk, make_meeting(desk))


class Heard(QObject):
    """Counts what a signal said."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[object] = []

    def hear(self, *values: object) -> None:
        """Slot."""
        self.said.append(values[0] if len(values) == 1 else values)
