"""The import of a story table: looked at first, vouched for or not, stopped, taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from emptychair.ui.context import UiContext
from emptychair.ui.gather import ImportDialog

HEAD = "id,headline,story,customer\n"
GOOD = (
    HEAD
    + 'a,"One","<b>She</b> waited <img src=""x""> for three days.",tenant\n'
    + "b,Two,He phoned twice and nobody had read his letter.,owner\n"
)
MIXED = GOOD + "c,Three,,nobody\n"


@pytest.fixture
def desk(make_desk: Callable[..., UiContext]) -> UiContext:
    """An empty library with a writer of its own: the import runs on a worker."""
    return make_desk(stories=False, threaded=True)


@pytest.fixture
def dialog(desk: UiContext, qtbot: QtBot) -> ImportDialog:
    dialog = ImportDialog(desk)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    return dialog


def write(folder: Path, text: str | bytes, name: str = "stories.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def look(qtbot: QtBot, dialog: ImportDialog, path: Path) -> None:
    dialog.open_file(path)
    qtbot.waitUntil(lambda: not dialog._job.running)


def texts(dialog: ImportDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_nothing_is_imported_by_looking(qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path) -> None:
    assert dialog.zone.isVisible()
    look(qtbot, dialog, write(tmp_path, MIXED))
    assert dialog.work.isVisible()
    assert dialog.import_button.words_shown == "Import 2 stories"
    assert dialog.file_name.text() == "stories.csv"
    assert '<b>She</b> waited <img src="x"> for three days.' in texts(dialog)
    assert desk.reader.counts().stories == 0


@pytest.mark.parametrize("how", ["key", "mouse"])
def test_unvouched_stories_wait(qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path, how: str) -> None:
    look(qtbot, dialog, write(tmp_path, MIXED))
    if how == "key":
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    else:
        qtbot.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog._report is not None)
    counts = desk.reader.counts()
    assert (counts.stories, counts.waiting, counts.cleared) == (2, 2, 0)
    assert dialog.report_card.title.text() == "Imported"
    assert {name: figure.text() for name, (figure, _) in dialog.report_card.figures.items()} == {
        "read": "3",
        "added": "2",
        "updated": "0",
        "duplicates": "0",
        "refused": "1",
    }
    assert "Line 4" in texts(dialog)
    assert "2 stories wait for clearance" in dialog.report_card.after_text.text()


def test_vouched_stories_are_cleared_in_a_persons_name(
    qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path
) -> None:
    look(qtbot, dialog, write(tmp_path, GOOD))
    qtbot.mouseClick(dialog.vouch.box, Qt.MouseButton.LeftButton)
    assert dialog.name.text() == "Petra Lindner"
    dialog.name.setText("  ")
    assert not dialog.import_button.isEnabled()
    dialog.name.setText("Ada  Byron")
    dialog.run()
    qtbot.waitUntil(lambda: dialog._report is not None)
    assert desk.reader.counts().cleared == 2
    story = desk.reader.story_by_source_id("a")
    assert story is not None
    assert story.cleared_by == "Ada Byron"
    assert "in the name of Ada Byron" in dialog.report_card.after_text.text()


def test_a_whole_import_is_taken_back(qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path) -> None:
    look(qtbot, dialog, write(tmp_path, GOOD))
    dialog.run()
    qtbot.waitUntil(lambda: dialog._report is not None)
    qtbot.mouseClick(dialog.report_card.undo_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.reader.counts().stories == 0)
    qtbot.waitUntil(lambda: dialog.report_card.title.text() == "Taken back")
    assert not dialog.report_card.undo_button.isVisible()


def test_again_doubles_nothing(qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    for expected in (("2", "0"), ("0", "2")):
        look(qtbot, dialog, path)
        dialog.run()
        qtbot.waitUntil(lambda: dialog._report is not None)
        assert (
            dialog.report_card.figures["added"][0].text(),
            dialog.report_card.figures["duplicates"][0].text(),
        ) == expected
    assert desk.reader.counts().stories == 2


def test_stopped_keeps_whole_parts_and_can_be_taken_back(
    qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path
) -> None:
    rows = "".join(f"n{i},Headline {i},Story number {i} of many.,somebody\n" for i in range(3_000))
    look(qtbot, dialog, write(tmp_path, HEAD + rows))
    dialog.run()
    qtbot.waitUntil(lambda: dialog._job.read > 0)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: dialog._report is not None)
    assert dialog._report is not None
    assert dialog._report.cancelled
    assert dialog.report_card.title.text() == "Stopped"
    assert 0 < desk.reader.counts().stories < 3_000
    qtbot.mouseClick(dialog.report_card.undo_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.reader.counts().stories == 0)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "empty"),
        ("a,b\n1,2\n", "no column with stories"),
        (b"PK\x03\x04" + bytes(200), "bad.csv"),
        (bytes(range(256)) * 8, "bad.csv"),
    ],
)
def test_a_file_that_cannot_be_read(
    qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path, content: str | bytes, says: str
) -> None:
    look(qtbot, dialog, write(tmp_path, content, "bad.csv"))
    assert dialog.note.isVisible()
    assert says in dialog.note_text.text()
    assert dialog.zone.isVisible()
    assert not dialog.import_button.isEnabled()
    assert desk.reader.counts().stories == 0


def test_a_missing_file_and_a_folder(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        look(qtbot, dialog, path)
        assert dialog.note.isVisible()
        assert dialog.note_text.text()
    look(qtbot, dialog, write(tmp_path, GOOD))
    assert not dialog.note.isVisible()


def mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_drop_a_file(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    data = mime(write(tmp_path, GOOD))
    enter = QDragEnterEvent(
        QPoint(50, 200), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(dialog, enter)
    assert enter.isAccepted()
    assert dialog.zone.hovered
    drop = QDropEvent(
        QPointF(50, 200), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(dialog, drop)
    assert not dialog.zone.hovered
    qtbot.waitUntil(lambda: dialog._found is not None)
    assert dialog.import_button.isEnabled()


def test_two_files_or_a_link_are_not_dropped(dialog: ImportDialog, tmp_path: Path) -> None:
    two = mime(write(tmp_path, GOOD), write(tmp_path, GOOD, "b.csv"))
    link = QMimeData()
    link.setUrls([QUrl("https://example.org/a.csv")])
    for data in (two, link):
        enter = QDragEnterEvent(
            QPoint(50, 200), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        enter.ignore()
        QApplication.sendEvent(dialog, enter)
        assert not dialog.zone.hovered


def test_escape_closes_when_nothing_runs(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_in_german_while_it_is_open(qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path) -> None:
    from emptychair.ui.app import use_language

    look(qtbot, dialog, write(tmp_path, MIXED))
    use_language(desk, "de")
    assert dialog.name.placeholderText() != "Your name"
    use_language(desk, "en")
    assert dialog.import_button.words_shown == "Import 2 stories"
