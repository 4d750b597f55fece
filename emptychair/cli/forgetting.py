"""Erasure and retention on the command line: a preview by default, the act with --yes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from emptychair.app import commands as c
from emptychair.app.clock import local
from emptychair.app.erasure import (
    RETENTION,
    ErasurePreview,
    ErasureReport,
    Retention,
    Since,
    cutoff,
    preview_lines,
    report_lines,
    retention_of,
)
from emptychair.app.program import Program
from emptychair.cli.host import Host
from emptychair.cli.output import iso, say, say_json
from emptychair.cli.stories import find_story
from emptychair.domain import codec
from emptychair.domain.errors import N_, BadInput
from emptychair.domain.ids import StoryId
from emptychair.store.forgetting import clean, find, forget


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be erased, and how far."""

    terms: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    texts: bool = False
    all: bool = False
    yes: bool = False
    by: str = ""
    report: Path | None = None


def erase(host: Host, wish: Wish, workspace: Path | None, as_json: bool) -> int:
    """Say what would be erased; with `yes` erase it and say what was done."""
    if not wish.terms and not wish.stories:
        raise BadInput(N_("Say who is to be forgotten: a name, an address, a ticket number, or --story."))
    program = host.load(workspace, create=False)
    try:
        by = _person(program, wish)
        named = tuple(find_story(program.reader, name).id for name in wish.stories)
        found = find(program.workspace, wish.terms, named)
        if not wish.yes:
            _preview(found, program, as_json)
            return 0
        ids = tuple(hit.story_id for hit in found.stories if hit.sure or wish.all)
        return _erase(program, ids, by, wish, as_json, nothing=found.empty)
    finally:
        program.close()


def _person(program: Program, wish: Wish) -> str:
    by = wish.by or program.settings.person
    if wish.yes and not by:
        raise BadInput(N_("Say who erases: the report needs a person's name (--by NAME)."))
    return by


def _erase(
    program: Program, ids: tuple[StoryId, ...], by: str, wish: Wish, as_json: bool, *, nothing: bool = False
) -> int:
    words = program.words
    if nothing:
        swept, _ = clean(program.workspace)  # what a meeting that ran has put off
        if as_json:
            say_json({"erased": None, "stories": [], "swept": swept})
        else:
            say(words.tr("Nothing of it is in this workspace."))
        return 0
    report = forget(program.service, program.workspace, c.EraseStories(ids, by, wish.terms, wish.texts, confirm=True))
    lines = report_lines(report, words, program.service.zone)
    if wish.report is not None:
        _write(wish.report, report, lines, program.service.zone)
    if as_json:
        say_json(plain_report(report, program.service.zone))
    else:
        for line in lines:
            say(line)
    return 0


def _write(path: Path, report: ErasureReport, lines: list[str], zone: str) -> None:
    import json

    text = "\n".join(lines) + "\n"
    if path.suffix.casefold() == ".json":
        text = json.dumps(plain_report(report, zone), indent=2) + "\n"
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput(
            N_("It is erased, but the report “{path}” cannot be written: “emptychair erasures” shows it."),
            path=path.name,
        ) from error


def plain_report(report: ErasureReport, zone: str) -> dict[str, Any]:
    """The report as JSON knows it."""
    found = codec.plain(report)
    figures = {"log": report.figures.log, **found["figures"], "vectors": report.vectors}
    return {
        "erased": report.id,
        "at": iso(report.at, zone),
        "by": report.by,
        "stories": list(report.story_ids),
        "counts": figures,
        "left": {"stories": report.left_stories, "texts": report.left_texts},
        "swept": report.swept,
        "backups": [_backup(hit, zone) for hit in report.backups],
        "meetings": [iso(at, zone) for at in report.meetings],
    }


def _backup(hit: Any, zone: str) -> dict[str, Any]:
    return {"name": hit.name, "made": iso(hit.made_at, zone), "expires": iso(hit.expires_at, zone), "holds": hit.holds}


def _preview(found: ErasurePreview, program: Program, as_json: bool) -> None:
    zone, words = program.service.zone, program.words
    if as_json:
        plain = codec.plain(found)
        stories = [{"id": hit["story_id"], **hit} for hit in plain["stories"]]
        for hit in stories:
            del hit["story_id"]
        say_json(
            {
                **plain,
                "stories": stories,
                "backups": [_backup(hit, zone) for hit in found.backups],
                "meetings": [iso(at, zone) for at in found.meetings],
            }
        )
        return
    if found.empty:
        say(words.tr("Nothing of it is in this workspace."))
        for line in preview_lines(found, words, zone):  # it may be in a backup
            say(line)
        return
    for hit in found.stories:
        mark = "×" if hit.sure else "?"
        where = f"  ({', '.join(hit.where)})" if hit.where else ""
        say(f"{mark} {hit.story_id}  {hit.source} {hit.source_id}  {hit.headline}{where}")
    for line in preview_lines(found, words, zone):
        say(line)
    say(words.tr("Nothing was erased. --yes --by NAME erases what is marked ×, --all what is marked ?, too."))


def list_erasures(host: Host, workspace: Path | None, as_json: bool) -> int:
    """The reports of all erasures."""
    program = host.load(workspace, create=False)
    try:
        for n, report in enumerate(program.reader.erasures()):
            if as_json:
                say_json(plain_report(report, program.service.zone))
                continue
            if n:
                say()
            for line in report_lines(report, program.words, program.service.zone):
                say(line)
    finally:
        program.close()
    return 0


# ------------------------------------------------------------------------------------------------ retention
def retention(host: Host, months: int | None, since: str, wish: Wish, workspace: Path | None, as_json: bool) -> int:
    """Set or tell how long stories are kept, and propose those that are older. Never erases without --yes."""
    program = host.load(workspace, create=False)
    try:
        by = _person(program, wish)
        kept = retention_of(program.reader.setting(RETENTION))
        if months is not None or since:
            if since and since not in list(Since):
                raise BadInput(N_("Write happened, heard or created behind --since."))
            kept = Retention(
                min(months, 1200) if months is not None else kept.months, Since(since) if since else kept.since
            )
            program.service.execute(c.PutSetting(RETENTION, kept.text))
        day = cutoff(kept, _today(program))
        proposed = program.reader.older_than(day, kept.since) if day else []
        if wish.yes:
            return _erase(program, tuple(proposed), by, wish, as_json, nothing=not proposed)
        _tell(program, kept, proposed, as_json)
    finally:
        program.close()
    return 0


def _today(program: Program) -> date:
    return local(program.service.now_ms(), program.service.zone).date()


def _tell(program: Program, kept: Retention, proposed: list[StoryId], as_json: bool) -> None:
    words = program.words
    if not as_json:
        told = {
            Since.HAPPENED: words.tr("after they happened"),
            Since.HEARD: words.tr("after they were heard"),
            Since.CREATED: words.tr("after they came into the library"),
        }[kept.since]
        if kept.months:
            say(words.trn("Stories are kept {n} month {since}.", "Stories are kept {n} months {since}.", kept.months,
                          since=told))  # fmt: skip
        else:
            say(words.tr("Stories are kept for ever: --months 24 proposes those that are older."))
    for story_id in proposed:
        story = program.reader.story(story_id)
        if story is None:
            continue
        if as_json:
            say_json({"id": story_id, "headline": story.headline, "happened_on": story.happened_on})
        else:
            say(f"{story_id}  {story.happened_on or '–':<10}  {story.headline}")
    if proposed and not as_json:
        say(words.tr("Nothing was erased: --yes --by NAME erases these."))
