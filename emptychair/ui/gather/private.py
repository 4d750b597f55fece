"""What was masked in the first stories, counted by kind, and what the mask does not find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from emptychair.app.i18n import Words
from emptychair.domain.errors import N_
from emptychair.domain.story import Story
from emptychair.ui.clearance.masking import placeholders
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import Card, column

_KINDS = {
    "name": N_("Names"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "number": N_("Numbers"),
    "address": N_("Addresses"),
    "other": N_("Other"),
}
_BEGINNINGS = (
    ("name", ("Name",)),
    ("phone", ("Phone", "Telefon")),
    ("email", ("E-mail", "E-Mail")),
    ("address", ("Street", "Straße", "Place", "Ort")),
    ("other", ("Link", "IP", "Date", "Geburt", "Handle", "Nutzername")),
)


def masked_kinds(stories: Sequence[Story]) -> dict[str, int]:
    """How often each kind of private data was masked, the most frequent first."""
    found: Counter[str] = Counter()
    for story in stories:
        for span in placeholders(story.text):
            word = story.text[span.start + 1 : span.end - 1]
            kind = next((kind for kind, begins in _BEGINNINGS if word.startswith(begins)), "number")
            found[kind] += 1
    return dict(found.most_common())


class Bars(QWidget):
    """A bar for each kind with its figure behind it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[str, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[tuple[str, int]]) -> None:
        """Words and figures."""
        self._rows = tuple(rows)
        self.setAccessibleName("; ".join(f"{text}: {count}" for text, count in rows))
        self.setFixedHeight(28 * len(self._rows))
        self.setVisible(bool(rows))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        font, bold = theme.font(Px.META), theme.font(Px.META, SEMIBOLD)
        words = max((QFontMetricsF(font).horizontalAdvance(text) for text, _ in self._rows), default=0) + 14
        most = max((count for _, count in self._rows), default=1)
        room = max(20.0, self.width() - words - 44)
        for at, (text, count) in enumerate(self._rows):
            y = 28 * at
            painter.setFont(font)
            painter.setPen(theme.color("ink2"))
            painter.drawText(QRectF(0, y, words, 28), Qt.AlignmentFlag.AlignVCenter, text)
            width = max(6.0, room * count / most)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("teal"))
            painter.drawRoundedRect(QRectF(words, y + 9, width, 10), 3, 3)
            painter.setFont(bold)
            painter.setPen(theme.color("ink"))
            painter.drawText(QRectF(words + width + 8, y, 40, 28), Qt.AlignmentFlag.AlignVCenter, str(count))


class PrivateCard(Card):
    """Masked by kind, and an honest sentence."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(margin=20, spacing=10, parent=parent)
        self._words = words
        self.title = Label("", Px.CARD, SEMIBOLD)
        self.note = Label("", Px.META, tone="ink2", elide=True)
        self.bars = Bars()
        self.sentence = Label("", Px.ROW, tone="ink2", wrap=True)
        self.box.addLayout(column(self.title, self.note, spacing=2))
        self.box.addWidget(self.bars)
        self.box.addWidget(self.sentence)

    def set_stories(self, stories: Sequence[Story], doubtful: int) -> None:
        """Count in these."""
        words, tr = self._words, self._words.tr
        self.title.setText(tr("Private data"))
        self.note.setText(words.trn("first story", "first {n} stories", len(stories)))
        kinds = masked_kinds(stories)
        self.bars.set_rows([(tr(_KINDS[kind]), count) for kind, count in kinds.items()])
        said = [] if kinds else [tr("Nothing was masked in them.")]
        if doubtful:
            said.append(
                words.trn("{n} story holds something doubtful.", "{n} stories hold something doubtful.", doubtful)
            )
        said.append(
            tr(
                "Names of other people in running text are found about two times in three: "
                "clearance is where a person reads them."
            )
        )
        self.sentence.setText(" ".join(said))
