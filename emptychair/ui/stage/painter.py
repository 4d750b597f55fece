"""Drawing the wall. The stage window, the console's small picture and saved pictures all come from here."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QRadialGradient

from emptychair.domain.frame import Blank, StageFrame
from emptychair.ui.stage.look import HEIGHT, WIDTH, StageLook
from emptychair.ui.stage.parts import Chair, Face, Icon, Part, Rule, Words, font_of, runs_left
from emptychair.ui.stage.plan import plan
from emptychair.ui.theme import Theme, draw_svg
from emptychair.ui.tokens import StageTokens

BLACK = QColor(0, 0, 0)
_HINTS = (
    QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing | QPainter.RenderHint.SmoothPixmapTransform
)


def paint_frame(painter: QPainter, rect: QRectF, frame: StageFrame, look: StageLook | None = None) -> None:
    """Draw `frame` into `rect`, whatever its shape: the ground fills it, the design is scaled and centred in it.

    Pure: reads nothing but its arguments, the theme's fonts and the drawings. A text that does not fit is never drawn
    clipped: the item and the chair stand there instead (`fits` says so at preparation time).
    """
    look = look or StageLook()
    tokens = look.tokens
    painter.save()
    painter.setClipRect(rect)
    if frame.blank is Blank.BLACK:
        painter.fillRect(rect, BLACK)
        painter.restore()
        return
    painter.fillRect(rect, QColor(tokens.ground))
    painter.setRenderHints(_HINTS)
    scale = min(rect.width() / WIDTH, rect.height() / HEIGHT)
    painter.translate(rect.center().x() - WIDTH / 2 * scale, rect.center().y() - HEIGHT / 2 * scale)
    painter.scale(scale, scale)
    if frame.rehearsal:
        _watermark(painter, frame.rehearsal, tokens)
    for part in plan(frame, look).parts:
        _draw(painter, part, tokens)
    painter.restore()


def render(frame: StageFrame, size: QSize, ratio: float = 1.0, look: StageLook | None = None) -> QImage:
    """`frame` as a picture of `size` logical pixels at the device ratio `ratio`."""
    pixels = QSize(max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio)))
    image = QImage(pixels, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        paint_frame(painter, QRectF(0, 0, pixels.width(), pixels.height()), frame, look)
    image.setDevicePixelRatio(ratio)
    return image


def _draw(painter: QPainter, part: Part, tokens: StageTokens) -> None:
    if isinstance(part, Words):
        _words(painter, part, tokens)
    elif isinstance(part, Rule):
        painter.fillRect(QRectF(part.x, part.y, part.width, part.height), QColor(getattr(tokens, part.tone)))
    elif isinstance(part, Chair):
        _chair(painter, part, tokens)
    elif isinstance(part, Icon):
        colour = getattr(tokens, part.tone)
        draw_svg(painter, Theme.current().svg(part.name), QRectF(part.x, part.y, part.size, part.size), colour)


def _words(painter: QPainter, part: Words, tokens: StageTokens) -> None:
    font = font_of(part.face)
    painter.setFont(font)
    painter.setPen(QColor(tokens.ink))
    x = part.x
    left = runs_left(part.text)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if left else Qt.LayoutDirection.LeftToRight)
    if left:
        x = part.right - QFontMetricsF(font).horizontalAdvance(part.text)
    # A point, not a rectangle: drawn as it is written, no mnemonics, no markup, no line feeds.
    painter.drawText(QPointF(x, part.y), part.text)


def _chair(painter: QPainter, part: Chair, tokens: StageTokens) -> None:
    if part.glow:
        _glow(painter, part, QColor(tokens.glow))
    width = part.height * 300 / 480
    rect = QRectF(part.center - width / 2, part.floor - part.height, width, part.height)
    svg = Theme.current().svg("chair")
    draw_svg(painter, svg, rect, getattr(tokens, part.tone), stroke=part.stroke)


def _glow(painter: QPainter, part: Chair, colour: QColor) -> None:
    """Light on the floor under the chair."""
    radius = part.height * (0.46 if part.height > 400 else 0.4)
    fade = QRadialGradient(QPointF(0, 0), radius)
    middle, edge = QColor(colour), QColor(colour)
    middle.setAlpha(150)
    edge.setAlpha(0)
    for stop, tone in ((0.0, colour), (0.55, middle), (1.0, edge)):
        fade.setColorAt(stop, tone)
    painter.save()
    painter.translate(part.center, part.floor - part.height * 0.10)
    painter.scale(1, 0.34)
    painter.fillRect(QRectF(-radius, -radius, 2 * radius, 2 * radius), fade)
    painter.restore()


def _watermark(painter: QPainter, word: str, tokens: StageTokens) -> None:
    """The rehearsal's word across the wall, behind everything, too faint to disturb reading."""
    face = Face(300, 600)
    metrics = QFontMetricsF(font_of(face))
    width = max(metrics.horizontalAdvance(word), 1)
    painter.save()
    painter.translate(WIDTH / 2, HEIGHT / 2)
    painter.rotate(-18)
    grow = min(1720 / width, 1.4)
    painter.scale(grow, grow)
    colour = QColor(tokens.ink)
    colour.setAlphaF(0.07)
    painter.setPen(colour)
    painter.setFont(font_of(face))
    painter.drawText(QPointF(-width / 2, metrics.capHeight() / 2), word)
    painter.restore()
