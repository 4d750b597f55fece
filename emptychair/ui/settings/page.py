"""The settings. Everything acts at once; there is nothing to confirm."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from emptychair.app.clock import local
from emptychair.app.commands import PutSetting
from emptychair.app.i18n import system_language
from emptychair.domain.errors import SentenceError
from emptychair.ui.context import UiContext
from emptychair.ui.settings.figure import FigureField
from emptychair.ui.settings.room import RoomPart
from emptychair.ui.shell.page import Page, PageHeader
from emptychair.ui.theme import SEMIBOLD, Theme, ThemeChoice
from emptychair.ui.tokens import CONTROL_TIGHT, Px, Space
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.choice import Choice, Option
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import Card, Scroll, row
from emptychair.ui.widgets.para import Para

_NAME = 230  # width of the names at the left
_NARROW = 1000
_REPEAT = "repeat-after"  # setting of the workspace


class SettingsPage(Page):
    """Three cards: this program, the wall, this workspace."""

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        self.header = PageHeader()
        self._titles: list[Label] = [Label("", Px.CARD, SEMIBOLD) for _ in range(3)]
        self._names: dict[str, Label] = {}
        self._hints: dict[str, Para] = {}
        self.language = Choice("", (Option("", ""), Option("en", "English"), Option("de", "Deutsch")))
        self.theme = Choice("", [Option(choice.value, "") for choice in ThemeChoice])
        self.motion = QCheckBox()
        self.stage = Choice("", (Option("dark", ""), Option("light", "")))
        self.room = RoomPart(ctx)
        self.person = QLineEdit()
        self.repeat = FigureField(ctx.words, 0, 52, 1, decimals=0)
        self._path = Label("", Px.ROW, tone="ink2", elide=True)
        self.backup_button = Button(icon="save", px=Px.ROW, height=CONTROL_TIGHT)
        self._pool: ThreadPoolExecutor | None = None
        self._build()
        self._connect()
        self.retranslate()

    # ------------------------------------------------------------------ building
    def _build(self) -> None:
        font = Theme.current().font
        self.motion.setFont(font(Px.BODY))
        self.person.setFont(font(Px.BODY))
        self.person.setMinimumHeight(40)
        self.person.setMaximumWidth(360)
        for choice in (self.language, self.theme):
            choice.setMaximumWidth(520)
        self.stage.setMaximumWidth(340)
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setSpacing(Space.CARD)
        cards = [Card(24, 18) for _ in range(3)]
        for card, title in zip(cards, self._titles, strict=True):
            card.box.addWidget(title)
            card.setMaximumWidth(1040)
            self._box.addWidget(card)
        self._box.addStretch(1)
        self._add(cards[0], "language", self.language)
        self._add(cards[0], "theme", self.theme)
        self._add(cards[0], "motion", self.motion, hint=True)
        self._add(cards[0], "person", self.person, hint=True)
        self._add(cards[1], "stage", self.stage)
        self._add(cards[1], "room", self.room)
        self._add(cards[2], "repeat", self.repeat, hint=True)
        self._add(cards[2], "path", self._path)
        self._add(cards[2], "backup", self.backup_button, hint=True)
        self._scroll = Scroll(inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.header)
        box.addWidget(self._scroll, 1)
        self.arrange(False)

    def _add(self, card: Card, name: str, control: QWidget, *, hint: bool = False) -> None:
        label = Label("", Px.BODY, wrap=True)
        label.setFixedWidth(_NAME)
        label.setContentsMargins(0, 9, 0, 0)
        self._names[name] = label
        holder = QVBoxLayout()
        holder.setSpacing(6)
        # Beside a control with a width of its own the rest of the line stays empty.
        beside = row(spacing=0)
        beside.addWidget(control, 0 if isinstance(control, Button | FigureField | QCheckBox) else 1000)
        beside.addStretch(1)
        holder.addLayout(beside)
        if hint:
            self._hints[name] = Para("", Px.META, 1.4, tone="ink2", serif=False)
            holder.addWidget(self._hints[name])
        line = row(spacing=16)
        line.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(holder, 1)
        card.box.addLayout(line)

    def _connect(self) -> None:
        self.language.chosen.connect(self._use_language)
        self.theme.chosen.connect(self._use_theme)
        self.motion.toggled.connect(lambda on: self._keep(reduce_motion=on))
        self.stage.chosen.connect(self._use_stage)
        self.room.changed.connect(self._use_room)
        self.person.editingFinished.connect(lambda: self._keep(person=" ".join(self.person.text().split())))
        self.repeat.entered.connect(self._use_repeat)
        self.backup_button.clicked.connect(self.choose_backup)

    # ------------------------------------------------------------------ acting
    def _keep(self, **changed: Any) -> None:
        settings = replace(self.ctx.settings, **changed)
        if settings != self.ctx.settings:
            self.ctx.keep(settings)

    def _use_language(self, language: str) -> None:
        from emptychair.ui.app import use_language

        self._keep(language=language)
        use_language(self.ctx, language or system_language())

    def _use_theme(self, choice: str) -> None:
        self._keep(theme=choice)
        self.ctx.theme.use(ThemeChoice(choice))

    def _use_repeat(self, meetings: float) -> None:
        # The matcher reads it, and so does every other window of this workspace: it lives there.
        self.ctx.bus.act(PutSetting(_REPEAT, str(round(meetings))), source="settings")

    def _repeat_after(self) -> int:
        said = self.ctx.reader.setting(_REPEAT) or ""
        return int(said) if said.isdigit() else self.ctx.settings.repeat_after

    def _use_stage(self, theme: str) -> None:
        self._keep(stage_theme=theme)
        self._show_room()

    def _use_room(self, heights: float) -> None:
        self._keep(room_heights=heights)
        self._show_room()

    def _show_room(self) -> None:
        settings = self.ctx.settings
        self.room.show_room(settings.room_heights, dark=settings.stage_theme == "dark")

    def choose_backup(self) -> None:
        """Ask where to, without holding up anything."""
        tr = self.words.tr
        service = self.ctx.service
        today = local(service.now_ms(), service.zone)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, tr("Save a copy of the workspace"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("Workspace (*.emptychair)"))
        dialog.setDefaultSuffix("emptychair")
        dialog.selectFile(f"{self.ctx.workspace.stem}-{today:%Y-%m-%d}.emptychair")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.backup(Path(path)))
        dialog.open()

    def backup(self, target: Path) -> None:
        """A verified copy, made beside the windows' thread; tells how it went."""
        from emptychair.store.workspace import backup

        tr = self.words.tr
        if target.resolve() == self.ctx.workspace.resolve():
            self.said.emit(tr("A copy needs a name of its own: choose another one."), "")
            return
        pool = self._pool = self._pool or ThreadPoolExecutor(max_workers=1, thread_name_prefix="copy")
        self.ctx.bus.follow(
            pool.submit(backup, self.ctx.workspace, target),
            done=lambda _: self.said.emit(tr("The copy is complete and checked: {name}", name=target.name), ""),
            failed=lambda error: self._backup_failed(error, target),
        )

    def _backup_failed(self, error: BaseException, target: Path) -> None:
        if isinstance(error, SentenceError):
            self.ctx.bus.failed.emit(error)
            return
        folder = target.parent.name
        said = self.words.tr("No copy could be written to “{folder}”: choose another folder.", folder=folder)
        self.said.emit(said, "")

    # ------------------------------------------------------------------ showing
    def entered(self) -> None:
        self._show()
        self.language.segment(self.ctx.settings.language).setFocus()

    def _show(self) -> None:
        settings = self.ctx.settings
        self.language.set_value(settings.language)
        self.theme.set_value(settings.theme)
        self.stage.set_value(settings.stage_theme)
        self.motion.blockSignals(True)
        self.motion.setChecked(settings.reduce_motion)
        self.repeat.set_value(self._repeat_after())
        self.motion.blockSignals(False)
        self.person.setText(settings.person)
        self._path.setText(str(self.ctx.workspace))
        self._show_room()

    def retranslate(self) -> None:
        tr = self.words.tr
        self.header.set_words(tr("Settings"), tr("They act at once, on this computer"))
        for label, text in zip(self._titles, (tr("This program"), tr("The wall"), tr("This workspace")), strict=True):
            label.setText(text)
        names = {
            "language": tr("Language"),
            "theme": tr("Colours"),
            "motion": tr("Motion"),
            "person": tr("Your name"),
            "stage": tr("Ground of the wall"),
            "room": tr("Farthest seat"),
            "repeat": tr("Stories come again after"),
            "path": tr("File"),
            "backup": tr("Copy"),
        }
        for name, text in names.items():
            self._names[name].setText(text)
        for control, name in (
            (self.language, "language"),
            (self.theme, "theme"),
            (self.stage, "stage"),
            (self.person, "person"),
            (self.repeat, "repeat"),
        ):
            control.setAccessibleName(names[name])
        self.language.set_options((Option("", tr("As the system")), Option("en", "English"), Option("de", "Deutsch")))
        self.theme.set_options(
            (Option("auto", tr("As the system")), Option("light", tr("Light")), Option("dark", tr("Dark")))
        )
        self.stage.set_options((Option("dark", tr("Dark")), Option("light", tr("Light"))))
        self.motion.setText(tr("Reduce motion"))
        self.person.setPlaceholderText(tr("Whoever clears stories here"))
        hints = {
            "motion": tr("The wall then cuts from picture to picture instead of fading."),
            "person": tr("Stands beside every story that you clear, in the library and in the minutes."),
            "repeat": tr("So many meetings of a series, before a story it has seen is proposed again."),
            "backup": tr("The whole workspace as one file, complete and checked, also while a meeting runs."),
        }
        for name, text in hints.items():
            self._hints[name].set_text(text)
        self.backup_button.set_text(tr("Save a copy"))
        self._show()

    def arrange(self, tight: bool) -> None:
        self.header.set_tight(tight)
        margin = Space.CONSOLE if tight else Space.WINDOW
        self._box.setContentsMargins(margin, 4 if tight else 8, margin, Space.CARD)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.room.picture.setVisible(not narrow)
        for label in self._names.values():
            label.setFixedWidth(160 if narrow else _NAME)
