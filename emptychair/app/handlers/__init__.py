"""One function per act: reads and writes through the unit, returns what changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from emptychair.app import commands as c
from emptychair.app.handlers import agenda, decisions, erasure, imports, meetings, picking, run, stories, vouching, wall
from emptychair.app.outcome import Context, Outcome


def handlers() -> dict[type[c.Command], Callable[[Any, Context], Outcome]]:
    """Every command with its handler. Undo and redo are the service's own, because they act on the log."""
    return {
        c.AddStory: stories.add,
        c.EditStory: stories.edit,
        c.ClearStories: stories.clear,
        c.ClearEdited: stories.clear_edited,
        c.WithdrawStories: stories.withdraw,
        c.VouchFor: vouching.vouch_for,
        c.WithdrawVouched: vouching.withdraw_vouched,
        c.NeverShow: stories.never,
        c.DeleteStories: stories.delete,
        c.MergeTags: stories.merge_tags,
        c.OpenBatch: imports.open_batch,
        c.ImportStories: imports.import_stories,
        c.StorePrepared: imports.store_prepared,
        c.GoOnMarking: imports.go_on_marking,
        c.CloseBatch: imports.close_batch,
        c.DropBatch: imports.drop_batch,
        c.EraseStories: erasure.erase,
        c.CreateMeeting: meetings.create,
        c.EditMeeting: meetings.edit,
        c.DeleteMeeting: meetings.delete,
        c.AddItem: agenda.add,
        c.EditItem: agenda.edit,
        c.RemoveItem: agenda.remove,
        c.MoveItem: agenda.move,
        c.SplitItem: agenda.split,
        c.SetNote: agenda.note,
        c.ApplyMatches: agenda.apply_matches,
        c.ChooseStory: agenda.choose,
        c.SwapStory: agenda.swap,
        c.ShowCounter: picking.counter,
        c.DrawStory: picking.draw,
        c.PinStory: agenda.pin,
        c.StartMeeting: run.start,
        c.GoNext: run.go_next,
        c.GoBack: run.go_back,
        c.GoTo: run.go_to,
        c.SetView: run.set_view,
        c.LateItem: run.late,
        c.DeferItem: run.defer,
        c.ParkItem: run.park,
        c.SetUndecided: run.undecided,
        c.EndMeeting: run.end,
        c.ReopenMeeting: run.reopen,
        c.SetBlank: wall.set_blank,
        c.SetFrozen: wall.set_frozen,
        c.RecordDecision: decisions.record,
        c.EditDecision: decisions.edit,
        c.DeleteDecision: decisions.delete,
        c.SaveDraft: decisions.save_draft,
        c.PutSetting: meetings.put_setting,
        c.RestoreRows: meetings.restore_rows,
    }
