"""The right side of the library: one story, or how many are chosen, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from emptychair.app.ports import StoryUse
from emptychair.domain.story import Story
from emptychair.ui.context import UiContext
from emptychair.ui.library.detail import StoryDetail, state_chips
from emptychair.ui.library.links import Opener
from emptychair.ui.theme import SEMIBOLD
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.chips import Chip
from emptychair.ui.widgets.empty import EmptyState
from emptychair.ui.widgets.labels import Label, plain_tip
from emptychair.ui.widgets.layouts import Card, Hairline, column, row

NARROW = 480


@dataclass(frozen=True, slots=True)
class StoryActs:
    """The acts that have a button here."""

    back: QAction
    meeting: QAction
    edit: QAction
    clear: QAction
    never: QAction
    delete: QAction


class IconButton(Button):
    """An act shown by its icon and its key; its name is in the tool tip and for screen readers."""

    def set_text(self, text: str) -> None:
        super().set_text("")
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(text))


class StoryPane(Card):
    """`more` opens everything that finds no room, under the point given."""

    def __init__(
        self,
        ctx: UiContext,
        acts: StoryActs,
        opener: Opener,
        more: Callable[[QPoint], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(margin=0, spacing=0, parent=parent)
        self._words = ctx.words
        self._acts = acts
        self.detail = StoryDetail(ctx, opener)
        self.back_button = Button.of(acts.back, ctx.words, kind="text", icon="arrow-left", px=Px.ROW, height=36)
        self.meeting_button = Button.of(acts.meeting, ctx.words, icon="arrow-right", height=40)
        self._chips = QWidget()
        self._chip_row = row(spacing=8)
        self._chips.setLayout(self._chip_row)
        self.many = Label("", Px.MEETING, SEMIBOLD, wrap=True, align=Qt.AlignmentFlag.AlignCenter)
        self.nothing = EmptyState("", chair=140)
        self.buttons = [
            Button.of(acts.edit, ctx.words, icon="pencil", px=Px.ROW, height=36),
            Button.of(acts.clear, ctx.words, icon="shield-check", px=Px.ROW, height=36),
            Button.of(acts.never, ctx.words, icon="ban", px=Px.ROW, height=36),
            IconButton.of(acts.delete, ctx.words, icon="trash-2", px=Px.ROW, height=36),
        ]
        self.more_button = IconButton("", icon="ellipsis", px=Px.ROW, height=36)
        self.more_button.clicked.connect(
            lambda: more(self.more_button.mapToGlobal(QPoint(0, self.more_button.height() + 4)))
        )
        line = row(spacing=8, margins=(16, 10, 16, 10))
        for button in self.buttons[:-1]:
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self.buttons[-1])
        line.addWidget(self.more_button)
        self._foot = QWidget()
        self._foot.setLayout(column(Hairline(), line, spacing=0))
        self.box.addLayout(row(self.back_button, self._chips, None, self.meeting_button, margins=(28, 24, 24, 12)))
        for part in (self.detail, self.many, self.nothing):
            self.box.addWidget(part, 1)
        self.box.addWidget(self._foot)

    def show_story(self, story: Story | None, uses: Sequence[StoryUse], same: int, chosen: int, room: int) -> None:
        """One story that `same` customers tell, or how many are chosen; `room` is the width that the pane has."""
        several = chosen > 1
        one = story is not None and not several
        for part in (self.detail, self.meeting_button, self._chips):
            part.setVisible(one)
        self.many.setVisible(several)
        self.nothing.setVisible(story is None and not several)
        self._foot.setVisible(story is not None)
        if several:
            self.many.setText(self._words.trn("{n} story chosen", "{n} stories chosen", chosen))
        elif story is not None:
            self.detail.set_story(story, uses, same)
            self._show_chips(state_chips(story, self._words, short=room < NARROW))

    def _show_chips(self, wanted: Sequence[tuple[str, str, str]]) -> None:
        chips = self._chips.findChildren(Chip)
        for chip in chips[len(wanted) :]:
            chip.setParent(None)
            chip.deleteLater()
        for number, (text, kind, icon) in enumerate(wanted):
            if number < len(chips):
                chips[number].set(text, kind, icon)
            else:
                self._chip_row.addWidget(Chip(text, kind, icon))

    def arrange(self, room: int) -> None:
        """The keys matter more than the icons; where neither finds room, the lesser acts go behind a button."""
        first = (self._acts.edit, self._acts.clear)
        pairs = list(zip(self.buttons, (*first, self._acts.never, self._acts.delete), strict=True))
        shown: list[Button] = []
        more: list[Button] = []
        for with_icons, all_of_them in ((True, True), (False, True), (True, False), (False, False)):
            for button, icon in zip(self.buttons, ("pencil", "shield-check", "ban"), strict=False):
                button.set_icon(icon if with_icons else "")
                button.updateGeometry()
            shown = [button for button, act in pairs if act.isVisible() and (all_of_them or act in first)]
            more = [] if all_of_them else [self.more_button]
            if sum(button.sizeHint().width() + 8 for button in (*shown, *more)) - 8 <= room - 34:
                break
        for button, _ in pairs:
            button.setVisible(button in shown)
        self.more_button.setVisible(bool(more))
