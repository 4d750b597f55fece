"""Clearance: one story a screen, the wall as the room will see it, three keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedLayout, QVBoxLayout, QWidget

from emptychair.app.provenance import channel_words
from emptychair.domain.change import Done
from emptychair.domain.excerpt import Span
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Story
from emptychair.ui.clearance.doubts import DoubtList
from emptychair.ui.clearance.facts import FactList
from emptychair.ui.clearance.masking import Doubt, placeholders
from emptychair.ui.clearance.person import with_person
from emptychair.ui.clearance.presenter import SCOPE, ClearancePresenter
from emptychair.ui.clearance.preview import preview_frame, room_look
from emptychair.ui.clearance.text import ExcerptText
from emptychair.ui.clearance.tiles import KeyTile, QueueDots
from emptychair.ui.context import UiContext
from emptychair.ui.library.flow import FlowLayout
from emptychair.ui.shell.page import Page, PageHeader, Place
from emptychair.ui.stage import Fit, WallPicture
from emptychair.ui.stage.look import STORY_SIZES
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import Px, Space
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.counts import Meter
from emptychair.ui.widgets.empty import EmptyState
from emptychair.ui.widgets.keys import key_text
from emptychair.ui.widgets.labels import IconLabel, Label, plain_tip
from emptychair.ui.widgets.layouts import Card, Hairline, Scroll, column, row
from emptychair.ui.widgets.para import Mark, MarkKind

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

SIDE, SIDE_TIGHT, ONE_COLUMN = 608, 372, 760
READING, READING_TIGHT = 25, 20


class ClearancePage(Page):
    """The queue of stories that wait. A clears, E edits, X keeps off the wall, the down keys go on to the next."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, parent)
        self._story: Story | None = None
        self._place = (0, 0)
        self._cleared = 0
        self.presenter = ClearancePresenter(self, ctx)
        self._make_actions()
        self._build()
        ctx.bus.changed.connect(self._on_changed)
        self.retranslate()
        self.presenter.load()

    # ------------------------------------------------------------------ building
    def _make_actions(self) -> None:
        self.clear_act = self.act("", "A", self.presenter.clear)
        self.edit_act = self.act("", "E", self._edit)
        self.never_act = self.act("", "X", self.presenter.never)
        self.later_act = self.act("", "PgDown", self._down)
        self.later_act.setShortcuts([QKeySequence("PgDown"), QKeySequence("Down")])
        self.back_act = self.act("", "PgUp", self._up)
        self.back_act.setShortcuts([QKeySequence("PgUp"), QKeySequence("Up")])
        self.propose_act = self.act("", "P", self.presenter.propose)
        self.whole_act = self.act("", "W", self.presenter.whole)
        self.anew_act = self.act("", "N", self.presenter.anew)
        self.mask_act = self.act("", "M", self.presenter.toggle_masking)
        self.raw_act = self.act("", "O", self._raw)
        for number in range(9):
            key = QShortcut(QKeySequence(str(number + 1)), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(lambda number=number: self.presenter.toggle_doubt(number))

    def _build(self) -> None:
        words = self.ctx.words
        self.counter = Label("", Px.CARD, SEMIBOLD)
        self.dots = QueueDots()
        self.header = PageHeader(self.counter, self.dots)
        # ---- the text
        self.channel = Label("", Px.BODY, SEMIBOLD)
        self.origin = Label("", Px.BODY, tone="ink2", elide=True)
        self.text = ExcerptText(READING)
        self.text.picked.connect(self.presenter.pick)
        self.how = Label("", Px.META, tone="ink2", wrap=True)
        inner = QWidget()
        self._reading = column(self.text, None, spacing=0, margins=(0, 0, 12, 0))
        inner.setLayout(self._reading)
        self.reader = Scroll(inner)
        self.text_card = Card(margin=0, spacing=0)
        meta = row(self.channel, spacing=12)
        meta.addWidget(self.origin, 1)
        self._meta_box = row()
        self._meta_box.addLayout(meta, 1)
        self._scroll_box = row()
        self._scroll_box.addWidget(self.reader, 1)
        self.text_card.box.addLayout(self._meta_box)
        self.text_card.box.addLayout(self._scroll_box, 1)
        self.masked_text = Label("", Px.META, tone="teal", elide=True)
        self.raw_button = Button.of(self.raw_act, words, kind="text", px=Px.ROW, height=30)
        self._how_box = column(spacing=2)
        self._masked_row = QWidget()
        masked = row(IconLabel("shield-check", "teal", 18), spacing=8)
        masked.addWidget(self.masked_text, 1)
        masked.addWidget(self.raw_button)
        self._masked_row.setLayout(masked)
        self._how_box.addWidget(self._masked_row)
        self._how_box.addWidget(self.how)
        self.text_card.box.addLayout(self._how_box)
        self._doubt_line = Hairline()
        self.doubts = QWidget()
        self._doubt_box = column(spacing=8)
        self.doubts.setLayout(self._doubt_box)
        self.doubt_title = Label("", Px.BODY, SEMIBOLD, "ochre")
        self.mask_button = Button.of(self.mask_act, words, icon="eye-off", px=Px.ROW, height=36)
        head = row(IconLabel("circle-alert", "ochre", 20), self.doubt_title, None, self.mask_button, spacing=10)
        self._doubt_box.addLayout(head)
        self.doubt_list = DoubtList(words)
        self.doubt_list.toggled.connect(self.presenter.toggle_doubt)
        self._doubt_box.addWidget(self.doubt_list)
        self._doubt_holder = column(self._doubt_line, 12, self.doubts, spacing=0)
        self.text_card.box.addLayout(self._doubt_holder)
        # ---- the three keys
        self.tiles = (
            KeyTile(self.clear_act, words, primary=True),
            KeyTile(self.edit_act, words),
            KeyTile(self.never_act, words),
        )
        self._tile_row = row(spacing=16)
        for tile in self.tiles:
            self._tile_row.addWidget(tile, 1)
        left = QWidget()
        self._left = column(spacing=24)
        self._left.addWidget(self.text_card, 1)
        self._left.addLayout(self._tile_row)
        left.setLayout(self._left)
        # ---- the wall
        self.wall_title = Label("", Px.CARD, SEMIBOLD)
        self.wall_note = Label("", Px.META, tone="ink2")
        self.wall = WallPicture(look=room_look(self.ctx))
        self.count = Label("", Px.ROW, SEMIBOLD)
        self.limit = Label("", Px.ROW, tone="ink2", elide=True)
        self.verdict = Label("", Px.ROW, SEMIBOLD, "teal")
        self.meter = Meter()
        self.buttons = [
            Button.of(self.propose_act, words, px=Px.ROW, height=36, icon="text-quote"),
            Button.of(self.whole_act, words, kind="text", px=Px.ROW, height=36),
            Button.of(self.anew_act, words, kind="text", px=Px.ROW, height=36),
        ]
        self.facts = FactList(self.ctx)
        self.facts.edited.connect(self.presenter.edit)
        side = QWidget()
        self._side_box = column(spacing=0)
        side.setLayout(self._side_box)
        self._side_box.addLayout(row(self.wall_title, None, self.wall_note))
        self._side_box.addSpacing(14)
        self._side_box.addWidget(self.wall)
        self._side_box.addSpacing(14)
        figures = row(self.count, spacing=8)
        figures.addWidget(self.limit, 1)
        figures.addWidget(self.verdict)
        self._side_box.addLayout(figures)
        self._side_box.addSpacing(6)
        self._side_box.addWidget(self.meter)
        self._side_box.addSpacing(12)
        buttons = FlowLayout()
        for button in self.buttons:
            buttons.addWidget(button)
        self._side_box.addLayout(buttons)
        self._side_box.addSpacing(16)
        self._side_box.addWidget(Hairline())
        self._side_box.addSpacing(12)
        self._side_box.addWidget(self.facts)
        self._side_box.addStretch(1)
        self.side_card = Card(margin=1, spacing=0)
        self.side_card.box.addWidget(Scroll(side))
        # ---- together
        work = QWidget(self)  # a stack without a parent shows its first widget as a window
        self._body = QHBoxLayout(work)
        self._body.addWidget(left, 1)
        self._body.addWidget(self.side_card)
        self.empty = EmptyState("", Button(""), chair=240)
        if self.empty.button is not None:
            self.empty.button.clicked.connect(lambda: self.asked.emit(Place.LIBRARY, ""))
        self._stack = QStackedLayout()
        self._stack.addWidget(work)
        self._stack.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # it is for the page to make do with less
        box.addWidget(self.header)
        box.addLayout(self._stack, 1)
        self.arrange(self.tight)

    # ------------------------------------------------------------------ what the window asks
    def hints(self) -> Sequence[tuple[str, str]]:
        tr, words = self.ctx.words.tr, self.ctx.words
        if self._story is None:
            return ()
        return (
            (key_text("PgDown", words), tr("Later")),
            (key_text("PgUp", words), tr("The one before")),
            ("← →", tr("Sentence")),
            (key_text("Space", words), tr("Take it or leave it out")),
            *((("1 … 9", tr("Mask a place or leave it")),) if self.doubts.isVisibleTo(self) else ()),
            (key_text("Ctrl+Z", words), tr("Undo")),
        )

    def entered(self) -> None:
        self.presenter.load()
        if self._story is not None:
            self.text.setFocus()

    def left(self) -> None:
        self.presenter.leave()

    def open_story(self, story_id: str) -> None:
        """Look at this one, also if it does not wait."""
        self.presenter.open(StoryId(story_id))

    # ------------------------------------------------------------------ what the presenter says
    def show_nothing(self, cleared: int) -> None:
        """Nobody waits."""
        self._story = None
        self._cleared = cleared
        self._stack.setCurrentWidget(self.empty)
        self.counter.setText("")
        self.dots.set_place(0, (), "")
        for action in self.actions():
            action.setEnabled(False)
        self._say_nothing()
        self.hints_changed.emit()

    def _say_nothing(self) -> None:
        tr = self.ctx.words.tr
        self.empty.set_words(
            tr("Nothing waits"), tr("Every story is decided. New ones come from an import, or when somebody heard one.")
        )

    def show_story(self, story: Story, spans: Sequence[Span], doubts: Sequence[Doubt], masked: frozenset[int]) -> None:
        """The one to decide on, what of it is chosen, and what looks private in it."""
        fresh = self._story is None or self._story.id != story.id
        self._story = story
        words = self.ctx.words
        self._stack.setCurrentIndex(0)
        for action in self.actions():
            action.setEnabled(True)
        self.mask_act.setEnabled(bool(doubts))
        self.channel.setText(channel_words(story.channel, words) if story.channel else words.tr("Story"))
        self.origin.setText(self._origin(story))
        self.raw_act.setEnabled(bool(story.raw))
        stood = placeholders(story.text)
        marks = [Mark(d.span.start, d.span.end - d.span.start, MarkKind.DOUBTFUL) for d in doubts]
        marks += [Mark(span.start, span.end - span.start, MarkKind.MASKED) for span in stood]
        self._masked_row.setVisible(bool(stood) or bool(story.raw))
        count = len(stood)
        self.masked_text.setText(words.trn("{n} place is masked", "{n} places are masked", count) if count else "")
        self.text.set_story(story.text, spans, marks)
        self.facts.set_story(story)
        self._show_doubts(doubts, masked)
        if fresh:
            self.reader.verticalScrollBar().setValue(0)
            self.hints_changed.emit()

    def _origin(self, story: Story) -> str:
        source, words = story.provenance, self.ctx.words
        where = source.file_name
        if source.file_name and source.row is not None:
            where = words.tr("Row {row} of {file}", row=source.row, file=source.file_name)
        heard = words.tr("Heard by {person}", person=source.heard_by) if source.heard_by else ""
        parts = (words.partial_date(story.happened_on), heard, source.heard_where, where)
        return " · ".join(part for part in parts if part)

    def _show_doubts(self, doubts: Sequence[Doubt], masked: frozenset[int]) -> None:
        words = self.ctx.words
        self.doubts.setVisible(bool(doubts))
        self._doubt_line.setVisible(bool(doubts))
        if not doubts:
            self.tiles[0].set_detail(words.tr("as the wall shows it"))
            return
        self.doubt_title.setText(words.trn("{n} place is doubtful", "{n} places are doubtful", len(doubts)))
        self.doubt_list.set_doubts(doubts, masked)
        everything = len(masked) == len(doubts)
        self.mask_act.setText(words.tr("Leave as it is") if everything else words.tr("Mask"))
        if everything:
            detail = words.tr("the doubtful is masked")
        elif not masked:
            detail = words.tr("with the doubtful as it is")
        else:
            left = len(doubts) - len(masked)
            detail = words.trn("{n} doubtful place as it is", "{n} doubtful places as they are", left)
        self.tiles[0].set_detail(detail)

    def show_excerpt(self, excerpt: str, fit: Fit, limit: int) -> None:
        """The wall with these words, and whether they fit."""
        story, words = self._story, self.ctx.words
        if story is None:
            return
        frame = preview_frame(self.presenter.result(), words)
        self.wall.set_frame(frame, words.tr("As the room will see it"))
        number = words.number(len(excerpt))
        self.count.setText(words.trn("{n} character", "{n} characters", len(excerpt)))
        self.limit.setText(words.tr("of about {limit}", limit=words.number(limit)))
        fits = words.tr("fits") if fit.px > STORY_SIZES[-1] else words.tr("fits, small")
        self.verdict.setText(fits if fit.ok else words.tr("too long"))
        self.verdict.set_tone("teal" if fit.ok else "ochre")
        most = limit if fit.ok else max(1, min(limit, len(excerpt) - 1))
        self.meter.set_value(len(excerpt), max(most, len(excerpt) if fit.ok else most), number)

    def show_place(self, number: int, total: int, done: Sequence[bool]) -> None:
        """Where in the queue."""
        self._place = (number, total)
        words = self.ctx.words
        text = words.tr("{n} of {total}", n=words.number(number), total=words.number(total))
        self.counter.setText(text if total > 1 else "")
        self.dots.set_place(number, done, text)

    def say(self, text: str, undo: bool) -> None:
        """A message, with or without a way back."""
        self.said.emit(text, SCOPE if undo else "")

    def ask_person(self, then: Callable[[str], None]) -> None:
        """Who clears."""
        with_person(self.ctx, self, then)

    # ------------------------------------------------------------------ what the person does
    def _down(self) -> None:
        """Read on where the text goes on; else the next story."""
        bar = self.reader.verticalScrollBar()
        if bar.value() < bar.maximum():
            bar.setValue(bar.value() + max(40, bar.pageStep() - 40))
        else:
            self.presenter.later()

    def _up(self) -> None:
        bar = self.reader.verticalScrollBar()
        if bar.value() > 0:
            bar.setValue(bar.value() - max(40, bar.pageStep() - 40))
        else:
            self.presenter.back()

    def _edit(self) -> None:
        from emptychair.ui.library.editor import open_editor

        if self._story is not None:
            self.presenter.leave()
            story = self.ctx.reader.story(self._story.id) or self._story
            open_editor(self.ctx, story, self, lambda text: self.say(text, True))

    def _raw(self) -> None:
        """What came in, unmasked, on this screen alone."""
        from emptychair.ui.library.raw import RawDialog

        if self._story is not None and self._story.raw:
            dialog = RawDialog(self.ctx, self._story, self)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    @Slot(object)
    def _on_changed(self, done: Done) -> None:
        self.presenter.changed(done)

    # ------------------------------------------------------------------ words and sizes
    def retranslate(self) -> None:
        tr = self.ctx.words.tr
        self.header.set_words(tr("Clearance"), tr("Nothing appears on the wall that no person has read"))
        self.clear_act.setText(tr("Clear"))
        self.edit_act.setText(tr("Edit"))
        self.never_act.setText(tr("Never show"))
        self.later_act.setText(tr("Later"))
        self.back_act.setText(tr("The one before"))
        self.propose_act.setText(tr("Propose"))
        self.whole_act.setText(tr("Whole story"))
        self.anew_act.setText(tr("Choose anew"))
        self.mask_act.setText(tr("Mask"))
        self.raw_act.setText(tr("As it came in"))
        self.tiles[0].set_detail(tr("as the wall shows it"))
        self.tiles[1].set_detail(tr("words, excerpt, facts"))
        self.tiles[2].set_detail(tr("stays in the library"))
        self.wall_title.setText(tr("Excerpt for the wall"))
        self.wall_note.setText(tr("as the room will see it"))
        self.how.setText(tr("Click a sentence to take it onto the wall or to leave it out; drag for a part of one."))
        self.text.set_words(tr("On the wall"), tr("Not on the wall"))
        self.text.setToolTip(plain_tip(self.how.text()))
        if self.empty.button is not None:
            self.empty.button.set_text(tr("To the library"))
        self._say_nothing()
        self.presenter.load()

    def arrange(self, tight: bool) -> None:
        self.header.set_tight(tight)
        side = Space.CONSOLE if tight else Space.WINDOW
        self._body.setContentsMargins(side, 0 if tight else 8, side, 12 if tight else 24)
        self._body.setSpacing(Space.PART if tight else Space.COLUMN)
        inside = 20 if tight else 40
        self._meta_box.setContentsMargins(inside, 14 if tight else 32, inside, 8 if tight else 16)
        self._scroll_box.setContentsMargins(inside, 0, inside - 12, 0)
        self._how_box.setContentsMargins(inside, 8, inside, 12 if tight else 20)
        self._doubt_holder.setContentsMargins(inside, 0, inside, 14 if tight else 24)
        self._left.setSpacing(12 if tight else 24)
        self._tile_row.setSpacing(8 if tight else 16)
        margin = 16 if tight else 24
        self._side_box.setContentsMargins(margin, margin, margin, margin)
        for tile in self.tiles:
            tile.set_tight(tight)
        self.doubt_list.set_most(3 if tight else 8)
        self.text.setFont(Theme.current().font(READING_TIGHT if tight else READING, serif=True))
        self.text.updateGeometry()
        self.wall_note.setVisible(not tight)
        self._arrange_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_columns()

    def minimumSizeHint(self) -> QSize:
        return QSize(560, 360)

    def _arrange_columns(self) -> None:
        room = self.width()
        width = SIDE if room > 1500 else max(SIDE_TIGHT, round(room * 0.36))
        width = min(width, max(300, room // 2 - 40))
        self.side_card.setFixedWidth(width)
        picture = width - 2 * (16 if self.tight else 24) - 4
        self.wall.setFixedSize(picture, round(picture * 9 / 16))
        self.how.setVisible(not self.tight)
