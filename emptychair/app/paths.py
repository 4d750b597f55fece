"""Where things lie: the files that ship with the program, and the user's own folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def resources() -> Path:
    """Fonts, icons, styles, templates, words and demo stories, in a checkout, a wheel or a frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    package = Path(__file__).resolve().parents[1]
    beside = package.parent / "resources"
    return beside if beside.is_dir() else package / "resources"


def data_folder() -> Path:
    """The user's data folder by the rules of the platform; EMPTYCHAIR_HOME replaces it. Not created here."""
    chosen = os.environ.get("EMPTYCHAIR_HOME")
    if chosen:
        return Path(chosen)
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "EmptyChair"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "EmptyChair"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "emptychair"
