"""Folders of mails as one import, long previews, an import that was broken off, and words that fit every window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from emptychair.app import commands as c
from emptychair.app.ports import Batch
from emptychair.ui.context import UiContext
from emptychair.ui.gather import ImportDialog
from emptychair.ui.gather.preparing import RUNNING, broken_off
from emptychair.ui.gather.sources import Stopped, recognised
from emptychair.ui.gather.state import FileState
from emptychair.ui.shell import MainWindow

LETTER = "Nobody came for {n} weeks, and the lift stood still all the while."
TABLE = "id,story,customer\n" + "".join(f'{n},"{LETTER.format(n=n)}",tenant\n' for n in range(2, 32)) + "x,,tenant\n"


@pytest.fixture
def desk(make_desk: Callable[..., UiContext]) -> UiContext:
    return make_desk(stories=False, threaded=True)


@pytest.fixture
def dialog(desk: UiContext, qtbot: QtBot) -> ImportDialog:
    return opened(desk, qtbot)


def opened(desk: UiContext, qtbot: QtBot) -> ImportDialog:
    dialog = ImportDialog(desk)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.resize(1400, 860)
    dialog.show()
    return dialog


def mails(folder: Path, count: int = 12) -> Path:
    """In two folders, and one that holds none."""
    for n in range(1, count + 1):
        place = folder / ("january" if n % 2 else "february")
        place.mkdir(parents=True, exist_ok=True)
        head = f"From: P{n} <p{n}@example.org>\nTo: us@example.com\nSubject: Lift {n}\nMessage-ID: <{n}@example.org>\n"
        head += "Date: Mon, 2 Mar 2026 09:00:00 +0100\n\n"
        (place / f"letter-{n:02}.eml").write_text(head + (LETTER.format(n=n) if n > 1 else "") + "\n", encoding="utf-8")
    return folder


def settle(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(
        lambda: (
            not dialog.presenter.opening
            and not dialog.presenter.job.busy
            and not dialog._stale
            and not dialog.parts.preview.filling
        ),
        timeout=10_000,
    )


def done(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: dialog.presenter.finished and not dialog.presenter.totals().waiting, timeout=20_000)


def drop(dialog: ImportDialog, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(dialog, QDragEnterEvent(QPoint(50, 200), Qt.DropAction.CopyAction, mime, buttons, keys))
    QApplication.sendEvent(dialog, QDropEvent(QPointF(50, 200), Qt.DropAction.CopyAction, mime, buttons, keys))


def texts(dialog: ImportDialog) -> list[str]:
    return [label.text() for label in dialog.parts.preview.findChildren(QLabel) if label.isVisible()]


# ------------------------------------------------------------------------------------------------- mails
def test_a_folder_of_mails_is_one_import_with_one_report_and_one_undo(
    qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path
) -> None:
    drop(dialog, mails(tmp_path / "letters"))
    settle(qtbot, dialog)
    assert [entry.name for entry in dialog.presenter.entries] == ["letters (12)"]
    assert dialog.parts.import_button.words_shown == "Import 11 stories"
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    done(qtbot, dialog)
    assert [(row.batch.added, row.batch.refused) for row in desk.reader.batches()] == [(11, 1)]
    desk.service.execute(c.Undo("library"))
    assert desk.reader.counts().stories == 0


def test_how_many_mails_there_are_is_known(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    drop(dialog, mails(tmp_path / "letters"))
    settle(qtbot, dialog)
    entry = dialog.entry
    assert entry is not None and entry.foreseen is not None
    # As after looking at the first 2,000 of as many, and of more.
    assert replace(entry, foreseen=replace(entry.foreseen, read=2_000)).whole
    assert replace(entry, foreseen=replace(entry.foreseen, read=2_000)).rows == 12


def test_a_mail_that_is_left_out_is_named(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    drop(dialog, mails(tmp_path / "letters"))
    settle(qtbot, dialog)
    qtbot.mouseClick(dialog.parts.preview.refused_pill, Qt.MouseButton.LeftButton)
    assert "letter-01.eml" in texts(dialog)
    dialog.run()
    done(qtbot, dialog)
    dialog.write_report(tmp_path / "report.csv")
    table = (tmp_path / "report.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(table) == 2 and table[1].startswith("letter-01.eml,")
    dialog.write_report(tmp_path / "report.txt")
    assert "  letter-01.eml: " in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_more_mails_join_those_that_are_there(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    folder = mails(tmp_path / "letters")
    drop(dialog, folder / "january")
    settle(qtbot, dialog)
    assert [entry.name for entry in dialog.presenter.entries] == ["january (6)"]
    drop(dialog, folder / "february")
    settle(qtbot, dialog)
    assert [entry.name for entry in dialog.presenter.entries] == ["letters (12)"]
    assert dialog.presenter.totals().read == 12


def test_mails_that_are_one_import_are_read_as_another_kind(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    drop(dialog, mails(tmp_path / "letters"))
    settle(qtbot, dialog)
    dialog.presenter.read_as("mbox")
    settle(qtbot, dialog)
    assert dialog.entry is not None and dialog.entry.title == "Mailbox (.mbox)"
    assert dialog.presenter.totals().read >= 12


def test_recognising_ends_when_nobody_waits_for_it(tmp_path: Path) -> None:
    met: list[tuple[int, int]] = []

    def each(number: int, of: int) -> None:
        met.append((number, of))
        if number == 3:
            raise Stopped

    with pytest.raises(Stopped):
        recognised((), [mails(tmp_path / "letters")], each)
    assert met == [(0, 12), (1, 12), (2, 12), (3, 12)]


# ------------------------------------------------------------------------------------------------- the preview
def test_a_long_preview_is_there_in_the_end(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    path = tmp_path / "stories.csv"
    path.write_text(TABLE, encoding="utf-8")
    drop(dialog, path)
    settle(qtbot, dialog)
    # What is laid out in a later turn of the loop shows itself in the one after it.
    qtbot.waitUntil(lambda: all(LETTER.format(n=n) in " ".join(texts(dialog)) for n in range(2, 14)))


def test_a_file_without_a_story_shows_what_is_left_out(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    path = tmp_path / "stories.csv"
    path.write_text("id,story,customer\na,,tenant\nb,,owner\n", encoding="utf-8")
    drop(dialog, path)
    settle(qtbot, dialog)
    assert dialog.entry is not None and dialog.entry.state is FileState.EMPTY
    assert {"Line 2", "Line 3"} <= set(texts(dialog))
    assert dialog.presenter.totals().refused == 2
    assert not dialog.parts.import_button.isEnabled()


# ------------------------------------------------------------------------------------------------- broken off
def broken(desk: UiContext) -> None:
    """As the workspace stands when the program was killed while it read a file."""
    now = desk.service.now_ms()
    desk.service.execute(c.PutSetting(RUNNING, str(now)))
    desk.service.execute(c.OpenBatch(Batch(desk.service.new_id(), "november.csv", "csv", now + 1)))


def test_an_import_that_was_broken_off_is_said_until_it_is_made_again(
    qtbot: QtBot, desk: UiContext, tmp_path: Path
) -> None:
    broken(desk)
    dialog = opened(desk, qtbot)
    assert dialog.parts.note.isVisible()
    assert "“november.csv” was broken off" in dialog.parts.note_text.text()
    path = tmp_path / "november.csv"
    path.write_text(TABLE, encoding="utf-8")
    drop(dialog, path)
    settle(qtbot, dialog)
    assert not dialog.parts.note.isVisible()
    dialog.run()
    done(qtbot, dialog)
    qtbot.waitUntil(lambda: broken_off(desk.reader) == "")


def test_the_next_start_says_what_was_broken_off(qtbot: QtBot, desk: UiContext) -> None:
    broken(desk)
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(
        lambda: any("november.csv" in label.text() for label in window.toast.findChildren(QLabel)), timeout=10_000
    )


def test_nothing_was_broken_off(desk: UiContext) -> None:
    assert broken_off(desk.reader) == ""
    desk.service.execute(c.PutSetting(RUNNING, str(desk.service.now_ms())))
    assert broken_off(desk.reader) == ""  # killed before the first file


# ------------------------------------------------------------------------------------------------- words that fit
@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (960, 540), (640, 420)])
def test_no_card_is_wider_than_its_column_in_german(
    qtbot: QtBot, make_desk: Callable[..., UiContext], tmp_path: Path, width: int, height: int
) -> None:
    dialog = opened(make_desk(language="de", stories=False, threaded=True), qtbot)
    dialog.resize(width, height)
    path = tmp_path / "vorgaenge.csv"
    path.write_text(
        "Nr;Absender;Anliegen;Filiale\n" + "1;Berta Thalbach;Der Lift steht seit Wochen.;Nord\n" * 3, encoding="utf-8"
    )
    drop(dialog, path)
    settle(qtbot, dialog)
    dialog.presenter.read_as("")
    settle(qtbot, dialog)
    QApplication.processEvents()
    parts = dialog.parts
    for card in (parts.files_card, parts.columns, parts.report, parts.private, parts.vouch_card):
        holder = card.parentWidget()
        room = holder.parentWidget() if holder is not None else None
        assert holder is not None and room is not None
        assert holder.width() <= room.width(), type(card).__name__
