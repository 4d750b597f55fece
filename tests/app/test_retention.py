"""Stories older than a period are proposed for erasure, never erased by themselves."""

from __future__ import annotations

from datetime import date

import pytest

from emptychair.app import commands as c
from emptychair.app.erasure import Retention, Since, cutoff, retention_of
from emptychair.app.i18n import Words
from emptychair.app.paths import resources
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Provenance, Story, age_days
from tests.core import Core

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "text", ["", None, "24", "x happened", "-1 happened", "24 yesterday", "24 happened more", "٣ happened x"]
)
def test_off_by_default_and_for_anything_odd(text: str | None) -> None:
    assert retention_of(text) == Retention() and cutoff(retention_of(text), TODAY) == ""


@pytest.mark.parametrize(
    ("months", "day"),
    [(1, "2026-10-23"), (12, "2025-11-23"), (24, "2024-11-23"), (11, "2025-12-23"), (1200, "1926-11-23")],
)
def test_the_day(months: int, day: str) -> None:
    kept = Retention(months, Since.HEARD)
    assert cutoff(kept, TODAY) == day and retention_of(kept.text) == kept


def test_the_end_of_a_month() -> None:
    assert cutoff(Retention(1), date(2026, 3, 31)) == "2026-02-28"


def add(core: Core, happened: str = "", heard: str = "") -> StoryId:
    story = Story(
        StoryId(""), "en", "H", f"A story of {happened} {heard}", happened_on=happened,
        provenance=Provenance(heard_on=heard),
    )  # fmt: skip
    return StoryId(core.service.execute(c.AddStory(story)).entity)


def test_what_is_older(core: Core) -> None:
    old = [add(core, "2020-03-01"), add(core, "2020-05"), add(core, "2023")]
    new = [add(core, "2026-10-01"), add(core, "2024"), add(core, "2024-11"), add(core), add(core, "31.12.2020")]
    assert core.reader.older_than("2024-11-23", Since.HAPPENED) == old, "a year counts as its last day"
    assert core.reader.older_than("2999-01-01", Since.CREATED) == [*old, *new]
    assert core.reader.older_than("", Since.HAPPENED) == []
    heard = add(core, "2026-01-01", "2019-01-01")
    assert core.reader.older_than("2020-01-01", Since.HEARD) == [heard]
    assert core.reader.older_than("2020-01-01", Since.HAPPENED) == []
    core.service.execute(c.DeleteStories((old[0],)))
    assert old[0] not in core.reader.older_than("2024-11-23", Since.HAPPENED)


@pytest.mark.parametrize(
    ("written", "english", "days"),
    [
        ("2024", "2024", True),
        ("2024-05", "May 2024", True),
        ("2024-05-17", "17 May 2024", True),
        ("2024-13", "2024-13", False),
        ("2024-00", "2024-00", False),
        ("0000", "0000", False),
        ("31.12.2024", "31.12.2024", False),
        ("2024-02-31", "2024-02-31", False),
        ("last spring", "last spring", False),
    ],
)
def test_partial_dates_read_sanely(written: str, english: str, days: bool) -> None:
    assert Words("en", resources() / "locale").partial_date(written).replace("\u00a0", " ") == english
    assert (age_days(written, TODAY) is not None) is days
