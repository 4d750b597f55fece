"""One field, everything that holds the words, who erases, and a box to tick: there is no undo."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QFileDialog, QListWidget, QListWidgetItem, QWidget
from shiboken6 import isValid

from emptychair.app import commands as c
from emptychair.app.erasure import ErasurePreview, ErasureReport, StoryHit, preview_lines, report_lines
from emptychair.domain.change import Change, Done
from emptychair.domain.errors import N_, SentenceError
from emptychair.domain.ids import StoryId
from emptychair.ui.context import UiContext
from emptychair.ui.library.editor_fields import Field, line_edit
from emptychair.ui.theme import Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.keys import key_text
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import row
from emptychair.ui.widgets.popover import Dialog

_STORY = Qt.ItemDataRole.UserRole + 1
_TOUCHED = Change.STORIES | Change.ITEMS | Change.DECISIONS | Change.MEETINGS | Change.NOTES | Change.LIVE
_FAILED = N_("That did not work; nothing was changed.")


class ErasureDialog(Dialog):
    """Nothing is erased before the box is ticked and the button pressed; both searches run on a worker."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=760)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._ctx = ctx
        self._pool = ThreadPoolExecutor(1, "erasure")
        self._found: ErasurePreview | None = None
        self._report: ErasureReport | None = None
        self._terms: tuple[str, ...] = ()
        self._busy = False
        tr = ctx.words.tr
        self.name = line_edit()
        self.name_field = Field(self.name)
        self.name_field.set_words(tr("Name, e-mail address, phone or ticket number"), "")
        self.name.setPlaceholderText(tr("Several with a semicolon"))
        self.find_button = Button(tr("Find"), icon="search")
        self.list = QListWidget()
        self.list.setFont(Theme.current().font(Px.BODY))
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setAccessibleName(tr("What is found"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(96)
        self.said = Label("", Px.BODY, tone="ink2", wrap=True)
        self.texts = QCheckBox(tr("Blank the words in notes, titles and decisions, too"))
        self.person = line_edit()
        self.person.setText(ctx.settings.person)
        self.person.setAccessibleName(tr("Who erases"))
        self.person_field = QWidget()
        line = row(Label(tr("Who erases"), Px.BODY), 8, spacing=0)
        line.addWidget(self.person, 1)
        self.person_field.setLayout(line)
        self.sure = QCheckBox(tr("I know that this cannot be undone."))
        line = row(spacing=8)
        line.addWidget(self.name_field, 1)
        line.addWidget(self.find_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.box.addLayout(line)
        self.box.addWidget(self.said)
        self.box.addWidget(self.list, 1)
        for part in (self.texts, self.person_field, self.sure):
            self.box.addWidget(part)
        self.close_button = self.add_button(Button(tr("Close"), key=key_text("Esc", ctx.words)))
        self.save_button = self.add_button(Button(tr("Save the report …")))
        self.erase_button = self.add_button(Button(tr("Erase for good"), kind="primary"))
        self.find_button.clicked.connect(self.find)
        self.name.returnPressed.connect(self.find)
        self.name.textEdited.connect(self._other_words)
        self.person.textChanged.connect(lambda _: self._show())
        self.sure.toggled.connect(lambda _: self._show())
        self.list.itemChanged.connect(lambda _: self._show())
        self.close_button.clicked.connect(self.reject)
        self.erase_button.clicked.connect(self.erase)
        self.save_button.clicked.connect(self._choose_file)
        self.set_words(
            tr("Forget a customer"),
            tr("Whoever asks to be forgotten is erased everywhere: stories, originals, evidence, search and log."),
        )
        room = (parent.window() if parent is not None else self.screen().availableGeometry()).height()
        self.sentence.setVisible(room >= 620)  # at twice the size there is room for what is found, or for this
        self.setMinimumHeight(500)
        self.resize(760, max(500, min(760, room - 60)))
        self._show()
        self.name.setFocus()

    # ------------------------------------------------------------------ finding
    def find(self) -> None:
        """Look for the words in everything, the backups included."""
        self._terms = tuple(part.strip() for part in self.name.text().split(";") if len(part.strip()) > 1)
        if not self._terms or self._busy:
            return
        self._report = None
        path, terms = self._path, self._terms

        def look() -> ErasurePreview:
            from emptychair.store.forgetting import find

            return find(path, terms)

        self._do(look, self._fill)

    @property
    def _path(self) -> Path:
        return Path(self._ctx.workspace)

    def _do(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._busy = True
        self._ctx.bus.follow(self._pool.submit(work), done=lambda found: self._done(done, found), failed=self._failed)
        self._show()

    def _done(self, then: Callable[[Any], None], found: Any) -> None:
        if isValid(self):
            self._busy = False
            then(found)
            self._show()

    def _failed(self, error: BaseException) -> None:
        if not isValid(self):
            return
        self._busy = False
        self._show()
        words = self._ctx.words
        self.said.setText(words.error(error) if isinstance(error, SentenceError) else words.tr(_FAILED))

    def _fill(self, found: ErasurePreview) -> None:
        self._found = found
        self.sure.setChecked(False)
        self.list.blockSignals(True)
        self.list.clear()
        for hit in found.stories:
            item = QListWidgetItem(self._line(hit))
            item.setData(_STORY, hit.story_id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if hit.sure else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._add_lines(preview_lines(found, self._ctx.words, self._ctx.service.zone))
        self.list.blockSignals(False)

    def _add_lines(self, lines: list[str]) -> None:
        for line in lines:
            item = QListWidgetItem(line)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.list.addItem(item)

    def _line(self, hit: StoryHit) -> str:
        tr = self._ctx.words.tr
        parts = [hit.headline or tr("A story that only the log still holds"), hit.source_id]
        if hit.deleted and hit.headline:
            parts.append(tr("deleted"))
        if not hit.sure:
            parts.append(tr("may be meant"))
        return " · ".join(part for part in parts if part)

    def _other_words(self) -> None:
        """What was found is not what stands in the field any more."""
        self._found = self._report = None
        self.list.clear()
        self._show()

    # ------------------------------------------------------------------ erasing
    def ticked(self) -> tuple[StoryId, ...]:
        """The stories that are ticked."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return tuple(
            StoryId(item.data(_STORY))
            for item in items
            if item.data(_STORY) and item.checkState() is Qt.CheckState.Checked
        )

    @property
    def ready(self) -> bool:
        """Whether Erase can be pressed."""
        found = self._found
        wanted = found is not None and bool(self.ticked() or found.incoming or found.files or self.texts.isChecked())
        return wanted and self.sure.isChecked() and bool(self.person.text().strip()) and not self._busy

    def erase(self) -> None:
        """For good."""
        if not self.ready:
            return
        by = " ".join(self.person.text().split())
        if not self._ctx.settings.person:
            self._ctx.settings = replace(self._ctx.settings, person=by)
            self._ctx.keep(self._ctx.settings)
        order = c.EraseStories(self.ticked(), by, self._terms, self.texts.isChecked(), confirm=True)
        service, path = self._ctx.service, self._path

        def work() -> ErasureReport:
            from emptychair.store.forgetting import forget

            return forget(service, path, order)

        self._do(work, self._erased)

    def _erased(self, report: ErasureReport) -> None:
        self._ctx.matcher().forget()
        self._found, self._report = None, report
        self.name.clear()  # the words are gone from here, too
        self._terms = ()
        self.list.clear()
        self._add_lines([line for line in self._lines() if line])
        self._ctx.bus.changed.emit(Done(_TOUCHED, report.id, report.id, N_("Erased for good"), undoable=False))

    def _lines(self) -> list[str]:
        assert self._report is not None
        return report_lines(self._report, self._ctx.words, self._ctx.service.zone)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self._ctx.words.tr("Save the report"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(self._ctx.words.tr("erasure-report") + ".txt")
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, path: Path) -> None:
        """The report as text."""
        try:
            path.write_text("\n".join(self._lines()) + "\n", encoding="utf-8")
        except OSError:
            self.said.setText(self._ctx.words.tr("The report could not be written there: choose another folder."))

    # ------------------------------------------------------------------ showing
    def _show(self) -> None:
        words, found, report = self._ctx.words, self._found, self._report
        self.find_button.setEnabled(not self._busy)
        self.name.setReadOnly(self._busy)
        touches = found is not None and not found.empty
        self.texts.setVisible(touches and bool(found and found.texts))
        for part in (self.person_field, self.sure):
            part.setVisible(touches)
        self.list.setVisible(bool(self.list.count()))
        self.erase_button.setVisible(report is None)
        self.save_button.setVisible(report is not None)
        self.erase_button.setEnabled(self.ready)
        if self._busy:
            said = words.tr("Looking …") if found is None else words.tr("Erasing …")
        elif report is not None:
            said = words.tr("Erased. The report holds no personal data.")
        elif found is None:
            said = ""
        elif found.empty:
            said = words.tr("Nothing of it is in this workspace.")
        else:
            said = words.trn("{n} story ticked", "{n} stories ticked", len(self.ticked()))
        self.said.setText(said)
        self.said.setVisible(bool(said))

    def reject(self) -> None:
        """Not while it is erasing: the report would be lost."""
        if not self._busy:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._busy:
            event.ignore()
            return
        self._pool.shutdown(wait=False)
        super().closeEvent(event)
