"""What stands half typed in the capture window, as the text of one setting."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta

from emptychair.domain.excerpt import sentences
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Provenance, Story
from emptychair.matching.language import detect

KEY = "capture-draft"
HEARD_BY = "capture-heard-by"
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of the window as they were typed."""

    text: str = ""
    who: str = ""
    where: str = ""
    when: str = ""
    heard_by: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing of the story was typed; who heard it is remembered and does not count."""
        return not (self.text.strip() or self.who.strip() or self.where.strip())


def dump(draft: Draft) -> str:
    """The draft as text; empty for an empty draft."""
    return "" if draft.empty else json.dumps(asdict(draft), ensure_ascii=False)


def load(text: str | None) -> Draft:
    """The draft that `dump` wrote; anything else gives an empty one."""
    try:
        raw = json.loads(text or "{}")
    except ValueError:
        return Draft()
    if not isinstance(raw, dict):
        return Draft()
    known = {field.name for field in fields(Draft)}
    return Draft(**{name: str(value) for name, value in raw.items() if name in known})


def headline_of(text: str) -> str:
    """The first sentence, shortened at a word where it is long."""
    parts = sentences(text)
    if not parts:
        return ""
    first = " ".join(text[parts[0].start : parts[0].end].split())
    if len(first) > _LONGEST:
        return re.sub(r"\W*\s\S*$", "", first[: _LONGEST - 1]) + " …"
    return first


def story_of(draft: Draft, language: str, today: date) -> Story:
    """The draft as a story that waits for clearance. `language` is taken where the text does not tell its own."""
    text = draft.text.strip()
    when = when_iso(draft.when, today)
    return replace(
        Story(id=StoryId(""), language=str(detect(text) or language), headline=headline_of(text), text=text, raw=text),
        customer=" ".join(draft.who.split()),
        channel="heard",
        happened_on=when,
        provenance=Provenance(
            source="heard",
            heard_by=" ".join(draft.heard_by.split()),
            heard_where=" ".join(draft.where.split()),
            heard_on=when or " ".join(draft.when.split()),
        ),
    )


_WORDS = {"today": 0, "heute": 0, "yesterday": 1, "gestern": 1, "vorgestern": 2}
_ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_GERMAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})?")


def when_iso(text: str, today: date) -> str:
    """The day that was meant as an ISO date: "yesterday", "12.11.", "2026-11"; empty where it is not understood.

    A day without a year is the last one of that date.
    """
    said = text.strip().casefold()
    if said in _WORDS:
        return (today - timedelta(days=_WORDS[said])).isoformat()
    if _ISO.fullmatch(said):
        return said
    found = _GERMAN.fullmatch(said)
    if found is None:
        return ""
    try:
        year = int(found[3]) if found[3] else today.year
        day = date(year + 2000 if year < 100 else year, int(found[2]), int(found[1]))
        if not found[3] and day > today:
            day = day.replace(year=day.year - 1)
    except ValueError:
        return ""
    return day.isoformat()
