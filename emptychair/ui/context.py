"""What every window is handed at its birth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from emptychair.app.i18n import Words
from emptychair.app.ports import Matcher, Reader
from emptychair.app.service import Service
from emptychair.app.settings import Settings
from emptychair.ui.bus import Bus

if TYPE_CHECKING:
    from PySide6.QtCore import QTranslator

    from emptychair.app.intake_ports import Preparing
    from emptychair.ui.theme import Theme


@dataclass(slots=True)
class UiContext:
    """The wiring of the windows, made once by bootstrap. `keep` saves changed settings."""

    service: Service
    bus: Bus
    reader: Reader  # for the window's thread only
    words: Words
    theme: Theme
    settings: Settings
    matcher: Callable[[], Matcher]  # started on first use: it is a process of its own
    new_reader: Callable[[], Reader]  # one more reader, for a worker thread
    keep: Callable[[Settings], None]
    workspace: Path
    preparing: Callable[[], Preparing]  # makes stories of imported rows; what it changed comes as `bus.changed`
    demo: bool = False
    qt_words: QTranslator | None = None  # of Qt's own dialogs, beside `words`
    tasks: list[object] = field(default_factory=list)  # keeps running jobs alive
