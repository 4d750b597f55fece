"""Who clears stories at this computer: asked once, kept in the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from emptychair.ui.context import UiContext
from emptychair.ui.theme import Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.popover import Dialog


class PersonDialog(Dialog):
    """Asks for a name. `then` gets it after it was kept."""

    def __init__(self, ctx: UiContext, then: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent, width=520)
        self._ctx = ctx
        self._then = then
        tr = ctx.words.tr
        self.set_words(
            tr("Who clears the stories here?"),
            tr("A clearance carries the name of the person who has read the words. You are asked only once."),
        )
        self.name = QLineEdit(ctx.settings.person)
        self.name.setFont(Theme.current().font(Px.BODY))
        self.name.setPlaceholderText(tr("Your name"))
        self.name.setAccessibleName(tr("Your name"))
        self.name.setMaxLength(120)
        self.box.addWidget(self.name)
        cancel = self.add_button(Button(tr("Cancel")))
        cancel.clicked.connect(self.reject)
        self.keep = self.add_button(Button(tr("Keep the name"), kind="primary"), default=True)
        self.keep.clicked.connect(self.accept)
        self.name.textChanged.connect(lambda text: self.keep.setEnabled(bool(text.strip())))
        self.keep.setEnabled(bool(self.name.text().strip()))
        self.name.setFocus()

    def accept(self) -> None:
        name = " ".join(self.name.text().split())
        if not name:
            return
        settings = replace(self._ctx.settings, person=name)
        self._ctx.settings = settings
        self._ctx.keep(settings)
        super().accept()
        self._then(name)


def with_person(ctx: UiContext, parent: QWidget, then: Callable[[str], None]) -> None:
    """`then` with the person's name: at once where it is known, after asking where not."""
    if ctx.settings.person.strip():
        then(ctx.settings.person.strip())
        return
    dialog = PersonDialog(ctx, then, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
