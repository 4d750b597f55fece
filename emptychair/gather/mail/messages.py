"""Mail as it goes over the wire (RFC 5322, MIME) to letters; broken mail is read as far as it goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import Message
from io import BytesIO
from typing import Final

from emptychair.domain.errors import BadInput
from emptychair.gather.mail.charsets import decoded, header_text
from emptychair.gather.mail.letter import TOO_DEEP, Letter
from emptychair.gather.mail.paragraphs import unflowed

MAX_DEPTH: Final = 50
MAX_PARTS: Final = 1_000
MAX_HEADERS: Final = 2_000
MAX_TEXT: Final = 2_000_000  # characters of a body; more is a file that was pasted in

_BOUNDARY: Final = re.compile(rb"boundary\s*=", re.I)
_HEADER: Final = re.compile(rb"[!-9;-~]{1,76}[ \t]*:")
_BASE64: Final = re.compile(rb"[A-Za-z0-9+/]{60,200}\r?\n")
_BULK: Final = 4_000  # lines of base64 that are kept of each run: 230 kB, far more than anybody writes
_LOOSE_COLON: Final = re.compile(rb"^([!-9;-~]{1,76})[ \t]+:")
_ENCODINGS: Final = ("quoted-printable", "base64", "7bit", "8bit", "binary", "x-uuencode", "uuencode", "x-uue", "uue")


@dataclass(slots=True)
class _Found:
    text: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    forwarded: list[Letter] = field(default_factory=list)
    attachments: int = 0
    encrypted: bool = False
    parts: int = 0


def letter_from(raw: bytes) -> Letter:
    """The letter in the bytes of one mail. Raises BadInput for one that is nested or split beyond reason."""
    if len(_BOUNDARY.findall(raw)) > MAX_PARTS:
        raise BadInput(TOO_DEEP)
    raw = _mended(_without_bulk(raw).lstrip(b"\xef\xbb\xbf\r\n\x00 \t"))
    try:
        return _letter(message_from_bytes(raw, policy=policy.compat32), 0, _Found())
    except RecursionError:
        raise BadInput(TOO_DEEP) from None


def _without_bulk(raw: bytes) -> bytes:
    """A large mail without most of its attachments: the parser would hold every line of them several times."""
    if len(raw) < 1 << 20:
        return raw
    kept: list[bytes] = []
    run = 0
    for line in BytesIO(raw):
        run = run + 1 if _BASE64.match(line) else 0
        if run <= _BULK:
            kept.append(line)
    return b"".join(kept)


def _mended(raw: bytes) -> bytes:
    """Header lines as they should be: no blank before the colon, no stray line in their midst."""
    head, blank, body = raw.partition(b"\r\n\r\n" if b"\r\n\r\n" in raw[:65_536] else b"\n\n")
    if len(head) > 1 << 20:
        return raw
    lines = head.splitlines(keepends=True)
    known = [at for at, line in enumerate(lines) if _HEADER.match(line)]
    last = known[-1] if known else 0
    for at, line in enumerate(lines):
        if line[:1] in b" \t" or line.startswith((b"From ", b">From ")):
            continue
        if _HEADER.match(line):
            lines[at] = _LOOSE_COLON.sub(rb"\1:", line)
        elif 0 < at < last:
            lines[at] = b" " + line
    return b"".join(lines) + blank + body


def _letter(message: Message, depth: int, counted: _Found) -> Letter:
    raw = list(_headers(message))
    headers: dict[str, str] = {}
    for name, value in raw:
        headers.setdefault(name.lower(), header_text(value))
    found = _Found(parts=counted.parts)
    _collect(message, depth, found)
    counted.parts = found.parts
    kind = message.get_content_type()
    return Letter(
        headers=headers,
        text="\n".join(found.text)[:MAX_TEXT],
        html="\n".join(found.html)[:MAX_TEXT],
        forwarded=tuple(found.forwarded),
        attachments=found.attachments,
        report=kind == "multipart/report" or (kind == "message/delivery-status" and not depth),
        encrypted=found.encrypted,
        header_block="\n".join(
            f"{name}: {header_text(value)}"
            for name, value in raw
            if name.lower() in ("from", "to", "cc", "reply-to", "date", "subject", "message-id")
        )[:20_000],
    )


def _headers(message: Message) -> Iterator[tuple[str, str]]:
    for count, (name, value) in enumerate(message.raw_items()):
        if count >= MAX_HEADERS:
            return
        yield str(name), str(value)


def _collect(part: Message, depth: int, found: _Found) -> None:
    """Gather the bodies under `part`: of alternatives every kind once, of a series all of them in order."""
    found.parts += 1
    if depth > MAX_DEPTH or found.parts > MAX_PARTS:
        raise BadInput(TOO_DEEP)
    kind = part.get_content_type()
    # Of a part with bytes in it this would decode them by its charset, whatever that is.
    children: object = part.get_payload() if part.is_multipart() else None
    if kind == "message/rfc822" or (kind == "text/rfc822-headers" and isinstance(children, list)):
        if isinstance(children, list) and children and isinstance(children[0], Message):
            found.forwarded.append(_letter(children[0], depth + 1, found))
        return
    if isinstance(children, list):
        if kind == "multipart/encrypted":
            found.encrypted = True
        for child in children:
            if isinstance(child, Message):
                _collect(child, depth + 1, found)
        return
    if kind in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
        found.encrypted = True
        return
    if _is_attachment(part):
        found.attachments += 1
        return
    if kind in ("text/html", "application/xhtml+xml"):
        found.html.append(_text(part))
    elif kind in ("text/enriched", "text/richtext"):
        found.text.append(re.sub(r"<<", "<", re.sub(r"<(?!<)[^<>]{0,200}>", "", _text(part))))
    elif kind in ("text/plain", "text", "text/markdown", "text/unknown") or not kind.startswith(
        ("text/", "image/", "audio/", "video/", "application/", "model/", "font/", "message/")
    ):
        _plain(part, found)
    else:
        found.attachments += 1


def _plain(part: Message, found: _Found) -> None:
    text = _text(part)
    if re.match(r"\s*<(?:!doctype|html)\b", text[:200], re.I):
        found.html.append(text)
        return
    if str(part.get_param("format", "") or "").lower() == "flowed":
        delete_space = str(part.get_param("delsp", "") or "").lower() == "yes"
        text = unflowed(text, delete_space=delete_space)
    found.text.append(text)


def _is_attachment(part: Message) -> bool:
    disposition = str(part.get("content-disposition", "") or "").lower().lstrip()
    if disposition.startswith("attachment"):
        return True
    if part.get_content_maintype() != "text":
        return False
    try:
        return bool(part.get_filename())
    except (ValueError, LookupError, TypeError, AttributeError):
        return "filename" in disposition


def _text(part: Message) -> str:
    # `quoted-printable;`, `Quoted Printable`, `8-bit`, and the encoding of somebody who wrote the content type there.
    given = str(part.get("content-transfer-encoding", "") or "").lower().replace(" ", "-")
    encoding = next((known for known in _ENCODINGS if given.startswith(known)), "8bit")
    del part["content-transfer-encoding"]
    part["Content-Transfer-Encoding"] = encoding
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AssertionError):
        data = b""
    if not isinstance(data, bytes):
        return ""
    try:
        charset = part.get_content_charset() or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        charset = ""
    if not charset and part.get_content_subtype() == "html":
        meta = re.search(rb"charset\s*=\s*[\"']?([\w.:-]{2,40})", data[:4096], re.I)
        charset = meta[1].decode("ascii", "replace") if meta else ""
    return decoded(data[: MAX_TEXT * 4], charset).replace("\r\n", "\n").replace("\r", "\n")
