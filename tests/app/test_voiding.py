"""A clearance holds for the words that a person has read, and for nothing else: whatever changes them, or takes them
back, voids it at once, and a story that stands on the wall leaves it within the same act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from emptychair.app import commands as c
from emptychair.app.i18n import Words
from emptychair.app.paths import resources
from emptychair.app.ports import Batch
from emptychair.app.stage import stage_frame
from emptychair.domain.errors import BadInput, Conflict
from emptychair.domain.frame import Blank, ChairFrame, StoryFrame
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Clearance, Consent, Provenance, Story
from tests.core import Core

WORDS = Words("en", resources() / "locale")
TEXT = "A customer waited eleven weeks for a chair that never came."


class Wall:
    """A story of an import that stands on the wall."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.do = core.service.execute
        self.do(c.OpenBatch(Batch("b", "a.csv", "csv", 1)))
        self.told = Story(
            StoryId(core.service.new_id()),
            "en",
            "A chair",
            TEXT,
            raw=TEXT,
            customer="somebody",
            provenance=Provenance(source="csv", source_id="7", file_name="a.csv"),
        )
        self.do(c.ImportStories("b", (self.told,)))
        self.id = self.told.id
        self.do(c.ClearStories((self.id,), "Petra Lindner"))
        other = core.add("Another customer said something else.")
        data = core.meeting("One", "Two", stories=(self.id, other))
        self.meeting = data.meeting.id
        self.items = data.items

    def show(self) -> None:
        self.do(c.StartMeeting(self.meeting))
        self.do(c.GoNext(self.meeting))
        assert isinstance(self.picture, StoryFrame)

    @property
    def picture(self) -> Any:
        return stage_frame(self.core.data(self.meeting), self.core.reader, WORDS).content

    @property
    def story(self) -> Story:
        found = self.core.reader.story(self.id)
        assert found is not None
        return found

    @property
    def open_showings(self) -> int:
        return sum(1 for showing in self.core.data(self.meeting).showings if showing.until is None)


def reimport(wall: Wall, **other: Any) -> c.Command:
    return c.ImportStories("b", (replace(wall.told, id=StoryId(wall.core.service.new_id()), **other),))


VOID: dict[str, Callable[[Wall], c.Command]] = {
    "edit of the text": lambda w: c.EditStory(replace(w.story, text="Mrs Miller waited eleven weeks.")),
    "edit of the excerpt": lambda w: c.EditStory(replace(w.story, excerpt="A customer waited […] for a chair")),
    "edit of the headline": lambda w: c.EditStory(replace(w.story, headline="Mrs Miller’s chair")),
    "edit of who": lambda w: c.EditStory(replace(w.story, customer="Mrs Miller")),
    "edit of the language": lambda w: c.EditStory(replace(w.story, language="de")),
    "re-import with other words": lambda w: reimport(w, text=f"{TEXT} Mrs Miller called twice."),
    "re-import with another headline": lambda w: reimport(w, headline="Mrs Miller’s chair"),
    "re-import of a withdrawn consent": lambda w: reimport(w, consent=Consent.DENIED),
    "re-import with another publisher": lambda w: reimport(
        w, provenance=replace(w.told.provenance, publisher="Mrs Miller’s diary")
    ),
    "re-import with another channel": lambda w: reimport(w, channel="call of Mrs Miller"),
    "consent withdrawn": lambda w: c.EditStory(replace(w.story, consent=Consent.DENIED)),
    "clearance withdrawn": lambda w: c.WithdrawStories((w.id,)),
    "never": lambda w: c.NeverShow((w.id,)),
    "deleted": lambda w: c.DeleteStories((w.id,)),
    "import taken back": lambda _: c.DropBatch("b"),
    "erased": lambda w: c.EraseStories((w.id,), "Petra Lindner", confirm=True),
}


@pytest.fixture
def wall(core: Core) -> Wall:
    return Wall(core)


@pytest.mark.parametrize("why", VOID)
def test_off_the_wall_within_the_act(wall: Wall, why: str) -> None:
    wall.show()
    assert wall.open_showings == 1
    wall.do(VOID[why](wall))
    assert isinstance(wall.picture, ChairFrame)
    assert wall.open_showings == 0
    story = wall.core.reader.story(wall.id)
    assert story is None or not story.on_wall_allowed
    assert wall.core.reader.cleared_story(wall.id) is None


@pytest.mark.parametrize("why", VOID)
def test_out_of_a_prepared_meeting(wall: Wall, why: str) -> None:
    wall.do(VOID[why](wall))
    wall.do(c.StartMeeting(wall.meeting))
    wall.do(c.GoNext(wall.meeting))
    assert isinstance(wall.picture, ChairFrame) and wall.open_showings == 0


@pytest.mark.parametrize("why", VOID)
def test_a_frozen_wall_holds_no_words_that_nobody_may_see(wall: Wall, why: str) -> None:
    """The facilitator holds the story and goes on behind it; then its clearance is void."""
    wall.show()
    wall.do(c.SetFrozen(wall.meeting, True))
    wall.do(c.GoNext(wall.meeting))
    wall.do(VOID[why](wall))
    state = wall.core.data(wall.meeting).wall
    assert (state.frozen, state.blank) == (False, Blank.HIDDEN), "neither its words nor those of the next item"
    assert wall.open_showings == 0


def test_a_frozen_wall_keeps_what_may_stand(wall: Wall) -> None:
    wall.show()
    wall.do(c.SetFrozen(wall.meeting, True))
    wall.do(c.GoNext(wall.meeting))
    wall.do(c.EditStory(replace(wall.story, tags=("chairs",))))
    state = wall.core.data(wall.meeting).wall
    assert (state.frozen, state.blank) == (True, Blank.NONE) and wall.open_showings == 1


@pytest.mark.parametrize("why", [why for why in VOID if why not in ("erased",) and not why.startswith("re-import")])
def test_undo_and_redo_follow_on_the_wall(wall: Wall, why: str) -> None:
    wall.show()
    wall.do(VOID[why](wall))
    wall.do(c.Undo("library"))
    assert isinstance(wall.picture, StoryFrame) and wall.picture.words == TEXT and wall.open_showings == 1
    wall.do(c.Redo("library"))
    assert isinstance(wall.picture, ChairFrame) and wall.open_showings == 0


def test_undo_of_a_clearance_takes_the_story_off_the_wall(core: Core) -> None:
    wall = Wall(core)
    story = core.add("A third customer.", clear=False)
    core.service.execute(c.ChooseStory(wall.items[0].id, story))
    core.service.execute(c.StartMeeting(wall.meeting))
    core.service.execute(c.GoNext(wall.meeting))
    assert isinstance(wall.picture, ChairFrame)
    core.service.execute(c.ClearStories((story,), "Petra Lindner"))
    assert isinstance(wall.picture, StoryFrame) and wall.open_showings == 1
    core.service.execute(c.Undo("library"))
    assert isinstance(wall.picture, ChairFrame) and wall.open_showings == 0


def test_the_same_words_again_change_nothing(wall: Wall) -> None:
    wall.show()
    wall.do(reimport(wall))
    assert isinstance(wall.picture, StoryFrame) and wall.story.clearance is Clearance.CLEARED


def test_a_consent_that_comes_back_brings_no_clearance(wall: Wall) -> None:
    wall.do(c.EditStory(replace(wall.story, consent=Consent.DENIED)))
    wall.do(c.EditStory(replace(wall.story, consent=Consent.GRANTED)))
    assert wall.story.clearance is Clearance.WAITING


def test_who_said_no_is_not_cleared(wall: Wall) -> None:
    wall.do(c.EditStory(replace(wall.story, consent=Consent.DENIED)))
    with pytest.raises(Conflict):
        wall.do(c.ClearStories((wall.id,), "Petra Lindner"))
    with pytest.raises(Conflict):
        wall.do(c.ClearEdited(wall.story, "Petra Lindner"))
    other = wall.core.add("Another one.", clear=False)
    wall.do(c.ClearStories((wall.id, other), "Petra Lindner"))
    assert wall.story.clearance is Clearance.WAITING and wall.core.reader.cleared_story(other) is not None


def test_a_bulk_clearance_counts_what_it_puts_on_the_wall(core: Core) -> None:
    wall = Wall(core)
    wall.do(c.WithdrawStories((wall.id,)))
    wall.do(c.StartMeeting(wall.meeting))
    wall.do(c.GoNext(wall.meeting))
    began = core.clock.now_ms()
    wall.do(c.VouchFor("b", (wall.id,), "Jana", began))
    assert isinstance(wall.picture, StoryFrame) and wall.open_showings == 1 and wall.story.cleared_by == "Jana"
    wall.do(c.Undo("library"))
    assert isinstance(wall.picture, ChairFrame) and wall.open_showings == 0


# ---------------------------------------------------------------------------------------- cleared with its excerpt
def test_cleared_with_its_excerpt_in_one_act(core: Core) -> None:
    story_id = core.add(TEXT, clear=False)
    before = core.reader.story(story_id)
    assert before is not None
    core.service.execute(c.ClearEdited(replace(before, excerpt="A customer waited […]"), "Petra Lindner"))
    cleared = core.reader.cleared_story(story_id)
    assert cleared is not None and (cleared.words, cleared.cleared_by) == ("A customer waited […]", "Petra Lindner")
    core.service.execute(c.Undo("library"))
    assert core.reader.story(story_id) == before, "excerpt and clearance go together"
    core.service.execute(c.Redo("library"))
    assert core.reader.cleared_story(story_id) == cleared


def test_only_the_words_that_were_read_are_cleared(core: Core) -> None:
    story_id = core.add(TEXT, clear=False)
    read = core.reader.story(story_id)
    assert read is not None
    core.service.execute(c.EditStory(replace(read, tags=("chairs",))))
    core.service.execute(c.ClearEdited(read, "Petra Lindner"))
    now = core.reader.story(story_id)
    assert now is not None and now.on_wall_allowed and now.tags == ("chairs",), "what others changed beside stays"
    core.service.execute(c.EditStory(replace(now, text=f"{TEXT} Mrs Miller called.")))
    with pytest.raises(Conflict):
        core.service.execute(c.ClearEdited(now, "Petra Lindner"))
    assert core.reader.cleared_story(story_id) is None
    with pytest.raises(BadInput):
        core.service.execute(c.ClearEdited(read, " "))
