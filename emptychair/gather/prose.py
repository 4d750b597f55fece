"""Notes and letters as people keep them: a text, a Word or Writer document, in the blocks that its writer made."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.parsers import expat

from emptychair.domain.errors import N_, BadInput, UserError
from emptychair.gather.dates import iso_date
from emptychair.gather.mail.paragraphs import unwrapped
from emptychair.gather.source import TORN, SourceFile, damaged

MAX_NOTES: Final = 4 << 20  # bytes of text
MAX_DOCUMENT: Final = 48 << 20  # bytes of the text's part of a document, unpacked
MAX_RATIO: Final = 250
TOO_LONG: Final = N_("“{path}” is too long for notes: import it in parts.")
BOMB: Final = N_("“{path}” unpacks to far more than it should: unpack it yourself and import its parts.")
OWN_WORDS: Final = N_("“{path}” defines words of its own in XML, which no export does: it is not opened.")

_PARTS: Final = {"word/document.xml": "word", "content.xml": "writer"}
_HEADING: Final = re.compile(r"^ {0,3}#{1,6}\s+(?P<said>.+?)\s*#*\s*$")
_UNDERLINE: Final = re.compile(r"^\s{0,3}(?:={3,}|-{3,})\s*$")
_RULE: Final = re.compile(r"^\s{0,3}(?:(?:[-*_=~#+–—]\s?){3,}|\*\s\*\s\*)\s*$")
_ITEM: Final = re.compile(r"^(?P<in>\s*)(?:[-*•·‣▪–+]|\(?\d{1,3}[.)]|[a-z]\))\s+(?=\S)")
_QUOTED: Final = re.compile(r"^\s{0,3}>\s?")
_MARKS: Final = re.compile(
    r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1|(?<!\w)([*_])(?=[^\s*_])([^*_\n]{1,500}?)(?<=\S)\3(?!\w)"
)
_LINK: Final = re.compile(r"!?\[([^\]\n]{0,500})\]\([^)\s]{0,2000}\)")
_DATED: Final = re.compile(
    r"^\W{0,3}(?P<day>\d{4}-\d{2}-\d{2}|\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{1,2}/\d{1,2}/\d{2,4}"
    r"|\d{1,2}\.?\s(?:of\s)?[^\W\d_]{3,9}\.?,?\s\d{4}|[^\W\d_]{3,9}\s\d{1,2},\s\d{4})\s*(?:[:–—,-]\s*|\s|$)"
)
_ANY_DAY: Final = re.compile(
    r"\d{4}-\d\d-\d\d|\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{1,2}\.?\s[^\W\d_]{3,9}\s\d{4}|[^\W\d_]{3,9}\s\d{4}\b"
)
_ENDS: Final = re.compile(r"[.!?…:;,][\"”“»«')\]]*$")
# Somebody tells of others: each paragraph may be about another customer.
_TOLD: Final = re.compile(
    r"\b(?:kund(?:e|in|en|innen)|customers?|clients?|patient(?:in|en)?|gast|gäste|guests?|herr|frau|familie|mr|mrs|ms"
    r"|told|said|says|erzähl\w*|sagt\w*|meint\w*|bericht\w*|beschwer\w*|complain\w*|heard|gehört|nachbar\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """One note: the line where it begins, its text, the heading it has for itself, the day that is written at it, and
    the title that it shares with others."""

    line: int
    text: str
    heading: str = ""
    day: str = ""
    title: str = ""


# --------------------------------------------------------------------------------------------------------------- text
def document_in(file: SourceFile) -> str:
    """ "word" or "writer" for a document of these programs, else "". Raises nothing."""
    if file.head[:4] != b"PK\x03\x04" or file.member:
        return ""
    try:
        with file.open() as handle, zipfile.ZipFile(handle) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return "word"
            if {"content.xml", "mimetype"} <= names and archive.getinfo("mimetype").file_size < 200:
                return "writer" if b"opendocument.text" in archive.read("mimetype") else ""
    except (KeyError, UserError, *TORN):
        pass
    return ""


def text_of(file: SourceFile) -> str:
    """The text of a document or a plain file, headings marked with "#" and items with "-". Raises BadInput."""
    if kind := document_in(file):
        return _document(file, kind)
    if file.head.startswith(b"{\\rtf"):
        from emptychair.gather.mail.rtf import text_of_rtf

        return text_of_rtf(_small(file))[0]
    if file.tagged == "html":
        from emptychair.gather.mail.html import plain

        return plain(file.text if len(_small(file)) else "")
    _small(file)
    return file.text.replace("\x00", "")


def _small(file: SourceFile) -> bytes:
    try:
        with file.open() as handle:
            data = handle.read(MAX_NOTES + 1)
    except TORN as error:
        raise damaged(file.name) from error
    if len(data) > MAX_NOTES:
        raise BadInput(TOO_LONG, path=file.name)
    return data


def _document(file: SourceFile, kind: str) -> str:
    wanted = next(name for name, program in _PARTS.items() if program == kind)
    found = _Paragraphs()
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise BadInput(OWN_WORDS, path=file.name)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = found.begin, found.end
    parser.CharacterDataHandler = found.text
    try:
        with file.open() as handle, zipfile.ZipFile(handle) as archive:
            part = archive.getinfo(wanted)
            if part.file_size > MAX_DOCUMENT or (
                part.file_size > 1 << 20 and part.file_size > MAX_RATIO * max(1, part.compress_size)
            ):
                raise BadInput(BOMB, path=file.name)
            with archive.open(part) as stream:
                while block := stream.read(1 << 18):
                    parser.Parse(block, False)
                    if found.size > MAX_NOTES:
                        raise BadInput(TOO_LONG, path=file.name)
                parser.Parse(b"", True)
    except (KeyError, expat.ExpatError, *TORN) as error:
        raise damaged(file.name) from error
    return "\n\n".join(found.paragraphs)


class _Paragraphs:
    """The paragraphs of a document as Markdown would have them. What was deleted, or notes of others, is left out."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.size = 0
        self._said: list[str] = []
        self._mark = ""
        self._spoken = self._gone = self._lists = 0

    def begin(self, name: str, attributes: dict[str, Any]) -> None:
        if name in ("w:del", "w:instrText", "office:annotation", "text:note", "text:tracked-changes"):
            self._gone += 1
        elif name in ("w:p", "text:p", "text:h"):
            self._said, self._mark = [], "# " if name == "text:h" else "- " if self._lists else ""
        elif name in ("w:t", "text:p", "text:span"):
            self._spoken += 1
        elif name in ("w:br", "w:cr", "text:line-break"):
            self._said.append("\n")
        elif name in ("w:tab", "text:tab", "text:s"):
            self._said.append(" ")
        elif name == "w:numPr":
            self._mark = self._mark or "- "
        elif name == "text:list":
            self._lists += 1
        elif name == "w:pStyle" and re.match(r"(?:heading|berschrift|überschrift|title|titel)", _style(attributes)):
            self._mark = "# "
        if name == "text:p":
            self._spoken = max(1, self._spoken)

    def text(self, text: str) -> None:
        if not self._gone and (self._spoken or self._mark == "# "):
            self._said.append(text)
            self.size += len(text)

    def end(self, name: str) -> None:
        if name in ("w:del", "w:instrText", "office:annotation", "text:note", "text:tracked-changes"):
            self._gone = max(0, self._gone - 1)
        elif name in ("w:t", "text:span"):
            self._spoken = max(0, self._spoken - 1)
        elif name == "text:list":
            self._lists = max(0, self._lists - 1)
        elif name in ("w:p", "text:p", "text:h"):
            if said := "".join(self._said).strip():
                self.paragraphs.append(self._mark + said)
            self._said, self._mark, self._spoken = [], "", 0


def _style(attributes: dict[str, Any]) -> str:
    return str(attributes.get("w:val", "")).casefold()


# -------------------------------------------------------------------------------------------------------------- blocks
def blocks(text: str) -> Iterator[Block]:
    """The notes in a text: what stands under each heading, between rules, in each item of a list, or in each paragraph
    where paragraphs tell of others; else the whole of it."""
    lines = re.sub(r"\r\n?", "\n", text.lstrip("\ufeff")).split("\n")
    heading, day, title = "", "", ""
    for number, part in _sections(lines):
        if isinstance(part, str):
            title = title or heading
            heading = part
            day = _day_of(part) or ("" if part else day)
            continue
        found = list(_notes(part))
        alone = heading if len(found) == 1 and heading != title else ""
        for at, said in found:
            dated = _DATED.match(said)
            own = iso_date(dated["day"]) if dated is not None else ""
            if dated is not None and own:
                said = said[dated.end() :].strip()
            shown = _plain(said)
            if shown:
                yield Block(number + at, shown, alone, own or day, title or ("" if alone else heading))


def _day_of(heading: str) -> str:
    days = (iso_date(found[0]) for found in _ANY_DAY.finditer(heading))
    return next((day for day in days if day), "")


def _sections(lines: Sequence[str]) -> Iterator[tuple[int, str | list[str]]]:
    """Headings as text, and the lines between them, with the number of their first line."""
    begun, part = 1, list[str]()
    at = 0
    while at < len(lines):
        line = lines[at]
        heading = _HEADING.match(line)
        under = at + 1 < len(lines) and bool(line.strip()) and bool(_UNDERLINE.match(lines[at + 1]))
        if heading is not None or (under and len(line) < 90 and not _ENDS.search(line.strip()) and not any(part[-1:])):
            yield begun, part
            yield at + 1, _plain(heading["said"] if heading is not None else line)
            at += 1 if heading is not None else 2
            begun, part = at + 1, []
            continue
        if _RULE.match(line):
            yield begun, part
            yield at + 1, ""
            begun, part = at + 2, []
        elif _is_title(lines, at):
            yield begun, part
            yield at + 1, _plain(line)
            begun, part = at + 2, []
        else:
            part.append(line)
        at += 1
    yield begun, part


def _is_title(lines: Sequence[str], at: int) -> bool:
    """A short line by itself that ends like no sentence, with words under it."""
    line = lines[at].strip()
    if not line or len(line) > 70 or len(line.split()) > 9 or (_ENDS.search(line) and not line.endswith(":")):
        return False
    if _ITEM.match(lines[at]) or _QUOTED.match(lines[at]):
        return False
    alone = (at == 0 or not lines[at - 1].strip()) and at + 1 < len(lines) and not lines[at + 1].strip()
    return alone and any(len(one.split()) >= 4 for one in lines[at + 2 : at + 5])


def _notes(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The notes of one section, each with its place among these lines."""
    paragraphs = list(_paragraphs(lines))
    items = [one for one in paragraphs if one[2]]
    told = [one for one in paragraphs if _TOLD.search(one[1])]
    dated = sum(bool(_DATED.match(one[1])) for one in paragraphs)
    apart = len(items) >= 2 or len(told) * 2 > len(paragraphs) or dated * 2 > len(paragraphs)
    if apart or sum(len(one[1]) for one in paragraphs) > 4_000:
        for at, said, _ in paragraphs:
            yield at, said
    elif paragraphs:
        yield paragraphs[0][0], "\n\n".join(said for _, said, _ in paragraphs)


def _paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, str, bool]]:
    """Paragraphs and items of lists: place, text, whether it is an item. Lines that each end a sentence are items."""
    filled = [line for line in lines if line.strip()]
    each = len(filled) >= 3 and len(filled) == len(lines) and all(_ENDS.search(line.strip()) for line in filled)
    begun, part, is_item = 0, list[str](), False
    for at, line in enumerate([*lines, ""]):
        item = _ITEM.match(line)
        if part and (not line.strip() or (item is not None and len(item["in"]) < 4) or each):
            yield begun, unwrapped("\n".join(part)).strip(), is_item
            part = []
        if line.strip():
            if not part:
                begun, is_item = at, item is not None or each
            part.append(_QUOTED.sub("", line[item.end() :] if item is not None and not part else line))


def _plain(said: str) -> str:
    said = _LINK.sub(r"\1", said)
    return _MARKS.sub(lambda found: found[2] or found[4], said).strip()
