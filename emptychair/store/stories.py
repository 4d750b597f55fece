"""The table of stories and its full-text index, always changed together."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from emptychair.domain.story import Story
from emptychair.store.rows import Journal, RowTable, Shape

if TYPE_CHECKING:
    from emptychair.matching.documents import Document

STORY = Shape("story", Story)


def document(story: Story, row: int, times_shown: int = 0) -> Document:
    """What the matcher sees of a story."""
    from emptychair.matching.documents import Document  # with the first story that is written

    return Document(
        key=row,
        language=story.language,
        headline=story.headline,
        text=story.text,
        tags=story.tags,
        customer=story.customer,
        segment=story.segment,
        happened_on=story.happened_on or None,
        verified=bool(story.provenance.verified_by or story.provenance.url),
        sensitive=story.sensitive,
        customer_key=story.customer_key,
        times_shown=times_shown,
        outcome=story.outcome,
        kind=story.kind,
    )


DERIVED = ("words_hash", "customer_key", "source", "source_id", "stems")


def derived(story: Story) -> dict[str, Any]:
    """The columns of a story beside its own fields, in the order of DERIVED. 0.1 ms, most of it the stems."""
    from emptychair.matching.documents import index_terms

    return {
        "words_hash": story.words_hash,
        "customer_key": story.customer_key,
        "source": story.provenance.source,
        "source_id": story.provenance.source_id,
        "stems": index_terms(document(story, 0)),
    }


class StoryTable(RowTable[Story]):
    """Stories; a change of indexed words replaces the entry of the index, any other change leaves it alone."""

    def __init__(self, connection: sqlite3.Connection, journal: Journal) -> None:
        super().__init__(connection, STORY, journal, derived)
        self._old: tuple[int, str, str] | None = None

    def _before_write(self, key: str, row: Story | None) -> None:
        self._old = self._connection.execute(
            "SELECT i.row, i.words, i.stems FROM story_index i JOIN story s ON s.row = i.row WHERE s.id = ?", (key,)
        ).fetchone()
        if row is None and self._old is not None:
            self._unindex(self._old)

    def _after_write(self, key: str) -> None:
        new = self._connection.execute(
            "SELECT i.row, i.words, i.stems FROM story_index i JOIN story s ON s.row = i.row WHERE s.id = ?", (key,)
        ).fetchone()
        if self._old == new:
            return
        if self._old is not None:
            self._unindex(self._old)
        self._connection.execute("INSERT INTO story_fts(rowid, words, stems) VALUES (?, ?, ?)", new)

    def _unindex(self, old: tuple[int, str, str]) -> None:
        # An external-content index forgets a row only if it is told the very words that it holds.
        self._connection.execute(
            "INSERT INTO story_fts(story_fts, rowid, words, stems) VALUES ('delete', ?, ?, ?)", old
        )
