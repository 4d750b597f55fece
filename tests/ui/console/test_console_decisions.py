"""The decision line in the real window: understood, kept, saved, changed, taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from emptychair.app import commands as c
from emptychair.app.clock import local
from emptychair.domain.decision import Basis, Counted, Door

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def line(hands: Any, text: str) -> None:
    if QApplication.focusWidget() is not hands.window.decision.field:
        hands.neutral()
        hands.press(Key.Key_D)
    hands.type(text)


def test_one_line_says_it_all(hands: Any, desk: Any) -> None:
    line(hands, "Refund within 24 h, because waiting costs us @Jana due fri #changed 1way")
    panel = hands.window.decision
    assert panel.owner.text() == "Jana"
    assert panel.due.text().startswith("Fri ")
    assert panel.counted.value() == "changed"
    assert panel.door.value() == "one-way"
    chips = [chip.text() for chip in panel.understood.chips if not chip.isHidden()]
    assert chips[0] == "Jana"
    assert "with a reason" in chips
    hands.press(Key.Key_Return)
    made = hands.data.decisions[0]
    today = local(desk.service.now_ms(), desk.service.zone).date()
    assert (made.text, made.because, made.owner) == ("Refund within 24 h", "waiting costs us", "Jana")
    assert made.due is not None
    assert timedelta(0) < made.due - today <= timedelta(7)
    assert (made.counted, made.door) == (Counted.CHANGED, Door.ONE_WAY)
    assert made.evidence[0].words == hands.wall.frame.content.words
    # It stays, empty, for the next one.
    assert QApplication.focusWidget() is panel.field
    assert panel.field.toPlainText() == ""
    assert hands.data.drafts == ()


def test_what_is_understood_is_coloured_in_the_text(hands: Any, desk: Any) -> None:
    line(hands, "Ja 😀 @Jana #changed")
    block = hands.window.decision.field.document().firstBlock()
    text = block.text()
    units = text.encode("utf-16-le")
    coloured = [units[2 * r.start : 2 * (r.start + r.length)].decode("utf-16-le") for r in block.layout().formats()]
    assert coloured == ["@Jana", "#changed"]
    assert {r.format.foreground().color().name() for r in block.layout().formats()} == {desk.theme.tokens.teal}


def test_german_words_work_too(make_desk: Any, make_meeting: Any, open_console: Any) -> None:
    desk = make_desk("de")
    hands = open_console(desk, make_meeting(desk))
    line(hands, "Liefertermin als Datum zusagen, weil Kunden planen @Jana bis Freitag #geändert 2weg")
    hands.press(Key.Key_Return)
    made = hands.data.decisions[0]
    assert (made.text, made.because) == ("Liefertermin als Datum zusagen", "Kunden planen")
    assert (made.counted, made.door) == (Counted.CHANGED, Door.TWO_WAY)
    assert made.due is not None


def test_set_by_hand_wins_and_stays_while_the_line_goes_on(hands: Any) -> None:
    line(hands, "Refund @Jana #changed")
    panel = hands.window.decision
    hands.click(panel.counted.segment("overruled"))
    hands.click(panel.door.segment("one-way"))
    hands.click(panel.basis.segment("customer-metric"))
    panel.owner.setFocus()
    panel.owner.selectAll()
    hands.type("Team Nord")
    hands.press(Key.Key_Escape)
    line(hands, " at once")
    assert panel.owner.text() == "Team Nord"
    assert panel.counted.value() == "overruled"
    hands.press(Key.Key_Return, CTRL)
    made = hands.data.decisions[0]
    assert (made.text, made.owner, made.counted) == ("Refund at once", "Team Nord", Counted.OVERRULED)
    assert (made.door, made.basis) == (Door.ONE_WAY, Basis.CUSTOMER_METRIC)
    assert panel.owner.text() == ""
    assert panel.counted.value() is None


def test_a_second_press_goes_back_to_what_the_line_says(hands: Any) -> None:
    line(hands, "Refund #changed")
    panel = hands.window.decision
    for wanted in ("confirmed", "changed"):
        hands.click(panel.counted.segment("confirmed"))
        assert panel.counted.value() == wanted


def test_a_day_that_is_not_understood_is_said_and_nothing_is_lost(hands: Any) -> None:
    line(hands, "Refund")
    panel = hands.window.decision
    panel.due.setFocus()
    hands.type("someday")
    hands.press(Key.Key_Return)
    assert hands.data.decisions == ()
    assert "was not understood" in hands.window.toast.text
    assert panel.field.toPlainText() == "Refund"
    assert QApplication.focusWidget() is panel.due
    panel.due.selectAll()
    hands.type("27.11.2031")
    hands.press(Key.Key_Return)
    assert hands.data.decisions[0].due.isoformat() == "2031-11-27"


def test_an_emptied_field_is_not_filled_while_one_types_and_follows_the_line_afterwards(hands: Any) -> None:
    line(hands, "Refund @Jana")
    panel = hands.window.decision
    panel.owner.setFocus()
    panel.owner.selectAll()
    hands.press(Key.Key_Backspace)
    assert panel.owner.text() == ""
    hands.press(Key.Key_Escape)
    assert panel.owner.text() == "Jana"


def test_each_item_keeps_its_line(hands: Any) -> None:
    line(hands, "first half")
    hands.press(Key.Key_PageDown)
    line(hands, "second half")
    hands.press(Key.Key_PageUp)
    assert hands.window.decision.field.toPlainText() == "first half"
    assert "line not saved yet" in hands.window.agenda.column.rows[1].accessibleDescription()
    assert {draft.line for draft in hands.data.drafts} == {"first half", "second half"}


def test_the_line_is_saved_while_it_is_typed(hands: Any) -> None:
    line(hands, "half a li")
    hands.qtbot.waitUntil(lambda: [draft.line for draft in hands.data.drafts] == ["half a li"], timeout=1000)
    line(hands, "ne")
    hands.press(Key.Key_Escape)  # leaving the field is enough
    assert [draft.line for draft in hands.data.drafts] == ["half a line"]


def test_a_draft_never_comes_back_after_its_decision(make_desk: Any, make_meeting: Any, open_console: Any) -> None:
    """With the real writer thread: drafts queue behind acts, so the last one is waited for."""
    desk = make_desk(threaded=True)
    hands = open_console(desk, make_meeting(desk))
    for number in range(20):
        line(hands, f"Decision {number}")
        hands.press(Key.Key_Return)
    assert len(hands.data.decisions) == 20
    hands.window.presenter.settle()
    assert hands.data.drafts == ()


def test_several_decisions_and_how_many_heard_the_customer(hands: Any) -> None:
    for text in ("One #changed", "Two #none #proxy", "Three #overruled"):
        line(hands, text)
        hands.press(Key.Key_Return)
    so_far = hands.window.decision.so_far
    assert so_far.sentence.text() == "2 of 3 heard the customer"
    assert [row.words.words_shown for row in so_far.rows] == ["Three", "Two", "One"]
    assert [row.chip.text() for row in so_far.rows] == ["overruled", "proxy", "changed it"]
    assert so_far.chairs.accessibleName() == "2 of 3 heard the customer"


def test_undo_takes_the_decision_back_and_its_line_is_there_again(hands: Any) -> None:
    line(hands, "Refund @Jana #changed")
    hands.press(Key.Key_Return)
    hands.click(hands.window.toast._button)
    assert hands.data.decisions == ()
    assert hands.window.decision.field.toPlainText() == "Refund @Jana #changed"
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_Z, Qt.KeyboardModifier.ShiftModifier)
    assert hands.data.decisions[0].text == "Refund"


def test_a_decision_is_changed_in_the_line_and_the_draft_waits(hands: Any) -> None:
    line(hands, "Refund @Jana #changed")
    hands.press(Key.Key_Return)
    line(hands, "half of the next")
    row = hands.window.decision.so_far.rows[0]
    hands.click(row.words)
    field = hands.window.decision.field
    assert field.toPlainText() == "Refund @Jana #changed #story"
    field.moveCursor(field.textCursor().MoveOperation.Start)
    hands.type("Full ")
    hands.press(Key.Key_Return)
    made = hands.data.decisions[0]
    assert (made.text, made.owner, made.number) == ("Full Refund", "Jana", 1)
    assert field.toPlainText() == "half of the next"
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_Z)
    assert hands.data.decisions[0].text == "Refund"


def test_esc_leaves_a_change_without_a_trace(hands: Any) -> None:
    line(hands, "Refund")
    hands.press(Key.Key_Return)
    hands.click(hands.window.decision.so_far.rows[0].words)
    hands.type(" never")
    hands.press(Key.Key_Escape)
    assert hands.data.decisions[0].text == "Refund"
    assert hands.window.decision.field.toPlainText() == ""


def test_deleting_and_its_undo(hands: Any) -> None:
    line(hands, "Refund")
    hands.press(Key.Key_Return)
    row = hands.window.decision.so_far.rows[0]
    hands.click(row.bin)
    assert hands.data.decisions == ()
    hands.click(hands.window.toast._button)
    assert [made.text for made in hands.data.decisions] == ["Refund"]
    row = hands.window.decision.so_far.rows[0]
    row.words.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press(Key.Key_Delete)
    assert hands.data.decisions == ()
    hands.neutral()
    hands.press(Key.Key_Z)
    assert len(hands.data.decisions) == 1


def test_right_after_saving_the_reference_keys_are_for_that_decision(hands: Any) -> None:
    line(hands, "Refund")
    hands.press(Key.Key_Return)
    assert hands.data.decisions[0].counted is None
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_1)
    made = hands.data.decisions[0]
    assert (made.counted, made.basis) == (Counted.CHANGED, Basis.CUSTOMER_STORY)
    assert made.evidence
    hands.press(Key.Key_2)  # it has been said: nothing is overwritten by a stray key
    assert hands.data.decisions[0].counted is Counted.CHANGED


def test_a_one_way_door_without_a_customer_asks_once_and_blocks_nothing(hands: Any) -> None:
    asks = hands.window.decision.asks
    line(hands, "Sell the archive")
    assert not asks.isVisible()
    hands.type(" 1way")
    assert asks.isVisible()
    assert asks.text.text() == "What would the customer in this chair say?"
    hands.click(asks.close_button)
    assert not asks.isVisible()
    line(hands, " now")
    assert not asks.isVisible()  # once
    hands.press(Key.Key_Return)
    assert hands.data.decisions[0].door is Door.ONE_WAY
    line(hands, "Another 1way")
    assert asks.isVisible()  # once for each decision
    hands.type(" #changed")
    assert not asks.isVisible()


def test_empty_and_marker_only_lines_are_not_decisions(hands: Any) -> None:
    hands.press(Key.Key_D)
    hands.press(Key.Key_Return)
    hands.type("@Jana #changed")
    hands.press(Key.Key_Return)
    assert hands.data.decisions == ()
    assert hands.window.toast.text == "There is no decision yet: type what was decided."
    assert hands.window.decision.field.toPlainText() == "@Jana #changed"


def test_a_decision_after_the_last_item_belongs_to_it(hands: Any) -> None:
    for _ in range(3):
        hands.press(Key.Key_Space)
    line(hands, "One more thing")
    hands.press(Key.Key_Return)
    assert hands.data.decisions[0].item_id == hands.data.items[2].id


def test_a_disk_that_fails_keeps_the_line_and_says_so(hands: Any, desk: Any) -> None:
    line(hands, "Refund")
    hands.window.presenter.settle()
    desk.service._writer.close()
    hands.press(Key.Key_Return)
    assert hands.window.decision.field.toPlainText() == "Refund"
    assert hands.window.banner.isVisible()


def test_a_note_is_private_and_kept_with_its_item(hands: Any) -> None:
    hands.press(Key.Key_N)
    hands.type("ask Jana first")
    hands.qtbot.waitUntil(lambda: hands.here.note == "ask Jana first", timeout=2000)
    hands.press(Key.Key_PageDown)
    assert hands.window.decision.note.toPlainText() == ""
    hands.press(Key.Key_PageUp)
    assert hands.window.decision.note.toPlainText() == "ask Jana first"
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_Z)
    hands.press(Key.Key_Z)
    hands.press(Key.Key_Z)
    assert hands.here.note == ""


def test_another_windows_act_is_seen(hands: Any, desk: Any) -> None:
    desk.bus.do(c.RecordDecision(hands.here.id, "From elsewhere", counted=Counted.CONFIRMED), source="test")
    assert [row.words.words_shown for row in hands.window.decision.so_far.rows] == ["From elsewhere"]
