"""The forms in which Zendesk's tickets come, each turned into the form of its API: an object with `comments`.

JSON answers and exports (tickets, requests, search, incremental, one a line), comments and audits by themselves, chats,
ratings; CSV of views in English and German; the tables ticket, ticket_comment, user and ticket_chat_event of Fivetran.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from emptychair.gather.dates import iso_time, order_of
from emptychair.gather.loose import (
    Columns,
    Entry,
    entries_of,
    entry_of,
    first_of,
    json_of,
    person_of,
    row_as_json,
    rows_of,
    sample_of,
    set_of,
    table_of,
    telling,
    text_of,
    whole_rows,
)
from emptychair.gather.reader import Refused
from emptychair.gather.source import SourceFile, Table

Threads = dict[str, list[Entry]]  # comments by the id of their ticket; "" where the file does not say

_LISTS: Final = ("tickets", "requests", "results", "deleted_tickets")
_TICKET: Final = set_of(
    "submitter_id requester_id satisfaction_rating collaborator_ids has_incidents raw_subject brand_id ticket_form_id "
    "problem_id assignee_id organization_id can_be_solved_by_me is_public followup_ids via forum_topic_id "
    "sharing_agreement_ids allow_channelback"
)
_COMMENT: Final = set_of("author_id public html_body plain_body audit_id via request_id is_public value")
_USER: Final = set_of("role email name ticket_restriction only_private_comments moderator shared_agent")
_CHAT: Final = set_of("visitor history agent_names started_by session triggered_response department_name")
_AGENTS: Final = frozenset({"agent", "admin", "owner"})
_IN_NAME: Final = re.compile(r"(?:comments?[_ -]?|^)(\d{1,15})(?=[_. -])", re.IGNORECASE)
_IN_ADDRESS: Final = re.compile(r"(?:tickets?|requests?)[/_-](\d{1,15})(?!\d)")

COLUMNS: Final = {
    "id": ("ticket id", "ticket nummer", "ticketnummer", "nice id", "id"),
    "subject": ("subject", "ticket subject", "raw subject", "betreff", "ticketbetreff"),
    "description": (
        "description", "ticket description", "beschreibung", "ticketbeschreibung", "first comment", "erster kommentar",
        "comment", "kommentar", "comments", "kommentare",
    ),
    "requester": (
        "requester", "requester name", "anfragender", "anfragesteller", "anforderer", "ticketersteller",
        "name des anfragenden", "name des anfragestellers",
    ),
    "submitter": ("submitter", "submitter name", "einreicher", "übermittler"),
    "assignee": ("assignee", "assignee name", "zugewiesener mitarbeiter", "mitarbeiter", "zugewiesen an", "bearbeiter"),
    "requester id": ("requester id",),
    "submitter id": ("submitter id",),
    "created": (
        "created at", "requested", "created", "ticket created timestamp", "ticket created date", "request date",
        "erstellt am", "erstellt", "angefragt", "angefordert", "erstelldatum", "erstellungsdatum",
    ),
    "status": ("status", "ticket status", "ticketstatus"),
    "type": ("ticket type", "type", "typ", "tickettyp"),
    "via": ("via", "via channel", "channel", "ticket channel", "kanal", "ticketkanal"),
    "score": (
        "satisfaction score", "satisfaction", "satisfaction rating", "ticket satisfaction rating", "zufriedenheit",
        "zufriedenheitswert", "zufriedenheitsbewertung",
    ),
    "remark": ("satisfaction comment", "ticket satisfaction comment", "zufriedenheitskommentar"),
    "tags": ("tags", "ticket tags", "stichwörter", "tag"),
    "reopens": ("reopens", "wiedereröffnungen"),
    "reply": ("first reply time in minutes", "first reply time (min)"),
    "is_public": ("is public",),
    "url": ("url",),
    # of the tables that go with it
    "ticket": ("ticket id",),
    "body": ("body", "plain body"),
    "author": ("user id", "author id"),
    "public": ("public",),
    "role": ("role",),
    "name": ("name",),
    "chat": ("chat id",),
    "actor": ("actor id",),
    "message": ("message",),
    "whole": ("original message",),
}  # fmt: skip
_OWN: Final = set_of(
    "satisfaction score,first reply time in minutes,summation column,group stations,assignee stations,"
    "requester external id,requester domain,via channel,ticket form id,has incidents,submitter id,allow channelback,"
    "anfragender,zugewiesener mitarbeiter,requester,assignee,requested,submitter,via,initially assigned at,"
    "ticket satisfaction rating,ticket channel,anfragesteller,zufriedenheit,angefragt",
    ",",
)


@dataclass(slots=True)
class People:
    """Who is who, as far as the files say."""

    names: dict[str, str] = field(default_factory=dict)
    agents: set[str] = field(default_factory=set)
    customers: set[str] = field(default_factory=set)

    def learn(self, user: Entry) -> None:
        key, role = text_of(user.get("id")), text_of(user.get("role")).casefold()
        if not key:
            return
        self.names[key] = person_of(user)
        if role in _AGENTS or user.get("agent") is True:
            self.agents.add(key)
        elif role:
            self.customers.add(key)


# --------------------------------------------------------------------------------------------------------- recognising
def table_score(columns: Columns) -> float:
    """How surely a table is of Zendesk."""
    if columns.has("requester id", "submitter id", "subject") or columns.has("chat", "actor", "message"):
        return 0.95
    if is_comment_table(columns):
        return 0.9
    if not columns.has("id", "subject") or not columns.has("requester"):
        return 0.0
    own = len(_OWN & columns.names)
    return 0.9 if own >= 3 else 0.7 if own == 2 and columns.has("status") else 0.5


def json_score(data: Any) -> float:
    """How surely JSON is of Zendesk."""
    if tickets := tickets_of(data):
        own = telling([_inner(one) for one in tickets[:20] if isinstance(one, dict)], _TICKET)
        return 0.95 if own >= 3 else 0.6 if own == 2 else 0.0
    if chats := chats_of(data):
        return 0.9 if telling(chats, _CHAT) >= 2 else 0.0
    if entries_of(data, "satisfaction_ratings") or _events_of(data):
        return 0.8
    return 0.8 if telling(_comments_of(data), _COMMENT) >= 3 else 0.0


def is_comment_table(columns: Columns) -> bool:
    return columns.has("ticket", "body", "public", "author")


def is_user_table(columns: Columns) -> bool:
    return columns.has("role", "name", "id") and len(_USER & {name.replace(" ", "_") for name in columns.names}) >= 4


def accompanies(file: SourceFile) -> bool:
    """Whether `file` holds no tickets but the comments or the users of some."""
    table = table_of(file)
    if table is not None:
        columns = Columns(table.header, COLUMNS)
        return is_comment_table(columns) or is_user_table(columns)
    data = sample_of(file)
    if tickets_of(data) or chats_of(data):
        return False
    users = entries_of(data, "users")
    return telling(_comments_of(data), _COMMENT) >= 3 or bool(_events_of(data)) or telling(users, _USER) >= 3


# ---------------------------------------------------------------------------------------------------------------- JSON
def tickets_of(data: Any) -> list[Any]:
    """The tickets in an answer of the API, an export or a bare list."""
    if isinstance(data, dict):
        for key in _LISTS:
            if isinstance(data.get(key), list):
                found = [one for one in data[key] if not isinstance(one, dict) or _is_ticket(one)]
                return found if any(isinstance(one, dict) for one in found) else []
        for key in ("ticket", "request"):
            if isinstance(data.get(key), dict):
                return [data | {"ticket": data[key]}] if _is_ticket(data[key]) else []
        return [data] if _is_ticket(data) else []
    if isinstance(data, list) and any(isinstance(one, dict) and _is_ticket(_inner(one)) for one in data[:50]):
        return data
    return []


def _inner(ticket: Entry) -> Entry:
    return entry_of(ticket, "ticket") or ticket


def _is_ticket(entry: Entry) -> bool:
    told = ("subject", "raw_subject", "description")
    return any(key in entry for key in told) and text_of(entry.get("result_type") or "ticket") == "ticket"


def chats_of(data: Any) -> list[Entry]:
    """Chats of Zendesk Chat: each with its history, or an offline message."""
    found = entries_of(data, "chats") if isinstance(data, dict) else entries_of(data)
    return [one for one in found if ("visitor" in one and ("history" in one or "message" in one))]


def as_ticket(chat: Entry) -> dict[str, Any]:
    """A chat in the form of a ticket."""
    visitor = person_of(chat.get("visitor"))
    messages: list[Entry] = [
        {
            "author_id": "visitor" if text_of(line.get("sender_type")).casefold() == "visitor" else "agent",
            "body": first_of(line, "msg", "message"),
            "created_at": line.get("timestamp"),
        }
        for line in entries_of(chat.get("history"))
        if text_of(line.get("type")) in ("chat.msg", "")
    ]
    if text_of(chat.get("message")):
        messages.append({"author_id": "visitor", "body": chat["message"], "created_at": chat.get("timestamp")})
    return {
        "id": first_of(chat, "id", "ticket_id"),
        "created_at": chat.get("timestamp"),
        "via": "chat",
        "tags": chat.get("tags"),
        "requester": {"id": "visitor", "name": visitor},
        "satisfaction_rating": {"score": chat.get("rating"), "comment": chat.get("comment")},
        "comments": messages,
        "collaborators": [{"name": name} for name in chat.get("agent_names") or () if isinstance(name, str)]
        if isinstance(chat.get("agent_names"), list)
        else [],
    }


def ratings_of(data: Any) -> list[dict[str, Any]]:
    """Satisfaction ratings by themselves, in the form of tickets."""
    return [
        {
            "id": first_of(one, "ticket_id", "id"),
            "created_at": one.get("created_at"),
            "requester_id": one.get("requester_id"),
            "assignee_id": one.get("assignee_id"),
            "satisfaction_rating": one,
        }
        for one in entries_of(data, "satisfaction_ratings")
    ]


def _comments_of(data: Any) -> list[Entry]:
    if isinstance(data, dict):
        found = entries_of(data, "comments") or entries_of(data, "ticket_comments")
    else:
        found = entries_of(data)
    return [one for one in found if "author_id" in one and ("body" in one or "html_body" in one or "value" in one)]


def _events_of(data: Any) -> list[Entry]:
    """Audits and ticket events: what happened to a ticket, comments among it."""
    found = entries_of(data, "audits") or entries_of(data, "ticket_audits") or entries_of(data, "ticket_events")
    return [one for one in found if "events" in one or "child_events" in one]


def collect(file: SourceFile, people: People, threads: Threads) -> None:
    """Add the users and the comments in `file` to what is known."""
    table = table_of(file)
    if table is not None:
        columns = Columns(table.header, COLUMNS)
        if is_comment_table(columns):
            for row in whole_rows(table):
                comment = {
                    "author_id": columns.of(row, "author"),
                    "body": columns.of(row, "body"),
                    "public": columns.of(row, "public"),
                    "created_at": columns.of(row, "created"),
                    "id": columns.of(row, "id"),
                }
                threads.setdefault(columns.of(row, "ticket"), []).append(comment)
        elif is_user_table(columns):
            for row in whole_rows(table):
                people.learn({key: columns.of(row, key) for key in ("id", "name", "role")})
        return
    data = json_of(file)
    learn(data, people)
    for comment in _comments_of(data) if not tickets_of(data) or "ticket_comments" in data else ():
        key = first_of(comment, "ticket_id", "request_id") or _id_in_address(data, file.name)
        threads.setdefault(key, []).append(comment)
    for event in _events_of(data):
        for child in entries_of(event.get("events")) + entries_of(event.get("child_events")):
            if "Comment" in first_of(child, "type", "event_type"):
                threads.setdefault(text_of(event.get("ticket_id")), []).append(
                    {"created_at": first_of(event, "created_at", "timestamp"), **child}
                )


def learn(data: Any, people: People) -> None:
    """The users that stand beside tickets in one answer, or in a list of their own."""
    users = entries_of(data, "users") if isinstance(data, dict) else [one for one in entries_of(data) if "role" in one]
    for user in users:
        people.learn(user)


def _id_in_address(data: Any, name: str) -> str:
    """Comments of one ticket do not say whose they are; the address of the next page and the file's name may."""
    told = " ".join((first_of(entry_of(data), "next_page", "previous_page", "url"), name))
    found = _IN_ADDRESS.search(told) or _IN_NAME.search(name)
    return found[1] if found else ""


# -------------------------------------------------------------------------------------------------------------- tables
def table_tickets(table: Table, columns: Columns) -> Iterator[tuple[int, Entry, str] | Refused]:
    """Each row with its line, as a ticket, and as it came."""
    order = order_of(columns.values(table, "created"))
    plain = ("id", "subject", "description", "status", "url", "tags", "type", "via", "is_public")
    for row in rows_of(table):
        if isinstance(row, Refused):
            yield row
            continue
        ticket: dict[str, Any] = {name: columns.of(row, name) for name in plain}
        ticket["created_at"] = iso_time(columns.of(row, "created"), order)
        for role in ("requester", "submitter", "assignee"):
            ticket[role] = {"name": columns.of(row, role)}
        ticket["requester_id"] = columns.of(row, "requester id")
        same = columns.of(row, "submitter") == columns.of(row, "requester")
        ticket["submitter_id"] = columns.of(row, "submitter id") or (ticket["requester_id"] if same else "")
        ticket["satisfaction_rating"] = {"score": columns.of(row, "score"), "comment": columns.of(row, "remark")}
        ticket["metric_set"] = {
            "reopens": columns.of(row, "reopens"),
            "reply_time_in_minutes": {"calendar": columns.of(row, "reply")},
        }
        yield row.line, ticket, row_as_json(table, row)


def table_chats(table: Table, columns: Columns, people: People) -> list[tuple[int, Entry, str]]:
    """The chats of a table with one event a row, in the form of tickets."""
    chats: dict[str, tuple[int, list[Entry]]] = {}
    for row in whole_rows(table):
        actor = columns.of(row, "actor")
        whole = columns.of(row, "whole")
        ours = not actor or actor.startswith(("agent:", "__")) or actor in people.agents or '"BUSINESS"' in whole
        line = {
            "author_id": "agent" if ours else "visitor",
            "body": columns.of(row, "message"),
            "created_at": columns.of(row, "created"),
        }
        if columns.of(row, "type") in ("ChatMessage", ""):
            chats.setdefault(columns.of(row, "chat"), (row.line, []))[1].append(line)
    return [
        (row, {"id": key, "via": "chat", "requester": {"id": "visitor"}, "comments": lines}, "")
        for key, (row, lines) in chats.items()
    ]


def has_comments_inside(file: SourceFile) -> bool:
    """Whether one document holds tickets and, in a list of their own, their comments."""
    return "ticket_comments" in entry_of(json_of(file)) if table_of(file) is None else False


def ticket_ids(files: Sequence[SourceFile]) -> set[str]:
    """The ids of the tickets in these files: what is read with them is not read by itself."""
    found: set[str] = set()
    for file in files:
        table = table_of(file)
        if table is None:
            found |= {
                first_of(_inner(one), "id", "nice_id") for one in tickets_of(json_of(file)) if isinstance(one, dict)
            }
        elif (columns := Columns(table.header, COLUMNS)).has("id", "subject"):
            found |= set(columns.values(table, "id"))
    return found


def gathered(beside: Sequence[SourceFile]) -> tuple[People, Threads]:
    """Users and comments of the files that were given with it."""
    people, threads = People(), Threads()
    for file in beside:
        collect(file, people, threads)
    return people, threads
