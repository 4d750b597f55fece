"""A table of answers of any other survey program: told by its questions, which are whole sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from emptychair.domain.errors import N_, UserError
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.gather.mapping import guess
from emptychair.gather.source import SourceFile, Table
from emptychair.gather.survey import Survey, answers, open_questions


class AnySurveyReader:
    """Less sure of itself than the reader of any one program."""

    name = "survey"
    title = N_("Survey")

    def recognise(self, file: SourceFile) -> float:
        try:
            table = None if file.is_tree else file.table
        except UserError:
            return 0.0
        if table is None or table.evenness() < 0.9 or not any(_question(name) for name in table.header):
            return 0.0
        spoken = open_questions(_survey(table), table.rows)
        return 0.6 if any(_question(table.header[place]) for place in spoken) else 0.0

    def read(
        self,
        file: SourceFile,
        beside: Sequence[SourceFile] = (),  # noqa: ARG002
    ) -> Iterator[RawStory | Refused]:
        table = file.table
        return iter(()) if table is None else answers(_survey(table), table.rows, file.name)


def _question(name: str) -> bool:
    words = len(name.split())
    return (name.strip().endswith("?") and words >= 3) or (words >= 6 and name[:1].isalpha() and len(name) < 1_000)


def _survey(table: Table) -> Survey:
    mapping = guess(table.header, table.sample)

    def place(field: str) -> int:
        return next((table.header.index(column) for column in mapping.of(field)), -1)

    return Survey(
        tuple(name.strip() for name in table.header),
        tuple(str(number + 1) for number in range(len(table.header))),
        ids=place("source_id"),
        day=place("happened_on"),
        language=place("language"),
    )


READER = AnySurveyReader()
