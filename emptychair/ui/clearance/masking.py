"""What looks like personal data in a story, and the story with placeholders in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from emptychair.domain.errors import N_
from emptychair.domain.excerpt import Span, excerpt_of, spans_of
from emptychair.domain.story import Story

KINDS = {
    "name": N_("a name"),
    "email": N_("an e-mail address"),
    "phone": N_("a telephone number"),
    "iban": N_("an account number"),
    "card": N_("a card number"),
    "url": N_("a link"),
    "ip": N_("an IP address"),
    "number": N_("a number that names somebody"),
    "order": N_("an order number"),
    "customer": N_("a customer number"),
    "ticket": N_("a ticket number"),
    "invoice": N_("an invoice number"),
    "contract": N_("a contract number"),
    "booking": N_("a booking number"),
    "tracking": N_("a tracking number"),
    "member": N_("a member number"),
    "staff": N_("a personal number"),
    "tax": N_("a tax number"),
    "document": N_("the number of an identity document"),
    "plate": N_("a number plate"),
    "street": N_("a street"),
    "place": N_("a place"),
    "birth": N_("a date of birth"),
    "handle": N_("a user name"),
}
_HINT = N_("perhaps a name")
# As the mask writes them, in both languages: "[Name 1]", "[Telefon]". A customer's own brackets begin otherwise.
_PLACEHOLDER = re.compile(
    r"\[(?:Name|E-mail|E-Mail|Phone|Telefon|Account|Konto|Card|Karte|Link|IP address|IP-Adresse|Number|Nummer|Street"
    r"|Straße|Place|Ort|Date of birth|Geburtsdatum|Handle|Nutzername|Number plate|Kennzeichen|VAT|USt-IdNr\."
    r"|[A-ZÄÖÜ][a-zäöüß]+nummer|[A-Z][A-Za-z]+ number)(?: \d+)?\]"
)
_NAMED = re.compile(r"\[Name (\d+)\]")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in the text that wants a person's eye.

    What the mask is sure of is masked by clearing unless a person leaves it; a `hint` is only underlined, and masked
    if a person says so. `placeholder` would stand in its place.
    """

    span: Span
    text: str
    kind: str  # an English phrase to translate
    placeholder: str
    hint: bool = False


def placeholders(text: str) -> tuple[Span, ...]:
    """Where something was masked in a text."""
    return tuple(Span(found.start(), found.end()) for found in _PLACEHOLDER.finditer(text))


def doubts_of(story: Story) -> tuple[Doubt, ...]:
    """Where the text seems to name somebody or something private, in its order."""
    from emptychair.privacy.mask import mask  # its patterns and lists of names: with the first story

    result = mask(story.text, language=story.language)
    found: list[Doubt] = []
    shift = 0
    for span in result.spans:
        start = span.start + shift
        end = result.masked.index("]", start) + 1
        shift = end - span.end
        text = story.text[span.start : span.end]
        kind = KINDS.get(span.type, N_("personal data"))
        found.append(Doubt(Span(span.start, span.end), text, kind, result.masked[start:end]))
    number = max((int(n) for n in _NAMED.findall(result.masked)), default=0)
    named: dict[str, str] = {}
    for span in getattr(result, "hints", ()):
        text = story.text[span.start : span.end]
        if any(_PLACEHOLDER.fullmatch(part) for part in (text, f"[{text}]")):
            continue
        if text not in named:
            number += 1
            named[text] = f"[Name {number}]"
        found.append(Doubt(Span(span.start, span.end), text, _HINT, named[text], hint=True))
    return tuple(sorted(found, key=lambda doubt: doubt.span.start))


def masked_story(story: Story, doubts: Iterable[Doubt] | None = None) -> Story:
    """The story with placeholders for these doubts (default: all that the mask is sure of); the excerpt keeps its
    places. What came in stays in `raw`."""
    from emptychair.privacy.mask import mask

    taken = [doubt for doubt in doubts_of(story) if not doubt.hint] if doubts is None else list(doubts)
    if not taken:
        return story
    moved: list[tuple[int, int, int, int]] = []  # start and end before, start and end after
    parts: list[str] = []
    at = shift = 0
    for doubt in sorted(taken, key=lambda one: one.span.start):
        start, end = doubt.span.start, doubt.span.end
        parts += [story.text[at:start], doubt.placeholder]
        moved.append((start, end, start + shift, start + shift + len(doubt.placeholder)))
        shift += len(doubt.placeholder) - (end - start)
        at = end
    text = "".join((*parts, story.text[at:]))
    spans = spans_of(story.excerpt, story.text) if story.excerpt else None
    excerpt, headline = story.excerpt, story.headline
    for doubt in taken:  # the same words elsewhere: in the headline made of them, in an excerpt with words of its own
        excerpt = excerpt.replace(doubt.text, doubt.placeholder)
        headline = headline.replace(doubt.text, doubt.placeholder)
    excerpt = mask(excerpt, language=story.language).masked
    if spans:
        places = [Span(_moved(span.start, moved, end=False), _moved(span.end, moved, end=True)) for span in spans]
        excerpt = excerpt_of(text, places)
    headline = mask(headline, language=story.language).masked
    return replace(story, text=text, excerpt=excerpt, headline=headline, raw=story.raw or story.text)


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
