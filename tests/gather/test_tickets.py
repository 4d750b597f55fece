"""One contact of a customer: its messages joined, its fields read."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.domain.story import Kind, Ladder
from emptychair.gather.reader import RawStory, Refused
from emptychair.gather.tickets import (
    Case,
    channel_of,
    counted,
    headline,
    kind_of,
    outcome_of,
    rated,
    theirs_of,
    waited,
    words,
)


def told(case: Case) -> RawStory:
    story = case.story()
    assert isinstance(story, RawStory)
    return story


def test_messages_are_put_in_order_and_repeats_are_read_once() -> None:
    case = Case(1, "7")
    case.says("It has been two weeks now, and still nothing.", "2024-03-09T10:00:00Z")
    case.says("<p>My parcel   has not arrived.</p>", "2024-03-05T10:00:00+02:00")
    case.says("My parcel has not arrived.", "2024-03-05T08:00:01Z")
    case.says("Thank you very much!", "2024-03-10T10:00:00Z")
    story = told(case)
    assert story.text == "My parcel has not arrived.\n\nIt has been two weeks now, and still nothing."
    assert story.happened_on == "2024-03-05"


def test_further_messages_stop_at_two_thousand_characters() -> None:
    case = Case(1)
    for number in range(20):
        case.says(f"{number} " + "and so it went on and on " * 10, f"2024-03-{number + 1:02}")
    assert 1_500 < len(told(case).text) <= 2_000
    alone = Case(1)
    alone.says("A long one by itself. " * 500)
    assert len(told(alone).text) > 10_000
    alone.said[0] = type(alone.said[0])("x y z " * 4_000, "", "")
    assert alone.story() == Refused(1, "the text is longer than 20,000 characters")


def test_people_chat_in_half_sentences() -> None:
    bits = ["hello", "my card", "was swallowed by the machine", "ok", "since noon"]
    chat, mail = Case(1, channel="chat"), Case(1, channel="e-mail")
    for bit in bits:
        chat.says(bit)
        mail.says(bit)
    assert told(chat).text == "my card\n\nwas swallowed by the machine\n\nsince noon"
    assert told(mail).text == "was swallowed by the machine"


def test_mailboxes_are_no_names() -> None:
    case = Case(1, names=["Support", "Customer Service", "Anna Muster", "", "Anna Muster"])
    case.says("The support was of no help at all.")
    assert told(case).names == ("Anna Muster",)


@pytest.mark.parametrize("said", ["Customer reports a broken lamp again.", "Die Kundin wartet seit Mai auf ihr Geld."])
def test_a_report_is_nobody_s_own_words(said: str) -> None:
    case = Case(1)
    case.says(said)
    assert not told(case).verbatim


@pytest.mark.parametrize(
    "said", ["Customer service kept me waiting for an hour.", "Kunde bin ich seit dreißig Jahren."]
)
def test_a_customer_who_speaks_of_customers_speaks(said: str) -> None:
    case = Case(1)
    case.says(said)
    assert told(case).verbatim


CHAT = """Conversation with Web User 123

(10:00:00) Rita: Hi there, how can I help you?
(10:00:10) Web User 123: my order has vanished
(10:00:20) Web User 123: from the list
without a trace
(10:01:00) Rita: Let me look into it at once."""


def test_a_chat_filed_as_one_text_has_two_sides() -> None:
    assert theirs_of(CHAT, "", chat=False) == ("my order has vanished\nfrom the list\nwithout a trace", True)
    named = CHAT.replace("Web User 123:", "Anna Muster:")
    assert theirs_of(named, "Anna Muster", chat=False)[0].startswith("my order has vanished\nfrom the list")
    assert theirs_of(named, "", chat=True) == ("", True)  # nobody knows which side is which
    case = Case(1, channel="chat")
    case.says(named)
    assert case.story() == Refused(1, "nothing in it is from the customer: internal notes and answers only")
    own = "10:15 Departure: all was well\n10:30 Stop: the door was stuck\n11:00 Arrival: far too late"
    assert theirs_of(own, "", chat=False) == (own, False)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("a ![shot](https://x.de/a.png) b", "a  b"),
        ("see [our page](https://x.de/a) now", "see our page now"),
        ("3 < 5 and a > b are no tags", "3 < 5 and a > b are no tags"),
        ("fish &amp; chips", "fish & chips"),
        ("<p>fish &amp;amp; chips</p>", "fish &amp; chips"),
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("Ich habe noch keine Antwort über diese Linie.", "Ich habe noch keine Antwort über diese Linie."),
        ("mine\n\n--- Please type your reply above this line ---\n\ntheirs", "mine"),
    ],
)
def test_words(written: str, said: str) -> None:
    assert words(written) == said


def test_fields() -> None:
    assert headline("AW: Re: [Ticket #12] Fwd: Where is it?") == "Where is it?"
    assert headline("Recall of the product") == "Recall of the product"
    assert (kind_of("FEATURE_REQUEST"), kind_of("", "Problem"), kind_of("Frage")) == (
        Kind.IDEA,
        Kind.COMPLAINT,
        Kind.REQUEST,
    )
    assert (outcome_of("Gelöst"), outcome_of("Waiting on customer"), outcome_of("10003")) == (
        Ladder.RESOLVED,
        Ladder.OPEN,
        Ladder.UNKNOWN,
    )
    assert (channel_of("Web form"), channel_of("native_messaging"), channel_of("Email-to-Case")) == (
        "web form",
        "chat",
        "e-mail",
    )
    assert (waited(1800), waited(7200), waited(864000), waited(-1)) == (
        "first answer after 30 min",
        "first answer after 2 h",
        "first answer after 10 days",
        "",
    )
    assert (counted(1, "once", "{n} times"), counted(3, "once", "{n} times"), counted(0, "once", "")) == (
        "once",
        "3 times",
        "",
    )
    assert rated("4 / 5") == ("rated 4 of 5", Kind.PRAISE)
    assert rated("bad with comment") == ("rated bad", Kind.COMPLAINT)
    assert rated("unoffered") == ("", Kind.UNKNOWN)


@given(st.text(alphabet="ab:(10) \n<>[]!*&;p/", max_size=300))
def test_any_text_is_read(text: str) -> None:
    case = Case(1, channel="chat")
    case.says(text, text)
    assert case.story()


def test_time_is_in_proportion() -> None:
    start = time.perf_counter()
    for bit in (
        "![",
        "[a](http:",
        "**a",
        "&amp",
        "<p",
        "\n10:00 a",
        "\n> x",
        "reply above ",
        "thanks ok ",
        "(1:00) a: b\n",
    ):
        words(bit * 20_000)
        theirs_of(bit * 20_000, "a", chat=True)
        Case(1).says(bit * 20_000)
    assert time.perf_counter() - start < 20


def test_what_the_program_notes_above_a_chat_is_cut() -> None:
    case = Case(1, channel="chat")
    case.says("Conversation with Web User 123\n\nURL: https://acme.example\n\nMy parcel was left out in the rain.")
    assert told(case).text == "My parcel was left out in the rain."


def test_a_script_without_blanks_has_sentences() -> None:
    case = Case(1)
    case.says("昨日届いた洗濯機から水が漏れました。")
    assert told(case).text == "昨日届いた洗濯機から水が漏れました。"
    short = Case(2)
    short.says("水漏れ。")
    assert isinstance(short.story(), Refused)
