"""Zendesk. The description is the first comment, so it is never read twice. A comment that is not public is internal;
one by somebody else than the requester is an answer, unless the users say that its author is a customer too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from emptychair.domain.errors import N_, BadInput
from emptychair.domain.raw_story import RawStory
from emptychair.gather.dates import instant, iso_date
from emptychair.gather.loose import (
    Columns,
    Entry,
    document_of,
    entries_of,
    entry_of,
    first_of,
    flag_of,
    json_of,
    number_of,
    original_of,
    people_of,
    person_of,
    sample_of,
    table_of,
    text_of,
    texts_of,
)
from emptychair.gather.reader import Refused
from emptychair.gather.readers import zendesk_forms as forms
from emptychair.gather.source import SourceFile, Table
from emptychair.gather.tickets import (
    DELETED,
    NOT_READ,
    Case,
    between,
    channel_of,
    counted,
    kind_of,
    outcome_of,
    rated,
    waited,
)

_API_LINK: Final = re.compile(r"/api/v2/(?:tickets|requests)/(\d+)\.json$")
_MERGED: Final = re.compile(
    r"\W*(?:requests?|tickets?|anfragen?) #?\d+.{0,300}?(?:closed and merged into|was merged|geschlossen und)",
    re.IGNORECASE | re.DOTALL,
)
_BODIES: Final = ("body", "plain_body", "html_body", "value")


class _Zendesk:
    name = "zendesk"
    title = "Zendesk"

    def recognise(self, file: SourceFile) -> float:
        table = table_of(file)
        if table is not None:
            return forms.table_score(Columns(table.header, forms.COLUMNS))
        return forms.json_score(sample_of(file))

    def accompanies(self, file: SourceFile) -> bool:
        """Whether `file` holds no tickets but the comments or the users of some."""
        return forms.accompanies(file)

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:
        people, threads = forms.gathered((file, *beside) if forms.has_comments_inside(file) else beside)
        table = table_of(file)
        found = _in_table(file, table, people, threads, beside) if table is not None else _in_json(file, people)
        nothing = True
        for one in found:
            nothing = False
            if isinstance(one, Refused):
                yield one
            else:
                row, ticket, original, alone = one
                yield _story(row, ticket, original, people, threads, alone=alone)
        if nothing and not forms.tickets_of(json_of(file)) and table is None:
            yield from _threads_alone(file, beside, people)


READER = _Zendesk()

_Found = Iterator[tuple[int, Any, str, bool] | Refused]


def _in_json(file: SourceFile, people: forms.People) -> _Found:
    data = document_of(file)
    forms.learn(data, people)
    tickets = forms.tickets_of(data)
    for row, ticket in enumerate(tickets, 1):
        if not isinstance(ticket, dict):
            yield Refused(row, NOT_READ)
            continue
        inner = entry_of(ticket, "ticket")
        if inner and "comments" not in inner and "comments" in ticket:
            inner = {**inner, "comments": ticket["comments"]}
        yield row, inner or ticket, "", len(tickets) == 1
    if not tickets:
        for row, chat in enumerate(forms.chats_of(data), 1):
            yield row, forms.as_ticket(chat), original_of(chat), False
        for row, rating in enumerate(forms.ratings_of(data), 1):
            yield row, rating, original_of(rating), False


def _in_table(
    file: SourceFile, table: Table, people: forms.People, threads: forms.Threads, beside: Sequence[SourceFile]
) -> _Found:
    columns = Columns(table.header, forms.COLUMNS)
    if columns.has("chat", "actor", "message"):
        for row, ticket, original in forms.table_chats(table, columns, people):
            yield row, ticket, original, False
    elif forms.is_comment_table(columns):
        own = forms.Threads()
        forms.collect(file, people, own)
        elsewhere = forms.ticket_ids(beside)
        for row, (key, comments) in enumerate(own.items(), 1):
            if key not in elsewhere:
                yield row, {"id": key, "comments": comments}, "", False
    elif not columns.has("description") and not threads:
        raise BadInput(
            N_(
                "“{path}” has tickets but not what was said in them: export them from Zendesk as JSON, "
                "or with a column “Description”."
            ),
            path=file.name,
        )
    else:
        for one in forms.table_tickets(table, columns):
            yield one if isinstance(one, Refused) else (*one, False)


def _threads_alone(
    file: SourceFile, beside: Sequence[SourceFile], people: forms.People
) -> Iterator[RawStory | Refused]:
    """Comments or audits that came without their tickets."""
    if any(forms.tickets_of(json_of(other)) for other in beside):
        return
    own = forms.Threads()
    forms.collect(file, people, own)
    for row, (key, comments) in enumerate(own.items(), 1):
        yield _story(row, {"id": key, "comments": comments}, "", people, {})


def _story(
    row: int,
    ticket: Entry,
    original: str,
    people: forms.People,
    threads: forms.Threads,
    *,
    alone: bool = False,
) -> RawStory | Refused:
    if text_of(ticket.get("status")).casefold() in ("deleted", "gelöscht"):
        return Refused(row, DELETED)
    key = first_of(ticket, "id", "nice_id", "ticket_id")
    via = text_of(ticket.get("via")) or text_of(entry_of(ticket, "via").get("channel"))
    url = _API_LINK.sub(r"/agent/tickets/\1", text_of(ticket.get("url")))
    rating = entry_of(ticket, "satisfaction_rating")
    fact, kind = rated(text_of(rating.get("score")) or first_of(ticket, "satisfaction_score", "satisfaction_rating"))
    case = Case(
        row,
        key,
        first_of(ticket, "raw_subject", "subject"),
        day=iso_date(ticket.get("created_at")),
        kind=kind or kind_of(text_of(ticket.get("type"))),
        outcome=outcome_of(text_of(ticket.get("status"))),
        channel=channel_of(via),
        tags=texts_of(ticket.get("tags"))[:20],
        facts=[fact],
        url=url if url.startswith(("https://", "http://")) else "",
        # "fields" is "custom_fields" once more
        original=original or original_of({name: part for name, part in ticket.items() if name != "fields"}),
    )
    requester, submitter = _who(ticket, "requester"), _who(ticket, "submitter")
    case.asker = person_of(ticket.get("requester")) or people.names.get(requester, "")
    case.names += _names(ticket, people)
    _count(case, ticket)
    comments = entries_of(ticket.get("comments")) or threads.get(key) or (threads.get("", []) if alone else [])
    _converse(case, ticket, comments, requester, submitter, via, people)
    case.says(text_of(rating.get("comment")), rating.get("updated_at") or ticket.get("updated_at"))
    return case.story()


def _converse(
    case: Case, ticket: Entry, comments: Sequence[Entry], requester: str, submitter: str, via: str, people: forms.People
) -> None:
    description, created = first_of(ticket, "description"), ticket.get("created_at")
    comments = sorted(comments, key=lambda one: instant(one.get("created_at")) or 0.0)
    bodies = [first_of(one, *_BODIES) for one in comments]
    if description and not any(_same(description, body) for body in bodies):
        if flag_of(ticket.get("is_public")) is False or (voice := _voice(requester, submitter, via, people)) == "agent":
            case.others = True
        else:
            case.verbatim = voice == "customer"
            case.says(description, created)
    answered: object = None
    for place, (comment, body) in enumerate(zip(comments, bodies, strict=True)):
        author = _who(comment, "author")
        case.names += [people.names.get(author, ""), person_of(comment.get("author"))]
        if not requester and not place and author not in people.agents:
            requester = author  # comments by themselves: who wrote first, asked
        public = flag_of(comment.get("public", comment.get("is_public", comment.get("isPublic"))))
        if public is False or _MERGED.match(body):
            case.others = True
        elif ((author == requester or author in people.customers) and author not in people.agents - {requester}) or (
            not author and not place
        ):
            case.says(body, comment.get("created_at"))
        else:
            case.others = True
            answered = answered or comment.get("created_at")
    if answered and case.said and not any(fact.startswith("first answer") for fact in case.facts):
        case.facts.append(waited(between(created or comments[0].get("created_at"), answered)))


def _voice(requester: str, submitter: str, via: str, people: forms.People) -> str:
    """Who speaks in the description: the customer; an agent who reports a call ("report"); or only an agent."""
    called = channel_of(via) == "phone"
    if called:
        return "report"
    if not submitter or not requester or submitter == requester:
        return "customer"
    # What arrives by mail, form or interface was posted for the customer; in the agents' own window an agent wrote it.
    if via.casefold() not in ("web", ""):
        return "customer"
    return "agent" if submitter in people.agents else "report"


def _who(entry: Entry, role: str) -> str:
    """The id of a person, or the name where there is no id."""
    return (
        text_of(entry.get(f"{role}_id")) or text_of(entry_of(entry, role).get("id")) or person_of(entry.get(role, ""))
    )


def _names(ticket: Entry, people: forms.People) -> list[str]:
    roles = ("requester", "submitter", "assignee")
    listed = ("collaborator_ids", "follower_ids", "email_cc_ids")
    ids = [_who(ticket, role) for role in roles]
    for name in listed:
        ids += [text_of(one) for one in ticket.get(name) or ()] if isinstance(ticket.get(name), list) else []
    found = [person_of(ticket.get(role)) for role in roles]
    found += [people.names.get(one, "") for one in ids]
    found += people_of(ticket.get("collaborators")) if ticket.get("collaborators") else []
    return [*found, person_of(entry_of(ticket, "via", "source", "from"))]


def _count(case: Case, ticket: Entry) -> None:
    metrics = entry_of(ticket, "metric_set") or entry_of(ticket, "metrics")
    minutes = number_of(entry_of(metrics, "reply_time_in_minutes").get("calendar"))
    case.facts.append(waited(minutes * 60 if minutes is not None else None))
    case.facts.append(counted(number_of(metrics.get("reopens")), "reopened once", "reopened {n} times"))


def _same(one: str, other: str) -> bool:
    return " ".join(one.split())[:400] == " ".join(other.split())[:400]
