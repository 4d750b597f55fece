"""Taking back, doing again."""

from __future__ import annotations

from dataclasses import dataclass

from emptychair.app.commands.base import Command
from emptychair.app.ports import RowBefore


@dataclass(frozen=True, slots=True)
class RestoreRows(Command):
    """The general inverse: rows as they were before an act."""

    rows: tuple[RowBefore, ...]


@dataclass(frozen=True, slots=True)
class Undo(Command):
    """Take back the latest act of the scope: a meeting's id, or "library"."""

    scope: str


@dataclass(frozen=True, slots=True)
class Redo(Command):
    """Do the latest undone act of the scope again."""

    scope: str
