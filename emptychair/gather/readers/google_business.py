"""Google's reviews of a business: the JSON of its interface and of Takeout. The owner's answers are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from emptychair.domain.errors import N_, UserError
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.domain.story import Kind
from emptychair.gather.dates import iso_date
from emptychair.gather.loose import entry_of, first_of, original_of, text_of
from emptychair.gather.rows import own_id, person, reason_against, stars
from emptychair.gather.source import SourceFile

_STARS: Final = {"ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5}
# A review in another language has the translation first, and then the words as they were written.
_ORIGINAL: Final = re.compile(r"\(Translated by Google\).*?\(Original\)\s*", re.DOTALL)
_TRANSLATED: Final = re.compile(r"\s*\(Translated by Google\).*", re.DOTALL)


class GoogleBusinessReader:
    """Recognised by stars that are written as words, beside a comment and a reviewer."""

    name = "google-business"
    title = N_("Google reviews of a business")

    def recognise(self, file: SourceFile) -> float:
        return 0.97 if file.begins_as_json and _reviews(file) else 0.0

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:  # noqa: ARG002
        return (_story(place, review) for place, review in enumerate(_reviews(file), start=1))


def _reviews(file: SourceFile) -> list[Mapping[str, Any]]:
    try:
        found = file.json
    except (UserError, RecursionError):
        return []
    listed = found.get("reviews") if isinstance(found, dict) else found
    return [
        one
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, dict) and one.get("starRating") in _STARS and ("reviewer" in one or "createTime" in one)
    ]


def _story(place: int, review: Mapping[str, Any]) -> RawStory | Refused:
    text = text_of(review.get("comment"))
    text = _TRANSLATED.sub("", _ORIGINAL.sub("", text)).strip()
    if reason := reason_against(text, rated=True):
        return Refused(place, reason)
    strip, kind = stars(_STARS[review["starRating"]])
    day = iso_date(first_of(review, "createTime", "updateTime"))
    name = person(text_of(entry_of(review, "reviewer").get("displayName")))
    return RawStory(
        text=text,
        original=original_of({key: part for key, part in review.items() if key != "reviewReply"}),
        source_id=first_of(review, "reviewId", "name") or own_id(text, day),
        row=place,
        names=(name,) if name else (),
        kind=Kind(kind),
        channel="review",
        happened_on=day,
        facts=(strip,),
    )


READER = GoogleBusinessReader()
