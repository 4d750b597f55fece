"""Tags renamed and merged, in every story at once, and taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from emptychair.app import commands as c
from emptychair.app.ports import StoryFilter
from emptychair.domain.errors import BadInput
from emptychair.domain.ids import StoryId
from tests.core import Core


def tagged(core: Core, *tags: str) -> StoryId:
    story = core.reader.story(core.add(f"A customer told us about {', '.join(tags)} at some length."))
    assert story is not None
    core.service.execute(c.EditStory(replace(story, tags=tags)))
    return story.id


def tags_of(core: Core, story_id: StoryId) -> tuple[str, ...]:
    story = core.reader.story(story_id)
    assert story is not None
    return story.tags


def test_several_tags_become_one_where_any_of_them_stands(core: Core) -> None:
    first = tagged(core, "delivery", "late")
    second = tagged(core, "Lieferung", "delivery", "price")
    third = tagged(core, "price")
    before = core.facts()["story"]
    core.service.execute(c.MergeTags(("delivery", "Lieferung"), "  deliveries "))
    assert tags_of(core, first) == ("deliveries", "late")
    assert tags_of(core, second) == ("deliveries", "price")
    assert tags_of(core, third) == ("price",)
    assert core.reader.tags() == [("deliveries", 2), ("price", 2), ("late", 1)]
    core.service.execute(c.Undo("library"))
    assert core.facts()["story"] == before
    core.service.execute(c.Redo("library"))
    assert tags_of(core, second) == ("deliveries", "price")


def test_into_one_that_stands_there_already(core: Core) -> None:
    story = tagged(core, "a", "b", "c")
    core.service.execute(c.MergeTags(("a", "c"), "b"))
    assert tags_of(core, story) == ("b",)


def test_taken_away(core: Core) -> None:
    story = tagged(core, "a", "b")
    core.service.execute(c.MergeTags(("a",), ""))
    assert tags_of(core, story) == ("b",)


def test_a_clearance_does_not_hang_on_tags(core: Core) -> None:
    story_id = tagged(core, "a")
    core.service.execute(c.ClearStories((story_id,), "Petra Lindner"))
    core.service.execute(c.MergeTags(("a",), "b"))
    story = core.reader.story(story_id)
    assert story is not None and story.on_wall_allowed


def test_the_search_finds_it_by_its_new_tag(core: Core) -> None:
    tagged(core, "gearbox")
    core.service.execute(c.MergeTags(("gearbox",), "transmission"))
    assert len(core.reader.story_ids(StoryFilter(search="transmission"))) == 1
    assert len(core.reader.story_ids(StoryFilter(tag="transmission"))) == 1
    assert not core.reader.story_ids(StoryFilter(tag="gearbox"))


def test_the_same_name_is_no_merge(core: Core) -> None:
    tagged(core, "a")
    with pytest.raises(BadInput):
        core.service.execute(c.MergeTags(("a",), " a "))


def test_a_tag_is_one_tag(core: Core) -> None:
    story = tagged(core, "a")
    core.service.execute(c.MergeTags(("a",), "one, two; three"))
    assert tags_of(core, story) == ("one two three",)
