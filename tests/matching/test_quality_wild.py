"""Titles as nobody writes them: ten thousand of them, and no exception."""

from __future__ import annotations

import random

import pytest

from emptychair.matching.documents import Document
from emptychair.matching.library import Library
from emptychair.matching.query import MAX_LENGTH

FIXED = [
    "", " ", "\x00", "\ud800", "\udfff\ud800", "\t\n\r", '"', "''", '"unbalanced', "AND", "OR NOT", "NEAR(a b, 3)", "*",
    "a*", "^a", "-a", "a:b", "text : x", "(", ")))", "{}", "%s %d", "'; DROP TABLE story; --", "\\", "\u202eabc\u202c",
    "مرحبا بالعالم", "שלום עולם", "你好,世界", "ﬁle ﬂow", "ẞ ß ẞ", "I\u0307", "e\u0301" * 400, "👩‍👩‍👧‍👦" * 200, "🇩🇪",
    "a" * 10_000, "ß" * 10_000, "wort " * 2_000, "Lieferzusage" * 800, "1,800.50 €", "C++ C# .NET", "don't", "’’’",
    "\u200b", "\ufeffTitle", "1" * 5_000, "ä\u0308" * 99, "Donaudampfschifffahrtsgesellschaftskapitän", "\ue000",
]  # fmt: skip
SIGNS = [
    *"abcdefghijklmnopqrstuvwxyzäöüßABCÄÖÜ0123456789", *" \t\n.,:;!?\"'()[]{}*+-/\\|^~%$§&@#<>=_`",
    "\x00", "\ud83d", "\udc4d", "\u200f", "\u202e", "\u0301", "ﷺ", "ا", "ש", "中", "😀", "é", "ﬁ", "\U0010ffff",
]  # fmt: skip
WORDS = [
    "Rechnung",
    "delivery",
    "Warteschleife",
    "der",
    "the",
    "AND",
    "OR",
    '"',
    "NEAR",
    "Kündigung",
    "😀",
    "app",
    "12",
]


def wild(count: int) -> list[str]:
    """The fixed ones first, then chance; the same each time."""
    chance = random.Random(20_261_124)
    found = FIXED[:count]
    while len(found) < count:
        if chance.random() < 0.5:
            found.append(" ".join(chance.choices(WORDS, k=chance.randint(1, 12))))
        else:
            found.append("".join(chance.choices(SIGNS, k=min(10_000, int(chance.expovariate(1 / 40))))))
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("count", "meaning"), [(10_000, False), (1_500, True)], ids=["by words", "and by meaning"])
def test_wild_titles(demo: tuple[list[Document], list[str]], library: Library, count: int, meaning: bool) -> None:
    asked = library if meaning else Library.build(demo[0], None, None)
    languages = ("de", "en", None, "fr")
    for place, title in enumerate(wild(count)):
        ranking = asked.rank(title, languages[place % 4])
        assert len(ranking.query.title) <= MAX_LENGTH
        z = [asked.z(ranking, one.plain) for one in ranking.scored[:3]]
        assert all(value == value and abs(value) < 1_000 for value in z), title[:50]  # no NaN, nothing without bounds


def test_what_is_cut_off_says_nothing(library: Library) -> None:
    title = "Warteschleife: gemessene und erlebte Dauer"
    same = library.rank(title.ljust(MAX_LENGTH), "de")
    longer = library.rank(title.ljust(MAX_LENGTH) + "Retouren und Kulanz", "de")
    assert [one.key for one in same.scored] == [one.key for one in longer.scored]
