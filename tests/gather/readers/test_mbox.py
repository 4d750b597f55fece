"""Mailboxes: where one mail ends and the next begins, in every dialect, and each mail by its own writer."""

# ruff: noqa: E501 - mails as they come

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.domain.errors import BadInput
from emptychair.domain.raw_story import RawStory
from emptychair.gather.reader import Refused
from emptychair.gather.readers import eml, mbox
from emptychair.gather.readers.mbox import READER, mails
from emptychair.gather.source import SourceFile

FIRST = "The lift was shut for three weeks and nobody told us."
SECOND = "From the very first day the door has been stuck.\n\nFrom now on we use the stairs, all of us."


def one(sender: str, body: str, number: int, more: str = "") -> str:
    return (
        f"From {sender}@x.example Mon Jun  3 10:12:0{number} 2024\nFrom: {sender.title()} Muster <{sender}@x.example>\nSubject: Re: Lift\n"
        f"Date: Mon, 3 Jun 2024 10:12:0{number} +0200\nMessage-ID: <{number}@x.example>\n{more}\n{body}\n\n"
    )


def read(raw: str | bytes) -> list[RawStory | Refused]:
    return list(READER.read(SourceFile("box", content=raw.encode() if isinstance(raw, str) else raw)))


BOX = (
    one("anna", FIRST, 1)
    + one("ben", SECOND.replace("From", ">From"), 2)
    + one("anna", f"> {FIRST}\n\nAnd still it is shut, five weeks on.", 3)
)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_each_mail_of_a_thread_is_told_by_its_own_writer(ends: str) -> None:
    found = read(BOX.replace("\n", ends))
    assert [story.text for story in found if isinstance(story, RawStory)] == [
        FIRST,
        SECOND,
        "And still it is shut, five weeks on.",
    ]
    assert [(story.source_id, story.row) for story in found if isinstance(story, RawStory)] == [
        ("1@x.example", 1), ("2@x.example", 2), ("3@x.example", 3),
    ]  # fmt: skip
    assert isinstance(found[1], RawStory) and found[1].names == ("Ben Muster",)


def test_a_sentence_that_begins_with_from_begins_no_mail() -> None:
    [found] = read(one("anna", SECOND, 1))
    assert isinstance(found, RawStory) and found.text == SECOND


def test_the_from_lines_of_other_programs() -> None:
    thunderbird = one("anna", FIRST, 1).replace(
        "From anna@x.example Mon Jun  3 10:12:01 2024", "From - Mon Jun 03 10:12:01 2024", 1
    )
    takeout = one("ben", FIRST, 2).replace(
        "From ben@x.example Mon Jun  3 10:12:02 2024", "From 1800@xxx Mon Jun 03 08:12:02 +0000 2024", 1
    )
    bare = one("eva", FIRST, 3).replace(
        "From eva@x.example Mon Jun  3 10:12:03 2024", "From MAILER_DAEMON Mon Jun  3 10:12:03 2024", 1
    )
    tight = (thunderbird + takeout + bare).replace("\n\nFrom ", "\nFrom ")
    for box in (thunderbird + takeout + bare, tight, "\n\n" + thunderbird + takeout + bare):
        assert len([story for story in read(box) if isinstance(story, RawStory)]) == 3
        assert READER.recognise(SourceFile("x", content=box.encode())) > eml.READER.recognise(
            SourceFile("x", content=box.encode())
        )


def test_deleted_sent_and_broken_mails_are_refused_each_by_itself() -> None:
    deleted = one("anna", FIRST, 1, "X-Mozilla-Status: 0009\n")
    sent = one("ben", FIRST, 2, "X-Gmail-Labels: Gesendet\n")
    nested = one("eva", "".join(f'--b{at}\nContent-Type: multipart/mixed; boundary="b{at + 1}"\n\n' for at in range(80)), 3,
                 'Content-Type: multipart/mixed; boundary="b0"\n')  # fmt: skip
    found = read(deleted + sent + nested + one("uwe", FIRST, 4))
    assert [refused.reason[:12] for refused in found if isinstance(refused, Refused)] == [
        "deleted in t",
        "sent from th",
        "the mail is ",
    ]
    assert isinstance(found[3], RawStory) and found[3].text == FIRST


def test_a_mailbox_is_walked_mail_by_mail(tmp_path: Path) -> None:
    path = tmp_path / "big"
    with path.open("w") as out:
        for number in range(3_000):
            out.write(
                one("anna", f"{FIRST} Number {number}.\n" + "x" * 2000, number % 10).replace(
                    f"<{number % 10}@", f"<{number}@"
                )
            )
    stories = READER.read(SourceFile.at(path))
    assert isinstance(next(stories), RawStory)
    assert sum(1 for _ in stories) == 2_999


def test_mails_without_a_blank_line_before_the_next() -> None:
    found = list(mails(BytesIO((one("anna", "x" * 500 + "\n", 1) * 3 + one("ben", FIRST, 2)).encode())))
    assert len(found) == 4 and all(found)


def test_no_mail_in_it() -> None:
    with pytest.raises(BadInput, match="no mail"):
        read("From here on\nthere is no mail\n")
    assert mbox.READER.recognise(SourceFile("x", content=b"From here on\nthere is no mail")) == 0


@given(
    st.lists(
        st.sampled_from(
            [
                b"From a@b Mon Jun  3 10:12:01 2024\n",
                b"From: a@b\n",
                b"\n",
                b"x\n",
                b"From \n",
                b"\x00\xff\n",
                b">From a\n",
                b"Subject: s\n",
            ]
        ),
        max_size=40,
    )
)
def test_any_mailbox_is_read_to_its_end(lines: list[bytes]) -> None:
    try:
        for found in read(b"".join(lines)):
            assert isinstance(found, (RawStory, Refused))
    except BadInput:
        pass


def test_a_real_mailing_list(shared: Path) -> None:
    file = SourceFile.at(shared / "data" / "samples" / "mail_mbox" / "mbox.rlug")
    assert READER.recognise(file) > 0.9
    stories = [found for found in READER.read(file) if isinstance(found, RawStory)]
    assert [story.source_id for story in stories][:2] == [
        "001401c2cec7$4eb5b460$941c10ac@ok6f6gr01ta4hv",
        "3E43EB00.7040006@pcnet.ro",
    ]
    assert len(stories) == 5
    assert [story.happened_on for story in stories] == [
        "2003-02-07",
        "2003-02-07",
        "2003-02-07",
        "2003-02-08",
        "2003-02-08",
    ]
    assert "pl2303.o ?" in stories[3].text and "unsubscribe" not in stories[3].text


def test_a_mailbox_in_an_archive_is_read(tmp_path: Path) -> None:
    path = tmp_path / "takeout.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Takeout/Mail/All.mbox", BOX)
    file = SourceFile("takeout.zip/All.mbox", path, member="Takeout/Mail/All.mbox")
    assert READER.recognise(file) > 0.9
    assert len([story for story in READER.read(file) if isinstance(story, RawStory)]) == 3
