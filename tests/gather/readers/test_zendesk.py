"""Zendesk: API, exports, views, tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.domain.errors import BadInput
from emptychair.domain.story import Kind, Ladder
from emptychair.gather.readers.zendesk import READER
from emptychair.gather.source import SourceFile
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

TICKET: dict[str, Any] = {
    "url": "https://velo.zendesk.com/api/v2/tickets/4711.json",
    "id": 4711,
    "external_id": None,
    "via": {"channel": "email", "source": {"from": {"address": "a@example.org", "name": "Anna Muster"}, "to": {}}},
    "created_at": "2024-03-05T08:12:44Z",
    "updated_at": "2024-03-09T10:00:00Z",
    "type": "problem",
    "subject": "Re: Bike arrived without pedals",
    "raw_subject": "Re: Bike arrived without pedals",
    "description": "The bike came on Monday but the pedals were missing from the box.\n\n![](https://velo.zendesk.com/a.png)",
    "priority": "high",
    "status": "solved",
    "requester_id": 11,
    "submitter_id": 11,
    "assignee_id": 21,
    "collaborator_ids": [12],
    "tags": ["delivery", "pedals"],
    "custom_fields": [{"id": 1, "value": "x"}],
    "fields": [{"id": 1, "value": "x"}],
    "satisfaction_rating": {"score": "bad", "comment": "Nobody ever called me back about the pedals."},
    "metric_set": {"reopens": 2, "reply_time_in_minutes": {"calendar": 1800, "business": 300}},
    "brand_id": 5,
}
USERS = [
    {"id": 11, "name": "Anna Muster", "email": "a@example.org", "role": "end-user"},
    {"id": 12, "name": "Ben Beispiel", "role": "end-user"},
    {"id": 21, "name": "Rita Agent", "role": "agent"},
]
COMMENTS = [
    {
        "id": 3,
        "author_id": 11,
        "body": "I still have no pedals after ten days of waiting.",
        "public": True,
        "created_at": "2024-03-08T08:00:00Z",
        "html_body": "<p>x</p>",
        "audit_id": 9,
    },
    {"id": 1, "author_id": 11, "body": TICKET["description"], "public": True, "created_at": "2024-03-05T08:12:44Z"},
    {
        "id": 2,
        "author_id": 21,
        "body": "Dear Anna, we have sent you the pedals yesterday.",
        "public": True,
        "created_at": "2024-03-06T14:12:44Z",
    },
    {
        "id": 4,
        "author_id": 21,
        "body": "She is the one who complains about everything.",
        "public": False,
        "created_at": "2024-03-06T15:00:00Z",
    },
    {
        "id": 5,
        "author_id": 12,
        "body": "I am her neighbour and can confirm that the box was sealed.",
        "public": True,
        "created_at": "2024-03-08T09:00:00Z",
    },
]
FIRST = "The bike came on Monday but the pedals were missing from the box."


def test_a_ticket_of_the_api() -> None:
    story = only(READER, as_json({"tickets": [TICKET], "users": USERS, "next_page": None, "count": 1}))
    assert story.text == f"{FIRST}\n\nNobody ever called me back about the pedals."
    assert (story.source_id, story.row, story.happened_on) == ("4711", 1, "2024-03-05")
    assert story.headline == "Bike arrived without pedals"
    assert (story.kind, story.outcome, story.channel) == (Kind.COMPLAINT, Ladder.RESOLVED, "e-mail")
    assert story.facts == ("rated bad", "first answer after 30 h", "reopened 2 times")
    assert story.tags == ("delivery", "pedals")
    assert {"Anna Muster", "Ben Beispiel", "Rita Agent"} <= set(story.names)
    assert story.url == "https://velo.zendesk.com/agent/tickets/4711"
    assert '"custom_fields"' in story.original
    assert '"fields"' not in story.original


@pytest.mark.parametrize(
    "data",
    [
        {"ticket": TICKET},
        {"results": [TICKET | {"result_type": "ticket"}], "count": 1, "facets": None},
        {"tickets": [TICKET], "end_time": 1710000000, "end_of_stream": True, "after_cursor": "x"},
        {"requests": [TICKET | {"can_be_solved_by_me": False}]},
        [TICKET],
        TICKET,
    ],
)
def test_every_wrapping_of_a_ticket(data: Any) -> None:
    assert only(READER, as_json(data)).text.startswith(FIRST)


def test_embedded_comments_in_order_and_without_answers_and_notes() -> None:
    story = only(
        READER, as_json({"ticket": TICKET | {"comments": COMMENTS, "satisfaction_rating": None}, "users": USERS})
    )
    assert story.text == (
        f"{FIRST}\n\nI still have no pedals after ten days of waiting.\n\n"
        "I am her neighbour and can confirm that the box was sealed."
    )
    assert "first answer after 30 h" in story.facts


def test_comments_and_users_beside() -> None:
    ticket = as_json({"ticket": TICKET | {"satisfaction_rating": None, "metric_set": None}})
    comments = as_json({"comments": COMMENTS, "next_page": None}, "tickets_4711_comments.json")
    users = as_json({"users": USERS}, "users.json")
    assert READER.accompanies(comments)
    assert READER.accompanies(users)
    assert not READER.accompanies(ticket)
    story = only(READER, ticket, comments, users)
    assert "no pedals after ten days" in story.text
    assert "neighbour" in story.text
    assert "complains about everything" not in story.text
    assert "Rita Agent" in story.names
    assert found(READER, comments, ticket) == []  # read with its ticket


def test_comments_by_themselves_and_audits() -> None:
    story = only(READER, as_json({"comments": COMMENTS, "users": USERS}, "tickets_4711_comments.json"))
    assert (story.source_id, story.happened_on) == ("4711", "2024-03-05")
    assert "yesterday" not in story.text
    audits = {
        "audits": [
            {
                "ticket_id": 7,
                "author_id": 11,
                "created_at": "2024-01-02T00:00:00Z",
                "events": [
                    {"type": "Comment", "author_id": 11, "body": "My parcel was left out in the rain.", "public": True},
                    {"type": "Create", "field_name": "status", "value": "new"},
                ],
            },
            {
                "ticket_id": 7,
                "author_id": 21,
                "created_at": "2024-01-03T00:00:00Z",
                "events": [
                    {"type": "Comment", "author_id": 21, "body": "We are very sorry to hear of that.", "public": True},
                ],
            },
        ]
    }
    story = only(READER, as_json(audits))
    assert (story.text, story.source_id, story.happened_on) == (
        "My parcel was left out in the rain.",
        "7",
        "2024-01-02",
    )


def test_what_an_agent_opened_is_no_story() -> None:
    opened = TICKET | {"submitter_id": 21, "via": {"channel": "web"}, "satisfaction_rating": None}
    assert reasons(READER, as_json({"tickets": [opened], "users": USERS})) == [
        "nothing in it is from the customer: internal notes and answers only"
    ]
    called = opened | {"via": {"channel": "voice"}}
    story = only(READER, as_json({"tickets": [called], "users": USERS}))
    assert not story.verbatim
    assert story.channel == "phone"
    assert only(READER, as_json({"tickets": [opened | {"via": {"channel": "api"}}], "users": USERS})).verbatim
    assert reasons(READER, as_json({"tickets": [TICKET | {"status": "deleted"}]})) == [
        "it was deleted or marked as spam"
    ]
    private = TICKET | {"is_public": False, "satisfaction_rating": None}
    assert "internal notes" in reasons(READER, as_json({"tickets": [private]}))[0]


def test_short_empty_and_broken_entries_are_named() -> None:
    tickets = [
        TICKET | {"description": "Help!", "satisfaction_rating": None},
        TICKET | {"description": None, "satisfaction_rating": {"score": "offered"}},
        None,
        7,
        TICKET,
    ]
    assert reasons(READER, as_json({"tickets": tickets})) == [
        "the text is shorter than a sentence",
        "there is a subject but nothing that was said",
        "this entry cannot be read",
        "this entry cannot be read",
    ]


def test_quotes_and_what_the_help_desk_added_are_cut() -> None:
    body = (
        "Hallo,\n\nmein Paket ist seit drei Wochen unterwegs und niemand antwortet mir.\n\n"
        "##- Bitte geben Sie Ihre Antwort oberhalb dieser Zeile ein. -##\n\nIhre Anfrage (#12) wurde aktualisiert.\n"
    )
    story = only(READER, as_json({"tickets": [TICKET | {"description": body, "satisfaction_rating": None}]}))
    assert "drei Wochen unterwegs" in story.text
    assert "aktualisiert" not in story.text


def test_a_view_in_english() -> None:
    file = as_table(
        [
            "Ticket ID",
            "Subject",
            "Description",
            "Requester",
            "Submitter",
            "Assignee",
            "Status",
            "Requested",
            "Via",
            "Satisfaction",
        ],
        [
            "12",
            "Late",
            "My order was two weeks late and nobody told me.",
            "Anna Muster",
            "Anna Muster",
            "Rita",
            "Open",
            "02/11/2024 3:54 PM",
            "Mail",
            "Good",
        ],
        [
            "13",
            "Late",
            "I have waited for a call since last Friday.",
            "Ben",
            "Ben",
            "Rita",
            "Solved",
            "02/13/2024 9:00 AM",
            "Web form",
            "",
        ],
    )
    first, second = stories(READER, file)
    assert (first.source_id, first.row, first.happened_on) == ("12", 2, "2024-02-11")
    assert (first.channel, first.kind, first.outcome) == ("e-mail", Kind.PRAISE, Ladder.OPEN)
    assert first.names == ("Anna Muster", "Rita")
    assert second.outcome is Ladder.RESOLVED


def test_a_view_in_german() -> None:
    file = as_table(
        [
            "Ticket-ID",
            "Betreff",
            "Beschreibung",
            "Anfragender",
            "Zugewiesener Mitarbeiter",
            "Status",
            "Angefragt",
            "Zufriedenheit",
        ],
        [
            "12",
            "AW: Zu spät",
            "Meine Bestellung kam zwei Wochen zu spät.",
            "Anna Muster",
            "Rita",
            "Gelöst",
            "11.02.2024 15:54",
            "Schlecht",
        ],
        delimiter=";",
    )
    story = only(READER, file)
    assert (story.headline, story.happened_on, story.kind) == ("Zu spät", "2024-02-11", Kind.COMPLAINT)
    assert story.names == ("Anna Muster", "Rita")


def test_a_view_without_words_is_refused_with_what_to_do() -> None:
    file = as_table(
        ["Id", "Requester", "Requester id", "Submitter", "Assignee", "Subject", "Status", "Via", "Created at"],
        ["1", "Anna", "7", "Anna", "Rita", "Late", "Open", "Mail", "2024-02-11 15:54:00 +0100"],
    )
    assert READER.recognise(file) > 0.5
    with pytest.raises(BadInput, match="export them from Zendesk as JSON"):
        found(READER, file)


TABLE_HEADER = [
    "id",
    "_fivetran_synced",
    "created_at",
    "description",
    "is_public",
    "requester_id",
    "status",
    "subject",
    "submitter_id",
    "via_channel",
    "type",
    "url",
]


def test_tables_with_comments_and_users_beside() -> None:
    tickets = as_table(
        TABLE_HEADER,
        [
            "7",
            "x",
            "2020-02-19 01:54:52",
            "My bike has a broken frame again.",
            "TRUE",
            "11",
            "solved",
            "Frame",
            "11",
            "email",
            "",
            "https://x.zendesk.com/api/v2/tickets/7.json",
        ],
    )
    comments = as_table(
        ["id", "_fivetran_synced", "body", "created", "public", "ticket_id", "user_id"],
        ["2", "x", "Can somebody please answer me at last?", "2020-02-21 07:00:00", "TRUE", "7", "11"],
        ["3", "x", "He is angry, be careful with him.", "2020-02-21 08:00:00", "FALSE", "7", "21"],
        ["1", "x", "We will look into this at once.", "2020-02-20 01:54:52", "TRUE", "7", "21"],
    )
    users = as_table(
        ["id", "_fivetran_synced", "email", "name", "role", "moderator"],
        ["11", "x", "", "Anna Muster", "end-user", "FALSE"],
        ["21", "x", "", "Rita Agent", "agent", "FALSE"],
    )
    assert READER.accompanies(comments)
    assert READER.accompanies(users)
    story = only(READER, tickets, comments, users)
    assert story.text == "My bike has a broken frame again.\n\nCan somebody please answer me at last?"
    assert story.names == ("Anna Muster", "Rita Agent")
    assert story.facts == ("first answer after 24 h",)


def test_a_chat() -> None:
    chat = {
        "chats": [
            {
                "id": "1.2.3",
                "type": "chat",
                "timestamp": "2024-05-01T09:00:00Z",
                "rating": "good",
                "comment": "",
                "visitor": {"name": "Anna Muster", "email": "a@example.org"},
                "agent_names": ["Rita"],
                "started_by": "visitor",
                "session": {},
                "history": [
                    {"type": "chat.memberjoin", "timestamp": "2024-05-01T09:00:00Z"},
                    {
                        "type": "chat.msg",
                        "sender_type": "Trigger",
                        "msg": "Hi there. How can I help?",
                        "timestamp": "2024-05-01T09:00:01Z",
                    },
                    {"type": "chat.msg", "sender_type": "Visitor", "msg": "Hello", "timestamp": "2024-05-01T09:00:10Z"},
                    {
                        "type": "chat.msg",
                        "sender_type": "Visitor",
                        "msg": "my voucher does not work",
                        "timestamp": "2024-05-01T09:00:20Z",
                    },
                    {
                        "type": "chat.msg",
                        "sender_type": "Agent",
                        "msg": "Let me look.",
                        "timestamp": "2024-05-01T09:05:20Z",
                    },
                    {
                        "type": "chat.msg",
                        "sender_type": "Visitor",
                        "msg": "it says expired",
                        "timestamp": "2024-05-01T09:06:20Z",
                    },
                ],
            }
        ]
    }
    story = only(READER, as_json(chat))
    assert story.text == "my voucher does not work\n\nit says expired"
    assert (story.channel, story.kind, story.source_id) == ("chat", Kind.PRAISE, "1.2.3")
    assert "Rita" in story.names


def test_one_ticket_a_line() -> None:
    import json

    file = as_text("\n".join(json.dumps(TICKET | {"id": number}) for number in (1, 2, 3)), "export.jsonl")
    if file.json is None:
        pytest.skip("JSON Lines are not read as JSON yet")
    assert [story.source_id for story in stories(READER, file)] == ["1", "2", "3"]


def test_others_are_left_to_others() -> None:
    plain = as_table(["id", "story", "customer"], ["1", "The bike came late and without pedals.", "shopper"])
    review = as_table(["Review Text", "Star Rating", "Package Name"], ["Bad", "1", "org.x"])
    assert READER.recognise(plain) == READER.recognise(review) == 0
    assert READER.recognise(as_json([{"review": "x", "rating": 3}])) == READER.recognise(as_text("Hello")) == 0
    assert READER.recognise(SourceFile.at(Path("/nowhere/at/all.json"))) == 0


@given(
    broken({"tickets": [TICKET | {"comments": COMMENTS}], "users": USERS}),
    broken({"comments": COMMENTS, "users": USERS}),
)
def test_broken_values_never_raise(tickets: Any, comments: Any) -> None:
    bears(READER, as_json(tickets), as_json(comments))
    bears(READER, as_json(comments))


@given(st.lists(st.lists(st.text(max_size=20), max_size=14), max_size=4))
def test_broken_rows_never_raise(rows: list[list[str]]) -> None:
    text = "\n".join([",".join(TABLE_HEADER), *(",".join(row) for row in rows)])
    bears(READER, as_text(text.encode(errors="replace").decode()))


def test_the_samples(shared: Path) -> None:
    seen = survey(shared / "data" / "samples" / "tickets_zendesk")
    assert seen["zendesk_tickets_api_v2.json"] == ("zendesk", 1, 99)
    assert seen["fivetran_ticket_data.csv"] == ("zendesk", 0, 10)
    assert seen["fivetran_ticket_chat_event_data.csv"][:2] == ("zendesk", 0)
    assert seen["fivetran_user_data.csv"] == ("", 0, 0)
