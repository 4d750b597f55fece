"""The story table: one story a row, named columns. Only a column with the text is needed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

from emptychair.domain.errors import N_, BadInput
from emptychair.domain.ids import StoryId
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.domain.story import Consent, Kind, Ladder, Provenance, Story
from emptychair.gather.columns import unique
from emptychair.gather.dates import iso_date
from emptychair.gather.rows import as_json, fault, own_id, reason_against
from emptychair.gather.seen import Seen
from emptychair.gather.source import SourceFile, Table
from emptychair.gather.tables import Row
from emptychair.matching.language import detect
from emptychair.privacy.normalise import normalise

E = TypeVar("E", bound=StrEnum)
_COLUMNS: Final = {
    "story": ("story", "text", "geschichte", "anekdote", "anecdote", "comment", "kommentar", "feedback"),
    "id": ("id", "story_id", "nr", "nummer"),
    "language": ("language", "lang", "sprache"),
    "headline": ("headline", "title", "titel", "überschrift"),
    "excerpt": ("excerpt", "auszug"),
    "kind": ("kind", "art"),
    "customer": ("customer", "kunde", "kundin"),
    "segment": ("segment",),
    "industry": ("industry", "branche"),
    "channel": ("channel", "kanal"),
    "happened_on": ("happened_on", "date", "datum", "happened"),
    "source_title": ("source_title", "quelle_titel"),
    "source_publisher": ("source_publisher", "publisher", "quelle"),
    "source_url": ("source_url", "url", "link"),
    "source_date": ("source_date",),
    "outcome": ("outcome", "ausgang"),
    "facts": ("facts", "fakten"),
    "tags": ("tags", "schlagwörter", "schlagworte"),
    "consent": ("consent", "einwilligung"),
    "heard_by": ("heard_by", "gehört_von"),
    "heard_where": ("heard_where", "gehört_wo"),
    "heard_on": ("heard_on", "gehört_am"),
    "verified_by": ("verified_by", "geprüft_von"),
}
OWN_NAMES: Final = frozenset(("story", "geschichte", "anekdote", "anecdote"))
"""A column of this name makes a table one of ours; with any other name for its text it is somebody else's."""
_SENSITIVE = {"sensitive", "heikel", "sensibel"}
_TEACHING = {"lehrbeispiel", "teaching example", "teaching-example"}
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”“»']?\s+")


def raw_stories(file: SourceFile) -> Iterator[RawStory | Refused]:
    """Every row as a story as it came, or as refused. Raises BadInput or NotFound first."""
    table = file.table
    if table is None and not file.data.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise BadInput(N_("“{path}” is empty: choose a file with stories."), path=file.name)
    named = [column.strip().casefold() for column in table.header] if table is not None else []
    places: dict[str, int] = {}
    for column, names in _COLUMNS.items():
        for candidate in names:
            if candidate in named:
                places[column] = named.index(candidate)
                break
    if table is None or "story" not in places:
        raise BadInput(
            N_("“{path}” has no column with stories: name the column with the text “story” in its first line."),
            path=file.name,
        )
    return _rows(table, places)


def _rows(table: Table, places: dict[str, int]) -> Iterator[RawStory | Refused]:
    names, seen = unique(table.header), Seen()
    for row in table.rows():
        yield fault(row, len(names)) or _story(row, names, places, seen)


def _story(row: Row, names: tuple[str, ...], places: dict[str, int], seen: Seen) -> RawStory | Refused:
    fields = row.fields

    def cell(column: str) -> str:
        place = places.get(column)
        return normalise(fields[place]).strip() if place is not None and place < len(fields) else ""

    text = cell("story")
    if reason := reason_against(text):
        return Refused(row.line, reason)
    words, verbatim = unquoted(text)
    day, language = cell("happened_on"), cell("language").casefold()[:2]
    own = cell("id")
    return RawStory(
        text=words,
        original=as_json(names, fields),
        source_id=seen.apart(own, words) if own else own_id(words),
        row=row.line,
        headline=cell("headline"),
        excerpt=cell("excerpt"),
        language=language if re.fullmatch("[a-z]{2}", language) else "",
        verbatim=verbatim,
        kind=_member(Kind, cell("kind"), Kind.UNKNOWN),
        customer=cell("customer"),
        segment=cell("segment"),
        industry=cell("industry"),
        channel=cell("channel"),
        happened_on=iso_date(day),
        outcome=_member(Ladder, cell("outcome"), Ladder.UNKNOWN),
        facts=tuple(fact for fact in (part.strip() for part in cell("facts").split(";")) if fact),
        tags=tuple(tag for tag in (part.strip() for part in cell("tags").split(";")) if tag),
        consent=_member(Consent, cell("consent"), Consent.UNKNOWN),
        title=cell("source_title"),
        publisher=cell("source_publisher"),
        url=cell("source_url"),
        source_date=cell("source_date"),
        heard_by=cell("heard_by"),
        heard_where=cell("heard_where"),
        heard_on=cell("heard_on"),
        verified_by=cell("verified_by"),
    )


def read_stories(path: Path, source: str) -> Iterator[Story | Refused]:
    """Every row as a story without an id, waiting for clearance, or as refused. Raises BadInput or NotFound first."""
    file = SourceFile.at(path)
    return (row if isinstance(row, Refused) else _made(row, source, file.name) for row in raw_stories(file))


def _made(raw: RawStory, source: str, file_name: str) -> Story:
    folded = {tag.casefold() for tag in raw.tags}
    return Story(
        id=StoryId(""),
        language=raw.language or detect(f"{raw.headline} {raw.text}") or "en",
        headline=raw.headline or headline_of(raw.text),
        text=raw.text,
        excerpt=raw.excerpt,
        raw=raw.original if raw.text not in json.loads(raw.original or "{}").values() else "",
        verbatim=raw.verbatim,
        kind=raw.kind,
        customer=raw.customer,
        segment=raw.segment,
        industry=raw.industry,
        channel=raw.channel,
        happened_on=raw.happened_on,
        outcome=raw.outcome,
        facts=raw.facts,
        tags=raw.tags,
        sensitive=bool(folded & _SENSITIVE),
        teaching=bool(folded & _TEACHING),
        consent=raw.consent,
        provenance=Provenance(
            source=source,
            source_id=raw.source_id,
            file_name=file_name,
            row=raw.row,
            title=raw.title,
            publisher=raw.publisher,
            url=raw.url,
            source_date=raw.source_date,
            verified_by=raw.verified_by,
        ),
    )


def unquoted(text: str) -> tuple[str, bool]:
    """`text` without quotation marks around the whole of it, and whether it had them: then the customer is speaking."""
    for opening, closing in (("“", "”"), ("„", "“"), ('"', '"'), ("»", "«"), ("«", "»")):
        inner = text[1:-1]
        whole = text.startswith(opening) and text.endswith(closing) and len(text) > 2
        if whole and opening not in inner and closing not in inner:
            return inner.strip(), True
    return text, False


def headline_of(text: str) -> str:
    """The first sentence, or its first words if it is long: at most 90 characters."""
    first = _SENTENCE_END.split(" ".join(text.split()), maxsplit=1)[0]
    if len(first) <= 90:
        return first
    cut = first[:89].rsplit(" ", 1)[0] if " " in first[:89] else first[:89]
    return cut.rstrip(",;:–- ") + "…"


def _member(kind: type[E], value: str, otherwise: E) -> E:
    try:
        return kind(value.casefold())
    except ValueError:
        return otherwise
