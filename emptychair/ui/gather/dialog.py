"""The import window: files in, a look at how they will read, who vouches, import, report."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QCompleter, QDialog, QFileDialog, QWidget
from shiboken6 import isValid

from emptychair.app.ports import Batch
from emptychair.domain.errors import N_
from emptychair.ui.context import UiContext
from emptychair.ui.gather.arrival import arrived, from_clipboard
from emptychair.ui.gather.parts import Parts
from emptychair.ui.gather.preparing import PreparingWatch, preparing_words
from emptychair.ui.gather.presenter import ImportPresenter
from emptychair.ui.gather.state import Entry, Sentence
from emptychair.ui.theme import Theme
from emptychair.ui.widgets.announcement import announce
from emptychair.ui.widgets.keys import key_text
from emptychair.ui.widgets.translated import Translated

_BEAT = 50  # ms between two looks at what the worker has to tell
_FIGURES = 500  # ms between two looks at what was prepared
_SHOWN_EVERY = 0.3  # s
_AT_ONCE = 40  # files whose figures are asked for at once
_NOT_WRITTEN = N_("The report could not be written there: choose another folder.")


class ImportDialog(Translated, QDialog):
    """Nothing is in the library before Import is pressed, and a whole import can be taken back."""

    asked = Signal(str, str)  # a place of the main window: clearance

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAcceptDrops(True)
        self._ctx = ctx
        self._problem: Sentence | None = None
        self._stale, self._shown_at = False, 0.0
        self._asking = 0  # figures that are asked for
        self.parts = Parts(self, ctx)
        self.presenter = ImportPresenter(self, ctx)
        self._wire()
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT)
        self._beat.timeout.connect(self._tick)
        self._beat.start()
        self._figures = QTimer(self)
        self._figures.setInterval(_FIGURES)
        self._figures.timeout.connect(self._read_figures)
        self._watch = PreparingWatch(ctx, self)
        self._watch.told.connect(lambda *_: self._follow_preparing())
        self.setMinimumSize(640, 420)
        room = self.screen().availableSize()
        self.resize(min(1480, max(640, room.width() - 60)), min(900, max(420, room.height() - 60)))
        self.parts.arrange(self.width())
        self.retranslate()
        self.parts.zone.button.setFocus()
        self.presenter.begin()

    def _wire(self) -> None:
        parts = self.parts
        parts.zone.button.clicked.connect(self.choose)
        parts.zone.folder_button.clicked.connect(self.choose_folder)
        parts.more_button.clicked.connect(self.choose)
        parts.remove_button.clicked.connect(self.presenter.remove)
        parts.import_button.clicked.connect(self.run)
        parts.close_button.clicked.connect(self.close)
        parts.cancel_button.clicked.connect(self.cancel)
        parts.files.chosen.connect(self.presenter.choose)
        parts.columns.mapped.connect(self.presenter.map)
        parts.kind.activated.connect(lambda _: self.presenter.read_as(str(parts.kind.currentData() or "")))
        parts.report.undo_button.clicked.connect(self.take_back)
        parts.report.clearance_button.clicked.connect(self._to_clearance)
        parts.report.save_button.clicked.connect(self.save_report)
        parts.vouch.toggled.connect(lambda _: self.show_all())
        parts.name.textChanged.connect(lambda _: self.show_all())
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.run)
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(self.choose)
        QShortcut(QKeySequence("Ctrl+V"), self).activated.connect(self.paste)

    # ------------------------------------------------------------------ files
    def choose(self) -> None:
        """The system's dialog for files, any number of them."""
        self._choose(QFileDialog.FileMode.ExistingFiles, self._ctx.words.tr("Choose files with stories"))

    def choose_folder(self) -> None:
        """The system's dialog for a folder; everything in it is looked at."""
        self._choose(QFileDialog.FileMode.Directory, self._ctx.words.tr("Choose a folder with stories"))

    def _choose(self, mode: QFileDialog.FileMode, title: str) -> None:
        if self.presenter.running:
            return
        dialog = QFileDialog(self, title)
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(lambda names: self.open_files([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        ground = Theme.current().color("surface").name()
        for completer in dialog.findChildren(QCompleter):  # a list is transparent, and behind this one is nothing
            if (popup := completer.popup()) is not None:
                popup.setStyleSheet(f"QListView {{ background: {ground}; }}")
        dialog.open()

    def open_files(self, paths: Sequence[Path]) -> None:
        """Files and folders, chosen, dropped or pasted: looked at, not imported."""
        self.presenter.open(paths)

    def paste(self) -> None:
        """Files of the clipboard."""
        found = from_clipboard()
        if found is not None and found.paths:
            self.open_files(found.paths)

    # ------------------------------------------------------------------ importing
    @property
    def ready(self) -> bool:
        """Whether Import can be pressed."""
        named = not self.parts.vouch.isChecked() or bool(self.parts.name.text().strip())
        return self.presenter.ready and named

    def run(self) -> None:
        """Import what was looked at."""
        if not self.ready:
            return
        vouched = " ".join(self.parts.name.text().split()) if self.parts.vouch.isChecked() else ""
        if vouched and not self._ctx.settings.person:
            self._ctx.settings = replace(self._ctx.settings, person=vouched)
            self._ctx.keep(self._ctx.settings)
        self._problem = None
        self.presenter.run(vouched)
        self.parts.cancel_button.setFocus()

    def cancel(self) -> None:
        """Stop; what is in by then can be taken back."""
        self.presenter.cancel()

    def take_back(self) -> None:
        """The whole import, as if it had not been."""
        self.presenter.take_back()

    def save_report(self) -> None:
        """The report as text, or as a table of the refused rows."""
        tr = self._ctx.words.tr
        dialog = QFileDialog(self, tr("Save the report"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([tr("Text") + " (*.txt)", tr("Table") + " (*.csv)"])
        dialog.selectFile(tr("Import report") + ".txt")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix("csv" if chosen.endswith("(*.csv)") else "txt")
        )
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(lambda name: self.write_report(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write_report(self, path: Path) -> None:
        """Write it where the person said."""
        from emptychair.ui.gather.saving import save_report

        try:
            save_report(path, self.presenter.entries, self._ctx.words)
        except OSError:
            self.complain(Sentence(_NOT_WRITTEN))

    def _to_clearance(self) -> None:
        self.asked.emit("clearance", "")
        self.close()

    # ------------------------------------------------------------------ what goes on elsewhere
    def _tick(self) -> None:
        self._stale = self.presenter.drain() or self._stale
        if self.presenter.running:
            self.parts.show_progress(self.presenter)
        elif self.presenter.opening:
            self.parts.show_looking(self.presenter)
        # With thousands of files news come without a pause: the figures follow a few times a second.
        busy = self.presenter.job.busy
        now = time.monotonic()
        if self._stale and (not busy or now - self._shown_at > _SHOWN_EVERY):
            self._stale, self._shown_at = False, now
            self.show_all()

    def _follow_preparing(self) -> None:
        self.parts.preparing.setText(preparing_words(*self._watch.now, self._ctx.words))
        self.show_all()

    def _read_figures(self) -> None:
        """What became by now of the rows that were still waiting when the report was made."""
        waiting = [entry for entry in self.presenter.entries if entry.report is not None and entry.report.waiting]
        if not waiting:
            self._figures.stop()
        elif self._asking == 0:
            for entry in waiting[:_AT_ONCE]:
                self._ask_figures(entry)

    def _ask_figures(self, entry: Entry) -> None:
        report = entry.report
        assert report is not None
        self._asking += 1

        def settle(found: tuple[Batch | None, int] | None) -> None:
            self._asking -= 1
            batch, left = found or (None, 0)
            if batch is not None and isValid(self):
                bad = max(report.refused_count, batch.refused)
                fresh = replace(
                    report,
                    added=batch.added,
                    updated=batch.updated,
                    duplicates=batch.duplicates,
                    refused_count=bad,
                    waiting=left,
                )
                self.presenter.figures(entry.number, fresh)
                self._stale = True  # shown at the next beat, all of them at once

        future = self._ctx.service.run(
            lambda unit: (unit.batches.get(report.batch_id), unit.incoming.waiting(report.batch_id))
        )
        self._ctx.bus.follow(future, done=settle, failed=lambda _: settle(None))

    # ------------------------------------------------------------------ what the presenter says
    def show_files(self) -> None:
        """The list is another one."""
        self.parts.files.set_entries(self.presenter.entries, self.presenter.chosen)
        entry = self.presenter.entry
        if entry is not None and not self.presenter.running:
            self.parts.files.setFocus()

    def show_file(self, number: int) -> None:
        """One line of it is."""
        self.parts.files.files.changed(number)

    def show_all(self) -> None:
        """Everything as it stands now."""
        self.parts.show(self.presenter, ready=self.ready, problem=self._problem)

    def complain(self, problem: Sentence | None) -> None:
        """One sentence about what cannot be done; None takes it away."""
        self._problem = problem
        self.show_all()
        if problem is not None:
            announce(self.parts.note, self.parts.note_text.text(), urgent=True)

    def announce_end(self) -> None:
        """The import is at its end."""
        self._figures.start()
        self._watch.look()
        self.show_all()
        announce(self.parts.report, self.parts.report.title.text())
        self.parts.close_button.setFocus()

    @property
    def entry(self) -> Entry | None:
        """The file that is shown."""
        return self.presenter.entry

    # ------------------------------------------------------------------ the window
    def retranslate(self) -> None:
        words, tr, parts = self._ctx.words, self._ctx.words.tr, self.parts
        self.setWindowTitle(tr("Import stories"))
        parts.retranslate()
        parts.arrange(self.width())
        parts.zone.button.set_key(key_text("Ctrl+O", words))
        self.show_all()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        found = arrived(event.mimeData())
        if not self.presenter.running and found is not None and found.paths:
            event.acceptProposedAction()
            self.parts.zone.set_hovered(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.parts.zone.set_hovered(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.parts.zone.set_hovered(False)
        found = arrived(event.mimeData())
        if found is not None and found.paths:
            event.acceptProposedAction()
            self.open_files(found.paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.parts.arrange(self.width())

    def reject(self) -> None:
        """Escape stops a running import, and closes the window where none is running."""
        if self.presenter.running:
            self.cancel()
            return
        self._beat.stop()
        self._figures.stop()
        self.presenter.close()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.presenter.running:
            self.cancel()
            event.ignore()
            return
        super().closeEvent(event)
