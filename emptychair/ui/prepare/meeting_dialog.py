"""Title, time and place of a meeting that exists."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from emptychair.domain.meeting import Meeting
from emptychair.ui.context import UiContext
from emptychair.ui.prepare.meeting_form import MeetingFields, MeetingForm
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.popover import Dialog


class MeetingDialog(Dialog):
    """Opened with `edit`, which does not wait; `saved` carries MeetingFields."""

    saved = Signal(object)

    def __init__(self, ctx: UiContext, parent: QWidget) -> None:
        super().__init__(parent, width=600)
        self._ctx = ctx
        tr = ctx.words.tr
        self.form = MeetingForm(ctx)
        self._problem = Label("", Px.ROW, tone="ochre", wrap=True)
        self.box.addWidget(self.form)
        self.box.addWidget(self._problem)
        self.cancel = self.add_button(Button(tr("Cancel")))
        self.save = self.add_button(Button(tr("Save"), kind="primary"), default=True)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)
        self.set_words(tr("Title, time and place"))
        self._problem.hide()

    def edit(self, meeting: Meeting) -> None:
        """Show a meeting and let it be edited."""
        fields = MeetingFields(meeting.title, meeting.place, meeting.language, meeting.starts_at)
        self.form.set_fields(fields, meeting.zone)
        self.open()
        self.form.title.setFocus()

    def _save(self) -> None:
        problem = self.form.problem()
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        if not problem:
            self.saved.emit(self.form.fields())
            self.accept()
