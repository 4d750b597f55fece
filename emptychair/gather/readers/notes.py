"""Notes of stories heard, and letters: plain text, Markdown, Word and Writer. A file that is one letter is one story;
of notes, each heading's, item's or customer's part is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from emptychair.domain.errors import N_, BadInput, UserError
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.gather.columns import canonical
from emptychair.gather.decode import decode
from emptychair.gather.mail.replies import own_words, parts
from emptychair.gather.mail.signatures import is_sent_from, is_sign_off
from emptychair.gather.presets import TEXT
from emptychair.gather.prose import blocks, document_in, text_of
from emptychair.gather.rows import own_id, reason_against
from emptychair.gather.source import HEAD, SourceFile
from emptychair.gather.story_table import unquoted

_GREETING: Final = re.compile(
    r"^\W*(?:hi|hello|hey|dear|hallo|guten (?:tag|morgen|abend)|good (?:morning|afternoon|evening)|sehr geehrte[rs]?"
    r"|liebe[rs]?|moin|servus|grüezi|grüß gott|ahoi|to whom it may concern)\b",
    re.IGNORECASE,
)
# What is a text but nobody's story: agendas and minutes, papers about software, licences.
_OTHER_PAPER: Final = re.compile(
    r"^\W{0,4}(?:\d{1,2}[.)]\s)?(?:agenda(?: items)?|tagesordnung(?:spunkte)?|tops?|minutes|protokoll|attendees|present"
    r"|anwesend(?:e)?|teilnehmer(?:innen)?|action items|beschlüsse|installation|usage|getting started|licen[cs]e"
    r"|contributing|changelog|context(?: and problem statement)?|decision(?: outcome)?|consequences|considered options"
    r"|table of contents|inhaltsverzeichnis|logistics)\W{0,3}$",
    re.IGNORECASE | re.MULTILINE,
)
_CODE: Final = re.compile(
    r"[{};]\s*$|^\s*(?:#include|import\b|from \S+ import|def |class |function |const |let |var |<\?|//|/\*|\* @|package"
    r"|public |private |BEGIN:|END:|WEBVTT|\$ |>>> |#!/)|^\s*[A-Z][A-Z-]{2,}[:;]\S|\b(?:INFO|WARN|ERROR|DEBUG)\b"
)
_STAMPED: Final = re.compile(r"^\s*[\[(<]?\d{1,2}:\d{2}(?::\d{2})?\b")
_NOT_NOTES: Final = re.compile(r"(?:^|/)(?:readme|licen[cs]e|copying|changelog|notice|authors|contributing)\b", re.I)
_BULLET: Final = re.compile(r"^[-*•·‣▪–+]\s+")
_COLUMN: Final = re.compile(r"[|\t^~\x1f]|;(?=\S)")
_TIGHT: Final = re.compile(r",(?=[^\s\d])")
NO_NOTES: Final = N_("“{path}” holds no notes of stories: write each story as a paragraph of its own.")


class NotesReader:
    """The least sure of all readers: whatever else knows a file has it."""

    name = "notes"
    title = N_("Notes")

    def recognise(self, file: SourceFile) -> float:
        if document_in(file):
            return 0.55
        if _NOT_NOTES.search(file.name) or (file.is_tree and not file.head.startswith(b"{\\rtf")):
            return 0.0
        if file.head[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF") or file.tagged in ("sheet", "xml"):
            return 0.0
        try:
            if file.tagged != "html" and not file.head.startswith(b"{\\rtf"):
                head = file.head if len(file.head) < HEAD else file.head.rpartition(b"\n")[0]
                return 0.5 if _is_prose(decode(head, file.name)) else 0.0
            text = text_of(file)[:60_000]
            if file.tagged == "html":
                # A page is a letter or nothing: a mail that was saved from its program.
                return 0.5 if _is_letter(text) and not reason_against(own_words(text)) and file.table is None else 0.0
        except (UserError, ValueError, RecursionError):
            return 0.0
        return 0.5 if _is_prose(text) else 0.0

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:  # noqa: ARG002
        text = text_of(file)
        if not text.strip():
            raise BadInput(NO_NOTES, path=file.name)
        return _letter(text) if _is_letter(text) else _stories(text)


def _is_prose(text: str) -> bool:
    """Sentences, as against a table, a program, a protocol of a chat, or an agenda."""
    letter = _is_letter(text)
    return _is_spoken(text, letter) or (letter and _is_spoken(own_words(text), letter))


def _is_spoken(text: str, letter: bool) -> bool:
    lines = [_BULLET.sub("", line.strip()) for line in text.split("\n") if line.strip()]
    if not lines or canonical(lines[0]) in TEXT or _OTHER_PAPER.search(text):
        return False
    said = [line for line in lines if not line.startswith("#")]
    spoken = [line for line in said if len(line) >= 20 and len(line.split()) >= 4]
    if not spoken or (len(spoken) * 2 < len(said) and not letter):
        return False
    columns = sum(bool(_COLUMN.search(line)) for line in lines)
    tight, commas = len(_TIGHT.findall(text)), text.count(",")
    odd = sum(bool(_CODE.search(line)) or bool(_STAMPED.match(line)) for line in lines)
    return columns * 4 < len(lines) + 3 and tight * 5 <= commas + 4 and odd * 8 < len(lines) + 4


def _is_letter(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()][:200]
    if any(_GREETING.match(line) and len(line) < 120 for line in lines[:3]):
        return True
    if any(line.lstrip().startswith("#") for line in lines):
        return False  # in Markdown a line behind ">" is what somebody said
    ends = any(is_sign_off(line) or is_sent_from(line) or line.rstrip() == "--" for line in lines[1:])
    return ends or bool(parts(text).others)


def _letter(text: str) -> Iterator[RawStory | Refused]:
    said = own_words(text)
    if reason := reason_against(said):
        yield Refused(1, reason)
        return
    yield RawStory(text=said, original=text[:100_000], source_id=own_id(said), row=1)


def _stories(text: str) -> Iterator[RawStory | Refused]:
    seen: set[str] = set()
    for block in blocks(text):
        if reason := reason_against(block.text):
            yield Refused(block.line, reason)
            continue
        said, verbatim = unquoted(block.text)
        source_id = own_id(said, block.day)
        if source_id in seen:
            continue
        seen.add(source_id)
        yield RawStory(
            text=said,
            original=block.text,
            source_id=source_id,
            row=block.line,
            headline=block.heading[:200],
            verbatim=verbatim,
            happened_on=block.day,
            title=block.title[:200],
        )


READER = NotesReader()
