"""Changing a story where it stands: a menu for one of a few values, a small surface for what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from emptychair.ui.context import UiContext
from emptychair.ui.library.editor_fields import TagsField
from emptychair.ui.theme import SEMIBOLD
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.keys import key_text
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import row
from emptychair.ui.widgets.popover import Popover

Choice = tuple[str, bool, Callable[[], object]]  # its words, whether it is the one that holds, what choosing it does


def open_menu(control: QWidget, choices: Sequence[Choice]) -> QMenu:
    """A menu under `control` with a tick at what holds."""
    menu = QMenu(control.window())  # not the control's: choosing may build anew what the control stands on
    for text, on, act in choices:
        action = menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda _=False, act=act: act())
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(control.mapToGlobal(QPoint(0, control.height() + 2)))
    return menu


class EditPopover(Popover):
    """Fields under a title. Ctrl+Enter (Enter in a single line) and the button take what is typed, Escape leaves it."""

    def __init__(self, ctx: UiContext, title: str, take: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent, width=400)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._take = take
        words = ctx.words
        self.box.addWidget(Label(title, Px.BODY, SEMIBOLD))
        self.save = Button(words.tr("Save"), kind="primary", key=key_text("Ctrl+Return", words), px=Px.ROW, height=36)
        self.save.clicked.connect(self.take)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.take)

    def open_with(self, control: QWidget, *fields: QWidget) -> None:
        """Show the fields under `control`."""
        for field in fields:
            self.box.addWidget(field)
        self.box.addLayout(row(None, self.save))
        self.open_at(control)
        fields[0].setFocus()

    def take(self) -> None:
        """What is typed holds."""
        self.close()
        self._take()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
            return
        super().keyPressEvent(event)


def offer_tags(ctx: UiContext, field: TagsField) -> None:
    """Complete from the tags in use; over many stories counting them takes a while, so nobody waits for it."""
    reader = ctx.new_reader()

    def look() -> list[str]:
        try:
            return [tag for tag, _ in reader.tags()[:2000]]
        finally:
            reader.close()

    def offer(tags: list[str]) -> None:
        if isValid(field):
            field.set_known(tags)

    pool = ThreadPoolExecutor(1, "tags")
    ctx.bus.follow(pool.submit(look), done=offer, failed=lambda _: None)
    pool.shutdown(wait=False)
