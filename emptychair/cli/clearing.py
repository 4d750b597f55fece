"""Clearance on the command line: story by story, or whatever waits of a source that somebody vouches for."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from emptychair.app import commands as c
from emptychair.app.program import Program
from emptychair.cli.host import Host
from emptychair.cli.output import say, say_json
from emptychair.cli.stories import find_story
from emptychair.domain.errors import N_, BadInput
from emptychair.domain.ids import BatchId, StoryId
from emptychair.domain.story import Clearance

_PART = 100  # stories an act: a decision in a window meanwhile waits for no more


def set_clearance(
    host: Host,
    ids: tuple[str, ...],
    by: str | None,
    source: str,
    customer: str,
    workspace: Path | None,
    as_json: bool,
) -> int:
    """Clear in the name of `by`, or withdraw (None)."""
    if bool(ids) == bool(source or customer):
        raise BadInput(N_("Say which stories: by their ids, or all of a --source or a --customer."))
    program = host.load(workspace, create=False)
    try:
        if ids:
            found = tuple(find_story(program.reader, name).id for name in ids)
            program.service.execute(c.ClearStories(found, by) if by is not None else c.WithdrawStories(found))
        else:
            found = _in_bulk(program, by, source, customer)
        told = program.words.tr("cleared") if by is not None else program.words.tr("waiting for clearance")
        for story_id in found:
            state = Clearance.CLEARED if by is not None else Clearance.WAITING
            if as_json:
                say_json({"id": story_id, "clearance": state})
            else:
                say(f"{story_id}  {told}")
    finally:
        program.close()
    return 0


def _in_bulk(program: Program, by: str | None, source: str, customer: str) -> tuple[StoryId, ...]:
    wanted = Clearance.CLEARED if by is None else Clearance.WAITING
    found = program.reader.stories_from(wanted, source, customer)
    began = program.service.now_ms()

    def batch_of(one: tuple[StoryId, BatchId | None]) -> str:
        return one[1] or ""

    for batch_id, group in groupby(sorted(found, key=batch_of), key=batch_of):
        ids = [story_id for story_id, _ in group]
        for start in range(0, len(ids), _PART):
            part = tuple(ids[start : start + _PART])
            if by is None:
                program.service.execute(c.WithdrawStories(part))
            elif batch_id:
                program.service.execute(c.VouchFor(batch_id, part, by, began))
            else:
                program.service.execute(c.ClearStories(part, by))
    state = Clearance.WAITING if by is None else Clearance.CLEARED
    now = {story_id for story_id, _ in program.reader.stories_from(state, source, customer)}
    return tuple(story_id for story_id, _ in found if story_id in now)  # without those whose customer said no
