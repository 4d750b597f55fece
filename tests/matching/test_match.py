from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emptychair.matching.documents import Document
from emptychair.matching.library import Library
from emptychair.matching.match import Match, Rules, Verdict, match, plan
from emptychair.matching.reasons import age
from emptychair.matching.vectors import UseEncoder, encode_documents
from tests.matching.conftest import a_document

TODAY = date(2026, 1, 1)
RULES = Rules(today=TODAY)
Demo = tuple[list[Document], list[str]]


def kinds(found: Match) -> list[str]:
    assert found.chosen is not None
    return [reason.kind for reason in found.chosen.reasons]


# -------------------------------------------------------------------------------------------------- one title
def test_a_fitting_story_with_its_reasons(library: Library, demo: Demo) -> None:
    found = match(library, "Beschädigte Pakete: Übergabe an der Haustür", rules=RULES)
    assert found.language == "de" and found.verdict is Verdict.STRONG and found.chosen
    assert demo[1][found.chosen.key] == "en-30"
    assert len(found.alternates) == 2 and found.chosen not in found.alternates
    said = [(reason.kind, dict(reason.values)) for reason in found.chosen.reasons]
    assert ("translation", {"title": "Pakete", "story": "parcel"}) in said
    assert ("language", {"language": "en"}) in said


def test_words_stems_parts_and_tags_are_told_apart(small: Callable[..., Library]) -> None:
    story = a_document(
        1, "Die Rechnungen kamen spät, die Lieferzusage galt nichts, das Netzgerät lag dabei.", "de", tags=("Kulanz",)
    )
    library = small(story, a_document(2, "Ein ganz anderer Fall im Hotel.", "de"))
    found = match(library, "Rechnung, Zusage, Kulanz, Netzgerät", language="de", rules=RULES)
    assert found.chosen
    told = [(reason.kind, dict(reason.values).get("story")) for reason in found.chosen.reasons[:4]]
    assert told == [("stem", "Rechnungen"), ("compound", "Lieferzusage"), ("tag", None), ("word", "Netzgerät")]


def test_housekeeping_leaves_the_chair_empty(library: Library) -> None:
    for title in ("Welcome and minutes", "Begrüßung", "Travel budget 2027", "Parkplätze am Standort Süd"):
        found = match(library, title, rules=RULES)
        assert found.verdict is Verdict.NONE and found.chosen is None, title
        assert len(found.alternates) == 3, "a person still has the nearest to choose from"


def test_what_the_rules_exclude_never_comes(library: Library, demo: Demo) -> None:
    title = "Invoices and billing errors"
    first = match(library, title, rules=RULES)
    assert first.chosen
    out = Rules(today=TODAY, exclude=frozenset({first.chosen.key}))
    used = Rules(today=TODAY, used_customers=frozenset({demo[0][first.chosen.key].customer_key}))
    for rules in (out, used):
        found = match(library, title, rules=rules)
        keys = {one.key for one in (*found.alternates, *found.ranked)} | {found.chosen.key if found.chosen else -1}
        assert first.chosen.key not in keys


def test_sensitive_stories_only_for_ones_own_search(library: Library, demo: Demo) -> None:
    title = "Coupons for baby clothes: personalised marketing and consent"
    sensitive = demo[1].index("en-29")
    found = match(library, title, rules=RULES)
    assert sensitive not in {one.key for one in (*found.alternates, *found.ranked)}
    own = match(library, title, rules=Rules(today=TODAY, used_customers=frozenset({"en-29"})), everything=True)
    assert own.ranked[0].key == sensitive


def test_the_fresher_and_less_worn_of_equals(small: Callable[..., Library]) -> None:
    text = "The invoice was wrong three times and nobody at the hotline could explain it."
    old = a_document(1, text, happened_on="2012-03")
    new = a_document(2, text, happened_on="2025-12-01")
    worn = a_document(3, text, happened_on="2025-12-01", times_shown=5)
    other = [a_document(4, "A toy was lost in the hotel."), a_document(5, "The train was late and cold.")]
    for order in ((old, new, worn), (worn, new, old)):
        found = match(small(*order, *other), "Wrong invoices", rules=RULES)
        assert found.chosen and found.chosen.key == 2


def test_the_language_of_the_meeting_comes_first_among_equals(small: Callable[..., Library]) -> None:
    english = a_document(1, "The parcel was thrown over the fence.", tags=("delivery",))
    german = a_document(2, "Das Paket flog über den Zaun.", "de", tags=("Lieferung",))
    library = small(english, german, a_document(3, "The bill was wrong."), a_document(4, "Der Zug fiel aus.", "de"))
    rules = Rules(today=TODAY, meeting_language="de")
    found = match(library, "Paket über den Zaun", rules=rules)
    assert found.chosen and found.chosen.key == 2 and "language" not in kinds(found)


def test_limits_are_kept(library: Library) -> None:
    rules = Rules(today=TODAY, limit=3, alternates=1)
    found = match(library, "Refunds for late deliveries", rules=rules)
    assert len(found.ranked) == 3 and len(found.alternates) == 1


def test_the_same_question_has_the_same_answer(demo: Demo, encoder: UseEncoder, library: Library) -> None:
    again = Library.build(demo[0], encode_documents(encoder, demo[0]), encoder, library.generic)
    for title in ("Returns and goodwill", "Netzausfall am Wochenende"):
        assert match(again, title, rules=RULES) == match(library, title, rules=RULES)


# -------------------------------------------------------------------------------------------------- a whole agenda
def test_no_story_and_no_customer_twice(demo: Demo, encoder: UseEncoder, library: Library) -> None:
    documents = [
        a_document(1, "The parcel was late by a week.", customer_key="same"),
        a_document(2, "The parcel was broken on arrival.", customer_key="same"),
        a_document(3, "The invoice was wrong.", customer_key=""),
        a_document(4, "Nobody could explain the invoice.", customer_key=""),
    ]
    small = Library.build(documents, None, encoder, library.generic)
    titles = ["Late parcels", "Broken parcels on arrival", "Wrong invoices", "Explaining an invoice", "Late parcels"]
    found = plan(small, titles, rules=RULES)
    chosen = [one.chosen.key for one in found if one.chosen]
    assert len(chosen) == len(set(chosen)) and len({1, 2} & set(chosen)) == 1 and {3, 4} <= set(chosen)
    for one in found:
        others = [other.chosen.key for other in found if other is not one and other.chosen]
        assert not {alternate.key for alternate in one.alternates} & set(others)


def test_the_item_that_fits_best_gets_the_story(library: Library, demo: Demo) -> None:
    vague, exact = "Deliveries", "The parcel that the driver threw over the fence"
    found = plan(library, [vague, exact], rules=RULES)
    assert found[1].chosen and demo[1][found[1].chosen.key] == "en-30"
    assert found[0].chosen is None or found[0].chosen.key != found[1].chosen.key
    assert [one.title for one in found] == [vague, exact]


def test_an_agenda_of_nothing() -> None:
    empty = Library.build([], None, None)
    assert plan(empty, [], rules=RULES) == []
    assert [one.verdict for one in plan(empty, ["Refunds", ""], rules=RULES)] == [Verdict.NONE, Verdict.NONE]


# -------------------------------------------------------------------------------------------------- odd libraries
def test_words_alone_while_there_are_no_vectors(demo: Demo) -> None:
    library = Library.build(demo[0], None, None)
    found = match(library, "Gewährleistung nach der dritten Reparatur", rules=RULES)
    assert not library.encoded
    assert demo[1][found.ranked[0].key] == "de-16"
    assert match(library, "Welcome", rules=RULES).verdict is Verdict.NONE


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_a_library_of_next_to_nothing(count: int, small: Callable[..., Library]) -> None:
    texts = ["The invoice was wrong.", "The train was late.", "The toy was found."]
    library = small(*(a_document(key, text) for key, text in enumerate(texts[:count])))
    found = match(library, "Wrong invoices", rules=RULES)
    if count:
        assert found.ranked[0].key == 0
    else:
        assert found.verdict is Verdict.NONE and found.ranked == ()


def test_stories_without_words_or_in_a_third_language(small: Callable[..., Library]) -> None:
    library = small(
        a_document(1, ""), a_document(2, "!!! ???", "de"), a_document(3, "La facture Vodafone était fausse.", "fr")
    )
    found = match(library, "Vodafone invoices", rules=RULES)
    assert found.ranked[0].key == 3


# -------------------------------------------------------------------------------------------------- wild titles
WILD = [
    "",
    " ",
    "\n\t",
    '"',
    "'; DROP TABLE story; --",
    "NEAR(a b) AND OR NOT *",
    "^col:value {x y}",
    "C++",
    "Müller-Lüdenscheid",
    "don't",
    "\U0001f44d\U0001f3fd\u200d\U0001f4bb",
    "الكرسي الفارغ للعميل",
    "\u202eabc\u202c",
    "\ud800 lone",
    "\x00",
    "1",
    "§ 312 BGB",
    "x" * 10_000,
    "Kundendienst" * 1000,
    "Rechnung " * 2000,
    "a b c d e f g",
    "<img src=x onerror=alert(1)>",
    "Die Der Das und oder",
]


@pytest.mark.parametrize("title", WILD, ids=range(len(WILD)))
def test_wild_titles_by_hand(library: Library, title: str) -> None:
    for language in (None, "de", "en", "fr"):
        found = match(library, title, language=language, rules=RULES)
        assert found.title == title and (found.chosen is None) == (found.verdict is Verdict.NONE)
    assert len(plan(library, [title, title], rules=RULES)) == 2


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(WILD[2:17]), max_size=6).map(" ".join)))
def test_wild_titles(library: Library, title: str) -> None:
    found = match(library, title, rules=Rules(today=TODAY, meeting_language="de"), everything=True)
    assert len({one.key for one in found.ranked}) == len(found.ranked)


# -------------------------------------------------------------------------------------------------- age
@pytest.mark.parametrize(
    ("happened", "days"),
    [
        ("2025-12-31", 1),
        ("2025-12", 17),
        ("2025", 184),
        ("2030-01-01", 0),
        ("", None),
        (None, None),
        ("2025-13-40", None),
    ],
)
def test_age_of_what_stops_at_the_month_or_the_year(happened: str | None, days: int | None) -> None:
    assert age(happened, TODAY) == days
