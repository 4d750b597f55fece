"""The middle of an import: the first stories as they will read, or the rows that are left out."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from emptychair.app.i18n import Words
from emptychair.app.provenance import channel_words
from emptychair.domain.raw_story import Refused
from emptychair.domain.story import Story
from emptychair.ui.clearance.masking import Doubt, placeholders
from emptychair.ui.gather.files import file_of, place_words
from emptychair.ui.gather.state import Entry, refused_count
from emptychair.ui.library.model import short_date
from emptychair.ui.library.terms import person
from emptychair.ui.theme import SEMIBOLD
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.chips import Chip
from emptychair.ui.widgets.empty import EmptyState
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import Card, Hairline, Scroll, column, row
from emptychair.ui.widgets.para import Mark, MarkKind, Para

_REFUSED_SHOWN = 100
_TURN_S = 0.012


class PreviewPane(Card):
    """Stories, or left-out rows, that scroll under a title and two pills."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(margin=1, spacing=0, parent=parent)
        self._words = words
        self._entry: Entry | None = None
        self._shown: object = None
        self._left_out = False
        self.title = Label("", Px.CARD, SEMIBOLD)
        self.note = Label("", Px.META, tone="ink2")
        self.stories_pill, self.refused_pill = (Button("", px=Px.ROW, height=36) for _ in range(2))
        for pill in (self.stories_pill, self.refused_pill):
            pill.setCheckable(True)
        self.stories_pill.clicked.connect(lambda _: self.show_left_out(False))
        self.refused_pill.clicked.connect(lambda _: self.show_left_out(True))
        self.box.addLayout(row(self.title, None, self.note, margins=(28, 22, 28, 10)))
        self._pills = QWidget()
        self._pills.setLayout(row(self.stories_pill, self.refused_pill, None, spacing=8, margins=(28, 0, 28, 10)))
        self.box.addWidget(self._pills)
        self._column = column()
        self._parts: Iterator[QWidget] = iter(())
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._add)
        self.nothing = EmptyState("", chair=140)
        self._preview = Scroll(QWidget())
        self.box.addWidget(self._preview, 1)
        self.box.addWidget(self.nothing, 1)

    def set_entry(self, entry: Entry | None, said: str) -> None:
        """Show this file; `said` stands where there is no story to show."""
        before, self._entry = self._entry, entry
        if entry is not None and before is not None and before.report is None and entry.report is not None:
            self._left_out = bool(entry.refused)  # after the import it is the rows left out that matter
        elif before is None or entry is None or before.number != entry.number:
            self._left_out = False
        self._show(said)

    def show_left_out(self, on: bool) -> None:
        """The rows that are left out in place of the stories, or the stories."""
        self._left_out = on
        self._show(self.nothing.sentence.text())

    def retranslate(self) -> None:
        """The same in another language."""
        self._shown = None
        self._show(self.nothing.sentence.text())

    def _show(self, said: str) -> None:
        words, entry = self._words, self._entry
        tr = words.tr
        refused = entry.refused if entry is not None else ()
        stories = entry.stories if entry is not None else ()
        left_out = bool(refused) and (self._left_out or not stories)
        told = (entry.report or entry.foreseen) if entry is not None else None
        count = refused_count(told) if told is not None else 0
        good = told.read - count if told is not None else 0
        self.title.setText(tr("Rows left out") if left_out else tr("How it will read"))
        self._pills.setVisible(bool(refused))
        self.stories_pill.set_text(tr("Stories {n}", n=words.number(good)))
        self.refused_pill.set_text(tr("Left out {n}", n=words.number(count)))
        self.stories_pill.setEnabled(bool(stories))
        self.stories_pill.setChecked(not left_out)
        self.refused_pill.setChecked(left_out)
        if left_out:
            self.note.setText(tr("with line and reason"))
        elif stories:
            self.note.setText(tr("1 to {n}, already masked", n=len(stories)))
        else:
            self.note.setText("")
        some = left_out or bool(stories)
        self.nothing.setVisible(not some)
        self._preview.setVisible(some)
        self.nothing.set_words(said)
        shown = (left_out, refused if left_out else stories, words.language, count)
        if some and entry is not None and shown != self._shown:
            self._shown = shown
            self._fill(self._rows(entry, refused, count) if left_out else self._stories(stories, entry.doubts))

    def _fill(self, parts: Iterator[QWidget]) -> None:
        """What fits the window at once, the rest in turns of its own: a dozen long letters take 80 ms to lay out."""
        inner = QWidget()
        self._column = column(spacing=0, margins=(28, 0, 28, 16))
        self._column.addStretch(1)
        inner.setLayout(self._column)
        self._parts = parts
        self._add()
        self._preview.verticalScrollBar().setValue(0)
        self._put(inner)
        self._turn.start()

    def _add(self) -> None:
        end = time.monotonic() + _TURN_S
        for part in self._parts:
            self._column.insertWidget(self._column.count() - 1, part)
            # The one that is laid out when it is first asked for its size is laid out in this turn.
            part.sizeHint()
            if time.monotonic() > end:
                return
        self._turn.stop()

    @property
    def filling(self) -> bool:
        """Whether more is to come."""
        return self._turn.isActive()

    @staticmethod
    def _stacked(parts: Sequence[QWidget], margins: tuple[int, int], *, first: bool, gap: int = 8) -> QWidget:
        holder = QWidget()
        box = column(spacing=0)
        if not first:
            box.addWidget(Hairline())
        box.addSpacing(margins[0])
        for at, part in enumerate(parts):
            box.addSpacing(gap if at else 0)
            box.addWidget(part)
        box.addSpacing(margins[1])
        holder.setLayout(box)
        return holder

    def _stories(self, stories: Sequence[Story], doubts: Sequence[Sequence[Doubt]]) -> Iterator[QWidget]:
        for number, (story, found) in enumerate(zip(stories, doubts, strict=True)):
            yield self._stacked((self._text(story, found), self._foot(story, found)), (16, 16), first=number == 0)

    def _text(self, story: Story, doubts: Sequence[Doubt]) -> QWidget:
        marks = [Mark(span.start, span.end - span.start, MarkKind.MASKED) for span in placeholders(story.text)]
        marks += [Mark(doubt.span.start, doubt.span.end - doubt.span.start, MarkKind.DOUBTFUL) for doubt in doubts]
        headline = Para(story.headline, Px.CARD, 1.28, SEMIBOLD)
        said = story.headline.rstrip("… .").casefold()
        text = Para(story.text, Px.CARD, 1.45, marks=marks)
        if story.text.casefold().startswith(said):
            return text  # the headline is the first sentence: told once
        holder = QWidget()
        holder.setLayout(column(headline, text, spacing=6))
        return holder

    def _foot(self, story: Story, doubts: Sequence[Doubt]) -> QWidget:
        words = self._words
        tr = words.tr
        meta = (
            channel_words(story.channel, words) if story.channel else "",
            person(story.customer),
            short_date(story.happened_on, words) if story.happened_on else "",
            *story.facts[:2],
        )
        holder = QWidget()
        masked, doubtful = len(placeholders(story.text)), len(doubts)
        wanted = (
            (words.trn("{n} masked", "{n} masked", masked) if masked else "", "teal"),
            (words.trn("{n} doubtful", "{n} doubtful", doubtful) if doubtful else "", "ochre"),
            (tr("Sensitive") if story.sensitive else "", "ochre"),
            (tr("Teaching example") if story.teaching else "", "neutral"),
        )
        line = row(spacing=12)
        line.addWidget(Label(" · ".join(part for part in meta if part), Px.META, tone="ink2", wrap=True), 1)
        for text, kind in wanted:
            if text:
                line.addWidget(Chip(text, kind), 0, Qt.AlignmentFlag.AlignTop)
        holder.setLayout(line)
        return holder

    def _rows(self, entry: Entry, refused: Sequence[Refused], count: int) -> Iterator[QWidget]:
        words, tr = self._words, self._words.tr
        for number, one in enumerate(refused[:_REFUSED_SHOWN]):
            place = Label(place_words(entry, one.line, words), Px.ROW, SEMIBOLD, elide=True)
            place.setFixedWidth(180 if file_of(entry, one.line) else 112)
            told = QWidget()
            line = row(place, spacing=12)
            line.addWidget(Label(tr(one.reason), Px.ROW, tone="ink2", wrap=True), 1)
            told.setLayout(line)
            yield self._stacked((told,), (12, 12), first=number == 0)
        more = count - min(len(refused), _REFUSED_SHOWN)
        if more > 0:
            yield self._stacked(
                (Label(words.trn("and {n} more", "and {n} more", more), Px.ROW, tone="ink2"),), (8, 0), first=True
            )

    def _put(self, inner: QWidget) -> None:
        inner.setProperty("role", "scrolled")
        self._preview.setWidget(inner)
        inner.style().unpolish(inner)
        inner.style().polish(inner)
        inner.show()
