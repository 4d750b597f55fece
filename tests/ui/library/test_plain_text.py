"""A story with markup is drawn as it is written, in every window of the library, tool tips included."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QTextBrowser, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from emptychair.app import commands as c
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Consent, Provenance, Story
from emptychair.ui.context import UiContext

EVIL = '<b>loud</b> & <img src="file:///etc/hostname"> 1 < 2'


def evil_story() -> Story:
    return Story(
        id=StoryId(""),
        language="en",
        headline=EVIL,
        text=f"{EVIL} {EVIL}",
        customer=EVIL,
        segment=EVIL,
        industry=EVIL,
        channel=EVIL,
        facts=(EVIL, f"5 {EVIL}"),
        tags=(EVIL,),
        happened_on="2026",
        teaching=True,
        sensitive=True,
        consent=Consent.ANONYMOUS,
        provenance=Provenance(
            source="csv",
            file_name=EVIL,
            row=1,
            title=EVIL,
            publisher=EVIL,
            url="javascript:alert(1)",
            heard_by=EVIL,
            heard_where=EVIL,
            verified_by=EVIL,
            further=(EVIL, "https://example.org/?q=<b>x</b> (main)"),
        ),
    )


def assert_plain(window: QWidget) -> int:
    """No label guesses, nothing shows rich text, no tool tip holds live markup. Answers how many labels were seen."""
    seen = 0
    for widget in (window, *window.findChildren(QWidget)):
        if isinstance(widget, QLabel) and widget.text():
            seen += 1
            assert widget.textFormat() is Qt.TextFormat.PlainText, widget.text()
        assert not isinstance(widget, QTextEdit | QTextBrowser)
        tip = widget.toolTip()
        if tip:
            assert "<img" not in tip
            if tip.startswith("<"):
                document = QTextDocument()
                document.setHtml(tip)
                assert "\ufffc" not in document.toPlainText()  # the sign that stands for a picture
    return seen


@pytest.fixture
def desk(make_desk: Callable[..., UiContext]) -> UiContext:
    desk = make_desk(stories=False)
    desk.service.execute(c.AddStory(evil_story()))
    return desk


def the_story(desk: UiContext) -> Story:
    found = desk.reader.story(desk.reader.waiting()[0])
    assert found is not None
    return found


def test_library(desk: UiContext, make_page, qtbot: QtBot) -> None:
    page = make_page(desk)
    assert page.presenter.story is not None
    assert EVIL in page.detail.texts or any(EVIL in text for text in page.detail.texts)
    assert assert_plain(page) > 20
    page.grab()
    assert page.model.index(0, 0).data() == EVIL


def test_editor(desk: UiContext, qtbot: QtBot) -> None:
    from emptychair.ui.library.editor import StoryEditor

    editor = StoryEditor(desk, the_story(desk))
    qtbot.addWidget(editor)
    editor.show()
    assert editor.headline.text() == EVIL
    assert editor.text.toPlainText() == f"{EVIL} {EVIL}"
    assert assert_plain(editor) > 10
    editor.grab()
    assert editor.story() == the_story(desk)


def test_clearance(desk: UiContext, qtbot: QtBot) -> None:
    from emptychair.ui.clearance import ClearancePage

    page = ClearancePage(desk)
    qtbot.addWidget(page)
    page.resize(1400, 900)
    page.show()
    assert page.text.text() == f"{EVIL} {EVIL}"
    assert assert_plain(page) > 10
    page.grab()


def test_into_a_meeting(desk: UiContext, qtbot: QtBot, make_meeting) -> None:
    from emptychair.ui.library.into_meeting import IntoMeetingDialog

    desk.service.execute(c.CreateMeeting(EVIL, "en", (c.NewItem(EVIL, 10),)))
    dialog = IntoMeetingDialog(desk, the_story(desk), lambda *_: None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert EVIL in dialog.items.item(0).text()
    assert_plain(dialog)
    dialog.grab()


def test_capture(desk: UiContext, qtbot: QtBot) -> None:
    from emptychair.ui.capture import CaptureWindow

    window = CaptureWindow(desk)
    qtbot.addWidget(window)
    window.show()
    window.text.setPlainText(EVIL)
    assert_plain(window)
    window.save()
    found = [desk.reader.story(story_id) for story_id in desk.reader.waiting()]
    assert [story.text for story in found if story is not None and story.channel == "heard"] == [EVIL]


def test_import(desk: UiContext, qtbot: QtBot, tmp_path: Path) -> None:
    from emptychair.ui.gather import ImportDialog

    dialog = ImportDialog(desk)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    path = tmp_path / "<b>bold<b>.csv"
    quoted = EVIL.replace('"', '""')
    path.write_text(f'story,headline,customer\n"{quoted}","{quoted}","{quoted}"\n', encoding="utf-8")
    dialog.open_files([path])
    qtbot.waitUntil(lambda: bool(dialog.presenter.entries) and bool(dialog.presenter.entries[0].stories))
    qtbot.waitUntil(lambda: not dialog._stale)
    assert dialog.presenter.entries[0].name == path.name
    assert assert_plain(dialog) > 5
    dialog.grab()


def test_a_headline_of_several_lines_is_one_line(desk: UiContext, make_page, qtbot: QtBot) -> None:
    story = the_story(desk)
    desk.service.execute(c.EditStory(replace(story, headline="one\ntwo")))
    page = make_page(desk)
    page.grab()
    assert page.model.index(0, 0).data().split() == ["one", "two"]
