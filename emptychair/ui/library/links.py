"""Links of a story's sources: words until somebody presses them, and then only the web."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.labels import plain_tip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

Opener = Callable[[QUrl], object]


def web_address(text: str) -> QUrl | None:
    """`text` as an address that may be opened: http or https with a host, nothing else."""
    text = text.strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return None
    url = QUrl(text, QUrl.ParsingMode.StrictMode)
    return url if url.isValid() and url.scheme() in ("http", "https") and url.host() else None


def open_in_browser(url: QUrl) -> None:
    """Hand an address to the system's browser."""
    QDesktopServices.openUrl(url)


class LinkButton(Button):
    """The host of an address with the sign of leaving; the tool tip has the whole address."""

    def __init__(self, url: QUrl, name: str, opener: Opener, parent: QWidget | None = None) -> None:
        """`name` says to a screen reader what pressing does ("Open in the browser")."""
        super().__init__(url.host().removeprefix("www."), kind="text", icon="external-link", px=Px.ROW, height=32)
        if parent is not None:
            self.setParent(parent)
        address = url.toString()
        self.setToolTip(plain_tip(address))
        self.setAccessibleName(f"{name}: {url.host()}")
        self.clicked.connect(lambda: opener(url))
