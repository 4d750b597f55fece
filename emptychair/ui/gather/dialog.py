"""The import of a story table: choose or drop a file, look at it, say whether somebody vouches for it, import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from emptychair.app import commands as c
from emptychair.domain.errors import SentenceError
from emptychair.gather.importing import ImportReport
from emptychair.ui.context import UiContext
from emptychair.ui.gather.job import ImportJob, Recognised
from emptychair.ui.gather.preview import PreviewPane
from emptychair.ui.gather.report import ReportCard
from emptychair.ui.gather.zone import DropZone
from emptychair.ui.library.editor_fields import CheckLine
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.announcement import announce
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.chips import Chip
from emptychair.ui.widgets.keys import key_text
from emptychair.ui.widgets.labels import IconLabel, Label
from emptychair.ui.widgets.layouts import Card, Scroll, column, row
from emptychair.ui.widgets.translated import Translated

_SOURCE = "import"
NARROW = 900


class ImportDialog(Translated, QDialog):
    """Nothing is in the library before Import is pressed, and a whole import can be taken back."""

    asked = Signal(str, str)  # a place of the main window: clearance

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self._ctx = ctx
        self._job = ImportJob(ctx.bus, ctx.service)
        self._found: Recognised | None = None
        self._report: ImportReport | None = None
        self._vouched = ""
        self._dropped = False  # the import was taken back
        self._error: Callable[[], str] | None = None
        self._build()
        self._wire()
        self._poll = QTimer(self)
        self._poll.setInterval(60)
        self._poll.timeout.connect(self._tick)
        self.setMinimumSize(640, 420)
        self.resize(1180, 760)
        self.retranslate()
        self._show()

    # ------------------------------------------------------------------ building
    def _build(self) -> None:
        self.title = Label("", Px.WINDOW, SEMIBOLD)
        self.sentence = Label("", Px.BODY, tone="ink2", elide=True)
        self.close_button = Button("")
        self.import_button = Button("", kind="primary", icon="upload")
        head = row(spacing=12, margins=(32, 24, 32, 16))
        head.addLayout(column(self.title, self.sentence, spacing=4), 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.note = Card(margin=12, spacing=0, role="note")
        self.note_text = Label("", Px.ROW, wrap=True)
        line = row(IconLabel("circle-alert", "ochre", 18), spacing=12)
        line.addWidget(self.note_text, 1)
        self.note.box.addLayout(line)
        self.zone = DropZone()
        # ---- what was recognised
        self.file_card = Card(margin=20, spacing=12)
        self.file_name = Label("", Px.CARD, SEMIBOLD, elide=True)
        self.file_meta = Label("", Px.ROW, tone="ink2", elide=True)
        self.file_chip = Chip("", "teal", "check")
        self.other_button = Button("", kind="text", px=Px.ROW, height=32)
        line = row(IconLabel("file-text", "teal", 28), spacing=14)
        line.addLayout(column(self.file_name, self.file_meta, spacing=2), 1)
        self.file_card.box.addLayout(line)
        self.file_card.box.addLayout(row(self.file_chip, None, self.other_button))
        # ---- who vouches
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
        # ---- progress and report
        self.progress_card = Card(margin=20, spacing=10)
        self.progress_text = Label("", Px.BODY, SEMIBOLD)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.cancel_button = Button("", px=Px.ROW, height=36)
        self.progress_card.box.addWidget(self.progress_text)
        self.progress_card.box.addWidget(self.progress)
        self.progress_card.box.addLayout(row(self.cancel_button, None))
        self.report_card = ReportCard(self._ctx.words)
        left = QWidget()
        self._left = column(
            self.file_card,
            self.vouch_card,
            self.progress_card,
            self.report_card,
            None,
            spacing=16,
            margins=(0, 0, 12, 0),
        )
        left.setLayout(self._left)
        self._left_scroll = Scroll(left)
        self.preview = PreviewPane(self._ctx.words)
        self.work = QWidget()
        self._columns = QHBoxLayout(self.work)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(16)
        self._columns.addWidget(self._left_scroll)
        self._columns.addWidget(self.preview, 1)
        root = QVBoxLayout(self)
        root.setContentsMargins(0, 0, 0, 0)
        root.setSpacing(0)
        root.addLayout(head)
        body = column(self.note, spacing=16, margins=(32, 0, 32, 28))
        body.addWidget(self.zone, 1)
        body.addWidget(self.work, 1)
        root.addLayout(body, 1)

    def _wire(self) -> None:
        self.zone.button.clicked.connect(self.choose)
        self.other_button.clicked.connect(self.choose)
        self.import_button.clicked.connect(self.run)
        self.close_button.clicked.connect(self.close)
        self.cancel_button.clicked.connect(self.cancel)
        self.report_card.undo_button.clicked.connect(self.take_back)
        self.report_card.clearance_button.clicked.connect(self._to_clearance)
        self.vouch.toggled.connect(lambda _: self._show())
        self.name.textChanged.connect(lambda _: self._show())
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.run)
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(self.choose)

    # ------------------------------------------------------------------ the file
    def choose(self) -> None:
        """The system's dialog for files."""
        if self._job.running:
            return
        tr = self._ctx.words.tr
        names = tr("Story tables") + " (*.csv *.tsv *.txt)", tr("All files") + " (*)"
        dialog = QFileDialog(self, tr("Choose a file with stories"), "", ";;".join(names))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_file(self, path: Path) -> None:
        """Read the file and show how it will read; nothing is imported."""
        if self._job.running:
            return
        self._found = self._report = None
        self._error = None
        self._dropped = False
        self._job.look(path, self._recognised, self._failed)
        self._show()

    def open_files(self, paths: Sequence[Path]) -> None:
        """What was dropped or pasted elsewhere."""
        if paths:
            self.open_file(paths[0])

    def _recognised(self, found: Recognised) -> None:
        self._found = found
        self.preview.show_stories(found.stories, found.report.added)
        self._show()
        self.vouch.setFocus()

    def _failed(self, error: BaseException) -> None:
        words = self._ctx.words
        if isinstance(error, SentenceError):
            self._error = lambda: words.error(error)
        else:
            self._error = lambda: words.tr("That did not work; nothing was changed.")
            self._ctx.bus.failed.emit(error)
        self._poll.stop()
        self._show()
        announce(self.note, self.note_text.text(), urgent=True)

    # ------------------------------------------------------------------ importing
    @property
    def ready(self) -> bool:
        """Whether Import can be pressed."""
        return (
            self._found is not None
            and self._found.report.added > 0
            and self._report is None
            and not self._job.running
            and (not self.vouch.isChecked() or bool(self.name.text().strip()))
        )

    def run(self) -> None:
        """Import what was looked at."""
        if not self.ready or self._found is None:
            return
        self._vouched = " ".join(self.name.text().split()) if self.vouch.isChecked() else ""
        if self._vouched and not self._ctx.settings.person:
            self._ctx.settings = replace(self._ctx.settings, person=self._vouched)
            self._ctx.keep(self._ctx.settings)
        self._error = None
        self._job.run(self._found.path, self._vouched, self._done, self._failed)
        self._poll.start()
        self._show()
        self.cancel_button.setFocus()

    def cancel(self) -> None:
        """Stop after the part that is being written; what is in can be taken back."""
        self._job.cancel()

    def _tick(self) -> None:
        words = self._ctx.words
        total = self._found.report.read if self._found is not None else 0
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(self._job.read)
        self.progress_text.setText(
            words.tr("{n} of {total} read", n=words.number(self._job.read), total=words.number(total))
        )

    def _done(self, report: ImportReport) -> None:
        self._poll.stop()
        self._report = report
        self._show()
        announce(self.report_card, self.report_card.title.text())
        self.close_button.setFocus()

    def take_back(self) -> None:
        """The whole import, as if it had not been."""
        if self._report is not None and self._report.batch_id and not self._dropped:
            self._ctx.bus.act(
                c.DropBatch(self._report.batch_id),
                source=_SOURCE,
                done=lambda _: self._taken_back(),
                failed=self._failed,
            )

    def _taken_back(self) -> None:
        self._dropped = True
        self._show()

    def _to_clearance(self) -> None:
        self.asked.emit("clearance", "")
        self.close()

    # ------------------------------------------------------------------ showing
    def _show(self) -> None:
        """Everything as it stands now."""
        running, found, report = self._job.running, self._found, self._report
        self.note.setVisible(self._error is not None)
        self.note_text.setText(self._error() if self._error is not None else "")
        self.zone.setVisible(found is None)
        self.zone.button.setEnabled(not running)
        self.work.setVisible(found is not None)
        self.import_button.setVisible(report is None)
        self.import_button.setEnabled(self.ready)
        self.vouch_card.setVisible(report is None)
        self.vouch_card.setEnabled(not running)
        self.name.setVisible(self.vouch.isChecked())
        self.other_button.setEnabled(not running)
        self.progress_card.setVisible(running and found is not None)
        self.report_card.setVisible(found is not None and not running)
        self.close_button.setEnabled(not running)
        if found is not None:
            self._show_report(found, report)
        self._texts()

    def _show_report(self, found: Recognised, report: ImportReport | None) -> None:
        words, tr = self._ctx.words, self._ctx.words.tr
        now = report or found.report
        self.file_name.setText(found.path.name)
        self.file_meta.setText(words.trn("Story table, {n} row", "Story table, {n} rows", found.report.read))
        good = found.report.added
        self.file_chip.set(
            tr("Recognised") if good else tr("No stories in it"),
            "teal" if good else "ochre",
            "check" if good else "circle-alert",
        )
        self.report_card.show_report(now, done=report is not None, dropped=self._dropped, vouched=self._vouched)
        if report is not None:
            self.preview.show_refused(now.refused)

    def _texts(self) -> None:
        tr, words = self._ctx.words.tr, self._ctx.words
        reading = self._job.running and self._found is None
        self.zone.sentence.setText(tr("Reading …") if reading else tr("Drop a file with stories here"))
        self.zone.detail.setText(
            tr("A table with one story a row (CSV). Only a column “story” is needed; who, when and where may follow.")
        )
        count = self._found.report.added if self._found is not None else 0
        self.sentence.setText(
            tr("A whole import can be taken back")
            if self._found is not None
            else tr("Nothing is in the library until you press Import.")
        )
        self.import_button.set_text(
            words.trn("Import {n} story", "Import {n} stories", count) if count else tr("Import")
        )

    def retranslate(self) -> None:
        words, tr = self._ctx.words, self._ctx.words.tr
        self.setWindowTitle(tr("Import stories"))
        self.title.setText(tr("Import stories"))
        self.close_button.set_text(tr("Close"))
        self.close_button.set_key(key_text("Esc", words))
        self.import_button.set_key(key_text("Ctrl+Return", words))
        self.zone.button.set_text(tr("Choose a file"))
        self.zone.button.set_key(key_text("Ctrl+O", words))
        self.other_button.set_text(tr("Another file"))
        self.vouch_title.setText(tr("May they be shown?"))
        self.vouch.setText(tr("I have read these texts and they may be shown"))
        self.vouch_text.setText(tr("Without this every story waits for clearance, one by one."))
        self.name.setPlaceholderText(tr("Your name"))
        self.name.setAccessibleName(tr("Your name"))
        self.cancel_button.set_text(tr("Stop"))
        self.report_card.retranslate()
        if self._found is not None and self._report is None:
            self.preview.show_stories(self._found.stories, self._found.report.added)
        self._show()

    # ------------------------------------------------------------------ the window
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._job.running and _dropped_file(event.mimeData().urls()) is not None:
            event.acceptProposedAction()
            self.zone.set_hovered(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.zone.set_hovered(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.zone.set_hovered(False)
        path = _dropped_file(event.mimeData().urls())
        if path is not None:
            event.acceptProposedAction()
            self.open_file(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._left_scroll.setFixedWidth(440 if self.width() >= NARROW else 320)

    def reject(self) -> None:
        """Escape stops a running import, and closes the window where none is running."""
        if self._job.running and self._poll.isActive():
            self.cancel()
            return
        self._job.close()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job.running and self._poll.isActive():
            self.cancel()
            event.ignore()
            return
        super().closeEvent(event)


def _dropped_file(urls: Sequence[QUrl]) -> Path | None:
    """The one local file among what was dropped."""
    files = [url.toLocalFile() for url in urls if url.isLocalFile()]
    return Path(files[0]) if len(files) == 1 else None
