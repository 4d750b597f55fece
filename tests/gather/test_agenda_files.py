from __future__ import annotations

from pathlib import Path

import pytest

from emptychair.domain.errors import BadInput, NotFound, UserError
from emptychair.gather.agenda import read_agenda_file

TEXT = "Tagesordnung\n\n1. Begrüßung (5 Min., Frau Möller)\n2. Größen für Übergänge\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("suffix", [".md", ".txt", ".markdown"])
def test_every_usual_encoding(tmp_path: Path, encoding: str, suffix: str) -> None:
    file = tmp_path / f"agenda{suffix}"
    file.write_bytes(TEXT.encode(encoding))
    reading = read_agenda_file(file)
    assert [(item.title, item.minutes, item.owner) for item in reading.items] == [
        ("Begrüßung", 5, "Frau Möller"),
        ("Größen für Übergänge", None, None),
    ]


def refusal(path: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        read_agenda_file(path)
    assert "\n" not in str(caught.value)
    assert path.name in str(caught.value)
    return caught.value


def test_a_missing_file(tmp_path: Path) -> None:
    assert isinstance(refusal(tmp_path / "agenda.md"), NotFound)


def test_a_folder(tmp_path: Path) -> None:
    assert isinstance(refusal(tmp_path), BadInput)


def test_a_binary_file(tmp_path: Path) -> None:
    file = tmp_path / "agenda.md"
    file.write_bytes(b"%PDF-1.7\n\x00\x01\x02\xff\xfe" * 40)
    assert isinstance(refusal(file), BadInput)


@pytest.mark.parametrize("text", ["", "\n\n", "Agenda\n\n", "https://example.com\n"])
def test_an_empty_agenda(tmp_path: Path, text: str) -> None:
    file = tmp_path / "agenda.txt"
    file.write_text(text, encoding="utf-8")
    assert "agenda items" in str(refusal(file))


def test_a_file_far_too_long(tmp_path: Path) -> None:
    file = tmp_path / "agenda.txt"
    file.write_text("- a\n" * 1_200_000, encoding="utf-8")
    assert "too long" in str(refusal(file))
