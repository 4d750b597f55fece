"""All keys of a window on one sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from emptychair.app.i18n import Words
from emptychair.ui.shell.entries import Entry
from emptychair.ui.theme import SEMIBOLD
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import KeyCap
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import Scroll, column
from emptychair.ui.widgets.popover import Dialog

Group = tuple[str, Sequence[Entry]]


class KeySheet(Dialog):
    """Acts with their keys, in groups. Goes with Escape or with the key that opened it; never modal."""

    def __init__(self, parent: QWidget, words: Words) -> None:
        super().__init__(parent, width=860)
        self._words, self._window = words, parent
        self._inner: QWidget | None = None
        self._scroll = Scroll(QWidget())
        self.box.addWidget(self._scroll, 1)
        QShortcut(QKeySequence("?"), self).activated.connect(self.reject)

    def open_with(self, groups: Sequence[Group]) -> None:
        """Show these groups; entries without a key are left out."""
        self.set_words(self._words.tr("All keys"), self._words.tr("Single letters act only where no text is typed."))
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 4, 12, 4)
        grid.setHorizontalSpacing(40)
        grid.setVerticalSpacing(24)
        columns: list[list[Group]] = [[], []]
        weights = [0, 0]
        for group in groups:
            keyed = [entry for entry in group[1] if entry.key]
            if keyed:
                side = 0 if weights[0] <= weights[1] else 1
                columns[side].append((group[0], keyed))
                weights[side] += len(keyed) + 2
        for side, listed in enumerate(columns):
            box = column(spacing=20)
            for title, entries in listed:
                box.addWidget(self._group(title, entries))
            box.addStretch(1)
            grid.addLayout(box, 0, side)
            grid.setColumnStretch(side, 1)
        inner.setProperty("role", "scrolled")
        self._scroll.setWidget(inner)
        screen = self._window.window().size()
        self.resize(min(900, screen.width() - 64), min(max(weights) * 38 + 170, screen.height() - 64))
        self.show()
        self.raise_()
        self.activateWindow()

    def _group(self, title: str, entries: Sequence[Entry]) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(16)
        grid.addWidget(Label(title, Px.BODY, SEMIBOLD), 0, 0, 1, 2)
        for number, entry in enumerate(entries, start=1):
            grid.addWidget(Label(entry.text, Px.ROW, wrap=True), number, 0)
            grid.addWidget(KeyCap(entry.key), number, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        return box

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.reject()
            return
        super().keyPressEvent(event)
