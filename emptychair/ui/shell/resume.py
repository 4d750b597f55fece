"""A meeting that runs without its console: left by a crash, or by closing the window."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from emptychair.app.clock import local
from emptychair.domain.meeting import Meeting
from emptychair.ui.context import UiContext
from emptychair.ui.theme import SEMIBOLD
from emptychair.ui.tokens import CONTROL_TIGHT, Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.labels import IconLabel, Label
from emptychair.ui.widgets.layouts import row
from emptychair.ui.widgets.translated import Translated


class ResumeBar(Translated, QFrame):
    """Go on, or end it at its last event. Shown above the page as long as there is such a meeting."""

    go_on = Signal(str)  # meeting id
    end = Signal(str)

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.meeting: Meeting | None = None
        self._open = False  # its console is open
        self.setProperty("role", "bar")
        self._title = Label("", Px.BODY, SEMIBOLD, elide=True)
        self._when = Label("", Px.ROW, tone="ink2", elide=True)
        self.end_button = Button(px=Px.ROW, height=CONTROL_TIGHT)
        self.go_button = Button(px=Px.ROW, height=CONTROL_TIGHT, icon="play")
        box = row(IconLabel("timer", "rust", 20), spacing=12, margins=(24, 8, 24, 8))
        box.addWidget(self._title)
        box.addWidget(self._when, 1)
        box.addWidget(self.end_button)
        box.addWidget(self.go_button)
        self.setLayout(box)
        self.go_button.clicked.connect(lambda: self.meeting and self.go_on.emit(self.meeting.id))
        self.end_button.clicked.connect(lambda: self.meeting and self.end.emit(self.meeting.id))
        self.hide()

    def set_meeting(self, meeting: Meeting | None, *, console_open: bool) -> None:
        """Show the meeting that runs; None hides the bar."""
        self.meeting, self._open = meeting, console_open
        self.setVisible(meeting is not None)
        self.retranslate()

    def retranslate(self) -> None:
        meeting, words = self.meeting, self._ctx.words
        if meeting is None:
            return
        tr = words.tr

        def clock(ms: int) -> str:
            return words.clock(local(ms, meeting.zone))

        since = meeting.started_at or meeting.last_act_at
        now = local(self._ctx.service.now_ms(), meeting.zone)
        then = local(since, meeting.zone)
        day = "" if then.date() == now.date() else words.short_day(then.date()) + ", "
        name = tr("Rehearsal: {title}", title=meeting.title) if meeting.rehearsal else meeting.title
        self._title.setText(name)
        if self._open:
            self._when.setText(tr("is running, its console is open"))
        else:
            self._when.setText(
                tr(
                    "was never ended: begun {since}, last event {last}",
                    since=day + clock(since),
                    last=clock(meeting.last_act_at),
                )
            )
        self.end_button.set_text(tr("End it at {time}", time=clock(meeting.last_act_at)))
        self.end_button.setVisible(not self._open)
        self.go_button.set_text(tr("Show the console") if self._open else tr("Go on"))
        self.go_button.set_icon("monitor" if self._open else "play")
