"""How we know a story: who told it, when, in which file and ticket, who has checked and who has cleared it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from emptychair.app.clock import local
from emptychair.app.i18n import Words
from emptychair.app.provenance import channel_words
from emptychair.domain.errors import N_
from emptychair.domain.story import Clearance, Story
from emptychair.ui.context import UiContext
from emptychair.ui.library.links import LinkButton, Opener, web_address
from emptychair.ui.library.terms import consent_words, person
from emptychair.ui.theme import SEMIBOLD
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.labels import IconLabel, Label
from emptychair.ui.widgets.layouts import column, row

_SOURCES = {"demo": N_("Demo library"), "csv": N_("Table"), "heard": N_("Story heard")}
_NAMES = {"app_store": "App Store", "google_play": "Google Play", "hubspot": "HubSpot", "surveymonkey": "SurveyMonkey"}


def source_words(source: str, words: Words) -> str:
    """The name of a source: "zendesk" is Zendesk. Behind a colon stands the file of a table whose ids are its own."""
    name = source.partition(":")[0]
    if name in _SOURCES:
        return words.tr(_SOURCES[name])
    return _NAMES.get(name) or " ".join(part[:1].upper() + part[1:] for part in name.replace("_", " ").split())


def source_number(story: Story) -> str:
    """The number under which the source knows it; empty where we made one of its words."""
    number = story.provenance.source_id
    return "" if number.startswith("sha256:") else number


class Origin(QWidget):
    """The lines, with buttons for what can be opened or changed."""

    raw_wanted = Signal()
    batch_wanted = Signal()
    checked_wanted = Signal(QWidget)  # the button pressed

    def __init__(self, ctx: UiContext, story: Story, opener: Opener, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._opener = ctx, opener
        words, tr, source = ctx.words, ctx.words.tr, story.provenance
        box = column(Label(tr("Where it comes from"), Px.BODY, SEMIBOLD), 4, spacing=6)
        self.setLayout(box)
        for icon, text in self._told(story, words):
            _line(box, icon, text)
        self._link(box, source.url, "")
        for further in source.further:
            address, _, supports = further.partition(" ")
            if web_address(address) is None:
                _line(box, "file-text", further)
            elif address != source.url:
                self._link(box, address, supports.strip(" ()"))
        box.addSpacing(2)
        if source.file_name:
            self._file(box, story)
        checked = tr("Checked by {person}", person=source.verified_by) if source.verified_by else tr("Not checked yet")
        _line(box, "user-round-check", checked, _act(tr("change"), tr("Checked by"), self.checked_wanted.emit))
        if story.clearance is Clearance.CLEARED and story.cleared_at is not None:
            on = words.day(local(story.cleared_at, ctx.service.zone).date())
            _line(box, "shield-check", tr("Cleared by {person} on {date}", person=story.cleared_by, date=on))
        consent = consent_words(story.consent, words)
        _line(box, "lock", tr("Consent: {consent}", consent=consent[:1].lower() + consent[1:]))
        if story.version > 1:
            _line(box, "history", tr("Version {number} of its words", number=story.version))

    def _told(self, story: Story, words: Words) -> list[tuple[str, str]]:
        """Who and how, when it happened, in which source under which number, who heard it."""
        source, tr = story.provenance, words.tr
        channel = channel_words(story.channel, words) if story.channel else ""
        said = [("message-square-quote", ", ".join(part for part in (channel, person(story.customer)) if part))]
        if story.happened_on:
            said.append(("calendar", tr("Happened: {date}", date=words.partial_date(story.happened_on))))
        number = source_number(story)
        if source.source not in ("", "heard", "demo"):
            name = source_words(source.source, words)
            said.append(("tag", tr("{source}, no. {number}", source=name, number=number) if number else name))
        if source.title or source.publisher or source.source_date:
            date = words.partial_date(source.source_date)
            said.append(("file-text", ", ".join(part for part in (source.title, source.publisher, date) if part)))
        if source.heard_by or source.heard_where or source.heard_on:
            heard = [
                tr("Heard by {person}", person=source.heard_by) if source.heard_by else tr("Heard by a colleague"),
                source.heard_where,
                words.partial_date(source.heard_on),
            ]
            said.append(("ear", ", ".join(part for part in heard if part)))
        return [(icon, text) for icon, text in said if text]

    def _file(self, box: QVBoxLayout, story: Story) -> None:
        source, words = story.provenance, self._ctx.words
        tr = words.tr
        where = source.file_name
        if source.row is not None:
            where = tr("Row {row} of {file}", row=source.row, file=source.file_name)
        if story.batch_id and story.created_at:
            on = words.short_day(local(story.created_at, self._ctx.service.zone).date())
            where = tr("{where}, import of {date}", where=where, date=on)
        _line(box, "link", where)
        buttons = row(22, spacing=4)
        if story.raw:
            buttons.addWidget(_act(tr("As it came in"), "", lambda _: self.raw_wanted.emit()))
        if story.batch_id:
            buttons.addWidget(_act(tr("All of this import"), "", lambda _: self.batch_wanted.emit()))
        buttons.addStretch(1)
        if story.raw or story.batch_id:
            box.addLayout(buttons)

    def _link(self, box: QVBoxLayout, address: str, supports: str) -> None:
        """A link of the web as a button; any other address as the words that it is."""
        if not address:
            return
        url = web_address(address)
        if url is None:
            _line(box, "link", address)
            return
        button = LinkButton(url, self._ctx.words.tr("Open in the browser"), self._opener)
        line = row(22, button, spacing=0)
        if supports and supports != "main":
            line.addWidget(Label(supports, Px.META, tone="ink2", elide=True), 1, Qt.AlignmentFlag.AlignVCenter)
        else:
            line.addStretch(1)
        box.addLayout(line)


def _act(text: str, name: str, run: Callable[[QWidget], object]) -> Button:
    button = Button(text, kind="text", px=Px.ROW, height=30)
    if name:
        button.setAccessibleName(f"{text}: {name}")
    button.clicked.connect(lambda: run(button))
    return button


def _line(box: QVBoxLayout, icon: str, text: str, button: Button | None = None) -> None:
    line = row(spacing=12)
    line.addWidget(IconLabel(icon, "ink2", 18), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Label(text, Px.ROW, tone="ink2", wrap=True), 1)
    if button is not None:
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    box.addLayout(line)
