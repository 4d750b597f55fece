"""The virtual environment: made from a lock file with hashes, checked by a stamp, ready at once on the second call."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ROOT / "build" / "locks"
OUT = ROOT / "out"


class Stop(Exception):  # noqa: N818 - it stops the task, with a sentence
    """One sentence that says why a task cannot go on and what to do."""


def say(sentence: str) -> None:
    """Progress, on stderr: a task's stdout belongs to the task."""
    print(sentence, file=sys.stderr, flush=True)


def python_in(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ensure(level: str, *, folder: Path = ROOT / ".venv", base: str = "", fresh: bool = False) -> Path:
    """The Python of an environment that holds the lock `level` ("run", "dev" or "package"); makes or updates it.

    "dev" and "package" contain "run". `base` is the interpreter to make it with (default: the one that runs this).
    """
    python = python_in(folder)
    if not fresh and _is_current(folder, level):
        return python
    import shutil

    base = base or getattr(sys, "_base_executable", "") or sys.executable
    if sys.platform.startswith("linux"):
        from devtools import system

        system.ensure(base)
    if fresh or not _is_sound(folder):
        if folder.exists():
            if not (folder / "pyvenv.cfg").is_file():
                raise Stop(f"{folder} is in the way and is no virtual environment; please move it.")
            shutil.rmtree(folder)
        say(f"Making {folder.name} with {base} ...")
        _call([base, "-m", "venv", str(folder)], "Python could not make a virtual environment.")
    size = 800 if level == "dev" else 450
    say(f"Installing what Empty Chair needs (once; about {size} MB on disk) ...")
    _pip_install(python, LOCKS / f"{level}.lock")
    _link_project(folder)
    _stamp_file(folder).write_text(json.dumps(_state(folder, level)), encoding="utf-8")
    return python


# ------------------------------------------------------------------------------------------------------- the stamp
def _stamp_file(folder: Path) -> Path:
    return folder / "emptychair-setup.json"


def _lock_hash(level: str) -> str:
    try:
        return hashlib.sha256((LOCKS / f"{level}.lock").read_bytes()).hexdigest()
    except FileNotFoundError:
        raise Stop(f"build/locks/{level}.lock is missing.") from None


def _interpreter(folder: Path) -> str:
    """What the environment's Python is made from, so that an upgrade of it is noticed."""
    config: dict[str, str] = {}
    for line in (folder / "pyvenv.cfg").read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition("=")
        config[key.strip()] = value.strip()
    executable = Path(config.get("executable") or os.path.realpath(python_in(folder)))
    try:
        facts = executable.stat()
    except OSError:  # Windows' store does not let anybody look at its programs
        return f"{config.get('version')} {executable}"
    return f"{config.get('version')} {executable} {facts.st_size} {int(facts.st_mtime)}"


def _state(folder: Path, level: str) -> dict[str, object]:
    """What the stamp says: where the checkout lies, with which Python, which locks are installed."""
    installed = _read_stamp(folder).get("locks")
    locks = dict(installed) if isinstance(installed, dict) else {}
    locks = {name: value for name, value in locks.items() if value == _lock_hash(str(name))}
    return {"root": str(ROOT), "python": _interpreter(folder), "locks": {**locks, level: _lock_hash(level)}}


def _read_stamp(folder: Path) -> dict[str, object]:
    try:
        stamp = json.loads(_stamp_file(folder).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _is_current(folder: Path, level: str) -> bool:
    stamp = _read_stamp(folder)
    locks = stamp.get("locks")
    if not isinstance(locks, dict) or stamp.get("root") != str(ROOT) or not python_in(folder).exists():
        return False
    if not any(locks.get(name) == _lock_hash(name) for name in {level, "dev" if level == "run" else level}):
        return False
    try:
        return stamp.get("python") == _interpreter(folder)
    except OSError:
        return False


def _is_sound(folder: Path) -> bool:
    """Whether the environment can be updated in place: it starts, and it was made here with the Python of today."""
    if not python_in(folder).exists():
        return False
    stamp = _read_stamp(folder)
    try:
        if stamp and (stamp.get("root") != str(ROOT) or stamp.get("python") != _interpreter(folder)):
            return False
    except OSError:
        return False
    import subprocess

    probe = [str(python_in(folder)), "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.run(probe, capture_output=True).returncode == 0


# ------------------------------------------------------------------------------------------------------ installing
def _pip_install(python: Path, lock: Path) -> None:
    """Exactly the files of the lock. Wheels only: nothing is built or run while installing.

    Two -q: what is left are errors; a warning about a place that pip is told to look in besides helps nobody here.
    """
    command = [str(python), "-m", "pip", "install", "-q", "-q", "--disable-pip-version-check", "--no-input"]
    command += ["--require-hashes", "--only-binary", ":all:", "--no-deps", "-r", str(lock)]
    _call(command, "The packages could not be installed; is there a connection to the package index?")


def _link_project(folder: Path) -> None:
    """The project itself, editable: one line of path, relative so that no letter of it can be misread."""
    packages = next(folder.glob("lib/python3.*/site-packages"), folder / "Lib" / "site-packages")
    (packages / "emptychair.pth").write_text(os.path.relpath(ROOT, packages) + "\n", encoding="ascii")
    if os.name == "nt":
        (folder / "Scripts" / "emptychair.cmd").write_text('@"%~dp0python.exe" -m emptychair %*\n', encoding="ascii")
        return
    script = folder / "bin" / "emptychair"
    script.write_text(
        '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/python" -m emptychair "$@"\n', encoding="ascii"
    )
    script.chmod(0o755)


def _call(command: list[str], failure: str) -> None:
    import subprocess

    # A person's own PYTHONPATH or an activated environment must not reach into this one.
    drop = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")
    environment = {name: value for name, value in os.environ.items() if name not in drop}
    if subprocess.run(command, env=environment, stdin=subprocess.DEVNULL).returncode != 0:
        raise Stop(failure)
