"""A library page in front, with its rows read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from emptychair.domain.story import Story
from emptychair.ui.context import UiContext
from emptychair.ui.library import LibraryPage


@dataclass
class Told:
    """What a page said and asked for."""

    said: list[tuple[str, str]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def make_page(qtbot: QtBot, told: Told) -> Callable[..., LibraryPage]:
    def make(desk: UiContext, width: int = 1500, height: int = 900) -> LibraryPage:
        page = LibraryPage(desk, opener=lambda url: told.opened.append(url.toString()))
        qtbot.addWidget(page)
        page.said.connect(lambda text, scope: told.said.append((text, scope)))
        page.asked.connect(lambda place, ident: told.asked.append((place, ident)))
        page.resize(width, height)
        page.show()
        with qtbot.waitActive(page):
            page.activateWindow()
        qtbot.waitUntil(lambda: not page.presenter.query.waiting)
        page.table.setFocus()
        return page

    return make


@pytest.fixture
def page(desk: UiContext, make_page: Callable[..., LibraryPage]) -> LibraryPage:
    return make_page(desk)


@pytest.fixture
def one(desk: UiContext) -> Callable[[str], Story]:
    """`one("en-16")`: the story as it is on disk now."""

    def get(source_id: str) -> Story:
        story = desk.reader.story_by_source_id(source_id)
        assert story is not None
        return story

    return get
