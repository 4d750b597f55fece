"""The stage: the window that the room sees."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QEasingCurve, QEvent, QPoint, QPointF, QRect, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from emptychair.app.i18n import Words
from emptychair.domain.frame import StageFrame
from emptychair.ui.stage.inhibit import Inhibitor, NoInhibitor
from emptychair.ui.stage.look import StageLook
from emptychair.ui.stage.painter import render
from emptychair.ui.stage.screens import ScreenId, find
from emptychair.ui.widgets.translated import Translated

FADE_MS = 180  # at most 200
SETTLE_MS = 350  # screens come and go in bursts
CURSOR_MS = 2000


class StageMode(StrEnum):
    """How the stage stands on its screen."""

    WINDOW = "window"  # an ordinary window, to be dragged or shared
    BORDERLESS = "borderless"  # as large as the screen, without a frame, for programs that share windows
    FULL = "full"


class StageWindow(Translated, QWidget):
    """Shows one frame, cut or cross-faded. An ordinary titled window, so that meeting programs list it.

    It takes no keys for itself: `take_actions` installs the console's, so that the same keys work whichever window has
    the focus, and Escape does nothing. A screen that goes takes the stage with it: it hides at once and comes back when
    the same screen comes back; nothing of this touches the console.
    """

    closed = Signal()  # a person closed the window
    lost = Signal(object)  # ScreenId: its screen is gone, the stage is hidden
    returned = Signal(object)  # ScreenId: it stands on its screen again
    moved = Signal()  # it stands somewhere else, or in another mode
    faded = Signal()  # the last change of frame is wholly on the screen

    def __init__(
        self,
        words: Words,
        frame: StageFrame,
        look: StageLook | None = None,
        *,
        reduce_motion: bool = False,
        inhibitor: Inhibitor | None = None,
        chosen: ScreenId | None = None,
    ) -> None:
        """`chosen` is the screen that a person once chose for the wall, from the settings."""
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("stage")
        self._words, self._look, self.reduce_motion = words, look or StageLook(), reduce_motion
        self._inhibitor: Inhibitor = inhibitor or NoInhibitor()
        self.chosen = chosen
        self._frame, self._next = frame, None
        self._rendered: dict[object, QPixmap] = {}
        self._before: QPixmap | None = None
        self._mode = StageMode.WINDOW
        self._target: ScreenId | None = None  # where it stands, or stood when its screen went
        self._is_lost = False
        self._place_in_window = QRect()  # where a person put the window before its screen went
        # The stage alone does not keep the program running.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # the console keeps the keyboard
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(320, 180)
        self.resize(960, 540)
        self._fade = QVariantAnimation(self)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.setDuration(FADE_MS)
        self._fade.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._fade.valueChanged.connect(lambda _: self.update())
        self._fade.finished.connect(self._fade_done)
        self._idle = self._timer(30, self._render_next)
        self._settle = self._timer(SETTLE_MS, self._settled)
        self._cursor = self._timer(CURSOR_MS, self._hide_cursor)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._screen_removed)
        app.screenAdded.connect(self._screen_added)
        app.primaryScreenChanged.connect(self._screens_changed)
        for screen in app.screens():
            screen.geometryChanged.connect(self._screens_changed)
        self.retranslate()

    def _timer(self, interval: int, slot) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(slot)
        return timer

    def retranslate(self) -> None:
        """The title by which meeting programs list the window."""
        self.setWindowTitle(self._words.tr("Empty Chair: the wall"))
        self.setAccessibleName(self.windowTitle())

    # ------------------------------------------------------------------ what it shows
    @property
    def frame(self) -> StageFrame:
        """What stands on it, or is fading in."""
        return self._frame

    def show_frame(self, frame: StageFrame) -> None:
        """Show `frame`: cross-faded within 200 ms, or cut when motion is reduced, hidden or not yet shown."""
        if frame == self._frame:
            return
        fade = self.isVisible() and not self.reduce_motion
        before = self._shown_now() if fade else None
        self._frame = frame
        if before is not None:
            self._before = before
            self._pixmap(frame)  # before the clock starts, so that every frame of the fade is cheap
            self._fade.stop()
            self._fade.start()
        else:
            self._fade_done()
            self.update()

    def prepare(self, frame: StageFrame | None) -> None:
        """Render what will probably come next as soon as nothing else is to be done."""
        self._next = frame
        if frame is not None:
            self._idle.start()

    def set_look(self, look: StageLook) -> None:
        """Light or dark, and how small its type may be."""
        self._look = look
        self._rendered.clear()
        self.update()

    def set_live(self, live: bool) -> None:
        """While live, sleep and screen saver are held off."""
        if live:
            self._inhibitor.hold(self._words.tr("A meeting is on the wall"))
        else:
            self._inhibitor.release()

    def take_actions(self, actions: Sequence[QAction]) -> None:
        """The console's actions: their keys work here too."""
        self.addActions(list(actions))

    # ------------------------------------------------------------------ where it stands
    @property
    def mode(self) -> StageMode:
        """How it stands."""
        return self._mode

    @property
    def is_lost(self) -> bool:
        """Whether its screen is gone and it waits for it."""
        return self._is_lost

    def open_best(self, console: QWidget | None) -> None:
        """Open where it belongs: full screen on the chosen screen, else on any screen that is not the console's.

        With one screen only it opens as an ordinary window: it never covers the console uninvited.
        """
        here = console.screen() if console is not None else QGuiApplication.primaryScreen()
        others = [screen for screen in QGuiApplication.screens() if screen is not here]
        target = find(self.chosen, others) if self.chosen is not None else None
        target = target or (others[0] if others else None)
        if target is None:
            self._place(StageMode.WINDOW, here)
        else:
            self._place(StageMode.FULL, target)

    def open_on(self, screen: QScreen, mode: StageMode = StageMode.FULL) -> None:
        """A person chose this screen, even the console's own: remembered as `chosen`."""
        self.chosen = ScreenId.of(screen)
        self._place(mode, screen)

    def set_mode(self, mode: StageMode) -> None:
        """Another mode on the screen where it stands."""
        self._place(mode, self.screen())

    def swap_with(self, console: QWidget) -> None:
        """The stage goes where the console is and the console where the stage is; with one screen nothing happens."""
        mine, its = self.screen(), console.screen()
        if mine is its:
            others = [screen for screen in QGuiApplication.screens() if screen is not its]
            if not others:
                return
            self.open_on(others[0])
            return
        was_full = console.isFullScreen() or console.isMaximized()
        self.chosen = ScreenId.of(its)
        _put(console, mine, QRect())
        if was_full:
            console.showMaximized()
        self._place(self._mode, its)

    def _place(self, mode: StageMode, screen: QScreen) -> None:
        self._is_lost = False
        self._target = ScreenId.of(screen)
        self._mode = mode
        frameless = mode is StageMode.BORDERLESS
        moves = self.windowHandle() is not None and ScreenId.of(self.screen()) != self._target
        if self.isVisible() and (
            moves or frameless != self._frameless or self.isFullScreen() != (mode is StageMode.FULL)
        ):
            # A full-screen window neither changes its screen nor its frame; hidden it does both, without a flash.
            self.hide()
        if frameless != self._frameless:
            self.setWindowFlag(Qt.WindowType.FramelessWindowHint, frameless)
        if mode is not StageMode.FULL or moves:
            self.setWindowState(Qt.WindowState.WindowNoState)
        if mode is StageMode.WINDOW:
            area = screen.availableGeometry()
            width = min(960, round(area.width() * 0.6))
            place = QRect(0, 0, width, round(width * 9 / 16))
            place.moveBottomRight(area.bottomRight() - QPoint(24, 24))
            kept, self._place_in_window = self._place_in_window, QRect()
            _put(self, screen, kept if area.contains(kept) else place)
            self.show()
        else:
            _put(self, screen, screen.geometry())
            if frameless:
                self.show()
            else:
                self.showFullScreen()
        self._wake_cursor()
        self.moved.emit()

    @property
    def _frameless(self) -> bool:
        return bool(self.windowFlags() & Qt.WindowType.FramelessWindowHint)

    # ------------------------------------------------------------------ screens come and go
    def _screen_removed(self, screen: QScreen) -> None:
        if self.isVisible() and self.screen().name() == screen.name():
            # At once: Qt would move the wall onto the laptop, over the console.
            self._target = ScreenId.of(screen)
            self._is_lost = True
            self._place_in_window = self.geometry()
            self.hide()
            self.lost.emit(self._target)
        self._settle.start()

    def _screen_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._screens_changed)
        self._settle.start()

    def _screens_changed(self, *_: object) -> None:
        self._settle.start()

    def _settled(self) -> None:
        """Screens have been quiet for 350 ms: come back if ours did, follow it if it was re-measured."""
        if self._target is None:
            return
        screen = find(self._target, QGuiApplication.screens())
        if screen is None:
            return
        if self._is_lost:
            self._place(self._mode, screen)
            self.returned.emit(self._target)
        elif self.isVisible() and self._mode is not StageMode.WINDOW and self.geometry() != screen.geometry():
            self._place(self._mode, screen)

    # ------------------------------------------------------------------ drawing
    def _pixmap(self, frame: StageFrame) -> QPixmap:
        """`frame` at this size, from the few kept: the one shown, the one before, the next."""
        key = (frame, self.size(), self.devicePixelRatioF(), self._look)
        if key not in self._rendered:
            for old in [k for k in self._rendered if k[0] not in (self._frame, self._next) or k[1:] != key[1:]]:  # type: ignore[index]
                del self._rendered[old]
            image: QImage = render(frame, self.size(), self.devicePixelRatioF(), self._look)
            self._rendered[key] = QPixmap.fromImage(image)
        return self._rendered[key]

    def _shown_now(self) -> QPixmap:
        """What is on the screen this moment, half-faded or not: the next fade begins there, without a jump."""
        if self._fade.state() is not QVariantAnimation.State.Running or self._before is None:
            return self._pixmap(self._frame)
        now = QPixmap(self.size() * self.devicePixelRatioF())
        now.setDevicePixelRatio(self.devicePixelRatioF())
        with QPainter(now) as painter:
            self._blend(painter)
        return now

    def _blend(self, painter: QPainter) -> None:
        if self._before is not None and self._fade.state() is QVariantAnimation.State.Running:
            painter.drawPixmap(QPointF(0, 0), self._before)
            painter.setOpacity(float(self._fade.currentValue()))
        painter.drawPixmap(QPointF(0, 0), self._pixmap(self._frame))

    def _fade_done(self) -> None:
        if self._before is not None:
            self._before = None
            self.update()
            self.faded.emit()
        if self._next is not None:
            self._idle.start()

    def _render_next(self) -> None:
        if self._next is not None and self.isVisible():
            self._pixmap(self._next)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._blend(painter)

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        if self.isVisible() and not self._is_lost:
            self._target = ScreenId.of(self.screen())  # dragged to another screen

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fade.stop()
        self._before = None
        super().resizeEvent(event)

    # ------------------------------------------------------------------ people
    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # keys are the console's actions; Escape is nobody's

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._wake_cursor()
        super().mouseMoveEvent(event)

    def _wake_cursor(self) -> None:
        self.unsetCursor()
        if self._mode is StageMode.WINDOW:
            self._cursor.stop()
        else:
            self._cursor.start()

    def _hide_cursor(self) -> None:
        if self._mode is not StageMode.WINDOW:
            self.setCursor(Qt.CursorShape.BlankCursor)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.WindowStateChange and self.isVisible():
            # The window manager can do it too: dragged to the wall and made full screen there.
            full = self.isFullScreen()
            if full != (self._mode is StageMode.FULL) and self._mode is not StageMode.BORDERLESS:
                self._mode = StageMode.FULL if full else StageMode.WINDOW
                self._target = ScreenId.of(self.screen())
                self._wake_cursor()
                self.moved.emit()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._inhibitor.release()
        super().closeEvent(event)
        if event.spontaneous():
            self.closed.emit()


def _put(window: QWidget, screen: QScreen, place: QRect) -> None:
    """Move a window to a screen. Wayland ignores places but takes the screen for full screen."""
    window.setScreen(screen)
    if place.isValid():
        window.setGeometry(place)
    else:
        area = screen.availableGeometry()
        window.resize(window.size().boundedTo(area.size()))
        frame = window.frameGeometry()
        frame.moveCenter(area.center())
        window.move(frame.topLeft())
