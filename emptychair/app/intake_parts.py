"""Stage B itself: waiting rows in, prepared rows out. Runs in a process of its own, or here for a handful of rows."""

from __future__ import annotations

import base64
import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from emptychair.app.intake import decode_raw, digest_of, prepare, source_id_of
from emptychair.app.intake_ports import Incoming, PreparedRow
from emptychair.app.ports import Batch
from emptychair.domain.errors import N_
from emptychair.domain.ids import StoryId
from emptychair.domain.raw_story import RawStory
from emptychair.domain.story import Story
from emptychair.matching.near import NearIndex, alike, bands, folded, keys, shingles

R = TypeVar("R")
PART: Final = 24
"""Rows a part: one transaction of 5 ms, behind which a decision waits (dev.py bench intake)."""
_LOAD: Final = 20_000
_READ: Final = 480
_ODD: Final = N_("this row could not be prepared")


class PartMaker:
    """Walks through `incoming` in its order. `ask` runs a question on a connection of the caller's."""

    def __init__(
        self,
        ask: Callable[[Callable[[Incoming], R]], R],
        new_id: Callable[[], str],
        now_ms: Callable[[], int],
    ) -> None:
        self._ask: Callable[[Callable[[Incoming], Any]], Any] = ask
        self._new_id = new_id
        self._now_ms = now_ms
        self._index = NearIndex()
        self._indexed = 0  # the last story row whose bands are in the index
        self._batches: dict[str, Batch | None] = {}
        self._made = 0
        self._recent: deque[_Recent] = deque()  # of parts that are not on disk yet

    def parts(self, stored: Callable[[], int]) -> Iterator[list[PreparedRow]]:
        """Part after part until nothing waits. `stored` tells how many of them are on disk."""
        after = 0
        while rows := self._ask(lambda incoming, after=after: incoming.head(after, _READ)):
            after = rows[-1][0]
            for start in range(0, len(rows), PART):
                self._catch_up(stored())
                self._made += 1
                yield self._part(rows[start : start + PART])

    def _catch_up(self, stored: int) -> None:
        while self._recent and self._recent[0].number <= stored:
            self._recent.popleft()
        while True:
            rows, signatures = self._ask(lambda incoming: incoming.first_of_their_kind(self._indexed, _LOAD))
            if not rows:
                return
            self._indexed = rows[-1]
            if len(rows) == _LOAD:
                self._index.load(rows, signatures)
            else:
                width = len(signatures) // len(rows)
                self._index.add((row, signatures[at * width : (at + 1) * width]) for at, row in enumerate(rows))

    def _part(self, rows: Sequence[tuple[int, str, str]]) -> list[PreparedRow]:
        made: list[PreparedRow | None] = [None] * len(rows)
        raws: list[tuple[int, Batch, RawStory, str]] = []
        for place, (row, batch_id, body) in enumerate(rows):
            batch = self._batch(batch_id)
            if batch is None or batch.deleted_at is not None:
                made[place] = PreparedRow(row, batch_id, "")
                continue
            try:
                raw = decode_raw(body)
                raws.append((place, batch, raw, source_id_of(raw)))
            except Exception:  # noqa: BLE001 - one odd row of a million stops none of the others
                made[place] = PreparedRow(row, batch_id, "", refused=_ODD)
        known = self._known(raws)
        drafts: list[tuple[int, Story, str, bytes]] = []
        for place, batch, raw, source_id in raws:
            row, batch_id, _ = rows[place]
            try:
                before, digest = known.get((batch.source, source_id), (None, ""))
                found = digest_of(raw)
                if before is not None and digest == found:
                    made[place] = PreparedRow(row, batch_id, source_id)
                    continue
                story = prepare(raw, batch, before or StoryId(self._new_id()), self._now_ms(), found)
                text = folded(story.text)
                drafts.append((place, story, text, bands(text)))
            except Exception:  # noqa: BLE001
                made[place] = PreparedRow(row, batch_id, source_id, refused=_ODD, line=raw.row or 0)
        self._group(rows, drafts, made)
        return [row for row in made if row is not None]

    def _group(
        self,
        rows: Sequence[tuple[int, str, str]],
        drafts: Sequence[tuple[int, Story, str, bytes]],
        made: list[PreparedRow | None],
    ) -> None:
        """Tell each story whose twin it is, if it is one."""
        found = self._index.candidates([signature for _, _, _, signature in drafts])
        wanted = sorted({row for candidates in found for row in candidates})
        texts: dict[int, tuple[StoryId, str]] = self._ask(lambda incoming: incoming.texts(wanted)) if wanted else {}
        recent = _Recent(self._made)
        self._recent.append(recent)
        columns: list[tuple[Any, ...]] = []
        firsts: list[bytes] = []
        stories: list[Story] = []
        for (_, story, text, signature), candidates in zip(drafts, found, strict=True):
            others = [texts[row] for row in candidates if row in texts]
            for part in self._recent:
                others += part.candidates(signature)
            mine = shingles(text) if others else frozenset[str]()
            first = next((i for i, other in others if i != story.id and alike(mine, shingles(folded(other)))), None)
            if first is None:
                recent.add(signature, story.id, story.text)
            else:
                story = replace(story, twin_of=first)
            stories.append(story)
            firsts.append(b"" if first else signature)
        columns = self._ask(lambda incoming: [incoming.columns(story) for story in stories]) if stories else []
        for (place, story, _, _), values, signature in zip(drafts, columns, firsts, strict=True):
            row, batch_id, _ = rows[place]
            made[place] = PreparedRow(row, batch_id, story.provenance.source_id, values, signature)

    def _known(self, raws: Sequence[tuple[int, Batch, RawStory, str]]) -> dict[tuple[str, str], tuple[StoryId, str]]:
        wanted: dict[str, list[str]] = {}
        for _, batch, _, source_id in raws:
            wanted.setdefault(batch.source, []).append(source_id)
        found: dict[tuple[str, str], tuple[StoryId, str]] = {}
        for source, ids in wanted.items():
            known: dict[str, tuple[StoryId, str]] = self._ask(
                lambda incoming, source=source, ids=ids: incoming.known(source, ids)
            )
            found.update({(source, source_id): told for source_id, told in known.items()})
        return found

    def _batch(self, batch_id: str) -> Batch | None:
        if batch_id not in self._batches:
            self._batches[batch_id] = self._ask(lambda incoming: incoming.batch(batch_id))
        return self._batches[batch_id]


class _Recent:
    """First stories of a part that is under way to the disk: the index does not know them yet."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._known: dict[bytes, list[tuple[StoryId, str]]] = {}

    def add(self, signature: bytes, story_id: StoryId, text: str) -> None:
        for key in keys(signature):
            self._known.setdefault(key, []).append((story_id, text))

    def candidates(self, signature: bytes) -> list[tuple[StoryId, str]]:
        return list({found: None for key in keys(signature) for found in self._known.get(key, ())})


# ------------------------------------------------------------------------------------------------ between processes
def to_line(part: Sequence[PreparedRow]) -> str:
    """A part as one line of JSON."""
    rows = [
        [row.row, row.batch_id, row.source_id, row.columns, base64.b64encode(row.bands).decode(), row.refused, row.line]
        for row in part
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def from_line(line: str) -> tuple[PreparedRow, ...]:
    """The part that `to_line` wrote. Raises ValueError if it is none."""
    return tuple(
        PreparedRow(row, batch_id, source_id, tuple(columns), base64.b64decode(signature), refused, at)
        for row, batch_id, source_id, columns, signature, refused, at in json.loads(line)
    )
