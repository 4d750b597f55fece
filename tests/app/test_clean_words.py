"""Whatever a person types or pastes: nothing invisible reaches the wall, the index or the disk."""

from __future__ import annotations

from dataclasses import replace

from emptychair.app import commands as c
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Story
from tests.core import Core

WILD = "EUR \u202e0001 for Mül\u200bler\x00\ud800"
CLEAN = "EUR 0001 for Müller\ufffd"


def test_decisions_titles_notes_and_owners(core: Core) -> None:
    made = core.service.execute(c.CreateMeeting(f" {WILD}\n", "en", (c.NewItem(WILD, owner=WILD),), place=WILD))
    core.service.execute(c.StartMeeting(made.entity))  # type: ignore[arg-type]
    core.service.execute(c.LateItem(made.entity, WILD, owner=WILD))  # type: ignore[arg-type]
    item = core.data(made.entity).items[0]
    core.service.execute(c.SetNote(item.id, WILD))
    core.service.execute(c.RecordDecision(item.id, WILD, because=WILD, owner=WILD, line=WILD))
    data = core.data(made.entity)
    assert (data.meeting.title, data.meeting.place) == (CLEAN, CLEAN)
    assert [(item.title, item.owner) for item in data.items] == [(CLEAN, CLEAN)] * 2
    assert data.items[0].note == CLEAN or data.items[1].note == CLEAN
    decision = data.decisions[0]
    assert (decision.text, decision.because, decision.owner, decision.line) == (CLEAN,) * 4
    core.service.execute(
        c.EditDecision(decision.id, WILD + "!", WILD, WILD, None, decision.counted, decision.door, decision.basis)
    )
    core.service.execute(c.EditItem(item.id, WILD, None, WILD))
    core.service.execute(c.SplitItem(item.id, (WILD, "\u200b", "b")))
    assert core.data(made.entity).decisions[0].text == CLEAN + "!"
    assert sorted(found.title for found in core.data(made.entity).items) == sorted([CLEAN, CLEAN, "b"])


def test_stories_typed_and_edited(core: Core) -> None:
    given = Story(id=StoryId(""), language="en", headline=WILD, text=WILD, excerpt=WILD, customer=WILD)
    story_id = StoryId(core.service.execute(c.AddStory(given)).entity)
    story = core.reader.story(story_id)
    assert story is not None
    assert (story.headline, story.text, story.excerpt, story.customer) == (CLEAN,) * 4
    core.service.execute(c.ClearStories((story_id,), "Petra\u202e Lindner"))
    before = core.reader.story(story_id)
    assert before is not None and before.cleared_by == "Petra Lindner"
    core.service.execute(c.EditStory(replace(before, text=WILD)))
    after = core.reader.story(story_id)
    assert after is not None and after.on_wall_allowed, "the same words once more void nothing"
