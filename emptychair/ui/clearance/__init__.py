"""Clearance: nothing is projected that no person has read.

The page is imported when it is asked for: the library needs only parts of this package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from emptychair.ui.clearance.page import ClearancePage

__all__ = ["ClearancePage"]


def __getattr__(name: str) -> Any:
    if name == "ClearancePage":
        from emptychair.ui.clearance.page import ClearancePage

        return ClearancePage
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
