"""Help Scout: conversations with threads, threads beside, reports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from emptychair.domain.errors import BadInput
from emptychair.domain.story import Kind, Ladder
from emptychair.gather.readers.helpscout import READER
from tests.gather.readers.ticket_files import as_json, as_table, bears, broken, found, only, reasons, survey

THREADS = [
    {
        "id": 4,
        "type": "customer",
        "status": "active",
        "state": "published",
        "action": {"type": "default"},
        "body": "I have tried that and the tent <b>still</b> leaks.<br>",
        "createdAt": "2024-04-23T14:39:56Z",
        "customer": {"id": 1, "first": "Anna", "last": "Muster", "email": "a@example.org"},
        "createdBy": {"id": 1, "type": "customer", "first": "Anna", "last": "Muster"},
        "rating": {"rating": "Not Good", "comments": ""},
    },
    {
        "id": 3,
        "type": "note",
        "state": "published",
        "body": "Her third tent in a single year.",
        "createdAt": "2024-04-22T15:39:56Z",
        "createdBy": {"id": 256, "type": "user", "first": "Rita", "last": "Agent"},
    },
    {
        "id": 2,
        "type": "message",
        "state": "published",
        "body": "Please wax the seams of it.",
        "createdAt": "2024-04-22T14:39:56Z",
        "createdBy": {"id": 256, "type": "user", "first": "Rita", "last": "Agent"},
        "to": ["a@example.org"],
    },
    {
        "id": 1,
        "type": "customer",
        "state": "published",
        "body": "<p>My tent leaks at every seam when it rains.</p>",
        "createdAt": "2024-04-21T14:39:56Z",
        "customer": {"id": 1, "first": "Anna", "last": "Muster"},
        "createdBy": {"id": 1, "type": "customer", "first": "Anna", "last": "Muster"},
    },
    {
        "id": 5,
        "type": "lineitem",
        "state": "published",
        "action": {"type": "workflow", "text": "You ran a workflow"},
        "createdAt": "2024-04-24T14:39:56Z",
    },
    {
        "id": 6,
        "type": "customer",
        "state": "draft",
        "body": "This was never sent to anyone.",
        "createdAt": "2024-04-25T14:39:56Z",
    },
]
CONVERSATION: dict[str, Any] = {
    "id": 10,
    "number": 15473,
    "threads": 6,
    "type": "email",
    "folderId": 493,
    "status": "closed",
    "state": "published",
    "subject": "Tent leaks",
    "preview": "I have tried that and the tent",
    "mailboxId": 85,
    "assignee": {"id": 256, "first": "Rita", "last": "Agent"},
    "createdBy": {"id": 1, "type": "customer", "email": "a@example.org"},
    "createdAt": "2024-04-21T14:39:56Z",
    "closedBy": 17,
    "customerWaitingSince": {"time": "2024-04-21T14:39:56Z"},
    "tags": [{"id": 1, "color": "#fff", "tag": "vip"}],
    "primaryCustomer": {"id": 1, "type": "customer", "first": "Anna", "last": "Muster"},
    "_links": {"web": {"href": "https://secure.helpscout.net/conversation/10/15473"}},
}
WHOLE = "My tent leaks at every seam when it rains.\n\nI have tried that and the tent still leaks."


@pytest.mark.parametrize(
    "data",
    [
        {"_embedded": {"conversations": [CONVERSATION | {"_embedded": {"threads": THREADS}}]}, "page": {"number": 1}},
        CONVERSATION | {"_embedded": {"threads": THREADS}},
        {"item": CONVERSATION | {"threads": THREADS}},
        {"page": 1, "items": [CONVERSATION | {"threads": THREADS}]},
        [CONVERSATION | {"_embedded": {"threads": THREADS}}],
    ],
)
def test_conversations_with_their_threads(data: Any) -> None:
    story = only(READER, as_json(data))
    assert story.text == WHOLE
    assert (story.source_id, story.happened_on, story.headline) == ("10", "2024-04-21", "Tent leaks")
    assert (story.channel, story.outcome, story.tags) == ("e-mail", Ladder.RESOLVED, ("vip",))
    assert set(story.names) == {"Anna Muster", "Rita Agent"}
    assert story.facts[-1] == "first answer after 24 h"
    assert story.url == "https://secure.helpscout.net/conversation/10/15473"


def test_ratings() -> None:
    rated = [THREADS[3] | {"rating": {"rating": "great", "comments": "Everybody was very patient with me."}}]
    story = only(READER, as_json(CONVERSATION | {"_embedded": {"threads": rated}}))
    assert story.kind is Kind.PRAISE
    assert story.text.endswith("Everybody was very patient with me.")


def test_threads_beside_and_alone() -> None:
    links = {"self": {"href": "https://api.helpscout.net/v2/conversations/10/threads"}}
    threads = as_json({"_embedded": {"threads": THREADS}, "_links": links}, "threads.json")
    conversations = as_json({"_embedded": {"conversations": [CONVERSATION, CONVERSATION | {"id": 11}]}})
    assert READER.accompanies(threads)
    assert not READER.accompanies(conversations)
    assert only(READER, conversations, threads).text == WHOLE
    assert reasons(READER, conversations, threads) == [
        "the threads are missing, there is only a preview: export conversations with embed=threads"
    ]
    story = only(READER, threads)
    assert (story.text, story.source_id) == (WHOLE, "10")
    assert found(READER, threads, conversations) == []


def test_a_report_has_no_threads() -> None:
    file = as_table(
        [
            "Conversation",
            "Subject",
            "Customer Name",
            "Customer Email",
            "Mailbox",
            "Status",
            "Tags",
            "Assigned To",
            "Created",
        ],
        ["15473", "Tent leaks", "Anna Muster", "a@example.org", "Support", "Closed", "vip", "Rita", "2024-04-21 14:39"],
    )
    assert READER.recognise(file) > 0.5
    with pytest.raises(BadInput, match="without their threads"):
        found(READER, file)


@given(broken({"_embedded": {"conversations": [CONVERSATION | {"_embedded": {"threads": THREADS}}]}}))
def test_broken_values_never_raise(data: Any) -> None:
    bears(READER, as_json(data))


def test_the_samples(shared: Path) -> None:
    # the source text of a program that makes conversations, not conversations
    assert set(survey(shared / "data" / "samples" / "tickets_helpscout").values()) == {("", 0, 0)}
