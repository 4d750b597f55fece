"""Files and folders as people really have them: odd names, damaged, locked, not there; nothing is half done."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

import pytest

STORY = "id,story\n1,The lift was broken for three weeks and nobody came.\n2,A parcel was on its way for six weeks.\n"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="names and files that this system does not have")


@pytest.fixture
def csv(tmp_path: Path) -> str:
    (tmp_path / "two.csv").write_text(STORY, encoding="utf-8")
    (tmp_path / "a.md").write_text("1. Welcome\n2. Lifts\n", encoding="utf-8")
    return "two.csv"


@POSIX
@pytest.mark.parametrize(
    "name",
    ["a b ü.emptychair", "q'u\"o.emptychair", "per%20cent?x=1#f.emptychair", ":memory:", "file:x.emptychair", "-dash"],
)
def test_any_name_of_a_workspace(command, csv: str, tmp_path: Path, name: str) -> None:  # type: ignore[no-untyped-def]
    made = command("import", csv, "--workspace", name)
    assert made.code == 0, made.err
    assert len(command("stories", "--json", "--workspace", name).objects) == 2
    assert {path.name for path in tmp_path.iterdir()} - {"two.csv", "a.md", name + ".lock"} == {name}


def test_a_workspace_in_a_new_folder(command, csv: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert command("import", csv, "--workspace", "new/ö/w.emptychair").code == 0
    assert (tmp_path / "new" / "ö" / "w.emptychair").is_file()


def test_one_file_holds_everything_when_a_command_has_ended(command, csv: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    command("import", csv, "--workspace", "w.emptychair")
    (tmp_path / "copy.emptychair").write_bytes((tmp_path / "w.emptychair").read_bytes())
    assert len(command("stories", "--json", "--workspace", "copy.emptychair").objects) == 2


LONG = "x" * 300
REFUSED = [
    ("stories", "--workspace", LONG),
    ("import", LONG),
    ("import", "two.csv", "--workspace", f"new/{LONG}"),
    ("import", "two.csv", "--workspace", "a.md/w.emptychair"),
    ("import", ""),
    ("stories", "--workspace", ""),
    ("agenda", "a.md", "--new", ""),
    ("agenda", "a.md", "--new", "\u200b "),
    ("agenda", "a.md", "--new", "T", "--start", "gestern"),
    ("agenda", "a.md", "--new", "T", "--start", "9999-12-31T23:59:59-23:00"),
    ("agenda", "a.md", "--new", "T", "--start", "0001-01-01T00:00"),
    ("agenda", "a.md", "--new", "T", "--series", "nobody"),
    ("summary", "Weekly", "--out", "x.md", "y.docx"),
    ("summary", "Weekly", "--out", "x.md", "nowhere/y.md"),
    ("summary", "Weekly", "--out", "x.md", "folder.md"),
    ("summary", "Weekly", "--out", "x.md", f"{LONG}.md"),
    ("summary", "Weekly", "--out", "x.md", "locked.md"),
    ("summary", "Weekly", "--out", ""),
    ("clear", "1", "nobody", "--by", "Jana"),
    ("clear", "1", "--by", "  "),
]


def test_refused_with_nothing_done(command, csv: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    command("import", csv)
    command("agenda", "a.md", "--new", "Weekly")
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "locked.md").write_text("keep")
    (tmp_path / "locked.md").chmod(0o444)
    files = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    for arguments in REFUSED:
        ran = command(*arguments, language="de")
        assert (ran.code, ran.out) == (2, ""), (arguments, ran.out)
        assert len(ran.err.strip().splitlines()) == 1 and "Traceback" not in ran.err, arguments
        assert "nicht geschehen" not in ran.err, (arguments, ran.err)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == files
    assert not (tmp_path / "new").exists()
    assert len(command("meetings", "--json").objects) == 1
    assert command("stories", "--cleared", "--json").objects == []


@POSIX
def test_pipes_and_devices(command, csv: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "/dev/null"):
        assert command("stories", "--workspace", name).code == 2  # and does not wait for ever
    assert command("agenda", "/dev/null").code == 2


def test_a_workspace_torn_in_the_middle(command, csv: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    command("import", csv, "--workspace", "w.emptychair")
    command("agenda", "a.md", "--new", "Weekly", "--workspace", "w.emptychair")
    whole = (tmp_path / "w.emptychair").read_bytes()
    half = whole[: len(whole) // 2]
    # The head is as it was, every page behind it is overwritten.
    spoilt = whole[:8192] + b"\xa5" * (len(whole) - 8192)
    for data in (half, spoilt):
        for line in (["stories"], ["meetings"], ["decisions"], ["match", "Lifts"], ["run", "Weekly"], ["import", csv]):
            (tmp_path / "torn.emptychair").write_bytes(data)
            ran = command(*line, "--workspace", "torn.emptychair", input="next\nDecided\n", language="de")
            assert ran.code == 2 and "ok" not in ran.out and len(ran.err.splitlines()) == 1, (line, ran.out, ran.err)
            assert "beschädigt" in ran.err


def test_a_workspace_of_ours_that_lacks_its_tables(command, csv: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    command("import", csv, "--workspace", "w.emptychair")
    connection = sqlite3.connect(tmp_path / "w.emptychair")
    connection.execute("DROP VIEW cleared_story")
    connection.execute("ALTER TABLE story RENAME TO stories")
    connection.commit()
    connection.close()
    ran = command("stories", "--workspace", "w.emptychair")
    assert (ran.code, ran.out) == (2, "") and len(ran.err.splitlines()) == 1 and "Traceback" not in ran.err


def test_two_stories_of_one_name_are_told_apart(command, csv: str) -> None:  # type: ignore[no-untyped-def]
    command("import", csv)
    command("import", csv, "--as", "survey")
    refused = command("clear", "1", "--by", "Jana")
    assert refused.code == 2 and "more than one" in refused.err
    ids = [row["id"] for row in command("stories", "--json").objects if row["source_id"] == "1"]
    assert len(ids) == 2
    assert command("clear", ids[0], "--by", "Jana", language="de").out == f"{ids[0]}  freigegeben\n"
    assert command("stories", ids[0][:20], "--json").objects[0]["clearance"] == "cleared"
    assert command("stories", ids[1], "--json").objects[0]["clearance"] == "waiting"
