"""Taking back, doing again."""

from __future__ import annotations

from emptychair.app.commands.base import Command
from emptychair.app.ports import RowBefore
from emptychair.domain.values import value


@value
class RestoreRows(Command):
    """The general inverse: rows as they were before an act."""

    rows: tuple[RowBefore, ...]


@value
class Undo(Command):
    """Take back the latest act of the scope: a meeting's id, or "library"."""

    scope: str


@value
class Redo(Command):
    """Do the latest undone act of the scope again."""

    scope: str
