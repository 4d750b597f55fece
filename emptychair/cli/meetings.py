"""Meetings on the command line: agendas in, lists, summaries out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from emptychair.app import commands as c
from emptychair.app.i18n import Words
from emptychair.app.ports import DecisionRow, MeetingRow, Reader
from emptychair.app.program import Program
from emptychair.app.summary import summarise
from emptychair.cli.host import Host
from emptychair.cli.output import iso, parse_start, say, say_json
from emptychair.domain.errors import N_, BadInput, NotFound
from emptychair.domain.ids import MeetingId
from emptychair.gather.agenda import AgendaItem, read_agenda_file
from emptychair.matching.language import detect


def read(
    host: Host,
    file: Path,
    title: str | None,
    workspace: Path | None,
    as_json: bool,
    *,
    series: str,
    start: str,
    language: str,
) -> int:
    """What an agenda says; with a title the meeting is made and its stories are chosen."""
    reading = read_agenda_file(file)
    if title is None:
        _tell_items(reading.items, host.words(), as_json)
        return 0
    program = host.load(workspace)
    try:
        starts_at = parse_start(start, program.service.zone) if start else None
        if start and starts_at is None:
            raise BadInput(N_("“{start}” is no time: write it as 2026-11-24T14:00."), start=start)
        before = find_meeting(program.reader, series) if series else None
        own = language or detect(" ".join(item.title for item in reading.items)) or program.words.language
        items = tuple(c.NewItem(i.title, i.minutes, i.owner or "", i.start or "") for i in reading.items)
        made = program.service.execute(
            c.CreateMeeting(
                title,
                own,
                items,
                starts_at=starts_at,
                zone=program.service.zone,
                series_id=before.meeting.series_id if before else None,
            )
        )
        match_meeting(program, MeetingId(made.entity))
        # Told when it is done: whoever reads along gets nothing of what was refused.
        _tell_items(reading.items, program.words, as_json)
        if as_json:
            say_json({"meeting": made.entity})
        else:
            say(program.words.tr("Meeting {id}", id=made.entity))
    finally:
        program.close()
    return 0


def _tell_items(items: Sequence[AgendaItem], words: Words, as_json: bool) -> None:
    for position, item in enumerate(items, start=1):
        if as_json:
            say_json(
                {
                    "position": position,
                    "title": item.title,
                    "minutes": item.minutes,
                    "owner": item.owner,
                    "start": item.start,
                }
            )
        else:
            minutes = words.tr("{n} min", n=item.minutes) if item.minutes is not None else ""
            say("  ".join(filter(None, (f"{position:>2}.", item.start, item.title, minutes, item.owner))))


def match_meeting(program: Program, meeting_id: MeetingId) -> None:
    """Choose a story for each item, here and now."""
    from emptychair.store.matcher import LibraryMatcher

    matcher = LibraryMatcher(program.workspace)
    try:
        program.service.execute(c.ApplyMatches(meeting_id, matcher.match_meeting(meeting_id)))
    finally:
        matcher.close()


def find_meeting(reader: Reader, name: str) -> MeetingRow:
    """A meeting by id, by the beginning of its id, by its title, or "last". Raises NotFound or BadInput."""
    rows = reader.meetings()
    if name == "last" and rows:
        return rows[0]
    exact = [row for row in rows if row.meeting.id == name]
    found = exact or [
        row for row in rows if (len(name) >= 4 and row.meeting.id.startswith(name)) or row.meeting.title == name
    ]
    if not found:
        raise NotFound(N_("There is no meeting “{name}”: list them with “emptychair meetings”."), name=name)
    if len(found) > 1:
        raise BadInput(N_("“{name}” names more than one meeting: use its id."), name=name)
    return found[0]


def list_meetings(host: Host, name: str, workspace: Path | None, as_json: bool) -> int:
    """All meetings, newest first; one of them with its items."""
    program = host.load(workspace, create=False)
    try:
        words = program.words
        rows = [find_meeting(program.reader, name)] if name else program.reader.meetings()
        for row in rows:
            if as_json:
                say_json(_meeting(row, program, with_items=bool(name)))
                continue
            state = _states(words)[row.meeting.state]
            items = words.trn("{n} item", "{n} items", row.items)
            heard = words.tr("{heard} of {all} heard the customer", heard=row.heard, all=row.decisions)
            say(f"{row.meeting.id}  {state}  {row.meeting.title}  {items}  {heard}")
            if name:
                for item in _items(row, program):
                    say(f"  {item['position']:>2}. {item['title']}  [{item['story'] or '–'}]")
    finally:
        program.close()
    return 0


def list_decisions(host: Host, name: str, heard: bool, workspace: Path | None, as_json: bool) -> int:
    """Decisions in the order in which they were made."""
    program = host.load(workspace, create=False)
    try:
        meeting_id = find_meeting(program.reader, name).meeting.id if name else None
        for row in program.reader.decisions(meeting_id):
            if heard and not row.decision.heard:
                continue
            if as_json:
                say_json(_decision(row, program.service.zone))
            else:
                decision = row.decision
                due = program.words.short_day(decision.due) if decision.due else ""
                say("  ".join(filter(None, (f"{decision.number}.", decision.text, decision.owner, due))))
    finally:
        program.close()
    return 0


def write_summaries(
    host: Host, name: str, files: tuple[Path, ...], notes: bool, workspace: Path | None, as_json: bool
) -> int:
    """One summary in as many formats as there are file names; where one of them is refused, none is written."""
    from emptychair.report import write_summaries as write

    program = host.load(workspace, create=False)
    try:
        row = find_meeting(program.reader, name)
        data = program.reader.meeting(row.meeting.id)
        assert data is not None
        summary = summarise(data, program.reader, program.words, now_ms=program.service.now_ms(), include_notes=notes)
        for written in write(summary, files, program.words):
            if as_json:
                say_json({"file": str(written.path), "tagged": written.tagged, "notice": written.notice})
            else:
                say(str(written.path))
                if written.notice:
                    say(written.notice)
    finally:
        program.close()
    return 0


def _states(words: Words) -> dict[str, str]:
    return {
        "preparing": words.tr("in preparation"),
        "live": words.tr("running"),
        "ended": words.tr("ended"),
    }


def _meeting(row: MeetingRow, program: Program, *, with_items: bool) -> dict[str, Any]:
    meeting, zone = row.meeting, program.service.zone
    found: dict[str, Any] = {
        "id": meeting.id,
        "title": meeting.title,
        "language": meeting.language,
        "series": meeting.series_id,
        "place": meeting.place,
        "state": meeting.state,
        "rehearsal": meeting.rehearsal,
        "starts_at": iso(meeting.starts_at, zone),
        "started_at": iso(meeting.started_at, zone),
        "ended_at": iso(meeting.ended_at, zone),
        "item": meeting.item_id,
        "minutes": row.minutes,
        "decisions": row.decisions,
        "heard": row.heard,
    }
    if with_items:
        found["items"] = _items(row, program)
    else:
        found["items"] = row.items
    return found


def _items(row: MeetingRow, program: Program) -> list[dict[str, Any]]:
    data = program.reader.meeting(row.meeting.id)
    items: list[dict[str, Any]] = []
    for item in data.items if data else ():
        story = program.reader.story(item.choice.story_id) if item.choice.story_id else None
        items.append(
            {
                "id": item.id,
                "position": item.position,
                "title": item.title,
                "minutes": item.minutes,
                "owner": item.owner or None,
                "start": item.starts or None,
                "state": item.state,
                "verdict": item.choice.verdict or None,
                "chosen_by": item.choice.origin or None,
                "pinned": item.choice.pinned,
                "story": story.provenance.source_id if story else None,
                "spent_seconds": item.spent_ms // 1000,
            }
        )
    return items


def _decision(row: DecisionRow, zone: str) -> dict[str, Any]:
    decision = row.decision
    return {
        "id": decision.id,
        "meeting": decision.meeting_id,
        "meeting_title": row.meeting_title,
        "item": decision.item_id,
        "item_title": row.item_title,
        "number": decision.number,
        "text": decision.text,
        "because": decision.because or None,
        "owner": decision.owner or None,
        "due": decision.due.isoformat() if decision.due else None,
        "counted": decision.counted,
        "door": decision.door,
        "basis": decision.basis,
        "rehearsal": row.rehearsal,
        "made_at": iso(decision.made_at, zone),
        "evidence": [
            {
                "story": evidence.story_id,
                "version": evidence.version,
                "words": evidence.words,
                "shown_at": iso(evidence.shown_at, zone),
                "seal": evidence.seal,
            }
            for evidence in decision.evidence
        ],
    }
