"""The word lists that ship with the matcher: read once by whoever builds a library, never kept in a module."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


def folder() -> Path:
    """The folder `resources/matching`, in a checkout, a wheel or a frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources" / "matching"
    package = Path(__file__).resolve().parents[1]
    beside = package.parent / "resources"
    return (beside if beside.is_dir() else package / "resources") / "matching"


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a bundled list without blanks around them; empty lines are left out."""
    text = (folder() / name).read_text(encoding="utf-8")
    return tuple(stripped for line in text.splitlines() if (stripped := line.strip()))
