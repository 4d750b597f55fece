"""The program without its windows, as bootstrap wires it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from emptychair.app.i18n import Words
from emptychair.app.ports import Matcher, Reader
from emptychair.app.service import Service
from emptychair.app.settings import Settings


@dataclass(slots=True)
class Program:
    """An open workspace and everything that acts on it. `matcher` starts its process on first use."""

    workspace: Path
    service: Service
    reader: Reader
    new_reader: Callable[[], Reader]
    matcher: Callable[[], Matcher]
    words: Words
    settings: Settings
    keep: Callable[[Settings], None]
    close: Callable[[], None]
