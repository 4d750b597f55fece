"""The other side of a story, and the lot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from emptychair.app import commands as c
from emptychair.app.ports import ItemMatch
from emptychair.domain.errors import BadInput, Conflict
from emptychair.domain.ids import ItemId, MeetingId, StoryId
from emptychair.domain.meeting import Candidate, Choice
from tests.core import Core, open_core


@dataclass
class Stage:
    core: Core
    meeting: MeetingId
    item: ItemId
    other: ItemId
    ids: dict[str, StoryId]

    @property
    def choice(self) -> Choice:
        found = self.core.data(self.meeting).item(self.item)
        assert found is not None
        return found.choice

    def act(self, command: c.Command) -> str:
        """The name of the story that is chosen then."""
        self.core.service.execute(command)
        return next(name for name, story_id in self.ids.items() if story_id == self.choice.story_id)

    def how(self) -> list[tuple[str, str]]:
        chosen = self.choice.chosen
        assert chosen is not None
        found = [reason for reason in chosen.reasons if reason.kind in ("drawn", "counter")]
        return [(reason.kind, reason.values[0][1]) for reason in found]

    def change(self, name: str, **more: object) -> None:
        story = self.core.reader.story(self.ids[name])
        assert story is not None
        self.core.service.execute(c.EditStory(replace(story, **more)))  # type: ignore[arg-type]


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    core = open_core(tmp_path / "w.emptychair")
    kinds = {"bad": "complaint", "worse": "lost", "idea": "idea", "good": "praise", "better": "praise", "far": "praise"}
    ids = {
        name: core.add(f"This is the {name} story.", kind=kind, customer=f"customer {name}")
        for name, kind in kinds.items()
    }
    data = core.meeting("Hotline", "Lifts")
    first, second = (item.id for item in data.items)
    near = {"bad": 0.9, "worse": 0.88, "idea": 0.87, "good": 0.7, "better": 0.8, "far": 0.2}
    candidates = tuple(
        Candidate(ids[name], relevance, fits=name != "far", band=relevance > 0.85) for name, relevance in near.items()
    )
    core.service.execute(c.ApplyMatches(data.meeting.id, (ItemMatch(first, "strong", ids["bad"], candidates),)))
    return Stage(core, data.meeting.id, first, second, ids)


def test_the_nearest_of_the_other_side_and_back(stage: Stage) -> None:
    assert stage.act(c.ShowCounter(stage.item)) == "better"
    assert stage.how() == [("counter", "positive")] and stage.choice.rejected == (stage.ids["bad"],)
    assert stage.act(c.ShowCounter(stage.item)) == "bad" and stage.how() == [("counter", "critical")]
    assert stage.act(c.SwapStory(stage.item)) != "bad"
    assert stage.act(c.ChooseStory(stage.item, stage.ids["bad"])) == "bad"
    assert stage.how() == [], "chosen by hand now, not for its side"


def test_undo_brings_the_first_back(stage: Stage) -> None:
    before = stage.choice
    stage.act(c.ShowCounter(stage.item))
    assert stage.act(c.Undo(stage.meeting)) == "bad" and stage.choice == before


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({"text": "Words that nobody has cleared."}, "good"),
        ({"sensitive": True}, "good"),
        ({"kind": ""}, "good"),
        ({"outcome": "lost"}, "good"),
        ({"customer": "customer bad"}, "good"),
    ],
)
def test_what_may_not_stand_there_does_not(stage: Stage, change: dict[str, object], left: str) -> None:
    stage.change("better", **change)
    if "customer" in change:
        stage.core.service.execute(c.ClearStories((stage.ids["better"],), "Petra"))
    assert stage.act(c.ShowCounter(stage.item)) == left


def test_a_customer_speaks_once_in_a_meeting(stage: Stage) -> None:
    stage.core.service.execute(c.ChooseStory(stage.other, stage.ids["better"]))
    assert stage.act(c.ShowCounter(stage.item)) == "good"


def test_rather_none_than_a_wrong_one(stage: Stage) -> None:
    for name in ("good", "better"):
        stage.core.service.execute(c.NeverShow((stage.ids[name],)))
    with pytest.raises(Conflict, match="other side"):
        stage.act(c.ShowCounter(stage.item))
    stage.act(c.ChooseStory(stage.item, stage.ids["idea"]))
    with pytest.raises(Conflict, match="takes no side"):
        stage.act(c.ShowCounter(stage.item))
    stage.core.service.execute(c.ChooseStory(stage.item, None))
    with pytest.raises(Conflict, match="choose one first"):
        stage.core.service.execute(c.ShowCounter(stage.item))


def test_a_lot_gives_each_of_the_band_its_share(stage: Stage) -> None:
    assert [stage.act(c.DrawStory(stage.item, lot)) for lot in (0.0, 0.34, 0.67, 0.999, 0.2)] == [
        "bad",
        "worse",
        "idea",
        "idea",
        "bad",
    ]
    assert stage.how() == [("drawn", "3")]
    drawn = [one for one in stage.choice.candidates if any(reason.kind == "drawn" for reason in one.reasons)]
    assert len(drawn) == 1, "an earlier lot is no reason any more"
    stage.core.service.execute(c.Undo(stage.meeting))
    assert stage.choice.story_id == stage.ids["idea"]


def test_a_lot_needs_two_and_lies_in_its_range(stage: Stage) -> None:
    for lot in (-0.1, 1.0):
        with pytest.raises(BadInput):
            stage.act(c.DrawStory(stage.item, lot))
    stage.core.service.execute(c.NeverShow((stage.ids["worse"],)))
    stage.core.service.execute(c.ChooseStory(stage.other, stage.ids["idea"]))
    with pytest.raises(Conflict, match="nothing to draw"):
        stage.act(c.DrawStory(stage.item, 0.5))


def test_the_service_draws_from_its_entropy(stage: Stage) -> None:
    assert all(0 <= stage.core.service.lot() < 1 for _ in range(50))
    assert len({stage.core.service.lot() for _ in range(50)}) == 50
