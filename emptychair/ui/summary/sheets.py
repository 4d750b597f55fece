"""The printed pages under one another, as wide as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from emptychair.ui.theme import Theme

A4 = 297 / 210
GAP, WIDEST = 24, 900


class Sheets(QWidget):
    """Pictures of pages; paper is white in every theme. `name` is what a screen reader reads: the text itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages: tuple[QImage, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_pages(self, pages: Sequence[bytes], text: str) -> None:
        """Show these PNG pictures; `text` says what stands on them."""
        self.pages = tuple(QImage.fromData(page) for page in pages)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sheet_width(self, width: int) -> int:
        """How wide a page is drawn in `width` pixels."""
        return max(240, min(WIDEST, width - 2))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        sheet = self.sheet_width(width)
        return sum(round(sheet * self._shape(page)) + GAP for page in self.pages) or round(sheet * A4)

    def sizeHint(self) -> QSize:
        return QSize(600, self.heightForWidth(self.width() if self.width() > 240 else 600))

    @staticmethod
    def _shape(page: QImage) -> float:
        return page.height() / page.width() if page.width() else A4

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        sheet = self.sheet_width(self.width())
        x, y = (self.width() - sheet) / 2, 0.0
        for page in self.pages:
            height = round(sheet * self._shape(page))
            place = QRectF(x, y, sheet, height)
            if place.intersects(QRectF(event.rect())):
                painter.drawImage(place, page)
                painter.setPen(QPen(Theme.current().color("hairline"), 1))
                painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
            y += height + GAP
