"""The lock files: every package of every system and Python that we support, with the hashes of its files.

run.lock is what the program needs; dev.lock and package.lock contain it and add the tools. No index and no host is
named in them: a file is known by its hash, wherever it comes from.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

from devtools.environment import LOCKS, OUT, ROOT, Stop, python_in, say

RESOLVER = "uv==0.13.9"


def lock(arguments: list[str]) -> int:
    if set(arguments) - {"--upgrade"}:
        raise Stop("lock takes no argument but --upgrade.")
    folder = OUT / "lock-venv"
    uv = python_in(folder).with_name("uv.exe" if os.name == "nt" else "uv")
    if not uv.exists():
        venv.create(folder, with_pip=True)
        command = [str(python_in(folder)), "-m", "pip", "install", "-q", "-q", RESOLVER]
        if subprocess.run(command).returncode != 0:
            raise Stop(f"{RESOLVER} could not be installed; is there a connection to the package index?")
    LOCKS.mkdir(exist_ok=True)
    _compile(uv, LOCKS / "run.lock", [], arguments)
    for level in ("dev", "package"):
        _compile(uv, LOCKS / f"{level}.lock", ["--group", level, "--constraint", "build/locks/run.lock"], arguments)
    return 0


def _compile(uv: Path, target: Path, more: list[str], arguments: list[str]) -> None:
    say(f"Resolving {target.name} ...")
    command = [str(uv), "pip", "compile", "pyproject.toml", "--quiet", "--universal", "--python-version", "3.11"]
    command += ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
    command += ["--python", sys.executable, "--output-file", str(target.relative_to(ROOT)), *more, *arguments]
    if subprocess.run(command, cwd=ROOT).returncode != 0:
        raise Stop("The versions could not be resolved.")
