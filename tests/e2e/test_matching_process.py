"""The process that answers and the one that encodes, as the program starts them: killed, resumed, overtaken."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from pathlib import Path

import pytest

from emptychair.app.match_client import MatchProcess
from emptychair.app.readiness import Readiness
from emptychair.matching.models import best_encoder
from emptychair.store.vectors import Model, VectorFile
from tests.core import open_core

STORIES = 210  # more than are encoded while one waits
PATIENCE = 120.0


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    core = open_core(tmp_path / "many.emptychair")
    for number in range(STORIES):
        thing = ("lift", "parcel", "invoice", "chair", "router")[number % 5]
        core.add(f"The {thing} of customer {number} was broken.", headline=f"Story {number}")
    core.workspace.close()
    return tmp_path / "many.emptychair"


def vectors(workspace: Path) -> VectorFile:
    encoder = best_encoder()
    model = Model(encoder.id, encoder.sha256, encoder.dimensions)
    return VectorFile(workspace.with_name(workspace.name + ".vectors"), model)


def until_some_lie_there(file: VectorFile, process: subprocess.Popen[bytes]) -> None:
    """Wait beside a process that encodes, without taking its processor."""
    end = time.monotonic() + PATIENCE
    while not file.on_disk():
        assert time.monotonic() < end, "it took too long"
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.05)


def encoding(workspace: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "emptychair", "_encode", "--workspace", str(workspace)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_an_encoder_that_was_killed_goes_on_where_it_was(workspace: Path) -> None:
    file = vectors(workspace)
    with encoding(workspace) as killed:
        until_some_lie_there(file, killed)
        killed.kill()
    there = file.on_disk()
    assert 0 < there < STORIES
    with encoding(workspace) as second:
        assert second.wait(PATIENCE) == 0
    file.refresh()
    assert file.count == STORIES, "none twice, none left out"
    assert sorted(file.stories.tolist()) == list(range(1, STORIES + 1))


def test_an_encoder_ends_with_the_process_that_started_it(workspace: Path) -> None:
    file = vectors(workspace)
    with encoding(workspace) as orphan:
        until_some_lie_there(file, orphan)
        assert orphan.stdin is not None
        orphan.stdin.close()
        assert orphan.wait(PATIENCE) in (0, 1)
    assert file.on_disk() < STORIES


def asked_first(workspace: Path) -> Readiness | None:
    """How far the library is known when a fresh process has answered once."""
    matcher = MatchProcess(workspace)
    try:
        assert matcher.readiness is None
        assert matcher.find("broken lift", "en", 5).result(PATIENCE)
        return matcher.readiness
    finally:
        matcher.close()


def test_a_large_library_is_answered_at_once_and_known_by_meaning_later(workspace: Path) -> None:
    first = asked_first(workspace)
    assert first is not None and not first.complete and first.stories == STORIES
    with encoding(workspace) as process:
        assert process.wait(PATIENCE) == 0
    assert asked_first(workspace) == Readiness(STORIES, STORIES)


def test_who_types_on_gets_the_latest_answer_alone(workspace: Path) -> None:
    matcher = MatchProcess(workspace)
    try:
        asked = [matcher.find("broken lift"[:length], "en", 5) for length in range(1, 12)]
        assert asked[-1].result(PATIENCE)[0].headline.startswith("Story")
        assert all(future.cancelled() for future in asked[:-1])
        assert matcher.find("parcel", "en", 5).result(PATIENCE), "and it goes on answering"
    finally:
        matcher.close()
