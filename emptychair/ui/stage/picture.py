"""The true small picture of the wall for the console."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from emptychair.domain.frame import (
    Blank,
    ChairFrame,
    ClosingFrame,
    Content,
    DecisionFrame,
    StageFrame,
    StoryFrame,
    WelcomeFrame,
)
from emptychair.ui.stage.look import HEIGHT, WIDTH, StageLook
from emptychair.ui.stage.painter import render
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import RADIUS_WALL, Px


class WallPicture(QWidget):
    """The wall in little, drawn by the wall's own painter. `live` has the 3-px rust frame, the next one a thin line."""

    def __init__(self, *, live: bool = False, look: StageLook | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live, self._look = live, look or StageLook()
        self._frame: StageFrame | None = None
        self._word, self._name = "", ""
        self._picture: QImage | None = None
        self._drawn: object = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_frame(self, frame: StageFrame | None, name: str = "") -> None:
        """Show `frame`; None draws an empty ground. `name` says in words which picture it is ("On the wall")."""
        self._frame, self._name = frame, name
        text = wall_text(frame) if frame is not None else ""
        self.setAccessibleName(": ".join(part for part in (name, text) if part))
        self.update()

    def set_look(self, look: StageLook) -> None:
        """Light or dark, and how small its type may be."""
        self._look = look
        self.update()

    def set_live(self, live: bool) -> None:
        """Whether this picture is on the wall now."""
        self._live = live
        self.update()

    def set_word(self, word: str) -> None:
        """A word over the picture: black, frozen, hidden, in the person's language. Empty for none."""
        self._word = word
        self.setAccessibleDescription(word)
        self.update()

    # ------------------------------------------------------------------ sizes
    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * HEIGHT / WIDTH)

    def sizeHint(self) -> QSize:
        width = self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else 480
        return QSize(480, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(128, 72)

    # ------------------------------------------------------------------ drawing
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        edge = 3.0 if self._live else 1.0
        box = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        path = QPainterPath()
        path.addRoundedRect(box, RADIUS_WALL, RADIUS_WALL)
        painter.setClipPath(path)
        if self._frame is None:
            painter.fillRect(self.rect(), theme.color("sunken"))
        else:
            painter.drawImage(QPointF(0, 0), self._render(self._frame))
        painter.setClipping(False)
        if self._word:
            self._paint_word(painter)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("rust" if self._live else "control"), edge))
        painter.drawRoundedRect(box, RADIUS_WALL, RADIUS_WALL)

    def _render(self, frame: StageFrame) -> QImage:
        wanted = (frame, self.size(), self.devicePixelRatioF(), self._look)
        if self._picture is None or self._drawn != wanted:
            self._picture = render(frame, self.size(), self.devicePixelRatioF(), self._look)
            self._drawn = wanted
        return self._picture

    def _paint_word(self, painter: QPainter) -> None:
        theme = Theme.current()
        small = self.width() < 240
        font = theme.font(Px.META if small else Px.CARD, SEMIBOLD)
        width, height = QFontMetricsF(font).horizontalAdvance(self._word) + 32, 26 if small else 36
        center = QPointF(self.width() / 2, self.height() / 2)
        box = QRectF(center.x() - width / 2, center.y() - height / 2, width, height)
        painter.setPen(QPen(theme.color("control"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(theme.color("ink"))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._word)


def wall_text(frame: StageFrame) -> str:
    """What stands on the wall as one text, for screen readers. A blanked wall has no words but its item."""
    if frame.blank is Blank.BLACK:
        return ""
    if frame.blank is Blank.HIDDEN:
        return frame.content.heading
    return "\n".join(part for part in _texts(frame.content) if part)


def _texts(content: Content) -> tuple[str, ...]:
    if isinstance(content, StoryFrame):
        return content.heading, content.words, content.customer, content.label, content.source
    if isinstance(content, ChairFrame):
        return content.heading, content.line
    if isinstance(content, DecisionFrame):
        lines = (content.owner_line, content.door_line, content.counted_line, content.customer)
        return content.heading, content.text, *lines
    if isinstance(content, ClosingFrame):
        return content.heading, *content.lines, content.heard_label, content.rest_label
    assert isinstance(content, WelcomeFrame)
    return content.heading, content.title, content.line
