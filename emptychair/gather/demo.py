"""The demo library: 60 real customer stories with their sources, and a meeting to begin with."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

from emptychair.app import commands as c
from emptychair.app.intake import ImportReport, prepare
from emptychair.app.ports import Batch, Reader
from emptychair.app.service import Service
from emptychair.domain.ids import MeetingId, StoryId
from emptychair.domain.raw_story import Refused
from emptychair.domain.story import Consent, Story
from emptychair.gather.agenda import read_agenda_file
from emptychair.gather.readers.story_table import READER
from emptychair.gather.source import SourceFile

SOURCE = "demo"
PART = 25  # stories a transaction
VOUCHED_BY = "Empty Chair"  # the editors of the demo library have read every story
AGENDAS = {"en": "en-product-council.md", "de": "de-logistik-wochenrunde.md"}


def load_demo_stories(folder: Path, service: Service) -> ImportReport:
    """Import the stories of `folder` (stories.csv, sources.csv, excerpts.csv), cleared, with all their sources.

    Loading them again changes nothing. They were published under these words, so nothing is masked in them.
    """
    sources, excerpts = _further(folder / "sources.csv"), _excerpts(folder / "excerpts.csv")
    file = SourceFile.at(folder / "stories.csv")
    batch = Batch(service.new_id(), file.name, SOURCE, service.now_ms(), vouched_by=VOUCHED_BY)
    service.execute(c.OpenBatch(batch))
    stories: list[Story] = []
    refused: list[Refused] = []
    for row in READER.read(file):
        if isinstance(row, Refused):
            refused.append(row)
            continue
        excerpt, further = excerpts.get(row.source_id, row.excerpt), sources.get(row.source_id, ())
        told = replace(row, excerpt=excerpt, consent=Consent.ANONYMOUS, further=further)
        stories.append(prepare(told, batch, StoryId(service.new_id()), service.now_ms(), published=True))
    for start in range(0, len(stories), PART):
        service.execute(c.ImportStories(batch.id, tuple(stories[start : start + PART])))
    service.execute(c.CloseBatch(replace(batch, refused=len(refused))))
    done = service.run(lambda unit: unit.batches.need(batch.id)).result()
    read = len(stories) + len(refused)
    counts = (done.added, done.updated, done.duplicates)
    return ImportReport(batch.file_name, SOURCE, read, *counts, tuple(refused), batch.id, refused_count=len(refused))


def load_demo_meeting(folder: Path, language: str, service: Service, reader: Reader) -> MeetingId:
    """The prepared demo meeting in `language`; the one that is there already if it was made before."""
    reading = read_agenda_file(folder / "agendas" / AGENDAS.get(language, AGENDAS["en"]))
    title = reading.title or ""
    for row in reader.meetings():
        if row.meeting.title == title:
            return row.meeting.id
    items = tuple(c.NewItem(i.title, i.minutes, i.owner or "", i.start or "") for i in reading.items)
    made = service.execute(c.CreateMeeting(title, language, items, zone=service.zone))
    return MeetingId(made.entity)


def _further(path: Path) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    with path.open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            found.setdefault(row["story_id"], []).append(f"{row['url']} ({row['supports']})")
    return {key: tuple(lines) for key, lines in found.items()}


def _excerpts(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return {row["id"]: row["excerpt"] for row in csv.DictReader(handle)}
