"""The window in which somebody vouches for an import: what that means, five stories to read, a name."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLineEdit, QProgressBar, QWidget
from shiboken6 import isValid

from emptychair.app.ports import Batch
from emptychair.app.provenance import channel_words
from emptychair.domain.change import Change, Done
from emptychair.domain.errors import SentenceError
from emptychair.domain.story import Story
from emptychair.ui.clearance.masking import placeholders
from emptychair.ui.clearance.vouching import Offer, Vouched, VouchJob
from emptychair.ui.context import UiContext
from emptychair.ui.library.editor_fields import CheckLine
from emptychair.ui.library.model import short_date
from emptychair.ui.library.terms import person
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.keys import key_text
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import Card, Hairline, Scroll, column
from emptychair.ui.widgets.para import Mark, MarkKind, Para
from emptychair.ui.widgets.popover import Dialog


class VouchDialog(Dialog):
    """`said` carries what became of it, for a message with a way back."""

    said = Signal(str)

    def __init__(self, ctx: UiContext, batch: Batch, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=820)
        self._ctx, self._batch = ctx, batch
        self._offer: Offer | None = None
        self.job = VouchJob(ctx, batch.id)
        tr = ctx.words.tr
        self.set_words(tr("Vouch for an import"), batch.file_name)
        self.meaning = Label("", Px.BODY, wrap=True)
        self.box.addWidget(self.meaning)
        self.sample_title = Label("", Px.BODY, SEMIBOLD)
        self.sample_card = Card(margin=1, spacing=0)
        self._scroll = Scroll(QWidget())
        self.sample_card.box.addWidget(self._scroll, 1)
        self.box.addWidget(self.sample_title)
        self.box.addWidget(self.sample_card, 1)
        self.with_doubtful = CheckLine()
        self.with_doubtful.setText(tr("Clear those in which something looks private, too"))
        self.box.addWidget(self.with_doubtful)
        self.name = QLineEdit(ctx.settings.person)
        self.name.setFont(Theme.current().font(Px.BODY))
        self.name.setMinimumHeight(40)
        self.name.setMaxLength(120)
        self.name.setPlaceholderText(tr("Name of the person who vouches"))
        self.name.setAccessibleName(tr("Name of the person who vouches"))
        self.name.textChanged.connect(lambda _: self._show())
        self.box.addWidget(self.name)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress_text = Label("", Px.ROW, tone="ink2", wrap=True)
        self.box.addWidget(self.progress)
        self.box.addWidget(self.progress_text)
        self.cancel_button = self.add_button(Button(tr("Cancel"), key=key_text("Esc", ctx.words)))
        self.cancel_button.clicked.connect(self.reject)
        self.vouch_button = self.add_button(Button("", kind="primary", icon="shield-check"), default=True)
        self.vouch_button.clicked.connect(self.vouch)
        self._poll = QTimer(self)
        self._poll.setInterval(60)
        self._poll.timeout.connect(self._tick)
        self.destroyed.connect(self.job.close)
        room = (parent.window() if parent is not None else self.screen().availableGeometry()).height()
        self.resize(820, max(420, min(840, room - 60)))
        self.job.look(self._looked)
        self._show()

    # ------------------------------------------------------------------ what there is
    def _looked(self, offer: Offer) -> None:
        if not isValid(self):
            return
        self._offer = offer
        inner = QWidget()
        box = column(spacing=0, margins=(24, 8, 24, 8))
        inner.setLayout(box)
        for number, story in enumerate(offer.sample):
            if number:
                box.addWidget(Hairline())
            box.addSpacing(14)
            marks = [Mark(span.start, span.end - span.start, MarkKind.MASKED) for span in placeholders(story.text)]
            box.addWidget(Para(story.text, Px.CARD, 1.45, marks=marks))
            box.addSpacing(6)
            box.addWidget(Label(self._meta(story), Px.META, tone="ink2", wrap=True))
            box.addSpacing(14)
        box.addStretch(1)
        inner.setProperty("role", "scrolled")
        self._scroll.setWidget(inner)
        inner.show()
        self._show()
        self.name.setFocus()

    def _meta(self, story: Story) -> str:
        words = self._ctx.words
        parts = (
            channel_words(story.channel, words) if story.channel else "",
            person(story.customer),
            short_date(story.happened_on, words) if story.happened_on else "",
        )
        return " · ".join(part for part in parts if part)

    @property
    def ready(self) -> bool:
        """Whether there is something to vouch for, and a name."""
        offer = self._offer
        return bool(offer and offer.waiting and self.name.text().strip()) and not self.job.running

    def _show(self) -> None:
        words, offer = self._ctx.words, self._offer
        tr, running = words.tr, self.job.running
        count = len(offer.waiting) if offer is not None else 0
        self.meaning.setText(
            tr("Looking …")
            if offer is None
            else words.trn(
                "{n} story waits. Cleared in one go it may go onto the wall without anybody having read it: "
                "the person named here answers for the source. Read the sample first.",
                "{n} stories wait. Cleared in one go they may go onto the wall without anybody having read each of "
                "them: the person named here answers for the source. Read the sample first.",
                count,
            )
            if count
            else tr("None of its stories waits for clearance.")
        )
        sample = len(offer.sample) if offer is not None else 0
        self.sample_title.setVisible(sample > 0)
        self.sample_card.setVisible(sample > 0)
        self.sample_title.setText(words.trn("{n} of them, drawn by lot", "{n} of them, drawn by lot", sample))
        for part in (self.name, self.with_doubtful):
            part.setEnabled(not running)
            part.setVisible(count > 0)
        self.progress.setVisible(running and self._poll.isActive())
        self.progress_text.setVisible(running and self._poll.isActive())
        self.vouch_button.setEnabled(self.ready)
        text = words.trn("Vouch for this {n} story", "Vouch for these {n} stories", count)
        self.vouch_button.set_text(text if count else tr("Vouch"))
        self.cancel_button.set_text(tr("Stop") if running and self._poll.isActive() else tr("Cancel"))

    # ------------------------------------------------------------------ doing it
    def vouch(self) -> None:
        """Clear all of them in that person's name."""
        if not self.ready or self._offer is None:
            return
        name = " ".join(self.name.text().split())
        if not self._ctx.settings.person:
            self._ctx.settings = replace(self._ctx.settings, person=name)
            self._ctx.keep(self._ctx.settings)
        self.job.run(
            self._offer.waiting, name, self._done, with_doubtful=self.with_doubtful.isChecked(), failed=self._failed
        )
        self._poll.start()
        self._tick()
        self._show()

    def _tick(self) -> None:
        words, total = self._ctx.words, len(self._offer.waiting) if self._offer is not None else 0
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(self.job.done)
        self.progress_text.setText(
            words.tr("{n} of {total} cleared", n=words.number(self.job.done), total=words.number(total))
        )

    def _done(self, found: Vouched) -> None:
        if not isValid(self):
            return
        self._poll.stop()
        words = self._ctx.words
        # The parts told nobody: one word for all of them, as one act.
        self._ctx.bus.changed.emit(Done(Change.STORIES, self._batch.id, "", "", undoable=True, source="vouching"))
        text = words.trn("{n} story cleared for the wall.", "{n} stories cleared for the wall.", found.cleared)
        if found.doubtful:
            text += " " + words.trn(
                "{n} stays in the queue: something in it looks private.",
                "{n} stay in the queue: something in them looks private.",
                found.doubtful,
            )
        self.said.emit(text)
        self.accept()

    def _failed(self, error: BaseException) -> None:
        if not isValid(self):
            return
        self._poll.stop()
        self._show()
        self.progress_text.setVisible(True)
        words = self._ctx.words
        if isinstance(error, SentenceError):
            self.progress_text.setText(words.error(error))
        else:
            self.progress_text.setText(words.tr("That did not work; nothing was changed."))
            self._ctx.bus.failed.emit(error)

    def reject(self) -> None:
        """Escape stops what runs (what is cleared by then stays, and can be undone), and closes otherwise."""
        if self.job.running and self._poll.isActive():
            self.job.cancel()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.job.running and self._poll.isActive():
            self.job.cancel()
            event.ignore()
            return
        super().closeEvent(event)
