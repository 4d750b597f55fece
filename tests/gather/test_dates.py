"""Dates as programs write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.gather.dates import instant, iso_date, iso_time, order_of


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2020-02-11T07:49:14Z", "2020-02-11"),
        ("2020-02-11 07:49:14 +0000", "2020-02-11"),
        ("2020/02/11 3:54 PM", "2020-02-11"),
        ("2024-01", "2024-01"),
        ("2024", "2024"),
        ("20240109T155412Z", "2024-01-09"),
        ("09/Jan/24 3:54 PM", "2024-01-09"),
        ("09/Mär/24 3:54 PM", "2024-03-09"),
        ("09.Jän.24", "2024-01-09"),
        ("9. Januar 2024", "2024-01-09"),
        ("Dienstag, 9. Januar 2024 um 15:54", "2024-01-09"),
        ("Jan 9, 2024, 3:54 PM", "2024-01-09"),
        ("January 9th, 2024", "2024-01-09"),
        ("Tue, 9 Jan 2024 15:54:12 +0100", "2024-01-09"),
        ("Mai 2023", "2023-05"),
        ("09.01.24 15:54", "2024-01-09"),
        ("1591563448", "2020-06-07"),
        (1591563448, "2020-06-07"),
        (1605020090000, "2020-11-10"),
        ("31.02.2024", ""),
        ("24", ""),
        ("order 12 of 2024", ""),
        (None, ""),
        (True, ""),
        ([], ""),
        (float("nan"), ""),
    ],
)
def test_a_day(written: object, day: str) -> None:
    assert iso_date(written) == day


def test_the_order_is_told_by_the_column() -> None:
    assert iso_date("02/11/2020", "mdy") == "2020-02-11"
    assert iso_date("02/11/2020", "dmy") == "2020-11-02"
    assert iso_date("02.11.2020", "mdy") == "2020-11-02"  # dots are German, whatever the column says


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["02/11/2020", "13/11/2020"], "dmy"),
        (["02/11/2020", "11/13/2020"], "mdy"),
        (["02.11.2020"], "dmy"),
        (["1/9/2024 3:54 PM", "1/10/2024 3:54 PM"], "mdy"),
        (["01/09/2024", "02/09/2024", "03/09/2024", "05/10/2024"], "dmy"),
        (["09/01/2024", "09/02/2024", "09/03/2024", "10/05/2024"], "mdy"),
        (["01/09/2024 14:00"], "dmy"),
        (["2024-01-09", None, 3, ""], "dmy"),
        ([], "dmy"),
    ],
)
def test_the_order_of_a_column(column: list[object], order: str) -> None:
    assert order_of(column) == order


def test_instants_know_the_zone() -> None:
    assert instant("2020-02-11T07:49:14Z") == instant("2020-02-11T08:49:14+01:00") == 1581407354
    assert instant("11.02.2020 07:49") == instant("Feb 11, 2020 7:49 AM")
    assert instant("2020-02") is None
    assert instant("12:30 AM") is None


@given(st.one_of(st.text(max_size=80), st.floats(), st.integers(), st.none(), st.lists(st.integers())))
def test_nothing_raises(value: object) -> None:
    for order in ("", "dmy", "mdy"):
        assert len(iso_date(value, order)) in (0, 4, 7, 10)
        instant(value, order)
        iso_time(value, order)
    order_of([value])


@given(st.from_regex(r"\d{1,4}[./ -]\d{1,2}[./ -]\d{1,4}( \d{1,2}:\d{2}( [AP]M)?)?([+-]\d{4})?", fullmatch=True))
def test_what_looks_like_a_date_raises_nothing_either(text: str) -> None:
    iso_date(text, "mdy")
    instant(text)


@pytest.mark.parametrize("written", ["02/11/2020 7:49 PM", "2020-02-11T19:49:00Z", "11 Feb 2020 19:49", 1581450540])
def test_a_time_in_iso_form_is_the_same_time(written: object) -> None:
    assert instant(iso_time(written, "mdy")) == instant(written, "mdy") == 1581450540
    assert iso_date(iso_time(written, "mdy")) == "2020-02-11"
