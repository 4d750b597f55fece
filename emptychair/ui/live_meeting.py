"""The meeting that is on: read after every change, its picture published. Nobody else puts a picture on the wall."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from emptychair.app.ports import MeetingData
from emptychair.app.stage import stage_frame, unblanked
from emptychair.domain.change import Change, Done
from emptychair.domain.frame import Blank, StageFrame, WelcomeFrame
from emptychair.domain.ids import MeetingId
from emptychair.ui.context import UiContext
from emptychair.ui.live import Wall

_CARES = Change.LIVE | Change.ITEMS | Change.MEETINGS | Change.DECISIONS | Change.STORIES | Change.NOTES


class LiveMeeting(QObject):
    """Owns the present `StageFrame` of one meeting and its wall.

    `frame` is the picture that the meeting asks for; `wall.shown` is what the room sees: they differ while the wall is
    black, hidden or frozen. Nothing goes to the wall before `on_air`. An error while reading keeps the last picture.
    """

    changed = Signal()  # the meeting was read anew

    def __init__(self, ctx: UiContext, meeting_id: MeetingId, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.meeting_id = meeting_id
        self.on_air = False
        self.data: MeetingData | None = None
        self.frame = StageFrame(WelcomeFrame("", "", ""))
        self._panicked = False  # black on the wall, and not known to be on disk
        self.wall = Wall(self.frame, self)
        ctx.bus.changed.connect(self._on_changed)
        self.refresh()

    @Slot(object)
    def _on_changed(self, done: Done) -> None:
        if done.change & _CARES:
            self.refresh()

    def refresh(self) -> None:
        """Read the meeting and publish what it asks for."""
        try:
            data = self._ctx.reader.meeting(self.meeting_id)
            if data is None:
                return
            frame = unblanked(stage_frame(data, self._ctx.reader, self._ctx.words))
        except Exception as error:  # noqa: BLE001 - whatever it is, the wall stands
            import logging

            from emptychair.app.discreet import trace_of

            log = logging.getLogger(__name__)
            log.error("The meeting could not be read; the wall keeps its picture: %s", trace_of(error))
            return
        self.data, self.frame = data, frame
        self._publish(data)
        self.changed.emit()

    def _publish(self, data: MeetingData) -> None:
        if not self.on_air:
            return
        if data.wall.blank is Blank.BLACK:
            self._panicked = False
        if not self._panicked:
            self.wall.set_blank(data.wall.blank)
        # Freezing goes before the new picture, so that it holds the old one.
        self.wall.freeze(data.wall.frozen)
        self.wall.show(self.frame)

    # ------------------------------------------------------------------ black
    @property
    def blank(self) -> Blank:
        """How the wall is blanked."""
        if self._panicked:
            return Blank.BLACK
        return self.data.wall.blank if self.data is not None else Blank.NONE

    def panic(self) -> None:
        """Black on the wall at once, before anything is written. Stays until `release`, also if writing fails."""
        if self.data is None or self.data.wall.blank is not Blank.BLACK:
            self._panicked = True
        self.wall.panic()

    def release(self) -> None:
        """The black of a panic may go again; what the meeting says holds."""
        self._panicked = False

    @property
    def what_room_sees(self) -> StageFrame:
        """The wall's picture; before it is on air, the picture that will go up."""
        return self.wall.shown if self.on_air else replace(self.frame, blank=Blank.NONE)
