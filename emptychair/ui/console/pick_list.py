"""A list to pick one thing from while the focus stays in the field above it: search results, actions."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from emptychair.ui.theme import MEDIUM, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import KeyCap, paint_key_cap

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing: its words, a second line, a key at the right. One that cannot be picked says why in `meta`."""

    value: str
    text: str
    meta: str = ""
    key: str = ""
    serif: bool = False
    possible: bool = True


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.picks: tuple[Pick, ...] = ()

    def show(self, picks: tuple[Pick, ...]) -> None:
        self.beginResetModel()
        self.picks = picks
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        return 0 if parent.isValid() else len(self.picks)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        pick = self.picks[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return pick.text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return ", ".join(part for part in (pick.text, pick.meta, pick.key) if part)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags if self.picks[index.row()].possible else Qt.ItemFlag.NoItemFlags


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        pick = index.model().picks[index.row()]  # type: ignore[union-attr]
        return QSize(200, 54 if pick.meta else 38)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = Theme.current()
        pick: Pick = index.model().picks[index.row()]  # type: ignore[union-attr]
        rect = option.rect.adjusted(2, 1, -2, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("chosen" if chosen else "sunken"))
            painter.drawRoundedRect(rect, 8, 8)
        if chosen:
            painter.setBrush(theme.color("teal"))
            painter.drawRoundedRect(QRect(rect.left(), rect.top() + 6, 3, rect.height() - 12), 1.5, 1.5)
        inner = rect.adjusted(14, 0, -12, 0)
        if pick.key:
            size = KeyCap(pick.key).sizeHint()
            cap = QRect(
                inner.right() - size.width(), inner.center().y() - size.height() // 2, size.width(), size.height()
            )
            paint_key_cap(painter, cap, pick.key)
            inner.setRight(cap.left() - 12)
        font = theme.font(Px.BODY if pick.serif else Px.ROW, MEDIUM, serif=pick.serif)
        if pick.serif:
            font = theme.font(Px.BODY, serif=True)
        painter.setFont(font)
        painter.setPen(theme.color("ink" if pick.possible else "ink2"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        upper = QRect(inner.left(), inner.top(), inner.width(), 30 if pick.meta else inner.height())
        text = QFontMetricsF(font).elidedText(pick.text.replace("\n", " "), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(upper, int(flags), text)
        if pick.meta:
            small = theme.font(Px.META)
            painter.setFont(small)
            painter.setPen(theme.color("ink2" if pick.possible else "ochre"))
            lower = QRect(inner.left(), inner.top() + 27, inner.width(), 22)
            meta = QFontMetricsF(small).elidedText(pick.meta, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(lower, int(flags), meta)
        painter.restore()


class PickList(QListView):
    """Shows picks; `picked` says which one was taken by click or by Enter in the field that is followed."""

    picked = Signal(str)

    def __init__(self, field: QWidget, parent: QWidget) -> None:
        """Up, Down, PgUp … stay in `field`'s focus and move the mark here."""
        super().__init__(parent)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._clicked)
        field.installEventFilter(self)

    @property
    def picks(self) -> tuple[Pick, ...]:
        """What is shown."""
        return self._model.picks

    def show_picks(self, picks: tuple[Pick, ...]) -> None:
        """Show these; the first that can be picked is marked."""
        self._model.show(picks)
        first = next((n for n, pick in enumerate(picks) if pick.possible), None)
        if first is not None:
            self.setCurrentIndex(self._model.index(first))

    def take(self) -> None:
        """Pick what is marked."""
        index = self.currentIndex()
        if index.isValid():
            self._clicked(index)

    def _clicked(self, index: QModelIndex) -> None:
        pick = self._model.picks[index.row()]
        if pick.possible:
            self.picked.emit(pick.value)

    def _step(self, step: int) -> None:
        row = self.currentIndex().row() + step
        while 0 <= row < len(self.picks) and not self.picks[row].possible:
            row += step
        if 0 <= row < len(self.picks):
            self.setCurrentIndex(self._model.index(row))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
                self.take()
                return True
        return False
