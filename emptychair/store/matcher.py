"""The answers of the matcher as the acts need them, over the library of a workspace, of whatever size."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from emptychair.app.clock import local
from emptychair.app.ports import Found, ItemMatch, MeetingData, TitleMatch
from emptychair.app.readiness import Readiness
from emptychair.app.reasons import with_facts
from emptychair.domain.errors import N_, NotFound
from emptychair.domain.ids import ItemId, MeetingId, StoryId
from emptychair.domain.meeting import Candidate, Item, Origin, Reason
from emptychair.domain.story import Story
from emptychair.matching import match as matching
from emptychair.matching.language import detect
from emptychair.matching.models import best_encoder
from emptychair.matching.vectors import Encoder
from emptychair.store.connection import open_reader
from emptychair.store.reader import SqliteReader
from emptychair.store.searched import SearchedLibrary
from emptychair.store.stories import STORY
from emptychair.store.weight import weigh

REPEAT_AFTER = 12  # meetings of a series, unless the workspace says otherwise
_CANDIDATES = 12
_WEIGHED = 3  # the chosen story and the two beside it: it costs a scan of the library each


class LibraryMatcher:
    """Answers for one workspace. Not for several threads at once."""

    def __init__(self, workspace: Path, encoder: Encoder | None = None, *, at_once: int = 5_000) -> None:
        """`at_once`: new stories encoded before an answer; with more waiting, words alone find them for now."""
        self._reader = SqliteReader(open_reader(workspace))
        self._searched = SearchedLibrary(workspace, encoder or best_encoder(), at_once=at_once)

    def close(self) -> None:
        """Let go of the workspace."""
        self._searched.close()
        self._reader.close()

    @property
    def readiness(self) -> Readiness:
        """How many stories meaning finds, as of the last answer."""
        return Readiness(encoded=self._searched.encoded, stories=self._searched.standing.size)

    @property
    def behind(self) -> bool:
        """Whether stories wait for the process that encodes, as of the last answer."""
        return self._searched.waiting > 0

    def told(self) -> Readiness:
        """How many stories have a vector by now; any thread may ask."""
        size = self._searched.standing.size
        return Readiness(encoded=min(size, self._searched.file.on_disk()), stories=size)

    def settle(self) -> None:
        """The process that encodes has done all it could."""
        self._searched.settle()

    # ------------------------------------------------------------------ questions
    def match_meeting(self, meeting_id: MeetingId) -> tuple[ItemMatch, ...]:
        """One story an item: no customer twice, nothing that this series saw lately.

        What a person chose or pinned counts as used; those items get fresh candidates beside it. Raises NotFound.
        """
        data = self._data(meeting_id)
        library = self._searched.library(proposed=True)
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
        one = matching.match(self._searched.library(proposed=True), item.title, rules=self._rules(data, others))
        return self._answer(item_id, one)

    def find(self, text: str, language: str, limit: int = 20) -> tuple[Found, ...]:
        """Own search: every story, cleared or not, nearest first."""
        rules = matching.Rules(today=self._today(), limit=limit, meeting_language=language or None)
        library = self._searched.library(proposed=False)
        found = matching.match(library, text, language=language or None, rules=rules, everything=True)
        return tuple(self._found(one) for one in found.ranked[:limit])

    def match_titles(
        self, titles: Sequence[str], *, language: str = "", limit: int = 2, any_state: bool = False
    ) -> list[TitleMatch]:
        """Each title for itself, as the command line asks."""
        library = self._searched.library(proposed=not any_state)
        rules = matching.Rules(today=self._today())
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
                    reasons=self._why(one.chosen, rules.today) if one.chosen else (),
                    milliseconds=round(spent, 2),
                )
            )
        return answers

    # ------------------------------------------------------------------ rules
    def _rules(self, data: MeetingData, used: list[Item]) -> matching.Rules:
        setting = self._reader.setting("repeat-after")
        meetings = int(setting) if setting and setting.isdecimal() else REPEAT_AFTER
        shown = self._reader.recently_shown(data.meeting.series_id, meetings, data.meeting.id)
        heard = [item.choice.story_id for item in used if item.choice.story_id]
        return matching.Rules(
            today=self._today(data.meeting.zone),
            exclude=frozenset(self._of_stories("row", shown)),
            used_customers=frozenset(self._of_stories("customer_key", heard)),
            meeting_language=data.meeting.language,
        )

    def _of_stories(self, column: str, story_ids: Iterable[StoryId]) -> list[Any]:
        sql = f"SELECT {column} FROM story WHERE id IN (SELECT value FROM json_each(?))"
        return [found for (found,) in self._reader.connection.execute(sql, (json.dumps(sorted(story_ids)),))]

    def _story(self, key: int) -> Story:
        sql = f"SELECT {STORY.columns} FROM story WHERE row = ?"
        found = self._reader.connection.execute(sql, (key,)).fetchone()
        if found is None:  # erased a moment ago
            raise NotFound(N_("This story does not exist any more: go back and choose again."))
        return STORY.build(found)

    def _data(self, meeting_id: MeetingId) -> MeetingData:
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
        listed = ranked[:_CANDIDATES]
        listed += [one for one in found.sides if all(one.key != other.key for other in listed)]
        today = self._today()
        candidates = tuple(
            Candidate(
                self._story(one.key).id,
                round(float(one.relevance), 4),
                self._weighed(one, today) if place < _WEIGHED else _reasons(one),
                one.fits,
                one.band,
            )
            for place, one in enumerate(listed)
        )
        chosen = self._story(found.chosen.key).id if found.chosen else None
        return ItemMatch(item_id, str(found.verdict), chosen, candidates)

    def _why(self, one: matching.Candidate, today: date) -> tuple[Reason, ...]:
        story = self._story(one.key)
        return with_facts(self._weighed(one, today), story, self._reader.last_shown(story.id), today)

    def _weighed(self, one: matching.Candidate, today: date) -> tuple[Reason, ...]:
        weight = weigh(self._searched, one.key, today)
        return (*_reasons(one), weight) if weight else _reasons(one)

    def _found(self, one: matching.Candidate) -> Found:
        story = self._story(one.key)
        return Found(
            story_id=story.id,
            source_id=story.provenance.source_id,
            headline=story.headline,
            language=story.language,
            customer=story.customer,
            cleared=story.on_wall_allowed,
            sensitive=story.sensitive,
            relevance=round(float(one.relevance), 4),
            reasons=_reasons(one),
        )


def _kept(item: Item) -> bool:
    return item.choice.pinned or item.choice.origin is Origin.PERSON


def _reasons(one: matching.Candidate) -> tuple[Reason, ...]:
    return tuple(Reason(reason.kind, tuple((k, str(v)) for k, v in reason.values)) for reason in one.reasons)
