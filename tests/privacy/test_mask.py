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
        ("Order number 4711-0815 never came.", "Order number [Number] never came."),
        ("Mr Miller said so, and Miller was right.", "Mr [Name 1] said so, and [Name 1] was right."),
    ],
)
def test_masked(text: str, masked: str) -> None:
    assert mask(text).masked == masked


def test_german_mail() -> None:
    text = "Sehr geehrte Frau Thalbach,\n\nmeine Kundennummer: K-443322.\n\nMit freundlichen Grüßen\nJens Ohlsen\n"
    assert mask(text, language="de").masked == (
        "Sehr geehrte Frau [Name 1],\n\nmeine Kundennummer: [Nummer].\n\nMit freundlichen Grüßen\n[Name 2]\n"
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
