"""Switching the language of open windows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QTranslator

from emptychair.app.i18n import Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


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


def switch_language(app: QApplication, words: Words, language: str) -> None:
    """Switch our words and Qt's own ("Copy", "Undo" …) to `language`; every open window follows at once."""
    words.use(language)
    old = app.findChild(QTranslator, "qtbase")
    if old is not None:
        app.removeTranslator(old)
        old.setParent(None)
    translator = QTranslator(app)
    translator.setObjectName("qtbase")
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    if language != "en" and translator.load(str(folder / f"qtbase_{language}.qm")):
        app.installTranslator(translator)
    QCoreApplication.postEvent(app, QEvent(QEvent.Type.LanguageChange))
