"""The editor: every field, the excerpt's fit, the clearance that an edit voids, nothing thrown away by accident."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from emptychair.domain.excerpt import valid
from emptychair.domain.story import Clearance, Consent, Ladder, Story
from emptychair.ui.context import UiContext
from emptychair.ui.library.editor import StoryEditor

One = Callable[[str], Story]


@pytest.fixture
def editor(desk: UiContext, one: One, qtbot: QtBot) -> Iterator[StoryEditor]:
    dialog = StoryEditor(desk, one("en-16"))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    yield dialog
    dialog._leaving = True  # the fixture's closing is no person's


def test_nothing_changed_saves_nothing(qtbot: QtBot, editor: StoryEditor, desk: UiContext, one: One) -> None:
    before = one("en-16")
    assert editor.story() == before
    qtbot.mouseClick(editor.save, Qt.MouseButton.LeftButton)
    assert one("en-16") == before
    assert not editor.isVisible()


def test_every_field_is_saved(qtbot: QtBot, editor: StoryEditor, one: One) -> None:
    editor.segment.setText("B2B")
    editor.industry.setText("shops")
    editor.happened_on.setText("2009-05")
    editor.outcome.set_value(Ladder.DELIGHTED)
    editor.consent.set_value(Consent.GRANTED)
    editor.facts.setPlainText("one\n\n two ")
    editor.tags.setText("checkout, Login; checkout")
    editor.sensitive.setChecked(True)
    editor.teaching.setChecked(True)
    editor.verified_by.setText("Petra")
    editor.heard_where.setText("counter")
    editor.channel.setEditText("podcast")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    story = one("en-16")
    assert (story.segment, story.industry, story.happened_on, story.channel) == ("B2B", "shops", "2009-05", "podcast")
    assert (story.outcome, story.consent) == (Ladder.DELIGHTED, Consent.GRANTED)
    assert story.facts == ("one", "two")
    assert story.tags == ("checkout", "Login")
    assert story.sensitive
    assert story.teaching
    assert story.provenance.verified_by == "Petra"
    assert story.provenance.heard_where == "counter"
    assert story.clearance is Clearance.CLEARED  # none of this is what the room reads


def test_other_words_void_the_clearance_and_it_is_said(qtbot: QtBot, editor: StoryEditor, one: One) -> None:
    assert not editor.note.isVisible()
    editor.text.appendPlainText("One more sentence.")
    qtbot.waitUntil(editor.note.isVisible)
    assert "Empty Chair" in editor.note_text.text()
    said: list[str] = []
    editor.said.connect(said.append)
    qtbot.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert one("en-16").clearance is Clearance.WAITING
    assert one("en-16").version == 2
    assert "waits for clearance again" in said[0]


def test_the_excerpt_is_checked_while_it_is_typed(qtbot: QtBot, editor: StoryEditor) -> None:
    assert editor.fit.text() == "Fits on the wall."
    editor.excerpt.setPlainText("Words that nobody said.")
    qtbot.waitUntil(lambda: not editor.save.isEnabled())
    assert "not in the text" in editor.fit.text()
    editor.whole_button.click()
    editor.text.setPlainText("A long story. " * 60)
    qtbot.waitUntil(lambda: "Too long" in editor.fit.text())
    assert editor.save.isEnabled()  # it may be kept, it cannot be cleared
    qtbot.mouseClick(editor.propose_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: editor.fit.text() == "Fits on the wall.")
    assert valid(editor.excerpt.text(), editor.text.text())


@pytest.mark.parametrize("date", ["yesterday", "2026-13", "2026-11-32", "26"])
def test_a_date_that_is_none(qtbot: QtBot, editor: StoryEditor, date: str) -> None:
    editor.happened_on.setText(date)
    qtbot.waitUntil(lambda: not editor.save.isEnabled())
    assert date in editor._foot_text.text()


def test_an_empty_story_cannot_be_saved(qtbot: QtBot, editor: StoryEditor, one: One) -> None:
    editor.text.setPlainText("  \n ")
    editor.excerpt.setPlainText("")
    qtbot.waitUntil(lambda: not editor.save.isEnabled())
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert editor.isVisible()
    assert one("en-16").text


def test_escape_throws_nothing_away_at_once(qtbot: QtBot, editor: StoryEditor, one: One) -> None:
    editor.customer.setText("somebody")
    qtbot.waitUntil(lambda: editor.changed)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.isVisible()
    assert "Not saved yet" in editor._foot_text.text()
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert one("en-16").customer != "somebody"


def test_tags_are_completed(qtbot: QtBot, editor: StoryEditor) -> None:
    qtbot.waitUntil(lambda: editor.tags.offers.model().rowCount() > 50)
    editor.tags.setText("checkout, ")
    editor.tags.setFocus()
    editor.tags.setCursorPosition(len("checkout, "))
    qtbot.keyClicks(editor.tags, "warra")
    popup = editor.tags.offers.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Tab)
    assert editor.tags.tags() == ("checkout", "warranty")


def test_a_pasted_table_stays_plain_text(editor: StoryEditor) -> None:
    editor.text.setPlainText('<b>bold</b> & <img src="x">')
    assert editor.story().text == '<b>bold</b> & <img src="x">'
