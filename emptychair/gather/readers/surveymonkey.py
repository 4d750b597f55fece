"""SurveyMonkey: the question in the first line, "Response", "Open-Ended Response" or the choices in the second."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from emptychair.domain.errors import N_, UserError
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.gather.columns import canonical
from emptychair.gather.source import SourceFile, Table
from emptychair.gather.survey import Survey, answers, place_of
from emptychair.gather.tables import Row

_OPEN = re.compile(
    "open ended response|offene (?:antwort|beantwortung)|freitextantwort|mit offenem ende", re.IGNORECASE
)
_CLOSED = re.compile("^(?:response|antwort|beantwortung)$")
_ID = ("respondent id", "respondentid", "befragten id", "teilnehmer id", "respondenten id", "teilnehmernummer")
_DAY = ("end date", "enddate", "enddatum", "date modified", "start date", "startdatum")
_OTHER = ("collector id", "collectorid", "kollektor id", "collector", "date created", "startdatum", "erstellungsdatum")


class SurveyMonkeyReader:
    """Recognised by the respondent's id and a second line that goes on with the first."""

    name = "surveymonkey"
    title = N_("SurveyMonkey")

    def recognise(self, file: SourceFile) -> float:
        try:
            table = None if file.is_tree else file.table
        except UserError:
            return 0.0
        return 0.95 if table is not None and _second(table) is not None else 0.0

    def read(
        self,
        file: SourceFile,
        beside: Sequence[SourceFile] = (),  # noqa: ARG002
    ) -> Iterator[RawStory | Refused]:
        table = file.table
        second = _second(table) if table is not None else None
        if table is None or second is None:
            return iter(())
        questions: list[str] = []
        above = ""
        width = max(len(table.header), len(second))
        for place in range(width):
            question = table.header[place].strip() if place < len(table.header) else ""
            below = second[place].strip() if place < len(second) else ""
            above = question or above
            plain = not below or _CLOSED.match(canonical(below)) or _OPEN.search(canonical(below))
            questions.append(above if plain else f"{above} – {below}")

        def rows() -> Iterator[Row]:
            found = table.rows()
            next(found, None)
            return found

        below = [canonical(cell) for cell in second]
        header = [canonical(name) for name in table.header]
        other = (place for place, name in enumerate(header) if name in _OTHER or name.startswith("custom data"))
        return answers(
            Survey(
                tuple(questions),
                tuple(str(place + 1) for place in range(width)),
                ids=place_of(table.header, *_ID),
                day=place_of(table.header, *_DAY),
                open=frozenset(place for place, cell in enumerate(below) if _OPEN.search(cell)),
                closed=frozenset(other),
            ),
            rows,
            file.name,
        )


def _second(table: Table) -> tuple[str, ...] | None:
    """The second line of names, if there is one: blank under the respondent's id, filled under the questions."""
    ids = place_of(table.header, *_ID)
    first = next(table.rows(), None)
    if ids < 0 or first is None or first.fault:
        return None
    fields = first.fields
    below = [canonical(cell) for cell in fields if cell.strip()]
    blank = ids >= len(fields) or not fields[ids].strip()
    return fields if blank and below else None


READER = SurveyMonkeyReader()
