from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.domain.due import format_due, match_due, parse_due

TODAY = date(2026, 11, 24)  # a Tuesday, ISO week 48


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("fri", "2026-11-27"),
        ("Friday", "2026-11-27"),
        ("Fr", "2026-11-27"),
        ("Freitag", "2026-11-27"),
        ("due fri", "2026-11-27"),
        ("by Friday", "2026-11-27"),
        ("bis Freitag", "2026-11-27"),
        ("bis spätestens Freitag", "2026-11-27"),
        ("fällig: Freitag", "2026-11-27"),
        ("Mittwoch", "2026-11-25"),
        ("mon", "2026-11-30"),
        ("tue", "2026-12-01"),  # today's weekday is in seven days
        ("Dienstag", "2026-12-01"),
        ("this Friday", "2026-11-27"),
        ("kommenden Freitag", "2026-11-27"),
        ("next Friday", "2026-12-04"),
        ("nächsten Freitag", "2026-12-04"),
        ("Friday next week", "2026-12-04"),
        ("nächste Woche Freitag", "2026-12-04"),
        ("today", "2026-11-24"),
        ("heute", "2026-11-24"),
        ("EOD", "2026-11-24"),
        ("tomorrow", "2026-11-25"),
        ("morgen", "2026-11-25"),
        ("MORGEN FRÜH", "2026-11-25"),
        ("übermorgen", "2026-11-26"),
        ("the day after tomorrow", "2026-11-26"),
        ("next week", "2026-12-04"),
        ("nächste Woche", "2026-12-04"),
        ("this week", "2026-11-27"),
        ("Ende der Woche", "2026-11-27"),
        ("end of next week", "2026-12-04"),
        ("EOW", "2026-11-27"),
        ("in 2 weeks", "2026-12-08"),
        ("in zwei Wochen", "2026-12-08"),
        ("in einer Woche", "2026-12-01"),
        ("in 10 days", "2026-12-04"),
        ("in 14 Tagen", "2026-12-08"),
        ("in 3 months", "2027-02-24"),
        ("in einem Monat", "2026-12-24"),
        ("KW 51", "2026-12-18"),
        ("KW51", "2026-12-18"),
        ("KW 23", "2027-06-11"),
        ("week 23", "2027-06-11"),
        ("KW 48", "2026-11-27"),
        ("KW 53", "2027-01-01"),
        ("KW 3/2027", "2027-01-22"),
        ("Ende Juni", "2027-06-30"),
        ("end of June", "2027-06-30"),
        ("the end of June", "2027-06-30"),
        ("Mitte Dezember", "2026-12-15"),
        ("mid-December", "2026-12-15"),
        ("Anfang Dezember", "2026-12-01"),
        ("Anfang November", "2027-11-01"),
        ("end of November", "2026-11-30"),
        ("Ende Februar 2028", "2028-02-29"),
        ("end of the month", "2026-11-30"),
        ("bis Monatsende", "2026-11-30"),
        ("Ende nächsten Monats", "2026-12-31"),
        ("next month", "2026-12-31"),
        ("Jahresende", "2026-12-31"),
        ("year end", "2026-12-31"),
        ("Ende 2027", "2027-12-31"),
        ("end of the quarter", "2026-12-31"),
        ("next quarter", "2027-03-31"),
        ("Q1", "2027-03-31"),
        ("Q4", "2026-12-31"),
        ("Q2 2027", "2027-06-30"),
        ("2. Quartal", "2027-06-30"),
        ("15.3.", "2027-03-15"),
        ("bis 15.3", "2027-03-15"),
        ("15. März", "2027-03-15"),
        ("15. Maerz 2028", "2028-03-15"),
        ("15 March", "2027-03-15"),
        ("March 15", "2027-03-15"),
        ("March 15th, 2028", "2028-03-15"),
        ("15th of March", "2027-03-15"),
        ("Freitag, den 27.11.", "2026-11-27"),
        ("Fri 27 Nov", "2026-11-27"),
        ("24.11.", "2026-11-24"),
        ("23.11.", "2027-11-23"),
        ("23.11.2026", "2026-11-23"),
        ("1.2.26", "2026-02-01"),
        ("29.2.", "2028-02-29"),
        ("2026-12-01", "2026-12-01"),
        ("2020-01-31", "2020-01-31"),
        ("zum 15.", "2026-12-15"),
        ("by the 30th", "2026-11-30"),
        ("bis Juni", "2027-06-30"),
        ("by Friday 5 pm", "2026-11-27"),
        ("bis Freitag um 12 Uhr", "2026-11-27"),
    ],
)
def test_words_that_mean_a_day(words: str, due: str) -> None:
    assert parse_due(words, TODAY) == date.fromisoformat(due)


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "3/15",
        "15/3",
        "3/4/2026",
        "hand",
        "then",
        "auf Weiteres",
        "zu 30 Euro",
        "step",
        "to cost",
        "32.1.",
        "30.2.2026",
        "2026-13-01",
        "2026-02-30",
        "KW 54",
        "KW 0",
        "Q5",
        "2026",
        "15",
        "15 Uhr",
        "24 h",
        "Montags",
        "Freitag-Team",
        "Friday's",
        "March 50 %",
        "Freitag und dann",
        "in 5000 Jahren",
    ],
)
def test_words_that_mean_none(words: str) -> None:
    assert parse_due(words, TODAY) is None


def test_a_week_counts_until_it_is_over() -> None:
    saturday = date(2026, 11, 28)
    assert parse_due("KW 48", saturday) == date(2026, 11, 29)
    assert parse_due("this week", saturday) == date(2026, 11, 29)
    assert parse_due("KW 48", date(2026, 11, 30)) == date(2027, 12, 3)


def test_around_the_turn_of_the_year() -> None:
    december = date(2026, 12, 30)
    assert parse_due("fri", december) == date(2027, 1, 1)
    assert parse_due("KW 1", december) == date(2027, 1, 8)
    assert parse_due("next month", december) == date(2027, 1, 31)
    assert parse_due("next quarter", december) == date(2027, 3, 31)
    assert parse_due("in 2 months", december) == date(2027, 2, 28)
    assert parse_due("KW 53", date(2027, 1, 2)) == date(2027, 1, 3)


def test_the_calendar_has_an_end() -> None:
    last = date.max
    for words in ("fri", "next week", "in 999 years", "Q1", "Ende Juni", "KW 23", "29.2.", "the 15th", "morgen", "EOM"):
        parse_due(words, last)


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.sampled_from(["fri", "Mo", "Sonntag", "wed"]))
def test_a_weekday_is_within_the_next_seven_days(today: date, word: str) -> None:
    due = parse_due(word, today)
    assert due is not None
    assert 1 <= (due - today).days <= 7


@given(
    st.dates(date(2000, 1, 1), date(2090, 12, 31)),
    st.sampled_from(["Ende Juni", "15.3.", "KW 23", "Q1", "March 15", "mid May", "EOW", "EOM", "the 15th", "29.2."]),
)
def test_nothing_without_a_year_lies_in_the_past(today: date, words: str) -> None:
    due = parse_due(words, today)
    assert due is not None
    assert due >= today


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["de", "en"]))
def test_a_formatted_day_reads_back(due: date, language: str) -> None:
    assert parse_due(format_due(due, language), TODAY) == due


@given(st.text(max_size=60), st.dates())
def test_any_words_are_read_without_a_fall(words: str, today: date) -> None:
    parse_due(words, today)
    for start in range(len(words)):
        match_due(words, start, today, short=True)
