"""The wall's state: what it was told to show, what it shows."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from emptychair.domain.frame import Blank, StageFrame


class Wall(QObject):
    """Owns the frame on the wall. Stage window, console picture and any other view draw what `published` says.

    Black, hidden and frozen are three states, each undone by itself. Freezing keeps the picture that stands there and
    withholds whatever is shown meanwhile; black and hidden go through it, because they only take words away. Showing
    another frame while the wall is black leaves it black.
    """

    published = Signal(object)  # StageFrame: exactly what the room sees from now on
    state_changed = Signal()  # black, hidden or frozen was switched, or something is withheld

    def __init__(self, frame: StageFrame, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = frame
        self._frozen: StageFrame | None = None  # the picture that stands while frozen
        self._blank = Blank.NONE
        self._shown = frame

    # ------------------------------------------------------------------ asking
    @property
    def shown(self) -> StageFrame:
        """What the room sees."""
        return self._shown

    @property
    def wanted(self) -> StageFrame:
        """What the room would see if the wall were neither black, hidden nor frozen."""
        return self._wanted

    @property
    def blank(self) -> Blank:
        """The wall's own blank state; that of the frame shown is kept apart."""
        return self._blank

    @property
    def frozen(self) -> bool:
        """Whether the picture stands still."""
        return self._frozen is not None

    @property
    def withheld(self) -> bool:
        """Whether something newer waits behind a frozen picture."""
        return self._frozen is not None and self._frozen != self._wanted

    # ------------------------------------------------------------------ doing
    def show(self, frame: StageFrame) -> None:
        """Show `frame` as soon as the wall is not frozen; while black it stays black."""
        withheld = self.withheld
        self._wanted = frame
        self._publish()
        if withheld != self.withheld:
            self.state_changed.emit()

    def freeze(self, on: bool) -> None:
        """Keep the picture that stands there, or let the newest one through."""
        if on == self.frozen:
            return
        self._frozen = self._wanted if on else None
        self._publish()
        self.state_changed.emit()

    def set_blank(self, blank: Blank) -> None:
        """Make the wall black, hide its words, or give it back."""
        if blank is self._blank:
            return
        self._blank = blank
        self._publish()
        self.state_changed.emit()

    def toggle(self, blank: Blank) -> None:
        """What the keys for black and hidden do: on, or off when it is on already."""
        self.set_blank(Blank.NONE if self._blank is blank else blank)

    def panic(self) -> None:
        """Black at once, whatever else is going on. A second time changes nothing: a key held down stays black."""
        self.set_blank(Blank.BLACK)

    def _publish(self) -> None:
        frame = self._wanted if self._frozen is None else self._frozen
        if self._blank is not Blank.NONE and frame.blank is not Blank.BLACK:
            frame = replace(frame, blank=self._blank)
        if frame != self._shown:
            self._shown = frame
            self.published.emit(frame)
