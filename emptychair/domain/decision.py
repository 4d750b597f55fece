"""A decision and how the customer counted in it."""

from __future__ import annotations

from enum import StrEnum


class Counted(StrEnum):
    """How the customer's story counted in a decision: the four reference keys of the console."""

    CHANGED = "changed"
    CONFIRMED = "confirmed"
    OVERRULED = "overruled"
    NOT_REFERENCED = "none"


class Door(StrEnum):
    """Whether a decision can be taken back: through a one-way door there is no return."""

    ONE_WAY = "one-way"
    TWO_WAY = "two-way"


class Basis(StrEnum):
    """What a decision rests on. An internal figure alone is a proxy for the customer and is marked as such."""

    CUSTOMER_STORY = "customer-story"
    CUSTOMER_METRIC = "customer-metric"
    INTERNAL_PROXY = "internal-proxy"
    OTHER = "other"
