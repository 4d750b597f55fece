"""The reviews of Google Play: what the Play Console exports each month (CSV in UTF-16, many rows with a rating only),
and those of its API."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from emptychair.domain.errors import N_, UserError
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.domain.story import Kind
from emptychair.gather.dates import iso_date
from emptychair.gather.loose import original_of, text_of
from emptychair.gather.preset_reader import PresetReader
from emptychair.gather.rows import number, own_id, reason_against, stars
from emptychair.gather.source import SourceFile

_ID = re.compile(r"review_?id=([^&#\s]+)", re.IGNORECASE)


def _id_of(link: str) -> str:
    """An edited review comes again in a later month, by the same link."""
    found = _ID.search(link)
    return unquote(found[1]) if found else link


_TABLE = PresetReader(
    "google-play",
    N_("Google Play"),
    "review",
    known_by=(
        "review text",
        "star rating",
        "review submit date and time|review last update date and time|package name",
    ),
    columns={
        "text": "review text",
        "headline": "review title",
        "source_id": "review link|review id",
        "happened_on": "review submit date and time|review last update date and time|date",
        "rating": "star rating",
        "language": "reviewer language",
        "title": "app title|app name|package name",
        "url": "review link",
    },
    sure=0.97,
    mark=stars,
    left_out=re.compile("^(?:device|developer reply.*)$"),
    same_id=_id_of,
)


class GooglePlayReader:
    """Recognised by the columns of the export, or by the comments of users in the JSON of the API."""

    name, title = _TABLE.name, _TABLE.title

    def recognise(self, file: SourceFile) -> float:
        if file.is_tree:
            return 0.97 if _comments(file) else 0.0
        return _TABLE.recognise(file)

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:
        if not file.is_tree:
            return _TABLE.read(file, beside)
        return (_story(place, *found) for place, found in enumerate(_comments(file), start=1))


def _comments(file: SourceFile) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Each review with what its user wrote."""
    try:
        found = file.json
    except (UserError, RecursionError):
        return []
    reviews = found.get("reviews") if isinstance(found, dict) else found
    pairs: list[tuple[Mapping[str, Any], Mapping[str, Any]]] = []
    for review in reviews if isinstance(reviews, list) else []:
        comments = review.get("comments") if isinstance(review, dict) else None
        for comment in comments if isinstance(comments, list) else []:
            said = comment.get("userComment") if isinstance(comment, dict) else None
            if isinstance(said, dict):
                pairs.append((review, said))
                break
    return pairs


def _story(place: int, review: Mapping[str, Any], said: Mapping[str, Any]) -> RawStory | Refused:
    # The API puts a title before the text, with a tab between them.
    title, _, text = text_of(said.get("originalText") or said.get("text")).rpartition("\t")
    rating = text_of(said.get("starRating"))
    if reason := reason_against(text.strip(), bool(rating)):
        return Refused(place, reason)
    changed = said.get("lastModified")
    day = iso_date(text_of(changed.get("seconds") if isinstance(changed, dict) else changed))
    value = number(rating)
    strip, kind = stars(value) if value is not None else ("", Kind.UNKNOWN)
    language = text_of(said.get("reviewerLanguage"))[:2].casefold()
    return RawStory(
        text=text.strip(),
        original=original_of(review),
        source_id=text_of(review.get("reviewId")) or own_id(text.strip(), day),
        row=place,
        names=tuple(filter(None, (text_of(review.get("authorName")),))),
        headline=title.strip(),
        language=language if re.fullmatch("[a-z]{2}", language) else "",
        kind=kind,
        channel="review",
        happened_on=day,
        facts=(strip,) if strip else (),
    )


READER = GooglePlayReader()
