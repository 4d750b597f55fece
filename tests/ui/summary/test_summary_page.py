"""The minutes: their preview, and the ways out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from emptychair.app import commands as c
from emptychair.app.ports import MeetingData
from emptychair.domain.decision import Counted
from emptychair.ui.shell.page import Place
from emptychair.ui.summary.page import SummaryPage
from tests.ui.shell.hands import CTRL, WAYS, Hands

K = Qt.Key


@pytest.fixture
def page(hands: Hands, make_meeting: Callable[..., MeetingData]) -> SummaryPage:
    """The minutes of a meeting that was held, with one decision and one private note."""
    data = make_meeting(hands.ctx)
    do = hands.ctx.service.execute
    do(c.SetNote(data.items[0].id, "SECRET WORDS"))
    do(c.StartMeeting(data.meeting.id))
    do(c.GoNext(data.meeting.id))
    do(c.RecordDecision(data.items[0].id, "Guest checkout in all shops", owner="Jana", counted=Counted.CHANGED))
    do(c.EndMeeting(data.meeting.id))
    hands.window.go(Place.SUMMARY, data.meeting.id)
    shown = hands.window.page
    assert isinstance(shown, SummaryPage)
    hands.qtbot.waitUntil(lambda: shown.ready, timeout=20_000)
    return shown


def test_the_printed_pages_are_shown(page: SummaryPage) -> None:
    assert len(page.sheets.pages) >= 1
    assert page.sheets.pages[0].width() > 600
    assert "Guest checkout in all shops" in page.sheets.accessibleName()
    assert page._chairs.accessibleName() == "1 of 1 heard the customer"


def test_private_notes_are_off_until_somebody_ticks_them(hands: Hands, page: SummaryPage) -> None:
    assert not page.notes.isChecked()
    assert "SECRET" not in page.sheets.accessibleName()
    hands.click(page.notes)
    hands.qtbot.waitUntil(lambda: page.ready and "SECRET WORDS" in page.sheets.accessibleName())
    hands.press(K.Key_1, CTRL)
    other = hands.ctx.service.execute(c.CreateMeeting("Board", "en", zone="UTC"))
    hands.window.go(Place.SUMMARY, other.entity)
    assert not page.notes.isChecked()


@pytest.mark.parametrize("suffix", [".pdf", ".html", ".md"])
def test_save(hands: Hands, page: SummaryPage, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"minutes{suffix}"
    page.write(target)
    hands.qtbot.waitUntil(lambda: hands.window.toast.text == f"Saved as minutes{suffix}", timeout=20_000)
    data = target.read_bytes()
    assert data.startswith(b"%PDF") if suffix == ".pdf" else b"Guest checkout in all shops" in data


def test_a_name_without_a_suffix_becomes_a_pdf(hands: Hands, page: SummaryPage, tmp_path: Path) -> None:
    page.write(tmp_path / "minutes v1.2")
    hands.qtbot.waitUntil((tmp_path / "minutes v1.2.pdf").exists, timeout=20_000)


def test_a_folder_that_is_not_there_is_said_in_one_sentence(hands: Hands, page: SummaryPage, tmp_path: Path) -> None:
    page.write(tmp_path / "nowhere" / "minutes.pdf")
    hands.qtbot.waitUntil(lambda: bool(hands.window.toast.text), timeout=20_000)
    assert not hands.window.toast.text.startswith("Saved")


@pytest.mark.parametrize("way", WAYS)
def test_copy(hands: Hands, page: SummaryPage, way: str) -> None:
    QApplication.clipboard().clear()
    hands.act(way, key=(K.Key_C, CTRL), menu="Copy as text", mouse=page.copy_button)
    assert "Guest checkout in all shops" in QApplication.clipboard().text()
    assert hands.window.toast.text == "The minutes are on the clipboard."


@pytest.mark.parametrize("way", WAYS)
def test_the_file_dialog_holds_up_nothing(hands: Hands, page: SummaryPage, way: str) -> None:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    hands.act(way, key=(K.Key_S, CTRL), menu="Save as PDF", mouse=page.pdf_button)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None and dialog.isVisible()
    assert dialog.selectedFiles()[0].endswith("Product council.pdf")
    dialog.reject()


def test_the_minutes_of_a_running_meeting_follow_it(hands: Hands, make_meeting: Callable[..., MeetingData]) -> None:
    data = make_meeting(hands.ctx)
    hands.ctx.service.execute(c.StartMeeting(data.meeting.id))
    hands.window.go(Place.SUMMARY, data.meeting.id)
    page = hands.page
    assert page.header.sentence.text() == "Minutes of a meeting that is running"
    assert page.summary.decisions == ()
    hands.ctx.bus.do(c.RecordDecision(data.items[0].id, "Go"))
    hands.qtbot.waitUntil(lambda: len(page.summary.decisions) == 1)
    hands.qtbot.waitUntil(lambda: page.ready, timeout=20_000)


def test_escape_leads_back(hands: Hands, page: SummaryPage) -> None:
    hands.press(K.Key_Escape)
    assert hands.window.place is Place.MEETINGS


def test_a_meeting_that_is_deleted_leaves_its_minutes(hands: Hands, page: SummaryPage) -> None:
    hands.ctx.bus.do(c.DeleteMeeting(page.meeting_id))
    hands.qtbot.waitUntil(lambda: hands.window.place is Place.MEETINGS)


def test_a_narrow_window_sets_the_pages_anew(hands: Hands, page: SummaryPage) -> None:
    wide = page.sheets.pages[0].width()
    hands.window.resize(960, 600)
    hands.qtbot.waitUntil(lambda: page.ready and page.sheets.pages[0].width() < wide, timeout=20_000)
