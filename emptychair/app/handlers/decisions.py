"""Decisions, their sealed evidence, and the line while it is typed."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from emptychair.app import commands as c
from emptychair.app.outcome import Context, Outcome
from emptychair.domain.change import Change
from emptychair.domain.decision import Basis, Counted, Decision, Evidence
from emptychair.domain.errors import N_, BadInput, Conflict
from emptychair.domain.ids import DecisionId, ItemId
from emptychair.domain.meeting import Draft, ItemState, MeetingState


def record(command: c.RecordDecision, ctx: Context) -> Outcome:
    """The decision with the exact words, version and time of the story that stands, or last stood, on the wall.

    A decision that referenced nobody carries no evidence. Recording clears the item's draft line.
    """
    text = command.text.strip()
    if not text:
        raise BadInput(N_("There is no decision yet: type what was decided."))
    unit = ctx.unit
    item = unit.items.need(command.item_id)
    meeting = unit.meetings.need(item.meeting_id)
    if meeting.state is MeetingState.PREPARING:
        raise Conflict(N_("This meeting is not running: start it first."))
    decision = Decision(
        id=DecisionId(ctx.new_id()),
        meeting_id=meeting.id,
        item_id=item.id,
        number=unit.last_decision_number(meeting.id) + 1,
        text=text,
        because=command.because.strip(),
        owner=command.owner.strip(),
        due=command.due,
        counted=command.counted,
        door=command.door,
        basis=command.basis or _basis(command.counted),
        evidence=_evidence(item.id, command.counted, ctx),
        line=command.line,
        made_at=ctx.now,
        changed_at=ctx.now,
    )
    unit.decisions.put(decision)
    unit.drafts.drop(item.id)
    state = item.state if item.state is not ItemState.OPEN or meeting.item_id == item.id else ItemState.DONE
    unit.items.put(replace(item, undecided=False, state=state))
    unit.meetings.put(replace(meeting, last_act_at=ctx.now))
    return _decision(decision, N_("Decision recorded"))


def edit(command: c.EditDecision, ctx: Context) -> Outcome:
    """The words may be mended; sealed evidence stays unless the customer's part changes to or from none."""
    before = ctx.unit.decisions.need(command.decision_id)
    text = command.text.strip()
    if not text:
        raise BadInput(N_("A decision cannot be empty: type its words, or delete it."))
    evidence = before.evidence
    if _heard(command.counted) and not evidence:
        evidence = _evidence(before.item_id, command.counted, ctx)
    elif not _heard(command.counted):
        evidence = ()
    after = replace(
        before,
        text=text,
        because=command.because.strip(),
        owner=command.owner.strip(),
        due=command.due,
        counted=command.counted,
        door=command.door,
        basis=command.basis,
        evidence=evidence,
        changed_at=ctx.now,
    )
    ctx.unit.decisions.put(after)
    return _decision(after, N_("Decision edited"))


def delete(command: c.DeleteDecision, ctx: Context) -> Outcome:
    """A tombstone; its number is not given again."""
    before = ctx.unit.decisions.need(command.decision_id)
    ctx.unit.decisions.put(replace(before, deleted_at=ctx.now))
    return _decision(before, N_("Decision deleted"))


def save_draft(command: c.SaveDraft, ctx: Context) -> Outcome:
    """Keeps what is being typed. Not an act: nothing to undo, nothing to log."""
    item = ctx.unit.items.need(command.item_id)
    by_hand = (command.counted, command.door, command.basis, command.owner, command.due)
    if command.line or any(by_hand):
        ctx.unit.drafts.put(Draft(item.id, item.meeting_id, command.line, *by_hand, ctx.now))
    else:
        ctx.unit.drafts.drop(item.id)
    return Outcome(Change.DRAFT, item.id, N_("Draft saved"), scope=item.meeting_id, undoable=False, logged=False)


def _heard(counted: Counted | None) -> bool:
    return counted is not None and counted is not Counted.NOT_REFERENCED


def _basis(counted: Counted | None) -> Basis | None:
    # Changed and confirmed rest on the story by their meaning; overruled and none rest on something else.
    return Basis.CUSTOMER_STORY if counted in (Counted.CHANGED, Counted.CONFIRMED) else None


def _evidence(item_id: ItemId, counted: Counted | None, ctx: Context) -> tuple[Evidence, ...]:
    if not _heard(counted):
        return ()
    shown = ctx.unit.last_showing(item_id)
    if shown is None:
        return ()
    return (
        Evidence(
            story_id=shown.story_id,
            version=shown.version,
            words=shown.words,
            language=shown.language,
            verbatim=shown.verbatim,
            cut=shown.cut,
            customer=shown.customer,
            source=shown.source,
            shown_at=shown.since,
            seal=hashlib.sha256(shown.words.encode()).hexdigest(),
        ),
    )


def _decision(decision: Decision, label: str) -> Outcome:
    return Outcome(Change.DECISIONS | Change.ITEMS | Change.LIVE, decision.id, label, scope=decision.meeting_id)
