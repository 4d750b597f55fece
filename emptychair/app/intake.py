"""An import in two stages: rows are stored as they came, then prepared one by one until a person can clear them."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import fields, replace
from functools import lru_cache
from operator import attrgetter
from typing import Final

from emptychair.app.facts import told_in
from emptychair.app.intake_ports import ImportReport, Preparing
from emptychair.app.ports import Batch
from emptychair.domain import codec
from emptychair.domain.excerpt import propose, valid
from emptychair.domain.headline import headline_of, unquoted
from emptychair.domain.ids import BatchId, StoryId
from emptychair.domain.raw_story import RawStory
from emptychair.domain.story import Consent, Provenance, Story, cleared

__all__ = [
    "ON_THE_WALL",
    "ImportReport",
    "Preparing",
    "decode_raw",
    "digest_of",
    "encode_raw",
    "prepare",
    "source_id_of",
    "vouched",
    "without_person",
]

ON_THE_WALL: Final = 420  # characters that fit at the smallest size allowed, 5.5 % of the wall's height
_SENSITIVE: Final = {"sensitive", "heikel", "sensibel"}
_TEACHING: Final = {"lehrbeispiel", "teaching example", "teaching-example"}
_WORDS: Final = ("text", "headline", "excerpt", "customer", "language")
_NOT_COMPARED: Final = ("original", "row", "source_id", "names", *_WORDS)
_DEFAULTS: Final = {f.name: f.default for f in fields(RawStory)}
_words_of: Final = attrgetter(*_WORDS)
_rest_of: Final = attrgetter(*[name for name in _DEFAULTS if name not in _NOT_COMPARED])
_TELLING: Final = re.compile(r"[@\d]|\b[A-ZÄÖÜ]\w*[.]?\s+[A-ZÄÖÜ]|://|www\.")


# ------------------------------------------------------------------------------------------------ rows as they wait
def encode_raw(raw: RawStory) -> str:
    """A row as JSON, without the fields that say nothing."""
    found = {name: part for name, default in _DEFAULTS.items() if (part := getattr(raw, name)) != default}
    body = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    try:
        body.encode()
    except UnicodeEncodeError:  # half a character, from an export that was cut; no file could hold it
        body = body.encode("utf-8", "replace").decode()
    return body


def decode_raw(body: str) -> RawStory:
    """The row that `encode_raw` wrote."""
    return codec.loads(RawStory, body)


def digest_of(raw: RawStory) -> str:
    """What a later export is compared with: 16 digits for the words, 16 for everything else the source says."""
    return _short("\x1f".join(map(str, _words_of(raw)))) + _short(repr(list(_rest_of(raw))))


def _short(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def source_id_of(raw: RawStory) -> str:
    """The id in its source; a row without one is known again by its words."""
    if raw.source_id:
        return raw.source_id
    return "sha256:" + hashlib.sha256(raw.text.encode("utf-8", "replace")).hexdigest()[:16]


# ------------------------------------------------------------------------------------------------ preparing
def prepare(
    raw: RawStory, batch: Batch, story_id: StoryId, now_ms: int, digest: str = "", *, published: bool = False
) -> Story:
    """The masked story of a row: pure, 0.5 ms. Names known from the row are masked and live on in `raw` alone.

    A batch that somebody vouched for clears its stories, except those whose customer said no. Words that were
    `published` stand as they are.
    """
    from emptychair.matching.language import detect
    from emptychair.privacy.normalise import normalise

    def mask(text: str) -> str:
        from emptychair.privacy import mask as masking

        return text if published else masking.mask(text, names=names, language=language).masked

    text, quoted = unquoted(normalise(raw.text).strip())
    headline = " ".join(normalise(raw.headline).split())
    language = raw.language or detect(f"{headline} {text}") or "en"
    names = tuple(filter(None, (normalise(name).strip() for name in raw.names)))
    if headline:
        # Together, so that one person is one placeholder in both.
        both = mask(f"{headline}\n\n{text}")
        headline, _, text = both.partition("\n\n")
        headline = " ".join(headline.split())
    else:
        text = mask(text)
        headline = headline_of(text)

    excerpt = ""
    if raw.excerpt:
        excerpt = mask(normalise(raw.excerpt).strip())
        excerpt = excerpt if valid(excerpt, text) else ""

    parts = tuple(part.casefold() for name in names for part in name.split() if len(part) > 2)

    def bare(given: str) -> str:
        """The words of a field; nothing if they would name somebody."""
        return given if not given or published or without_person(given, parts, names, language) else ""

    tags = tuple(tag for tag in (" ".join(normalise(tag).split()) for tag in raw.tags) if bare(tag))
    spoken = {tag.casefold() for tag in tags}
    story = Story(
        id=story_id,
        language=language,
        headline=headline or headline_of(text),
        text=text,
        excerpt=excerpt,
        raw=raw.original,
        verbatim=raw.verbatim or quoted,
        kind=raw.kind,
        customer=bare(" ".join(normalise(raw.customer).split())),
        segment=bare(normalise(raw.segment).strip()),
        industry=bare(normalise(raw.industry).strip()),
        channel=raw.channel,
        happened_on=raw.happened_on,
        outcome=raw.outcome,
        facts=tuple(
            told_in(fact, language) for fact in (" ".join(normalise(fact).split()) for fact in raw.facts) if bare(fact)
        ),
        tags=tags,
        sensitive=bool(spoken & _SENSITIVE),
        teaching=bool(spoken & _TEACHING),
        consent=raw.consent,
        created_at=now_ms,
        changed_at=now_ms,
        batch_id=BatchId(batch.id),
        provenance=Provenance(
            source=batch.source,
            source_id=source_id_of(raw),
            file_name=batch.file_name,
            row=raw.row,
            title=bare(normalise(raw.title).strip()),
            publisher=normalise(raw.publisher).strip(),
            url=raw.url,
            source_date=raw.source_date,
            heard_by=raw.heard_by,
            heard_where=raw.heard_where,
            heard_on=raw.heard_on,
            verified_by=raw.verified_by,
            further=raw.further,
            digest=digest or digest_of(raw),
        ),
        weight=max(1, raw.weight),
    )
    return vouched(story, batch.vouched_by, now_ms)


def vouched(story: Story, by: str, now_ms: int) -> Story:
    """The story cleared in the name of `by`, who has read the whole text: so any whole sentences may stand on the
    wall. As it is if nobody vouches, or the customer said no."""
    if not by or story.consent is Consent.DENIED:
        return story
    if not story.excerpt and len(story.text) > ON_THE_WALL:
        story = replace(story, excerpt=propose(story.text, ON_THE_WALL))
    return cleared(story, by, now_ms)


def without_person(given: str, parts: tuple[str, ...], names: tuple[str, ...], language: str) -> bool:
    """Whether a short field (customer, fact, tag) names nobody. `parts`: of the known names, case folded."""
    from emptychair.privacy.mask import mask

    folded = given.casefold()
    if any(part in folded for part in parts) and mask(given, names=names, language=language).masked != given:
        return False
    return _nobody(given, language)


@lru_cache(maxsize=4096)
def _nobody(given: str, language: str) -> bool:
    from emptychair.privacy.mask import mask

    return not _TELLING.search(given) or mask(given, language=language).masked == given
