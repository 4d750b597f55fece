"""What a handler gets and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from emptychair.app.clock import local
from emptychair.app.commands import Command
from emptychair.app.ports import Unit
from emptychair.domain.change import Change
from emptychair.domain.values import value

LIBRARY = "library"
C = TypeVar("C", bound=Command)


@value
class Context:
    """One transaction, the time of the act (UTC epoch ms), and new UUIDv7s."""

    unit: Unit
    now: int
    new_id: Callable[[], str]
    zone: str

    @property
    def today(self) -> date:
        """The date on the room's calendar."""
        return local(self.now, self.zone).date()


@value
class Outcome:
    """`label` names the act in English ("Decision recorded"); translate it where it is shown.

    `inverse` None with `undoable` means: the rows that the act changed go back to what they were. `scope` groups acts
    that undo steps through together. Acts in a row with the same non-empty `merge_key` are undone as one.
    What is left to do is carried out behind every act of a person: `follow`.
    """

    change: Change
    entity: str
    label: str
    scope: str = LIBRARY
    inverse: Command | None = None
    undoable: bool = True
    logged: bool = True
    merge_key: str = ""
    follow: Command | None = None


Handler = Callable[[C, Context], Outcome]
