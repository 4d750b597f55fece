"""Rich text as Outlook keeps mail in it: plain, or with the HTML that it was made from inside (MS-OXRTFEX)."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

MAX_TEXT: Final = 4_000_000  # characters
MAX_DEPTH: Final = 1_000

_TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|\r\n?|\n|([^\\{}\r\n]+)|\\", re.S
)
_CHARSETS: Final = {
    0: 1252, 2: 1252, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255,
    178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250,
}  # fmt: skip
_SILENT: Final = frozenset(
    b"fonttbl colortbl stylesheet info pict object themedata colorschememapping datastore latentstyles listtable "
    b"listoverridetable rsidtbl generator xmlnstbl header footer headerl headerr footerl footerr fldinst bkmkstart "
    b"bkmkend filetbl revtbl pgdsctbl nonshppict shppict wgrffmtfilter mmathPr userprops".split()
)
_SIGNS: Final = {
    b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"tab": "\t", b"cell": "\t",
    b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•", b"emspace": " ", b"enspace": " ", b"qmspace": " ",
}  # fmt: skip


@dataclass(slots=True)
class _State:
    """What a group inherits from the one around it."""

    silent: bool = False
    html: bool = False  # inside {\*\htmltag …}
    rtf_only: bool = False  # \htmlrtf: for readers that know no HTML
    skip: int = 1  # bytes that stand for a \u sign
    codec: str = ""


def text_of_rtf(data: bytes) -> tuple[str, str]:
    """(text, HTML) of `data`: one of them is "". Never raises; what cannot be read is left out."""
    from_html = b"\\fromhtml" in data[:4096]
    parts: list[str] = []
    size = 0
    state = _State(codec="cp1252")
    stack: list[_State] = []
    default = "cp1252"
    fonts: dict[int, str] = {}
    font = 0
    in_fonts = 0  # depth of the font table
    pending = bytearray()  # bytes of one code page, decoded together: letters of two bytes
    skipping = 0
    starred = False

    def flush() -> None:
        nonlocal size
        if pending:
            text = pending.decode(state.codec or default, "replace")
            size += len(text)
            parts.append(text)
            pending.clear()

    def wanted() -> bool:
        if state.silent:
            return False
        return not from_html or state.html or not state.rtf_only

    for token in _TOKEN.finditer(data):
        word, number, code, sign, brace, text = token.groups()
        if size > MAX_TEXT:
            break
        if brace is not None:
            flush()
            starred = False
            skipping = 0
            if brace == b"{":
                if len(stack) >= MAX_DEPTH:
                    break
                stack.append(state)
                state = _State(state.silent, state.html, state.rtf_only, state.skip, state.codec)
            else:
                if not stack:
                    break
                state = stack.pop()
                if len(stack) < in_fonts:
                    in_fonts = 0
            continue
        if word is not None:
            value = int(number) if number else None
            if word == b"ansicpg" and value:
                default = state.codec = _codec(value, default)
            elif word == b"mac":
                default = state.codec = "mac_roman"
            elif word == b"fonttbl":
                in_fonts = len(stack)
                state.silent = True
            elif word == b"f" and value is not None:
                font = value
                if not in_fonts:
                    flush()
                    state.codec = fonts.get(font, default)
            elif word == b"fcharset" and value is not None and in_fonts:
                fonts[font] = _codec(_CHARSETS.get(value, 0), default)
            elif word == b"uc" and value is not None:
                state.skip = max(0, min(value, 16))
            elif word == b"u" and value is not None:
                flush()
                if wanted():
                    parts.append(_sign(value))
                    size += 1
                skipping = state.skip
            elif word == b"htmltag" and starred:
                state.silent, state.html = False, True
            elif word == b"mhtmltag":
                state.silent = True
            elif word == b"htmlrtf":
                flush()
                state.rtf_only = value != 0
            elif word == b"bin" and value:
                return "", ""  # pictures in mail are never bare bytes: not worth the risk of losing the place
            elif word in _SILENT or (starred and word != b"htmltag"):
                flush()
                state.silent = True
            elif word in _SIGNS:
                flush()
                if wanted():
                    parts.append(_SIGNS[word])
            elif word == b"plain" and not in_fonts:
                flush()
                state.codec = default
            starred = False
            continue
        if code is not None:
            if skipping:
                skipping -= 1
            elif wanted():
                pending.append(int(code, 16))
            continue
        if sign is not None:
            if sign == b"*":
                starred = True
                continue
            if skipping:
                skipping -= 1
            elif wanted():
                flush()
                parts.append(
                    {b"~": " ", b"_": "-", b"-": "", b"\n": "\n", b"\r": "\n"}.get(sign, sign.decode("latin-1"))
                )
            continue
        if text is not None:
            if skipping:
                cut = min(skipping, len(text))
                skipping -= cut
                text = text[cut:]
            if wanted():
                pending.extend(text)
    flush()
    found = _joined("".join(parts)).replace("\x00", "")
    return ("", found) if from_html else (found.strip(), "")


def _codec(page: int, default: str) -> str:
    name = {10000: "mac_roman", 65001: "utf-8", 0: default, 936: "gb18030"}.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return default


def _sign(value: int) -> str:
    return chr(value & 0xFFFF)


def _joined(text: str) -> str:
    """Emojis come as two halves."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
