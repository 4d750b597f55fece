"""A customer's story: the words, where they come from, and whether a person has cleared them for the wall."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import date
from enum import StrEnum

from emptychair.domain.ids import BatchId, StoryId
from emptychair.domain.values import value


class Consent(StrEnum):
    """What the customer allowed. `DENIED` keeps a story off every wall, whatever its clearance says."""

    UNKNOWN = "unknown"
    ANONYMOUS = "anonymous"
    GRANTED = "granted"
    DENIED = "denied"


class Clearance(StrEnum):
    """Whether a person has read these very words and let them onto the wall."""

    WAITING = "waiting"
    CLEARED = "cleared"
    NEVER = "never"


class Ladder(StrEnum):
    """What became of the case: case, delighted, process improved, rolled out, or the customer was lost."""

    UNKNOWN = ""
    OPEN = "open"
    RESOLVED = "resolved"
    DELIGHTED = "delighted"
    PROCESS_IMPROVED = "process-improved"
    ROLLED_OUT = "rolled-out"
    LOST = "lost"


class Kind(StrEnum):
    """What sort of voice a story is."""

    UNKNOWN = ""
    COMPLAINT = "complaint"
    PRAISE = "praise"
    REQUEST = "request"
    IDEA = "idea"
    NEAR_MISS = "near-miss"
    LOST = "lost"


class Direction(StrEnum):
    """For or against: which side of a topic a story tells. A request or an idea takes none."""

    UNKNOWN = ""
    CRITICAL = "critical"
    POSITIVE = "positive"

    @property
    def opposite(self) -> Direction:
        """The other side; of none none."""
        return {Direction.CRITICAL: Direction.POSITIVE, Direction.POSITIVE: Direction.CRITICAL}.get(self, self)


_DIRECTIONS = {
    "complaint": Direction.CRITICAL,
    "lost": Direction.CRITICAL,
    "near-miss": Direction.CRITICAL,
    "praise": Direction.POSITIVE,
}


def direction(kind: str, outcome: str = "") -> Direction:
    """The side that a story of this kind takes; none where its outcome speaks against it.

    A complaint that ended in delight, and praise of somebody who left, would be a wrong witness for either side.
    """
    found = _DIRECTIONS.get(kind, Direction.UNKNOWN)
    mixed = {Direction.CRITICAL: "delighted", Direction.POSITIVE: "lost"}.get(found)
    return Direction.UNKNOWN if mixed == outcome else found


@value
class Provenance:
    """How we know. `happened_on` and `source_date` are ISO dates that may stop at the month or the year."""

    source: str = ""  # demo, csv, heard …: the reader that brought it in
    source_id: str = ""  # the id that the story had in its file
    file_name: str = ""
    row: int | None = None  # line of the file, counted from 1
    title: str = ""
    publisher: str = ""
    url: str = ""
    source_date: str = ""
    heard_by: str = ""
    heard_where: str = ""
    heard_on: str = ""
    verified_by: str = ""
    further: tuple[str, ...] = ()  # further sources, each "url: what it supports"
    digest: str = ""  # of the source's own row: half of its words, half of the rest; tells whether the source changed


@value
class Story:
    """One story. `text` is what people read (masked), `raw` what came in; `excerpt` is the part for the wall.

    `version` counts edits of the words. A clearance holds for the words whose hash is `cleared_hash` and no others.
    Quotation marks around the whole text are never stored: each renderer adds those of the story's language where
    `verbatim` says that the customer is speaking.
    """

    id: StoryId
    language: str  # ISO 639-1
    headline: str
    text: str
    excerpt: str = ""
    raw: str = ""
    version: int = 1
    verbatim: bool = False
    kind: Kind = Kind.UNKNOWN
    customer: str = ""  # who, without a name: "returning online shoppers"
    segment: str = ""
    industry: str = ""
    channel: str = ""
    happened_on: str = ""
    outcome: Ladder = Ladder.UNKNOWN
    facts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sensitive: bool = False
    teaching: bool = False  # a teaching example, labelled as such wherever it is shown
    consent: Consent = Consent.UNKNOWN
    clearance: Clearance = Clearance.WAITING
    cleared_by: str = ""
    cleared_at: int | None = None  # UTC epoch ms
    cleared_hash: str = ""
    created_at: int = 0
    changed_at: int = 0
    deleted_at: int | None = None
    batch_id: BatchId | None = None
    provenance: Provenance = field(default_factory=Provenance)
    weight: int = 1  # how many customers say so, counted by the source; near-duplicates are counted beside it
    twin_of: StoryId = StoryId("")  # the first story that says nearly the same; empty: this one is the first

    @property
    def wall_text(self) -> str:
        """The words that may go on the wall: the excerpt where there is one, else the whole text."""
        return self.excerpt or self.text

    @property
    def words_hash(self) -> str:
        """SHA-256 of everything that the room would read of this story; what a clearance is bound to."""
        import hashlib  # 7 ms: not for a window that only lists stories

        parts = (self.headline, self.text, self.excerpt, self.customer, self.language)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

    @property
    def on_wall_allowed(self) -> bool:
        """True if a person cleared exactly these words and nothing since has voided that."""
        return (
            self.clearance is Clearance.CLEARED
            and self.cleared_hash == self.words_hash
            and self.consent is not Consent.DENIED
            and self.deleted_at is None
        )

    @property
    def customer_key(self) -> str:
        """Two stories with the same key are of the same customer; a story without a customer is alone."""
        return f"{self.customer}|{self.provenance.publisher}".casefold() if self.customer else str(self.id)


def cleared(story: Story, by: str, now_ms: int) -> Story:
    """The story with its present words cleared for the wall by the person `by`."""
    return replace(story, clearance=Clearance.CLEARED, cleared_by=by, cleared_at=now_ms, cleared_hash=story.words_hash)


def voided(story: Story) -> Story:
    """The story as it waits for clearance again; any edit of the words does this."""
    return replace(story, clearance=Clearance.WAITING, cleared_by="", cleared_at=None, cleared_hash="")


def edited(before: Story, after: Story, now_ms: int) -> Story:
    """`after` as an edit of `before`: the version grows and the clearance is void if the words differ.

    A consent withdrawn voids the clearance, too: it does not come back by itself when the consent does.
    """
    after = replace(after, changed_at=now_ms)
    if after.words_hash == before.words_hash:
        withdrawn = after.consent is Consent.DENIED and after.clearance is Clearance.CLEARED
        return voided(after) if withdrawn else after
    return voided(replace(after, version=before.version + 1))


def age_days(happened_on: str, today: date) -> int | None:
    """Days from `happened_on` (ISO, may stop at month or year: taken as its middle) to today; None if unknown."""
    parts = happened_on.split("-") if happened_on else []
    try:
        year, month, day = (
            int(parts[0]),
            int(parts[1]) if len(parts) > 1 else 7,
            int(parts[2]) if len(parts) > 2 else 15,
        )
        return max(0, (today - date(year, month, day)).days)
    except (IndexError, ValueError):
        return None
