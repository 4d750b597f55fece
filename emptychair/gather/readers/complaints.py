"""Complaints as the Consumer Financial Protection Bureau publishes them, and files of the same form."""

from __future__ import annotations

from emptychair.domain.errors import N_
from emptychair.domain.story import Kind
from emptychair.gather.preset_reader import PresetReader

READER = PresetReader(
    "complaints",
    N_("Register of complaints"),
    "web form",
    known_by=("consumer complaint narrative|complaint what happened",),
    columns={
        "text": "consumer complaint narrative|complaint what happened",
        "source_id": "complaint id|_id|id",
        "happened_on": "date received|date sent to company",
        "channel": "submitted via",
        "tags": "product|issue",
        "segment": "tags",
        "title": "company",
    },
    sure=0.95,
    fixed={"kind": Kind.COMPLAINT, "publisher": "CFPB"},
    same_id=str,
    json_too=True,
)
