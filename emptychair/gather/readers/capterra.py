"""Reviews of software at G2, Capterra, OMR and their like: what was good and what was not, in columns of their own."""

from __future__ import annotations

from emptychair.domain.errors import N_
from emptychair.gather.preset_reader import PresetReader

READER = PresetReader(
    "software-reviews",
    N_("G2 or Capterra"),
    "review",
    known_by=(
        "pros|what do you like best|what do you like best about the product|vorteile|the good|likes|positives",
        "cons|what do you dislike|what do you dislike about the product|nachteile|the bad|dislikes|negatives",
    ),
    columns={
        "text": """
        overall|overall comments|comments|review|review text|pros|what do you like best|vorteile|the good|likes
        positives
        what do you like best about the product|cons|what do you dislike|what do you dislike about the product
        nachteile
        the bad|dislikes|negatives|what problems is the product solving and how is that benefiting you
        recommendations to others considering the product
        """,
        "headline": "title|review title|headline|titel|überschrift",
        "source_id": "review id|survey response id|id",
        "happened_on": "date|review date|submitted at|published date|created at|date published|datum|submission date",
        "rating": "rating|overall rating|star rating|stars|nps score|gesamtbewertung|bewertung|sterne|score",
        "industry": "industry|branche|reviewer industry",
        "segment": "company size|company segment|unternehmensgröße|segment",
        "title": "product|product name|produkt",
        "url": "url|review url|link",
    },
    sure=0.85,
)
