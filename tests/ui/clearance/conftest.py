"""Stories that wait, and the page that decides on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from emptychair.app import commands as c
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Provenance, Story
from emptychair.ui.clearance import ClearancePage
from emptychair.ui.context import UiContext

TYRES = (
    "Ein Selbstständiger brauchte vier neue Reifen. Er schrieb dem Händler, der ihn persönlich kannte, eine E-Mail mit "
    "der genauen Bezeichnung und bat um ein Angebot. Nach 30 Stunden war keine Antwort da. Also fragte er zwei Straßen "
    "weiter bei der Filiale einer Kette an. Nach 20 Minuten rief dort ein Mitarbeiter zurück, nannte einen guten Preis "
    "und bekam den Auftrag."
)
SHORT = "She waited from eight until five. At four somebody phoned to ask for the address."
PRIVATE = "Sehr geehrte Frau Berger,\nich warte seit 3 Wochen. Rufen Sie mich an: 0341 5550123. Es reicht mir langsam."


@dataclass
class Told:
    """What the page said and asked for."""

    said: list[tuple[str, str]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def waiting(make_desk: Callable[..., UiContext]) -> UiContext:
    """A desk with three stories that wait."""
    desk = make_desk(stories=False)
    for language, text, headline in (
        ("de", TYRES, "30 Stunden Schweigen"),
        ("en", SHORT, "Waiting"),
        ("de", PRIVATE, "Drei Wochen"),
    ):
        story = Story(
            id=StoryId(""),
            language=language,
            headline=headline,
            text=text,
            customer="customer",
            channel="e-mail",
            provenance=Provenance(source="csv", file_name="mail.csv", row=2),
        )
        desk.service.execute(c.AddStory(story))
    return desk


@pytest.fixture
def make_page(qtbot: QtBot, told: Told) -> Callable[..., ClearancePage]:
    def make(desk: UiContext, width: int = 1500, height: int = 900) -> ClearancePage:
        page = ClearancePage(desk)
        qtbot.addWidget(page)
        page.said.connect(lambda text, scope: told.said.append((text, scope)))
        page.asked.connect(lambda place, ident: told.asked.append((place, ident)))
        page.resize(width, height)
        page.show()
        with qtbot.waitActive(page):
            page.activateWindow()
        page.entered()
        return page

    return make


@pytest.fixture
def page(waiting: UiContext, make_page: Callable[..., ClearancePage]) -> ClearancePage:
    return make_page(waiting)
