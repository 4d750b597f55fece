"""A value is what a frozen dataclass with slots is."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace

import pytest

from emptychair.domain.values import value


@value
class Ours:
    """Doc."""

    a: int
    b: str = "x"
    c: tuple[int, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Theirs:
    """Doc."""

    a: int
    b: str = "x"
    c: tuple[int, ...] = field(default_factory=tuple)


def test_made_printed_compared_and_hashed_alike() -> None:
    for ours, theirs in ((Ours(1), Theirs(1)), (Ours(2, b="y", c=(1, 2)), Theirs(2, b="y", c=(1, 2)))):
        assert repr(ours).replace("Ours", "Theirs") == repr(theirs)
        assert hash(ours) == hash(theirs)
        assert [f.name for f in fields(ours)] == [f.name for f in fields(theirs)]
    assert Ours(1) == Ours(1) != Ours(2)
    assert Ours(1) != Theirs(1) and Ours(1) != (1, "x", ())
    assert is_dataclass(Ours) and not hasattr(Ours(1), "__dict__")
    assert replace(Ours(1), b="z") == Ours(1, "z")


def test_frozen() -> None:
    one = Ours(1)
    with pytest.raises(FrozenInstanceError):
        one.a = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del one.a  # type: ignore[misc]
    with pytest.raises(AttributeError):
        one.d = 2  # type: ignore[attr-defined]
    assert one == Ours(1)


def test_copied_and_pickled() -> None:
    one = Ours(3, c=(1,))
    assert copy.copy(one) == copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own


def test_matched() -> None:
    match Ours(1, "b"):
        case Ours(a, b):
            assert (a, b) == (1, "b")
