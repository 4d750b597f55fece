"""The list holds row numbers and fetches what is looked at, however many stories there are."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from emptychair.app.ports import StoryFilter
from emptychair.ui.context import UiContext
from emptychair.ui.library import LibraryPage
from emptychair.ui.library.model import BLOCK, BLOCKS_KEPT, StoryModel, short_date

MANY = 20_000


def multiply(workspace: Path, count: int) -> None:
    """Copies of the first story, straight into the table; the search index is not needed here."""
    with closing(sqlite3.connect(workspace)) as db, db:
        names = [row[1] for row in db.execute("PRAGMA table_info(story)") if row[1] not in ("row", "id", "headline")]
        listed = ", ".join(names)
        db.execute(
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) "
            f"INSERT INTO story (id, headline, {listed}) "
            f"SELECT 'many-' || n.i, 'Story number ' || n.i, {listed} FROM n, story s WHERE s.row = 1"
        )


def test_rows_are_fetched_in_blocks_and_only_some_are_kept(desk: UiContext, qtbot: QtBot) -> None:
    multiply(desk.workspace, 4_000)
    model = StoryModel(desk.reader, desk.words)
    model.set_rows(desk.reader.story_ids(StoryFilter()))
    assert model.rowCount() == 4_060
    assert model.fetched == 0
    assert model.index(0, 0).data() == "Story number 4000"
    assert model.fetched == BLOCK
    assert model.index(3_999, 0).data() == "Story number 1"
    assert model.fetched == 2 * BLOCK
    for place in range(0, 4_060, BLOCK):
        model.index(place, 0).data()
    assert model.fetched <= BLOCK * BLOCKS_KEPT


def test_a_story_that_vanished_leaves_the_others_in_their_places(desk: UiContext, qtbot: QtBot) -> None:
    model = StoryModel(desk.reader, desk.words)
    rows = list(desk.reader.story_ids(StoryFilter()))
    model.set_rows([rows[0], 999_999_999, rows[1]])
    assert model.story_row(1) is None
    third = model.story_row(2)
    assert third is not None
    assert third.headline == desk.reader.story_rows([rows[1]])[0].headline
    assert model.index(1, 0).data() is None


def test_many_thousand_stories(desk: UiContext, make_page: Callable[..., LibraryPage], qtbot: QtBot) -> None:
    multiply(desk.workspace, MANY)
    page = make_page(desk)
    assert page.model.rowCount() == MANY + 60
    page.table.choose(0)
    qtbot.keyClick(page.table, Qt.Key.Key_End)
    assert page.table.currentIndex().row() == MANY + 59
    assert page.model.fetched <= BLOCK * 8
    page.search.setText("giraffe")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    page.search.clear()
    qtbot.waitUntil(lambda: page.model.rowCount() == MANY + 60)
    assert page.note().endswith("20,060")


def test_dates_in_a_narrow_column(desk: UiContext) -> None:
    words = desk.words
    assert [short_date(iso, words) for iso in ("2007-02-14", "2007-02", "2007", "", "soon")] == [
        "14\u00a0Feb\u00a02007",
        "Feb 2007",
        "2007",
        "undated",
        "soon",
    ]
    german = words.other("de")
    assert short_date("2007-02-14", german) == "14.\u00a0Feb.\u00a02007"
