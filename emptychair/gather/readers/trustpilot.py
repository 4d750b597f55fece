"""Trustpilot: the table of the business account, and the reviews of its API. Answers of the company are left out."""

from __future__ import annotations

from emptychair.domain.errors import N_
from emptychair.gather.preset_reader import PresetReader
from emptychair.gather.rows import stars

READER = PresetReader(
    "trustpilot",
    N_("Trustpilot"),
    "review",
    known_by=(
        "review content|review text|text",
        "review stars|stars",
        """
        review consumer user id|review consumer user name|consumer name|consumer display name|consumer id
        company reply text|company reply|company reply date|business unit id|business unit display name
        domain url|review created utc|date of experience
        """,
    ),
    columns={
        "text": "review content|review text|text",
        "headline": "review title|title",
        "source_id": "review id|id",
        "happened_on": """
        date of experience|experienced at|review created utc|review created|created at|created date time
        review date|date
        """,
        "rating": "review stars|stars|star rating|rating",
        "language": "review language|language",
        "names": """
        review consumer user name|review username|consumer name|reviewer name|consumer display name|consumer email
        review consumer email|reference id|review reference id
        """,
        "url": "review url|url",
        "title": "business unit display name|business unit name|domain url|source name",
    },
    sure=0.93,
    mark=stars,
    same_id=str,
    json_too=True,
)
