"""What an agenda says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item: its title without number and marks, its planned minutes, who it belongs to, its start as "HH:MM"."""

    title: str
    minutes: int | None = None
    owner: str | None = None
    start: str | None = None


@dataclass(frozen=True, slots=True)
class AgendaReading:
    """What was read. `ignored`: the lines that became no item; `starts`: when the meeting begins, "HH:MM"."""

    title: str | None
    items: tuple[AgendaItem, ...]
    ignored: tuple[str, ...] = ()
    starts: str | None = None
