"""Every act passes here once, before a handler, the log or the wall sees its words."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar, cast

from emptychair.app.commands import Command, StorePrepared
from emptychair.privacy.normalise import normalise

C = TypeVar("C", bound=Command)


def clean(command: C) -> C:
    """The same act with all its texts normalised: what is typed or pasted may turn round what follows it, hide
    letters from the mask and the search, or hold half a character that no file takes.

    An import is left alone: preparing has done this, and keeps beside it the row exactly as it came.
    """
    return command if isinstance(command, StorePrepared) else cast("C", _clean(command))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return value if isinstance(value, Enum) else normalise(value)
    if isinstance(value, tuple):
        return tuple(_clean(part) for part in cast("tuple[Any, ...]", value))
    if is_dataclass(value) and not isinstance(value, type):
        changed = {field.name: _clean(getattr(value, field.name)) for field in fields(value)}
        changed = {name: part for name, part in changed.items() if part != getattr(value, name)}
        return replace(value, **changed) if changed else value
    return value
