"""The words for what a story is, in the language of the person who reads them."""

from __future__ import annotations

from emptychair.app.i18n import Words
from emptychair.domain.errors import N_
from emptychair.domain.story import Clearance, Consent, Kind, Ladder

OUTCOMES = {
    Ladder.UNKNOWN: N_("Not known"),
    Ladder.OPEN: N_("Case open"),
    Ladder.RESOLVED: N_("Case solved"),
    Ladder.DELIGHTED: N_("Delighted"),
    Ladder.PROCESS_IMPROVED: N_("Process improved"),
    Ladder.ROLLED_OUT: N_("Rolled out"),
    Ladder.LOST: N_("Customer lost"),
}
KINDS = {
    Kind.UNKNOWN: N_("Not known"),
    Kind.COMPLAINT: N_("Complaint"),
    Kind.PRAISE: N_("Praise"),
    Kind.REQUEST: N_("Request"),
    Kind.IDEA: N_("Idea"),
    Kind.NEAR_MISS: N_("Near miss"),
    Kind.LOST: N_("Customer lost"),
}
CONSENTS = {
    Consent.UNKNOWN: N_("Not known"),
    Consent.ANONYMOUS: N_("Anonymous only"),
    Consent.GRANTED: N_("Granted"),
    Consent.DENIED: N_("Denied"),
}
CLEARANCES = {
    Clearance.CLEARED: N_("Cleared for the wall"),
    Clearance.WAITING: N_("Waits for clearance"),
    Clearance.NEVER: N_("Never on the wall"),
}
# kind of chip, icon
CLEARANCE_LOOKS = {
    Clearance.CLEARED: ("teal", "shield-check"),
    Clearance.WAITING: ("ochre", "hourglass"),
    Clearance.NEVER: ("outlined", "ban"),
}
SEGMENTS = {"public": N_("public services"), "internal": N_("colleagues")}
LANGUAGES = {"de": N_("German"), "en": N_("English"), "fr": N_("French"), "it": N_("Italian"), "es": N_("Spanish")}


def outcome_words(outcome: str, words: Words) -> str:
    """What became of the case; an outcome of another program as it is written."""
    known = OUTCOMES.get(outcome) if outcome in set(Ladder) else None  # type: ignore[call-overload]
    return words.tr(known) if known else outcome


def kind_words(kind: Kind, words: Words) -> str:
    """What sort of voice it is."""
    return words.tr(KINDS[kind])


def consent_words(consent: Consent, words: Words) -> str:
    """What the customer allowed."""
    return words.tr(CONSENTS[consent])


def clearance_words(clearance: Clearance, words: Words) -> str:
    """Whether it may be on the wall."""
    return words.tr(CLEARANCES[clearance])


def segment_words(segment: str, words: Words) -> str:
    """B2B and B2C as they are; our two other segments in words; any other as it was written."""
    known = SEGMENTS.get(segment)
    return words.tr(known) if known else segment


def language_words(language: str, words: Words) -> str:
    """The language's name, or its code where we have no name for it."""
    known = LANGUAGES.get(language)
    return words.tr(known) if known else language


def person(customer: str) -> str:
    """Who is speaking, with a capital letter as at the beginning of a line."""
    return customer[:1].upper() + customer[1:]
