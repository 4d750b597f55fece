"""Files of a summary: a name that every system takes, and a write that is whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from pathlib import Path

from emptychair.domain.errors import N_, BadInput, NotFound, UserError
from emptychair.report.typography import line

LONGEST = 120  # characters of a file name; with any script under the 255 bytes of the usual file systems
_LONGEST_BYTES = 200  # UTF-8: leaves room for what synchronising programs append
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
# Names that Windows keeps for devices, alone or before any extension.
_DEVICES = re.compile(r"(?i)^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?= *(?:\.|$))")
# Marks that no reader sees: they could hide the true end of a name.
_INVISIBLE = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_EDGE = "-. ~\u00a0"
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


def safe_name(title: str, suffix: str) -> str:
    """A file name out of `title` with `suffix` (".pdf") that Windows, macOS and Linux take, inside its folder.

    Signs that some system forbids become hyphens; spaces and the letters of every script stay. "CON" becomes "CON_", an
    empty title "summary". ValueError if `suffix` is not a plain suffix.
    """
    suffix = suffix.lower()
    if not _SUFFIX.fullmatch(suffix):
        raise ValueError(f"not a suffix: {suffix!r}")
    stem = line(_INVISIBLE.sub("", _FORBIDDEN.sub("-", line(title)))).strip(_EDGE)[: LONGEST - len(suffix) - 1]
    while len((stem + suffix).encode()) > _LONGEST_BYTES:
        stem = stem[:-1]
    stem = _DEVICES.sub(r"\1_", stem.rstrip(_EDGE), count=1)
    return (stem or "summary") + suffix


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` at `path`, whole or not at all: a new file beside it, flushed to the disk, then renamed over it.

    Raises NotFound or BadInput with one sentence; the file that was there is then as it was, and nothing else is left.
    """
    check_target(path)
    try:
        _write(path.parent / f".emptychair-{os.urandom(6).hex()}.tmp", path, data)
    except (OSError, ValueError) as error:
        raise _sentence(error, path) from error


def check_target(path: Path) -> None:
    """Refuse a place that can be seen not to take a file, without touching it. Raises NotFound or BadInput."""
    folder = path.parent
    try:
        if path.is_dir():
            raise BadInput(N_("“{path}” is a folder; add a file name, for example summary.pdf."), path=path)
        if not folder.exists():
            raise NotFound(N_("The folder “{folder}” does not exist; create it or choose another one."), folder=folder)
        if not folder.is_dir():
            raise BadInput(N_("“{folder}” is a file and not a folder; choose another place."), folder=folder)
        # Mode bits too: for an administrator every file is writable, also one that was locked on purpose.
        if path.exists() and not (os.access(path, os.W_OK) and path.stat().st_mode & 0o222):
            raise BadInput(N_("“{path}” is write-protected; choose another name."), path=path)
        if not os.access(folder, os.W_OK):
            raise BadInput(N_("Nothing may be written in “{folder}”; choose another folder."), folder=folder)
    except (OSError, ValueError) as error:
        raise _sentence(error, path) from error


def _write(temporary: Path, path: Path, data: bytes) -> None:
    # Not mkstemp: its files are for the owner alone, and a summary has the permissions of any other document.
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    # The rename itself is in the folder; Windows has no handle for folders, and some shares refuse it.
    with contextlib.suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _sentence(error: OSError | ValueError, path: Path) -> UserError:
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return BadInput(N_("Nothing may be written in “{folder}”; choose another folder."), folder=path.parent)
    if number in (errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC):
        return BadInput(
            N_("The disk of “{folder}” is full; free some space or choose another one."), folder=path.parent
        )
    if number in (errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ):
        return BadInput(
            N_("This system does not take the name “{name}”; choose a shorter, simpler one."), name=path.name
        )
    return BadInput(N_("“{path}” could not be written; choose another name or folder."), path=path)
