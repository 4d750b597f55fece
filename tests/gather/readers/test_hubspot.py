"""HubSpot: API, CSV, conversations, table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from emptychair.domain.errors import BadInput
from emptychair.domain.story import Kind, Ladder
from emptychair.gather.readers.hubspot import READER
from tests.gather.readers.ticket_files import as_json, as_table, bears, broken, found, only, reasons, survey

TICKET: dict[str, Any] = {
    "id": "512",
    "properties": {
        "subject": "Scale is wrong",
        "content": "Your kitchen scale shows 40 grams less than it should.",
        "createdate": "2024-01-09T15:54:00.000Z",
        "hs_pipeline": "0",
        "hs_pipeline_stage": "4",
        "hs_ticket_category": "PRODUCT_ISSUE",
        "hs_object_id": "512",
        "source_type": "EMAIL",
        "first_agent_reply_date": "2024-01-10T15:54:00.000Z",
    },
    "createdAt": "2024-01-09T15:54:00.000Z",
    "updatedAt": "2024-01-12T15:54:00.000Z",
    "archived": False,
    "url": "https://app.hubspot.com/contacts/1/record/0-5/512",
    "associations": {"contacts": {"results": [{"id": "77", "type": "ticket_to_contact"}]}},
}
CONTACTS = {
    "results": [{"id": "77", "properties": {"firstname": "Anna", "lastname": "Muster", "email": "a@example.org"}}]
}


@pytest.mark.parametrize(
    "data", [{"results": [TICKET], "paging": {}}, {"total": 1, "results": [TICKET]}, TICKET, [TICKET]]
)
def test_tickets_of_the_api(data: Any) -> None:
    story = only(READER, as_json(data), as_json(CONTACTS, "contacts.json"))
    assert story.text == "Your kitchen scale shows 40 grams less than it should."
    assert (story.source_id, story.happened_on, story.headline) == ("512", "2024-01-09", "Scale is wrong")
    assert (story.channel, story.kind, story.outcome) == ("e-mail", Kind.COMPLAINT, Ladder.RESOLVED)
    assert (story.names, story.facts) == (("Anna Muster",), ("first answer after 24 h",))
    assert story.url.startswith("https://app.hubspot.com/")


def test_contacts_are_no_tickets() -> None:
    assert READER.recognise(as_json(CONTACTS)) == 0


def test_the_older_interface() -> None:
    old = {
        "objects": [
            {
                "objectType": "TICKET",
                "objectId": 9,
                "isDeleted": False,
                "properties": {
                    "subject": {"value": "Scale"},
                    "content": {"value": "<p>The scale is broken, and so is my cake.</p>"},
                    "createdate": {"value": "1704815640000"},
                    "hs_pipeline_stage": {"value": "1"},
                },
            }
        ]
    }
    story = only(READER, as_json(old))
    assert (story.text, story.source_id) == ("The scale is broken, and so is my cake.", "9")
    assert (story.happened_on, story.outcome) == ("2024-01-09", Ladder.OPEN)


def test_messages_of_a_conversation() -> None:
    def message(number: int, direction: str, text: str, name: str) -> dict[str, Any]:
        return {
            "id": str(number),
            "type": "MESSAGE",
            "direction": direction,
            "text": text,
            "createdAt": f"2024-01-0{number}T10:00:00Z",
            "conversationsThreadId": "55",
            "senders": [{"actorId": "V-1", "name": name}],
            "recipients": [],
        }

    messages = [
        message(3, "INCOMING", "It has been a week since I asked.", "Anna Muster"),
        message(1, "INCOMING", "Where is the scale that I have paid for?", "Anna Muster"),
        message(2, "OUTGOING", "It is on its way to you now.", "Rita Agent"),
    ]
    story = only(READER, as_json({"results": messages}))
    assert story.text == "Where is the scale that I have paid for?\n\nIt has been a week since I asked."
    assert (story.source_id, set(story.names)) == ("55", {"Anna Muster", "Rita Agent"})


def test_csv_in_english_and_german() -> None:
    english = as_table(
        [
            "Ticket ID",
            "Ticket name",
            "Ticket description",
            "Pipeline",
            "Ticket status",
            "Create date",
            "Priority",
            "Ticket owner",
            "Source",
            "Category",
            "Associated Contact",
            "Associated Company",
        ],
        [
            "512",
            "Scale",
            "The scale shows 40 grams too little.",
            "Support Pipeline",
            "Closed",
            "2024-01-09 15:54",
            "High",
            "Rita Agent",
            "Email",
            "Product issue",
            "Anna Muster (a@example.org)",
            "Muster AG",
        ],
    )
    story = only(READER, english)
    assert (story.text, story.source_id) == ("The scale shows 40 grams too little.", "512")
    assert (story.happened_on, story.names) == ("2024-01-09", ("Anna Muster", "Rita Agent"))
    assert story.outcome is Ladder.RESOLVED
    german = as_table(
        [
            "Datensatz-ID",
            "Ticketname",
            "Ticketbeschreibung",
            "Pipeline",
            "Ticketstatus",
            "Erstellungsdatum",
            "Priorität",
            "Ticket-Zuständiger",
            "Quelle",
            "Zugeordneter Kontakt",
        ],
        [
            "513",
            "Waage",
            "Die Waage zeigt 40 Gramm zu wenig an.",
            "Support",
            "Neu",
            "2024-01-09 15:54",
            "Hoch",
            "Rita Agent",
            "Chat",
            "Anna Muster",
        ],
        delimiter=";",
    )
    story = only(READER, german)
    assert (story.text, story.source_id, story.channel) == ("Die Waage zeigt 40 Gramm zu wenig an.", "513", "chat")
    assert (story.outcome, story.names) == (Ladder.OPEN, ("Anna Muster", "Rita Agent"))


def test_csv_without_words() -> None:
    file = as_table(
        ["Ticket ID", "Ticket name", "Pipeline", "Ticket status", "Create date"], ["1", "x", "y", "z", "2024-01-09"]
    )
    with pytest.raises(BadInput, match="“Ticket description”"):
        found(READER, file)


def test_the_table() -> None:
    file = as_table(
        [
            "_fivetran_synced",
            "id",
            "is_deleted",
            "property_createdate",
            "property_hs_pipeline",
            "property_subject",
            "property_content",
        ],
        ["x", "1", "FALSE", "2021-02-16 20:31:05", "0", "Scale", "The scale shows 40 grams too little."],
        ["x", "2", "TRUE", "2021-02-16 20:31:05", "0", "Scale", "The scale shows 40 grams too little."],
    )
    story = only(READER, file)
    assert (story.source_id, story.happened_on) == ("1", "2021-02-16")
    assert reasons(READER, file) == ["it was deleted or marked as spam"]


@given(broken({"results": [TICKET]}))
def test_broken_values_never_raise(data: Any) -> None:
    bears(READER, as_json(data))


def test_the_samples(shared: Path) -> None:
    # subjects and contents are scrambled in this file
    assert survey(shared / "data" / "samples" / "tickets_hubspot") == {"hubspot_ticket_data.csv": ("hubspot", 0, 25)}
