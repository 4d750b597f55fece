"""Everything of a story, editable. Whoever changes its words makes it wait for clearance again, and is told so."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from emptychair.app import commands as c
from emptychair.app.provenance import channel_words, channels
from emptychair.domain.change import Done
from emptychair.domain.errors import SentenceError
from emptychair.domain.excerpt import propose, valid
from emptychair.domain.story import Clearance, Consent, Kind, Ladder, Provenance, Story
from emptychair.ui.clearance.preview import fit_of, preview_frame, room_limit, room_look
from emptychair.ui.context import UiContext
from emptychair.ui.library.editor_fields import CheckLine, Field, Options, TagsField, TextField, line_edit, suggest
from emptychair.ui.library.terms import consent_words, kind_words, language_words, outcome_words
from emptychair.ui.stage import WallPicture
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.keys import key_text
from emptychair.ui.widgets.labels import IconLabel, Label
from emptychair.ui.widgets.layouts import Card, Hairline, Scroll, row
from emptychair.ui.widgets.translated import Translated

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_LANGUAGES = ("de", "en", "fr", "it", "es")
_SOURCE = "editor"


class StoryEditor(Translated, QDialog):
    """All fields of one story. Ctrl+Enter saves, Esc leaves; what was typed is not thrown away without a word."""

    said = Signal(str)  # after saving: what became of it

    def __init__(self, ctx: UiContext, story: Story, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._story = story
        self._leaving = False  # Escape was pressed once with changes in the form
        self.setMinimumSize(640, 420)
        window = parent.window().size() if parent is not None else self.screen().availableSize()
        self.resize(min(1240, max(640, window.width() - 80)), min(900, max(420, window.height() - 60)))
        self._make_fields()
        self._build()
        self._fill(story)
        self._wire()
        self._ask_for_offers()
        self.retranslate()
        self._check()
        self.text.setMaximumHeight(330)
        self.excerpt.setMaximumHeight(190)
        self.facts.setMaximumHeight(140)
        for edit in self.findChildren(QLineEdit):
            edit.setCursorPosition(0)
        for edit in (self.happened_on, self.source_date, self.heard_on):
            edit.setPlaceholderText("2026-11-27")
        self.text.setFocus()

    # ------------------------------------------------------------------ building
    def _make_fields(self) -> None:
        self.headline = line_edit(serif=True, px=Px.CARD)
        self.text = TextField(9)
        self.excerpt = TextField(4)
        self.customer = line_edit()
        self.segment = line_edit()
        self.industry = line_edit()
        self.channel = QComboBox()
        self.channel.setEditable(True)
        self.channel.setFont(Theme.current().font(Px.BODY))
        self.channel.setMinimumHeight(40)
        self.channel.setMinimumContentsLength(6)
        self.channel.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.language = QComboBox()
        self.language.setFont(Theme.current().font(Px.BODY))
        self.language.setMinimumHeight(40)
        self.happened_on = line_edit()
        self.kind = Options(tuple(Kind))
        self.outcome = Options(tuple(Ladder))
        self.consent = Options(tuple(Consent))
        self.facts = TextField(3, serif=False, px=Px.BODY)
        self.tags = TagsField()
        self.sensitive, self.teaching, self.verbatim = CheckLine(), CheckLine(), CheckLine()
        self.source_title, self.publisher, self.url, self.source_date = (line_edit() for _ in range(4))
        self.heard_by, self.heard_where, self.heard_on, self.verified_by = (line_edit() for _ in range(4))
        self._fields: dict[str, Field] = {
            name: Field(getattr(self, name))
            for name in (
                "headline", "text", "excerpt", "customer", "segment", "industry", "channel", "language", "happened_on",
                "kind", "outcome", "consent", "facts", "tags", "source_title", "publisher", "url", "source_date",
                "heard_by", "heard_where", "heard_on", "verified_by",
            )
        }  # fmt: skip

    def _build(self) -> None:
        field = self._fields
        self.title = Label("", Px.MEETING, SEMIBOLD)
        self.wall = WallPicture(look=room_look(self._ctx))
        self.wall.setFixedSize(384, 216)
        self.fit = Label("", Px.ROW, SEMIBOLD, wrap=True)
        self.propose_button = Button("", px=Px.ROW, height=36, icon="text-quote")
        self.whole_button = Button("", kind="text", px=Px.ROW, height=36)
        self.note = Card(margin=12, spacing=0, role="note")
        self.note_text = Label("", Px.ROW, wrap=True)
        line = row(IconLabel("circle-alert", "ochre", 18), spacing=12)
        line.addWidget(self.note_text, 1)
        self.note.box.addLayout(line)
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(field["headline"])
        left.addWidget(field["text"])
        left.addWidget(self.verbatim)
        left.addWidget(field["excerpt"])
        buttons = row(self.propose_button, self.whole_button, None)
        left.addLayout(buttons)
        left.addLayout(row(self.wall, None))
        left.addWidget(self.fit)
        left.addStretch(1)
        right = QGridLayout()
        right.setHorizontalSpacing(16)
        right.setVerticalSpacing(16)
        right.setColumnStretch(0, 1)
        right.setColumnStretch(1, 1)
        pairs = (
            ("customer", ""), ("segment", "industry"), ("channel", "happened_on"), ("kind", "outcome"),
            ("language", "consent"), ("facts", ""), ("tags", ""),
        )  # fmt: skip
        at = 0
        for one, two in pairs:
            right.addWidget(field[one], at, 0, 1, 1 if two else 2)
            if two:
                right.addWidget(field[two], at, 1)
            at += 1
        for box in (self.sensitive, self.teaching):
            right.addWidget(box, at, 0, 1, 2)
            at += 1
        self.sources = Label("", Px.BODY, SEMIBOLD)
        right.addWidget(self.sources, at, 0, 1, 2)
        at += 1
        for one, two in (
            ("source_title", ""), ("publisher", "source_date"), ("url", ""), ("heard_by", "heard_on"),
            ("heard_where", ""), ("verified_by", ""),
        ):  # fmt: skip
            right.addWidget(field[one], at, 0, 1, 1 if two else 2)
            if two:
                right.addWidget(field[two], at, 1)
            at += 1
        right.setRowStretch(at, 1)
        inner = QWidget()
        self._columns = QGridLayout(inner)
        self._columns.setContentsMargins(32, 8, 24, 24)
        self._columns.setHorizontalSpacing(32)
        self._columns.setVerticalSpacing(24)
        self._left, self._right = QWidget(), QWidget()
        left.setContentsMargins(0, 0, 0, 0)
        right.setContentsMargins(0, 0, 0, 0)
        self._left.setLayout(left)
        self._right.setLayout(right)
        self._place_columns()
        self.cancel = Button("")
        self.save = Button("", kind="primary")
        foot = row(None, self.cancel, self.save, margins=(32, 12, 32, 16))
        self._foot_text = Label("", Px.ROW, tone="ochre", wrap=True)
        foot.insertWidget(0, self._foot_text, 1)
        root = QVBoxLayout(self)
        root.setContentsMargins(0, 0, 0, 0)
        root.setSpacing(0)
        root.addLayout(row(self.title, None, margins=(32, 24, 32, 12)))
        self._note_holder = row(margins=(32, 0, 32, 12))
        self._note_holder.addWidget(self.note, 1)
        root.addLayout(self._note_holder)
        root.addWidget(Scroll(inner), 1)
        root.addWidget(Hairline())
        root.addLayout(foot)

    def _place_columns(self) -> None:
        wide = self.width() >= 940
        self._columns.addWidget(self._left, 0, 0)
        self._columns.addWidget(self._right, 0 if wide else 1, 1 if wide else 0)
        self._columns.setColumnStretch(0, 6)
        self._columns.setColumnStretch(1, 5 if wide else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_columns()

    def _wire(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(60)
        self._timer.timeout.connect(self._check)
        for edit in (self.headline, self.customer, self.happened_on, self.source_date, self.heard_on):
            edit.textChanged.connect(lambda _: self._timer.start())
        for edit in (self.text, self.excerpt):
            edit.textChanged.connect(self._timer.start)
        self.language.currentIndexChanged.connect(lambda _: self._timer.start())
        self.verbatim.toggled.connect(lambda _: self._timer.start())
        self.propose_button.clicked.connect(self._propose)
        self.whole_button.clicked.connect(lambda: self.excerpt.setPlainText(""))
        self.cancel.clicked.connect(self._discard)
        self.save.clicked.connect(self._save)
        for key in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(key), self).activated.connect(self._save)

    def _ask_for_offers(self) -> None:
        """What others wrote in the same fields; over many stories it takes a while, so nobody waits for it."""
        reader = self._ctx.new_reader()

        def look() -> tuple[list[str], list[str], list[str]]:
            try:
                tags = [tag for tag, _ in reader.tags()[:2000]]
                segments = [value for value, _ in reader.story_values("segment")[:50]]
                return tags, segments, [value for value, _ in reader.story_values("industry")[:500]]
            finally:
                reader.close()

        pool = ThreadPoolExecutor(1, "offers")
        # The dialog may be gone by then: the future keeps nothing of it but this slot.
        self._ctx.bus.follow(pool.submit(look), done=self._offer, failed=lambda _: None)
        pool.shutdown(wait=False)

    def _offer(self, found: tuple[list[str], list[str], list[str]]) -> None:
        if not isValid(self):
            return
        tags, segments, industries = found
        self.tags.set_known(tags)
        suggest(self.segment, list(dict.fromkeys(("B2C", "B2B", *segments))))
        suggest(self.industry, industries)

    # ------------------------------------------------------------------ from and to the story
    def _fill(self, story: Story) -> None:
        source, tr = story.provenance, self._ctx.words
        self.headline.setText(story.headline)
        self.text.setPlainText(story.text)
        self.excerpt.setPlainText(story.excerpt)
        self.customer.setText(story.customer)
        self.segment.setText(story.segment)
        self.industry.setText(story.industry)
        for name in dict.fromkeys(("", *channels(), story.channel)):
            self.channel.addItem(channel_words(name, tr) if name else "", name)
        self.channel.setCurrentIndex(max(0, self.channel.findData(story.channel)))
        for code in dict.fromkeys((*_LANGUAGES, story.language)):
            self.language.addItem(language_words(code, tr), code)
        self.language.setCurrentIndex(max(0, self.language.findData(story.language)))
        self.happened_on.setText(story.happened_on)
        self.kind.set_value(story.kind)
        self.outcome.set_value(story.outcome)
        self.consent.set_value(story.consent)
        self.facts.setPlainText("\n".join(story.facts))
        self.tags.set_tags(story.tags)
        self.sensitive.setChecked(story.sensitive)
        self.teaching.setChecked(story.teaching)
        self.verbatim.setChecked(story.verbatim)
        self.source_title.setText(source.title)
        self.publisher.setText(source.publisher)
        self.url.setText(source.url)
        self.source_date.setText(source.source_date)
        self.heard_by.setText(source.heard_by)
        self.heard_where.setText(source.heard_where)
        self.heard_on.setText(source.heard_on)
        self.verified_by.setText(source.verified_by)

    def story(self) -> Story:
        """The story as the form has it."""
        facts = tuple(line.strip() for line in self.facts.toPlainText().splitlines() if line.strip())
        return replace(
            self._story,
            headline=self.headline.text().strip(),
            text=self.text.text(),
            excerpt=self.excerpt.text(),
            customer=self.customer.text().strip(),
            segment=self.segment.text().strip(),
            industry=self.industry.text().strip(),
            channel=self._channel(),
            language=str(self.language.currentData()),
            happened_on=self.happened_on.text().strip(),
            kind=Kind(self.kind.value()),
            outcome=Ladder(self.outcome.value()),
            consent=Consent(self.consent.value()),
            facts=facts,
            tags=self.tags.tags(),
            sensitive=self.sensitive.isChecked(),
            teaching=self.teaching.isChecked(),
            verbatim=self.verbatim.isChecked(),
            provenance=self._provenance(),
        )

    def _channel(self) -> str:
        typed = self.channel.currentText().strip()
        index = self.channel.findText(typed)
        return str(self.channel.itemData(index)) if index >= 0 else typed

    def _provenance(self) -> Provenance:
        return replace(
            self._story.provenance,
            title=self.source_title.text().strip(),
            publisher=self.publisher.text().strip(),
            url=self.url.text().strip(),
            source_date=self.source_date.text().strip(),
            heard_by=self.heard_by.text().strip(),
            heard_where=self.heard_where.text().strip(),
            heard_on=self.heard_on.text().strip(),
            verified_by=self.verified_by.text().strip(),
        )

    @property
    def changed(self) -> bool:
        """Whether anything differs from what is saved."""
        return self.story() != self._story

    # ------------------------------------------------------------------ what is said while typing
    def _check(self) -> None:
        """Does it fit, is it still cleared, can it be saved?"""
        self._leaving = False
        story = self.story()
        words = self._ctx.words
        tr = words.tr
        self.wall.set_frame(preview_frame(story, words), tr("As the room will see it"))
        fit = fit_of(story, self._ctx)
        count = words.number(len(story.wall_text))
        limit = words.number(room_limit(self._ctx))
        self._fields["excerpt"].set_hint(tr("{n} of about {limit} characters", n=count, limit=limit))
        if story.excerpt and not valid(story.excerpt, story.text):
            self.fit.setText(
                tr("The excerpt has words that are not in the text: take it from the text, mark gaps with […].")
            )
            self.fit.set_tone("ochre")
        elif fit.ok:
            self.fit.setText(tr("Fits on the wall."))
            self.fit.set_tone("teal")
        else:
            self.fit.setText(tr("Too long for the wall: choose an excerpt, or shorten it."))
            self.fit.set_tone("ochre")
        voids = self._story.clearance is Clearance.CLEARED and story.words_hash != self._story.words_hash
        self.note.setVisible(voids)
        text = tr("You are changing words that {person} cleared: saved, the story waits for clearance again.",
                  person=self._story.cleared_by)  # fmt: skip
        self.note_text.setText(text)
        problem = self._problem(story)
        self._foot_text.setText(problem)
        self.save.setEnabled(not problem)

    def _problem(self, story: Story) -> str:
        tr = self._ctx.words.tr
        if not story.text:
            return tr("A story cannot be empty: type its text, or delete the story.")
        for date in (story.happened_on, story.provenance.source_date, story.provenance.heard_on):
            if date and not _DATE.fullmatch(date):
                return tr("“{date}” is no date: write 2026-11-27, 2026-11 or 2026.", date=date)
        if story.excerpt and not valid(story.excerpt, story.text):
            return tr("The excerpt has words that are not in the text.")
        return ""

    def _propose(self) -> None:
        """The largest excerpt that fits this room."""
        text = self.text.text()
        limit = room_limit(self._ctx)
        while limit > 60 and not fit_of(self.story(), self._ctx, excerpt=propose(text, limit)).ok:
            limit -= 10
        self.excerpt.setPlainText(propose(text, limit))

    # ------------------------------------------------------------------ leaving
    def _save(self) -> None:
        story = self.story()
        if self._problem(story):
            self._check()
            return
        if story == self._story:
            super().accept()
            return
        if not story.headline:
            story = replace(story, headline=propose(story.text, 90).replace(" […]", "").replace("[…] ", ""))
        voids = self._story.clearance is Clearance.CLEARED and story.words_hash != self._story.words_hash
        self._ctx.bus.act(
            c.EditStory(story), source=_SOURCE, done=lambda done: self._saved(done, voids), failed=self._failed
        )

    def _saved(self, _done: Done, voids: bool) -> None:
        if not isValid(self):
            return  # closed before the disk had answered
        tr = self._ctx.words.tr
        super().accept()
        self.said.emit(tr("Saved. Its words changed: it waits for clearance again.") if voids else tr("Saved."))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, SentenceError) and isValid(self):
            self._foot_text.setText(self._ctx.words.error(error))
        else:
            self._ctx.bus.failed.emit(error)

    def reject(self) -> None:
        """Escape and the window's cross: with changes in the form the first press only says so."""
        if self.changed and not self._leaving:
            self._leaving = True
            key = key_text("Ctrl+Return", self._ctx.words)
            text = self._ctx.words.tr("Not saved yet: {key} saves, Esc once more throws the changes away.", key=key)
            self._foot_text.setText(text)
            return
        super().reject()

    def _discard(self) -> None:
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.changed and not self._leaving:
            event.ignore()
            self.reject()
            return
        super().closeEvent(event)

    # ------------------------------------------------------------------ words
    def retranslate(self) -> None:
        words, field = self._ctx.words, self._fields
        tr = words.tr
        self.setWindowTitle(tr("Edit story"))
        self.title.setText(tr("Edit story"))
        field["headline"].set_words(tr("Headline"))
        field["text"].set_words(tr("The whole story"))
        field["excerpt"].set_words(tr("Excerpt for the wall"))
        self.excerpt.setPlaceholderText(tr("Empty: the whole story"))
        field["customer"].set_words(tr("Who"), tr("no name: “returning online shoppers”"))
        field["segment"].set_words(tr("Segment"))
        field["industry"].set_words(tr("Industry"))
        field["channel"].set_words(tr("Channel"))
        field["happened_on"].set_words(tr("Happened on"))
        field["kind"].set_words(tr("Kind"))
        field["outcome"].set_words(tr("What became of it"))
        field["language"].set_words(tr("Language"))
        field["consent"].set_words(tr("Consent"))
        field["facts"].set_words(tr("Facts"), tr("one a line: “reply after 30 hours”"))
        field["tags"].set_words(tr("Tags"), tr("parted by commas"))
        field["source_title"].set_words(tr("Source"), tr("never on the wall"))
        field["publisher"].set_words(tr("Published by"))
        field["url"].set_words(tr("Link"))
        field["source_date"].set_words(tr("Date of the source"))
        field["heard_by"].set_words(tr("Heard by"))
        field["heard_on"].set_words(tr("Heard on"))
        field["heard_where"].set_words(tr("Heard where"))
        field["verified_by"].set_words(tr("Checked by"))
        self.sources.setText(tr("Where it comes from"))
        self.sensitive.setText(tr("Sensitive (death, health, children, politics): never chosen automatically"))
        self.teaching.setText(tr("Teaching example, not a case of ours"))
        self.verbatim.setText(tr("In the customer’s own words: shown in quotation marks"))
        self.kind.set_words([kind_words(kind, words) for kind in Kind])
        self.outcome.set_words([outcome_words(outcome, words) for outcome in Ladder])
        self.consent.set_words([consent_words(consent, words) for consent in Consent])
        self.propose_button.set_text(tr("Propose an excerpt"))
        self.whole_button.set_text(tr("The whole story"))
        self.cancel.set_text(tr("Cancel"))
        self.cancel.set_key(key_text("Esc", words))
        self.save.set_text(tr("Save"))
        self.save.set_key(key_text("Ctrl+Return", words))
        self._check()


def open_editor(ctx: UiContext, story: Story, parent: QWidget, said: Callable[[str], object]) -> StoryEditor:
    """Show the editor over `parent`; `said` gets what became of the story after saving."""
    editor = StoryEditor(ctx, story, parent)
    editor.said.connect(said)
    editor.finished.connect(editor.deleteLater)
    editor.open()
    return editor
