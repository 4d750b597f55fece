"""Boards of wishes: Fider, Canny, UserVoice, and issues of GitHub's form. Votes are the weight of a story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from emptychair.domain.errors import N_, UserError
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.domain.story import Kind, Ladder
from emptychair.gather.columns import canonical
from emptychair.gather.dates import iso_date, order_of
from emptychair.gather.presets import listed
from emptychair.gather.rows import as_json, fault, number, own_id, reason_against
from emptychair.gather.source import SourceFile, Table

_TITLE: Final = listed(
    "title|titel|post title|idea title|suggestion title|summary|name|wunsch|idee|request|subject|betreff"
)
_TEXT: Final = listed(
    "description|details|body|beschreibung|post details|idea description|text|content|suggestion text|selftext"
)
_VOTES: Final = listed(
    """
    votes count|vote count|votes|score|upvotes|stimmen|anzahl stimmen|supporters count|supporter count
    reactions total count
    reactions|number of votes|voters|supporters|supporter count|total votes|reactions +1|ups
    """
)
_VOTED: Final = frozenset(
    listed("votes count|vote count|votes|upvotes|stimmen|supporters count|supporters|total votes")
)
_ID: Final = listed("id|post id|idea id|number|suggestion id|nr|key|node id")
_DAY: Final = listed(
    "created at|created|created date|date|datum|erstellt am|erstellt|post created|idea created at|idea created date"
    "|created timestamp|created utc"
)
_LINK: Final = listed("html url|portal url|url|link|post url|idea url")
_TAGS: Final = listed(
    "tags|category name|category|labels|labels name|board name|board|kategorie|forum name|forum|status category"
    "|subreddit"
)
_STATUS: Final = listed("status|state|status name|idea status")
_NAMES: Final = listed(
    """
    user name|author name|author|created by|created by name|user email|author email|creator|creator name|creator email
    user login|submitter|name des erstellers|erstellt von|assignee login|owner name|created by email address
    """
)
_ONLY_HERE: Final = frozenset(
    listed(
        """
        votes count|vote count|upvotes|supporters count|slug|reactions total count|idea id|idea title|post id|board name
        stimmen|forum name|suggestion id|selftext|supporter count
        """
    )
)
_DONE: Final = re.compile("complete|completed|implemented|done|shipped|umgesetzt|erledigt|released", re.IGNORECASE)
_BROKEN: Final = re.compile(r"\b(?:bugs?|fehler|defect|störung)\b", re.IGNORECASE)
_GONE: Final = re.compile(r"^(?:\[?(?:deleted|removed|gelöscht)\]?|spam)$", re.IGNORECASE)
_FRAMES: Final = frozenset(("suggestion", "data", "post", "idea", "issue"))
DELETED: Final = N_("it was deleted or marked as spam")
CHANGE: Final = N_("a proposed change to code, not a wish")


class BoardReader:
    """Recognised by a title, a description and votes."""

    name = "board"
    title = N_("Feedback board")

    def recognise(self, file: SourceFile) -> float:
        try:
            table = file.table
        except (UserError, RecursionError):
            return 0.0
        keys = _keys(table) if table is not None else []
        # A subject is also what a ticket has; nobody votes for a ticket.
        titled = any(key in keys for key in _TITLE[:-2]) or (
            {"subject", "betreff"} & set(keys) and not _VOTED.isdisjoint(keys)
        )
        if not titled or not any(key in keys for key in _TEXT):
            return 0.0
        if not any(key in keys for key in _VOTES) and not {"html url", "number", "comments"} <= set(keys):
            return 0.0
        return 0.8 if _ONLY_HERE & set(keys) or {"html url", "number"} <= set(keys) else 0.55

    def read(
        self,
        file: SourceFile,
        beside: Sequence[SourceFile] = (),  # noqa: ARG002
    ) -> Iterator[RawStory | Refused]:
        table = file.table
        return iter(()) if table is None else _stories(table)


def _keys(table: Table) -> list[str]:
    """The columns' names, without a word that stands before nearly all of them ("suggestion.title")."""
    keys = [canonical(name) for name in table.header]
    for frame in _FRAMES:
        if sum(key.startswith(f"{frame} ") for key in keys) * 10 >= len(keys) * 7:
            return [key.removeprefix(f"{frame} ") for key in keys]
    return keys


def _stories(table: Table) -> Iterator[RawStory | Refused]:
    keys = _keys(table)

    def place(names: Sequence[str]) -> int:
        return next((keys.index(name) for name in names if name in keys), -1)

    at = {part: place(names) for part, names in _PARTS.items()}
    people = [keys.index(name) for name in _NAMES if name in keys]
    order = order_of(row[at["day"]] for row in table.sample if 0 <= at["day"] < len(row))
    for row in table.rows():
        if (bad := fault(row, len(keys))) is not None:
            yield bad
            continue
        cells = {part: row.fields[where].strip() if 0 <= where < len(row.fields) else "" for part, where in at.items()}
        if _GONE.match(cells["status"]) or _GONE.match(cells["text"]):
            yield Refused(row.line, DELETED)
            continue
        if cells["pull"]:
            yield Refused(row.line, CHANGE)
            continue
        # The title of a wish is its first sentence as often as its headline.
        text = (
            cells["text"]
            if not reason_against(cells["text"])
            else ". ".join(filter(None, (cells["title"].rstrip("."), cells["text"])))
        )
        if reason := reason_against(text):
            yield Refused(row.line, reason)
            continue
        link = cells["url"] if cells["url"].startswith(("https://", "http://")) else ""
        votes, day = number(cells["votes"]) or 0, iso_date(cells["day"], order)
        tags = tuple(dict.fromkeys(tag for tag in re.split(r"\s*[;,|]\s*", _tag_text(cells["tags"])) if tag))
        yield RawStory(
            text=text,
            original=as_json(table.header, row.fields),
            source_id=cells["id"] or link or own_id(text, day),
            row=row.line,
            names=tuple(
                row.fields[where].strip() for where in people if where < len(row.fields) and row.fields[where].strip()
            ),
            headline=cells["title"],
            kind=Kind.COMPLAINT if _BROKEN.search(" ".join(tags)) else Kind.IDEA,
            channel="board",
            happened_on=day,
            outcome=Ladder.ROLLED_OUT if _DONE.fullmatch(cells["status"]) else Ladder.UNKNOWN,
            facts=(f"{int(votes)} votes",) if votes > 1 else (),
            tags=tags,
            weight=max(1, min(int(votes), 1_000_000)),
            url=link,
        )


def _tag_text(cell: str) -> str:
    """Labels of JSON, ``[{"name": "bug"}]``, as "bug"."""
    if not cell.startswith("["):
        return cell
    import json

    try:
        found: Any = json.loads(cell)
    except ValueError:
        return ""
    return ";".join(
        str(one.get("name", "")) if isinstance(one, Mapping) else str(one)
        for one in found
        if isinstance(one, Mapping | str)
    )


_PARTS: Final = {
    "title": _TITLE,
    "text": _TEXT,
    "votes": _VOTES,
    "id": _ID,
    "day": _DAY,
    "url": _LINK,
    "tags": _TAGS,
    "status": _STATUS,
    "pull": ("pull request url", "pull request html url"),
}

READER = BoardReader()
