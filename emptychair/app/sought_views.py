"""What a text says once it is unpacked: mail in base64 or quoted-printable, encoded words, HTML, escapes within
escapes, letters read in the wrong encoding."""

from __future__ import annotations

import base64
import binascii
import html
import quopri
import re
import unicodedata
from collections.abc import Iterator

SOFT = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_SOFTS = re.compile(f"[{SOFT}]")
_CUT = re.compile(f"[{SOFT}]|=\\r?\\n|</?[a-zA-Z!][^<>]{{0,300}}>|&shy;|&zwn?j;|\\\\u00ad|\\\\u200[b-f]")
_ODD = re.compile(r"base64|=\?|=\r?\n|=[0-9a-f]{2}|&[#a-z]|\\u|\\\\|<[/a-z!]|ã[\x80-\xbf\u0152-\u2122]")
_HINTS = ("=", "&", "<", "\\u", "\\\\", "Ã", "Base64", "BASE64")
_LONG = re.compile(r"[\w+/\-]{60}")
_LINES = re.compile(r"(?:^[A-Za-z0-9+/_\-]{20,78}\r?\n)*^[A-Za-z0-9+/_\-]{12,78}={0,2}\r?$", re.MULTILINE)
_ONE_LINE = re.compile(r"[A-Za-z0-9+/_\-]{60,}={0,2}")
_ENCODED_WORD = re.compile(r"=\?([\w.\-]+)(?:\*\w+)?\?([bq])\?([^?\s]*)\?=", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"(\?=)(?:\s|\\[nrt])+(=\?)")
_ESCAPE = re.compile(r"\\+u([0-9a-fA-F]{4})")
_DEEP = 3  # a mail within a mail, HTML in base64
_MOST = 60  # texts out of one


def composed(text: str) -> str:
    """As it is compared: wide, bold and joined letters are letters."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def folded(text: str) -> str:
    """Small letters without accents; ä, ae and a are the same, and so are ß, ss and s. Other scripts are dropped."""
    text = text.lower()
    if not text.isascii():
        for sign, plain in (("ß", "s"), ("ł", "l"), ("ı", "i"), ("ø", "o"), ("đ", "d"), ("æ", "a"), ("œ", "o")):
            text = text.replace(sign, plain)
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    for pair, one in (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"), ("ss", "s")):
        text = text.replace(pair, one)
    return text


def odd(text: str) -> bool:
    """Whether `views` may say more of it than it says itself."""
    # One by one: an expression that looks for any of them costs five times as much.
    if any(sign in text for sign in _HINTS):
        lowered = text.lower()
        if _ODD.search(lowered):
            return True
    if not text.isascii() and _SOFTS.search(text):
        return True
    return "base64" in text or (max(map(len, text.split()), default=0) >= 60 and _LONG.search(text) is not None)


def views(text: str) -> Iterator[str]:
    """Everything that it says when unpacked, what is packed within that, too; itself not."""
    seen = {text}
    layer = [text]
    for _ in range(_DEEP):
        found: list[str] = []
        for one in layer:
            for view in _unpacked(one):
                view = composed(view)
                if view and view not in seen and len(seen) < _MOST:
                    seen.add(view)
                    found.append(view)
                    yield view
        layer = found


def _unpacked(text: str) -> Iterator[str]:
    if _CUT.search(text):
        yield _CUT.sub("", text)
    if "=?" in text:
        yield _ENCODED_WORD.sub(_word, _BETWEEN_WORDS.sub(r"\1\2", text))
    if re.search(r"=(?:[0-9A-Fa-f]{2}|\r?\n|\\r|\\n)", text):
        lines = re.sub(r"=(?:\\r)?\\n", "", text)  # as JSON writes a soft line end
        data = quopri.decodestring(lines.encode("utf-8", "replace"))
        yield data.decode("utf-8", "replace")
        yield data.decode("cp1252", "replace")
    if re.search(r"&[#a-zA-Z]\w*;", text):
        yield html.unescape(text)
    if "\\u" in text or "\\\\" in text:
        plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        yield re.sub(r"\\+([nrt\"/])", lambda found: {"n": "\n", "r": "\r", "t": "\t"}.get(found[1], found[1]), plain)
    if "Ã" in text:  # UTF-8 that somebody read as Windows' letters
        yield text.encode("cp1252", "ignore").decode("utf-8", "ignore")
    yield from _from_base64(text)


def _word(found: re.Match[str]) -> str:
    charset, kind, body = found[1], found[2].lower(), found[3]
    data = _bytes(body) if kind == "b" else quopri.decodestring(body.replace("_", " ").encode())
    # A word may end in the middle of a letter; the next one goes on.
    try:
        return (data or b"").decode(charset, "replace")
    except LookupError:
        return (data or b"").decode("latin-1")


def _from_base64(text: str) -> Iterator[str]:
    if "base64" not in text.lower() and not _LONG.search(text):
        return
    lines = text.replace("\\r", "").replace("\\n", "\n")  # as JSON writes them
    for found in (*_LINES.findall(lines), *_ONE_LINE.findall(lines)):
        data = _bytes(found)
        if data:
            yield data.decode("utf-8", "replace")
            yield data.decode("cp1252", "replace")
            if b"\0" in data:
                yield data.decode(
                    "utf-16-be" if data[:1] == b"\0" or data[:2] == b"\xfe\xff" else "utf-16-le", "replace"
                )


def _bytes(packed: str) -> bytes | None:
    packed = re.sub(r"\s", "", packed).rstrip("=").translate({0x2D: "+", 0x5F: "/"})
    try:
        return base64.b64decode(
            packed[: len(packed) // 4 * 4 if len(packed) % 4 == 1 else None] + "=" * (-len(packed) % 4)
        )
    except (binascii.Error, ValueError):
        return None
