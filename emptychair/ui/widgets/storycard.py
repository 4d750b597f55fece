"""A story in little space: an alternate, a counter-story, a search result."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from emptychair.ui.theme import NORMAL, SEMIBOLD, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import KeyCap, Painted, paint_key_cap
from emptychair.ui.widgets.wrap import paint_lines, wrapped


class StoryCard(Painted):
    """A story's headline with what is known of it, to be pressed; a key or the chair stands before it.

    With `serif=False` the headline is ours ("None of 1,284 stories says the opposite") and the card cannot be pressed.
    """

    def __init__(
        self,
        headline: str = "",
        meta: str = "",
        *,
        key: str = "",
        serif: bool = True,
        ground: str = "sunken",
        max_lines: int = 3,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self._max_lines, self._ground, self._serif = max_lines, ground, serif
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_story(headline, meta, key=key)
        if not serif:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_story(self, headline: str, meta: str = "", *, key: str = "") -> None:
        """Show another story."""
        self._headline, self._meta, self._key = headline, meta, key
        self.setText(headline.replace("&", "&&"))
        self.setAccessibleDescription(meta)
        self.updateGeometry()
        self.update()

    def _left(self) -> float:
        if self._key:
            return 14 + KeyCap(self._key).sizeHint().width() + 12
        return 14 + (36 if not self._serif else 0)

    def _lines(self, width: int) -> tuple[list[str], list[str]]:
        theme = Theme.current()
        room = width - self._left() - 14
        head = wrapped(self._headline, theme.font(self._px, NORMAL, serif=self._serif), room, self._max_lines)
        return head, wrapped(self._meta, theme.font(Px.META), room, 2) if self._meta else []

    @property
    def _px(self) -> int:
        return Px.BODY if self._serif else Px.ROW

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        head, meta = self._lines(width)
        return 24 + len(head) * 22 + (4 + len(meta) * 19 if meta else 0)

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(self.width() if self.width() > 120 else 240))

    def minimumSizeHint(self) -> QSize:
        return QSize(140, 46)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        fill = "teal_soft" if self.isChecked() else "hairline" if self.isDown() or self.underMouse() else self._ground
        self.ground(painter, fill if self._ground or self.underMouse() else "", "", radius=10)
        if self._key:
            size = KeyCap(self._key).sizeHint()
            paint_key_cap(painter, QRect(14, 12, size.width(), size.height()), self._key)
        elif not self._serif:
            painter.drawPixmap(14, 11, theme.pixmap("chair-glyph", "ink2", 24, ratio=self.devicePixelRatioF()))
        head, meta = self._lines(self.width())
        left, room = self._left(), self.width() - self._left() - 14
        font = theme.font(self._px, SEMIBOLD if self.isChecked() else NORMAL, serif=self._serif)
        y = paint_lines(painter, head, font, theme.color("ink"), QRectF(left, 12, room + 4, 1), 22)
        if meta:
            paint_lines(painter, meta, theme.font(Px.META), theme.color("ink2"), QRectF(left, y + 4, room + 4, 1), 19)


def natural_width(text: str, px: int, *, serif: bool = False) -> int:
    """How wide `text` would be on one line."""
    return round(QFontMetricsF(Theme.current().font(px, serif=serif)).horizontalAdvance(text)) + 2
