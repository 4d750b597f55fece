"""The first page: the day's meetings, one story worth reading, what waits."""

from emptychair.ui.start.page import StartPage

__all__ = ["StartPage"]
