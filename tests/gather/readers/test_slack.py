"""Slack's export: who said what, in one go, without robots; zips that are more than they seem."""

from __future__ import annotations

import contextlib
import io
import json
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emptychair.domain.errors import BadInput
from emptychair.domain.raw_story import RawStory
from emptychair.gather.reader import Refused
from emptychair.gather.readers.slack import READER, said_in
from emptychair.gather.source import SourceFile

USERS = [
    {"id": "U1", "name": "anna", "profile": {"real_name": "Anna Muster", "display_name": "anna.m"}},
    {"id": "U2", "name": "ben", "profile": {"real_name": "Ben Beispiel"}},
    {"id": "U9", "name": "robot", "is_bot": True, "profile": {"real_name": "Robot"}},
]
START = 1_717_402_320  # 3 June 2024, 08:12


def said(user: str, after: int, text: str, **more: Any) -> dict[str, Any]:
    return {"type": "message", "user": user, "text": text, "ts": f"{START + after}.000100", **more}


DAY = [
    said("U1", 0, "The lift has been shut for three weeks &amp; nobody told us."),
    said("U1", 120, "<@U2> knows about it, see <https://x.example/1|the notice> :rage:"),
    said("U2", 180, "Oh."),
    said("U1", 4_000, "Another matter: the door sensor beeps all night long."),
    said("U9", 4_100, "I am a robot and say so in many words."),
    said("U1", 4_200, "<@U1> has joined the channel", subtype="channel_join"),
    {
        "type": "message",
        "subtype": "bot_message",
        "text": "Build passed, everything is fine now.",
        "bot_id": "B1",
        "ts": f"{START + 4_300}.0001",
    },
]


def zipped(members: dict[str, object], top: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(top + name, content if isinstance(content, (str, bytes)) else json.dumps(content))
    return out.getvalue()


def export(day: object = DAY, top: str = "") -> SourceFile:
    members = {
        "users.json": USERS,
        "channels.json": [{"id": "C1", "name": "feedback"}],
        "feedback/2024-06-03.json": day,
    }
    return SourceFile("x.zip", content=zipped(members, top))


def stories(file: SourceFile, beside: tuple[SourceFile, ...] = ()) -> list[RawStory]:
    return [found for found in READER.read(file, beside) if isinstance(found, RawStory)]


@pytest.mark.parametrize("top", ["", "Export 2024/"])
def test_what_one_person_says_in_one_go_is_a_story(top: str) -> None:
    file = export(top=top)
    assert READER.recognise(file) > 0.9
    first, second = stories(file)
    assert (
        first.text
        == "The lift has been shut for three weeks & nobody told us.\nBen Beispiel knows about it, see the notice"
    )
    assert (first.source_id, first.happened_on, first.title, first.channel) == (
        f"feedback/{START}.000100", "2024-06-03", "#feedback", "chat",
    )  # fmt: skip
    assert {"Anna Muster", "anna.m", "Ben Beispiel"} <= set(first.names)
    assert second.text.startswith("Another matter")
    reasons = sorted(found.reason for found in READER.read(file) if isinstance(found, Refused))
    assert reasons == [
        "no message: somebody joined, left, or changed something", "the text is shorter than a sentence",
        "written by a program, not by a person", "written by a program, not by a person",
    ]  # fmt: skip


def test_a_thread_is_told_by_each_of_its_writers() -> None:
    thread = f"{START}.000100"
    day = [
        said("U1", 0, "The lift has been shut for three weeks now.", thread_ts=thread),
        said("U2", 30, "In our house it is the same, since Easter even.", thread_ts=thread),
        said("U1", 60, "And nobody answers the phone.", thread_ts=thread),
        said("U2", 90, "A word about the door, which beeps all night."),
    ]
    found = {story.text for story in stories(export(day))}
    assert "A word about the door, which beeps all night." in found
    assert "In our house it is the same, since Easter even." in found
    assert any(text.startswith("The lift has been shut") for text in found)


def test_loose_files_of_an_export_are_read_with_their_users() -> None:
    day = SourceFile("feedback/2024-06-03.json", content=json.dumps(DAY).encode())
    users = SourceFile("users.json", content=json.dumps(USERS).encode())
    assert READER.recognise(day) > 0.9
    assert READER.recognise(users) == 0
    assert [story.title for story in stories(day, (users,))] == ["#feedback", "#feedback"]
    assert "Anna Muster" in stories(day, (users,))[0].names


def test_an_unpacked_export_knows_its_people(tmp_path: Path) -> None:
    (tmp_path / "feedback").mkdir()
    (tmp_path / "users.json").write_text(json.dumps(USERS))
    (tmp_path / "feedback" / "2024-06-03.json").write_text(json.dumps(DAY))
    first, _ = stories(SourceFile.at(tmp_path / "feedback" / "2024-06-03.json"))
    assert "Anna Muster" in first.names and first.title == "#feedback"


def test_marks_are_shown_as_slack_shows_them() -> None:
    names: dict[str, None] = {}
    text = (
        "*Bold* _and_ `code` <!here> <#C1|general> <mailto:a@b.c|a@b.c> ```x = 1``` &lt;3 :+1::skin-tone-2: <@U7|carl>"
    )
    assert said_in(text, {}, names) == "Bold and code #general a@b.c <3 carl"
    assert list(names) == ["carl"]


def test_archives_that_unpack_without_end_are_not_opened() -> None:
    bomb = SourceFile("x.zip", content=zipped({"users.json": [], "a/2024-06-03.json": b"[" + b" " * (80 << 20) + b"]"}))
    with pytest.raises(BadInput, match="far more"):
        list(READER.read(bomb))


def test_a_member_that_lies_about_its_size_is_held_to_it() -> None:
    raw = bytearray(export([said("U1", 0, "The lift has been shut for three weeks. " * 200)]).data)
    at = raw.rindex(b"PK\x01\x02")
    struct.pack_into("<I", raw, at + 24, 100)  # the size that the directory declares
    try:
        found = list(READER.read(SourceFile("x.zip", content=bytes(raw))))
    except BadInput:
        return
    assert all(isinstance(one, Refused) for one in found)


def test_other_archives_are_not_slacks() -> None:
    assert READER.recognise(SourceFile("x.zip", content=zipped({"_chat.txt": "hello", "a.jpg": b"x"}))) == 0
    assert READER.recognise(SourceFile("x.zip", content=b"PK\x03\x04" + b"x" * 100)) == 0
    with pytest.raises(BadInput):
        list(READER.read(SourceFile("x.zip", content=b"PK\x03\x04" + b"x" * 100)))
    with pytest.raises(BadInput, match="no messages"):
        list(READER.read(SourceFile("x.zip", content=zipped({"users.json": []}))))


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "user", "text", "ts", "subtype", "thread_ts", "file", "profile", "id", "bot_id"]),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=80)
@given(ANY, ANY)
def test_any_json_is_a_story_or_refused(day: object, users: object) -> None:
    members = {"users.json": json.dumps(users), "c/2024-06-03.json": json.dumps(day)}
    for found in READER.read(SourceFile("x.zip", content=zipped(dict(members)))):
        assert isinstance(found, (RawStory, Refused))


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 100_000), st.binary(min_size=1, max_size=6)), max_size=8))
def test_damaged_archives_end_in_a_sentence(changes: list[tuple[int, bytes]]) -> None:
    raw = bytearray(export().data)
    for at, new in changes:
        at %= len(raw)
        raw[at : at + len(new)] = new
    file = SourceFile("x.zip", content=bytes(raw))
    READER.recognise(file)
    with contextlib.suppress(BadInput):
        list(READER.read(file))


def test_a_real_export(shared: Path) -> None:
    file = SourceFile.at(shared / "data" / "samples" / "chat" / "slack_export.zip")
    assert READER.recognise(file) > 0.9
    found = list(READER.read(file))
    told = [one for one in found if isinstance(one, RawStory)]
    assert len(told) > 8
    assert all(story.happened_on.startswith("2016-") and story.source_id and story.names for story in told)
    assert not any("<@" in story.text or "```" in story.text for story in told)
    assert sum(isinstance(one, Refused) and one.reason.startswith("written by a program") for one in found) > 50
