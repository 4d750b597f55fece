"""WhatsApp's chats in the dialects of telephones and languages."""

# ruff: noqa: E501 - chats as they come

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emptychair.domain.errors import BadInput
from emptychair.domain.raw_story import RawStory
from emptychair.gather.reader import Refused
from emptychair.gather.readers.whatsapp import READER, messages
from emptychair.gather.source import SourceFile

GERMAN = """31.12.20, 23:50 - Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Niemand außerhalb dieses Chats kann sie lesen.
31.12.20, 23:51 - Anna Muster: Der Aufzug steht seit drei Wochen still.
Niemand hat uns etwas gesagt,
auch die Hausverwaltung nicht.
31.12.20, 23:55 - Anna Muster: Und das Licht flackert auch.
31.12.20, 23:56 - Service: Das tut uns leid, wir kümmern uns darum.
31.12.20, 23:57 - Anna Muster: <Medien ausgeschlossen>
31.12.20, 23:57 - Anna Muster: Diese Nachricht wurde gelöscht.
01.01.21, 00:30 - Anna Muster: ok
01.01.21, 09:12 - Anna Muster hat die Gruppenbeschreibung geändert.
"""
IPHONE = (
    "\u200e[31.12.20, 23:50:00] Anna Muster: \u200eNachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.\r\n"
    "[31.12.20, 23:51:10] Anna Muster: Der Aufzug steht seit drei Wochen still.\r\nNiemand hat uns etwas gesagt,\r\nauch die Hausverwaltung nicht.\r\n"
    "[31.12.20, 23:55:00] Anna Muster: Und das Licht flackert auch.\r\n\u200e[31.12.20, 23:56:00] Service: \u200eBild weggelassen\r\n"
    "[31.12.20, 23:57:00] ~\u202fService: Das tut uns leid, wir kümmern uns darum.\r\n"
)
AMERICAN = (
    "12/31/20, 11:50\u202fPM - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.\n"
    "12/31/20, 11:51\u202fPM - Anna Muster: The lift has been shut for three weeks.\n"
    "12/31/20, 11:52\u202fPM - Anna Muster: <Media omitted>\n"
    "1/1/21, 12:05\u202fAM - +49 170 1234567: In our house it is just the same. <This message was edited>\n"
    "1/1/21, 12:06\u202fAM - +49 170 1234567: This message was deleted\n"
)


def stories(text: str | bytes, name: str = "WhatsApp Chat mit Anna Muster.txt") -> list[RawStory]:
    file = SourceFile(name, content=text.encode() if isinstance(text, str) else text)
    assert READER.recognise(file) >= 0.9
    return [found for found in READER.read(file) if isinstance(found, RawStory)]


@pytest.mark.parametrize("chat", [GERMAN, IPHONE], ids=["android", "iphone"])
def test_what_one_person_writes_in_ten_minutes_is_a_story(chat: str) -> None:
    (first,) = stories(chat)
    assert first.text == (
        "Der Aufzug steht seit drei Wochen still.\nNiemand hat uns etwas gesagt,\nauch die Hausverwaltung nicht.\nUnd das Licht flackert auch."
    )
    assert (first.happened_on, first.channel, first.title) == ("2020-12-31", "chat", "WhatsApp")
    assert {"Anna Muster", "Service"} <= set(first.names)


def test_american_clocks_and_numbers_for_names() -> None:
    first, second = stories(AMERICAN)
    assert (first.text, first.happened_on) == ("The lift has been shut for three weeks.", "2020-12-31")
    assert (second.text, second.happened_on) == ("In our house it is just the same.", "2021-01-01")
    assert not any("170" in name for name in second.names)


def test_what_is_left_out_is_named() -> None:
    found = [one.reason for one in READER.read(SourceFile("x", content=GERMAN.encode())) if isinstance(one, Refused)]
    assert found == [
        "a note of the program, not a message",
        "a picture, a recording or a file without words",
        "a message that was deleted",
        "a note of the program, not a message",
        "the text is shorter than a sentence",
    ]


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("3/6/18, 1:55 p.m. - a: m", "2018-06-03T13:55"),
        ("03-06-2018, 01.55 PM - a: m", "2018-06-03T13:55"),
        ("13.06.18 21.25.15: a: m", "2018-06-13T21:25"),
        ("[06.13.18 21:25:15] a: m", "2018-06-13T21:25"),
        ("13.6.2018 klo 21.25.15 - a: m", "2018-06-13T21:25"),
        ("13. 6. 2018. 21:25:15 a: m", "2018-06-13T21:25"),
        ("[3/6/18 1:55:00 p. m.] a: m", "2018-06-03T13:55"),
        ("\u200e[3/6/18 1:55:00 p. m.] a: m", "2018-06-03T13:55"),
        ("[2018/06/13, 21:25:15] a: m", "2018-06-13T21:25"),
        ("[06/2018/13, 21:25:15] a: m", "2018-06-13T21:25"),
        ("3/6/2018 1:55 p.\u00a0m. - a: m", "2018-06-03T13:55"),
        ("31.12.20, 23:59 - a: m", "2020-12-31T23:59"),
        ("12/31/20, 11:59\u202fPM - a: m", "2020-12-31T23:59"),
        ("31.12.2020 um 23:59 - a: m", "2020-12-31T23:59"),
    ],
)
def test_the_dialects(line: str, moment: str) -> None:
    [found] = messages(line + "\nsecond line 12.03.2019 10:00\n2016-04-29 10:30:00")
    assert found.at is not None and found.at.isoformat().startswith(moment)
    assert (found.sender, found.text.split("\n")[0]) == ("a", "m")
    assert found.text.count("\n") == 2


def test_day_and_month_are_told_apart_by_the_whole_chat() -> None:
    chat = "".join(
        f"{month}/{day}/21, 10:00 - Anna: The {day}th day of the month and so on.\n"
        for month in (3,)
        for day in range(1, 20)
    )
    assert [story.happened_on for story in stories(chat)][:2] == ["2021-03-01", "2021-03-02"]
    chat = "".join(f"{day}/3/21, 10:00 - Anna: Day number {day} of the month and so on.\n" for day in range(1, 12))
    assert [story.happened_on for story in stories(chat)][:2] == ["2021-03-01", "2021-03-02"]


def test_a_zip_with_its_media() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_chat.txt", IPHONE)
        archive.writestr("00000002-PHOTO.jpg", b"\xff\xd8")
    assert len(stories(out.getvalue(), "WhatsApp Chat - Anna Muster.zip")) == 1


def test_a_zip_that_unpacks_without_end_is_not_opened() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_chat.txt", b" " * (200 << 20))
    file = SourceFile("WhatsApp Chat - Anna.zip", content=out.getvalue())
    with pytest.raises(BadInput, match="far more"):
        list(READER.read(file))


def test_the_same_message_keeps_its_id_in_a_longer_export() -> None:
    more = GERMAN + "02.01.21, 10:00 - Anna Muster: Nun geht er wieder, immerhin.\n"
    assert [story.source_id for story in stories(more)][:1] == [story.source_id for story in stories(GERMAN)]


def test_other_texts_are_no_chats() -> None:
    for text in (
        "",
        "hello\nworld",
        "date,text\n2024-01-01 10:00,Anna: hello",
        "10:00 - 10:15 Anna: welcome\n",
        "01.02.2024, 10:00 Uhr: Sitzung\nTOP 1\n",
        "id;date;text\n1;31.12.20, 23:50;Hallo: ja",
    ):
        assert READER.recognise(SourceFile("x.txt", content=text.encode())) < 0.5, text
    with pytest.raises(BadInput, match="no chat"):
        list(READER.read(SourceFile("x.txt", content=b"hello")))


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [
                "31.12.20, 23:59 - ",
                "[31.12.20, 23:59:59] ",
                "Anna: ",
                "\u200e",
                "\n",
                "a: ",
                "99/99/99, 10:00 - B: x\n",
                "1:2",
                "\u202f",
                ":",
                "<Media omitted>",
                "x y z w and more words",
            ]
        ),
        max_size=40,
    )
)
def test_any_chat_is_read(parts: list[str]) -> None:
    file = SourceFile("x.txt", content="".join(parts).encode())
    READER.recognise(file)
    try:
        for found in READER.read(file):
            assert isinstance(found, (RawStory, Refused))
    except BadInput:
        pass


def test_the_cases_of_a_library(shared: Path) -> None:
    source = (shared / "data" / "samples" / "chat" / "whatsapp_parser_cases.ts").read_text(encoding="utf-8")
    lines = re.findall(r"msg:\s*'([^'\n]+)'", source)
    assert len(lines) > 12
    for line in lines:
        assert len(messages(line)) == 1, line


def test_the_answers_of_a_desk_are_nobodys_story(tmp_path: Path) -> None:
    file = tmp_path / "chat.txt"
    file.write_text(
        "[12.03.24, 18:02:00] Petra Lindner: Hallo, ich musste gestern in der Filiale eine Stunde warten\n"
        "[12.03.24, 18:05:00] Kundenservice: Das tut uns leid, wir melden uns morgen früh bei Ihnen.\n",
        encoding="utf-8",
    )
    found = list(READER.read(SourceFile.at(file)))
    assert [one.text for one in found if isinstance(one, RawStory)] == [
        "Hallo, ich musste gestern in der Filiale eine Stunde warten"
    ]


def test_a_shop_that_answers_is_told_by_what_it_says() -> None:
    chat = (
        "02.03.24, 10:11 - Anna Alt: Der Schirm der Lampe ist gerissen und das Kabel zu kurz.\n"
        "02.03.24, 10:15 - Lampen Meyer: Das tut uns leid! Wir schicken Ihnen eine neue Lampe.\n"
        "05.03.24, 09:00 - Anna Alt: Die neue Lampe ist da und leuchtet wunderbar.\n"
        "05.03.24, 09:30 - Lampen Meyer: Das freut uns, einen schönen Tag noch für Sie.\n"
    )
    assert [story.text for story in stories(chat)] == [
        "Der Schirm der Lampe ist gerissen und das Kabel zu kurz.",
        "Die neue Lampe ist da und leuchtet wunderbar.",
    ]
