"""A field for one figure."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from emptychair.app.i18n import Words
from emptychair.ui.theme import Theme
from emptychair.ui.tokens import Px


class FigureField(QLineEdit):
    """Typed, or changed by the arrow keys; comma and point both part the decimals. `entered` follows a person only.

    What is no figure, or lies outside the range, goes back to what stood there. An empty field is 0 where `low` is 0.
    """

    entered = Signal(float)

    def __init__(
        self,
        words: Words,
        low: float,
        high: float,
        step: float,
        *,
        decimals: int = 1,
        unit: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._low, self._high, self._step = words, low, high, step
        self._decimals, self._unit = decimals, unit
        self._value = low
        self.setFont(Theme.current().font(Px.BODY, tabular=True))
        self.setMinimumHeight(40)
        self.setFixedWidth(112)
        self.editingFinished.connect(self._take)
        self.set_value(low)

    def value(self) -> float:
        """The figure."""
        return self._value

    def set_value(self, value: float) -> None:
        """Show another figure, in the way of the language."""
        self._value = min(self._high, max(self._low, round(value, self._decimals)))
        text = f"{self._value:.{self._decimals}f}"
        if self._words.language == "de":
            text = text.replace(".", ",")
        empty = self._value == 0 and self._low == 0 and bool(self._unit)
        self.setText("" if empty else f"{text} {self._unit}".rstrip())

    def _take(self) -> None:
        text = self.text().replace(self._unit, "").strip().replace(",", ".") if self._unit else self.text().strip()
        text = text.replace(",", ".")
        try:
            value = float(text) if text else self._low
        except ValueError:
            value = self._value
        if not self._low <= value <= self._high:  # "nan" too
            value = self._value
        changed = round(value, self._decimals) != self._value
        self.set_value(value)
        if changed:
            self.entered.emit(self._value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: self._step, Qt.Key.Key_Down: -self._step}.get(Qt.Key(event.key()), 0.0)
        if not step:
            super().keyPressEvent(event)
            return
        self._take()
        before = self._value
        self.set_value(before + step)
        if self._value != before:
            self.entered.emit(self._value)
