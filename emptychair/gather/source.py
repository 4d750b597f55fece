"""A file as a reader meets it: bytes, text, table, JSON; each read once, when it is asked for."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final

from emptychair.domain.errors import N_, BadInput, UserError
from emptychair.gather.columns import canonical
from emptychair.gather.decode import decode, encoding_of, not_text, open_bytes, pieces, read_bytes
from emptychair.gather.tables import Row, delimiter_of, rows, stream

HEAD = 65_536  # bytes
TORN: Final = (OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error)
"""What reading a damaged archive raises."""
SAMPLE: Final = 400  # rows by which a table is known
MAX_JSON: Final = 24 << 20  # bytes of one JSON document that is held as a whole
MAX_OBJECTS: Final = 250_000  # objects and lists in it
MAX_LINES: Final = 16 << 20  # bytes of JSON Lines that are held as a whole
_TOLD: Final = re.compile("sep=([,;\t|])[ \t]*(?:\r\n?|\n)", re.IGNORECASE)
_TIGHT: Final = re.compile(r",(?=[^\s\d])")
_LONE: Final = re.compile(
    "story|text|geschichte|anekdote|anecdote|comments?|kommentare?|feedback|reviews?|freitext|beschwerde|beschwerdetext"
    "|rückmeldung|verbatim|narrative"
)


@dataclass(frozen=True)
class Table:
    """A table: the line that names its columns, and how to walk the rows after it as often as needed."""

    header: tuple[str, ...]
    delimiter: str
    walk: Callable[[], Iterator[Row]] = field(repr=False)

    def rows(self) -> Iterator[Row]:
        """The rows after the header, with their line in the file. Nothing is held: each walk reads the file anew."""
        return self.walk()

    @cached_property
    def sample(self) -> tuple[tuple[str, ...], ...]:
        """The first rows that can be read, at most SAMPLE."""
        return tuple(row.fields for row in islice(self.walk(), SAMPLE) if not row.fault)

    def evenness(self) -> float:
        """How many of the first rows are as wide as the header, 0 to 1: prose and code with commas are not even."""
        width = len(self.header)
        return sum(len(row) == width for row in self.sample) / len(self.sample) if self.sample else 0.0


@dataclass(frozen=True)
class SourceFile:
    """One file, one member of an archive (`member`), or one sheet of a workbook (`sheet`).

    Reading raises BadInput or NotFound, in the user's words.
    """

    name: str
    path: Path | None = None
    content: bytes | None = field(default=None, repr=False)
    member: str = ""
    sheet: str = ""

    @classmethod
    def at(cls, path: Path) -> SourceFile:
        """The file at `path`; nothing is read yet."""
        return cls(path.name, path)

    def open(self) -> BinaryIO:
        """The bytes, from the beginning. A pipe, which gives them only once, is kept."""
        if self.content is not None:
            return io.BytesIO(self.content)
        assert self.path is not None
        if self.member:
            try:
                with zipfile.ZipFile(self.path) as archive:
                    return archive.open(self.member)  # type: ignore[return-value]
            except (KeyError, *TORN) as error:
                raise damaged(self.name) from error
        return open_bytes(self.path) if self.path.is_file() or not self.path.exists() else io.BytesIO(self.data)

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB; empty if the file cannot be read."""
        try:
            with self.open() as handle:
                return handle.read(HEAD)
        except (UserError, *TORN):
            return b""

    @cached_property
    def data(self) -> bytes:
        """All bytes, at most 512 MB."""
        if self.content is not None:
            return self.content
        assert self.path is not None
        if not self.member:
            return read_bytes(self.path)
        try:
            with self.open() as handle:
                return handle.read()
        except TORN as error:
            raise damaged(self.name) from error

    @cached_property
    def text(self) -> str:
        """The whole text, decoded."""
        return decode(self.data, self.name)

    @cached_property
    def encoding(self) -> str:
        """The name of its encoding. Raises BadInput for what is no text."""
        if self.head[:4] in (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0"):
            raise not_text(self.name)
        try:
            with self.open() as handle:
                return encoding_of(handle, self.name)
        except TORN as error:
            raise damaged(self.name) from error

    def pieces(self) -> Iterator[str]:
        """The text, decoded, piece by piece: for files that are not to be held as a whole."""
        try:
            with self.open() as handle:
                yield from pieces(handle, self.encoding)
        except TORN as error:
            raise damaged(self.name) from error

    @cached_property
    def is_workbook(self) -> bool:
        """Whether it is a file of a spreadsheet program."""
        from emptychair.gather.workbook import is_workbook

        return is_workbook(self)

    @cached_property
    def begins_as_json(self) -> bool:
        """Whether the first sign is one that JSON begins with."""
        start = self.head[:256].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1]
        return start in (b"{", b"[")

    @cached_property
    def tagged(self) -> str:
        """ "html", "sheet" or "xml" for a file in angle brackets, else ""."""
        from emptychair.gather.tagged import kind_of

        return kind_of(self)

    @property
    def is_tree(self) -> bool:
        """Whether it is JSON or XML: named parts, as against lines."""
        return self.begins_as_json or self.tagged == "xml"

    @cached_property
    def table(self) -> Table | None:
        """The table that the file holds (delimited text, a sheet of a workbook, a list of JSON), or None."""
        if self.is_workbook:
            from emptychair.gather.workbook import table_of

            return table_of(self)
        if self.tagged in ("html", "sheet"):
            from emptychair.gather.tagged import table_of as tagged_of

            return tagged_of(self)
        if self.is_tree:
            from emptychair.gather.records import table_of as records_of

            found = records_of(self)
            if found is not None or self.tagged:
                return found
        return _delimited(self)

    @property
    def json(self) -> Any:
        """The parsed JSON, a list of objects for JSON Lines, XML in the same shape, or None if it is neither.

        Of JSON that `is_sliced` the first slice. What cannot be read is not tried twice.
        """
        found, error = self._tree
        if error is not None:
            raise error
        return found

    @cached_property
    def _tree(self) -> tuple[Any, UserError | None]:
        try:
            return self._parsed(), None
        except UserError as error:
            return None, error

    def _parsed(self) -> Any:
        if self.tagged == "xml":
            from emptychair.gather.tagged import tree_of

            return tree_of(self)
        if not self.begins_as_json:
            return None
        if self.is_sliced:
            from emptychair.gather.slices import slices

            return next((document for _, document in slices(self)), None)
        # Neither the bytes nor the text stay in memory beside what they say.
        data = self._start
        if (len(data) > MAX_LINES or data.count(b"{") > MAX_OBJECTS) and _begins_as_lines(data):
            return None  # a table as well, which is read as a stream
        text = decode(data, self.name)
        del data
        try:
            return json.loads(text, object_pairs_hook=_turn)
        except (ValueError, RecursionError):
            return _json_lines(text)

    @property
    def _start(self) -> bytes:
        """The bytes up to one more than are held of JSON."""
        try:
            with self.open() as handle:
                return handle.read(MAX_JSON + 1)
        except TORN as error:
            raise damaged(self.name) from error

    @cached_property
    def is_sliced(self) -> bool:
        """Whether it is JSON that is too large to be held: in bytes, or in objects, each of which takes its room."""
        if not self.begins_as_json or len(self.head) < HEAD or "_tree" in self.__dict__:
            return False
        try:
            data = self._start
        except UserError:
            return False
        large = len(data) > MAX_JSON or data.count(b"{") + data.count(b"[") > MAX_OBJECTS
        return large and not _begins_as_lines(data)

    @cached_property
    def plan(self) -> Any:
        """Where the list of entries stands in JSON that is read in slices, or None. Raises BadInput."""
        from emptychair.gather.slices import plan_of

        return plan_of(self)

    def part(self, document: Any) -> SourceFile:
        """A slice of this file, as a file."""
        found = SourceFile(self.name, content=b"[" if isinstance(document, list) else b"{")
        found.__dict__["_tree"] = (document, None)
        return found


def _turn(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """One object of a document. A call between two objects lets others have a turn: a window stands still meanwhile."""
    return dict(pairs)


def _begins_as_lines(data: bytes) -> bool:
    """Whether the first line is a JSON object of its own."""
    end = data.find(b"\n", 0, 1 << 20)
    try:
        return end > 0 and isinstance(json.loads(data[:end]), dict)
    except (ValueError, RecursionError):
        return False


def _json_lines(text: str) -> list[Any] | None:
    found: list[Any] = []
    bad = 0
    for line in text.split("\n"):
        if line := line.strip():
            try:
                found.append(json.loads(line))
            except (ValueError, RecursionError):
                bad += 1
    return found if len(found) > 1 and all(isinstance(one, dict) for one in found) and bad <= len(found) else None


def damaged(name: str) -> BadInput:
    """The refusal of an archive, or of a member of one, that cannot be unpacked."""
    return BadInput(N_("“{path}” cannot be unpacked: it is damaged or locked with a password."), path=name)


def _delimited(file: SourceFile) -> Table | None:
    start = ""
    for piece in file.pieces():
        start += piece
        if len(start) >= HEAD:
            break
    start = start.replace("\x00", "")
    told = _TOLD.match(start)  # as spreadsheets write it
    delimiter = delimiter_of(start[told.end() :] if told else start) if told is None else told[1]

    if delimiter == "," and _is_prose(start):
        return None

    escaped = '\\"' in start and _is_evener(start.replace('\\"', '""'), start, delimiter)

    def every() -> Iterator[Row]:
        found = stream(_unescaped(file.pieces()) if escaped else file.pieces(), delimiter)
        if told is not None:
            next(found, None)
        return found

    return made_of(every, delimiter)


def _is_evener(one: str, other: str, delimiter: str) -> bool:
    """Whether more rows of `one` are as wide as its first."""
    shares: list[float] = []
    for text in (one, other):
        widths = [len(row.fields) for row in islice(rows(text, delimiter), 200)]
        shares.append(widths.count(widths[0]) / len(widths) if widths else 0.0)
    return shares[0] > shares[1]


def _unescaped(pieces: Iterator[str]) -> Iterator[str]:
    """Quotation marks that a database wrote behind a backslash, doubled as everybody else does."""
    rest = ""
    for piece in pieces:
        text = rest + piece
        rest = "\\" if text.endswith("\\") else ""
        yield text[: len(text) - len(rest)].replace('\\"', '""')
    yield rest


def _is_prose(start: str) -> bool:
    """Whether lines with commas are sentences: the first, which would name columns, is one, and so are the others."""
    lines = [line.strip() for line in start.split("\n")[:40] if line.strip()]
    if not lines or '"' in lines[0] or not _is_sentence(lines[0]) or not lines[0].endswith((".", "!", "…")):
        return False
    spoken = sum(line.endswith((".", "!", "?", "…", "”", "“")) for line in lines)
    tight = sum(len(_TIGHT.findall(line)) for line in lines)
    return spoken * 10 >= len(lines) * 8 and tight * 10 <= sum(line.count(",") for line in lines)


def made_of(every: Callable[[], Iterator[Row]], delimiter: str) -> Table | None:
    """The table of these rows. Lines above its columns' names, such as the title of a report, are passed over."""
    first = list(islice(every(), 30))
    widths = sorted(sum(1 for cell in row.fields if cell.strip()) for row in first if not row.fault)
    if not widths:
        return None
    usual = widths[len(widths) // 2]
    place = 0
    for place, row in enumerate(first):
        filled = sum(1 for cell in row.fields if cell.strip())
        if not row.fault and (filled > 1 or usual <= 1) and (filled * 2 >= usual or place == 0):
            break
    else:
        place = 0
    header = first[place]
    if header.fault or (
        len(header.fields) <= 1 and not _LONE.fullmatch(canonical("".join(header.fields).strip("\ufeff")))
    ):
        return None

    nameless = _is_entry(header.fields, [row.fields for row in first[place + 1 :] if not row.fault])
    skipped = place if nameless else place + 1

    def walk() -> Iterator[Row]:
        found = every()
        for _ in range(skipped):
            next(found, None)
        return found

    if nameless:
        return Table(tuple(f"Column {number}" for number in range(1, len(header.fields) + 1)), delimiter, walk)
    return Table(tuple(name.strip("\ufeff") for name in header.fields), delimiter, walk)


def _is_entry(header: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether the first line is an entry like those below it, and names no columns: there is a sentence over sentences,
    and a date, an address or a long number over others of its kind."""
    told = spoken = False
    for place, cell in enumerate(header):
        under = [row[place].strip() for row in below if place < len(row) and row[place].strip()]
        cell = cell.strip("\ufeff ")
        if not under or not cell:
            continue
        told = told or any(
            is_like(cell) and sum(bool(is_like(one)) for one in under) * 5 >= len(under) * 4 for is_like in _DATA
        )
        sentences = sum(_is_sentence(one) for one in under) * 2 >= len(under)
        spoken = spoken or (_is_sentence(cell) and sentences and not cell.endswith((":", "?")))
    return told and spoken


def _is_sentence(cell: str) -> bool:
    return len(cell) >= 20 and len(cell.split()) >= 4


def _is_day(cell: str) -> bool:
    from emptychair.gather.dates import iso_date

    return len(cell) <= 40 and cell[:1].isdigit() and len(iso_date(cell)) == len("YYYY-MM-DD")


_DATA: Final[tuple[Callable[[str], object], ...]] = (
    _is_day,
    re.compile(r"[^@\s]+@[^@\s]+\.\w+").fullmatch,
    re.compile(r"\d{3,}").fullmatch,
)
