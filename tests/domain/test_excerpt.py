"""The excerpt for the wall: the story's own words, every omission marked, never longer than the room allows."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.domain.excerpt import (
    Span,
    characters_for,
    excerpt_of,
    fully_marked,
    propose,
    sentences,
    spans_of,
    valid,
)

TYRES = (
    "Ein Selbstständiger brauchte vier neue Reifen. Er schrieb dem Händler eine E-Mail. Nach 30 Stunden war keine "
    "Antwort da. Also fragte er zwei Straßen weiter an. Nach 20 Minuten rief dort ein Mitarbeiter zurück."
)


def told(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Am 12. November kam Dr. Maier, z. B. mit Nr. 5. Dann ging er.", 2),
        ("„Nie wieder!“ sagte er. Ja? Gut.", 3),
        ("It cost 3.5 dollars. At 5 p.m. he left.\nThen silence", 3),
        ("Ein Satz ohne Ende", 1),
        ("Erste Zeile\n\nZweite Zeile.", 2),
        ("  \n ", 0),
        ("Das 3.500-Dollar-Gerät war am 2. Januar kaputt. Punkt.", 2),
        ("She waited… and waited. Then she left.", 2),
    ],
)
def test_sentences(text: str, expected: int) -> None:
    assert len(told(text)) == expected, told(text)


def test_sentences_keep_quotation_marks_with_their_sentence() -> None:
    assert told("He said: “No.” Then he left.") == ["He said: “No.”", "Then he left."]


def test_what_fits_is_shown_whole() -> None:
    assert propose("  Kurz und\ngut. ", 230) == "Kurz und gut."


def test_omissions_are_visible_at_the_beginning_the_middle_and_the_end() -> None:
    one, two, three, four, five = sentences(TYRES)
    assert excerpt_of(TYRES, (one, two)) == (
        "Ein Selbstständiger brauchte vier neue Reifen. Er schrieb dem Händler eine E-Mail. […]"
    )
    assert excerpt_of(TYRES, (five, three)) == (
        "[…] Nach 30 Stunden war keine Antwort da. […] Nach 20 Minuten rief dort ein Mitarbeiter zurück."
    )
    assert excerpt_of(TYRES, (two, three, four)).startswith("[…] Er schrieb")
    assert excerpt_of(TYRES, (one, two, three, four, five)) == TYRES
    assert excerpt_of(TYRES, ()) == ""
    assert excerpt_of(TYRES, (Span(4, 20), Span(10, 30))) == "[…] Selbstständiger brauchte v […]"


def test_a_proposal_takes_whole_sentences_with_the_number_and_the_turn() -> None:
    proposal = propose(TYRES, 130)
    assert len(proposal) <= 130
    assert valid(proposal, TYRES)
    for piece in proposal.split("[…]"):
        assert not piece.strip() or piece.strip()[-1] == "."
    assert "30 Stunden" in proposal or "20 Minuten" in proposal


def test_only_a_sentence_that_is_too_long_is_cut_and_then_at_a_clause_or_a_word() -> None:
    long = (
        "Wir haben am Montag angerufen und gefragt, ob das Gerät bis zum Ende der Woche kommen würde, und dann nichts"
    )
    assert propose(long, 60) == "Wir haben am Montag angerufen und gefragt, […]"
    assert propose("ein wort " * 30, 40) == "ein wort ein wort ein wort ein wort […]"
    assert propose("x" * 100, 30) == ""


def test_a_limit_must_leave_room_for_words() -> None:
    with pytest.raises(ValueError, match="20"):
        propose(TYRES, 10)


@pytest.mark.parametrize(
    ("excerpt", "good"),
    [
        ("[…] Nach 30 Stunden war keine Antwort da. […]", True),
        ("Nach 30 Stunden\nwar  keine Antwort da.", True),
        ("[…] keine Antwort da. […] ein Mitarbeiter zurück.", True),
        ("[…] ein Mitarbeiter zurück. […] keine Antwort da.", False),  # the other way round
        ("[…] Nach 31 Stunden war keine Antwort da. […]", False),
        ("[…] eine Antwort da. […]", False),  # "keine" cut in the middle of the word means the opposite
        ("[…] nach 30 Stunden war keine Antwort da.", False),
        ("", False),
        ("[…]", False),
    ],
)
def test_valid(excerpt: str, good: bool) -> None:
    assert valid(excerpt, TYRES) is good


def test_pieces_are_found_again_in_the_text() -> None:
    spans = (Span(0, 46), sentences(TYRES)[2])
    assert spans_of(excerpt_of(TYRES, spans), TYRES) == spans
    assert spans_of("[…] Zitat […]", TYRES) is None


def test_an_omission_that_is_not_marked_is_noticed() -> None:
    assert fully_marked("[…] Nach 30 Stunden war keine Antwort da. […]", TYRES)
    assert not fully_marked("Nach 30 Stunden war keine Antwort da. […]", TYRES)
    assert not fully_marked("[…] Nach 30 Stunden war keine Antwort da.", TYRES)


def test_the_farther_the_last_row_the_fewer_characters() -> None:
    assert characters_for(8.0) == 230
    assert characters_for(6.0) == characters_for(2.0) == 430
    assert [characters_for(h) for h in (7, 8, 9, 12, 40)] == sorted(
        (characters_for(h) for h in (7, 8, 9, 12, 40)), reverse=True
    )
    assert characters_for(400.0) == 60


WILD = st.text(st.sampled_from("aB Ä.!?,…„“12\n-[]<>&") | st.characters(codec="utf-8"), max_size=400)


def test_a_word_longer_than_the_limit_gives_no_excerpt() -> None:
    assert propose("0" * 21, 20) == ""


@given(WILD, st.integers(20, 120))
def test_every_proposal_is_short_enough_and_in_the_storys_words(text: str, limit: int) -> None:
    proposal = propose(text, limit)
    assert len(proposal) <= limit
    assert not proposal or spans_of(proposal, text) is not None


@given(WILD, st.lists(st.integers(0, 400), max_size=8))
def test_any_choice_of_sentences_is_a_valid_excerpt(text: str, chosen: list[int]) -> None:
    parts = sentences(text)
    spans = [parts[number % len(parts)] for number in chosen] if parts else []
    excerpt = excerpt_of(text, spans)
    assert bool(excerpt) == bool(spans)
    assert not excerpt or spans_of(excerpt, text) is not None


@given(WILD)
def test_sentences_hold_every_sign_of_the_text(text: str) -> None:
    parts = sentences(text)
    assert "".join(text[p.start : p.end] for p in parts).split() == [] or parts
    kept = "".join("".join(text[p.start : p.end].split()) for p in parts)
    assert kept == "".join(text.split())


def test_the_excerpts_of_the_demo_library(resources: Path) -> None:
    with (resources / "demo" / "stories.csv").open(encoding="utf-8", newline="") as file:
        stories = {row["id"]: row["story"] for row in csv.DictReader(file)}
    with (resources / "demo" / "excerpts.csv").open(encoding="utf-8", newline="") as file:
        excerpts = {row["id"]: row["excerpt"] for row in csv.DictReader(file)}
    assert len(stories) == 60
    assert excerpts.keys() == stories.keys()
    for key, excerpt in excerpts.items():
        assert valid(excerpt, stories[key]), key
        assert fully_marked(excerpt, stories[key]), key
        assert 80 <= len(excerpt) <= characters_for(8.0), key
        assert len([piece for piece in excerpt.split("[…]") if piece.strip()]) <= 3, key
