"""Story tables: columns, encodings, broken rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emptychair.domain.errors import BadInput, NotFound, UserError
from emptychair.domain.story import Clearance, Story
from emptychair.gather.importing import PART, preview
from emptychair.gather.recognising import open_sources, recognise
from emptychair.gather.story_table import Refused, headline_of, read_stories, unquoted
from tests.core import Core, open_core
from tests.imports import foresee_file, import_file, recognised


@pytest.fixture
def core(tmp_path: Path) -> Iterator[Core]:
    found = open_core(tmp_path / "test.emptychair")
    yield found
    found.workspace.close()


def write(tmp_path: Path, content: str | bytes, name: str = "stories.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


ROW = "The lift was broken for three weeks and nobody told us."


def test_the_text_alone_is_enough(tmp_path: Path) -> None:
    [story] = read_stories(write(tmp_path, f"story\n{ROW}\n"), "csv")
    assert isinstance(story, Story)
    assert (story.text, story.headline, story.language, story.clearance) == (ROW, ROW, "en", Clearance.WAITING)


def test_language_is_told_from_the_text(tmp_path: Path) -> None:
    [story] = read_stories(
        write(tmp_path, "story\nDer Aufzug war drei Wochen kaputt und niemand sagte es uns.\n"), "csv"
    )
    assert isinstance(story, Story) and story.language == "de"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = ["id|story|customer", "7|Für die Überweisung brauchte sie einen halben Tag.|ältere Kundin"] * 1
    text = "\n".join(line.replace("|", delimiter) for line in lines) + "\n"
    [story] = read_stories(write(tmp_path, text.encode(encoding)), "csv")
    assert isinstance(story, Story)
    assert (story.provenance.source_id, story.customer) == ("7", "ältere Kundin")
    assert story.text == "Für die Überweisung brauchte sie einen halben Tag."


def test_rows_that_are_no_story_are_named(tmp_path: Path) -> None:
    text = f'id,story\n1,{ROW}\n2,\n3,too short\n4,"open quote and the rest\n5,{ROW} Again.\n6,{ROW},extra\n'
    found = list(read_stories(write(tmp_path, text), "csv"))
    assert [(row.line, row.reason) for row in found if isinstance(row, Refused)] == [
        (3, "there is no text in this row"),
        (4, "the text is shorter than a sentence"),
        (5, "a quotation mark in this row is never closed"),
        (7, "this row has more fields than the first line names"),
    ]
    assert [row.provenance.source_id for row in found if isinstance(row, Story)] == ["1", "5"]


def test_an_open_quote_costs_its_own_row_only(tmp_path: Path) -> None:
    lines = ["id,story", *(f"{n},{ROW} Number {n}." for n in range(1000))]
    lines.insert(300, '9999,"never closed')
    found = list(read_stories(write(tmp_path, "\n".join(lines)), "csv"))
    assert sum(isinstance(row, Story) for row in found) == 1000 and len(found) == 1001


def test_stories_over_several_lines(tmp_path: Path) -> None:
    [story] = read_stories(write(tmp_path, 'story\n"First line of the story.\nSecond ""line"" of it."\n'), "csv")
    assert isinstance(story, Story) and story.text == 'First line of the story.\nSecond "line" of it.'


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("", BadInput),
        ("a,b\n1,2\n", BadInput),
        (b"PK\x03\x04" + b"\x00" * 50, BadInput),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x01\x02\x03\x04", BadInput),
    ],
)
def test_what_is_no_story_table_is_refused(tmp_path: Path, content: str | bytes, kind: type[UserError]) -> None:
    with pytest.raises(kind):
        list(read_stories(write(tmp_path, content), "csv"))


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        preview(recognised(tmp_path / "none.csv"))
    assert recognise(open_sources([tmp_path])) == []


def test_import_adds_updates_and_never_doubles(core: Core, tmp_path: Path) -> None:
    first = import_file(write(tmp_path, f"id,story\n1,{ROW}\n2,{ROW} Twice.\n"), core.service)
    again = import_file(write(tmp_path, f"id,story\n1,{ROW}\n2,{ROW} Changed.\n3,{ROW} New.\n"), core.service)
    assert (first.read, first.added, first.updated, first.duplicates) == (2, 2, 0, 0)
    assert (again.read, again.added, again.updated, again.duplicates) == (3, 1, 1, 1)
    assert core.reader.counts().stories == 3


def test_an_update_voids_the_clearance(core: Core, tmp_path: Path) -> None:
    import_file(write(tmp_path, f"id,story\n1,{ROW}\n"), core.service, vouched_by="Petra Lindner")
    assert core.reader.counts().cleared == 1
    import_file(write(tmp_path, f"id,story\n1,{ROW} And a name.\n"), core.service)
    assert core.reader.counts().cleared == 0


def test_a_dry_run_writes_nothing(core: Core, tmp_path: Path) -> None:
    report = foresee_file(write(tmp_path, f"story\n{ROW}\nno\n"), core.service)
    assert (report.read, report.added, len(report.refused)) == (2, 1, 1)
    assert core.reader.counts().stories == 0


def test_a_cancelled_import_leaves_whole_parts(core: Core, tmp_path: Path) -> None:
    path = write(tmp_path, "id,story\n" + "".join(f"{n},{ROW} Number {n}.\n" for n in range(1000)))
    report = import_file(path, core.service, cancelled=lambda: True)
    assert report.cancelled and core.reader.counts().stories == report.read == report.added == PART


def test_the_demo_library(core: Core, resources: Path) -> None:
    from emptychair.gather.demo import load_demo_stories

    report = load_demo_stories(resources / "demo", core.service)
    assert (report.read, report.added, len(report.refused)) == (60, 60, 0)
    assert core.reader.counts().cleared == 60
    again = load_demo_stories(resources / "demo", core.service)
    assert (again.added, again.updated, again.duplicates) == (0, 0, 60)
    teaching = core.reader.story_by_source_id("de-05")
    sensitive = core.reader.story_by_source_id("en-33")
    assert teaching is not None and teaching.teaching and teaching.provenance.further
    assert sensitive is not None and sensitive.sensitive
    cleared = core.reader.cleared_story(teaching.id)
    assert cleared is not None and len(cleared.words) <= 230


@pytest.mark.parametrize("text", ["“I waited.”", "„Ich wartete.“", '"I waited."', "»Ich wartete.«"])
def test_marks_around_the_whole_are_not_stored(text: str) -> None:
    assert unquoted(text)[1] is True and not set(unquoted(text)[0]) & set('“”„"»«')


def test_marks_inside_stay() -> None:
    assert unquoted("“Wait,” she said. “Now.”") == ("“Wait,” she said. “Now.”", False)


@given(st.text(min_size=1))
def test_a_headline_is_one_short_line(text: str) -> None:
    assert len(headline_of(text)) <= 90 and "\n" not in headline_of(text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = write(tmp_path, b"id,story\n" + data, "wild.csv")
    try:
        found = list(read_stories(path, "csv"))
    except UserError as error:
        assert str(error).strip()
    else:
        assert all(isinstance(row, Story | Refused) for row in found)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024", "2024"),
        ("2024-05", "2024-05"),
        ("2024-05-17", "2024-05-17"),
        ("31.12.2024", "2024-12-31"),
        ("2024-13", ""),
        ("2024-02-31", ""),
        ("last spring", ""),
    ],
)
def test_partial_and_odd_dates(tmp_path: Path, written: str, read: str) -> None:
    """A day that no calendar has is no date; one that stops at the month or the year is."""
    path = tmp_path / "dated.csv"
    path.write_text(f"id,story,happened_on\n1,The customer waited for a very long time.,{written}\n", encoding="utf-8")
    assert [story.happened_on for story in read_stories(path, "csv") if isinstance(story, Story)] == [read]
