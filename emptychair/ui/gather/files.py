"""The files that were given: one line each with its state, any number of them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from emptychair.app.i18n import Words
from emptychair.ui.gather.state import Basis, Entry, FileState, refused_count
from emptychair.ui.library.model import Index
from emptychair.ui.theme import MEDIUM, SEMIBOLD, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.labels import plain_tip

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
HEIGHT = 64
# icon and tone of each state: never colour alone
_LOOKS = {
    FileState.LOOKING: ("hourglass", "ink2"),
    FileState.READY: ("circle-check", "teal"),
    FileState.UNMAPPED: ("circle-question-mark", "ochre"),
    FileState.EMPTY: ("circle-alert", "ochre"),
    FileState.BAD: ("circle-x", "ochre"),
    FileState.IMPORTING: ("hourglass", "teal"),
    FileState.DONE: ("circle-check", "teal"),
    FileState.STOPPED: ("pause", "ochre"),
    FileState.TAKEN_BACK: ("undo-2", "ink2"),
}


def state_words(entry: Entry, words: Words) -> str:
    """How far the file is, in a few words."""
    tr, report = words.tr, entry.report
    match entry.state:
        case FileState.LOOKING:
            return tr("Looking …")
        case FileState.READY:
            told = entry.foreseen
            good = told.read - refused_count(told) if told is not None else 0
            count = words.trn("{n} story", "{n} stories", good)
            return count if entry.whole else tr("more than {count}", count=count)
        case FileState.UNMAPPED:
            return tr("Which column?")
        case FileState.EMPTY:
            return tr("No stories in it")
        case FileState.BAD:
            return tr("Left out")
        case FileState.IMPORTING:
            return tr("Importing …")
        case FileState.STOPPED | FileState.DONE if report is not None:
            count = report.added + report.updated + report.waiting
            said = words.trn("{n} story in", "{n} stories in", count)
            if report.waiting:
                said = words.trn("{n} row in", "{n} rows in", count)
            return said if entry.state is FileState.DONE else tr("stopped, {count}", count=said)
        case _:
            return tr("taken back")


def kind_words(entry: Entry, words: Words) -> str:
    """What the file was recognised as and what is read together with it; what is wrong with it where it is bad."""
    tr = words.tr
    if entry.problem is not None:
        values = {name: value for name, value in entry.problem.values if name != "self"}
        return tr(entry.problem.text, **values)
    if entry.state is FileState.LOOKING and not entry.title:
        return tr("Looking …")
    parts = [tr(entry.title) if entry.title else tr("Table of an unknown kind")]
    if entry.basis is Basis.REMEMBERED:
        parts.append(tr("columns as the last time"))
    if entry.beside:
        parts.append(tr("with {files}", files=", ".join(entry.beside)))
    told = entry.report or entry.foreseen
    if told is not None and refused_count(told):
        parts.append(words.trn("{n} left out", "{n} left out", refused_count(told)))
    return " · ".join(parts)


def file_of(entry: Entry, line: int) -> str:
    """Among mails that are one import the name of the file that is row `line`, else ""."""
    from emptychair.gather.together import Together

    reader = entry.found.reader
    return reader.name_of(line) if isinstance(reader, Together) else ""


def place_words(entry: Entry, line: int, words: Words) -> str:
    """Where a row that is left out stands: its file, or its line of the file."""
    return file_of(entry, line) or words.tr("Line {n}", n=words.number(line))


class FileModel(QAbstractListModel):
    """The presenter's entries as Qt's views want them."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._entries: list[Entry] = []

    def set_entries(self, entries: list[Entry]) -> None:
        """Another list."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def changed(self, number: int) -> None:
        """One of them is another now."""
        if 0 <= number < len(self._entries):
            index = self.index(number, 0)
            self.dataChanged.emit(index, index)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        said = f"{entry.name}, {kind_words(entry, self._words)}, {state_words(entry, self._words)}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return said
        return plain_tip(said) if role == Qt.ItemDataRole.ToolTipRole else None


class _FileDelegate(QStyledItemDelegate):
    """Name and state over what it was recognised as."""

    def __init__(self, words: Words, view: QWidget) -> None:
        super().__init__(view)
        self._words = words

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, Entry):
            return
        theme, rect = Theme.current(), QRectF(option.rect)  # type: ignore[attr-defined]
        flags = option.state  # type: ignore[attr-defined]
        chosen, hover = flags & QStyle.StateFlag.State_Selected, flags & QStyle.StateFlag.State_MouseOver
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if chosen or hover:
            painter.fillRect(rect, theme.color("chosen" if chosen else "sunken"))
        if chosen:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), theme.color("teal"))
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), theme.color("hairline"))
        icon, tone = _LOOKS[entry.state]
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(round(rect.left() + 16), round(rect.top() + 12), theme.pixmap(icon, tone, 20, ratio=ratio))
        state, face = state_words(entry, self._words), theme.font(Px.META, MEDIUM)
        width = min(QFontMetricsF(face).horizontalAdvance(state) + 4, rect.width() * 0.5)
        left = rect.left() + 48
        bad = entry.state is FileState.BAD
        lines = (
            (entry.name, theme.font(Px.ROW, SEMIBOLD), "ink", left, 9, rect.right() - 24 - width - left, "middle"),
            (kind_words(entry, self._words), theme.font(Px.META), "ochre" if bad else "ink2", left, 33,
             rect.right() - 14 - left, "right"),
            (state, face, tone, rect.right() - 14 - width, 9, width + 2, "right"),
        )  # fmt: skip
        for text, font, ink, x, y, room, cut in lines:
            painter.setFont(font)
            painter.setPen(theme.color(ink))
            mode = Qt.TextElideMode.ElideMiddle if cut == "middle" else Qt.TextElideMode.ElideRight
            shown = QFontMetricsF(font).elidedText(text.replace("\n", " "), mode, room + 1)
            place = QRectF(x, rect.top() + y, room + 2, 22)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
        painter.restore()


class FileList(QListView):
    """`chosen` follows the current line."""

    chosen = Signal(int)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files = FileModel(words, self)
        self.setModel(self.files)
        self.setItemDelegate(_FileDelegate(words, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(lambda now, _: self.chosen.emit(now.row()))

    def set_entries(self, entries: list[Entry], chosen: int) -> None:
        """Show these; as high as they need, five lines at most."""
        self.selectionModel().blockSignals(True)
        self.files.set_entries(entries)
        if 0 <= chosen < len(entries):
            self.setCurrentIndex(self.files.index(chosen, 0))
        self.selectionModel().blockSignals(False)
        self.setFixedHeight(HEIGHT * max(1, min(5, len(entries))) + 6)
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Letters are no search here."""
