"""The doubtful places of a story, each with its key: masked by clearing, or left as it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from emptychair.app.i18n import Words
from emptychair.ui.clearance.masking import Doubt
from emptychair.ui.library.flow import FlowLayout
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.labels import Label, plain_tip

_LONGEST = 32  # characters of a place that are shown


class DoubtList(QWidget):
    """A button a place: pressed in where it will be masked. `toggled` carries its number."""

    toggled = Signal(int)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._most = 8
        self._doubts: tuple[Doubt, ...] = ()
        self._masked: frozenset[int] = frozenset()
        self.buttons: list[Button] = []
        self._more = Label("", Px.ROW, tone="ink2", parent=self)
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_most(self, most: int) -> None:
        """How many are shown at most; their keys work for all."""
        self._most = most
        self._show()

    def set_doubts(self, doubts: Sequence[Doubt], masked: frozenset[int]) -> None:
        """Show these; `masked` are the numbers of those that clearing masks."""
        self._doubts, self._masked = tuple(doubts), masked
        self._show()

    def text(self) -> str:
        """Everything that is said here."""
        return " · ".join(button.words_shown for button in self.buttons if not button.isHidden())

    def _show(self) -> None:
        words = self._words
        shown = self._doubts[: self._most]
        while len(self.buttons) < len(shown):
            number = len(self.buttons)
            button = Button("", px=Px.ROW, height=34, key=str(number + 1) if number < 9 else "", parent=self)
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, number=number: self.toggled.emit(number))
            self._flow.addWidget(button)
            self.buttons.append(button)
        for number, button in enumerate(self.buttons):
            button.setVisible(number < len(shown))
            if number >= len(shown):
                continue
            doubt, on = shown[number], number in self._masked
            said = " ".join(doubt.text.split())
            said = said if len(said) <= _LONGEST else said[:_LONGEST].rstrip() + "…"
            button.set_icon("eye-off" if on else "eye")
            button.set_text(said)
            button.setChecked(on)
            state = words.tr("will be masked") if on else words.tr("stays as it is")
            button.setAccessibleName(f"{doubt.text}: {words.tr(doubt.kind)}, {state}")
            button.setToolTip(plain_tip(f"{words.tr(doubt.kind)}, {state}"))
        self._more.setParent(None)
        more = len(self._doubts) - len(shown)
        if more > 0:
            self._more.setText(words.trn("and {n} more", "and {n} more", more))
            self._more.setParent(self)
            self._flow.addWidget(self._more)
            self._more.show()
        self.updateGeometry()
