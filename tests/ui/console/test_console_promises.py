"""What the console promises: typing never drives the wall, Esc never touches it, nothing typed is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from emptychair.app import commands as c
from emptychair.domain.frame import StoryFrame
from emptychair.domain.ids import MeetingId
from emptychair.domain.meeting import MeetingState
from emptychair.ui.console.actions import ACTS

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
EVERY_LETTER = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 ./?!äöüß-+,;:"


def fields(hands: Any) -> dict[str, Callable[[], QWidget]]:
    """Every place where text is typed, and how to get there."""
    window = hands.window

    def opened(action: str, overlay: str, field: str) -> Callable[[], QWidget]:
        def go() -> QWidget:
            hands.neutral()
            window.actions_[action].trigger()
            return getattr(getattr(window.surfaces, overlay), field)

        return go

    return {
        "line": lambda: window.decision.field,
        "note": lambda: window.decision.note,
        "owner": lambda: window.decision.owner,
        "due": lambda: window.decision.due,
        "late": opened("late", "late", "field"),
        "title": opened("edit_item", "item", "title"),
        "split": opened("split", "split", "lines"),
        "palette": opened("commands", "palette", "field"),
    }


@pytest.mark.parametrize("name", ["line", "note", "owner", "due", "late", "title", "split", "palette"])
def test_typing_never_drives_the_wall(hands: Any, name: str) -> None:
    field = fields(hands)[name]()
    field.setFocus()
    before, wall = hands.wall.frame, hands.data.wall
    position, items = hands.here.position, len(hands.data.items)
    for letter in EVERY_LETTER:
        key = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
        if key is not Qt.Key.Key_unknown:
            hands.type(letter)  # as a key event with its text
            modifiers = Qt.KeyboardModifier.ShiftModifier if letter.isupper() else Qt.KeyboardModifier.NoModifier
            hands.press(key, modifiers)  # by the way of shortcuts
        else:
            hands.type(letter)
    assert hands.wall.frame == before
    assert hands.data.wall == wall
    assert (hands.here.position, len(hands.data.items)) == (position, items)
    text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()  # type: ignore[attr-defined]
    assert "k" in text.casefold()


def test_esc_never_touches_the_wall(hands: Any) -> None:
    window = hands.window
    places = [
        hands.neutral,
        hands.wall.activateWindow,
        window.decision.field.setFocus,
        window.decision.note.setFocus,
        window.agenda.column.rows[1].setFocus,
        *(lambda name=name: (hands.neutral(), window.actions_[name].trigger()) for name in OVERLAYS),
    ]
    for prepare in (
        lambda: None,
        lambda: hands.menu("freeze"),
        lambda: hands.menu("hide"),
        lambda: hands.menu("black"),
    ):
        prepare()
        before, wall, here = hands.wall.frame, hands.data.wall, hands.here
        for place in places:
            place()
            QApplication.processEvents()
            hands.press(Key.Key_Escape)
            hands.press(Key.Key_Escape)
            assert hands.wall.frame == before
            assert hands.wall.isVisible()
            assert hands.data.wall == wall
            assert hands.here == here


OVERLAYS = ("late", "goto", "edit_item", "split", "search", "commands", "keys")


def test_esc_leaves_a_field_and_gives_the_focus_back(hands: Any) -> None:
    hands.press(Key.Key_D)
    assert QApplication.focusWidget() is hands.window.decision.field
    hands.press(Key.Key_K, CTRL)
    assert QApplication.focusWidget() is hands.window.surfaces.palette.field
    hands.press(Key.Key_Escape)
    assert QApplication.focusWidget() is hands.window.decision.field
    hands.press(Key.Key_Escape)
    assert QApplication.focusWidget() is hands.window


def test_a_clicker_steps_also_while_somebody_types(hands: Any) -> None:
    hands.press(Key.Key_D)
    hands.type("Half a line")
    hands.press(Key.Key_PageDown)
    assert hands.here.position == 2
    assert hands.window.decision.field.toPlainText() == ""
    hands.press(Key.Key_PageUp)
    assert hands.window.decision.field.toPlainText() == "Half a line"


def test_undo_in_a_field_is_the_fields_own_until_it_is_empty(hands: Any) -> None:
    hands.press(Key.Key_Space)
    hands.press(Key.Key_D)
    hands.type("abc")
    hands.press(Key.Key_Z, CTRL)
    assert hands.here.position == 2
    hands.window.decision.field.clear()
    hands.press(Key.Key_Z, CTRL)
    assert hands.here.position == 1


def test_selecting_and_hovering_never_change_the_wall(hands: Any) -> None:
    before, showings = hands.wall.frame, len(hands.data.showings)
    for row in hands.window.agenda.column.rows:
        row.setFocus(Qt.FocusReason.TabFocusReason)
        hands.qtbot.mouseMove(row)
        QApplication.processEvents()
    hands.press(Key.Key_Up)
    assert hands.wall.frame == before
    assert len(hands.data.showings) == showings


EVIL = '<b>Fett</b> <img src="file:///etc/passwd"> Preis <b 20 Euro und Lieferung > 3 Wochen &amp; <script>'


def test_html_in_a_story_is_drawn_as_plain_text(desk: Any, make_meeting: Any, open_console: Any) -> None:
    data = make_meeting(desk)
    story = desk.reader.story_by_source_id("en-16")
    desk.bus.do(
        c.EditStory(replace(story, headline=f"H {EVIL}", text=f"T {EVIL}", excerpt=f"E {EVIL}", customer=f"C {EVIL}"))
    )
    desk.bus.do(c.ClearStories((story.id,), "Petra"))
    desk.bus.do(c.EditItem(data.items[0].id, f"I {EVIL}", 10, EVIL))
    hands = open_console(desk, desk.reader.meeting(data.meeting.id))
    desk.bus.do(c.RecordDecision(hands.here.id, f"D {EVIL}", owner=EVIL))
    desk.bus.do(c.ChooseStory(hands.here.id, None))
    desk.bus.do(c.ChooseStory(hands.here.id, story.id))
    window = hands.window
    assert isinstance(hands.wall.frame.content, StoryFrame)
    assert hands.wall.frame.content.words == f"E {EVIL}"
    assert window.live_panel.story.text() == f"T {EVIL}"
    assert window.live_panel.title.text() == f"I {EVIL}"
    for name in OVERLAYS:
        hands.neutral()
        window.actions_[name].trigger()
        hands.press(Key.Key_Escape)
    for top in (window, hands.wall):
        for widget in [top, *top.findChildren(QWidget)]:
            if isinstance(widget, QLabel) and widget.text():
                assert widget.textFormat() is Qt.TextFormat.PlainText, widget
            tip = widget.toolTip()
            assert "<img" not in tip, widget
            assert "<b>" not in tip or "<qt>" not in tip, widget
    names = [row.text() for row in window.agenda.column.rows]
    assert names[0] == f"1 I {EVIL}".replace("&", "&&")


# ------------------------------------------------------------------------------------------- crash and resume
_TYPE_AND_DIE = """
import os, sys, secrets
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from emptychair.app.clock import SteadyClock
from emptychair.app.i18n import Words
from emptychair.app.paths import resources
from emptychair.app.service import Service
from emptychair.app.settings import Settings
from emptychair.domain.ids import MeetingId
from emptychair.store.workspace import open_workspace
from emptychair.ui.app import make_application, make_context
from emptychair.ui.console import ConsoleWindow
path = Path(sys.argv[1])
app = make_application(["emptychair"])
workspace = open_workspace(path)
service = Service(workspace.writer, SteadyClock(), secrets.token_bytes, "Europe/Berlin")
context = make_context(
    app, service=service, reader=workspace.reader(), words=Words("en", resources() / "locale"),
    settings=Settings(language="en"), matcher=lambda: None, new_reader=workspace.reader,
    keep=lambda s: None, workspace=path,
)
window = ConsoleWindow(context, MeetingId(sys.argv[2]))
window.show()
window.start()
window.presenter.next()
window.presenter.next()
window.focus_line()
for letter in "Refund within 24 h @Ja":
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(window.decision.field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
window.decision.counted.chosen.emit("changed")
window.decision.owner.setFocus()
window.presenter.line.set_owner("Jana Novak")
print("typed", flush=True)
QTimer.singleShot(150, lambda: print("late enough", flush=True))
app.exec()
"""


def test_killed_in_mid_decision_and_restored(desk: Any, make_meeting: Any, open_console: Any, root: Path) -> None:
    """The real process is killed, with SIGKILL where there is one, 150 ms after the last key."""
    data = make_meeting(desk)
    environment = {**os.environ, "PYTHONPATH": str(root), "EMPTYCHAIR_LANGUAGE": "en"}
    process = subprocess.Popen(
        [sys.executable, "-c", _TYPE_AND_DIE, str(desk.workspace), data.meeting.id],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    said = [process.stdout.readline().strip(), process.stdout.readline().strip()]
    process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    process.wait(timeout=20)
    process.stdout.close()
    assert said == ["typed", "late enough"]
    hands = open_console(desk, data, start=False)
    window = hands.window
    assert hands.data.meeting.state is MeetingState.LIVE
    assert hands.here.position == 2
    assert window.decision.field.toPlainText() == "Refund within 24 h @Ja"
    assert window.decision.owner.text() == "Jana Novak"
    assert window.decision.counted.value() == "changed"
    # Offered, not done: the wall is not open until somebody says so.
    assert window.wall_side.stage is None
    assert window.banner.isVisible()
    hands.click(window.banner.buttons[0])
    assert hands.wall.isVisible()
    assert hands.wall.frame.content.heading.startswith("2")
    assert not window.banner.isVisible()
    hands.press(Key.Key_Return, CTRL)
    assert hands.data.decisions[0].text == "Refund within 24 h"
    assert hands.data.drafts == ()


def test_a_meeting_left_open_can_be_ended_at_its_last_event(desk: Any, make_meeting: Any, open_console: Any) -> None:
    data = make_meeting(desk)
    desk.bus.do(c.StartMeeting(data.meeting.id))
    desk.bus.do(c.GoNext(data.meeting.id))
    last = desk.reader.meeting(data.meeting.id).meeting.last_act_at
    hands = open_console(desk, data, start=False)
    hands.click(hands.window.banner.buttons[1])
    meeting = hands.data.meeting
    assert (meeting.state, meeting.ended_at) == (MeetingState.ENDED, last)
    assert hands.window.wall_side.stage is None


def test_a_frozen_wall_is_not_frozen_on_a_picture_that_is_gone(desk: Any, make_meeting: Any, open_console: Any) -> None:
    data = make_meeting(desk)
    for command in (
        c.StartMeeting(data.meeting.id),
        c.GoNext(data.meeting.id),
        c.SetFrozen(data.meeting.id, True),
        c.GoNext(data.meeting.id),
    ):
        desk.bus.do(command)
    hands = open_console(desk, data, start=False)
    hands.menu("resume")
    assert not hands.data.wall.frozen
    assert hands.wall.frame.content.heading.startswith("2")


def test_closing_the_window_saves_what_was_typed(hands: Any, desk: Any) -> None:
    hands.press(Key.Key_D)
    hands.type("half")
    hands.press(Key.Key_N)  # a letter in the line
    hands.window.decision.note.setFocus()
    hands.type("a note")
    closed: list[bool] = []
    hands.window.closed.connect(lambda: closed.append(True))
    hands.window.close()
    data = desk.reader.meeting(MeetingId(hands.window.meeting_id))
    assert [draft.line for draft in data.drafts] == ["halfn"]
    assert data.items[0].note == "a note"
    assert closed == [True]
    assert not hands.wall.isVisible()


def test_an_error_while_reading_keeps_the_last_picture(hands: Any, desk: Any) -> None:
    before = hands.wall.frame
    desk.reader.close()
    hands.window.live.refresh()
    assert hands.wall.frame == before


def test_the_wall_turns_black_even_if_nothing_can_be_written(hands: Any, desk: Any) -> None:
    desk.service._writer.close()
    hands.press(Key.Key_F12)
    assert hands.wall.frame.blank.value == "black"
    assert hands.window.banner.isVisible()
    hands.press(Key.Key_B)
    assert hands.wall.frame.blank.value == ""


def test_every_act_says_which_key_it_has(hands: Any) -> None:
    """The list of keys and the palette are made of this table; the page keys are those of clickers."""
    assert {act.name for act in ACTS if act.everywhere} == {"next_page", "back", "save", "panic", "capture", "commands"}
