"""Short ways to say rows and columns."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from emptychair.ui.theme import SEMIBOLD
from emptychair.ui.tokens import Px, Space
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.polish import repolish

Part = QWidget | QLayout | int | None


def row(*parts: Part, spacing: int = Space.IN, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """A row of widgets and layouts; a number is a gap in pixels, None takes the rest."""
    box = QHBoxLayout()
    box.setSpacing(spacing)
    box.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, int):
            box.addSpacing(part)
        elif isinstance(part, QLayout):
            box.addLayout(part)
        else:
            box.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
    return box


def column(*parts: Part, spacing: int = 4, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """A column of widgets and layouts; a number is a gap in pixels, None takes the rest."""
    box = QVBoxLayout()
    box.setSpacing(spacing)
    box.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, int):
            box.addSpacing(part)
        elif isinstance(part, QLayout):
            box.addLayout(part)
        else:
            box.addWidget(part)
    return box


class Card(QFrame):
    """A white card with a hairline around it; `box` is its column.

    Roles: card, open (2 px teal frame), flat (a sunken strip), note (soft ochre), good (soft teal), bar and hint (the
    strips at the top and the bottom of a window), row.
    """

    def __init__(
        self, margin: int = Space.CARD, spacing: int = Space.PART, role: str = "card", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.box = column(spacing=spacing, margins=(margin, margin, margin, margin))
        self.setLayout(self.box)

    def set_role(self, role: str) -> None:
        """Take another role, for instance when an item is opened."""
        if self.property("role") != role:
            self.setProperty("role", role)
            repolish(self)


class Hairline(QFrame):
    """The thin line between rows."""

    def __init__(self, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "hair")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


def section(title: Label | str, right: QWidget | None = None, px: int = Px.BODY) -> QHBoxLayout:
    """A heading with something at the right end of its line."""
    label = title if isinstance(title, Label) else Label(title, px, SEMIBOLD)
    return row(label, None, right) if right is not None else row(label, None)


class Scroll(QScrollArea):
    """A column that scrolls when it must, without a frame; focus that moves inside stays in sight."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inner.setProperty("role", "scrolled")
        # A viewport of our own: to wrap Qt's, the bindings would load every widget class there is (12 ms at the start).
        view = QWidget()
        view.setAutoFillBackground(False)
        self.setViewport(view)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
