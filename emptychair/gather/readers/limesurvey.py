"""LimeSurvey's answers: the columns of the survey itself in front, the questions with or without their codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from emptychair.domain.errors import N_, UserError
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.gather.columns import canonical
from emptychair.gather.presets import listed
from emptychair.gather.source import SourceFile, Table
from emptychair.gather.survey import Survey, answers

_ID: Final = listed("response id|antwort id|id response id|id antwort id|id")
_PAGE: Final = listed("last page|letzte seite|lastpage|lastpage last page|lastpage letzte seite")
_LANGUAGE: Final = listed(
    "start language|startsprache|start sprache|startlanguage|startlanguage start language|startlanguage start sprache"
    "|startlanguage startsprache"
)
_DAY: Final = listed(
    "date submitted|datum abgeschickt|abgeschickt am|submitdate|submitdate date submitted|submitdate datum abgeschickt"
    "|date started|startdate|startdate date started|datum gestartet|startdate datum gestartet"
)
_OTHERS: Final = re.compile(
    r"^(?:seed|zufallsstartwert|token|access code|zugangscode|zugangsschlüssel|ip ?addr|ip address|ip adresse|refurl"
    r"|referrer|verweisende|date last action|datum letzte aktivität|datestamp|date started|startdate|datum gestartet"
    r"|interviewtime|gesamtzeit|total time|grouptime|group time|gruppenzeit|question time|fragenzeit)"
)
_CODE: Final = re.compile(r"^[A-Za-z][A-Za-z0-9_]{0,30}(?:\[[^\]]{1,30}\])?\. (?=\S)")
_NO_DAY: Final = "1980-01-01"  # what an anonymous survey writes for every date


class LimeSurveyReader:
    """Recognised by the id of an answer, its last page and the language it began in."""

    name = "limesurvey"
    title = N_("LimeSurvey")

    def recognise(self, file: SourceFile) -> float:
        try:
            table = None if file.is_tree else file.table
        except UserError:
            return 0.0
        if table is None:
            return 0.0
        keys = {canonical(name) for name in table.header}
        return 0.95 if all(keys & set(names) for names in (_ID, _PAGE, _LANGUAGE)) else 0.0

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:  # noqa: ARG002
        table = file.table
        return iter(()) if table is None else answers(_survey(table), table.rows, file.name)


def _survey(table: Table) -> Survey:
    keys = [canonical(name) for name in table.header]

    def place(names: Sequence[str]) -> int:
        return next((keys.index(name) for name in names if name in keys), -1)

    ids, page, language, day = place(_ID), place(_PAGE), place(_LANGUAGE), place(_DAY)
    days = [row[day] for row in table.sample if 0 <= day < len(row) and row[day]]
    if days and all(one.startswith(_NO_DAY) for one in days):
        day = -1
    own = {at for at, key in enumerate(keys) if _OTHERS.match(key) or key in (*_DAY, *_PAGE)}
    return Survey(
        tuple(_CODE.sub("", name.strip()) for name in table.header),
        tuple(str(number) for number in range(1, len(keys) + 1)),
        ids=ids,
        day=day,
        language=language,
        closed=frozenset({page, language, *own} - {-1}),
    )


READER = LimeSurveyReader()
