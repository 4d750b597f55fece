"""Switching the language of open windows."""

from __future__ import annotations

from PySide6.QtCore import QEvent


class Translated:
    """Mix-in for widgets with words of their own, before the Qt class: `class Footer(Translated, QFrame)`.

    The widget sets every text in `retranslate()`, calls it once at the end of its construction, and is called again
    whenever the language changes.
    """

    def retranslate(self) -> None:
        """Set every text from the words; overridden."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)  # type: ignore[misc]
