"""Every control: role, name, keys, focus, what it says when it is used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAction, QColor, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from emptychair.app.i18n import Words
from emptychair.ui.theme import Theme
from emptychair.ui.widgets import (
    AgendaRow,
    Button,
    ChairCount,
    Choice,
    Dialog,
    EmptyState,
    FactsStrip,
    Footer,
    Label,
    Meter,
    Minutes,
    MinutesBar,
    NavItem,
    Option,
    OutcomeLadder,
    Para,
    Pill,
    Popover,
    RowState,
    SearchField,
    Segment,
    Step,
    StoryCard,
    Toast,
    Translated,
    key_text,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ENGLISH = Words("en", Path("nowhere"))
WAYS = [Option("changed", "Changed it", "1"), Option("confirmed", "Confirmed it", "2"), Option("none", "No", "4")]


def window(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    """The widgets one below the other in an active window."""
    root = QWidget()
    root.setObjectName("root")
    box = QVBoxLayout(root)
    for widget in widgets:
        box.addWidget(widget)
    qtbot.addWidget(root)
    widgets[0].kept_window = root  # type: ignore[attr-defined] - nobody else holds it
    root.resize(640, 480)
    root.show()
    root.activateWindow()
    qtbot.waitUntil(root.isActiveWindow)
    return root


def segment(value: str) -> Segment:
    choice = Choice("How?", WAYS)
    found = choice.segment(value)
    found.kept_choice = choice  # type: ignore[attr-defined] - nobody else holds it
    return found


def role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def shot(widget: QWidget) -> QImage:
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def count(image: QImage, colour: str) -> int:
    wanted = QColor(colour).rgb()
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


# ---------------------------------------------------------------------------------------------------- roles and names
@pytest.mark.parametrize(
    ("make", "expected", "said"),
    [
        (lambda: Button("Swap & go"), QAccessible.Role.PushButton, "Swap & go"),
        (lambda: Pill("Cleared"), QAccessible.Role.CheckBox, "Cleared"),
        (lambda: NavItem("Library", "library"), QAccessible.Role.RadioButton, "Library"),
        (lambda: AgendaRow("2", "Checkout"), QAccessible.Role.PushButton, "2 Checkout"),
        (lambda: StoryCard("Flowers arrived"), QAccessible.Role.PushButton, "Flowers arrived"),
        (lambda: SearchField("Search stories"), QAccessible.Role.EditableText, "Search stories"),
        (lambda: Label("Words"), QAccessible.Role.StaticText, "Words"),
        (lambda: Para("Words"), QAccessible.Role.StaticText, "Words"),
        (lambda: segment("none"), QAccessible.Role.RadioButton, "No"),
    ],
)
def test_role_and_name(qtbot: QtBot, make: Callable[[], QWidget], expected: QAccessible.Role, said: str) -> None:
    widget = make()
    qtbot.addWidget(widget)
    assert role(widget) == expected
    assert name(widget) == said


def test_pictures_of_figures_say_them_in_words(qtbot: QtBot) -> None:
    for widget in (
        MinutesBar([Minutes(10, "none")], "said"),
        ChairCount(3, 1, "said"),
        EmptyState("said"),
        FactsStrip([("said", "")]),
    ):
        qtbot.addWidget(widget)
        assert widget.accessibleName() == "said"
    ladder = OutcomeLadder()
    qtbot.addWidget(ladder)
    ladder.set_steps([Step("Case", "2013", True), Step("Delighted")], "reached", "not reached")
    assert ladder.accessibleName() == "Case, reached, 2013; Delighted, not reached"
    meter = Meter()
    qtbot.addWidget(meter)
    meter.set_value(300, 230, "300 of 230")
    assert meter.accessibleName() == "300 of 230"


@pytest.mark.parametrize(
    "make",
    [
        lambda: Button("Swap", key="S"),
        lambda: Button("Save", kind="primary"),
        lambda: Button("Read", kind="text"),
        lambda: Pill("Cleared"),
        lambda: Pill("Cleared", on=True),
        lambda: NavItem("Library", "library"),
        lambda: AgendaRow("2", "Checkout"),
        lambda: StoryCard("Flowers arrived"),
        lambda: segment("none"),
        lambda: SearchField("Search"),
    ],
)
def test_focus_is_always_seen(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    widget, other = make(), Button("other")
    window(qtbot, widget, other)
    other.setFocus()
    before = shot(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert widget.hasFocus()
    after = shot(widget)
    ring = "teal" if not (isinstance(widget, Button) and widget._kind == "primary") else "ink"
    colour = Theme.current().color(ring).name()
    assert count(after, colour) >= count(before, colour) + 2 * min(widget.width(), 40)


# -------------------------------------------------------------------------------------------------------------- buttons
def test_a_button_follows_its_action(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    action = QAction("&Freeze", owner)
    action.setShortcut(QKeySequence("F"))
    action.setCheckable(True)
    button = Button.of(action, ENGLISH, parent=owner)
    assert (button.words_shown, button.accessibleDescription()) == ("Freeze", "F")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert action.isChecked()
    assert button.isChecked()
    action.setChecked(False)
    assert not button.isChecked()
    action.setEnabled(False)
    assert not button.isEnabled()
    action.setVisible(False)
    assert button.isHidden()
    action.setVisible(True)
    owner.show()
    assert button.isVisible()
    action.setText("Thaw")
    assert button.words_shown == "Thaw"


def test_a_button_of_an_action_opens_no_window_of_its_own(qtbot: QtBot) -> None:
    button = Button.of(QAction("Freeze"), ENGLISH)
    qtbot.addWidget(button)
    assert not button.isVisible()


def test_space_is_next_item_unless_a_person_tabbed_to_a_button(qtbot: QtBot) -> None:
    button, other = Button("Swap"), Button("Other")
    root = window(qtbot, button, other)
    following = QAction("Next", root)
    following.setShortcut(QKeySequence("Space"))
    root.addAction(following)
    said: list[str] = []
    following.triggered.connect(lambda: said.append("next"))
    button.clicked.connect(lambda: said.append("swap"))
    button.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    button.setFocus(Qt.FocusReason.OtherFocusReason)
    other.setFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert said == ["next", "swap", "swap"]


def test_the_mouse_leaves_the_focus_where_it_is(qtbot: QtBot) -> None:
    search, button = SearchField("Search"), Button("Swap")
    window(qtbot, search, button)
    search.setFocus()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert search.hasFocus()


def test_a_narrow_button_drops_its_key_before_its_words(qtbot: QtBot) -> None:
    button = Button("Beschluss sichern", key="Strg+Eingabe")
    qtbot.addWidget(button)
    assert button.minimumSizeHint().width() < button.sizeHint().width() - 60
    button.resize(button.minimumSizeHint())
    assert not shot(button).isNull()


# --------------------------------------------------------------------------------------------------------------- choice
def test_a_choice_is_exclusive_and_speaks_for_people_only(qtbot: QtBot) -> None:
    choice = Choice("How did the customer count?", WAYS)
    window(qtbot, choice)
    said: list[object] = []
    choice.chosen.connect(said.append)
    choice.set_value("changed")
    assert (choice.value(), said) == ("changed", [])
    QTest.mouseClick(choice.segment("none"), Qt.MouseButton.LeftButton)
    assert (choice.value(), said) == ("none", ["none"])
    assert [choice.segment(option.value).isChecked() for option in WAYS] == [False, False, True]
    choice.set_value(None)
    assert choice.value() is None
    assert not any(choice.segment(option.value).isChecked() for option in WAYS)


def test_a_choice_can_be_taken_back_where_that_is_allowed(qtbot: QtBot) -> None:
    choice = Choice("How?", WAYS, clearable=True)
    window(qtbot, choice)
    said: list[object] = []
    choice.chosen.connect(said.append)
    for _ in range(2):
        QTest.mouseClick(choice.segment("none"), Qt.MouseButton.LeftButton)
    assert said == ["none", None]


def test_a_choice_is_one_stop_and_arrows_move_in_it(qtbot: QtBot) -> None:
    choice, after = Choice("How?", WAYS), Button("After")
    window(qtbot, choice, after)
    choice.set_value("changed")
    choice.segment("changed").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(choice.segment("changed"), Qt.Key.Key_Right)
    assert choice.value() == "confirmed"
    QTest.keyClick(choice.segment("confirmed"), Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_a_choice_in_another_language_keeps_its_value(qtbot: QtBot) -> None:
    choice = Choice("How?", WAYS)
    qtbot.addWidget(choice)
    choice.set_value("none")
    choice.set_options([Option("changed", "Geändert"), Option("confirmed", "Bestätigt"), Option("none", "Nein")])
    assert choice.value() == "none"
    assert name(choice.segment("none")) == "Nein"


# ---------------------------------------------------------------------------------------------------------------- rest
def test_search_follows_typing_once_and_enter_at_once(qtbot: QtBot) -> None:
    field = SearchField("Search", "/", delay=20)
    window(qtbot, field)
    said: list[str] = []
    field.searched.connect(said.append)
    assert field._cap.isVisible()
    with qtbot.waitSignal(field.searched):
        QTest.keyClicks(field, "refund")
    assert said == ["refund"]
    assert not field._cap.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert said == ["refund", "refund"]


def test_a_footer_leaves_out_what_has_no_room(qtbot: QtBot) -> None:
    footer = Footer()
    qtbot.addWidget(footer)
    footer.set_hints([("D", "Decision"), ("Space", "Next"), ("?", "All keys")], "Saved")
    footer.resize(1200, 48)
    footer.show()
    assert [cap.isVisible() for cap, _ in footer._pairs] == [True, True, True]
    footer.resize(260, 48)
    assert [cap.isVisible() for cap, _ in footer._pairs] == [True, False, False]
    label = footer._pairs[0][1]
    qtbot.waitUntil(lambda: label.width() >= label.sizeHint().width())


def test_a_toast_undoes_announces_and_goes(qtbot: QtBot) -> None:
    root = window(qtbot, Label("x"))
    toast = Toast(root, stay=60)
    undone: list[bool] = []
    toast.say("Decision 3 deleted", "Undo", lambda: undone.append(True))
    assert toast.text == "Decision 3 deleted"
    assert root.rect().contains(toast.geometry())
    assert not toast.isModal()
    QTest.mouseClick(toast._button, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert toast.text == ""
    toast.say("Saved")
    assert not toast._button.isVisible()
    qtbot.waitUntil(lambda: toast.text == "")


def test_a_toast_stays_at_the_edge_of_its_window(qtbot: QtBot) -> None:
    root = window(qtbot, Label("x"))
    toast = Toast(root)
    toast.say("A long sentence about what has just been done and how it can be taken back " * 3, "Undo", lambda: None)
    root.resize(500, 360)
    qtbot.waitUntil(lambda: root.size().width() == 500)
    assert root.rect().contains(toast.geometry())


def test_an_agenda_row_shows_its_state_by_shape(qtbot: QtBot) -> None:
    row = AgendaRow("4", "Patent renewals", "10 min")
    qtbot.addWidget(row)
    row.resize(300, 72)
    pictures = []
    for state in RowState:
        row.set_item("4", "Patent renewals", "10 min", state, f"state {state}")
        # In one ink only: what differs then is shape.
        pictures.append(shot(row).convertToFormat(QImage.Format.Format_Mono))
        assert row.accessibleDescription() == f"state {state}, 10 min"
    assert all(a != b for i, a in enumerate(pictures) for b in pictures[:i])


def test_an_agenda_row_grows_for_a_second_line_and_not_for_a_third(qtbot: QtBot) -> None:
    row = AgendaRow("1", "Short", "5 min")
    qtbot.addWidget(row)
    one = row.heightForWidth(300)
    row.set_item("1", "Checkout: make the customer account optional?", "5 min", RowState.NEXT)
    two = row.heightForWidth(300)
    row.set_item("1", "Checkout: make the customer account optional? " * 5, "5 min", RowState.NEXT)
    assert one <= two == row.heightForWidth(300)
    assert row.heightForWidth(300) >= 2 * 21 + 20


def test_a_ladder_stands_where_it_cannot_lie(qtbot: QtBot) -> None:
    ladder = OutcomeLadder([Step("Case", "undated", True), Step("Verfahren verbessert", "Weiter-Knopf"), Step("x")])
    qtbot.addWidget(ladder)
    assert ladder.heightForWidth(600) == 76
    assert ladder.heightForWidth(200) == 132


def test_facts_wrap_and_vanish(qtbot: QtBot) -> None:
    strip = FactsStrip([("160,000", "passwords asked a day"), ("25 %", "of them came back"), ("+45 %", "purchases")])
    qtbot.addWidget(strip)
    assert strip.heightForWidth(300) > strip.heightForWidth(600)
    strip.set_facts([])
    assert strip.isHidden()


def test_beyond_eight_decisions_chairs_give_way_to_figures(qtbot: QtBot) -> None:
    chairs = ChairCount(8, 3, "3 of 8")
    qtbot.addWidget(chairs)
    wide = chairs.sizeHint().width()
    chairs.set_count(40, 21, "21 of 40")
    assert chairs.sizeHint().width() < wide


def test_a_dialog_does_not_block_and_escape_rejects(qtbot: QtBot) -> None:
    root = window(qtbot, Label("x"))
    dialog = Dialog(root)
    dialog.set_words("End the meeting?", "Nothing is lost.")
    save = dialog.add_button(Button("End", kind="primary"), default=True)
    save.clicked.connect(dialog.accept)
    dialog.open()
    assert dialog.windowTitle() == "End the meeting?"
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.open()
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_a_popover_stays_on_the_screen(qtbot: QtBot) -> None:
    button = Button("Segment")
    root = window(qtbot, button)
    screen = root.screen().availableGeometry()
    root.move(screen.bottomRight() - QPoint(80, 60))
    popover = Popover(root, width=300)
    popover.box.addWidget(Label("B2C"))
    popover.open_at(button)
    assert screen.contains(popover.geometry())
    popover.close()


def test_words_follow_the_language(qtbot: QtBot) -> None:
    class Greeting(Translated, QFrame):
        def __init__(self) -> None:
            super().__init__()
            self.said: list[str] = []
            self.retranslate()

        def retranslate(self) -> None:
            self.said.append(ENGLISH.tr("Space"))

    frame = Greeting()
    qtbot.addWidget(frame)
    QApplication.sendEvent(frame, QEvent(QEvent.Type.LanguageChange))
    assert frame.said == ["Space", "Space"]


# ----------------------------------------------------------------------------------------------------------------- keys
class German(Words):
    """The words of a German keyboard, whatever the catalogue holds today."""

    _known_keys = {"Ctrl": "Strg", "Space": "Leertaste", "Enter": "Eingabe", "PgDn": "Bild ab", "Shift": "Umschalt"}  # noqa: RUF012

    def tr(self, sentence: str, /, **values: object) -> str:
        return self._known_keys.get(sentence, sentence)


@pytest.mark.parametrize(
    ("portable", "english", "german"),
    [
        ("Space", "Space", "Leertaste"),
        ("Ctrl+Return", "Ctrl+Enter", "Strg+Eingabe"),
        ("PgDown", "PgDn", "Bild ab"),
        ("Ctrl+Shift+Z", "Ctrl+Shift+Z", "Strg+Umschalt+Z"),
        ("Ctrl++", "Ctrl++", "Strg++"),
        ("Up", "↑", "↑"),
        ("F12", "F12", "F12"),
        (".", ".", "."),
        ("?", "?", "?"),
        ("", "", ""),
    ],
)
def test_keys_are_named_as_they_are_printed(portable: str, english: str, german: str) -> None:
    sequence = QKeySequence(portable)
    assert key_text(sequence, ENGLISH) == english
    assert key_text(sequence, German("de", Path("nowhere"))) == german


def test_the_german_catalogue_names_the_keys(resources: Path) -> None:
    words = Words("de", resources / "locale")
    if words.tr("Space") == "Space":
        pytest.skip("the German catalogue is not built here")
    assert key_text("Ctrl+Return", words) == "Strg+Eingabe"
    assert key_text("PgDown", words) == "Bild ab"


def test_nothing_is_drawn_outside_a_card(qtbot: QtBot) -> None:
    card = StoryCard("Ein halber Tag mit dem Rollator, um eine Überweisung abzugeben", "Press · Jun 2020", key="1")
    qtbot.addWidget(card)
    for width in (160, 240, 420):
        card.resize(width, card.heightForWidth(width))
        image = shot(card)
        ink = Theme.current().tokens.ink
        for edge in (
            QRect(0, 0, width, 2),
            QRect(0, card.height() - 4, width, 4),
            QRect(width - 6, 0, 6, card.height()),
        ):
            assert count(image.copy(edge), ink) == 0
