"""One of a few: exclusive radio buttons drawn as segments, each with its number key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSizePolicy, QWidget

from emptychair.domain.values import value
from emptychair.ui.theme import MEDIUM, SEMIBOLD, Theme
from emptychair.ui.tokens import CONTROL, RADIUS_CONTROL, Px
from emptychair.ui.widgets.buttons import Pressable


@value
class Option:
    """One thing to choose: its value, its words, the key printed before them, an icon."""

    value: str
    text: str
    key: str = ""
    icon: str = ""


class Segment(Pressable, QRadioButton):
    """A radio button that looks like a segment: 2 px frame, soft ground and semibold words when chosen."""

    def __init__(self, option: Option, px: int, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFont(Theme.current().font(max(px, Px.META), MEDIUM))
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_option(option)

    def set_option(self, option: Option) -> None:
        """Show another option, or the same in another language."""
        self.option = option
        self.setText(option.text.replace("&", "&&"))
        self.setAccessibleDescription(option.key)
        self.updateGeometry()
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def _lead(self) -> float:
        lead = 0.0
        if self.option.icon:
            lead += 18 + 8
        if self.option.key:
            lead += self._key_width() + 10
        return lead

    def _key_width(self) -> float:
        """As wide as any figure: the words of segments below each other begin in one line."""
        metrics = QFontMetricsF(self.font())
        return max(metrics.horizontalAdvance(self.option.key), metrics.horizontalAdvance("0"))

    def sizeHint(self) -> QSize:
        bold = Theme.current().font(self.font().pixelSize(), SEMIBOLD)
        width = QFontMetricsF(bold).horizontalAdvance(self.option.text) + self._lead() + 24
        return QSize(round(width), self.maximumHeight())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, on, focus = Theme.current(), self.isChecked(), self.hasFocus()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        width = 2.0 if on or focus else 1.0
        fill = "teal_soft" if on else "sunken" if self.underMouse() or not self.isEnabled() else "surface"
        painter.setPen(QPen(theme.color("teal" if on or focus else "control"), width))
        painter.setBrush(theme.color(fill))
        rect = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(rect, RADIUS_CONTROL - width / 2, RADIUS_CONTROL - width / 2)
        if on and focus:
            painter.setPen(QPen(theme.color("teal"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(3, 3, -3, -3), RADIUS_CONTROL - 4, RADIUS_CONTROL - 4)
        ink = "teal" if on else "ink" if self.isEnabled() else "ink2"
        font = theme.font(self.font().pixelSize(), SEMIBOLD if on else MEDIUM)
        painter.setFont(font)
        x, middle = 12.0, self.height() / 2
        if not self.option.key and not self.option.icon:
            x = max(6.0, (self.width() - QFontMetricsF(font).horizontalAdvance(self.option.text)) / 2)
        if self.option.key:
            painter.setPen(theme.color("teal" if on else "ink2"))
            painter.drawText(QRectF(x, 0, 40, self.height()), Qt.AlignmentFlag.AlignVCenter, self.option.key)
            x += self._key_width() + 10
        if self.option.icon:
            pixmap = theme.pixmap(self.option.icon, "teal" if on else "ink2", 18, ratio=self.devicePixelRatioF())
            painter.drawPixmap(round(x), round(middle - 9), pixmap)
            x += 26
        painter.setPen(theme.color(ink))
        room = self.width() - x - 6
        text = QFontMetricsF(font).elidedText(self.option.text, Qt.TextElideMode.ElideRight, room + 1)
        painter.drawText(QRectF(x, 0, room + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, text)


class Choice(QWidget):
    """Exclusive segments in one row or in `columns`. `chosen` follows what a person does, never `set_value`."""

    chosen = Signal(object)

    def __init__(
        self,
        name: str,
        options: Sequence[Option],
        *,
        columns: int = 0,
        px: int = Px.ROW,
        height: int = CONTROL,
        clearable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what a screen reader calls the group; `clearable` lets a second press take the choice back."""
        super().__init__(parent)
        self._clearable = clearable
        self._group = QButtonGroup(self)
        self._value: str | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        columns = columns or len(options)
        self._segments: list[Segment] = []
        for index, option in enumerate(options):
            segment = Segment(option, px, height, self)
            self._group.addButton(segment, index)
            self._segments.append(segment)
            grid.addWidget(segment, index // columns, index % columns)
        for index in range(columns):
            grid.setColumnStretch(index, 1)
        self._group.idClicked.connect(self._clicked)
        self.setFocusProxy(self._segments[0])
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """The name of the group, for instance in another language."""
        self.setAccessibleName(name)

    def set_options(self, options: Sequence[Option]) -> None:
        """The same options in other words; their number and values stay."""
        for segment, option in zip(self._segments, options, strict=True):
            segment.set_option(option)

    def value(self) -> str | None:
        """The value chosen, or None."""
        return self._value

    def set_value(self, value: str | None) -> None:
        """Show `value` as chosen; None and unknown values show nothing chosen."""
        self._value = value if any(segment.option.value == value for segment in self._segments) else None
        # An exclusive group refuses to be left without a choice.
        self._group.setExclusive(False)
        for segment in self._segments:
            segment.setChecked(segment.option.value == self._value)
        self._group.setExclusive(True)

    def segment(self, value: str) -> Segment:
        """The radio button of `value`. Raises KeyError."""
        for segment in self._segments:
            if segment.option.value == value:
                return segment
        raise KeyError(value)

    def _clicked(self, index: int) -> None:
        value = self._segments[index].option.value
        if self._clearable and value == self._value:
            self.set_value(None)
        else:
            self._value = value
        self.chosen.emit(self._value)
