"""The way from every released version to this one, and that the figures kept beside the stories are true."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
import sqlite_utils

from emptychair.app import commands as c
from emptychair.domain.errors import BadInput
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Consent, Story
from emptychair.store.connection import open_reader, open_writer
from emptychair.store.schema import STEPS, VERSION
from emptychair.store.stories import STORY
from emptychair.store.workspace import open_workspace
from tests.core import Core, open_core


def first_version(path: Path, stories: int = 3) -> Path:
    """A workspace as version 1 of the schema wrote it."""
    connection = open_writer(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("BEGIN")
    STEPS[0](sqlite_utils.Database(connection, execute_plugins=False))
    connection.execute("INSERT INTO setting VALUES ('device', 'abc')")
    names = [name for name in STORY.names if name not in ("weight", "twin_of")]
    for number in range(stories):
        story = Story(StoryId(f"00{number}"), "en", f"Story {number}", "The parcel came late.", customer="a shopper")
        values = dict(zip(STORY.names, STORY.values(story), strict=True))
        more = {"words_hash": story.words_hash, "customer_key": "k", "source": "heard", "source_id": "", "stems": "x"}
        row = {name: values[name] for name in names} | more
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO story ({', '.join(row)}) VALUES ({marks})", list(row.values()))
    connection.execute("INSERT INTO story_fts(story_fts) VALUES ('rebuild')")
    connection.execute("PRAGMA user_version=1")
    connection.execute("COMMIT")
    connection.close()
    return path


def test_a_workspace_of_the_first_version_opens_with_all_it_held(tmp_path: Path) -> None:
    path = first_version(tmp_path / "old.emptychair")
    core = open_core(path)
    counts = core.reader.counts()
    assert (counts.stories, counts.waiting, counts.heard, counts.cleared) == (3, 3, 3, 0)
    story = core.reader.story(StoryId("001"))
    assert story is not None and (story.headline, story.weight, story.twin_of) == ("Story 1", 1, "")
    core.service.execute(c.ClearStories((story.id,), "Petra Lindner"))
    assert core.reader.counts().cleared == 1
    core.workspace.close()
    assert [found.name for found in tmp_path.glob("old.before-*")], "the old file is kept"
    again = open_workspace(path)  # the objects of a migrated file are those of a new one
    again.close()
    connection = open_reader(path)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == VERSION
    connection.close()


def test_a_migrated_and_a_new_file_have_the_same_objects(tmp_path: Path) -> None:
    first_version(tmp_path / "old.emptychair")
    found: list[set[tuple[str, str]]] = []
    for name in ("old.emptychair", "new.emptychair"):
        open_workspace(tmp_path / name).close()
        connection = sqlite3.connect(tmp_path / name)
        found.append(set(connection.execute("SELECT name, sql FROM sqlite_master")))
        connection.close()
    assert found[0] == found[1]


def test_a_trigger_of_somebody_else_is_refused(core: Core) -> None:
    path = core.workspace.path
    core.workspace.close()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TRIGGER t AFTER INSERT ON decision BEGIN DELETE FROM story; END")
    connection.commit()
    connection.close()
    with pytest.raises(BadInput):
        open_workspace(path)


def test_the_figures_are_those_of_a_count(core: Core) -> None:
    dice = random.Random(7)
    ids: list[StoryId] = []
    for step in range(120):
        act = dice.choice(("add", "heard", "clear", "withdraw", "never", "delete", "edit", "deny", "undo"))
        one = dice.choice(ids) if ids else None
        story = core.reader.story(one) if one else None
        if act in ("add", "heard") or one is None:
            ids.append(core.add(f"Story {step} was told by somebody.", clear=dice.random() < 0.5))
        elif act == "undo":
            core.service.execute(c.Undo("library"))
        elif story is None:
            continue
        elif act == "clear":
            if story.consent is not Consent.DENIED:
                core.service.execute(c.ClearStories((one,), "Petra Lindner"))
        elif act == "withdraw":
            core.service.execute(c.WithdrawStories((one,)))
        elif act == "never":
            core.service.execute(c.NeverShow((one,)))
        elif act == "delete":
            core.service.execute(c.DeleteStories((one,)))
        elif act == "edit":
            core.service.execute(c.EditStory(replace(story, text=story.text + " Again.")))
        else:
            core.service.execute(c.EditStory(replace(story, consent=Consent.DENIED)))
        counts = core.reader.counts()
        counted = core.reader.connection.execute(
            "SELECT count(*), (SELECT count(*) FROM cleared_story), total(clearance = 'waiting'), "
            "total(clearance = 'never'), total(source = 'heard') FROM story WHERE deleted_at IS NULL"
        ).fetchone()
        assert (counts.stories, counts.cleared, counts.waiting, counts.never, counts.heard) == counted, act
