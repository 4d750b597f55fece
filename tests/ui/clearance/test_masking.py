"""Masking keeps the excerpt where it was, and spans behave like a marker pen."""

from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from emptychair.domain.excerpt import Span, excerpt_of, spans_of
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Story
from emptychair.ui.clearance.masking import Doubt, doubts_of, masked_story, placeholders
from emptychair.ui.clearance.text import merged, whole_words, without

TEXT = (
    "Guten Tag Herr Bergmann, ich warte. Mein Telefon ist 0341 5550123 und meine Adresse a.b@example.org. Danke sehr."
)


def story(text: str, excerpt: str = "") -> Story:
    return Story(id=StoryId("1"), language="de", headline="h", text=text, excerpt=excerpt)


def test_doubts_stand_where_they_are_found() -> None:
    doubts = doubts_of(story(TEXT))
    assert {doubt.text for doubt in doubts} >= {"0341 5550123", "a.b@example.org"}
    assert all(TEXT[doubt.span.start : doubt.span.end] == doubt.text for doubt in doubts)


def test_the_excerpt_moves_with_its_words() -> None:
    start, end = TEXT.index("Mein"), TEXT.index(" Danke")
    before = story(TEXT, excerpt_of(TEXT, (Span(start, end),)))
    after = masked_story(before)
    assert "5550123" not in after.text + after.excerpt
    assert after.raw == TEXT
    assert spans_of(after.excerpt, after.text)
    assert after.excerpt.startswith("[…] Mein Telefon ist [")
    assert after.excerpt.endswith("]. […]")


def test_nothing_private_changes_nothing() -> None:
    plain = story("Nichts davon ist privat.", "Nichts davon […]")
    assert masked_story(plain) is plain


def test_what_came_in_first_is_kept() -> None:
    once = masked_story(replace(story(TEXT), raw="the mail"))
    assert once.raw == "the mail"


def test_words_are_taken_whole() -> None:
    text = "eins zwei  drei"
    assert whole_words(text, 6, 8) == Span(5, 9)
    assert whole_words(text, 4, 12) == Span(5, 15)
    assert whole_words(text, 0, 0) == Span(0, 4) or whole_words(text, 0, 0) == Span(0, 0)
    assert whole_words(text, 15, 15).end == 15


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda p: Span(min(p), max(p))), max_size=6)


@given(SPANS, st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda p: Span(min(p), max(p))))
def test_a_hole_takes_away_exactly_itself(spans: list[Span], hole: Span) -> None:
    def covered(some: list[Span] | tuple[Span, ...]) -> set[int]:
        return {n for span in some for n in range(span.start, span.end)}

    assert covered(without(spans, hole)) == covered(spans) - covered((hole,))


@given(SPANS)
def test_merging_loses_nothing_and_leaves_gaps(spans: list[Span]) -> None:
    text = "ab cd  ef " * 5
    result = merged(spans, text)
    assert {n for s in spans for n in range(s.start, s.end)} <= {n for s in result for n in range(s.start, s.end)}
    assert all(text[a.end : b.start].strip() for a, b in itertools.pairwise(result))


def test_a_hint_is_masked_only_if_a_person_says_so() -> None:
    text = "Gestern hat Thalbach angerufen. Thalbach will sein Geld zurück, [Name 1] weiß davon."
    hints = [
        Doubt(Span(at, at + 8), "Thalbach", "perhaps a name", "[Name 2]", hint=True)
        for at in (text.index("Thalbach"), text.rindex("Thalbach"))
    ]
    told = story(text, "Gestern hat Thalbach angerufen. […]")
    assert masked_story(told, []) is told
    masked = masked_story(told, hints)
    assert masked.text == "Gestern hat [Name 2] angerufen. [Name 2] will sein Geld zurück, [Name 1] weiß davon."
    assert masked.excerpt == "Gestern hat [Name 2] angerufen. […]"
    assert masked.raw == text


def test_what_was_masked_is_found_again() -> None:
    text = "Hallo [Name 1], Kunde [Kundennummer], [Telefon 2] und [E-mail 1], [Order number]; [sic] und [1] nicht."
    assert [text[span.start : span.end] for span in placeholders(text)] == [
        "[Name 1]",
        "[Kundennummer]",
        "[Telefon 2]",
        "[E-mail 1]",
        "[Order number]",
    ]
