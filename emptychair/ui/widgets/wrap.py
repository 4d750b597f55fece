"""Breaking a few words into lines for painted controls."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption


def wrapped(text: str, font: QFont, width: float, limit: int) -> list[str]:
    """`text` in at most `limit` lines of `width` pixels; the last one ends in … where it does not fit."""
    layout = QTextLayout(text.replace("\n", " "), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    units = text.replace("\n", " ").encode("utf-16-le")
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 20))
        start, length = line.textStart() * 2, line.textLength() * 2
        if len(lines) == limit - 1 and start + length < len(units):
            rest = units[start:].decode("utf-16-le")
            lines.append(QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        lines.append(units[start : start + length].decode("utf-16-le").rstrip())
    layout.endLayout()
    return lines


def paint_lines(painter: QPainter, lines: list[str], font: QFont, colour: QColor, rect: QRectF, step: float) -> float:
    """Paint `lines` from the top of `rect` on, `step` pixels each, as plain text; answers the y below them."""
    painter.setFont(font)
    painter.setPen(colour)
    y = rect.y()
    for line in lines:
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRectF(rect.x(), y, rect.width(), step), int(flags), line)
        y += step
    return y
