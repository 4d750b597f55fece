"""The middle: which item, what is on the wall, what comes next, why this story."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from emptychair.app.i18n import Words
from emptychair.domain.frame import Blank, StageFrame
from emptychair.ui.console.actions import Actions
from emptychair.ui.console.figures import Clock
from emptychair.ui.console.sizes import Size, empty
from emptychair.ui.console.state import Alternate, ConsoleState, Phase, StoryPanel
from emptychair.ui.stage.look import StageLook
from emptychair.ui.stage.picture import WallPicture
from emptychair.ui.theme import MEDIUM, NORMAL, SEMIBOLD, Theme
from emptychair.ui.tokens import CONTROL_TIGHT, Px
from emptychair.ui.widgets import (
    Button,
    Card,
    Chip,
    Hairline,
    KeyCap,
    Label,
    Mark,
    MarkKind,
    Painted,
    Para,
    Scroll,
    StoryCard,
    column,
    key_text,
    row,
)

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ICONS = ("repeat-2", "pin", "circle-slash", "search")


class AlternateRow(Painted):
    """Another story that fits, in one line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setFixedHeight(32)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._cap = KeyCap("", parent=self)
        self._meta = ""

    def set_story(self, headline: str, meta: str, key: str) -> None:
        """Show another story."""
        self.set_text(headline)
        self._meta = meta
        self.setAccessibleDescription(", ".join(part for part in (meta, key) if part))
        self._cap.setText(key)
        self._cap.resize(self._cap.sizeHint())
        self._cap.move(2, 5)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        self.ground(painter, "sunken" if self.underMouse() or self.isDown() else "", "")
        left = self._cap.width() + 14
        meta_font = theme.font(Px.META)
        meta = QFontMetricsF(meta_font).elidedText(self._meta, Qt.TextElideMode.ElideRight, self.width() * 0.34)
        right = QFontMetricsF(meta_font).horizontalAdvance(meta) + (14 if meta else 0)
        font = theme.font(Px.ROW, NORMAL, serif=True)
        room = self.width() - left - right - 4
        painter.setFont(font)
        painter.setPen(theme.color("ink"))
        text = QFontMetricsF(font).elidedText(self.words_shown, Qt.TextElideMode.ElideRight, room)
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(round(left), 0, 0, 0), flags, text)
        painter.setFont(meta_font)
        painter.setPen(theme.color("ink2"))
        painter.drawText(self.rect().adjusted(0, 0, -4, 0), flags | Qt.AlignmentFlag.AlignRight, meta)


class LivePanel(QWidget):
    """Title and clock over the card with the wall's picture."""

    gone_to = Signal()  # the button beside a selected item

    def __init__(self, words: Words, actions: Actions, look: StageLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._actions = words, actions
        self._size = Size.WIDE
        self._arranged: tuple[Size, int] | None = None
        self._state: ConsoleState | None = None
        self.counter = Label("", Px.ROW, MEDIUM, "ink2", parent=self)
        self.title = Para("", Px.ITEM, 1.2, SEMIBOLD, serif=False, max_lines=2, parent=self)
        self.big = Label("", Px.CLOCK, SEMIBOLD, align=_RIGHT, tabular=True, parent=self)
        self.small = Label("", Px.META, tone="ink2", align=_RIGHT, parent=self)
        self.live_word = Label("", Px.ROW, SEMIBOLD, "rust", parent=self)
        self.on_wall = Label("", Px.META, tone="ink2", parent=self)
        self.picture = WallPicture(live=True, look=look, parent=self)
        self.next_word = Label("", Px.ROW, SEMIBOLD, "ink2", parent=self)
        self.next_key = KeyCap("", parent=self)
        self.next_picture = WallPicture(look=look, parent=self)
        self.next_title = Para("", Px.ROW, 1.28, SEMIBOLD, serif=False, max_lines=2, parent=self)
        self.next_line = Label("", Px.ROW, SEMIBOLD, elide=True, parent=self)  # the title, where there is one line
        self.next_meta = Label("", Px.META, tone="ink2", elide=True, parent=self)
        make = {"px": Px.ROW, "height": CONTROL_TIGHT, "parent": self}
        self.go = Button("", icon="arrow-right", **make)
        self.go.clicked.connect(self.gone_to)
        self.story = Para("", 17, 1.5, parent=self)
        self.story_scroll = Scroll(self.story, self)
        self.origin = Label("", Px.META, tone="ink2", elide=True, parent=self)
        self.why = Para("", Px.ROW, 1.42, tone="ink2", serif=False, max_lines=3, parent=self)
        self.sentence = Para("", Px.BODY, 1.4, serif=False, tone="ink2", parent=self)
        self.verdict = Chip("", parent=self)
        self.swap = Button.of(actions["swap"], words, icon="repeat-2", **make)
        self.pin = Button.of(actions["pin"], words, icon="pin", **make)
        self.none = Button.of(actions["none"], words, icon="circle-slash", **make)
        self.search = Button.of(actions["search"], words, icon="search", **make)
        self.also = Label("", Px.ROW, SEMIBOLD, parent=self)
        self.cards = (StoryCard(parent=self), StoryCard(parent=self))
        self.lines = (AlternateRow(self), AlternateRow(self))
        self.hairs = (Hairline(parent=self), Hairline(parent=self))
        for index, name in enumerate(("first", "second")):
            self.cards[index].clicked.connect(actions[name].trigger)
            self.lines[index].clicked.connect(actions[name].trigger)
        self.card = Card(20, 14, parent=self)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    # ------------------------------------------------------------------ layouts
    def arrange(self, size: Size, height: int) -> None:
        """Lay out for another size of window; `height` is that of the window less what a banner takes."""
        if (size, height) == self._arranged:
            return
        self._size, self._arranged = size, (size, height)
        theme = Theme.current()
        wide, bar = size is Size.WIDE, size is Size.BAR
        empty(self._box)
        empty(self.card.box)
        for widget in (self.counter, self.on_wall, self.live_word, self.also, *self.cards, self.next_picture):
            widget.setVisible(wide)
        for line in self.lines:
            line.setVisible(size is Size.TIGHT)
        self.next_picture.setVisible(not bar)
        self.next_key.setVisible(not bar)
        self.next_title.setVisible(not bar)
        self.next_line.setVisible(bar)
        self.origin.setVisible(wide)
        self.story_scroll.setVisible(not bar)
        for button, icon in zip((self.swap, self.pin, self.none, self.search), _ICONS, strict=True):
            button.set_icon(icon if wide else "")
        self._box.setSpacing(16 if wide else 8)
        edge = 20 if wide else 12
        self.card.box.setContentsMargins(edge, edge, edge, edge)
        self.card.box.setSpacing(14 if wide else 8)
        if wide:
            self._wide(height)
        elif bar:
            self._bar(height)
        else:
            self._tight(height)
        # After laying out: with a style sheet a widget that changes its parent takes back the font it had before.
        self.title.setFont(theme.font(Px.ITEM if wide else Px.MEETING, SEMIBOLD))
        self.big.setFont(theme.font(Px.CLOCK if wide else Px.FIGURE, SEMIBOLD, tabular=True))
        self.why.setFont(theme.font(Px.ROW if wide else Px.META))
        for button in (self.swap, self.pin, self.none, self.search):
            button.setFont(theme.font(Px.ROW if wide else Px.META, MEDIUM))
        if self._state is not None:
            self.show_state(self._state)

    def _wide(self, height: int) -> None:
        head = row(spacing=24)
        head.addLayout(column(self.counter, self.title, spacing=2), 1)
        head.addLayout(column(self.big, self.small, spacing=0), 0)
        self._box.addLayout(head)
        self._box.addWidget(self.card, 1)
        picture = 624 if height >= 980 else 528 if height >= 920 else 448
        self.picture.setFixedSize(picture, round(picture * 9 / 16))
        self.next_picture.setFixedSize(300, 169)
        top = row(spacing=24)
        top.addLayout(column(row(self.live_word, None, self.on_wall), self.picture, spacing=8))
        beside = column(row(self.next_word, None, self.next_key), self.next_picture, spacing=8)
        beside.addSpacing(4)
        beside.addWidget(self.next_title)
        beside.addWidget(self.next_meta)
        beside.addLayout(row(self.go, None))
        beside.addStretch(1)
        top.addLayout(beside, 1)
        box = self.card.box
        box.addLayout(top)
        box.addWidget(self.sentence)
        box.addWidget(self.story_scroll, 1)
        box.addWidget(self.origin)
        box.addWidget(self.why)
        box.addLayout(row(self.swap, self.pin, self.none, self.search, None, self.verdict))
        box.addWidget(self.hairs[0])
        box.addWidget(self.also)
        cards = row(spacing=24)
        for card in self.cards:
            cards.addWidget(card, 1)
        box.addLayout(cards)

    def _tight(self, height: int) -> None:
        head = row(spacing=12)
        head.addWidget(self.title, 1)
        head.addWidget(self.big)
        head.addWidget(self.small, 0, Qt.AlignmentFlag.AlignBottom)
        self._box.addLayout(head)
        self._box.addWidget(self.card, 1)
        picture = max(120, min(288, height - 486))
        self.picture.setFixedSize(round(picture * 16 / 9), picture)
        self.next_picture.setFixedSize(128, 72)
        box = self.card.box
        box.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self.sentence)
        box.addWidget(self.story_scroll, 1)
        box.addLayout(row(self.verdict, None))
        box.addWidget(self.why)
        box.addLayout(row(self.swap, self.pin, self.none, self.search, None, spacing=6))
        box.addWidget(self.hairs[0])
        box.addLayout(column(*self.lines, spacing=2))
        box.addWidget(self.hairs[1])
        foot = row(self.next_picture, spacing=14)
        names = column(None, self.next_word, self.next_title, self.next_meta, None, spacing=0)
        foot.addLayout(names, 1)
        foot.addWidget(self.next_key)
        foot.addWidget(self.go)
        box.addLayout(foot)
        roomy = height >= 860
        self.story_scroll.setVisible(roomy)
        if not roomy:
            box.insertStretch(box.indexOf(self.hairs[0]), 1)

    def _bar(self, height: int) -> None:
        picture = max(96, min(179 + max(0, height - 540) // 2, 288, height - 361))
        self.picture.setFixedSize(round(picture * 16 / 9), picture)
        self._box.addWidget(self.card, 1)
        right = column(spacing=8)
        right.addLayout(row(self.verdict, None))
        right.addWidget(self.sentence)
        right.addWidget(self.why)
        right.addLayout(row(self.swap, self.pin, self.none, self.search, None, spacing=6))
        right.addStretch(1)
        right.addWidget(self.hairs[0])
        foot = row(self.next_word, spacing=8)
        foot.addWidget(self.next_line, 1)
        foot.addWidget(self.go)
        right.addLayout(foot)
        line = row(spacing=16)
        line.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(right, 1)
        self.card.box.addLayout(line, 1)

    # ------------------------------------------------------------------ showing
    def retranslate(self) -> None:
        """Words of its own."""
        words = self._words
        self.also.setText(words.tr("Also fitting"))
        self.go.set_text(words.tr("Go to"))
        self.go.set_key(key_text("Return", words))
        self.next_key.setText(key_text("Space", words))

    def set_look(self, look: StageLook) -> None:
        """How the wall looks."""
        self.picture.set_look(look)
        self.next_picture.set_look(look)

    def show_state(self, state: ConsoleState) -> None:
        """The item, its story, what comes next."""
        self._state = state
        bar, wide = self._size is Size.BAR, self._size is Size.WIDE
        self.counter.setText(state.counter)
        self.title.set_text(f"{state.item_number}  {state.item_title}".strip() if bar else state.item_title)
        self.next_word.setText(state.next.label)
        self.next_title.set_text(state.next.title)
        self.next_line.setText(state.next.title)
        self.next_meta.setText(state.next.meta)
        self.next_picture.set_frame(state.next.frame, state.next.label)
        self.next_picture.setVisible(not bar and state.next.frame is not None)
        selected = state.next.selected is not None
        self.go.setVisible(selected)
        self.go.setEnabled(state.phase is Phase.LIVE)
        self.next_key.setVisible(not selected and not bar and state.phase is Phase.LIVE)
        self.next_meta.setVisible(not bar)
        self._show_story(state.story)
        shown = state.story.alternates if state.story else ()
        self._show_alternates(shown)
        for hair in self.hairs:
            hair.setVisible(True)
        self.hairs[0].setVisible(bar or bool(shown))
        self.hairs[1].setVisible(self._size is Size.TIGHT)
        self.also.setVisible(wide and bool(shown))

    def _show_story(self, story: StoryPanel | None) -> None:
        there = story is not None
        for button in (self.swap, self.pin, self.none, self.search):
            button.setVisible(there)
        panel = story or StoryPanel()
        quote = {"de": ("„", "“"), "en": ("“", "”")}.get(panel.language, ("“", "”")) if panel.verbatim else ("", "")
        self.story.set_text(panel.text, quote=quote)
        self.origin.setText(panel.origin)
        self.origin.setVisible(self._size is Size.WIDE and bool(panel.text))
        self.sentence.set_text(panel.sentence)
        self.sentence.setVisible(bool(panel.sentence))
        # With little room the verdict leads the reasons; only one that wants a look keeps its chip.
        short = self._size is Size.TIGHT and panel.verdict and panel.verdict_kind != "ochre"
        lead = f"{panel.verdict}:" if short else self._words.tr("Why this one:")
        self.why.setVisible(bool(panel.why))
        self.why.set_text(f"{lead} {panel.why}", _marks(lead, panel))
        self.verdict.set(panel.verdict, panel.verdict_kind, "pin" if panel.pinned else "")
        self.verdict.setVisible(bool(panel.verdict) and not (short and panel.why))

    def _show_alternates(self, alternates: tuple[Alternate, ...]) -> None:
        for index, name in enumerate(("first", "second")):
            there = index < len(alternates)
            key = key_text(self._actions[name].shortcut(), self._words)
            if there:
                self.cards[index].set_story(alternates[index].headline, alternates[index].meta, key=key)
                self.lines[index].set_story(alternates[index].headline, alternates[index].note, key)
            self.cards[index].setVisible(there and self._size is Size.WIDE)
            self.lines[index].setVisible(there and self._size is Size.TIGHT)

    def show_wall(self, frame: StageFrame, *, on_air: bool, frozen: bool) -> None:
        """What the room sees."""
        words = self._words
        word = {Blank.BLACK: words.tr("Black"), Blank.HIDDEN: words.tr("Hidden")}.get(frame.blank, "")
        if frozen:
            word = f"{word} · {words.tr('Frozen')}" if word else words.tr("Frozen")
        self.picture.set_live(on_air)
        self.picture.set_word(word)
        name = words.tr("On the wall") if on_air else words.tr("Not on the wall yet")
        self.picture.set_frame(frame, name)
        self.live_word.setText(words.tr("Live") if on_air else words.tr("Not live"))
        self.live_word.set_tone("rust" if on_air else "ink2")

    def show_time(self, clock: Clock, on_wall: str) -> None:
        """The clocks."""
        self.big.setText(clock.big)
        self.small.setText(clock.small)
        self.big.set_tone("ochre" if clock.over else "ink")
        self.small.set_tone("ochre" if clock.over else "ink2")
        self.on_wall.setText(on_wall)


def _marks(lead: str, panel: StoryPanel) -> list[Mark]:
    """The lead in bold, and the words that brought the story here."""
    text = f"{lead} {panel.why}"
    marks = [Mark(0, len(lead), MarkKind.STRONG)]
    for word in panel.why_words:
        at = text.find(word, len(lead))
        if at >= 0:
            marks.append(Mark(at, len(word), MarkKind.MATCHED))
    return marks
