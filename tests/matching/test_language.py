from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.matching.language import detect
from emptychair.matching.resources import lines

HERE = Path(__file__).parent
DEMO = HERE.parents[1] / "resources" / "demo" / "stories.csv"


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Checkout: make the customer account optional?", "en"),
        ("Retouren: Prüfung, Kulanz, Sperrgrenzen", "de"),
        ("Service credits and corrected invoices", "en"),
        ("Angebotsanfragen von Werkstätten", "de"),
        ("Lieferzusagen im Shop", "de"),
        ("Warranty", "en"),
        ("Rechnungsstellung", "de"),
    ],
)
def test_titles_of_both_languages(title: str, language: str) -> None:
    assert detect(title) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12345 !?",
        "\U0001f600",
        "La livraison est arrivée en retard et personne n'a répondu",
        "El pedido llegó roto y nadie contestó al teléfono",
        "De klant heeft drie weken gewacht op een antwoord",
        "Kunden väntade i tre veckor på svar",
        "Klient czekał trzy tygodnie na odpowiedź",
        "Клиент ждал три недели",
        "お客様は三週間待った",
    ],
)
def test_neither_is_an_answer(text: str) -> None:
    assert detect(text) is None


def test_at_least_98_of_100_from_15_characters_on() -> None:
    texts = [(row["language"], row["title"]) for row in map(json.loads, _agendas())]
    for language in ("de", "en"):
        texts += [(language, title) for title in lines(f"generic_titles.{language}.txt")]
    if DEMO.exists():
        with DEMO.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                texts += [(row["language"], row["headline"]), (row["language"], row["story"])]
    texts = [(language, text) for language, text in texts if len(text) >= 15]
    wrong = [text for language, text in texts if detect(text) != language]
    assert len(wrong) <= 0.02 * len(texts), wrong


def _agendas() -> list[str]:
    return (HERE / "agendas.jsonl").read_text(encoding="utf-8").splitlines()


@given(st.text(max_size=300))
def test_any_text_gets_an_answer(text: str) -> None:
    assert detect(text) in ("de", "en", None)
