"""Google Forms and its like: a timestamp in the language of the account, then the questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from emptychair.domain.errors import N_, UserError
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.gather.columns import canonical
from emptychair.gather.presets import listed
from emptychair.gather.source import SourceFile, Table
from emptychair.gather.survey import Survey, answers, open_questions, place_of

_STAMP: Final = listed("timestamp|zeitstempel|horodateur")
_META: Final = listed(
    """
    id|start time|startzeit|completion time|abschlusszeit|fertigstellungszeit|zeit der fertigstellung
    last modified time|zeitpunkt der letzten änderung|uhrzeit der letzten änderung|score|punktzahl|gesamtpunktzahl
    total points|quiz feedback|quizfeedback|language|sprache
    """
)


class FormsReader:
    """Recognised by a timestamp at the beginning and questions after it."""

    def __init__(self, name: str, title: str, stamps: Sequence[str], *, numbered: bool = False) -> None:
        """`stamps` are the names of the column with the time; `numbered` where an id stands in front of it."""
        self.name, self.title, self._stamps, self._numbered = name, title, tuple(stamps), numbered

    def recognise(self, file: SourceFile) -> float:
        try:
            table = None if file.is_tree else file.table
        except UserError:
            return 0.0
        if table is None or place_of(table.header[:6], *self._stamps) < 0:
            return 0.0
        if self._numbered and canonical(table.header[0]) != "id":
            return 0.0
        # Questions are whole sentences; the columns of other programs are names.
        asked = sum(name.strip().endswith("?") or len(name.split()) >= 4 for name in table.header)
        return 0.75 if asked and open_questions(self._survey(table), table.rows) else 0.0

    def read(
        self,
        file: SourceFile,
        beside: Sequence[SourceFile] = (),  # noqa: ARG002
    ) -> Iterator[RawStory | Refused]:
        table = file.table
        return iter(()) if table is None else answers(self._survey(table), table.rows, file.name)

    def _survey(self, table: Table) -> Survey:
        return Survey(
            tuple(name.strip() for name in table.header),
            tuple(str(place + 1) for place in range(len(table.header))),
            ids=0 if canonical(table.header[0]) == "id" else -1,
            day=place_of(table.header, *self._stamps),
            closed=frozenset(place for place, name in enumerate(table.header) if canonical(name) in _META),
        )


READER = FormsReader("google-forms", N_("Google Forms"), _STAMP)
