"""Which screen is the wall: remembered by what it is, not by its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen


@dataclass(frozen=True, slots=True)
class ScreenId:
    """A screen as a person would recognise it again. `geometry` is x, y, width, height on the desktop."""

    manufacturer: str = ""
    model: str = ""
    serial: str = ""
    name: str = ""
    geometry: tuple[int, int, int, int] = (0, 0, 0, 0)

    @classmethod
    def of(cls, screen: QScreen) -> ScreenId:
        """The identity of a screen that is there now."""
        place = screen.geometry()
        return cls(
            screen.manufacturer(),
            screen.model(),
            screen.serialNumber(),
            screen.name(),
            (place.x(), place.y(), place.width(), place.height()),
        )

    @property
    def label(self) -> str:
        """What to call it in front of people: "Epson EB-L265F", or the connector's name."""
        parts = [part for part in (self.manufacturer, self.model) if part]
        if len(parts) == 2 and parts[1].lower().startswith(parts[0].lower()):
            parts = parts[1:]
        return " ".join(parts) or self.name

    def as_text(self) -> str:
        """For the settings: manufacturer|model|serial|name|x,y,width,height."""
        words = (self.manufacturer, self.model, self.serial, self.name)
        return "|".join([*(word.replace("|", "/") for word in words), ",".join(map(str, self.geometry))])

    @classmethod
    def from_text(cls, text: str) -> ScreenId | None:
        """Back from the settings; None for anything that is no screen."""
        parts = text.split("|")
        try:
            x, y, width, height = (int(number) for number in parts[4].split(","))
        except (ValueError, IndexError):
            return None
        return cls(parts[0], parts[1], parts[2], parts[3], (x, y, width, height))

    def likeness(self, other: ScreenId) -> int:
        """How surely two identities are the same screen: 0 not at all, then more and more."""
        if self.serial and other.serial and self.serial != other.serial:
            return 0
        make = (self.manufacturer, self.model)
        if any(make) and any((other.manufacturer, other.model)):
            if make != (other.manufacturer, other.model):
                return 0
            score = 4 + (8 if self.serial and self.serial == other.serial else 0)
        elif self.name and self.name == other.name:
            score = 2
        else:
            return 0
        return score + (2 if self.name == other.name else 0) + (1 if self.geometry == other.geometry else 0)


def find(wanted: ScreenId, screens: Sequence[QScreen]) -> QScreen | None:
    """The screen that is most surely `wanted`, or None."""
    best = max(screens, key=lambda screen: wanted.likeness(ScreenId.of(screen)), default=None)
    return best if best is not None and wanted.likeness(ScreenId.of(best)) > 0 else None
