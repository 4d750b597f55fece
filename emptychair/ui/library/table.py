"""The list of stories as it is painted: one delegate, no widget per row."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from emptychair.app.i18n import Words
from emptychair.app.ports import StoryRow
from emptychair.domain.story import Clearance
from emptychair.ui.library.model import META_ROLE, ROW_ROLE, Column, StoryModel
from emptychair.ui.library.terms import CLEARANCE_LOOKS, clearance_words
from emptychair.ui.theme import MEDIUM, NORMAL, SEMIBOLD, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.labels import plain_tip

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT, ROW_HEIGHT_TIGHT, HEADER = 74, 62, 44
EDGE, GAP = 24, 16
_TONES = {"teal": "teal", "ochre": "ochre", "outlined": "ink2"}


class StoryDelegate(QStyledItemDelegate):
    """A row: headline in the customers' serif over a line of ours, then four narrow columns."""

    def __init__(self, words: Words, view: StoryTable) -> None:
        super().__init__(view)
        self._words = words
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = Theme.current()
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if chosen:
            painter.fillRect(rect, theme.color("chosen"))
        elif index.row() == self._view.hovered:
            painter.fillRect(rect, theme.color("sunken"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.color("hairline"))
        row = index.data(ROW_ROLE)
        if isinstance(row, StoryRow):
            if index.column() == Column.STORY:
                self._story(painter, rect, row, index.data(META_ROLE), chosen=chosen)
            else:
                self._cell(painter, rect, row, index)
        self._current(painter, rect, index)
        painter.restore()

    def _story(self, painter: QPainter, rect: QRectF, row: StoryRow, meta: str, *, chosen: bool) -> None:
        theme = Theme.current()
        if chosen:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height() - 1), theme.color("teal"))
        left, room = rect.left() + EDGE, rect.width() - EDGE - GAP
        middle = rect.center().y()
        font = theme.font(Px.CARD, SEMIBOLD if chosen else NORMAL, serif=True)
        self._line(painter, row.headline, QRectF(left, middle - 27, room, 28), font, "ink")
        if row.clearance is not Clearance.CLEARED:
            kind, icon = CLEARANCE_LOOKS[row.clearance]
            tone = _TONES[kind]
            pixmap = theme.pixmap(icon, tone, 15, ratio=self._view.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, middle + 6), pixmap)
            state = clearance_words(row.clearance, self._words)
            font = theme.font(Px.META, MEDIUM)
            width = QFontMetricsF(font).horizontalAdvance(state)
            self._line(painter, state, QRectF(left + 20, middle + 2, max(0, room - 20), 22), font, tone)
            left, room = left + 20 + width + 10, room - 30 - width
        if room > 40:
            self._line(painter, meta, QRectF(left, middle + 2, room, 22), theme.font(Px.META), "ink2")

    def _cell(self, painter: QPainter, rect: QRectF, row: StoryRow, index: Index) -> None:
        text = index.data(Qt.ItemDataRole.DisplayRole)
        column = Column(index.column())
        quiet = text == "–" or column is Column.HAPPENED or (row.outcome == "open" and column is Column.OUTCOME)
        right = EDGE if column == self._view.last_column else GAP
        place = rect.adjusted(0, 0, -right, -1)
        side = Qt.AlignmentFlag.AlignRight if column >= Column.SHOWN else Qt.AlignmentFlag.AlignLeft
        self._line(painter, text, place, Theme.current().font(Px.ROW), "ink2" if quiet else "ink", side)

    def _line(
        self,
        painter: QPainter,
        text: str,
        rect: QRectF,
        font: object,
        tone: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        painter.setFont(font)  # type: ignore[arg-type]
        painter.setPen(Theme.current().color(tone))
        shown = QFontMetricsF(font).elidedText(  # type: ignore[arg-type]
            text.replace("\n", " "), Qt.TextElideMode.ElideRight, rect.width() + 0.5
        )
        # A single line without mnemonics: drawn as it is written.
        painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)

    def _current(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        """A line around the current row while several are chosen: which one the pane shows."""
        view = self._view
        if index.row() != view.currentIndex().row() or not view.hasFocus() or view.chosen_count() < 2:
            return
        painter.setPen(QPen(Theme.current().color("teal"), 1))
        top, bottom = rect.top() + 0.5, rect.bottom() - 1.5
        painter.drawLine(QPointF(rect.left(), top), QPointF(rect.right(), top))
        painter.drawLine(QPointF(rect.left(), bottom), QPointF(rect.right(), bottom))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        row = index.data(ROW_ROLE)
        if event.type() != QEvent.Type.ToolTip or not isinstance(row, StoryRow) or index.column() != Column.STORY:
            return False
        font = Theme.current().font(Px.CARD, SEMIBOLD, serif=True)
        if QFontMetricsF(font).horizontalAdvance(row.headline) <= view.visualRect(index).width() - EDGE - GAP:
            return False
        QToolTip.showText(event.globalPos(), plain_tip(row.headline), view)
        return True


class StoryHeader(QHeaderView):
    """Names of the columns; an arrow stands in the one that the list is sorted by."""

    def __init__(self, view: StoryTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.sorted_by: Column | None = None
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(HEADER)
        self.setMinimumSectionSize(20)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        theme, column = Theme.current(), Column(logicalIndex)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        text = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        font = theme.font(Px.META, SEMIBOLD)
        painter.setFont(font)
        painter.setPen(theme.color("ink2"))
        right = EDGE if column == self._view.last_column else GAP
        place = QRectF(rect).adjusted(EDGE if column is Column.STORY else 0, 0, -right, 0)
        side = Qt.AlignmentFlag.AlignRight if column >= Column.SHOWN else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter), text)
        if column == self.sorted_by:
            width = QFontMetricsF(font).horizontalAdvance(text)
            icon = theme.pixmap("chevron-down", "ink2", 14, ratio=self.devicePixelRatioF())
            x = place.left() + width + 3 if column < Column.SHOWN else place.right() - width - 17
            painter.drawPixmap(QPointF(x, rect.center().y() - 6), icon)
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), theme.color("hairline"))
        painter.restore()

    def sizeHint(self) -> QSize:
        return QSize(200, HEADER)


class StoryTable(QTableView):
    """The list. `opened` follows Enter and a double click, `chosen` any change of what is chosen."""

    opened = Signal()
    chosen = Signal()

    def __init__(self, model: StoryModel, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered = -1
        self.last_column = Column.DECIDED
        self._words = words
        self.setModel(model)
        self.setHorizontalHeader(StoryHeader(self))
        self.setItemDelegate(StoryDelegate(words, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        for column in Column:
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.doubleClicked.connect(lambda _: self.opened.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self._changed())
        self.selectionModel().currentRowChanged.connect(lambda *_: self._changed())

    # ------------------------------------------------------------------ what is chosen
    def chosen_places(self) -> list[int]:
        """The chosen places from top to bottom."""
        return sorted({place for part in self._ranges() for place in range(part.top(), part.bottom() + 1)})

    def chosen_count(self) -> int:
        """How many are chosen, also where somebody chose a million of them."""
        return sum(part.height() for part in self._ranges())

    def _ranges(self) -> list[QItemSelectionRange]:
        found = self.selectionModel().selection()
        return [found.at(number) for number in range(found.count())]

    def choose(self, place: int, *, center: bool = False) -> None:
        """Choose one place alone and bring it into sight (`center`: in its middle); out of range chooses nothing."""
        if not 0 <= place < self.model().rowCount():
            self.clearSelection()
            return
        index = self.model().index(place, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        hint = QAbstractItemView.ScrollHint
        self.scrollTo(index, hint.PositionAtCenter if center else hint.EnsureVisible)

    def _changed(self) -> None:
        self.viewport().update()
        self.chosen.emit()

    # ------------------------------------------------------------------ sizes
    def set_tight(self, tight: bool) -> None:
        """Lower rows where the window is small."""
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT_TIGHT if tight else ROW_HEIGHT)

    def arrange(self) -> None:
        """Give the narrow columns what their words need, hide those for which there is no room."""
        theme, words = Theme.current(), self._words
        head, cell = QFontMetricsF(theme.font(Px.META, SEMIBOLD)), QFontMetricsF(theme.font(Px.ROW))
        samples = {
            Column.HAPPENED: (words.tr("undated"), "28.\u00a0Sept.\u00a02026"),
            Column.OUTCOME: (words.tr("Process improved"), words.tr("Customer lost")),
            Column.SHOWN: ("1.284",),
            Column.DECIDED: ("1.284",),
        }
        widths = {
            column: round(
                max(
                    head.horizontalAdvance(str(self.model().headerData(column, Qt.Orientation.Horizontal))) + 18,
                    *(cell.horizontalAdvance(text) for text in texts),
                )
                + GAP
            )
            for column, texts in samples.items()
        }
        room = self.viewport().width()
        shown: list[Column] = []
        for column in (Column.OUTCOME, Column.HAPPENED, Column.SHOWN, Column.DECIDED):
            if room - sum(widths[c] for c in (*shown, column)) >= 400:
                shown.append(column)
            else:
                break
        self.last_column = max(shown, default=Column.STORY)
        widths[self.last_column] = widths.get(self.last_column, 0) + EDGE - GAP
        for column in samples:
            self.setColumnHidden(column, column not in shown)
            if column in shown:
                self.setColumnWidth(column, widths[column])
        self.setColumnWidth(Column.STORY, room - sum(widths[column] for column in shown))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    # ------------------------------------------------------------------ mouse and keys
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, place: int) -> None:
        if place != self.hovered:
            self.hovered = place
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            # Qt goes to the first and last column; in a list one means the first and last row.
            self.choose(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount() - 1)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are acts here; jumping to a row that begins with one would be a surprise."""
