"""What became of the rows of an import; before it, what is in the file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from emptychair.app.i18n import Words
from emptychair.gather.importing import ImportReport
from emptychair.ui.theme import SEMIBOLD
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import Card, Hairline, row


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
            ("refused", "ochre"),
        ):
            figure = Label("", 22, SEMIBOLD, tone, align=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            figure.setFixedWidth(72)
            label = Label("", Px.ROW, tone="ink2", wrap=True)
            self.figures[name] = (figure, label)
            line = row(figure, spacing=14)
            line.addWidget(label, 1)
            self.box.addLayout(line)
        self.after_text = Label("", Px.ROW, wrap=True)
        self.undo_button = Button("", px=Px.ROW, height=36, icon="undo-2")
        self.clearance_button = Button("", px=Px.ROW, height=36, icon="shield-check")
        self.box.addWidget(Hairline())
        self.box.addWidget(self.after_text)
        self.box.addLayout(row(self.undo_button, self.clearance_button, None))

    def retranslate(self) -> None:
        """The buttons in another language; the rest comes with the figures."""
        self.undo_button.set_text(self._words.tr("Take the import back"))
        self.clearance_button.set_text(self._words.tr("Clear them now"))

    def show_report(self, now: ImportReport, *, done: bool, dropped: bool, vouched: str) -> None:
        """`now` before (`done` False) or after the import; `dropped`: it was taken back; `vouched`: in whose name."""
        words, tr = self._words, self._words.tr
        values = {
            "read": (now.read, tr("rows read")),
            "added": (now.added, tr("new stories") if done else tr("stories")),
            "updated": (now.updated, tr("updated, same id")),
            "duplicates": (now.duplicates, tr("there already, unchanged")),
            "refused": (len(now.refused), tr("refused")),
        }
        for name, (value, label) in values.items():
            figure, text = self.figures[name]
            figure.setText(words.number(value))
            text.setText(label)
            wanted = name in ("read", "added") or value > 0 or (done and name != "refused")
            figure.setVisible(wanted)
            text.setVisible(wanted)
        if not done:
            self.title.setText(tr("What is in the file"))
        elif dropped:
            self.title.setText(tr("Taken back"))
        else:
            self.title.setText(tr("Stopped") if now.cancelled else tr("Imported"))
        self.after_text.setText(self._after(now, done=done, dropped=dropped, vouched=vouched))
        undoable = done and bool(now.batch_id) and now.added > 0 and not dropped
        self.undo_button.setVisible(undoable)
        self.clearance_button.setVisible(undoable and not vouched)

    def _after(self, now: ImportReport, *, done: bool, dropped: bool, vouched: str) -> str:
        words, tr = self._words, self._words.tr
        count = now.added + now.updated
        if dropped:
            return tr("Nothing of this import is in the library any more.")
        if not done:
            return tr("Nothing is in the library until you press Import.")
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
