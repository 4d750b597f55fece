"""Files in angle brackets: exports as XML, and the tables of HTML and XML that reports save under the name .xls."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Any, Final
from xml.parsers import expat

from emptychair.domain.errors import N_, BadInput
from emptychair.gather.source import SourceFile, Table, made_of
from emptychair.gather.tables import MAX_FIELD, Row

MAX_XML: Final = 32 << 20  # bytes of one document, whose parts are held as a whole
MAX_PAGE: Final = 64 << 20  # characters of a page
MAX_DEPTH: Final = 100
MAX_PARTS: Final = 2_000_000
_HTML: Final = re.compile(rb"<(?:!doctype\s+html|html|head|meta|body|style|table|title)[\s>]", re.IGNORECASE)
_XML: Final = re.compile(rb"<(?:\?xml\s|!--|[A-Za-z][\w.:-]{0,80}[\s/>])")
_SHEET: Final = b"urn:schemas-microsoft-com:office:spreadsheet"
_DECLARED: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_MARK: Final = re.compile(
    r"<(?:(?P<comment>!--)|(?P<end>/?)(?P<name>table|tr|td|th|br|p|div|li|style|script|title)(?=[\s/>])"
    r"(?P<rest>[^<>]{0,4000})>?)",
    re.IGNORECASE,
)
_OTHER_MARK: Final = re.compile(r"</?[A-Za-z!][^<>]{0,4000}>")
_SPAN: Final = re.compile(r"colspan\s*=\s*[\"']?(\d{1,3})\b", re.IGNORECASE)
_END: Final = {
    "!--": re.compile("-->"),
    **{name: re.compile(rf"</{name}[^<>]{{0,100}}>", re.IGNORECASE) for name in ("style", "script", "title")},
}
OWN_WORDS: Final = N_("“{path}” defines words of its own in XML, which no export does: it is not opened.")
BROKEN: Final = N_("“{path}” is XML that breaks off or is not well formed: export it once more.")
PAGE_TOO_LARGE: Final = N_("“{path}” is a page of more than 64 MB: export smaller parts.")
TOO_LARGE: Final = N_("“{path}” is XML of more than 32 MB: export smaller parts.")


def kind_of(file: SourceFile) -> str:
    """ "html", "sheet" (XML of a spreadsheet), "xml", or "" for a file that does not begin with an angle bracket."""
    start = file.head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:4096]
    if not start.startswith(b"<"):
        return ""
    if _SHEET in start:
        return "html" if b"<html" in start[:1024].lower() else "sheet"
    if _HTML.match(start) or (start.startswith((b"<?xml", b"<!--")) and re.search(rb"<html[\s>]", start, re.I)):
        return "html"
    return "xml" if _XML.match(start) else ""


# ---------------------------------------------------------------------------------------------------------------- XML
def tree_of(file: SourceFile) -> Any:
    """The document as JSON would have it: the parts of an element by name, a list where a name comes again.

    "created-at" is "created_at", what says type="array" is a list. Raises BadInput for what must not be opened.
    """
    builder = _Builder()
    _parse(file, builder.begin, builder.end, builder.text)
    return builder.root


class _Builder:
    def __init__(self) -> None:
        self.root: Any = None
        self._open: list[tuple[str, dict[str, Any], list[str], bool]] = []
        self._parts = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self._parts += 1
        if len(self._open) >= MAX_DEPTH or self._parts > MAX_PARTS:
            raise _UnfitError
        self._open.append((name.replace("-", "_"), {}, [], attributes.get("type") == "array"))

    def text(self, text: str) -> None:
        if self._open:
            self._open[-1][2].append(text)

    def end(self, _: str) -> None:
        name, parts, texts, is_list = self._open.pop()
        found: Any
        if is_list or (len(parts) == 1 and name in (f"{next(iter(parts))}s", f"{next(iter(parts))}_list")):
            found = [one for part in parts.values() for one in (part if isinstance(part, list) else [part])]
        else:
            found = parts or "".join(texts).strip()
        if not self._open:
            self.root = {name: found}
            return
        within = self._open[-1][1]
        if name not in within:
            within[name] = found
        elif isinstance(within[name], list) and not is_list:
            within[name].append(found)
        else:
            within[name] = [within[name], found]


class _UnfitError(Exception):
    """Deeper than MAX_DEPTH or more parts than MAX_PARTS."""


def _parse(file: SourceFile, begin: Any, end: Any, text: Any) -> None:
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise BadInput(OWN_WORDS, path=file.name)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, text
    size, first = 0, True
    try:
        for piece in file.pieces():
            if first:
                piece, first = _DECLARED.sub("", piece.lstrip("\ufeff \t\r\n")), False
            size += len(piece)
            if size > MAX_XML:
                raise BadInput(TOO_LARGE, path=file.name)
            parser.Parse(piece.replace("\x00", "").encode(errors="replace"), False)
        parser.Parse(b"", True)
    except (expat.ExpatError, _UnfitError) as error:
        raise BadInput(BROKEN, path=file.name) from error


# ------------------------------------------------------------------------------------------------------------- tables
def table_of(file: SourceFile) -> Table | None:
    """The largest table of a page, or the first sheet of a spreadsheet's XML, that has a header; else None."""
    if kind_of(file) == "sheet":
        found = _sheet_rows(file)
        return made_of(lambda: iter(found), "\t")
    counts = Counter[int]()
    for table, row in _page_rows(file):
        counts[table] += any(field.strip() for field in row.fields)
    if not counts or max(counts.values()) < 2:
        return None
    largest = max(counts, key=lambda table: counts[table])

    def rows() -> Iterator[Row]:
        return (row for table, row in _page_rows(file) if table == largest and any(map(str.strip, row.fields)))

    # A page that is only laid out in a table is not even: "<" lets recognising look at that.
    return made_of(rows, "<")


def _page_rows(file: SourceFile) -> Iterator[tuple[int, Row]]:
    page, size = _Page(), 0
    for piece in file.pieces():
        size += len(piece)
        if size > MAX_PAGE:
            raise BadInput(PAGE_TOO_LARGE, path=file.name)
        page.feed(piece.replace("\x00", ""))
        yield from page.done
        page.done.clear()
    page.finish()
    yield from page.done


class _Page:
    """The rows of the tables of a page as they end, each with the number of its table. What is no part of a table, and
    any mark but those of tables and lines, is passed over: a page may be broken in every way."""

    def __init__(self) -> None:
        self.done: list[tuple[int, Row]] = []
        self._tables: list[tuple[int, list[str] | None, list[str] | None]] = []
        self._count = self._lines = 0
        self._rest = ""
        self._until = ""  # what ends a comment, a style or a script

    def feed(self, piece: str) -> None:
        """Read on."""
        text = self._rest + piece
        at = 0
        while True:
            if self._until:
                end = _END[self._until].search(text, at)
                if end is None:
                    at = max(at, len(text) - 20)
                    break
                self._until, at = "", end.end()
            found = _MARK.search(text, at)
            if found is None or found.end() > len(text) - 1:
                # A mark may be cut in two by the end of the piece.
                cut = text.rfind("<", at)
                cut = len(text) if cut < at or len(text) - cut > 5_000 else cut
                self._say(text[at : cut if found is None else max(at, found.start())])
                at = cut if found is None else max(at, found.start())
                break
            self._say(text[at : found.start()])
            self._mark(found)
            at = found.end()
        self._rest = text[at:]

    def _mark(self, found: re.Match[str]) -> None:
        name = (found["comment"] or found["name"]).lower()
        if name in _END:
            self._until = "" if found["end"] else name
        elif name == "table":
            if found["end"]:
                self.finish_row()
                self._tables = self._tables[:-1]
            elif len(self._tables) < MAX_DEPTH:
                self._count += 1
                self._tables.append((self._count, None, None))
        elif name == "tr":
            self.finish_row()
            if not found["end"] and self._tables:
                self._tables[-1] = (self._tables[-1][0], [], None)
        elif name in ("td", "th") and not found["end"] and self._tables:
            number, row, cell = self._tables[-1]
            row = row if row is not None else []
            if cell is not None:
                row.append(_tidy(cell))
            span = _SPAN.search(found["rest"])
            self._tables[-1] = (number, [*row, *[""] * (min(int(span[1]), 200) - 1)] if span else row, [])
        elif name in ("br", "p", "div", "li") and self._tables and (cell := self._tables[-1][2]) is not None:
            cell.append("\0")

    def _say(self, text: str) -> None:
        if text and self._tables and (cell := self._tables[-1][2]) is not None and len(cell) < MAX_FIELD:
            cell.append(text)

    def finish_row(self) -> None:
        """The row that is open in the innermost table is done with, whether its end was written or not."""
        if not self._tables:
            return
        number, row, cell = self._tables[-1]
        if row is not None:
            if cell is not None:
                row.append(_tidy(cell))
            self._lines += 1
            self.done.append((number, Row(self._lines, tuple(row))))
        self._tables[-1] = (number, None, None)

    def finish(self) -> None:
        """What a page that breaks off leaves open."""
        self.feed("  ")
        while self._tables:
            self.finish_row()
            self._tables.pop()


def _tidy(cell: list[str]) -> str:
    text = "".join(cell)
    if "<" in text:
        text = _OTHER_MARK.sub("", text)
    if "&" in text:
        text = unescape(text)
    return "\n".join(" ".join(line.split()) for line in text.split("\0")).strip()


def _sheet_rows(file: SourceFile) -> list[Row]:
    sheet = _Sheet()
    _parse(file, sheet.begin, sheet.end, sheet.text)
    return sheet.rows


class _Sheet:
    """The rows of the first sheet that has any."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._row: list[str] = []
        self._cell: list[str] | None = None
        self._line = self._cells = self._closed = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "Row" and not self._closed:
            self._row = []
            self._line = _place(attributes, self._line + 1, 1 << 20)
        elif tag == "Cell" and not self._closed:
            blank = max(0, _place(attributes, len(self._row) + 1, 1 << 14) - 1 - len(self._row))
            self._cells += blank + 1
            if self._cells > MAX_PARTS:
                raise _UnfitError
            self._row += [""] * (blank + 1)
        elif tag == "Data" and self._row:
            self._cell = []

    def text(self, text: str) -> None:
        if self._cell is not None:
            self._cell.append(text)

    def end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag == "Data" and self._cell is not None:
            found = "".join(self._cell).strip()
            self._row[-1] = re.sub(r"T00:00:00(?:\.0+)?$", "", found) if len(found) < 30 else found
            self._cell = None
        elif tag == "Row" and any(self._row):
            self.rows.append(Row(self._line, tuple(self._row)))
        elif tag == "Table" and len(self.rows) > 1:
            self._closed = 1


def _place(attributes: dict[str, str], otherwise: int, most: int) -> int:
    told = next((value for name, value in attributes.items() if name.rpartition(":")[2] == "Index"), "")
    return min(int(told), most) if told.isascii() and told.isdecimal() and len(told) < 9 else otherwise
