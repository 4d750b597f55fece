"""The import window: looked at first, vouched for or not, stopped, taken back, reported; any number of files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from emptychair.ui.context import UiContext
from emptychair.ui.gather import ImportDialog
from emptychair.ui.gather.state import FileState

HEAD = "id,headline,story,customer\n"
GOOD = (
    HEAD
    + 'a,"One","<b>She</b> waited <img src=""x""> for three days.",tenant\n'
    + "b,Two,He phoned twice and nobody had read his letter.,owner\n"
)
MIXED = GOOD + "c,Three,,nobody\n"
PRIVATE = HEAD + "p,Call,Please call me on 0341 5550123 because nobody answers my letters.,tenant\n"


@pytest.fixture
def desk(make_desk: Callable[..., UiContext]) -> UiContext:
    """An empty library with a writer of its own: the import runs on a worker."""
    return make_desk(stories=False, threaded=True)


@pytest.fixture
def dialog(desk: UiContext, qtbot: QtBot) -> ImportDialog:
    dialog = ImportDialog(desk)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.resize(1400, 860)
    dialog.show()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    return dialog


def write(folder: Path, text: str | bytes, name: str = "stories.csv") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def look(qtbot: QtBot, dialog: ImportDialog, *paths: Path) -> None:
    dialog.open_files(paths)
    settle(qtbot, dialog)


def settle(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.presenter.opening and not dialog.presenter.job.busy, timeout=10_000)


def done(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: dialog.presenter.finished and not dialog.presenter.totals().waiting, timeout=20_000)


def texts(dialog: ImportDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def figures(dialog: ImportDialog) -> dict[str, str]:
    return {name: figure.text() for name, (figure, _) in dialog.parts.report.figures.items() if figure.isVisible()}


def states(dialog: ImportDialog) -> list[FileState]:
    return [entry.state for entry in dialog.presenter.entries]


# ------------------------------------------------------------------------------------------------- looking
def test_nothing_is_imported_by_looking(qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path) -> None:
    assert dialog.parts.zone.isVisible()
    look(qtbot, dialog, write(tmp_path, MIXED))
    assert dialog.parts.work.isVisible()
    assert dialog.parts.import_button.words_shown == "Import 2 stories"
    assert '<b>She</b> waited <img src="x"> for three days.' in texts(dialog)
    assert figures(dialog) == {"read": "3", "added": "2", "refused": "1"}
    assert desk.reader.counts().stories == 0


def test_what_was_masked_is_shown_and_what_the_mask_misses_is_said(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    look(qtbot, dialog, write(tmp_path, PRIVATE))
    shown = " ".join(texts(dialog))
    assert "0341" not in shown
    assert "[Phone 1]" in shown
    assert "1 masked" in shown
    assert "about two times in three" in dialog.parts.private.sentence.text()
    assert dialog.parts.private.bars.accessibleName() == "Phone: 1"


def test_rows_left_out_are_shown_with_line_and_reason(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    look(qtbot, dialog, write(tmp_path, MIXED))
    qtbot.mouseClick(dialog.parts.preview.refused_pill, Qt.MouseButton.LeftButton)
    assert "Line 4" in texts(dialog)
    assert "there is no text in this row" in texts(dialog)


@pytest.mark.parametrize("content", ["", b"\x00\x01\x02" * 300, "a,b\n"])
def test_a_file_that_cannot_be_read_is_left_out_in_one_sentence(
    qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path, content: str | bytes
) -> None:
    look(qtbot, dialog, write(tmp_path, content, "bad.csv"))
    assert states(dialog) in ([FileState.BAD], [FileState.UNMAPPED], [FileState.EMPTY])
    assert not dialog.parts.import_button.isEnabled()
    assert dialog.parts.files.files.data(dialog.parts.files.files.index(0, 0)).startswith("bad.csv, ")
    assert desk.reader.counts().stories == 0


# ------------------------------------------------------------------------------------------------- importing
@pytest.mark.parametrize("how", ["key", "mouse"])
def test_unvouched_stories_wait(qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path, how: str) -> None:
    look(qtbot, dialog, write(tmp_path, MIXED))
    if how == "key":
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    else:
        qtbot.mouseClick(dialog.parts.import_button, Qt.MouseButton.LeftButton)
    done(qtbot, dialog)
    counts = desk.reader.counts()
    assert (counts.stories, counts.waiting, counts.cleared) == (2, 2, 0)
    assert dialog.parts.report.title.text() == "Imported"
    assert figures(dialog) == {"read": "3", "added": "2", "refused": "1"}
    assert "Line 4" in texts(dialog)
    assert "2 stories wait for clearance" in dialog.parts.report.after_text.text()


def test_vouched_stories_are_cleared_in_a_persons_name(
    qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path
) -> None:
    look(qtbot, dialog, write(tmp_path, GOOD))
    qtbot.mouseClick(dialog.parts.vouch.box, Qt.MouseButton.LeftButton)
    assert dialog.parts.name.text() == "Petra Lindner"
    dialog.parts.name.setText("  ")
    assert not dialog.parts.import_button.isEnabled()
    dialog.parts.name.setText("Ada  Byron")
    dialog.run()
    done(qtbot, dialog)
    assert desk.reader.counts().cleared == 2
    story = desk.reader.story_by_source_id("a")
    assert story is not None
    assert story.cleared_by == "Ada Byron"
    assert "in the name of Ada Byron" in dialog.parts.report.after_text.text()


def test_a_whole_import_is_taken_back(qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path) -> None:
    other = HEAD + "x,Other,Nobody at the desk knew where the parcel had gone.,owner\n"
    look(qtbot, dialog, write(tmp_path, GOOD), write(tmp_path, other, "other.csv"))
    dialog.run()
    done(qtbot, dialog)
    assert desk.reader.counts().stories == 3
    qtbot.mouseClick(dialog.parts.report.undo_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.reader.counts().stories == 0)
    qtbot.waitUntil(lambda: dialog.parts.report.title.text() == "Taken back")
    assert not dialog.parts.report.undo_button.isVisible()
    assert states(dialog) == [FileState.TAKEN_BACK] * 2


def test_again_doubles_nothing(qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    look(qtbot, dialog, path)
    dialog.run()
    done(qtbot, dialog)
    look(qtbot, dialog, path)
    assert figures(dialog) == {"read": "2", "added": "0", "duplicates": "2"}
    dialog.run()
    done(qtbot, dialog)
    assert figures(dialog) == {"read": "2", "added": "0", "duplicates": "2"}
    assert desk.reader.counts().stories == 2


def test_stopped_keeps_whole_parts_and_can_be_taken_back(
    qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path
) -> None:
    rows = "".join(f"n{i},Headline {i},Story number {i} of many that we got.,somebody\n" for i in range(60_000))
    look(qtbot, dialog, write(tmp_path, HEAD + rows))
    assert dialog.parts.import_button.words_shown == "Import all stories"
    dialog.run()
    qtbot.waitUntil(lambda: dialog.presenter.job.read > 0)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: dialog.presenter.finished)
    report = dialog.presenter.entries[0].report
    assert report is not None and report.cancelled
    assert dialog.parts.report.title.text() == "Stopped"
    assert 0 < report.read < 60_000
    qtbot.mouseClick(dialog.parts.report.undo_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.presenter.taken_back)
    qtbot.waitUntil(lambda: desk.reader.counts().stories == 0)


# ------------------------------------------------------------------------------------------------- several files
def test_bad_files_are_named_and_the_others_go_on(
    qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path
) -> None:
    files = [
        write(tmp_path, HEAD + f"s{n},Story,The lift stood still for {n} weeks and nobody came.,tenant\n", f"f{n}.csv")
        for n in range(18)
    ]
    files.insert(3, write(tmp_path, "", "empty.csv"))
    files.insert(9, write(tmp_path, b"\x00\xff\x00\x01" * 999, "noise.csv"))
    look(qtbot, dialog, *files)
    assert dialog.parts.files.files.rowCount() == 20
    assert states(dialog).count(FileState.READY) == 18
    assert dialog.parts.files_title.text() == "20 files, 2 left out"
    dialog.run()
    done(qtbot, dialog)
    assert desk.reader.counts().stories == 18
    assert states(dialog).count(FileState.DONE) == 18
    assert dialog.parts.files_title.text() == "20 files, 2 left out"


def test_a_file_is_taken_out_of_the_list(qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path) -> None:
    other = HEAD + "x,Other,Nobody at the desk knew where the parcel had gone.,owner\n"
    look(qtbot, dialog, write(tmp_path, GOOD), write(tmp_path, other, "other.csv"))
    qtbot.mouseClick(dialog.parts.remove_button, Qt.MouseButton.LeftButton)
    assert [entry.name for entry in dialog.presenter.entries] == ["other.csv"]
    dialog.run()
    done(qtbot, dialog)
    assert desk.reader.counts().stories == 1


# ------------------------------------------------------------------------------------------------- the report
def test_the_report_is_saved_as_text_and_as_a_table(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    look(qtbot, dialog, write(tmp_path, MIXED, "=cmd.csv"), write(tmp_path, "", "empty.csv"))
    dialog.run()
    done(qtbot, dialog)
    assert dialog.parts.report.save_button.isVisible()
    dialog.write_report(tmp_path / "report.txt")
    text = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert "2  new stories" in text
    assert "Line 4: there is no text in this row" in text
    assert "empty.csv" in text
    dialog.write_report(tmp_path / "report.csv")
    table = (tmp_path / "report.csv").read_text(encoding="utf-8-sig").splitlines()
    assert table[0] == "File,Line,Reason"
    assert "'=cmd.csv,4,there is no text in this row" in table


def test_a_report_that_cannot_be_written_is_said(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    look(qtbot, dialog, write(tmp_path, GOOD))
    dialog.run()
    done(qtbot, dialog)
    dialog.write_report(tmp_path / "no such folder" / "report.txt")
    assert dialog.parts.note.isVisible()
    assert "choose another folder" in dialog.parts.note_text.text()


# ------------------------------------------------------------------------------------------------- drop and paste
def mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def enter(dialog: ImportDialog, data: QMimeData) -> bool:
    event = QDragEnterEvent(
        QPoint(50, 200), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(dialog, event)
    return event.isAccepted()


def test_drop_files(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    data = mime(write(tmp_path, GOOD), write(tmp_path, PRIVATE, "b.csv"))
    assert enter(dialog, data)
    assert dialog.parts.zone.hovered
    drop = QDropEvent(
        QPointF(50, 200), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(dialog, drop)
    assert not dialog.parts.zone.hovered
    qtbot.waitUntil(lambda: dialog.ready)
    assert len(dialog.presenter.entries) == 2


def test_a_link_or_a_text_is_not_dropped(dialog: ImportDialog) -> None:
    link, text = QMimeData(), QMimeData()
    link.setUrls([QUrl("https://example.org/a.csv")])
    text.setText("a story")
    assert not enter(dialog, link)
    assert not enter(dialog, text)


def test_paste_files(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    QGuiApplication.clipboard().setMimeData(mime(write(tmp_path, GOOD)))
    qtbot.keyClick(dialog, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.ready)


# ------------------------------------------------------------------------------------------------- the window
def test_escape_closes_when_nothing_runs(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_in_german_while_it_is_open(qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path) -> None:
    from emptychair.ui.app import use_language

    look(qtbot, dialog, write(tmp_path, MIXED))
    use_language(desk, "de")
    assert dialog.parts.name.placeholderText() != "Your name"
    use_language(desk, "en")
    assert dialog.parts.import_button.words_shown == "Import 2 stories"


@pytest.mark.parametrize(("width", "height"), [(1640, 960), (1366, 768), (960, 540), (640, 420)])
def test_nothing_stands_outside_at_any_size(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, width: int, height: int
) -> None:
    look(qtbot, dialog, write(tmp_path, MIXED))
    dialog.resize(width, height)
    QApplication.processEvents()
    for part in (dialog.parts.close_button, dialog.parts.import_button, dialog.parts.preview):
        corner = part.mapTo(dialog, QPoint(part.width(), 0))
        assert corner.x() <= dialog.width()
    report = dialog.parts.report
    qtbot.waitUntil(lambda: report.height() >= report.heightForWidth(report.width()))
