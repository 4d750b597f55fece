"""The strip at the top: which meeting, whether it is saved, whether it is on the wall."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from emptychair.app.i18n import Words
from emptychair.ui.console.actions import Actions, OpenMenu
from emptychair.ui.console.sizes import Size, empty
from emptychair.ui.console.state import ConsoleState, Phase
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import CONTROL_TIGHT, Px
from emptychair.ui.widgets import Button, Card, Chip, IconLabel, Label, column, row


class Header(Card):
    """Title and date, saved, the wall's chip, hide, end, the menu."""

    def __init__(self, words: Words, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(0, 0, role="bar", parent=parent)
        self._words, self._actions = words, actions
        self._size = Size.WIDE
        self.glyph = IconLabel("chair-glyph", "teal", 28)
        self.title = Label("", Px.CARD, SEMIBOLD, elide=True)
        self.sub = Label("", Px.META, tone="ink2", elide=True)
        self.rehearsal = Chip("", "ochre", "eye")
        self.saved = Label("", Px.META, tone="ink2")
        self.chip = Chip("", "neutral", "projector")
        make = {"px": Px.ROW, "height": CONTROL_TIGHT, "parent": self}
        self.hide_button = Button.of(actions["hide"], words, icon="eye-off", **make)
        self.wall_button = Button.of(actions["wall"], words, icon="projector", show_key=False, **make)
        self.end_button = Button.of(actions["end"], words, show_key=False, **make)
        self._menu: OpenMenu | None = None
        self.menu_button = Button("", icon="ellipsis", px=Px.ROW, height=CONTROL_TIGHT, parent=self)
        self.menu_button.setFixedWidth(52)
        self.menu_button.clicked.connect(self._open_menu)
        self._open, self._phase = False, Phase.READY
        self._names = ("", "")  # long and short words of the chip

    def arrange(self, size: Size) -> None:
        """Lay out for another size of window."""
        self._size = size
        wide = size is Size.WIDE
        self.setFixedHeight(68 if wide else 56)
        self.title.setFont(Theme.current().font(Px.CARD if wide else Px.BODY, SEMIBOLD))
        box: QVBoxLayout = self.box
        empty(box)
        edge = 24 if wide else 16
        self.sub.setVisible(wide)
        names = column(None, self.title, self.sub, None, spacing=1) if wide else column(None, self.title, None)
        line = row(spacing=14 if wide else 10, margins=(edge, 0, edge, 0))
        line.addWidget(self.glyph)
        line.addLayout(names, 1)
        for part in (self.rehearsal, self.saved, self.chip, self.hide_button, self.wall_button, self.end_button):
            line.addWidget(part)
        line.addWidget(self.menu_button)
        box.addLayout(line)
        self._say_wall()

    def retranslate(self) -> None:
        """Words of its own."""
        self.menu_button.setAccessibleName(self._words.tr("Menu: every action"))
        self.menu_button.setToolTip(self._words.tr("Menu: every action"))
        self.rehearsal.set(self._words.tr("Rehearsal"), "ochre", "eye")
        if self._menu is not None:
            self._actions.fill(self._menu)

    @property
    def menu(self) -> OpenMenu:
        """Every action; made when first opened."""
        if self._menu is None:
            self._menu = OpenMenu(self._actions, self)
            self._actions.fill(self._menu)
        return self._menu

    def show_state(self, state: ConsoleState) -> None:
        """The meeting as it is."""
        self.title.setText(state.title)
        self.sub.setText(state.sub)
        self.rehearsal.setVisible(state.rehearsal)
        self.end_button.setVisible(state.phase is Phase.LIVE)
        self.saved.setVisible(state.phase is not Phase.RESUME)
        self._phase = state.phase
        self._say_wall()

    def show_wall(self, words: str, short: str, *, is_open: bool) -> None:
        """Where the wall is; `short` for little room."""
        self._names, self._open = (words, short), is_open
        self._say_wall()

    def _say_wall(self) -> None:
        running = self._phase in (Phase.LIVE, Phase.ENDED)
        text = self._names[1] if self._size is Size.BAR else self._names[0]
        self.chip.set(text, "rust" if self._open else "ochre", "projector")
        self.chip.setVisible(bool(text) and running)
        hide = self._open and self._phase is Phase.LIVE
        self.hide_button.setVisible(hide)
        self.wall_button.setVisible(running and not hide)
        self.hide_button.set_icon("" if self._size is Size.BAR else "eye-off")

    def _open_menu(self) -> None:
        corner = self.menu_button.mapToGlobal(self.menu_button.rect().bottomRight())
        self.menu.popup(QPoint(corner.x() - self.menu.sizeHint().width(), corner.y() + 4))
