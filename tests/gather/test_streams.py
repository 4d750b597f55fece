"""Tables as streams: the same rows as those read with care, encodings, workbooks, bombs."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.domain.errors import BadInput
from emptychair.gather.decode import BLOCK, decode, encoding_of
from emptychair.gather.recognising import open_sources
from emptychair.gather.seen import Seen
from emptychair.gather.source import MAX_OBJECTS, SourceFile
from emptychair.gather.tables import rows, stream
from tests.gather.tables_cases import APP, BILL, one

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp850"]
wild = st.text(alphabet='ab",;\n\r \u2028"\n', max_size=60)


@given(wild, st.integers(min_value=0, max_value=900), wild, st.integers(min_value=1, max_value=70))
def test_a_stream_has_the_rows_that_are_read_with_care(before: str, lines: int, after: str, size: int) -> None:
    text = before + "x,y\n" * lines + after
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    assert list(stream(pieces, ",")) == list(rows(text, ","))


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "text",
    [
        "Für die Überweisung brauchte sie einen halben Tag, größer geht es kaum.",
        "Das Café hatte „geöffnet“ – aber niemand kam; 20 € für nichts.",
        "It’s “broken” – again… and the naïve clerk said “no”.",
    ],
)
def test_encodings(encoding: str, text: str) -> None:
    if encoding == "cp850":
        text = text.translate(dict.fromkeys(map(ord, "’“”„–…€"), "-"))
    lines = f"id;story\r\n7;{text}\r\n"
    assert decode(lines.encode(encoding), "x") == lines


def test_an_umlaut_far_into_a_plain_file_tells_its_encoding() -> None:
    data = b"id;story\n" + b"1;plain words and nothing else here\n" * 20_000 + "2;Für größere Mühe\n".encode("cp1252")
    assert len(data) > 2 * BLOCK and encoding_of(io.BytesIO(data), "x") == "cp1252"


def test_a_stray_byte_does_not_spoil_a_file_of_utf8() -> None:
    data = "Für die Überweisung brauchte sie länger.\n".encode() * 20 + "Grüße".encode("cp1252")
    assert decode(data, "x").endswith("\nGrüße") and "Ã" not in decode(data, "x")


def test_a_letter_that_falls_between_two_blocks() -> None:
    text = "a" * (BLOCK - 1) + "ü" + "b" * BLOCK + "€"
    assert decode(text.encode(), "x") == text


def test_ids_are_told_apart_however_many_there_are() -> None:
    seen = Seen()
    assert [seen.apart(str(n), "x") for n in range(20_000)] == [str(n) for n in range(20_000)]
    assert [seen.apart("7", "x"), seen.apart("7", "y"), seen.apart("7", "z"), seen.apart("7", "y")] == [
        "7",
        "7#2",
        "7#3",
        "7#2",
    ]


def test_a_line_without_an_end_costs_itself_only(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text(f"id,story\n1,{'x ' * 3_000_000}\n2,{APP}\n")
    found = list(SourceFile.at(path).table.rows())  # type: ignore[union-attr]
    assert [(row.line, row.fault) for row in found] == [(2, "field-too-long"), (3, "")]


# ------------------------------------------------------------------------------------------------------------ workbooks
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName='
    '"/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook(path: Path, sheet: str, start: str = "") -> Path:
    """The smallest .xlsx around one sheet."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        for name, kind, target in (
            ("_rels/.rels", "officeDocument", "xl/workbook.xml"),
            ("xl/_rels/workbook.xml.rels", "worksheet", "worksheets/sheet1.xml"),
        ):
            link = f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/>'
            archive.writestr(name, f'<Relationships xmlns="{LINKS}">{link}</Relationships>')
        sheets = '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>'
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{sheets}</workbook>')
        archive.writestr("xl/worksheets/sheet1.xml", f'{start}<worksheet xmlns="{MAIN}">{sheet}</worksheet>')
    return path


def cells(line: int, *texts: str) -> str:
    """One row of a sheet."""
    inner = "".join(
        f'<c r="{letter}{line}" t="inlineStr"><is><t>{text}</t></is></c>'
        for letter, text in zip("ABCDEF", texts, strict=False)
    )
    return f'<row r="{line}">{inner}</row>'


def test_a_workbook(tmp_path: Path) -> None:
    sheet = "<sheetData>" + cells(1, "Nr", "Kommentar") + cells(3, "7", BILL) + "</sheetData>"
    name, story = one(workbook(tmp_path / "w.xlsx", sheet))
    assert (name, story.text, story.source_id, story.row) == ("", BILL, "7", 3)


def test_a_sheet_that_only_declares_to_be_large_is_read(tmp_path: Path) -> None:
    sheet = (
        '<dimension ref="A1:XFD1048576"/><sheetData>' + cells(1, "id", "story") + cells(2, "7", APP) + "</sheetData>"
    )
    assert one(workbook(tmp_path / "w.xlsx", sheet))[1].text == APP


@pytest.mark.parametrize("mark", ['"', "'"])
def test_a_cell_far_away_is_refused(tmp_path: Path, mark: str) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'.replace('"', mark)
    path = workbook(tmp_path / "w.xlsx", "<sheetData>" + cells(1, "id", "story") + far + "</sheetData>")
    with pytest.raises(BadInput, match="more than a table of stories needs"):
        _ = SourceFile.at(path).table


def test_laughs_and_packed_blanks_are_refused(tmp_path: Path) -> None:
    start = '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'
    with pytest.raises(BadInput, match="words of its own"):
        _ = SourceFile.at(
            workbook(tmp_path / "a.xlsx", "<sheetData>" + cells(1, "&b;", "x") + "</sheetData>", start)
        ).table
    with pytest.raises(BadInput, match="more than a table"):
        _ = SourceFile.at(workbook(tmp_path / "b.xlsx", "<sheetData>" + " " * 30_000_000 + "</sheetData>")).table
    whole = workbook(tmp_path / "c.xlsx", "<sheetData>" + cells(1, "id", "story") + "</sheetData>").read_bytes()
    (tmp_path / "torn.xlsx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadInput):
        _ = SourceFile.at(tmp_path / "torn.xlsx").table


def test_a_workbook_in_an_archive(tmp_path: Path) -> None:
    sheet = "<sheetData>" + cells(1, "Nr", "Kommentar") + cells(2, "7", BILL) + "</sheetData>"
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(workbook(tmp_path / "w.xlsx", sheet), "deep/w.xlsx")
    assert one(tmp_path / "all.zip")[1].text == BILL


def opendocument(path: Path, rows_: str) -> Path:
    """The smallest .ods around some rows."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    sheet = f'<table:table table:name="S">{rows_}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<office:document-content {names}>{body}</office:document-content>")
        kind = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        archive.writestr("META-INF/manifest.xml", f"<manifest:manifest {kind}></manifest:manifest>")
    return path


def ods_row(*texts: str, times: int = 1) -> str:
    inner = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{times}">{inner}</table:table-row>'


EMPTY_REST = (
    '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/>'
    "</table:table-row>"
)


def test_a_sheet_of_opendocument(tmp_path: Path) -> None:
    path = opendocument(tmp_path / "w.ods", ods_row("Nr", "Kommentar") + ods_row("7", BILL) + EMPTY_REST)
    assert one(path)[1].text == BILL
    bomb = opendocument(tmp_path / "b.ods", ods_row("Nr", "Kommentar") + ods_row("7", BILL, times=1_000_000))
    with pytest.raises(BadInput, match="more than a table"):
        _ = SourceFile.at(bomb).table


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipes_and_devices(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "silent.csv")
    for path in (tmp_path / "silent.csv", Path("/dev/zero")):
        with pytest.raises(BadInput, match="cannot be read"):
            open_sources([path])
    os.mkfifo(tmp_path / "pipe.csv")
    said = b"id,comment\n7,The till was broken all day long.\n"
    writer = Thread(target=(tmp_path / "pipe.csv").write_bytes, args=(said,))
    writer.start()
    [file] = open_sources([tmp_path / "pipe.csv"])
    writer.join()
    assert file.table is not None and [row.fields[0] for row in file.table.rows()] == ["7"]


def test_a_long_line_of_json_is_not_read_as_lines_first(tmp_path: Path) -> None:
    # A dict takes thirty times the room of what says it: objects count as well as bytes.
    path = tmp_path / "a.json"
    path.write_bytes(b"[" + b'{"a":1},' * (MAX_OBJECTS + 10) + b"{}]")
    file = SourceFile.at(path)
    assert file.is_sliced and len(file.json) < MAX_OBJECTS
    assert file.table is not None and sum(1 for _ in file.table.rows()) == MAX_OBJECTS + 11


def test_a_few_nuls_in_a_short_file(tmp_path: Path) -> None:
    path = tmp_path / "nul.csv"
    path.write_bytes(b"id,comment\n1,The till\x00 was broken all day\x00 long\n")
    table = SourceFile.at(path).table
    assert table is not None and [row.fields[1] for row in table.rows()] == ["The till was broken all day long"]
