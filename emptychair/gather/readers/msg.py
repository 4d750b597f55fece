"""Outlook's .msg: a mail as a compound file of properties (MS-OXMSG)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from email import message_from_string
from io import BytesIO
from typing import TYPE_CHECKING, Final

from emptychair.domain.errors import N_, BadInput
from emptychair.domain.raw_story import RawStory
from emptychair.gather.mail.charsets import decoded, header_text
from emptychair.gather.mail.letter import Letter, story_of
from emptychair.gather.mail.rtf import text_of_rtf
from emptychair.gather.reader import Refused
from emptychair.gather.source import SourceFile

if TYPE_CHECKING:
    from oxmsg.storage import Storage

MAX_BODY: Final = 8 << 20  # bytes
NO_MAIL: Final = N_("an appointment, a contact or a task, not a mail")

_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARK: Final = "__properties_version1.0".encode("utf-16-le")
_PAGES: Final = {
    65001: "utf-8", 20127: "us-ascii", 28591: "iso-8859-1", 28592: "iso-8859-2", 28595: "iso-8859-5",
    28605: "iso-8859-15", 50220: "iso-2022-jp", 50221: "iso-2022-jp", 50222: "iso-2022-jp", 51932: "euc-jp",
    51949: "euc-kr", 54936: "gb18030", 936: "gb18030", 20866: "koi8-r", 1200: "utf-16-le",
}  # fmt: skip
_UNICODE: Final = 0x001F
_BYTES: Final = 0x001E
_BINARY: Final = 0x0102
_FROM_ME: Final = 0x20  # in the flags of a mail that its owner sent
# What a damaged or hostile compound file makes its readers raise; they promise nothing.
_FAULTS: Final = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    struct.error,
    RecursionError,
    OverflowError,
    AssertionError,
)


class MsgReader:
    name = "msg"
    title = "Outlook mail (.msg)"

    def recognise(self, file: SourceFile) -> float:
        try:
            return 0.99 if file.head.startswith(_MAGIC) and _MARK in file.data else 0.0
        except BadInput:
            return 0.0

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:  # noqa: ARG002
        try:
            letter = _letter(file.data)
        except _FAULTS as error:
            raise BadInput(N_("“{path}” is damaged: save the mail from Outlook again."), path=file.name) from error
        yield Refused(1, NO_MAIL) if letter is None else story_of(letter, 1)


class _Properties:
    """Values of a mail or of an addressee by their number, in whatever way they are kept."""

    def __init__(self, storage: Storage, offset: int) -> None:
        from oxmsg.properties import Properties

        self._storage = storage
        self._known = Properties(storage, properties_header_offset=offset)
        pages = (self.number(0x3FFD), self.number(0x3FDE))  # of the properties, of the body
        self.page = pages[0] or pages[1] or 1252
        self.body_page = pages[1] or self.page

    def text(self, number: int) -> str:
        found = self._bytes(number, _UNICODE)
        if found:
            return found.decode("utf-16-le", "replace").rstrip("\x00")
        found = self._bytes(number, _BYTES)
        page = self.body_page if number in (0x1000, 0x1013) else self.page
        return decoded(found, _charset(page)).rstrip("\x00") if found else ""

    def bytes(self, number: int) -> bytes:
        return self._bytes(number, _BINARY)

    def number(self, number: int) -> int:
        try:
            return int(self._known.int_prop_value(number) or 0)
        except _FAULTS:
            return 0

    def day(self, number: int) -> str:
        try:
            found = self._known.date_prop_value(number)
            return found.date().isoformat() if found is not None and 1970 <= found.year < 2100 else ""
        except _FAULTS:
            return ""

    def _bytes(self, number: int, kind: int) -> bytes:
        try:
            return self._storage.property_stream_bytes(number, kind)[:MAX_BODY]
        except _FAULTS:
            return b""


def _letter(data: bytes) -> Letter | None:
    from olefile import OleFileIO
    from oxmsg.domain.model import MSG_HDR_OFFSET, RECIP_HDR_OFFSET
    from oxmsg.storage import Storage

    with OleFileIO(BytesIO(data)) as compound:
        root = Storage.from_ole(compound)
    found = _Properties(root, MSG_HDR_OFFSET)
    kind = found.text(0x001A).lower()
    if kind and not kind.startswith(("ipm.note", "ipm.document", "report", "ipm.post", "ipm.schedule.meeting.resp")):
        return None
    names = [found.text(number) for number in (0x0C1A, 0x0042, 0x0E04, 0x0E03)]
    people = (_Properties(storage, RECIP_HDR_OFFSET) for storage in root.iter_recipient_storages())
    names.extend(one.text(0x3001) for one in people)
    headers = _headers(found)
    html = _html(found)
    text = found.text(0x1000)
    if not text.strip() and not html:
        text, html = _rich(found)
    elif not html and _looks_linked(text):
        html = _rich(found)[1]
    if re.sub(r"<[^<>]{0,5000}>|&nbsp;|\s", "", html):
        text = ""  # Outlook made it from the HTML, with a blank line after every line
    return Letter(
        headers=headers,
        text=text.replace("\r\n", "\n").replace("\r", "\n"),
        html=html,
        attachments=sum(1 for _ in root.iter_attachment_storages()),
        report=kind.startswith("report"),
        encrypted="smime" in kind and "multipartsigned" not in kind,
        sent_on=found.day(0x0039) or found.day(0x0E06),
        names=tuple(name.strip() for together in names for name in together.split(";") if name.strip()),
        # What came in over the wire to its own sender was sent to be read.
        own=bool(found.number(0x0E07) & _FROM_ME) and "received" not in headers,
    )


def _headers(found: _Properties) -> dict[str, str]:
    """The headers as they came over the wire, and what Outlook knows where there are none."""
    headers: dict[str, str] = {}
    given = found.text(0x007D).lstrip()
    if given:
        # Outlook begins with a line of its own: "Microsoft Mail Internet Headers Version 2.0".
        first, _, rest = given.partition("\n")
        message = message_from_string(rest if first.lower().startswith("microsoft mail") else given)
        for name, value in message.raw_items():
            headers.setdefault(str(name).lower(), header_text(str(value)))
    sender, address = found.text(0x0C1A) or found.text(0x0042), found.text(0x5D01) or found.text(0x0C1F)
    name = sender.replace('"', "")
    headers.setdefault("from", f'"{name}" <{address}>' if "@" in address else name)
    for key, value in (
        ("subject", found.text(0x0037) or found.text(0x0E1D)),
        ("message-id", found.text(0x1035)),
        ("to", found.text(0x0E04)),
    ):
        if value:
            headers.setdefault(key, value)
    headers["subject"] = found.text(0x0037) or headers.get("subject", "")
    return headers


def _html(found: _Properties) -> str:
    kept = found.bytes(0x1013)
    if kept:
        return decoded(kept, _charset(found.body_page))
    return found.text(0x1013)


def _rich(found: _Properties) -> tuple[str, str]:
    packed = found.bytes(0x1009)
    if len(packed) < 16:
        return "", ""
    from compressed_rtf import decompress

    try:
        return text_of_rtf(decompress(packed))
    except Exception:  # noqa: BLE001 - the library raises nothing more exact for a damaged body; there is none then
        return "", ""


def _looks_linked(text: str) -> bool:
    """Whether Outlook made the text from HTML and left links and pictures in it."""
    return "HYPERLINK" in text or "<http" in text or "[cid:" in text


def _charset(page: int) -> str:
    return _PAGES.get(page, f"cp{page}")


READER = MsgReader()
