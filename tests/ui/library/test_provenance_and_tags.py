"""What is known of a story, changed where it stands; tags merged; imports listed, taken back, vouched for."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from emptychair.app import commands as c
from emptychair.app.ports import Batch
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Kind, Ladder, Provenance, Story
from emptychair.ui.clearance.vouch_window import VouchDialog
from emptychair.ui.clearance.vouching import Offer, VouchJob
from emptychair.ui.context import UiContext
from emptychair.ui.library import LibraryPage
from emptychair.ui.library.editor_fields import TagsField, TextField
from emptychair.ui.library.imports import ImportsDialog
from emptychair.ui.library.inplace import EditPopover
from emptychair.ui.library.raw import RawDialog, fields_of
from emptychair.ui.library.tags import TagsDialog
from emptychair.ui.widgets.buttons import Button

RAW = '{"Description": "Frau <b>Berger</b> waited.", "Requester": "Ada Berger", "Empty": "", "Score": 3}'


def story_of(n: int, **more: object) -> Story:
    given = {"provenance": Provenance("zendesk", f"47{n}", "tickets.json", n + 2, url="https://help.example.com/t/47")}
    return Story(
        StoryId(""), "en", f"Headline {n}", f"She waited {n} weeks for an answer to her letter.", **{**given, **more}
    )  # type: ignore[arg-type]


@pytest.fixture
def tickets(make_desk: Callable[..., UiContext]) -> UiContext:
    """A desk with one import of six tickets; the fifth names somebody."""
    desk = make_desk(stories=False)
    desk.service.execute(c.OpenBatch(Batch("batch-1", "tickets.json", "zendesk", desk.service.now_ms())))
    stories = [
        story_of(n, raw=RAW if n == 0 else "", tags=("delivery", "late") if n < 3 else ("Lieferung",)) for n in range(6)
    ]
    stories[4] = replace(stories[4], text="Please call me on 0341 5550123, I have waited for three weeks now.")
    ready = tuple(replace(story, id=StoryId(desk.service.new_id())) for story in stories)
    desk.service.execute(c.ImportStories("batch-1", ready))
    return desk


@pytest.fixture
def page(tickets: UiContext, make_page: Callable[..., LibraryPage]) -> LibraryPage:
    return make_page(tickets)


def choose(qtbot: QtBot, page: LibraryPage, headline: str) -> Story:
    for place in range(page.model.rowCount()):
        row = page.model.story_row(place)
        if row is not None and row.headline == headline:
            page.table.choose(place)
            break
    qtbot.waitUntil(lambda: page.presenter.story is not None and page.presenter.story.headline == headline)
    assert page.presenter.story is not None
    return page.presenter.story


def press(page: LibraryPage, name: str) -> None:
    found = [b for b in page.detail.findChildren(Button) if b.accessibleName() == name or b.words_shown == name]
    assert found, f"no button “{name}”"
    found[0].click()
    QApplication.processEvents()


def settled(qtbot: QtBot, page: LibraryPage) -> None:
    qtbot.waitUntil(lambda: not page._again.isActive() and not page.presenter.query.waiting)


def test_where_it_comes_from_is_told_completely(qtbot: QtBot, page: LibraryPage) -> None:
    choose(qtbot, page, "Headline 0")
    texts = page.detail.texts
    assert "Zendesk, no. 470" in texts
    assert any(text.startswith("Row 2 of tickets.json, import of ") for text in texts)
    assert "Not checked yet" in texts


def test_the_row_as_it_came_in(qtbot: QtBot, page: LibraryPage) -> None:
    choose(qtbot, page, "Headline 0")
    press(page, "As it came in")
    dialog = page.detail.findChild(RawDialog)
    assert dialog is not None and dialog.isVisible()
    assert dialog.pairs == (("Description", "Frau <b>Berger</b> waited."), ("Requester", "Ada Berger"), ("Score", "3"))
    shown = [label for label in dialog.findChildren(QLabel) if label.text() == "Frau <b>Berger</b> waited."]
    assert shown and shown[0].textFormat() == Qt.TextFormat.PlainText
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    choose(qtbot, page, "Headline 1")
    assert not page.raw_act.isEnabled()


def test_a_mail_as_it_came_in_is_no_row() -> None:
    assert fields_of("From: ada@example.org\n\nHello") == ()
    assert fields_of("[1, 2]") == ()


def test_the_outcome_is_changed_where_it_stands(qtbot: QtBot, page: LibraryPage, tickets: UiContext) -> None:
    story = choose(qtbot, page, "Headline 1")
    press(page, "change: What became of it")
    menu = next(menu for menu in page.window().findChildren(QMenu) if menu.isVisible())
    next(action for action in menu.actions() if action.text() == "Rolled out").trigger()
    found = tickets.reader.story(story.id)
    assert found is not None and found.outcome is Ladder.ROLLED_OUT


def test_facts_are_changed_where_they_stand(qtbot: QtBot, page: LibraryPage, tickets: UiContext) -> None:
    story = choose(qtbot, page, "Headline 1")
    press(page, "add: Facts")
    popover = page.detail.findChild(EditPopover)
    assert popover is not None
    field = popover.findChild(TextField)
    assert field is not None
    field.setPlainText("answer after 30 hours\n\n 2 of 5 stars ")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: (found := tickets.reader.story(story.id)) is not None and bool(found.facts))
    found = tickets.reader.story(story.id)
    assert found is not None and found.facts == ("answer after 30 hours", "2 of 5 stars")
    tickets.service.execute(c.Undo("library"))
    found = tickets.reader.story(story.id)
    assert found is not None and found.facts == ()


def test_escape_leaves_the_facts_alone(qtbot: QtBot, page: LibraryPage, tickets: UiContext) -> None:
    story = choose(qtbot, page, "Headline 1")
    press(page, "add: Facts")
    popover = page.detail.findChild(EditPopover)
    assert popover is not None
    field = popover.findChild(TextField)
    assert field is not None
    field.setPlainText("3 calls")
    popover.close()
    found = tickets.reader.story(story.id)
    assert found is not None and found.facts == ()


def test_kind_segment_and_tags(qtbot: QtBot, page: LibraryPage, tickets: UiContext) -> None:
    story = choose(qtbot, page, "Headline 1")
    press(page, "change: Kind, segment, tags")
    popover = page.detail.findChild(EditPopover)
    assert popover is not None
    tags = popover.findChild(TagsField)
    assert tags is not None
    qtbot.waitUntil(lambda: tags.offers.model().rowCount() == 3)
    tags.setText("late, letters")
    popover.save.click()
    found = tickets.reader.story(story.id)
    assert found is not None and (found.kind, found.tags) == (Kind.UNKNOWN, ("late", "letters"))


def test_tags_are_merged_and_that_is_undone(qtbot: QtBot, page: LibraryPage, tickets: UiContext) -> None:
    page.tags_act.trigger()
    dialog = page.findChild(TagsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.list.count() == 3)
    assert not dialog.keep.isEnabled()
    for at in range(3):
        item = dialog.list.item(at)
        if item.text().split("   ")[0] in ("delivery", "Lieferung"):
            item.setCheckState(Qt.CheckState.Checked)
    assert dialog.keep.words_shown == "Merge"
    dialog.name.setText("deliveries")
    dialog.keep.click()
    assert tickets.reader.tags() == [("deliveries", 6), ("late", 3)]
    tickets.service.execute(c.Undo("library"))
    assert tickets.reader.tags() == [("Lieferung", 3), ("delivery", 3), ("late", 3)]


def test_how_many_say_the_same(qtbot: QtBot, page: LibraryPage, tickets: UiContext) -> None:
    first = choose(qtbot, page, "Headline 0")
    assert not any("the same" in text for text in page.detail.texts)
    second = choose(qtbot, page, "Headline 1")
    tickets.bus.do(c.EditStory(replace(second, twin_of=first.id, weight=11)))
    settled(qtbot, page)
    choose(qtbot, page, "Headline 0")
    assert "12 customers say the same" in page.detail.texts
    press(page, "show: 12 customers say the same")
    settled(qtbot, page)
    assert page.model.rowCount() == 2
    assert page.filters.twins.isVisible()
    page.filters.twins.click()
    settled(qtbot, page)
    assert page.model.rowCount() == 6


def test_the_list_of_imports(qtbot: QtBot, page: LibraryPage, tickets: UiContext) -> None:
    tickets.bus.do(c.AddStory(story_of(9)))
    settled(qtbot, page)
    assert page.model.rowCount() == 7
    qtbot.keyClick(page.table, Qt.Key.Key_I)
    dialog = page.findChild(ImportsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert dialog.list.item(0).text().startswith("tickets.json, Zendesk")
    dialog.back_button.click()
    qtbot.waitUntil(lambda: tickets.reader.counts().stories == 1)
    qtbot.waitUntil(lambda: dialog.back_button.words_shown == "Bring it back")
    dialog.back_button.click()
    qtbot.waitUntil(lambda: tickets.reader.counts().stories == 7)
    qtbot.waitUntil(dialog.stories_button.isEnabled)
    dialog.stories_button.click()
    settled(qtbot, page)
    assert page.model.rowCount() == 6
    assert page.filters.batch.isVisible()


def test_vouching_clears_all_but_the_doubtful(qtbot: QtBot, page: LibraryPage, tickets: UiContext) -> None:
    page.imports_act.trigger()
    dialog = page.findChild(ImportsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    dialog.vouch_button.click()
    vouch = dialog.findChild(VouchDialog)
    assert vouch is not None
    qtbot.waitUntil(lambda: vouch.ready)
    assert vouch.vouch_button.words_shown == "Vouch for these 6 stories"
    assert "without anybody having read" in vouch.meaning.text()
    vouch.name.setText(" ")
    assert not vouch.ready
    vouch.name.setText("Ada Byron")
    said: list[str] = []
    vouch.said.connect(said.append)
    vouch.vouch_button.click()
    qtbot.waitUntil(lambda: bool(said))
    counts = tickets.reader.counts()
    assert (counts.cleared, counts.waiting) == (5, 1)
    assert "1 stays in the queue" in said[0]
    tickets.service.execute(c.Undo("library"))
    assert tickets.reader.counts().cleared == 0


def test_the_sample_is_drawn_by_lot(qtbot: QtBot, tickets: UiContext) -> None:
    drawn: list[Offer] = []
    for seed in (1, 2, 3):
        job = VouchJob(tickets, "batch-1", random.Random(seed))
        job.look(drawn.append)
        qtbot.waitUntil(lambda seed=seed: len(drawn) == seed)
        job.close()
    assert all(len(offer.sample) == 5 and len(offer.waiting) == 6 for offer in drawn)
    assert len({tuple(story.headline for story in offer.sample) for offer in drawn}) > 1
