"""Workbooks of spreadsheet programs (.xlsx, .xls, .ods): what may be opened, and their sheets as tables."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from emptychair.domain.errors import N_, BadInput, UserError
from emptychair.gather.source import TORN, SourceFile, Table, damaged, made_of
from emptychair.gather.tables import Row

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

MAX_FILE: Final = 100 << 20  # bytes on the disk
MAX_PART: Final = 160 << 20  # bytes of one part, unpacked
MAX_RATIO: Final = 250  # how far a part may have been packed; real sheets reach 30
MAX_REPEATED: Final = 2_000  # times that a cell or row with something in it may be said to come again
MAX_AREA: Final = 6_000_000  # cells from the first to the last, empty ones too: each takes its room in memory
_OLE: Final = b"\xd0\xcf\x11\xe0"
_CELL: Final = re.compile(rb'<(?:\w+:)?c\s[^>]{0,80}?\br=["\']([A-Z]{1,3})(\d{1,7})["\']')
_ROW_END: Final = b"</table:table-row"
_MANY_ROWS: Final = re.compile(rb"<table:table-row[^>]{0,300}number-rows-repeated=[\"'](\d{1,10})[\"'][^>]{0,300}>")
_MANY_CELLS: Final = re.compile(
    rb"<table:table-cell[^>]{0,300}number-columns-repeated=[\"'](\d{1,10})[\"'][^>]{0,300}(?<!/)>\s{0,20}<text:p"
)
_ROW: Final = re.compile(rb'<(?:\w+:)?row\s[^>]{0,80}?\br=["\'](\d{1,10})["\']')


def is_workbook(file: SourceFile) -> bool:
    """Told by what is in it. Raises nothing."""
    if file.head[:4] == _OLE:
        # The name of the stream stands in the directory, which may be anywhere in the file.
        return "Workbook".encode("utf-16-le") in file.data or "Book\0".encode("utf-16-le") in file.data[:MAX_FILE]
    if file.head[:4] != b"PK\x03\x04":
        return False
    try:
        # A member of an archive is unpacked first: to jump about in it would unpack it again and again.
        with io.BytesIO(_small(file)) if file.member else file.open() as handle, zipfile.ZipFile(handle) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                return True
            return "content.xml" in names and b"spreadsheet" in archive.read("mimetype")[:100]
    except (KeyError, UserError, *TORN):
        return False


def _small(file: SourceFile) -> bytes:
    with file.open() as handle:
        data = handle.read(MAX_FILE + 1)
    return data if len(data) <= MAX_FILE else b""


def sheets_of(file: SourceFile) -> list[str]:
    """The names of the sheets that show. Raises BadInput for what must not be opened."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        sheet.name
        for sheet in _open(file).sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]


def table_of(file: SourceFile) -> Table | None:
    """The sheet that `file` names, else the first that holds a table. Raises BadInput for what must not be opened."""
    from python_calamine import SheetTypeEnum

    book = _open(file)
    known = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    for name in [file.sheet] if file.sheet else known:
        cells = _cells(book, name, file.name)
        found = made_of(lambda cells=cells: _rows(cells), "\t")
        if found is not None and next(found.rows(), None) is not None:
            return found
    return None


def _cells(book: CalamineWorkbook, sheet: str, name: str) -> list[list[Any]]:
    try:
        return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except Exception as error:
        raise damaged(name) from error


def _rows(cells: Sequence[Sequence[Any]]) -> Iterator[Row]:
    for line, row in enumerate(cells, start=1):
        fields = tuple(map(_text, row))
        if any(fields):
            yield Row(line, fields)


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return "" if cell is None else str(cell)


def _open(file: SourceFile) -> CalamineWorkbook:
    """The workbook, after a look at what it would take to open it."""
    from python_calamine import CalamineWorkbook

    if file.path is not None and not file.content and file.path.is_file() and file.path.stat().st_size > MAX_FILE:
        raise _too_large(file.name)
    data = file.data
    if len(data) > MAX_FILE:
        raise _too_large(file.name)
    if data[:4] == b"PK\x03\x04":
        _check(file.name, data)
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except Exception as error:
        raise damaged(file.name) from error


def _check(name: str, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if part.filename.endswith((".xml", ".bin", ".rels"))]
            for part in parts:
                if part.file_size > MAX_PART:
                    raise _too_large(name)
                if part.file_size > 1 << 20 and part.file_size > MAX_RATIO * max(part.compress_size, 1):
                    raise _too_large(name)
            if len(parts) > 5_000 or sum(part.file_size for part in parts) > 2 * MAX_PART:
                raise _too_large(name)
            for part in parts:
                with archive.open(part) as handle:
                    start = handle.read(4096)
                    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                        raise BadInput(
                            N_(
                                "“{path}” defines words of its own in XML, which no spreadsheet does: it is not opened."
                            ),
                            path=name,
                        )
                    if part.filename == "content.xml":
                        _repeats(name, start, handle)
                    elif not part.filename.endswith(("sharedStrings.xml", "styles.xml", ".rels")):
                        _measure(name, start, handle)
    except TORN as error:
        raise damaged(name) from error


def _measure(name: str, start: bytes, handle: Any) -> None:
    """Refuses a sheet whose cells span more than memory should hold, as one written at XFD1048576 does."""
    first = wide = deep = 0
    block, tail = start, b""
    while block:
        part = tail + block
        columns = {found[0] for found in _CELL.findall(part)}
        lines = [int(found) for found in _ROW.findall(part)] or [int(found[1]) for found in _CELL.findall(part)[-1:]]
        wide = max([wide, *map(_column, columns)])
        if lines:
            first = first or min(lines)
            deep = max(deep, *lines)
        deep = max([deep, *(int(found[1]) for found in _CELL.findall(part)[-1:])])
        if wide * (deep - first + 1) > MAX_AREA:
            raise _too_large(name)
        tail, block = part[-120:], handle.read(1 << 20)


def _repeats(name: str, start: bytes, handle: Any) -> None:
    """Refuses a sheet of OpenDocument that says “and so on a million times” of a cell with something in it. Of empty
    ones every such sheet says so, and they are not read."""
    tail, block = b"", start
    while block:
        part = tail + block
        for found in _MANY_ROWS.finditer(part):
            if (
                int(found[1]) > MAX_REPEATED
                and b"<text:p" in part[found.end() : found.end() + 4_000].split(_ROW_END, 1)[0]
            ):
                raise _too_large(name)
        if any(int(found[1]) > MAX_REPEATED for found in _MANY_CELLS.finditer(part)):
            raise _too_large(name)
        tail, block = part[-5_000:], handle.read(1 << 20)


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place


def _too_large(name: str) -> BadInput:
    return BadInput(
        N_("“{path}” unpacks to more than a table of stories needs: save its sheet as CSV and import that."), path=name
    )
