"""One story complete: what happened, how much, what became of it, how we know, whom it moved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from emptychair.app.clock import local
from emptychair.app.i18n import Words
from emptychair.app.ports import StoryUse
from emptychair.app.provenance import channel_words
from emptychair.domain.decision import Counted, Decision
from emptychair.domain.story import Clearance, Ladder, Story
from emptychair.ui.context import UiContext
from emptychair.ui.library.figures import sort_facts
from emptychair.ui.library.flow import FlowLayout
from emptychair.ui.library.links import LinkButton, Opener, open_in_browser, web_address
from emptychair.ui.library.model import short_date
from emptychair.ui.library.terms import (
    CLEARANCE_LOOKS,
    clearance_words,
    consent_words,
    language_words,
    person,
    segment_words,
)
from emptychair.ui.theme import MEDIUM, SEMIBOLD
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.chips import Chip
from emptychair.ui.widgets.labels import IconLabel, Label
from emptychair.ui.widgets.layouts import Card, Scroll, column, row
from emptychair.ui.widgets.outcome import FactsStrip, OutcomeLadder, Step
from emptychair.ui.widgets.para import Para
from emptychair.ui.widgets.translated import Translated

_QUOTES = {"de": ("„", "“"), "en": ("“", "”"), "fr": ("«\u00a0", "\u00a0»")}


class StoryDetail(Translated, QWidget):
    """The pane beside the list. It is built anew for each story; what did not change is left alone."""

    def __init__(self, ctx: UiContext, opener: Opener = open_in_browser, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._opener = opener
        self._shown: tuple[Story, tuple[StoryUse, ...]] | None = None
        self._scroll = Scroll(QWidget())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll, 1)

    def set_story(self, story: Story, uses: Sequence[StoryUse]) -> None:
        """Show this one."""
        now = (story, tuple(uses))
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
        story, uses = self._shown
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
            self._facts(story),
            self._outcome(story, words),
            self._sources(story, words),
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

    def _facts(self, story: Story) -> QWidget | None:
        facts = sort_facts(story.facts)
        if not story.facts:
            return None
        holder = QWidget()
        box = column(spacing=10)
        holder.setLayout(box)
        if facts.figures:
            box.addWidget(FactsStrip(facts.figures))
        for line in facts.lines:
            box.addLayout(_icon_row("chevron-right", Label(line, Px.ROW, tone="ink2", wrap=True)))
        return holder

    def _outcome(self, story: Story, words: Words) -> QWidget:
        holder = QWidget()
        ladder = OutcomeLadder()
        ladder.set_steps(ladder_steps(story, words), words.tr("reached"), words.tr("not reached"))
        holder.setLayout(column(Label(words.tr("What became of it"), Px.BODY, SEMIBOLD), 8, ladder))
        return holder

    def _sources(self, story: Story, words: Words) -> QWidget:
        source, tr = story.provenance, words.tr
        holder = QWidget()
        box = column(Label(tr("Where it comes from"), Px.BODY, SEMIBOLD), 4, spacing=6)
        holder.setLayout(box)
        channel = channel_words(story.channel, words) if story.channel else ""
        who = ", ".join(part for part in (channel, person(story.customer)) if part)
        said: list[tuple[str, str]] = [("message-square-quote", who)]
        if source.title or source.publisher:
            date = words.partial_date(source.source_date)
            said.append(("file-text", ", ".join(part for part in (source.title, source.publisher, date) if part)))
        if source.heard_by or source.heard_where or source.heard_on:
            heard = [
                tr("Heard by {person}", person=source.heard_by) if source.heard_by else tr("Heard by a colleague"),
                source.heard_where,
                words.partial_date(source.heard_on),
            ]
            said.append(("ear", ", ".join(part for part in heard if part)))
        for icon, text in said:
            if text:
                box.addLayout(_icon_row(icon, Label(text, Px.ROW, tone="ink2", wrap=True)))
        self._add_link(box, source.url, "", words)
        for further in source.further:
            address, _, supports = further.partition(" ")
            if web_address(address) is None:
                box.addLayout(_icon_row("file-text", Label(further, Px.ROW, tone="ink2", wrap=True)))
            elif address != source.url:
                self._add_link(box, address, supports.strip(" ()"), words)
        box.addSpacing(2)
        for icon, text in self._standing(story, words):
            box.addLayout(_icon_row(icon, Label(text, Px.ROW, tone="ink2", wrap=True)))
        return holder

    def _standing(self, story: Story, words: Words) -> list[tuple[str, str]]:
        """Checked by whom, cleared by whom, what the customer allowed, which file and row."""
        source, tr = story.provenance, words.tr
        said: list[tuple[str, str]] = []
        if source.verified_by:
            said.append(("user-round-check", tr("Checked by {person}", person=source.verified_by)))
        if story.clearance is Clearance.CLEARED and story.cleared_at is not None:
            on = words.day(local(story.cleared_at, self._ctx.service.zone).date())
            said.append(("shield-check", tr("Cleared by {person} on {date}", person=story.cleared_by, date=on)))
        consent = consent_words(story.consent, words)
        said.append(("lock", tr("Consent: {consent}", consent=consent[:1].lower() + consent[1:])))
        if source.file_name:
            if source.row is not None:
                said.append(("link", tr("Row {row} of {file}", row=source.row, file=source.file_name)))
            else:
                said.append(("link", source.file_name))
        if story.version > 1:
            said.append(("history", tr("Version {number} of its words", number=story.version)))
        return said

    def _add_link(self, box: QVBoxLayout, address: str, supports: str, words: Words) -> None:
        """A link of the web as a button; any other address as the words that it is."""
        if not address:
            return
        url = web_address(address)
        if url is None:
            box.addLayout(_icon_row("link", Label(address, Px.ROW, tone="ink2", wrap=True)))
            return
        button = LinkButton(url, words.tr("Open in the browser"), self._opener)
        line = row(22, button, spacing=0)
        if supports and supports != "main":
            note = Label(supports, Px.META, tone="ink2", elide=True)
            line.addWidget(note, 1, Qt.AlignmentFlag.AlignVCenter)
        else:
            line.addStretch(1)
        box.addLayout(line)

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
        said = [story.industry, segment_words(story.segment, words), language_words(story.language, words), *story.tags]
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
        holder.setLayout(column(Label(words.tr("Tags"), Px.BODY, SEMIBOLD), 4, chips))
        return holder


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
