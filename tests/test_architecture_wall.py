"""The wall and the minutes seen by somebody who means ill: every way by which uncleared words could get there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from emptychair.app.ports import Reader

# What makes pictures and files of a meeting. Its imports are counted: a new one is a decision.
MAKERS = (
    "app/stage.py", "app/summary.py", "app/provenance.py", "app/handlers/wall.py", "report", "ui/stage", "ui/live.py",
    "ui/live_meeting.py", "ui/summary",
)  # fmt: skip
MAY_IMPORT = re.compile(
    r"emptychair\.(?:report(?:\.\w+)?|ui\.(?:stage|summary|widgets|theme|tokens|live|context|shell\.page|shell\.jobs)(?:\.\w+)?"
    r"|app\.(?:clock|commands|discreet|i18n|outcome|paths|ports|provenance|stage|summary)"
    r"|domain\.(?:change|decision|errors|frame|ids|meeting|summary|values|codec|excerpt))"
)
NOT_OF_THE_PORTS = {"StoryRow", "StoryFilter", "StoryTable", "Library", "Matcher", "Found", "Unit"}
GIVES_WORDS = {
    name
    for name, way in vars(Reader).items()
    if re.search(r"\b(?:Story|StoryRow|StoryId)\b", str(getattr(way, "__annotations__", {}).get("return", "")))
}


def trees(root: Path, *names: str) -> Iterator[tuple[str, ast.Module]]:
    for name in names:
        place = root / "emptychair" / name
        assert place.exists(), f"{name} has moved: name its new place here"
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            yield path.relative_to(root / "emptychair").as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def test_the_ways_are_known() -> None:
    assert {"story", "story_rows", "stories_named", "story_by_source_id", "waiting"} <= GIVES_WORDS
    assert "cleared_story" not in GIVES_WORDS and "meeting" not in GIVES_WORDS


def test_makers_import_nothing_else(root: Path) -> None:
    """Neither the type of a whole story nor anything that reads one, by whatever name."""
    odd: list[str] = []
    for name, tree in trees(root, *MAKERS):
        for node in ast.walk(tree):
            found: list[str] = []
            if isinstance(node, ast.Import):
                found = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found = [node.module or ""]
                for alias in node.names:
                    if node.module in ("emptychair.app", "emptychair.domain", "emptychair.ui", "emptychair"):
                        found.append(f"{node.module}.{alias.name}")
                    if node.module == "emptychair.app.ports" and alias.name in NOT_OF_THE_PORTS:
                        odd.append(f"{name}: {alias.name}")
            odd += [
                f"{name}: {module}"
                for module in found
                if module.startswith("emptychair.") and module.count(".") > 1 and not MAY_IMPORT.fullmatch(module)
            ]
            odd += [f"{name}: {module}" for module in found if module in ("sqlite3", "sqlite_utils", "importlib.util")]
    assert odd == []


def test_makers_ask_for_no_story_by_any_name(root: Path) -> None:
    """Not by a call, not by an alias (`ask = reader.story`), not by a name that is put together."""
    odd: list[str] = []
    for name, tree in trees(root, *MAKERS):
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in GIVES_WORDS - {"story"}:
                odd.append(f"{name}:{node.lineno} {ast.unparse(node)}")
            if isinstance(node, ast.Attribute) and node.attr == "story" and "reader" in ast.unparse(node).casefold():
                odd.append(f"{name}:{node.lineno} {ast.unparse(node)}")
            called = ast.unparse(node) if isinstance(node, ast.Call) else ""
            if (
                re.match(r"(?:operator\.)?(?:getattr|methodcaller|attrgetter)\(", called)
                and "reader" in called.casefold()
            ):
                odd.append(f"{name}: {called}")
    assert odd == []


def test_only_the_meeting_that_is_on_shows_on_the_wall(root: Path) -> None:
    """A frame is built from a story in two places: for the wall of a cleared one, at the desk of the one that somebody
    reads. The desk's never meets the wall: nobody else calls `wall.show`, and nobody there knows the wall."""
    builds: set[str] = set()
    shows: set[str] = set()
    for name, tree in trees(root, "app", "cli", "report", "ui"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "StoryFrame":
                builds.add(name)
            if isinstance(node, ast.Call) and re.search(r"\bwall\.show$|\bpublished\.emit$", ast.unparse(node.func)):
                shows.add(name)
            if name.startswith(("ui/clearance", "ui/library", "ui/capture", "ui/gather")):
                told = ast.unparse(node) if isinstance(node, ast.ImportFrom) else ""
                assert "ui.live" not in told, f"{name} knows the wall"
    assert builds == {"app/stage.py", "ui/clearance/preview.py"}
    assert shows <= {"ui/live_meeting.py", "ui/live.py"} and "ui/live_meeting.py" in shows


def test_the_preview_of_the_desk_is_nobody_elses(root: Path) -> None:
    users = {
        name
        for name, tree in trees(root, "app", "cli", "report", "ui")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "emptychair.ui.clearance.preview"
    }
    assert users and all(name.startswith(("ui/clearance/", "ui/library/", "ui/capture/")) for name in users), users
