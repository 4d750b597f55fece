"""The application around the windows: made once, handed to all of them."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from emptychair.app.paths import resources
from emptychair.app.ports import Matcher, Reader
from emptychair.app.settings import Settings
from emptychair.domain.change import Change, Done
from emptychair.ui.bus import Bus
from emptychair.ui.context import UiContext
from emptychair.ui.theme import Theme, ThemeChoice

if TYPE_CHECKING:
    from emptychair.app.i18n import Words
    from emptychair.app.intake_ports import Preparing
    from emptychair.app.service import Service


def make_application(arguments: list[str]) -> QApplication:
    """The one QApplication, with our name and icon; an existing one is taken as it is."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication([*arguments, "-style", "fusion"])
    app.setProperty("fusion", True)
    app.setApplicationName("Empty Chair")
    app.setDesktopFileName("emptychair")
    app.setWindowIcon(QIcon(str(resources() / "chair" / "chair-icon.svg")))
    return app


def make_context(
    app: QApplication,
    *,
    service: Service,
    reader: Reader,
    words: Words,
    settings: Settings,
    matcher: Callable[[], Matcher],
    new_reader: Callable[[], Reader],
    keep: Callable[[Settings], None],
    workspace: Path,
    preparing: Callable[[], Preparing] | None = None,
    demo: bool = False,
) -> UiContext:
    """Theme, bus and Qt's own words around the core. Without `preparing` imported rows are prepared in this process."""
    theme = app.property("theme") or Theme(app, ThemeChoice(settings.theme))
    bus = Bus(service, app)
    context = UiContext(
        service=service,
        bus=bus,
        reader=reader,
        words=words,
        theme=theme,
        settings=settings,
        matcher=matcher,
        new_reader=new_reader,
        keep=keep,
        workspace=workspace,
        preparing=_told(bus, service, preparing or (lambda: _here(service))),
        demo=demo,
    )
    use_language(context, words.language)
    return context


def _here(service: Service) -> Preparing:
    from emptychair.app.preparing import BackgroundPreparing

    return BackgroundPreparing(service, None)


def _told(bus: Bus, service: Service, make: Callable[[], Preparing]) -> Callable[[], Preparing]:
    """`make`, once, and what it changes in the library told by the bus."""
    made: list[Preparing] = []

    def tell(_done: int, _total: int, change: Change) -> None:
        if change:
            news: Future[Done] = Future()
            news.set_result(Done(change, "", "", "Import", False))
            with contextlib.suppress(RuntimeError):  # the windows have gone meanwhile
                bus.follow(news, changes=True)

    def preparing() -> Preparing:
        if not made:
            made.append(make())
            made[0].on_progress = tell
        return made[0]

    service.on_followed = lambda change: tell(0, 0, change)
    return preparing


def use_language(context: UiContext, language: str) -> None:
    """Switch every window to `language` now: our words by LanguageChange, Qt's own dialogs by its catalogue."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    context.words.use(language)
    if context.qt_words is not None:
        app.removeTranslator(context.qt_words)
        context.qt_words.deleteLater()
        context.qt_words = None
    if language != "en":
        translator = QTranslator(app)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{language}", folder):
            app.installTranslator(translator)
            context.qt_words = translator
    for window in app.topLevelWidgets():
        tell_language(window)


def tell_language(widget: QWidget) -> None:
    """LanguageChange for a widget and all below it."""
    QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))


class FirstPaint(QObject):
    """Writes the monotonic time of a window's first paint, in ns, to the file that EMPTYCHAIR_BENCH_PAINT names."""

    def __init__(self, window: QWidget, path: str) -> None:
        super().__init__(window)
        self._path = path
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._path:
            path, self._path = self._path, ""
            Path(path).write_text(str(time.monotonic_ns()), encoding="ascii")
            if os.environ.get("EMPTYCHAIR_BENCH_QUIT"):
                QApplication.quit()
        return False


def watch_first_paint(window: QWidget) -> None:
    """For the benchmark of the start; does nothing unless it asks."""
    path = os.environ.get("EMPTYCHAIR_BENCH_PAINT")
    if path:
        FirstPaint(window, path)


def run_windows(context: UiContext, *, meeting_id: str = "") -> int:
    """Show the main window, or with a meeting its console, and run until the last window is closed."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window: QWidget
    if meeting_id:
        from emptychair.domain.ids import MeetingId
        from emptychair.ui.console import ConsoleWindow

        window = ConsoleWindow(context, MeetingId(meeting_id))
    else:
        from emptychair.ui.shell import MainWindow

        window = MainWindow(context)
    watch_first_paint(window)
    window.show()
    QTimer.singleShot(1000, gc.enable)
    # What an import left waiting when the program ended, or was killed.
    QTimer.singleShot(1500, lambda: context.preparing().start())
    code = app.exec()
    sys.stdout.flush()
    return code
