"""Quick capture: one large text box, four optional fields, saved with one key."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QScreen, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from emptychair.app import commands as c
from emptychair.app.clock import local
from emptychair.domain.change import Done
from emptychair.domain.errors import SentenceError
from emptychair.ui.capture.draft import HEARD_BY, KEY, Draft, dump, load, story_of, when_iso
from emptychair.ui.context import UiContext
from emptychair.ui.library.editor_fields import Field, TextField, line_edit
from emptychair.ui.theme import SEMIBOLD
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.announcement import announce
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.keys import key_text
from emptychair.ui.widgets.labels import IconLabel, Label
from emptychair.ui.widgets.layouts import Card, row
from emptychair.ui.widgets.translated import Translated

SAVE_AFTER = 400  # ms after the last key: a crash takes half a second of typing at most
_SOURCE = "capture"


class CaptureWindow(Translated, QWidget):
    """A small window of its own. Ctrl+Enter saves and stays for the next story, Esc closes and keeps what is typed."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("root")
        self._ctx = ctx
        self._kept = ""  # the draft as it is on disk
        self.title = Label("", Px.MEETING, SEMIBOLD)
        self.text = TextField(6)
        self.who, self.where, self.when, self.heard_by = (line_edit() for _ in range(4))
        self._fields = {name: Field(getattr(self, name)) for name in ("text", "who", "where", "when", "heard_by")}
        self.notice = Card(margin=12, spacing=0, role="good")
        self.notice_text = Label("", Px.ROW, wrap=True)
        self.notice_icon = IconLabel("hourglass", "teal", 18)
        line = row(self.notice_icon, spacing=12)
        line.addWidget(self.notice_text, 1)
        self.notice.box.addLayout(line)
        self.notice.hide()
        self.close_button = Button("")
        self.save_button = Button("", kind="primary", icon="ear")
        self._build()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER)
        self._timer.timeout.connect(self.keep_draft)
        self._restore()
        self._wire()
        self.retranslate()
        self.resize(600, 560)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for at, name in enumerate(("who", "where", "when", "heard_by")):
            grid.addWidget(self._fields[name], at // 2, at % 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 20)
        box.setSpacing(0)
        box.addWidget(self.title)
        box.addSpacing(12)
        box.addWidget(self._fields["text"], 1)
        box.addSpacing(12)
        box.addLayout(grid)
        box.addSpacing(16)
        box.addWidget(self.notice)
        box.addSpacing(12)
        box.addLayout(row(None, self.close_button, self.save_button))
        self.setMinimumSize(420, 420)

    def _wire(self) -> None:
        self.text.textChanged.connect(self._typed)
        for edit in (self.who, self.where, self.when, self.heard_by):
            edit.textChanged.connect(self._typed)
        self.save_button.clicked.connect(self.save)
        self.close_button.clicked.connect(self.close)
        for key in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(key), self).activated.connect(self.save)

    # ------------------------------------------------------------------ the draft
    def draft(self) -> Draft:
        """What is typed."""
        return Draft(
            self.text.toPlainText(), self.who.text(), self.where.text(), self.when.text(), self.heard_by.text()
        )

    def _restore(self) -> None:
        reader = self._ctx.reader
        kept = reader.setting(KEY) or ""
        draft = load(kept)
        self._kept = dump(draft)
        self.text.setPlainText(draft.text)
        self.who.setText(draft.who)
        self.where.setText(draft.where)
        self.when.setText(draft.when)
        self.heard_by.setText(draft.heard_by or reader.setting(HEARD_BY) or self._ctx.settings.person)
        cursor = self.text.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.text.setTextCursor(cursor)

    def take_text(self, text: str) -> None:
        """What was pasted or dropped elsewhere, behind what is typed already; a text that stands there comes once."""
        typed = self.text.text()
        if text.strip() and text.strip() not in typed:
            self.text.setPlainText(f"{typed}\n\n{text.strip()}" if typed else text.strip())
        cursor = self.text.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def _typed(self) -> None:
        if self.text.text():
            self.notice.hide()
        self.save_button.setEnabled(bool(self.text.text()))
        self._hint()
        self._timer.start()

    def keep_draft(self) -> None:
        """Put what is typed on disk, if it differs from what is there."""
        self._timer.stop()
        now = dump(self.draft())
        if now != self._kept:
            self._kept = now
            self._ctx.bus.act(c.PutSetting(KEY, now), source=_SOURCE)

    # ------------------------------------------------------------------ saving
    def save(self) -> None:
        """Into the library, where it waits for clearance."""
        draft = self.draft()
        if not draft.text.strip():
            self._say(self._ctx.words.tr("There is no story yet: type what the customer said or what happened."), False)
            self.text.setFocus()
            return
        self._timer.stop()
        self.save_button.setEnabled(False)
        today = local(self._ctx.service.now_ms(), self._ctx.service.zone).date()
        story = story_of(draft, self._ctx.words.language, today)
        self._ctx.bus.act(
            c.AddStory(story), source=_SOURCE, done=lambda done: self._saved(done, draft), failed=self._failed
        )

    def _saved(self, _done: Done, draft: Draft) -> None:
        for edit in (self.who, self.where, self.when):
            edit.clear()
        self.text.clear()
        self._timer.stop()
        self._kept = "?"  # whatever is on disk, the empty draft replaces it
        self.keep_draft()
        heard_by = " ".join(draft.heard_by.split())
        if heard_by and heard_by != self._ctx.reader.setting(HEARD_BY):
            self._ctx.bus.act(c.PutSetting(HEARD_BY, heard_by), source=_SOURCE)
        self._say(self._ctx.words.tr("Saved. It waits for clearance now and is on no wall before that."), True)
        self.text.setFocus()

    def _failed(self, error: BaseException) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, SentenceError):
            self._say(self._ctx.words.error(error), False)
        else:
            self._say(self._ctx.words.tr("That did not work; nothing was changed."), False)
            self._ctx.bus.failed.emit(error)

    def _say(self, text: str, good: bool) -> None:
        self.notice.set_role("good" if good else "note")
        self.notice_icon.set_icon("hourglass" if good else "circle-alert", "teal" if good else "ochre")
        self.notice_text.setText(text)
        self.notice.show()
        announce(self.notice, text)

    # ------------------------------------------------------------------ the window
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.keep_off_the_wall()
        self.text.setFocus()

    def keep_off_the_wall(self) -> None:
        """Move to a screen that is not the wall's, into its lower right corner, where the console has least."""
        wall = wall_screen()
        screens = [screen for screen in QGuiApplication.screens() if screen is not wall]
        if not screens or (self.screen() in screens and self.screen().availableGeometry().contains(self.geometry())):
            return
        room = (screens[0] if self.screen() not in screens else self.screen()).availableGeometry()
        self.setGeometry(corner(room, self.size().width(), self.size().height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep_draft()
        super().closeEvent(event)

    # ------------------------------------------------------------------ words
    def _hint(self) -> None:
        today = local(self._ctx.service.now_ms(), self._ctx.service.zone).date()
        words, typed = self._ctx.words, self.when.text().strip()
        iso = when_iso(typed, today) if typed else ""
        understood = words.partial_date(iso) if iso and iso != typed else ""
        self._fields["when"].set_hint(understood if iso or not typed else words.tr("kept as typed"))

    def retranslate(self) -> None:
        words, field = self._ctx.words, self._fields
        tr = words.tr
        self.setWindowTitle(tr("Story heard"))
        self.title.setText(tr("What did you hear?"))
        field["text"].set_words(tr("The story"), tr("as it was told"))
        field["who"].set_words(tr("Who, without a name"))
        self.who.setPlaceholderText(tr("regular customer of a garage"))
        field["where"].set_words(tr("Where"))
        self.where.setPlaceholderText(tr("at the counter, on the train"))
        field["when"].set_words(tr("When"))
        self.when.setPlaceholderText(tr("today, yesterday, 2026-11-27"))
        field["heard_by"].set_words(tr("Heard by"))
        self.close_button.set_text(tr("Close"))
        self.close_button.set_key(key_text("Esc", words))
        self.save_button.set_text(tr("Save"))
        self.save_button.set_key(key_text("Ctrl+Return", words))
        self.save_button.setEnabled(bool(self.text.text()))
        self._hint()


def wall_screen() -> QScreen | None:
    """The screen on which the wall stands now, full screen; None if there is none."""
    from emptychair.ui.stage import StageWindow

    for window in QApplication.topLevelWidgets():
        if isinstance(window, StageWindow) and window.isVisible():
            return window.screen()
    return None


def corner(room: QRect, width: int, height: int) -> QRect:
    """A rectangle of that size in the lower right corner of `room`, or all of it where it is smaller."""
    width, height = min(width, room.width() - 48), min(height, room.height() - 72)
    return QRect(room.right() - width - 24, room.bottom() - height - 40, width, height)
