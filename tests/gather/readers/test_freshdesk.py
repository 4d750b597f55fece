"""Freshdesk: API, account export, CSV."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from emptychair.domain.errors import BadInput
from emptychair.domain.story import Kind, Ladder
from emptychair.gather.readers.freshdesk import READER
from tests.gather.readers.ticket_files import (
    as_json,
    as_table,
    bears,
    broken,
    found,
    only,
    reasons,
    stories,
    survey,
)

TICKET: dict[str, Any] = {
    "id": 312,
    "subject": "AW: Rechnung doppelt abgebucht",
    "description": "<div>Guten Tag,</div><div>Sie haben die Rechnung im Februar <b>zweimal</b> abgebucht.</div>",
    "description_text": "Sie haben die Rechnung im Februar zweimal abgebucht.",
    "status": 5,
    "priority": 2,
    "source": 1,
    "type": "Problem",
    "requester_id": 60,
    "responder_id": 61,
    "fr_escalated": False,
    "is_escalated": False,
    "email_config_id": None,
    "spam": False,
    "cc_emails": ["Carla Muster <carla@example.org>"],
    "tags": ["billing"],
    "created_at": "2024-02-11T09:00:00Z",
    "stats": {"first_responded_at": "2024-02-14T09:00:00Z"},
    "requester": {"id": 60, "name": "Anna Muster", "email": "anna@example.org"},
}
PARTS = [
    {
        "id": 3,
        "body": "<div>Jetzt wurde sogar ein drittes Mal abgebucht!</div>",
        "body_text": "Jetzt wurde sogar ein drittes Mal abgebucht!",
        "incoming": True,
        "private": False,
        "user_id": 60,
        "source": 0,
        "ticket_id": 312,
        "created_at": "2024-02-20T09:00:00Z",
        "support_email": None,
        "to_emails": [],
    },
    {
        "id": 1,
        "body_text": "Sie haben die Rechnung im Februar zweimal abgebucht.",
        "incoming": True,
        "private": False,
        "user_id": 60,
        "source": 0,
        "ticket_id": 312,
        "created_at": "2024-02-11T09:00:01Z",
    },
    {
        "id": 2,
        "body_text": "Wir kümmern uns darum, liebe Frau Muster.",
        "incoming": False,
        "private": False,
        "user_id": 61,
        "source": 0,
        "ticket_id": 312,
        "created_at": "2024-02-14T09:00:00Z",
        "from_email": "Rita <r@x.de>",
    },
    {
        "id": 4,
        "body_text": "Diese Kundin bitte bevorzugt behandeln.",
        "incoming": True,
        "private": True,
        "user_id": 61,
        "source": 2,
        "ticket_id": 312,
        "created_at": "2024-02-15T09:00:00Z",
    },
]
FIRST = "Sie haben die Rechnung im Februar zweimal abgebucht."
BOTH = f"{FIRST}\n\nJetzt wurde sogar ein drittes Mal abgebucht!"


def test_a_ticket_with_its_conversations_in_it() -> None:
    story = only(READER, as_json(TICKET | {"conversations": PARTS}))
    assert story.text == BOTH
    assert (story.source_id, story.happened_on, story.headline) == ("312", "2024-02-11", "Rechnung doppelt abgebucht")
    assert (story.channel, story.kind, story.outcome) == ("e-mail", Kind.COMPLAINT, Ladder.RESOLVED)
    assert {"Anna Muster", "Carla Muster", "Rita"} <= set(story.names)
    assert story.facts == ("first answer after 3 days",)
    assert story.tags == ("billing",)


def test_conversations_and_contacts_beside() -> None:
    parts = as_json(PARTS, "conversations.json")
    contact = {
        "id": 61,
        "name": "Rita Agent",
        "email": "",
        "mobile": None,
        "job_title": None,
        "company_id": None,
        "time_zone": "Berlin",
        "twitter_id": None,
    }
    contacts = as_json([contact], "contacts.json")
    tickets = as_json([TICKET, TICKET | {"id": 313}])
    assert READER.accompanies(parts)
    assert READER.accompanies(contacts)
    assert READER.recognise(contacts) == 0
    first, second = stories(READER, tickets, parts, contacts)
    assert first.text == BOTH
    assert second.text == FIRST
    assert "Rita Agent" in first.names
    assert found(READER, parts, tickets) == []
    assert only(READER, parts).text == BOTH  # alone: what came in


def test_the_export_of_an_account() -> None:
    ticket = {
        "display_id": 77,
        "id": 60001,
        "subject": "Broken",
        "description": "The screen broke on the first day.",
        "description_html": "<div>The screen broke on the first day.</div>",
        "status": 2,
        "status_name": "Open",
        "source": 2,
        "source_name": "Portal",
        "ticket_type": "Incident",
        "requester_name": "Anna Muster",
        "responder_name": "Rita",
        "created_at": "2014-12-31T12:27:09+10:00",
        "spam": False,
        "deleted": False,
        "notes": [
            {
                "note": {
                    "body": "It has now broken a second time.",
                    "incoming": True,
                    "private": False,
                    "created_at": "2015-01-09T12:27:09+10:00",
                }
            },
            {"helpdesk_note": {"body": "Customer seems careless to me.", "incoming": False, "private": True}},
        ],
    }
    story = only(READER, as_json([{"helpdesk_ticket": ticket}]))
    assert story.text == "The screen broke on the first day.\n\nIt has now broken a second time."
    assert (story.source_id, story.happened_on, story.outcome) == ("77", "2014-12-31", Ladder.OPEN)
    assert story.names == ("Anna Muster", "Rita")
    assert reasons(READER, as_json([{"helpdesk_ticket": ticket | {"spam": True}}])) == [
        "it was deleted or marked as spam"
    ]


def test_what_the_company_sent_is_no_story() -> None:
    sent = TICKET | {"source": 10}
    assert reasons(READER, as_json([sent])) == ["nothing in it is from the customer: internal notes and answers only"]
    answered = only(READER, as_json([sent | {"conversations": PARTS[:1]}]))
    assert answered.text == "Jetzt wurde sogar ein drittes Mal abgebucht!"
    called = only(READER, as_json([TICKET | {"source": 3}]))
    assert (called.channel, called.verbatim) == ("phone", False)


def test_html_only() -> None:
    ticket = {key: value for key, value in TICKET.items() if key != "description_text"}
    assert "im Februar zweimal abgebucht." in only(READER, as_json({"tickets": [ticket]})).text
    assert "<" not in only(READER, as_json({"results": [ticket], "total": 1})).text


def test_csv_in_english_and_german() -> None:
    english = as_table(
        [
            "Ticket ID",
            "Subject",
            "Description",
            "Status",
            "Priority",
            "Source",
            "Type",
            "Agent",
            "Created time",
            "Initial response time",
            "Customer interactions",
            "Tags",
            "Survey results",
            "Full name",
            "Email",
        ],
        [
            "5",
            "Late",
            "The sofa came three weeks late and scratched.",
            "Closed",
            "Low",
            "Email",
            "Problem",
            "Rita",
            "2024-02-11 09:00:00",
            "2024-02-11 21:00:00",
            "4",
            "sofa,late",
            "",
            "Anna Muster",
            "a@example.org",
        ],
    )
    story = only(READER, english)
    assert (story.source_id, story.row, story.happened_on) == ("5", 2, "2024-02-11")
    assert (story.facts, story.tags) == (("first answer after 12 h", "wrote 4 times"), ("sofa", "late"))
    assert story.names == ("Anna Muster", "Rita")
    german = as_table(
        [
            "Ticket-ID",
            "Betreff",
            "Beschreibung",
            "Status",
            "Priorität",
            "Quelle",
            "Typ",
            "Agent",
            "Erstellungszeit",
            "Kundeninteraktionen",
            "Vollständiger Name",
            "E-Mail",
        ],
        [
            "6",
            "Zu spät",
            "Das Sofa kam drei Wochen zu spät.",
            "Gelöst",
            "Niedrig",
            "E-Mail",
            "Frage",
            "Rita",
            "11.02.2024 09:00",
            "1",
            "Anna Muster",
            "a@example.org",
        ],
        delimiter=";",
    )
    story = only(READER, german)
    assert (story.source_id, story.happened_on, story.outcome) == ("6", "2024-02-11", Ladder.RESOLVED)
    assert (story.kind, story.channel) == (Kind.REQUEST, "e-mail")


def test_csv_without_words_is_refused_with_what_to_do() -> None:
    file = as_table(
        ["Ticket ID", "Subject", "Status", "Priority", "Source", "Type", "Agent", "Created time", "Full name"],
        ["5", "Late", "Closed", "Low", "Email", "", "Rita", "2024-02-11 09:00:00", "Anna"],
    )
    with pytest.raises(BadInput, match="“Description”"):
        found(READER, file)


@given(broken([TICKET | {"conversations": PARTS}]), broken(PARTS))
def test_broken_values_never_raise(tickets: Any, parts: Any) -> None:
    bears(READER, as_json(tickets), as_json(parts))
    bears(READER, as_json(parts))


def test_the_samples(shared: Path) -> None:
    seen = survey(shared / "data" / "samples" / "tickets_freshdesk")
    assert seen["all_tickets.json"] == seen["ticket_1.json"] == ("freshdesk", 1, 0)
    assert seen["conversations.json"] == ("freshdesk", 0, 0)  # read with the tickets
    assert seen["contacts.json"] == ("", 0, 0)
