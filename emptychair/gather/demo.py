"""The demo library: 60 real customer stories with their sources, and a meeting to begin with."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

from emptychair.app import commands as c
from emptychair.app.ports import Reader
from emptychair.app.service import Service
from emptychair.domain.ids import MeetingId
from emptychair.domain.story import Consent, Story
from emptychair.gather.agenda import read_agenda_file
from emptychair.gather.importing import ImportReport, import_stories

SOURCE = "demo"
VOUCHED_BY = "Empty Chair"  # the editors of the demo library have read every story
AGENDAS = {"en": "en-product-council.md", "de": "de-logistik-wochenrunde.md"}


def load_demo_stories(folder: Path, service: Service) -> ImportReport:
    """Import the stories of `folder` (stories.csv, sources.csv, excerpts.csv), cleared, with all their sources.

    Loading them again changes nothing.
    """
    sources = _further(folder / "sources.csv")
    excerpts = _excerpts(folder / "excerpts.csv")

    def complete(story: Story) -> Story:
        source_id = story.provenance.source_id
        return replace(
            story,
            excerpt=excerpts.get(source_id, story.excerpt),
            consent=Consent.ANONYMOUS,
            provenance=replace(story.provenance, further=sources.get(source_id, ())),
        )

    return import_stories(folder / "stories.csv", service, vouched_by=VOUCHED_BY, source=SOURCE, prepare=complete)


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
