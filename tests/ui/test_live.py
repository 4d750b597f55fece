"""What the wall shows while it is black, hidden, frozen, and all of them at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.domain.frame import Blank, ChairFrame, StageFrame
from emptychair.ui.live import Wall

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

FRAMES = [StageFrame(ChairFrame(f"{n} · Item", "No customer speaks.")) for n in range(4)]


@pytest.fixture
def wall(qapp: QApplication) -> Wall:
    return Wall(FRAMES[0])


def black(frame: StageFrame) -> StageFrame:
    return replace(frame, blank=Blank.BLACK)


def test_showing_publishes_once(wall: Wall) -> None:
    seen: list[StageFrame] = []
    wall.published.connect(seen.append)
    wall.show(FRAMES[1])
    wall.show(FRAMES[1])
    assert seen == [FRAMES[1]]
    assert wall.shown == FRAMES[1]


def test_frozen_withholds_and_lets_the_newest_through(wall: Wall) -> None:
    seen: list[StageFrame] = []
    wall.published.connect(seen.append)
    wall.freeze(True)
    wall.show(FRAMES[1])
    wall.show(FRAMES[2])
    assert seen == []
    assert wall.withheld
    wall.freeze(False)
    assert seen == [FRAMES[2]]
    assert not wall.withheld


def test_advancing_while_black_stays_black(wall: Wall) -> None:
    wall.toggle(Blank.BLACK)
    wall.show(FRAMES[1])
    assert wall.shown == black(FRAMES[1])
    wall.toggle(Blank.BLACK)
    assert wall.shown == FRAMES[1]


def test_panic_goes_through_a_frozen_wall_and_does_not_toggle(wall: Wall) -> None:
    wall.freeze(True)
    wall.show(FRAMES[1])
    wall.panic()
    wall.panic()
    assert wall.shown == black(FRAMES[0])
    wall.set_blank(Blank.NONE)
    assert wall.shown == FRAMES[0], "still frozen: the old picture comes back, not the new one"
    wall.freeze(False)
    assert wall.shown == FRAMES[1]


def test_hiding_goes_through_a_frozen_wall(wall: Wall) -> None:
    wall.freeze(True)
    wall.show(FRAMES[1])
    wall.toggle(Blank.HIDDEN)
    assert wall.shown == replace(FRAMES[0], blank=Blank.HIDDEN)


def test_black_replaces_hidden_and_each_key_undoes_its_own(wall: Wall) -> None:
    wall.toggle(Blank.HIDDEN)
    wall.toggle(Blank.BLACK)
    assert wall.blank is Blank.BLACK
    wall.toggle(Blank.BLACK)
    assert wall.blank is Blank.NONE


def test_a_frame_that_is_black_itself_is_black_however_the_wall_stands(wall: Wall) -> None:
    wall.toggle(Blank.HIDDEN)
    wall.show(black(FRAMES[1]))
    assert wall.shown == black(FRAMES[1])


def test_every_switch_is_told(wall: Wall) -> None:
    told: list[bool] = []
    wall.state_changed.connect(lambda: told.append(True))
    wall.freeze(True)
    wall.freeze(True)
    wall.toggle(Blank.BLACK)
    wall.show(FRAMES[1])  # something is withheld now
    wall.freeze(False)
    assert len(told) == 4


acts = st.lists(
    st.one_of(
        st.tuples(st.just("show"), st.sampled_from(FRAMES)),
        st.tuples(st.just("freeze"), st.booleans()),
        st.tuples(st.just("toggle"), st.sampled_from([Blank.BLACK, Blank.HIDDEN])),
        st.tuples(st.just("panic"), st.none()),
    ),
    max_size=30,
)


@given(acts)
def test_what_is_published_is_what_is_shown_and_black_is_always_black(acts: list[tuple[str, object]]) -> None:
    wall = Wall(FRAMES[0])
    seen = [FRAMES[0]]
    wall.published.connect(seen.append)
    for name, value in acts:
        if name == "panic":
            wall.panic()
        else:
            getattr(wall, name)(value)
        assert seen[-1] == wall.shown
        assert wall.shown.blank is wall.blank
        if not wall.frozen and wall.blank is Blank.NONE:
            assert wall.shown == wall.wanted


def test_a_signal_can_be_sent_two_hundred_thousand_times(wall: Wall) -> None:
    # PySide6 6.12.0 on Python 3.11 lost a reference at every emit and died after some hundred.
    count = [0]

    def counted(_: object) -> None:
        count[0] += 1

    wall.published.connect(counted)
    for _ in range(100_000):
        wall.published.emit(FRAMES[0])
        wall.state_changed.emit()
    assert count[0] == 100_000
