"""Intercom: API, tables of parts, histories."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from emptychair.domain.story import Kind, Ladder
from emptychair.gather.readers.intercom import READER
from tests.gather.readers.ticket_files import as_json, as_table, bears, broken, found, only, reasons, survey

ANNA = {"type": "user", "id": "u1", "name": "Anna Muster", "email": "anna@example.org"}
RITA = {"type": "admin", "id": "a1", "name": "Rita Agent", "email": "rita@example.org"}
BOT = {"type": "bot", "id": "b1", "name": "Fin"}


def part(kind: str, body: str | None, author: dict[str, Any], at: int) -> dict[str, Any]:
    return {
        "type": "conversation_part",
        "id": str(at),
        "part_type": kind,
        "body": body,
        "created_at": at,
        "author": author,
    }


CONVERSATION: dict[str, Any] = {
    "type": "conversation",
    "id": "215469",
    "created_at": 1709629964,
    "updated_at": 1709640000,
    "waiting_since": None,
    "source": {
        "type": "conversation",
        "id": "403918",
        "delivered_as": "customer_initiated",
        "subject": "<p>Rollator</p>",
        "body": "<p>My walker lost a wheel in the middle of the street.</p><p><img src='https://x/y.png'></p>",
        "author": ANNA,
    },
    "contacts": {"type": "contact.list", "contacts": [{"type": "contact", "id": "u1"}]},
    "teammates": {"type": "admin.list", "teammates": [{"type": "admin", "id": "a1"}]},
    "state": "closed",
    "tags": {"type": "tag.list", "tags": [{"type": "tag", "id": "1", "name": "safety"}]},
    "conversation_rating": {
        "rating": 1,
        "remark": "Nobody felt responsible for my broken wheel.",
        "created_at": 1709650000,
    },
    "statistics": {"type": "conversation_statistics", "time_to_admin_reply": 7200, "count_reopens": 1},
    "conversation_parts": {
        "type": "conversation_part.list",
        "conversation_parts": [
            part("comment", "<p>It could have ended badly, there was a bus coming.</p>", ANNA, 1709630100),
            part("comment", "<p>Hi! I am Fin and answer questions all day.</p>", BOT, 1709629970),
            part("note", "<p>She called before and shouted at me.</p>", RITA, 1709630200),
            part("comment", "<p>We are sorry, a wheel is on its way to you.</p>", RITA, 1709637164),
            part("assignment", None, RITA, 1709637165),
            part("close", None, RITA, 1709637166),
            part("comment", "<p>Thank you!</p>", ANNA, 1709637170),
        ],
        "total_count": 7,
    },
}
FIRST = "My walker lost a wheel in the middle of the street."
WHOLE = f"{FIRST}\n\nIt could have ended badly, there was a bus coming.\n\nNobody felt responsible for my broken wheel."


@pytest.mark.parametrize(
    "data",
    [
        CONVERSATION,
        [CONVERSATION],
        {"type": "conversation.list", "pages": {}, "total_count": 1, "conversations": [CONVERSATION]},
        {"type": "list", "data": [CONVERSATION]},
        {"type": "notification_event", "topic": "conversation.user.created", "data": {"item": CONVERSATION}},
    ],
)
def test_a_conversation(data: Any) -> None:
    story = only(READER, as_json(data))
    assert story.text == WHOLE
    assert (story.source_id, story.happened_on, story.headline) == ("215469", "2024-03-05", "Rollator")
    assert (story.channel, story.kind, story.outcome) == ("chat", Kind.COMPLAINT, Ladder.RESOLVED)
    assert story.facts == ("rated 1 of 5", "reopened once", "first answer after 2 h")
    assert story.tags == ("safety",)
    assert {"Anna Muster", "Rita Agent"} <= set(story.names)


def test_an_older_version() -> None:
    old = {
        "type": "conversation",
        "id": "1",
        "created_at": 1400850973,
        "open": True,
        "assignee": {"type": "admin", "name": "Rita"},
        "user": ANNA,
        "conversation_message": {
            "type": "conversation_message",
            "subject": "",
            "author": ANNA,
            "body": "<p>My parcel never arrived at the shop.</p>",
        },
        "conversation_parts": {"conversation_parts": []},
    }
    story = only(READER, as_json(old))
    assert (story.text, story.outcome) == ("My parcel never arrived at the shop.", Ladder.OPEN)
    assert "Rita" in story.names


def test_what_the_company_began() -> None:
    sent = CONVERSATION["source"] | {
        "author": RITA,
        "delivered_as": "admin_initiated",
        "body": "<p>Try our new thing!</p>",
    }
    alone = CONVERSATION | {
        "source": sent,
        "conversation_parts": {"conversation_parts": []},
        "conversation_rating": None,
    }
    assert reasons(READER, as_json(alone)) == ["nothing in it is from the customer: internal notes and answers only"]
    story = only(READER, as_json(CONVERSATION | {"source": sent, "conversation_rating": None}))
    assert story.text == "It could have ended badly, there was a bus coming."


def test_a_row_for_each_part() -> None:
    file = as_table(
        ["Conversation ID", "Part ID", "Part type", "Author type", "Author name", "Created at", "Body"],
        ["9", "2", "comment", "admin", "Rita", "2024-01-09 11:00", "Hello, which booking is it?"],
        ["9", "1", "comment", "user", "Anna Muster", "2024-01-09 10:00", "<p>My booking has vanished.</p>"],
        ["9", "3", "note", "admin", "Rita", "2024-01-09 12:00", "He is a difficult one, beware."],
        ["9", "4", "comment", "lead", "Anna Muster", "2024-01-09 13:00", "number 7781"],
        ["8", "5", "comment", "bot", "Fin", "2024-01-10 13:00", "How can I help you today?"],
    )
    story = only(READER, file)
    assert (story.text, story.source_id) == ("My booking has vanished.\n\nnumber 7781", "9")
    assert (story.happened_on, story.facts) == ("2024-01-09", ("first answer after 60 min",))
    assert set(story.names) == {"Anna Muster", "Rita"}
    assert len(reasons(READER, file)) == 1


HISTORY = [
    "id",
    "updated_at",
    "_fivetran_synced",
    "created_at",
    "source_author_id",
    "source_author_type",
    "source_delivered_as",
    "source_type",
    "state",
    "source_body",
    "source_subject",
    "_fivetran_start",
    "_fivetran_active",
]


def test_histories_are_read_once() -> None:
    row = ["1", "2020-10-29 00:26:06", "x", "2020-10-28 23:59:37", "c1", "user", "customer_initiated", "conversation"]
    body = "My order is nowhere to be found."
    history = as_table(
        HISTORY,
        [*row, "open", body, "", "x", "false"],
        [*row[:1], "2020-11-02 14:17:59", *row[2:], "closed", body, "", "x", "true"],
    )
    parts = as_table(
        [
            "id",
            "updated_at",
            "_fivetran_synced",
            "author_id",
            "author_type",
            "conversation_id",
            "created_at",
            "part_type",
            "body",
        ],
        ["5", "x", "x", "c1", "user", "1", "2020-10-30 10:00:00", "comment", "It was promised for last week."],
        ["6", "x", "x", "a1", "admin", "1", "2020-10-29 10:00:00", "note", "Let him wait a little longer."],
    )
    contacts = as_table(
        ["id", "role", "name", "email", "external_id", "workspace_id"], ["c1", "user", "Anna Muster", "", "", ""]
    )
    assert READER.accompanies(parts)
    assert READER.accompanies(contacts)
    assert READER.recognise(contacts) == 0
    story = only(READER, history, parts, contacts)
    assert story.text == f"{body}\n\nIt was promised for last week."
    assert (story.outcome, story.names, story.happened_on) == (Ladder.RESOLVED, ("Anna Muster",), "2020-10-28")
    assert found(READER, parts, history) == []


@given(broken({"conversations": [CONVERSATION, CONVERSATION]}))
def test_broken_values_never_raise(data: Any) -> None:
    bears(READER, as_json(data))


def test_the_samples(shared: Path) -> None:
    seen = survey(shared / "data" / "samples" / "tickets_intercom")
    assert seen["conversation_history_data.csv"] == ("intercom", 0, 2)  # its bodies are scrambled
    assert seen["conversation_part_history_data.csv"] == ("intercom", 0, 0)
    assert seen["contact_history_data.csv"] == ("", 0, 0)
