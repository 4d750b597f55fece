"""Real windows on a real workspace: the demo library, cleared, and an inline writer so that an act is done at once."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from emptychair.app import commands as c
from emptychair.app.clock import SteadyClock
from emptychair.app.i18n import Words
from emptychair.app.ports import Matcher, MeetingData
from emptychair.app.service import Service
from emptychair.app.settings import Settings
from emptychair.domain.ids import MeetingId
from emptychair.gather.demo import load_demo_stories
from emptychair.store.workspace import backup, open_workspace
from emptychair.ui.app import make_context
from emptychair.ui.context import UiContext


@pytest.fixture(scope="session")
def demo_workspace(tmp_path_factory: pytest.TempPathFactory, resources: Path) -> Path:
    """A workspace with the 60 demo stories, cleared; copied for each test that wants it."""
    path = tmp_path_factory.mktemp("demo") / "demo.emptychair"
    workspace = open_workspace(path, threaded=False)
    service = Service(workspace.writer, SteadyClock(), secrets.token_bytes, "Europe/Berlin")
    load_demo_stories(resources / "demo", service)
    workspace.close()
    return path


@pytest.fixture
def make_desk(
    qapp: QApplication, tmp_path: Path, demo_workspace: Path, resources: Path
) -> Iterator[Callable[..., UiContext]]:
    """`make_desk(language="de", stories=True, threaded=False)`: what every window is handed."""
    opened = []

    def make(language: str = "en", *, stories: bool = True, threaded: bool = False) -> UiContext:
        path = tmp_path / f"desk-{len(opened)}.emptychair"
        if stories:
            backup(demo_workspace, path)
        workspace = open_workspace(path, threaded=threaded)
        service = Service(workspace.writer, SteadyClock(), secrets.token_bytes, "Europe/Berlin")
        matchers: list[Matcher] = []

        def matcher() -> Matcher:
            from emptychair.app.match_client import MatchProcess

            if not matchers:
                matchers.append(MatchProcess(path))
            return matchers[0]

        opened.append((workspace, matchers))
        context = make_context(
            qapp,
            service=service,
            reader=workspace.reader(),
            words=Words(language, resources / "locale"),
            settings=Settings(language=language, person="Petra Lindner", reduce_motion=True),
            matcher=matcher,
            new_reader=workspace.reader,
            keep=lambda settings: setattr(context, "settings", settings),
            workspace=path,
        )
        return context

    yield make
    for workspace, matchers in opened:
        for found in matchers:
            found.close()
        workspace.close()


@pytest.fixture
def desk(make_desk: Callable[..., UiContext]) -> UiContext:
    """An English desk with the demo stories."""
    return make_desk()


@pytest.fixture
def make_meeting() -> Callable[..., MeetingData]:
    """`make_meeting(desk, stories=("en-16", "", "en-22"))`: a prepared meeting with these stories, by source id."""

    def make(desk: UiContext, stories: tuple[str, ...] = ("en-16", "en-13", ""), *, title: str = "Product council"):
        titles = [
            "Checkout: make the account optional?",
            "Returns and abuse limits",
            "Patent renewals 2026",
            "Any other business",
        ]
        items = tuple(
            c.NewItem(titles[n % len(titles)], 10 + 5 * n, "Jana" if n == 0 else "") for n in range(len(stories))
        )
        made = desk.service.execute(c.CreateMeeting(title, desk.words.language, items, zone="Europe/Berlin"))
        data = desk.reader.meeting(MeetingId(made.entity))
        assert data is not None
        for item, source_id in zip(data.items, stories, strict=True):
            story = desk.reader.story_by_source_id(source_id) if source_id else None
            desk.service.execute(c.ChooseStory(item.id, story.id if story else None))
        again = desk.reader.meeting(data.meeting.id)
        assert again is not None
        return again

    return make
