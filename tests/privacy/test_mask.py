"""What is masked, and that nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.privacy.mask import mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Write to jana.k@example.org today.", "Write to [E-mail 1] today."),
        ("Call me at +49 30 1234567 please.", "Call me at [Phone 1] please."),
        ("My IBAN is DE89 3704 0044 0532 0130 00.", "My IBAN is [Account]."),
        ("Card 4111 1111 1111 1111 was charged.", "Card [Card] was charged."),
        ("See https://example.org/x?a=1 for it.", "See [Link] for it."),
        ("Order number 4711-0815 never came.", "Order number [Order number] never came."),
        ("Mr Miller said so, and Miller was right.", "Mr [Name 1] said so, and [Name 1] was right."),
    ],
)
def test_masked(text: str, masked: str) -> None:
    assert mask(text).masked == masked


def test_german_mail() -> None:
    text = "Sehr geehrte Frau Thalbach,\n\nmeine Kundennummer: K-443322.\n\nMit freundlichen Grüßen\nJens Ohlsen\n"
    assert mask(text, language="de").masked == (
        "Sehr geehrte Frau [Name 1],\n\nmeine Kundennummer: [Kundennummer].\n\nMit freundlichen Grüßen\n[Name 2]\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "In 2011 the bill was 1,899.50 dollars for 24 months.",
        "Die Rechnung über 275 Euro kam am 25.07.2012, nach 30 Stunden.",
        "Card 1234 5678 9012 3456 fails the check of its digits.",
        "Hello everyone, the Dell laptop broke twice.",
    ],
)
def test_left_alone(text: str) -> None:
    assert mask(text).masked == text


def test_known_names_everywhere_but_not_as_words() -> None:
    assert mask("Frank was frank with May in may.", names=["Frank", "May"]).masked == (
        "[Name 1] was frank with [Name 2] in may."
    )


@given(st.text(max_size=300))
def test_spans_lie_in_order_and_apart(text: str) -> None:
    found = mask(text)
    ends = [0, *(span.end for span in found.spans)]
    assert all(end <= span.start < span.end for end, span in zip(ends, found.spans, strict=False))
    assert (found.masked == text) == (not found.spans)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Write to jana@exam\u200bple.org today.", "jana@exam\u200bple.org"),
        ("Write to jana\u00ad@example.org today.", "jana\u00ad@example.org"),
        ("\ufeff🎉🎉 Frau Mu\u0308ller kam.", "Mu\u0308ller"),
        ("🎉 Call me at +49 30\u202e 1234567 please.", "+49 30\u202e 1234567"),
        ("Das war es.\r\n\r\nViele Grüße\r\nPetra Lindner\r\n", "Petra Lindner"),
        ("Hallo Herr Sommer,\r\n\r\nder Zug fiel aus.", "Sommer"),
    ],
)
def test_nothing_hides_behind_signs_that_nobody_sees(text: str, hidden: str) -> None:
    found = mask(text)
    assert [text[span.start : span.end] for span in found.spans] == [hidden], "offsets are those of the text as given"
    assert found.masked.startswith(text[: text.index(hidden)]) and found.masked.endswith(
        text[text.index(hidden) + len(hidden) :]
    )


def test_known_names_in_either_spelling() -> None:
    assert mask("Herr Mu\u0308ller, Müllers Hund und Frau Müllerin.", names=["M\u00fcller"]).masked == (
        "Herr [Name 1], [Name 1] Hund und Frau [Name 2]."
    )
    assert mask("Dear Anna-Lena,\nAnna-Lena's dog and Annas cat.").masked == (
        "Dear [Name 1],\n[Name 1] dog and [Name 1] cat."
    )


def test_many_addresses_take_no_longer_each() -> None:
    # Once quadratic: 18 seconds for what now takes a third of one.
    text = " ".join(f"a{n}@example.org" for n in range(20_000))
    text += "".join(
        f"\nHerr Mann{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)} kam." for n in range(3000)
    )
    found = mask(text)
    assert len(found.spans) == 23_000 and "[E-mail 20000]" in found.masked and "[Name 3000]" in found.masked
