"""A decision and how the customer counted in it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from emptychair.domain.ids import DecisionId, ItemId, MeetingId, StoryId
from emptychair.domain.values import value


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


@value
class Evidence:
    """The sealed link: exactly what stood on the wall when the decision was made. Never rewritten afterwards."""

    story_id: StoryId
    version: int
    words: str
    language: str
    verbatim: bool
    cut: bool  # the words are an excerpt of the story
    customer: str
    source: str
    shown_at: int  # UTC epoch ms: since when the words stood on the wall
    seal: str  # SHA-256 of `words`, hex


@value
class Decision:
    """One decision of one item. `counted` is None until somebody says how the customer counted."""

    id: DecisionId
    meeting_id: MeetingId
    item_id: ItemId
    number: int  # counts from 1 within the meeting and is never given twice
    text: str
    because: str = ""
    owner: str = ""  # free text: absent people, whole teams
    due: date | None = None
    counted: Counted | None = None
    door: Door | None = None
    basis: Basis | None = None
    evidence: tuple[Evidence, ...] = ()
    line: str = ""  # as typed
    made_at: int = 0  # UTC epoch ms
    changed_at: int = 0
    deleted_at: int | None = None

    @property
    def heard(self) -> bool:
        """True if the decision referenced the customer: changed, confirmed or overruled."""
        return self.counted is not None and self.counted is not Counted.NOT_REFERENCED
