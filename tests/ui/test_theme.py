"""Tokens, the theme and its switching."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QIcon, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from emptychair.ui import tokens as t
from emptychair.ui.sheet import style_sheet
from emptychair.ui.theme import SEMIBOLD, Theme, ThemeChoice

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

THEMES = {"light": t.LIGHT, "dark": t.DARK, "light, high": t.LIGHT_HIGH, "dark, high": t.DARK_HIGH}
STAGES = {"light": t.STAGE_LIGHT, "dark": t.STAGE_DARK}
TEXT = [
    *[(ink, ground) for ink in ("ink", "ink2") for ground in ("paper", "surface", "sunken", "chosen")],
    *[(ink, ground) for ink in ("teal", "rust", "ochre") for ground in ("paper", "surface")],
    ("teal", "teal_soft"),
    ("rust", "rust_soft"),
    ("ochre", "ochre_soft"),
    ("on_teal", "teal"),
    ("ink2", "teal_soft"),
    ("paper", "ink"),  # the toast
]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    found = qapp.findChild(Theme, "theme") or Theme(qapp, ThemeChoice.LIGHT)
    before = found.choice
    yield found
    found.use(before)


# -------------------------------------------------------------------------------------------------------------- tokens
@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_has_enough_contrast(name: str, ink: str, ground: str) -> None:
    colours = THEMES[name]
    assert t.contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_controls_can_be_seen(name: str, ground: str) -> None:
    colours = THEMES[name]
    for line in ("control", "teal"):  # the line around a control, and the ring of the focus
        assert t.contrast(getattr(colours, line), getattr(colours, ground)) >= 3


@pytest.mark.parametrize("name", STAGES)
def test_the_walls_words_have_fifteen_to_one(name: str) -> None:
    stage = STAGES[name]
    assert t.contrast(stage.ink, stage.ground) >= 15
    for drawing in (stage.rule, stage.chair, stage.accent):
        assert t.contrast(drawing, stage.ground) >= 3


def test_contrast_is_that_of_wcag() -> None:
    assert t.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert t.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_nothing_is_smaller_than_14_px() -> None:
    assert min(t.Px) == 14
    assert "font" not in style_sheet(t.LIGHT, check="", arrow="").replace("font:", "")


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_leaves_no_token_open(name: str) -> None:
    text = style_sheet(THEMES[name], check="tick.svg", arrow="arrow.svg")
    assert "@" not in text
    assert "ink2" not in text.replace('tone="ink2"', "")


def test_the_pictures_of_the_style_sheet_exist(resources: Path) -> None:
    for name in ("tick", "arrow"):
        for shade in ("light", "dark"):
            assert (resources / "styles" / f"{name}-{shade}.svg").is_file()


# --------------------------------------------------------------------------------------------------------------- theme
def test_switching_is_live_and_told(theme: Theme, qtbot: QtBot, qapp: QApplication) -> None:
    label = QLabel("words")
    label.setProperty("tone", "teal")
    qtbot.addWidget(label)
    label.show()
    for choice, colours in ((ThemeChoice.DARK, t.DARK), (ThemeChoice.LIGHT, t.LIGHT)):
        with qtbot.waitSignal(theme.changed):
            theme.use(choice)
        assert theme.tokens == colours
        assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(colours.paper)
        label.ensurePolished()
        assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(colours.teal)
        assert theme.icon("check", "teal").pixmap(18).toImage() != QImage()


def test_high_contrast_has_one_ink(theme: Theme) -> None:
    theme.use(ThemeChoice.LIGHT, high_contrast=True)
    assert t.contrast(theme.tokens.ink2, theme.tokens.paper) > 14
    assert theme.tokens.control == theme.tokens.ink2


def test_auto_follows_the_system(theme: Theme, qapp: QApplication) -> None:
    theme.use(ThemeChoice.AUTO)
    dark = qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark
    assert theme.dark is dark


def test_the_bundled_fonts_are_the_two_voices(theme: Theme) -> None:
    assert QFontInfo(theme.font(16)).family() == "Inter"
    assert QFontInfo(theme.font(16, SEMIBOLD)).weight() == 600
    assert QFontInfo(theme.font(20, serif=True)).family() == "Source Serif 4"


def test_figures_are_tabular_only_where_they_are_asked_for(theme: Theme) -> None:
    plain, clock = (QFontMetricsF(theme.font(36, SEMIBOLD, tabular=tabular)) for tabular in (False, True))
    assert clock.horizontalAdvance("1:11") == pytest.approx(clock.horizontalAdvance("8:00"), abs=0.5)
    assert plain.horizontalAdvance("1:11") < plain.horizontalAdvance("8:00")
    assert plain.horizontalAdvance("-") < clock.horizontalAdvance("-")  # why it is not the rule


def test_icons_take_their_tone_and_the_ratio_of_the_screen(theme: Theme) -> None:
    pixmap = theme.pixmap("check", "rust", 20, ratio=2)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (40, 2.0)
    image = pixmap.toImage()
    seen = {
        image.pixelColor(x, y).name() for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() == 255
    }
    assert theme.tokens.rust in seen
    assert theme.icon("check", on="teal").availableSizes(QIcon.Mode.Normal, QIcon.State.On)


def test_an_unknown_icon_draws_nothing(theme: Theme) -> None:
    image = QImage(20, 20, QImage.Format.Format_ARGB32)
    image.fill(0)
    with QPainter(image) as painter:
        theme.draw(painter, "no-such-icon", QRectF(0, 0, 20, 20))
    assert {image.pixel(x, y) for x in range(20) for y in range(20)} == {0}


def test_every_icon_named_in_the_windows_is_there(root: Path, resources: Path) -> None:
    there = {path.stem for folder in ("icons", "chair") for path in (resources / folder).glob("*.svg")}
    called = re.compile(
        r"""(?:icon=|pixmap\(|IconLabel\(|\.icon\(|set_icon\(|\.svg\(|NavItem\([^,]+, )"([a-z0-9-]+)\""""
    )
    missing = {
        (path.name, name)
        for path in (root / "emptychair" / "ui").rglob("*.py")
        for name in called.findall(path.read_text(encoding="utf-8"))
        if name not in there
    }
    assert missing == set()
