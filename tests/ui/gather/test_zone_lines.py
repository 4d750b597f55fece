"""The names of the sources in the empty import window."""

from __future__ import annotations

import pytest

from emptychair.ui.gather.parts import KINDS
from emptychair.ui.gather.zone_lines import BETWEEN, even_lines


@pytest.mark.parametrize("room", range(20, 260, 7))
def test_lines_are_full_even_and_without_loose_dots(room: int) -> None:
    lines = even_lines(KINDS, len, room).split("\n")
    assert BETWEEN.join(lines) == BETWEEN.join(KINDS)
    assert all(len(line) <= room and not line.startswith("·") and not line.endswith("·") for line in lines)
    if 60 < room < 150:
        assert min(map(len, lines)) * 2 > max(map(len, lines))
