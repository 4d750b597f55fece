"""A wall that is frozen holds a picture of its own: it goes when nobody may see its words any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from emptychair.app import commands as c
from emptychair.app.ports import MeetingData
from emptychair.domain import codec
from emptychair.domain.frame import Blank, StageFrame, StoryFrame
from emptychair.domain.story import Consent
from emptychair.ui.context import UiContext
from emptychair.ui.live_meeting import LiveMeeting


def test_withdrawn_while_frozen(desk: UiContext, make_meeting: Callable[..., MeetingData]) -> None:
    data = make_meeting(desk)
    live = LiveMeeting(desk, data.meeting.id)
    live.on_air = True
    seen: list[StageFrame] = []
    live.wall.published.connect(seen.append)
    for command in (
        c.StartMeeting(data.meeting.id),
        c.GoNext(data.meeting.id),
        c.SetFrozen(data.meeting.id, True),
        c.GoNext(data.meeting.id),
    ):
        desk.bus.do(command)
    held = live.wall.shown.content
    assert isinstance(held, StoryFrame) and live.wall.frozen
    story = desk.reader.story(data.items[0].choice.story_id or data.items[1].choice.story_id)  # type: ignore[arg-type]
    assert story is not None and held.words in (story.excerpt, story.text)
    count = len(seen)
    desk.bus.do(c.EditStory(replace(story, consent=Consent.DENIED)))
    assert not live.wall.frozen and live.wall.shown.blank is Blank.HIDDEN
    for frame in seen[count:]:
        assert held.words not in codec.dumps(frame) or frame.blank is Blank.HIDDEN
    assert held.words not in codec.dumps(live.wall.shown)
    desk.bus.do(c.SetBlank(data.meeting.id, Blank.NONE))
    assert isinstance(live.wall.shown.content, StoryFrame) and held.words != live.wall.shown.content.words
