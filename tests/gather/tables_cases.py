"""What the tests of tables share: files written as other programs write them, and how a drop of them reads."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

from emptychair.domain.raw_story import RawStory, Refused
from emptychair.gather.mapping import MappedReader, settled
from emptychair.gather.recognising import open_sources, recognise

APP = "The app crashes each time I try to pay with my card at the till."
BILL = "Seit dem Update kann ich meine Rechnungen nicht mehr öffnen, sehr ärgerlich!"
THANKS = "Die Frau am Schalter war sehr freundlich zu mir."


def table(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """Write a table as a spreadsheet would."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(rows)
    path.write_bytes(written.getvalue().encode(encoding))
    return path


def document(path: Path, content: object) -> Path:
    """Write JSON."""
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def read(*paths: Path) -> tuple[list[str], list[RawStory], list[Refused]]:
    """The names of the readers of these files ("" for a mapping that was guessed), their stories, what they refused."""
    names: list[str] = []
    stories: list[RawStory] = []
    refused: list[Refused] = []
    for found in recognise(open_sources(paths)):
        assert not found.sentence, found.sentence
        names.append(found.reader.name if found.reader is not None else "")
        reader = found.reader or MappedReader(settled(found.file))
        for row in reader.read(found.file, found.beside):
            (stories if isinstance(row, RawStory) else refused).append(row)  # type: ignore[arg-type]
    return names, stories, refused


def one(*paths: Path) -> tuple[str, RawStory]:
    """The reader and the only story of these files."""
    [name], [story], _ = read(*paths)
    return name, story
