"""Files made in a test, and what the readers of tickets find in them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from emptychair.domain.errors import BadInput
from emptychair.gather.reader import RawStory, Refused, StoryReader
from emptychair.gather.readers import freshdesk, helpscout, hubspot, intercom, jira, salesforce, zendesk
from emptychair.gather.source import SourceFile

ALL: tuple[StoryReader, ...] = (
    freshdesk.READER,
    helpscout.READER,
    hubspot.READER,
    intercom.READER,
    jira.READER,
    salesforce.READER,
    zendesk.READER,
)


def as_json(data: object, name: str = "export.json") -> SourceFile:
    return SourceFile(name, content=json.dumps(data).encode())


def as_text(text: str, name: str = "export.csv", encoding: str = "utf-8") -> SourceFile:
    return SourceFile(name, content=text.encode(encoding))


def as_table(header: Sequence[str], *rows: Sequence[str], delimiter: str = ",", name: str = "export.csv") -> SourceFile:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerow(header)
    writer.writerows(rows)
    return as_text(written.getvalue(), name, "utf-8-sig")


def found(reader: StoryReader, file: SourceFile, *beside: SourceFile) -> list[RawStory | Refused]:
    return list(reader.read(file, beside))


def stories(reader: StoryReader, file: SourceFile, *beside: SourceFile) -> list[RawStory]:
    """The stories of a file that is its reader's, and of no other reader of tickets."""
    best = max(ALL, key=lambda one: one.recognise(file))
    assert best is reader, {one.name: one.recognise(file) for one in ALL}
    assert reader.recognise(file) >= 0.5
    return [one for one in reader.read(file, beside) if isinstance(one, RawStory)]


def only(reader: StoryReader, file: SourceFile, *beside: SourceFile) -> RawStory:
    (story,) = stories(reader, file, *beside)
    return story


def reasons(reader: StoryReader, file: SourceFile, *beside: SourceFile) -> list[str]:
    return [one.reason for one in reader.read(file, beside) if isinstance(one, Refused)]


def survey(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Of each file of a folder, read with the others: whose it is, how many stories and how many refusals."""
    files = [SourceFile.at(path) for path in sorted(folder.iterdir())]
    seen: dict[str, tuple[str, int, int]] = {}
    for file in files:
        best = max(ALL, key=lambda one: one.recognise(file))
        if best.recognise(file) == 0:
            seen[file.name] = ("", 0, 0)
            continue
        result = found(best, file, *(other for other in files if other is not file))
        told = sum(isinstance(one, RawStory) for one in result)
        seen[file.name] = (best.name, told, len(result) - told)
    return seen


# ------------------------------------------------------------------------------------------------------- broken values
WILD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.sampled_from(["", "0", "2024-01-09T10:00:00Z", "<p>", "[x](y", "{code", "9" * 400, "\x00", "\ud800", "a@b.de"]),
    st.lists(st.one_of(st.none(), st.text(max_size=5), st.integers()), max_size=3),
    st.dictionaries(
        st.sampled_from(["id", "name", "type", "records", "comments", "value"]), st.text(max_size=5), max_size=3
    ),
    st.builds(lambda: [[[[{}]]]]),  # a new one each time: the next break may be inside
)


@st.composite
def broken(draw: st.DrawFn, whole: Any) -> Any:
    """`whole` with up to five of its values, at any depth, changed into something else or taken away."""
    data = json.loads(json.dumps(whole))
    for _ in range(draw(st.integers(1, 5))):
        places = list(_places(data))
        if not places:
            return draw(WILD)
        holder, key = draw(st.sampled_from(places))
        if draw(st.booleans()):
            holder[key] = draw(WILD)
        else:
            del holder[key]
    return data


def _places(data: Any) -> Iterable[tuple[Any, Any]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield data, key
            yield from _places(value)
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield data, place
            yield from _places(value)


def bears(reader: StoryReader, file: SourceFile, *beside: SourceFile) -> None:
    """Whatever stands in the file: every reader says how sure it is, this one reads it or refuses it as a whole."""
    for one in ALL:
        assert 0 <= one.recognise(file) <= 1
        one.accompanies(file) if hasattr(one, "accompanies") else None  # pyright: ignore[reportAttributeAccessIssue]
    try:
        result = found(reader, file, *beside)
    except BadInput:
        return
    for one in result:
        if isinstance(one, RawStory):
            assert one.text.strip()
            assert all(isinstance(part, str) for part in (*one.names, *one.tags, *one.facts, one.source_id, one.url))
