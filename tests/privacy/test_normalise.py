from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.privacy.normalise import MARKS_PER_LETTER, normalise

ZERO_WIDTH_SPACE, JOINER, OVERRIDE, POP = "\u200b", "\u200d", "\u202e", "\u202c"

ODD = st.sampled_from(
    [
        *"aä1 \n\t#",
        "\u0308",
        "\u0338",
        "\u0301",
        "\u20e3",
        ZERO_WIDTH_SPACE,
        JOINER,
        OVERRIDE,
        POP,
        "\u2329",
        "\ufe0f",
        "\ufe0e",
        "\U0001f468",
        "\U0001f469",
        "\U0001f3fd",
        "\u2764",
        "\U0001f3f4",
        "\U000e0067",
        "\U000e007f",
        "\x00",
        "\r",
        "\u2028",
        "\ud800",
        "\ufeff",
        "\u05d0",
    ]
)
wild = st.one_of(st.text(), st.lists(ODD, max_size=30).map("".join))


@pytest.mark.parametrize(
    ("foreign", "stored"),
    [
        (f"Mül{ZERO_WIDTH_SPACE}ler", "Müller"),
        ("Mu\u0308ller", "Müller"),
        (f"Mu{ZERO_WIDTH_SPACE}\u0308ller", "Müller"),
        (f"EUR {OVERRIDE}0001", "EUR 0001"),
        ("Bestell\u00adnummer", "Bestellnummer"),
        ("\ufeffErste Zeile\r\nzweite\rdritte\u2028vierte", "Erste Zeile\nzweite\ndritte\nvierte"),
        ("Tab\tund\x00Null\x1b[31m", "Tab\tundNull[31m"),
        ("a\u2066b\u2069\u200fc\u061cd", "abcd"),
        ("he\ud83dlo", "he\ufffdlo"),
        ("x\u2063\u2062y\u3164z", "xyz"),
    ],
)
def test_what_hides_or_turns_round_is_gone(foreign: str, stored: str) -> None:
    assert normalise(foreign) == stored


@pytest.mark.parametrize(
    "emoji",
    [
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\U0001f44d\U0001f3fd",
        "\U0001f469\U0001f3fd\u200d\U0001f4bb",
        "\u2764\ufe0f",
        "\u2764\ufe0f\u200d\U0001f525",
        "1\ufe0f\u20e3",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "\U0001f1e9\U0001f1ea",
    ],
    ids=["family", "skin", "coder", "heart", "burning heart", "keycap", "Scotland", "flag"],
)
def test_an_emoji_keeps_its_joiners(emoji: str) -> None:
    assert normalise(f"Danke {emoji}!") == f"Danke {emoji}!"


def test_a_joiner_between_letters_is_gone() -> None:
    assert normalise(f"Mül{JOINER}ler \U0001f44d{JOINER}x") == "Müller \U0001f44dx"


def test_a_tower_of_accents_is_cut() -> None:
    tower = "Z" + "\u0353" * 40 + "algo"
    assert normalise(tower) == "Z" + "\u0353" * MARKS_PER_LETTER + "algo"


@pytest.mark.parametrize(
    "text",
    [
        "Straße, Größe und „Gänsefüßchen“ – 5 €",
        "don't C++ <b>20 Euro</b>",
        "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd",  # Hebrew with points
        "Vi\u1ec7t Nam, \u0e19\u0e49\u0e33, \u0928\u092e\u0938\u094d\u0924\u0947",
        "الكرسي الفارغ",
        "",
    ],
)
def test_honest_text_passes_unchanged(text: str) -> None:
    assert normalise(text) == unicodedata.normalize("NFC", text)


@given(wild)
def test_it_holds_for_any_text(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")
    assert not set(once) & {ZERO_WIDTH_SPACE, OVERRIDE, POP, "\x00", "\r", "\ufeff"}
    marks = 0
    for character in once:
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        assert marks <= MARKS_PER_LETTER
