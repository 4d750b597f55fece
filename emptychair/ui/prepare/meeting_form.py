"""What a meeting is called, where and when it is, and in which language it is held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from emptychair.app.clock import local
from emptychair.ui.context import UiContext
from emptychair.ui.prepare.when import USUAL, as_fields, epoch_ms, read_day, read_time
from emptychair.ui.theme import Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.choice import Choice, Option
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import column
from emptychair.ui.widgets.translated import Translated


@dataclass(frozen=True, slots=True)
class MeetingFields:
    """What the form says. `starts_at` is UTC epoch ms, None for a meeting without a date."""

    title: str
    place: str
    language: str
    starts_at: int | None


class MeetingForm(Translated, QWidget):
    """Four fields and a choice; the day is typed as people say it and read back below."""

    changed = Signal()

    def __init__(self, ctx: UiContext) -> None:
        super().__init__()
        self._ctx = ctx
        self._usual = USUAL
        font = Theme.current().font
        self.title, self.place, self.day, self.time = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self._names = [Label("", Px.META, tone="ink2") for _ in range(5)]
        self.language = Choice("", (Option("de", ""), Option("en", "")))
        self._said = Label("", Px.META, tone="ink2", wrap=True)
        for field in (self.title, self.place, self.day, self.time):
            field.setFont(font(Px.CARD if field is self.title else Px.BODY))
            field.setMinimumHeight(42)
            field.textChanged.connect(self._on_changed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        parts = zip(self._names, (self.title, self.day, self.time, self.place, self.language), strict=True)
        boxes = [column(name, field, spacing=4) for name, field in parts]
        grid.addLayout(boxes[0], 0, 0, 1, 4)
        grid.addLayout(boxes[1], 1, 0, 1, 2)
        grid.addLayout(boxes[2], 1, 2, 1, 2)
        grid.addWidget(self._said, 2, 0, 1, 4)
        grid.addLayout(boxes[3], 3, 0, 1, 2)
        grid.addLayout(boxes[4], 3, 2, 1, 2)
        for index in range(4):
            grid.setColumnStretch(index, 1)
        self.language.chosen.connect(lambda _: self.changed.emit())
        self.retranslate()

    # ------------------------------------------------------------------ values
    def set_fields(self, fields: MeetingFields, zone: str) -> None:
        """Show a meeting."""
        day, time = as_fields(fields.starts_at, zone, self._ctx.words.language)
        for field, text in ((self.title, fields.title), (self.place, fields.place), (self.day, day), (self.time, time)):
            field.setText(text)
        self.language.set_value(fields.language)
        self._on_changed()

    def set_usual(self, starts: str) -> None:
        """The time of a day without a time: what the agenda says, else nine o’clock."""
        self._usual = read_time(starts) or USUAL
        self.time.setPlaceholderText(f"{self._usual:%H:%M}")
        self._on_changed()

    def fields(self) -> MeetingFields:
        """What is typed; a day that is not understood counts as none (see `problem`)."""
        return MeetingFields(
            " ".join(self.title.text().split()),
            " ".join(self.place.text().split()),
            self.language.value() or self._ctx.words.language,
            self._starts_at(),
        )

    def problem(self) -> str:
        """The first thing that keeps the form from being saved, as a sentence; empty if nothing does."""
        tr = self._ctx.words.tr
        if not self.title.text().strip():
            return tr("The meeting needs a title: type one.")
        if self.day.text().strip() and self._day() is None:
            return tr("The day is not understood: write it like 24.11. or next Tuesday.")
        if self.time.text().strip() and read_time(self.time.text()) is None:
            return tr("The time is not understood: write it like 13:00.")
        return ""

    def _today(self) -> date:
        service = self._ctx.service
        return local(service.now_ms(), service.zone).date()

    def _day(self) -> date | None:
        return read_day(self.day.text(), self._today())

    def _starts_at(self) -> int | None:
        day, at = self._day(), read_time(self.time.text())
        if day is None:
            # A time alone means today.
            day = self._today() if at is not None and not self.day.text().strip() else None
        return epoch_ms(day, at or self._usual, self._ctx.service.zone) if day else None

    # ------------------------------------------------------------------ words
    def _on_changed(self) -> None:
        words, at = self._ctx.words, self._starts_at()
        if at is not None:
            then = local(at, self._ctx.service.zone)
            said = f"{words.day(then.date(), weekday=True)}, {words.clock(then)}"
        else:
            said = words.tr("A meeting without a date can be started at any time.")
        typed = self.day.text().strip() or self.time.text().strip()
        wrong = self.problem() if typed and self.title.text().strip() else ""
        self._said.setText(wrong or said)
        self._said.set_tone("ochre" if wrong else "ink2")
        self.changed.emit()

    def retranslate(self) -> None:
        tr = self._ctx.words.tr
        names = (tr("Title"), tr("Day"), tr("Time"), tr("Place"), tr("Language of the wall and the minutes"))
        fields = (self.title, self.day, self.time, self.place, self.language)
        for label, name, field in zip(self._names, names, fields, strict=True):
            label.setText(name)
            field.setAccessibleName(name)
        self.title.setPlaceholderText(tr("Weekly review"))
        self.day.setPlaceholderText(tr("tomorrow, Fri, 24 Nov"))
        self.time.setPlaceholderText(f"{self._usual:%H:%M}")
        self.place.setPlaceholderText(tr("Room, video"))
        self.language.set_options((Option("de", "Deutsch"), Option("en", "English")))
        self._on_changed()
