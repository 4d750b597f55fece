"""Mailboxes as Thunderbird, Apple Mail, Gmail's Takeout and mail servers keep them: mbox in all of its dialects."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import IO, Final

from emptychair.domain.errors import N_, BadInput
from emptychair.domain.raw_story import RawStory
from emptychair.gather.reader import Refused
from emptychair.gather.readers.eml import story_in, sureness
from emptychair.gather.source import SourceFile

MAX_MAIL: Final = 64 << 20  # bytes of one mail with its attachments
TOO_LARGE: Final = N_("the mail is larger than 64 MB")
DELETED: Final = N_("deleted in the mail program")

_FROM: Final = re.compile(rb"From (?:\S|-).{0,400}\d|From [^\s:]{1,200}\s*$")
_SURE_FROM: Final = re.compile(rb"From \S{1,200} +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +\S{2,3} +\S{1,3} +\d\d:\d\d")
_ANY_HEADER: Final = re.compile(rb">*From |[!-9;-~]{1,76}[ \t]*:")
_QUOTED_FROM: Final = re.compile(rb"^>(>*From )", re.M)
_STATUS: Final = re.compile(rb"^X-Mozilla-Status:[ \t]*([0-9a-fA-F]{4})", re.M)
_EXPUNGED: Final = 0x0008


class MboxReader:
    name = "mbox"
    title = "Mailbox (.mbox)"

    def recognise(self, file: SourceFile) -> float:
        try:
            head = file.head.lstrip(b"\xef\xbb\xbf\r\n")
        except BadInput:
            return 0.0
        first, _, rest = head.partition(b"\n")
        if not _FROM.match(first):
            return 0.0
        return 0.98 if sureness(rest) > 0 else 0.0

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:  # noqa: ARG002
        found = 0
        try:
            with file.open() as stream:
                for found, mail in enumerate(mails(stream), start=1):
                    yield _story(mail, found)
        except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            raise BadInput(N_("“{path}” cannot be read: check that you may open it."), path=file.name) from error
        if not found:
            raise BadInput(N_("“{path}” has no mail in it: choose another file."), path=file.name)


def mails(stream: IO[bytes]) -> Iterator[bytes | None]:
    """The mails of a mailbox one after the other, without their From lines; None for one that is too large.

    A From line begins a mail where a header line follows it: a sentence that begins with "From" does not.
    """
    lines: list[bytes] = []
    size = 0
    begun = large = False
    held: bytes | None = None  # a From line that waits for the line after it
    while line := stream.readline(1 << 20):
        if held is not None:
            if _ANY_HEADER.match(line):
                if begun and (lines or large):
                    yield None if large else b"".join(lines)
                lines, size, large, begun = [], 0, False, True
            else:
                lines.append(held)
            held = None
        begins = line.startswith(b"From ") and _FROM.match(line)
        # Some programs leave out the blank line in front; then the line itself has to be beyond doubt.
        if begins and (not begun or not lines or _is_blank(lines[-1]) or _SURE_FROM.match(line)):
            held = line
            continue
        if not begun and not line.strip(b"\r\n \t\xef\xbb\xbf"):
            continue
        if not begun and line.lstrip(b"\xef\xbb\xbf").startswith(b"From "):
            held = line
            continue
        size += len(line)
        if size > MAX_MAIL:
            large = True
            lines = lines[-1:]
        lines.append(line)
    if begun and (lines or large):
        yield None if large else b"".join(lines)


def _is_blank(line: bytes) -> bool:
    return not line.strip()


def _story(mail: bytes | None, row: int) -> RawStory | Refused:
    if mail is None:
        return Refused(row, TOO_LARGE)
    status = _STATUS.search(mail[:4096])
    if status and int(status[1], 16) & _EXPUNGED:
        return Refused(row, DELETED)
    return story_in(_QUOTED_FROM.sub(rb"\1", mail), row)


READER = MboxReader()
