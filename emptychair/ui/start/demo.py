"""The demo library: the 60 stories that come with the program, and a meeting to try them with."""

from __future__ import annotations

from emptychair.app.paths import resources
from emptychair.domain.change import Change, Done
from emptychair.domain.errors import SentenceError
from emptychair.domain.ids import MeetingId
from emptychair.ui.context import UiContext


def load_demo(ctx: UiContext) -> MeetingId | None:
    """Load both and tell all windows; None, with the error told, where that fails. About 100 ms: waited for here."""
    from emptychair.gather.demo import load_demo_meeting, load_demo_stories

    folder = resources() / "demo"
    try:
        load_demo_stories(folder, ctx.service)
        meeting_id = load_demo_meeting(folder, ctx.words.language, ctx.service, ctx.reader)
    except SentenceError as error:
        ctx.bus.failed.emit(error)
        return None
    ctx.bus.changed.emit(Done(Change.STORIES | Change.MEETINGS, meeting_id, "", "", False, "demo"))
    return meeting_id
