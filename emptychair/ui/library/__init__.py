"""The library: list, search, the story in full, its editor.

The page is imported when it is asked for: the first window needs only the words of this package (`terms`, `figures`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from emptychair.ui.library.page import LibraryPage

__all__ = ["LibraryPage"]


def __getattr__(name: str) -> Any:
    if name == "LibraryPage":
        from emptychair.ui.library.page import LibraryPage

        return LibraryPage
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
