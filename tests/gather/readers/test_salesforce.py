"""Salesforce: queries, trees, reports, loader exports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from emptychair.domain.errors import BadInput
from emptychair.domain.story import Kind, Ladder
from emptychair.gather.readers.salesforce import READER
from tests.gather.readers.ticket_files import (
    as_json,
    as_table,
    as_text,
    bears,
    broken,
    found,
    only,
    reasons,
    stories,
    survey,
)

CASE: dict[str, Any] = {
    "attributes": {"type": "Case", "url": "/services/data/v58.0/sobjects/Case/5003000000D8cuIAAR"},
    "Id": "5003000000D8cuIAAR",
    "CaseNumber": "00001027",
    "Subject": "Generator does not start",
    "Description": "After the storm the generator did not start and we sat in the dark.",
    "Status": "Closed",
    "IsClosed": True,
    "Origin": "Email",
    "Type": "Electrical",
    "Reason": "Complaint",
    "CreatedDate": "2024-03-05T08:12:44.000+0000",
    "ContactId": "0033000000abcdeAAA",
    "SuppliedName": None,
    "Contact": {"attributes": {"type": "Contact"}, "Name": "Anna Muster"},
    "Account": {"attributes": {"type": "Account"}, "Name": "Muster AG", "Industry": "Energy"},
    "Owner": {"Name": "Rita Agent"},
    "EmailMessages": {
        "totalSize": 3,
        "records": [
            {
                "attributes": {"type": "EmailMessage"},
                "Incoming": True,
                "FromName": "Anna Muster",
                "TextBody": "We have been without light for two days now.\n\n"
                "On Tue, Mar 5, 2024 at 9:12 AM Rita wrote:\n> Sorry",
                "MessageDate": "2024-03-07T08:00:00.000+0000",
            },
            {
                "attributes": {"type": "EmailMessage"},
                "Incoming": False,
                "FromName": "Rita Agent",
                "TextBody": "A mechanic is on his way.",
                "MessageDate": "2024-03-05T20:12:44.000+0000",
            },
            {
                "attributes": {"type": "EmailMessage"},
                "Incoming": True,
                "TextBody": "After the storm the generator did not start and we sat in the dark.",
                "MessageDate": "2024-03-05T08:12:40.000+0000",
            },
        ],
    },
    "CaseComments": {
        "records": [
            {
                "CommentBody": "The mechanic came and was very kind.",
                "IsPublished": True,
                "CreatedBy": {"Name": "Anna Muster"},
                "CreatedDate": "2024-03-09T08:00:00.000+0000",
            },
            {
                "CommentBody": "Customer is not entitled to this.",
                "IsPublished": False,
                "CreatedBy": {"Name": "Rita Agent"},
                "CreatedDate": "2024-03-09T09:00:00.000+0000",
            },
        ]
    },
}
FIRST = "After the storm the generator did not start and we sat in the dark."
WHOLE = f"{FIRST}\n\nWe have been without light for two days now.\n\nThe mechanic came and was very kind."


@pytest.mark.parametrize(
    "data",
    [
        {"totalSize": 1, "done": True, "records": [CASE]},
        {"status": 0, "result": {"records": [CASE], "totalSize": 1, "done": True}},
        [CASE],
        CASE,
    ],
)
def test_cases_with_their_mails_and_comments(data: Any) -> None:
    story = only(READER, as_json(data))
    assert story.text == WHOLE
    assert (story.source_id, story.happened_on, story.headline) == (
        "00001027",
        "2024-03-05",
        "Generator does not start",
    )
    assert (story.channel, story.kind, story.outcome) == ("e-mail", Kind.COMPLAINT, Ladder.RESOLVED)
    assert (story.industry, story.verbatim) == ("Energy", True)
    assert set(story.names) == {"Anna Muster", "Rita Agent"}
    assert story.facts == ("first answer after 12 h",)


def test_a_case_taken_down_at_the_phone_is_a_report() -> None:
    bare = {key: CASE[key] for key in ("attributes", "Subject", "Description")} | {"Origin": "Phone", "Status": "New"}
    bare["attributes"] = {"type": "Case", "referenceId": "CaseRef1"}
    story = only(READER, as_json({"records": [bare]}))
    assert (story.source_id, story.channel, story.verbatim) == ("CaseRef1", "phone", False)
    assert reasons(
        READER, as_json({"records": [bare | {"Description": None}, {"attributes": {"type": "Account"}}]})
    ) == [
        "there is a subject but nothing that was said",
        "this entry cannot be read",
    ]


def test_mails_beside() -> None:
    case = {key: value for key, value in CASE.items() if key not in ("EmailMessages", "CaseComments")}
    mails = [one | {"ParentId": "5003000000D8cuI"} for one in CASE["EmailMessages"]["records"]]
    beside = as_json({"records": mails}, "mails.json")
    cases = as_json({"records": [case]})
    assert READER.accompanies(beside)
    assert "two days now" in only(READER, cases, beside).text
    assert found(READER, beside, cases) == []
    table = as_table(
        ["Id", "ParentId", "TextBody", "Incoming", "FromName", "MessageDate"],
        ["1", "5003000000D8cuI", "We have been without light for two days now.", "true", "Anna", "2024-03-07"],
    )
    assert READER.accompanies(table)
    assert "two days now" in only(READER, cases, table).text


def test_a_report_in_english() -> None:
    file = as_table(
        [
            "Case Number",
            "Subject",
            "Description",
            "Contact Name",
            "Account Name",
            "Date/Time Opened",
            "Status",
            "Case Origin",
            "Case Owner",
        ],
        [
            "00001027",
            "Generator",
            "The generator is far too loud at night.",
            "Anna Muster",
            "Muster AG",
            "3/5/2024 8:12 AM",
            "Closed",
            "Web",
            "Rita Agent",
        ],
        ["00001028", "Generator", "", "Ben Beispiel", "", "3/15/2024 8:12 AM", "New", "Web", "Rita Agent"],
        ["Grand Totals (2 records)"],
        ["Confidential Information - Do Not Distribute"],
        ["Copyright (c) 2000-2024 salesforce.com, inc. All rights reserved."],
    )
    story = only(READER, file)
    assert (story.text, story.source_id) == ("The generator is far too loud at night.", "00001027")
    assert (story.happened_on, story.names, story.channel) == ("2024-03-05", ("Anna Muster", "Rita Agent"), "web form")
    assert reasons(READER, file) == ["there is a subject but nothing that was said"]


def test_a_report_in_german_in_the_old_code_page() -> None:
    text = (
        '"Kundenvorgangsnummer";"Betreff";"Beschreibung";"Kontaktname";"Accountname";"Eröffnungsdatum";"Status"\r\n'
        '"00001027";"Lärm";"Der Generator ist nachts viel zu laut für uns.";'
        '"Änne Müller";"Muster AG";"05.03.2024 08:12";"Geschlossen"\r\n'
    )
    story = only(READER, as_text(text, encoding="cp1252"))
    assert story.text == "Der Generator ist nachts viel zu laut für uns."
    assert (story.happened_on, story.names, story.outcome) == ("2024-03-05", ("Änne Müller",), Ladder.RESOLVED)


def test_an_export_of_the_loader() -> None:
    file = as_table(
        ["ID", "CASENUMBER", "SUBJECT", "DESCRIPTION", "CREATEDDATE", "STATUS", "ORIGIN", "SUPPLIEDNAME", "ISDELETED"],
        [
            "5003000000D8cuI",
            "00001027",
            "Noise",
            "It hums all night and nobody sleeps.",
            "2024-03-05T08:12:44.000Z",
            "New",
            "Web",
            "Anna Muster",
            "false",
        ],
        [
            "5003000000D8cuJ",
            "00001028",
            "Noise",
            "It hums all night and nobody sleeps.",
            "2024-03-05T08:12:44.000Z",
            "New",
            "Web",
            "Anna Muster",
            "true",
        ],
    )
    (story,) = stories(READER, file)
    assert (story.source_id, story.names) == ("00001027", ("Anna Muster",))


def test_a_report_without_words() -> None:
    file = as_table(
        ["Case Number", "Subject", "Contact Name", "Status", "Case Owner"], ["1", "x", "Anna", "New", "Rita"]
    )
    with pytest.raises(BadInput, match="add the column “Description”"):
        found(READER, file)


@given(broken({"records": [CASE]}))
def test_broken_values_never_raise(data: Any) -> None:
    bears(READER, as_json(data))


def test_the_samples(shared: Path) -> None:
    # cases to load into an empty system: subjects only
    assert survey(shared / "data" / "samples" / "tickets_salesforce") == {
        "salesforce_tree_Case.json": ("salesforce", 0, 26)
    }
