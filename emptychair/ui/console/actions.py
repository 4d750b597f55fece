"""Every act of the console with its key: one table for menus, buttons, palette, list of keys and both windows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget

from emptychair.app.i18n import Words
from emptychair.domain.errors import N_
from emptychair.domain.values import value


class Group(StrEnum):
    """The menus, and the headings of the list of keys."""

    LEAD = "lead"
    AGENDA = "agenda"
    DECISION = "decision"
    STORY = "story"
    WALL = "wall"
    HELP = "help"


GROUP_WORDS = {
    Group.LEAD: N_("Lead the meeting"),
    Group.AGENDA: N_("Change the agenda"),
    Group.DECISION: N_("Log a decision"),
    Group.STORY: N_("Choose the story"),
    Group.WALL: N_("The wall"),
    Group.HELP: N_("Help"),
}


@value
class Act:
    """One action. `everywhere`: its keys work in text fields too, because they type nothing."""

    name: str
    text: str
    keys: tuple[str, ...]
    group: Group
    icon: str = ""
    checkable: bool = False
    everywhere: bool = False


ACTS: tuple[Act, ...] = (
    Act("start", N_("Start the meeting"), ("F5",), Group.LEAD, "play"),
    Act("rehearse", N_("Rehearse"), ("Shift+F5",), Group.LEAD, "eye"),
    Act("resume", N_("Go on"), (), Group.LEAD, "play"),
    Act("end_then", N_("End it at the last event"), (), Group.LEAD, "clock"),
    # Page keys are those of a clicker: they type nothing, so they step also while somebody is typing.
    Act("next", N_("Next item"), ("Space",), Group.LEAD, "arrow-right"),
    Act("next_page", N_("Next item, by clicker"), ("PgDown",), Group.LEAD, everywhere=True),
    Act("back", N_("Back"), ("PgUp",), Group.LEAD, "arrow-left", everywhere=True),
    Act("goto", N_("Go to item …"), ("G",), Group.LEAD, "list"),
    Act("undo", N_("Undo"), ("Z", "Ctrl+Z"), Group.LEAD, "undo-2"),
    Act("redo", N_("Redo"), ("Shift+Z", "Ctrl+Shift+Z"), Group.LEAD, "redo-2"),
    Act("end", N_("End meeting"), (), Group.LEAD, "square"),
    Act("reopen", N_("Reopen"), (), Group.LEAD, "rotate-ccw"),
    Act("summary", N_("Show the summary"), (), Group.LEAD, "file-text"),
    Act("late", N_("Late topic"), ("T",), Group.AGENDA, "plus"),
    Act("up", N_("Move item up"), ("Alt+Up",), Group.AGENDA, "arrow-up"),
    Act("down", N_("Move item down"), ("Alt+Down",), Group.AGENDA, "arrow-down"),
    Act("edit_item", N_("Change item"), ("E",), Group.AGENDA, "pencil"),
    Act("split", N_("Split item"), ("Shift+S",), Group.AGENDA, "split"),
    Act("defer", N_("Defer"), ("Shift+D",), Group.AGENDA, "calendar-clock"),
    Act("park", N_("Park"), ("Shift+P",), Group.AGENDA, "circle-parking"),
    Act("decide", N_("Decision line"), ("D",), Group.DECISION, "square-pen"),
    Act("save", N_("Save decision"), ("Ctrl+Return", "Ctrl+Enter"), Group.DECISION, "check", everywhere=True),
    Act("changed", N_("The customer changed it"), ("1",), Group.DECISION),
    Act("confirmed", N_("The customer confirmed it"), ("2",), Group.DECISION),
    Act("overruled", N_("Heard, decided otherwise"), ("3",), Group.DECISION),
    Act("not_referenced", N_("Customer not referenced"), ("4",), Group.DECISION),
    Act("two_way", N_("Two-way door: we can go back"), ("5",), Group.DECISION, "door-open"),
    Act("one_way", N_("One-way door: there is no way back"), ("6",), Group.DECISION, "door-closed"),
    Act("undecided", N_("No decision"), ("X",), Group.DECISION, "circle-slash", checkable=True),
    Act("note", N_("Note, private"), ("N",), Group.DECISION, "lock"),
    Act("swap", N_("Swap"), ("S",), Group.STORY, "repeat-2"),
    Act("pin", N_("Pin"), ("P",), Group.STORY, "pin", checkable=True),
    Act("none", N_("No story"), ("0",), Group.STORY, "circle-slash"),
    Act("first", N_("First of the others that fit"), ("J",), Group.STORY),
    Act("second", N_("Second of the others that fit"), ("K",), Group.STORY),
    Act("search", N_("Search"), ("/",), Group.STORY, "search"),
    Act("panic", N_("Blank the wall at once, even while typing"), ("F12",), Group.WALL, everywhere=True),
    Act("black", N_("Black"), ("B", "."), Group.WALL, "square", checkable=True),
    Act("freeze", N_("Freeze"), ("F",), Group.WALL, "snowflake", checkable=True),
    Act("hide", N_("Hide"), ("H",), Group.WALL, "eye-off", checkable=True),
    Act("read_back", N_("Read back the last decision"), ("V",), Group.WALL, "projector", checkable=True),
    Act("wall", N_("Open the wall"), ("Shift+W",), Group.WALL, "projector", checkable=True),
    Act("swap_screens", N_("Swap screens"), ("W",), Group.WALL, "arrow-left-right"),
    Act("capture", N_("Capture a story"), ("Ctrl+H",), Group.HELP, "ear", everywhere=True),
    Act("commands", N_("Every action, by name"), ("Ctrl+K",), Group.HELP, "keyboard", everywhere=True),
    Act("keys", N_("All keys"), ("?",), Group.HELP, "circle-question-mark"),
)


class Actions(QObject):
    """The acts as QActions: one object each, shared by menu, buttons and windows. One press is one trigger."""

    def __init__(self, words: Words, run: Mapping[str, Callable[[], object]], parent: QWidget) -> None:
        """`run` says what each act does. Raises KeyError for an act that nobody carries out."""
        super().__init__(parent)
        self._words = words
        self._actions: dict[str, QAction] = {}
        self._states: dict[str, bool] = {}
        for act in ACTS:
            action = QAction(parent)
            action.setObjectName(act.name)
            action.setCheckable(act.checkable)
            action.setAutoRepeat(False)  # a clicker held down is still one step
            action.setShortcuts([QKeySequence(key) for key in act.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(self._runner(act.name, run[act.name]))
            self._actions[act.name] = action
        self.retranslate()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def retranslate(self) -> None:
        """The words of every action."""
        for act in ACTS:
            self._actions[act.name].setText(self._words.tr(act.text))

    def allow(self, names: frozenset[str]) -> None:
        """Enable these, disable the rest. The page key of the clicker goes with "next"."""
        for act in ACTS:
            name = "next" if act.name == "next_page" else act.name
            self._actions[act.name].setEnabled(name in names)

    def check(self, name: str, on: bool) -> None:
        """Show a toggle's state, which is the meeting's and not the action's."""
        self._states[name] = on
        self._actions[name].setChecked(on)

    def _runner(self, name: str, work: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            work()
            # Qt has toggled the mark by itself; if the act failed, that was wrong.
            self._actions[name].setChecked(self._states.get(name, False))

        return run

    def fill(self, menu: QMenu) -> None:
        """All of it as a menu with one submenu a group."""
        for old in menu.actions():
            inner = old.menu()
            if isinstance(inner, QMenu):
                inner.deleteLater()
        menu.clear()
        for group in Group:
            part = OpenMenu(self, menu)
            part.setTitle(self._words.tr(GROUP_WORDS[group]))
            menu.addMenu(part)
            for act in ACTS:
                if act.group is group and act.name != "next_page":
                    part.addAction(self._actions[act.name])

    @property
    def everywhere(self) -> frozenset[int]:
        """Key combinations that text fields leave to the console, as `QKeyCombination.toCombined`."""
        return frozenset(_combined(key) for act in ACTS if act.everywhere for key in act.keys)


class OpenMenu(QMenu):
    """A menu under which the wall's panic key goes on working: an open menu keeps all keys to itself."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._acts = actions

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F12:
            self._acts["panic"].trigger()
            return
        super().keyPressEvent(event)


class TextKeys(QObject):
    """Text fields keep what types; what types nothing they leave to the console.

    Qt asks the field first whether it wants a key for itself (ShortcutOverride). It does for letters, and it would for
    Ctrl+K, PgDn and Ctrl+Z too: here the field is overruled for the first two, and for undo while it is empty.
    """

    def __init__(self, leave: frozenset[int], parent: QObject) -> None:
        super().__init__(parent)
        self._leave = leave
        self._undo = {_combined(key) for key in ("Ctrl+Z", "Ctrl+Shift+Z")}
        self._accepting = {_combined(key) for key in ("Ctrl+Return", "Ctrl+Enter")}
        self._forms: set[int] = set()

    def watch(self, field: QWidget, *, form: bool = False) -> None:
        """Look after one text field; in a `form` Ctrl+Enter is the form's."""
        if form:
            self._forms.add(id(field))
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        pressed = event.keyCombination()
        plain = QKeyCombination(pressed.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier, pressed.key())
        key = plain.toCombined()
        if key in self._accepting and id(watched) in self._forms:
            event.accept()
            return True
        if key in self._leave or (key in self._undo and not _text(watched)):
            event.ignore()
            return True
        return False


class TypedOnTheWall(QObject):
    """Keys pressed while the wall's window has the focus, when a text field of the console was being typed into.

    The wall's window knows the console's keys, so a letter would be an act: "swap" or "next". Whoever began to type
    means text, whichever of our windows the system has put in front: the field gets what it would have got.
    """

    def __init__(self, console: QWidget, stage: QWidget) -> None:
        super().__init__(stage)
        self._console = console
        stage.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
        if event.type() not in kinds or not isinstance(event, QKeyEvent):
            return False
        field = self._console.focusWidget()
        if not in_text(field) or not self._console.isVisible():
            return False
        copy = event.clone()
        copy.setAccepted(False)
        QApplication.sendEvent(field, copy)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(copy.isAccepted())
            return copy.isAccepted()
        self._console.activateWindow()
        event.accept()
        return True


def _combined(key: str) -> int:
    return QKeySequence(key)[0].toCombined()  # type: ignore[index]


def _text(field: QObject) -> str:
    if isinstance(field, QLineEdit):
        return field.text()
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else ""


def in_text(widget: QWidget | None) -> bool:
    """Whether letters typed into this widget are text."""
    return isinstance(widget, (QLineEdit, QPlainTextEdit)) and not widget.isReadOnly()
