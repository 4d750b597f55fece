"""Every real file of the samples: so many stories of so many files, and a reason for all that is none."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from emptychair.domain.errors import UserError
from emptychair.domain.raw_story import RawStory
from emptychair.gather.mapping import MappedReader, settled
from emptychair.gather.recognising import open_sources, recognise

STORIES = {
    "chat": {"slack": 13},
    "mail_eml": {"eml": 23, "mbox": 6},
    "mail_mbox": {"mbox": 5},
    "mail_msg": {"msg": 3},
    "pii_mail_de": {"notes": 74},
    "reviews": {"annotated": 313},
    "surveys": {},
    "tickets_freshdesk": {"freshdesk": 2},
    "tickets_helpscout": {},
    "tickets_hubspot": {},
    "tickets_intercom": {},
    "tickets_jira": {"jira": 1},
    "tickets_salesforce": {},
    "tickets_zendesk": {"zendesk": 1},
    "agendas": {},
    "ics": {},
    "minutes": {},
}


@pytest.mark.parametrize("folder", sorted(STORIES))
def test_the_stories_of_a_folder(shared: Path, folder: str) -> None:
    stories = Counter[str]()
    for found in recognise(open_sources([shared / "data" / "samples" / folder])):
        assert found.reader is not None or found.sentence or found.file.table is not None
        if found.reader is None:
            continue
        try:
            for row in found.reader.read(found.file, found.beside):
                if isinstance(row, RawStory):
                    assert row.text and row.source_id and "\ufffd" not in row.text, found.file.name
                    stories[found.reader.name] += 1
                else:
                    assert row.reason and row.line > 0, found.file.name
        except UserError as error:
            assert error.message_id
    assert stories == STORIES[folder]


def test_a_table_of_nothing_but_texts_is_guessed(shared: Path) -> None:
    [found] = recognise(open_sources([shared / "data" / "samples" / "pii"]))
    rows = list(MappedReader(settled(found.file)).read(found.file))
    assert found.reader is None and sum(isinstance(row, RawStory) for row in rows) > 1_400
