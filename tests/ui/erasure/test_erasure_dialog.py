"""The window of an erasure: nothing happens before a person has looked, ticked and pressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from emptychair.app import commands as c
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Provenance, Story
from emptychair.ui.context import UiContext
from emptychair.ui.erasure import ErasureDialog

NAME = "Wilhelmine Zwiebelfisch"


@pytest.fixture
def open_dialog(qtbot: QtBot) -> Callable[[UiContext], ErasureDialog]:
    def make(desk: UiContext) -> ErasureDialog:
        dialog = ErasureDialog(desk)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def add(desk: UiContext, raw: str) -> StoryId:
    story = Story(
        StoryId(""), "en", "A chair that never came", "She waited for it.", raw=raw,
        provenance=Provenance(source="zendesk", source_id="ZD-4711"),
    )  # fmt: skip
    return StoryId(desk.service.execute(c.AddStory(story)).entity)


def look(dialog: ErasureDialog, qtbot: QtBot, words: str = NAME) -> None:
    dialog.name.setText(words)
    dialog.find()
    qtbot.waitUntil(dialog.find_button.isEnabled, timeout=10_000)


def test_found_ticked_erased_reported(
    desk: UiContext, qtbot: QtBot, open_dialog: Callable[[UiContext], ErasureDialog], tmp_path: Path
) -> None:
    story_id = add(desk, f"From: {NAME}")
    dialog = open_dialog(desk)
    look(dialog, qtbot)
    assert dialog.ticked() == (story_id,)
    assert not dialog.erase_button.isEnabled()
    dialog.sure.setChecked(True)
    assert dialog.erase_button.isEnabled()
    told = []
    desk.bus.changed.connect(told.append)
    dialog.erase_button.click()
    qtbot.waitUntil(dialog.save_button.isVisible, timeout=20_000)
    assert desk.reader.story(story_id) is None and told
    assert dialog.name.text() == ""
    dialog.save(tmp_path / "report.txt")
    report = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert story_id in report and "Petra Lindner" in report and "Zwiebelfisch" not in report
    shown = [dialog.list.item(at).text() for at in range(dialog.list.count())]
    assert not any("Zwiebelfisch" in line or "chair" in line for line in shown)
    dialog.close()


def test_what_only_may_be_meant_is_not_ticked(
    desk: UiContext, qtbot: QtBot, open_dialog: Callable[[UiContext], ErasureDialog]
) -> None:
    story_id = add(desk, '{"first": "Wilhelmine", "last": "Zwiebelfisch"}')
    dialog = open_dialog(desk)
    look(dialog, qtbot)
    assert dialog.ticked() == () and dialog.list.count() >= 1
    dialog.sure.setChecked(True)
    assert not dialog.erase_button.isEnabled()
    dialog.list.item(0).setCheckState(dialog.list.item(0).checkState().Checked)
    assert dialog.ticked() == (story_id,) and dialog.erase_button.isEnabled()
    dialog.person.clear()
    assert not dialog.erase_button.isEnabled(), "the report needs a person"
    dialog.close()


def test_nothing_found_and_other_words(
    desk: UiContext, qtbot: QtBot, open_dialog: Callable[[UiContext], ErasureDialog]
) -> None:
    add(desk, f"From: {NAME}")
    dialog = open_dialog(desk)
    look(dialog, qtbot, "Nobody Atall")
    assert "Nothing" in dialog.said.text() and not dialog.sure.isVisible()
    look(dialog, qtbot)
    assert dialog.sure.isVisible()
    qtbot.keyClicks(dialog.name, "x")
    assert not dialog.sure.isVisible() and dialog.list.count() == 0, "found was something else"
    dialog.close()


def test_titles_and_settings_name_nobody(
    desk: UiContext, qtbot: QtBot, open_dialog: Callable[[UiContext], ErasureDialog]
) -> None:
    from PySide6.QtWidgets import QApplication

    from emptychair.ui.capture.window import CaptureWindow
    from emptychair.ui.library import LibraryPage
    from emptychair.ui.settings.page import SettingsPage

    story_id = add(desk, f"From: {NAME}")
    story = desk.reader.story(story_id)
    assert story is not None
    desk.bus.do(c.EditStory(replace(story, headline=f"{NAME} waited", customer=NAME)))
    for widget in (LibraryPage(desk), CaptureWindow(desk), SettingsPage(desk)):
        qtbot.addWidget(widget)
        widget.show()
    dialog = open_dialog(desk)
    look(dialog, qtbot)
    titles = [widget.windowTitle() for widget in QApplication.allWidgets()]
    assert any(titles) and not any("Zwiebelfisch" in title for title in titles)
    dialog.close()
