"""A whole meeting played without a person on the real windows: the actions that the keys trigger, the same typing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from emptychair.app.clock import LapseClock
from emptychair.app.ports import Priority
from emptychair.domain.errors import N_, StoreUnavailable
from emptychair.domain.ids import MeetingId

if TYPE_CHECKING:
    from emptychair.ui.console import ConsoleWindow
    from emptychair.ui.context import UiContext

SIZE = (1920, 1080)
_PATIENCE_S = 30

_LINES = {
    "en": {
        "agree": "Last week's actions are closed @Office #none 2way",
        "half": "Guest checkout in all shops, because an account costs us the sale @Jana due",
        "rest": " fri #changed 2way",
        "second": "Keep the register page for the club card only @Tomás by 11 December #overruled 2way",
        "third": "Agents waive the return of goods up to 30 euros, because kindness is told further "
        "@Customer-Operations by end of January #confirmed 2way",
        "fourth": "App 5.0 waits until four blind testers have bought with it @Aisha by 12 March #changed 1way",
        "proxy": "Cut the help page to one screen @Web-Team due 2027-02-01 #proxy 1way",
        "fifth": "After the second failed repair we replace or refund @Tom by 4 January #confirmed 2way",
        "late": "Fire drill on Thursday 5 min",
        "note": "Ask Ahmet for the figures before the next round",
    },
    "de": {
        "agree": "Die Maßnahmen der letzten Woche sind erledigt @Büro #ohne 2weg",
        "half": "Im Shop steht ab Januar ein Liefertermin, weil ein ehrliches Datum Aufträge hält @Jana bis",
        "rest": " Freitag #geändert 2weg",
        "second": "Die Spanne bleibt bei Speditionsware @Tomás bis 11. Dezember #überstimmt 2weg",
        "third": "Großgeräte schließt nur noch an, wer dafür geprüft ist, weil sonst der Kunde im Wasser steht "
        "@Zwei-Mann-Handling bis Ende Januar #bestätigt 2weg",
        "fourth": "Kein Konto wird ohne ein Gespräch gesperrt @Retourenzentrum bis 12. März #geändert 1weg",
        "proxy": "Die Hilfeseite wird auf eine Seite gekürzt @Web-Team bis 1.2.2027 #proxy 1weg",
        "fifth": "Jede Anfrage einer Werkstatt wird am selben Tag beantwortet @Innendienst bis 4. Januar #bestätigt",
        "late": "Räumungsübung am Donnerstag 5 Min.",
        "note": "Ahmet vor der nächsten Runde nach den Zahlen fragen",
    },
}


def play(ctx: UiContext, meeting_id: str, out: Path) -> None:
    """Play the prepared meeting `meeting_id` and leave stage-*.png and console-*.png in `out`.

    Raises StoreUnavailable if the windows do not follow within 30 seconds.
    """
    from emptychair.ui.console import ConsoleWindow

    ctx.settings = replace(ctx.settings, reduce_motion=True, console="")
    console = ConsoleWindow(ctx, MeetingId(meeting_id))
    console.resize(*SIZE)
    console.show()
    player = _Player(ctx, console, out)
    try:
        player.meeting(_LINES.get(ctx.words.language, _LINES["en"]))
    finally:
        console.close()
        _settle_events()


class _Player:
    def __init__(self, ctx: UiContext, console: ConsoleWindow, out: Path) -> None:
        self._ctx, self._console, self._out = ctx, console, out
        self._count = 0

    def meeting(self, lines: dict[str, str]) -> None:
        """The script: everything that a meeting has, in eight items."""
        self._act("start")
        self._pass(2)
        stage = self._console.wall_side.stage
        if stage is not None:
            stage.resize(*SIZE)
        self._take("welcome")
        self._act("next")
        self._take("item-1")
        self._pass(4)
        self._decide(lines["agree"])
        self._act("next")
        self._pass(11.7)
        self._type(self._console.decision.field, lines["half"])
        self._take("typing")
        self._decide(lines["rest"])
        self._act("read_back")
        self._take("decision")
        self._act("read_back")
        self._pass(9)
        self._decide(lines["second"])
        self._act("next")
        self._take("item-3")
        self._act("swap")
        self._take("swapped")
        self._act("undo")
        self._pass(17)
        self._decide(lines["third"])
        self._type(self._console.decision.note, lines["note"])
        self._console.presenter.flush_note()
        self._act("next")
        self._pass(21)
        self._decide(lines["fourth"])
        self._act("black")
        self._take("black")
        self._act("black")
        self._late(lines["late"])
        self._pass(6)
        self._decide(lines["proxy"])
        self._take("proxy")
        self._act("next")
        self._act("park")
        self._pass(12)
        self._take("item-6")
        self._decide(lines["fifth"])
        self._act("next")
        self._act("hide")
        self._take("hidden")
        self._act("hide")
        self._pass(14)
        self._act("undecided")
        self._act("next")
        self._act("defer")
        self._act("next")
        self._pass(8)
        self._act("end")
        self._take("closing")

    def _act(self, name: str) -> None:
        action = self._console.actions_[name]
        if not action.isEnabled():
            return
        action.trigger()
        self._settle()

    def _pass(self, minutes: float) -> None:
        clock = self._ctx.service.clock
        if isinstance(clock, LapseClock):
            clock.skip(minutes)

    def _decide(self, line: str) -> None:
        before = len(self._decisions())
        self._type(self._console.decision.field, line)
        self._act("save")
        self._until(lambda: len(self._decisions()) == before + 1)

    def _late(self, line: str) -> None:
        if self._console.presenter.late(line):
            self._settle()

    def _type(self, field: QWidget, text: str) -> None:
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        for sign in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))
        self._settle()

    def _decisions(self) -> tuple[object, ...]:
        data = self._ctx.reader.meeting(self._console.meeting_id)
        return data.decisions if data is not None else ()

    def _settle(self) -> None:
        """Until everything asked for is on disk and drawn."""
        reached = self._ctx.service.run(lambda _: True, Priority.TYPING)
        self._until(reached.done)
        _settle_events()

    def _until(self, met: Callable[[], bool]) -> None:
        last = time.monotonic() + _PATIENCE_S
        while not met():
            if time.monotonic() > last:
                raise StoreUnavailable(N_("The demo stands still: the windows do not follow any more."))
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def _take(self, name: str) -> None:
        self._settle()
        self._console.presenter.tick()  # the picture shows the time that was skipped, not that of the last second
        _settle_events()
        self._count += 1
        for prefix, window in self._windows():
            window.grab().save(str(self._out / f"{prefix}-{self._count:02d}-{name}.png"))

    def _windows(self) -> Iterator[tuple[str, QWidget]]:
        yield "console", self._console
        stage = self._console.wall_side.stage
        if stage is not None:
            yield "stage", stage


def _settle_events() -> None:
    for _ in range(3):
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
