from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.matching.documents import index_terms, query_terms, tokens, words
from emptychair.matching.stems import compound_parts
from tests.matching.conftest import a_document


def stems(text: str, language: str) -> list[str]:
    return [token.stem for token in tokens(text, language)]


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("Häuser", "Haus", "de"),
        ("Straße", "STRASSE", "de"),
        ("Kündigungen", "kuendigung", "de"),
        ("deliveries", "Delivery", "en"),
        ("customer's", "customers", "en"),
        ("1.800", "1800", "de"),
        ("e-mail", "Email", "en"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str, language: str) -> None:
    assert stems(one, language) == stems(other, language) != []


def test_words_of_function_are_left_out() -> None:
    assert [token.surface for token in tokens("Wer zahlt nach der dritten Reparatur?", "de")] == [
        "zahlt",
        "dritten",
        "Reparatur",
    ]
    assert [token.surface for token in tokens("What should we do about it?", "en")] == []


def test_odd_words_stay_whole() -> None:
    assert words("C++ don't 1.800 Euro, TOP-3: a/b") == ["C++", "don't", "1.800", "Euro", "TOP", "3", "a", "b"]


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("Lieferzusagen", "lief zusag"),
        ("Angebotsanfragen", "angebot anfrag"),
        ("Gewährleistungsfrist", "gewahrleist frist"),
        ("Haltestellenbeleuchtung", "haltestell beleucht"),
        ("Fernbuslinien", "fern bus lini"),
        ("Italienurlaub", "itali urlaub"),
    ],
)
def test_compounds_give_their_parts(compound: str, parts: str) -> None:
    assert " ".join(compound_parts(compound)) == parts


@pytest.mark.parametrize("word", ["wartende", "gemeldet", "Unangemeldet", "Beratung", "passend", "Haus", "x" * 5000])
def test_other_words_are_no_compounds(word: str) -> None:
    assert compound_parts(word) == ()


def test_a_part_finds_the_whole_and_the_whole_its_part() -> None:
    story = a_document(1, "Die Zusage galt nichts.", "de", headline="Ein Liefertermin", tags=("Kulanz",))
    held = set(index_terms(story).split())
    assert held & set(query_terms("Lieferzusagen", "de")) == {"lief", "zusag"}
    assert "termin" in held and "kulanz" in held


def test_the_headline_counts_twice() -> None:
    terms = index_terms(a_document(1, "One bill.", headline="Two invoices", tags=("refund",))).split()
    assert (terms.count("invoic"), terms.count("refund"), terms.count("bill")) == (2, 2, 1)


@given(st.text(max_size=200))
def test_a_text_is_found_by_its_own_words(text: str) -> None:
    for language in ("de", "en", "fr"):
        held = set(index_terms(a_document(1, text, language)).split())
        assert {token.stem for token in tokens(text, language)} == held
    assert set(stems(text, "de")[:64]) <= set(query_terms(text, "de"))
