"""The story table: one story a row, named columns. Only a column with the text is needed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

from emptychair.domain.errors import N_, BadInput
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Consent, Kind, Ladder, Provenance, Story
from emptychair.gather.decode import decode, not_text, read_bytes
from emptychair.gather.reader import Refused
from emptychair.gather.tables import Row, delimiter_of, rows
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
    "verified_by": ("verified_by", "geprüft_von"),
}
MAX_TEXT = 20_000  # characters; a longer one is a document, not a story
_SENSITIVE = {"sensitive", "heikel", "sensibel"}
_TEACHING = {"lehrbeispiel", "teaching example", "teaching-example"}
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”“»']?\s+")
_TOLD = re.compile("sep=([,;\t|])[ \t]*(?:\r\n?|\n)", re.IGNORECASE)
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def recognise(name: str, data: bytes) -> tuple[str, str, dict[str, int]]:
    """Text, delimiter and the place of each known column. Raises BadInput if there is no column with stories."""
    if data[:4] in (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0"):
        raise not_text(name)
    text = decode(data, name).replace("\x00", "")
    if not text.strip():
        raise BadInput(N_("“{path}” is empty: choose a file with stories."), path=name)
    told = _TOLD.match(text)  # as spreadsheets write it
    text = text if told is None else "\n" + text[told.end() :]
    delimiter = delimiter_of(text) if told is None else told[1]
    header = next(rows(text, delimiter), Row(1, ()))
    named = [column.strip().strip("\ufeff").casefold() for column in header.fields]
    places: dict[str, int] = {}
    for column, names in _COLUMNS.items():
        for candidate in names:
            if candidate in named:
                places[column] = named.index(candidate)
                break
    if "story" not in places:
        raise BadInput(
            N_("“{path}” has no column with stories: name the column with the text “story” in its first line."),
            path=name,
        )
    return text, delimiter, places


def read_stories(path: Path, source: str) -> Iterator[Story | Refused]:
    """Every row as a story without an id, waiting for clearance, or as refused. Raises BadInput or NotFound first."""
    text, delimiter, places = recognise(path.name, read_bytes(path))
    return _rows(text, delimiter, places, source, path.name)


def _rows(text: str, delimiter: str, places: dict[str, int], source: str, file_name: str) -> Iterator[Story | Refused]:
    found = rows(text, delimiter)
    header = next(found)
    known: dict[str, list[int]] = {}
    for row in found:
        if row.fault == "open-quote":
            yield Refused(row.line, N_("a quotation mark in this row is never closed"))
        elif row.fault:
            yield Refused(row.line, N_("a field of this row is too long"))
        elif len(row.fields) > len(header.fields) and any(field.strip() for field in row.fields[len(header.fields) :]):
            yield Refused(row.line, N_("this row has more fields than the first line names"))
        else:
            story = _story(row, header.fields, places, source, file_name)
            yield _told_apart(story, known) if isinstance(story, Story) else story


def _story(row: Row, header: tuple[str, ...], places: dict[str, int], source: str, file_name: str) -> Story | Refused:
    def cell(column: str) -> str:
        place = places.get(column)
        return normalise(row.fields[place]).strip() if place is not None and place < len(row.fields) else ""

    original = row.fields[places["story"]] if places["story"] < len(row.fields) else ""
    text = " ".join(cell("story").split(" ")).strip()
    if not text:
        return Refused(row.line, N_("there is no text in this row"))
    if len(text) < 20 or len(text.split()) < 4:
        return Refused(row.line, N_("the text is shorter than a sentence"))
    if len(text) > MAX_TEXT:
        return Refused(row.line, N_("the text is longer than 20,000 characters"))
    text, verbatim = unquoted(text)
    tags = tuple(tag for tag in (part.strip() for part in cell("tags").split(";")) if tag)
    folded = {tag.casefold() for tag in tags}
    language = cell("language").casefold()[:2]
    if not re.fullmatch("[a-z]{2}", language):
        language = detect(f"{cell('headline')} {text}") or "en"
    raw = dict(zip(header, row.fields, strict=False))
    return Story(
        id=StoryId(""),
        language=language,
        headline=cell("headline") or headline_of(text),
        text=text,
        excerpt=cell("excerpt"),
        raw=json.dumps(raw, ensure_ascii=False) if normalise(original).strip() != text else "",
        verbatim=verbatim,
        kind=_member(Kind, cell("kind"), Kind.UNKNOWN),
        customer=cell("customer"),
        segment=cell("segment"),
        industry=cell("industry"),
        channel=cell("channel"),
        happened_on=cell("happened_on") if _DATE.fullmatch(cell("happened_on")) else "",
        outcome=_member(Ladder, cell("outcome"), Ladder.UNKNOWN),
        facts=tuple(fact for fact in (part.strip() for part in cell("facts").split(";")) if fact),
        tags=tags,
        sensitive=bool(folded & _SENSITIVE),
        teaching=bool(folded & _TEACHING),
        consent=_member(Consent, cell("consent"), Consent.UNKNOWN),
        provenance=Provenance(
            source=source,
            source_id=cell("id") or "sha256:" + hashlib.sha256(text.encode()).hexdigest()[:16],
            file_name=file_name,
            row=row.line,
            title=cell("source_title"),
            publisher=cell("source_publisher"),
            url=cell("source_url"),
            source_date=cell("source_date"),
            verified_by=cell("verified_by"),
        ),
    )


def _told_apart(story: Story, known: dict[str, list[int]]) -> Story:
    """An id that stands in several rows (one a comment of a ticket, say) with other words each time: the second story
    gets "7#2", and so again when the file comes again. Else it would overwrite the first."""
    own = story.provenance
    texts = known.setdefault(own.source_id, [])
    if (text := hash(story.text)) not in texts:
        texts.append(text)
    place = texts.index(text)
    return story if place == 0 else replace(story, provenance=replace(own, source_id=f"{own.source_id}#{place + 1}"))


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
