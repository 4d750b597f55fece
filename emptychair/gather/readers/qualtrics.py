"""Qualtrics: three lines of names (the second translated), and the tables of its connectors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from emptychair.domain.errors import N_, UserError
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.gather.columns import canonical
from emptychair.gather.dates import iso_date
from emptychair.gather.presets import listed
from emptychair.gather.rows import as_json, fault, own_id, reason_against
from emptychair.gather.source import SourceFile, Table
from emptychair.gather.survey import Survey, answers, place_of
from emptychair.gather.tables import Row

_META = frozenset(
    listed(
        """
        start date|end date|status|ip address|progress|duration in seconds|finished|recorded date|response id
        recipient last name|recipient first name|recipient email|external reference|external data reference
        location latitude|location longitude|distribution channel|user language|response set|name|q total duration
        q recaptcha score|q relevant id duplicate
        """
    )
)
_TAGS = re.compile("<[^>]{1,300}>|&nbsp;")


class QualtricsReader:
    """Recognised by the ImportIds of the third line, by the names of the first, or by the columns of the connectors."""

    name = "qualtrics"
    title = N_("Qualtrics")

    def recognise(self, file: SourceFile) -> float:
        try:
            if file.begins_as_json:
                return 0.97 if _exported(file) else 0.0
            table = None if file.is_tree else file.table
        except (UserError, RecursionError):
            return 0.0
        if table is None:
            return 0.0
        if _is_answers(table):
            return 0.95
        if _ids(table) is not None:
            return 0.98
        keys = {canonical(name) for name in table.header}
        return (
            0.8 if {"response id", "recorded date"} <= keys and keys & {"progress", "finished", "ip address"} else 0.0
        )

    def accompanies(self, file: SourceFile) -> bool:
        """The questions and the responses of a connector's tables."""
        table = file.table
        keys = {canonical(name) for name in table.header} if table is not None else set[str]()
        return {"survey id", "question text"} <= keys or {"survey id", "recorded date"} <= keys

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:
        table = file.table
        if table is None:
            return iter(())
        if file.begins_as_json:
            return _from_json(file, table)
        if _is_answers(table):
            return _joined(table, beside)
        below, imported, skipped = _lines(table)
        questions = tuple(
            _TAGS.sub(" ", below[place]).strip() if place < len(below) and below[place].strip() else name
            for place, name in enumerate(table.header)
        )

        def rows() -> Iterator[Row]:
            return islice(table.rows(), skipped, None)

        meta = {place for place, name in enumerate(table.header) if canonical(name) in _META}
        topics = {
            place
            for place, name in enumerate(table.header)
            if re.search(r" - (?:Topics|Parent Topics|Sentiment|Topic)", name)
        }
        spoken = {
            place
            for place, name in enumerate(imported)
            if re.fullmatch(r"QID\d+(?:_\d+)?_TEXT|QID\d+_TEXT", name) and place not in meta | topics
        }
        names = [
            "Name" if canonical(name) in ("recipient last name", "recipient first name") else questions[place]
            for place, name in enumerate(table.header)
        ]
        names = [
            "E-Mail" if canonical(name) == "recipient email" else names[place]
            for place, name in enumerate(table.header)
        ]
        personal = re.compile(r"^(?:ip address|location latitude|location longitude)$")
        names = ["IP" if personal.match(canonical(name)) else names[place] for place, name in enumerate(table.header)]
        survey = Survey(
            tuple(names),
            tuple(name.strip() for name in table.header),
            ids=place_of(table.header, "response id"),
            day=place_of(table.header, "recorded date", "end date", "start date"),
            language=place_of(table.header, "user language"),
            open=frozenset(place for place in spoken if len(spoken) == 1 or "_TEXT" in imported[place]),
            closed=frozenset(meta | topics),
        )
        return answers(survey, rows, file.name)


def _ids(table: Table) -> tuple[str, ...] | None:
    """The ImportIds, if one of the lines under the first holds them."""
    for row in islice(table.rows(), 3):
        if any('"ImportId"' in cell for cell in row.fields):
            found: list[str] = []
            for cell in row.fields:
                try:
                    found.append(str(json.loads(cell).get("ImportId", "")))
                except (ValueError, AttributeError):
                    found.append("")
            return tuple(found)
    return None


def _lines(table: Table) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """The questions, the ImportIds, and how many lines these take."""
    first = list(islice(table.rows(), 2))
    ids = _ids(table)
    if ids is not None:
        under_first = any('"ImportId"' in cell for cell in first[0].fields)
        return ((), ids, 1) if under_first else (first[0].fields, ids, 2)
    place = place_of(table.header, "response id")
    # Without ImportIds the second line is told by what stands under the id: a name, not "R_…".
    if first and place < len(first[0].fields) and not re.match(r"R_\w{8,}", first[0].fields[place]):
        return first[0].fields, (), 1
    return (), (), 0


# ---------------------------------------------------------------------------------------------------------------- JSON
def _exported(file: SourceFile) -> bool:
    """Whether this is the JSON of a survey: responses, each with its values by the id of the question."""
    found = file.json
    listed = found.get("responses") if isinstance(found, dict) else None
    first = listed[0] if isinstance(listed, list) and listed else None
    return isinstance(first, dict) and "responseId" in first and isinstance(first.get("values"), dict)


def _from_json(file: SourceFile, table: Table) -> Iterator[RawStory | Refused]:
    keys = [canonical(name) for name in table.header]
    bare = [name.rpartition(".")[2] for name in table.header]
    personal = {"ip address": "IP", "location latitude": "IP", "location longitude": "IP", "recipient email": "E-Mail"}
    personal |= {"recipient first name": "Name", "recipient last name": "Name"}
    spoken = {
        place
        for place, name in enumerate(table.header)
        if name.startswith("values.") and re.fullmatch(r"QID\d+(?:_\d+)?_TEXT", bare[place])
    }
    return answers(
        Survey(
            tuple(personal.get(canonical(name), name) for name in bare),
            tuple(bare),
            ids=place_of(table.header, "response id"),
            day=next((keys.index(f"values {key}") for key in _JSON_DAYS if f"values {key}" in keys), -1),
            language=keys.index("values user language") if "values user language" in keys else -1,
            open=frozenset(spoken),
            closed=frozenset(range(len(keys))) - spoken,
        ),
        table.rows,
        file.name,
    )


_JSON_DAYS = ("recorded date", "end date", "start date")


# --------------------------------------------------------------------------------------------------------- connectors
def _is_answers(table: Table) -> bool:
    keys = {canonical(name) for name in table.header}
    return {"response id", "question id", "text"} <= keys and bool({"question", "value", "question text"} & keys)


def _joined(table: Table, beside: Sequence[SourceFile]) -> Iterator[RawStory | Refused]:
    """One line an answer; when and in which language stands in the table of responses."""
    keys = [canonical(name) for name in table.header]
    at = {
        name: keys.index(name)
        for name in ("response id", "question id", "question", "text", "fivetran id")
        if name in keys
    }
    responses = _responses(beside)
    for row in table.rows():
        if (bad := fault(row, len(keys))) is not None:
            yield bad
            continue
        cell = {name: row.fields[place].strip() if place < len(row.fields) else "" for name, place in at.items()}
        text = cell["text"]
        if reason := reason_against(text):
            yield Refused(row.line, reason)
            continue
        day, language, names = responses.get(cell["response id"], ("", "", ()))
        yield RawStory(
            text=text,
            original=as_json(table.header, row.fields),
            source_id=f"{cell['response id']}/{cell['question id']}" if cell["response id"] else own_id(text, day),
            row=row.line,
            names=names,
            language=language,
            channel="survey",
            happened_on=day,
            title=_TAGS.sub(" ", cell.get("question", "")).strip()[:200],
        )


def _responses(beside: Sequence[SourceFile]) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    found: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    for file in beside:
        try:
            table = file.table
        except UserError:
            continue
        if table is None or place_of(table.header, "survey id") < 0:
            continue
        ids, day = place_of(table.header, "id", "response id"), place_of(table.header, "recorded date", "end date")
        language = place_of(table.header, "user language")
        people = [
            place
            for place, name in enumerate(table.header)
            if canonical(name) in ("recipient first name", "recipient last name")
        ]
        if min(ids, day) < 0:
            continue
        for row in table.rows():
            if not row.fault and max(ids, day, language) < len(row.fields):
                spoken = row.fields[language].casefold()[:2] if language >= 0 else ""
                names = tuple(row.fields[place] for place in people if place < len(row.fields) and row.fields[place])
                found[row.fields[ids]] = (iso_date(row.fields[day]), spoken if spoken.isalpha() else "", names)
    return found


READER = QualtricsReader()
