"""System libraries that Qt loads on Linux and no wheel brings, and what Debian leaves out of Python."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from pathlib import Path

from devtools.environment import Stop, say

# Read off the NEEDED entries of PySide6-Essentials 6.11.3: shared object -> package of Debian and Ubuntu.
EVERYWHERE = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
}
FOR_A_WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


def ensure(base: str) -> None:
    """Install what Qt and the interpreter `base` lack, where that is allowed; without what a Qt without windows needs,
    or without a way to make an environment, stop with the one line to type."""
    missing = _missing(EVERYWHERE) | _missing(FOR_A_WINDOW) | _missing_of_python(base)
    if not missing or install(sorted(set(missing.values()))):
        return
    sentence = _what_to_type(missing)
    if _missing(EVERYWHERE) or _missing_of_python(base):
        raise Stop(sentence)
    say(f"Windows will not open yet. {sentence}")


def _missing_of_python(base: str) -> dict[str, str]:
    """Debian's Python comes without ensurepip; a package of its version brings it."""
    code = "import sys; print('python%d.%d-venv' % sys.version_info[:2]); import ensurepip, venv"
    done = subprocess.run([base, "-c", code], capture_output=True, text=True, check=False)
    return {} if done.returncode == 0 else {"Python's ensurepip": done.stdout.strip() or "python3-venv"}


def ensure_binutils() -> None:
    """PyInstaller reads shared objects with objdump."""
    if not shutil.which("objdump") and not install(["binutils"]):
        raise Stop("Freezing needs objdump; type: sudo apt-get install -y binutils")


def _missing(table: dict[str, str]) -> dict[str, str]:
    missing: dict[str, str] = {}
    for name, package in table.items():
        try:
            ctypes.CDLL(name)
        except OSError:
            missing[name] = package
    return missing


def _what_to_type(missing: dict[str, str]) -> str:
    if shutil.which("apt-get"):
        packages = " ".join(sorted(set(missing.values())))
        return f"Empty Chair needs more of the system; type: sudo apt-get install -y {packages}"
    return f"Empty Chair needs more of the system; please install what holds {', '.join(sorted(missing))}."


def install(packages: list[str]) -> bool:
    """Whether apt installed them. Only as root, or with a sudo that asks for no password: never asks anything."""
    if not shutil.which("apt-get"):
        return False
    first: list[str] = []
    if os.geteuid() != 0:
        if not shutil.which("sudo") or subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode != 0:
            return False
        first = ["sudo", "-n"]
    say(f"Installing from the system's packages: {' '.join(packages)} ...")
    install = [*first, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-qq", "-y"]
    install += ["--no-install-recommends", *packages]
    lists = Path("/var/lib/apt/lists")
    # The package lists of a fresh image are empty, and old ones name files that are gone: then ask for them once.
    if lists.is_dir() and any(lists.glob("*_Packages*")) and _quietly(install):
        return True
    _quietly([*first, "apt-get", "update", "-qq"])
    return _quietly(install)


def _quietly(command: list[str]) -> bool:
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True).returncode == 0
