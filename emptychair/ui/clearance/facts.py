"""What is known of the story in the queue, each line changed where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from emptychair.domain.story import Consent, Ladder, Story
from emptychair.ui.context import UiContext
from emptychair.ui.library.terms import consent_words, language_words, outcome_words, person
from emptychair.ui.theme import MEDIUM, SEMIBOLD, Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import Button
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import row
from emptychair.ui.widgets.popover import Popover

_NAME_WIDTH = 112


class FactRow(QWidget):
    """A name, a value, a way to change it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = Label("", Px.ROW, SEMIBOLD)
        self.name.setFixedWidth(_NAME_WIDTH)
        self.value = Label("", Px.ROW, tone="ink2", elide=True)
        self.button = Button("", kind="text", px=Px.ROW, height=32)
        line = row(self.name, spacing=8)
        line.addWidget(self.value, 1)
        line.addWidget(self.button)
        self.setLayout(line)

    def set_words(self, name: str, value: str, change: str) -> None:
        """What it is called, what it is, and the word on the button."""
        self.name.setText(name)
        self.value.setText(value)
        self.button.set_text(change)
        self.button.setAccessibleName(f"{change}: {name}")


class FactList(QWidget):
    """Consent, sensitive, outcome, who, checked, language. `edited` carries the story as it shall be."""

    edited = Signal(object)

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._story: Story | None = None
        self.rows: dict[str, FactRow] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for name, menu in (
            ("consent", self._consent_menu),
            ("sensitive", self._sensitive_menu),
            ("outcome", self._outcome_menu),
            ("who", None),
            ("checked", self._checked_menu),
            ("language", self._language_menu),
        ):
            fact = FactRow()
            self.rows[name] = fact
            box.addWidget(fact)
            if menu is None:
                fact.button.clicked.connect(self._edit_who)
            else:
                fact.button.clicked.connect(lambda _=False, fact=fact, menu=menu: self._open(fact, menu()))

    def set_story(self, story: Story) -> None:
        """Show what is known of this one."""
        self._story = story
        words = self._ctx.words
        tr = words.tr
        change = tr("change")
        values = {
            "consent": (tr("Consent"), consent_words(story.consent, words)),
            "sensitive": (
                tr("Sensitive"),
                tr("yes, never chosen automatically")
                if story.sensitive
                else tr("no (death, health, children, politics)"),
            ),
            "outcome": (tr("Outcome"), outcome_words(story.outcome, words)),
            "who": (tr("Who"), person(story.customer) or "–"),
            "checked": (tr("Checked"), story.provenance.verified_by or tr("not yet")),
            "language": (tr("Language"), language_words(story.language, words)),
        }
        for name, (label, value) in values.items():
            self.rows[name].set_words(label, value, change)
        denied = story.consent is Consent.DENIED
        self.rows["consent"].value.set_tone("ochre" if denied else "ink2")

    # ------------------------------------------------------------------ changing
    def _edit(self, **values: object) -> None:
        if self._story is not None:
            self.edited.emit(replace(self._story, **values))  # type: ignore[arg-type]

    def _open(self, fact: FactRow, menu: QMenu) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(fact.button.mapToGlobal(QPoint(0, fact.button.height() + 2)))

    def _menu(self, rows: list[tuple[str, bool, Callable[[], None]]]) -> QMenu:
        menu = QMenu(self)
        for text, on, act in rows:
            action = menu.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(on)
            action.triggered.connect(lambda _=False, act=act: act())
        return menu

    def _consent_menu(self) -> QMenu:
        story, words = self._story, self._ctx.words
        assert story is not None
        return self._menu(
            [
                (consent_words(value, words), story.consent is value, lambda value=value: self._edit(consent=value))
                for value in Consent
            ]
        )

    def _outcome_menu(self) -> QMenu:
        story, words = self._story, self._ctx.words
        assert story is not None
        return self._menu(
            [
                (outcome_words(value, words), story.outcome is value, lambda value=value: self._edit(outcome=value))
                for value in Ladder
            ]
        )

    def _sensitive_menu(self) -> QMenu:
        story, tr = self._story, self._ctx.words.tr
        assert story is not None
        return self._menu(
            [
                (tr("no"), not story.sensitive, lambda: self._edit(sensitive=False)),
                (tr("yes, never chosen automatically"), story.sensitive, lambda: self._edit(sensitive=True)),
            ]
        )

    def _checked_menu(self) -> QMenu:
        story, tr = self._story, self._ctx.words.tr
        assert story is not None
        source = story.provenance
        name = self._ctx.settings.person.strip()
        rows: list[tuple[str, bool, Callable[[], None]]] = [
            (tr("not yet"), not source.verified_by, lambda: self._edit(provenance=replace(source, verified_by="")))
        ]
        rows += [
            (
                tr("by {person}", person=who),
                source.verified_by == who,
                lambda who=who: self._edit(provenance=replace(source, verified_by=who)),
            )
            for who in dict.fromkeys(part for part in (source.verified_by, name) if part)
        ]
        return self._menu(rows)

    def _language_menu(self) -> QMenu:
        story, words = self._story, self._ctx.words
        assert story is not None
        codes = dict.fromkeys(("de", "en", "fr", "it", "es", story.language))
        return self._menu(
            [
                (language_words(code, words), story.language == code, lambda code=code: self._edit(language=code))
                for code in codes
            ]
        )

    def _edit_who(self) -> None:
        story, tr = self._story, self._ctx.words.tr
        if story is None:
            return
        popover = Popover(self, width=360)
        edit = QLineEdit(story.customer)
        edit.setFont(Theme.current().font(Px.BODY))
        edit.setAccessibleName(tr("Who, without a name"))
        edit.setMinimumHeight(40)
        popover.box.addWidget(Label(tr("Who, without a name"), Px.ROW, MEDIUM))
        popover.box.addWidget(edit)
        popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def take() -> None:
            text = " ".join(edit.text().split())
            popover.close()
            self._edit(customer=text)

        edit.returnPressed.connect(take)
        popover.open_at(self.rows["who"].button)
        edit.setFocus()
        edit.selectAll()
