"""Erasing for good."""

from __future__ import annotations

from emptychair.app import commands as c
from emptychair.app.erasure import ErasureReport
from emptychair.app.i18n import Words
from emptychair.app.outcome import LIBRARY, Context, Outcome
from emptychair.app.paths import resources
from emptychair.domain import codec
from emptychair.domain.change import Change
from emptychair.domain.errors import N_, BadInput, Conflict

LABEL = N_("Erased for good")


def erase(command: c.EraseStories, ctx: Context) -> Outcome:
    """One transaction, no undo. The log gets the report in place of the command, which holds what was looked for."""
    by = command.by.strip()
    if not by:
        raise BadInput(N_("Say who erases: the report needs a person's name."))
    if not command.confirm:
        raise Conflict(N_("Erasing cannot be taken back: confirm it first."))
    words = Words("en", resources() / "locale")

    def mark(language: str) -> str:
        return words.other(language).tr("[evidence erased]")

    figures = ctx.unit.erase(command.story_ids, command.terms, texts=command.texts, mark=mark, now=ctx.now)
    report = ErasureReport(ctx.new_id(), ctx.now, by, command.story_ids, figures)
    ctx.unit.append_event(
        event_id=report.id,
        kind="EraseStories",
        entity=report.id,
        scope=LIBRARY,
        label=LABEL,
        body=codec.dumps(report),
        inverse=None,
        at=ctx.now,
        merge_key="",
    )
    touched = Change.STORIES | Change.ITEMS | Change.DECISIONS | Change.MEETINGS | Change.NOTES | Change.LIVE
    return Outcome(touched, report.id, LABEL, undoable=False, logged=False)
