"""Intercom: conversations of its API (one, a list, a search, a webhook, older versions), tables with a row for each
part, and the tables conversation_history, conversation_part_history and contact_history of Fivetran.

Only what a user, lead or contact wrote is read: the source of the conversation and the parts of type comment. What an
admin, a bot or an operator wrote, notes and assignments are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from emptychair.domain.errors import N_, BadInput
from emptychair.domain.raw_story import RawStory
from emptychair.gather.dates import instant, iso_date, iso_time, order_of
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
    person_of,
    row_as_json,
    rows_of,
    sample_of,
    set_of,
    table_of,
    telling,
    text_of,
    texts_of,
    whole_rows,
)
from emptychair.gather.reader import Refused
from emptychair.gather.source import SourceFile, Table
from emptychair.gather.tickets import NOT_READ, Case, between, channel_of, counted, outcome_of, rated, waited

_CUSTOMERS: Final = frozenset({"user", "lead", "contact", "customer", "visitor"})
_STAFF: Final = frozenset({"admin", "bot", "operator", "teammate", "team", "workflow", "fin", "agent"})
# "open" is the comment by which a customer opens a closed conversation again.
_COMMENTS: Final = frozenset({"comment", "open", "message", "conversation", "initial", ""})
_TOLD: Final = set_of(
    "conversation_parts source contacts conversation_message first_contact_reply waiting_since admin_assignee_id "
    "team_assignee_id conversation_rating teammates sla_applied snoozed_until customers assignee statistics "
    "linked_objects ai_agent_participated"
)
_LISTS: Final = ("conversations", "data", "results", "items")

_COLUMNS: Final = {
    "id": ("id", "conversation part id", "part id", "message id"),
    "conversation": ("conversation id", "unterhaltung id", "unterhaltungs id", "gespräch id"),
    "part": ("part type", "conversation part type", "message type", "typ des teils"),
    "author": ("author type", "part author type", "sender type", "source author type", "autor typ", "autortyp"),
    "author id": ("author id", "source author id"),
    "name": ("author name", "sender name", "contact name", "user name", "name", "name des autors"),
    "email": ("author email", "email", "user email"),
    "agent": ("teammate", "teammate name", "assignee name", "admin name", "assigned to"),
    "body": ("body", "message", "part body", "message body", "source body", "text", "content", "nachricht", "inhalt"),
    "subject": ("source subject", "subject", "title", "conversation title", "betreff"),
    "created": (
        "created at", "part created at", "message created at", "sent at", "timestamp", "date", "erstellt am", "datum",
    ),
    "began": ("conversation started at", "conversation created at"),
    "state": ("state", "conversation state", "status"),
    "channel": ("source type", "channel", "kanal"),
    "score": ("conversation rating value", "conversation rating", "rating", "bewertung"),
    "remark": ("conversation rating remark", "rating remark", "remark"),
    "tags": ("tags", "conversation tags"),
    "delivered": ("source delivered as",),
    "active": ("fivetran active",),
    "updated": ("updated at",),
    "role": ("role",),
    "start": ("fivetran start", "fivetran synced"),
}  # fmt: skip


class _Intercom:
    name = "intercom"
    title = "Intercom"

    def recognise(self, file: SourceFile) -> float:
        table = table_of(file)
        if table is not None:
            columns = Columns(table.header, _COLUMNS)
            if _is_conversations(columns) or (_is_parts(columns) and columns.has("start")):
                return 0.95
            return 0.85 if _is_parts(columns) else 0.0
        own = telling(_conversations(sample_of(file)), _TOLD)
        return 0.95 if own >= 3 else 0.7 if own == 2 else 0.0

    def accompanies(self, file: SourceFile) -> bool:
        """Whether `file` holds the parts or the contacts of conversations, not the conversations."""
        table = table_of(file)
        if table is not None:
            columns = Columns(table.header, _COLUMNS)
            return (_is_parts(columns) and columns.has("start")) or _is_contacts(columns)
        return any("role" in one and "external_id" in one for one in _listed(sample_of(file))[:3])

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:
        names: dict[str, str] = {}
        for other in beside:
            _learn(other, names)
        table = table_of(file)
        if table is None:
            yield from _in_json(file, names)
            return
        columns = Columns(table.header, _COLUMNS)
        if _is_conversations(columns):
            yield from _in_history(table, columns, names, beside)
        elif columns.has("start") and any(_holds_conversations(other) for other in beside):
            return  # read with the conversations
        elif columns.has("body", "author"):
            yield from _in_parts(table, columns, names)
        else:
            raise BadInput(
                N_(
                    "“{path}” has conversations but not what was said in them: export them from Intercom with all "
                    "their parts, as JSON."
                ),
                path=file.name,
            )


READER = _Intercom()


# ---------------------------------------------------------------------------------------------------------------- JSON
def _listed(data: Any) -> list[Entry]:
    if isinstance(data, dict):
        if "item" in entry_of(data, "data"):  # as a webhook tells it
            return entries_of(data, "data", "item")
        return next((entries_of(data[key]) for key in _LISTS if isinstance(data.get(key), list)), [data])
    return entries_of(data)


def _conversations(data: Any) -> list[Entry]:
    return [one for one in _listed(data) if telling([one], _TOLD) >= 2 and "fields" not in one]


def _in_json(file: SourceFile, names: dict[str, str]) -> Iterator[RawStory | Refused]:
    for row, one in enumerate(_listed(document_of(file)), 1):
        if telling([one], _TOLD) < 1 and text_of(one.get("type")) != "conversation":
            yield Refused(row, NOT_READ)
        else:
            yield _story(row, one, names)


def _story(row: int, one: Entry, names: dict[str, str]) -> RawStory | Refused:
    source = entry_of(one, "source") or entry_of(one, "conversation_message")
    created = one.get("created_at") or source.get("created_at")
    rating = entry_of(one, "conversation_rating")
    fact, kind = rated(text_of(rating.get("rating")))
    statistics = entry_of(one, "statistics")
    case = Case(
        row,
        first_of(one, "id", "conversation_id"),
        first_of(one, "title") or _plain(first_of(source, "subject")),
        day=iso_date(created),
        kind=kind,
        outcome=outcome_of(_state(one)),
        channel=channel_of(text_of(source.get("type"))) or "chat",
        tags=[text_of(tag.get("name")) for tag in entries_of(one, "tags", "tags") + entries_of(one.get("tags"))][:20],
        facts=[fact, counted(number_of(statistics.get("count_reopens")), "reopened once", "reopened {n} times")],
        original=original_of(one),
    )
    for people in ("contacts", "teammates", "customers"):
        listed = entries_of(one, people, people) or entries_of(one.get(people))
        case.names += [person_of(person) or names.get(text_of(person.get("id")), "") for person in listed]
    case.names += [person_of(one.get("user")), person_of(one.get("assignee"))]
    parts: list[Entry] = entries_of(one, "conversation_parts", "conversation_parts") or entries_of(
        one.get("conversation_parts")
    )
    first = {**source, "part_type": "", "created_at": created} if source else {}
    if first and not text_of(entry_of(source, "author").get("type")):
        # An answer cut down by a program: who began is told by how it was delivered, if at all.
        ours = text_of(source.get("delivered_as")).startswith(("admin", "operator", "automated"))
        first["author"] = {**entry_of(source, "author"), "type": "admin" if ours else "user"}
    _converse(case, ([first] if first else []) + _sorted(parts), names)
    if not case.facts or not any(fact.startswith("first answer") for fact in case.facts):
        case.facts.append(waited(number_of(statistics.get("time_to_admin_reply"))))
    case.says(text_of(rating.get("remark")), rating.get("created_at"))
    return case.story()


def _state(one: Entry) -> str:
    if said := text_of(one.get("state")):
        return said
    still_open = flag_of(one.get("open"))
    return "" if still_open is None else "open" if still_open else "closed"


def _sorted(parts: Iterable[Entry]) -> list[Entry]:
    return sorted(parts, key=lambda part: instant(part.get("created_at")) or 0.0)


def _converse(case: Case, parts: Sequence[Entry], names: dict[str, str], order: str = "") -> None:
    """Take the customer's parts, each with part_type, body, created_at and author."""
    asked: object = None
    answered: object = None
    for part in parts:
        author = entry_of(part, "author")
        who = text_of(author.get("type")).casefold()
        case.names += [person_of(author), names.get(text_of(author.get("id")), "")]
        body = first_of(part, "body", "text")
        if who in _CUSTOMERS and text_of(part.get("part_type")).casefold() in _COMMENTS:
            case.says(body, part.get("created_at"), order)
            asked = asked or part.get("created_at")
        elif body:
            case.others = True
            if who == "admin" and asked and text_of(part.get("part_type")) != "note":
                answered = answered or part.get("created_at")
    case.facts.append(waited(between(asked, answered, order)))


def _plain(subject: str) -> str:
    from emptychair.gather.tickets import words

    return words(subject) if "<" in subject else subject


# -------------------------------------------------------------------------------------------------------------- tables
def _is_conversations(columns: Columns) -> bool:
    return columns.has("id", "author", "delivered") and not columns.has("conversation")


def _is_parts(columns: Columns) -> bool:
    return columns.has("conversation", "author", "body") or (
        columns.has("conversation", "part") and columns.has("body")
    )


def _is_contacts(columns: Columns) -> bool:
    return columns.has("id", "role", "name") and {"external id", "workspace id"} <= columns.names


def _holds_conversations(file: SourceFile) -> bool:
    table = table_of(file)
    return table is not None and _is_conversations(Columns(table.header, _COLUMNS))


def _learn(file: SourceFile, names: dict[str, str]) -> None:
    """The names of contacts in `file`, by their ids."""
    table = table_of(file)
    if table is not None:
        columns = Columns(table.header, _COLUMNS)
        if _is_contacts(columns):
            names.update((columns.of(row, "id"), person_of(columns.of(row, "name"))) for row in whole_rows(table))
        return
    for one in _listed(json_of(file)):
        if "role" in one or text_of(one.get("type")) in _CUSTOMERS | _STAFF:
            names[text_of(one.get("id"))] = person_of(one)


def _part(columns: Columns, row: Any, order: str) -> dict[str, Any]:
    return {
        "part_type": columns.of(row, "part"),
        "body": columns.of(row, "body"),
        "created_at": iso_time(columns.of(row, "created"), order),
        "author": {
            "type": columns.of(row, "author"),
            "id": columns.of(row, "author id"),
            "name": columns.of(row, "name"),
        },
    }


def _latest(table: Table, columns: Columns) -> Iterator[Any]:
    """A history has every state of a row: only the last is read, where the first stood."""
    rows: dict[str, Any] = {}
    for row in rows_of(table):
        if isinstance(row, Refused):
            rows[f"\n{row.line}"] = row
            continue
        key = columns.of(row, "id") or f"\n{row.line}"
        before = rows.get(key)
        if (
            before is None
            or flag_of(columns.of(row, "active"))
            or (
                not flag_of(columns.of(before, "active")) and columns.of(row, "updated") > columns.of(before, "updated")
            )
        ):
            rows[key] = row
    yield from rows.values()


def _in_history(
    table: Table, columns: Columns, names: dict[str, str], beside: Sequence[SourceFile]
) -> Iterator[RawStory | Refused]:
    threads: dict[str, list[Entry]] = {}
    for other in beside:
        parts = table_of(other)
        if parts is not None and _is_parts(known := Columns(parts.header, _COLUMNS)):
            for row in _latest(parts, known):
                if not isinstance(row, Refused):
                    threads.setdefault(known.of(row, "conversation"), []).append(_part(known, row, ""))
    for row in _latest(table, columns):
        if isinstance(row, Refused):
            yield row
            continue
        key = columns.of(row, "id")
        case = _case(columns, row, table, key, "")
        _converse(case, [_part(columns, row, ""), *_sorted(threads.get(key, []))], names)
        case.says(columns.of(row, "remark"))
        yield case.story()


def _in_parts(table: Table, columns: Columns, names: dict[str, str]) -> Iterator[RawStory | Refused]:
    order = order_of(columns.values(table, "created"))
    cases: dict[str, tuple[Case, list[Entry]]] = {}
    for row in _latest(table, columns) if columns.has("start") else rows_of(table):
        if isinstance(row, Refused):
            yield row
            continue
        key = columns.of(row, "conversation") or columns.of(row, "id")
        if key not in cases:
            cases[key] = (_case(columns, row, table, key, order), [])
        cases[key][1].append(_part(columns, row, order))
        cases[key][0].names += [person_of(columns.of(row, "agent"))]
    for case, parts in cases.values():
        case.original = original_of(parts)
        _converse(case, _sorted(parts), names, order)
        yield case.story()


def _case(columns: Columns, row: Any, table: Table, key: str, order: str) -> Case:
    fact, kind = rated(columns.of(row, "score"))
    return Case(
        row.line,
        key,
        _plain(columns.of(row, "subject")),
        day=iso_date(columns.of(row, "created") or columns.of(row, "began"), order),
        kind=kind,
        outcome=outcome_of(columns.of(row, "state")),
        channel=channel_of(columns.of(row, "channel")) or "chat",
        tags=texts_of(columns.of(row, "tags"))[:20],
        facts=[fact],
        names=[person_of(columns.of(row, "agent"))],
        original=row_as_json(table, row),
    )
