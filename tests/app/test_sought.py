"""A name is found however it is written."""

from __future__ import annotations

import base64
import json
import quopri
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.app.sought import GONE, Sought

ANNA = Sought(["Anna Müller"])
TEXT = "Guten Tag, hier ist Anna Müller aus Köln."


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT.upper(),
        unicodedata.normalize("NFD", TEXT),
        TEXT.replace("ü", "ue"),
        TEXT.replace("Mül", "Mül\u200b"),
        TEXT.replace("Mül", "Mül\u00ad"),
        json.dumps({"name": "Anna Müller"}),
        json.dumps({"text": "Grüße\nAnna Müller"}, ensure_ascii=False),
        json.dumps({"text": "Grüße\nAnna Müller\nKöln"}),
        quopri.encodestring(TEXT.encode()).decode(),
        quopri.encodestring(TEXT.encode("latin-1")).decode(),
        quopri.encodestring(("x" * 66 + " Anna Müller").encode()).decode(),
        "Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(TEXT.encode()).decode(),
        "From: =?utf-8?B?" + base64.b64encode(b"Anna M\xc3\xbcller <a@b.example>").decode() + "?=",
        "<p>Anna&nbsp;M&uuml;ller</p>",
        "Müller, Anna",
        "Anna\u00a0Müllers Rechnung",
        "anna.mueller@example.org",
        "?name=Anna%20M%C3%BCller",
    ],
)
def test_found(text: str) -> None:
    assert ANNA.holds(text)
    assert not ANNA.holds(ANNA.blank(text))


@pytest.mark.parametrize(
    "text",
    ["", "Anna und Herr Müller", "Joanna Müller-Lüdenscheid kam", "Hanna Müllerin", "Anna Miller", "Susanna Müller"],
)
def test_not_found(text: str) -> None:
    assert not ANNA.holds(text) and ANNA.blank(text) == text


def test_apart_is_nearly() -> None:
    row = json.dumps({"first_name": "Anna", "city": "Köln", "last_name": "Müller"})
    assert ANNA.nearly(row) and not ANNA.holds(row)
    assert not ANNA.nearly("Anna war da")
    assert not Sought(["Anna"]).nearly("Anna")


@pytest.mark.parametrize("text", ["0341 555 0123", "+49 (0)341/5550123", "0049341-5550123", "tel:+493415550123"])
@pytest.mark.parametrize("term", ["0341 5550123", "+49 341 5550123"])
def test_phone(term: str, text: str) -> None:
    assert Sought([term]).holds(f"Rufen Sie an: {text}.")
    assert not Sought([term]).holds("Rufen Sie an: 0341 5550124.")
    assert not Sought([term]).holds("Rufen Sie an: 0341 55501234.")


def test_numbers_and_addresses() -> None:
    assert Sought(["ZD-4711"]).holds("Ticket ZD-4711: kaputt")
    assert not Sought(["ZD-4711"]).holds("Ticket ZD-47110")
    assert Sought(["a.b@example.org"]).holds("<A.B@EXAMPLE.ORG>")
    assert not Sought(["a.b@example.org"]).holds("axb@example.org")
    assert not Sought(["", " ", "x"])


_LETTERS = st.characters(max_codepoint=0x24F, exclude_categories=["Cc", "Cf"])


@given(st.text(_LETTERS, max_size=40), st.text(max_size=200))
def test_any_term_in_any_text(term: str, text: str) -> None:
    sought = Sought([term])
    assert sought.holds(f"{text} {term} {text}") or not sought or not any(sign.isalnum() for sign in term)
    sought.blank(text)


def test_blank_leaves_the_rest() -> None:
    assert Sought(["Anna Müller"]).blank("Ask Anna Müller about it") == f"Ask {GONE} about it"
