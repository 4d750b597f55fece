"""Foreign files in: drop, look, import.

The import window is imported when it is asked for: the first window needs only to know where files are dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from emptychair.ui.gather.dialog import ImportDialog

__all__ = ["ImportDialog"]


def __getattr__(name: str) -> Any:
    if name == "ImportDialog":
        from emptychair.ui.gather.dialog import ImportDialog

        return ImportDialog
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
