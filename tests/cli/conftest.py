"""The real command line, as a process of its own in a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


class Ran:
    """What a command said and with what it ended."""

    def __init__(self, done: subprocess.CompletedProcess[str]) -> None:
        self.code, self.out, self.err = done.returncode, done.stdout, done.stderr

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The JSON objects, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def surroundings(tmp_path: Path, root: Path) -> dict[str, str]:
    """The environment of a command: a home of its own, English, Berlin."""
    return {
        **os.environ,
        "EMPTYCHAIR_HOME": str(tmp_path / "home"),
        "EMPTYCHAIR_LANGUAGE": "en",
        "EMPTYCHAIR_ZONE": "Europe/Berlin",
        "PYTHONPATH": str(root),
        "QT_QPA_PLATFORM": "offscreen",
    }


@pytest.fixture
def command(tmp_path: Path, surroundings: dict[str, str]) -> Callable[..., Ran]:
    """`command("stories", "--json", input="…", language="de")` in the folder tmp_path."""

    def run(*arguments: object, input: str | None = None, language: str = "en") -> Ran:  # noqa: A002 - as subprocess
        done = subprocess.run(
            [sys.executable, "-m", "emptychair", *map(str, arguments)],
            input=input,
            capture_output=True,
            encoding="utf-8",
            env={**surroundings, "EMPTYCHAIR_LANGUAGE": language},
            cwd=tmp_path,
            timeout=120,
        )
        return Ran(done)

    return run
