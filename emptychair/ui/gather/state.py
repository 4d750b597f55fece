"""What the import window knows of each file, as values; no window in here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from emptychair.domain.raw_story import Refused
from emptychair.domain.story import Story

if TYPE_CHECKING:
    from emptychair.app.intake_ports import ImportReport
    from emptychair.gather.mapping import Mapping
    from emptychair.gather.recognising import Recognised
    from emptychair.ui.clearance.masking import Doubt

FORESEEN = 2_000  # rows that are looked at before the import; the rest reads like them
MAPPING = "mapping:"  # begin of the setting's key, before the signature of the table's columns


class FileState(StrEnum):
    """How far a file is."""

    LOOKING = "looking"
    READY = "ready"
    UNMAPPED = "unmapped"  # a table of which nobody said which column holds the stories
    EMPTY = "empty"  # read, and no story in it
    BAD = "bad"  # no source of stories, or unreadable
    IMPORTING = "importing"
    DONE = "done"
    STOPPED = "stopped"
    TAKEN_BACK = "taken-back"


class Basis(StrEnum):
    """Why a table's columns are what they are."""

    SAID = "said"  # a person says so, or the file is no table of which anybody need ask
    REMEMBERED = "remembered"
    CLEAR = "clear"  # their names and cells leave no doubt
    GUESSED = "guessed"  # a person has to look first


IMPORTED = frozenset({FileState.DONE, FileState.STOPPED})


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's columns, each with the first thing that stands in it."""

    names: tuple[str, ...]
    examples: tuple[str, ...]
    signature: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """An English sentence to translate, with what fills it."""

    text: str
    values: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the list with all that is known of it so far."""

    number: int
    found: Recognised
    state: FileState = FileState.LOOKING
    title: str = ""  # of its kind: "Zendesk tickets"
    stories: tuple[Story, ...] = ()  # the first ones, masked
    doubts: tuple[tuple[Doubt, ...], ...] = ()  # for each of these what looks private in it all the same
    foreseen: ImportReport | None = None  # of the first FORESEEN rows
    columns: Columns | None = None  # where a person can say which column is what
    mapping: Mapping | None = None
    basis: Basis = Basis.SAID
    problem: Sentence | None = None
    report: ImportReport | None = None

    @property
    def name(self) -> str:
        """The file's name."""
        return self.found.file.name

    @property
    def doubtful(self) -> int:
        """How many of the first stories hold something doubtful."""
        return sum(map(bool, self.doubts))

    @property
    def beside(self) -> tuple[str, ...]:
        """Files that are read together with it."""
        return tuple(file.name for file in self.found.beside)

    @property
    def whole(self) -> bool:
        """Whether what was foreseen is all there is."""
        return self.foreseen is not None and (self.foreseen.read < FORESEEN or 0 < self.rows <= FORESEEN)

    @property
    def rows(self) -> int:
        """How many rows there are; 0 where nobody knows before all are read."""
        parts = getattr(self.found.reader, "parts", ())  # mails, a file each
        return len(parts) or (self.foreseen.read if self.foreseen is not None and self.foreseen.read < FORESEEN else 0)

    @property
    def refused(self) -> tuple[Refused, ...]:
        """Rows that are no stories: of the import, or before it of what was looked at."""
        told = self.report or self.foreseen
        return told.refused if told is not None else ()


@dataclass(frozen=True, slots=True)
class Totals:
    """All files together. `about`: some files are longer than what was looked at."""

    files: int = 0
    read: int = 0
    added: int = 0
    updated: int = 0
    duplicates: int = 0
    refused: int = 0
    waiting: int = 0
    about: bool = False


def refused_count(report: ImportReport) -> int:
    """All refused rows, also those whose reasons were not kept."""
    return max(report.refused_count, len(report.refused))


def foreseen(entries: Iterable[Entry]) -> Totals:
    """What the import of these files would do, as far as it was looked at."""
    looked = (FileState.READY, FileState.EMPTY)
    return _sum([(e.foreseen, not e.whole) for e in entries if e.state in looked and e.foreseen is not None])


def imported(entries: Iterable[Entry]) -> Totals:
    """What the import did."""
    return _sum([(e.report, False) for e in entries if e.state in IMPORTED and e.report is not None])


def _sum(reports: list[tuple[ImportReport, bool]]) -> Totals:
    return Totals(
        len(reports),
        sum(report.read for report, _ in reports),
        sum(report.added for report, _ in reports),
        sum(report.updated for report, _ in reports),
        sum(report.duplicates for report, _ in reports),
        sum(refused_count(report) for report, _ in reports),
        sum(report.waiting for report, _ in reports),
        any(about for _, about in reports),
    )
