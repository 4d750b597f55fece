"""A one-page summary as PDF, tagged and with the bundled fonts: the first of a process, and those after it."""

from __future__ import annotations

import time
from collections.abc import Iterator

from rows import Desk, Row

LIMIT_MS = 150.0


def measure(desk: Desk) -> Iterator[Row]:
    from emptychair.app import commands as c
    from emptychair.app.summary import summarise
    from emptychair.bootstrap import load_program
    from emptychair.domain.decision import Counted
    from emptychair.domain.ids import MeetingId
    from emptychair.report import preview_pages, render_summary

    program = load_program(desk.folder / "pdf.emptychair")
    made = program.service.execute(c.CreateMeeting("Weekly", "en", (c.NewItem("Prices", 10), c.NewItem("Support", 5))))
    meeting_id = MeetingId(made.entity)
    program.service.execute(c.StartMeeting(meeting_id))
    data = program.reader.meeting(meeting_id)
    assert data is not None
    for item in data.items:
        decision = c.RecordDecision(item.id, f"{item.title} stay as they are until spring", counted=Counted.CONFIRMED)
        program.service.execute(decision)
    data = program.reader.meeting(meeting_id)
    assert data is not None
    summary = summarise(data, program.reader, program.words, now_ms=program.service.now_ms())
    taken: list[float] = []
    for _ in range(31):
        start = time.perf_counter_ns()
        render_summary(summary, ".pdf", program.words)
        taken.append((time.perf_counter_ns() - start) / 1e6)
    pages = len(preview_pages(summary, program.words, ppi=20))
    yield Row(f"summary as PDF, pages: {pages}, first", (taken[0],), "ms", limit=LIMIT_MS)
    yield Row(f"summary as PDF, pages: {pages}, again", tuple(taken[1:]), "ms", limit=LIMIT_MS)
    program.close()
