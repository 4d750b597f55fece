"""The library as the matcher reads it, and the answers of the matcher as the acts need them.

A snapshot in memory, made again when the stories have changed. Vectors are kept by the hash of what they encode, so a
new snapshot encodes only what is new; they lie in a file beside the workspace.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from emptychair.app.clock import local
from emptychair.app.ports import Found, ItemMatch, MeetingData, TitleMatch
from emptychair.domain.errors import N_, NotFound
from emptychair.domain.ids import ItemId, MeetingId, StoryId
from emptychair.domain.meeting import Candidate, Item, Origin, Reason
from emptychair.domain.story import Story
from emptychair.matching import match as matching
from emptychair.matching.documents import Document
from emptychair.matching.language import detect
from emptychair.matching.library import Library
from emptychair.matching.vectors import Encoder, UseEncoder, encode_documents, encoded_text
from emptychair.store.connection import open_reader
from emptychair.store.reader import SqliteReader
from emptychair.store.stories import STORY, document
from emptychair.store.vectors import VectorFile

if TYPE_CHECKING:
    from numpy.typing import NDArray

REPEAT_AFTER = 12  # meetings of a series, unless the workspace says otherwise
_CANDIDATES = 12


class LibraryMatcher:
    """Answers for one workspace. Not for several threads at once."""

    def __init__(self, workspace: Path, encoder: Encoder | None = None) -> None:
        self._reader = SqliteReader(open_reader(workspace))
        self._encoder: Encoder = encoder or UseEncoder()
        self._vectors = VectorFile(workspace.with_name(workspace.name + ".vectors"), self._encoder.id)
        self._stamp: tuple[Any, ...] = ()
        self._library: Library | None = None
        self._stories: dict[int, Story] = {}
        self._rows: dict[StoryId, int] = {}

    def close(self) -> None:
        """Let go of the workspace."""
        self._reader.close()

    # ------------------------------------------------------------------ questions
    def match_meeting(self, meeting_id: MeetingId) -> tuple[ItemMatch, ...]:
        """One story an item: no customer twice, nothing that this series saw lately.

        What a person chose or pinned counts as used; those items get fresh candidates beside it. Raises NotFound.
        """
        data = self._data(meeting_id)
        library = self._snapshot()
        free = [item for item in data.items if not _kept(item)]
        rules = self._rules(data, [item for item in data.items if _kept(item)])
        found = matching.plan(library, [item.title for item in free], rules=rules)
        answers = {item.id: self._answer(item.id, one) for item, one in zip(free, found, strict=True)}
        for item in data.items:
            if item.id not in answers:
                one = matching.match(library, item.title, rules=self._rules(data, []))
                answers[item.id] = self._answer(item.id, one)
        return tuple(answers[item.id] for item in data.items)

    def match_item(self, item_id: ItemId) -> ItemMatch:
        """One item beside what the others of its meeting have. Raises NotFound."""
        meeting = self._reader.connection.execute("SELECT meeting_id FROM item WHERE id = ?", (item_id,)).fetchone()
        if meeting is None:
            raise NotFound(N_("This item does not exist any more: go back and choose again."))
        data = self._data(MeetingId(meeting[0]))
        item = data.item(item_id)
        assert item is not None
        others = [other for other in data.items if other.id != item_id and other.choice.story_id]
        one = matching.match(self._snapshot(), item.title, rules=self._rules(data, others))
        return self._answer(item_id, one)

    def find(self, text: str, language: str, limit: int = 20) -> tuple[Found, ...]:
        """Own search: every story, cleared or not, nearest first."""
        rules = matching.Rules(today=self._today(), limit=limit, meeting_language=language or None)
        found = matching.match(self._snapshot(), text, language=language or None, rules=rules, everything=True)
        return tuple(self._found(one) for one in found.ranked[:limit])

    def match_titles(
        self, titles: Sequence[str], *, language: str = "", limit: int = 2, any_state: bool = False
    ) -> list[TitleMatch]:
        """Each title for itself, as the command line asks."""
        library = self._snapshot()
        rules = matching.Rules(today=self._today(), exclude=frozenset() if any_state else self._uncleared())
        answers: list[TitleMatch] = []
        for title in titles:
            began = time.perf_counter()
            one = matching.match(library, title, language=language or None, rules=rules)
            spent = (time.perf_counter() - began) * 1000
            others = [found for found in one.alternates if one.chosen is None or found.key != one.chosen.key]
            answers.append(
                TitleMatch(
                    title=title,
                    language=one.language or language or detect(title) or "en",
                    verdict=str(one.verdict),
                    story=self._found(one.chosen) if one.chosen else None,
                    alternates=tuple(self._found(found) for found in others[:limit]),
                    reasons=_reasons(one.chosen) if one.chosen else (),
                    milliseconds=round(spent, 2),
                )
            )
        return answers

    # ------------------------------------------------------------------ the snapshot
    def _snapshot(self) -> Library:
        stamp = self._reader.connection.execute(
            "SELECT count(*), total(deleted_at IS NULL), max(changed_at), total(deleted_at), "
            "(SELECT count(*) FROM showing), (SELECT max(since) FROM showing) FROM story"
        ).fetchone()
        if self._library is not None and stamp == self._stamp:
            return self._library
        sql = f"""SELECT row, (SELECT count(DISTINCT meeting_id) FROM showing w WHERE w.customer_key = s.customer_key
            AND w.rehearsal = 0), {", ".join("s." + name for name in STORY.names)}
            FROM story s WHERE deleted_at IS NULL AND clearance <> 'never' ORDER BY row"""
        self._stories = {}
        documents: list[Document] = []
        for found in self._reader.connection.execute(sql):
            story = STORY.build(found[2:])
            self._stories[found[0]] = story
            documents.append(document(story, found[0], found[1]))
        self._rows = {story.id: row for row, story in self._stories.items()}
        generic = self._library.generic if self._library is not None else None
        self._library = Library.build(documents, self._encoded(documents), self._encoder, generic)
        self._stamp = stamp
        return self._library

    def _encoded(self, documents: list[Document]) -> NDArray[Any] | None:
        if not documents:
            return None
        keys = [hashlib.sha256(encoded_text(found).encode()).hexdigest()[:32] for found in documents]
        missing = {key: found for key, found in zip(keys, documents, strict=True) if key not in self._vectors}
        if missing:
            self._vectors.add(list(missing), encode_documents(self._encoder, list(missing.values())))
        return self._vectors.take(keys)

    # ------------------------------------------------------------------ rules
    def _rules(self, data: MeetingData, used: list[Item]) -> matching.Rules:
        setting = self._reader.setting("repeat-after")
        meetings = int(setting) if setting and setting.isdecimal() else REPEAT_AFTER
        shown = self._reader.recently_shown(data.meeting.series_id, meetings, data.meeting.id)
        rows = [self._rows[i.choice.story_id] for i in used if i.choice.story_id and i.choice.story_id in self._rows]
        return matching.Rules(
            today=self._today(data.meeting.zone),
            exclude=self._uncleared() | {self._rows[story] for story in shown if story in self._rows},
            used_customers=frozenset(self._stories[row].customer_key for row in rows),
            meeting_language=data.meeting.language,
        )

    def _uncleared(self) -> frozenset[int]:
        self._snapshot()
        out = {row for row, story in self._stories.items() if not story.on_wall_allowed}
        # Of stories that say nearly the same one is proposed: the first of them that may be shown.
        heads: set[StoryId] = set()
        for row, story in self._stories.items():
            group = story.twin_of or story.id
            if row not in out and group in heads:
                out.add(row)
            elif row not in out:
                heads.add(group)
        return frozenset(out)

    def _data(self, meeting_id: MeetingId) -> MeetingData:
        self._snapshot()
        data = self._reader.meeting(meeting_id)
        if data is None:
            raise NotFound(N_("This meeting does not exist any more: go back and choose again."))
        return data

    def _today(self, zone: str = "UTC") -> date:
        return local(time.time_ns() // 1_000_000, zone).date()

    # ------------------------------------------------------------------ answers
    def _answer(self, item_id: ItemId, found: matching.Match) -> ItemMatch:
        ranked = [found.chosen] if found.chosen else []
        ranked += [one for one in (*found.alternates, *found.ranked) if all(one.key != other.key for other in ranked)]
        distinct = {one.key: one for one in ranked}
        candidates = tuple(
            Candidate(self._stories[one.key].id, round(float(one.relevance), 4), _reasons(one))
            for one in list(distinct.values())[:_CANDIDATES]
        )
        chosen = self._stories[found.chosen.key].id if found.chosen else None
        return ItemMatch(item_id, str(found.verdict), chosen, candidates)

    def _found(self, one: matching.Candidate) -> Found:
        story = self._stories[one.key]
        return Found(
            story_id=story.id,
            source_id=story.provenance.source_id,
            headline=story.headline,
            language=story.language,
            customer=story.customer,
            cleared=story.on_wall_allowed,
            sensitive=story.sensitive,
            relevance=round(float(one.relevance), 4),
        )


def _kept(item: Item) -> bool:
    return item.choice.pinned or item.choice.origin is Origin.PERSON


def _reasons(one: matching.Candidate) -> tuple[Reason, ...]:
    return tuple(Reason(reason.kind, tuple((k, str(v)) for k, v in reason.values)) for reason in one.reasons)
