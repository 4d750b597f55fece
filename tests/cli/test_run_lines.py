"""`run` as a script uses it: line by line over a pipe, killed, taken up again, with lines nobody expects."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

WORKSPACE = ("--workspace", "w.emptychair")


@pytest.fixture
def meeting(command, tmp_path: Path) -> str:  # type: ignore[no-untyped-def]
    """A meeting of three items without stories: its id."""
    (tmp_path / "a.md").write_text("1. Welcome (5 min)\n2. Lifts (20 min)\n3. Patents\n", encoding="utf-8")
    made = command("agenda", "a.md", "--new", "Weekly", "--json", *WORKSPACE)
    assert made.code == 0, made.err
    return made.objects[-1]["meeting"]


def texts(command, meeting: str) -> list[str]:  # type: ignore[no-untyped-def]
    return [row["text"] for row in command("decisions", meeting, "--json", *WORKSPACE).objects]


def kinds(out: str) -> list[str]:
    return [line.split()[0] for line in out.splitlines()]


def test_each_line_is_answered_before_the_next_and_survives_a_kill(  # type: ignore[no-untyped-def]
    command, meeting: str, surroundings: dict[str, str], tmp_path: Path
) -> None:
    call = [sys.executable, "-m", "emptychair", "run", meeting, *WORKSPACE]
    recorded: list[str] = []
    for lap in range(2):
        process = subprocess.Popen(
            call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=surroundings, cwd=tmp_path, encoding="utf-8"
        )
        assert process.stdin is not None and process.stdout is not None
        lines = ["next", f"Decision {lap} — für Zoë 🎉", "note half"] if lap == 0 else [f"Decision {lap} — für Zoë 🎉"]
        for line in lines:
            process.stdin.write(line + "\n")
            process.stdin.flush()
            answer = process.stdout.readline().split()  # blocks for ever if the answer is not flushed
            assert answer[0] == "ok"
            if line.startswith("Decision"):
                recorded.append(answer[1])
        process.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        process.wait(30)
        process.stdin.close()
        process.stdout.close()
    found = command("decisions", meeting, "--json", *WORKSPACE).objects
    assert [row["id"] for row in found] == recorded
    assert [row["text"] for row in found] == ["Decision 0 — für Zoë 🎉", "Decision 1 — für Zoë 🎉"]
    assert {row["item_title"] for row in found} == {"Welcome"}, "it went on at the item where it was"


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C reaches a whole console there, the test run included")
def test_an_interrupt_ends_it_quietly(  # type: ignore[no-untyped-def]
    command, meeting: str, surroundings: dict[str, str], tmp_path: Path
) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "emptychair", "run", meeting, *WORKSPACE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings,
        cwd=tmp_path,
        # Tests that run in the background ignore the interrupt, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL) and None,  # noqa: PLW1509 - no threads here
    ) as process:
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        process.stdin.write(b"Kept\n")
        process.stdin.flush()
        assert process.stdout.readline().startswith(b"ok ")
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr.read() == b""
    assert texts(command, meeting) == ["Kept"]


def test_lines_that_nobody_expects(command, meeting: str, surroundings: dict[str, str], tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    lines = [
        b"\xef\xbb\xbfnext",
        "Rückerstattung sofort".encode("cp1252"),
        b"half\xff\x00 a line\x07",
        "EUR \u202e0001 for Mül\u200bler".encode(),
        b"go " + b"9" * 5000,
        b"go 0",
        b"",
        b"   \t ",
        b"@Jana",
        b"late",
        b"Notiz",
        b"split",
        b"split one",
        b"NEXT",
        b"Zur\xc3\xbcck",
        b"late\tFire drill",
        b"word " * 40_000,
    ]
    done = subprocess.run(
        [sys.executable, "-m", "emptychair", "run", meeting, *WORKSPACE],
        input=b"\r\n".join(lines),
        capture_output=True,
        env=surroundings,
        cwd=tmp_path,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    answers = done.stdout.decode().splitlines()
    assert [answer.split()[0] for answer in answers] == (
        ["ok"] * 4 + ["error"] * 2 + ["error"] * 4 + ["ok"] + ["ok"] * 4
    ), answers
    assert texts(command, meeting)[:3] == ["Rückerstattung sofort", "halfÿ a line", "EUR 0001 for Müller"]
    items = command("meetings", meeting, "--json", *WORKSPACE).objects[0]["items"]
    assert [item["title"] for item in items] == ["Welcome", "Fire drill", "Lifts", "Patents"]


def test_undo_goes_back_to_the_start_and_no_further(command, meeting: str) -> None:  # type: ignore[no-untyped-def]
    first = command("run", meeting, *WORKSPACE, input="next\nOne\nnote a\nnote b\nundo\n")
    assert kinds(first.out) == ["ok"] * 5
    again = command("run", meeting, *WORKSPACE, input="undo\n" * 6 + "redo\n" * 3 + "Two\nend\n", language="de")
    assert kinds(again.out) == ["ok"] * 3 + ["error"] * 3 + ["ok"] * 5, again.out
    assert "Es gibt nichts rückgängig zu machen" in again.out
    assert texts(command, meeting) == ["One", "Two"]


def test_each_note_is_taken_back_by_itself(command, meeting: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    command("run", meeting, *WORKSPACE, input="next\nnote first\nnote second\nundo\nend\n")
    command("summary", meeting, "--notes", "--out", "s.json", *WORKSPACE)
    notes = json.dumps(json.loads((tmp_path / "s.json").read_text(encoding="utf-8")))
    assert "first" in notes and "second" not in notes


def test_acts_before_the_first_item_and_after_the_last(command, meeting: str) -> None:  # type: ignore[no-untyped-def]
    lines = "back\nBefore\n" + "next\n" * 6 + "After\nnote x\nlate Last words\nnext\nback\nback\n"
    ran = command("run", meeting, *WORKSPACE, input=lines)
    assert set(kinds(ran.out)) == {"ok"} and len(ran.out.splitlines()) == 14
    found = command("decisions", meeting, "--json", *WORKSPACE).objects
    assert [(row["text"], row["item_title"]) for row in found] == [("Before", "Welcome"), ("After", "Patents")]


def test_a_rehearsal_left_open_never_swallows_the_real_meeting(command, meeting: str) -> None:  # type: ignore[no-untyped-def]
    command("run", meeting, "--rehearsal", *WORKSPACE, input="next\nTrying\n")
    goes_on = command("run", meeting, "--rehearsal", *WORKSPACE, input="Trying on\n")
    assert goes_on.code == 0 and texts(command, meeting) == ["Trying", "Trying on"]
    real = command("run", meeting, *WORKSPACE, input="next\nFor real\n")
    assert real.code == 0 and "rehearsal was ended" in real.err
    found = command("decisions", meeting, "--json", *WORKSPACE).objects
    assert [(row["text"], row["rehearsal"]) for row in found] == [("For real", False)]
    refused = command("run", meeting, "--rehearsal", *WORKSPACE, input="Trying\n")
    assert (refused.code, refused.out) == (2, "") and texts(command, meeting) == ["For real"]


def test_the_other_side_and_the_lot(command, resources: Path) -> None:  # type: ignore[no-untyped-def]
    """`counter` and `draw` put another cleared story, `undo` brings the first back; where there is none they say so."""
    demo = resources / "demo"
    assert command("import", demo / "stories.csv", "--cleared-by", "Ada Test", *WORKSPACE).code == 0
    agenda = command("agenda", demo / "agendas" / "en-product-council.md", "--new", "W", "--json", *WORKSPACE)
    meeting = agenda.objects[-1]["meeting"]

    def ran(*lines: str, language: str = "en") -> tuple[list[str], dict[str, str | None]]:
        done = command("run", meeting, *WORKSPACE, input="\n".join(lines) + "\n", language=language)
        assert done.code == 0, done.err
        found = command("meetings", meeting, "--json", *WORKSPACE).objects[0]
        return done.out.splitlines(), {item["title"]: item["story"] for item in found["items"]}

    said, first = ran("next", "counter", "draw")
    assert [line.split()[0] for line in said] == ["ok", "error", "error"], "the welcome has no story"
    returns = next(title for title in first if title.startswith("Returns"))
    assert first[returns] is not None
    changed: list[str | None] = []
    for word in ("counter", "auslosen"):
        said, now = ran("go 3", word)
        assert [line.split()[0] for line in said] == ["ok", "ok"], said
        assert {title for title in now if now[title] != first[title]} <= {returns}
        changed.append(now[returns])
        assert ran("undo", "undo")[1] == first
    assert None not in changed
    said, _ = ran("go 1", "gegengeschichte", "auslosen", language="de")
    assert said[1] == "error Hier steht keine Geschichte, auf die eine andere antworten könnte: Wählen Sie zuerst eine."
