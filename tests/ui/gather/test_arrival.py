"""Files and texts that are dropped or pasted anywhere in the main window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from emptychair.ui.context import UiContext
from emptychair.ui.gather.arrival import arrived
from emptychair.ui.shell import MainWindow
from emptychair.ui.shell.page import Place

CTRL = Qt.KeyboardModifier.ControlModifier
STORY = "A customer waited eleven weeks for a chair that stood in the shop window."


@pytest.fixture
def window(make_desk: Callable[..., UiContext], qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(make_desk(stories=False, threaded=True))
    qtbot.addWidget(window)
    window.resize(1300, 800)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    yield window
    window.windows.close_minor()
    QApplication.processEvents()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "stories.csv"
    path.write_text(f"story,customer\n{STORY},tenant\n", encoding="utf-8")
    return path


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def words(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def drag_over(target: QWidget, data: QMimeData) -> bool:
    """As Qt does it: the widget under the mouse, then its parents, until one takes drops."""
    while not target.acceptDrops() and (parent := target.parentWidget()) is not None:
        target = parent
    event = QDragEnterEvent(
        QPoint(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(target, event)
    return event.isAccepted()


def drop(target: QWidget, data: QMimeData) -> None:
    assert drag_over(target, data)
    while not target.acceptDrops() and (parent := target.parentWidget()) is not None:
        target = parent
    event = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(target, event)


@pytest.mark.parametrize("place", [Place.START, Place.LIBRARY, Place.CLEARANCE, Place.MEETINGS, Place.SETTINGS])
def test_a_file_dropped_on_any_page_is_looked_at(window: MainWindow, qtbot: QtBot, table: Path, place: Place) -> None:
    window.go(place)
    page = window.page
    under = page.childAt(page.width() // 2, page.height() // 2) or page
    drop(under, files(table))
    dialog = window.windows.window(Place.IMPORT)
    assert dialog is not None and dialog.isVisible()
    qtbot.waitUntil(lambda: dialog.ready)
    assert window.ctx.reader.counts().stories == 0


def test_a_file_dropped_on_the_search_of_the_library(window: MainWindow, qtbot: QtBot, table: Path) -> None:
    window.go(Place.LIBRARY)
    drop(window.page.search, files(table))
    dialog = window.windows.window(Place.IMPORT)
    qtbot.waitUntil(lambda: dialog.ready)
    assert window.page.search.text() == ""


def test_the_veil_says_what_a_drop_would_do(window: MainWindow, table: Path) -> None:
    assert drag_over(window, files(table))
    veil = window.arrivals.veil
    assert veil is not None and veil.isVisible()
    assert veil.text == "Drop to import"
    assert veil.size() == window.size()
    window.resize(1200, 700)
    assert veil.size() == window.size()
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not veil.isVisible()
    assert drag_over(window, words(STORY))
    assert veil.text == "Drop to note it down as a story heard"


def test_words_dropped_are_a_story_heard(window: MainWindow) -> None:
    drop(window, words(f"  {STORY}\n"))
    capture = window.windows.window(Place.CAPTURE)
    assert capture.text.toPlainText() == STORY


@pytest.mark.parametrize("way", ["key", "menu"])
def test_paste_files(window: MainWindow, qtbot: QtBot, table: Path, way: str) -> None:
    QGuiApplication.clipboard().setMimeData(files(table))
    paste(window, way)
    dialog = window.windows.window(Place.IMPORT)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.ready)


@pytest.mark.parametrize("way", ["key", "menu"])
def test_paste_a_text_twice_notes_it_once(window: MainWindow, way: str) -> None:
    QGuiApplication.clipboard().setText(STORY)
    paste(window, way)
    capture = window.windows.window(Place.CAPTURE)
    assert capture is not None
    paste(window, way)
    assert capture.text.toPlainText() == STORY
    QGuiApplication.clipboard().setText("And another one.")
    paste(window, way)
    assert capture.text.toPlainText() == f"{STORY}\n\nAnd another one."


def test_nothing_to_paste_is_said(window: MainWindow) -> None:
    QGuiApplication.clipboard().setPixmap(QPixmap(4, 4))
    window.acts["paste"].trigger()
    assert window.windows.places() == ()
    assert "clipboard" in window.toast.text


def test_a_field_keeps_its_own_paste(window: MainWindow) -> None:
    window.go(Place.LIBRARY)
    window.page.search.setFocus()
    QGuiApplication.clipboard().setText("flat tyre")
    QTest.keyClick(window.page.search, Qt.Key.Key_V, CTRL)
    assert window.page.search.text() == "flat tyre"
    assert window.windows.places() == ()


def test_what_is_no_story() -> None:
    link = QMimeData()
    link.setUrls([QUrl("https://example.org/stories.csv")])
    assert arrived(link) is None
    assert arrived(words("   \n")) is None
    assert arrived(None) is None
    long = arrived(words("word " * 10_000))
    assert long is not None and len(long.text) == 20_000


def paste(window: MainWindow, way: str) -> None:
    if way == "menu":
        window.acts["paste"].trigger()
    else:
        window.activateWindow()
        QTest.keyClick(window, Qt.Key.Key_V, CTRL)
    QApplication.processEvents()
