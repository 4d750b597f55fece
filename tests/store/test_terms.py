"""The index of terms and the list of changes are kept by triggers: after any acts they say what the stories say."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from emptychair.app import commands as c
from emptychair.domain.ids import StoryId
from emptychair.store.connection import open_reader, open_writer
from emptychair.store.workspace import open_workspace
from tests.core import Core
from tests.store.test_schema import first_version


def indexed(path: Path) -> set[tuple[str, int]]:
    """Every term with the rows that it is listed for."""
    connection = open_writer(path)
    connection.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab('main', 'story_terms', 'instance')")
    found = set(connection.execute("SELECT term, doc FROM temp.v"))
    connection.close()
    return found


def told(path: Path) -> set[tuple[str, int]]:
    """The same, as it stands in the stories that may be matched."""
    connection = open_reader(path)
    sql = "SELECT row, stems FROM story WHERE deleted_at IS NULL AND clearance <> 'never'"
    found = {(term, row) for row, stems in connection.execute(sql) for term in stems.split()}
    connection.close()
    return found


WORDS = ("C++", "invoice", "Lieferzusage", "3.5", "1.800", "don't", "Müller-Lüdenscheid", "ÖPNV", "客户", "İstanbul")


def test_the_terms_of_the_stories_and_no_others(core: Core) -> None:
    dice = random.Random(11)
    ids: list[StoryId] = []
    path = core.workspace.path
    for step in range(150):
        act = dice.choice(("add", "clear", "never", "withdraw", "delete", "edit", "undo", "redo", "erase"))
        one = dice.choice(ids) if ids else None
        story = core.reader.story(one) if one else None
        seen = core.reader.connection.execute("SELECT coalesce(max(seq), 0) FROM story_change").fetchone()[0]
        before = told(path)
        if act == "add" or one is None:
            ids.append(core.add(f"{dice.choice(WORDS)} and {dice.choice(WORDS)}, told {step}.", language="de"))
        elif act == "undo":
            if core.reader.undoable("library")[0]:
                core.service.execute(c.Undo("library"))
        elif act == "redo" and core.reader.undoable("library")[1]:
            core.service.execute(c.Redo("library"))
        elif story is None:
            continue
        elif act == "clear":
            core.service.execute(c.ClearStories((one,), "Petra Lindner"))
        elif act == "never":
            core.service.execute(c.NeverShow((one,)))
        elif act == "withdraw":
            core.service.execute(c.WithdrawStories((one,)))
        elif act == "delete":
            core.service.execute(c.DeleteStories((one,)))
        elif act == "edit":
            core.service.execute(c.EditStory(replace(story, text=f"{story.text} {dice.choice(WORDS)}.")))
        elif act == "erase":
            core.service.execute(c.EraseStories((one,), "Petra Lindner", confirm=True))
        after = told(path)
        assert indexed(path) == after, act
        noted = core.reader.connection.execute("SELECT row FROM story_change WHERE seq > ?", (seen,))
        assert {row for _, row in before ^ after} <= {row[0] for row in noted}, act


def test_an_older_workspace_gets_its_terms(tmp_path: Path) -> None:
    path = first_version(tmp_path / "old.emptychair")
    open_workspace(path).close()
    assert indexed(path) == told(path) != set()
