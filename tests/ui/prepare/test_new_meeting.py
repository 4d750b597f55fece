"""A new meeting, by key, menu and mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from emptychair.app import commands as c
from emptychair.app.clock import local
from emptychair.app.ports import MeetingData
from emptychair.ui.prepare.new_meeting import NewMeetingPage
from emptychair.ui.shell.page import Place
from tests.ui.shell.hands import ALT, CTRL, NONE, WAYS, Hands

K = Qt.Key
AGENDA = "# Product council\n\n1. Checkout (20 min, Jana)\n2. Returns (15 min)\n3. Patents\n"


@pytest.fixture
def page(hands: Hands) -> NewMeetingPage:
    hands.press(K.Key_N, CTRL)
    assert isinstance(hands.page, NewMeetingPage)
    return hands.page


def read(page: NewMeetingPage) -> list[tuple[str, int | None, str]]:
    return [(item.title, item.minutes, item.owner) for item in page.agenda.items()]


def test_a_text_is_understood_while_it_is_typed(hands: Hands, page: NewMeetingPage) -> None:
    hands.type("Checkout (20 min, Jana)")
    hands.press(K.Key_Return)
    hands.type("Returns (15 min)")
    hands.qtbot.waitUntil(lambda: read(page) == [("Checkout", 20, "Jana"), ("Returns", 15, "")])
    assert page._count.text() == "2 items, 35 minutes"


@pytest.mark.parametrize("way", WAYS)
def test_create(hands: Hands, page: NewMeetingPage, way: str) -> None:
    page.set_text(AGENDA)
    hands.act(way, key=(K.Key_Return, CTRL), menu="Create the meeting", mouse=page.create_button)
    hands.qtbot.waitUntil(lambda: hands.window.place is Place.PREPARE)
    data = hands.page.presenter.data
    assert data is not None
    assert data.meeting.title == "Product council"
    assert [(item.title, item.minutes, item.owner) for item in data.items] == [
        ("Checkout", 20, "Jana"),
        ("Returns", 15, ""),
        ("Patents", None, ""),
    ]
    assert page.text.toPlainText() == ""


def test_the_meeting_is_matched_by_itself(hands: Hands, page: NewMeetingPage, matcher) -> None:
    page.set_text("1. Checkout: register or guest\n2. Xyzzy")
    page.form.title.setText("Board")
    hands.press(K.Key_Return, CTRL)
    hands.qtbot.waitUntil(lambda: hands.window.place is Place.PREPARE)
    hands.qtbot.waitUntil(lambda: hands.page.presenter.data.items[0].choice.story_id is not None)
    assert matcher.asked == ["meeting"]


def test_a_new_meeting_can_be_taken_back(hands: Hands, page: NewMeetingPage) -> None:
    page.set_text(AGENDA)
    hands.press(K.Key_Return, CTRL)
    hands.qtbot.waitUntil(lambda: hands.window.place is Place.PREPARE)
    hands.window.toast._clicked()
    hands.qtbot.waitUntil(lambda: hands.ctx.reader.meetings() == [])


def test_without_a_title_nothing_is_made(hands: Hands, page: NewMeetingPage) -> None:
    page.set_text("1. Checkout\n2. Returns")
    hands.press(K.Key_Return, CTRL)
    assert hands.window.toast.text == "The meeting needs a title: type one."
    assert hands.ctx.reader.meetings() == []
    assert QApplication.focusWidget() is page.form.title


def test_a_day_that_is_not_understood_is_said_at_once(hands: Hands, page: NewMeetingPage) -> None:
    page.set_text(AGENDA)
    page.form.day.setFocus()
    hands.type("someday")
    assert "not understood" in page.form._said.text()
    hands.press(K.Key_Return, CTRL)
    assert hands.ctx.reader.meetings() == []


def test_day_and_time_are_read_back(hands: Hands, page: NewMeetingPage) -> None:
    page.set_text(AGENDA)
    page.form.day.setFocus()
    hands.type("tomorrow")
    page.form.time.setFocus()
    hands.type("13:30")
    hands.press(K.Key_Return, CTRL)
    hands.qtbot.waitUntil(lambda: hands.window.place is Place.PREPARE)
    starts = hands.page.presenter.data.meeting.starts_at
    assert starts is not None
    then, now = local(starts, "Europe/Berlin"), local(hands.ctx.service.now_ms(), "Europe/Berlin")
    assert (then.date() - now.date()).days == 1
    assert (then.hour, then.minute) == (13, 30)


def test_the_time_of_the_agenda_is_used_for_a_day_without_one(hands: Hands, page: NewMeetingPage) -> None:
    page.set_text("# Runde\n\n- 08:15–08:30 Zahlen\n- 08:30–09:00 Versand\n")
    page.form.day.setText("tomorrow")
    fields = page.form.fields()
    assert fields.starts_at is not None
    assert f"{local(fields.starts_at, 'Europe/Berlin'):%H:%M}" == "08:15"


def test_the_language_is_detected_until_somebody_chooses(hands: Hands, page: NewMeetingPage) -> None:
    page.set_text("1. Lieferzusagen im Shop\n2. Urlaubsplanung über Weihnachten\n3. Die Kosten für den Versand")
    assert page.form.language.value() == "de"
    hands.click(page.form.language.segment("en"))
    page.set_text(page.text.toPlainText() + "\n4. Verschiedenes")
    assert page.form.language.value() == "en"


def test_edit_in_place_and_untick(hands: Hands, page: NewMeetingPage) -> None:
    page.set_text(AGENDA)
    line = page.agenda.rows[0]
    line.title.setFocus()
    line.title.selectAll()
    hands.type("Guest checkout")
    line.minutes.setFocus()
    line.minutes.selectAll()
    hands.type("25")
    hands.click(page.agenda.rows[2].take)
    page.set_text(AGENDA + "4. Closing\n")
    assert read(page)[0] == ("Guest checkout", 25, "Jana")
    assert not page.agenda.items()[2].taken
    assert page._count.text() == "3 items, 40 minutes"


def test_move_by_keys_and_enter_goes_on(hands: Hands, page: NewMeetingPage) -> None:
    page.set_text(AGENDA)
    page.agenda.rows[2].title.setFocus()
    hands.press(K.Key_Up, ALT)
    hands.press(K.Key_Up, ALT)
    assert [title for title, _, _ in read(page)] == ["Patents", "Checkout", "Returns"]
    assert QApplication.focusWidget() is page.agenda.rows[0].title
    for _ in range(3):
        hands.press(K.Key_Return, NONE)
    assert len(page.agenda.items()) == 4
    assert QApplication.focusWidget() is page.agenda.rows[3].title


def test_move_by_mouse(hands: Hands, page: NewMeetingPage) -> None:
    page.set_text(AGENDA)
    QApplication.processEvents()
    last = page.agenda.rows[2]
    target = page.agenda.rows[0].mapToGlobal(page.agenda.rows[0].rect().topLeft())
    hands.drag(last.grip, target)
    assert [title for title, _, _ in read(page)] == ["Patents", "Checkout", "Returns"]


def test_a_drag_that_comes_back_changes_nothing(hands: Hands, page: NewMeetingPage) -> None:
    page.set_text(AGENDA)
    QApplication.processEvents()
    grip = page.agenda.rows[1].grip
    hands.drag(grip, grip.mapToGlobal(grip.rect().center()))
    assert [title for title, _, _ in read(page)] == ["Checkout", "Returns", "Patents"]


def test_what_became_no_item_is_shown(hands: Hands, page: NewMeetingPage) -> None:
    page.set_text("# Runde\n\nMontag, Raum 4\n\n1. Zahlen\n2. Versand\n")
    assert page.ignored_card.isVisible()
    assert "Montag, Raum 4" in page._ignored_text.text()


def test_a_text_without_items_says_so(hands: Hands, page: NewMeetingPage) -> None:
    page.set_text("   \n\n")
    assert page._nothing.text().startswith("As soon as")
    page.set_text("# \n---\n")
    assert read(page) == []


# --------------------------------------------------------------------------------------------------- files
def test_open_a_file(hands: Hands, page: NewMeetingPage, resources: Path) -> None:
    assert page.open_file(resources / "demo" / "agendas" / "en-product-council.md")
    assert len(page.agenda.items()) == 8
    assert page.form.title.text() == "Product council, autumn cycle"


def test_a_file_that_is_none_is_refused_in_one_sentence(hands: Hands, page: NewMeetingPage, tmp_path: Path) -> None:
    binary = tmp_path / "photo.md"
    binary.write_bytes(bytes(range(256)) * 40)
    empty = tmp_path / "empty.md"
    empty.write_text("")
    for path in (tmp_path / "missing.md", tmp_path, binary, empty):
        assert not page.open_file(path)
        assert hands.window.toast.text
        assert page.text.toPlainText() == ""


def drop(page: NewMeetingPage, data: QMimeData) -> None:
    event = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.dropEvent(event)


def test_drop_a_file_or_a_text(hands: Hands, page: NewMeetingPage, tmp_path: Path) -> None:
    path = tmp_path / "Runde.md"
    path.write_text("1. Zahlen\n2. Versand\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop(page, data)
    assert [title for title, _, _ in read(page)] == ["Zahlen", "Versand"]
    assert page.form.title.text() == "Runde"
    text = QMimeData()
    text.setText("1. Alpha\n2. Beta\n3. Gamma")
    drop(page, text)
    assert len(read(page)) == 3


# --------------------------------------------------------------------------------------------------- series
def test_carry_over_of_the_same_series(hands: Hands, make_meeting: Callable[..., MeetingData]) -> None:
    data = make_meeting(hands.ctx, ("", "", ""))
    do = hands.ctx.service.execute
    do(c.StartMeeting(data.meeting.id))
    do(c.GoNext(data.meeting.id))
    do(c.ParkItem(data.items[1].id))
    do(c.EndMeeting(data.meeting.id))
    hands.press(K.Key_N, CTRL)
    page = hands.page
    assert not page.carry_card.isVisible()
    page.set_text("# Product council\n\n1. Budget\n2. Hiring\n")
    assert page.series.currentData() == data.meeting.series_id
    assert [(box.text(), box.isChecked()) for box in page.carried] == [
        ("Returns and abuse limits · parked", False),
        ("Patent renewals 2026 · not reached", True),
    ]
    hands.press(K.Key_Return, CTRL)
    hands.qtbot.waitUntil(lambda: hands.window.place is Place.PREPARE)
    made = hands.page.presenter.data
    assert made.meeting.series_id == data.meeting.series_id
    assert [item.title for item in made.items] == ["Budget", "Hiring", "Patent renewals 2026"]


def test_what_was_typed_is_there_when_one_comes_back(hands: Hands, page: NewMeetingPage) -> None:
    page.set_text(AGENDA)
    hands.press(K.Key_1, CTRL)
    hands.press(K.Key_N, CTRL)
    assert len(hands.page.agenda.items()) == 3


def test_escape_leaves_without_making_anything(hands: Hands, page: NewMeetingPage) -> None:
    page.set_text(AGENDA)
    hands.press(K.Key_Escape)
    assert hands.window.place is Place.MEETINGS
    assert hands.ctx.reader.meetings() == []
