"""The ground: lock files, the task runner, the fonts and icons, and the Qt that holds."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

LOCKS = ("run", "dev", "package")


def requirements(text: str) -> dict[str, list[str]]:
    """Of a lock file: each pinned requirement with its hashes."""
    joined = text.replace("\\\n", " ")
    return {
        line.split(" ")[0]: re.findall(r"--hash=sha256:([0-9a-f]{64})\b", line) for line in joined.splitlines() if line
    }


@pytest.mark.parametrize("level", LOCKS)
def test_a_lock_pins_every_package_by_hash_and_names_no_host(root: Path, level: str) -> None:
    text = (root / "build" / "locks" / f"{level}.lock").read_text(encoding="utf-8")
    pinned = requirements(text)
    assert len(pinned) > 15
    assert [name for name, hashes in pinned.items() if "==" not in name or not hashes] == []
    assert re.findall(r"://|--index|--extra|--find-links|--trusted|@ file|\.(?:org|com|io|net)\b", text) == []


@pytest.mark.parametrize("level", LOCKS)
def test_a_lock_serves_every_system(root: Path, level: str) -> None:
    """Several files each for what is compiled: one hash alone would be the lock of one machine."""
    pinned = requirements((root / "build" / "locks" / f"{level}.lock").read_text(encoding="utf-8"))
    for compiled, least in {"pyside6-essentials": 4, "shiboken6": 4, "typst": 8, "markupsafe": 30}.items():
        (hashes,) = [hashes for name, hashes in pinned.items() if name.startswith(f"{compiled}==")]
        assert len(hashes) >= least, compiled


def test_the_locks_agree_and_hold_what_the_project_asks_for(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    locks = {
        level: set(requirements((root / "build" / "locks" / f"{level}.lock").read_text(encoding="utf-8")))
        for level in LOCKS
    }
    assert locks["run"] <= locks["dev"]
    assert locks["run"] <= locks["package"]
    asked = {"run": project["project"]["dependencies"], **project["dependency-groups"]}
    for level, wanted in asked.items():
        names = {pin.split("==")[0] for pin in locks[level]}
        assert {re.split(r"[\[<>=~! ]", name)[0].lower().replace("_", "-") for name in wanted} <= names


def test_the_task_runner_needs_nothing_but_python(root: Path) -> None:
    """-S -E: no site-packages, no environment, as on a machine where nothing is installed yet."""
    done = subprocess.run(
        [sys.executable, "-S", "-E", "build/dev.py", "--help"], cwd=root, capture_output=True, text=True, check=True
    )
    for task in ("run", "test", "setup", "check", "bench", "screens", "package", "translations", "lock"):
        assert re.search(rf"^  {task} ", done.stdout, re.MULTILINE), task


def test_the_task_runner_imports_only_the_standard_library(root: Path) -> None:
    names = "dev, devtools.tasks, devtools.system, devtools.lock, devtools.package"
    code = f"import sys; sys.path.insert(0, 'build'); import {names}"
    subprocess.run([sys.executable, "-S", "-E", "-c", code], cwd=root, check=True)


def test_an_unknown_task_is_one_sentence(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "build/dev.py", "fly"], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines() == ["dev.py: there is no task 'fly'; --help lists them."]


def test_this_qt_survives_200_000_signals(root: Path) -> None:
    """PySide6 6.12.0 on Python 3.11 loses a reference to True at every emit and dies after some hundred."""
    code = """if True:
        from PySide6.QtCore import QObject, Signal

        class Source(QObject):
            happened = Signal(bool, int)

        heard = 0

        def hear(flag, number):
            global heard
            heard += flag

        source = Source()
        source.happened.connect(hear)
        for number in range(200_000):
            source.happened.emit(True, number)
        print(heard)
    """
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "200000"), done.stderr[-500:]


def test_each_font_has_its_licence_and_its_weights(resources: Path, qapp: object) -> None:
    from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

    families = set()
    for path in sorted((resources / "fonts").glob("*.ttf")):
        assert (resources / "fonts" / f"OFL-{path.name.split('_')[0]}.txt").is_file(), path.name
        families |= set(QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path))))
    assert {"Inter", "Source Serif 4", "Noto Emoji", "Noto Naskh Arabic", "Noto Serif Hebrew"} <= families
    wanted = {"Inter": (400, 500, 600, 700), "Source Serif 4": (400, 600)}
    for family, weights in wanted.items():
        for weight in weights:
            font = QFont(family)
            font.setWeight(QFont.Weight(weight))
            assert (QFontInfo(font).family(), QFontInfo(font).weight()) == (family, weight)


def test_every_icon_draws_in_the_colour_it_is_given(resources: Path) -> None:
    icons = sorted((resources / "icons").glob("*.svg"))
    assert len(icons) >= 70
    for path in [*icons, resources / "chair" / "chair.svg", resources / "chair" / "chair-glyph.svg"]:
        assert "currentColor" in path.read_text(encoding="utf-8"), path.name


def test_resources_stay_small(resources: Path) -> None:
    assert sum(path.stat().st_size for path in (resources / "fonts").iterdir()) < 8_000_000


def test_every_dependency_has_its_reason_and_licence(root: Path) -> None:
    """In pyproject.toml, as a comment right above it."""
    lines = (root / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    start = lines.index("dependencies = [")
    block = lines[start + 1 : lines.index("]", start)]
    assert block[0].lstrip().startswith("#")
    for before, line in itertools.pairwise(block):
        if not line.lstrip().startswith("#"):
            assert before.lstrip().startswith("#"), line


def test_the_compiled_words_name_no_minute(resources: Path) -> None:
    """`check` compiles them anew and compares: a date of compilation would make it fail on every other minute."""
    compiled = (resources / "locale/de/LC_MESSAGES/emptychair.mo").read_bytes()
    assert b"Project-Id-Version: Empty Chair" in compiled
    assert b"-Date:" not in compiled
