"""The colours of what the decision line has understood."""

from __future__ import annotations

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from emptychair.ui.theme import SEMIBOLD, Theme


class Understood(QSyntaxHighlighter):
    """Colours what was understood."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.spans: tuple[tuple[int, int], ...] = ()  # in UTF-16 units

    def highlightBlock(self, text: str) -> None:
        if not self.spans:
            return
        form = QTextCharFormat()
        form.setForeground(Theme.current().color("teal"))
        form.setFontWeight(SEMIBOLD)
        for start, end in self.spans:
            self.setFormat(start, end - start, form)
