"""Breaking lines."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from emptychair.ui.stage.typeset import break_lines, shorten

WIDE = "—" * 3


def advance(text: str) -> float:
    """A fount in which every letter is ten wide."""
    return 10.0 * len(text)


def lines(text: str, width: float = 300, limit: int = 20) -> tuple[str, ...]:
    broken = break_lines(text, advance, width, limit)
    assert broken is not None
    return broken.lines


def test_lines_are_even_and_as_few_as_fit() -> None:
    found = lines("aaaa bbbb cccc dddd eeee ffff gggg hhhh", 200)
    assert len(found) == 2
    assert [len(line) for line in found] == [19, 19]


def test_no_one_letter_word_and_no_figure_without_its_unit_at_a_lines_end() -> None:
    text = "When I called they said that a man would come within 30 minutes and it took 5 days or 120 Euro a day"
    for width in range(150, 420, 10):
        for line in lines(text, width)[:-1]:
            last = line.split()[-1]
            assert not re.fullmatch(r"\w", last), (width, line)
            assert not last.isdigit(), (width, line)


def test_a_german_ordinal_keeps_its_month() -> None:
    for width in range(160, 300, 10):
        assert not any(line.endswith("23.") for line in lines("Die Lieferung kam erst am 23. November an", width))


def test_a_word_too_long_is_cut_with_a_hyphen() -> None:
    broken = break_lines("Donaudampfschifffahrtsgesellschaftskapitän", advance, 200, 5)
    assert broken is not None
    assert broken.split
    assert all(len(line) <= 20 for line in broken.lines)
    assert "".join(line.rstrip("-") for line in broken.lines) == "Donaudampfschifffahrtsgesellschaftskapitän"


def test_too_many_words_are_refused() -> None:
    assert break_lines("word " * 2000, advance, 300, 8) is None


def test_a_line_feed_begins_a_line_and_empty_text_has_none() -> None:
    assert lines("one\n\ntwo") == ("one", "two")
    assert lines("") == ()


def test_shortening_ends_at_a_word() -> None:
    found, cut = shorten("Supplier rating: terms of purchase and framework contracts", advance, 300, 1)
    assert cut
    assert found == ("Supplier rating: terms …",)
    assert shorten("Short", advance, 300, 1) == (("Short",), False)


def test_an_endless_word_does_not_cost_the_others() -> None:
    found, cut = shorten("5 · " + "x" * 90 + ": more words here", advance, 300, 2)
    assert cut
    assert len("".join(found)) > 40


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=300),
    st.integers(60, 700),
    st.integers(1, 9),
)
def test_any_text_breaks_within_the_measure_and_loses_nothing(text: str, width: int, limit: int) -> None:
    broken = break_lines(text, advance, width, limit)
    if broken is None:
        return
    assert len(broken.lines) <= limit
    assert all(advance(line) <= max(width, 10 * len(line.split()[0]) if line.split() else 0) for line in broken.lines)
    if not broken.split:
        assert re.sub(r"\s|\u200b", "", "".join(broken.lines)) == re.sub(r"\s|\u200b", "", text)


@given(st.text(max_size=400), st.integers(100, 900), st.integers(1, 3))
def test_shortening_always_fits(text: str, width: int, limit: int) -> None:
    found, _ = shorten(text, advance, width, limit)
    assert len(found) <= limit
