"""Days and times as people type them."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.app.clock import local
from emptychair.ui.prepare.when import as_fields, epoch_ms, read_day, read_time

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9", time(9)),
        ("9:30", time(9, 30)),
        ("09.30 Uhr", time(9, 30)),
        ("14 Uhr", time(14)),
        ("2 pm", time(14)),
        ("12am", time(0)),
        ("0930", time(9, 30)),
        ("14h15", time(14, 15)),
        ("24:00", None),
        ("13 pm", None),
        ("9:75", None),
        ("soon", None),
        ("", None),
    ],
)
def test_times(text: str, expected: time | None) -> None:
    assert read_time(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("tomorrow", date(2026, 11, 24)), ("  Fr ", date(2026, 11, 27)), ("24.11.", date(2026, 11, 24)), ("", None)],
)
def test_days(text: str, expected: date | None) -> None:
    assert read_day(text, TODAY) == expected


@given(
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.times().map(lambda t: t.replace(second=0, microsecond=0, fold=0)),
    st.sampled_from(["Europe/Berlin", "UTC", "Asia/Kolkata", "No/Where"]),
    st.sampled_from(["de", "en"]),
)
def test_what_is_shown_reads_back(day: date, at: time, zone: str, language: str) -> None:
    ms = epoch_ms(day, at, zone)
    shown_day, shown_time = as_fields(ms, zone, language)
    assert read_day(shown_day, TODAY) == local(ms, zone).date()
    assert read_time(shown_time) == local(ms, zone).time().replace(fold=0)


@given(st.text(max_size=20))
def test_any_text_is_a_time_or_none(text: str) -> None:
    found = read_time(text)
    assert found is None or isinstance(found, time)
