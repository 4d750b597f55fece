"""Three layouts, two languages, two themes: no word cut off, every control named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from emptychair.ui.app import use_language
from emptychair.ui.console.agenda import AgendaItem, StripItem
from emptychair.ui.console.sizes import Size
from emptychair.ui.stage import WallPicture
from emptychair.ui.theme import ThemeChoice
from emptychair.ui.widgets import Button, Chip, KeyCap, Label, Segment

SIZES = {(1920, 1080): Size.WIDE, (1366, 768): Size.TIGHT, (960, 540): Size.BAR}
# German as it will stand there, wherever the catalogue is at: a third longer than English.
GERMAN = {
    "swap": "Tauschen",
    "pin": "Anheften",
    "none": "Keine",
    "search": "Suchen",
    "hide": "Ausblenden",
    "end": "Beenden",
    "save": "Beschluss sichern",
    "late": "Nachtrag",
    "defer": "Vertagen",
    "park": "Parken",
    "undecided": "Kein Beschluss",
}


def cut_off(window: QWidget) -> list[str]:
    """Controls whose words have too little room, or that stick out of what holds them."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window:
            continue
        text = ""
        if isinstance(widget, (Button, Segment)) and not isinstance(widget, StripItem):
            text = widget.text()
            if widget.width() < widget.minimumSizeHint().width():
                found.append(f"{text!r} {widget.width()} < {widget.minimumSizeHint().width()}")
        elif isinstance(widget, (Chip, KeyCap)):
            text = widget.text()
            if widget.width() < widget.sizeHint().width():
                found.append(f"{text!r} in a chip")
        elif isinstance(widget, Label) and widget.text() and not widget._elide and not widget.wordWrap():
            text = widget.text()
            if QFontMetricsF(widget.font()).horizontalAdvance(text) > widget.width() + 1:
                found.append(f"{text!r} {widget.width()}")
        if text and not window.rect().contains(widget.rect().translated(widget.mapTo(window, widget.rect().topLeft()))):
            area = widget.parentWidget()
            while area is not None and area.objectName() != "qt_scrollarea_viewport":
                area = area.parentWidget()
            if area is None:
                found.append(f"{text!r} sticks out of the window")
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "de"])
def test_no_word_is_cut_off(
    make_desk: Any, make_meeting: Any, open_console: Any, size: tuple[int, int], language: str
) -> None:
    desk = make_desk(language)
    hands = open_console(desk, make_meeting(desk), size=size)
    window = hands.window
    if language == "de":
        for name, text in GERMAN.items():
            window.actions_[name].setText(text)
    window.focus_line()
    hands.type("Refund within 24 h @Jana due fri #changed 2way")
    assert window._size is SIZES[size]
    QApplication.processEvents()
    assert cut_off(window) == []
    assert window.width() <= size[0]


def test_the_layout_follows_the_window_live(hands: Any) -> None:
    window = hands.window
    window.focus_line()
    hands.type("half a line")
    for size, wanted in [*SIZES.items(), *reversed(SIZES.items())]:
        window.resize(*size)
        hands.qtbot.waitUntil(lambda wanted=wanted: window._size is wanted)
        bar = wanted is Size.BAR
        assert window.strip.isVisible() is bar
        assert window.agenda.isVisible() is not bar
        assert window.decision.field.isVisible()
        assert window.decision.field.toPlainText() == "half a line"
        assert window.decision.so_far.isVisible() is not bar
        QApplication.processEvents()
        assert cut_off(window) == []
        for para in (window.live_panel.why, window.live_panel.title, window.live_panel.next_title):
            if para.isVisible():
                assert para.height() >= para.heightForWidth(para.width()) - 2, para.text()


def test_in_the_bar_the_rest_is_one_press_away(desk: Any, make_meeting: Any, open_console: Any) -> None:
    hands = open_console(desk, make_meeting(desk), size=(960, 540))
    window = hands.window
    numbers = window.strip.rows
    assert [number.words_shown for number in numbers] == ["1", "2", "3"]
    assert "Returns and abuse limits" in numbers[1].accessibleName()
    assert "Returns and abuse limits" in numbers[1].toolTip()
    assert "under discussion" in numbers[0].accessibleName()
    before = hands.wall.frame
    hands.click(numbers[2])
    assert hands.wall.frame == before
    hands.click(window.live_panel.go)
    assert hands.here.position == 3
    hands.click(window.decision.more)
    assert window.decision.drawer.isVisible()
    for part in (window.decision.note, window.decision.owner, window.decision.so_far, window.decision.basis):
        assert part.isVisible()
    hands.click(window.decision.basis.segment("internal-proxy"))
    window.resize(1366, 768)
    hands.qtbot.waitUntil(lambda: window._size is Size.TIGHT)
    assert not window.decision.drawer.isVisible()
    assert window.decision.basis.value() == "internal-proxy"


def test_every_control_has_a_name(hands: Any) -> None:
    for name in ("late", "edit_item", "split", "search", "commands", "keys"):
        hands.neutral()
        hands.window.actions_[name].trigger()
        for widget in hands.window.findChildren(QWidget):
            if not widget.isVisible():
                continue
            if isinstance(widget, QAbstractButton):
                assert widget.text() or widget.accessibleName(), widget
            if isinstance(widget, (QLineEdit, QPlainTextEdit)):
                assert widget.accessibleName() or widget.objectName().startswith("qt_"), widget
        hands.window.surfaces.made[-1].close_it()


def test_tab_reaches_every_control_and_comes_round(hands: Any) -> None:
    window = hands.window
    window.setFocus()
    seen = []
    for _ in range(120):
        window.focusNextChild()
        focus = window.focusWidget()
        if focus in seen:
            break
        seen.append(focus)
    wanted = [
        window.decision.field,
        window.decision.note,
        window.live_panel.swap,
        window.header.end_button,
        window.decision.save,
    ]
    assert [widget for widget in wanted if widget not in seen] == []
    assert any(isinstance(widget, AgendaItem) for widget in seen)


def test_language_and_theme_switch_live(hands: Any, desk: Any, qapp: Any) -> None:
    window = hands.window
    window.focus_line()
    hands.type("Refund @Jana")
    plain = window.grab().toImage()
    desk.theme.use(ThemeChoice.DARK)
    qapp.processEvents()
    assert window.grab().toImage() != plain
    desk.theme.use(ThemeChoice.LIGHT)
    use_language(desk, "de")
    qapp.processEvents()
    assert window.decision.field.toPlainText() == "Refund @Jana"
    assert desk.words.language == "de"
    # The wall speaks the meeting's language, whatever the console does.
    assert hands.wall.frame.content.source == "Observation"
    use_language(desk, "en")


def test_labels_are_plain_text(hands: Any) -> None:
    for label in hands.window.findChildren(QLabel):
        if label.text():
            assert label.textFormat().name == "PlainText"


def test_what_the_first_picture_leaves_for_later(root: Path) -> None:
    """Palette, forms, search, the stage's window and the grammar of dates wait until somebody wants them."""
    late = [
        "emptychair.ui.console.commands",
        "emptychair.ui.console.forms",
        "emptychair.ui.console.find_story",
        "emptychair.domain.due",
        "numpy",
        "sqlite_utils",
    ]
    code = f"import sys, emptychair.ui.console; print(*sorted(set({late!r}) & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("size", [(1300, 760), (1600, 960), (1760, 1000), (1899, 1040), (1900, 1000), (2560, 1400)])
def test_no_picture_covers_another(desk: Any, make_meeting: Any, open_console: Any, size: tuple[int, int]) -> None:
    hands = open_console(desk, make_meeting(desk), size=size)
    hands.window.wall_side.close()
    hands.qtbot.waitUntil(lambda: hands.window.width() == size[0])
    pictures = [picture for picture in hands.window.findChildren(WallPicture) if picture.isVisible()]
    places = [QRect(picture.mapTo(hands.window, QPoint(0, 0)), picture.size()) for picture in pictures]
    assert len(places) == 2 and not places[0].intersects(places[1]), places
