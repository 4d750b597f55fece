"""What looks like personal data in a story, and the story with placeholders in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from emptychair.domain.errors import N_
from emptychair.domain.excerpt import Span, excerpt_of, spans_of
from emptychair.domain.story import Story
from emptychair.privacy.mask import mask

KINDS = {
    "name": N_("a name"),
    "email": N_("an e-mail address"),
    "phone": N_("a telephone number"),
    "iban": N_("an account number"),
    "card": N_("a card number"),
    "url": N_("a link"),
    "ip": N_("an IP address"),
    "number": N_("a customer or order number"),
    "street": N_("a street"),
    "place": N_("a place"),
    "birth": N_("a date of birth"),
    "handle": N_("a user name"),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in the text that wants a person's eye."""

    span: Span
    text: str
    kind: str  # an English phrase to translate


# As the mask writes them, in both languages: "[Name 1]", "[Telefon]". A customer's own brackets begin otherwise.
_PLACEHOLDER = re.compile(
    r"\[(?:Name|E-mail|E-Mail|Phone|Telefon|Account|Konto|Card|Karte|Link|IP address|IP-Adresse|Number|Nummer|Street"
    r"|Straße|Place|Ort|Date of birth|Geburtsdatum|Handle|Nutzername|VAT|USt-IdNr\."
    r"|[A-ZÄÖÜ][a-zäöüß]+nummer|[A-Z][a-z]+ (?:no\.|number))(?: \d+)?\]"
)


def placeholders(text: str) -> tuple[Span, ...]:
    """Where something was masked in a text."""
    return tuple(Span(found.start(), found.end()) for found in _PLACEHOLDER.finditer(text))


def doubts_of(story: Story) -> tuple[Doubt, ...]:
    """Where the text seems to name somebody or something private."""
    found = mask(story.text, language=story.language).spans
    return tuple(
        Doubt(Span(span.start, span.end), story.text[span.start : span.end], KINDS.get(span.type, N_("personal data")))
        for span in found
    )


def masked_story(story: Story) -> Story:
    """The story with placeholders for all of that; the excerpt keeps its places. What came in stays in `raw`."""
    result = mask(story.text, language=story.language)
    if not result.spans:
        return story
    moved: list[tuple[int, int, int, int]] = []  # start and end before, start and end after
    shift = 0
    for span in result.spans:
        start = span.start + shift
        end = result.masked.index("]", start) + 1
        moved.append((span.start, span.end, start, end))
        shift = end - span.end
    spans = spans_of(story.excerpt, story.text) if story.excerpt else None
    excerpt = mask(story.excerpt, language=story.language).masked
    if spans:
        places = [Span(_moved(span.start, moved, end=False), _moved(span.end, moved, end=True)) for span in spans]
        excerpt = excerpt_of(result.masked, places)
    headline = mask(story.headline, language=story.language).masked
    return replace(story, text=result.masked, excerpt=excerpt, headline=headline, raw=story.raw or story.text)


def _moved(at: int, moved: list[tuple[int, int, int, int]], *, end: bool) -> int:
    """Where a position of the old text lies in the new one; inside a placeholder, at its end or its beginning."""
    shift = 0
    for old_start, old_end, new_start, new_end in moved:
        if at <= old_start:
            break
        if at < old_end:
            return new_end if end else new_start
        shift = new_end - old_end
    return at + shift
