"""The navigation at the left and the key hints at the foot of a window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QSizePolicy, QWidget

from emptychair.ui.theme import MEDIUM, SEMIBOLD, Theme
from emptychair.ui.tokens import FOOTER_HEIGHT, Px, Space
from emptychair.ui.widgets.buttons import KeyCap, Painted
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import row


class NavItem(Painted):
    """One place of the navigation: an icon, its name, a count; checked when the person is there."""

    def __init__(self, text: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon, self._count, self._count_name = icon, "", ""
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFont(Theme.current().font(Px.BODY, MEDIUM))
        self.setFixedHeight(44)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: str, name: str = "") -> None:
        """A small figure at the right end; `name` says in words what is counted ("7 wait for clearance")."""
        self._count, self._count_name = count, name
        self.setAccessibleDescription(name or count)
        self.update()

    def sizeHint(self) -> QSize:
        bold = Theme.current().font(Px.BODY, SEMIBOLD)
        return QSize(
            round(QFontMetricsF(bold).horizontalAdvance(self._text)) + 44 + 12 + (36 if self._count else 0), 44
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, here = Theme.current(), self.isChecked()
        painter = QPainter(self)
        self.ground(painter, "teal_soft" if here else "sunken" if self.underMouse() else "", "")
        ink = "teal" if here else "ink2"
        painter.drawPixmap(
            12, self.height() // 2 - 10, theme.pixmap(self._icon, ink, 20, ratio=self.devicePixelRatioF())
        )
        painter.setPen(theme.color(ink))
        painter.setFont(theme.font(Px.BODY, SEMIBOLD if here else MEDIUM))
        rect = QRectF(44, 0, self.width() - 56, self.height())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, self._text)
        if self._count:
            painter.setFont(theme.font(Px.META, SEMIBOLD))
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._count)


class Footer(QFrame):
    """What keys do that have no control in sight. Hints that find no room are left out, the last ones first."""

    def __init__(self, margin: int = Space.WINDOW, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "hint")
        self.setFixedHeight(FOOTER_HEIGHT)
        self._pairs: list[tuple[KeyCap, Label]] = []
        self._hints: tuple[tuple[str, str], ...] = ()
        self._note = Label("", Px.META, MEDIUM, "ink2")
        self._box = row(None, self._note, margins=(margin, 0, margin, 0))
        self._margin = margin
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(self._box)

    def set_hints(self, hints: Sequence[tuple[str, str]], note: str = "") -> None:
        """`hints` are (key, what it does), the important ones first; `note` stands at the right."""
        self._note.setText(note)
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            for pair in self._pairs:
                for widget in pair:
                    widget.setParent(None)
            self._pairs = []
            for index, (key, text) in enumerate(hints):
                cap, label = KeyCap(key, parent=self), Label(text, Px.META, tone="ink2", parent=self)
                label.setContentsMargins(0, 0, 14, 0)
                self._box.insertWidget(2 * index, cap, 0, Qt.AlignmentFlag.AlignVCenter)
                self._box.insertWidget(2 * index + 1, label, 0, Qt.AlignmentFlag.AlignVCenter)
                self._pairs.append((cap, label))
        self._fit()

    def set_margin(self, margin: int) -> None:
        """The margin of the page above it."""
        self._margin = margin
        self._box.setContentsMargins(margin, 0, margin, 0)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(120, FOOTER_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        spacing = self._box.spacing()
        room = self.width() - 2 * self._margin - self._note.sizeHint().width() - spacing
        for cap, label in self._pairs:
            room -= cap.sizeHint().width() + label.sizeHint().width() + 2 * spacing
            cap.setVisible(room >= 0)
            label.setVisible(room >= 0)


class Brand(QWidget):
    """The chair's glyph and the program's name, at the top of the navigation."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setAccessibleName(name)
        self.setFixedHeight(32)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.drawPixmap(0, 2, theme.pixmap("chair-glyph", "teal", 28, ratio=self.devicePixelRatioF()))
        painter.setPen(QPen(theme.color("ink")))
        painter.setFont(theme.font(Px.CARD, SEMIBOLD))
        painter.drawText(QRectF(40, 0, self.width() - 40, 32), Qt.AlignmentFlag.AlignVCenter, self._name)
