"""One mail in a file: .eml, and Apple Mail's .emlx."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from emptychair.domain.errors import N_, BadInput
from emptychair.domain.raw_story import RawStory
from emptychair.gather.mail.letter import story_of
from emptychair.gather.mail.messages import letter_from
from emptychair.gather.reader import Refused
from emptychair.gather.source import SourceFile

_HEADER: Final = re.compile(rb"^([!-9;-~]{1,76})[ \t]*:", re.M)
_KNOWN: Final = frozenset(
    b"from to cc date subject received message-id mime-version return-path delivered-to reply-to content-type sender "
    b"x-mailer user-agent content-transfer-encoding x-received dkim-signature authentication-results references "
    b"in-reply-to x-originating-ip thread-topic".split()
)
_APPLE: Final = re.compile(rb"\A\s*\d{1,10}[ \t]*\r?\n(?=[!-9;-~]{1,76}:)")


class EmlReader:
    name = "eml"
    title = "Mail (.eml)"

    def recognise(self, file: SourceFile) -> float:
        try:
            head = file.head
        except BadInput:
            return 0.0
        return sureness(head)

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:  # noqa: ARG002
        raw = file.data
        if not raw.strip():
            raise BadInput(N_("“{path}” is empty: choose a file with mail."), path=file.name)
        yield story_in(_without_count(raw), 1)


def story_in(raw: bytes, row: int) -> RawStory | Refused:
    """The story in the bytes of one mail, or why there is none; one that is broken beyond reading is refused."""
    try:
        return story_of(letter_from(raw), row)
    except BadInput as error:
        return Refused(row, error.message_id)


def sureness(head: bytes) -> float:
    """How surely a file that begins with `head` is one mail: it begins with a block of header lines of mail."""
    head = _without_count(head).lstrip(b"\xef\xbb\xbf\r\n\t \x00")
    block = re.split(rb"\r?\n\r?\n|\r\r", head, maxsplit=1)[0][:65_536]
    first = _HEADER.match(block)
    if first is None:
        return 0.0
    names = {found[1].lower() for found in _HEADER.finditer(block)}
    known = len(names & _KNOWN)
    if not names & {b"from", b"subject", b"received", b"message-id", b"date", b"mime-version"}:
        return 0.0
    # Headers and what is folded under them, nothing else.
    lines = block.splitlines()
    odd = sum(1 for line in lines if line[:1] not in b" \t" and not _HEADER.match(line))
    if odd > max(2, len(lines) // 10):
        return 0.0
    return 0.97 if known >= 4 else 0.9 if known == 3 else 0.6 if known == 2 else 0.5


def _without_count(raw: bytes) -> bytes:
    """Apple Mail writes the number of bytes in front, and a property list behind them."""
    found = _APPLE.match(raw[:128])
    if found is None:
        return raw
    count = int(found[0])
    return raw[found.end() : found.end() + count] if 0 < count <= len(raw) else raw[found.end() :]


READER = EmlReader()
