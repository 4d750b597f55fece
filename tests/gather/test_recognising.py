"""Folders, archives, companions, unknown tables, and what is refused with a sentence."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from emptychair.domain.errors import BadInput, NotFound, UserError
from emptychair.gather.mapping import FIELDS, SURE, MappedReader, Mapping, guess, settled, signature, weigh
from emptychair.gather.recognising import open_sources, recognise
from emptychair.gather.source import SourceFile
from tests.gather.tables_cases import APP, BILL, THANKS, document, one, read, table

STARTS = [b"", b"id,text\n", b"[{", b'{"a": [', b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe"]


# --------------------------------------------------------------------------------------------------- unknown tables
def test_a_german_table_of_complaints(tmp_path: Path) -> None:
    head = ["Kundennr.", "Name", "E-Mail", "Datum", "Beschwerde", "Bearbeiter", "Interne Notiz"]
    note = "Kunde ruft täglich an und ist sehr unhöflich zu allen Kollegen hier im Haus."
    name, story = one(
        table(
            tmp_path / "b.csv",
            [head, ["4711", "Petra Lindner", "p@l.de", "14.03.2024", BILL, "Herr Meier", note]],
            "cp1252",
            ";",
        )
    )
    assert (name, story.text, story.happened_on) == ("", BILL, "2024-03-14")
    assert set(story.names) == {"4711", "Petra Lindner", "p@l.de", "Herr Meier"}


@pytest.mark.parametrize(
    "name",
    [
        "Kommentar",
        "Freitext",
        "Beschwerde",
        "Feedback",
        "Review",
        "Comment",
        "Rückmeldung",
        "Review Text",
        "Ihr Kommentar",
    ],
)
def test_names_of_columns_with_text(name: str) -> None:
    mapping, sure = weigh(["Datum", name, "Filiale"], [["2024-01-02", BILL, "Köln"]])
    assert mapping.of("text") == (name,) and mapping.of("happened_on") == ("Datum",) and sure >= SURE


def test_the_longest_free_text_is_the_text_whatever_it_is_called(tmp_path: Path) -> None:
    rows = [[str(n), f"X{n}", f"{APP} Number {n} of many.", "yes" if n % 2 else "no"] for n in range(20)]
    _, stories, _ = read(table(tmp_path / "u.csv", [["a", "b", "c", "d"], *rows]))
    assert len(stories) == 20 and stories[3].text == rows[3][2]


def test_bewertung_is_a_rating_or_a_text_by_what_stands_in_it() -> None:
    assert guess(["Bewertung", "Text"], [["4", BILL]]).of("rating") == ("Bewertung",)
    assert guess(["Sterne", "Bewertung"], [["4", BILL]]).of("text") == ("Bewertung",)


def test_what_the_company_wrote_is_no_story(tmp_path: Path) -> None:
    head = ["tweet_id", "author_id", "inbound", "created_at", "text"]
    rows = [["1", "support", "False", "Tue Oct 31 22:10:47 +0000 2017", "I understand and would like to assist you."]]
    rows.append(["3", "115712", "True", "Tue Oct 31 22:08:27 +0000 2017", APP])
    _, [story], [refused] = read(table(tmp_path / "t.csv", [head, *rows]))
    assert (story.text, story.source_id, refused.line) == (APP, "3", 2)
    assert refused.reason == "written by the company, not by a customer"


def test_who_is_nobody_is_not_masked(tmp_path: Path) -> None:
    rows = [["Name", "Freitext"], ["anonym", BILL]]
    assert one(table(tmp_path / "t.csv", rows))[1].names == ()


def test_a_choice_is_no_text() -> None:
    assert not guess(["Datum", "Feedback"], [["2024-01-01", "gut"], ["2024-01-02", "schlecht"]]).of("text")


def test_lines_above_the_names_of_the_columns(tmp_path: Path) -> None:
    rows = [
        ["Kundenfeedback Export 2024"],
        [],
        ["Nr", "Datum", "Freitext", "Bewertung"],
        ["1", "2024-01-01", BILL, "2"],
    ]
    _, story = one(table(tmp_path / "t.csv", rows, delimiter=";"))
    assert (story.source_id, story.row, story.facts) == ("1", 4, ("2 of 5 stars",))


def test_json_of_any_shape(tmp_path: Path) -> None:
    items = [{"ref": "a1", "kommentar": BILL, "datum": "2024-01-01", "kunde": {"name": "Eva"}}]
    _, story = one(document(tmp_path / "n.json", {"status": "ok", "result": {"count": 1, "items": items}}))
    assert (story.text, story.happened_on) == (BILL, "2024-01-01")
    lines = "\n".join(f'{{"_id": "x{n}", "payload": {{"feedback": "{APP} {n}"}}, "ts": 1700000000}}' for n in range(5))
    (tmp_path / "d.jsonl").write_text(lines)
    _, stories, _ = read(tmp_path / "d.jsonl")
    assert [(story.source_id, story.happened_on) for story in stories][:1] == [("x0", "2023-11-14")] and len(
        stories
    ) == 5


def test_two_columns_of_text_are_joined(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", [["Nr", "Erster", "Zweiter"], ["1", BILL, THANKS]])
    reader = MappedReader(Mapping((("text", "Erster"), ("text", "Zweiter"), ("source_id", "Nr"))))
    [story] = list(reader.read(SourceFile.at(path)))
    assert story.text == f"{BILL}\n\n{THANKS}"  # type: ignore[union-attr]


def test_a_table_that_does_not_tell_names_its_columns(tmp_path: Path) -> None:
    path = table(
        tmp_path / "t.csv",
        [["Ort", "Zusatz 1", "Zusatz 2"], *([f"K{n}", f"{BILL} {n}", f"{APP} {n}"] for n in range(9))],
    )
    [found] = recognise(open_sources([path]))
    assert found.reader is None and not found.sentence
    with pytest.raises(BadInput, match="Ort, Zusatz 1, Zusatz 2"):
        settled(found.file)
    with pytest.raises(BadInput, match="no column with stories"):
        settled(SourceFile.at(table(tmp_path / "n.csv", [["a", "b"], ["1", "2"]])))


def test_a_mapping_is_remembered_by_the_names_of_the_columns() -> None:
    assert signature(["Datum", "Kommentar "]) == signature(["kommentar", "DATUM"]) != signature(["Datum", "Text"])
    assert {field for field, _ in guess(["Datum", "Kommentar"], []).columns} <= set(FIELDS)


# ------------------------------------------------------------------------------------------------ folders and archives
def test_a_folder_and_an_archive_read_alike(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    table(folder / "a.csv", [["id", "story"], ["1", APP]])
    table(folder / "deep" / "b.csv", [["id", "story"], ["2", BILL]])
    (folder / ".hidden.csv").write_text("story\nno")
    with zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(folder / "a.csv", "a.csv")
        archive.write(folder / "deep" / "b.csv", "deep/b.csv")
        archive.writestr("__MACOSX/._a.csv", "x")
    for path in (folder, tmp_path / "all.zip"):
        names, stories, _ = read(path)
        assert names == ["csv", "csv"] and [story.text for story in stories] == [APP, BILL]


@pytest.mark.parametrize(("refers", "beside"), [("id", False), ("ticket_id", True)])
def test_tables_that_only_number_their_rows_alike_stay_apart(tmp_path: Path, refers: str, beside: bool) -> None:
    """A table goes with another only where a column refers to its rows; the same small numbers are no link."""
    table(tmp_path / "a.csv", [["id", "story"], *([str(n), f"{APP} {n}"] for n in range(10, 19))])
    rows = [[refers, "Zusatz 1", "Zusatz 2"], *([str(n), f"{BILL} {n}", f"{THANKS} {n}"] for n in range(10, 19))]
    table(tmp_path / "b.csv", rows)
    found = {one.file.name: one for one in recognise(open_sources([tmp_path]))}
    assert [one.name for one in found["a.csv"].beside] == (["b.csv"] if beside else [])
    assert ("b.csv" in found) is not beside


def test_what_is_no_source_says_why(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(90))
    (tmp_path / "prose.txt").write_text(
        "Just a letter, with commas.\nAnd another line\nand, and, and\nmore", encoding="utf-8"
    )
    (tmp_path / "head.csv").write_text("id,story\n")
    (tmp_path / "torn.zip").write_bytes(b"PK\x03\x04" + bytes(range(200)))
    told = {found.file.name: (found.reader, found.sentence) for found in recognise(open_sources([tmp_path]))}
    assert all(reader is None and sentence for name, (reader, sentence) in told.items() if name != "head.csv")
    assert "is empty" in told["empty.csv"][1] and "picture" in told["photo.jpg"][1]
    with pytest.raises(NotFound):
        open_sources([tmp_path / "none.csv"])
    with pytest.raises(BadInput, match="no reader"):
        recognise([SourceFile.at(tmp_path / "head.csv")], force="nobody")


def test_an_archive_that_unpacks_to_far_too_much_is_not_opened(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "z.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", "story\n" + "x" * 20_000_000)
    [found] = recognise(open_sources([tmp_path / "z.zip"]))
    assert found.reader is None and "far more than it should" in found.sentence
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as archive:
        archive.write(tmp_path / "z.zip", "z.zip")
    [found] = recognise(open_sources([tmp_path / "outer.zip"]))
    assert "archive within an archive" in found.sentence


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"id,text\n", b"[{", b'{"a": [', b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe"]),
)
def test_any_bytes_are_recognised_or_refused(tmp_path: Path, data: bytes, start: bytes) -> None:
    path = tmp_path / "wild.bin"
    path.write_bytes(start + data)
    for found in recognise(open_sources([path])):
        try:
            reader = found.reader or (MappedReader(settled(found.file)) if not found.sentence else None)
            assert reader is None or list(reader.read(found.file, found.beside)) is not None
        except UserError as error:
            assert str(error)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.tuples(st.integers(min_value=0, max_value=400), st.binary(min_size=1, max_size=1)), max_size=4))
@example(changes=[(209, b"\x00")])
def test_a_damaged_archive_is_read_or_refused(tmp_path: Path, changes: list[tuple[int, bytes]]) -> None:
    path = tmp_path / "torn.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", f"id,story\n1,{APP}\n2,{BILL}\n")
    data = bytearray(path.read_bytes())
    for place, byte in changes:
        data[place % len(data)] = byte[0]
    path.write_bytes(bytes(data))
    for found in recognise(open_sources([path])):
        if found.reader is not None:
            try:
                assert list(found.reader.read(found.file, found.beside)) is not None
            except UserError as error:
                assert str(error)
