"""Whatever is typed is drawn as it is written: no control guesses markup, none opens a file that a text names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QWidget

from emptychair.ui.widgets import (
    AgendaRow,
    Button,
    Chip,
    Choice,
    Dialog,
    EmptyState,
    FactsStrip,
    Footer,
    KeyCap,
    Label,
    NavItem,
    Option,
    OutcomeLadder,
    Para,
    Pill,
    SearchField,
    Step,
    StoryCard,
    Toast,
    plain_tip,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def toast(text: str) -> QWidget:
    root = QWidget()
    root.resize(900, 200)
    Toast(root).say(text, text, lambda: None)
    return root


def footer(text: str) -> QWidget:
    made = Footer()
    made.set_hints([(text[:12], text)], text[:40])
    return made


def dialog(text: str) -> QWidget:
    made = Dialog()
    made.set_words(text, text)
    return made


CONTROLS: dict[str, Callable[[str], QWidget]] = {
    "Label": Label,
    "Label, wrapped": lambda text: Label(text, wrap=True),
    "Label, elided": lambda text: Label(text, elide=True),
    "Para": Para,
    "Button": Button,
    "Chip": Chip,
    "Pill": Pill,
    "KeyCap": KeyCap,
    "Choice": lambda text: Choice(text, [Option("a", text), Option("b", text)]),
    "NavItem": lambda text: NavItem(text, "house"),
    "AgendaRow": lambda text: AgendaRow("1", text, text),
    "StoryCard": lambda text: StoryCard(text, text),
    "OutcomeLadder": lambda text: OutcomeLadder([Step(text, text, True)]),
    "FactsStrip": lambda text: FactsStrip([(text, text)]),
    "EmptyState": lambda text: EmptyState(text, detail=text),
    "SearchField": SearchField,
    "Toast": toast,
    "Footer": footer,
    "Dialog": dialog,
}


@pytest.fixture
def markup(tmp_path: Path) -> str:
    path = tmp_path / "red.png"
    picture = QImage(300, 300, QImage.Format.Format_RGB32)
    picture.fill(QColor(255, 0, 0))
    assert picture.save(str(path))
    return f'<img src="{path}"> <b>bold</b> <font color="#ff0000">red</font>'


def reds(image: QImage) -> int:
    return sum(
        1
        for x in range(image.width())
        for y in range(image.height())
        if (c := image.pixelColor(x, y)).red() > 200 and c.green() < 40 and c.blue() < 40
    )


@pytest.mark.parametrize("control", CONTROLS)
def test_markup_is_not_obeyed(qtbot: QtBot, control: str, markup: str) -> None:
    widget = CONTROLS[control](markup)
    qtbot.addWidget(widget)
    widget.resize(500, max(60, widget.heightForWidth(500) if widget.hasHeightForWidth() else 60))
    widget.show()
    assert reds(widget.grab().toImage()) == 0
    labels = [*widget.findChildren(QLabel), *([widget] if isinstance(widget, QLabel) else [])]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_a_label_that_guesses_would_be_caught(qtbot: QtBot, markup: str) -> None:
    label = QLabel(markup)
    qtbot.addWidget(label)
    label.resize(500, 320)
    assert reds(label.grab().toImage()) > 1000


def test_tool_tips_are_plain() -> None:
    assert plain_tip("a < b & <b>c</b>") == "<qt>a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;</qt>"
    assert plain_tip("") == ""


def test_an_ampersand_is_an_ampersand(qtbot: QtBot) -> None:
    button = Button("P&L and R&D")
    qtbot.addWidget(button)
    assert button.words_shown == "P&L and R&D"
    assert button.shortcut().isEmpty()
