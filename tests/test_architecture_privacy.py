"""What no rule of style can promise: the wall and the exports get cleared words and have no way to any others."""

from __future__ import annotations

import ast
import dataclasses
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from emptychair.app import commands as c
from emptychair.app.i18n import Words
from emptychair.app.ports import ClearedStory, Reader
from emptychair.app.stage import preview_frame, stage_frame
from emptychair.app.summary import summarise
from emptychair.domain import codec
from emptychair.domain.decision import Counted
from emptychair.domain.errors import BadInput
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Story
from emptychair.report import formats, render_summary
from emptychair.store.schema import STEPS, VERSION
from tests.core import Core, open_core

# Everything of a reader that gives words no person may have cleared, or the way to them.
UNCLEARED = {
    name
    for name in vars(Reader)
    if re.match(r"stor(y|ies)|waiting", name) and name not in ("story_uses", "story_values", "story_id_of_row")
}
# What may show uncleared words to the person at the desk, and to nobody else: the library, the queue, the preparation.
DESK = (
    "cli/stories.py",
    "cli/clearing.py",
    "cli/forgetting.py",
    "cli/matching.py",
    "cli/meetings.py",
    "ui/capture",
    "ui/clearance",
    "ui/console",
    "ui/erasure",
    "ui/gather",
    "ui/library",
    "ui/prepare",
    "ui/settings/room.py",
    "ui/start",
    "ui/word_search.py",  # of the preparation and the console
)
PUBLIC = (
    "app/stage.py",
    "app/summary.py",
    "app/provenance.py",
    "app/handlers/wall.py",
    "report",
    "ui/stage",
    "ui/live.py",
)


@pytest.fixture
def core(tmp_path: Path) -> Iterator[Core]:
    found = open_core(tmp_path / "test.emptychair")
    yield found
    found.workspace.close()


def public_modules(root: Path) -> list[Path]:
    found: list[Path] = []
    for name in PUBLIC:
        path = root / "emptychair" / name
        assert path.exists(), f"{name} has moved: name its new place here"
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return found


def test_the_reader_has_such_ways() -> None:
    assert {"story", "story_ids", "story_rows", "story_by_source_id", "stories_named", "waiting"} <= UNCLEARED
    assert "cleared_story" not in UNCLEARED


def test_what_makes_walls_and_reports_knows_no_story_but_the_cleared_one(root: Path) -> None:
    """Neither asks a reader or a unit for a story, nor knows the type that holds raw and uncleared text."""
    found = []
    for path in public_modules(root):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            where = f"{path.relative_to(root)}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in UNCLEARED:
                found.append(f"{where} calls {ast.unparse(node.func)}")
            if isinstance(node, ast.Attribute):
                store = re.fullmatch(r"(?i).*(reader|unit)", ast.unparse(node.value))
                if node.attr == "raw" or (store and node.attr in UNCLEARED | {"stories", "connection"}):
                    found.append(f"{where} reaches for {ast.unparse(node)}")
            if isinstance(node, ast.ImportFrom) and node.module in ("emptychair.domain.story", "emptychair.store"):
                found.append(f"{where} imports {node.module}")
    assert found == []


def test_whoever_shows_uncleared_words_is_known(root: Path) -> None:
    """A new window or command that reads whole stories is a decision, not an accident: name it in DESK."""
    found = set()
    for part in ("cli", "ui", "report"):
        for path in (root / "emptychair" / part).rglob("*.py"):
            name = path.relative_to(root / "emptychair").as_posix()
            if any(name == known or name.startswith(f"{known}/") for known in DESK):
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in UNCLEARED:
                    found.add(f"{name}: {ast.unparse(node.func)}")
    assert found == set()


def test_what_writes_files_never_reads_stories(root: Path) -> None:
    """Exports of the command line get their words from `summarise` alone: the module that writes summaries knows no
    story, and those that read stories write no file but the report of an erasure, which holds none."""
    writes = re.compile(r"\bwrite_(?:text|bytes|summary)\b|\.open\(\s*[\"']w|open\([^)]*[\"'][wax]b?[\"']")
    for name in ("cli/stories.py", "cli/clearing.py", "cli/matching.py"):
        assert not writes.search((root / "emptychair" / name).read_text(encoding="utf-8")), name
    text = (root / "emptychair" / "cli" / "forgetting.py").read_text(encoding="utf-8")
    assert len(writes.findall(text)) == 1, "the report of an erasure, and nothing else"
    tree = ast.parse((root / "emptychair" / "cli" / "meetings.py").read_text(encoding="utf-8"))
    found = {node.name: attributes(node) for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert not found["write_summaries"] & UNCLEARED
    assert {name for name, calls in found.items() if calls & UNCLEARED} == {"_items"}, "a list for the terminal"


def attributes(tree: ast.AST) -> set[str]:
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def test_the_view_is_the_only_way_in_sql(root: Path) -> None:
    """No statement outside the store, and in the store none that a stage or a report calls, selects from `story`."""
    for path in (root / "emptychair").rglob("*.py"):
        if "store" not in path.relative_to(root).parts:
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"\b(?:FROM|JOIN|INTO|UPDATE)\s+(?:story|cleared_story)\b", text), path.name


def test_the_cleared_view_gives_no_more_than_its_type(core: Core) -> None:
    columns = {row[1] for row in core.reader.connection.execute("PRAGMA table_info(cleared_story)")}
    assert columns == {field.name for field in dataclasses.fields(ClearedStory)}  # type: ignore[arg-type]
    assert not columns & {"raw", "text", "excerpt", "heard_by", "provenance", "source", "source_id", "file_name"}
    assert len(STEPS) == VERSION


class OnlyCleared:
    """A reader without any of the ways to uncleared words."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def __getattr__(self, name: str) -> Any:
        if name in UNCLEARED:
            raise AssertionError(f"asked for reader.{name}")
        return getattr(self._reader, name)


CANARY = "Zwiebelfisch"


def test_a_canary_reaches_no_wall_and_no_report(core: Core, resources: Path) -> None:
    words = Words("en", resources / "locale")
    told = Story(
        id=StoryId(""),
        language="en",
        headline="A chair that never came",
        text=f"Mrs {CANARY} waited eleven weeks for a chair. It never came.",
        excerpt="It never came.",
        raw=f"From: {CANARY}@example.org",
        customer="an elderly customer",
    )
    provenance = dataclasses.replace(told.provenance, heard_by=CANARY, file_name=f"{CANARY}.csv", verified_by=CANARY)  # type: ignore[type-var]
    story_id = StoryId(core.service.execute(c.AddStory(_with(told, provenance=provenance))).entity)
    core.service.execute(c.ClearStories((story_id,), "Petra Lindner"))
    waiting = core.add(f"{CANARY} is a name that nobody has cleared.", clear=False)
    withdrawn = core.add(f"{CANARY} was cleared, and is not any more.")
    core.service.execute(c.WithdrawStories((withdrawn,)))
    data = core.meeting("First", "Second", "Third", stories=(story_id, waiting, withdrawn))
    core.service.execute(c.SetNote(data.items[0].id, f"Ask {CANARY} about it"))
    core.service.execute(c.StartMeeting(data.meeting.id))
    only: Any = OnlyCleared(core.reader)
    for _ in data.items:
        core.service.execute(c.GoNext(data.meeting.id))
        core.clock.pass_seconds(60)
        live = core.data(data.meeting.id)
        item = live.live_item
        assert item is not None
        core.service.execute(c.RecordDecision(item.id, "Chairs within a week", counted=Counted.CHANGED))
        frames = [stage_frame(live, only, words), preview_frame(item, live, only, words)]
        assert CANARY not in codec.dumps(frames)
    assert [showing.words for showing in core.data(data.meeting.id).showings] == ["It never came."]
    core.service.execute(c.EndMeeting(data.meeting.id))
    summary = summarise(core.data(data.meeting.id), only, words, now_ms=core.clock.now_ms())
    assert CANARY not in codec.dumps(summary) and "It never came." in codec.dumps(summary)
    for suffix in formats():
        assert CANARY.encode() not in render_summary(summary, suffix, words)


def _with(story: Story, **changes: Any) -> Story:
    return dataclasses.replace(story, **changes)  # type: ignore[type-var]


@pytest.mark.parametrize(
    "change",
    [
        "DROP VIEW cleared_story; CREATE VIEW cleared_story AS SELECT *, text AS words, 0 AS cut FROM story",
        "CREATE TRIGGER t AFTER INSERT ON decision BEGIN DELETE FROM decision; END",
        "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT * FROM n",
        "DROP TABLE draft",
        "ALTER TABLE story ADD COLUMN more TEXT",
    ],
    ids=lambda sql: " ".join(sql.split()[:3]),
)
def test_a_workspace_changed_by_another_program_is_refused(core: Core, change: str) -> None:
    """A view that gives uncleared words, a trigger that acts with every decision."""
    path = core.workspace.path
    core.workspace.close()
    open_core(path).workspace.close()
    connection = sqlite3.connect(path)
    connection.executescript(change)
    connection.close()
    before = path.read_bytes()
    with pytest.raises(BadInput):
        open_core(path)
    assert path.read_bytes() == before
