"""The program without its windows, as bootstrap wires it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from emptychair.app.i18n import Words
from emptychair.app.ports import Matcher, Reader
from emptychair.app.service import Service
from emptychair.app.settings import Settings

if TYPE_CHECKING:
    from emptychair.app.intake_ports import Preparing


@dataclass(slots=True)
class Program:
    """An open workspace and everything that acts on it. `matcher` and `preparing` start their processes on first
    use."""

    workspace: Path
    service: Service
    reader: Reader
    new_reader: Callable[[], Reader]
    matcher: Callable[[], Matcher]
    preparing: Callable[[], Preparing]
    words: Words
    settings: Settings
    keep: Callable[[Settings], None]
    close: Callable[[], None]
