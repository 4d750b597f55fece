"""Help Scout: conversations of its Mailbox API (2, 1 and webhooks) with their threads in them or beside.

Threads of the customer are read; messages, notes, line items and what a workflow did are not. The CSV of its reports
has no threads, and of a conversation without threads there is only a preview cut short: both are refused with what to
do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from emptychair.domain.errors import N_, BadInput
from emptychair.domain.raw_story import RawStory
from emptychair.gather.dates import instant, iso_date, order_of
from emptychair.gather.loose import (
    Columns,
    Entry,
    document_of,
    entries_of,
    entry_of,
    first_of,
    json_of,
    original_of,
    people_of,
    person_of,
    row_as_json,
    rows_of,
    sample_of,
    set_of,
    table_of,
    telling,
    text_of,
    texts_of,
)
from emptychair.gather.reader import Refused
from emptychair.gather.source import SourceFile, Table
from emptychair.gather.tickets import DELETED, NOT_READ, Case, between, channel_of, outcome_of, rated, waited

_TOLD: Final = set_of(
    "mailboxId folderId primaryCustomer customerWaitingSince closedBy userUpdatedAt preview threads threadCount "
    "mailbox isDraft userModifiedAt"
)
_THREAD: Final = set_of("savedReplyId assignedTo action createdBy customer body state openedAt actionType")
_CUSTOMERS: Final = frozenset({"customer", "chat", "beaconchat", "phone", "forwardchild"})
_CONVERSATION: Final = re.compile(r"/conversations/(\d{1,15})(?:/|$|[?.])")
_PREVIEW: Final = N_("the threads are missing, there is only a preview: export conversations with embed=threads")

_COLUMNS: Final = {
    "id": ("conversation number", "conversation", "number", "conversation id", "id", "konversation", "nummer"),
    "subject": ("subject", "conversation subject", "betreff"),
    "customer": ("customer name", "customer", "kunde", "kundenname", "name"),
    "user": ("assigned to", "assignee", "assigned user", "user", "zugewiesen an"),
    "body": ("body", "first thread", "message", "first message", "thread body", "text", "nachricht", "preview"),
    "created": ("created at", "created", "created date", "date created", "created on", "erstellt am"),
    "status": ("status",),
    "tags": ("tags",),
    "type": ("type", "thread type"),
}  # fmt: skip
_OWN: Final = set_of(
    "mailbox,mailbox name,inbox,customer email,customer name,conversation number,assigned user,waiting since,closed by,"
    "closed at,first response time,resolution time,handle time,response time,replies sent,conversation id,"
    "happiness rating,beacon,mailbox id,user modified at",
    ",",
)


class _HelpScout:
    name = "helpscout"
    title = "Help Scout"

    def recognise(self, file: SourceFile) -> float:
        table = table_of(file)
        if table is not None:
            columns = Columns(table.header, _COLUMNS)
            own = len(_OWN & columns.names)
            own += any(name.startswith("mailbox") for name in columns.names) + ("conversation" in columns.names)
            told = columns.has("id", "subject") and columns.has("customer")
            return (0.85 if own >= 4 else 0.75 if own == 3 else 0.0) if told else 0.0
        data = sample_of(file)
        own = telling(_conversations(data), _TOLD)
        if own >= 3:
            return 0.95
        return 0.85 if telling(_threads_of(data), _THREAD) >= 4 else 0.0

    def accompanies(self, file: SourceFile) -> bool:
        """Whether `file` holds the threads of one conversation, not the conversation."""
        data = sample_of(file)
        return not _conversations(data) and telling(_threads_of(data), _THREAD) >= 4

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:
        table = table_of(file)
        if table is not None:
            yield from _in_table(file, table)
            return
        data = document_of(file)
        threads: dict[str, list[Entry]] = {}
        for other in beside:
            found = _threads_of(json_of(other))
            if found:
                threads.setdefault(_conversation_id(json_of(other), other.name), []).extend(found)
        conversations = _conversations(data)
        for row, one in enumerate(conversations, 1):
            own = _threads_in(one) or threads.get(text_of(one.get("id"))) or []
            yield _story(row, one, own or (threads.get("", []) if len(conversations) == 1 else []))
        if conversations:
            return
        alone = _threads_of(data)
        if alone and not any(_conversations(json_of(other)) for other in beside):
            yield _story(1, {"id": _conversation_id(data, file.name) or text_of(alone[0].get("id"))}, alone)
        elif not alone:
            yield Refused(1, NOT_READ)


READER = _HelpScout()


# ---------------------------------------------------------------------------------------------------------------- JSON
def _conversations(data: Any) -> list[Entry]:
    if isinstance(data, dict):
        found = entries_of(data, "_embedded", "conversations") or entries_of(data, "conversations")
        found = found or entries_of(data, "items") or entries_of(data, "item") or [data]
    else:
        found = entries_of(data)
    return [one for one in found if telling([one], _TOLD) >= 2 and ("subject" in one or "preview" in one)]


def _threads_of(data: Any) -> list[Entry]:
    """Threads that stand by themselves."""
    found = entries_of(data, "_embedded", "threads") or entries_of(data, "threads") if isinstance(data, dict) else []
    found = found or entries_of(data)
    return [one for one in found if "type" in one and ("body" in one or "text" in one) and "subject" not in one]


def _threads_in(one: Entry) -> list[Entry]:
    return entries_of(one, "_embedded", "threads") or entries_of(one.get("threads"))


def _conversation_id(data: Any, name: str) -> str:
    """Threads do not say whose they are; their address does, and the name of the file may."""
    links = entry_of(data, "_links")
    for address in (text_of(entry_of(links, key).get("href")) for key in ("self", "first", "next")):
        if found := _CONVERSATION.search(address):
            return found[1]
    found = re.search(r"conversations?[_-](\d{1,15})", name)
    return found[1] if found else ""


def _story(row: int, one: Entry, threads: Sequence[Entry]) -> RawStory | Refused:
    if text_of(one.get("status")) == "spam" or text_of(one.get("state")) == "deleted":
        return Refused(row, DELETED)
    created = one.get("createdAt")
    threads = sorted(threads, key=lambda thread: instant(thread.get("createdAt")) or 0.0)
    web = text_of(entry_of(one, "_links", "web").get("href"))
    case = Case(
        row,
        first_of(one, "id", "number"),
        first_of(one, "subject"),
        day=iso_date(created),
        outcome=outcome_of(text_of(one.get("status"))),
        channel=channel_of(first_of(one, "type")) or channel_of(text_of(entry_of(one, "source").get("type"))),
        tags=([text_of(tag.get("tag")) for tag in entries_of(one.get("tags"))] or texts_of(one.get("tags")))[:20],
        url=web if web.startswith("https://") else "",
        verbatim=text_of(one.get("type")) != "phone",
        original=original_of({**one, "_embedded": {"threads": list(threads)}} if threads else one),
    )
    for role in ("primaryCustomer", "customer", "createdBy", "assignee", "owner", "closedByUser"):
        case.names.append(person_of(one.get(role)) if isinstance(one.get(role), dict) else "")
    answered: object = None
    for thread in threads:
        by = entry_of(thread, "createdBy")
        case.names += [person_of(thread.get(who)) for who in ("customer", "assignedTo") if thread.get(who)]
        case.names += [person_of(by), *people_of(thread.get("to") or ""), *people_of(thread.get("cc") or "")]
        body = first_of(thread, "body", "text")
        kind = text_of(thread.get("type")).casefold()
        if text_of(thread.get("state")) in ("draft", "hidden") or not body:
            continue
        # A chat has both sides under one type; a call is written down by who took it.
        theirs = kind in _CUSTOMERS and (kind not in ("chat", "beaconchat") or text_of(by.get("type")) != "user")
        if theirs:
            case.says(body, thread.get("createdAt"))
            case.verbatim = case.verbatim and kind != "phone"
        else:
            case.others = True
            answered = answered or (thread.get("createdAt") if kind == "message" else None)
        fact, sort = rated(text_of(entry_of(thread, "rating").get("rating")))
        case.facts.append(fact)
        case.kind = sort or case.kind
        case.says(text_of(entry_of(thread, "rating").get("comments")))
    case.facts.append(waited(between(created, answered)))
    if not threads and text_of(one.get("preview")):
        return Refused(row, _PREVIEW)
    return case.story()


# -------------------------------------------------------------------------------------------------------------- tables
def _in_table(file: SourceFile, table: Table) -> Iterator[RawStory | Refused]:
    columns = Columns(table.header, _COLUMNS)
    if not columns.has("body"):
        raise BadInput(
            N_(
                "“{path}” lists conversations without their threads: get them from Help Scout's interface as JSON, "
                "with embed=threads."
            ),
            path=file.name,
        )
    order = order_of(columns.values(table, "created"))
    for row in rows_of(table):
        if isinstance(row, Refused):
            yield row
            continue
        case = Case(
            row.line,
            columns.of(row, "id"),
            columns.of(row, "subject"),
            day=iso_date(columns.of(row, "created"), order),
            outcome=outcome_of(columns.of(row, "status")),
            tags=texts_of(columns.of(row, "tags"))[:20],
            names=[person_of(columns.of(row, "customer")), person_of(columns.of(row, "user"))],
            original=row_as_json(table, row),
        )
        if columns.of(row, "type").casefold() in ("message", "note", "lineitem"):
            case.others = True
        else:
            case.says(columns.of(row, "body"), columns.of(row, "created"), order)
        yield case.story()
