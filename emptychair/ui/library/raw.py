"""The row, mail or thread as it came in: for the person at this screen, never for a wall."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

from emptychair.domain.story import Story
from emptychair.ui.context import UiContext
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.keys import key_text
from emptychair.ui.widgets.labels import IconLabel, Label
from emptychair.ui.widgets.layouts import Card, Scroll, row
from emptychair.ui.widgets.popover import Dialog

_MOST_FIELDS, _LONGEST = 200, 2_000


def fields_of(raw: str) -> tuple[tuple[str, str], ...]:
    """The columns of a row with their values, without the empty ones; nothing where `raw` is no row but a text."""
    try:
        found = json.loads(raw)
    except ValueError:
        return ()
    if not isinstance(found, dict):
        return ()
    pairs = ((str(name), value if isinstance(value, str) else _shown(value)) for name, value in found.items())
    return tuple((name, value) for name, value in pairs if value.strip())


def _shown(value: Any) -> str:
    return "" if value is None or value in ([], {}) else json.dumps(value, ensure_ascii=False)


class RawDialog(Dialog):
    """A row as pairs of column and value; a mail as the text that it is."""

    def __init__(self, ctx: UiContext, story: Story, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=760)
        words, source = ctx.words, story.provenance
        where = source.file_name
        if where and source.row is not None:
            where = words.tr("Row {row} of {file}", row=source.row, file=where)
        self.set_words(words.tr("As it came in"), where)
        note = Card(margin=12, spacing=0, role="note")
        line = row(IconLabel("lock", "ochre", 18), spacing=12)
        text = words.tr("Not masked: names may stand here. It never leaves this screen for a wall or a summary.")
        line.addWidget(Label(text, Px.ROW, wrap=True), 1)
        note.box.addLayout(line)
        self.box.addWidget(note)
        self.pairs = fields_of(story.raw)
        if self.pairs:
            self.box.addWidget(self._table(), 1)
        else:
            self.plain = QPlainTextEdit(story.raw)
            self.plain.setReadOnly(True)
            self.plain.setFont(Theme.current().font(Px.ROW))
            self.plain.setAccessibleName(words.tr("As it came in"))
            self.box.addWidget(self.plain, 1)
        close = self.add_button(Button(words.tr("Close"), key=key_text("Esc", words)), default=True)
        close.clicked.connect(self.reject)
        room = (parent.window() if parent is not None else self.screen().availableGeometry()).height()
        self.resize(760, max(420, min(720, room - 80)))

    def _table(self) -> QWidget:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 4, 12, 4)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for at, (name, value) in enumerate(self.pairs[:_MOST_FIELDS]):
            label = Label(name, Px.ROW, SEMIBOLD, wrap=True)
            label.setFixedWidth(180)
            shown = value if len(value) <= _LONGEST else value[:_LONGEST] + " …"
            text = Label(shown, Px.ROW, wrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            text.setMinimumWidth(1)
            grid.addWidget(label, at, 0, top)
            grid.addWidget(text, at, 1, top)
        grid.setRowStretch(len(self.pairs), 1)
        return Scroll(inner)
