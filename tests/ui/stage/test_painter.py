"""Drawing: plain text only, any shape, black is black."""

from __future__ import annotations

import ctypes
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from emptychair.domain.frame import Blank, StageFrame, StoryFrame
from emptychair.ui.stage import StageLook, paint_frame, render

STORY = StoryFrame("2 · Checkout", "It took three weeks.", "en", True, "Shopper", "Study")
SIZE = QSize(960, 540)


def reds(image: QImage) -> int:
    small = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = bytes(small.constBits())
    return sum(1 for i in range(0, len(pixels), 4) if pixels[i + 2] > 200 and pixels[i + 1] < 60 and pixels[i] < 60)


class Opened:
    """Counts how often a file is opened, by Linux's inotify: Qt opens files without Python knowing."""

    def __init__(self, path: Path) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._handle = self._libc.inotify_init1(os.O_NONBLOCK)
        assert self._libc.inotify_add_watch(self._handle, os.fsencode(path), 0x00000020) >= 0  # IN_OPEN

    def count(self) -> int:
        try:
            return len(os.read(self._handle, 4096)) // 16
        except BlockingIOError:
            return 0


@pytest.fixture
def red(tmp_path: Path) -> Path:
    path = tmp_path / "red.png"
    picture = QImage(400, 400, QImage.Format.Format_RGB32)
    picture.fill(QColor(255, 0, 0))
    assert picture.save(str(path))
    assert reds(QImage(str(path))) == 160_000
    return path


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="inotify is Linux's")
def test_markup_in_a_story_is_drawn_as_it_is_written(red: Path) -> None:
    opened = Opened(red)
    markup = f'<img src="file://{red}"> Preis <b 20 Euro und Lieferung > 3 Wochen & mehr'
    content = StoryFrame(markup, markup, "de", True, markup, markup, markup)
    image = render(StageFrame(content), SIZE)
    assert reds(image) == 0
    assert opened.count() == 0
    with red.open("rb"):
        assert opened.count() == 1  # the watch does see an opened file
    plain = render(StageFrame(replace(content, words="Preis 20 Euro und Lieferung 3 Wochen")), SIZE)
    assert image != plain


@pytest.mark.parametrize(
    "size", [QSize(480, 270), QSize(480, 300), QSize(480, 360), QSize(860, 360), QSize(270, 480), QSize(1, 1)]
)
@pytest.mark.parametrize("dark", [True, False])
def test_the_ground_fills_any_shape(size: QSize, dark: bool) -> None:
    look = StageLook(dark)
    image = render(StageFrame(STORY), size, 1.0, look)
    corners = [(0, 0), (size.width() - 1, 0), (0, size.height() - 1), (size.width() - 1, size.height() - 1)]
    assert {image.pixelColor(*corner).name() for corner in corners} == {look.tokens.ground}


def test_black_is_pure_black_everywhere() -> None:
    image = render(StageFrame(STORY, Blank.BLACK, "Rehearsal"), QSize(64, 36))
    assert {image.pixel(x, y) & 0xFFFFFF for x in range(64) for y in range(36)} == {0}


def test_hidden_shows_item_and_chair_and_no_words() -> None:
    hidden = render(StageFrame(STORY, Blank.HIDDEN), SIZE)
    other = render(StageFrame(replace(STORY, words="Another story.", customer="X", source="Y"), Blank.HIDDEN), SIZE)
    assert hidden == other
    assert hidden != render(StageFrame(replace(STORY, heading="3 · Returns"), Blank.HIDDEN), SIZE)


def test_a_rehearsal_is_marked() -> None:
    assert render(StageFrame(STORY, rehearsal="Rehearsal"), SIZE) != render(StageFrame(STORY), SIZE)


def test_the_same_frame_gives_the_same_pixels_at_any_place() -> None:
    target = QImage(1200, 700, QImage.Format.Format_RGB32)
    target.fill(QColor("#123456"))
    with QPainter(target) as painter:
        paint_frame(painter, QRectF(100, 50, 960, 540), StageFrame(STORY))
    assert target.copy(100, 50, 960, 540) == render(StageFrame(STORY), SIZE)
    assert target.pixelColor(99, 60).name() == "#123456"


def test_a_picture_has_the_ratio_of_its_screen() -> None:
    image = render(StageFrame(STORY), QSize(320, 180), 2.0)
    assert (image.width(), image.height(), image.devicePixelRatio()) == (640, 360, 2.0)


@pytest.mark.parametrize(
    "words",
    [
        "انتظرت ثلاثة أسابيع ولم يتصل بي أحد، ثم ذهبت إلى المنافس.",
        "חיכיתי שלושה שבועות ואף אחד לא התקשר.",
        "三週間待っても誰からも連絡がありませんでした。その後、競合他社に行きました。",
        "Never again 😀👍🏽👨‍👩‍👧‍👦 with you 🇩🇪",
        "a\u0301\u0302\u0303" * 60,
        "\u202eturned round\u202c \u200b\u00ad\ufeff",
        "x" * 400,
        "word " * 2000,
        "\t \n \n",
        "",
    ],
)
def test_every_script_is_drawn_without_a_crash(words: str) -> None:
    content = StoryFrame(words[:80], words, "ar", True, words[:60], words[:60])
    assert not render(StageFrame(content), QSize(480, 270)).isNull()
