"""The story of the day: the largest type in the window, because reading it is the one thing wanted of everybody."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from emptychair.ui.context import UiContext
from emptychair.ui.start.compose import DayStory
from emptychair.ui.theme import SEMIBOLD
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.chips import Chip
from emptychair.ui.widgets.empty import ChairDrawing
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import Card, column, row
from emptychair.ui.widgets.outcome import FactsStrip
from emptychair.ui.widgets.para import Para
from emptychair.ui.widgets.translated import Translated

_WITH_CHAIR = 780  # narrower, and the words need the chair's room


def by_sentence(headline: str, font: QFont, width: float) -> str:
    """A headline of two sentences that needs two lines, broken between them where both fit."""
    metrics = QFontMetricsF(font)
    first, stop, second = headline.partition(". ")
    if not stop or metrics.horizontalAdvance(headline) <= width:
        return headline
    fits = max(metrics.horizontalAdvance(first + "."), metrics.horizontalAdvance(second)) <= width
    return f"{first}.\n{second}" if fits else headline


class DayStoryCard(Translated, Card):
    """Headline, story, facts, who; the chair beside it, not behind it."""

    read = Signal(str)  # story id
    take = Signal(str)

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(0, 0)
        self._ctx = ctx
        self._story: DayStory | None = None
        self._tight = False
        self._label = Label("", Px.BODY, SEMIBOLD, "teal")
        self._hint = Label("", Px.META, tone="ink2", elide=True)
        self.headline = Para("", 32, 1.22, SEMIBOLD)
        self.text = Para("", 21, 1.5)
        self._facts = FactsStrip(ground=False)
        self._who = Label("", Px.BODY, SEMIBOLD, elide=True)
        self._outcome, self._teaching = Chip(), Chip()
        self._origin = Label("", Px.BODY, tone="ink2", elide=True)
        self.take_button, self.read_button = Button(icon="arrow-right"), Button(kind="text")
        self._chair = ChairDrawing(340)
        top = row(self._label, spacing=12)
        top.addWidget(self._hint, 1)
        who = row(self._who, self._outcome, self._teaching, None, spacing=12)
        self._words = column(
            top, 6, self.headline, 2, self.text, 8, self._facts, 4, who, self._origin, 8,
            row(self.take_button, self.read_button, None), None, spacing=8, margins=(32, 28, 24, 28),
        )  # fmt: skip
        box = QHBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._words, 1)
        box.addWidget(self._chair)
        box.setSpacing(0)
        self._side = box
        self.box.addLayout(box)
        self.read_button.clicked.connect(lambda: self._story and self.read.emit(self._story.story_id))
        self.take_button.clicked.connect(lambda: self._story and self.take.emit(self._story.story_id))
        self.retranslate()

    def set_story(self, story: DayStory | None) -> None:
        """Show a story; without one the card is not shown."""
        self._story = story
        self.setVisible(story is not None)
        if story is not None:
            self._tell(story)

    def set_tight(self, tight: bool) -> None:
        """Smaller type and less air."""
        self._tight = tight
        self._fit()
        margin = 24 if tight else 32
        self._words.setContentsMargins(margin, margin - 4, margin - 8, margin - 4)

    def _tell(self, story: DayStory) -> None:
        from emptychair.ui.library.figures import sort_facts
        from emptychair.ui.library.terms import outcome_words

        words = self._ctx.words
        self.headline.set_text(by_sentence(story.headline, self.headline.font(), self.headline.width()))
        marks = ("„", "“") if story.language == "de" else ("“", "”")
        self.text.set_text(story.text, quote=marks if story.verbatim else ("", ""))
        self._facts.set_facts(sort_facts(story.facts, 3).figures)
        self._who.setText(story.customer)
        self._who.setVisible(bool(story.customer))
        outcome = outcome_words(story.outcome, words) if story.outcome else ""
        self._outcome.set(outcome, "neutral", "check" if story.outcome not in ("open", "lost") else "")
        self._outcome.setVisible(bool(outcome))
        self._teaching.set(words.tr("Teaching example"), "outlined")
        self._teaching.setVisible(story.teaching)
        self._origin.setText(story.origin)

    def retranslate(self) -> None:
        tr = self._ctx.words.tr
        self._label.setText(tr("Story of the day"))
        self._hint.setText(tr("the same one all day, a new one tomorrow"))
        self.take_button.set_text(tr("Into a meeting"))
        self.read_button.set_text(tr("Open in the library"))
        self.setAccessibleName(tr("Story of the day"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._chair.setVisible(self.width() >= _WITH_CHAIR)
        self._fit()

    def _fit(self) -> None:
        # The day's reading is the largest type of the page, and larger still where there is room for it.
        sizes = (26, 19) if self._tight else (36, 24) if self.width() > 1000 and self.height() > 560 else (32, 21)
        for para, px in zip((self.headline, self.text), sizes, strict=True):
            if para.font().pixelSize() != px:
                font = para.font()
                font.setPixelSize(px)
                para.setFont(font)
        if self._story is not None:
            self.headline.set_text(by_sentence(self._story.headline, self.headline.font(), self.headline.width()))
