"""Backups on the command line."""

from __future__ import annotations

from pathlib import Path

from emptychair.app import commands as c
from emptychair.app.clock import SteadyClock
from emptychair.app.erasure import KEEP_BACKUPS_DAYS
from emptychair.cli.host import Host
from emptychair.cli.output import say, say_json
from emptychair.store.backups import make_backup, restore
from emptychair.store.forgetting import forget


def back_up(host: Host, target: Path | None, workspace: Path | None, as_json: bool) -> int:
    """A verified copy, beside the workspace unless `target` says where."""
    program = host.load(workspace, create=False)
    try:
        made = make_backup(program.workspace, program.service.now_ms(), target)
        if as_json:
            say_json({"backup": str(made)})
        else:
            say(str(made))
            if target is None:
                say(program.words.tr("It is kept for {n} days.", n=KEEP_BACKUPS_DAYS))
    finally:
        program.close()
    return 0


def put_back(host: Host, source: Path, workspace: Path | None, as_json: bool) -> int:
    """The workspace as the backup has it. Whoever was erased since stays erased."""
    path = workspace or host.default_workspace()
    again, kept = restore(path, source, SteadyClock().now_ms())
    program = host.load(path, create=False)
    try:
        words = program.words
        if again:
            by = program.settings.person or words.tr("Restored backup")
            forget(program.service, path, c.EraseStories(tuple(again), by, confirm=True))
        counts = program.reader.counts()
        if as_json:
            say_json({"stories": counts.stories, "erased_again": len(again), "kept": str(kept) if kept else None})
            return 0
        say(words.trn("Restored: {n} story", "Restored: {n} stories", counts.stories))
        if again:
            say(words.trn("{n} story was erased since and was erased again",
                          "{n} stories were erased since and were erased again", len(again)))  # fmt: skip
        if kept:
            say(words.tr("What was there before is kept as {name}.", name=kept.name))
    finally:
        program.close()
    return 0
