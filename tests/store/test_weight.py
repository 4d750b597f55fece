"""How many say so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from emptychair.app import commands as c
from emptychair.domain.ids import StoryId
from emptychair.store import weight
from emptychair.store.searched import SearchedLibrary
from tests.core import Core, open_core
from tests.store.encoding import WordEncoder

TODAY = date(2026, 11, 24)
TEXT = "The lift at the platform was broken again and nobody came, said"


@pytest.fixture
def core(tmp_path: Path) -> Core:
    core = open_core(tmp_path / "w.emptychair")
    for number in range(12):
        core.add(f"Invoice {number} was sent twice to a wrong street {number} in autumn.", happened_on="2026-11-01")
    return core


def tell(core: Core, who: str, happened: str, kind: str = "complaint", segment: str = "") -> StoryId:
    return core.add(f"{TEXT} {who}.", happened_on=happened, kind=kind, segment=segment, customer=who, headline="Lift")


def told(core: Core, story: StoryId) -> dict[str, str]:
    searched = SearchedLibrary(core.workspace.path, WordEncoder())  # type: ignore[arg-type]
    try:
        searched.library(proposed=True)
        sql = "SELECT row FROM story WHERE id = ?"
        found = weight.weigh(searched, searched.connection.execute(sql, (story,)).fetchone()[0], TODAY)
        assert found is not None and found.kind == "weight"
        return dict(found.values)
    finally:
        searched.close()


def test_neighbours_of_ninety_days_by_side_and_segment(core: Core) -> None:
    mine = tell(core, "Anna", "2026-11-01", segment="B2C")
    tell(core, "Ben", "2026-10-01", segment="B2B")
    tell(core, "Cleo", "2026-09-15", "praise", segment="B2B")
    tell(core, "Dora", "2026-09-14", "idea")
    tell(core, "Emil", "2026-08-01")
    assert told(core, mine) == {
        "count": "4",
        "inside": "1",
        "days": "90",
        "segments": "2",
        "critical": "2",
        "positive": "1",
    }


def test_an_old_story_is_not_one_of_the_young(core: Core) -> None:
    mine = tell(core, "Anna", "2012-05")
    tell(core, "Ben", "2026-10-01")
    assert told(core, mine) == {"count": "1", "days": "90", "critical": "1"}


def test_without_young_ones_all_times_count(core: Core) -> None:
    mine = tell(core, "Anna", "2026-11-01")
    assert told(core, mine) == {"count": "1", "inside": "1", "critical": "1"}
    tell(core, "Ben", "2012")
    tell(core, "Cleo", "")
    assert told(core, mine) == {"count": "3", "inside": "1", "critical": "3"}


def test_what_several_customers_said_counts_as_often(core: Core) -> None:
    mine = tell(core, "Anna", "2012")
    twin = tell(core, "Ben", "2012")
    gone = tell(core, "Cleo", "2012")
    core.service.execute(c.NeverShow((gone,)))
    sql = "UPDATE story SET weight = 5, twin_of = ? WHERE id = ?"
    core.service.run(lambda unit: unit._connection.execute(sql, (mine, twin))).result()  # type: ignore[attr-defined]
    assert told(core, mine)["count"] == told(core, twin)["count"] == "6"


def test_more_than_can_be_counted_is_said_to_be_more(core: Core) -> None:
    for number in range(weight.MOST + 3):
        last = core.add("The lift was broken and nobody came to the platform.", clear=False, customer=f"c{number}")
    assert told(core, last)["more"] == "1"
