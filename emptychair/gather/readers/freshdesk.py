"""Freshdesk: tickets of its API and of the account's export, with conversations in them or beside, and CSV exports.

Conversations are not sorted. Private notes and what is not incoming are left out; a chat repeats the description as its
first message, which is then read once. Status and source are numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from emptychair.domain.errors import N_, BadInput
from emptychair.domain.raw_story import RawStory
from emptychair.domain.story import Ladder
from emptychair.gather.dates import instant, iso_date, order_of
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

_TICKET: Final = set_of(
    "responder_id requester_id fr_escalated frDueBy fr_due_by email_config_id description_text description_html "
    "is_escalated isescalated fwd_emails reply_cc_emails cc_emails cc_email trained to_emails display_id ticket_type "
    "association_type internal_agent_id nr_escalated ticket_cc_emails structured_description"
)
_PART: Final = set_of("incoming private body_text support_email from_email to_emails user_id ticket_id")
_CONTACT: Final = set_of(
    "customer_id fb_profile_id helpdesk_agent twitter_id job_title mobile time_zone company_id other_emails "
    "view_all_tickets unique_external_id"
)
_SOURCES: Final = {
    "1": "e-mail", "2": "web form", "3": "phone", "4": "social", "5": "social", "6": "social", "7": "chat", "8": "chat",
    "9": "web form", "10": "outbound", "13": "chat",
}  # fmt: skip
_STATUSES: Final = {"2": Ladder.OPEN, "3": Ladder.OPEN, "4": Ladder.RESOLVED, "5": Ladder.RESOLVED, "6": Ladder.OPEN}
_LISTS: Final = ("tickets", "results", "helpdesk_tickets", "data")
# of a conversation: a note of an agent, a mail forwarded to somebody else
_NOTE_SOURCES: Final = frozenset({"2", "8"})

_COLUMNS: Final = {
    "id": ("ticket id", "ticketnummer", "id", "display id"),
    "subject": ("subject", "betreff", "thema"),
    "description": ("description", "beschreibung", "description text", "ticket description", "beschreibungstext"),
    "status": ("status",),
    "source": ("source", "quelle"),
    "type": ("type", "typ", "ticket type", "tickettyp"),
    "agent": ("agent", "agent name", "assigned to", "zugewiesener agent"),
    "created": (
        "created time", "created at", "created date", "created", "erstellungszeit", "erstellt am", "erstellt um",
        "erstellungszeitpunkt", "erstellzeit",
    ),
    "answered": ("initial response time", "zeit der ersten antwort", "erste antwort um", "first responded at"),
    "waited": ("first response time (in hrs)", "erste antwortzeit (in std.)", "erste reaktionszeit (in std.)"),
    "turns": ("customer interactions", "kundeninteraktionen"),
    "tags": ("tags", "tag", "schlagwörter"),
    "survey": ("survey results", "survey result", "umfrageergebnisse", "umfrageergebnis"),
    "name": (
        "full name", "contact name", "requester name", "customer name", "requester", "vollständiger name",
        "kontaktname", "vollst. name", "name",
    ),
    "contact": ("contact id", "requester id", "kontakt id"),
    "synced": ("fivetran synced",),
}  # fmt: skip
_OWN: Final = frozenset(
    [
        "created time",
        "due by time",
        "resolved time",
        "closed time",
        "last update time",
        "initial response time",
        "time tracked",
        "agent interactions",
        "customer interactions",
        "resolution status",
        "first response status",
        "survey results",
        "full name",
        "every response status",
        "unique external id",
        "first response time (in hrs)",
        "resolution time (in hrs)",
        "contact id",
        "erstellungszeit",
        "fällig bis",
        "agenteninteraktionen",
        "kundeninteraktionen",
        "umfrageergebnisse",
        "vollständiger name",
        "lösungsstatus",
        "gelöst um",
        "geschlossen um",
        "status der ersten antwort",
        "responder id",
        "fr escalated",
        "description text",
    ]
)


class _Freshdesk:
    name = "freshdesk"
    title = "Freshdesk"

    def recognise(self, file: SourceFile) -> float:
        table = table_of(file)
        if table is not None:
            columns = Columns(table.header, _COLUMNS)
            own = len(_OWN & columns.names)
            known = columns.has("id", "subject") and (own >= 2 or columns.has("source", "agent", "type", "created"))
            return (0.95 if own >= 4 else 0.8 if own >= 2 else 0.6) if known else 0.0
        data = sample_of(file)
        if tickets := _tickets(data):
            own = telling(tickets, _TICKET)
            return 0.95 if own >= 4 else 0.8 if own >= 3 or _wrapped(data) else 0.5 if own == 2 else 0.0
        return 0.8 if telling(_parts(data), _PART) >= 4 else 0.0

    def accompanies(self, file: SourceFile) -> bool:
        """Whether `file` holds no tickets but the conversations or the contacts of some."""
        data = sample_of(file)
        if _tickets(data):
            return False
        return telling(_parts(data), _PART) >= 4 or telling(entries_of(data), _CONTACT) >= 4

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:
        names: dict[str, str] = {}
        threads: dict[str, list[Entry]] = {}
        for other in beside:
            _collect(json_of(other), names, threads)
        table = table_of(file)
        if table is not None:
            yield from _in_table(file, table, names, threads)
            return
        data = document_of(file)
        tickets = _tickets(data)
        if isinstance(data, dict) and "tickets" in data:
            _collect(data, names, threads)
        for row, ticket in enumerate(tickets, 1):
            yield _story(row, ticket, names, threads)
        if not tickets and not any(_tickets(json_of(other)) for other in beside):
            own: dict[str, list[Entry]] = {}
            _collect(data, names, own)
            for row, (key, parts) in enumerate(own.items(), 1):
                yield _story(row, {"id": key, "conversations": parts}, names, {})
        for row, bad in enumerate(_all(data), 1):
            if not isinstance(bad, dict):
                yield Refused(row, NOT_READ)


READER = _Freshdesk()


# ---------------------------------------------------------------------------------------------------------------- JSON
def _all(data: Any) -> list[Any]:
    if isinstance(data, dict):
        return next((data[key] for key in _LISTS if isinstance(data.get(key), list)), [data])
    return data if isinstance(data, list) else []


def _wrapped(data: Any) -> bool:
    if isinstance(data, dict) and "helpdesk_tickets" in data:  # an account's export as XML
        return True
    return any("helpdesk_ticket" in one or "ticket" in one for one in entries_of(_all(data))[:3])


def _tickets(data: Any) -> list[Entry]:
    """The tickets in an answer of the API, an export of the account or a bare list."""
    found = [
        entry_of(one, "helpdesk_ticket") or entry_of(one, "ticket") or entry_of(one, "helpdesk_tickets") or one
        for one in entries_of(_all(data))
    ]
    described = ("subject", "description", "description_text", "description_html")
    return [one for one in found if any(key in one for key in described) and telling([one], _TICKET) >= 1]


def _parts(data: Any) -> list[Entry]:
    found = (
        entries_of(data, "conversations") if isinstance(data, dict) and "conversations" in data else entries_of(data)
    )
    return [one for one in found if "incoming" in one and ("body" in one or "body_text" in one)]


def _collect(data: Any, names: dict[str, str], threads: dict[str, list[Entry]]) -> None:
    for part in _parts(data):
        threads.setdefault(text_of(part.get("ticket_id")), []).append(part)
    people = entries_of(data, "contacts") + entries_of(data, "users") if isinstance(data, dict) else entries_of(data)
    for one in people:
        contact = entry_of(one, "user") or entry_of(one, "contact") or one
        if telling([contact], _CONTACT) >= 3 and "subject" not in contact:
            names[text_of(contact.get("id"))] = person_of(contact)


def _story(row: int, ticket: Entry, names: dict[str, str], threads: dict[str, list[Entry]]) -> RawStory | Refused:
    if flag_of(ticket.get("spam")) or flag_of(ticket.get("deleted")):
        return Refused(row, DELETED)
    key = first_of(ticket, "display_id", "id")
    created = ticket.get("created_at")
    source = _SOURCES.get(text_of(ticket.get("source")), "")
    status = text_of(ticket.get("status"))
    stats = entry_of(ticket, "stats")
    case = Case(
        row,
        key,
        first_of(ticket, "subject"),
        day=iso_date(created),
        kind=kind_of(first_of(ticket, "type", "ticket_type")),
        outcome=_STATUSES.get(status) or outcome_of(first_of(ticket, "status_name") or status),
        channel="" if source == "outbound" else source or channel_of(first_of(ticket, "source_name", "source")),
        tags=(texts_of(ticket.get("tags")) or [text_of(one.get("name")) for one in entries_of(ticket, "tags")])[:20],
        verbatim=source != "phone",
        original=original_of(ticket),
    )
    case.facts.append(waited(between(created, stats.get("first_responded_at"))))
    requester = text_of(ticket.get("requester_id")) or text_of(entry_of(ticket, "requester").get("id"))
    case.names += [
        person_of(ticket.get("requester")),
        person_of(ticket.get("requester_name")),
        person_of(ticket.get("responder_name")),
        person_of(ticket.get("responder")),
        names.get(requester, ""),
        names.get(text_of(ticket.get("responder_id")), ""),
    ]
    case.asker = case.names[0] or case.names[1] or case.names[4]
    for field in ("cc_emails", "to_emails", "fwd_emails", "reply_cc_emails"):
        case.names += people_of(ticket[field]) if isinstance(ticket.get(field), list) else []
    description = first_of(ticket, "description_text", "description", "description_html")
    if source == "outbound":
        case.others = True
    else:
        case.says(description, created)
    parts = entries_of(ticket.get("conversations")) or [
        entry_of(one, "note") or entry_of(one, "helpdesk_note") or one
        for one in entries_of(ticket.get("notes")) + entries_of(ticket.get("helpdesk_notes"))
    ]
    parts = parts or threads.get(key) or threads.get(text_of(ticket.get("id"))) or []
    for part in sorted(parts, key=lambda one: instant(one.get("created_at")) or 0.0):
        case.names += [person_of(part.get("from_email")), names.get(text_of(part.get("user_id")), "")]
        case.names += people_of(part["to_emails"]) if isinstance(part.get("to_emails"), list) else []
        ours = flag_of(part.get("private")) or flag_of(part.get("deleted")) or not flag_of(part.get("incoming"))
        if ours or text_of(part.get("source")) in _NOTE_SOURCES:
            case.others = True
        else:
            case.says(first_of(part, "body_text", "body", "body_html"), part.get("created_at"))
    rating = entry_of(ticket, "satisfaction_rating") or next(iter(entries_of(ticket.get("satisfaction_ratings"))), {})
    score = number_of(entry_of(rating, "ratings").get("default_question"))
    if score is not None:
        fact, kind = rated("good" if score > 100 else "bad" if score < 0 else "neutral")
        case.facts.append(fact)
        case.kind = kind or case.kind
    case.says(first_of(rating, "feedback"), rating.get("created_at"))
    return case.story()


# -------------------------------------------------------------------------------------------------------------- tables
def _in_table(
    file: SourceFile, table: Table, names: dict[str, str], threads: dict[str, list[Entry]]
) -> Iterator[RawStory | Refused]:
    columns = Columns(table.header, _COLUMNS)
    if not columns.has("description") and not threads:
        raise BadInput(
            N_(
                "“{path}” has tickets but not what was said in them: export the account's data from Freshdesk as JSON, "
                "or tickets with the field “Description”."
            ),
            path=file.name,
        )
    order = order_of(columns.values(table, "created"))
    for row in rows_of(table):
        if isinstance(row, Refused):
            yield row
            continue
        source = columns.of(row, "source")
        channel = _SOURCES.get(source, "") or channel_of(source)
        fact, kind = rated(columns.of(row, "survey"))
        key = columns.of(row, "id")
        case = Case(
            row.line,
            key,
            columns.of(row, "subject"),
            day=iso_date(columns.of(row, "created"), order),
            kind=kind or kind_of(columns.of(row, "type")),
            outcome=_STATUSES.get(columns.of(row, "status")) or outcome_of(columns.of(row, "status")),
            channel="" if channel == "outbound" else channel,
            tags=texts_of(columns.of(row, "tags"))[:20],
            facts=[fact, waited(_hours(columns.of(row, "waited")))],
            names=[
                person_of(columns.of(row, "name")),
                person_of(columns.of(row, "agent")),
                names.get(columns.of(row, "contact"), ""),
            ],
            asker=person_of(columns.of(row, "name")),
            verbatim=channel != "phone",
            original=row_as_json(table, row),
        )
        if not case.facts[-1]:
            case.facts.append(waited(between(columns.of(row, "created"), columns.of(row, "answered"), order)))
        case.facts.append(counted(number_of(columns.of(row, "turns")), "", "wrote {n} times", 3))
        if channel == "outbound" or source.casefold() in ("outbound email", "ausgehende e-mail"):
            case.others = True
        else:
            case.says(columns.of(row, "description"), columns.of(row, "created"), order)
        for part in threads.get(key, ()):
            if flag_of(part.get("incoming")) and not flag_of(part.get("private")):
                case.says(first_of(part, "body_text", "body"), part.get("created_at"))
        yield case.story()


def _hours(text: str) -> float | None:
    """ "2.5" and "02:30:00" in seconds."""
    if clock := re.fullmatch(r"(\d{1,4}):(\d{2}):(\d{2})", text, re.ASCII):
        return int(clock[1]) * 3600 + int(clock[2]) * 60 + int(clock[3])
    hours = number_of(text)
    return None if hours is None else hours * 3600
