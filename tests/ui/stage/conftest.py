"""The theme that fonts and drawings of the wall come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from emptychair.ui.theme import Theme, ThemeChoice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> Theme:
    return qapp.findChild(Theme, "theme") or Theme(qapp, ThemeChoice.LIGHT)
