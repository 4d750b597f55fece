"""The library's filters and full-text search as SQL.

The MATCH expression is built from our own tokens, quoted, at most 32: sqlite-utils' search and FTS5's own syntax raise
on `don't`, `C++` and `Müller-Lüdenscheid`.
"""

from __future__ import annotations

import re
from typing import Any

from emptychair.app.ports import StoryFilter

_TOKEN = re.compile(r"\w+", re.UNICODE)
_SHOWN = "(SELECT count(*) FROM showing w WHERE w.story_id = s.id AND w.rehearsal = 0)"
_SORTS = {
    "newest": "s.row DESC",
    "happened": "s.happened_on DESC, s.row DESC",
    "shown": f"{_SHOWN} DESC, s.row DESC",
    "headline": "s.headline COLLATE NOCASE, s.row",
}


def match_expression(text: str, *, prefix: bool = True) -> str:
    """All words of `text`, the last one as the beginning of a word. Empty if there is no word in it."""
    words = _TOKEN.findall(text.replace("\x00", " "))[:32]
    if not words:
        return ""
    quoted = [f'"{word}"' for word in words]
    if prefix and text[-1:].strip():
        quoted[-1] += "*"
    return "words : (" + " AND ".join(quoted) + ")"


def filter_sql(wanted: StoryFilter) -> tuple[str, list[Any]]:
    """A SELECT of the row numbers that pass the filter, sorted, with its values."""
    conditions = ["s.deleted_at IS NULL"]
    values: list[Any] = []
    source = "story s"
    expression = match_expression(wanted.search)
    if expression:
        source = "story_fts f JOIN story s ON s.row = f.rowid"
        conditions.append("story_fts MATCH ?")
        values.append(expression)
    elif wanted.search.strip():
        conditions.append("0")  # only signs were typed: no story holds them as a word
    for column, value in (
        ("clearance", wanted.clearance or ""),
        ("language", wanted.language),
        ("outcome", wanted.outcome),
        ("kind", wanted.kind),
        ("segment", wanted.segment),
        ("batch_id", wanted.batch_id),
    ):
        if value:
            conditions.append(f"s.{column} = ?")
            values.append(str(value))
    if wanted.tag:
        conditions.append("EXISTS (SELECT 1 FROM json_each(s.tags) t WHERE t.value = ?)")
        values.append(wanted.tag)
    if wanted.twins_of:
        first = "coalesce((SELECT nullif(twin_of, '') FROM story WHERE id = ?), ?)"
        conditions.append(f"(s.id = {first} OR s.twin_of = {first})")
        values += [wanted.twins_of] * 4
    if wanted.never_shown:
        conditions.append("NOT EXISTS (SELECT 1 FROM showing w WHERE w.story_id = s.id AND w.rehearsal = 0)")
    if wanted.heard:
        conditions.append("s.source = 'heard'")
    if wanted.since_year is not None:
        conditions.append("s.happened_on >= ?")
        values.append(f"{wanted.since_year:04d}")
    order = _SORTS.get(wanted.sort, _SORTS["newest"])
    if expression and wanted.sort == "relevance":
        order = "f.rank"
    limit = f" LIMIT {wanted.most:d}" if wanted.most else ""
    return f"SELECT s.row FROM {source} WHERE {' AND '.join(conditions)} ORDER BY {order}{limit}", values
