"""Erasure, retention, clearance in bulk, backups on the real command line; and what never stands in its output."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NAME, WORD = "Wilhelmine Zwiebelfisch", "Zwiebelfisch"
TELLING = "eleven weeks for a chair of cherry wood"


@pytest.fixture
def library(tmp_path: Path, command: Callable[..., Any]) -> Path:
    """A workspace with three stories, two of them of one source."""
    table = tmp_path / "tickets.csv"
    table.write_text(
        "id,story,customer,happened_on\n"
        f"T-1,{NAME} waited {TELLING}. It never came.,somebody,2019-03\n"
        "T-2,The parcel came over the fence and the screen was broken.,somebody else,2026-10-01\n",
        encoding="utf-8",
    )
    other = tmp_path / "other.csv"
    other.write_text("id,story\nX-1,Nobody answered the phone for eleven minutes.\n", encoding="utf-8")
    assert command("import", table, "--as", "helpdesk").code == 0
    assert command("import", other, "--as", "questions").code == 0
    return tmp_path / "home"


def scan(folder: Path, *words: str) -> list[str]:
    return [
        f"{word} in {file.name}"
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        for word in words
        for code in ("utf-8", "utf-16-le")
        if word.lower().encode(code) in file.read_bytes().lower()
    ]


def test_a_preview_then_the_act(library: Path, command: Callable[..., Any], tmp_path: Path) -> None:
    found = command("erase", NAME, "--json")
    assert found.code == 0
    preview = found.objects[0]
    assert [(hit["source_id"], hit["sure"]) for hit in preview["stories"]] == [("T-1", True)]
    assert scan(library, WORD), "a preview erases nothing"
    told = command("erase", "T-1").out
    assert "Nothing was erased" in told
    refused = command("erase", NAME, "--yes")
    assert (refused.code, refused.out) == (2, "") and "--by" in refused.err
    done = command("erase", NAME, "--yes", "--by", "Petra Lindner", "--json", "--report", tmp_path / "report.json")
    assert done.code == 0
    report = done.objects[0]
    assert report["stories"] == [preview["stories"][0]["id"]] and report["by"] == "Petra Lindner" and report["swept"]
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["erased"] == report["erased"]
    assert scan(library, WORD, "cherry") == []
    for output in (done.out, done.err, refused.err):
        assert WORD not in output
    assert command("erasures", "--json").objects[0]["erased"] == report["erased"]
    again = command("erase", NAME, "--yes", "--by", "Petra Lindner")
    assert again.code == 0 and "Nothing" in again.out
    assert command("erase").code == 2
    german = command("erasures", language="de")
    assert "Petra Lindner" in german.out and WORD not in german.out


def test_retention_proposes_and_never_erases_by_itself(library: Path, command: Callable[..., Any]) -> None:
    assert "for ever" in command("retention").out
    assert command("retention", "--months", "24", "--since", "happened").code == 0
    proposed = command("retention", "--json").objects
    assert [story["happened_on"] for story in proposed] == ["2019-03"]
    assert len(command("stories", "--json").objects) == 3
    assert command("retention", "--since", "yesterday").code == 2
    done = command("retention", "--yes", "--by", "Petra Lindner", "--json")
    assert len(done.objects[0]["stories"]) == 1 and scan(library, WORD, "cherry") == []
    assert command("retention", "--months", "0").code == 0
    assert command("retention", "--json").out == ""


def test_a_source_that_somebody_vouches_for(library: Path, command: Callable[..., Any]) -> None:
    done = command("clear", "--source", "helpdesk", "--by", "Petra Lindner", "--json")
    assert [row["clearance"] for row in done.objects] == ["cleared", "cleared"]
    stories = command("stories", "--cleared", "--json").objects
    assert {story["cleared_by"] for story in stories} == {"Petra Lindner"} and len(stories) == 2
    back = command("withdraw", "--customer", "somebody else", "--json").objects
    assert len(back) == 1 and len(command("stories", "--cleared", "--json").objects) == 1
    assert len(command("withdraw", "--source", "helpdesk", "--json").objects) == 1
    assert command("clear", "--by", "Petra Lindner").code == 2
    assert command("clear", "T-1", "--source", "helpdesk", "--by", "Petra Lindner").code == 2


def test_a_backup_and_back(library: Path, command: Callable[..., Any], tmp_path: Path) -> None:
    made = Path(command("backup", "--json").objects[0]["backup"])
    assert made.exists()
    assert command("erase", NAME, "--yes", "--by", "Petra Lindner").code == 0
    assert made.name in command("erase", NAME).out, "it is gone here, and the backup still holds it"
    back = command("restore", made, "--json")
    assert back.code == 0
    assert back.objects[0]["stories"] == 2 and back.objects[0]["erased_again"] == 1
    assert scan(library / "workspace.emptychair", WORD) == []
    for wrong in (tmp_path / "none", tmp_path / "tickets.csv", tmp_path):
        refused = command("restore", wrong)
        assert refused.code == 2 and "Traceback" not in refused.err and refused.out == ""
    assert len(command("stories", "--json").objects) == 2
    copy = tmp_path / "copy.emptychair"
    assert command("backup", copy).code == 0 and command("backup", copy).code == 2


# ---------------------------------------------------------------------------------------- leaks
def test_an_error_that_nobody_foresaw_quotes_nothing(library: Path, command: Callable[..., Any]) -> None:
    """A row that this version cannot read: the sentence says where, and not what stood there."""
    import sqlite3

    connection = sqlite3.connect(library / "workspace.emptychair")
    connection.execute("UPDATE story SET outcome = ?", (f"{NAME} is no outcome",))
    connection.commit()
    connection.close()
    for arguments in (("stories", "--json"), ("stories", "T-1")):
        done = command(*arguments)
        assert done.code == 2 and WORD not in done.err and "Traceback" not in done.err


def test_nothing_of_a_story_in_temporary_files_or_complaints(
    library: Path, command: Callable[..., Any], surroundings: dict[str, str], tmp_path: Path
) -> None:
    """A whole meeting with a canary in raw, headline and note: its name is in the workspace and nowhere else."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        surroundings[name] = str(temporary)
    agenda = tmp_path / "agenda.md"
    agenda.write_text("# Agenda\n- Chairs\n- Parcels\n", encoding="utf-8")
    said = []

    def run(*arguments: Any, **more: Any) -> Any:
        done = command(*arguments, **more)
        said.append(done.err)
        return done

    assert run("clear", "T-2", "X-1", "--by", "Petra Lindner").code == 0
    meeting = run("agenda", agenda, "--new", "Weekly", "--json").objects[-1]["meeting"]
    assert run("run", meeting, input="next\nA decision about parcels\nnext\nend\n").code == 0
    for name in ("summary.md", "summary.html", "summary.json", "summary.pdf"):
        assert run("summary", meeting, "--out", tmp_path / name).code == 0
        assert WORD.encode() not in (tmp_path / name).read_bytes()
    run("clear", "T-9", "--by", "Petra Lindner")
    run("import", tmp_path / "tickets.csv", "--as", "helpdesk", "--dry-run")
    assert not any(WORD in err for err in said)
    assert scan(temporary, WORD, "cherry") == []
    assert [hit for hit in scan(library, WORD) if "workspace.emptychair" not in hit] == []
