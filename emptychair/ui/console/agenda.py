"""The agenda at the left: where the meeting stands, and every item one deliberate act away."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from emptychair.app.i18n import Words
from emptychair.domain.ids import ItemId
from emptychair.ui.console.actions import Actions
from emptychair.ui.console.sizes import Size, empty
from emptychair.ui.console.state import AgendaEntry, Place
from emptychair.ui.theme import MEDIUM, SEMIBOLD, Theme
from emptychair.ui.tokens import CONTROL_TIGHT, Px
from emptychair.ui.widgets import AgendaRow, Button, Label, RowState, Scroll, row
from emptychair.ui.widgets.wrap import wrapped


class AgendaItem(AgendaRow):
    """A row that can be selected, gone to, and dragged. Selecting it changes nothing but what the console shows."""

    went = Signal()  # Enter, or a double click: a deliberate jump
    stepped = Signal(int)  # an arrow key: to the row above or below
    looked = Signal()  # it has the focus, or was pressed
    dragged = Signal(int)  # while dragging: y in the column
    dropped = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.item_id = ItemId("")
        self.selected = False
        self._pressed: QPoint | None = None
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_entry(self, entry: AgendaEntry, *, selected: bool, px: int) -> None:
        """Show this item."""
        self.item_id, self.selected, self._px = entry.item_id, selected, px
        self.set_item(entry.number, entry.title, entry.sub, RowState(entry.place.value), entry.place_name)

    def _lines(self, width: int) -> list[str]:
        # A title takes a line more rather than lose its end.
        weight = SEMIBOLD if self.state is RowState.NOW else MEDIUM
        return wrapped(self._title, Theme.current().font(self._px, weight), width - 72, 3)

    def heightForWidth(self, width: int) -> int:
        # Tighter than the kit's row at the smaller size, so that eight items fit a screen of 768 lines.
        return super().heightForWidth(width) - (8 if self._px < Px.BODY else 0)

    def ground(self, painter: QPainter, fill: str, line: str, *, radius: float = 10, width: float = 1) -> None:
        if self.selected:
            fill, line = fill or "chosen", "teal"
        super().ground(painter, fill, line, radius=radius, width=width)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.looked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.went.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            event.ignore()  # Space is not ours: it means "next"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._dragging = event.position().toPoint(), False
            self.looked.emit()
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        at = event.position().toPoint()
        if not self._dragging and (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragging:
            self.dragged.emit(self.mapToParent(at).y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self.dropped.emit(self.mapToParent(event.position().toPoint()).y())
        self._pressed, self._dragging = None, False
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.went.emit()


class _Column(QWidget):
    """The rows, and the line that shows where a dragged one would land."""

    def __init__(self) -> None:
        super().__init__()
        self.line: int | None = None
        self.rows: list[AgendaItem] = []
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 4, 0)
        self.box.addStretch(1)

    def gap(self, y: int) -> int:
        """Between which rows `y` lies: 0 before the first."""
        return sum(1 for item in self.rows if y > item.geometry().center().y())

    def mark(self, y: int | None) -> None:
        """Draw the line at the gap of `y`."""
        self.line = None
        if y is not None and self.rows:
            gap = self.gap(y)
            self.line = self.rows[gap].y() - 3 if gap < len(self.rows) else self.rows[-1].geometry().bottom() + 3
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.line is not None:
            painter = QPainter(self)
            painter.setPen(QPen(Theme.current().color("teal"), 3))
            painter.drawLine(8, self.line, self.width() - 8, self.line)


class Agenda(QWidget):
    """The column with its heading, its rows and what can be done to them."""

    selected = Signal(object)  # ItemId
    went = Signal(object)  # ItemId
    moved = Signal(object, int)  # ItemId, position from 1

    def __init__(self, words: Words, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._size = Size.WIDE
        self._entries: tuple[AgendaEntry, ...] = ()
        self._now: ItemId | None = None
        self.heading = Label("", Px.ROW, SEMIBOLD, parent=self)
        self.plan = Label("", Px.META, tone="ink2", wrap=True, parent=self)
        self.column = _Column()
        self.area = Scroll(self.column, self)
        make = {"px": Px.ROW, "height": CONTROL_TIGHT, "parent": self}
        self.late = Button.of(actions["late"], words, **make)
        self.defer = Button.of(actions["defer"], words, show_key=False, **make)
        self.park = Button.of(actions["park"], words, show_key=False, **make)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.arrange(Size.WIDE)

    def arrange(self, size: Size) -> None:
        """Lay out for another size of window. The bar layout shows the strip instead."""
        self._size = size
        wide = size is Size.WIDE
        self.setFixedWidth(352 if wide else 256)
        empty(self._box)
        self._box.setSpacing(8)
        self.heading.setVisible(wide)
        self.defer.setVisible(wide)
        self.park.setVisible(wide)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        self.plan.setAlignment((right if wide else left) | Qt.AlignmentFlag.AlignVCenter)
        if wide:
            head = row(self.heading, spacing=16)
            head.addWidget(self.plan, 1)
            self._box.addLayout(head)
        self._box.addWidget(self.area, 1)
        foot = row(self.late, self.defer, self.park, None)
        if not wide:
            foot = row(spacing=8)
            foot.addWidget(self.plan, 1)
            foot.addWidget(self.late)
        self._box.addLayout(foot)
        self.column.box.setSpacing(4 if wide else 2)
        self._fill()

    def retranslate(self) -> None:
        """Words of its own."""
        self.heading.setText(self._words.tr("Agenda"))
        self.setAccessibleName(self._words.tr("Agenda"))

    def show_entries(self, entries: tuple[AgendaEntry, ...], selected: ItemId | None) -> None:
        """The items as they are; the one under discussion is kept in sight when it changes."""
        self._entries, self._selected = entries, selected
        self._fill()
        now = next((entry.item_id for entry in entries if entry.place is Place.NOW), None)
        if now != self._now:
            self._now = now
            self.reveal()

    def show_plan(self, text: str, *, late: bool) -> None:
        """How the meeting goes."""
        self.plan.setText(text)
        self.plan.set_tone("ochre" if late else "ink2")

    def show_used(self, text: str) -> None:
        """The clock of the item under discussion."""
        for entry, item in zip(self._entries, self.column.rows, strict=False):
            if entry.place is Place.NOW and entry.sub != text:
                item.set_item(entry.number, entry.title, text, RowState.NOW, entry.place_name)

    def reveal(self) -> None:
        """Scroll to the item under discussion."""
        for item in self.column.rows:
            if item.item_id == self._now:
                self.area.ensureWidgetVisible(item, 0, 80)

    def item(self, item_id: ItemId) -> AgendaItem:
        """The row of an item. Raises KeyError."""
        for item in self.column.rows:
            if item.item_id == item_id:
                return item
        raise KeyError(item_id)

    # ------------------------------------------------------------------ inside
    _selected: ItemId | None = None

    def _fill(self) -> None:
        rows = self.column.rows
        while len(rows) < len(self._entries):
            rows.append(self._new_row())
        while len(rows) > len(self._entries):
            gone = rows.pop()
            gone.hide()
            gone.deleteLater()
        px = Px.BODY if self._size is Size.WIDE else Px.ROW
        for entry, item in zip(self._entries, rows, strict=True):
            item.show_entry(entry, selected=entry.item_id == self._selected, px=px)

    def _new_row(self) -> AgendaItem:
        item = AgendaItem(self.column)
        item.looked.connect(lambda: self.selected.emit(item.item_id))
        item.went.connect(lambda: self.went.emit(item.item_id))
        item.stepped.connect(lambda step: self._step(item, step))
        item.dragged.connect(self.column.mark)
        item.dropped.connect(lambda y: self._drop(item, y))
        self.column.box.insertWidget(len(self.column.rows), item)
        if self.column.isVisible():  # else the window shows it: a row shown alone is styled on its own, and slowly
            item.show()
        return item

    def _step(self, item: AgendaItem, step: int) -> None:
        rows = self.column.rows
        target = rows[max(0, min(rows.index(item) + step, len(rows) - 1))]
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureWidgetVisible(target, 0, 40)
        self.selected.emit(target.item_id)

    def _drop(self, item: AgendaItem, y: int) -> None:
        self.column.mark(None)
        index, gap = self.column.rows.index(item), self.column.gap(y)
        position = gap if gap > index else gap + 1
        if position != index + 1:
            self.moved.emit(item.item_id, position)


class StripItem(Button):
    """An item as its number."""

    looked = Signal()
    went = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", px=Px.META, height=30, parent=parent)
        self.item_id = ItemId("")
        self.place, self.selected = Place.NEXT, False
        self.setFixedWidth(32)
        self.clicked.connect(self.looked)

    def show_entry(self, entry: AgendaEntry, *, selected: bool) -> None:
        """Show this item; title and state are in its name and its tool tip."""
        from emptychair.ui.widgets import plain_tip

        self.item_id, self.place, self.selected = entry.item_id, entry.place, selected
        self.set_text(entry.number)
        said = ", ".join(part for part in (f"{entry.number} · {entry.title}", entry.place_name, entry.sub) if part)
        self.setAccessibleName(said)
        self.setToolTip(plain_tip(said))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.went.emit()
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.went.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, now = Theme.current(), self.place is Place.NOW
        painter = QPainter(self)
        fill = "teal" if now else "chosen" if self.selected else "sunken" if self.underMouse() else "surface"
        line = "teal" if now or self.selected else "control"
        self.ground(painter, fill, line, width=2 if self.selected else 1)
        sign = {Place.DONE: "check", Place.DEFERRED: "calendar-clock", Place.PARKED: "circle-parking"}.get(self.place)
        if sign:
            tone = "teal" if self.place is Place.DONE else "ink2"
            painter.drawPixmap(8, 7, theme.pixmap(sign, tone, 16, ratio=self.devicePixelRatioF()))
            return
        painter.setPen(theme.color("on_teal" if now else "ink2"))
        painter.setFont(theme.font(Px.META, SEMIBOLD))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self.words_shown)


class AgendaStrip(QWidget):
    """The agenda in one line, for little room."""

    selected = Signal(object)
    went = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inner = QWidget()
        self._line = row(None, spacing=6)
        inner.setLayout(self._line)
        self.area = Scroll(inner, self)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.area)
        self.setFixedHeight(32)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.rows: list[StripItem] = []
        self._inner = inner

    def sizeHint(self) -> QSize:
        return QSize(max(38, 38 * len(self.rows)), 32)

    def minimumSizeHint(self) -> QSize:
        return QSize(38, 32)

    def show_entries(self, entries: tuple[AgendaEntry, ...], selected: ItemId | None) -> None:
        """The items as they are."""
        while len(self.rows) < len(entries):
            item = StripItem(self._inner)
            item.looked.connect(lambda item=item: self.selected.emit(item.item_id))
            item.went.connect(lambda item=item: self.went.emit(item.item_id))
            self._line.insertWidget(len(self.rows), item)
            self.rows.append(item)
        while len(self.rows) > len(entries):
            gone = self.rows.pop()
            gone.hide()
            gone.deleteLater()
        self.updateGeometry()
        for entry, item in zip(entries, self.rows, strict=True):
            item.show_entry(entry, selected=entry.item_id == selected)
            if entry.place is Place.NOW:
                self.area.ensureWidgetVisible(item, 60, 0)
