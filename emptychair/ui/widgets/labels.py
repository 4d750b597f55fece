"""Lines of text. Plain text always: an anecdote with `<img src=…>` is drawn as it is written."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from emptychair.ui.theme import NORMAL, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.polish import repolish

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})  # the module html costs a start 2 ms


class Label(QLabel):
    """One line (or, with `wrap`, several) of our own words in a tone of the theme."""

    def __init__(
        self,
        text: str = "",
        px: int = Px.BODY,
        weight: QFont.Weight = NORMAL,
        tone: str = "ink",
        *,
        serif: bool = False,
        wrap: bool = False,
        elide: bool = False,
        align: Qt.AlignmentFlag | None = None,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`elide` shortens with … where there is too little room, and then shows the whole text in a tool tip."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(Theme.current().font(max(px, Px.META), weight, serif=serif, tabular=tabular))
        self.setWordWrap(wrap)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        if align is not None:
            self.setAlignment(align)
        self._elide = elide
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            self.setMinimumWidth(40)
        self.set_tone(tone)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Draw in another tone: ink, ink2, teal, rust, ochre, on_teal."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            repolish(self)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(40, hint.height()) if self._elide else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._elide:
            whole = QFontMetricsF(self.font()).horizontalAdvance(self.text()) <= self.contentsRect().width() + 0.5
            self.setToolTip("" if whole else plain_tip(self.text()))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elide:
            super().paintEvent(event)
            return
        rect = self.contentsRect()
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(Theme.current().color(str(self.property("tone"))))
        text = QFontMetricsF(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, rect.width() + 0.5)
        painter.drawText(rect, int(self.alignment() | Qt.TextFlag.TextSingleLine), text)


class IconLabel(QLabel):
    """A Lucide icon or the chair's glyph, repainted when the theme changes. It has no name: a word stands beside it."""

    def __init__(self, name: str, tone: str = "ink2", px: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._tone, self._px = name, tone, px
        self.setFixedSize(px, px)

    def set_icon(self, name: str, tone: str = "") -> None:
        """Show another icon, or the same in another tone."""
        self._name, self._tone = name, tone or self._tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        pixmap = Theme.current().pixmap(self._name, self._tone, self._px, ratio=self.devicePixelRatioF())
        painter.drawPixmap(0, 0, pixmap)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.update()
        super().changeEvent(event)


def plain_tip(text: str) -> str:
    """`text` for a tool tip, drawn as it is written (Qt guesses rich text in tool tips)."""
    return f"<qt>{text.translate(_ESCAPES)}</qt>" if text else ""
