"""What the person at this computer prefers. A file beside the workspace's folder, with only what differs from the
defaults; workspace-wide settings live in the workspace. Never a story's text, never a customer's name."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any, cast

from emptychair.domain import codec
from emptychair.domain.values import value


@value
class Settings:
    """Every field with its default."""

    language: str = ""  # "" follows the system
    theme: str = "auto"  # auto | light | dark
    stage_theme: str = "dark"  # dark | light
    reduce_motion: bool = False
    stage_screen: str = ""  # identity of the wall's screen: manufacturer|model|serial|geometry
    stage_mode: str = "full"  # full | borderless | window
    person: str = ""  # who clears stories at this computer
    room_heights: float = 6.0  # farthest seat, in picture heights; 6 is the most that the smallest size serves
    include_notes: bool = False  # private notes in exported summaries
    repeat_after: int = 12  # meetings of a series before a story may come again
    last_workspace: str = ""
    window: str = ""  # geometry of the main window, base64
    console: str = ""  # geometry of the console, base64


def load_settings(path: Path) -> Settings:
    """The settings at `path`. A missing or unreadable file, and any field of a wrong kind, gives the default."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(raw, dict):
        return Settings()
    default = Settings()
    found = cast("dict[str, Any]", raw)
    kept: dict[str, Any] = {
        field.name: found[field.name]
        for field in fields(Settings)
        if field.name in found and type(found[field.name]) is type(getattr(default, field.name))
    }
    return Settings(**kept)


def save_settings(path: Path, settings: Settings) -> None:
    """Write what differs from the defaults, by way of a temporary file."""
    default = codec.plain(Settings())
    changed = {name: value for name, value in codec.plain(settings).items() if value != default[name]}
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps(changed, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    part.replace(path)
