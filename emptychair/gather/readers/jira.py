"""Jira and Jira Service Management: CSV exports in English and German, answers of the REST interface, requests of the
service desk, the XML of a search, and the tables issue, comment and user of Fivetran.

Only the reporter's words are read: the description, and the comments that the reporter wrote and that are not internal.
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
from emptychair.gather.readers.jira_forms import from_document, from_wiki, is_xml, xml_issues
from emptychair.gather.source import SourceFile, Table
from emptychair.gather.tables import Row
from emptychair.gather.tickets import DELETED, NOT_READ, Case, counted, kind_of, outcome_of, rated

_FIELDS: Final = set_of(
    "summary description issuetype reporter creator status resolution created project priority assignee comment votes "
    "labels fixVersions resolutiondate"
)
_NO_GOOD: Final = frozenset(
    {"won't do", "won't fix", "cannot reproduce", "duplicate", "declined", "invalid", "abgelehnt"}
)
_KEY: Final = re.compile(r"[A-Z][A-Z0-9_]{1,30}-\d{1,9}")
# "09/Jan/24 3:54 PM;557058:a957…;text", the account being an id or a user's name
_COMMENT: Final = re.compile(r"\s*([^;\n]{6,40});([^;\n]{1,200});(.*)\Z", re.DOTALL)

_COLUMNS: Final = {
    "key": ("issue key", "vorgangsschlüssel", "schlüssel", "key", "work item key", "vorgang schlüssel"),
    "id": ("issue id", "vorgangs id", "vorgangs nummer", "work item id", "id"),
    "subject": ("summary", "zusammenfassung"),
    "text": ("description", "beschreibung"),
    "created": ("created", "erstellt", "creation date", "erstellungsdatum"),
    "reporter": ("reporter", "autor", "berichterstatter", "melder", "ersteller", "gemeldet von", "reported by"),
    "reporter id": ("reporter id", "autor id", "autoren id", "berichterstatter id", "melder id"),
    "creator": ("creator", "ersteller"),
    "creator id": ("creator id", "ersteller id"),
    "assignee": ("assignee", "zugewiesene person", "bearbeiter", "zugewiesen an", "verantwortlicher"),
    "status": ("status",),
    "status category": ("status category", "statuskategorie"),
    "resolution": ("resolution", "lösung", "erledigung", "ergebnis"),
    "type": ("issue type", "vorgangstyp", "work type", "work item type", "typ", "type"),
    "comment": ("comment", "kommentar", "comments", "kommentare"),
    "labels": ("labels", "stichwörter", "label"),
    "votes": ("votes", "stimmen"),
    "score": (
        "custom field (satisfaction)", "custom field (satisfaction rating)", "satisfaction rating", "satisfaction",
        "benutzerdefinierte felder (satisfaction)", "benutzerdefiniertes feld (satisfaction)",
        "benutzerdefiniertes feld (zufriedenheit)", "benutzerdefinierte felder (zufriedenheit)",
    ),
    "deleted": ("fivetran deleted",),
    "synced": ("fivetran synced",),
    # of the tables that go with it
    "issue": ("issue id",),
    "author": ("author id",),
    "body": ("body",),
    "public": ("is public",),
    "name": ("name",),
}  # fmt: skip
_OWN: Final = set_of(
    "issue key,issue id,issue type,project key,project name,project type,project lead,reporter,reporter id,creator,"
    "affects versions,fix versions,last viewed,watchers,log work,original estimate,remaining estimate,work ratio,"
    "vorgangsschlüssel,vorgangs id,vorgangstyp,projektschlüssel,projektname,zusammenfassung,ersteller,autor,"
    "zugewiesene person,lösungsversion(en),lösungsversionen,betrifft version(en),betroffene versionen,"
    "zuletzt angesehen,"
    "beobachter,arbeitsprotokoll,work item key,work type,parent summary,status category,due date,environment,"
    "status category changed,schlüssel,issue links,security level,fällig,lösung,stimmen",
    ",",
)


class _Jira:
    name = "jira"
    title = "Jira"

    def recognise(self, file: SourceFile) -> float:
        table = table_of(file)
        if table is not None:
            return _table_score(table)
        if is_xml_of(file):
            return 0.95
        issues = _issues(sample_of(file))
        own = telling([_fields(one) for one in issues], _FIELDS)
        return 0.95 if own >= 3 and any(_KEY.fullmatch(_key(one)) for one in issues[:20]) else 0.7 if own >= 4 else 0.0

    def accompanies(self, file: SourceFile) -> bool:
        """Whether `file` holds the comments or users of issues, not the issues."""
        table = table_of(file)
        if table is None:
            return False
        columns = Columns(table.header, _COLUMNS)
        return _is_comments(columns) or _is_users(columns)

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:
        names, threads = _gathered(beside)
        table = table_of(file)
        if table is not None:
            yield from _in_table(file, table, names, threads, [other for one in beside if (other := table_of(one))])
        elif is_xml_of(file):
            for row, issue in enumerate(xml_issues(file), 1):
                yield _story(row, issue)
        else:
            for row, one in enumerate(_listed(document_of(file)), 1):
                yield _story(row, one) if _fields(one) else Refused(row, NOT_READ)


READER = _Jira()


def is_xml_of(file: SourceFile) -> bool:
    """As is_xml, for a file that may not even be there."""
    from emptychair.domain.errors import UserError

    try:
        return is_xml(file)
    except UserError:
        return False


# ---------------------------------------------------------------------------------------------------------------- JSON
def _listed(data: Any) -> list[Entry]:
    if isinstance(data, dict):
        for key in ("issues", "values", "results"):
            if isinstance(data.get(key), list):
                return entries_of(data[key])
        return [entry_of(data, "issue") or data]  # a webhook has the issue in it
    return [entry_of(one, "issue") or one for one in entries_of(data)]


def _fields(one: Entry) -> Entry:
    """The fields of an issue; those of a request of the service desk stand in a list."""
    if fields := entry_of(one, "fields"):
        return fields
    listed = {text_of(field.get("fieldId")): field.get("value") for field in entries_of(one.get("requestFieldValues"))}
    if not listed:
        return {}
    created = entry_of(one, "createdDate")
    return listed | {
        "reporter": one.get("reporter"),
        "created": first_of(created, "iso8601") or created.get("epochMillis"),
        "status": {"name": entry_of(one, "currentStatus").get("status")},
    }


def _issues(data: Any) -> list[Entry]:
    return [one for one in _listed(data)[:50] if "summary" in _fields(one) or "description" in _fields(one)]


def _key(one: Entry) -> str:
    return first_of(one, "key", "issueKey")


def _said(body: object, names: list[str]) -> str:
    return from_document(body, names) if isinstance(body, dict) else from_wiki(text_of(body))


def _account(person: object) -> str:
    return first_of(person, "accountId", "key", "name") if isinstance(person, dict) else ""


def _story(row: int, one: Entry) -> RawStory | Refused:
    fields = _fields(one)
    status = entry_of(fields, "status")
    reporter = _account(fields.get("reporter")) or _account(fields.get("creator"))
    case = Case(
        row,
        _key(one) or first_of(one, "id", "issueId"),
        first_of(fields, "summary"),
        day=iso_date(fields.get("created")),
        kind=kind_of(first_of(entry_of(fields, "issuetype"), "name")),
        outcome=_outcome(
            first_of(entry_of(status, "statusCategory"), "key") or first_of(status, "name"),
            first_of(entry_of(fields, "resolution"), "name"),
        ),
        tags=texts_of(fields.get("labels"))[:20],
        url=_link(one),
        original=original_of(one),
    )
    _vote(case, entry_of(fields, "votes").get("votes"))
    for who in ("reporter", "creator", "assignee"):
        case.names.append(person_of(fields.get(who)) if isinstance(fields.get(who), dict) else "")
    case.says(_said(fields.get("description"), case.names), fields.get("created"))
    for comment in entries_of(fields, "comment", "comments") + entries_of(one, "comments", "values"):
        case.names.append(person_of(comment.get("author")))
        public = flag_of(comment.get("jsdPublic", comment.get("public")))
        theirs = bool(reporter) and _account(comment.get("author")) == reporter
        if theirs and public is not False and not entry_of(comment, "visibility"):
            created = comment.get("created")
            created = entry_of(comment, "created").get("iso8601") if isinstance(created, dict) else created
            case.says(_said(comment.get("body"), case.names), created)
        else:
            case.others = True
    for value in fields.values():
        if isinstance(value, dict) and set(value) == {"rating"}:
            fact, kind = rated(text_of(value["rating"]))
            case.facts.append(fact)
            case.kind = kind or case.kind
    return case.story()


def _link(one: Entry) -> str:
    if first_of(one, "link").startswith(("https://", "http://")):
        return first_of(one, "link")
    base, found, _ = first_of(one, "self").partition("/rest/")
    return f"{base}/browse/{_key(one)}" if found and base.startswith(("https://", "http://")) and _key(one) else ""


def _outcome(status: str, resolution: str) -> Ladder:
    if resolution.casefold() in _NO_GOOD:
        return Ladder.UNKNOWN
    return outcome_of(resolution) or outcome_of(status)


def _vote(case: Case, votes: object) -> None:
    number = number_of(votes)
    case.facts.append(counted(number, "1 vote", "{n} votes"))
    case.weight = int(number) if number is not None and 1 <= number <= 100_000 else 1


# -------------------------------------------------------------------------------------------------------------- tables
def _table_score(table: Table) -> float:
    columns = Columns(table.header, _COLUMNS)
    own = len(_OWN & columns.names)
    if columns.has("key", "subject") and own >= 3:
        return 0.95 if own >= 5 or columns.has("text") else 0.8
    if columns.has("key", "subject", "type", "text"):
        keys = [columns.of(Row(0, fields), "key") for fields in table.sample[:20]]
        if keys and all(_KEY.fullmatch(key) for key in keys):
            return 0.8
    if columns.has("subject") and {"issue key", "vorgangsschlüssel", "work item key"} & columns.names:
        return 0.8
    if _is_comments(columns) and columns.has("synced"):
        return 0.6
    return 0.6 if columns.has("subject", "text", "type", "reporter") and own >= 4 else 0.0


def _is_comments(columns: Columns) -> bool:
    return columns.has("issue", "body", "author")


def _is_users(columns: Columns) -> bool:
    return columns.has("id", "name") and {"username", "email"} <= columns.names and not columns.has("subject")


def _gathered(beside: Sequence[SourceFile]) -> tuple[dict[str, str], dict[str, list[Entry]]]:
    names: dict[str, str] = {}
    threads: dict[str, list[Entry]] = {}
    for file in beside:
        table = table_of(file)
        if table is None:
            continue
        columns = Columns(table.header, _COLUMNS)
        if _is_comments(columns):
            for row in whole_rows(table):
                comment = {name: columns.of(row, name) for name in ("author", "body", "public", "created")}
                threads.setdefault(columns.of(row, "issue"), []).append(comment)
        elif _is_users(columns):
            names.update((columns.of(row, "id"), person_of(columns.of(row, "name"))) for row in whole_rows(table))
    return names, threads


def _in_table(
    file: SourceFile,
    table: Table,
    names: dict[str, str],
    threads: dict[str, list[Entry]],
    tables: Sequence[Table],
) -> Iterator[RawStory | Refused]:
    columns = Columns(table.header, _COLUMNS)
    if not columns.has("key") and _is_comments(columns):
        if any(_table_score(other) > 0.6 for other in tables):
            return  # read with their issues
        raise BadInput(
            N_("“{path}” has comments without their issues: choose the file with the issues too."), path=file.name
        )
    if not columns.has("text") and not threads:
        raise BadInput(
            N_(
                "“{path}” has issues but not what was said in them: export them from Jira as CSV with all fields, or "
                "with the column “Description”."
            ),
            path=file.name,
        )
    order = order_of(columns.values(table, "created"))
    for row in rows_of(table):
        if isinstance(row, Refused):
            yield row
        elif flag_of(columns.of(row, "deleted")):
            yield Refused(row.line, DELETED)
        else:
            yield _of_row(table, columns, row, order, names, threads)


def _of_row(
    table: Table, columns: Columns, row: Row, order: str, names: dict[str, str], threads: dict[str, list[Entry]]
) -> RawStory | Refused:
    created = columns.of(row, "created")
    reporter, creator = columns.of(row, "reporter"), columns.of(row, "creator")
    fact, kind = rated(columns.of(row, "score"))
    case = Case(
        row.line,
        columns.of(row, "key") or columns.of(row, "id"),
        columns.of(row, "subject"),
        day=iso_date(created, order),
        kind=kind or kind_of(columns.of(row, "type")),
        outcome=_outcome(
            columns.of(row, "status category") or columns.of(row, "status"), columns.of(row, "resolution")
        ),
        tags=[label for cell in columns.all_of(row, "labels") for label in re.split(r"[,\s]+", cell)][:20],
        facts=[fact],
        names=[
            *(names.get(one) or _name(one) for one in (reporter, creator)),
            names.get(columns.of(row, "assignee")) or _name(columns.of(row, "assignee")),
        ],
        original=row_as_json(table, row),
    )
    _vote(case, columns.of(row, "votes"))
    case.says(from_wiki(columns.of(row, "text")), created, order)
    theirs = {one for one in (columns.of(row, "reporter id"), reporter) if one}
    theirs = theirs or {one for one in (columns.of(row, "creator id"), creator) if one}
    comments = [_comment(cell) for cell in columns.all_of(row, "comment")]
    comments += [
        (text_of(one["created"]), text_of(one["author"]), text_of(one["body"]))
        for one in threads.get(columns.of(row, "id"), ())
        if flag_of(one["public"]) is not False
    ]
    for when, author, body in sorted(comments, key=lambda one: instant(one[0], order) or 0.0):
        if author in theirs:
            case.says(from_wiki(body), when, order)
        else:
            case.others = True
            case.names.append(names.get(author) or _name(author))
    return case.story()


def _comment(cell: str) -> tuple[str, str, str]:
    """When, who and what; without an author where the cell has another form, so that it counts as nobody's."""
    found = _COMMENT.match(cell)
    return (found[1].strip(), found[2].strip(), found[3]) if found else ("", "", cell)


def _name(text: str) -> str:
    """A name, and nothing that is an account's id or a number."""
    return "" if re.fullmatch(r"[\w.-]*:?[0-9a-f-]{8,}|\d+|\S*\d\S*", text) else person_of(text)
