"""Story tables as they are found in the wild, and stories that must not overwrite one another."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.app import commands as c
from emptychair.app.ports import StoryFilter
from emptychair.domain.errors import BadInput
from emptychair.domain.story import Clearance, Consent, Story
from emptychair.gather.story_table import Refused, read_stories
from emptychair.gather.tables import rows
from tests.core import Core, open_core
from tests.imports import foresee_file, import_file

LIFT = "The lift was broken for three weeks and nobody came."
TRAIN = "Eine Familie stand am Bahnhof und ihr Zug war ohne Ansage ausgefallen."


@pytest.fixture
def core(tmp_path: Path) -> Iterator[Core]:
    found = open_core(tmp_path / "test.emptychair")
    yield found
    found.workspace.close()


def write(tmp_path: Path, content: str | bytes, name: str = "stories.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(tmp_path: Path, content: str | bytes) -> list[str]:
    """The texts, and for refused rows their line."""
    found = read_stories(write(tmp_path, content), "csv")
    return [row.text if isinstance(row, Story) else f"{row.line}: {row.reason}" for row in found]


# ------------------------------------------------------------------------------------------------ rows
@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1e"])
def test_only_line_ends_end_a_row(tmp_path: Path, mark: str) -> None:
    [text, second] = read(tmp_path, f"id,story\n1,{LIFT}{mark}It came at last.\n2,{TRAIN}\n")
    assert text.startswith(LIFT) and text.endswith("It came at last.") and second == TRAIN


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end(tmp_path: Path, end: str) -> None:
    assert read(tmp_path, end.join(["id,story", f"1,{LIFT}", "", f'2,"{TRAIN}{end}Und dann?"', "3,x"])) == [
        LIFT,
        f"{TRAIN}\nUnd dann?",
        "6: the text is shorter than a sentence",
    ]


def test_a_quotation_mark_within_a_field_is_a_sign_like_any_other(tmp_path: Path) -> None:
    inch = 'The 5" screen of her phone broke after two days.'
    assert read(tmp_path, f'id,story\n1,{inch}\n2,"{LIFT} He said ""no""."\n3,{TRAIN}\n4,x\n') == [
        inch,
        f'{LIFT} He said "no".',
        TRAIN,
        "5: the text is shorter than a sentence",
    ]


def test_empty_rows_of_a_spreadsheet_are_no_rows(tmp_path: Path) -> None:
    assert read(tmp_path, f"\n\nid,story,tags\n\n,,\n ,, \n1,{LIFT},\n" + ",,\n" * 50) == [LIFT]


def test_the_delimiter_that_a_spreadsheet_tells(tmp_path: Path) -> None:
    assert read(tmp_path, f"sep=;\r\nid;story\r\n1;{LIFT}\r\n2;no\r\n") == [
        LIFT,
        "4: the text is shorter than a sentence",
    ]


def test_a_stray_nul_costs_nothing_and_many_are_no_text(tmp_path: Path) -> None:
    assert read(tmp_path, f"id,story\n1,{LIFT[:9]}\x00{LIFT[9:]}\n") == [LIFT]
    for data in (b"id,story\n" + b"\x00" * 40, b"id,story\n" + b"\x01\x02\x03" * 40):
        with pytest.raises(BadInput):
            read(tmp_path, data)


def test_fields_of_a_megabyte_and_ten_thousand_open_quotes(tmp_path: Path) -> None:
    long = "word " * 250_000
    assert read(tmp_path, f'id,story\n1,{long}\n2,"{long}"\n3,{LIFT}\n') == [
        "2: a field of this row is too long",
        "3: a field of this row is too long",
        LIFT,
    ]
    found = read(tmp_path, "id,story\n" + f'1,{LIFT} "\n2,"{LIFT}\n' * 10_000)
    assert LIFT + ' "' in found


@given(st.lists(st.lists(st.text(alphabet='ab",;\n\r \u2028', max_size=6), min_size=2, max_size=3), max_size=5))
def test_what_a_spreadsheet_writes_is_read_back(table: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(table)
    expected = [tuple(row) for row in table if any(field.strip() for field in row)]
    assert [row.fields for row in rows(written.getvalue(), ",")] == expected


def test_formulas_and_html_are_text_like_any_other(tmp_path: Path) -> None:
    html = f"<img src=file:///etc/passwd> {LIFT} <script>alert(1)</script>"
    formula = f'=HYPERLINK(""http://x"") {LIFT}'
    assert read(tmp_path, f'id,story\n1,{html}\n2,"{formula}"\n') == [html, formula.replace('""', '"')]


# ------------------------------------------------------------------------------------------------ ids
def stored(core: Core) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in core.reader.story_ids(StoryFilter()):
        story = core.reader.story(core.reader.story_id_of_row(row))  # type: ignore[arg-type]
        assert story is not None
        found[story.text] = story.provenance.source_id
    return found


def test_one_id_in_two_rows_loses_no_story(core: Core, tmp_path: Path) -> None:
    text = f"id,story\n7,{LIFT}\n7,{TRAIN}\n7,{LIFT}\n8,{LIFT} Again.\n"
    report = import_file(write(tmp_path, text), core.service)
    assert (report.read, report.added, report.updated, report.duplicates) == (4, 3, 0, 1)
    assert stored(core) == {LIFT: "7", TRAIN: "7#2", f"{LIFT} Again.": "8"}
    again = import_file(write(tmp_path, text), core.service)
    assert (again.added, again.updated, again.duplicates) == (0, 0, 4)


def test_two_files_that_both_count_from_one(core: Core, tmp_path: Path) -> None:
    calls = write(tmp_path, f"id,story\n1,{LIFT}\n2,{TRAIN}\n", "calls.csv")
    letters = write(tmp_path, f"id,story\n1,{TRAIN} Sie warteten.\n2,{LIFT} Still.\n", "letters.csv")
    import_file(calls, core.service)
    for report in (import_file(letters, core.service), import_file(letters, core.service)):
        assert (report.added, report.updated, report.duplicates) in ((2, 0, 0), (0, 0, 2))
    assert len(stored(core)) == 4
    later = write(tmp_path, f"id,story\n1,{LIFT} It took a month.\n2,{TRAIN}\n", "calls-december.csv")
    report = import_file(later, core.service)
    assert (report.added, report.updated, report.duplicates) == (0, 1, 1), "another name, the same stories: an update"
    rewritten = write(tmp_path, f"id,story\n1,{TRAIN} Ganz neu erzählt.\n", "calls-december.csv")
    assert import_file(rewritten, core.service).updated == 1, "the same file may say it in all other words"


def test_a_dry_run_says_what_would_become_of_each_row(core: Core, tmp_path: Path) -> None:
    import_file(write(tmp_path, f"id,story\n1,{LIFT}\n2,{TRAIN}\n"), core.service)
    before = core.facts()
    text = f"id,story\n1,{LIFT}\n2,{TRAIN} Lange.\n3,{LIFT} Three.\n4,no\n"
    report = foresee_file(write(tmp_path, text), core.service)
    assert (report.read, report.added, report.updated, report.duplicates) == (4, 1, 1, 1)
    assert [row.line for row in report.refused] == [5] and isinstance(report.refused[0], Refused)
    assert core.facts() == before


# ------------------------------------------------------------------------------------------------ consent
def only_story(core: Core) -> Story:
    story = core.reader.story_by_source_id("1")
    assert story is not None
    return story


def consent(tmp_path: Path, word: str) -> Path:
    return write(tmp_path, f"id,story,consent\n1,{LIFT},{word}\n")


def test_consent_denied_in_a_later_file_takes_the_story_off_the_wall(core: Core, tmp_path: Path) -> None:
    import_file(consent(tmp_path, "granted"), core.service, vouched_by="Petra Lindner")
    story = only_story(core)
    data = core.meeting("Lifts", stories=(story.id,))
    core.service.execute(c.StartMeeting(data.meeting.id))
    core.service.execute(c.GoNext(data.meeting.id))
    assert core.data(data.meeting.id).showings[-1].until is None
    report = import_file(consent(tmp_path, "denied"), core.service, vouched_by="Petra Lindner")
    assert report.updated == 1
    assert only_story(core).consent is Consent.DENIED and only_story(core).clearance is Clearance.WAITING
    assert core.reader.cleared_story(story.id) is None
    assert core.data(data.meeting.id).showings[-1].until is not None
    for word in ("", "granted", "anonymous"):
        import_file(consent(tmp_path, word), core.service)
        assert only_story(core).consent is Consent.DENIED, "no file gives back what a customer denied"
    core.service.execute(c.EditStory(replace(only_story(core), consent=Consent.GRANTED)))
    assert core.reader.cleared_story(story.id) is None, "it waits for a person's eyes again"


def test_a_file_that_knows_nothing_of_consent_changes_nothing(core: Core, tmp_path: Path) -> None:
    import_file(consent(tmp_path, "granted"), core.service)
    assert import_file(write(tmp_path, f"id,story\n1,{LIFT}\n"), core.service).duplicates == 1
    assert only_story(core).consent is Consent.GRANTED


def test_what_a_person_kept_off_the_wall_no_import_brings_back(core: Core, tmp_path: Path) -> None:
    import_file(write(tmp_path, f"id,story\n1,{LIFT}\n"), core.service)
    core.service.execute(c.NeverShow((only_story(core).id,)))
    import_file(write(tmp_path, f"id,story\n1,{LIFT} Again.\n"), core.service, vouched_by="Petra Lindner")
    assert only_story(core).text == f"{LIFT} Again." and only_story(core).clearance is Clearance.NEVER
    assert core.reader.cleared_story(only_story(core).id) is None
