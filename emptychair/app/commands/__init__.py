"""Every act of a person, as a value that can be logged, replayed and undone.

A frozen dataclass costs the start of the program about half a millisecond, and there are fifty of them here: each part
is imported when the first of its commands is asked for (PEP 562).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from emptychair.app.commands.base import Command, Urgency

if TYPE_CHECKING:
    from emptychair.app.commands.erasing import EraseStories
    from emptychair.app.commands.importing import GoOnMarking, StorePrepared
    from emptychair.app.commands.preparing import (
        AddItem,
        ApplyMatches,
        ChooseStory,
        CreateMeeting,
        DeleteMeeting,
        DrawStory,
        EditItem,
        EditMeeting,
        MoveItem,
        NewItem,
        PinStory,
        RemoveItem,
        SetNote,
        ShowCounter,
        SplitItem,
        SwapStory,
    )
    from emptychair.app.commands.running import (
        DeferItem,
        DeleteDecision,
        EditDecision,
        EndMeeting,
        GoBack,
        GoNext,
        GoTo,
        LateItem,
        ParkItem,
        PutSetting,
        RecordDecision,
        ReopenMeeting,
        SaveDraft,
        SetBlank,
        SetFrozen,
        SetUndecided,
        SetView,
        StartMeeting,
    )
    from emptychair.app.commands.stories import (
        AddStory,
        ClearEdited,
        ClearStories,
        CloseBatch,
        DeleteStories,
        DropBatch,
        EditStory,
        ImportStories,
        MergeTags,
        NeverShow,
        OpenBatch,
        VouchFor,
        WithdrawStories,
        WithdrawVouched,
    )
    from emptychair.app.commands.undo import (
        Redo,
        RestoreRows,
        Undo,
    )

_PARTS = {
    "stories": (
        "AddStory",
        "ClearEdited",
        "ClearStories",
        "CloseBatch",
        "DeleteStories",
        "DropBatch",
        "EditStory",
        "ImportStories",
        "MergeTags",
        "NeverShow",
        "OpenBatch",
        "VouchFor",
        "WithdrawStories",
        "WithdrawVouched",
    ),
    "erasing": ("EraseStories",),
    "importing": ("GoOnMarking", "StorePrepared"),
    "preparing": (
        "AddItem",
        "ApplyMatches",
        "ChooseStory",
        "CreateMeeting",
        "DeleteMeeting",
        "EditItem",
        "EditMeeting",
        "MoveItem",
        "NewItem",
        "DrawStory",
        "PinStory",
        "RemoveItem",
        "SetNote",
        "SplitItem",
        "ShowCounter",
        "SwapStory",
    ),
    "running": (
        "DeferItem",
        "DeleteDecision",
        "EditDecision",
        "EndMeeting",
        "GoBack",
        "GoNext",
        "GoTo",
        "LateItem",
        "ParkItem",
        "PutSetting",
        "RecordDecision",
        "ReopenMeeting",
        "SaveDraft",
        "SetBlank",
        "SetFrozen",
        "SetUndecided",
        "SetView",
        "StartMeeting",
    ),
    "undo": (
        "Redo",
        "RestoreRows",
        "Undo",
    ),
}


def __getattr__(name: str) -> Any:
    for part, names in _PARTS.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{part}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "AddItem",
    "AddStory",
    "ApplyMatches",
    "ChooseStory",
    "ClearEdited",
    "ClearStories",
    "CloseBatch",
    "Command",
    "CreateMeeting",
    "DeferItem",
    "DeleteDecision",
    "DeleteMeeting",
    "DeleteStories",
    "DrawStory",
    "DropBatch",
    "EditDecision",
    "EditItem",
    "EditMeeting",
    "EditStory",
    "EndMeeting",
    "EraseStories",
    "GoBack",
    "GoNext",
    "GoOnMarking",
    "GoTo",
    "ImportStories",
    "LateItem",
    "MergeTags",
    "MoveItem",
    "NeverShow",
    "NewItem",
    "OpenBatch",
    "ParkItem",
    "PinStory",
    "PutSetting",
    "RecordDecision",
    "Redo",
    "RemoveItem",
    "ReopenMeeting",
    "RestoreRows",
    "SaveDraft",
    "SetBlank",
    "SetFrozen",
    "SetNote",
    "SetUndecided",
    "SetView",
    "ShowCounter",
    "SplitItem",
    "StartMeeting",
    "StorePrepared",
    "SwapStory",
    "Undo",
    "Urgency",
    "VouchFor",
    "WithdrawStories",
    "WithdrawVouched",
]
