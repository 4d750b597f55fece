"""An agenda on its way into a meeting: what was read from a text, and what a person has made of it since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from emptychair.app.commands import NewItem
from emptychair.app.ports import MeetingData, MeetingRow, Reader
from emptychair.domain.ids import SeriesId
from emptychair.domain.meeting import ItemState, MeetingState


class ReadItem(Protocol):
    """One item as the agenda reader gives it."""

    @property
    def title(self) -> str: ...
    @property
    def minutes(self) -> int | None: ...
    @property
    def owner(self) -> str | None: ...
    @property
    def start(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class DraftItem:
    """One line of the preview. `source` is the title as it was read, empty for an item made by hand."""

    source: str
    title: str
    minutes: int | None = None
    owner: str = ""
    start: str = ""
    taken: bool = True
    edited: bool = False


def merged(old: Sequence[DraftItem], read: Iterable[ReadItem]) -> tuple[DraftItem, ...]:
    """The text was read again: what a person edited stays, as do the order where the items are the same, and items
    made by hand (at the end)."""
    known = {item.source: item for item in old if item.source}
    fresh: list[DraftItem] = []
    for item in read:
        mine = known.get(item.title)
        if mine is not None and (mine.edited or not mine.taken):
            fresh.append(mine)
        else:
            fresh.append(DraftItem(item.title, item.title, item.minutes, item.owner or "", item.start or ""))
    own = [item for item in old if not item.source]
    order = [item.source for item in old if item.source]
    if sorted(order) == sorted(item.source for item in fresh):
        by_source = {item.source: item for item in fresh}
        return tuple(by_source.get(item.source, item) if item.source else item for item in old)
    return (*fresh, *own)


def moved(items: Sequence[DraftItem], start: int, target: int) -> tuple[DraftItem, ...]:
    """With the item at `start` in the place that `target` counts among the others; moved items keep no clock times."""
    result = list(items)
    if not (0 <= start < len(result) and 0 <= target < len(result)) or start == target:
        return tuple(items)
    item = result.pop(start)
    result.insert(target, item)
    # The times of the agenda were those of its own order.
    return tuple(replace(one, start="") for one in result)


def new_items(items: Iterable[DraftItem]) -> tuple[NewItem, ...]:
    """What goes into the meeting: the lines that are ticked and have a title."""
    return tuple(
        NewItem(item.title.strip(), item.minutes, item.owner.strip(), item.start)
        for item in items
        if item.taken and item.title.strip()
    )


# --------------------------------------------------------------------------------------------------- series
@dataclass(frozen=True, slots=True)
class SeriesChoice:
    """A series that can be continued: its name, and its latest meeting."""

    series_id: SeriesId
    title: str
    latest: MeetingRow


@dataclass(frozen=True, slots=True)
class CarryOver:
    """An item of the last meeting that is not finished. States: deferred, parked, not-reached."""

    title: str
    minutes: int | None
    owner: str
    state: str


def series_choices(rows: Sequence[MeetingRow]) -> tuple[SeriesChoice, ...]:
    """Every series by the title of its latest meeting, the latest first; rehearsals do not count."""
    found: dict[SeriesId, SeriesChoice] = {}
    for row in rows:  # newest first
        series_id = row.meeting.series_id
        if series_id not in found and not row.meeting.rehearsal:
            found[series_id] = SeriesChoice(series_id, row.meeting.title, row)
    return tuple(found.values())


def likely_series(title: str, choices: Sequence[SeriesChoice]) -> SeriesChoice | None:
    """The series that a title seems to continue: the same but for figures, dates and weeks."""
    wanted = _core(title)
    return next((choice for choice in choices if wanted and _core(choice.title) == wanted), None)


def _core(title: str) -> str:
    text = re.sub(r"\b(kw|week|woche|cw|nr|no)\b\.?", " ", title.casefold())
    return " ".join(re.sub(r"[\d\W_]+", " ", text).split())


def carry_over(series_id: SeriesId, rows: Sequence[MeetingRow], reader: Reader) -> tuple[CarryOver, ...]:
    """What the last meeting of the series left: deferred, parked, and never reached, in the order of its agenda."""
    last = next(
        (
            row
            for row in rows
            if row.meeting.series_id == series_id
            and row.meeting.state is MeetingState.ENDED
            and not row.meeting.rehearsal
        ),
        None,
    )
    data = reader.meeting(last.meeting.id) if last else None
    return left_over(data) if data else ()


def left_over(data: MeetingData) -> tuple[CarryOver, ...]:
    """The unfinished items of one meeting."""
    decided = {decision.item_id for decision in data.decisions}
    result: list[CarryOver] = []
    for item in data.items:
        state = {ItemState.DEFERRED: "deferred", ItemState.PARKED: "parked"}.get(item.state, "")
        if not state and not item.visited and not item.undecided and item.id not in decided:
            state = "not-reached"
        if state:
            result.append(CarryOver(item.title, item.minutes, item.owner, state))
    return tuple(result)
