"""A library of any size, recombined from the sentences of real texts: no real one of a million stories is at hand.

The sentences are those of the demo stories and, where they lie beside the project, of the data to tune matching on. A
story takes three to five of one language, mostly of one topic, so that words and meanings are as frequent, and lie as
near to each other, as in a real library. The same number always gives the same story.
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rows import ROOT

DATA = ROOT.parent / "shared" / "data" / "matching"
_PART = 5_000  # stories of one transaction
_MOST = 8_000  # sentences; encoding them takes half a minute
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences with their language, grouped by topic: `groups` holds places in `texts`."""

    texts: tuple[str, ...]
    languages: tuple[str, ...]
    groups: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Recombined:
    """A story as places of sentences; the first gives its headline."""

    number: int
    language: str
    sentences: tuple[int, ...]


def sentences() -> Sentences:
    """Of 60 demo stories some 250; with the data to tune on _MOST of 35,000, the same each time."""
    found: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for language, topic, text in _texts():
        for sentence in _SENTENCE.split(text):
            if 25 <= len(sentence) <= 220:
                found[language, topic][sentence.strip()] = None
    every = max(1, sum(map(len, found.values())) // _MOST)
    texts: list[str] = []
    languages: list[str] = []
    groups: list[tuple[int, ...]] = []
    for (language, _), whole in sorted(found.items()):
        group = sorted(whole)[::every]
        if len(group) < 5:
            continue
        groups.append(tuple(range(len(texts), len(texts) + len(group))))
        texts += group
        languages += [language] * len(group)
    return Sentences(tuple(texts), tuple(languages), tuple(groups))


def _texts() -> Iterator[tuple[str, str, str]]:
    with (ROOT / "resources" / "demo" / "stories.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["language"], "demo", row["story"]
    path = DATA / "dev_stories.jsonl"
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row["lang"], f"{row['set']} {(row['labels'] or [''])[0]}", row["text"]


def recombined(known: Sentences, count: int) -> Iterator[Recombined]:
    """`count` stories, the same for the same sentences."""
    draw = random.Random(4)
    sizes = [len(group) for group in known.groups]
    languages = [known.languages[group[0]] for group in known.groups]
    alike = {language: [n for n, own in enumerate(languages) if own == language] for language in set(languages)}
    picks = draw.choices(range(len(sizes)), sizes, k=count)
    for number, group in enumerate(picks):
        language = languages[group]
        parts = [known.groups[group][int(draw.random() * sizes[group])] for _ in range(draw.randrange(2, 5))]
        other = alike[language][int(draw.random() * len(alike[language]))]
        parts.append(known.groups[other][int(draw.random() * sizes[other])])
        yield Recombined(number, language, tuple(dict.fromkeys(parts)))


def titles() -> list[tuple[str, str]]:
    """Language and words of agenda titles: those of the demo agendas and of the data to tune on."""
    from emptychair.gather.agenda import read_agenda_file
    from emptychair.matching.language import detect

    found = [
        (detect(item.title) or "en", item.title)
        for path in sorted((ROOT / "resources" / "demo" / "agendas").glob("*.md"))
        for item in read_agenda_file(path).items
    ]
    path = DATA / "dev_queries.jsonl"
    if path.exists():
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        found += [(row["lang"], row["text"]) for row in rows]
    return found


def fill(workspace: Path, known: Sentences, count: int) -> float:
    """A new workspace with `count` stories, nine in ten of them cleared; the seconds it took to write them.

    Written past the import: that one is measured by `intake`. The full-text index and all triggers are the program's.
    """
    from emptychair.domain.ids import StoryId
    from emptychair.domain.story import Clearance, Story
    from emptychair.matching.documents import index_terms
    from emptychair.store.connection import open_writer
    from emptychair.store.stories import DERIVED, STORY, document
    from emptychair.store.workspace import open_workspace

    open_workspace(workspace).close()
    names = (*STORY.names, *DERIVED)
    at = {name: names.index(name) for name in names}
    blank = (*STORY.values(Story(StoryId(""), "", "", "")), *[""] * len(DERIVED))
    stems = [
        index_terms(document(Story(StoryId(""), language, "", text), 0))
        for text, language in zip(known.texts, known.languages, strict=True)
    ]

    def columns(story: Recombined) -> list[Any]:
        values: list[Any] = list(blank)
        first = story.sentences[0]
        headline = known.texts[first][:60].rsplit(" ", 1)[0]
        text = " ".join([known.texts[place] for place in story.sentences])
        head = index_terms(document(Story(StoryId(""), story.language, headline, ""), 0))
        cleared = story.number % 10 != 0
        words = f"{headline}\x1f{text}\x1f\x1f\x1f{story.language}"
        given = {
            "id": f"{story.number:032x}",
            "language": story.language,
            "headline": headline,
            "text": text,
            "raw": text,
            "happened_on": f"20{20 + story.number % 7}-0{1 + story.number % 9}",
            "clearance": Clearance.CLEARED.value if cleared else Clearance.WAITING.value,
            "cleared_by": "bench" if cleared else "",
            "words_hash": hashlib.sha256(words.encode()).hexdigest(),
            "customer_key": f"{story.number:032x}",
            "source": "bench",
            "source_id": f"b{story.number}",
            "stems": " ".join([head, *[stems[place] for place in story.sentences]]),
        }
        given["cleared_hash"] = given["words_hash"] if cleared else ""
        for name, value in given.items():
            values[at[name]] = value
        return values

    connection = open_writer(workspace)
    connection.execute("PRAGMA synchronous=OFF")  # a bench that dies is begun anew
    marks = ", ".join("?" * len(names))
    insert = f"INSERT INTO story ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - names of ours
    started = time.perf_counter()
    stories = recombined(known, count)
    for first in range(0, count, _PART):
        rows = [columns(next(stories)) for _ in range(min(_PART, count - first))]
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(insert, rows)
        connection.execute(
            "INSERT INTO story_fts(rowid, words, stems) SELECT row, words, stems FROM story_index WHERE row > ?",
            (first,),
        )
        connection.execute("COMMIT")
    taken = time.perf_counter() - started
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return taken
