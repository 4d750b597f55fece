"""JSON that is too large to be held is read slice by slice: the same stories, from start to end, or none at all."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from emptychair.domain.errors import BadInput
from emptychair.gather.recognising import open_sources, recognise
from emptychair.gather.slices import SLICE, plan_of, slices
from emptychair.gather.source import MAX_JSON, SourceFile
from tests.gather.tables_cases import APP, document, read

LONG = APP * 150
COUNT = MAX_JSON // len(LONG) + 200


def ticket(number: int) -> dict[str, Any]:
    parts = {"id": number, "created_at": "2024-02-01T10:00:00Z", "subject": "Till", "description": f"{number}: {LONG}"}
    return {**parts, "requester_id": 7, "submitter_id": 7, "status": "open", "via": {"channel": "email"}, "tags": []}


def test_every_ticket_of_a_large_export(tmp_path: Path) -> None:
    users = [{"id": 7, "name": "Erna Kunde", "role": "end-user"}]
    data = {"count": COUNT, "tickets": [ticket(number) for number in range(COUNT)], "users": users}
    path = document(tmp_path / "tickets.json", data)
    assert path.stat().st_size > MAX_JSON
    names, stories, refused = read(path)
    assert (names, refused) == (["zendesk"], [])
    assert [story.source_id for story in stories] == [str(number) for number in range(COUNT)]
    assert [story.row for story in stories] == list(range(1, COUNT + 1))
    assert {story.names for story in stories} == {("Erna Kunde",)}


def test_a_large_list_of_an_unknown_form(tmp_path: Path) -> None:
    rows = [{"nr": f"n{number}", "kundenstimme": f"{number} {LONG}"} for number in range(COUNT)]
    [name], stories, refused = read(document(tmp_path / "a.json", rows))
    assert (name, len(stories), refused) == ("", COUNT, [])
    assert [story.row for story in stories[-2:]] == [COUNT - 1, COUNT]


@pytest.mark.parametrize("end", ["", "]", ', {"id": ', "]}]", "}, 7"])
def test_what_breaks_off_is_not_read_at_all(tmp_path: Path, end: str) -> None:
    whole = json.dumps({"tickets": [ticket(number) for number in range(COUNT)]})
    path = tmp_path / "tickets.json"
    path.write_text(whole[:-2] + end, encoding="utf-8")
    [found] = recognise(open_sources([path]))
    assert found.reader is None and found.sentence


def test_a_large_document_that_is_no_list(tmp_path: Path) -> None:
    path = document(tmp_path / "a.json", {f"k{number}": LONG for number in range(COUNT)})
    [found] = recognise(open_sources([path]))
    assert found.reader is None and "24 MB" in found.sentence
    with pytest.raises(BadInput):
        plan_of(SourceFile.at(path))


def test_slices_have_the_shape_of_the_whole(tmp_path: Path) -> None:
    data = {"data": {"kind": "Listing", "children": [ticket(number) for number in range(COUNT)]}, "n": [1, 2]}
    file = SourceFile.at(document(tmp_path / "a.json", data))
    found = list(slices(file))
    assert len(found) > MAX_JSON // SLICE - 1
    assert all(part["data"]["kind"] == "Listing" and part["n"] == [1, 2] for _, part in found)
    assert [one for _, part in found for one in part["data"]["children"]] == data["data"]["children"]
    assert all(before + len(part["data"]["children"]) == then for (before, part), (then, _) in pairwise(found))


@pytest.mark.parametrize(
    "data", [[[]], [1, 2.5, "a", None], {"a": [{"b": {}}, 2]}, {"a": {"b": [{"c": 1}]}}, {"a": [1], "b": {"c": [2, 3]}}]
)
def test_small_documents_come_out_as_they_are(tmp_path: Path, data: Any) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(data, indent=3), encoding="utf-8")
    assert [part for _, part in slices(SourceFile.at(path))] == [data]


@pytest.mark.parametrize("text", ["[]", '{"a": []}', '{"a": 1}', "[1, 2", '{"a": [1], }', "[1] [2]", "[" * 100_000])
def test_what_holds_no_entries(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    try:
        assert plan_of(SourceFile.at(path)) is None
    except BadInput as error:
        assert "24 MB" in str(error)
