"""The library: list, search, the story in full, its editor."""

from emptychair.ui.library.page import LibraryPage

__all__ = ["LibraryPage"]
