"""The parts of the import window and where they stand; what they show comes from the presenter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from emptychair.ui.context import UiContext
from emptychair.ui.gather.columns import ColumnsCard
from emptychair.ui.gather.files import FileList, kind_words
from emptychair.ui.gather.presenter import ImportPresenter
from emptychair.ui.gather.preview import PreviewPane
from emptychair.ui.gather.private import PrivateCard
from emptychair.ui.gather.report import ReportCard
from emptychair.ui.gather.state import Entry, FileState, Sentence
from emptychair.ui.gather.zone import DropZone
from emptychair.ui.library.editor_fields import CheckLine
from emptychair.ui.theme import MEDIUM, SEMIBOLD, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.keys import key_text
from emptychair.ui.widgets.labels import IconLabel, Label
from emptychair.ui.widgets.layouts import Card, Scroll, column, row

THREE_COLUMNS, NARROW = 1240, 1000
KINDS = (
    "Zendesk", "Freshdesk", "Intercom", "Jira", "Salesforce", "Help Scout", "HubSpot", "Google Play", "App Store",
    "Trustpilot", "SurveyMonkey", "Qualtrics", "Typeform", "Google Forms", "EML", "MBOX", "MSG", "Slack", "WhatsApp",
    "CSV", "XLSX", "JSON",
)  # fmt: skip


class Parts:
    """Widgets without a will: `show` puts into them what is so."""

    def __init__(self, window: QDialog, ctx: UiContext) -> None:
        self._ctx = ctx
        words = ctx.words
        self.title = Label("", Px.WINDOW, SEMIBOLD, elide=True)
        self.sentence = Label("", Px.BODY, tone="ink2", elide=True)
        self.close_button = Button("")
        self.import_button = Button("", kind="primary", icon="upload")
        self._head = row(spacing=12)
        self._head.addLayout(column(self.title, self.sentence, spacing=4), 1)
        self._head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.note = Card(margin=12, spacing=0, role="note")
        self.note_text = Label("", Px.ROW, wrap=True)
        line = row(IconLabel("circle-alert", "ochre", 18), spacing=12)
        line.addWidget(self.note_text, 1)
        self.note.box.addLayout(line)
        self.zone = DropZone()
        self._build_left()
        self._build_right()
        self.preview = PreviewPane(words)
        self.work = QWidget()
        self._columns = QHBoxLayout(self.work)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        self._left_holder, self._right_holder = QWidget(), QWidget()
        self._left_box = column(spacing=16, margins=(0, 0, 12, 0))
        self._right_box = column(spacing=16, margins=(0, 0, 12, 0))
        for box in (self._left_box, self._right_box):
            box.addStretch(1)
        self._left_holder.setLayout(self._left_box)
        self._right_holder.setLayout(self._right_box)
        self._left_scroll, self._right_scroll = Scroll(self._left_holder), Scroll(self._right_holder)
        self._columns.addWidget(self._left_scroll)
        self._columns.addSpacing(4)  # beside the 12 that the left column keeps for its scroll bar
        self._columns.addWidget(self.preview, 1)
        self._columns.addSpacing(16)
        self._columns.addWidget(self._right_scroll)
        root = QVBoxLayout(window)
        root.setContentsMargins(0, 0, 0, 0)
        root.setSpacing(0)
        root.addLayout(self._head)
        self._body = column(self.note, spacing=16)
        self._zone_line = QHBoxLayout()  # as high as there is room
        self._zone_line.addWidget(self.zone)
        self._body.addLayout(self._zone_line, 1)
        self._body.addWidget(self.work, 1)
        root.addLayout(self._body, 1)
        self._three: bool | None = None

    def _build_left(self) -> None:
        words = self._ctx.words
        self.files_card = Card(margin=1, spacing=0)
        self.files_title = Label("", Px.CARD, SEMIBOLD, elide=True)
        self.more_button = Button("", kind="text", px=Px.ROW, height=32, icon="plus")
        self.remove_button = Button("", kind="text", px=Px.ROW, height=32)
        self.files = FileList(words)
        self.files_card.box.addLayout(self._named(self.files_title, self.more_button))
        self.files_card.box.addWidget(self.files)
        self.kind_label = Label("", Px.META, MEDIUM, "ink2")
        self.kind = QComboBox()
        self.kind.setFont(Theme.current().font(Px.ROW))
        self.kind.setMinimumHeight(38)
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(6)
        self.kind.setMaxVisibleItems(16)
        self.kind_label.setBuddy(self.kind)
        line = row(self.kind_label, spacing=10, margins=(20, 10, 12, 14))
        line.addWidget(self.kind, 1)
        line.addWidget(self.remove_button)
        self._kind_line = QWidget()
        self._kind_line.setLayout(line)
        self.files_card.box.addWidget(self._kind_line)
        self.columns = ColumnsCard(words)

    @staticmethod
    def _named(title: QWidget, button: QWidget) -> QHBoxLayout:
        line = row(spacing=8, margins=(20, 16, 12, 8))
        line.addWidget(title, 1)
        line.addWidget(button)
        return line

    def _build_right(self) -> None:
        words = self._ctx.words
        self.progress_card = Card(margin=20, spacing=10)
        self.progress_text = Label("", Px.BODY, SEMIBOLD, wrap=True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.cancel_button = Button("", px=Px.ROW, height=36)
        self.progress_card.box.addWidget(self.progress_text)
        self.progress_card.box.addWidget(self.progress)
        self.progress_card.box.addLayout(row(self.cancel_button, None))
        self.report = ReportCard(words)
        self.preparing = Label("", Px.ROW, tone="teal", wrap=True)
        self.report.box.insertWidget(self.report.box.count() - 1, self.preparing)
        self.private = PrivateCard(words)
        self.vouch_card = Card(margin=20, spacing=10)
        self.vouch_title = Label("", Px.CARD, SEMIBOLD, wrap=True)
        self.vouch = CheckLine()
        self.vouch_text = Label("", Px.ROW, tone="ink2", wrap=True)
        self.name = QLineEdit(self._ctx.settings.person)
        self.name.setFont(Theme.current().font(Px.BODY))
        self.name.setMinimumHeight(40)
        self.name.setMaxLength(120)
        for part in (self.vouch_title, self.vouch, self.name, self.vouch_text):
            self.vouch_card.box.addWidget(part)

    # ------------------------------------------------------------------ sizes
    def arrange(self, width: int) -> None:
        """Three columns where there is room, else the right one stands under the left."""
        tight = width < NARROW
        side = 20 if tight else 32
        self._head.setContentsMargins(side, 14 if tight else 24, side, 10 if tight else 16)
        # Scroll bars stand in the margin: cards end where the buttons above them end.
        self._body.setContentsMargins(side, 0, side - 12 if width >= THREE_COLUMNS else side - 16, 14 if tight else 28)
        self._zone_line.setContentsMargins(0, 0, 12 if width >= THREE_COLUMNS else 16, 0)
        self.zone.chair.setVisible(not tight)
        keys = (("Esc", self.close_button), ("Ctrl+Return", self.import_button))
        for key, button in keys:
            button.set_key("" if tight else key_text(key, self._ctx.words))
        three = width >= THREE_COLUMNS
        if three != self._three:
            self._three = three
            self._place(three)
        self.kind_label.setVisible(not tight)  # its accessible name stays
        self._left_scroll.setFixedWidth(372 if tight else 500 if width >= 1500 else 440)
        self._right_scroll.setFixedWidth(344 if width >= 1500 else 316)
        self.sentence.setVisible(not tight)

    def _place(self, three: bool) -> None:
        right = (self.progress_card, self.report, self.private, self.vouch_card)
        both = (self.files_card, self.columns, *right)
        for part in both:
            # Not takeAt: the item would live on in Python, and the sizes that Qt keeps in it would never be renewed.
            self._left_box.removeWidget(part)
            self._right_box.removeWidget(part)
        for at, part in enumerate((self.files_card, self.columns) if three else both):
            self._left_box.insertWidget(at, part)
        for at, part in enumerate(right if three else ()):
            self._right_box.insertWidget(at, part)
        self._right_scroll.setVisible(three)

    # ------------------------------------------------------------------ showing
    def show(self, presenter: ImportPresenter, *, ready: bool, problem: Sentence | None) -> None:
        """Everything as it stands now."""
        running, entry, finished = presenter.running, presenter.entry, presenter.finished
        words = self._ctx.words
        self.note.setVisible(problem is not None)
        if problem is not None:
            self.note_text.setText(words.tr(problem.text, **dict(problem.values)))
        some = bool(presenter.entries)
        self.zone.setVisible(not some)
        self.zone.button.setEnabled(not presenter.opening)
        self.zone.folder_button.setEnabled(not presenter.opening)
        self.work.setVisible(some)
        self.import_button.setVisible(not finished)
        self.import_button.setEnabled(ready)
        for part in (self.more_button, self.remove_button, self.kind):
            part.setEnabled(not running)
        self.progress_card.setVisible(running)
        self.vouch_card.setVisible(not finished and not running)
        self.name.setVisible(self.vouch.isChecked())
        self.close_button.setEnabled(not running)
        self.report.setVisible(some and not running)
        self.report.show_totals(
            presenter.totals(),
            done=finished,
            cancelled=presenter.cancelled,
            taken_back=presenter.taken_back,
            vouched=presenter.vouched_by,
        )
        self.preparing.setVisible(finished and not presenter.taken_back and bool(self.preparing.text()))
        self._show_entry(entry, presenter, finished=finished)
        self._texts(presenter)
        if running:
            self.show_progress(presenter)

    def _show_entry(self, entry: Entry | None, presenter: ImportPresenter, *, finished: bool) -> None:
        words = self._ctx.words
        mapped = entry is not None and entry.columns is not None and entry.found.reader is None
        self.columns.setVisible(mapped and not finished)
        self.columns.setEnabled(not presenter.running)
        if mapped and entry is not None and entry.columns is not None:
            self.columns.set_columns(entry.columns, entry.mapping, entry.basis)
        self.private.setVisible(entry is not None and bool(entry.stories) and not finished and not presenter.running)
        if entry is not None and entry.stories:
            self.private.set_stories(entry.stories, entry.doubtful)
        self.preview.set_entry(entry, self._nothing_to_show(entry))
        self._kind_line.setVisible(not finished)
        if entry is not None and not finished:
            self._show_kinds(entry, presenter.kinds, words.tr("Any other table"))

    def _nothing_to_show(self, entry: Entry | None) -> str:
        tr = self._ctx.words.tr
        if entry is None:
            return ""
        match entry.state:
            case FileState.LOOKING:
                return tr("Looking …")
            case FileState.UNMAPPED:
                return tr("As soon as you say which column holds the story, the first ones stand here.")
            case FileState.BAD:
                return kind_words(entry, self._ctx.words)
            case _:
                return tr("There is no story in this file.")

    def _show_kinds(self, entry: Entry, kinds: tuple[tuple[str, str], ...], own: str) -> None:
        rows = [(self._ctx.words.tr(title), name) for name, title in kinds]
        rows.append((own, ""))
        now = [(self.kind.itemText(at), self.kind.itemData(at)) for at in range(self.kind.count())]
        self.kind.blockSignals(True)
        if now != rows:
            self.kind.clear()
            for text, name in rows:
                self.kind.addItem(text, name)
        reader = entry.found.reader
        bad = reader is None and bool(entry.found.sentence)
        self.kind.setCurrentIndex(-1 if bad else self.kind.findData(reader.name if reader is not None else ""))
        self.kind.blockSignals(False)

    def show_progress(self, presenter: ImportPresenter) -> None:
        """How far the running import is."""
        words, read = self._ctx.words, presenter.job.read
        file, files = presenter.step
        at = presenter.current
        current = presenter.entries[at] if 0 <= at < len(presenter.entries) else None
        total = current.rows if current is not None else 0
        if files > 1:
            self.progress.setRange(0, files)
            self.progress.setValue(file - 1)
        else:
            self.progress.setRange(0, total)  # 0 to 0: nobody knows how many there are
            self.progress.setValue(min(read, total))
        said = words.trn("{n} row read", "{n} rows read", read)
        if files > 1:
            of = words.tr("File {n} of {total}", n=words.number(file), total=words.number(files))
            said = f"{of}: {said}"
        self.progress_text.setText(said)

    def _texts(self, presenter: ImportPresenter) -> None:
        tr, words = self._ctx.words.tr, self._ctx.words
        self.zone.sentence.setText(self._looking(presenter) if presenter.opening else tr("Drop files or a folder here"))
        totals = presenter.totals()
        count = totals.read - totals.refused if not presenter.finished else 0
        bad = sum(1 for entry in presenter.entries if entry.state is FileState.BAD)
        said = words.trn("{n} file", "{n} files", len(presenter.entries))
        if bad and len(presenter.entries) > 1:
            said += ", " + words.trn("{n} left out", "{n} left out", bad)
        if presenter.opening:
            said = self._looking(presenter)
        self.files_title.setText(said)
        self.sentence.setText(tr("Nothing comes in until you press Import, and all of it can be taken back."))
        text = words.trn("Import {n} story", "Import {n} stories", count)
        if totals.about:
            text = tr("Import all stories")
        self.import_button.set_text(text if count else tr("Import"))
        ready = sum(1 for entry in presenter.entries if entry.state is FileState.READY)
        self.import_button.setToolTip("")
        if presenter.running:
            self.import_button.set_text(tr("Importing …"))
        self.import_button.setAccessibleDescription(words.trn("{n} file", "{n} files", ready))

    def show_looking(self, presenter: ImportPresenter) -> None:
        """How far the looking at thousands of files is."""
        place = self.files_title if presenter.entries else self.zone.sentence
        place.setText(self._looking(presenter))

    def _looking(self, presenter: ImportPresenter) -> str:
        done, of = presenter.job.recognised
        if of < 2:
            return self._ctx.words.tr("Looking …")
        number = self._ctx.words.number
        return self._ctx.words.tr("Looking at file {n} of {total} …", n=number(done + 1), total=number(of))

    def retranslate(self) -> None:
        """Every word that does not depend on a file."""
        tr = self._ctx.words.tr
        self.title.setText(tr("Import stories"))
        self.close_button.set_text(tr("Close"))
        self.zone.detail.setText(tr("Exports of your help desk, surveys, reviews, mail, chats, or any table."))
        self.zone.set_kinds(KINDS)
        self.zone.button.set_text(tr("Choose files"))
        self.zone.folder_button.set_text(tr("Choose a folder"))
        self.more_button.set_text(tr("More files"))
        self.remove_button.set_text(tr("Remove"))
        self.files.setAccessibleName(tr("Files"))
        self.kind_label.setText(tr("Read as"))
        self.kind.setAccessibleName(tr("Read as"))
        self.vouch_title.setText(tr("May they be shown?"))
        self.vouch.setText(tr("I have read these texts and they may be shown"))
        self.vouch_text.setText(tr("Without this every story waits for clearance, one by one."))
        self.name.setPlaceholderText(tr("Your name"))
        self.name.setAccessibleName(tr("Your name"))
        self.cancel_button.set_text(tr("Stop"))
        self.report.retranslate()
        self.columns.retranslate()
        self.preview.retranslate()
        self.files.viewport().update()
