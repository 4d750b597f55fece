"""A match of one title over the 60 demo stories, once the matching process has its library in memory."""

from __future__ import annotations

import time
from collections.abc import Iterator

from rows import ROOT, Desk, Row

LIMIT_MS = 50.0


def measure(desk: Desk) -> Iterator[Row]:
    from emptychair.gather.agenda import read_agenda_file
    from emptychair.store.matcher import LibraryMatcher

    workspace, _ = desk.demo
    agendas = sorted((ROOT / "resources" / "demo" / "agendas").glob("*.md"))
    titles = [item.title for path in agendas for item in read_agenda_file(path).items]
    matcher = LibraryMatcher(workspace)
    start = time.perf_counter()
    matcher.match_titles(titles[:1])
    yield Row("first match of a process (loads the encoder)", ((time.perf_counter() - start) * 1000,), "ms")
    taken: list[float] = []
    for _ in range(3):
        for title in titles:
            before = time.perf_counter_ns()
            matcher.match_titles([title])
            taken.append((time.perf_counter_ns() - before) / 1e6)
    yield Row("a match over 60 stories", tuple(taken), "ms", limit=LIMIT_MS)
    matcher.close()
