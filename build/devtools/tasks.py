"""The tasks by name. Each gets the arguments behind its name and returns an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from devtools.environment import ROOT, Stop, ensure, say


def setup(arguments: list[str]) -> int:
    if set(arguments) - {"--fresh"}:
        raise Stop("setup takes no argument but --fresh.")
    ensure("dev", fresh="--fresh" in arguments)
    return 0


def run(arguments: list[str]) -> int:
    python = ensure("run")
    if _has_display():
        return _become(python, ["-m", "emptychair", "demo", *arguments])
    if "--out" in arguments:
        say("There is no display here, so the demo is played without one.")
    else:
        say("There is no display here, so the demo is played without one; its pictures and summary go to demo-out/.")
        arguments = ["--out", str(ROOT / "demo-out"), *arguments]
    return _become(python, ["-m", "emptychair", "demo", *arguments], QT_QPA_PLATFORM="offscreen")


def test(arguments: list[str]) -> int:
    # Offscreen whatever the desk's own Qt is set to: pictures and sizes in tests are compared, and no window pops up.
    words = {"QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
    os.environ.pop("LC_ALL", None)
    os.environ.pop("LANGUAGE", None)
    return _become(ensure("dev"), ["-m", "pytest", *arguments], folder=ROOT, **words)


def check(arguments: list[str]) -> int:
    return _tool("check.py", arguments)


def bench(arguments: list[str]) -> int:
    if arguments[:1] == ["matching"]:
        # A folder of stories and titles is meant from where the person stands, not from the checkout.
        arguments = ["matching", *(str(Path(one).resolve()) for one in arguments[1:])]
    return _tool("bench", arguments, **({} if _has_display() else {"QT_QPA_PLATFORM": "offscreen"}))


def screens(arguments: list[str]) -> int:
    return _tool("screens.py", arguments, QT_QPA_PLATFORM="offscreen")


def models(arguments: list[str]) -> int:
    return _tool("models.py", arguments)


def icons(arguments: list[str]) -> int:
    return _tool("icons.py", arguments, QT_QPA_PLATFORM="offscreen")


def translations(arguments: list[str]) -> int:
    return _tool("translations.py", arguments)


def package(arguments: list[str]) -> int:
    from devtools import package

    return package.package(arguments)


def lock(arguments: list[str]) -> int:
    from devtools import lock

    return lock.lock(arguments)


TASKS: dict[str, Callable[[list[str]], int]] = {
    task.__name__: task
    for task in (setup, run, test, check, bench, screens, models, package, lock, translations, icons)
}


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _tool(name: str, arguments: list[str], **environment: str) -> int:
    """Run one of the scripts beside dev.py in the environment."""
    script = ROOT / "build" / name
    if not script.exists():
        raise Stop(f"build/{name} is missing.")
    return _become(ensure("dev"), [str(script), *arguments], folder=ROOT, **environment)


def _become(python: Path, arguments: list[str], *, folder: Path | None = None, **environment: str) -> int:
    """Replace this process by `python arguments`, so that signals and exit codes are the program's own."""
    os.environ.update(environment)
    # Bytecode is kept whatever the desk says: tests start the program hundreds of times, and to compile it anew
    # each time takes longer than all else that it does.
    for name in ("PYTHONPATH", "PYTHONHOME", "__PYVENV_LAUNCHER__", "PYTHONDONTWRITEBYTECODE"):
        os.environ.pop(name, None)
    if folder is not None:
        os.chdir(folder)
    if os.name == "posix":
        os.execv(python, [str(python), *arguments])
    import subprocess

    # exec on Windows would return to the shell at once and leave the program behind.
    try:
        return subprocess.call([str(python), *arguments])
    except KeyboardInterrupt:
        return 130
