"""Acts of an import that no person asks for one by one."""

from __future__ import annotations

from typing import ClassVar

from emptychair.app.commands.base import Command, Urgency
from emptychair.app.intake_ports import PreparedRow
from emptychair.domain.values import value


@value
class StorePrepared(Command):
    """Rows that were prepared go into the library and wait no more. Of rows that do not wait (any more) nothing is
    stored: a part that is sent twice counts once."""

    urgency: ClassVar[Urgency] = "bulk"

    rows: tuple[PreparedRow, ...]


@value
class GoOnMarking(Command):
    """The next stories of batches that were taken back, or brought back: a large batch takes many short transactions,
    so that no decision waits for it."""

    urgency: ClassVar[Urgency] = "bulk"
