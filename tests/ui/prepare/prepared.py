"""A meeting on the preparation page, and what is known of it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from emptychair.app import commands as c
from emptychair.domain.ids import MeetingId
from emptychair.domain.meeting import Item, Origin
from emptychair.ui.prepare.page import PreparePage
from emptychair.ui.prepare.state import Verdict
from emptychair.ui.shell.page import Place
from tests.ui.shell.hands import Hands

K = Qt.Key
TITLES = ("Checkout and passwords", "Xyzzy", "Guitar and baggage claim", "Returns of parcels")


class Prepared:
    """A meeting on the preparation page, and hands."""

    def __init__(self, hands: Hands, meeting_id: MeetingId) -> None:
        self.hands, self.meeting_id = hands, meeting_id
        assert isinstance(hands.window.page, PreparePage)
        self.page: PreparePage = hands.window.page

    @property
    def items(self) -> tuple[Item, ...]:
        data = self.hands.ctx.reader.meeting(self.meeting_id)
        assert data is not None
        return data.items

    @property
    def search(self) -> Any:
        """The open search."""
        return self.page.search

    @property
    def titles(self) -> list[str]:
        return [item.title for item in self.items]

    @property
    def here(self) -> Item:
        return next(item for item in self.items if item.id == self.page.presenter.here)

    @property
    def verdicts(self) -> list[Verdict]:
        assert self.page.presenter.state is not None
        return [line.verdict for line in self.page.presenter.state.lines]

    @property
    def todo(self) -> list[str]:
        assert self.page.presenter.state is not None
        return [todo.text for todo in self.page.presenter.state.todo]


@pytest.fixture
def new(hands: Hands) -> MeetingId:
    """A meeting with four items that nobody has looked for stories for."""
    items = tuple(c.NewItem(title, 10 + 5 * n) for n, title in enumerate(TITLES))
    made = hands.ctx.service.execute(c.CreateMeeting("Board", "en", items, zone="Europe/Berlin"))
    return MeetingId(made.entity)


@pytest.fixture
def prepared(hands: Hands, new: MeetingId) -> Prepared:
    """The same, matched."""
    hands.window.go(Place.PREPARE, new)
    made = Prepared(hands, new)
    hands.qtbot.waitUntil(lambda: all(item.choice.origin is Origin.AUTOMATIC for item in made.items))
    return made
