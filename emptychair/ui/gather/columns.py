"""What goes where: the columns of a table, each with what stands in it and what it is for a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from emptychair.app.i18n import Words
from emptychair.domain.errors import N_
from emptychair.ui.gather.state import Basis, Columns
from emptychair.ui.theme import MEDIUM, SEMIBOLD, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.labels import IconLabel, Label
from emptychair.ui.widgets.layouts import Card, Hairline, column, row

if TYPE_CHECKING:
    from emptychair.gather.mapping import Mapping

# What a person understands at once, in place of the names of the fields.
_TITLES = {"text": N_("The story"), "source_id": N_("Case number"), "names": N_("Only to mask names")}
_FIRST = ("text", "headline", "happened_on", "names", "source_id", "rating", "customer", "channel")
_LEAVE_OUT = ""
_SETTLED = 180  # ms after the last choice: the preview follows a person, not an arrow key held down


def field_words(field: str, words: Words) -> str:
    """What a column is for a story."""
    from emptychair.gather.mapping import FIELDS

    return words.tr(_TITLES.get(field) or FIELDS[field]) if field else words.tr("Leave out")


def ordered_fields() -> tuple[str, ...]:
    """Everything a column can be, what is chosen most first."""
    from emptychair.gather.mapping import FIELDS

    return (*_FIRST, *(field for field in FIELDS if field not in _FIRST))


class FieldChoice(QComboBox):
    """What one column is; the wheel scrolls the list of columns, not the choice."""

    def __init__(self, model: QStandardItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setFont(Theme.current().font(Px.ROW))
        self.setMinimumHeight(38)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.setMaxVisibleItems(14)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def field(self) -> str:
        """The field chosen; empty: left out."""
        return str(self.currentData() or "")

    def set_field(self, field: str) -> None:
        """Choose without telling anybody."""
        self.blockSignals(True)
        self.setCurrentIndex(max(0, self.findData(field)))
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ColumnsCard(Card):
    """`mapped` carries the Mapping as it is chosen, a moment after the last choice."""

    mapped = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(margin=20, spacing=10, parent=parent)
        self._words = words
        self._shown: Columns | None = None
        self._mapping: Mapping | None = None
        self._basis = Basis.SAID
        self.choices: list[FieldChoice] = []
        self._arrows: list[IconLabel] = []
        self.title = Label("", Px.CARD, SEMIBOLD)
        self.note = Label("", Px.META, tone="ink2", elide=True)
        self.sentence = Label("", Px.ROW, tone="ochre", wrap=True)
        self.box.addLayout(column(self.title, self.note, spacing=2))
        self.confirm = Button("", px=Px.ROW, height=36, icon="check")
        self.confirm.clicked.connect(lambda: self.mapped.emit(self.mapping()))
        self.box.addWidget(self.sentence)
        self.box.addLayout(row(self.confirm, None))
        self._fields = QStandardItemModel(self)
        self._rows = QWidget()
        self.box.addWidget(self._rows)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLED)
        self._timer.timeout.connect(lambda: self.mapped.emit(self.mapping()))
        self.retranslate()

    # ------------------------------------------------------------------ showing
    def set_columns(self, columns: Columns, mapping: Mapping | None, basis: Basis) -> None:
        """Show these; what a person is choosing at the moment is left alone."""
        tr = self._words.tr
        self._basis = basis
        remembered = basis is Basis.REMEMBERED
        self.note.setText(tr("as the last time") if remembered else tr("remembered for such tables"))
        chosen = mapping is not None and bool(mapping.of("text"))
        guessed = chosen and basis is Basis.GUESSED
        self.sentence.setText(
            tr("Is this right? The column with the story is a guess.")
            if guessed
            else tr("Say which column holds the customer’s words: everything else may stay as it is.")
        )
        self.sentence.setVisible(guessed or not chosen)
        self.confirm.setVisible(guessed)
        if columns != self._shown:
            self._shown = columns
            self._build(columns)
            self._mapping = None
        if mapping is not None and mapping != self._mapping and not self._timer.isActive():
            self._mapping = mapping
            for name, choice in zip(columns.names, self.choices, strict=True):
                choice.set_field(next((field for field, of in mapping.columns if of == name), _LEAVE_OUT))
            self._mark()

    def _build(self, columns: Columns) -> None:
        old = self._rows
        self._name_fields()
        self._rows = QWidget()
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(2, 5)
        heads = (self._words.tr("In the file"), "", self._words.tr("In the library"))
        for place, text in enumerate(heads):
            grid.addWidget(Label(text, Px.META, SEMIBOLD, "ink2"), 0, place)
        self.choices, self._arrows = [], []
        for at, (name, example) in enumerate(zip(columns.names, columns.examples, strict=True)):
            grid.addWidget(Hairline(), 2 * at + 1, 0, 1, 3)
            told = column(
                Label(name or "–", Px.ROW, MEDIUM, elide=True),
                Label(example or "–", Px.META, tone="ink2", elide=True),
                spacing=1,
            )
            arrow = IconLabel("arrow-right", "teal", 16)
            choice = FieldChoice(self._fields)
            choice.setAccessibleName(self._words.tr("What “{column}” is", column=name))
            choice.setAccessibleDescription(example)
            choice.currentIndexChanged.connect(lambda _, at=at: self._chosen(at))
            grid.addLayout(told, 2 * at + 2, 0)
            grid.addWidget(arrow, 2 * at + 2, 1)
            grid.addWidget(choice, 2 * at + 2, 2)
            self.choices.append(choice)
            self._arrows.append(arrow)
        self.box.replaceWidget(old, self._rows)
        old.setParent(None)
        old.deleteLater()
        self._rows.show()
        self._mark()

    def _mark(self) -> None:
        for choice, arrow in zip(self.choices, self._arrows, strict=True):
            icon = "x" if not choice.field else "lock" if choice.field == "names" else "arrow-right"
            arrow.set_icon(icon, "teal" if choice.field else "ink2")

    # ------------------------------------------------------------------ choosing
    def _chosen(self, at: int) -> None:
        from emptychair.gather.mapping import MANY

        field = self.choices[at].field
        if field and field not in MANY:
            for other, choice in enumerate(self.choices):
                if other != at and choice.field == field:
                    choice.set_field(_LEAVE_OUT)  # one column only: the last one that was named
        self._mark()
        self._timer.start()

    def mapping(self) -> Mapping:
        """What the columns are, as it is chosen now."""
        from emptychair.gather.mapping import Mapping

        names = self._shown.names if self._shown is not None else ()
        pairs = ((choice.field, name) for name, choice in zip(names, self.choices, strict=True))
        made = Mapping(tuple(pair for pair in pairs if pair[0]))
        self._mapping = made
        return made

    def first_choice(self) -> QWidget | None:
        """Where the focus goes."""
        return self.choices[0] if self.choices else None

    def retranslate(self) -> None:
        """Everything in another language."""
        tr = self._words.tr
        self.title.setText(tr("What goes where"))
        self.confirm.set_text(tr("Yes, that is right"))
        if self._shown is not None:
            self._name_fields()
            columns, self._shown = self._shown, None
            self.set_columns(columns, self.mapping_of(columns), self._basis)

    def _name_fields(self) -> None:
        fields = ("", *ordered_fields())
        if self._fields.rowCount() == len(fields):
            for at, field in enumerate(fields):
                self._fields.item(at).setText(field_words(field, self._words))
        else:
            for field in fields:
                item = QStandardItem(field_words(field, self._words))
                item.setData(field, Qt.ItemDataRole.UserRole)
                self._fields.appendRow(item)

    def mapping_of(self, columns: Columns) -> Mapping:
        """What is chosen for these columns."""
        from emptychair.gather.mapping import Mapping

        pairs = ((choice.field, name) for name, choice in zip(columns.names, self.choices, strict=False))
        return Mapping(tuple(pair for pair in pairs if pair[0]))
