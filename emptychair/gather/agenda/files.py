"""An agenda's file to its text."""

from __future__ import annotations

from pathlib import Path

from emptychair.domain.errors import N_, BadInput
from emptychair.gather.agenda.model import AgendaReading
from emptychair.gather.agenda.reader import read_agenda
from emptychair.gather.decode import decode, read_bytes

LARGEST = 4 << 20  # bytes; an agenda of more is another file, chosen by mistake


def read_agenda_file(path: Path) -> AgendaReading:
    """The items of a Markdown or text file (.md, .markdown, .txt; any file that holds text is tried).

    Raises NotFound for a file that is not there, BadInput for a folder, a binary file, and a text without any item.
    """
    path = Path(path)
    data = read_bytes(path)
    if len(data) > LARGEST:
        raise BadInput(N_("“{path}” is too long for an agenda: paste the part that holds the items."), path=path.name)
    reading = read_agenda(decode(data, path.name))
    if not reading.items:
        raise BadInput(
            N_("There are no agenda items in “{path}”: write one item on each line, or paste the list."), path=path.name
        )
    return reading
