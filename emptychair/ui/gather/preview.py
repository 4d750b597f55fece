"""The right side of an import: the first stories as they will read, afterwards the rows that were refused."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from emptychair.app.i18n import Words
from emptychair.app.provenance import channel_words
from emptychair.domain.story import Story
from emptychair.gather.story_table import Refused
from emptychair.ui.library.model import short_date
from emptychair.ui.library.terms import person
from emptychair.ui.theme import SEMIBOLD
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import Card, Hairline, Scroll, column, row
from emptychair.ui.widgets.para import Para

_REFUSED_SHOWN = 50


class PreviewPane(Card):
    """Stories, or refused rows, that scroll under a title."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(margin=1, spacing=0, parent=parent)
        self._words = words
        self.title = Label("", Px.CARD, SEMIBOLD)
        self.note = Label("", Px.META, tone="ink2")
        self.box.addLayout(row(self.title, None, self.note, margins=(28, 22, 28, 8)))
        self._preview = Scroll(QWidget())
        self.box.addWidget(self._preview, 1)

    def show_stories(self, stories: Sequence[Story], total: int) -> None:
        """The first stories as they will read."""
        words = self._words
        inner = QWidget()
        box = column(spacing=0, margins=(28, 0, 28, 16))
        inner.setLayout(box)
        for number, story in enumerate(stories):
            if number:
                box.addWidget(Hairline())
            box.addSpacing(16)
            box.addWidget(Para(story.headline, Px.CARD, 1.28, SEMIBOLD))
            box.addSpacing(6)
            box.addWidget(Para(story.text, Px.CARD, 1.45))
            box.addSpacing(8)
            meta = [
                channel_words(story.channel, words) if story.channel else "",
                person(story.customer),
                short_date(story.happened_on, words) if story.happened_on else "",
                words.tr("Sensitive") if story.sensitive else "",
                words.tr("Teaching example") if story.teaching else "",
            ]
            box.addWidget(Label(" · ".join(part for part in meta if part), Px.META, tone="ink2", wrap=True))
            box.addSpacing(16)
        box.addStretch(1)
        self._put(inner)
        self.note.setText(words.tr("1 to {n} of {total}", n=len(stories), total=words.number(total)) if stories else "")
        self.title.setText(words.tr("How it will read"))

    def show_refused(self, refused: Sequence[Refused]) -> None:
        """After the import: the rows that were not taken, with line and reason."""
        if not refused:
            return
        words, tr = self._words, self._words.tr
        inner = QWidget()
        box = column(spacing=0, margins=(28, 8, 28, 16))
        inner.setLayout(box)
        for number, one in enumerate(refused[:_REFUSED_SHOWN]):
            if number:
                box.addWidget(Hairline())
            line = Label(tr("Line {n}", n=words.number(one.line)), Px.ROW, SEMIBOLD)
            line.setFixedWidth(112)
            told = row(line, spacing=12, margins=(0, 12, 0, 12))
            told.addWidget(Label(tr(one.reason), Px.ROW, tone="ink2", wrap=True), 1)
            box.addLayout(told)
        if len(refused) > _REFUSED_SHOWN:
            more = len(refused) - _REFUSED_SHOWN
            box.addWidget(Label(words.trn("and {n} more", "and {n} more", more), Px.ROW, tone="ink2"))
        box.addStretch(1)
        self._put(inner)
        self.title.setText(tr("Refused rows"))
        self.note.setText(words.number(len(refused)))

    def _put(self, inner: QWidget) -> None:
        inner.setProperty("role", "scrolled")
        self._preview.setWidget(inner)
        inner.style().unpolish(inner)
        inner.style().polish(inner)
        inner.show()
