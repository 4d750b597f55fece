"""Every action by name, and all keys on one page."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from emptychair.app.i18n import Words
from emptychair.ui.console.actions import ACTS, GROUP_WORDS, Actions, Group, TextKeys
from emptychair.ui.console.overlay import Overlay
from emptychair.ui.console.pick_list import Pick, PickList
from emptychair.ui.theme import SEMIBOLD
from emptychair.ui.tokens import Px
from emptychair.ui.widgets import Button, Hairline, KeyCap, Label, Scroll, SearchField, column, key_text, row

# The keys that are no actions of their own.
_PAIRS = {
    "next": ("Space", "PgDown"),
    "black": ("B", "."),
    "undo": ("Z", "Ctrl+Z"),
    "redo": ("Shift+Z",),
    "save": ("Ctrl+Return",),
}


class Palette(Overlay):
    """All actions by name, filtered as one types: letters in order are enough ("rb" finds "Read back")."""

    def __init__(self, window: QWidget, words: Words, actions: Actions, keys: TextKeys) -> None:
        super().__init__(window, width=560)
        self._words, self._actions = words, actions
        self.field = SearchField(delay=0, parent=self)
        keys.watch(self.field, form=True)
        self.list = PickList(self.field, self)
        self.list.setFixedHeight(380)
        self.nothing = Label("", Px.ROW, tone="ink2", parent=self)
        self.box.addWidget(self.field)
        self.box.addWidget(self.list)
        self.box.addWidget(self.nothing)
        self.field.textChanged.connect(self._filter)
        self.list.picked.connect(self._run)

    def first_focus(self) -> QWidget:
        return self.field

    def open_at(self, anchor: QWidget | None = None) -> None:
        words = self._words
        self.setAccessibleName(words.tr("Every action, by name"))
        self.field.set_placeholder(words.tr("Type what you want to do"))
        self.nothing.setText(words.tr("No action of that name."))
        self.field.clear()
        self._filter("")
        super().open_at(anchor)

    def _filter(self, typed: str) -> None:
        found = []
        for act in ACTS:
            if act.name == "next_page":
                continue
            action: QAction = self._actions[act.name]
            group = self._words.tr(GROUP_WORDS[act.group])
            score = likeness(typed, f"{action.text()} {group}")
            if score is not None:
                key = key_text(action.shortcut(), self._words)
                found.append((-score, Pick(act.name, action.text(), "", key, possible=action.isEnabled())))
        found.sort(key=lambda pair: (not pair[1].possible, pair[0]))
        self.list.show_picks(tuple(pick for _, pick in found))
        self.nothing.setVisible(not found)
        self.list.setVisible(bool(found))

    def _run(self, name: str) -> None:
        self.close_it()
        # After the focus is back where it was: some actions move it.
        QTimer.singleShot(0, self._actions[name].trigger)


def likeness(typed: str, name: str) -> float | None:
    """How well what was typed fits a name: its letters in their order, better together and at beginnings of words.

    None if they are not all in it; 0 for nothing typed.
    """
    if not typed.strip():
        return 0
    score, at, last = 0.0, 0, -2
    lower = name.casefold()
    for letter in typed.casefold():
        if letter.isspace():
            continue
        found = lower.find(letter, at)
        # The beginning of a word is what people type.
        start = next((i for i in range(at, len(lower)) if lower[i] == letter and (i == 0 or lower[i - 1] == " ")), -1)
        if start >= 0 and found != last + 1:
            found = start
        if found < 0:
            return None
        score += 3 if found == last + 1 else 2 if found == start else 0.5
        last, at = found, found + 1
    return score - len(name) / 1000


class KeysPage(Overlay):
    """All keys, by what they are for."""

    def __init__(self, window: QWidget, words: Words, actions: Actions) -> None:
        super().__init__(window, width=880)
        self._words, self._actions = words, actions
        self.heading = Label("", Px.MEETING, SEMIBOLD, parent=self)
        self.close_button = Button("", kind="text", icon="x", px=Px.META, height=32, parent=self)
        self.close_button.setFixedWidth(32)
        self.close_button.clicked.connect(self.close_it)
        self.box.addLayout(row(self.heading, None, self.close_button))
        self._inner = QWidget()
        self._scroll = Scroll(self._inner, self)
        self.box.addWidget(self._scroll, 1)
        self.foot = Label("", Px.META, tone="ink2", wrap=True, parent=self)
        self.box.addWidget(self.foot)

    def first_focus(self) -> QWidget:
        return self.close_button

    def open_at(self, anchor: QWidget | None = None) -> None:
        self.setFixedWidth(min(880, self.host.width() - 32))
        self._fill()
        super().open_at(anchor)

    def place(self) -> None:
        super().place()
        window = self.host
        height = min(self._inner.sizeHint().height() + 138, window.height() - 32)
        self.resize(self.width(), height)
        self.move((window.width() - self.width()) // 2, (window.height() - height) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._scroll.verticalScrollBar()
        to = {
            Qt.Key.Key_Down: bar.value() + 60,
            Qt.Key.Key_Up: bar.value() - 60,
            Qt.Key.Key_Home: bar.minimum(),
            Qt.Key.Key_End: bar.maximum(),
        }.get(Qt.Key(event.key()))
        if to is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(to)

    def _fill(self) -> None:
        words = self._words
        self.heading.setText(words.tr("All keys"))
        self.setAccessibleName(self.heading.text())
        self.close_button.setAccessibleName(words.tr("Close"))
        self.foot.setText(
            words.tr(
                "Letters act only outside text fields; Esc leaves a field and never touches the wall. Going live is "
                "always a deliberate act: selecting, scrolling or typing never changes the wall."
            )
        )
        self._inner = QWidget()
        grid = QGridLayout(self._inner)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(32)
        halves = ((Group.LEAD, Group.AGENDA, Group.HELP), (Group.DECISION, Group.STORY, Group.WALL))
        for place, groups in enumerate(halves):
            half = column(spacing=6)
            for group in groups:
                self._add_group(half, group)
            half.addStretch(1)
            grid.addLayout(half, 0, place)
            grid.setColumnStretch(place, 1)
        self._inner.setProperty("role", "scrolled")
        self._scroll.setWidget(self._inner)

    def _add_group(self, half: object, group: Group) -> None:
        words = self._words
        half.addWidget(Label(words.tr(GROUP_WORDS[group]), Px.BODY, SEMIBOLD, "teal"))  # type: ignore[attr-defined]
        half.addWidget(Hairline())  # type: ignore[attr-defined]
        lines = [
            (_PAIRS.get(act.name, act.keys), self._actions[act.name].text())
            for act in ACTS
            if act.group is group and act.keys and act.name != "next_page"
        ]
        if group is Group.AGENDA:
            lines.append((("Up", "Down"), words.tr("In the agenda: select an item; the wall stays")))
            lines.append((("Return",), words.tr("In the agenda: go to the selected item")))
        if group is Group.DECISION:
            lines.append((("Return",), words.tr("In the decision line: save and stay")))
        if group is Group.WALL:
            lines.append((("Esc",), words.tr("Never touches the wall")))
        for keys, text in lines:
            line = row(*[KeyCap(key_text(key, words)) for key in keys], spacing=4)
            box = QWidget()
            box.setLayout(line)
            box.setFixedWidth(148)
            line.addStretch(1)
            label = Label(text, Px.ROW, wrap=True)
            both = row(box, spacing=8)
            both.addWidget(label, 1, Qt.AlignmentFlag.AlignVCenter)
            half.addLayout(both)  # type: ignore[attr-defined]
        half.addSpacing(10)  # type: ignore[attr-defined]
