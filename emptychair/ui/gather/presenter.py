"""What the import window does: which files there are, what is known of each, what happens to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from emptychair.app import commands as c
from emptychair.domain.change import Change, Done
from emptychair.domain.errors import N_, SentenceError
from emptychair.ui.context import UiContext
from emptychair.ui.gather.job import (
    Begun,
    Ended,
    Found,
    Imported,
    ImportJob,
    Looked,
    News,
    Order,
    Recognition,
    dumped,
)
from emptychair.ui.gather.preparing import BROKEN_OFF, RUNNING, broken_off
from emptychair.ui.gather.state import IMPORTED, MAPPING, Basis, Entry, FileState, Sentence, Totals, foreseen, imported

if TYPE_CHECKING:
    from emptychair.app.intake_ports import ImportReport
    from emptychair.gather.mapping import Mapping

SOURCE = "import"
_NOTHING = N_("There is no file with stories in it: choose others.")


class ImportView(Protocol):
    """What the presenter tells the window."""

    def show_files(self) -> None: ...  # the list is another one
    def show_file(self, number: int) -> None: ...  # one of it is
    def show_all(self) -> None: ...  # everything else: figures, buttons, progress
    def complain(self, problem: Sentence | None) -> None: ...
    def announce_end(self) -> None: ...


class ImportPresenter:
    """Plain Python: everything of the window but its widgets. `drain` is called on the window's thread."""

    def __init__(self, view: ImportView, ctx: UiContext) -> None:
        self._view, self._ctx = view, ctx
        self.job = ImportJob(ctx.service, ctx.new_reader, ctx.preparing)
        self.entries: list[Entry] = []
        self.kinds: tuple[tuple[str, str], ...] = ()
        self.chosen = 0
        self.opening = False  # files were given and are not recognised yet
        self.running = False
        self.vouched_by = ""  # of the last import
        self._asked = 0
        self._orders = self._begun = 0
        self.current = -1  # the file that is being imported
        self._dropping = 0

    def begin(self) -> None:
        """Say what is left from the last time."""
        if name := broken_off(self._ctx.reader):
            self._view.complain(Sentence(BROKEN_OFF, (("file", name),)))

    # ------------------------------------------------------------------ files
    def open(self, paths: Sequence[Path]) -> None:
        """Look at these files, beside those that are there; nothing is imported. After an import it begins anew."""
        if self.running or not paths:
            return
        if any(entry.state in IMPORTED or entry.state is FileState.TAKEN_BACK for entry in self.entries):
            self.entries = []
        self._view.complain(None)
        self.opening = True
        self.job.open(paths, [entry.found for entry in self.entries])
        self._view.show_all()

    def remove(self) -> None:
        """The chosen file out of the list."""
        if self.running or self.entry is None:
            return
        del self.entries[self.chosen]
        self.entries = [replace(entry, number=number) for number, entry in enumerate(self.entries)]
        self.chosen = min(self.chosen, max(0, len(self.entries) - 1))
        self._look_again()
        self._view.show_files()
        self._view.show_all()

    def _look_again(self) -> None:
        # Numbers have moved: what is still being looked at is asked anew.
        for entry in self.entries:
            if entry.state is FileState.LOOKING:
                self._look(entry)

    def choose(self, number: int) -> None:
        """Show another file."""
        if 0 <= number < len(self.entries):
            self.chosen = number
            self._view.show_all()

    @property
    def entry(self) -> Entry | None:
        """The file that is shown."""
        return self.entries[self.chosen] if 0 <= self.chosen < len(self.entries) else None

    def read_as(self, kind: str) -> None:
        """Take the chosen file for another kind; empty: a table whose columns a person names."""
        entry = self.entry
        if entry is not None and not self.running and entry.report is None:
            self._put(replace(entry, state=FileState.LOOKING, mapping=None, problem=None))
            self.job.recognise(entry.number, entry.found, kind)

    def map(self, mapping: Mapping) -> None:
        """Another meaning of the chosen table's columns."""
        entry = self.entry
        if entry is None or self.running or entry.report is not None:
            return
        state = FileState.LOOKING if mapping.of("text") else FileState.UNMAPPED
        self._put(replace(entry, mapping=mapping, basis=Basis.SAID, state=state))
        self._look(self.entries[entry.number])
        self._view.show_all()

    # ------------------------------------------------------------------ importing
    @property
    def ready(self) -> bool:
        """Whether there is anything to import, and nothing stands against it."""
        waiting = self.running or self.opening or any(e.state is FileState.LOOKING for e in self.entries)
        return not waiting and any(entry.state is FileState.READY for entry in self.entries)

    def run(self, vouched_by: str) -> None:
        """Import every file that is ready, in the order of the list."""
        if not self.ready:
            return
        self.vouched_by = vouched_by
        orders = [Order(e.number, e.found, e.mapping) for e in self.entries if e.state is FileState.READY]
        for order in orders:
            entry = self.entries[order.number]
            if entry.columns is not None and order.mapping is not None:
                kept = c.PutSetting(MAPPING + entry.columns.signature, dumped(order.mapping))
                self._ctx.bus.act(kept, source=SOURCE)
        began = c.PutSetting(RUNNING, str(self._ctx.service.now_ms()))
        self._ctx.bus.act(began, source=SOURCE)
        self.running, self._orders, self._begun = True, len(orders), 0
        self.job.run(orders, vouched_by)
        self._view.show_all()

    def cancel(self) -> None:
        """Stop after the part that is being written; what is in can be taken back."""
        self.job.cancel()

    @property
    def step(self) -> tuple[int, int]:
        """Which file of how many is being imported."""
        return max(1, self._begun), self._orders

    @property
    def finished(self) -> bool:
        """Whether an import was made and nothing of it runs."""
        return not self.running and any(entry.report is not None for entry in self.entries)

    def totals(self) -> Totals:
        """All files together: what was done, or what would be."""
        return imported(self.entries) if self.finished else foreseen(self.entries)

    @property
    def cancelled(self) -> bool:
        """Whether the import was stopped before its end."""
        return any(entry.state is FileState.STOPPED for entry in self.entries) or (
            self.finished and any(entry.state is FileState.READY for entry in self.entries)
        )

    @property
    def taken_back(self) -> bool:
        """Whether nothing of the import is left."""
        states = [entry.state for entry in self.entries if entry.report is not None]
        return bool(states) and all(state is FileState.TAKEN_BACK for state in states)

    def take_back(self) -> None:
        """Every file of this import out of the library again, the last one first."""
        if self._dropping:
            return
        for entry in reversed(self.entries):
            if entry.state in IMPORTED and entry.report is not None and entry.report.batch_id:
                self._dropping += 1
                number, batch = entry.number, entry.report.batch_id
                self._ctx.bus.act(
                    c.DropBatch(batch),
                    source=SOURCE,
                    done=lambda _, number=number: self._dropped(number),
                    failed=self._not_dropped,
                )

    def _dropped(self, number: int) -> None:
        self._dropping -= 1
        if number < len(self.entries):
            self._put(replace(self.entries[number], state=FileState.TAKEN_BACK))
        self._view.show_all()

    def _not_dropped(self, error: BaseException) -> None:
        self._dropping -= 1
        self._ctx.bus.failed.emit(error)

    def figures(self, number: int, report: ImportReport) -> None:
        """The figures of an import whose rows were prepared meanwhile."""
        if number < len(self.entries) and self.entries[number].report is not None:
            self._put(replace(self.entries[number], report=report))

    # ------------------------------------------------------------------ news of the worker
    def drain(self) -> bool:
        """Take in what has come since the last time; whether anything has."""
        told = False
        for one in self.job.news():
            told = True
            self._take(one)
        return told

    def _take(self, one: News) -> None:
        match one:
            case Found():
                self._found(one)
            case Looked():
                self._looked(one)
            case Recognition():
                if one.number < len(self.entries):
                    fresh = Entry(one.number, one.found, title=self._title(one.found))
                    self._put(self._first_state(fresh))
                    self._look(self.entries[one.number])
            case Begun():
                self._begun += 1
                self.current = one.number
                self._put(replace(self.entries[one.number], state=FileState.IMPORTING))
            case Imported():
                self._imported(one)
            case Ended():
                self._ended(one)

    def _found(self, news: Found) -> None:
        self.opening = False
        self.kinds = news.kinds
        old = {id(entry.found.file): entry for entry in self.entries}
        fresh: list[Entry] = []
        for number, found in enumerate(news.files):
            known = old.get(id(found.file))
            if known is not None and known.beside == tuple(file.name for file in found.beside):
                fresh.append(replace(known, number=number))
            else:
                fresh.append(self._first_state(Entry(number, found, title=self._title(found))))
        self.entries = fresh
        self.chosen = min(self.chosen, max(0, len(fresh) - 1))
        if not fresh:
            self._view.complain(Sentence(_NOTHING))
        self._look_again()
        self._view.show_files()

    @staticmethod
    def _title(found: object) -> str:
        reader = getattr(found, "reader", None)
        return str(reader.title) if reader is not None else ""

    @staticmethod
    def _first_state(entry: Entry) -> Entry:
        if entry.found.reader is None and entry.found.sentence:
            problem = Sentence(entry.found.sentence, (("path", entry.name),))
            return replace(entry, state=FileState.BAD, problem=problem)
        return entry

    def _look(self, entry: Entry) -> None:
        if entry.state is FileState.BAD:
            return
        self._asked += 1
        self.job.look(entry.number, self._asked, entry.found, entry.mapping)

    def _looked(self, news: Looked) -> None:
        if news.number >= len(self.entries):
            return
        entry = self.entries[news.number]
        if news.problem is not None:
            state = FileState.BAD
        elif news.foreseen is None or news.basis is Basis.GUESSED:
            state = FileState.UNMAPPED
        else:
            good = news.foreseen.read - max(news.foreseen.refused_count, len(news.foreseen.refused))
            state = FileState.READY if good > 0 else FileState.EMPTY
        self._put(
            replace(
                entry,
                state=state,
                stories=news.stories,
                doubts=news.doubts,
                foreseen=news.foreseen,
                columns=news.columns,
                mapping=news.mapping,
                basis=news.basis,
                problem=news.problem,
            )
        )

    def _imported(self, news: Imported) -> None:
        entry = self.entries[news.number]
        if news.report is None:
            self._put(replace(entry, state=FileState.BAD, problem=news.problem))
            return
        state = FileState.STOPPED if news.report.cancelled else FileState.DONE
        self._put(replace(entry, state=state, report=news.report))

    def _ended(self, news: Ended) -> None:
        if self.running and not self.job.busy:
            self.running = False
            self._ctx.bus.act(c.PutSetting(RUNNING, ""), source=SOURCE)
            # The worker's parts told nobody: one word for all of them.
            told = Done(Change.STORIES | Change.LIVE, "", "", "", undoable=False, source=SOURCE)
            self._ctx.bus.changed.emit(told)
            self._view.announce_end()
        if news.error is not None:
            self.opening = False
            if isinstance(news.error, SentenceError):
                self._view.complain(Sentence(news.error.message_id, tuple(news.error.values.items())))
            else:
                self._ctx.bus.failed.emit(news.error)

    def _put(self, entry: Entry) -> None:
        self.entries[entry.number] = entry
        self._view.show_file(entry.number)

    def close(self) -> None:
        """The window is gone."""
        self.job.close()
