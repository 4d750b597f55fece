"""The commands as somebody types them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., object]
AGENDA = """# Product council

1. Welcome (5 min, Chief Product Officer)
2. Checkout: make the customer account optional? (20 min, Head of E-commerce)
3. Patent renewals 2026 (10 min, Legal Counsel)
"""


@pytest.fixture
def ready(command, tmp_path: Path, resources: Path) -> str:  # type: ignore[no-untyped-def]
    """The demo stories imported, an agenda read, a meeting made: its id."""
    assert command("import", resources / "demo" / "stories.csv", "--cleared-by", "Petra Lindner").code == 0
    (tmp_path / "agenda.md").write_text(AGENDA, encoding="utf-8")
    made = command("agenda", "agenda.md", "--new", "Product council", "--json")
    assert made.code == 0, made.err
    assert [(row["position"], row["title"], row["minutes"], row["owner"]) for row in made.objects[:-1]] == [
        (1, "Welcome", 5, "Chief Product Officer"),
        (2, "Checkout: make the customer account optional?", 20, "Head of E-commerce"),
        (3, "Patent renewals 2026", 10, "Legal Counsel"),
    ]
    return made.objects[-1]["meeting"]


def test_import_says_what_became_of_every_row(command, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.csv").write_text("id,story\n1,The lift was broken for three weeks.\n2,\n", encoding="utf-8")
    ran = command("import", "a.csv", "--json")
    assert ran.code == 1, "some rows were refused"
    assert ran.objects == [
        {
            "file": "a.csv",
            "source": "csv",
            "read": 2,
            "added": 1,
            "updated": 0,
            "duplicates": 0,
            "refused": [{"line": 3, "reason": "there is no text in this row"}],
        }
    ]
    again = command("import", "a.csv", "--json", language="de")
    assert again.objects[0]["duplicates"] == 1
    assert again.objects[0]["refused"][0]["reason"] == "in dieser Zeile steht kein Text"


def test_a_meeting_line_by_line(command, ready: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    lines = [
        "next",
        "next",
        "Guest checkout in all shops, because waiting costs us the customer @Jana due 2026-12-18 #changed 2way",
        "note ask Ahmet for the figures",
        "late Fire drill",
        "swap",
        "undo",
        "park",
        "No more patents @Legal #none 1way",
        "frobnicate the widgets",
        "pin",
        "end",
    ]
    ran = command("run", ready, input="\n".join(lines) + "\n")
    assert ran.code == 0, ran.err
    answers = ran.out.splitlines()
    assert len(answers) == len(lines)
    assert [answer.split()[0] for answer in answers] == ["ok"] * 10 + ["error", "ok"]
    decisions = command("decisions", ready, "--json").objects
    assert [decision["text"] for decision in decisions] == [
        "Guest checkout in all shops",
        "No more patents",
        "frobnicate the widgets",
    ]
    first = decisions[0]
    assert answers[2] == f"ok {first['id']}"
    assert (first["because"], first["owner"], first["due"], first["counted"], first["door"]) == (
        "waiting costs us the customer",
        "Jana",
        "2026-12-18",
        "changed",
        "two-way",
    )
    assert first["evidence"][0]["words"]
    meeting = command("meetings", ready, "--json").objects[0]
    assert meeting["state"] == "ended" and meeting["items"][1]["state"] == "parked"
    assert [item["title"] for item in meeting["items"]][2] == "Fire drill"
    assert "customer in this chair" in ran.err, "a one-way door without a customer gets its hint, beside the answers"


def test_a_meeting_goes_on_where_it_was(command, ready: str) -> None:  # type: ignore[no-untyped-def]
    command("run", ready, input="next\nnext\nFirst decision\n")
    ran = command("run", ready, input="Second decision\nend\n", language="de")
    assert [line.split()[0] for line in ran.out.splitlines()] == ["ok", "ok"]
    titles = {decision["item_title"] for decision in command("decisions", "--json").objects}
    assert titles == {"Checkout: make the customer account optional?"}
    ended = command("run", ready, input="too late\n", language="de")
    assert ended.code == 2 and ended.out == ""


def test_a_rehearsal_counts_for_nothing(command, ready: str) -> None:  # type: ignore[no-untyped-def]
    command("run", ready, "--rehearsal", input="next\nJust trying\nend\n")
    assert command("decisions", ready, "--json").objects[0]["rehearsal"] is True
    command("run", ready, input="next\nFor real\nend\n")
    assert [decision["text"] for decision in command("decisions", ready, "--json").objects] == ["For real"]


def test_summaries_in_every_format(command, ready: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    command("run", ready, input="next\nnext\nGuest checkout #changed\nnote secret note\nend\n")
    ran = command("summary", ready, "--out", "s.pdf", "--out", "s.html", "s.md", "s.json")
    assert ran.code == 0, ran.err
    assert (tmp_path / "s.pdf").read_bytes().startswith(b"%PDF")
    for name in ("s.html", "s.md", "s.json"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert "Guest checkout" in text and "secret note" not in text
    command("summary", ready, "--notes", "--out", "n.md")
    assert "secret note" in (tmp_path / "n.md").read_text(encoding="utf-8")
    assert command("summary", ready, "bare.md").code == 0 and (tmp_path / "bare.md").is_file()
    assert "--out FILE" in command("summary", "--help").out


def test_match(command, ready: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "titles.txt").write_text("Warranty: who pays after the third repair?\n", encoding="utf-8")
    found = command("match", "Checkout: make the customer account optional?", "--from", "titles.txt", "--json").objects
    assert [row["verdict"] in ("strong", "possible", "none") for row in found] == [True, True]
    assert found[0]["story"]["source_id"] == "en-16" and found[0]["reasons"] and found[0]["milliseconds"] > 0
    assert set(found[0]["story"]) == {"id", "source_id", "headline", "language", "score"}
    assert len(found[0]["alternates"]) == 2
    told = command("match", "Checkout: make the customer account optional?", "--why").out
    assert "both say “account”" in told and "Never shown." in told and "came second: it is" in told


def test_clear_and_withdraw(command, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.csv").write_text("id,story\n1,The lift was broken for three weeks.\n", encoding="utf-8")
    command("import", "a.csv")
    assert command("clear", "1", "--by", "Jana", "--json").objects[0]["clearance"] == "cleared"
    assert len(command("stories", "--cleared", "--json").objects) == 1
    command("withdraw", "1")
    assert command("stories", "--cleared", "--json").objects == []


def test_mask(command, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "mail.txt").write_text("Write to jana@example.org.", encoding="utf-8")
    assert command("mask", "mail.txt", "--json").objects == [
        {"masked": "Write to [E-mail 1].", "spans": [{"type": "email", "start": 9, "end": 25}]}
    ]


REFUSED = [
    ("import", "missing.csv"),
    ("import", "folder"),
    ("import", "binary.csv"),
    ("import", "columns.csv"),
    ("import", "empty.csv"),
    ("agenda", "missing.md"),
    ("agenda", "folder"),
    ("agenda", "binary.csv"),
    ("agenda", "empty.csv"),
    ("agenda", "empty.csv", "--new", "Nothing"),
    ("stories", "--workspace", "missing.emptychair"),
    ("match", "Anything", "--workspace", "missing.emptychair"),
    ("meetings", "--workspace", "folder"),
    ("meetings", "--workspace", "binary.csv"),
    ("import", "good.csv", "--workspace", "readonly.emptychair"),
    ("import", "good.csv", "--workspace", "newer.emptychair"),
    ("run", "nobody", "--workspace", "good.emptychair"),
    ("summary", "nobody", "--workspace", "good.emptychair"),
    ("summary", "nobody", "--out", "x.pdf", "--workspace", "good.emptychair"),
    ("demo", "--out", "empty.csv"),
    ("mask", "missing.txt"),
    ("frobnicate",),
    ("run",),
]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("arguments", REFUSED, ids=" ".join)
def test_bad_input(command, tmp_path: Path, arguments: tuple[str, ...], language: str) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "folder").mkdir()
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "columns.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    (tmp_path / "good.csv").write_text("story\nThe lift was broken for three weeks.\n", encoding="utf-8")
    if "--workspace" in arguments:
        for name in ("good", "readonly", "newer"):
            command("import", "good.csv", "--workspace", f"{name}.emptychair")
        (tmp_path / "readonly.emptychair").chmod(0o444)
        connection = sqlite3.connect(tmp_path / "newer.emptychair")
        connection.execute("PRAGMA user_version=9999")
        connection.commit()
        connection.close()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.suffix not in ("-shm", ".lock")}
    ran = command(*arguments, language=language)
    after = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.suffix not in ("-shm", ".lock")}
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.strip().splitlines()) == 1 and "Traceback" not in ran.err, ran.err
    new = {
        path.name for path in set(after) - set(before) if path.is_file() and not path.name.endswith(("-shm", "-wal"))
    }
    assert new == set(), "nothing was written"
    assert {
        p: t for p, t in after.items() if p in before and p.is_file() and not p.name.endswith(("-shm", "-wal"))
    } == {p: t for p, t in before.items() if p.is_file() and not p.name.endswith(("-shm", "-wal"))}
