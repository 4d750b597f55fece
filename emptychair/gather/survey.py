"""Surveys with any number of questions: which of them people answered in their own words, and each such answer as one
story. Answers chosen from a list, and who somebody is, never become text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Final

from emptychair.domain.errors import N_, BadInput
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.domain.story import Kind
from emptychair.gather.columns import Column, canonical, unique
from emptychair.gather.dates import iso_date, order_of
from emptychair.gather.mapping import Mark
from emptychair.gather.preset_reader import PERSONAL
from emptychair.gather.presets import NEVER_TEXT, PERSON
from emptychair.gather.rows import (
    TOO_SHORT,
    as_json,
    fault,
    number,
    own_id,
    person,
    reason_against,
    recommends,
    satisfied,
)
from emptychair.gather.tables import Row

SEEN: Final = 20_000  # answers that are looked at to tell open questions from others
_CELLS: Final = 400  # cells kept of each column for that
_RECOMMENDS: Final = re.compile(r"\bnps\b|recommend|empfehl")
_SATISFIED: Final = re.compile(r"satisf|zufrieden|csat")
_PLACE: Final = re.compile(r"^ip(?: |$)|latitude|longitude|breitengrad|längengrad")
_OTHER: Final = re.compile(r"\b(?:others?|andere[rs]?|sonstiges?|specify|angeben)$")
_PERSONAL_QUESTION: Final = re.compile(
    r"\b(?:your (?:full )?name|ihr (?:vollständiger )?name|vorname|nachname|first name|last name|e ?mail|phone|telefon"
    r"|adresse|address|anschrift|company name|firmenname|name of your company)\b"
)


@dataclass(frozen=True, slots=True)
class Survey:
    """How a table of answers is to be read: the texts of the questions by place, and what else is known of a column."""

    questions: tuple[str, ...]
    keys: tuple[str, ...]  # the question's own id, "QID2"; or its number from 1
    ids: int = -1
    day: int = -1
    language: int = -1
    open: frozenset[int] = frozenset()  # known to be answered in words, whatever stands there
    closed: frozenset[int] = frozenset()  # known to be something else
    title: str = ""


def answers(survey: Survey, rows: Callable[[], Iterator[Row]], file_name: str) -> Iterator[RawStory | Refused]:
    """One story for each answer in somebody's own words. Raises BadInput if no question was answered so."""
    columns = _columns(survey, rows)
    asked = [column.place for column in columns if column.place in survey.open or _open(survey, column)]
    if not asked:
        raise BadInput(
            N_("“{path}” has no question that was answered in words: export the open answers, too."), path=file_name
        )
    return _stories(survey, rows, asked, columns)


def open_questions(survey: Survey, rows: Callable[[], Iterator[Row]]) -> list[int]:
    """The places of the questions that were answered in words."""
    return [column.place for column in _columns(survey, rows) if column.place in survey.open or _open(survey, column)]


def _columns(survey: Survey, rows: Callable[[], Iterator[Row]]) -> list[Column]:
    cells: list[list[str]] = [[] for _ in survey.questions]
    for row in islice(rows(), SEEN):
        for kept, cell in zip(cells, row.fields, strict=False):
            if cell and len(kept) < _CELLS:
                kept.append(cell)
    return [Column(place, question, tuple(cells[place])) for place, question in enumerate(survey.questions)]


def _open(survey: Survey, column: Column) -> bool:
    if column.place in survey.closed or column.place in (survey.ids, survey.day, survey.language):
        return False
    if _person(column):
        return False
    # A question of many words may hold "name" or "reply"; a column's technical name is short.
    if len(column.key.split()) <= 3 and NEVER_TEXT.search(column.key):
        return False
    # What is written under "Other" names one more choice, unless people went on at length.
    return column.free_text and (column.words >= 8 or not _OTHER.search(column.key))


def _person(column: Column) -> bool:
    known = PERSON.fullmatch(column.key) or _PERSONAL_QUESTION.search(column.key)
    # "Which products do you use? – Phone": a choice that was ticked says its own name, again and again.
    ticked = set(column.filled)
    if len(ticked) == 1 and canonical(next(iter(ticked))) in column.key:
        return False
    return (bool(known) and not _PLACE.search(column.key)) or column.addresses


def _stories(
    survey: Survey, rows: Callable[[], Iterator[Row]], asked: Sequence[int], columns: Sequence[Column]
) -> Iterator[RawStory | Refused]:
    names = unique(survey.questions)
    people = [column.place for column in columns if _person(column) and column.place not in asked]
    kept = [column.place for column in columns if column.place not in people and not PERSONAL.search(column.key)]
    kept_names = [names[place] for place in kept]
    scored, mark = _score(columns, asked)
    order = order_of(columns[survey.day].cells) if survey.day >= 0 else ""
    for row in rows():
        if (bad := fault(row, len(names))) is not None:
            yield bad
            continue
        fields = row.fields + ("",) * (len(names) - len(row.fields))
        said = [(place, text) for place in asked if (text := fields[place].strip())]
        day = iso_date(fields[survey.day], order) if survey.day >= 0 else ""
        value = number(fields[scored]) if scored >= 0 else None
        strip, kind = mark(value) if value is not None else ("", Kind.UNKNOWN)
        reasons = [(place, text, reason_against(text)) for place, text in said]
        if not any(not reason for _, _, reason in reasons):
            yield Refused(row.line, TOO_SHORT if said else NO_ANSWER)
            continue
        whole = as_json(kept_names, [fields[place] for place in kept])
        own = fields[survey.ids].strip() if survey.ids >= 0 else ""
        for place, text, reason in reasons:
            if reason:
                # An answer that is too short beside others is counted by itself, in its own words' line.
                yield Refused(row.line, reason)
                continue
            story_id = own and (own if len(asked) == 1 else f"{own}/{survey.keys[place]}")
            question = " ".join(survey.questions[place].split())
            yield RawStory(
                text=text,
                original=whole,
                source_id=story_id or own_id(text, day),
                row=row.line,
                names=tuple(name for place in people if (name := person(fields[place]))),
                language=_language(fields[survey.language]) if survey.language >= 0 else "",
                kind=kind,
                channel="survey",
                happened_on=day,
                facts=(strip,) if strip else (),
                title=question[:200] or survey.title,
            )


NO_ANSWER: Final = N_("no question was answered in words")


def _language(cell: str) -> str:
    folded = cell.strip().casefold()[:2]
    return folded if re.fullmatch("[a-z]{2}", folded) else ""


def _score(columns: Sequence[Column], asked: Sequence[int]) -> tuple[int, Mark]:
    for column in columns:
        values = [value for cell in column.filled if (value := number(cell)) is not None]
        if column.place in asked or column.length > 30 or not values or len(values) * 10 < len(column.filled) * 9:
            continue
        if _RECOMMENDS.search(column.key) and all(0 <= value <= 10 for value in values):
            return column.place, recommends
        if _SATISFIED.search(column.key) and all(0 <= value <= 10 for value in values):
            of = 5 if max(values) <= 5 else 7 if max(values) <= 7 else 10
            return column.place, partial(satisfied, of=of)
    return -1, recommends


def place_of(header: Sequence[str], *names: str) -> int:
    """The place of the first of these columns, or -1."""
    keys = [canonical(name) for name in header]
    return next((keys.index(name) for name in names if name in keys), -1)
