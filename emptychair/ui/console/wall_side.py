"""The console's hand on the stage window: opens it, closes it, knows where it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from emptychair.app.settings import Settings
from emptychair.domain.frame import StageFrame
from emptychair.ui.console.actions import Actions, TypedOnTheWall
from emptychair.ui.context import UiContext
from emptychair.ui.live import Wall
from emptychair.ui.stage.look import StageLook, look_for_distance

if TYPE_CHECKING:
    from emptychair.ui.stage.window import StageWindow


def stage_look(settings: Settings) -> StageLook:
    """How the wall looks in this room."""
    return look_for_distance(settings.room_heights, dark=settings.stage_theme != "light")


class WallSide(QObject):
    """At most one stage window, made when it is first opened. A lost or closed one never touches the console."""

    changed = Signal()  # opened, closed, moved, lost

    def __init__(self, ctx: UiContext, wall: Wall, actions: Actions, console: QWidget) -> None:
        super().__init__(console)
        self._ctx, self._wall, self._actions, self._console = ctx, wall, actions, console
        self.stage: StageWindow | None = None
        wall.published.connect(self._published)

    @property
    def is_open(self) -> bool:
        """Whether the room can see something."""
        return self.stage is not None and self.stage.isVisible()

    def open(self) -> None:
        """Full screen on the other screen if there is one, a window otherwise. The first picture is the right one."""
        stage = self.stage or self._make()
        stage.show_frame(self._wall.shown)
        stage.open_best(self._console)
        stage.set_live(True)
        self._console.activateWindow()
        self.changed.emit()

    def close(self) -> None:
        """Take the window away; the meeting goes on."""
        if self.stage is not None:
            self.stage.set_live(False)
            self.stage.close()
            self.changed.emit()

    def toggle(self) -> None:
        """Open it, or close it."""
        if self.is_open:
            self.close()
        else:
            self.open()

    def swap_screens(self) -> None:
        """Wall and console change places; the choice is remembered."""
        if self.stage is None or not self.is_open:
            self.open()
            return
        self.stage.swap_with(self._console)
        if self.stage.chosen is not None:
            self._ctx.keep(replace(self._ctx.settings, stage_screen=self.stage.chosen.as_text()))
        self.changed.emit()

    def prepare(self, frame: StageFrame | None) -> None:
        """Draw what probably comes next while nothing else is to be done."""
        if self.stage is not None:
            self.stage.prepare(frame)

    def status(self) -> tuple[str, str]:
        """Where the wall is, in words: long, and for little room."""
        words = self._ctx.words
        if self.stage is not None and self.stage.is_lost:
            return words.tr("The wall’s screen is gone"), words.tr("Wall lost")
        if self.stage is None or not self.is_open:
            return words.tr("The wall is closed"), words.tr("Wall closed")
        from emptychair.ui.stage.screens import ScreenId
        from emptychair.ui.stage.window import StageMode

        if self.stage.mode is StageMode.WINDOW:
            return words.tr("Wall: window"), words.tr("Wall: window")
        label = ScreenId.of(self.stage.screen()).label
        return words.tr("On the wall · {screen}", screen=label), words.tr("On the wall")

    def language_changed(self) -> None:
        """The stage's title."""
        if self.stage is not None:
            self.stage.retranslate()

    # ------------------------------------------------------------------ inside
    def _make(self) -> StageWindow:
        from emptychair.ui.stage.inhibit import NoInhibitor, system_inhibitor
        from emptychair.ui.stage.screens import ScreenId
        from emptychair.ui.stage.window import StageWindow

        settings = self._ctx.settings
        # Without a real screen there is no sleep to hold off.
        inhibitor = NoInhibitor() if QGuiApplication.platformName() == "offscreen" else system_inhibitor()
        stage = StageWindow(
            self._ctx.words,
            self._wall.shown,
            stage_look(settings),
            reduce_motion=settings.reduce_motion,
            inhibitor=inhibitor,
            chosen=ScreenId.from_text(settings.stage_screen),
        )
        stage.take_actions(list(self._actions))
        TypedOnTheWall(self._console, stage)
        stage.closed.connect(self._closed)
        stage.lost.connect(lambda _: self.changed.emit())
        stage.returned.connect(lambda _: self.changed.emit())
        stage.moved.connect(self.changed)
        self.stage = stage
        return stage

    def _published(self, frame: StageFrame) -> None:
        if self.stage is not None:
            self.stage.show_frame(frame)

    def _closed(self) -> None:
        if self.stage is not None:
            self.stage.set_live(False)
        self.changed.emit()
