"""What all acts have in common."""

from __future__ import annotations

from typing import ClassVar, Literal

Urgency = Literal["act", "typing", "bulk"]


class Command:
    """Base of all acts. `urgency` is the place in the writer's queue: a person's act goes first."""

    __slots__ = ()
    urgency: ClassVar[Urgency] = "act"
