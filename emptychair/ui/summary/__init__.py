"""The minutes: as they will be printed, and out as a file."""

from emptychair.ui.summary.page import SummaryPage

__all__ = ["SummaryPage"]
