"""Bytes to text: BOM, UTF-16 by its NULs, UTF-8, then the old code page in which the letters make most sense."""

from __future__ import annotations

import codecs
import io
import os
import re
import select
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from emptychair.domain.errors import N_, BadInput, NotFound

MAX_BYTES = 512 << 20
PATIENCE: Final = 3.0  # seconds to wait for what somebody writes into a pipe
BLOCK: Final = 1 << 18  # bytes that are decoded at once
_SAMPLE: Final = 4 << 20  # bytes beyond ASCII's plain blocks that are looked at to tell the encoding
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PAGES: Final = ("cp1252", "mac_roman", "cp850", "iso8859-15")
_UTF8: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_AROUND: Final = re.compile(rb"[A-Za-z]{0,2}[\x80-\xff]+[A-Za-z]{0,2}")
_ASCII: Final = bytes(range(128))
_NO_LEAD: Final = bytes(range(0xC2))  # what does not begin a letter of several bytes
_FREQUENT: Final = frozenset("äöüßéèàç")
_USUAL: Final = frozenset("ïêâîôûëñíóúáøåæœÄÖÜÉ")
_SIGNS: Final = frozenset("’‘“”„‚–—…•·«»°§€®©™\xa0½²³›‹")


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Raises NotFound or BadInput with a sentence that says what to do."""
    with open_bytes(path) as handle:
        try:
            # Not by the size that is told: a pipe and a device have none.
            data = handle.read(MAX_BYTES + 1)
        except (OSError, ValueError) as error:
            raise _unreadable(path) from error
    if len(data) > MAX_BYTES:
        raise BadInput(N_("“{path}” is larger than 512 MB: split it and import the parts."), path=path.name)
    return data


def open_bytes(path: Path) -> BinaryIO:
    """The file, open for reading. Raises NotFound or BadInput with a sentence that says what to do."""
    try:
        if path.is_dir():
            raise BadInput(N_("“{path}” is a folder: choose a file in it."), path=path.name or str(path))
        if not path.exists():
            raise NotFound(N_("There is no file “{path}”: check the name."), path=path.name or str(path))
        if not path.is_file():
            return _opened_pipe(path)
        return path.open("rb")
    except (OSError, ValueError) as error:
        raise _unreadable(path) from error


def _opened_pipe(path: Path) -> BinaryIO:
    """A pipe into which somebody writes; OSError for one that stays silent, and for a device, which may never end."""
    if not hasattr(os, "O_NONBLOCK") or not stat.S_ISFIFO(path.stat().st_mode):
        raise OSError("not a file")
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    ready, _, _ = select.select([handle], [], [], PATIENCE)
    if not ready:
        os.close(handle)
        raise OSError("nobody writes")
    os.set_blocking(handle, True)
    return os.fdopen(handle, "rb")


def _unreadable(path: Path) -> BadInput:
    return BadInput(N_("“{path}” cannot be read: check that you may open it."), path=path.name[:120])


def encoding_of(handle: BinaryIO, name: str) -> str:
    """The encoding of the file called `name`, told by its beginning and by the first parts that are not plain ASCII.

    Raises BadInput for what is no text.
    """
    block = handle.read(BLOCK)
    for mark, encoding in _BOMS:
        if block.startswith(mark):
            return encoding
    head = block[:4096]
    if b"\x00" in head:
        # Western text in UTF-16 has a NUL in every other byte; anything else with NULs is no text.
        for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
            if head[offset::2].count(0) > 0.6 * len(head[offset::2]) and head[1 - offset :: 2].count(0) == 0:
                return encoding
        # One here and there is a fault of whatever wrote the file; whoever reads on drops it.
        if head.count(0) > max(4, len(head) // 200):
            raise not_text(name)
    odd = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\x0c")
    if odd > max(4, len(head) // 100):
        raise not_text(name)
    samples: list[bytes] = []
    while block and len(samples) * BLOCK < _SAMPLE:
        if not block.isascii():
            samples.append(block)
        block = handle.read(BLOCK)
    if not samples:
        return "utf-8"
    good = bad = 0
    for sample in samples:
        try:
            codecs.getincrementaldecoder("utf-8")().decode(sample.lstrip(bytes(range(0x80, 0xC0))) if good else sample)
            good += len(sample.translate(None, _NO_LEAD))
        except UnicodeDecodeError:
            found = _UTF8.findall(sample)
            good += len(found)
            bad += len(sample.translate(None, _ASCII)) - sum(map(len, found))
    # A few stray bytes of another page do not make a file of UTF-8 one of that page: they are read by themselves. In
    # text of such a page hardly any two bytes look like a letter of UTF-8.
    return "utf-8" if bad == 0 or good >= bad else _page(samples)


def _page(samples: list[bytes]) -> str:
    pieces = [found[0] for sample in samples[:4] for found in _first(_AROUND.finditer(sample), 2000)]
    return max(_PAGES, key=lambda page: sum(_sense(piece.decode(page, errors="replace")) for piece in pieces))


def _first(found: Iterator[re.Match[bytes]], count: int) -> Iterator[re.Match[bytes]]:
    for _, one in zip(range(count), found, strict=False):
        yield one


def _sense(piece: str) -> float:
    """How much sense the letters make that are not ASCII, seen with their neighbours."""
    score = 0.0
    for place, sign in enumerate(piece):
        if sign < "\x80":
            continue
        before, after = piece[place - 1 : place] if place else "", piece[place + 1 : place + 2]
        if sign in _FREQUENT:
            score += 2 if before.isalpha() or after.isalpha() else 1
        elif sign in _SIGNS:
            between = before.isalpha() and after.isalpha()
            score += 2 if sign == "’" and between else -1.5 if between and sign not in "’·\xa0—–…" else 1
        elif sign.isalpha() and sign < "\u0180":
            wrong = sign.isupper() and before.islower()
            score += -2 if wrong else 1.5 if sign in _USUAL else 0.5
        else:
            score -= 5 if sign == "\ufffd" or sign < "\xa0" else 2
    return score


def pieces(handle: BinaryIO, encoding: str) -> Iterator[str]:
    """The text of an open file, piece by piece; what cannot be decoded becomes U+FFFD, in UTF-8 a letter of cp1252."""
    if encoding in ("utf-8", "utf-8-sig"):
        yield from _utf8(handle, encoding == "utf-8-sig")
        return
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    while block := handle.read(BLOCK):
        yield decoder.decode(block)
    yield decoder.decode(b"", final=True)


def _utf8(handle: BinaryIO, marked: bool) -> Iterator[str]:
    if marked:
        handle.read(3)
    rest = b""
    while True:
        block = handle.read(BLOCK)
        data, rest = rest + block, b""
        text: list[str] = []
        while data:
            try:
                text.append(data.decode("utf-8"))
                break
            except UnicodeDecodeError as error:
                text.append(data[: error.start].decode("utf-8"))
                if block and error.end == len(data) and len(data) - error.start < 4:
                    rest = data[error.start :]
                    break
                text.append(data[error.start : error.end].decode("cp1252", errors="replace"))
                data = data[error.end :]
        if text:
            yield "".join(text)
        if not block:
            return


def decode(data: bytes, name: str) -> str:
    """The text of a file called `name`. Raises BadInput for what is no text."""
    return "".join(pieces(io.BytesIO(data), encoding_of(io.BytesIO(data), name)))


def not_text(name: str) -> BadInput:
    """The refusal of a binary file."""
    return BadInput(N_("“{path}” is no text file: save it as CSV, Markdown or plain text first."), path=name)
