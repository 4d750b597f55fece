"""Stage B itself: waiting rows in, prepared rows out. Runs in a process of its own, or here for a handful of rows."""

from __future__ import annotations

import base64
import json
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias, TypeVar

from emptychair.app.intake import decode_raw, digest_of, prepare, source_id_of
from emptychair.app.intake_ports import Incoming, PreparedRow
from emptychair.app.ports import Batch
from emptychair.domain.errors import N_
from emptychair.domain.ids import StoryId
from emptychair.domain.raw_story import RawStory
from emptychair.domain.story import Story
from emptychair.matching.near import Folded, NearIndex, alike, folded, keys

R = TypeVar("R")
_First: TypeAlias = tuple[StoryId, Folded, int]  # whose text has which place among the folded ones
PART: Final = 24
"""Rows a part: one transaction of 5 ms, behind which a decision waits (dev.py bench intake)."""
_LOAD: Final = 20_000
_READ: Final = 480
_MOST_RECENT: Final = 3
_ODD: Final = N_("this row could not be prepared")


@dataclass(slots=True)
class _Waiting:
    """A row with what the library says of it."""

    row: int
    batch: Batch
    raw: RawStory
    source_id: str
    digest: str
    before: StoryId | None = None


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
            settled, new = self._sift(rows)
            if settled:
                self._made += 1
                yield settled
            for start in range(0, len(new), PART):
                self._catch_up(stored())
                self._made += 1
                yield self._part(new[start : start + PART])

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

    def _sift(self, rows: Sequence[tuple[int, str, str]]) -> tuple[list[PreparedRow], list[_Waiting]]:
        """Rows about which nothing is to be done (the same once more, taken back, unreadable), and the others."""
        settled: list[PreparedRow] = []
        readable: list[_Waiting] = []
        for row, batch_id, body in rows:
            batch = self._batch(batch_id)
            if batch is None or batch.deleted_at is not None:
                settled.append(PreparedRow(row, batch_id, ""))
                continue
            try:
                raw = decode_raw(body)
                readable.append(_Waiting(row, batch, raw, source_id_of(raw), digest_of(raw)))
            except Exception:  # noqa: BLE001 - one odd row of a million stops none of the others
                settled.append(PreparedRow(row, batch_id, "", refused=_ODD))
        known = self._known(readable)
        new: list[_Waiting] = []
        for one in readable:
            one.before, digest = known.get((one.batch.source, one.source_id), (None, ""))
            if one.before is not None and digest == one.digest:
                settled.append(PreparedRow(one.row, one.batch.id, one.source_id))
            else:
                new.append(one)
        return settled, new

    def _part(self, rows: Sequence[_Waiting]) -> list[PreparedRow]:
        made: list[PreparedRow] = []
        drafts: list[tuple[_Waiting, Story]] = []
        for one in rows:
            try:
                story_id = one.before or StoryId(self._new_id())
                drafts.append((one, prepare(one.raw, one.batch, story_id, self._now_ms(), one.digest)))
            except Exception:  # noqa: BLE001
                line = one.raw.row or 0
                made.append(PreparedRow(one.row, one.batch.id, one.source_id, refused=_ODD, line=line))
        return made + self._grouped(drafts)

    def _grouped(self, drafts: Sequence[tuple[_Waiting, Story]]) -> list[PreparedRow]:
        """Tell each story whose twin it is, if it is one."""
        mine = Folded([folded(story.text) for _, story in drafts])
        signatures = mine.bands()
        found = self._index.candidates(signatures)
        wanted = sorted({row for candidates in found for row in candidates})
        texts: dict[int, tuple[StoryId, str]] = self._ask(lambda incoming: incoming.texts(wanted)) if wanted else {}
        theirs = Folded([folded(text) for _, text in texts.values()])
        known = {row: (texts[row][0], theirs, place) for place, row in enumerate(texts)}
        recent = _Recent(self._made)
        self._recent.append(recent)
        stories: list[Story] = []
        for place, ((_, story), candidates) in enumerate(zip(drafts, found, strict=True)):
            others = [known[row] for row in candidates if row in known]
            banded = keys(signatures[place])
            for part in self._recent:
                others += part.candidates(banded)
            first = next(
                (i for i, texts, at in others if i != story.id and alike(mine.shingles(place), texts.shingles(at))),
                None,
            )
            if first is None:
                recent.add(banded, story.id, mine, place)
                stories.append(story)
            else:
                stories.append(replace(story, twin_of=first))
                signatures[place] = b""
        columns: list[tuple[Any, ...]] = self._ask(lambda incoming: [incoming.columns(story) for story in stories])
        return [
            PreparedRow(one.row, one.batch.id, one.source_id, values, signature)
            for (one, _), values, signature in zip(drafts, columns, signatures, strict=True)
        ]

    def _known(self, rows: Sequence[_Waiting]) -> dict[tuple[str, str], tuple[StoryId, str]]:
        wanted: dict[str, list[str]] = {}
        for one in rows:
            wanted.setdefault(one.batch.source, []).append(one.source_id)
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
        self._known: dict[bytes, list[_First]] = {}

    def add(self, banded: Sequence[bytes], story_id: StoryId, texts: Folded, place: int) -> None:
        one = (story_id, texts, place)
        for key in banded:
            self._known.setdefault(key, []).append(one)

    def candidates(self, banded: Sequence[bytes]) -> list[_First]:
        known = self._known
        hits = [one for key in banded if key in known for one in known[key]]
        return [one for one, _ in Counter(hits).most_common(_MOST_RECENT)] if hits else []


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
