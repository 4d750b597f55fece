"""A canary through the whole program: its real windows and its commands, with an empty folder for temporary files.

The name and the words stand in the workspace, on the screen and on standard output where somebody asked for them, and
nowhere else: not in settings, errors, titles, temporary files, arguments or the clipboard.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest

from emptychair.app import commands as c
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Story
from tests.core import open_core

WORD = "Zwiebelfisch"
WORDS = (WORD, "Kirschholzlehne")
TELLING = f"Frau {WORD} wartete elf Wochen auf einen Stuhl mit Kirschholzlehne. Er kam nie."
_PLAY = Path(__file__).with_name("leaks_play.py")


class Watch:
    """Reads every file that comes into a folder while something runs."""

    def __init__(self, folder: Path) -> None:
        self.found: set[str] = set()
        self.files: set[str] = set()
        self._folder = folder
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()
        self._look()

    def _run(self) -> None:
        while not self._end.wait(0.003):
            self._look()

    def _look(self) -> None:
        for file in self._folder.rglob("*"):
            self.files.add(file.name)
            try:
                data = f"{file}\n".encode() + (file.read_bytes() if file.is_file() else b"")
            except OSError:
                continue
            self.found.update(f"{word} in {file.name}" for word in holds(data))


def holds(data: bytes) -> list[str]:
    """Which of the words stand in these bytes, in UTF-8 or UTF-16."""
    low = data.lower()
    return [
        word for word in WORDS if any(word.lower().encode(code) in low for code in ("utf-8", "utf-16-le", "utf-16-be"))
    ]


@pytest.fixture
def places(tmp_path: Path) -> dict[str, Path]:
    found = {name: tmp_path / name for name in ("home", "user", "tmp", "cwd")}
    for folder in found.values():
        folder.mkdir()
    return found


def surroundings(places: dict[str, Path], root: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    user, tmp = str(places["user"]), str(places["tmp"])
    return {
        **kept,
        "EMPTYCHAIR_HOME": str(places["home"]),
        "EMPTYCHAIR_LANGUAGE": "de",
        "EMPTYCHAIR_ZONE": "Europe/Berlin",
        "EMPTYCHAIR_DEBUG": "",
        "PYTHONPATH": str(root),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
        **dict.fromkeys(("HOME", "USERPROFILE"), user),
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), tmp),
    }


def beside_the_workspace(places: dict[str, Path]) -> Iterator[str]:
    for name, folder in places.items():
        for file in folder.rglob("*"):
            if file.is_file() and not file.name.startswith("workspace.emptychair"):
                yield from (f"{word} in {name}/{file.name}" for word in holds(bytes(file) + file.read_bytes()))


def workspace(places: dict[str, Path], *, ended: bool = False) -> str:
    """A story that was cleared and one that waits, and a meeting with the first; the meeting's id."""
    core = open_core(places["home"] / "workspace.emptychair")
    add = core.service.execute
    story = Story(
        StoryId(""), "de", f"{WORD} und der Stuhl", TELLING, raw=f"Von: {WORD}@example.org", customer=f"Frau {WORD}"
    )
    story_id = StoryId(add(c.AddStory(story)).entity)
    add(c.ClearStories((story_id,), "Petra Lindner"))
    add(c.AddStory(Story(StoryId(""), "de", "Wartet", TELLING + " Noch einmal.", customer=WORD)))
    meeting = core.meeting("Stühle", "Tische", stories=(story_id, story_id)).meeting.id
    for command in (c.StartMeeting, c.GoNext, c.EndMeeting) if ended else ():
        add(command(meeting))
    core.workspace.close()
    return meeting


@pytest.mark.slow
def test_the_windows(places: dict[str, Path], root: Path) -> None:
    """Every page and window with the story on it, errors in the middle of it, an export, a search, an erasure."""
    meeting = workspace(places)
    chat = places["cwd"] / "chat.zip"
    with zipfile.ZipFile(chat, "w") as archive:
        archive.writestr("_chat.txt", f"[12.03.24, 10:11:12] {WORD}: {TELLING}\n" * 3)
    with Watch(places["tmp"]) as watch:
        done = subprocess.run(
            [sys.executable, str(_PLAY)],
            input=f"{meeting}\n{WORD}\n{chat}\n".encode(),
            env=surroundings(places, root),
            cwd=places["cwd"],
            capture_output=True,
            timeout=90,
        )
    told = done.stdout.decode()
    assert done.returncode == 0 and "played to the end" in told, done.stderr.decode()[-2000:]
    assert "pages with it: 0" not in told, "the story must be on the screen"
    assert done.stderr.decode().count("ValueError") == 3, "three errors were told by their kind"
    assert holds(done.stderr) == []
    lines = [line for line in told.splitlines() if line.startswith(("title:", "process:", "clipboard:", "name:"))]
    assert any(line.startswith("title:") for line in lines) and any("_prepare" in line for line in lines)
    assert [line for line in lines if holds(line.encode())] == []
    assert watch.found == set()
    chat.unlink()
    for export in places["cwd"].glob("*.pdf"):
        export.unlink()  # what somebody asked for
    assert list(beside_the_workspace(places)) == []
    assert (places["home"] / "settings.json").exists() and list(places["tmp"].iterdir()) == []


@pytest.mark.slow
def test_the_commands(places: dict[str, Path], root: Path) -> None:
    """Standard output is what somebody asked for; errors and files are not."""
    meeting = workspace(places, ended=True)
    cwd = places["cwd"]
    mail = f"From: {WORD} <w@example.org>\nSubject: Stuhl\nMessage-ID: <1@x>\n\n{TELLING}\n\nGrüße\n{WORD}\n"
    (cwd / "mail.eml").write_text(mail, encoding="utf-8")
    (cwd / "broken.csv").write_text(f'id,text\n1,"{TELLING}\n2,{WORD}\n', encoding="utf-8")
    (cwd / "bad.json").write_text(f'[{{"text": "{TELLING}", ', encoding="utf-8")
    (cwd / "odd.xlsx").write_bytes(b"PK\x03\x04" + TELLING.encode() * 20)
    env = surroundings(places, root)
    told = ""
    with Watch(places["tmp"]) as watch:
        for line in (
            ["import", "mail.eml"],
            ["import", "broken.csv"],
            ["import", "bad.json"],
            ["import", "odd.xlsx"],
            ["mask", "mail.eml"],
            ["stories", "--search", WORD],
            ["summary", meeting, "--out", "out.pdf"],
            ["summary", meeting, "--out", "out.html"],
            ["erase", "Kirschholzlehne"],
            ["nonsense", TELLING],
        ):
            done = subprocess.run(
                [sys.executable, "-m", "emptychair", *line], env=env, cwd=cwd, capture_output=True, timeout=60
            )
            told += f"{line[0]} {done.returncode} {done.stderr.decode()}\n"
            if line[0] != "nonsense":  # a parser says what it does not know
                assert holds(done.stderr) == [], line[0]
            if line[0] in ("import", "summary"):
                assert holds(done.stdout) == [], line[0]
    assert watch.found == set()
    assert told.count(" 0 ") == 6, told
    for file in cwd.iterdir():
        file.unlink()
    assert list(beside_the_workspace(places)) == []
    assert list(places["tmp"].iterdir()) == []


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="reads /proc and kills as POSIX does")
def test_an_import_that_is_killed(places: dict[str, Path], root: Path) -> None:
    """Neither its temporary files nor the arguments and surroundings of its processes tell of anybody."""
    rows = "".join(f"{n},Zeile {n}: {TELLING} {n * 7919}\n" for n in range(20_000))
    (places["cwd"] / "many.csv").write_text("id,text\n" + rows, encoding="utf-8")
    with Watch(places["tmp"]) as watch:
        process = subprocess.Popen(
            [sys.executable, "-m", "emptychair", "import", "many.csv"],
            env=surroundings(places, root),
            cwd=places["cwd"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        end = time.monotonic() + 60
        children: list[int] = []
        while not children and process.poll() is None and time.monotonic() < end:
            children = children_of(process.pid)
        assert children, "the process that prepares must be there"
        for pid in (process.pid, *children):
            told = Path(f"/proc/{pid}/cmdline").read_bytes() + Path(f"/proc/{pid}/environ").read_bytes()
            assert holds(told) == []
        process.send_signal(signal.SIGKILL)
        out, err = process.communicate(timeout=30)
    assert holds(out) == [] and holds(err) == [] and watch.found == set()
    assert list(places["tmp"].iterdir()) == []
    (places["cwd"] / "many.csv").unlink()
    assert list(beside_the_workspace(places)) == []


def children_of(parent: int) -> list[int]:
    found: list[int] = []
    for task in Path("/proc").glob(f"{parent}/task/*/children"):
        try:
            found += [int(pid) for pid in task.read_text().split()]
        except OSError:
            continue
    return found
