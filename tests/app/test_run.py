"""A meeting that runs: what stands on the wall, what is sealed, what the clock says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from emptychair.app import commands as c
from emptychair.app.i18n import Words
from emptychair.app.paths import resources
from emptychair.app.stage import stage_frame
from emptychair.app.summary import summarise
from emptychair.domain.decision import Counted
from emptychair.domain.errors import Conflict, UserError
from emptychair.domain.frame import Blank, ChairFrame, ClosingFrame, StoryFrame, WelcomeFrame
from emptychair.domain.meeting import View
from tests.core import Core

WORDS = Words("en", resources() / "locale")


def content(core: Core, meeting: str) -> object:
    return stage_frame(core.data(meeting), core.reader, WORDS).content


def test_from_welcome_to_closing(core: Core) -> None:
    story = core.add()
    meeting = core.meeting("With", "Without", stories=(story,)).meeting.id
    core.service.execute(c.StartMeeting(meeting))
    assert isinstance(content(core, meeting), WelcomeFrame)
    core.service.execute(c.GoNext(meeting))
    frame = content(core, meeting)
    assert isinstance(frame, StoryFrame)
    assert (frame.heading, frame.words) == ("1 · With", "A customer waited eleven weeks for a chair.")
    core.service.execute(c.GoNext(meeting))
    assert isinstance(content(core, meeting), ChairFrame)
    core.service.execute(c.GoNext(meeting))
    assert isinstance(content(core, meeting), ClosingFrame)
    core.service.execute(c.GoNext(meeting))
    core.service.execute(c.GoBack(meeting))
    assert core.data(meeting).meeting.item_id == core.data(meeting).items[1].id


def test_only_cleared_words_reach_the_wall(core: Core) -> None:
    story = core.add()
    meeting = core.meeting("One", stories=(story,)).meeting.id
    core.service.execute(c.StartMeeting(meeting))
    core.service.execute(c.GoNext(meeting))
    assert isinstance(content(core, meeting), StoryFrame)
    found = core.reader.story(story)
    assert found is not None
    core.service.execute(c.EditStory(replace(found, text="Somebody typed a name here.")))
    assert isinstance(content(core, meeting), ChairFrame), "edited words wait for clearance again, at once"
    core.service.execute(c.ClearStories((story,), "Jana"))
    assert isinstance(content(core, meeting), StoryFrame)
    core.service.execute(c.DeleteStories((story,)))
    assert isinstance(content(core, meeting), ChairFrame)


def test_evidence_is_what_stood_on_the_wall(core: Core) -> None:
    story = core.add()
    data = core.meeting("One", stories=(story,))
    meeting, item = data.meeting.id, data.items[0].id
    core.service.execute(c.StartMeeting(meeting))
    core.service.execute(c.GoNext(meeting))
    core.service.execute(c.RecordDecision(item, "Faster", counted=Counted.CHANGED))
    found = core.reader.story(story)
    assert found is not None
    core.service.execute(c.EditStory(replace(found, text="A customer waited for a table.")))
    core.service.execute(c.ClearStories((story,), "Jana"))
    core.service.execute(c.RecordDecision(item, "Slower", counted=Counted.OVERRULED))
    core.service.execute(c.RecordDecision(item, "Paint it", counted=Counted.NOT_REFERENCED))
    first, second, third = core.data(meeting).decisions
    assert (first.evidence[0].words, first.evidence[0].version) == ("A customer waited eleven weeks for a chair.", 1)
    assert (second.evidence[0].words, second.evidence[0].version) == ("A customer waited for a table.", 2)
    assert third.evidence == ()
    summary = summarise(core.data(meeting), core.reader, WORDS, now_ms=core.service.now_ms())
    assert [line.evidence[0].words if line.evidence else "" for line in summary.decisions] == [
        "A customer waited eleven weeks for a chair.",
        "A customer waited for a table.",
        "",
    ]
    assert summary.heard == 2


def test_a_black_or_frozen_wall_shows_nothing_new(core: Core) -> None:
    one, two = core.add("The first customer had a story."), core.add("The second customer had one too.")
    meeting = core.meeting("One", "Two", stories=(one, two)).meeting.id
    core.service.execute(c.StartMeeting(meeting))
    core.service.execute(c.SetBlank(meeting, Blank.BLACK))
    core.service.execute(c.GoNext(meeting))
    assert core.data(meeting).showings == (), "advancing while black stays black"
    core.service.execute(c.SetBlank(meeting, Blank.NONE))
    assert [showing.story_id for showing in core.data(meeting).showings] == [one]
    core.service.execute(c.SetFrozen(meeting, True))
    core.service.execute(c.GoNext(meeting))
    assert [(s.story_id, s.until) for s in core.data(meeting).showings] == [(one, None)]
    core.service.execute(c.SetFrozen(meeting, False))
    assert [s.story_id for s in core.data(meeting).showings] == [one, two]


def test_items_set_aside_are_passed_over(core: Core) -> None:
    data = core.meeting("One", "Two", "Three", "Four")
    meeting = data.meeting.id
    core.service.execute(c.StartMeeting(meeting))
    core.service.execute(c.ParkItem(data.items[0].id))
    core.service.execute(c.DeferItem(data.items[2].id))
    core.service.execute(c.GoNext(meeting))
    assert core.data(meeting).meeting.item_id == data.items[1].id
    core.service.execute(c.ParkItem(data.items[1].id))
    assert core.data(meeting).meeting.item_id == data.items[3].id, "the present item makes way for the next one"
    core.service.execute(c.ParkItem(data.items[1].id))
    core.service.execute(c.GoBack(meeting))
    assert core.data(meeting).meeting.item_id == data.items[1].id


def test_a_late_topic_stands_next_and_drives_nothing(core: Core) -> None:
    data = core.meeting("One", "Two")
    meeting = data.meeting.id
    core.service.execute(c.StartMeeting(meeting))
    core.service.execute(c.GoNext(meeting))
    core.service.execute(c.LateItem(meeting, "Fire drill"))
    assert [item.title for item in core.data(meeting).items] == ["One", "Fire drill", "Two"]
    assert core.data(meeting).meeting.item_id == data.items[0].id


def test_a_rehearsal_counts_for_nothing(core: Core) -> None:
    story = core.add()
    data = core.meeting("One", stories=(story,))
    meeting, item = data.meeting.id, data.items[0].id
    core.service.execute(c.StartMeeting(meeting, rehearsal=True))
    core.service.execute(c.GoNext(meeting))
    core.service.execute(c.RecordDecision(item, "Only a test", counted=Counted.CHANGED))
    assert stage_frame(core.data(meeting), core.reader, WORDS).rehearsal == "Rehearsal"
    core.service.execute(c.EndMeeting(meeting))
    assert core.reader.counts().decisions == 0
    assert core.reader.story_rows(core.reader.story_ids(_all()))[0].shown == 0
    core.service.execute(c.StartMeeting(meeting))
    now = core.data(meeting)
    assert now.decisions == () and now.items[0].spent_ms == 0 and not now.meeting.rehearsal


def test_decision_numbers_are_never_given_twice(core: Core) -> None:
    data = core.meeting("One")
    core.service.execute(c.StartMeeting(data.meeting.id))
    core.service.execute(c.RecordDecision(data.items[0].id, "First"))
    core.service.execute(c.DeleteDecision(core.data(data.meeting.id).decisions[0].id))
    core.service.execute(c.RecordDecision(data.items[0].id, "Second"))
    assert [decision.number for decision in core.data(data.meeting.id).decisions] == [2]


def test_read_back_needs_a_decision(core: Core) -> None:
    meeting = core.meeting("One").meeting.id
    core.service.execute(c.StartMeeting(meeting))
    with pytest.raises(Conflict):
        core.service.execute(c.SetView(meeting, View.DECISION))


def test_what_cannot_be_done_changes_nothing(core: Core) -> None:
    data = core.meeting("One")
    before = core.facts()
    for command in (
        c.GoNext(data.meeting.id),
        c.RecordDecision(data.items[0].id, "too early"),
        c.EndMeeting(data.meeting.id),
        c.EditItem(data.items[0].id, "  ", None, ""),
        c.PinStory(data.items[0].id, True),
        c.SplitItem(data.items[0].id, ("only one",)),
        c.CreateMeeting(" ", "en"),
        c.ClearStories((), " "),
    ):
        with pytest.raises(UserError):
            core.service.execute(command)
    assert core.facts() == before


def test_typing_is_kept_and_gone_when_recorded(core: Core) -> None:
    data = core.meeting("One")
    core.service.execute(c.StartMeeting(data.meeting.id))
    core.service.execute(c.SaveDraft(data.items[0].id, "Refund within 24 h, bec"))
    assert core.data(data.meeting.id).drafts[0].line == "Refund within 24 h, bec"
    core.service.execute(c.RecordDecision(data.items[0].id, "Refund within 24 h"))
    assert core.data(data.meeting.id).drafts == ()


def test_the_same_series_does_not_see_a_story_again(core: Core) -> None:
    story = core.add()
    first = core.meeting("One", stories=(story,)).meeting
    core.service.execute(c.StartMeeting(first.id))
    core.service.execute(c.GoNext(first.id))
    core.clock.pass_seconds(60)
    second = core.service.execute(c.CreateMeeting("Next week", "en", series_id=first.series_id)).entity
    assert core.reader.recently_shown(first.series_id, 12, core.data(second).meeting.id) == {story}
    other = core.meeting("Other").meeting
    assert core.reader.recently_shown(other.series_id, 12, other.id) == set()


def _all():  # type: ignore[no-untyped-def]
    from emptychair.app.ports import StoryFilter

    return StoryFilter()


def test_a_story_passed_by_in_a_moment_was_not_shown(core: Core) -> None:
    one, two = core.add("The first customer had a story."), core.add("The second customer had one too.")
    meeting = core.meeting("One", "Two", stories=(one, two)).meeting
    core.service.execute(c.StartMeeting(meeting.id))
    core.service.execute(c.GoNext(meeting.id))
    core.clock.pass_seconds(1)
    core.service.execute(c.GoNext(meeting.id))
    core.clock.pass_seconds(90)
    core.service.execute(c.EndMeeting(meeting.id))
    after = core.data(core.service.execute(c.CreateMeeting("Next", "en", series_id=meeting.series_id)).entity).meeting
    assert core.reader.recently_shown(meeting.series_id, 12, after.id) == {two}
    summary = summarise(core.data(meeting.id), core.reader, WORDS, now_ms=core.clock.now)
    assert [shown.headline for shown in summary.stories] == ["The second customer had one too."]


def test_minutes_are_planned_and_used(core: Core) -> None:
    meeting = core.meeting("One", "Two").meeting.id
    core.service.execute(c.StartMeeting(meeting))
    core.clock.pass_seconds(120)
    core.service.execute(c.GoNext(meeting))
    core.clock.pass_seconds(7 * 60)
    core.service.execute(c.GoNext(meeting))
    core.clock.pass_seconds(3 * 60)
    core.service.execute(c.GoBack(meeting))
    core.clock.pass_seconds(60)
    core.service.execute(c.EndMeeting(meeting))
    summary = summarise(core.data(meeting), core.reader, WORDS, now_ms=core.clock.now)
    assert [(item.planned, item.actual) for item in summary.items] == [(10, 8), (10, 3)]
    assert (summary.start, summary.end) == ("2026-11-23T10:00", "2026-11-23T10:13")


def test_ended_at_its_last_event_after_a_crash(core: Core) -> None:
    data = core.meeting("One")
    meeting = data.meeting.id
    core.service.execute(c.StartMeeting(meeting))
    core.service.execute(c.GoNext(meeting))
    core.clock.pass_seconds(600)
    core.service.execute(c.RecordDecision(data.items[0].id, "Go"))
    last = core.data(meeting).meeting.last_act_at
    core.clock.pass_seconds(3 * 86_400)
    running = core.reader.running_meeting()
    assert running is not None and running.id == meeting
    core.service.execute(c.EndMeeting(meeting, at=last))
    after = core.data(meeting)
    assert after.meeting.ended_at == last and round(after.items[0].spent_ms / 60_000) == 10
