"""What the person at this computer prefers. A file beside the workspace's folder, with only what differs from the
defaults; workspace-wide settings live in the workspace. Never a story's text, never a customer's name."""

from __future__ import annotations

import contextlib
import json
from dataclasses import fields
from pathlib import Path
from typing import Any, cast

from emptychair.domain import codec
from emptychair.domain.values import value

_LARGEST = 1_000_000  # bytes
_LONGEST = 20_000  # characters of one setting: the geometry of a window has some hundred
_CHOICES = {
    "theme": ("auto", "light", "dark"),
    "stage_theme": ("dark", "light"),
    "stage_mode": ("full", "borderless", "window"),
}
_RANGES = {"room_heights": (1.0, 20.0), "repeat_after": (0, 1000)}


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
    """The settings at `path`. A missing or unreadable file, and any field of a wrong kind or out of its range, gives
    the default; a file with anything odd in it is kept aside as `settings.odd.json`, because the next one overwrites
    it. Never raises."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("too large for settings")
        data = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError):
        _keep_aside(path)
        return Settings()
    try:
        raw = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raw = None
    if not isinstance(raw, dict):
        _keep_aside(path)
        return Settings()
    default = Settings()
    found = cast("dict[str, Any]", raw)
    kept: dict[str, Any] = {}
    odd = False
    for field in fields(Settings):
        if field.name not in found:
            continue
        given = found[field.name]
        if type(given) is int and type(getattr(default, field.name)) is float:
            given = float(given) if abs(given) < 1000 else given
        if type(given) is type(getattr(default, field.name)) and _fits(field.name, given):
            kept[field.name] = given
        else:
            odd = True
    if odd:
        _keep_aside(path)
    return Settings(**kept)


def _fits(name: str, given: Any) -> bool:
    if isinstance(given, str):
        # Printable: half a character from an escape in JSON could be shown by nobody and written by nothing.
        fits = len(given) <= _LONGEST and given.isprintable()
        return fits and (name not in _CHOICES or given in _CHOICES[name])
    low, high = _RANGES.get(name, (0, 1))
    return low <= given <= high  # neither NaN nor infinity


def _keep_aside(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.replace(path.with_name(f"{path.stem}.odd{path.suffix}"))


def save_settings(path: Path, settings: Settings) -> None:
    """Write what differs from the defaults, by way of a temporary file.

    Where nothing can be written, a preference holds until the program ends: that is no reason to stop a meeting.
    """
    default = codec.plain(Settings())
    changed = {name: value for name, value in codec.plain(settings).items() if value != default[name]}
    part = path.with_name(path.name + ".part")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(changed, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        part.replace(path)
