"""A new meeting: the agenda as text at the left, what was understood of it at the right, editable in place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from emptychair.app import commands as c
from emptychair.app.clock import local
from emptychair.app.ports import MeetingRow
from emptychair.domain.change import Done
from emptychair.domain.errors import SentenceError
from emptychair.ui.context import UiContext
from emptychair.ui.prepare.agenda_editor import AgendaEditor
from emptychair.ui.prepare.draft import (
    CarryOver,
    DraftItem,
    SeriesChoice,
    carry_over,
    likely_series,
    merged,
    new_items,
    series_choices,
)
from emptychair.ui.prepare.meeting_form import MeetingFields, MeetingForm
from emptychair.ui.shell.page import Page, PageHeader, Place, plain_button
from emptychair.ui.start.meeting_line import moment
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import CONTROL_TIGHT, Px, Space
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.keys import key_text
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import Card, Scroll, column, row
from emptychair.ui.widgets.para import Para

_READ_AFTER = 120  # ms after the last key
_IGNORED_SHOWN = 8


class NewMeetingPage(Page):
    """Nothing is made before "Create"; the page keeps what was typed when one looks elsewhere."""

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        self._rows: Sequence[MeetingRow] = ()
        self._series: tuple[SeriesChoice, ...] = ()
        self._carry: tuple[CarryOver, ...] = ()
        self._ignored: tuple[str, ...] = ()
        self._own_title = self._own_language = self._own_series = False
        self.setAcceptDrops(True)
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(_READ_AFTER)
        self._reading.timeout.connect(self.read)
        self._build()
        self._connect()
        self.clear()
        self.retranslate()

    # ------------------------------------------------------------------ building
    def _build(self) -> None:
        words = self.words
        self.create_act = self.act("", "Ctrl+Return", self.create)
        self.create_act.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self.open_act = self.act("", "Ctrl+O", self.choose_file)
        self.leave_act = self.act("", "Escape", lambda: self.asked.emit(Place.MEETINGS, ""))
        self.create_button = plain_button(Button.of(self.create_act, words, kind="primary", icon="check"))
        self.header = PageHeader(self.create_button)
        self._text_title = Label("", Px.CARD, SEMIBOLD)
        self._text_hint = Para("", Px.ROW, 1.4, tone="ink2", serif=False)
        self.text = QPlainTextEdit()
        self.text.setFont(Theme.current().font(Px.BODY))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(160)
        self.text.setAcceptDrops(False)  # a file dropped here would become its path; the page takes it
        self.open_button = Button.of(self.open_act, words, icon="folder-open", px=Px.ROW, height=CONTROL_TIGHT)
        self.text_card = Card(24, 12)
        for part in (self._text_title, self._text_hint):
            self.text_card.box.addWidget(part)
        self.text_card.box.addWidget(self.text, 1)
        self.text_card.box.addLayout(row(self.open_button, None))
        self._build_form()
        self._build_agenda()
        right = QWidget()
        self._right = QVBoxLayout(right)
        self._right.setContentsMargins(0, 0, 8, 0)
        self._right.setSpacing(Space.PART)
        for card in (self.form_card, self.agenda_card, self.carry_card, self.ignored_card):
            self._right.addWidget(card)
        self._right.addStretch(1)
        self._scroll = Scroll(right)
        self._body = QHBoxLayout()
        self._body.addWidget(self.text_card, 2)
        self._body.addWidget(self._scroll, 3)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.header)
        box.addLayout(self._body, 1)
        self.arrange(False)

    def _build_form(self) -> None:
        self.form = MeetingForm(self.ctx)
        self._series_name = Label("", Px.META, tone="ink2")
        self.series = QComboBox()
        self.series.setFont(Theme.current().font(Px.BODY))
        self.series.setMinimumHeight(42)
        self.series.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.form_card = Card(24, 12)
        self.form_card.box.addWidget(self.form)
        self.form_card.box.addLayout(column(self._series_name, self.series, spacing=4))

    def _build_agenda(self) -> None:
        self._count = Label("", Px.CARD, SEMIBOLD)
        self._count_hint = Label("", Px.META, tone="ink2", elide=True)
        self._nothing = Label("", Px.ROW, tone="ink2", wrap=True)
        self.agenda = AgendaEditor(self.words)
        self.add_button = Button(kind="text", icon="plus", px=Px.ROW, height=CONTROL_TIGHT)
        self.agenda_card = Card(0, 8)
        self.agenda_card.box.setContentsMargins(16, 20, 16, 16)
        head = row(spacing=12, margins=(8, 0, 8, 0))
        head.addWidget(self._count)
        head.addWidget(self._count_hint, 1, Qt.AlignmentFlag.AlignBaseline)
        self.agenda_card.box.addLayout(head)
        self._nothing.setContentsMargins(8, 0, 8, 0)
        self.agenda_card.box.addWidget(self._nothing)
        self.agenda_card.box.addWidget(self.agenda)
        self.agenda_card.box.addLayout(row(self.add_button, None))
        self._carry_title = Label("", Px.BODY, SEMIBOLD)
        self._carry_hint = Label("", Px.META, tone="ink2", wrap=True)
        self._carry_box = QVBoxLayout()
        self._carry_box.setSpacing(4)
        self.carried: list[QCheckBox] = []
        self.carry_card = Card(24, 8)
        self.carry_card.box.addWidget(self._carry_title)
        self.carry_card.box.addWidget(self._carry_hint)
        self.carry_card.box.addLayout(self._carry_box)
        self._ignored_title = Label("", Px.BODY, SEMIBOLD)
        self._ignored_text = Para("", Px.ROW, 1.45, tone="ink2", serif=False)
        self.ignored_card = Card(24, 6)
        self.ignored_card.box.addWidget(self._ignored_title)
        self.ignored_card.box.addWidget(self._ignored_text)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._reading.start)
        self.form.title.textEdited.connect(lambda _: setattr(self, "_own_title", True))
        self.form.title.textChanged.connect(lambda _: self._guess_series())
        self.form.language.chosen.connect(lambda _: setattr(self, "_own_language", True))
        self.series.activated.connect(self._series_chosen)
        self.agenda.changed.connect(self._tell_count)
        self.add_button.clicked.connect(self.agenda.add_row)

    # ------------------------------------------------------------------ what the window asks
    def entered(self) -> None:
        self._read_series()
        self.text.setFocus()

    def hints(self) -> Sequence[tuple[str, str]]:
        tr, words = self.words.tr, self.words
        return (
            (key_text("Ctrl+Return", words), tr("Create the meeting")),
            (key_text("Ctrl+O", words), tr("Open a file")),
            ("Alt+↑ ↓", tr("Move an item")),
            (key_text("Esc", words), tr("Back")),
        )

    def note(self) -> str:
        return self.words.tr("Read on this computer only")

    def clear(self) -> None:
        """Back to an empty sheet."""
        self._own_title = self._own_language = self._own_series = False
        self.text.clear()
        self.agenda.set_items(())
        self._ignored = ()
        self.form.set_fields(MeetingFields("", "", self.words.language, None), self.ctx.service.zone)
        self._read_series()
        self._tell()

    # ------------------------------------------------------------------ reading
    def set_text(self, text: str) -> None:
        """Take a text as the agenda and read it now."""
        self.text.setPlainText(text)
        self.read()

    def read(self) -> None:
        """Understand the text; what a person edited in the preview stays."""
        from emptychair.gather.agenda import read_agenda

        self._reading.stop()
        text = self.text.toPlainText()
        reading = read_agenda(text)
        self.agenda.set_items(merged(self.agenda.items(), reading.items))
        self._ignored = reading.ignored if text.strip() else ()
        if reading.title and not self._own_title:
            self.form.title.setText(reading.title)
        self.form.set_usual(reading.starts or "")
        if not self._own_language and reading.items:
            from emptychair.matching.language import detect

            said = detect(" ".join(item.title for item in reading.items))
            if said in ("de", "en"):
                self.form.language.set_value(said)
        self._tell()

    def choose_file(self) -> None:
        """Ask for a file, without holding up anything."""
        tr = self.words.tr
        dialog = QFileDialog(self, tr("Open an agenda"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Agendas (*.md *.markdown *.txt)"), tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.open_file(Path(path)))
        dialog.open()

    def open_file(self, path: Path) -> bool:
        """Read a file into the text; False, with one sentence, where that cannot be."""
        from emptychair.gather.agenda import read_agenda_file
        from emptychair.gather.decode import decode, read_bytes

        try:
            read_agenda_file(path)
            text = decode(read_bytes(path), path.name)
        except SentenceError as error:
            self.said.emit(self.words.error(error), "")
            return False
        self.set_text(text)
        if not self.form.title.text():
            self.form.title.setText(path.stem.replace("_", " ").replace("-", " ").strip())
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if data.hasText() or any(url.isLocalFile() for url in data.urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        data = event.mimeData()
        files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if files:
            self.open_file(Path(files[0]))
        elif data.hasText():
            self.set_text(data.text())
        event.acceptProposedAction()

    # ------------------------------------------------------------------ series
    def _read_series(self) -> None:
        self._rows = self.ctx.reader.meetings()
        self._series = series_choices(self._rows)
        chosen = self.series.currentData()
        self.series.blockSignals(True)
        self.series.clear()
        self.series.addItem(self.words.tr("A new series"), "")
        for choice in self._series:
            self.series.addItem(choice.title, choice.series_id)
        at = self.series.findData(chosen) if chosen else 0
        self.series.setCurrentIndex(max(at, 0))
        self.series.blockSignals(False)
        self._guess_series()
        self._show_carry()

    def _guess_series(self) -> None:
        if self._own_series:
            return
        found = likely_series(self.form.title.text(), self._series)
        at = self.series.findData(found.series_id) if found else 0
        if at != self.series.currentIndex():
            self.series.setCurrentIndex(max(at, 0))
            self._show_carry()

    def _series_chosen(self) -> None:
        self._own_series = True
        self._show_carry()

    def _show_carry(self) -> None:
        series_id = self.series.currentData() or ""
        self._carry = carry_over(series_id, self._rows, self.ctx.reader) if series_id else ()
        for old in self.carried:
            old.setParent(None)
            old.deleteLater()
        tr = self.words.tr
        states = {"deferred": tr("deferred"), "parked": tr("parked"), "not-reached": tr("not reached")}
        self.carried = []
        for left in self._carry:
            box = QCheckBox(f"{left.title} · {states[left.state]}".replace("&", "&&"))
            box.setFont(Theme.current().font(Px.ROW))
            box.setChecked(left.state != "parked")
            self.carried.append(box)
            self._carry_box.addWidget(box)
        choice = next((one for one in self._series if one.series_id == series_id), None)
        if choice is not None:
            at = moment(choice.latest.meeting)
            day = self.words.short_day(local(at, choice.latest.meeting.zone).date()) if at is not None else ""
            self._carry_hint.setText(
                tr("Left over in the last meeting of this series{when}.", when=f", {day}" if day else "")
            )
        self.carry_card.setVisible(bool(self._carry))

    # ------------------------------------------------------------------ making it
    def create(self) -> None:
        """Make the meeting and go to its preparation; a problem is told in one sentence."""
        self.read()
        problem = self.form.problem()
        if problem:
            self.said.emit(problem, "")
            (self.form.day if self.form.title.text().strip() else self.form.title).setFocus()
            return
        fields = self.form.fields()
        carried = tuple(
            c.NewItem(left.title, left.minutes, left.owner)
            for left, box in zip(self._carry, self.carried, strict=True)
            if box.isChecked()
        )
        command = c.CreateMeeting(
            title=fields.title,
            language=fields.language,
            items=(*new_items(self.agenda.items()), *carried),
            place=fields.place,
            starts_at=fields.starts_at,
            zone=self.ctx.service.zone,
            series_id=self.series.currentData() or None,
        )
        self.ctx.bus.act(command, source="new-meeting", done=self._made)

    def _made(self, done: Done) -> None:
        self.clear()
        self.said.emit(self.words.tr("Meeting created"), "library")
        self.asked.emit(Place.PREPARE, done.entity)

    # ------------------------------------------------------------------ words and sizes
    def _tell(self) -> None:
        tr, trn = self.words.tr, self.words.trn
        typed = bool(self.text.toPlainText().strip())
        shown = self._ignored[:_IGNORED_SHOWN]
        rest = len(self._ignored) - len(shown)
        lines = [*shown, *([trn("and {n} more line", "and {n} more lines", rest)] if rest else [])]
        self._ignored_title.setText(trn("{n} line became no item", "{n} lines became no item", len(self._ignored)))
        self._ignored_text.set_text("\n".join(lines))
        self.ignored_card.setVisible(bool(self._ignored))
        if typed:
            self._nothing.setText(
                tr("No items were found in this text: write one item on each line, or add them here.")
            )
        else:
            self._nothing.setText(tr("As soon as there is a text, its items stand here: tick, edit, drag."))
        self._tell_count()

    def _tell_count(self) -> None:
        items: tuple[DraftItem, ...] = self.agenda.items()
        taken = [item for item in items if item.taken and item.title.strip()]
        minutes = sum(item.minutes or 0 for item in taken)
        trn = self.words.trn
        said = trn("{n} item", "{n} items", len(taken))
        if minutes:
            said += ", " + trn("{n} minute", "{n} minutes", minutes)
        self._count.setText(said)
        self._nothing.setVisible(not items)
        self.agenda.setVisible(bool(items))

    def retranslate(self) -> None:
        tr = self.words.tr
        self.header.set_words(tr("New meeting"), tr("Paste its agenda, open a file, or drop one here"))
        self.create_act.setText(tr("Create the meeting"))
        self.open_act.setText(tr("Open a file"))
        self.leave_act.setText(tr("Back to the meetings"))
        self._text_title.setText(tr("The agenda as text"))
        self._text_hint.set_text(tr("A list, a table, time slots, headings, or one item a line; German or English."))
        self.text.setPlaceholderText(
            "1. Checkout (20 min, Jana)\n2. …" if self.words.language != "de" else "1. Versand (20 Min., Jana)\n2. …"
        )
        self.text.setAccessibleName(tr("The agenda as text"))
        self._series_name.setText(tr("Series: its stories do not come again soon"))
        self.series.setAccessibleName(tr("Series"))
        self.series.setItemText(0, tr("A new series"))
        self._count_hint.setText(tr("as they will stand in the meeting"))
        self.add_button.set_text(tr("Add an item"))
        self._carry_title.setText(tr("From last time"))
        self._show_carry()
        self._tell()

    def arrange(self, tight: bool) -> None:
        self.header.set_tight(tight)
        margin = Space.CONSOLE if tight else Space.WINDOW
        self._body.setContentsMargins(margin, 4 if tight else 8, margin - 8, Space.PART)
        self._body.setSpacing(Space.PART if tight else Space.COLUMN)
        for card in (self.text_card, self.form_card, self.carry_card, self.ignored_card):
            inset = Space.PART if tight else Space.CARD
            card.box.setContentsMargins(inset, inset, inset, inset)
        self._text_hint.setVisible(not tight)
        # Little room goes to what was understood: the text is there to be pasted, not to be read again.
        self._body.setStretch(0, 1 if tight else 2)
        self._body.setStretch(1, 2 if tight else 3)
