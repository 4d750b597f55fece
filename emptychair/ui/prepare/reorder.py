"""Dragging a row to another place in its column."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QScrollArea, QWidget

from emptychair.ui.theme import Theme


class Reorder(QObject):
    """Watches handles; a handle pressed and drawn shows where its row would go, and `moved` says where it was let go.

    `rows` answers the rows in their order, each a child of `column`. Any key lets everything be as it was.
    """

    moved = Signal(int, int)  # from which place to which, both counted from 0 in the order without the row itself

    def __init__(
        self, column: QWidget, rows: Callable[[], Sequence[QWidget]], scroll: QScrollArea | None = None
    ) -> None:
        super().__init__(column)
        self._column, self._rows, self._scroll = column, rows, scroll
        self._handles: dict[QObject, QWidget] = {}
        self._pressed: QPointF | None = None
        self._dragged: QWidget | None = None
        self._target = -1
        self._mark = QFrame(column)
        self._mark.setFixedHeight(4)
        self._mark.hide()

    def add(self, handle: QWidget, row: QWidget) -> None:
        """Let `handle` drag `row`."""
        self._handles[handle] = row
        handle.installEventFilter(self)
        handle.destroyed.connect(lambda _=None, key=handle: self._handles.pop(key, None))

    @property
    def dragging(self) -> bool:
        """Whether a row is being dragged."""
        return self._dragged is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched not in self._handles:
            return False
        kind = event.type()
        if isinstance(event, QMouseEvent):
            if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
                self._pressed = event.globalPosition()
            elif kind == QEvent.Type.MouseMove and event.buttons() & Qt.MouseButton.LeftButton:
                return self._draw(self._handles[watched], event.globalPosition())
            elif kind == QEvent.Type.MouseButtonRelease:
                return self._drop(watched)
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress and self._dragged is not None:
            self._end()
            return True
        return False

    def _draw(self, row: QWidget, at: QPointF) -> bool:
        if self._pressed is None:
            return False
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._dragged is None and far:
            self._dragged = row
            self._mark.setStyleSheet(f"background: {Theme.current().color('teal').name()}; border-radius: 2px;")
            self._column.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragged is None:
            return False
        point = self._column.mapFromGlobal(at.toPoint())
        self._aim(point)
        if self._scroll is not None:
            self._scroll.ensureVisible(point.x(), point.y(), 0, 40)
        return True

    def _aim(self, point: QPoint) -> None:
        rows = list(self._rows())
        others = [row for row in rows if row is not self._dragged]
        self._target = sum(1 for row in others if row.geometry().center().y() < point.y())
        if not others:
            return
        if self._target < len(others):
            y = others[self._target].geometry().top() - 6
        else:
            y = others[-1].geometry().bottom() + 3
        self._mark.setGeometry(0, y, self._column.width(), 4)
        self._mark.show()
        self._mark.raise_()

    def _drop(self, handle: QObject) -> bool:
        dragged, target = self._dragged, self._target
        rows = list(self._rows())
        self._end()
        if dragged is None:
            return False
        start = rows.index(dragged) if dragged in rows else -1
        # The button under the mouse was pressed, not clicked.
        if isinstance(handle, QAbstractButton):
            handle.setDown(False)
        if start >= 0 and target not in (-1, start):
            self.moved.emit(start, target)
        return True

    def _end(self) -> None:
        self._pressed, self._dragged, self._target = None, None, -1
        self._mark.hide()
        self._column.unsetCursor()
