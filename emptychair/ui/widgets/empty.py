"""Where there is nothing yet: the chair, one sentence, one button."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.labels import Label


class ChairDrawing(QWidget):
    """The drawn chair, its seat empty; the only ornament."""

    def __init__(self, height: int = 200, tone: str = "chair", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setFixedSize(round(height * 300 / 480), height)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        Theme.current().draw(QPainter(self), "chair", QRectF(self.rect()), self._tone)


class EmptyState(QWidget):
    """A friendly nothing that says what to do."""

    def __init__(
        self,
        sentence: str = "",
        button: Button | None = None,
        *,
        detail: str = "",
        chair: int = 200,
        parent: QWidget | None = None,
    ) -> None:
        """`button` is the one thing to do here; `detail` a quieter second sentence."""
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(0)
        box.addStretch(1)
        center = Qt.AlignmentFlag.AlignHCenter
        if chair:
            box.addWidget(ChairDrawing(chair), 0, center)
            box.addSpacing(24)
        self.sentence = Label("", Px.CARD, SEMIBOLD, wrap=True, align=center)
        self.detail = Label("", Px.ROW, tone="ink2", wrap=True, align=center)
        box.addWidget(self.sentence)  # not aligned: a label that wraps needs the width first
        box.addSpacing(8)
        box.addWidget(self.detail)
        self.button = button
        if button is not None:
            box.addSpacing(24)
            box.addWidget(button, 0, center)
        box.addStretch(1)
        self.set_words(sentence, detail)

    def set_words(self, sentence: str, detail: str = "") -> None:
        """The sentences, for instance in another language."""
        self.sentence.setText(sentence)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.setAccessibleName(sentence)
