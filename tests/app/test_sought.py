"""A name is found however it is written."""

from __future__ import annotations

import base64
import json
import quopri
import unicodedata

import pytest
from hypothesis import example, given
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
        "<td>Anna</td><td>Müller</td>",
        "Anna<br />\nMü<b>ller</b>",
        "> Anna\r\n> > Müller",
        "*Anna* | *Müller*",
        "Müller (Anna)",
        "Müller, Dr. Anna",
        "Anna M. Müller",
        "&#65;nna M&#252;ller",
        json.dumps(json.dumps("Grüße\nAnna\nMüller")),
        "\\u0041nna M\\u00fcller",
        "=?utf-8?Q?Anna_M=C3=BC?=\r\n =?utf-8?Q?ller?=",
        "=?utf-8?b?" + base64.b64encode("Anna Mü".encode()).decode() + "?= =?utf-8?b?bGxlcg==?=",
        "Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(TEXT.encode("utf-16")).decode(),
        "Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(b"<p>Anna M&uuml;<b>ller</b></p>").decode(),
        json.dumps({"body": base64.encodebytes(("x" * 100 + TEXT).encode()).decode()}),
        quopri.encodestring(b"<p class='x'>Anna <b>M&uuml;ller</b></p>").decode(),
        "Anna \u202eMüller",
        "\uff21\uff4e\uff4e\uff41 Müller",
        "Anna M\u00c3\u00bcller",
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


@pytest.mark.parametrize(
    "text", ["Anna Muller", "A. Müller", "annamueller@x.example", "Frau Müller", "Anna Maria Müller"]
)
def test_likely_is_nearly(text: str) -> None:
    assert ANNA.nearly(text) and not ANNA.holds(text) and ANNA.may_concern(text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Nguyen Van Anh", "Nguyễn Văn Anh"),
        ("Lukasz", "ŁUKASZ"),
        ("Łukasz", "Lukasz"),
        ("Yilmaz", "Yılmaz"),
        ("Søren", "Soeren"),
        ("O'Brien", "O’Brien"),
        ("O'Brien", "OBrien"),
        ("Meyer-Lansky", "Meyer\u2011Lansky"),
        ("王伟", "我叫王伟,你好"),
        ("DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        ("DE89370400440532013000", "DE89 3704 0044 0532 0130 00"),
        ("4111 1111 1111 1111", "4111-1111-1111-1111"),
        ("ZD-4711", "zd 4711"),
        ("Lindenstraße 12", "LINDENSTR. 12"),
        ("Lindenstr. 12", "Lindenstrasse 12"),
        ("12 Baker Street", "12 Baker St."),
        ("B-MW 1234", "B MW1234"),
    ],
)
def test_written_otherwise(term: str, text: str) -> None:
    sought = Sought([term])
    assert sought.holds(f"So steht es da: {text}.") and sought.may_concern(text)
    assert not sought.holds(sought.blank(f"Da: {text}."))


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
@example("ĀE", "")
@example("Sōe Śs", "")
def test_any_term_in_any_text(term: str, text: str) -> None:
    sought = Sought([term])
    assert sought.holds(f"{text} {term} {text}") or not sought or not any(sign.isalnum() for sign in term)
    sought.blank(text)


def test_blank_leaves_the_rest() -> None:
    assert Sought(["Anna Müller"]).blank("Ask Anna Müller about it") == f"Ask {GONE} about it"
