"""The three layouts of the console, and how a part changes from one to another."""

from __future__ import annotations

from enum import Enum

from PySide6.QtWidgets import QLayout

WIDE_FROM, BAR_BELOW = 1900, 1200
WIDE_HEIGHT, BAR_HEIGHT = 1000, 640  # a low window has no room for what a wide one shows


class Size(Enum):
    """By the window's logical width: 1080p at 200 % is 960 wide and gets the bar."""

    WIDE = "wide"
    TIGHT = "tight"
    BAR = "bar"

    @classmethod
    def of(cls, width: int, height: int) -> Size:
        """The layout for a window of that size."""
        if width < BAR_BELOW or height < BAR_HEIGHT:
            return cls.BAR
        return cls.WIDE if width >= WIDE_FROM and height >= WIDE_HEIGHT else cls.TIGHT


def empty(layout: QLayout) -> None:
    """Take everything out of a layout, so that its widgets can be laid out anew. The widgets live on.

    By `removeWidget`, which deletes the layout's item: one that lived on would go on getting the news of its widget's
    size, and the new item would for ever believe in the height that it asked for first.
    """
    while layout.count():
        item = layout.itemAt(layout.count() - 1)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            layout.removeWidget(widget)
        elif inner is not None:
            empty(inner)
            layout.removeItem(inner)
            inner.deleteLater()
        else:
            layout.takeAt(layout.count() - 1)
