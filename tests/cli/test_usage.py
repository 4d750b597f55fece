"""How commands are typed, what is said to a line that is wrong, and pipes that are not there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

STORY = "id,story\n1,The lift was broken for three weeks and nobody came.\n2,A parcel was on its way for six weeks.\n"


@pytest.fixture
def library(command, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "two.csv").write_text(STORY, encoding="utf-8")
    assert command("import", "two.csv", "--workspace", "w.emptychair").code == 0


def test_options_of_every_command_stand_before_it_or_behind(command, library: None) -> None:  # type: ignore[no-untyped-def]
    behind = command("stories", "--workspace", "w.emptychair", "--json")
    before = command("--workspace", "w.emptychair", "--json", "stories")
    assert behind.code == before.code == 0 and len(before.objects) == 2
    assert before.out == behind.out


@pytest.mark.parametrize(
    ("arguments", "english", "german"),
    [
        (("frob",), "There is no command “frob”", "Den Befehl „frob“ gibt es nicht"),
        (("stories", "--frob"), "There is no option “--frob”", "Die Option „--frob“ gibt es nicht"),
        (("stories", "--json=1"), "“--json” takes no value", "„--json“ nimmt keinen Wert"),
        (("clear", "1", "--by"), "“--by” needs a value", "„--by“ braucht einen Wert"),
        (("clear", "1"), "“--by” is missing", "„--by“ fehlt"),
        (("run",), "“MEETING” is missing", "„MEETING“ fehlt"),
        (("stories", "a", "b"), "more on this line", "Diese Zeile enthält mehr"),
        (("stories", "--limit", "-1"), "“-1” is no number", "„-1“ ist keine Zahl"),
        (("match", "x", "--limit", "1e9"), "“1e9” is no number", "„1e9“ ist keine Zahl"),
        (("match", "x", "--language", "klingon"), "“klingon” is no language", "„klingon“ ist hier keine Sprache"),
        (("demo", "--language", "fr"), "“fr” is no language", "„fr“ ist hier keine Sprache"),
        (("stories", "--cleared", "--waiting"), "either --cleared or --waiting", "entweder --cleared oder --waiting"),
    ],
    ids=str,
)
def test_a_wrong_line_gets_one_sentence_in_the_persons_language(  # type: ignore[no-untyped-def]
    command, arguments: tuple[str, ...], english: str, german: str, tmp_path: Path
) -> None:
    for language, wanted in (("en", english), ("de", german)):
        ran = command(*arguments, language=language)
        assert (ran.code, ran.out) == (2, "") and len(ran.err.splitlines()) == 1
        assert wanted in ran.err
    assert list(tmp_path.iterdir()) == [], "nothing was written"


def test_help_speaks_german(command) -> None:  # type: ignore[no-untyped-def]
    for arguments in ((), ("match",), ("run",), ("import",), ("demo",)):
        german, english = (command(*arguments, "--help", language=language) for language in ("de", "en"))
        assert german.code == english.code == 0
        assert "Optionen" in german.out and "Options" not in german.out and "Usage" not in german.out
        same = set(german.out.splitlines()) & {line for line in english.out.splitlines() if len(line.split()) > 3}
        assert same == set(), "every sentence is translated"


def test_a_reader_that_goes_away_is_no_error(library: None, surroundings: dict[str, str], tmp_path: Path) -> None:
    text = "".join(f"{n},Story number {n} of a customer who waited {'very ' * 50}long.\n" for n in range(3, 2000))
    (tmp_path / "two.csv").write_text(STORY + text, encoding="utf-8")
    call = [sys.executable, "-m", "emptychair", "--workspace", "w.emptychair"]
    subprocess.run([*call, "import", "two.csv"], env=surroundings, cwd=tmp_path, check=True, capture_output=True)
    with subprocess.Popen(
        [*call, "stories", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings,
        cwd=tmp_path,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="closing a stream is the shell's work; there is a POSIX shell here")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams(library: None, surroundings: dict[str, str], tmp_path: Path, closed: str) -> None:
    (tmp_path / "a.md").write_text("1. Welcome\n2. Lifts\n", encoding="utf-8")
    for line in ("stories", "agenda a.md --new Weekly", "run Weekly", "frob"):
        shell = f"exec '{sys.executable}' -m emptychair --workspace w.emptychair {line} {closed}"
        done = subprocess.run(
            ["sh", "-c", shell],
            env=surroundings,
            cwd=tmp_path,
            capture_output=True,
            input=None if "<" in closed else b"next\n",
        )
        assert done.returncode == (2 if line == "frob" else 0), done.stderr
        assert b"Traceback" not in done.stderr


def test_a_system_without_a_language(command, library: None, surroundings: dict[str, str], tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    plain = {name: value for name, value in surroundings.items() if not name.startswith(("LC_", "LANG", "PYTHONUTF8"))}
    (tmp_path / "umlaut.csv").write_text("id,story\nü-1,Die Straße vor dem Café war tagelang gesperrt.\n", "utf-8")
    for locale in ({"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}):
        for line in (["import", "umlaut.csv"], ["stories", "ü-1"]):
            done = subprocess.run(
                [sys.executable, "-m", "emptychair", *line], env={**plain, **locale}, cwd=tmp_path, capture_output=True
            )
            assert done.returncode == 0, done.stderr
        assert "Straße vor dem Café" in done.stdout.decode("utf-8")
