"""Outlook's .msg files and the rich text in them."""

# ruff: noqa: E501 - mails as they come

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emptychair.domain.errors import BadInput
from emptychair.domain.raw_story import RawStory
from emptychair.gather.mail.html import plain
from emptychair.gather.mail.rtf import text_of_rtf
from emptychair.gather.reader import Refused
from emptychair.gather.readers.msg import READER
from emptychair.gather.source import SourceFile

HTML_INSIDE = rb"""{\rtf1\ansi\ansicpg1252\fromhtml1 \fbidi \deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f4\fswiss\fcharset204 Cyr;}}
\uc1\pard\plain\deftab360 \f0\fs24 {\*\htmltag19 <html>}{\*\htmltag241 <style>p \{color:red\}</style>}{\*\htmltag50 <body>}
\htmlrtf \lang1031 \htmlrtf0 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Die Lieferung war f\'fcr \u8364?50 zu sp\'e4t.\htmlrtf }\htmlrtf0
{\*\htmltag84 <b>}\htmlrtf {\b \htmlrtf0  Wirklich.\htmlrtf }\htmlrtf0{\*\htmltag92 </b>}{\*\htmltag72 </p>}{\f4 \'cf\'f0\'e8\'e2\'e5\'f2}
{\*\htmltag58 </body>}{\*\htmltag27 </html>}}"""


def test_the_html_inside_of_rich_text() -> None:
    text, html = text_of_rtf(HTML_INSIDE)
    assert text == ""
    assert plain(html) == "Die Lieferung war für €50 zu spät. Wirklich.\n\nПривет"


def test_rich_text_without_html() -> None:
    rtf = rb"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}{\info{\author Nobody}}Die Stra\'dfe ist {\b nass}.\par Zwei\line \u-10179?\u-8704? ok\par}"
    assert text_of_rtf(rtf) == ("Die Straße ist nass.\nZwei\n😀 ok", "")


@given(st.lists(st.sampled_from([b"{", b"}", b"\\par ", b"\\'e4", b"\\u8364?", b"\\*", b"\\htmltag1 ", b"\\fromhtml1", b"abc", b"\\ansicpg99999", b"\\f1", b"\\fonttbl",
    b"\\fcharset128", b"\\bin9", b"\\", b"\\uc-3", b"\x00\xff"]), max_size=60))  # fmt: skip
def test_any_rich_text_is_read(parts: list[bytes]) -> None:
    text, html = text_of_rtf(b"".join(parts))
    assert not (text and html)


def test_nested_rich_text_ends() -> None:
    assert text_of_rtf(b"{" * 200_000 + b"words" + b"}" * 200_000) == ("", "")


def test_a_damaged_file_says_what_to_do() -> None:
    broken = SourceFile(
        "mail.msg",
        content=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "__properties_version1.0".encode("utf-16-le"),
    )
    assert READER.recognise(broken) > 0.9
    with pytest.raises(BadInput, match="damaged"):
        list(READER.read(broken))
    assert READER.recognise(SourceFile("a.doc", content=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))) == 0


def test_real_mails_of_outlook(shared: Path) -> None:
    found: dict[str, RawStory | Refused] = {}
    for path in sorted((shared / "data" / "samples" / "mail_msg").iterdir()):
        file = SourceFile.at(path)
        assert READER.recognise(file) > 0.9
        [found[path.name]] = READER.read(file)
    book = found["msgreader_HtmlSampleEmail.msg"]
    assert isinstance(book, RawStory)
    assert book.text.startswith("BOOK ONE: 1805\n") and "Pávlovna" in book.text
    assert book.happened_on == "2017-10-23" and book.headline == "HtmlSampleEmail" and "Chris Wilson" in book.names
    assert book.source_id == "6BA412B7BBD2FD42861293C22F31BF8F1AEC9B57@pifmbx04.Leeds.gov.uk"
    rich = found["msgreader_RtfSampleEmail.msg"]
    assert isinstance(rich, RawStory) and "“Well, Prince, so Genoa" in rich.text
    pages = found["hira_nonUnicodeMail.msg"]
    assert isinstance(pages, RawStory) and pages.text == "Non Unicode mail body!"
    refused = {name: one.reason for name, one in found.items() if isinstance(one, Refused)}
    assert refused == {
        "hira_A_weekly_1.msg": "an appointment, a contact or a task, not a mail",
        "hira_htmlLink.msg": "the text is shorter than a sentence",
        "oxmsg_message.msg": "the text is shorter than a sentence",
        "oxmsg_no-attachments.msg": "the text is shorter than a sentence",
    }


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, 6),
    st.lists(st.tuples(st.integers(0, 60_000), st.binary(min_size=1, max_size=8)), max_size=12),
    st.integers(0, 4),
)
def test_broken_mails_of_outlook(shared: Path, which: int, changes: list[tuple[int, bytes]], cut: int) -> None:
    path = sorted((shared / "data" / "samples" / "mail_msg").iterdir())[which]
    raw = bytearray(path.read_bytes())
    for at, new in changes:
        at %= len(raw)
        raw[at : at + len(new)] = new
    file = SourceFile("mail.msg", content=bytes(raw[: len(raw) // 2]) if cut == 0 else bytes(raw))
    READER.recognise(file)
    with contextlib.suppress(BadInput):
        assert len(list(READER.read(file))) == 1
