"""Frozen dataclasses to plain JSON values and back, by their annotations.

For events, inverses and JSON columns. Knows str, int, float, bool, None, StrEnum, date, NewType of str, tuples of one
type, pairs, and dataclasses of these. Unknown fields of newer versions are ignored, missing ones take their defaults.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, NewType, Union, cast, get_args, get_origin, get_type_hints


@cache
def hints(cls: type[Any]) -> dict[str, Any]:
    """The resolved annotations of a dataclass."""
    return get_type_hints(cls)


def plain(value: Any) -> Any:
    """`value` as JSON knows it."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [plain(part) for part in cast("tuple[Any, ...]", value)]
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in cast("dict[str, Any]", value).items()}
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    raise TypeError(f"no plain form for {type(value).__name__}")


def build(kind: Any, value: Any) -> Any:
    """A value of the annotated type `kind` from its plain form. Raises ValueError or TypeError if it does not fit."""
    return _builder(kind)(value)


@cache
def _builder(kind: Any) -> Callable[[Any], Any]:
    # Made once for each type: a meeting holds a thousand small values and is read before the first picture.
    while isinstance(kind, NewType):
        kind = kind.__supertype__
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = _builder(next(option for option in get_args(kind) if option is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        args = get_args(kind)
        if len(args) == 2 and args[1] is Ellipsis:
            part = _builder(args[0])
            return tuple if part is _as_is else lambda value: tuple([part(one) for one in value])
        parts = [_builder(arg) for arg in args]
        if all(part is _as_is for part in parts):
            return tuple
        return lambda value: tuple([part(one) for part, one in zip(parts, value, strict=True)])
    if not isinstance(kind, type):
        return _as_is
    cls = cast("type[Any]", kind)
    if issubclass(cls, Enum) or cls is bool:
        return cls
    if cls is date:
        return date.fromisoformat
    return _dataclass_builder(cls) if is_dataclass(cls) else _as_is


def _as_is(value: Any) -> Any:
    return value


def _dataclass_builder(cls: type[Any]) -> Callable[[Any], Any]:
    known = {name: _builder(kind) for name, kind in hints(cls).items()}

    def make(value: dict[str, Any]) -> Any:
        return cls(**{name: known[name](part) for name, part in value.items() if name in known})

    return make


def dumps(value: Any) -> str:
    """Compact JSON text of a dataclass or plain value; the same value always gives the same text."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def loads(kind: Any, text: str) -> Any:
    """The value of type `kind` that `dumps` wrote."""
    return build(kind, json.loads(text))
