"""Giving a story to an item of a prepared meeting."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QListWidget, QListWidgetItem, QWidget

from emptychair.app.clock import local
from emptychair.app.ports import MeetingRow
from emptychair.domain.ids import ItemId
from emptychair.domain.meeting import Item, MeetingState
from emptychair.domain.story import Story
from emptychair.ui.context import UiContext
from emptychair.ui.theme import Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.popover import Dialog

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_ITEM = Qt.ItemDataRole.UserRole + 1


class IntoMeetingDialog(Dialog):
    """A meeting, then one of its items. `then` gets the item chosen."""

    def __init__(
        self, ctx: UiContext, story: Story, then: Callable[[ItemId, str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, width=640)
        self._ctx = ctx
        self._then = then
        tr = ctx.words.tr
        self._meetings = [row for row in ctx.reader.meetings() if row.meeting.state is not MeetingState.ENDED]
        self.set_words(tr("Into a meeting"), tr("Choose the item that this story belongs to."))
        if not story.on_wall_allowed:
            note = tr("It is not cleared for the wall: until it is, the wall shows the chair alone.")
            self.box.addWidget(Label(note, Px.ROW, tone="ochre", wrap=True))
        self.meeting = QComboBox()
        self.meeting.setFont(Theme.current().font(Px.BODY))
        self.meeting.setAccessibleName(tr("Meeting"))
        self.meeting.setMinimumHeight(40)
        for row in self._meetings:
            self.meeting.addItem(self._title(row))
        self.items = QListWidget()
        self.items.setAccessibleName(tr("Items"))
        self.items.setFont(Theme.current().font(Px.BODY))
        self.items.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.items.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.items.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.items.setMinimumHeight(220)
        self.items.itemActivated.connect(lambda _: self.accept())
        self.box.addWidget(self.meeting)
        self.box.addWidget(self.items, 1)
        self.add_button(Button(tr("Cancel"))).clicked.connect(self.reject)
        self.take = self.add_button(Button(tr("Take it for this item"), kind="primary"), default=True)
        self.take.clicked.connect(self.accept)
        self.meeting.currentIndexChanged.connect(self._list)
        self._list(0)
        self.items.setFocus()

    @property
    def has_meetings(self) -> bool:
        """Whether there is a meeting that is still to come or running."""
        return bool(self._meetings)

    def _title(self, row: MeetingRow) -> str:
        meeting, words = row.meeting, self._ctx.words
        at = meeting.starts_at
        day = words.short_day(local(at, meeting.zone).date()) if at is not None else ""
        state = words.tr("running") if meeting.state is MeetingState.LIVE else ""
        return " · ".join(part for part in (meeting.title, day, state) if part)

    def _list(self, index: int) -> None:
        self.items.clear()
        if 0 <= index < len(self._meetings):
            data = self._ctx.reader.meeting(self._meetings[index].meeting.id)
            for item in data.items if data is not None else ():
                self.items.addItem(self._row(item))
        if self.items.count():
            self.items.setCurrentRow(0)
        self.take.setEnabled(self.items.count() > 0)

    def _row(self, item: Item) -> QListWidgetItem:
        held = self._ctx.reader.story(item.choice.story_id) if item.choice.story_id else None
        text = f"{item.position} · {item.title}"
        row = QListWidgetItem(text if held is None else f"{text}\n      {held.headline}")
        row.setData(_ITEM, item)
        row.setSizeHint(QSize(200, 40 if held is None else 62))
        return row

    def accept(self) -> None:
        row = self.items.currentItem()
        if row is None:
            return
        item: Item = row.data(_ITEM)
        super().accept()
        self._then(item.id, item.title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.items.hasFocus():
            self.accept()
            return
        super().keyPressEvent(event)
