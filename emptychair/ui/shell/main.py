"""The main window: where one is, what one can do, and what has just happened."""

from __future__ import annotations

import logging
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from emptychair.app import commands as c
from emptychair.domain.change import Change, Done
from emptychair.domain.errors import SentenceError
from emptychair.domain.ids import MeetingId
from emptychair.ui.context import UiContext
from emptychair.ui.gather.arrival import Arrivals
from emptychair.ui.gather.preparing import BROKEN_OFF, LATER, PreparingWatch, broken_off, preparing_words
from emptychair.ui.shell.entries import Entry, entries_of
from emptychair.ui.shell.navigation import Navigation
from emptychair.ui.shell.page import LIBRARY_SCOPE, Page, Place
from emptychair.ui.shell.pages import OWN_WINDOW, make_page
from emptychair.ui.shell.resume import ResumeBar
from emptychair.ui.shell.windows import Windows
from emptychair.ui.tokens import FOOTER_HEIGHT, Space
from emptychair.ui.widgets.keys import key_text
from emptychair.ui.widgets.nav import Footer
from emptychair.ui.widgets.toast import Toast
from emptychair.ui.widgets.translated import Translated

_LOG = logging.getLogger(__name__)
NARROW = 1200  # below this the navigation shows icons alone
# Pages that are no place of the navigation stand under one of them.
_UNDER = {Place.NEW_MEETING: Place.MEETINGS, Place.PREPARE: Place.MEETINGS, Place.SUMMARY: Place.MEETINGS}


class MainWindow(Translated, QWidget):
    """Navigation, one page at a time, footer, messages. Pages are made when they are first visited."""

    def __init__(self, ctx: UiContext) -> None:
        super().__init__()
        self.ctx = ctx
        self.setObjectName("root")
        self.setWindowTitle("Empty Chair")
        self.setMinimumSize(720, 440)
        self._pages: dict[Place, QWidget] = {}
        self._trail: list[tuple[Place, str]] = []
        self.place = Place.START
        self._id = ""
        self.windows = Windows(self)
        self.navigation = Navigation(ctx)
        self.resume = ResumeBar(ctx)
        self.stack = QStackedWidget()
        self.footer = Footer()
        self.toast = Toast(self, above=FOOTER_HEIGHT + 16)
        side = QVBoxLayout()
        side.setSpacing(0)
        side.addWidget(self.resume)
        side.addWidget(self.stack, 1)
        side.addWidget(self.footer)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.navigation)
        box.addLayout(side, 1)
        self.arrivals = Arrivals(self, ctx.words)
        self._make_actions()
        self.arrivals.files.connect(self.windows.bring_files)
        self.arrivals.text.connect(self.windows.bring_text)
        self.preparing = PreparingWatch(ctx, self, after=LATER)
        self.preparing.told.connect(self._show_preparing)
        QTimer.singleShot(LATER, self, self._tell_broken_off)
        self.navigation.chosen.connect(lambda place: self.go(Place(place)))
        self.navigation.menu_button.clicked.connect(self.open_menu)
        self.resume.go_on.connect(lambda meeting_id: self.go(Place.RESUME, meeting_id))
        self.resume.end.connect(self._end_then)
        ctx.bus.changed.connect(self._on_changed)
        ctx.bus.failed.connect(self.show_error)
        self._restore_geometry()
        self.retranslate()
        self._count()
        self.go(Place.START)

    # ------------------------------------------------------------------ acts
    def _make_actions(self) -> None:
        self._texts: list[tuple[QAction, Callable[[], str]]] = []
        tr = self.ctx.words.tr  # bound once: the words themselves switch
        new = self._action
        self.acts = {
            "new": new("Ctrl+N", lambda: self.go(Place.NEW_MEETING), lambda: tr("New meeting")),
            "heard": new("Ctrl+H", lambda: self.go(Place.CAPTURE), lambda: tr("Story heard")),
            "import": new("Ctrl+I", lambda: self.go(Place.IMPORT), lambda: tr("Import stories")),
            "paste": new("Ctrl+V", self.paste, lambda: tr("Paste files or a story")),
            "forget": new("", self.open_erasure, lambda: tr("Forget a customer …")),
            "demo": new("", self.load_demo, lambda: tr("Load the demo library")),
            "quit": new("Ctrl+Q", self.close, lambda: tr("Quit")),
            "undo": new("Ctrl+Z", self.undo, lambda: tr("Undo")),
            "redo": new("Ctrl+Shift+Z", self.redo, lambda: tr("Redo")),
            "start": new("Ctrl+1", lambda: self.go(Place.START), lambda: tr("Start")),
            "library": new("Ctrl+2", lambda: self.go(Place.LIBRARY), lambda: tr("Library")),
            "clearance": new("Ctrl+3", lambda: self.go(Place.CLEARANCE), lambda: tr("Clearance")),
            "meetings": new("Ctrl+4", lambda: self.go(Place.MEETINGS), lambda: tr("Meetings")),
            "settings": new("Ctrl+,", lambda: self.go(Place.SETTINGS), lambda: tr("Settings")),
            "back": new("Alt+Left", self.back, lambda: tr("Back to the page before")),
            "search": new("/", self.search, lambda: tr("Search")),
            "palette": new("Ctrl+K", self.open_palette, lambda: tr("Do something by its name")),
            "keys": new("?", self.open_keys, lambda: tr("All keys")),
            "menu": new("F10", self.open_menu, lambda: tr("Open the menu")),
            "help": new("F1", lambda: self.go(Place.HELP), lambda: tr("Help")),
        }

    def _action(self, key: str, run: Callable[[], object], text: Callable[[], str]) -> QAction:
        action = QAction(self)
        if key:
            action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(False)
        action.triggered.connect(lambda _=False: run())
        self.addAction(action)
        self._texts.append((action, text))
        return action

    def _groups(self) -> list[tuple[str, list[QAction]]]:
        """Every act with the group it stands under, those of this page first."""
        tr, acts = self.ctx.words.tr, self.acts
        groups = [
            (tr("File"), ["new", "heard", "import", "paste", "forget", "demo", "quit"]),
            (tr("Edit"), ["undo", "redo", "search"]),
            (tr("Go"), ["start", "library", "clearance", "meetings", "settings", "back"]),
            (tr("Help"), ["palette", "menu", "keys", "help"]),
        ]
        listed = [(title, [acts[name] for name in names]) for title, names in groups]
        mine = self._page_actions()
        if mine:
            listed.insert(0, (tr("On this page"), mine))
        return listed

    def _page_actions(self) -> list[QAction]:
        page = self.page
        actions = page.page_actions() if hasattr(page, "page_actions") else page.actions()
        return [action for action in actions if action.text() and action.isVisible()]

    # ------------------------------------------------------------------ where one is
    @property
    def page(self) -> Any:
        """The page in front: a `Page`, or any widget that answers to some of what a page is asked."""
        return self.stack.currentWidget()

    @Slot(str, str)
    def go(self, place: str, ident: str = "") -> None:
        """Go to a page, or open the window that the place stands for."""
        place = Place(place)
        if place in OWN_WINDOW:
            self.windows.open(place, ident)
            return
        page = self._page(place)
        if self.stack.count() and self.page is not page:
            self._call(self.page, "left")
            self._trail = [*self._trail[-30:], (self.place, self._id)]
        self.place, self._id = place, ident
        self.stack.setCurrentWidget(page)
        self.navigation.set_here(_UNDER.get(place, place))
        if ident:
            self._call(page, "open_story" if place in (Place.LIBRARY, Place.CLEARANCE) else "open_meeting", ident)
        self._call(page, "entered")
        self._show_hints()

    def back(self) -> None:
        """The page that was in front before."""
        if self._trail:
            place, ident = self._trail.pop()
            depth = len(self._trail)
            self.go(place, ident)
            self._trail = self._trail[:depth]

    def _page(self, place: Place) -> QWidget:
        if place not in self._pages:
            page = make_page(place, self.ctx)
            self._pages[place] = page
            self.stack.addWidget(page)
            for name, slot in (("said", self.say), ("asked", self.go), ("hints_changed", self._show_hints)):
                signal = getattr(page, name, None)
                if signal is not None:
                    signal.connect(slot)
        return self._pages[place]

    @staticmethod
    def _call(page: QWidget, name: str, *values: str) -> None:
        method = getattr(page, name, None)
        if callable(method):
            method(*values)

    def _show_hints(self) -> None:
        if self.sender() not in (None, self.page) and self.sender() in self._pages.values():
            return  # a page that is not in front
        words = self.ctx.words
        own = list(self.page.hints()) if hasattr(self.page, "hints") else []
        taken = {action.shortcut().toString() for action in self._page_actions()}
        always = [(key_text(self.acts[name].shortcut(), words), self.acts[name].text()) for name in ("search", "keys")]
        always = [pair for pair in always if pair[0] not in taken]
        self.footer.set_hints(
            [*own, *(pair for pair in always if pair[0] not in {key for key, _ in own})],
            self.page.note() if hasattr(self.page, "note") else "",
        )

    # ------------------------------------------------------------------ global acts
    def search(self) -> None:
        """The search of this page; where it has none, that of the library."""
        if not _searches(self.page):
            self.go(Place.LIBRARY)
        if _searches(self.page):
            self._call(self.page, "find")

    def undo(self) -> None:
        """Take back the latest act of what this page shows."""
        self._step(c.Undo(self._scope()), self._undone)

    def redo(self) -> None:
        """Do again what was taken back last."""
        tr = self.ctx.words.tr
        self._step(c.Redo(self._scope()), lambda done: self.toast.say(tr("Done again: {act}", act=tr(done.label))))

    def _step(self, command: c.Command, done: Callable[[Done], None]) -> None:
        self.ctx.bus.act(command, source="shell", done=done)

    def _undone(self, done: Done) -> None:
        tr = self.ctx.words.tr
        self.toast.say(tr("Taken back: {act}", act=tr(done.label)), tr("Redo"), self.redo)

    def _scope(self) -> str:
        return self.page.undo_scope() if hasattr(self.page, "undo_scope") else LIBRARY_SCOPE

    @Slot(str, str)
    def say(self, text: str, scope: str = "") -> None:
        """A message that goes by itself; with a scope it offers to take the latest act there back."""
        if scope:
            undo = lambda: self._step(c.Undo(scope), self._undone)  # noqa: E731
            self.toast.say(text, self.ctx.words.tr("Undo"), undo)
        else:
            self.toast.say(text)

    @Slot(object)
    def show_error(self, error: BaseException) -> None:
        """What went wrong, in one sentence."""
        if not self.isVisible():
            return
        if isinstance(error, SentenceError):
            self.toast.say(self.ctx.words.error(error), urgent=True)
            return
        from emptychair.app.discreet import trace_of

        _LOG.error("An act failed: %s", trace_of(error))
        self.toast.say(self.ctx.words.tr("That did not work; nothing was changed."), urgent=True)

    def open_palette(self) -> None:
        """Every act by its name."""
        from emptychair.ui.shell.palette import CommandPalette

        palette = self.findChild(CommandPalette) or CommandPalette(self, self.ctx.words)
        if palette.isVisible():
            palette.close_it()
            return
        entries: list[Entry] = []
        for title, actions in self._groups():
            entries += entries_of((a for a in actions if a is not self.acts["palette"]), self.ctx.words, title)
        palette.open_with(entries)

    def open_keys(self) -> None:
        """Every key on one sheet."""
        from emptychair.ui.shell.keysheet import KeySheet

        sheet = self.findChild(KeySheet) or KeySheet(self, self.ctx.words)
        words = self.ctx.words
        sheet.open_with([(title, entries_of(acts, words, all_of_them=True)) for title, acts in self._groups()])

    def open_erasure(self) -> None:
        """Somebody asks to be forgotten."""
        from emptychair.ui.erasure import ErasureDialog

        ErasureDialog(self.ctx, self).open()

    def open_menu(self) -> None:
        """Every act with its key."""
        self.menu().popup(self.navigation.menu_button.mapToGlobal(self.navigation.menu_button.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """The menu as it is now: what this page can do comes first."""
        old = self.findChild(QMenu, "acts", Qt.FindChildOption.FindDirectChildrenOnly)
        if old is not None:
            old.deleteLater()
            old.setObjectName("")
        menu = QMenu(self)
        menu.setObjectName("acts")
        for title, actions in self._groups():
            sub = QMenu(title, menu)
            sub.addActions(actions)
            menu.addMenu(sub)
        return menu

    def paste(self) -> None:
        """Files of the clipboard are looked at for an import, a text is noted down as a story heard."""
        if not self.arrivals.paste():
            self.say(self.ctx.words.tr("There is neither a file nor a text on the clipboard."))

    def load_demo(self) -> None:
        """The 60 stories that come with the program, and a meeting to try them with."""
        from emptychair.ui.start.demo import load_demo

        meeting_id = load_demo(self.ctx)
        if meeting_id is not None:
            self.say(self.ctx.words.tr("60 stories and a meeting to try them with are there."))
            self.go(Place.PREPARE, meeting_id)

    # ------------------------------------------------------------------ what changes
    @Slot(object)
    def _on_changed(self, done: Done) -> None:
        if done.change & (Change.STORIES | Change.MEETINGS | Change.LIVE):
            self._count()

    def _count(self) -> None:
        reader = self.ctx.reader
        self.navigation.set_counts(reader.counts())
        running = reader.running_meeting()
        self.resume.set_meeting(running, console_open=running is not None and self.windows.has_console(running.id))

    @Slot(int, int)
    def _tell_broken_off(self) -> None:
        name, tr = broken_off(self.ctx.reader), self.ctx.words.tr
        if name and self.isVisible():
            self.toast.say(tr(BROKEN_OFF, file=name), tr("Import stories"), lambda: self.go(Place.IMPORT))

    def _show_preparing(self, done: int, total: int) -> None:
        self.navigation.set_preparing(preparing_words(done, total, self.ctx.words))

    def console_changed(self) -> None:
        """A console was opened or closed."""
        self._count()

    def _end_then(self, meeting_id: str) -> None:
        meeting = self.resume.meeting
        if meeting is None:
            return
        done = lambda _: self.say(self.ctx.words.tr("The meeting is ended; its minutes are complete."), meeting_id)  # noqa: E731
        self.ctx.bus.act(c.EndMeeting(MeetingId(meeting_id), meeting.last_act_at), source="shell", done=done)

    def retranslate(self) -> None:
        for action, text in self._texts:
            action.setText(text())
        self._show_preparing(*self.preparing.now)
        if self.stack.count():
            # The pages are told after us: their hints are asked for when all of them have their words.
            QTimer.singleShot(0, self, self._show_hints)

    # ------------------------------------------------------------------ the window itself
    def sizeHint(self) -> QSize:
        return QSize(1440, 900)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter presses the button that has the focus, as Space does; nobody below wanted it.
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        if narrow != self.navigation.narrow:
            self.navigation.set_narrow(narrow)
        tight = self.width() - self.navigation.width() < Page.TIGHT_WIDTH
        self.footer.set_margin(Space.CONSOLE if tight else Space.WINDOW)

    def _restore_geometry(self) -> None:
        saved = self.ctx.settings.window
        if not saved or not self.restoreGeometry(QByteArray(b64decode(saved.encode("ascii")))):
            room = self.screen().availableGeometry()
            self.resize(min(1440, room.width() - 40), min(900, room.height() - 60))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._call(self.page, "left")
        geometry = b64encode(bytes(self.saveGeometry().data())).decode("ascii")
        if geometry != self.ctx.settings.window:
            self.ctx.keep(replace(self.ctx.settings, window=geometry))
        self.windows.close_minor()
        super().closeEvent(event)


def _searches(page: QWidget) -> bool:
    """Whether the page has a search of its own; every QWidget has a `find`, which is something else."""
    return any("find" in vars(kind) for kind in type(page).__mro__ if kind.__module__.startswith("emptychair"))
