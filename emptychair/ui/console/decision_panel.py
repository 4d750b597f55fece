"""The right side, or the bar at the bottom: the decision line with all that it says, decisions so far, the note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from emptychair.app.i18n import Words
from emptychair.domain.decision import Basis, Counted, Door
from emptychair.ui.console.actions import Actions, TextKeys
from emptychair.ui.console.fields import DecisionField, NoteField
from emptychair.ui.console.overlay import Overlay
from emptychair.ui.console.sizes import Size, empty
from emptychair.ui.console.so_far import SoFarList
from emptychair.ui.console.state import ConsoleState, LineState
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import CONTROL, CONTROL_TIGHT, Px
from emptychair.ui.widgets import (
    Button,
    Card,
    Chip,
    Choice,
    Hairline,
    IconLabel,
    KeyCap,
    Label,
    Option,
    column,
    key_text,
    row,
)


class Understood(QWidget):
    """What the line was understood to say, as chips."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.word = Label("", Px.META, tone="ink2", parent=self)
        self.chips = [Chip("", "teal", parent=self) for _ in range(3)]
        line = row(self.word, *self.chips, None)
        self.setLayout(line)
        self.setFixedHeight(28)

    def show_chips(self, word: str, chips: tuple[tuple[str, str], ...]) -> None:
        """Show these; an empty line shows nothing but keeps its height."""
        self.word.setText(word if chips else "")
        for index, chip in enumerate(self.chips):
            chip.setVisible(index < len(chips))
            if index < len(chips):
                icon, text = chips[index]
                chip.set(text if len(text) < 26 else text[:25] + "…", "teal", icon)


class ChairAsks(Card):
    """The chair's question: discreet, once, dismissed by a click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 0, role="note", parent=parent)
        self.text = Label("", Px.ROW, wrap=True, parent=self)
        self.close_button = Button("", kind="text", icon="x", px=Px.META, height=28, parent=self)
        self.close_button.setFixedWidth(30)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        line = row(IconLabel("chair-glyph", "ochre", 24), spacing=10, margins=(12, 6, 6, 6))
        line.addWidget(self.text, 1)
        line.addWidget(self.close_button)
        self.box.addLayout(line)


class DecisionPanel(Card):
    """Line, ways to count, door, basis, owner, day, save; so far; note. In the bar all but the line folds away."""

    typed = Signal(str)
    saved = Signal()
    line_left = Signal()
    counted_chosen = Signal(object)
    door_chosen = Signal(object)
    basis_chosen = Signal(object)
    owner_typed = Signal(str)
    due_typed = Signal(str)
    note_typed = Signal(str)
    note_left = Signal()
    hint_closed = Signal()
    edit_cancelled = Signal()

    def __init__(self, words: Words, actions: Actions, keys: TextKeys, window: QWidget) -> None:
        super().__init__(22, 10, parent=window)
        self._words, self._actions = words, actions
        self._size = Size.WIDE
        self._state: LineState | None = None
        self.heading = Label("", Px.MEETING, SEMIBOLD, parent=self)
        self.about = Label("", Px.META, tone="ink2", elide=True, parent=self)
        make = {"px": Px.ROW, "height": 32, "parent": self}
        self.undecided = Button.of(actions["undecided"], words, kind="text", **make)
        self.cancel = Button("", kind="text", **make)
        self.cancel.clicked.connect(self.edit_cancelled)
        self.key = KeyCap("D", parent=self)
        self.field = DecisionField(self)
        self.understood = Understood(self)
        self.asks = ChairAsks(self)
        self.how_word, self.door_word, self.basis_word, self.owner_word, self.due_word, self.note_word = (
            Label("", Px.ROW, SEMIBOLD, parent=self) for _ in range(6)
        )
        self.counted = Choice("", _HOWS, columns=2, clearable=True, parent=self)
        self.door = Choice("", _DOORS, clearable=True, parent=self)
        self.basis = Choice("", _BASES, px=Px.META, height=CONTROL_TIGHT, clearable=True, parent=self)
        self.owner, self.due = QLineEdit(self), QLineEdit(self)
        save = {"kind": "primary", "px": Px.BODY, "parent": self}
        self.save = Button.of(actions["save"], words, height=44, **save)
        self.more = Button("", icon="ellipsis", px=Px.ROW, height=CONTROL, parent=self)
        self.more.setFixedWidth(52)
        self.hair = Hairline(parent=self)
        self.so_far = SoFarList(words, self)
        self.note = NoteField(self)
        self.note_key = KeyCap("N", parent=self)
        # Only the bar has these: made when it is first laid out.
        self.counted_row: Choice | None = None
        self.door_row: Choice | None = None
        self._drawer: Drawer | None = None
        for field in (self.field, self.note, self.owner, self.due):
            keys.watch(field)
        self._wire()

    def _wire(self) -> None:
        self.field.typed.connect(self.typed)
        self.field.entered.connect(self.saved)
        self.field.left.connect(self.line_left)
        self.counted.chosen.connect(self.counted_chosen)
        self.door.chosen.connect(self.door_chosen)
        self.basis.chosen.connect(self.basis_chosen)
        for field, signal in ((self.owner, self.owner_typed), (self.due, self.due_typed)):
            field.setFont(Theme.current().font(Px.BODY))
            field.textEdited.connect(signal)
            field.returnPressed.connect(self.saved)
            field.editingFinished.connect(self._field_left)
        self.note.typed.connect(self.note_typed)
        self.note.left.connect(self.note_left)
        self.asks.close_button.clicked.connect(self.hint_closed)
        self.more.clicked.connect(lambda: self.drawer.open_at(self.more))

    @property
    def drawer(self) -> Drawer:
        """What the bar has no room for."""
        if self._drawer is None:
            self._drawer = Drawer(self.window())
        return self._drawer

    @property
    def _ways(self) -> list[Choice]:
        return [choice for choice in (self.counted, self.counted_row) if choice is not None]

    @property
    def _doors(self) -> list[Choice]:
        return [choice for choice in (self.door, self.door_row) if choice is not None]

    def _make_rows(self) -> None:
        if self.counted_row is None:
            make = {"px": Px.META, "height": CONTROL_TIGHT, "clearable": True, "parent": self}
            self.counted_row, self.door_row = Choice("", _HOWS, **make), Choice("", _DOORS, **make)
            self.counted_row.chosen.connect(self.counted_chosen)
            self.door_row.chosen.connect(self.door_chosen)
            self.retranslate()

    # ------------------------------------------------------------------ layouts
    def arrange(self, size: Size) -> None:
        """Lay out for another size of window."""
        self._size = size
        wide, bar = size is Size.WIDE, size is Size.BAR
        if bar:
            self._make_rows()
        elif self._drawer is not None:
            self._drawer.close_it()
        empty(self.box)
        if self._drawer is not None:
            empty(self._drawer.box)
        for widget in (self.counted, self.door, self.how_word, self.door_word, self.heading, self.about):
            widget.setVisible(not bar)
        for widget in (*self._ways[1:], *self._doors[1:], self.more):
            widget.setVisible(bar)
        self.understood.setVisible(wide)
        edge = {Size.WIDE: 22, Size.TIGHT: 14, Size.BAR: 12}[size]
        self.box.setContentsMargins(edge, edge, edge, edge)
        self.box.setSpacing(8 if wide or bar else 6)
        self.heading.setFont(Theme.current().font(Px.MEETING if wide else 17, SEMIBOLD))
        self.field.one_line(bar, {Size.WIDE: 92, Size.TIGHT: 62, Size.BAR: 40}[size], 17 if wide else Px.BODY)
        for choice in (self.counted, self.door):
            for value in [*Counted, *Door]:
                _resize(choice, value, CONTROL if wide else CONTROL_TIGHT)
        for field in (self.owner, self.due):
            field.setFixedHeight(CONTROL if wide else CONTROL_TIGHT)
        self.save.setFixedHeight({Size.WIDE: 44, Size.TIGHT: 40, Size.BAR: 40}[size])
        if bar:
            self.setMaximumWidth(16777215)
            self.setMinimumWidth(0)
            self._bar()
        else:
            self.setFixedWidth(480 if wide else 428)
            self._column(wide)
        self._note_hint()
        self._fit_save()
        self._fit_basis()
        self.owner_word.setText(self._words.tr("Owner") if wide else self._words.tr("Who"))

    def _column(self, wide: bool) -> None:
        self._home(self)
        box = self.box
        head = row(self.heading, spacing=10)
        head.addWidget(self.about, 1)
        for part in (self.cancel, self.undecided, self.key):
            head.addWidget(part)
        box.addLayout(head)
        box.addWidget(self.field)
        if wide:
            box.addWidget(self.understood)
        box.addWidget(self.asks)
        box.addWidget(self.how_word)
        box.addWidget(self.counted)
        box.addWidget(self.door_word)
        box.addWidget(self.door)
        if wide:
            box.addWidget(self.basis_word)
            box.addWidget(self.basis)
        else:
            basis = row(self.basis_word, spacing=10)
            basis.addWidget(self.basis, 1)
            box.addLayout(basis)
        box.addLayout(self._owner_and_due(labels_above=wide))
        box.addWidget(self.save)
        box.addSpacing(4 if wide else 0)
        box.addWidget(self.hair)
        box.addWidget(self.so_far, 1)
        if wide:
            box.addLayout(row(self.note_word, None, self.note_key))
            self.note.setFixedHeight(64)
        else:
            self.note.setFixedHeight(44)
        box.addWidget(self.note)
        self.note_word.setVisible(wide)
        self.note_key.setVisible(wide)
        for part in (self.basis_word, self.owner_word, self.due_word, self.basis, self.owner, self.due, self.hair):
            part.setVisible(True)
        self.so_far.setVisible(True)
        self.note.setVisible(True)

    def _bar(self) -> None:
        assert self.counted_row is not None
        assert self.door_row is not None
        self._home(self.drawer)
        first = row(self.key, spacing=10)
        first.addWidget(self.field, 1)
        for part in (self.cancel, self.save, self.undecided, self.more):
            first.addWidget(part)
        self.box.addLayout(first)
        self.box.addWidget(self.asks)
        second = row(spacing=8)
        second.addWidget(self.counted_row, 5)
        second.addSpacing(6)
        second.addWidget(self.door_row, 2)
        self.box.addLayout(second)
        inner = self.drawer.box
        inner.setSpacing(8)
        basis = row(self.basis_word, spacing=10)
        basis.addWidget(self.basis, 1)
        inner.addLayout(basis)
        inner.addLayout(self._owner_and_due(labels_above=False))
        inner.addWidget(self.hair)
        inner.addWidget(self.so_far, 1)
        self.so_far.setMinimumHeight(150)
        self.note.setFixedHeight(64)
        inner.addLayout(row(self.note_word, None, self.note_key))
        inner.addWidget(self.note)
        for part in (self.basis_word, self.owner_word, self.due_word, self.note_word, self.note_key, self.hair):
            part.setVisible(True)
        for part in (self.basis, self.owner, self.due, self.so_far, self.note):
            part.setVisible(True)

    def _home(self, parent: QWidget) -> None:
        """The parts that fold away belong to the panel or to the drawer."""
        for part in (
            *(self.basis_word, self.basis, self.owner_word, self.owner, self.due_word, self.due),
            *(self.hair, self.so_far, self.note_word, self.note_key, self.note),
        ):
            if part.parentWidget() is not parent:
                part.setParent(parent)
        self.so_far.setMinimumHeight(0)

    def _owner_and_due(self, *, labels_above: bool) -> QHBoxLayout:
        line = row(spacing=12)
        for word, field in ((self.owner_word, self.owner), (self.due_word, self.due)):
            if labels_above:
                line.addLayout(column(word, field, spacing=4), 1)
            else:
                line.addWidget(word)
                line.addWidget(field, 1)
        return line

    # ------------------------------------------------------------------ words
    def retranslate(self) -> None:
        """Words of its own."""
        words = self._words
        self.heading.setText(words.tr("Decision"))
        self.cancel.set_text(words.tr("Cancel"))
        self.field.setPlaceholderText(words.tr("Refund within 24 h, because … @Jana due fri #changed 2way"))
        self.field.setAccessibleName(words.tr("Decision line"))
        self.how_word.setText(words.tr("How did the customer count?"))
        self.door_word.setText(words.tr("Can we go back?"))
        self.basis_word.setText(words.tr("Rests on"))
        self.owner_word.setText(words.tr("Owner") if self._size is Size.WIDE else words.tr("Who"))
        self.due_word.setText(words.tr("Due"))
        self.note_word.setText(words.tr("Note"))
        self.owner.setAccessibleName(words.tr("Owner"))
        self.due.setAccessibleName(words.tr("Due"))
        self.note.setAccessibleName(words.tr("Note, private"))
        self._note_hint()
        self._fit_save()
        self.more.setAccessibleName(words.tr("More: basis, owner, day, decisions so far, note"))
        self.more.setToolTip(self.more.accessibleName())
        self.asks.close_button.setAccessibleName(words.tr("Close"))
        hows = (words.tr("Changed it"), words.tr("Confirmed it"), words.tr("Overruled"), words.tr("Not referenced"))
        options = [Option(way.value, text, str(n)) for n, (way, text) in enumerate(zip(Counted, hows, strict=True), 1)]
        for choice in self._ways:
            choice.set_options(options)
            choice.set_name(words.tr("How did the customer count?"))
        doors = (
            (Door.TWO_WAY, words.tr("Two-way door"), "door-open"),
            (Door.ONE_WAY, words.tr("One-way door"), "door-closed"),
        )
        self.door.set_options([Option(door.value, text, icon=icon) for door, text, icon in doors])
        if self.door_row is not None:
            short = (words.tr("Two-way"), words.tr("One-way"))
            self.door_row.set_options([Option(d.value, s, icon=i) for (d, _, i), s in zip(doors, short, strict=True)])
        for choice in self._doors:
            choice.set_name(words.tr("Can we go back?"))
        bases = (
            (Basis.CUSTOMER_STORY, words.tr("Story"), words.tr("A customer’s story")),
            (Basis.CUSTOMER_METRIC, words.tr("Metric"), words.tr("A figure measured at the customer")),
            (Basis.INTERNAL_PROXY, words.tr("Proxy"), words.tr("An internal figure alone: a proxy for the customer")),
            (Basis.OTHER, words.tr("Other"), words.tr("Something else")),
        )
        self.basis.set_options([Option(basis.value, text) for basis, text, _ in bases])
        self.basis.set_name(words.tr("Rests on"))
        for basis, _, tip in bases:
            self.basis.segment(basis.value).setToolTip(tip)
        self.so_far.retranslate()
        if self._drawer is not None:
            self._drawer.setAccessibleName(self.more.accessibleName())

    def _fit_save(self) -> None:
        """In the bar the line needs the room of the key on the button."""
        self.save.setMaximumWidth(self.save.minimumSizeHint().width() + 8 if self._size is Size.BAR else 16777215)

    def _fit_basis(self) -> None:
        """Beside its heading there is room for three; "other" can still be typed."""
        room = self._size is not Size.TIGHT
        self.basis.segment(Basis.OTHER.value).setVisible(room)
        grid = self.basis.layout()
        assert isinstance(grid, QGridLayout)
        grid.setColumnStretch(len(Basis) - 1, int(room))

    def _note_hint(self) -> None:
        words = self._words
        private = words.tr("Private, never on the wall")
        key = key_text("N", words)
        tight = self._size is Size.TIGHT
        self.note.setPlaceholderText(
            words.tr("Note ({key}). {private}", key=key, private=private) if tight else private
        )

    # ------------------------------------------------------------------ showing
    def show_line(self, state: LineState) -> None:
        """The line and what it says."""
        words, before = self._words, self._state
        self._state = state
        self.about.setText(state.about)
        self.cancel.setVisible(state.editing)
        self.undecided.setVisible(not state.editing and self._size is not Size.BAR)
        self.field.show_text(state.line)
        self.field.show_spans(state.line, state.spans)
        self.understood.show_chips(words.tr("Understood"), state.chips)
        self.asks.text.setText(state.hint)
        self.asks.setVisible(bool(state.hint))
        for choice in self._ways:
            choice.set_value(state.counted)
        for choice in self._doors:
            choice.set_value(state.door)
        self.basis.set_value(state.basis)
        fresh = before is None or before.item_id != state.item_id or not state.line
        _show_field(self.owner, state.owner, by_hand=state.owner_by_hand, fresh=fresh)
        _show_field(self.due, state.due, by_hand=state.due_by_hand, fresh=fresh)
        self.due.setToolTip(words.tr("The day was not understood") if state.due_wrong else "")
        palette = self.due.palette()
        palette.setColor(palette.ColorRole.Text, Theme.current().color("ochre" if state.due_wrong else "ink"))
        self.due.setPalette(palette)

    def show_state(self, state: ConsoleState) -> None:
        """Decisions so far and the note."""
        self.so_far.show_so_far(state.so_far)
        self.note.setEnabled(state.item_id is not None)
        if not self.note.hasFocus() or self._noted != state.item_id:
            self._noted = state.item_id
            self.note.show_text(state.note)

    _noted: object = None

    def _field_left(self) -> None:
        # A field that was emptied by hand shows again what the line says.
        if self._state is not None:
            for field, text in ((self.owner, self._state.owner), (self.due, self._state.due)):
                if not field.hasFocus() and field.text() != text:
                    field.setText(text)


class Drawer(Overlay):
    """What the bar has no room for."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, width=560)


_HOWS = tuple(Option(way.value, "", str(n)) for n, way in enumerate(Counted, 1))
_DOORS = (Option(Door.TWO_WAY.value, "", icon="door-open"), Option(Door.ONE_WAY.value, "", icon="door-closed"))
_BASES = tuple(Option(basis.value, "") for basis in Basis)


def _resize(choice: Choice, value: str, height: int) -> None:
    try:
        choice.segment(value).setFixedHeight(height)
    except KeyError:
        return


def _show_field(field: QLineEdit, text: str, *, by_hand: bool, fresh: bool) -> None:
    """Follow the line, but do not fill a field again that is being emptied."""
    emptied = field.hasFocus() and not field.text() and not by_hand and not fresh
    if field.text() != text and not emptied:
        field.setText(text)
