"""The wall against its golden pictures: every content, both languages, light and dark, and the blanked states."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

HERE = Path(__file__).resolve().parent
GOLDEN = HERE.parents[1] / "golden" / "stage"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.png"))
# A word more or less is some hundred pixels of 129,600; another version of the font engine moves edges by a few grades.
FAR, FEW = 48, 60

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="golden pictures are drawn by FreeType")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stage")
    subprocess.run([sys.executable, str(HERE / "pictures.py"), str(folder)], check=True, timeout=120)
    return folder


def differing(one: Path, other: Path) -> int:
    """How many pixels differ by more than FAR in a colour."""
    import numpy as np

    def pixels(path: Path):
        image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
        assert not image.isNull(), path
        return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).astype(int)

    a, b = pixels(one), pixels(other)
    assert a.shape == b.shape
    return int((np.abs(a - b).max(axis=2) > FAR).sum())


def test_every_picture_has_its_golden_one(drawn: Path) -> None:
    assert sorted(path.stem for path in drawn.glob("*.png")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_picture(drawn: Path, name: str) -> None:
    assert differing(drawn / f"{name}.png", GOLDEN / f"{name}.png") <= FEW


def test_the_comparison_sees_another_word(drawn: Path) -> None:
    assert differing(drawn / "chair-en-dark.png", drawn / "chair-de-dark.png") > FEW
