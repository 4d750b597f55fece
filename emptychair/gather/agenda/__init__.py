"""The agenda reader: pasted text, Markdown and plain text, German and English.

The rules are those of the design's page on gathering: the agenda's section is found first, then its table, its
shallowest list level, its sub-headings or its lines are taken as items, then every line is parted into time, minutes,
owner and title.
"""

from __future__ import annotations

from emptychair.gather.agenda.files import read_agenda_file
from emptychair.gather.agenda.model import AgendaItem, AgendaReading
from emptychair.gather.agenda.reader import read_agenda

__all__ = ["AgendaItem", "AgendaReading", "read_agenda", "read_agenda_file"]
