"""A core without windows for tests: a real workspace, real time, one thread."""

from __future__ import annotations

import secrets
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from emptychair.app import commands as c
from emptychair.app.ports import MeetingData
from emptychair.app.service import Service
from emptychair.domain.ids import MeetingId, StoryId
from emptychair.domain.story import Story
from emptychair.store.reader import SqliteReader
from emptychair.store.workspace import Workspace, open_workspace

FACTS = ("story", "meeting", "item", "decision", "series", "batch")


@dataclass
class HandClock:
    """A clock that a test moves on. UTC epoch ms."""

    now: int = 1_795_424_400_000  # Monday 23 November 2026, 10:00 in Berlin

    def now_ms(self) -> int:
        self.now += 1  # two acts never share a moment
        return self.now

    def pass_seconds(self, seconds: float) -> None:
        """Let time pass."""
        self.now += int(seconds * 1000)


@dataclass
class Core:
    """The service on a workspace."""

    workspace: Workspace
    service: Service
    reader: SqliteReader
    clock: HandClock

    def add(
        self, text: str = "A customer waited eleven weeks for a chair.", *, clear: bool = True, **more: str
    ) -> StoryId:
        """A story in the library."""
        given = {"language": "en", "headline": text[:40], "customer": "somebody", "channel": "call", **more}
        done = self.service.execute(c.AddStory(Story(id=StoryId(""), text=text, **given)))  # type: ignore[arg-type]
        story_id = StoryId(done.entity)
        if clear:
            self.service.execute(c.ClearStories((story_id,), "Petra Lindner"))
        return story_id

    def meeting(self, *titles: str, stories: tuple[StoryId | None, ...] = ()) -> MeetingData:
        """A prepared meeting; `stories` are chosen for its first items."""
        items = tuple(c.NewItem(title, 10) for title in titles or ("First", "Second", "Third"))
        made = self.service.execute(c.CreateMeeting("Weekly", "en", items, zone="Europe/Berlin"))
        data = self.data(made.entity)
        for item, story_id in zip(data.items, stories, strict=False):
            self.service.execute(c.ChooseStory(item.id, story_id))
        return self.data(made.entity)

    def data(self, meeting_id: str) -> MeetingData:
        found = self.reader.meeting(MeetingId(meeting_id))
        assert found is not None
        return found

    def facts(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row that undo must bring back, as it lies on disk."""
        connection = sqlite3.connect(self.workspace.path)
        try:
            return {table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) for table in FACTS}
        finally:
            connection.close()


def open_core(path: Path, *, threaded: bool = False) -> Core:
    """A core on the workspace at `path`."""
    workspace = open_workspace(path, threaded=threaded)
    clock = HandClock()
    service = Service(workspace.writer, clock, secrets.token_bytes, "Europe/Berlin")
    return Core(workspace, service, workspace.reader(), clock)
