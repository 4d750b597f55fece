"""The strip under the header that asks or tells: start, go on, the meeting has ended, nothing was saved."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from emptychair.app.i18n import Words
from emptychair.ui.console.actions import Actions
from emptychair.ui.console.sizes import empty
from emptychair.ui.console.state import Banner
from emptychair.ui.tokens import CONTROL_TIGHT, Px
from emptychair.ui.widgets import Button, Card, IconLabel, Label, announce, row


class BannerStrip(Card):
    """Never modal: everything else goes on working."""

    def __init__(self, words: Words, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(0, 0, role="note", parent=parent)
        self._words, self._actions = words, actions
        self._shown: Banner | None = None
        self.icon = IconLabel("info", "ochre", 20)
        self.sentence = Label("", Px.ROW, wrap=True)
        self.buttons: list[Button] = []
        self._stacked = False
        self._lay_out()
        self.hide()

    def arrange(self, *, stacked: bool) -> None:
        """With little room the buttons stand under the sentence."""
        if stacked != self._stacked:
            self._stacked = stacked
            self._lay_out()

    def _lay_out(self) -> None:
        empty(self.box)
        line = row(self.icon, spacing=10, margins=(16, 8, 10, 8))
        line.addWidget(self.sentence, 1)
        self.box.addLayout(line)
        if self._stacked and self.buttons:
            self.box.addLayout(row(*self.buttons, None, margins=(46, 0, 10, 10)))
        else:
            for button in self.buttons:
                line.addWidget(button)

    def show_banner(self, banner: Banner | None) -> None:
        """Show this one, or none."""
        self.setVisible(banner is not None)
        if banner == self._shown:
            return
        self._shown = banner
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        if banner is None:
            self._lay_out()
            return
        self.set_role(banner.kind)
        self.icon.set_icon(
            "circle-check" if banner.kind == "good" else "info", "teal" if banner.kind == "good" else "ochre"
        )
        self.sentence.setText(banner.sentence)
        for index, name in enumerate(banner.acts):
            kind = "primary" if index == 0 else "plain"
            button = Button.of(
                self._actions[name], self._words, kind=kind, px=Px.ROW, height=CONTROL_TIGHT, parent=self
            )
            self.buttons.append(button)
        self._lay_out()
        for button in self.buttons:
            button.show()
        announce(self, banner.sentence)
