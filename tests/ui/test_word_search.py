"""The search that follows each key: only the latest question is answered, and the window never waits for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from emptychair.app.i18n import Words
from emptychair.app.readiness import Readiness, readiness_note
from emptychair.store.connection import open_reader
from emptychair.store.reader import SqliteReader
from emptychair.ui.word_search import WordSearch
from tests.core import open_core


def test_only_the_latest_question_is_answered(tmp_path: Path) -> None:
    core = open_core(tmp_path / "many.emptychair")
    for number in range(30):
        core.add(f"The lift was broken on platform {number}.", headline=f"Lift {number}")
    search = WordSearch(lambda: SqliteReader(open_reader(core.workspace.path)), most=5)
    asked = [search.find(text) for text in ("l", "li", "lif", "lift", "lift platform", "lift platform 7")]
    assert [row.headline for row in asked[-1].result(timeout=10)] == ["Lift 7"]
    assert all(future.cancelled() or len(future.result(timeout=10)) <= 5 for future in asked)
    assert sum(future.cancelled() for future in asked) >= 3
    assert len(search.find("lift").result(timeout=10)) == 5
    search.close()
    core.workspace.close()


@pytest.mark.parametrize(
    ("readiness", "said"),
    [(None, ""), (Readiness(60, 60), ""), (Readiness(0, 0), ""), (Readiness(12, 4000), "12 of 4,000")],
)
def test_what_is_said_while_the_library_is_encoded(readiness: Readiness | None, said: str, tmp_path: Path) -> None:
    note = readiness_note(readiness, Words("en", tmp_path))
    assert said in note and bool(said) == bool(note)
