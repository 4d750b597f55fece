"""One story complete: what happened, how much, what became of it, how we know, whom it moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from emptychair.app.clock import local
from emptychair.app.i18n import Words
from emptychair.app.ports import StoryUse
from emptychair.domain.decision import Counted, Decision
from emptychair.domain.story import Clearance, Kind, Ladder, Story
from emptychair.ui.context import UiContext
from emptychair.ui.library.editor_fields import Field, Options, TagsField, TextField, line_edit
from emptychair.ui.library.figures import sort_facts
from emptychair.ui.library.flow import FlowLayout
from emptychair.ui.library.inplace import EditPopover, offer_tags, open_menu
from emptychair.ui.library.links import Opener, open_in_browser
from emptychair.ui.library.model import short_date
from emptychair.ui.library.origin import Origin
from emptychair.ui.library.terms import (
    CLEARANCE_LOOKS,
    clearance_words,
    kind_words,
    language_words,
    outcome_words,
    segment_words,
)
from emptychair.ui.theme import MEDIUM, SEMIBOLD
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.chips import Chip
from emptychair.ui.widgets.labels import IconLabel, Label
from emptychair.ui.widgets.layouts import Card, Scroll, column, row
from emptychair.ui.widgets.outcome import FactsStrip, OutcomeLadder, Step
from emptychair.ui.widgets.para import Para
from emptychair.ui.widgets.translated import Translated

_QUOTES = {"de": ("„", "“"), "en": ("“", "”"), "fr": ("«\u00a0", "\u00a0»")}


class StoryDetail(Translated, QWidget):
    """The pane beside the list. It is built anew for each story; what did not change is left alone."""

    edited = Signal(object)  # Story, as it shall be
    same_wanted = Signal()  # show the others that say nearly this
    batch_wanted = Signal()  # show all of its import
    tags_wanted = Signal()  # rename and merge tags

    def __init__(self, ctx: UiContext, opener: Opener = open_in_browser, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._opener = opener
        self._shown: tuple[Story, tuple[StoryUse, ...], int] | None = None
        self._scroll = Scroll(QWidget())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll, 1)

    def set_story(self, story: Story, uses: Sequence[StoryUse], same: int = 1) -> None:
        """Show this one; `same` customers say nearly what it says."""
        now = (story, tuple(uses), same)
        if now == self._shown:
            return
        same = self._shown is not None and self._shown[0].id == story.id
        place = self._scroll.verticalScrollBar().value() if same else 0
        self._shown = now
        self._build()
        self._scroll.verticalScrollBar().setValue(place)

    def retranslate(self) -> None:
        """The same story in other words."""
        if self._shown is not None:
            self._build()

    @property
    def texts(self) -> list[str]:
        """Every text in the pane, for tests."""
        inner = self._scroll.widget()
        return [label.text() for label in inner.findChildren(Label)] if inner is not None else []

    # ------------------------------------------------------------------ building
    def _build(self) -> None:
        assert self._shown is not None
        story, uses, same = self._shown
        words = self._ctx.words
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(28, 4, 20, 24)
        box.setSpacing(0)
        quote = _QUOTES.get(story.language, _QUOTES["en"]) if story.verbatim else ("", "")
        headline = Para(story.headline, 26, 1.22, SEMIBOLD)
        text = Para(story.text, Px.CARD, 1.5, quote=quote)
        box.addWidget(headline)
        box.addSpacing(12)
        box.addWidget(text)
        for part in (
            self._notes(story, words),
            self._same(same, words),
            self._facts(story, words),
            self._outcome(story, words),
            self._origin(story),
            self._uses(uses, words),
            self._tags(story, words),
        ):
            if part is not None:
                box.addSpacing(20)
                box.addWidget(part)
        box.addStretch(1)
        self._scroll.setWidget(inner)
        inner.setProperty("role", "scrolled")
        inner.style().unpolish(inner)
        inner.style().polish(inner)
        inner.show()

    def _notes(self, story: Story, words: Words) -> QWidget | None:
        """What one must know before using it: sensitive, teaching example, consent denied."""
        said: list[tuple[str, str]] = []
        if story.sensitive:
            said.append(
                (
                    words.tr("Sensitive"),
                    words.tr("Death, health, children or politics: never chosen automatically, only by a person."),
                )
            )
        if story.teaching:
            said.append(
                (
                    words.tr("Teaching example"),
                    words.tr("Told to explain something, not a case of ours; it says so wherever it is shown."),
                )
            )
        if story.consent == "denied":
            said.append(
                (words.tr("Consent denied"), words.tr("The customer does not want it: it stays off every wall."))
            )
        if not said:
            return None
        card = Card(margin=16, spacing=10, role="note")
        for title, text in said:
            line = row(IconLabel("circle-alert", "ochre", 18), spacing=12)
            told = column(Label(title, Px.ROW, SEMIBOLD, "ochre"), Label(text, Px.ROW, wrap=True), spacing=2)
            line.addLayout(told, 1)
            card.box.addLayout(line)
        return card

    def _same(self, same: int, words: Words) -> QWidget | None:
        """How many customers say nearly this."""
        if same < 2:
            return None
        holder = QWidget()
        said = words.trn("{n} customer says the same", "{n} customers say the same", same)
        line = row(IconLabel("users-round", "teal", 20), Label(said, Px.BODY, SEMIBOLD, "teal"), None, spacing=12)
        line.addWidget(_change(words.tr("show"), said, lambda _: self.same_wanted.emit()))
        holder.setLayout(line)
        return holder

    def _facts(self, story: Story, words: Words) -> QWidget:
        facts, tr = sort_facts(story.facts), words.tr
        holder = QWidget()
        box = column(spacing=10)
        holder.setLayout(box)
        change = _change(tr("change") if story.facts else tr("add"), tr("Facts"), self._edit_facts)
        box.addLayout(row(Label(tr("Facts"), Px.BODY, SEMIBOLD), None, change))
        if facts.figures:
            box.addWidget(FactsStrip(facts.figures))
        for line in facts.lines:
            box.addLayout(_icon_row("chevron-right", Label(line, Px.ROW, tone="ink2", wrap=True)))
        return holder

    def _outcome(self, story: Story, words: Words) -> QWidget:
        tr = words.tr
        holder = QWidget()
        ladder = OutcomeLadder()
        ladder.set_steps(ladder_steps(story, words), tr("reached"), tr("not reached"))
        change = _change(tr("change"), tr("What became of it"), self._edit_outcome)
        title = Label(tr("What became of it"), Px.BODY, SEMIBOLD)
        holder.setLayout(column(row(title, None, change), 8, ladder))
        return holder

    def _origin(self, story: Story) -> QWidget:
        origin = Origin(self._ctx, story, self._opener)
        origin.raw_wanted.connect(self.open_raw)
        origin.batch_wanted.connect(self.batch_wanted)
        origin.checked_wanted.connect(self._edit_checked)
        return origin

    # ------------------------------------------------------------------ changing where it stands
    def open_raw(self) -> None:
        """The row or mail as it came in."""
        from emptychair.ui.library.raw import RawDialog

        if self._shown is None or not self._shown[0].raw:
            return
        dialog = RawDialog(self._ctx, self._shown[0], self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _edit(self, **values: object) -> None:
        if self._shown is not None:
            self.edited.emit(replace(self._shown[0], **values))  # type: ignore[arg-type]

    def _edit_outcome(self, button: QWidget) -> None:
        assert self._shown is not None
        story, words = self._shown[0], self._ctx.words
        open_menu(
            button,
            [
                (outcome_words(value, words), story.outcome is value, lambda value=value: self._edit(outcome=value))
                for value in Ladder
            ],
        )

    def _edit_checked(self, button: QWidget) -> None:
        assert self._shown is not None
        source, tr = self._shown[0].provenance, self._ctx.words.tr
        edit = line_edit()
        edit.setText(source.verified_by or self._ctx.settings.person)
        popover = EditPopover(
            self._ctx,
            tr("Checked by"),
            lambda: self._edit(provenance=replace(source, verified_by=" ".join(edit.text().split()))),
            self,
        )
        edit.setAccessibleName(tr("Checked by"))
        popover.open_with(button, edit)
        edit.selectAll()

    def _edit_facts(self, button: QWidget) -> None:
        assert self._shown is not None
        story, tr = self._shown[0], self._ctx.words.tr
        text = TextField(5, serif=False, px=Px.BODY)
        text.setPlainText("\n".join(story.facts))
        field = Field(text)
        field.set_words(tr("Facts"), tr("one a line: “reply after 30 hours”"))

        def take() -> None:
            lines = (line.strip() for line in text.toPlainText().splitlines())
            self._edit(facts=tuple(line for line in lines if line))

        popover = EditPopover(self._ctx, tr("Waiting times, scores, amounts"), take, self)
        popover.open_with(button, field)
        text.setFocus()

    def _edit_tags(self, button: QWidget) -> None:
        assert self._shown is not None
        story, words = self._shown[0], self._ctx.words
        tr = words.tr
        kind, segment, tags = Options(tuple(Kind)), line_edit(), TagsField()
        kind.set_words([kind_words(value, words) for value in Kind])
        kind.set_value(story.kind)
        segment.setText(story.segment)
        tags.set_tags(story.tags)
        offer_tags(self._ctx, tags)
        fields = Field(kind), Field(segment), Field(tags)
        names = (tr("Kind"), ""), (tr("Segment"), "B2C, B2B"), (tr("Tags"), tr("parted by commas"))
        for field, (name, hint) in zip(fields, names, strict=True):
            field.set_words(name, hint)

        def take() -> None:
            self._edit(kind=Kind(kind.value()), segment=" ".join(segment.text().split()), tags=tags.tags())

        EditPopover(self._ctx, tr("Kind, segment, tags"), take, self).open_with(button, *fields)
        tags.setFocus()

    def _uses(self, uses: Sequence[StoryUse], words: Words) -> QWidget:
        tr = words.tr
        decisions = [(use, decision) for use in uses for decision in use.decisions]
        holder = QWidget()
        if not uses:
            title = tr("Never shown so far")
        else:
            shown = words.trn("Shown {n} time", "Shown {n} times", len(uses))
            heard = words.trn("{n} decision heard it", "{n} decisions heard it", len(decisions))
            title = f"{shown}, {heard}" if decisions else shown
        box = column(Label(title, Px.BODY, SEMIBOLD), spacing=8)
        holder.setLayout(box)
        for use in uses[:12]:
            day = words.day(local(use.showing.since, self._ctx.service.zone).date(), year=False)
            where = f"{use.meeting_title}, {day}"
            if not use.decisions:
                box.addLayout(_icon_row("projector", Label(where, Px.ROW, tone="ink2", wrap=True)))
            for decision in use.decisions:
                box.addLayout(self._decision(decision, where, words))
        return holder

    def _decision(self, decision: Decision, where: str, words: Words) -> QHBoxLayout:
        counted = {
            Counted.CHANGED: ("teal", words.tr("changed it")),
            Counted.CONFIRMED: ("teal", words.tr("confirmed it")),
            Counted.OVERRULED: ("outlined", words.tr("overruled")),
        }
        meta = " · ".join(part for part in (where, decision.owner) if part)
        told = column(
            Label(decision.text, Px.BODY, MEDIUM, wrap=True), Label(meta, Px.META, tone="ink2", wrap=True), spacing=2
        )
        line = row(spacing=16)
        line.addLayout(told, 1)
        if decision.counted is not None and decision.counted in counted:
            kind, text = counted[decision.counted]
            line.addWidget(Chip(text, kind), 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _tags(self, story: Story, words: Words) -> QWidget:
        tr = words.tr
        kind = kind_words(story.kind, words) if story.kind else ""
        segment, language = segment_words(story.segment, words), language_words(story.language, words)
        said = [kind, story.industry, segment, language, *story.tags]
        holder = QWidget()
        flow = FlowLayout(spacing=8)
        for text in said:
            if text:
                chip = Chip(text, parent=holder)
                chip.setMaximumWidth(360)
                flow.addWidget(chip)
        chips = QWidget()
        chips.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        chips.setSizePolicy(policy)
        head = row(Label(tr("Tags"), Px.BODY, SEMIBOLD), None, spacing=4)
        if story.tags:
            head.addWidget(_change(tr("rename, merge"), tr("Tags"), lambda _: self.tags_wanted.emit()))
        head.addWidget(_change(tr("change"), tr("Kind, segment, tags"), self._edit_tags))
        holder.setLayout(column(head, 4, chips))
        return holder


def _change(text: str, name: str, run: Callable[[QWidget], object]) -> Button:
    button = Button(text, kind="text", px=Px.ROW, height=30)
    button.setAccessibleName(f"{text}: {name}")
    button.clicked.connect(lambda: run(button))
    return button


def state_chips(story: Story, words: Words, *, short: bool = False) -> list[tuple[str, str, str]]:
    """(text, kind, icon) of the chips at the head of a story: its state, its segment; `short` for little room."""
    kind, icon = CLEARANCE_LOOKS[story.clearance]
    brief = {Clearance.CLEARED: words.tr("Cleared"), Clearance.WAITING: words.tr("Waiting")}
    text = clearance_words(story.clearance, words)
    chips = [(brief.get(story.clearance, text) if short else text, kind, icon)]
    if not short and story.segment and len(story.segment) <= 4:  # B2B, B2C: a longer one stands among the tags
        chips.append((segment_words(story.segment, words), "neutral", ""))
    return chips


def ladder_steps(story: Story, words: Words) -> list[Step]:
    """The outcome ladder of a story: what it reached, and what is not part of it."""
    tr = words.tr
    outcome = story.outcome
    reached = {
        Ladder.DELIGHTED: {1},
        Ladder.PROCESS_IMPROVED: {2},
        Ladder.ROLLED_OUT: {2, 3},
    }.get(outcome, set())
    notes = {
        Ladder.OPEN: tr("still open"),
        Ladder.RESOLVED: tr("solved"),
        Ladder.LOST: tr("customer lost"),
    }
    first = notes.get(outcome) or (short_date(story.happened_on, words))
    missing = tr("not in this story")
    last = max(reached, default=0)
    return [
        Step(tr("Case"), first, True),
        Step(tr("Delighted"), "" if 1 in reached else missing if last > 1 else "", 1 in reached),
        Step(tr("Process improved"), "", 2 in reached),
        Step(tr("Rolled out"), "", 3 in reached),
    ]


def _icon_row(icon: str, label: Label) -> QHBoxLayout:
    line = row(spacing=12)
    holder = column(2, IconLabel(icon, "ink2", 18), None, spacing=0)
    line.addLayout(holder)
    line.addWidget(label, 1)
    return line
