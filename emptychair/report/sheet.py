"""A summary in words: every label, date and figure as the reader gets it, in the summary's own language.

Formats arrange a `Sheet`; none of them counts, translates or decides what is said. So the PDF, the HTML page and the
Markdown file of a meeting say the same. Texts of people are `plain` (no control characters) and otherwise untouched.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from emptychair.domain.decision import Counted, Door

INDEX_FROM = 9  # from so many decisions on, a reader looks for his name and not through the list
COUNTED_ORDER = (Counted.CHANGED, Counted.CONFIRMED, Counted.OVERRULED, Counted.NOT_REFERENCED)


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of the document itself."""

    decisions: str
    owner: str
    customer: str
    topic: str
    still_open: str
    stories: str
    stories_note: str
    figures: str
    minutes: str
    planned: str
    actual: str
    difference: str
    referenced: str
    total: str
    by_owner: str
    notes: str
    notes_note: str
    privacy: str
    page: str  # "Page {page} of {pages}"
    continued: str


@dataclass(frozen=True, slots=True)
class Quote:
    """The sealed words under a decision. `same_as` names the decision under which the same words already stand."""

    words: str  # empty: erased
    language: str
    verbatim: bool
    cut: bool  # an excerpt that does not say so itself
    credit: str  # "Teaching example · Returning online shoppers, MKTM Studios"
    story: str  # label
    story_ref: str  # anchor of the story in this document, or empty
    mark: str  # "at 13:09" and, from the second version of the words on, "version 2"
    same_as: str
    same_words: str  # the sentence that says so
    erased: str


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision."""

    ref: str  # anchor
    label: str
    text: str
    because: str  # "because people … know.", or empty
    counted: Counted
    counted_words: str  # "changed by the customer"
    counted_short: str  # "changed"
    owner: str  # "no owner yet" where `owner_open`
    owner_open: bool
    due: date | None
    due_words: str
    door: Door | None
    door_words: str
    item: int
    item_words: str  # "Item 2"
    item_title: str
    opens_item: bool  # the first of its item in this list
    basis: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class OpenRow:
    """An item that is still open."""

    item: int
    item_words: str
    state: str
    title: str
    why: str
    owner: str


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story that stood on the wall. `words` is empty where `pointer` says under which decision they stand."""

    ref: str
    label: str
    place: str  # "Item 2, at 13:09"
    headline: str
    words: str
    pointer: str
    pointer_ref: str
    language: str
    verbatim: bool
    cut: bool  # an excerpt that does not say so itself
    teaching: str  # "Teaching example" or empty
    customer: str
    form: str  # "Retold · press"
    title: str
    publisher: str
    url: str  # http or https, or empty
    host: str
    dated: str
    dated_iso: str
    cleared: str
    seal: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """Minutes and decisions of an item; figures as written."""

    item: int
    title: str
    planned: int | None
    actual: int
    planned_words: str
    actual_words: str
    difference: str
    over: bool  # more than a minute over plan
    decisions: int
    heard: int
    note: str


@dataclass(frozen=True, slots=True)
class Totals:
    """The last line of the minutes."""

    planned: str
    actual: str
    difference: str
    decisions: int
    heard: int


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """A line of the index by owner: each decision with its anchor and day."""

    owner: str
    owner_open: bool
    tasks: tuple[tuple[str, str, str], ...]  # label, anchor, "by 29 January 2027"


@dataclass(frozen=True, slots=True)
class CountedRow:
    """How many decisions counted the customer in one way."""

    counted: Counted
    number: int
    words: str  # "changed"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the document says, in its order."""

    language: str
    kind: str
    title: str
    day: str  # with the day of the week
    date: str
    time: str
    start_iso: str
    end_iso: str
    place: str
    rehearsal: str  # the word of the watermark, or empty
    rehearsal_note: str
    digest: str
    open_digest: str
    share: str
    counted: tuple[CountedRow, ...]
    decisions: tuple[DecisionRow, ...]
    owners: tuple[OwnerRow, ...]  # empty below INDEX_FROM decisions
    open_rows: tuple[OpenRow, ...]
    stories: tuple[StoryRow, ...]
    items: tuple[ItemRow, ...]
    totals: Totals
    notes: tuple[ItemRow, ...]
    labels: Labels

    @property
    def tells_words(self) -> bool:
        """Whether words stand in the part of the stories, so that their quotation marks want a word of explanation."""
        return any(story.words for story in self.stories)
