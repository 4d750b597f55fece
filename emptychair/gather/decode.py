"""Bytes to text: BOM, UTF-16 by its NULs, strict UTF-8, then the old Western code page."""

from __future__ import annotations

import codecs
from pathlib import Path

from emptychair.domain.errors import N_, BadInput, NotFound

MAX_BYTES = 512 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Raises NotFound or BadInput with a sentence that says what to do."""
    try:
        if path.is_dir():
            raise BadInput(N_("“{path}” is a folder: choose a file in it."), path=path.name or str(path))
        if not path.exists():
            raise NotFound(N_("There is no file “{path}”: check the name."), path=path.name or str(path))
        with path.open("rb") as handle:
            # Not by the size that is told: a pipe and a device have none.
            data = handle.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise BadInput(N_("“{path}” cannot be read: check that you may open it."), path=path.name[:120]) from error
    if len(data) > MAX_BYTES:
        raise BadInput(N_("“{path}” is larger than 512 MB: split it and import the parts."), path=path.name)
    return data


def decode(data: bytes, name: str) -> str:
    """The text of a file called `name`. Raises BadInput for what is no text."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise not_text(name) from error
    head = data[:4096]
    if b"\x00" in head:
        # Western text in UTF-16 has a NUL in every other byte; anything else with NULs is no text.
        for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
            if head[offset::2].count(0) > 0.6 * len(head[offset::2]) and head[1 - offset :: 2].count(0) == 0:
                return data.decode(encoding, errors="replace")
        # One here and there is a fault of whatever wrote the file; whoever reads on drops it.
        if head.count(0) > max(1, len(head) // 200):
            raise not_text(name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    start = text[:4096]
    odd = sum(1 for character in start if character < " " and character not in "\t\n\r\x0c")
    if odd > max(1, len(start) // 100):
        raise not_text(name)
    return text


def not_text(name: str) -> BadInput:
    """The refusal of a binary file."""
    return BadInput(N_("“{path}” is no text file: save it as CSV, Markdown or plain text first."), path=name)
