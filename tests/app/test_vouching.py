"""An import cleared in bulk: by name, in parts, undone as one act."""

from __future__ import annotations

from dataclasses import replace

import pytest

from emptychair.app import commands as c
from emptychair.app.ports import Batch, StoryFilter
from emptychair.domain.errors import BadInput, Conflict
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Clearance, Consent, Story
from tests.core import Core

LONG = "The parcel was left at the wrong door again, and nobody at the depot would say which one. " * 8


def batch(core: Core, *texts: str, name: str = "batch-1") -> list[StoryId]:
    core.service.execute(c.OpenBatch(Batch(name, "mail.csv", "csv", core.clock.now_ms())))
    stories = tuple(Story(StoryId(core.service.new_id()), "en", f"Headline {n}", text) for n, text in enumerate(texts))
    core.service.execute(c.ImportStories(name, stories))
    return core.reader.waiting_of(name)


def vouch(core: Core, ids: list[StoryId], began: int, by: str = "Ada Byron", name: str = "batch-1") -> None:
    core.service.execute(c.VouchFor(name, tuple(ids), by, began))


def states(core: Core, ids: list[StoryId]) -> list[tuple[str, str]]:
    found = [core.reader.story(story_id) for story_id in ids]
    return [(story.clearance.value, story.cleared_by) for story in found if story is not None]


def test_parts_are_one_act(core: Core) -> None:
    ids = batch(core, *(f"She waited {n} weeks for an answer." for n in range(6)))
    began = core.clock.now_ms()
    for start in range(0, 6, 2):
        vouch(core, ids[start : start + 2], began)
    assert states(core, ids) == [("cleared", "Ada Byron")] * 6
    assert core.reader.counts().cleared == 6
    core.service.execute(c.Undo("library"))
    assert states(core, ids) == [("waiting", "")] * 6
    core.service.execute(c.Redo("library"))
    assert states(core, ids) == [("cleared", "Ada Byron")] * 6


def test_what_a_person_decided_before_stays(core: Core) -> None:
    ids = batch(core, *(f"She waited {n} weeks for an answer." for n in range(4)))
    core.service.execute(c.ClearStories((ids[0],), "Ada Byron"))
    core.service.execute(c.NeverShow((ids[1],)))
    denied = core.reader.story(ids[2])
    assert denied is not None
    core.service.execute(c.EditStory(replace(denied, consent=Consent.DENIED)))
    vouch(core, ids, core.clock.now_ms())
    assert [state for state, _ in states(core, ids)] == ["cleared", "never", "waiting", "cleared"]
    core.service.execute(c.Undo("library"))
    assert [state for state, _ in states(core, ids)] == ["cleared", "never", "waiting", "waiting"]


def test_only_stories_of_that_import(core: Core) -> None:
    batch(core, "She waited three weeks for an answer.")
    other = batch(core, "He phoned twice and nobody had read it.", name="batch-2")
    vouch(core, other, core.clock.now_ms())
    assert states(core, other) == [("waiting", "")]


def test_a_name_is_needed(core: Core) -> None:
    ids = batch(core, "She waited three weeks for an answer.")
    with pytest.raises(BadInput):
        vouch(core, ids, 1, by="  ")


def test_a_long_text_gets_an_excerpt(core: Core) -> None:
    (story_id,) = batch(core, LONG)
    vouch(core, [story_id], core.clock.now_ms())
    story = core.reader.story(story_id)
    assert story is not None
    assert story.clearance is Clearance.CLEARED
    assert 0 < len(story.excerpt) <= 420
    assert story.on_wall_allowed


def test_the_list_of_imports(core: Core) -> None:
    ids = batch(core, "She waited three weeks for an answer.", "He phoned twice and nobody had read it.")
    batch(core, "A wheel came off on the first day.", name="batch-2")
    vouch(core, ids[:1], core.clock.now_ms())
    assert [(row.batch.id, row.stories, row.waiting) for row in core.reader.batches()] == [
        ("batch-2", 1, 1),
        ("batch-1", 2, 1),
    ]
    assert len(core.reader.story_ids(StoryFilter(batch_id="batch-1"))) == 2
    core.service.execute(c.DropBatch("batch-1"))
    assert [(row.stories, row.waiting) for row in core.reader.batches()] == [(1, 1), (0, 0)]


def test_twins_are_counted_with_their_weight(core: Core) -> None:
    first, second, third = batch(core, *(f"The {word} lift stood still for a week." for word in ("old", "new", "red")))
    for story_id, weight in ((second, 1), (third, 9)):
        story = core.reader.story(story_id)
        assert story is not None
        core.service.execute(c.EditStory(replace(story, weight=weight, twin_of=first)))
    other = core.add()
    assert [core.reader.say_the_same(story_id) for story_id in (first, second, third, other)] == [11, 11, 11, 1]
    for story_id in (first, third):
        assert len(core.reader.story_ids(StoryFilter(twins_of=story_id))) == 3
    assert len(core.reader.story_ids(StoryFilter(twins_of=other))) == 1


def test_nothing_to_undo_before_the_first_part(core: Core) -> None:
    with pytest.raises(Conflict):
        core.service.execute(c.Undo("library"))
