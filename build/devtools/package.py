"""The frozen program: PyInstaller's folder in out/package/, then its self-test and the demo, run by itself.

PyInstaller does not build for another system than its own: this task makes the program of the system it runs on.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from devtools.environment import OUT, ROOT, Stop, ensure, say

# Prints the version, and whether the interpreter is there as a shared library, which PyInstaller puts into the folder.
PROBE = """if True:
    import ctypes, os, sys, sysconfig
    name = sysconfig.get_config_var("INSTSONAME") or ""
    shared = os.name == "nt" or bool(sysconfig.get_config_var("PYTHONFRAMEWORK"))
    if not shared and (".so" in name or name.endswith(".dylib")):
        shared = os.path.exists(os.path.join(sysconfig.get_config_var("LIBDIR") or "", name))
        try:
            shared = shared or bool(ctypes.CDLL(name))
        except OSError:
            pass
    print("%d.%d" % sys.version_info[:2], int(shared))
"""


def package(arguments: list[str]) -> int:
    python = _usable_python(arguments)
    if sys.platform.startswith("linux"):
        from devtools import system

        system.ensure_binutils()
    environment = ensure("package", folder=ROOT / ".venv-package", base=python)
    target = OUT / "package"
    shutil.rmtree(target, ignore_errors=True)
    say("Freezing ...")
    start = time.monotonic()
    command = [str(environment), "-m", "PyInstaller", "build/emptychair.spec", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(target), "--workpath", str(OUT / "work")]
    if subprocess.run(command, cwd=ROOT).returncode != 0:
        raise Stop("PyInstaller could not freeze the program; its messages stand above.")
    program = executable(target)
    folder = program.parents[2] if sys.platform == "darwin" else program.parent
    if sys.platform.startswith("linux"):
        # Published with its symbol table: a fifth of its size. (Not so numpy: strip breaks its libraries).
        for path in folder.glob("_internal/typst/*.so"):
            subprocess.run(["strip", "--strip-unneeded", str(path)], check=False)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    seconds = time.monotonic() - start
    print(f"{folder.relative_to(ROOT)}: {size / 1e6:.0f} MB, frozen in {seconds:.0f} s with {python}")
    _prove(program)
    return 0


def executable(target: Path) -> Path:
    """The program inside the folder that PyInstaller made; on Windows the one that has a console."""
    if sys.platform == "darwin":
        return target / "Empty Chair.app" / "Contents" / "MacOS" / "emptychair"
    return target / "emptychair" / ("emptychair.exe" if os.name == "nt" else "emptychair")


def _usable_python(arguments: list[str]) -> str:
    """The interpreter to freeze with: Debian's own if it has its library (smaller, faster), else any that has."""
    if arguments and (len(arguments) != 2 or arguments[0] != "--python"):
        raise Stop("package takes no argument but --python PATH.")
    if arguments:
        candidates = [arguments[1]]
    else:
        names = [f"python3.{minor}" for minor in range(11, 15)]
        base = getattr(sys, "_base_executable", "") or sys.executable
        found = [path for path in map(shutil.which, names) if path]
        candidates = [*(["/usr/bin/python3"] if sys.platform.startswith("linux") else []), base, *found]
    if not arguments and sys.platform.startswith("linux"):
        _bring_shared_library(candidates[0])
    for candidate in candidates:
        if _facts(candidate)[1]:
            return candidate
    raise Stop(
        f"Freezing needs a Python of 3.11 or newer with its shared library, and {', '.join(candidates)} has none; "
        "on Debian install libpython3.11, elsewhere a Python built with --enable-shared."
    )


def _bring_shared_library(python: str) -> None:
    version, usable = _facts(python)
    if version and not usable:
        from devtools import system

        system.install([f"libpython{version}"])


def _facts(python: str) -> tuple[str, bool]:
    """Of an interpreter: its version ("" if it is too old or does not start), and whether it can be frozen with."""
    try:
        done = subprocess.run([python, "-c", PROBE], capture_output=True, text=True, check=False)
    except OSError:
        return "", False
    words = done.stdout.split()
    if len(words) != 2 or tuple(map(int, words[0].split("."))) < (3, 11):
        return "", False
    return words[0], words[1] == "1"


def _prove(program: Path) -> None:
    """The frozen program runs its own self-test and plays the demo, without anything of ours around it."""
    demo = OUT / "package-demo"
    shutil.rmtree(demo, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="emptychair-package-") as home:
        keep = ("PATH", "TMPDIR", "SYSTEMROOT", "TEMP", "TMP", "LANG", "USERPROFILE")
        environment = {name: os.environ[name] for name in keep if name in os.environ}
        environment |= {"HOME": home, "EMPTYCHAIR_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        for arguments in (["selftest"], ["demo", "--out", str(demo)]):
            start = time.monotonic()
            done = subprocess.run([str(program), *arguments], cwd=home, env=environment, timeout=600)
            if done.returncode != 0:
                raise Stop(f"The frozen program failed at: emptychair {' '.join(arguments)}")
            print(f"emptychair {arguments[0]}: ok in {time.monotonic() - start:.1f} s")
    if not (demo / "summary.pdf").is_file():
        raise Stop("The frozen program's demo left no summary.pdf.")
