"""The command palette: every act of a window by its name, a few letters away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from emptychair.app.i18n import Words
from emptychair.ui.shell.entries import Entry, entries_of, matching
from emptychair.ui.theme import MEDIUM, SEMIBOLD, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import paint_key_cap
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import column

__all__ = ["CommandPalette", "Entry", "entries_of"]

_ROW, _PAD = 44, 14
_KEY, _GROUP = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class CommandPalette(QFrame):
    """Lies over its window, goes with Escape, a click beside it, or the act that was chosen. Never modal."""

    def __init__(self, window: QWidget, words: Words) -> None:
        super().__init__(window)
        self._words, self._window = words, window
        self._entries: list[Entry] = []
        self._shown: list[Entry] = []
        self._before: QWidget | None = None
        self.setProperty("role", "popover")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.field = QLineEdit(self)
        self.field.setFont(Theme.current().font(Px.CARD))
        self.field.setMinimumHeight(48)
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(_Lines(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.nothing = Label("", Px.ROW, tone="ink2")
        self.nothing.setContentsMargins(_PAD, 10, _PAD, 10)
        self.setLayout(column(self.field, self.list, self.nothing, spacing=8, margins=(12, 12, 12, 12)))
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda item: self._run(self.list.row(item)))
        window.installEventFilter(self)
        self.hide()

    def open_with(self, entries: Sequence[Entry]) -> None:
        """Show these acts; the focus goes back to where it was when the palette closes."""
        tr = self._words.tr
        self._entries = list(entries)
        self._before = QApplication.focusWidget()
        self.field.setPlaceholderText(tr("What do you want to do?"))
        self.field.setAccessibleName(tr("What do you want to do?"))
        self.list.setAccessibleName(tr("Acts"))
        self.nothing.setText(tr("No act has this name."))
        self.field.clear()
        self._filter("")
        self.show()
        self.raise_()
        self._place()
        self.field.setFocus()

    def close_it(self) -> None:
        """Go, and give the focus back."""
        if not self.isVisible():
            return
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus()

    @property
    def shown(self) -> list[str]:
        """The texts in the list, from the top."""
        return [entry.text for entry in self._shown]

    # ------------------------------------------------------------------ inside
    def _filter(self, typed: str) -> None:
        self._shown = matching(self._entries, typed)
        self.list.clear()
        for entry in self._shown:
            item = QListWidgetItem(entry.text)
            item.setData(_KEY, entry.key)
            item.setData(_GROUP, entry.group)
            spoken = ", ".join(part for part in (entry.text, entry.group, entry.key) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.list.addItem(item)
        self.list.setCurrentRow(0 if self._shown else -1)
        self.list.setVisible(bool(self._shown))
        self.nothing.setVisible(not self._shown)
        self._place()

    def _run(self, row: int) -> None:
        if not 0 <= row < len(self._shown):
            return
        entry = self._shown[row]
        self.close_it()
        entry.run()

    def _place(self) -> None:
        window = self._window
        width = min(640, window.width() - 48)
        room = window.height() - 96 - 88
        rows = max(1, min(len(self._shown), 10, room // _ROW))
        self.list.setFixedHeight(rows * _ROW + 4)
        height = 24 + 48 + 8 + (rows * _ROW + 4 if self._shown else 44)
        self.setGeometry((window.width() - width) // 2, min(96, window.height() // 8), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self.field:
            if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(event)
            if kind == QEvent.Type.FocusOut and self.isVisible():
                self._before = None  # the person chose another place
                self.hide()
        elif kind == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key, row, last = event.key(), self.list.currentRow(), len(self._shown) - 1
        steps = {
            Qt.Key.Key_Down: row + 1 if row < last else 0,
            Qt.Key.Key_Up: row - 1 if row > 0 else last,
            Qt.Key.Key_PageDown: min(last, row + 8),
            Qt.Key.Key_PageUp: max(0, row - 8),
        }
        if key in steps:
            self.list.setCurrentRow(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(row)
        elif key == Qt.Key.Key_Escape:
            self.close_it()
        else:
            return False
        return True


class _Lines(QStyledItemDelegate):
    """Text at the left, group and key at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = Theme.current()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("teal_soft"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 8, 8)
        right = rect.right() - _PAD
        key = str(index.data(_KEY) or "")
        if key:
            metrics = QFontMetricsF(theme.font(Px.META, SEMIBOLD))
            width = max(round(metrics.horizontalAdvance(key)) + 16, 30)
            cap = QRect(round(right - width), round(rect.center().y() - 11), width, 22)
            paint_key_cap(painter, cap, key)
            right -= width + 12
        group = str(index.data(_GROUP) or "")
        if group:
            font = theme.font(Px.META)
            width = QFontMetricsF(font).horizontalAdvance(group)
            painter.setFont(font)
            painter.setPen(theme.color("ink2"))
            painter.drawText(QRectF(right - width, rect.y(), width + 2, _ROW), Qt.AlignmentFlag.AlignVCenter, group)
            right -= width + 16
        font = theme.font(Px.BODY, SEMIBOLD if chosen else MEDIUM)
        painter.setFont(font)
        painter.setPen(theme.color("teal" if chosen else "ink"))
        room = right - rect.x() - _PAD
        text = QFontMetricsF(font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(rect.x() + _PAD, rect.y(), room + 2, _ROW), Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()
