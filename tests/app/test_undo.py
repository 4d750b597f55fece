"""Every act can be taken back, and done again, to the row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from emptychair.app import commands as c
from emptychair.app.handlers import handlers
from emptychair.app.ports import Batch, ItemMatch
from emptychair.domain.decision import Counted, Door
from emptychair.domain.errors import Conflict
from emptychair.domain.frame import Blank
from emptychair.domain.ids import MeetingId, StoryId
from emptychair.domain.meeting import Candidate, View
from emptychair.domain.story import Provenance, Story
from tests.core import Core, open_core

LIBRARY = "library"


class Stage:
    """A meeting that runs, with everything in it that an act could touch."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.one = core.add("The parcel came over the fence and the screen was broken.")
        self.two = core.add("Nobody answered the phone for eleven minutes.")
        self.waiting = core.add("She paid twice for one and the same ticket.", clear=False)
        core.service.execute(c.EditStory(replace(self.story(), tags=("parcels", "fence"))))
        core.service.execute(c.ClearStories((self.one,), "Petra Lindner"))
        data = core.meeting("Parcels", "Hotline", "Tickets", stories=(self.one, self.two))
        self.meeting = data.meeting.id
        self.a, self.b, self.third = (item.id for item in data.items)
        candidates = (Candidate(self.one, 1.0), Candidate(self.two, 0.9))
        core.service.execute(
            c.ApplyMatches(self.meeting, tuple(ItemMatch(i, "strong", self.one, candidates) for i in (self.a, self.b)))
        )
        core.service.execute(c.StartMeeting(self.meeting))
        core.service.execute(c.GoNext(self.meeting))
        core.service.execute(c.RecordDecision(self.a, "New carrier", counted=Counted.CHANGED))
        self.decision = core.data(self.meeting).decisions[0].id
        core.service.execute(c.SetNote(self.b, "ask Ahmet"))
        core.service.execute(c.GoNext(self.meeting))
        core.service.execute(c.OpenBatch(Batch("batch-1", "a.csv", "csv", 1)))

    def story(self) -> Story:
        found = self.core.reader.story(self.one)
        assert found is not None
        return found

    def waiting_story(self) -> Story:
        found = self.core.reader.story(self.waiting)
        assert found is not None
        return found


Act = Callable[[Stage], tuple[c.Command, str]]
ACTS: dict[type[c.Command], Act] = {
    c.AddStory: lambda _: (c.AddStory(Story(StoryId(""), "en", "New", "A new story was heard today.")), LIBRARY),
    c.EditStory: lambda s: (c.EditStory(replace(s.story(), text="Other words.")), LIBRARY),
    c.ClearStories: lambda s: (c.ClearStories((s.waiting,), "Jana"), LIBRARY),
    c.ClearEdited: lambda s: (c.ClearEdited(replace(s.waiting_story(), excerpt="She paid twice."), "Jana"), LIBRARY),
    c.WithdrawStories: lambda s: (c.WithdrawStories((s.one, s.two)), LIBRARY),
    c.NeverShow: lambda s: (c.NeverShow((s.one,)), LIBRARY),
    c.DeleteStories: lambda s: (c.DeleteStories((s.one, s.two)), LIBRARY),
    c.MergeTags: lambda _: (c.MergeTags(("parcels",), "deliveries"), LIBRARY),
    c.DropBatch: lambda _: (c.DropBatch("batch-1"), LIBRARY),
    c.CreateMeeting: lambda _: (c.CreateMeeting("Another", "de", ()), LIBRARY),
    c.EditMeeting: lambda s: (c.EditMeeting(s.meeting, "Renamed", "Room 2", "de", None), s.meeting),
    c.AddItem: lambda s: (c.AddItem(s.meeting, c.NewItem("Fourth", 5), s.a), s.meeting),
    c.EditItem: lambda s: (c.EditItem(s.a, "Parcels and letters", 25, "Jana"), s.meeting),
    c.RemoveItem: lambda s: (c.RemoveItem(s.third), s.meeting),
    c.MoveItem: lambda s: (c.MoveItem(s.third, 1), s.meeting),
    c.SplitItem: lambda s: (c.SplitItem(s.b, ("Hotline in the morning", "Hotline at night")), s.meeting),
    c.SetNote: lambda s: (c.SetNote(s.a, "a note"), s.meeting),
    c.ApplyMatches: lambda s: (c.ApplyMatches(s.meeting, (ItemMatch(s.third, "none", None, ()),)), s.meeting),
    c.ChooseStory: lambda s: (c.ChooseStory(s.b, None), s.meeting),
    c.SwapStory: lambda s: (c.SwapStory(s.b), s.meeting),
    c.PinStory: lambda s: (c.PinStory(s.b, True), s.meeting),
    c.GoNext: lambda s: (c.GoNext(s.meeting), s.meeting),
    c.GoBack: lambda s: (c.GoBack(s.meeting), s.meeting),
    c.GoTo: lambda s: (c.GoTo(s.third), s.meeting),
    c.SetView: lambda s: (c.SetView(s.meeting, View.DECISION), s.meeting),
    c.LateItem: lambda s: (c.LateItem(s.meeting, "Fire drill"), s.meeting),
    c.DeferItem: lambda s: (c.DeferItem(s.b), s.meeting),
    c.ParkItem: lambda s: (c.ParkItem(s.b), s.meeting),
    c.SetUndecided: lambda s: (c.SetUndecided(s.b, True), s.meeting),
    c.RecordDecision: lambda s: (
        c.RecordDecision(
            s.b, "Two more people", "waiting hurts", "Jana", date(2027, 1, 8), Counted.CONFIRMED, Door.TWO_WAY
        ),
        s.meeting,
    ),
    c.EditDecision: lambda s: (
        c.EditDecision(s.decision, "Old carrier", "", "", None, Counted.NOT_REFERENCED, Door.ONE_WAY, None),
        s.meeting,
    ),
    c.DeleteDecision: lambda s: (c.DeleteDecision(s.decision), s.meeting),
    c.EndMeeting: lambda s: (c.EndMeeting(s.meeting), s.meeting),
}
# Each with the reason why it is no act that undo takes back.
NOT_ACTS = {
    c.VouchFor: "part of a clearance in bulk, undone as WithdrawVouched, tested beside it",
    c.WithdrawVouched: "the inverse of all parts together, tested beside it",
    c.OpenBatch: "taken back as DropBatch, tested below",
    c.ImportStories: "part of a batch",
    c.StorePrepared: "part of a batch",
    c.GoOnMarking: "part of taking a batch back",
    c.CloseBatch: "figures of a batch",
    c.DeleteMeeting: "needs a meeting that does not run, tested below",
    c.StartMeeting: "done in the stage itself, tested below",
    c.ReopenMeeting: "needs a meeting that has ended, tested below",
    c.ShowCounter: "needs stories of two sides, undone in test_picking",
    c.DrawStory: "needs stories of one band, undone in test_picking",
    c.SetBlank: "what was blanked comes back only by its own key",
    c.SetFrozen: "the same",
    c.SaveDraft: "typing, not an act",
    c.PutSetting: "no act of a meeting",
    c.EraseStories: "for good; tested in test_erasure",
    c.RestoreRows: "is undo itself",
}


def test_every_act_is_listed() -> None:
    assert set(ACTS) | set(NOT_ACTS) == set(handlers())


@pytest.mark.parametrize("kind", ACTS, ids=lambda kind: kind.__name__)
def test_undo_and_redo_of(core: Core, kind: type[c.Command]) -> None:
    stage = Stage(core)
    command, scope = ACTS[kind](stage)
    before = core.facts()
    core.service.execute(command)
    after = core.facts()
    assert after != before, "the act changed nothing, so undoing it would prove nothing"
    core.service.execute(c.Undo(scope))
    undone = core.facts()
    if kind is c.CreateMeeting:  # a tombstone keeps the row; what people see is what counts
        assert [row.meeting.title for row in core.reader.meetings()] == ["Weekly"]
    else:
        assert undone == before
    core.service.execute(c.Redo(scope))
    if kind not in (c.CreateMeeting, c.DropBatch):  # these write the time of the redo
        assert core.facts() == after


@pytest.mark.parametrize("kind", ACTS, ids=lambda kind: kind.__name__)
def test_the_index_follows(core: Core, kind: type[c.Command]) -> None:
    stage = Stage(core)
    command, scope = ACTS[kind](stage)
    core.service.execute(command)
    core.service.execute(c.Undo(scope))
    # Raises if the full-text index and the stories disagree.
    check = "INSERT INTO story_fts(story_fts, rank) VALUES ('integrity-check', 1)"
    core.service.run(lambda unit: unit._connection.execute(check)).result()  # type: ignore[attr-defined]


def test_many_acts_back_to_the_beginning(core: Core) -> None:
    stage = Stage(core)
    before = core.facts()
    for kind in (c.AddItem, c.EditItem, c.MoveItem, c.SplitItem, c.RecordDecision, c.ParkItem, c.EndMeeting):
        core.service.execute(ACTS[kind](stage)[0])
    for _ in range(7):
        core.service.execute(c.Undo(stage.meeting))
    assert core.facts() == before
    for _ in range(7):
        core.service.execute(c.Redo(stage.meeting))
    assert core.data(stage.meeting).meeting.state == "ended"
    with pytest.raises(Conflict):
        core.service.execute(c.Redo(stage.meeting))


def test_a_new_act_forgets_what_could_be_redone(core: Core) -> None:
    stage = Stage(core)
    core.service.execute(c.ParkItem(stage.third))
    core.service.execute(c.Undo(stage.meeting))
    core.service.execute(c.SetNote(stage.a, "new"))
    with pytest.raises(Conflict):
        core.service.execute(c.Redo(stage.meeting))


def test_undo_never_lights_a_black_wall(core: Core) -> None:
    stage = Stage(core)
    core.service.execute(c.GoNext(stage.meeting))
    core.service.execute(c.SetBlank(stage.meeting, Blank.BLACK))
    core.service.execute(c.Undo(stage.meeting))
    assert core.data(stage.meeting).wall.blank is Blank.BLACK


def test_undo_after_a_restart(core: Core) -> None:
    stage = Stage(core)
    core.service.execute(c.DeleteDecision(stage.decision))
    again = open_core(core.workspace.path)
    again.clock.now = core.clock.now
    again.service.execute(c.Undo(stage.meeting))
    assert [decision.text for decision in again.data(stage.meeting).decisions] == ["New carrier"]
    again.workspace.close()


def test_keystrokes_of_a_note_are_one_act(core: Core) -> None:
    stage = Stage(core)
    for text in ("a", "ab", "abc"):
        core.service.execute(c.SetNote(stage.third, text))
    core.service.execute(c.Undo(stage.meeting))
    item = core.data(stage.meeting).item(stage.third)
    assert item is not None and item.note == ""


def test_starting_deleting_and_reopening_a_meeting(core: Core) -> None:
    meeting = core.meeting("One").meeting.id
    core.service.execute(c.DeleteMeeting(meeting))
    assert core.reader.meetings() == []
    core.service.execute(c.Undo(LIBRARY))
    assert len(core.reader.meetings()) == 1
    core.service.execute(c.StartMeeting(meeting))
    core.service.execute(c.Undo(meeting))
    assert core.data(meeting).meeting.state == "preparing"
    core.service.execute(c.Redo(meeting))
    core.service.execute(c.EndMeeting(meeting))
    core.service.execute(c.ReopenMeeting(meeting))
    assert core.data(meeting).meeting.state == "live"
    core.service.execute(c.Undo(meeting))
    assert core.data(meeting).meeting.state == "ended"


def test_a_whole_import_is_one_act(core: Core) -> None:
    kept = core.add("This one was here before and stays.")
    core.service.execute(c.OpenBatch(Batch("b", "x.csv", "csv", 1)))
    for part in range(3):
        stories = tuple(
            Story(
                StoryId(core.service.new_id()),
                "en",
                f"Story {part}-{n}",
                f"The customer called {part} times {n}.",
                provenance=Provenance(source="csv", source_id=f"{part}-{n}"),
            )
            for n in range(5)
        )
        core.service.execute(c.ImportStories("b", stories))
    assert core.reader.counts().stories == 16
    core.service.execute(c.Undo(LIBRARY))
    assert core.reader.counts().stories == 1 and core.reader.story(kept) is not None
    core.service.execute(c.Redo(LIBRARY))
    assert core.reader.counts().stories == 16


def test_the_log_only_grows(core: Core) -> None:
    stage = Stage(core)
    core.service.execute(c.DeleteDecision(stage.decision))
    core.service.execute(c.Undo(MeetingId(stage.meeting)))
    kinds = core.service.run(
        lambda unit: [row[0] for row in unit._connection.execute("SELECT kind FROM event ORDER BY id")]  # type: ignore[attr-defined]
    ).result()
    assert kinds[-2:] == ["DeleteDecision", "Undo"] and "RecordDecision" in kinds
