"""What became of the rows of an import; before it, what is in the files."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from emptychair.app.i18n import Words
from emptychair.ui.gather.state import Totals
from emptychair.ui.library.flow import FlowLayout
from emptychair.ui.theme import SEMIBOLD
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import Card, Hairline, row

_FIGURE = 72  # px, at least


class ReportCard(Card):
    """Figures that add up to what was read, a sentence on what comes next, and the way back."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(margin=20, spacing=8, parent=parent)
        self._words = words
        self.title = Label("", Px.CARD, SEMIBOLD, wrap=True)
        self.box.addWidget(self.title)
        self.figures: dict[str, tuple[Label, Label]] = {}
        for name, tone in (
            ("read", "ink"),
            ("added", "teal"),
            ("updated", "teal"),
            ("duplicates", "ink"),
            ("waiting", "ink"),
            ("refused", "ochre"),
        ):
            figure = Label("", 22, SEMIBOLD, tone, align=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            figure.setMinimumWidth(_FIGURE)
            label = Label("", Px.ROW, tone="ink2", wrap=True)
            self.figures[name] = (figure, label)
            line = row(figure, spacing=14)
            line.addWidget(label, 1)
            self.box.addLayout(line)
        self.after_text = Label("", Px.ROW, wrap=True)
        self.undo_button = Button("", px=Px.ROW, height=36, icon="undo-2")
        self.clearance_button = Button("", px=Px.ROW, height=36, icon="shield-check")
        self.save_button = Button("", px=Px.ROW, height=36, icon="save")
        self.box.addWidget(Hairline())
        self.box.addWidget(self.after_text)
        self.acts = QWidget()
        flow = FlowLayout(self.acts)
        for button in (self.clearance_button, self.undo_button, self.save_button):
            flow.addWidget(button)
        self.box.addWidget(self.acts)
        self.retranslate()

    def retranslate(self) -> None:
        """The buttons in another language; the rest comes with the figures."""
        tr = self._words.tr
        self.undo_button.set_text(tr("Take the import back"))
        self.clearance_button.set_text(tr("Clear them now"))
        self.save_button.set_text(tr("Save the report"))

    def show_totals(self, now: Totals, *, done: bool, cancelled: bool, taken_back: bool, vouched: str) -> None:
        """`now` before (`done` False) or after the import; `vouched`: in whose name."""
        words, tr = self._words, self._words.tr
        values = {
            "read": (now.read, tr("rows read")),
            "added": (now.added, tr("new stories")),
            "updated": (now.updated, tr("updated, same id")),
            "duplicates": (now.duplicates, tr("there already, unchanged")),
            "waiting": (now.waiting, tr("being prepared")),
            "refused": (now.refused, tr("left out: no story in them")),
        }
        measure = self.figures["read"][0].fontMetrics()
        widest = max(measure.horizontalAdvance(words.number(value)) for value, _ in values.values()) + 2
        for name, (value, label) in values.items():
            figure, text = self.figures[name]
            figure.setText(words.number(value))
            text.setText(label)
            figure.setMinimumWidth(max(_FIGURE, widest))
            wanted = name in ("read", "added") or value > 0
            figure.setVisible(wanted)
            text.setVisible(wanted)
        if not done:
            self.title.setText(tr("In the first 2,000 rows of each") if now.about else tr("What will happen"))
        elif taken_back:
            self.title.setText(tr("Taken back"))
        else:
            self.title.setText(tr("Stopped") if cancelled else tr("Imported"))
        self.after_text.setText(self._after(now, done=done, taken_back=taken_back, vouched=vouched))
        some = done and not taken_back and now.added + now.updated + now.waiting + now.duplicates > 0
        self.undo_button.setVisible(some)
        self.clearance_button.setVisible(some and not vouched and now.added + now.updated + now.waiting > 0)
        self.save_button.setVisible(done)
        self.acts.setVisible(done)

    def _after(self, now: Totals, *, done: bool, taken_back: bool, vouched: str) -> str:
        words, tr = self._words, self._words.tr
        count = now.added + now.updated + now.waiting
        if taken_back:
            return tr("Nothing of this import is in the library any more.")
        if not done:
            return tr("Nothing is in the library until you press Import.")
        if not count:
            return tr("Nothing new came in.")
        if now.waiting and not vouched:
            return tr("They are being prepared and then wait for clearance; none of them can reach the wall before.")
        if vouched:
            return words.trn(
                "{n} story is cleared in the name of {person}.",
                "{n} stories are cleared in the name of {person}.",
                count,
                person=vouched,
            )
        return words.trn(
            "{n} story waits for clearance; it cannot reach the wall before.",
            "{n} stories wait for clearance; none of them can reach the wall before.",
            count,
        )
