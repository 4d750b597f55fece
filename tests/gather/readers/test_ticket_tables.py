"""Tables of every help desk with anything in their cells, files that are no tickets, files of the wrong kind."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.domain.errors import BadInput
from emptychair.gather.reader import StoryReader
from emptychair.gather.readers import freshdesk, helpscout, hubspot, intercom, jira, salesforce, zendesk
from emptychair.gather.readers import zendesk_forms as forms
from emptychair.gather.source import SourceFile
from tests.gather.readers.ticket_files import ALL, as_json, as_table, as_text, bears, found, stories

KNOWN: dict[str, Any] = {
    "zendesk": forms.COLUMNS,
    **{module.READER.name: module._COLUMNS for module in (freshdesk, helpscout, hubspot, intercom, jira, salesforce)},
}
CELLS = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30),
    st.sampled_from(
        [
            "",
            "true",
            "FALSE",
            "1",
            "02/11/2024 3:54 PM",
            "31.12.2024",
            "1704815640",
            "4",
            "Closed",
            "<p>Ach, das ist ja</p>",
            "The bike came without any pedals.",
            "09/Jan/24 3:54 PM;anna;It is still so, after a week.",
            "Anna <a@b.de>; x",
        ]
    ),
)


@st.composite
def tables(draw: st.DrawFn, reader: StoryReader) -> SourceFile:
    names = sorted({name for names in KNOWN[reader.name].values() for name in names})
    header = draw(st.lists(st.sampled_from(names), min_size=2, max_size=14))
    rows = draw(st.lists(st.lists(CELLS, max_size=15), max_size=4))
    return as_table(header, *rows, delimiter=draw(st.sampled_from(",;\t")))


@pytest.mark.parametrize("reader", ALL, ids=lambda reader: reader.name)
@given(data=st.data())
def test_any_table_is_read_or_refused(reader: StoryReader, data: st.DataObject) -> None:
    bears(reader, data.draw(tables(reader)), data.draw(tables(reader)))


@pytest.mark.parametrize("reader", ALL, ids=lambda reader: reader.name)
@pytest.mark.parametrize(
    "file",
    [
        as_table(["story", "customer", "date"], ["The bike came late and without pedals.", "shopper", "2024-01-09"]),
        as_table(["id", "subject", "description"], ["1", "Late", "The bike came late and without pedals."]),
        as_table(["Review ID", "Star Rating", "Review Title", "Review Text"], ["1", "2", "Bad", "It crashes all day."]),
        as_table(["Respondent ID", "Collector ID", "Start Date", "What can we do better?"], ["1", "2", "x", "Answer."]),
        as_table(["Name", "E-Mail", "Telefon", "Nachricht"], ["Anna", "a@b.de", "1", "Bitte rufen Sie mich zurück."]),
        as_json([{"id": 1, "title": "Dark mode", "description": "Please", "votes": 3, "created_at": "2024-01-09"}]),
        as_json([{"id": 1, "body": "A comment on something", "user": {"login": "anna"}, "html_url": "x"}]),
        as_json({"results": [{"id": 1, "text": "x", "rating": 3}]}),
        as_json({"records": [{"attributes": {"type": "Account"}, "Name": "x"}]}),
        as_json([]),
        as_json({}),
        as_json("text"),
        as_text("Just prose, with commas, and more of them."),
        as_text("", "empty.csv"),
        as_text("<html><body><p>Hello, Jira</p></body></html>", "page.html"),
        SourceFile("picture.png", content=b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8),
    ],
    ids=range(16),
)
def test_what_is_no_ticket_is_left_alone(reader: StoryReader, file: SourceFile) -> None:
    assert reader.recognise(file) < 0.5
    assert not getattr(reader, "accompanies", lambda _: False)(file)


@pytest.mark.parametrize("reader", ALL, ids=lambda reader: reader.name)
def test_nested_without_end(reader: StoryReader) -> None:
    for depth in (900, 100_000):
        deep = '{"tickets":[' * depth + "]}" * depth
        bears(reader, as_text(deep, "deep.json"))
    wide = {"tickets": [{"subject": "x", "requester_id": 1, "via": "x", "tags": [[[]]] * 50}] * 50}
    bears(reader, as_json(wide))


@pytest.mark.parametrize("reader", ALL, ids=lambda reader: reader.name)
def test_a_file_that_is_something_else(reader: StoryReader) -> None:
    with pytest.raises(BadInput):
        found(reader, as_text('{"tickets": [', "torn.json"))


def test_records_of_several_streams() -> None:
    ticket = {
        "id": 7,
        "subject": "Frame",
        "description": "My bike has a broken frame again.",
        "requester_id": 11,
        "submitter_id": 11,
        "via": {"channel": "email"},
        "has_incidents": False,
        "created_at": "2024-01-09T10:00:00Z",
    }
    comment = {
        "id": 2,
        "ticket_id": 7,
        "author_id": 11,
        "public": True,
        "html_body": "x",
        "body": "Can somebody please answer me at last?",
        "created_at": "2024-01-10T10:00:00Z",
    }
    user = {"id": 11, "name": "Anna Muster", "role": "end-user"}
    lines = [
        {"stream": "users", "data": user, "emitted_at": 1},
        {"stream": "tickets", "data": ticket, "emitted_at": 1},
        {"stream": "ticket_comments", "data": comment, "emitted_at": 1},
    ]
    (story,) = stories(zendesk.READER, as_text("\n".join(map(json.dumps, lines)), "records.jsonl"))
    assert story.text == "My bike has a broken frame again.\n\nCan somebody please answer me at last?"
    assert story.names == ("Anna Muster",)
    singer = [{"type": "RECORD", "stream": "tickets", "record": ticket | {"id": number}} for number in (1, 2)]
    assert len(stories(zendesk.READER, as_text("\n".join(map(json.dumps, singer)), "out.jsonl"))) == 2


def test_utf_16_and_byte_marks() -> None:
    text = (
        "Ticket ID\tTicket name\tTicket description\tPipeline\tTicket status\tCreate date\n"
        "7\tLärm\tDer Kühlschrank brummt die ganze Nacht.\tx\tNew\t2024-01-09\n"
    )
    (story,) = stories(hubspot.READER, as_text(text, encoding="utf-16"))
    assert story.text == "Der Kühlschrank brummt die ganze Nacht."
    ticket = {
        "results": [
            {
                "id": "1",
                "properties": {
                    "subject": "x",
                    "content": "Der Kühlschrank brummt die ganze Nacht.",
                    "hs_pipeline": "0",
                },
            }
        ]
    }
    for encoding in ("utf-8-sig", "utf-16"):
        file = as_text(json.dumps(ticket, ensure_ascii=False), "x.json", encoding)
        assert stories(hubspot.READER, file)[0].text == "Der Kühlschrank brummt die ganze Nacht."
