"""Names that are known, hints, placeholders, and texts made to be slow."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.privacy.gazetteer import lexicon
from emptychair.privacy.mask import mask
from emptychair.privacy.placeholders import TYPES


@pytest.mark.parametrize(
    ("names", "text", "masked"),
    [
        (
            ["Anna Müller"],
            "A. Müller rief an, MÜLLER schrieb, der müller nicht.",
            "[Name 1] rief an, [Name 1] schrieb, der müller nicht.",
        ),
        (["Müller, Anna-Lena"], "Anna-Lenas Karte und Müllers Konto", "[Name 1] Karte und [Name 2] Konto"),
        (["Yildirim"], "das hat yildirim gesagt", "das hat [Name 1] gesagt"),
        (["Frank Koch"], "Koch sagte, der koch sei frank.", "[Name 1] sagte, der koch sei frank."),
        (["xaver.zgraggen@example.org"], "Zgraggen war da, xaver auch.", "[Name 1] war da, [Name 2] auch."),
        (["Müller-Lüdenscheidt"], "Frau Lüdenscheidt kam.", "Frau [Name 1] kam."),
        (["Kundenservice Team", "Support"], "Der Support und das Team halfen.", "Der Support und das Team halfen."),
        (["Jo Li"], "Jo kam mit Li, so lief es.", "[Name 1] kam mit [Name 2], so lief es."),
        (["Lindner"], "Schreiben Sie an p.lindner@example.org.", "Schreiben Sie an [E-Mail 1]."),
    ],
)
def test_known_names(names: list[str], text: str, masked: str) -> None:
    assert mask(text, names=names, language="de").masked == masked


@pytest.mark.parametrize(
    ("text", "language", "hint"),
    [
        ("Then Frank told me to wait.", "en", "Frank"),
        ("We asked Tilda Rumpelstein twice, she and Zorbo Quarx said no.", "en", "Zorbo Quarx"),
        ("Gestern war Hübner wieder am Schalter.", "de", "Hübner"),
        ("Es war in der Fasanenstraße.", "de", "Fasanenstraße"),
    ],
)
def test_hints_are_not_masked(text: str, language: str, hint: str) -> None:
    found = mask(text, language=language)
    assert hint in [text[span.start : span.end] for span in found.hints]
    assert hint in found.masked


@given(st.text(max_size=200), st.lists(st.text(max_size=12), max_size=3), st.sampled_from(["de", "en", "fr"]))
def test_hints_lie_in_order_beside_the_spans(text: str, names: list[str], language: str) -> None:
    found = mask(text, names=names, language=language)
    every = sorted((*found.spans, *found.hints), key=lambda span: span.start)
    assert all(a.end <= b.start for a, b in pairwise(every))
    assert all(0 <= span.start < span.end <= len(text) for span in every)
    assert {span.type for span in every} <= set(TYPES)


def test_one_person_keeps_the_number() -> None:
    text = "Hallo Frau Pawlak,\nAnnegret Pawlak und Pawlaks Mann sahen Dragan. Dragan ging.\n"
    assert mask(text, language="de").masked == (
        "Hallo Frau [Name 1],\n[Name 1] und [Name 1] Mann sahen [Name 2]. [Name 2] ging.\n"
    )


def test_the_names_load_quickly() -> None:
    lexicon.cache_clear()
    start = time.process_time()
    assert len(lexicon()) > 15_000
    assert time.process_time() - start < 0.1


MEGABYTE = 1_000_000
SLOW = {
    "signs": "@" * 10_000,
    "brackets": "([{<" * 50_000,
    "one word": "a" * MEGABYTE,
    "digits": "1" * 200_000,
    "digits apart": "1 " * 100_000,
    "capitals": "Anna " * 40_000,
    "lower": "wort " * 200_000,
    "dots": "a." * 100_000,
    "hyphens": "A-" * 100_000,
    "titles": "Herr Dr. " * 20_000,
    "greetings": "Hallo\n" * 30_000,
    "closings": "Viele Grüße\n" * 20_000,
    "links": "http://" * 20_000,
    "numbers": "Kundennummer " * 15_000,
    "streets": "straße " * 30_000 + "5",
    "initials": "A. " * 60_000,
    "lines": "\n" * 200_000,
    "addresses": "1 Aaaa Bbbb " * 15_000,
    "no-break": "\u00a0" * 100_000,
    "particles": "von " * 40_000 + "Anna von " * 10_000,
    "at words": "(at)" * 30_000,
    "prose": "Die Lieferung kam am Montag nicht an, obwohl Frau Weber es versprochen hatte. " * 12_000,
}


@pytest.mark.parametrize("kind", SLOW)
def test_no_text_is_slow(kind: str) -> None:
    """A second, and 8 µs a sign: what is not linear takes minutes."""
    text = SLOW[kind]
    mask("Anna", language="de")
    start = time.process_time()
    mask(text, names=["Anna Müller"], language="de")
    assert time.process_time() - start < 1 + len(text) * 8e-6
