"""A table of an unknown kind: its columns named by a person, the preview following, remembered for the next one."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from emptychair.gather.mapping import FIELDS, Mapping
from emptychair.ui.context import UiContext
from emptychair.ui.gather import ImportDialog
from emptychair.ui.gather.columns import ordered_fields
from emptychair.ui.gather.job import dumped, loaded
from emptychair.ui.gather.state import Basis, FileState

# Two columns that could hold the story, and none of them with a telling name.
UNKNOWN = "k1;k2;k3;k4\n" + "".join(
    f"{n};Berta Thalbach;Nobody came for {n} weeks and the lift stood still.;The desk of line {n} told me to wait.\n"
    for n in range(2, 12)
)


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


def look(qtbot: QtBot, dialog: ImportDialog, folder: Path, name: str = "unknown.csv") -> None:
    path = folder / name
    path.write_text(UNKNOWN, encoding="utf-8")
    dialog.open_files([path])
    settle(qtbot, dialog)


def settle(qtbot: QtBot, dialog: ImportDialog) -> None:
    QApplication.processEvents()
    qtbot.waitUntil(
        lambda: (
            not dialog.presenter.opening
            and not dialog.presenter.job.busy
            and not dialog.parts.columns._timer.isActive()
            and not dialog._stale
            and not dialog.parts.preview.filling
        ),
        timeout=10_000,
    )


def choose(qtbot: QtBot, dialog: ImportDialog, column: int, field: str) -> None:
    choice = dialog.parts.columns.choices[column]
    choice.setCurrentIndex(choice.findData(field))
    settle(qtbot, dialog)


def shown(dialog: ImportDialog) -> str:
    return " ".join(label.text() for label in dialog.parts.preview.findChildren(QLabel) if label.isVisible())


def test_a_guess_wants_a_yes(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    look(qtbot, dialog, tmp_path)
    entry = dialog.entry
    assert entry is not None and entry.basis is Basis.GUESSED
    assert entry.state is FileState.UNMAPPED
    assert not dialog.parts.import_button.isEnabled()
    assert dialog.parts.columns.confirm.isVisible()
    qtbot.mouseClick(dialog.parts.columns.confirm, Qt.MouseButton.LeftButton)
    settle(qtbot, dialog)
    assert dialog.parts.import_button.words_shown == "Import 10 stories"
    assert not dialog.parts.columns.confirm.isVisible()


def test_the_preview_follows_the_choice(qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path) -> None:
    look(qtbot, dialog, tmp_path)
    assert len(dialog.parts.columns.choices) == 4
    choose(qtbot, dialog, 3, "text")
    choose(qtbot, dialog, 2, "")
    assert "The desk of line 2 told me to wait." in shown(dialog)
    assert "Nobody came" not in shown(dialog)
    choose(qtbot, dialog, 2, "text")
    assert "Nobody came for 2 weeks" in shown(dialog)
    choose(qtbot, dialog, 2, "")
    choose(qtbot, dialog, 3, "")
    assert dialog.entry is not None and dialog.entry.state is FileState.UNMAPPED
    assert not dialog.parts.import_button.isEnabled()
    assert desk.reader.counts().stories == 0


def test_a_field_of_one_column_moves(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    look(qtbot, dialog, tmp_path)
    choose(qtbot, dialog, 0, "headline")
    choose(qtbot, dialog, 1, "headline")
    assert [choice.field for choice in dialog.parts.columns.choices[:2]] == ["", "headline"]


def test_names_are_only_masked(qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text(
        "k1;k2\n"
        + "".join(f"Wolke Zarth;I told Zarth {n} times that the lift does not move at all.\n" for n in range(9)),
        encoding="utf-8",
    )
    dialog.open_files([path])
    settle(qtbot, dialog)
    choose(qtbot, dialog, 1, "text")
    choose(qtbot, dialog, 0, "names")
    assert "Zarth" not in shown(dialog)
    assert "[Name 1]" in shown(dialog)


def test_the_columns_are_remembered_for_the_next_such_table(
    qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path
) -> None:
    look(qtbot, dialog, tmp_path)
    choose(qtbot, dialog, 3, "text")
    choose(qtbot, dialog, 2, "")
    dialog.run()
    qtbot.waitUntil(lambda: dialog.presenter.finished and not dialog.presenter.totals().waiting, timeout=20_000)
    assert desk.reader.counts().stories == 10
    again = opened(desk, qtbot)
    look(qtbot, again, tmp_path, "december.csv")
    assert again.entry is not None
    assert again.entry.basis is Basis.REMEMBERED
    assert again.entry.mapping is not None and again.entry.mapping.of("text") == ("k4",)
    assert again.parts.columns.note.text() == "as the last time"
    assert again.entry.state is FileState.READY


@pytest.mark.parametrize("kind", ["xlsx", "json", "jsonl"])
def test_tables_of_other_formats_are_mapped_and_remembered(
    qtbot: QtBot, dialog: ImportDialog, desk: UiContext, tmp_path: Path, kind: str
) -> None:
    def table(name: str) -> Path:
        rows = [line.split(";") for line in UNKNOWN.splitlines()]
        path = tmp_path / f"{name}.{kind}"
        if kind == "xlsx":
            return workbook(path, rows)
        entries = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
        text = json.dumps(entries) if kind == "json" else "\n".join(map(json.dumps, entries))
        path.write_text(text, encoding="utf-8")
        return path

    dialog.open_files([table("november")])
    settle(qtbot, dialog)
    assert dialog.entry is not None and dialog.entry.columns is not None
    assert dialog.entry.columns.names == ("k1", "k2", "k3", "k4")
    choose(qtbot, dialog, 3, "text")
    choose(qtbot, dialog, 2, "")
    assert "The desk of line 2 told me to wait." in shown(dialog)
    dialog.run()
    qtbot.waitUntil(lambda: dialog.presenter.finished and not dialog.presenter.totals().waiting, timeout=20_000)
    assert desk.reader.counts().stories == 10
    again = opened(desk, qtbot)
    again.open_files([table("december")])
    settle(qtbot, again)
    assert again.entry is not None and again.entry.basis is Basis.REMEMBERED
    assert again.entry.mapping is not None and again.entry.mapping.of("text") == ("k4",)


def workbook(path: Path, rows: list[list[str]]) -> Path:
    """The smallest .xlsx around one sheet."""
    base = "http://schemas.openxmlformats.org"
    office, package = f"{base}/officeDocument/2006/relationships", f"{base}/package/2006"
    sheet = f'<worksheet xmlns="{base}/spreadsheetml/2006/main"><sheetData>'
    for line, row in enumerate(rows, 1):
        cells = (f'<c r="{letter}{line}" t="inlineStr"><is><t>{cell}</t></is></c>' for letter, cell in zip("ABCD", row))  # noqa: B905
        sheet += f'<row r="{line}">{"".join(cells)}</row>'
    named = f'<workbook xmlns="{base}/spreadsheetml/2006/main" xmlns:r="{office}">'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"/>')
        for name, what, target in (
            ("_rels/.rels", "officeDocument", "xl/workbook.xml"),
            ("xl/_rels/workbook.xml.rels", "worksheet", "worksheets/sheet1.xml"),
        ):
            link = f'<Relationship Id="rId1" Type="{office}/{what}" Target="{target}"/>'
            archive.writestr(name, f'<Relationships xmlns="{package}/relationships">{link}</Relationships>')
        archive.writestr(
            "xl/workbook.xml", f'{named}<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
        )
        archive.writestr("xl/worksheets/sheet1.xml", f"{sheet}</sheetData></worksheet>")
    return path


def test_another_kind_is_what_a_person_says(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    path = tmp_path / "stories.csv"
    path.write_text("id,story\na,She waited for three weeks and nobody came.\n", encoding="utf-8")
    dialog.open_files([path])
    settle(qtbot, dialog)
    kind = dialog.parts.kind
    assert kind.count() > 5
    assert dialog.entry is not None and dialog.entry.found.reader is not None
    kind.setCurrentIndex(kind.findData(""))
    kind.activated.emit(kind.currentIndex())
    settle(qtbot, dialog)
    assert dialog.parts.columns.isVisible()
    assert len(dialog.parts.columns.choices) == 2


def test_what_is_remembered_is_read_with_care() -> None:
    mapping = Mapping((("text", "a"), ("names", "b")))
    assert loaded(dumped(mapping), ("a", "b", "c")) == mapping
    assert loaded(dumped(mapping), ("a",)) == Mapping((("text", "a"),))
    for text in (None, "", "{}", "[1]", '[["text"]]', "nonsense", '[["evil","a"]]'):
        assert loaded(text, ("a",)) is None


def test_everything_a_column_can_be_is_offered_once() -> None:
    assert sorted(ordered_fields()) == sorted(FIELDS)
