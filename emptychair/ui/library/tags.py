"""All tags with how often each is used: renamed, merged, taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget
from shiboken6 import isValid

from emptychair.ui.context import UiContext
from emptychair.ui.library.editor_fields import Field, line_edit
from emptychair.ui.theme import Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.keys import key_text
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import row
from emptychair.ui.widgets.popover import Dialog

_TAG = Qt.ItemDataRole.UserRole + 1


class TagsDialog(Dialog):
    """Tick one tag to rename it, several to merge them. `merge` gets the ticked ones and their new name."""

    def __init__(
        self,
        ctx: UiContext,
        merge: Callable[[Sequence[str], str], object],
        parent: QWidget | None = None,
        chosen: Sequence[str] = (),
    ) -> None:
        super().__init__(parent, width=560)
        self._ctx, self._merge = ctx, merge
        self._chosen = set(chosen)
        tr = ctx.words.tr
        self.set_words(
            tr("Rename and merge tags"),
            tr("Tick one to rename it, several to make one of them. It holds for every story, and can be undone."),
        )
        self.list = QListWidget()
        self.list.setFont(Theme.current().font(Px.BODY))
        self.list.setAccessibleName(tr("Tags"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setMinimumHeight(160)
        self.list.setUniformItemSizes(True)
        self.list.itemChanged.connect(lambda _: self._propose())
        self.list.itemActivated.connect(self._toggle)
        self.name = line_edit()
        self.name.textChanged.connect(lambda _: self._show())
        self.name.returnPressed.connect(self.take)
        self.field = Field(self.name)
        self.field.set_words(tr("New name"), "")
        self.said = Label("", Px.ROW, tone="ink2", wrap=True)
        self.box.addWidget(self.list, 1)
        self.box.addWidget(self.field)
        self.box.addWidget(self.said)
        self.remove = Button(tr("Take away"), kind="text", px=Px.ROW, height=36, icon="trash-2")
        self.remove.clicked.connect(lambda: self._go(""))
        self.box.addLayout(row(self.remove, None))
        cancel = self.add_button(Button(tr("Close"), key=key_text("Esc", ctx.words)))
        cancel.clicked.connect(self.reject)
        self.keep = self.add_button(Button(tr("Rename"), kind="primary"))
        self.keep.clicked.connect(self.take)
        room = (parent.window() if parent is not None else self.screen().availableGeometry()).height()
        self.resize(560, max(440, min(680, room - 80)))
        self._read()
        self._show()

    def _read(self) -> None:
        reader = self._ctx.new_reader()

        def look() -> list[tuple[str, int]]:
            try:
                return reader.tags()
            finally:
                reader.close()

        pool = ThreadPoolExecutor(1, "tags")
        self._ctx.bus.follow(pool.submit(look), done=self._fill, failed=lambda _: None)
        pool.shutdown(wait=False)

    def _fill(self, tags: Sequence[tuple[str, int]]) -> None:
        if not isValid(self):
            return
        self.list.blockSignals(True)
        for tag, count in sorted(tags, key=lambda pair: pair[0].casefold()):
            item = QListWidgetItem(f"{tag}   {self._ctx.words.number(count)}")
            item.setData(_TAG, tag)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if tag in self._chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        if self.list.count():
            self.list.setCurrentRow(0)
            self.list.setFocus()
        self._propose()

    @staticmethod
    def _toggle(item: QListWidgetItem) -> None:
        on = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def ticked(self) -> list[str]:
        """The tags that are ticked, by name."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return [str(item.data(_TAG)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _propose(self) -> None:
        """The first one ticked is the name, until a person types another."""
        ticked = self.ticked()
        if ticked and not self.name.isModified():
            self.name.setText(ticked[0])
        self._show()

    def _show(self) -> None:
        words, ticked = self._ctx.words, self.ticked()
        tr = words.tr
        name = " ".join(self.name.text().split())
        self.keep.set_text(tr("Rename") if len(ticked) < 2 else tr("Merge"))
        self.keep.setEnabled(bool(name) and bool(set(ticked) - {name}))
        self.remove.setEnabled(bool(ticked))
        self.said.setText(", ".join(ticked) if ticked else tr("No tag ticked"))

    def take(self) -> None:
        """The ticked ones get the new name."""
        if self.keep.isEnabled():
            self._go(" ".join(self.name.text().split()))

    def _go(self, into: str) -> None:
        ticked = self.ticked()
        if ticked:
            self._merge(ticked, into)
            self.accept()


def open_tags(
    ctx: UiContext, parent: QWidget, merge: Callable[[Sequence[str], str], object], tags: Sequence[str]
) -> TagsDialog:
    """Show all tags; where there is no doubt which one is meant (`tags` has one), it is ticked."""
    dialog = TagsDialog(ctx, merge, parent, tags if len(tags) == 1 else ())
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
