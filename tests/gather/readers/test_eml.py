"""Mails in files of their own: what is said, by whom it must not be known, when, and what is no customer's mail."""

# ruff: noqa: E501 - mails as they come

from __future__ import annotations

import base64
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emptychair.domain.errors import BadInput
from emptychair.domain.raw_story import RawStory
from emptychair.gather.reader import Refused
from emptychair.gather.readers.eml import READER
from emptychair.gather.source import SourceFile

WORDS = "Seit drei Wochen warte ich auf den Kühlschrank, der Techniker kam nie."
HEAD = """From: "Muster, Anna" <anna.muster@gmx.de>
To: Kundenservice <service@firma.de>
Cc: =?UTF-8?Q?J=C3=BCrgen_M=C3=BCller?= <j.mueller@firma.de>
Date: Mon, 3 Jun 2024 23:12:00 -0500
Subject: =?utf-8?B?QVc6IFJlOiBLw7xobHNjaHJhbms=?=
Message-ID: <abc.123@gmx.de>
"""


def read(raw: str | bytes, name: str = "mail.eml") -> RawStory | Refused:
    file = SourceFile(name, content=raw.encode() if isinstance(raw, str) else raw)
    [found] = READER.read(file)
    return found


def story(raw: str | bytes) -> RawStory:
    found = read(raw)
    assert isinstance(found, RawStory), found
    return found


def reason(raw: str | bytes) -> str:
    found = read(raw)
    assert isinstance(found, Refused), found
    return found.reason


def mail(body: str = WORDS, head: str = HEAD, kind: str = "text/plain; charset=utf-8") -> str:
    return f"{head}MIME-Version: 1.0\nContent-Type: {kind}\nContent-Transfer-Encoding: 8bit\n\n{body}\n"


def test_a_mail_is_a_story_with_its_day_its_id_and_the_names_to_mask() -> None:
    found = story(mail())
    assert found.text == WORDS
    assert (found.headline, found.source_id, found.happened_on) == ("Kühlschrank", "abc.123@gmx.de", "2024-06-03")
    assert (found.channel, found.row) == ("e-mail", 1)
    assert found.names == ("Anna Muster", "Muster, Anna", "Jürgen Müller")
    assert "Message-ID: <abc.123@gmx.de>" in found.original
    assert "anna.muster@gmx.de" not in found.text + found.headline + found.customer + "".join(found.facts)


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("iso-8859-1", "cp1252"),
        ("us-ascii", "utf-8"),
        ("iso-8859-1", "utf-8"),
        ("utf-8", "cp1252"),
        ("x-invented-9", "utf-8"),
        ("zip", "utf-8"),
        ("idna", "utf-8"),
        ("\x00", "cp1252"),
        ("UTF8", "utf-8"),
        ("", "cp1252"),
    ],
)
def test_charsets_that_lie_or_do_not_exist(charset: str, encoding: str) -> None:
    raw = mail(kind=f"text/plain; charset={charset}").encode().replace(WORDS.encode(), WORDS.encode(encoding))
    assert story(raw).text == WORDS


def test_of_two_bodies_the_plain_one_unless_it_says_nothing() -> None:
    both = 'multipart/alternative; boundary="b"'
    parts = "--b\nContent-Type: text/plain\n\n{}\n--b\nContent-Type: text/html\n\n<p>From the <b>HTML</b> body, all of it.</p>\n--b--"
    assert (
        story(mail(parts.format("From the plain body, all of it."), kind=both)).text
        == "From the plain body, all of it."
    )
    assert story(mail(parts.format(" "), kind=both)).text == "From the HTML body, all of it."
    stub = "Your mail program cannot display HTML. Please view it in a browser."
    assert story(mail(parts.format(stub), kind=both)).text == "From the HTML body, all of it."


def test_apple_mail_writes_on_after_a_picture_and_attachments_say_nothing() -> None:
    body = (
        "--b\nContent-Type: text/plain\n\nThe parcel came like this, look:\n--b\nContent-Type: image/jpeg\n\nxxxx\n"
        "--b\nContent-Type: text/plain\n\nNobody answers the phone.\n--b\nContent-Type: text/plain; name=log.txt\n"
        'Content-Disposition: attachment; filename="log.txt"\n\nsecret log\n--b--'
    )
    found = story(mail(body, kind='multipart/mixed; boundary="b"'))
    assert found.text.split() == [
        "The",
        "parcel",
        "came",
        "like",
        "this,",
        "look:",
        "Nobody",
        "answers",
        "the",
        "phone.",
    ]


def test_flowed_and_wrapped_lines_are_paragraphs_again() -> None:
    flowed = (
        "The lift was shut for three \nweeks and nobody told us \nabout it.\n\n- one\n- two\n\n> quoted \n> words\n"
    )
    found = story(mail(flowed, kind="text/plain; format=flowed"))
    assert found.text == "The lift was shut for three weeks and nobody told us about it.\n\n- one\n- two"
    wrapped = (
        "The lift was shut for three weeks and nobody in the whole house told us\nanything about it until the man from the town came "
        "along and said so to\nmy neighbour.\nThat was on Monday."
    )
    assert story(mail(wrapped)).text.count("\n") == 1


def test_a_title_is_masked_with_the_name_and_without() -> None:
    head = HEAD.replace('"Muster, Anna"', '"Prof. Dr. Anna Muster"')
    assert story(mail(head=head)).names[:2] == ("Prof. Dr. Anna Muster", "Anna Muster")


def test_a_greeting_under_a_full_line_stays_a_greeting() -> None:
    body = (
        "Der Techniker kam nie, obwohl er für Montag, Dienstag und Mittwoch fest zu\ngesagt war; am Telefon sagt man uns jedes Mal etwas "
        "anderes und niemand ruft an.\nMit freundlichen Grüßen\nAnna Muster"
    )
    assert story(mail(body)).text.endswith("niemand ruft an.")


def test_a_mail_that_was_passed_on_is_told_by_its_writer() -> None:
    head = HEAD.replace("=?utf-8?B?QVc6IFJlOiBLw7xobHNjaHJhbms=?=", "WG: Beschwerde")
    body = (
        "zur Info\n\nVon: Petra Klein <petra@klein.de>\nGesendet: Freitag, 31. Mai 2024 08:00\nAn: Anna Muster\n"
        "Betreff: Beschwerde Lieferung\n\nDie Lieferung kam drei Wochen zu spät.\n\nGruß\nPetra Klein"
    )
    found = story(mail(body, head))
    assert (found.text, found.headline) == ("Die Lieferung kam drei Wochen zu spät.", "Beschwerde Lieferung")
    assert {"Petra Klein", "Anna Muster"} <= set(found.names)
    attached = (
        "--b\nContent-Type: text/plain\n\nFYI\n--b\nContent-Type: message/rfc822\n\nFrom: Petra Klein <p@k.de>\nSubject: Late\n"
        "Date: Fri, 31 May 2024 08:00:00 +0200\n\nThe parcel came three weeks late.\n--b--"
    )
    found = story(mail(attached, kind='multipart/mixed; boundary="b"'))
    assert (found.text, found.happened_on, found.headline) == (
        "The parcel came three weeks late.",
        "2024-05-31",
        "Late",
    )
    assert "Petra Klein" in found.names


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Auto-Submitted: auto-replied", "an automatic reply"),
        ("X-Autoreply: yes", "an automatic reply"),
        ("Subject: Abwesenheitsnotiz: Urlaub", "an automatic reply"),
        ("Subject: Automatic reply: Lift", "an automatic reply"),
        ("List-Unsubscribe: <https://x.example/u>", "a newsletter or mass mail"),
        ("Precedence: bulk", "a newsletter or mass mail"),
        ("Return-Path: <>", "a mail that could not be delivered, sent back by a mail server"),
        ("X-Failed-Recipients: a@b.c", "a mail that could not be delivered, sent back by a mail server"),
        ("X-Spam-Flag: YES", "marked as spam"),
        ("Auto-Submitted: auto-generated", "a mail that a program sent"),
        ("X-Gmail-Labels: Sent,Opened", "sent from this mailbox, not by a customer"),
    ],
)
def test_what_no_customer_wrote_is_refused_with_the_reason(header: str, said: str) -> None:
    name = header.partition(":")[0]
    head = "".join(line for line in HEAD.splitlines(keepends=True) if not line.startswith(f"{name}:"))
    assert reason(mail(head=f"{head}{header}\n")) == said


def test_shared_mailboxes_and_contact_forms_are_no_mass_mail() -> None:
    group = f"{HEAD}Precedence: list\nList-Unsubscribe: <mailto:x@y.z>\nList-Post: <mailto:support@firma.de>\n"
    assert story(mail(head=group)).text == WORDS
    form = f"Name: Anna Muster\nE-Mail: anna@muster.de\n\nNachricht: {WORDS}"
    found = story(
        mail(
            form,
            HEAD.replace('"Muster, Anna" <anna.muster@gmx.de>', "noreply@firma.de")
            + "Auto-Submitted: auto-generated\n",
        )
    )
    assert found.text == WORDS
    assert "Anna Muster" in found.names


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("Mon, 03 Jun 2024 10:12:00 +0200 (CEST)", "2024-06-03"),
        ("3 Jun 24 10:12 MESZ", "2024-06-03"),
        ("Mon Jun  3 10:12:00 2024", "2024-06-03"),
        ("2024-06-03T10:12:00Z", "2024-06-03"),
        ("Mon, 3-Jun-2024 25:99:00 +9999", "2024-06-03"),
        ("gestern", ""),
        ("Mon, 99 Jun 2024 10:12:00 +0200", ""),
    ],
)
def test_days_of_all_sorts(date: str, day: str) -> None:
    assert story(mail(head=HEAD.replace("Mon, 3 Jun 2024 23:12:00 -0500", date))).happened_on == day


def test_without_an_id_the_same_mail_has_the_same_one() -> None:
    head = HEAD.replace("Message-ID: <abc.123@gmx.de>\n", "")
    first, second = story(mail(head=head)), story(mail(head=head))
    assert first.source_id == second.source_id and first.source_id.startswith("sha256:")
    assert story(mail(WORDS + " Schon wieder.", head)).source_id != first.source_id


@pytest.mark.parametrize(
    ("subject", "headline"),
    [
        ("Re: AW: [EXT] Fwd: Lift", "Lift"),
        ("=?iso-8859-1?Q?K=FChl?= =?iso-8859-1?Q?schrank?=", "Kühlschrank"),
        ("=?utf-8?B?S8O8aGxzY2hyYW5r?", "=?utf-8?B?S8O8aGxzY2hyYW5r?"),
        ("=?utf-8?Q?K=C3?= =?utf-8?Q?=BChl?=", "Kühl"),
        ("=?x-none?B?TGlmdA?=", "Lift"),
        ("=?utf-8?Q?two words?=", "two words"),
        ("Reklamation", "Reklamation"),
        ("AW: [Ticket#2024060310001] Re: Heizung", "Heizung"),
    ],
)
def test_headlines(subject: str, headline: str) -> None:
    head = HEAD.replace("=?utf-8?B?QVc6IFJlOiBLw7xobHNjaHJhbms=?=", subject)
    assert story(mail(head=head)).headline == headline


def test_an_apple_emlx_and_headers_that_are_not_as_they_should() -> None:
    raw = mail().encode()
    assert story(b"%d\n%s<?xml version='1.0'?><plist/>" % (len(raw), raw)).text == WORDS
    loose = mail().replace("From:", "From  :").replace("To:", "a stray line\nTo:", 1)
    assert story(loose).text == WORDS


def test_a_large_attachment_does_not_hide_the_words_behind_it() -> None:
    large = base64.encodebytes(bytes(range(256)) * 8_000).decode()
    body = (
        f"--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n{large}\n--b\nContent-Type: text/plain; charset=utf-8\n"
        f"Content-Transfer-Encoding: base64\n\n{BASE64}\n--b--"
    )
    assert story(mail(body, kind='multipart/mixed; boundary="b"')).text == WORDS


def test_nesting_and_parts_without_end_are_refused_in_words_and_in_time() -> None:
    begun = time.monotonic()
    for depth in (60, 900, 10_000):
        parts = "".join(f'Content-Type: multipart/mixed; boundary="b{at}"\n\n--b{at}\n' for at in range(depth))
        assert "nested" in reason(f"{HEAD}{parts}\n\n{WORDS}")
    body = "--b\nContent-Type: text/plain\n\nx\n" * 1_200 + "--b--"
    assert "1,000 parts" in reason(mail(body, kind='multipart/mixed; boundary="b"'))
    deep = HEAD + "Content-Type: message/rfc822\n\n" * 3_000 + WORDS
    assert "nested" in reason(deep)
    assert time.monotonic() - begun < 10


def test_fifty_levels_are_read() -> None:
    parts = "".join(f'Content-Type: multipart/mixed; boundary="b{at}"\n\n--b{at}\n' for at in range(40))
    assert story(f"{HEAD}{parts}Content-Type: text/plain; charset=utf-8\n\n{WORDS}").text == WORDS


def test_mail_is_recognised_by_what_it_is() -> None:
    def sure(content: bytes) -> float:
        return READER.recognise(SourceFile("x.bin", content=content))

    assert sure(mail().encode()) > 0.9
    assert sure(b"\xef\xbb\xbf\r\n" + mail().encode()) > 0.9
    assert sure(b"name,text\nAnna,hello") == 0
    assert sure(b"Dear all: this is text\nwithout headers\n") == 0
    assert sure(b"") == 0
    assert sure(b'{"from": "a", "subject": "b"}') == 0
    assert sure(b"Title: My notes\nAuthor: Anna\n\nText") == 0


def test_an_empty_file_says_what_to_do() -> None:
    with pytest.raises(BadInput, match="empty"):
        list(READER.read(SourceFile("mail.eml", content=b" \n")))


BASE64 = base64.b64encode(WORDS.encode()).decode()
SEEDS = [
    mail().encode(),
    mail(
        f'--b\nContent-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: base64\n\n{BASE64}\n--b\nContent-Type: text/html\n'
        "Content-Transfer-Encoding: quoted-printable\n\n<p>Hello=20there</p>\n--b--",
        kind='multipart/alternative; boundary="b"',
    ).encode(),
]


@settings(max_examples=150)
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=6), st.integers(0, 9)), max_size=8),
    st.data(),
)
def test_a_broken_mail_is_a_story_or_refused(
    seed: bytes, changes: list[tuple[int, bytes, int]], data: st.DataObject
) -> None:
    raw = bytearray(seed)
    for at, new, gone in changes:
        at %= len(raw) + 1
        raw[at : at + gone] = new
    cut = data.draw(st.integers(0, len(raw)))
    file = SourceFile("mail.eml", content=bytes(raw[:cut]) if cut % 3 == 0 else bytes(raw))
    READER.recognise(file)
    try:
        assert len(list(READER.read(file))) == 1
    except BadInput:
        assert not file.data.strip()


def test_real_mails_are_stories_or_refused_with_a_reason(shared: Path) -> None:
    from emptychair.gather.readers.mbox import READER as MBOX

    samples = shared / "data" / "samples"
    told: dict[str, str] = {}
    for path in sorted([*(samples / "mail_eml").iterdir(), *(samples / "mail_replies").glob("*.eml")]):
        file = SourceFile.at(path)
        reader = max((READER, MBOX), key=lambda one: one.recognise(file))
        assert reader.recognise(file) > 0, path.name
        for found in reader.read(file):
            if isinstance(found, Refused):
                assert found.reason
                told[path.name] = found.reason
            else:
                assert found.text and found.source_id
                assert "\ufffd" not in found.text
                told[path.name] = found.text
    assert len(told) == 58
    assert told["rfc2822__example01.eml"] == 'This is a message just to say hello.\nSo, "Hello".'
    assert told["rfc2822__example13.eml"] == 'This is a message just to say hello.\nSo, "Hello".'
    assert told["attachment_emails__attachment_message_rfc822.eml"] == "This is the first part."
    assert told["multipart_report_emails__report_422.eml"].startswith("a mail that could not be delivered")
    assert told["talon__standard_replies__thunderbird.eml"] == "the text is shorter than a sentence"
