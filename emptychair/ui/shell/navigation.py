"""The places at the left of the main window, and what this workspace holds."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QVBoxLayout, QWidget

from emptychair.app.ports import Counts
from emptychair.ui.context import UiContext
from emptychair.ui.shell.page import Place
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import NAV_WIDTH, Px
from emptychair.ui.widgets.buttons import Painted
from emptychair.ui.widgets.labels import Label, plain_tip
from emptychair.ui.widgets.layouts import Hairline, column, row
from emptychair.ui.widgets.nav import Brand, NavItem
from emptychair.ui.widgets.translated import Translated

ICONS_WIDTH = 72
_ICONS = {
    Place.START: "house",
    Place.LIBRARY: "library",
    Place.CLEARANCE: "shield-check",
    Place.MEETINGS: "calendar-days",
    Place.SETTINGS: "settings",
}
DEFAULT_NAME = "workspace"  # stem of the workspace that is opened where nobody names one


class NavPlace(NavItem):
    """A place that shrinks to its icon; its name is then in the tool tip, and for screen readers always."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__("", icon, parent)
        self._narrow = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_narrow(self, narrow: bool) -> None:
        """Icon alone, or icon and name."""
        self._narrow = narrow
        self.set_tip()
        self.updateGeometry()
        self.update()

    def set_tip(self) -> None:
        """The name, and what the count counts, where there is no room to write them."""
        said = " · ".join(part for part in (self._text, self._count_name) if part)
        self.setToolTip(plain_tip(said) if self._narrow else "")

    def sizeHint(self) -> QSize:
        return QSize(44, 44) if self._narrow else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._narrow:
            super().paintEvent(event)
            return
        theme, here = Theme.current(), self.isChecked()
        painter = QPainter(self)
        self.ground(painter, "teal_soft" if here else "sunken" if self.underMouse() else "", "")
        pixmap = theme.pixmap(self._icon, "teal" if here else "ink2", 20, ratio=self.devicePixelRatioF())
        painter.drawPixmap(self.width() // 2 - 10, self.height() // 2 - 10, pixmap)
        if self._count:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("teal"))
            painter.drawEllipse(QRectF(self.width() / 2 + 7, self.height() / 2 - 14, 8, 8))


class _MenuButton(Painted):
    """The menu of every act, for those who look for one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setFixedSize(30, 32)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_name(self, name: str) -> None:
        """What a screen reader and the tool tip say."""
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.ground(painter, "hairline" if self.isDown() else "sunken" if self.underMouse() else "", "")
        pixmap = Theme.current().pixmap("ellipsis", "ink2", 20, ratio=self.devicePixelRatioF())
        painter.drawPixmap(self.width() // 2 - 10, self.height() // 2 - 10, pixmap)


class Navigation(Translated, QFrame):
    """Where one can go. `chosen` follows a press."""

    chosen = Signal(str)  # a Place

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._counts: Counts | None = None
        self.setProperty("role", "nav")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.brand = Brand("Empty Chair")
        self.menu_button = _MenuButton()
        self._places = {place: NavPlace(icon, self) for place, icon in _ICONS.items()}
        for place, item in self._places.items():
            item.clicked.connect(lambda _=False, place=place: self.chosen.emit(place))
        self._name = Label("", Px.META, SEMIBOLD, elide=True)
        self._stories = Label("", Px.META, tone="ink2", elide=True)
        self.preparing = Label("", Px.META, tone="teal", wrap=True)
        self.preparing.hide()
        self._foot = QWidget()
        lines = (self._inset(self._name), self._inset(self._stories), self._inset(self.preparing))
        self._foot.setLayout(column(Hairline(), 8, *lines, spacing=3, margins=(0, 12, 0, 0)))
        self._head = row(spacing=0)
        self._head.addWidget(self.brand, 1)
        self._head.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._box = QVBoxLayout(self)
        self._box.setSpacing(4)
        self._box.addLayout(self._head)
        self._box.addSpacing(24)
        for place in (Place.START, Place.LIBRARY, Place.CLEARANCE, Place.MEETINGS):
            self._box.addWidget(self._places[place])
        self._box.addStretch(1)
        self._box.addWidget(self._places[Place.SETTINGS])
        self._box.addWidget(self._foot)
        self.narrow = False
        self.set_narrow(False)
        self.retranslate()

    @staticmethod
    def _inset(label: Label) -> Label:
        label.setContentsMargins(12, 0, 0, 0)
        return label

    def item(self, place: Place) -> NavPlace:
        """The button of a place."""
        return self._places[place]

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone below 1200 pixels, where the words are needed elsewhere."""
        self.narrow = narrow
        self.setFixedWidth(ICONS_WIDTH if narrow else NAV_WIDTH)
        margin = (ICONS_WIDTH - 44) // 2 if narrow else 16
        self._box.setContentsMargins(margin, 16 if narrow else 24, margin, 16)
        way = QBoxLayout.Direction
        self._head.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._head.setContentsMargins(8, 0, 0 if not narrow else 8, 0)
        self._head.setSpacing(4)
        self._foot.setVisible(not narrow)
        for item in self._places.values():
            item.set_narrow(narrow)

    def set_here(self, place: str) -> None:
        """Mark where the person is."""
        item = self._places.get(Place(place))
        if item is not None:
            item.setChecked(True)

    def set_counts(self, counts: Counts) -> None:
        """What the workspace holds, and how much of it waits for clearance."""
        self._counts = counts
        self._tell()

    def set_preparing(self, text: str) -> None:
        """How far the rows of imports are; nothing while none is being prepared."""
        self.preparing.setText(text)
        self.preparing.setVisible(bool(text))
        self._places[Place.LIBRARY].setAccessibleDescription(text)

    def retranslate(self) -> None:
        tr = self._ctx.words.tr
        names = {
            Place.START: tr("Start"),
            Place.LIBRARY: tr("Library"),
            Place.CLEARANCE: tr("Clearance"),
            Place.MEETINGS: tr("Meetings"),
            Place.SETTINGS: tr("Settings"),
        }
        for place, name in names.items():
            self._places[place].set_text(name)
            self._places[place].setAccessibleName(name)
        self.menu_button.set_name(tr("Menu"))
        stem = self._ctx.workspace.stem
        self._name.setText(tr("My workspace") if stem == DEFAULT_NAME else stem)
        self._tell()

    def _tell(self) -> None:
        words, counts = self._ctx.words, self._counts
        if counts is None:
            return
        self._stories.setText(words.trn("{n} story", "{n} stories", counts.stories))
        waiting = counts.waiting
        self._places[Place.CLEARANCE].set_count(
            words.number(waiting) if waiting else "",
            words.trn("{n} waits for clearance", "{n} wait for clearance", waiting) if waiting else "",
        )
        for item in self._places.values():
            item.set_tip()
