"""The windows beside the main one: each is there once, and comes to the front when it is asked for again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from emptychair.domain.ids import MeetingId
from emptychair.ui.shell.page import Place

if TYPE_CHECKING:
    from emptychair.ui.shell.main import MainWindow


class Windows(QObject):
    """Quick capture, import of stories, help, and the console of one meeting."""

    def __init__(self, main: MainWindow) -> None:
        super().__init__(main)
        self._main = main
        self._open: dict[Place, Any] = {}
        self._meeting = ""  # the meeting of the open console

    def open(self, place: Place, ident: str = "") -> QWidget:
        """Show the window of `place`, new or as it is. `ident` is a meeting for consoles, a topic for the help."""
        if place in (Place.CONSOLE, Place.REHEARSAL, Place.RESUME):
            return self._open_console(ident, place)
        window = self._open.get(place)
        if window is None:
            window = self._make(place)
            self._keep(place, window)
        if place is Place.HELP and ident:
            window.show_topic(ident)
        self._front(window)
        return window

    @Slot(object)
    def bring_files(self, paths: Sequence[Path]) -> None:
        """Files that were dropped or pasted: looked at in the import window."""
        window: Any = self.open(Place.IMPORT)
        window.open_files(paths)

    @Slot(str)
    def bring_text(self, text: str) -> None:
        """Words that were dropped or pasted: a story to be noted down."""
        window: Any = self.open(Place.CAPTURE)
        window.take_text(text)

    def window(self, place: Place) -> Any:
        """The window of `place`, if it is open."""
        return self._open.get(place)

    def places(self) -> tuple[Place, ...]:
        """Which windows are open."""
        return tuple(self._open)

    def has_console(self, meeting_id: str) -> bool:
        """Whether the console of this meeting is open."""
        return Place.CONSOLE in self._open and self._meeting == meeting_id

    def close_minor(self) -> None:
        """Close all but the console: a meeting that runs goes on without the main window."""
        for place, window in list(self._open.items()):
            if place is not Place.CONSOLE:
                window.close()

    # ------------------------------------------------------------------ inside
    def _make(self, place: Place) -> Any:
        ctx = self._main.ctx
        if place is Place.CAPTURE:
            from emptychair.ui.capture import CaptureWindow

            return CaptureWindow(ctx)
        if place is Place.IMPORT:
            from emptychair.ui.gather import ImportDialog

            dialog = ImportDialog(ctx)
            dialog.asked.connect(self._main.go)  # "Clear them now"
            return dialog
        from emptychair.ui.shell.help import HelpWindow

        return HelpWindow(ctx)

    def _open_console(self, meeting_id: str, place: Place) -> QWidget:
        from emptychair.ui.console import ConsoleWindow

        window = self._open.get(Place.CONSOLE)
        if window is None:
            window = ConsoleWindow(self._main.ctx, MeetingId(meeting_id))
            self._meeting = meeting_id
            self._keep(Place.CONSOLE, window)
            window.summary_requested.connect(self._show_summary)
            window.capture_requested.connect(lambda: self.open(Place.CAPTURE))
            window.closed.connect(lambda: self._forget(Place.CONSOLE))
            self._main.console_changed()
            self._front(window)
            # Opening a console changes nothing on the wall; whoever asked to rehearse or to go on asked for that.
            if place is Place.REHEARSAL:
                window.presenter.rehearse()
            elif place is Place.RESUME:
                window.presenter.resume()
            return window
        if self._meeting != meeting_id:
            self._main.say(self._main.ctx.words.tr("Another meeting’s console is open: close it first."))
        self._front(window)
        return window

    def _show_summary(self, meeting_id: str) -> None:
        self._main.show()
        self._front(self._main)
        self._main.go(Place.SUMMARY, meeting_id)

    def _keep(self, place: Place, window: QWidget) -> None:
        self._open[place] = window
        window.destroyed.connect(lambda: self._forget(place))

    def _forget(self, place: Place) -> None:
        window = self._open.pop(place, None)
        if window is None or place is not Place.CONSOLE:
            return
        self._meeting = ""
        self._main.console_changed()
        # Not at once: it is in the middle of closing.
        QTimer.singleShot(0, window.deleteLater)

    @staticmethod
    def _front(window: QWidget) -> None:
        if window.isMinimized():
            window.showNormal()
        window.show()
        window.raise_()
        window.activateWindow()
