"""Foreign files in: drop, look, import."""

from emptychair.ui.gather.dialog import ImportDialog

__all__ = ["ImportDialog"]
