"""The filters of the library as pills, and the order of its list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from emptychair.app.i18n import Words
from emptychair.app.ports import StoryFilter
from emptychair.domain.errors import N_
from emptychair.domain.story import Clearance, Kind, Ladder
from emptychair.ui.library.flow import FlowLayout
from emptychair.ui.library.query import Facets
from emptychair.ui.library.terms import OUTCOMES, kind_words, language_words, outcome_words, segment_words
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.chips import Pill

SORTS = {
    "newest": N_("Newest first"),
    "happened": N_("Latest case first"),
    "shown": N_("Most shown first"),
    "headline": N_("By headline"),
    "relevance": N_("Best match first"),
}
_STATES = {
    None: N_("Any state"),
    Clearance.CLEARED: N_("Cleared"),
    Clearance.WAITING: N_("Waiting"),
    Clearance.NEVER: N_("Never on the wall"),
}

_LONGEST = 28  # characters of a file's name on a pill


class FilterBar(QWidget):
    """State, outcome, segment, language, never shown, heard by a colleague; `changed` follows a person's choice."""

    changed = Signal(object)  # StoryFilter without its search
    tags_wanted = Signal()  # rename and merge tags
    imports_wanted = Signal()  # the list of all imports

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.filter = StoryFilter()
        self._facets = Facets((), (), ())
        self.state = self._menu_pill(self._state_menu)
        self.outcome = self._menu_pill(self._outcome_menu)
        self.segment = self._menu_pill(self._segment_menu)
        self.language = self._menu_pill(self._language_menu)
        self.never_shown = self._pill(lambda on: replace(self.filter, never_shown=on))
        self.heard = self._pill(lambda on: replace(self.filter, heard=on))
        self.more = self._menu_pill(self._more_menu)
        # Shown only while they are on: what is chosen behind "More", each taken away by a press.
        self.kind = self._pill(lambda _: replace(self.filter, kind=""))
        self.tag = self._pill(lambda _: replace(self.filter, tag=""))
        self.batch = self._pill(lambda _: replace(self.filter, batch_id=""))
        self.twins = self._pill(lambda _: replace(self.filter, twins_of=""))
        self._narrow = False
        self.sort = Button("", kind="text", px=Px.ROW, height=36, icon="chevron-down")
        self.sort.clicked.connect(lambda: self._open(self.sort, self._sort_menu()))
        flow = FlowLayout(self, trailing=self.sort)
        self._lesser = (self.outcome, self.segment, self.language, self.never_shown, self.heard)
        for pill in (self.state, *self._lesser, self.kind, self.tag, self.batch, self.twins, self.more):
            flow.addWidget(pill)
        flow.addWidget(self.sort)
        self.retranslate()

    def set_narrow(self, narrow: bool) -> None:
        """All but the state behind one pill, where they would take three lines."""
        self._narrow = narrow
        for pill in self._lesser:
            pill.setVisible(not narrow)
        self.retranslate()

    # ------------------------------------------------------------------ asking and telling
    def set_facets(self, facets: Facets) -> None:
        """What there is to filter by."""
        self._facets = facets
        self.retranslate()

    def set_filter(self, wanted: StoryFilter) -> None:
        """Show another filter without telling anybody."""
        self.filter = wanted
        self.retranslate()

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return replace(self.filter, sort="newest", search="") != StoryFilter()

    def _choose(self, wanted: StoryFilter) -> None:
        if wanted != self.filter:
            self.filter = wanted
            self.changed.emit(wanted)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew, with what is chosen."""
        words, now = self._words, self.filter
        tr = words.tr
        self._show(self.state, tr(_STATES[now.clearance]), now.clearance is not None, tr("State"))
        outcome = outcome_words(now.outcome, words) if now.outcome else tr("Any outcome")
        self._show(self.outcome, outcome, bool(now.outcome), tr("Outcome"))
        segment = segment_words(now.segment, words) if now.segment else tr("Any segment")
        self._show(self.segment, segment, bool(now.segment), tr("Segment"))
        language = language_words(now.language, words) if now.language else tr("Any language")
        self._show(self.language, language, bool(now.language), tr("Language"))
        self._show(self.never_shown, tr("Never shown"), now.never_shown, "")
        self._show(self.heard, tr("Heard"), now.heard, "")
        kind = kind_words(Kind(now.kind), words) if now.kind else ""
        for pill, text, name in (
            (self.kind, kind, tr("Kind")),
            (self.tag, now.tag, tr("Tag")),
            (self.batch, self._batch_name(now.batch_id), tr("Import")),
            (self.twins, tr("The same") if now.twins_of else "", ""),
        ):
            pill.setVisible(bool(text))
            self._show(pill, text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…", bool(text), name)
        on = sum((bool(now.outcome), bool(now.segment), bool(now.language), now.never_shown, now.heard))
        if self._narrow:
            self._show(self.more, tr("Filters: {n}", n=on) if on else tr("Filters"), on > 0, "")
        else:
            self._show(self.more, tr("More"), False, tr("More filters"))
        self.sort.set_text(tr(SORTS[self.shown_sort]))
        self.sort.setAccessibleName(tr("Order: {order}", order=tr(SORTS[self.shown_sort])))

    @property
    def shown_sort(self) -> str:
        """The order of the list as it is: a search shows its best matches first unless another order was chosen."""
        return self.filter.sort

    @staticmethod
    def _show(pill: Pill, text: str, on: bool, name: str) -> None:
        pill.set_text(text)
        pill.setChecked(on)
        if name:
            pill.setAccessibleName(f"{name}: {text}")

    # ------------------------------------------------------------------ building
    def _pill(self, change: Callable[[bool], StoryFilter]) -> Pill:
        pill = Pill("", parent=self)
        pill.clicked.connect(lambda on: self._choose(change(on)))
        return pill

    def _menu_pill(self, menu: Callable[[], QMenu]) -> Pill:
        pill = Pill("", menu=True, parent=self)
        pill.clicked.connect(lambda: self._open(pill, menu()))
        return pill

    def _open(self, control: QWidget, menu: QMenu) -> None:
        menu.aboutToHide.connect(self.retranslate)  # a pill was checked by the press alone
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(control.mapToGlobal(QPoint(0, control.height() + 4)))

    def _menu(self, rows: list[tuple[str, StoryFilter, bool]]) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for text, wanted, on in rows:
            action = menu.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(on)
            group.addAction(action)
            action.triggered.connect(lambda _=False, wanted=wanted: self._choose(wanted))
        return menu

    def _more_menu(self) -> QMenu:
        tr, now = self._words.tr, self.filter
        menu = QMenu(self)
        lesser = [
            (tr("Outcome"), self._outcome_menu()),
            (tr("Segment"), self._segment_menu()),
            (tr("Language"), self._language_menu()),
        ]
        subs = [(tr("Kind"), self._kind_menu()), (tr("Tag"), self._tag_menu()), (tr("Import"), self._batch_menu())]
        for text, sub in (*(lesser if self._narrow else ()), *subs):
            sub.setTitle(text)
            menu.addMenu(sub)
        if not self._narrow:
            return menu
        for text, on, wanted in (
            (tr("Never shown"), now.never_shown, replace(now, never_shown=not now.never_shown)),
            (tr("Heard"), now.heard, replace(now, heard=not now.heard)),
        ):
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(on)
            action.triggered.connect(lambda _=False, wanted=wanted: self._choose(wanted))
        return menu

    def _state_menu(self) -> QMenu:
        tr, now = self._words.tr, self.filter
        return self._menu(
            [(tr(text), replace(now, clearance=state), now.clearance is state) for state, text in _STATES.items()]
        )

    def _outcome_menu(self) -> QMenu:
        tr, now = self._words.tr, self.filter
        found = dict(self._facets.outcomes)
        values = [outcome for outcome in OUTCOMES if outcome is not Ladder.UNKNOWN]
        rows = [(tr("Any outcome"), replace(now, outcome=""), not now.outcome)]
        rows += [
            (
                self._counted(outcome_words(v, self._words), found.get(v, 0)),
                replace(now, outcome=str(v)),
                now.outcome == v,
            )
            for v in values
            if found.get(v, 0) or now.outcome == v
        ]
        return self._menu(rows)

    def _segment_menu(self) -> QMenu:
        now = self.filter
        rows = [(self._words.tr("Any segment"), replace(now, segment=""), not now.segment)]
        rows += [
            (self._counted(segment_words(v, self._words), n), replace(now, segment=v), now.segment == v)
            for v, n in self._facets.segments[:20]
        ]
        return self._menu(rows)

    def _language_menu(self) -> QMenu:
        now = self.filter
        rows = [(self._words.tr("Any language"), replace(now, language=""), not now.language)]
        rows += [
            (self._counted(language_words(v, self._words), n), replace(now, language=v), now.language == v)
            for v, n in self._facets.languages[:20]
        ]
        return self._menu(rows)

    def _kind_menu(self) -> QMenu:
        now, words = self.filter, self._words
        rows = [(words.tr("Any kind"), replace(now, kind=""), not now.kind)]
        rows += [(kind_words(v, words), replace(now, kind=str(v)), now.kind == v) for v in Kind if v]
        return self._menu(rows)

    def _tag_menu(self) -> QMenu:
        now = self.filter
        rows = [(self._words.tr("Any tag"), replace(now, tag=""), not now.tag)]
        rows += [(self._counted(v, n), replace(now, tag=v), now.tag == v) for v, n in self._facets.tags[:30]]
        menu = self._menu(rows)
        menu.addSeparator()
        menu.addAction(self._words.tr("Rename and merge tags")).triggered.connect(
            lambda _=False: self.tags_wanted.emit()
        )
        return menu

    def _batch_menu(self) -> QMenu:
        now = self.filter
        rows = [(self._words.tr("Any import"), replace(now, batch_id=""), not now.batch_id)]
        rows += [
            (self._counted(row.batch.file_name, row.stories), replace(now, batch_id=row.batch.id), False)
            for row in self._facets.batches[:12]
        ]
        menu = self._menu(rows)
        menu.addSeparator()
        menu.addAction(self._words.tr("All imports")).triggered.connect(lambda _=False: self.imports_wanted.emit())
        return menu

    def _batch_name(self, batch_id: str) -> str:
        if not batch_id:
            return ""
        names = (row.batch.file_name for row in self._facets.batches if row.batch.id == batch_id)
        return next(names, "") or self._words.tr("One import")

    def _sort_menu(self) -> QMenu:
        now = self.filter
        orders = [order for order in SORTS if order != "relevance" or now.search]
        return self._menu([(self._words.tr(SORTS[o]), replace(now, sort=o), now.sort == o) for o in orders])

    def _counted(self, text: str, count: int) -> str:
        return f"{text}   {self._words.number(count)}"
