"""The composition root: the only module that knows everything, and wires it by hand."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from emptychair.app.clock import SteadyClock, system_zone
from emptychair.app.i18n import Words, system_language
from emptychair.app.paths import data_folder, resources
from emptychair.app.service import Service
from emptychair.app.settings import Settings, load_settings
from emptychair.store.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from emptychair.app.ports import Matcher

WORKSPACE_NAME = "workspace.emptychair"


@dataclass(slots=True)
class Program:
    """The program without its windows."""

    workspace: Workspace
    service: Service
    words: Words
    settings: Settings
    settings_path: Path
    _matcher: Matcher | None = None

    def matcher(self) -> Matcher:
        """The matching process of this workspace, started on first use."""
        if self._matcher is None:
            from emptychair.store.match_client import MatchProcess

            self._matcher = MatchProcess(self.workspace.path)
        return self._matcher

    def close(self) -> None:
        """Stop the matching process, finish writing, let go of the file."""
        if self._matcher is not None:
            self._matcher.close()
        self.workspace.close()


def words_of(settings: Settings) -> Words:
    """The words in the language that the settings choose, or the system's."""
    return Words(settings.language or system_language(), resources() / "locale")


def default_workspace() -> Path:
    """Where the person's workspace lies if nobody names one."""
    return data_folder() / WORKSPACE_NAME


def load_program(path: Path | None = None, *, create: bool = True, threaded: bool = True) -> Program:
    """Open a workspace with everything but the windows. Raises UserError with nothing written."""
    settings_path = data_folder() / "settings.json"
    settings = load_settings(settings_path)
    workspace = open_workspace(path or default_workspace(), create=create, threaded=threaded)
    zone = os.environ.get("EMPTYCHAIR_ZONE") or system_zone()
    service = Service(workspace.writer, SteadyClock(), secrets.token_bytes, zone)
    return Program(workspace, service, words_of(settings), settings, settings_path)
