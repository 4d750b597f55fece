"""Full-text search and filters."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emptychair.app import commands as c
from emptychair.app.ports import StoryFilter
from emptychair.domain.story import Clearance
from tests.core import Core


def found(core: Core, search: str = "", **more: object) -> list[str]:
    rows = core.reader.story_rows(core.reader.story_ids(StoryFilter(search=search, **more)))  # type: ignore[arg-type]
    return sorted(row.headline for row in rows)


def test_words_and_beginnings(core: Core) -> None:
    core.add("Frau aus Lüdenscheid wartete auf C++ und don't panic.", headline="one")
    core.add("Ein Mann wartete nicht.", headline="two")
    assert found(core, "wart") == ["one", "two"]
    assert found(core, "ludensch") == ["one"]
    assert found(core, "don't") == ["one"] and found(core, "C++") == ["one"]
    assert found(core, "wartete Mann") == ["two"]
    assert found(core, "wart ") == [], "a finished word is that word"
    assert found(core, "%&/") == [] and found(core, "   ") == ["one", "two"]


def test_filters(core: Core) -> None:
    core.add("A story in English was cleared.", headline="en", outcome="lost")
    core.add("Eine deutsche Geschichte wartet noch.", headline="de", language="de", clear=False)
    assert found(core, language="de") == ["de"]
    assert found(core, clearance=Clearance.CLEARED) == ["en"]
    assert found(core, outcome="lost") == ["en"]
    assert found(core, never_shown=True) == ["de", "en"]
    assert core.reader.counts().waiting == 1


def test_shown_and_decided_are_counted(core: Core) -> None:
    story = core.add(headline="shown")
    data = core.meeting("One", stories=(story,))
    core.service.execute(c.StartMeeting(data.meeting.id))
    core.service.execute(c.GoNext(data.meeting.id))
    from emptychair.domain.decision import Counted

    core.service.execute(c.RecordDecision(data.items[0].id, "Yes", counted=Counted.CHANGED))
    row = core.reader.story_rows(core.reader.story_ids(StoryFilter()))[0]
    assert (row.shown, row.decided) == (1, 1)
    assert [use.decisions[0].text for use in core.reader.story_uses(story)] == ["Yes"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(st.text(max_size=60))
def test_any_search_text_is_answered(core: Core, text: str) -> None:
    core.reader.story_ids(StoryFilter(search=text))
