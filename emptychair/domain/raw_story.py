"""What a reader found in somebody's file: a customer's words before anything was masked. Never shown on a wall."""

from __future__ import annotations

from emptychair.domain.story import Consent, Kind, Ladder
from emptychair.domain.values import value


@value
class RawStory:
    """One story as its source has it. `text` is what the customer said, free of quoted replies, signatures and markup.

    `original` is the row, mail or thread as it came, as a JSON object or plain text; it is kept beside the story and
    never shown on a wall. `names` are known to belong to people (requester, agent, addressees) and are masked wherever
    they stand; they are never stored with the masked story. Dates are ISO and may stop at the month or the year.
    """

    text: str
    original: str = ""
    source_id: str = ""  # the id in its source, stable over exports: a re-import updates by it
    row: int | None = None  # line of the file, or entry in it, counted from 1
    names: tuple[str, ...] = ()
    headline: str = ""  # subject, title; empty: made from the text
    excerpt: str = ""
    language: str = ""  # ISO 639-1; empty: detected
    verbatim: bool = True  # the customer's own words, as against a report of them
    kind: Kind = Kind.UNKNOWN
    customer: str = ""  # who, without a name: "returning online shoppers"
    segment: str = ""
    industry: str = ""
    channel: str = ""  # e-mail, chat, review, survey, phone …: one English word of gather.reader.CHANNELS
    happened_on: str = ""
    outcome: Ladder = Ladder.UNKNOWN
    facts: tuple[str, ...] = ()  # short strips: "2 of 5 stars", "NPS 3", "30 h until the answer"
    tags: tuple[str, ...] = ()
    consent: Consent = Consent.UNKNOWN
    weight: int = 1  # how many customers say so: votes of a board, counted by the source
    title: str = ""  # of the source: the product reviewed, the survey, the channel of a chat
    publisher: str = ""
    url: str = ""
    source_date: str = ""
    heard_by: str = ""
    heard_where: str = ""
    heard_on: str = ""
    verified_by: str = ""
    further: tuple[str, ...] = ()  # further sources, each "url: what it supports"


@value
class Refused:
    """A row that is no story: its line or entry in the file (from 1) and why, as an English sentence to translate."""

    line: int
    reason: str
