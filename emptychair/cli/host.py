"""What the commands are handed by bootstrap, so that they need not know how the program is wired."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from emptychair.app.i18n import Words
from emptychair.app.program import Program


class OpenWindows(Protocol):
    """Open the program on a workspace and run it to its end; the exit code."""

    def __call__(self, path: Path | None, *, meeting_id: str = "", demo: bool = False) -> int: ...


class Load(Protocol):
    """Open a workspace without windows. Raises UserError with nothing written."""

    def __call__(self, path: Path | None = None, *, create: bool = True, lapse: bool = False) -> Program: ...


@dataclass(frozen=True, slots=True)
class Host:
    """The program's outside, as the commands see it."""

    load: Load
    words: Callable[[], Words]
    open_windows: OpenWindows
    play_demo: Callable[[Program, str, Path], None]
    default_workspace: Callable[[], Path]
