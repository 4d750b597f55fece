"""The minutes of one meeting: a true preview of the pages, and the ways out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from emptychair.app.summary import summarise
from emptychair.domain.change import Change, Done
from emptychair.domain.errors import SentenceError
from emptychair.domain.ids import MeetingId
from emptychair.domain.meeting import MeetingState
from emptychair.domain.summary import Summary
from emptychair.ui.context import UiContext
from emptychair.ui.shell.page import Page, PageHeader, Place, plain_button
from emptychair.ui.summary.job import RenderJob
from emptychair.ui.summary.sheets import Sheets
from emptychair.ui.theme import SEMIBOLD, Theme
from emptychair.ui.tokens import Px, Space
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.counts import ChairCount
from emptychair.ui.widgets.keys import key_text
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import Card, Hairline, Scroll, row
from emptychair.ui.widgets.para import Para

_CARES = Change.MEETINGS | Change.ITEMS | Change.DECISIONS | Change.NOTES | Change.LIVE
_INCHES = 8.27  # the width of A4
_SUFFIXES = (".pdf", ".html", ".md")


class SummaryPage(Page):
    """`open_meeting(id)` shows the minutes of an ended meeting, or of a running one as they stand."""

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        self.meeting_id = MeetingId("")
        self.summary: Summary | None = None
        self.ready = False  # the pages in sight are those of `summary`
        self._title = ""
        self._live = False
        self._asked = 0  # number of the latest question: late answers are dropped
        self._job = RenderJob()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(150)
        self._again.timeout.connect(self.refresh)
        self._make_actions()
        self._build()
        ctx.bus.changed.connect(self._on_changed)
        self.destroyed.connect(self._job.close)
        self.retranslate()

    # ------------------------------------------------------------------ building
    def _make_actions(self) -> None:
        act = self.act
        self.pdf = act("", "Ctrl+S", lambda: self.save_as(".pdf"))
        self.html = act("", "Ctrl+Shift+H", lambda: self.save_as(".html"))
        self.markdown = act("", "Ctrl+Shift+M", lambda: self.save_as(".md"))
        self.copy = act("", "Ctrl+C", self.copy_text)
        self.back = act("", "Escape", lambda: self.asked.emit(Place.MEETINGS, ""))
        self.prepare = act("", "P", lambda: self.asked.emit(Place.PREPARE, self.meeting_id))
        self.further = act("", "G", lambda: self.asked.emit(Place.CONSOLE, self.meeting_id))

    def _build(self) -> None:
        words = self.words
        self.pdf_button = plain_button(Button.of(self.pdf, words, kind="primary", icon="file-down"))
        self.header = PageHeader(self.pdf_button)
        self.sheets = Sheets()
        self._waiting = Label("", Px.BODY, tone="ink2", align=Qt.AlignmentFlag.AlignHCenter)
        paper = QWidget()
        box = QVBoxLayout(paper)
        box.setContentsMargins(0, 0, 8, 0)
        box.addWidget(self._waiting)
        box.addWidget(self.sheets)
        box.addStretch(1)
        self._scroll = Scroll(paper)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build_side()
        self._body = QHBoxLayout()
        self._body.addWidget(self._scroll, 1)
        self._body.addWidget(self._side_scroll)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addLayout(self._body, 1)
        self.arrange(False)

    def _build_side(self) -> None:
        words = self.words
        self._out_title = Label("", Px.CARD, SEMIBOLD)
        self.html_button = Button.of(self.html, words, icon="globe")
        self.markdown_button = Button.of(self.markdown, words, icon="file-text")
        self.copy_button = Button.of(self.copy, words, icon="copy")
        self.notes = QCheckBox()
        self.notes.setFont(Theme.current().font(Px.BODY))
        self._notes_hint = Para("", Px.META, 1.4, tone="ink2", serif=False)
        out = Card(24, 12)
        out.box.addWidget(self._out_title)
        for button in (self.html_button, self.markdown_button, self.copy_button):
            out.box.addWidget(button)
        out.box.addWidget(Hairline())
        out.box.addWidget(self.notes)
        out.box.addWidget(self._notes_hint)
        self.notes.toggled.connect(lambda _: self.refresh())
        self._figures_title = Label("", Px.CARD, SEMIBOLD)
        self._chairs = ChairCount()
        self._figures = Para("", Px.ROW, 1.45, tone="ink2", serif=False)
        figures = Card(24, 10)
        figures.box.addWidget(self._figures_title)
        figures.box.addLayout(row(self._chairs, None))
        figures.box.addWidget(self._figures)
        self.prepare_button = Button.of(self.prepare, words, kind="text", icon="list")
        self.further_button = Button.of(self.further, words, kind="text", icon="play")
        inner = QWidget()
        side = QVBoxLayout(inner)
        side.setContentsMargins(0, 0, 8, 0)
        side.setSpacing(Space.PART)
        side.addWidget(out)
        side.addWidget(figures)
        side.addLayout(row(self.prepare_button, None))
        side.addLayout(row(self.further_button, None))
        side.addStretch(1)
        self._side_scroll = Scroll(inner)

    # ------------------------------------------------------------------ reading
    def open_meeting(self, meeting_id: str) -> None:
        """Show the minutes of this meeting; private notes are off each time."""
        if meeting_id != self.meeting_id:
            self.meeting_id = MeetingId(meeting_id)
            self.notes.setChecked(False)
            self.sheets.set_pages((), "")
        self.refresh()
        self._scroll.verticalScrollBar().setValue(0)

    def entered(self) -> None:
        self._scroll.setFocus()

    def undo_scope(self) -> str:
        return self.meeting_id or super().undo_scope()

    @Slot(object)
    def _on_changed(self, done: Done) -> None:
        if self.isVisible() and self.meeting_id and done.change & _CARES:
            self._again.start()

    def refresh(self) -> None:
        """Read the meeting, and have its pages set."""
        if not self.meeting_id:
            return
        data = self.ctx.reader.meeting(self.meeting_id)
        if data is None:
            if self.isVisible():
                self.asked.emit(Place.MEETINGS, "")
            return
        now = self.ctx.service.now_ms()
        self.summary = summarise(data, self.ctx.reader, self.words, now_ms=now, include_notes=self.notes.isChecked())
        self._title, self._live = data.meeting.title, data.meeting.state is MeetingState.LIVE
        self._tell()
        self._render()

    def _render(self) -> None:
        summary = self.summary
        if summary is None:
            return
        self._asked += 1
        number, self.ready = self._asked, False
        self._waiting.setVisible(not self.sheets.pages)
        ppi = max(72.0, self.sheets.sheet_width(self._scroll.viewport().width()) * self.devicePixelRatioF() / _INCHES)
        own = self.words.other(self.words.language)  # the worker's own: this window may change its language meanwhile
        self.ctx.bus.follow(
            self._job.pages(summary, own, ppi),
            done=lambda pages: self._show_pages(number, pages),
            failed=lambda error: self._failed(number, error),
        )

    def _show_pages(self, number: int, pages: tuple[bytes, ...]) -> None:
        if self.alive() and number == self._asked and self.summary is not None:
            self.ready = True
            self._waiting.hide()
            self.sheets.set_pages(pages, self._text())

    def _failed(self, number: int, error: BaseException) -> None:
        if self.alive() and number == self._asked:
            tr = self.words.tr
            said = self.words.error(error) if isinstance(error, SentenceError) else ""
            self._waiting.setText(said or tr("The pages cannot be drawn; the files below still can be written."))
            self._waiting.show()

    # ------------------------------------------------------------------ the ways out
    def _text(self) -> str:
        from emptychair.report import render_summary

        return render_summary(self.summary, ".md", self.words).decode("utf-8") if self.summary is not None else ""

    def copy_text(self) -> None:
        """The minutes as text, for a message."""
        if self.summary is not None:
            QGuiApplication.clipboard().setText(self._text())
            self.said.emit(self.words.tr("The minutes are on the clipboard."), "")

    def save_as(self, suffix: str) -> None:
        """Ask where to, without holding up anything; the name is the meeting's."""
        from emptychair.report import safe_name

        if self.summary is None:
            return
        tr = self.words.tr
        names = {".pdf": tr("PDF document (*.pdf)"), ".html": tr("Web page (*.html)"), ".md": tr("Markdown (*.md)")}
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, tr("Save the minutes"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilter(names[suffix])
        dialog.setDefaultSuffix(suffix[1:])
        dialog.selectFile(safe_name(self.summary.title, suffix))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        dialog.open()

    def write(self, path: Path) -> None:
        """Write the minutes to `path` in the background, the format by its suffix; tell how it went."""
        from emptychair.report import write_summary

        summary, own = self.summary, self.words.other(self.words.language)
        if summary is None:
            return
        if path.suffix.lower() not in _SUFFIXES:
            path = path.with_name(path.name + ".pdf")
        future = self._job.run(lambda: write_summary(summary, path, own))

        def done(written: object) -> None:
            if not self.alive():
                return
            notice = getattr(written, "notice", None)
            self.said.emit(notice or self.words.tr("Saved as {name}", name=path.name), "")

        self.ctx.bus.follow(future, done=done)

    # ------------------------------------------------------------------ words and sizes
    def hints(self) -> Sequence[tuple[str, str]]:
        tr, words = self.words.tr, self.words
        return (
            (key_text("PgDown", words), tr("Next page")),
            (key_text("Esc", words), tr("Back to the meetings")),
        )

    def note(self) -> str:
        return self.words.tr("As it stands now") if self._live else ""

    def _tell(self) -> None:
        tr, trn, summary = self.words.tr, self.words.trn, self.summary
        if summary is None:
            return
        self.header.set_words(
            self._title, tr("Minutes of a meeting that is running") if self._live else tr("The minutes")
        )
        total, heard = len(summary.decisions), summary.heard
        said = trn("{n} decision", "{n} decisions", total) if total else tr("No decisions")
        self._figures_title.setText(said)
        heard_words = tr("{heard} of {total} heard the customer", heard=heard, total=total)
        self._chairs.set_count(total, heard, heard_words)
        self._chairs.setVisible(total > 0)
        lines = [heard_words] if total else []
        lines.append(trn("{n} story on the wall", "{n} stories on the wall", len(summary.stories)))
        still = len(summary.open_items)
        if still:
            lines.append(trn("{n} item is still open", "{n} items are still open", still))
        self._figures.set_text("\n".join(lines))
        self.hints_changed.emit()

    def retranslate(self) -> None:
        tr = self.words.tr
        for action, text in (
            (self.pdf, tr("Save as PDF")),
            (self.html, tr("Save as web page")),
            (self.markdown, tr("Save as Markdown")),
            (self.copy, tr("Copy as text")),
            (self.back, tr("Back to the meetings")),
            (self.prepare, tr("The agenda")),
            (self.further, tr("Open the console")),
        ):
            action.setText(text)
        self._out_title.setText(tr("Other ways out"))
        self.notes.setText(tr("With private notes"))
        self._notes_hint.set_text(tr("Notes stay on this computer unless this is ticked."))
        self._waiting.setText(tr("Setting the pages …"))
        self.sheets.setAccessibleDescription(tr("Preview of the minutes"))
        if self.meeting_id:
            self.refresh()

    def arrange(self, tight: bool) -> None:
        self.header.set_tight(tight)
        margin = Space.CONSOLE if tight else Space.WINDOW
        self._body.setContentsMargins(margin, 4 if tight else 8, margin - 8, Space.PART)
        self._body.setSpacing(Space.PART if tight else Space.COLUMN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side_scroll.setFixedWidth(max(304, min(340, round(self.width() * 0.28))))
        if self.summary is not None and self.isVisible():
            self._again.start()
