"""The list of all imports: look at one, take it back, bring it back, vouch for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from shiboken6 import isValid

from emptychair.app import commands as c
from emptychair.app.clock import local
from emptychair.app.ports import BatchRow
from emptychair.domain.change import Change, Done
from emptychair.ui.context import UiContext
from emptychair.ui.library.model import Index
from emptychair.ui.library.origin import source_words
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.empty import EmptyState
from emptychair.ui.widgets.keys import key_text
from emptychair.ui.widgets.layouts import Card, row
from emptychair.ui.widgets.popover import Dialog

_ROW = Qt.ItemDataRole.UserRole + 1
_HEIGHT = 68
_SOURCE = "imports"


class ImportsDialog(Dialog):
    """`stories_wanted` asks for the stories of an import, `vouch_wanted` for the window to vouch for it."""

    stories_wanted = Signal(str)  # batch id
    vouch_wanted = Signal(object)  # Batch
    said = Signal(str)  # what became of an act that can be undone

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=780)
        self._ctx = ctx
        words, tr = ctx.words, ctx.words.tr
        self.set_words(tr("Imports"), tr("Every file that was taken in, the latest first."))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Imports"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setItemDelegate(_BatchDelegate(ctx, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda *_: self._show())
        self.list.itemActivated.connect(lambda _: self._stories())
        self.card = Card(margin=1, spacing=0)
        self.card.box.addWidget(self.list)
        self.nothing = EmptyState(tr("Looking …"), chair=0)
        self.box.addWidget(self.card, 1)
        self.box.addWidget(self.nothing, 1)
        self.back_button = Button("", px=Px.ROW, height=36, icon="undo-2")
        self.back_button.clicked.connect(self.take_back)
        self.vouch_button = Button(tr("Vouch for it"), px=Px.ROW, height=36, icon="shield-check")
        self.vouch_button.clicked.connect(self._vouch)
        self.box.addLayout(row(self.back_button, self.vouch_button, None))
        close = self.add_button(Button(tr("Close"), key=key_text("Esc", words)))
        close.clicked.connect(self.reject)
        self.stories_button = self.add_button(Button(tr("Show its stories"), kind="primary"), default=True)
        self.stories_button.clicked.connect(self._stories)
        room = (parent.window() if parent is not None else self.screen().availableGeometry()).height()
        self.resize(780, max(420, min(700, room - 80)))
        ctx.bus.changed.connect(self._on_changed)
        self._show()
        self.load()

    # ------------------------------------------------------------------ reading
    def load(self) -> None:
        """Read the list anew; counting the stories of large imports takes a moment."""
        reader = self._ctx.new_reader()

        def look() -> list[BatchRow]:
            try:
                return reader.batches()
            finally:
                reader.close()

        pool = ThreadPoolExecutor(1, "imports")
        self._ctx.bus.follow(pool.submit(look), done=self._fill)
        pool.shutdown(wait=False)

    def _fill(self, rows: Sequence[BatchRow]) -> None:
        if not isValid(self):
            return
        chosen = self.chosen
        self.list.clear()
        for at, found in enumerate(rows):
            item = QListWidgetItem(spoken(found, self._ctx))
            item.setData(_ROW, found)
            item.setSizeHint(QSize(100, _HEIGHT))
            self.list.addItem(item)
            if chosen is not None and found.batch.id == chosen.batch.id:
                self.list.setCurrentRow(at)
        if self.list.count() and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.nothing.set_words(self._ctx.words.tr("Nothing was imported so far"))
        self._show()
        if self.list.count():
            self.list.setFocus()

    def _on_changed(self, done: Done) -> None:
        if done.change & Change.STORIES and done.source != _SOURCE:
            self.load()

    @property
    def chosen(self) -> BatchRow | None:
        """The import that the buttons act on."""
        item = self.list.currentItem()
        found = item.data(_ROW) if item is not None else None
        return found if isinstance(found, BatchRow) else None

    def _show(self) -> None:
        tr, found = self._ctx.words.tr, self.chosen
        some = self.list.count() > 0
        self.card.setVisible(some)
        self.nothing.setVisible(not some)
        gone = found is not None and found.batch.deleted_at is not None
        self.back_button.set_text(tr("Bring it back") if gone else tr("Take it back"))
        self.back_button.set_icon("redo-2" if gone else "undo-2")
        self.back_button.setEnabled(found is not None and (gone or found.stories > 0))
        self.vouch_button.setEnabled(found is not None and found.waiting > 0)
        self.stories_button.setEnabled(found is not None and found.stories > 0)

    # ------------------------------------------------------------------ acts
    def take_back(self) -> None:
        """The whole import out of the library, as if it had not been; or in again."""
        found = self.chosen
        if found is None or not self.back_button.isEnabled():
            return
        gone, tr = found.batch.deleted_at is not None, self._ctx.words.tr
        said = tr("The import is there again.") if gone else tr("The import is taken back.")
        self.back_button.setEnabled(False)  # once: over a large import it takes a moment

        def done(_: Done) -> None:
            self.said.emit(said)
            if isValid(self):
                self.load()

        self._ctx.bus.act(c.DropBatch(found.batch.id, restore=gone), source=_SOURCE, done=done)

    def _vouch(self) -> None:
        if self.chosen is not None:
            self.vouch_wanted.emit(self.chosen.batch)

    def _stories(self) -> None:
        if self.chosen is not None and self.stories_button.isEnabled():
            self.stories_wanted.emit(self.chosen.batch.id)
            self.accept()


def told(found: BatchRow, ctx: UiContext) -> str:
    """Source, day, and what the import did."""
    words, batch = ctx.words, found.batch
    tr = words.tr
    on = words.short_day(local(batch.at, ctx.service.zone).date())
    parts = [source_words(batch.source, words), on]
    parts.append(words.trn("{n} added", "{n} added", batch.added))
    if batch.updated:
        parts.append(words.trn("{n} updated", "{n} updated", batch.updated))
    if batch.refused:
        parts.append(words.trn("{n} refused", "{n} refused", batch.refused))
    if batch.vouched_by:
        parts.append(tr("vouched for by {person}", person=batch.vouched_by))
    return " · ".join(part for part in parts if part)


def state(found: BatchRow, ctx: UiContext) -> tuple[str, str]:
    """What is to be done about it, and the tone of those words."""
    words = ctx.words
    if found.batch.deleted_at is not None:
        return words.tr("taken back"), "ink2"
    if found.waiting:
        return words.trn("{n} waits", "{n} wait", found.waiting), "ochre"
    return words.trn("{n} story", "{n} stories", found.stories), "ink2"


def spoken(found: BatchRow, ctx: UiContext) -> str:
    """A line of the list for screen readers."""
    return ", ".join((found.batch.file_name, told(found, ctx), state(found, ctx)[0]))


class _BatchDelegate(QStyledItemDelegate):
    """File over what became of it; at the right what waits."""

    def __init__(self, ctx: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._ctx = ctx

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found = index.data(_ROW)
        if not isinstance(found, BatchRow):
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
        text, tone = state(found, self._ctx)
        font = theme.font(Px.ROW, SEMIBOLD)
        width = QFontMetricsF(font).horizontalAdvance(text) + 4
        gone = found.batch.deleted_at is not None
        left, room = rect.left() + 20, rect.width() - 60 - width
        lines: tuple[tuple[str, object, str, QRectF], ...] = (
            (
                found.batch.file_name,
                theme.font(Px.BODY, SEMIBOLD),
                "ink2" if gone else "ink",
                QRectF(left, rect.top() + 10, room, 24),
            ),
            (
                told(found, self._ctx),
                theme.font(Px.META),
                "ink2",
                QRectF(left, rect.top() + 35, rect.width() - 40, 22),
            ),
            (text, font, tone, QRectF(rect.right() - 20 - width, rect.top() + 10, width + 2, 24)),
        )
        for words, face, ink, place in lines:
            painter.setFont(face)  # type: ignore[arg-type]
            painter.setPen(theme.color(ink))
            metrics = QFontMetricsF(face)  # type: ignore[arg-type]
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, place.width() + 1)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
        painter.restore()


def open_imports(
    ctx: UiContext,
    parent: QWidget,
    *,
    stories: Callable[[str], object],
    said: Callable[[str], object],
) -> ImportsDialog:
    """Show the list; `stories` gets the import whose stories are wanted, `said` what became of an act."""
    dialog = ImportsDialog(ctx, parent)
    dialog.stories_wanted.connect(stories)
    dialog.said.connect(said)

    def vouch(batch: object) -> None:
        from emptychair.ui.clearance.vouch_window import VouchDialog

        window = VouchDialog(ctx, batch, dialog)  # type: ignore[arg-type]
        window.said.connect(said)
        window.finished.connect(window.deleteLater)
        window.open()

    dialog.vouch_wanted.connect(vouch)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
