"""Bytes and headers of mail to text: charsets that do not exist, charsets that lie, encoded words that are broken."""

from __future__ import annotations

import binascii
import re
from typing import Final

_OTHER_NAMES: Final = {
    "": "utf-8",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "ansi_x3.4-1968": "utf-8",
    "iso-8859-1": "cp1252",  # as every browser reads it: 0x80 to 0x9f are quotation marks, not control signs
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "ksc5601": "cp949",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "unicode-1-1-utf-7": "utf-7",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "x-unknown": "utf-8",
    "unknown-8bit": "utf-8",
    "8bit": "utf-8",
    "utf8mb4": "utf-8",
    "windows-874": "cp874",
    "tis-620": "cp874",
}
# Names that Python knows and that are no charset of a mail.
_NO_CHARSETS: Final = frozenset(
    {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
)
_WORD: Final = re.compile(r"=\?([^?\s*]{1,60})(?:\*[^?\s]{0,20})?\?([bqBQ])\?(.{0,4000}?)\?=", re.S)
_BETWEEN: Final = re.compile(r"(\?=)\s+(?==\?[^?\s]{1,60}\?[bqBQ]\?)")
_HEX: Final = re.compile(rb"=([0-9A-Fa-f]{2})")


def decoded(data: bytes, charset: str = "") -> str:
    """The text of `data`, which says that it is in `charset`; never raises."""
    name = charset.strip().strip("\"'").lower()
    name = _OTHER_NAMES.get(name, name)
    if name.replace("-", "_") in _NO_CHARSETS or "\x00" in name:
        name = "utf-8"
    # What is said to be Western and reads as UTF-8 beyond ASCII is UTF-8: by chance that hardly happens.
    first = "utf-8" if name.startswith(("cp125", "iso-8859", "windows-125")) and not data.isascii() else name
    for attempt in (first, name, "utf-8"):
        try:
            return data.decode(attempt)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", errors="replace")


def header_text(raw: str) -> str:
    """A header as a person reads it: unfolded, its encoded words decoded as far as they can be."""
    try:
        value = raw.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError:
        value = decoded(raw.encode("utf-8", "surrogateescape"))
    value = _BETWEEN.sub(r"\1", re.sub(r"\r?\n", "", value[:20_000]))
    pieces: list[tuple[str, bytes]] = []  # neighbours of one charset are joined first: letters are torn apart at times
    text: list[str] = []
    end = 0

    def flush() -> None:
        if pieces:
            text.append(decoded(b"".join(piece for _, piece in pieces), pieces[0][0]))
            pieces.clear()

    for found in _WORD.finditer(value):
        between = value[end : found.start()]
        if between or (pieces and pieces[0][0] != found[1].lower()):
            flush()
        text.append(between)
        pieces.append((found[1].lower(), _word_bytes(found[2], found[3])))
        end = found.end()
    flush()
    text.append(value[end:])
    return re.sub(r"[\x00-\x1f\x7f\s]+", " ", "".join(text)).strip()


def _word_bytes(encoding: str, payload: str) -> bytes:
    raw = payload.encode("utf-8", "replace")
    if encoding in "qQ":
        return _HEX.sub(lambda found: bytes((int(found[1], 16),)), raw.replace(b"_", b" "))
    raw = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    try:
        return binascii.a2b_base64(raw + b"=" * (-len(raw) % 4))
    except binascii.Error:
        try:
            return binascii.a2b_base64(raw[: len(raw) // 4 * 4])
        except binascii.Error:
            return payload.encode("utf-8", "replace")
