"""The line under a story: where it comes from, in words that are fit for a wall.

Publishers, links and people never stand here; they belong to the story's details and, where fit, to the summary.
"""

from __future__ import annotations

from emptychair.app.i18n import Words
from emptychair.app.paths import resources
from emptychair.app.ports import ClearedStory
from emptychair.domain.errors import N_

_CHANNELS = {
    "call": N_("Phone call"),
    "e-mail": N_("E-mail"),
    "social": N_("Social media"),
    "press": N_("Press report"),
    "report": N_("Report"),
    "observation": N_("Observation"),
    "conversation": N_("Conversation"),
    "support": N_("Customer service"),
    "survey": N_("Survey"),
    "review": N_("Review"),
    "letter": N_("Letter"),
    "chat": N_("Chat"),
    "shop": N_("At the counter"),
    "heard": N_("Told to a colleague"),
}


def channel_words(channel: str, words: Words) -> str:
    """The channel in words; an unknown one as it was written."""
    known = _CHANNELS.get(channel.casefold())
    return words.tr(known) if known else channel


def channels() -> tuple[str, ...]:
    """The channels that have words."""
    return tuple(_CHANNELS)


def wall_source(story: ClearedStory, words: Words | None = None) -> str:
    """Channel and date in the story's own language: "E-Mail, 12. November 2026"."""
    own = (words or Words("en", resources() / "locale")).other(story.language)
    parts = [channel_words(story.channel, own) if story.channel else "", own.partial_date(story.happened_on)]
    return ", ".join(part for part in parts if part)


def person_line(customer: str) -> str:
    """Who is speaking, with a capital letter, as it stands on the wall."""
    return customer[:1].upper() + customer[1:]
