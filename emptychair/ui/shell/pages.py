"""Which page stands for which place. Each is imported when it is first visited: the start needs only its own."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from emptychair.ui.context import UiContext
from emptychair.ui.shell.page import Place

OWN_WINDOW = frozenset({Place.CAPTURE, Place.IMPORT, Place.CONSOLE, Place.REHEARSAL, Place.RESUME, Place.HELP})


def make_page(place: Place, ctx: UiContext) -> QWidget:
    """A new page. Raises ValueError for a place that opens a window of its own."""
    match place:
        case Place.START:
            from emptychair.ui.start import StartPage

            return StartPage(ctx)
        case Place.LIBRARY:
            from emptychair.ui.library import LibraryPage

            return LibraryPage(ctx)
        case Place.CLEARANCE:
            from emptychair.ui.clearance import ClearancePage

            return ClearancePage(ctx)
        case Place.MEETINGS:
            from emptychair.ui.start.meetings import MeetingsPage

            return MeetingsPage(ctx)
        case Place.SETTINGS:
            from emptychair.ui.settings import SettingsPage

            return SettingsPage(ctx)
        case Place.NEW_MEETING:
            from emptychair.ui.prepare.new_meeting import NewMeetingPage

            return NewMeetingPage(ctx)
        case Place.PREPARE:
            from emptychair.ui.prepare import PreparePage

            return PreparePage(ctx)
        case Place.SUMMARY:
            from emptychair.ui.summary import SummaryPage

            return SummaryPage(ctx)
        case _:
            raise ValueError(f"{place} is no page of the main window")
