"""App Store: App Store Connect's customerReviews, the feed of iTunes, and the tables of other tools."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from emptychair.domain.errors import N_, UserError
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.gather.dates import iso_date
from emptychair.gather.loose import first_of, original_of, text_of
from emptychair.gather.preset_reader import PresetReader
from emptychair.gather.records import flat
from emptychair.gather.rows import number, own_id, reason_against, stars
from emptychair.gather.source import SourceFile


class AppStoreReader:
    """Recognised by the types in the JSON, or by the columns of a table."""

    name = "app-store"
    title = N_("App Store")

    def __init__(self) -> None:
        self._table = PresetReader(
            self.name,
            self.title,
            "review",
            known_by=(
                "review|body|content|text|review text|comment|review body",
                "rating|stars|score|star rating",
                "title|review title|subject",
                """
                territory|storefront|store front|app version|version|app id|apple id|nickname|reviewer nickname
                user name|country|developer response|app store id
                """,
            ),
            columns={
                "text": "review text|review body|review|body|content|text|comment",
                "headline": "review title|title|subject",
                "source_id": "review id|id|reviewid",
                "happened_on": "created date|review date|date|submission date|created|updated|last modified|timestamp",
                "rating": "rating|stars|star rating|score",
                "names": "reviewer nickname|nickname|author|user name|username|reviewer|author name",
                "title": "app name|app|product name|product",
                "url": "review url|url|link",
            },
            sure=0.75,
            mark=stars,
            same_id=str,
        )

    def recognise(self, file: SourceFile) -> float:
        if file.is_tree:
            return 0.97 if _entries(file) else 0.0
        return self._table.recognise(file)

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:
        if not file.is_tree:
            return self._table.read(file, beside)
        return (_story(place, entry) for place, entry in enumerate(_entries(file), start=1))


def _entries(file: SourceFile) -> list[Mapping[str, Any]]:
    try:
        found = file.json
    except (UserError, RecursionError):
        return []
    if isinstance(found, dict):
        feed = found.get("feed")
        entries: Any = found.get("data") if "data" in found else feed.get("entry") if isinstance(feed, dict) else None
    else:
        entries = found
    if isinstance(entries, dict):
        entries = [entries]
    if not isinstance(entries, list):
        return []
    # The feed of iTunes begins with the app itself, which has no rating.
    return [
        one for one in entries if isinstance(one, dict) and (one.get("type") == "customerReviews" or "im:rating" in one)
    ]


def _story(place: int, entry: Mapping[str, Any]) -> RawStory | Refused:
    parts = dict(flat(entry))
    own = {key.removeprefix("attributes."): value for key, value in parts.items()}
    content = entry.get("content")
    # The feed as XML has every review twice: as text, and laid out in HTML.
    twice = text_of(content[0]) if isinstance(content, list) and content else ""
    text = twice or first_of(own, "body", "content", "review").strip()
    rating = first_of(own, "rating", "im:rating")
    if reason := reason_against(text, bool(rating)):
        return Refused(place, reason)
    day = iso_date(first_of(own, "createdDate", "updated", "date"))
    value = number(rating)
    strip, kind = stars(value) if value is not None else ("", RawStory(text="").kind)
    return RawStory(
        text=text,
        original=original_of(entry),
        source_id=text_of(own.get("id")) or own_id(text, day),
        row=place,
        names=tuple(filter(None, (first_of(own, "reviewerNickname", "author.name"),))),
        headline=first_of(own, "title").strip(),
        kind=kind,
        channel="review",
        happened_on=day,
        facts=(strip,) if strip else (),
    )


READER = AppStoreReader()
