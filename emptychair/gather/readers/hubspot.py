"""HubSpot: tickets of its API (3, batch, search, the older one), CSV exports in English and German, messages of
conversations, and the table `ticket` of Fivetran."""

from __future__ import annotations

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
    flag_of,
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
from emptychair.gather.tickets import (
    DELETED,
    NOT_READ,
    Case,
    between,
    channel_of,
    kind_of,
    outcome_of,
    rated,
    waited,
)

_PROPERTIES: Final = set_of(
    "content subject createdate hs_pipeline hs_pipeline_stage hs_ticket_category hs_ticket_priority hs_object_id "
    "hs_lastmodifieddate hubspot_owner_id source_type hs_ticket_id closed_date first_agent_reply_date"
)
_DEFAULT_STAGES: Final = {"1": "new", "2": "waiting", "3": "waiting", "4": "closed"}  # of the pipeline "0"

_COLUMNS: Final = {
    "id": ("ticket id", "record id", "property hs object id", "id", "datensatz id", "hs object id", "object id"),
    "subject": (
        "ticket name", "property subject", "subject", "ticketname", "name des tickets", "betreff",
    ),
    "text": (
        "ticket description", "property content", "content", "ticketbeschreibung", "ticket beschreibung",
        "beschreibung des tickets", "beschreibung",
    ),
    "created": (
        "create date", "property createdate", "createdate", "created date", "erstellungsdatum", "erstelldatum",
        "erstellt am",
    ),
    "status": ("ticket status", "ticketstatus", "status", "pipeline stage", "property hs pipeline stage"),
    "category": ("category", "property hs ticket category", "ticket category", "kategorie", "hs ticket category"),
    "source": ("source", "property source type", "source type", "quelle"),
    "owner": ("ticket owner", "ticket zuständiger", "ticketinhaber", "ticket inhaber", "zuständiger mitarbeiter"),
    "contact": (
        "associated contact", "associated contacts", "zugeordneter kontakt", "zugeordnete kontakte",
        "zugehöriger kontakt", "zugeordnet contact", "contact name", "contact",
    ),
    "answered": (
        "first agent email response date", "first agent reply date", "property first agent reply date",
        "first agent response date", "datum der ersten antwort",
    ),
    "score": ("last csat survey rating", "last customer satisfaction (csat) survey rating", "letzte csat bewertung"),
    "remark": ("last csat survey comment", "last customer satisfaction (csat) survey comment"),
    "tags": ("tags", "ticket tags"),
    "deleted": ("is deleted", "fivetran deleted"),
}  # fmt: skip
_OWN: Final = set_of(
    "ticket name,ticket description,ticket status,ticket owner,pipeline,associated contact,associated company,"
    "associated contact ids,associated company ids,create date,close date,ticketname,ticketbeschreibung,ticketstatus,"
    "ticket zuständiger,ticketinhaber,zugeordneter kontakt,zugeordnetes unternehmen,erstellungsdatum,abschlussdatum,"
    "property subject,property content,property hs pipeline,property createdate,datensatz id,record id,"
    "ticket beschreibung,associated deal,hs pipeline,hs pipeline stage",
    ",",
)


class _HubSpot:
    name = "hubspot"
    title = "HubSpot"

    def recognise(self, file: SourceFile) -> float:
        table = table_of(file)
        if table is not None:
            columns = Columns(table.header, _COLUMNS)
            own = len(_OWN & columns.names)
            if not columns.has("subject") or not (columns.has("created") or columns.has("text")):
                return 0.0
            return 0.95 if own >= 4 else 0.8 if own == 3 else 0.0
        data = sample_of(file)
        own = telling([_properties(one) for one in _tickets(data)], _PROPERTIES)
        if own >= 3:
            return 0.95
        return 0.85 if _messages(data) else 0.0

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:
        contacts: dict[str, str] = {}
        for other in beside:
            for one in _listed(json_of(other)):
                if {"firstname", "lastname"} & set(_properties(one)):
                    contacts[text_of(one.get("id"))] = person_of(_properties(one))
        table = table_of(file)
        if table is not None:
            yield from _in_table(file, table)
            return
        data = document_of(file)
        if messages := _messages(data):
            yield from _in_messages(messages)
            return
        for row, one in enumerate(_listed(data), 1):
            yield _story(row, one, contacts) if _properties(one) else Refused(row, NOT_READ)


READER = _HubSpot()


# ---------------------------------------------------------------------------------------------------------------- JSON
def _listed(data: Any) -> list[Entry]:
    if isinstance(data, dict):
        for key in ("results", "objects", "tickets"):
            if isinstance(data.get(key), list):
                return entries_of(data[key])
        return [data]
    return entries_of(data)


def _properties(one: Entry) -> dict[str, Any]:
    """The properties of an object: as plain values, or each in an object with its history."""
    found = entry_of(one, "properties")
    return {key: part.get("value") if isinstance(part, dict) else part for key, part in found.items()}


def _tickets(data: Any) -> list[Entry]:
    return [one for one in _listed(data)[:20] if {"content", "subject"} & set(_properties(one))]


def _story(row: int, one: Entry, contacts: dict[str, str]) -> RawStory | Refused:
    said = _properties(one)
    if flag_of(one.get("archived")) or flag_of(one.get("isDeleted")):
        return Refused(row, DELETED)
    created = said.get("createdate") or one.get("createdAt")
    source = first_of(said, "source_type", "hs_ticket_source")
    fact, kind = rated(first_of(said, "hs_last_csat_survey_rating", "hs_feedback_last_ces_rating"))
    stage = text_of(said.get("hs_pipeline_stage"))
    if text_of(said.get("hs_pipeline")) in ("0", ""):
        stage = _DEFAULT_STAGES.get(stage, stage)
    url = text_of(one.get("url"))
    case = Case(
        row,
        first_of(one, "id", "objectId") or first_of(said, "hs_object_id", "hs_ticket_id"),
        first_of(said, "subject"),
        day=iso_date(created),
        kind=kind or kind_of(text_of(said.get("hs_ticket_category"))),
        outcome=outcome_of("closed" if text_of(said.get("closed_date")) else stage),
        channel=channel_of(source),
        tags=texts_of(said.get("hs_tag_ids") or said.get("tags"))[:20],
        facts=[fact, waited(between(created, said.get("first_agent_reply_date")))],
        url=url if url.startswith("https://") else "",
        verbatim=channel_of(source) != "phone",
        original=original_of(one),
    )
    if said.get("hs_is_closed") in (True, "true"):
        case.outcome = outcome_of("closed")
    associated = entry_of(one, "associations")
    for kept in ("contacts", "contact"):
        for contact in entries_of(associated, kept, "results"):
            case.names += [contacts.get(text_of(contact.get("id")), ""), person_of(contact)]
    case.names += [person_of(text_of(said.get(key))) for key in ("contact_name", "hs_contact_name", "owner_name")]
    case.says(first_of(said, "content"), created)
    return case.story()


def _messages(data: Any) -> list[Entry]:
    """Messages of conversations: they say who sent them and in which direction."""
    return [
        one for one in _listed(data) if "direction" in one and "senders" in one and ("text" in one or "richText" in one)
    ]


def _in_messages(messages: Sequence[Entry]) -> Iterator[RawStory | Refused]:
    threads: dict[str, list[Entry]] = {}
    for one in messages:
        threads.setdefault(first_of(one, "conversationsThreadId", "threadId"), []).append(one)
    for row, (key, parts) in enumerate(threads.items(), 1):
        parts = sorted(parts, key=lambda part: instant(part.get("createdAt")) or 0.0)
        case = Case(row, key or first_of(parts[0], "id"), original=original_of(parts))
        case.channel = channel_of(text_of(parts[0].get("channelId")))
        for part in parts:
            case.names += [name for who in ("senders", "recipients") for name in people_of(part.get(who) or "")]
            case.subject = case.subject or first_of(part, "subject")
            if text_of(part.get("direction")) == "INCOMING" and text_of(part.get("type")) in ("MESSAGE", ""):
                case.says(first_of(part, "text", "richText"), part.get("createdAt"))
            else:
                case.others = True
        yield case.story()


# -------------------------------------------------------------------------------------------------------------- tables
def _in_table(file: SourceFile, table: Table) -> Iterator[RawStory | Refused]:
    columns = Columns(table.header, _COLUMNS)
    if not columns.has("text"):
        raise BadInput(
            N_(
                "“{path}” has tickets but not what was said in them: export them from HubSpot again with the property "
                "“Ticket description”."
            ),
            path=file.name,
        )
    order = order_of(columns.values(table, "created"))
    for row in rows_of(table):
        if isinstance(row, Refused):
            yield row
            continue
        if flag_of(columns.of(row, "deleted")):
            yield Refused(row.line, DELETED)
            continue
        created, source = columns.of(row, "created"), columns.of(row, "source")
        fact, kind = rated(columns.of(row, "score"))
        status = columns.of(row, "status")
        case = Case(
            row.line,
            columns.of(row, "id"),
            columns.of(row, "subject"),
            day=iso_date(created, order),
            kind=kind or kind_of(columns.of(row, "category")),
            outcome=outcome_of(status),
            channel=channel_of(source),
            tags=texts_of(columns.of(row, "tags"))[:20],
            facts=[fact, waited(between(created, columns.of(row, "answered"), order))],
            names=[*people_of(columns.of(row, "contact")), *people_of(columns.of(row, "owner"))],
            asker=next(iter(people_of(columns.of(row, "contact"))), ""),
            verbatim=channel_of(source) != "phone",
            original=row_as_json(table, row),
        )
        case.says(columns.of(row, "text"), created, order)
        case.says(columns.of(row, "remark"))
        yield case.story()
