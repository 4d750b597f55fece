"""The table of stories: it holds row numbers and fetches what is looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from emptychair.app.i18n import Words
from emptychair.app.ports import Reader, StoryRow
from emptychair.app.provenance import channel_words
from emptychair.ui.library.terms import clearance_words, outcome_words, person, segment_words

BLOCK = 64  # rows fetched at once: two screens of a large monitor
BLOCKS_KEPT = 32
Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns of the library."""

    STORY = 0
    HAPPENED = 1
    OUTCOME = 2
    SHOWN = 3
    DECIDED = 4


ROW_ROLE = Qt.ItemDataRole.UserRole + 1  # StoryRow
META_ROLE = Qt.ItemDataRole.UserRole + 2  # the line under the headline


class StoryModel(QAbstractTableModel):
    """Any number of stories in eight bytes each, and at most 2,048 rows of text."""

    def __init__(self, reader: Reader, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._words = words
        self._rows: Sequence[int] = ()
        self._blocks: OrderedDict[int, list[StoryRow | None]] = OrderedDict()

    # ------------------------------------------------------------------ what it holds
    def set_rows(self, rows: Sequence[int]) -> None:
        """Show these row numbers, fetched anew."""
        self.beginResetModel()
        self._rows = rows
        self._blocks.clear()
        self.endResetModel()

    def refresh(self) -> None:
        """The same rows may read differently now."""
        self._blocks.clear()
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.columnCount() - 1))

    def retranslate(self) -> None:
        """The same rows in another language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.columnCount() - 1))

    @property
    def rows(self) -> Sequence[int]:
        """The row numbers shown."""
        return self._rows

    def place_of(self, row_number: int) -> int:
        """Where a row number stands; -1 if it is not among those shown."""
        try:
            return self._rows.index(row_number)
        except ValueError:
            return -1

    def story_row(self, place: int) -> StoryRow | None:
        """The story at that place; None if it is gone meanwhile."""
        if not 0 <= place < len(self._rows):
            return None
        number, offset = divmod(place, BLOCK)
        block = self._blocks.get(number)
        if block is None:
            block = self._fetch(self._rows[number * BLOCK : (number + 1) * BLOCK])
            self._blocks[number] = block
            if len(self._blocks) > BLOCKS_KEPT:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(number)
        return block[offset]

    @property
    def fetched(self) -> int:
        """How many rows of text are held, for the test of laziness."""
        return sum(len(block) for block in self._blocks.values())

    def _fetch(self, numbers: Sequence[int]) -> list[StoryRow | None]:
        found: list[StoryRow] = self._reader.story_rows(numbers)
        if len(found) == len(numbers):
            return [*found]
        # One was erased since the rows were asked for: each by itself, so that none slips to another's place.
        single = [self._reader.story_rows([number]) for number in numbers]
        return [rows[0] if rows else None for rows in single]

    # ------------------------------------------------------------------ Qt's side
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role not in _ROLES:
            return None
        row = self.story_row(index.row())
        if row is None:
            return None
        column = Column(index.column())
        if role == ROW_ROLE:
            return row
        if role == META_ROLE:
            return self.meta(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column >= Column.SHOWN else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return self.cell(row, column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section >= Column.SHOWN else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            tr = self._words.tr
            return (tr("Story"), tr("Happened"), tr("Outcome"), tr("Shown"), tr("Decided"))[section]
        return None

    # ------------------------------------------------------------------ words
    def cell(self, row: StoryRow, column: Column) -> str:
        """The words of one cell."""
        match column:
            case Column.STORY:
                return row.headline
            case Column.HAPPENED:
                return short_date(row.happened_on, self._words)
            case Column.OUTCOME:
                return outcome_words(row.outcome, self._words) if row.outcome else "–"
            case Column.SHOWN:
                return self._words.number(row.shown) if row.shown else "–"
            case Column.DECIDED:
                return self._words.number(row.decided) if row.decided else "–"

    def meta(self, row: StoryRow) -> str:
        """Where it comes from and whose it is, in one line."""
        words = self._words
        parts = [
            words.tr("Teaching example") if row.teaching else "",
            words.tr("Sensitive") if row.sensitive else "",
            channel_words(row.channel, words) if row.channel else "",
            person(row.customer),
            segment_words(row.segment, words),
        ]
        return " · ".join(part for part in parts if part)

    def _spoken(self, row: StoryRow, column: Column) -> str:
        """What a screen reader says of a cell: the first one says all that matters of its story."""
        words = self._words
        if column is not Column.STORY:
            header = self.headerData(column, Qt.Orientation.Horizontal)
            text = self.cell(row, column)
            return f"{header}: {text if text != '–' else words.tr('none')}"
        return ", ".join(part for part in (row.headline, self.meta(row), clearance_words(row.clearance, words)) if part)


_ROLES = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
        int(Qt.ItemDataRole.TextAlignmentRole),
        int(ROW_ROLE),
        int(META_ROLE),
    }
)


def short_date(iso: str, words: Words) -> str:
    """An ISO date that may stop at month or year, for a narrow column: "14 Feb 2007", "Feb 2007", "2007"."""
    if not iso:
        return words.tr("undated")
    parts = iso.split("-")
    try:
        if len(parts) >= 2:
            day = date(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) == 3 else 1)
            month = words.short_day(day).split("\u00a0")[-1]
            if len(parts) == 2:
                return f"{month} {day.year}"
            return f"{day.day}{'.' if words.language == 'de' else ''}\u00a0{month}\u00a0{day.year}"
    except ValueError:
        return iso
    return iso
