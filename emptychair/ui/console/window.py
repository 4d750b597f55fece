"""The facilitator's console."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from emptychair.domain.change import Change, Done
from emptychair.domain.decision import Counted, Door
from emptychair.domain.errors import SentenceError, StoreUnavailable
from emptychair.domain.ids import ItemId, MeetingId
from emptychair.ui.console.actions import ACTS, Actions, TextKeys, in_text
from emptychair.ui.console.agenda import Agenda, AgendaItem, AgendaStrip
from emptychair.ui.console.banner import BannerStrip
from emptychair.ui.console.compose import next_frame
from emptychair.ui.console.decision_panel import DecisionPanel
from emptychair.ui.console.header import Header
from emptychair.ui.console.live_panel import LivePanel
from emptychair.ui.console.presenter import ConsolePresenter
from emptychair.ui.console.sizes import Size, empty
from emptychair.ui.console.state import Banner, ConsoleState, LineState, Phase, Ticking
from emptychair.ui.console.surfaces import Surfaces
from emptychair.ui.console.wall_side import WallSide, stage_look
from emptychair.ui.context import UiContext
from emptychair.ui.live_meeting import LiveMeeting
from emptychair.ui.tokens import Px
from emptychair.ui.widgets import Footer, Label, Toast, Translated, announce, key_text

DRAFT_MS, NOTE_MS = 120, 400


class ConsoleWindow(Translated, QWidget):
    """Agenda, wall, decision: look left, look at the middle, type right.

    Opens on any meeting: a prepared one is started here, one found running is offered to go on, an ended one to be
    summarised. Closing it closes the wall; the meeting stays as it is.
    """

    summary_requested = Signal(str)  # meeting id
    capture_requested = Signal()
    closed = Signal()

    def __init__(self, ctx: UiContext, meeting_id: MeetingId, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._ctx = ctx
        self.setObjectName("root")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(860, 500)
        self.meeting_id = meeting_id
        self.live = LiveMeeting(ctx, meeting_id, self)
        self.actions_ = Actions(ctx.words, self._table(), self)
        self.addActions(list(self.actions_))
        self._keys = TextKeys(self.actions_.everywhere, self)
        self.wall_side = WallSide(ctx, self.live.wall, self.actions_, self)
        self._state: ConsoleState | None = None
        self._trouble = ""
        self._toast: Toast | None = None
        self._size: Size | None = None
        self._build()
        self.presenter = ConsolePresenter(
            ctx, self.live, self, self._timer(DRAFT_MS, self._flush_line), self._timer(NOTE_MS, self._flush_note)
        )
        self.surfaces = Surfaces(ctx, self, self.presenter, self.actions_, self._keys)
        self._wire()
        self._restore_geometry()
        self.arrange()
        self.retranslate()
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self.presenter.tick)
        self._clock.start()

    # ------------------------------------------------------------------ building
    def _build(self) -> None:
        words, actions = self._ctx.words, self.actions_
        look = stage_look(self._ctx.settings)
        self.header = Header(words, actions, self)
        self.banner = BannerStrip(words, actions, self)
        self.agenda = Agenda(words, actions, self)
        self.strip = AgendaStrip(self)
        self.strip_plan = Label("", Px.META, tone="ink2", elide=True, parent=self)
        self.live_panel = LivePanel(words, actions, look, self)
        self.decision = DecisionPanel(words, actions, self._keys, self)
        self.footer = Footer(24, self)
        self._main = QWidget(self)
        self._main_box = QVBoxLayout(self._main)
        self._main_box.setContentsMargins(0, 0, 0, 0)
        root = QVBoxLayout(self)
        root.setContentsMargins(0, 0, 0, 0)
        root.setSpacing(0)
        root.addWidget(self.header)
        root.addWidget(self._main, 1)
        root.addWidget(self.footer)

    def _wire(self) -> None:
        presenter, line = self.presenter, self.presenter.line
        self.live.changed.connect(presenter.refresh)
        self._ctx.bus.changed.connect(self._noticed)
        for view in (self.agenda, self.strip):
            view.selected.connect(self._select)
            view.went.connect(presenter.go_to)
        self.agenda.moved.connect(presenter.move)
        self.live_panel.gone_to.connect(presenter.go_to)
        panel = self.decision
        panel.typed.connect(line.type)
        panel.saved.connect(line.save)
        panel.line_left.connect(line.flush)
        panel.counted_chosen.connect(line.set_counted)
        panel.door_chosen.connect(line.set_door)
        panel.basis_chosen.connect(line.set_basis)
        panel.owner_typed.connect(line.set_owner)
        panel.due_typed.connect(line.set_due)
        panel.hint_closed.connect(line.dismiss_hint)
        panel.edit_cancelled.connect(line.cancel_edit)
        panel.note_typed.connect(presenter.note)
        panel.note_left.connect(presenter.flush_note)
        panel.so_far.edited.connect(line.edit)
        panel.so_far.deleted.connect(line.delete)
        panel.so_far.read_back.connect(self.actions_["read_back"].trigger)
        self.wall_side.changed.connect(self._show_wall)
        self.live.wall.published.connect(lambda _: self._show_wall())
        self.live.wall.state_changed.connect(self._show_wall)
        self._ctx.theme.changed.connect(panel.field.recolour)

    def _table(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {act.name: self._doer(act.name) for act in ACTS}

    def _doer(self, name: str) -> Callable[[], object]:
        return lambda: self._do(name)

    def _do(self, name: str) -> None:
        presenter, line = self.presenter, self.presenter.line
        table: dict[str, Callable[[], object]] = {
            "start": presenter.start,
            "rehearse": presenter.rehearse,
            "resume": presenter.resume,
            "end_then": presenter.end_then,
            "next": presenter.next,
            "next_page": presenter.next,
            "back": presenter.back,
            "goto": self.surfaces.ask_number,
            "undo": presenter.undo,
            "redo": presenter.redo,
            "end": presenter.end,
            "reopen": presenter.reopen,
            "summary": lambda: self.summary_requested.emit(self.meeting_id),
            "late": self.surfaces.ask_late,
            "up": lambda: presenter.move_by(-1),
            "down": lambda: presenter.move_by(1),
            "edit_item": self.surfaces.ask_item,
            "split": self.surfaces.ask_split,
            "defer": presenter.defer,
            "park": presenter.park,
            "decide": self.focus_line,
            "save": line.save,
            "changed": lambda: line.count(Counted.CHANGED),
            "confirmed": lambda: line.count(Counted.CONFIRMED),
            "overruled": lambda: line.count(Counted.OVERRULED),
            "not_referenced": lambda: line.count(Counted.NOT_REFERENCED),
            "two_way": lambda: line.set_door(Door.TWO_WAY),
            "one_way": lambda: line.set_door(Door.ONE_WAY),
            "undecided": presenter.undecided,
            "note": self._focus_note,
            "swap": presenter.swap,
            "pin": presenter.pin,
            "none": presenter.none,
            "first": lambda: presenter.alternate(0),
            "second": lambda: presenter.alternate(1),
            "search": self.surfaces.find_story,
            "panic": presenter.panic,
            "black": presenter.black,
            "freeze": presenter.freeze,
            "hide": presenter.hide,
            "read_back": presenter.read_back,
            "wall": self._toggle_wall,
            "swap_screens": self.wall_side.swap_screens,
            "capture": self.capture_requested.emit,
            "commands": self.surfaces.open_palette,
            "keys": self.surfaces.open_keys,
        }
        table[name]()

    def _timer(self, interval: int, work: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(work)
        return timer

    def _flush_line(self) -> None:
        self.presenter.line.flush()

    def _flush_note(self) -> None:
        self.presenter.flush_note()

    @property
    def toast(self) -> Toast:
        """One line at the lower edge; made when first needed."""
        if self._toast is None:
            self._toast = Toast(self)
        return self._toast

    # ------------------------------------------------------------------ public acts
    def start(self, *, rehearsal: bool = False) -> None:
        """Start the meeting and open the wall."""
        self.presenter.start(rehearsal=rehearsal)

    # ------------------------------------------------------------------ layouts
    def arrange(self) -> None:
        """The layout for the window as large as it is now."""
        size = Size.of(self.width(), self.height())
        changed = size is not self._size
        self._size = size
        if changed:
            self._lay_out(size)
            self.header.arrange(size)
            self.agenda.arrange(size)
            self.decision.arrange(size)
            self._show_footer()
        self._fit_center()
        if changed and self._state is not None:
            self._keep_focus_policy()
            self.presenter.refresh()

    def _fit_center(self) -> None:
        """The picture is as large as the rest of the middle allows; a banner takes its share."""
        assert self._size is not None
        told = self.banner.isVisibleTo(self)
        taken = self.banner.sizeHint().height() + 12 if told else 0
        bar = self._size is Size.BAR
        self.live_panel.arrange(self._size, self.height() - (max(0, taken - 40) if bar else taken))
        for part in (self.live_panel.title, self.live_panel.big, self.live_panel.small):
            part.setVisible(not (bar and told))

    def _lay_out(self, size: Size) -> None:
        box = self._main_box
        empty(box)
        edge, top = (24, 20) if size is Size.WIDE else (16, 12)
        box.setContentsMargins(edge, top, edge, top)
        box.setSpacing(12 if size is not Size.BAR else 8)
        bar = size is Size.BAR
        self.agenda.setVisible(not bar)
        self.strip.setVisible(bar)
        self.strip_plan.setVisible(bar)
        self.banner.arrange(stacked=size is Size.TIGHT)
        if bar:
            box.addWidget(self.banner)
            head = QHBoxLayout()
            head.setSpacing(10)
            head.addWidget(self.live_panel.title, 1)
            head.addWidget(self.live_panel.big)
            box.addLayout(head)
            second = QHBoxLayout()
            second.setSpacing(12)
            second.addWidget(self.strip)
            second.addWidget(self.strip_plan, 1)
            second.addWidget(self.live_panel.small)
            box.addLayout(second)
            box.addWidget(self.live_panel, 1)
            box.addWidget(self.decision)
            return
        columns = QHBoxLayout()
        columns.setSpacing(edge)
        columns.addWidget(self.agenda)
        middle = QVBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.banner)
        middle.addWidget(self.live_panel, 1)
        columns.addLayout(middle, 1)
        columns.addWidget(self.decision)
        box.addLayout(columns, 1)

    def _keep_focus_policy(self) -> None:
        """A click on a button leaves the focus where it was: Space after it still means "next"."""
        for button in self.findChildren(QAbstractButton):
            if not isinstance(button, AgendaItem):
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    # ------------------------------------------------------------------ what the presenters say
    def show_state(self, state: ConsoleState) -> None:
        """Draw the meeting as it is."""
        before, self._state = self._state, state
        self.actions_.allow(state.possible)
        for name, on in (
            ("black", state.black),
            ("hide", state.hidden),
            ("freeze", state.frozen),
            ("pin", bool(state.story and state.story.pinned)),
            ("undecided", state.undecided),
            ("read_back", state.reading_back),
        ):
            self.actions_.check(name, on)
        self._show_banner()
        self.header.show_state(state)
        selected = state.next.selected
        if self._size is Size.BAR:  # the other is hidden; it is filled when the layout changes
            self.strip.show_entries(state.agenda, selected)
        else:
            self.agenda.show_entries(state.agenda, selected)
        self.live_panel.show_state(state)
        self.decision.show_state(state)
        self._show_wall()
        if before is not None and (before.phase is not state.phase or before.so_far != state.so_far):
            self._keep_focus_policy()
        data = self.live.data
        if data is not None and self.live.on_air:
            self.wall_side.prepare(next_frame(data, self._ctx.reader, self._ctx.words))

    def show_time(self, ticking: Ticking) -> None:
        """The clocks."""
        self.live_panel.show_time(ticking.clock, ticking.on_wall)
        self.agenda.show_plan(ticking.plan, late=ticking.late)
        self.agenda.show_used(ticking.used)
        self.strip_plan.setText(ticking.plan)
        self.strip_plan.set_tone("ochre" if ticking.late else "ink2")
        self.header.saved.setText(ticking.saved)

    def show_line(self, state: LineState) -> None:
        """Draw the decision line."""
        self.decision.show_line(state)

    def say(self, text: str, *, undo: bool = False, urgent: bool = False) -> None:
        """One line at the lower edge; `undo` gives it a button that takes the act back."""
        words = self._ctx.words
        act = self.actions_["undo"].trigger if undo else None
        self.toast.say(text, words.tr("Undo") if undo else "", act, urgent=urgent)

    def announce(self, text: str) -> None:
        """Only for screen readers."""
        announce(self, text)

    def tell_error(self, error: SentenceError) -> None:
        """An error as one sentence; one of the disk stays until something is saved again."""
        sentence = self._ctx.words.error(error)
        if isinstance(error, StoreUnavailable):
            self._trouble = sentence
            self._show_banner()
        self.say(sentence, urgent=True)

    def focus_line(self) -> None:
        """Into the decision line."""
        self.decision.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_due(self) -> None:
        """To the day, wherever it is."""
        self._unfold()
        self.decision.due.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_wall(self) -> None:
        """The deliberate moment at which the wall goes up."""
        self.wall_side.open()

    # ------------------------------------------------------------------ inside
    def anchor(self, item_id: ItemId | None) -> QWidget | None:
        """Beside what a small surface about an item opens; None: about the agenda as a whole."""
        if not self.agenda.isVisible():
            return self.strip
        return self.agenda.item(item_id) if item_id is not None else self.agenda.late

    def _focus_note(self) -> None:
        self._unfold()
        self.decision.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _unfold(self) -> None:
        if self._size is Size.BAR and not self.decision.drawer.isVisible():
            self.decision.drawer.open_at(self.decision.more)

    def _noticed(self, done: Done) -> None:
        self.presenter.noticed(done)
        self._trouble = ""
        if done.change & ~Change.DRAFT and self._toast is not None:
            # What the toast offers to undo is no longer the latest act.
            self.toast.hide()

    def _select(self, item_id: ItemId) -> None:
        self.presenter.select(item_id)

    def _toggle_wall(self) -> None:
        if not self.live.on_air:
            self.live.on_air = True
            self.live.refresh()
        self.wall_side.toggle()

    def _show_banner(self) -> None:
        banner = Banner(self._trouble) if self._trouble else self._state.banner if self._state else None
        before = self.banner.isVisibleTo(self)
        self.banner.show_banner(banner)
        if self.banner.isVisibleTo(self) != before and self._size is not None:
            self._fit_center()

    def _show_wall(self) -> None:
        if self._state is None:
            return
        words = self._ctx.words
        is_open = self.wall_side.is_open
        self.header.show_wall(*self.wall_side.status(), is_open=is_open)
        self.actions_.check("wall", is_open)
        self.actions_["wall"].setText(words.tr("Close the wall") if is_open else words.tr("Open the wall"))
        on_air = self.live.on_air and is_open
        self.live_panel.show_wall(self.live.what_room_sees, on_air=on_air, frozen=self.live.wall.frozen)

    def _show_footer(self) -> None:
        words = self._ctx.words
        names = {
            "decide": words.tr("Decision"),
            "next": words.tr("Next item"),
            "swap": words.tr("Swap"),
            "black": words.tr("Black"),
            "freeze": words.tr("Freeze"),
            "keys": words.tr("All keys"),
            "hide": words.tr("Hide"),
            "late": words.tr("Late topic"),
            "note": words.tr("Note"),
            "commands": words.tr("Every action"),
        }
        hints = [(key_text(self.actions_[name].shortcut(), words), text) for name, text in names.items()]
        panic = words.tr("F12 blanks the wall at once") if self._size is not Size.BAR else "F12"
        self.footer.set_hints(hints, panic)

    def retranslate(self) -> None:
        """Every word of the window."""
        if self._size is None:
            return
        words = self._ctx.words
        self.actions_.retranslate()
        self.setWindowTitle(words.tr("Empty Chair: console"))
        self.strip.setAccessibleName(words.tr("Agenda"))
        for part in (self.header, self.agenda, self.live_panel, self.decision):
            part.retranslate()
        self._show_footer()
        self.wall_side.language_changed()
        self.presenter.language_changed()
        if self.live.data is not None:
            self.setWindowTitle(f"{self.live.data.meeting.title} · {words.tr('Empty Chair: console')}")

    # ------------------------------------------------------------------ Qt
    def sizeHint(self) -> QSize:
        return QSize(1600, 960)

    def event(self, event: QEvent) -> bool:
        # A button that has the focus by Tab is pressed by Space; everywhere else Space means "next".
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            focus = self.focusWidget()
            if (
                event.key() == Qt.Key.Key_Space
                and isinstance(focus, QAbstractButton)
                and not isinstance(focus, AgendaItem)
            ):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            # Out of a text field, or out of changing a decision. Nothing else: Esc never touches the wall.
            focus = QApplication.focusWidget()
            if self.presenter.line.editing:
                self.presenter.line.cancel_edit()
            elif in_text(focus) or isinstance(focus, (QAbstractButton, QPlainTextEdit)):
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            event.accept()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._size is not None:
            self.arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._keep_focus_policy()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self.agenda.reveal)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.presenter.settle()
        self.surfaces.close_search()
        self._clock.stop()
        self.wall_side.close()
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self._ctx.keep(replace(self._ctx.settings, console=geometry))
        super().closeEvent(event)
        self.closed.emit()

    def _restore_geometry(self) -> None:
        kept = self._ctx.settings.console
        if not (kept and self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii")))):
            self.resize(self.sizeHint().boundedTo(self.screen().availableSize()))

    @property
    def phase(self) -> Phase:
        """Where the meeting stands."""
        return self.presenter.phase
