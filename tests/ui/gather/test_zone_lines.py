"""The names of the sources in the empty import window."""

from __future__ import annotations

import pytest

from emptychair.ui.context import UiContext
from emptychair.ui.gather import ImportDialog
from emptychair.ui.gather.parts import KINDS
from emptychair.ui.gather.zone_lines import BETWEEN, even_lines


@pytest.mark.parametrize("room", range(20, 260, 7))
def test_lines_are_full_even_and_without_loose_dots(room: int) -> None:
    lines = even_lines(KINDS, len, room).split("\n")
    assert BETWEEN.join(lines) == BETWEEN.join(KINDS)
    assert all(len(line) <= room and not line.startswith("·") and not line.endswith("·") for line in lines)
    if 60 < room < 150:
        assert min(map(len, lines)) * 2 > max(map(len, lines))


def test_the_drop_zone_ends_where_the_buttons_end_and_fills_the_window(qtbot, desk: UiContext) -> None:  # type: ignore[no-untyped-def]
    window = ImportDialog(desk)
    qtbot.addWidget(window)
    zone, button = window.parts.zone, window.parts.import_button
    for size in ((1366, 768), (960, 540), (640, 420)):
        window.resize(*size)
        window.show()
        qtbot.waitUntil(lambda: window.width() - zone.geometry().right() <= 40)
        assert zone.geometry().right() == button.geometry().right()
        assert zone.height() > window.height() * 0.7
