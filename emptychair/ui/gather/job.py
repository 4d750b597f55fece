"""Recognising, looking and importing on a worker. It owns no signals: its news wait until the window asks for them."""

from __future__ import annotations

import json
import logging
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from emptychair.app.discreet import trace_of
from emptychair.app.intake_ports import Preparing
from emptychair.app.ports import Reader
from emptychair.app.service import Service
from emptychair.domain.errors import N_, SentenceError
from emptychair.domain.story import Story
from emptychair.ui.gather.state import FORESEEN, MAPPING, Basis, Columns, Sentence

if TYPE_CHECKING:
    from emptychair.app.intake_ports import ImportReport
    from emptychair.gather.mapping import Mapping
    from emptychair.gather.recognising import Recognised
    from emptychair.ui.clearance.masking import Doubt

_LOG = logging.getLogger(__name__)
PREVIEWS = 12
AT_ONCE, FEW = 100, 3  # rows of a file that are prepared before its report is shown, where there are few files
_FAILED = N_("That did not work; nothing was changed.")
_SWITCH_S = 0.000_1
_EXAMPLE = 120  # characters of a cell that are shown


@dataclass(frozen=True, slots=True)
class Found:
    """The files that were given, recognised or not; `kinds` are all readers by name and title."""

    files: tuple[Recognised, ...]
    kinds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """How one file will read. `asked` is the number of the question: an older answer is none any more."""

    number: int
    asked: int
    stories: tuple[Story, ...] = ()
    doubts: tuple[tuple[Doubt, ...], ...] = ()
    foreseen: ImportReport | None = None
    columns: Columns | None = None
    mapping: Mapping | None = None
    basis: Basis = Basis.SAID
    problem: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Recognition:
    """One file recognised anew, because a person said what it is."""

    number: int
    found: Recognised


@dataclass(frozen=True, slots=True)
class Begun:
    """The import of a file begins."""

    number: int


@dataclass(frozen=True, slots=True)
class Imported:
    """A file is in, as far as it went, or it is not."""

    number: int
    report: ImportReport | None = None
    problem: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """Nothing runs any more. `error` is one that nobody foresaw."""

    error: BaseException | None = None


News = Found | Looked | Recognition | Begun | Imported | Ended


@dataclass(frozen=True, slots=True)
class Order:
    """One file to import."""

    number: int
    found: Recognised
    mapping: Mapping | None


class ImportJob:
    """One thing after the other, on one thread of its own."""

    def __init__(self, service: Service, new_reader: Callable[[], Reader], preparing: Callable[[], Preparing]) -> None:
        self._service, self._new_reader, self._preparing = service, new_reader, preparing
        self._pool = ThreadPoolExecutor(1, "import")
        self._stop = threading.Event()
        self._closed = False
        self._news: SimpleQueue[News] = SimpleQueue()
        self._reader: Reader | None = None
        self._latest: dict[int, int] = {}  # the number of the last question about each file
        self._lock = threading.Lock()
        self._questions: deque[tuple[int, int, Recognised, Mapping | None]] = deque()
        self._answering = False
        self._busy = 0
        self.recognised = (0, 0)  # files of how many, written by the worker alone
        self.read = 0  # rows of the file that is being imported, written by the worker alone

    # ------------------------------------------------------------------ asking
    def open(self, paths: Sequence[Path], already: Sequence[Recognised] = ()) -> None:
        """Recognise these files, together with those that are in the list already."""

        def work() -> None:
            from emptychair.ui.gather.sources import Stopped, kinds, recognised

            def each(done: int, of: int) -> None:
                self.recognised = done, of
                if self._closed:
                    raise Stopped

            with suppress(Stopped):
                self._news.put(Found(recognised(already, paths, each), kinds()))

        self._start(work)

    def recognise(self, number: int, found: Recognised, force: str) -> None:
        """Take one file for what a person says; `force` empty: for a table whose columns a person names."""

        def work() -> None:
            from emptychair.ui.gather.sources import recognised_as

            self._news.put(Recognition(number, recognised_as(found, force)))

        self._start(work)

    def look(self, number: int, asked: int, found: Recognised, mapping: Mapping | None) -> None:
        """How this file will read; the answer to the latest question about it counts."""
        self._latest[number] = asked
        with self._lock:
            self._questions.append((number, asked, found, mapping))
            if self._answering:
                return
            self._answering = True
        self._start(self._answer)

    def run(self, orders: Sequence[Order], vouched_by: str) -> None:
        """Import these files one after the other; `vouched_by` empty: every story waits for clearance."""
        self._stop.clear()
        self._start(lambda: self._import(orders, vouched_by))

    def cancel(self) -> None:
        """Stop after the part that is being written."""
        self._stop.set()

    def close(self) -> None:
        """No more work; what is running stops after its part, and the window need not wait for it."""
        self._closed = True
        self._stop.set()
        self._pool.submit(self._put_away)
        self._pool.shutdown(wait=False)

    def _put_away(self) -> None:
        if self._reader is not None:
            self._reader.close()

    @property
    def busy(self) -> bool:
        """Whether anything is asked for that was not answered yet."""
        return self._busy > 0

    def news(self, seconds: float = 0.01) -> Iterator[News]:
        """What has come since the last time, for the window's thread; no more than can be taken in in `seconds`."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                one = self._news.get_nowait()
            except Empty:
                return
            if isinstance(one, Ended):
                self._busy -= 1
            yield one

    # ------------------------------------------------------------------ on the worker
    def _start(self, work: Callable[[], None]) -> None:
        self._busy += 1

        def ended(future: Future[None]) -> None:
            error = None if future.cancelled() else future.exception()
            self._news.put(Ended(error))

        self._pool.submit(self._beside_a_window, work).add_done_callback(ended)

    def _beside_a_window(self, work: Callable[[], None]) -> None:
        """A window waits for the interpreter after every statement that lets others have a turn: with the usual 5 ms
        between turns it stood still for 100 ms and more while a large table was looked at (dev.py bench windows)."""
        if self._closed:
            return
        before = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_S)
        try:
            work()
        finally:
            sys.setswitchinterval(before)

    def _answer(self) -> None:
        """All questions there are, one job for thousands of files."""
        while True:
            with self._lock:
                if self._closed or not self._questions:
                    self._answering = False
                    return
                number, asked, found, mapping = self._questions.popleft()
            if self._latest.get(number) == asked:
                try:
                    self._news.put(self._look(number, asked, found, mapping))
                except Exception as error:  # noqa: BLE001 - told as a sentence; the other files go on
                    self._news.put(Looked(number, asked, problem=Sentence(_FAILED)))
                    _LOG.error("A file could not be looked at: %s", trace_of(error))

    def _look(self, number: int, asked: int, found: Recognised, mapping: Mapping | None) -> Looked:
        from emptychair.gather.importing import foresee, preview

        columns, basis = None, Basis.SAID
        try:
            if found.reader is None and not found.sentence:
                columns = columns_of(found)
                if mapping is None and columns is not None:
                    mapping, basis = self._mapping(found, columns)
                if mapping is None or not mapping.of("text"):
                    return Looked(number, asked, columns=columns, mapping=mapping, basis=basis)
            stories = tuple(preview(found, PREVIEWS, mapping))
            report = foresee(found, self._service, mapping=mapping, limit=FORESEEN)
        except SentenceError as error:
            problem = Sentence(error.message_id, tuple(error.values.items()))
            return Looked(number, asked, columns=columns, mapping=mapping, problem=problem)
        return Looked(number, asked, stories, _doubts(stories), report, columns, mapping, basis)

    def _mapping(self, found: Recognised, columns: Columns) -> tuple[Mapping | None, Basis]:
        """That of the last time for such a table, else what its columns look like."""
        from emptychair.gather.mapping import SURE, weigh

        if self._reader is None:
            self._reader = self._new_reader()
        kept = loaded(self._reader.setting(MAPPING + columns.signature), columns.names)
        if kept is not None:
            return kept, Basis.REMEMBERED
        table = found.file.table
        if table is None:
            return None, Basis.GUESSED
        mapping, sure = weigh(table.header, table.sample)
        return mapping, Basis.CLEAR if sure >= SURE else Basis.GUESSED

    def _import(self, orders: Sequence[Order], vouched_by: str) -> None:
        from emptychair.gather.importing import take_in

        for order in orders:
            if self._stop.is_set():
                return
            self.read = 0
            self._news.put(Begun(order.number))
            try:
                report = take_in(
                    order.found,
                    self._service,
                    vouched_by=vouched_by,
                    mapping=order.mapping,
                    progress=self._note,
                    cancelled=self._stop.is_set,
                )
            except SentenceError as error:
                problem = Sentence(error.message_id, tuple(error.values.items()))
                self._news.put(Imported(order.number, problem=problem))
            except Exception:
                self._news.put(Imported(order.number, problem=Sentence(_FAILED)))
                raise
            else:
                self._news.put(Imported(order.number, self._prepared(report, few=len(orders) <= FEW)))

    def _prepared(self, report: ImportReport, *, few: bool) -> ImportReport:
        """A handful of rows is prepared at once; many go on in the background, and the report says so."""
        if not report.waiting:
            return report
        if report.waiting > AT_ONCE or not few:
            self._preparing().start()
            return report
        from emptychair.gather.importing import completed

        return completed(report, self._preparing())

    def _note(self, read: int) -> None:
        self.read = read


def columns_of(found: Recognised) -> Columns | None:
    """The columns of a table with the first thing that stands in each; None if it is no table."""
    from emptychair.gather.mapping import signature

    table = found.file.table
    if table is None:
        return None
    examples = [""] * len(table.header)
    for row in islice(table.rows(), 200):
        for place, cell in enumerate(row.fields[: len(examples)]):
            if not examples[place]:
                examples[place] = " ".join(cell.split())[:_EXAMPLE]
        if all(examples):
            break
    return Columns(tuple(table.header), tuple(examples), signature(table.header))


def dumped(mapping: Mapping) -> str:
    """A mapping as the text of a setting."""
    return json.dumps([list(pair) for pair in mapping.columns], ensure_ascii=False)


def loaded(text: str | None, names: Sequence[str]) -> Mapping | None:
    """The mapping that `dumped` wrote, if it fits these columns."""
    from emptychair.gather.mapping import FIELDS, Mapping

    try:
        found = json.loads(text or "[]")
        pairs = tuple((str(field), str(column)) for field, column in found)
    except (ValueError, TypeError):
        return None
    pairs = tuple(pair for pair in pairs if pair[0] in FIELDS and pair[1] in names)
    return Mapping(pairs) if pairs else None


def _doubts(stories: Sequence[Story]) -> tuple[tuple[Doubt, ...], ...]:
    # The mask takes milliseconds for a text: not on the window's thread.
    from emptychair.ui.clearance.masking import doubts_of

    return tuple(tuple(doubts_of(story)) for story in stories)
