"""The stage window: the right first picture, cut and fade, keys, and what it takes for itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QImage, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from emptychair.app.i18n import Words
from emptychair.domain.frame import Blank, ChairFrame, StageFrame, StoryFrame
from emptychair.ui.live import Wall
from emptychair.ui.stage import StageLook, StageMode, StageWindow, WallPicture, render

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ONE = StageFrame(ChairFrame("1 · Welcome", "One chair stays empty."))
TWO = StageFrame(StoryFrame("2 · Checkout", "It took three weeks.", "en", True, "Shopper", "Study"))
FADE_AT_MOST = 200


class Inhibit:
    """Remembers what it was asked."""

    def __init__(self) -> None:
        self.held = False

    def hold(self, reason: str) -> bool:
        self.held = bool(reason)
        return True

    def release(self) -> None:
        self.held = False


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> StageWindow:
    window = StageWindow(Words("en", tmp_path), ONE, StageLook(), inhibitor=Inhibit())
    window.resize(480, 270)
    qtbot.addWidget(window)
    return window


def picture(window: QWidget) -> QImage:
    return window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def drawn(frame: StageFrame, window: QWidget) -> QImage:
    return render(frame, window.size(), window.devicePixelRatioF()).convertToFormat(QImage.Format.Format_RGB32)


def test_the_first_painted_pixel_is_the_right_frame(qtbot: QtBot, tmp_path: Path) -> None:
    painted: list[QImage] = []

    class Watched(StageWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            painted.append(self.backingStore().paintDevice().copy())  # type: ignore[union-attr]

    window = Watched(Words("en", tmp_path), ONE)
    window.resize(480, 270)
    qtbot.addWidget(window)
    window.show_frame(TWO)  # before it is shown: no old content may ever be seen
    window.show()
    qtbot.waitUntil(lambda: bool(painted))
    assert painted[0].convertToFormat(QImage.Format.Format_RGB32).copy(0, 0, 480, 270) == drawn(TWO, window)


def test_a_fade_ends_within_200_ms_with_the_new_frame(stage: StageWindow, qtbot: QtBot) -> None:
    stage.show()
    qtbot.waitExposed(stage)
    assert stage._fade.duration() <= FADE_AT_MOST
    with qtbot.waitSignal(stage.faded, timeout=2000):
        stage.show_frame(TWO)
    assert picture(stage) == drawn(TWO, stage)


def test_reduced_motion_cuts(stage: StageWindow, qtbot: QtBot) -> None:
    stage.reduce_motion = True
    stage.show()
    qtbot.waitExposed(stage)
    stage.show_frame(TWO)
    assert picture(stage) == drawn(TWO, stage)


def test_changes_during_a_fade_end_with_the_last_frame(stage: StageWindow, qtbot: QtBot) -> None:
    stage.show()
    qtbot.waitExposed(stage)
    with qtbot.waitSignal(stage.faded, timeout=2000):
        for frame in (TWO, ONE, TWO, replace(TWO, blank=Blank.BLACK)):
            stage.show_frame(frame)
            QApplication.processEvents()
    assert picture(stage) == drawn(replace(TWO, blank=Blank.BLACK), stage)


def test_a_resized_window_draws_anew(stage: StageWindow, qtbot: QtBot) -> None:
    stage.show()
    qtbot.waitExposed(stage)
    stage.resize(640, 480)
    qtbot.waitUntil(lambda: stage.size() == QSize(640, 480))
    assert picture(stage) == drawn(ONE, stage)


def test_the_next_frame_is_rendered_when_idle(stage: StageWindow, qtbot: QtBot) -> None:
    stage.show()
    qtbot.waitExposed(stage)
    stage.prepare(TWO)
    qtbot.waitUntil(lambda: any(key[0] == TWO for key in stage._rendered))  # type: ignore[index]
    assert stage.frame == ONE
    assert picture(stage) == drawn(ONE, stage)


def test_few_pictures_are_kept(stage: StageWindow, qtbot: QtBot) -> None:
    stage.reduce_motion = True
    stage.show()
    qtbot.waitExposed(stage)
    for number in range(8):
        stage.show_frame(StageFrame(ChairFrame(f"{number}", "x")))
        picture(stage)
    assert len(stage._rendered) <= 3


def test_it_is_an_ordinary_titled_window(stage: StageWindow) -> None:
    assert stage.windowTitle() == "Empty Chair: the wall"
    assert stage.windowType() == Qt.WindowType.Window
    assert not stage.isModal()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_B, Qt.Key.Key_Q])
def test_no_key_does_anything_by_itself(stage: StageWindow, qtbot: QtBot, key: Qt.Key) -> None:
    stage.show()
    stage.set_mode(StageMode.FULL)
    qtbot.waitExposed(stage)
    QTest.keyClick(stage, key)
    assert stage.isVisible()
    assert stage.isFullScreen()
    assert stage.frame == ONE


def test_the_consoles_keys_work_in_it(stage: StageWindow, qtbot: QtBot) -> None:
    console = QWidget()
    qtbot.addWidget(console)
    action = QAction("Next", console)
    action.setShortcuts([QKeySequence("Space"), QKeySequence("PgDown")])
    pressed: list[bool] = []
    action.triggered.connect(lambda: pressed.append(True))
    console.addAction(action)
    stage.take_actions([action])
    console.show()
    stage.show()
    for window in (stage, console):
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert len(pressed) == 2


def test_the_cursor_goes_when_full_screen_and_comes_back(stage: StageWindow, qtbot: QtBot) -> None:
    stage._cursor.setInterval(20)
    stage.set_mode(StageMode.FULL)
    qtbot.waitUntil(lambda: stage.cursor().shape() is Qt.CursorShape.BlankCursor)
    QTest.mouseMove(stage, stage.rect().center())
    QApplication.processEvents()
    stage.set_mode(StageMode.WINDOW)
    assert stage.cursor().shape() is not Qt.CursorShape.BlankCursor


def test_sleep_is_held_off_while_live_and_given_back(stage: StageWindow) -> None:
    inhibit = stage._inhibitor
    assert isinstance(inhibit, Inhibit)
    stage.set_live(True)
    assert inhibit.held
    stage.set_live(False)
    assert not inhibit.held
    stage.set_live(True)
    stage.close()
    assert not inhibit.held


def test_with_one_screen_it_opens_as_a_window(stage: StageWindow, qtbot: QtBot) -> None:
    console = QWidget()
    qtbot.addWidget(console)
    console.show()
    stage.open_best(console)
    assert stage.mode is StageMode.WINDOW
    assert not stage.isFullScreen()


def test_the_title_follows_the_language(stage: StageWindow, tmp_path: Path) -> None:
    titles: list[str] = []
    stage.windowTitleChanged.connect(titles.append)
    stage.setWindowTitle("old")
    QApplication.sendEvent(stage, QEvent(QEvent.Type.LanguageChange))
    assert titles == ["old", "Empty Chair: the wall"]


def test_the_stage_follows_the_wall(stage: StageWindow) -> None:
    wall = Wall(ONE)
    wall.published.connect(stage.show_frame)
    wall.show(TWO)
    wall.panic()
    assert stage.frame == replace(TWO, blank=Blank.BLACK)


# ------------------------------------------------------------------------------------------------------- small picture
def test_the_small_picture_is_the_wall_in_little(qtbot: QtBot) -> None:
    small = WallPicture(live=True)
    qtbot.addWidget(small)
    small.resize(480, 270)
    small.set_frame(TWO, "On the wall")
    shot, wall = picture(small), drawn(TWO, small)
    inner = (20, 20, 440, 230)
    assert shot.copy(*inner) == wall.copy(*inner)
    assert small.accessibleName().startswith("On the wall: 2 · Checkout\nIt took three weeks.")
    assert small.heightForWidth(1920) == 1080


def test_the_small_picture_of_a_blanked_wall_says_no_words(qtbot: QtBot) -> None:
    small = WallPicture()
    qtbot.addWidget(small)
    small.set_frame(replace(TWO, blank=Blank.BLACK), "On the wall")
    assert small.accessibleName() == "On the wall"
    small.set_frame(replace(TWO, blank=Blank.HIDDEN), "On the wall")
    assert small.accessibleName() == "On the wall: 2 · Checkout"
    small.set_word("Hidden")
    assert small.accessibleDescription() == "Hidden"


def test_escape_as_an_event_is_left_for_others(stage: StageWindow) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(stage, event)
    assert not event.isAccepted()
