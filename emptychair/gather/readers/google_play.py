"""The reviews that Google's Play Console exports each month: CSV in UTF-16, many rows with a rating only."""

from __future__ import annotations

import re
from urllib.parse import unquote

from emptychair.domain.errors import N_
from emptychair.gather.preset_reader import PresetReader
from emptychair.gather.rows import stars

_ID = re.compile(r"review_?id=([^&#\s]+)", re.IGNORECASE)


def _id_of(link: str) -> str:
    """An edited review comes again in a later month, by the same link."""
    found = _ID.search(link)
    return unquote(found[1]) if found else link


READER = PresetReader(
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
