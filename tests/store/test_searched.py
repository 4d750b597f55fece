"""The library as it lies in the workspace answers as one in memory does, and follows whatever is done to it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from emptychair.app import commands as c
from emptychair.domain.ids import StoryId
from emptychair.matching.library import Library
from emptychair.matching.match import Rules, match
from emptychair.store.embedding import encode_all
from emptychair.store.nearest import scan
from emptychair.store.searched import SearchedLibrary, key_of
from emptychair.store.standing import Standing
from emptychair.store.vectors import signs
from tests.core import Core
from tests.store.encoding import WordEncoder

RULES = Rules(today=date(2026, 1, 1))
THINGS = (
    "invoice",
    "parcel",
    "hotline",
    "lift",
    "platform",
    "refund",
    "card",
    "chair",
    "driver",
    "app",
    "password",
    "ticket",
    "contract",
    "router",
)
FAULTS = ("late", "broken", "lost", "wrong", "twice", "missing", "rude", "slow", "closed", "dirty")


def tell(core: Core, count: int, seed: int = 3) -> list[StoryId]:
    dice = random.Random(seed)
    told: list[StoryId] = []
    for number in range(count):
        words = [*dice.sample(THINGS, 3), *dice.sample(FAULTS, 2)]
        dice.shuffle(words)
        told.append(core.add(f"The {' '.join(words)}, said customer {number}.", clear=number % 4 != 0))
    return told


def repeat(core: Core, one: StoryId, first: StoryId) -> None:
    """As an import notes it: one story says nearly what the first says."""
    sql = "UPDATE story SET twin_of = ? WHERE id = ?"
    core.service.run(lambda unit: unit._connection.execute(sql, (first, one))).result()  # type: ignore[attr-defined]


@contextmanager
def searched(core: Core, encoder: WordEncoder | None = None, **more: int) -> Iterator[SearchedLibrary]:
    found = SearchedLibrary(core.workspace.path, encoder or WordEncoder(), **more)  # type: ignore[arg-type]
    try:
        yield found
    finally:
        found.close()


def in_memory(found: SearchedLibrary) -> Library:
    """The same stories with the same vectors, all in memory."""
    rows = found.rows()
    places = {int(story): place for place, story in enumerate(found.file.stories)}
    vectors = found.file.read([places[row] for row in rows])
    documents = [found.documents.one(row) for row in rows]
    return Library.build(documents, vectors, found.encoder, found.measures.generic())


@pytest.mark.parametrize("whole", [8192, 0])
def test_the_same_answers_as_in_memory(core: Core, whole: int) -> None:
    tell(core, 260)
    with searched(core, whole=whole) as found:
        ours, theirs = found.library(proposed=False), in_memory(found)
        for language in ("de", "en"):
            assert ours.yardsticks[language].relevance == pytest.approx(theirs.yardsticks[language].relevance, abs=1e-4)
        dice = random.Random(5)
        same = 0
        for _ in range(60):
            title = f"{dice.choice(THINGS)} {dice.choice(FAULTS)} {dice.choice(THINGS)}"
            one, other = match(ours, title, rules=RULES), match(theirs, title, rules=RULES)
            assert one.verdict == other.verdict
            same += [a.key for a in one.ranked[:1]] == [a.key for a in other.ranked[:1]]
        assert same == 60


def test_the_scan_finds_the_nearest_among_many() -> None:
    dice = np.random.default_rng(8)
    topics = dice.normal(size=(300, 256))
    rows = topics[dice.integers(0, 300, 50_000)] + dice.normal(size=(50_000, 256))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    bits = signs(np.asarray(rows > 0), 4)
    blocked = np.where(np.arange(50_000) % 3 == 0, 0xFFFF, 0).astype(np.uint16)
    hits = 0
    for topic in topics[:40]:
        asked = topic + 0.5 * dice.normal(size=256)
        scores = np.where(blocked > 0, -np.inf, rows @ asked)
        found = scan(bits, signs(np.asarray(asked > 0), 4), blocked, 1000)
        assert len(set(found.tolist())) == 1000 and not (found % 3 == 0).any()
        hits += int(scores.argmax()) in found
    assert hits == 40
    assert len(scan(bits, signs(np.asarray(asked > 0), 4), np.full(50_000, 0xFFFF, dtype=np.uint16), 10)) == 0


def flags(core: Core, file: Path) -> list[int]:
    """The standing of all stories, read anew."""
    from emptychair.store.connection import open_reader

    connection = open_reader(core.workspace.path)
    fresh = Standing(connection, file, keep=False)
    fresh.catch_up()
    connection.close()
    return fresh.flags.tolist()


def test_what_may_be_shown_follows_every_act(core: Core, tmp_path: Path) -> None:
    ids = tell(core, 30)
    dice = random.Random(2)
    twins = 0
    with searched(core) as found:
        found.follow()
        for _ in range(120):
            one = dice.choice(ids)
            story = core.reader.story(one)
            act = dice.choice(("clear", "never", "withdraw", "delete", "undo", "twin", "edit", "sensitive", "erase"))
            if act == "undo":
                if core.reader.undoable("library")[0]:
                    core.service.execute(c.Undo("library"))
            elif story is None:
                ids.append(core.add(f"The lift was {dice.choice(FAULTS)} again."))
            elif act == "clear":
                core.service.execute(c.ClearStories((one,), "Petra Lindner"))
            elif act == "never":
                core.service.execute(c.NeverShow((one,)))
            elif act == "withdraw":
                core.service.execute(c.WithdrawStories((one,)))
            elif act == "delete":
                core.service.execute(c.DeleteStories((one,)))
            elif act == "erase" and dice.random() < 0.3:
                core.service.execute(c.EraseStories((one,), "Petra Lindner", confirm=True))
            elif act == "sensitive":
                core.service.execute(c.EditStory(replace(story, sensitive=not story.sensitive)))
            elif act == "edit":
                core.service.execute(c.EditStory(replace(story, text=story.text + " Again.")))
            elif act == "twin":
                firsts = [core.reader.story(other) for other in ids if other != one]
                first = next((other for other in firsts if other is not None and not other.twin_of), None)
                repeat(core, one, first.id if first else StoryId(""))
            found.follow()
            fresh = flags(core, tmp_path / "none")
            assert found.standing.flags.tolist()[: len(fresh)] == fresh, act
            assert not any(found.standing.flags.tolist()[len(fresh) :]), act
            assert found.encoded == found.standing.size
            twins += sum(flag & Standing.TWIN > 0 for flag in fresh)
    assert twins


def test_of_stories_that_say_the_same_the_first_is_proposed_that_may_be_shown(core: Core) -> None:
    ids = [core.add("The router was broken twice and the hotline was rude.") for _ in range(3)]
    tell(core, 20)
    for one in ids[1:]:
        repeat(core, one, ids[0])
    with searched(core) as found:
        title = "router broken hotline rude"

        def keys(*, proposed: bool) -> set[int]:
            return {one.key for one in match(found.library(proposed=proposed), title, rules=RULES).ranked} & {1, 2, 3}

        assert keys(proposed=True) == {1} and keys(proposed=False) == {1, 2, 3}
        core.service.execute(c.WithdrawStories((ids[0],)))
        assert keys(proposed=True) == {2}


def test_a_story_told_anew_is_encoded_anew(core: Core) -> None:
    ids = tell(core, 30)
    with searched(core) as found:
        found.library(proposed=False)
        before = found.nearest.key(1)
        story = core.reader.story(ids[0])
        assert story is not None
        core.service.execute(c.EditStory(replace(story, text="Quite another thing: the password.")))
        library = found.library(proposed=False)
        assert found.nearest.key(1) == key_of(library.document(1)) != before
        assert match(library, "password quite another thing", rules=RULES).ranked[0].key == 1


def test_vectors_of_another_model_are_made_anew(core: Core) -> None:
    tell(core, 30)
    for encoder in (WordEncoder(sha256="aa"), WordEncoder(sha256="bb"), WordEncoder(dimensions=64)):
        with searched(core, encoder) as found:
            found.library(proposed=False)
            assert found.encoded == 30 and encoder.encoded > 30
    again = WordEncoder(dimensions=64)
    with searched(core, again) as found:
        found.library(proposed=False)
        assert found.encoded == 30 and again.encoded == 0, "all is kept: stories, titles, measure"


def test_a_large_library_is_found_by_words_until_it_is_encoded(core: Core) -> None:
    tell(core, 300)
    with searched(core, at_once=10) as found:
        library = found.library(proposed=False)
        assert found.encoded == 0 and found.waiting == 300
        assert match(library, "broken lift", rules=RULES).ranked
        calls = iter([False, False, True])
        assert not encode_all(core.workspace.path, WordEncoder(), lambda: next(calls))
        halfway = found.file.on_disk()
        assert halfway == 128
        found.file.refresh()
        first = found.file.stories[:128].tolist()
        assert all(found.standing.flags[row] & Standing.WALL for row in first), "cleared ones first"
        assert first == sorted(first, reverse=True), "of these the newest"
        encoder = WordEncoder()
        assert encode_all(core.workspace.path, encoder, lambda: False)
        found.settle()
        assert found.encoded == 300 and found.waiting == 0
        kept = found.measures.kept()
        assert kept is not None and kept[0].encoded == 300
        assert encode_all(core.workspace.path, again := WordEncoder(), lambda: False) and again.encoded == 0


def test_the_encoder_finds_what_was_told_anew_while_nobody_looked(core: Core) -> None:
    ids = tell(core, 40)
    assert encode_all(core.workspace.path, WordEncoder(), lambda: False)
    story = core.reader.story(ids[7])
    assert story is not None
    core.service.execute(c.EditStory(replace(story, text="Nobody looked.")))
    encoder = WordEncoder()
    assert encode_all(core.workspace.path, encoder, lambda: False)
    with searched(core, at_once=0) as found:
        found.follow()
        assert found.nearest.key(8) == key_of(found.documents.one(8))
        assert found.file.count == 41, "that one alone"
