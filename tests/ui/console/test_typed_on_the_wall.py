"""The system has put the wall in front while somebody types: what is typed stays text."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def on_the_wall(hands: Any) -> Any:
    hands.wall.activateWindow()
    hands.qtbot.waitUntil(hands.wall.isActiveWindow)
    return hands.wall


def test_letters_go_into_the_line_and_drive_nothing(hands: Any) -> None:
    hands.press(Qt.Key.Key_D)
    before = hands.data
    on_the_wall(hands)
    for key in "swap hide b next":
        wall = on_the_wall(hands)  # each key comes to the wall, however often the console asks for the focus
        QTest.keyClicks(wall, key)
        QApplication.processEvents()
    assert hands.window.decision.field.toPlainText() == "swap hide b next"
    after = hands.data
    assert (after.meeting.item_id, after.wall, after.items[0].choice) == (
        before.meeting.item_id,
        before.wall,
        before.items[0].choice,
    )


def test_panic_and_the_clicker_work_there_too(hands: Any) -> None:
    hands.press(Qt.Key.Key_D)
    QTest.keyClick(on_the_wall(hands), Qt.Key.Key_F12)
    hands.qtbot.waitUntil(lambda: hands.data.wall.blank == "black")
    here = hands.here.position
    QTest.keyClick(on_the_wall(hands), Qt.Key.Key_PageDown)
    hands.qtbot.waitUntil(lambda: hands.here.position == here + 1)


def test_without_a_field_the_keys_are_acts(hands: Any) -> None:
    hands.neutral()
    here = hands.here.position
    QTest.keyClick(on_the_wall(hands), Qt.Key.Key_Space)
    hands.qtbot.waitUntil(lambda: hands.here.position == here + 1)
