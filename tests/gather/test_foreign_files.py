"""Files that are no sources of stories say what they are."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from emptychair.gather import recognising
from emptychair.gather.recognising import open_sources, recognise

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
TICKETS = json.dumps([{"id": n, "description": "The lift stood still, and nobody came."} for n in range(9)], indent=1)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n", recognising.PDF),
        (b"Rar!\x1a\x07\x01\x00" + bytes(90), recognising.PACKED),
        (b"\x1f\x8b\x08\x00" + bytes(90), recognising.PACKED),
        (OLE + "EncryptedPackage".encode("utf-16-le"), recognising.LOCKED),
        (OLE, recognising.BINARY),
        (b"MZ" + bytes(500), recognising.BINARY),
        (TICKETS[:-40].encode(), recognising.TORN_JSON),
    ],
)
def test_what_it_is(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    (found,) = recognise(open_sources([path]))
    assert found.reader is None and found.sentence == sentence


def test_an_archive_with_a_password_is_not_called_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "id,story\n1,The lift stood still for eleven days.\n")
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the mark of a password, where the member begins and in the list of members
    data[data.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert [found.sentence for found in recognise(open_sources([path]))] == [recognising.LOCKED]


def test_votes_tell_a_board_that_calls_its_titles_subjects(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Id,Subject,Text,Status,Votes\n1,Dark,The night shift is blinded by white screens.,open,45\n")
    (found,) = recognise(open_sources([path]))
    assert found.reader is not None and found.reader.name == "board"
