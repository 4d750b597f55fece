"""What a summary says: counts, shares, what is open, which words stand where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from emptychair.app.i18n import Words
from emptychair.domain.decision import Counted
from emptychair.report.wording import sheet_of
from tests.report import invented_meetings as invented


def heard(total: int, count: int):
    made = invented.full_english().decisions[0]
    kinds = [Counted.CONFIRMED] * count + [Counted.NOT_REFERENCED] * (total - count)
    return replace(
        invented.full_english(),
        decisions=tuple(replace(made, label=f"D {i}", counted=kind, evidence=()) for i, kind in enumerate(kinds)),
    )


@pytest.mark.parametrize(
    ("total", "count", "digest", "share"),
    [
        (0, 0, "No decision was made in this meeting.", ""),
        (1, 1, "One decision; it referenced the customer.", ""),
        (1, 0, "One decision, without the customer.", ""),
        (2, 2, "2 decisions, all of which referenced the customer.", ""),
        (3, 0, "3 decisions, none of which referenced the customer.", "0 of 3 decisions (0%) referenced the customer."),
        (7, 5, "7 decisions, 5 of which referenced the customer.", "5 of 7 decisions (71%) referenced the customer."),
    ],
)
def test_counts_come_before_shares(total: int, count: int, digest: str, share: str, words: Words) -> None:
    sheet = sheet_of(heard(total, count), words)
    assert (sheet.digest, sheet.share) == (digest, share)


def test_what_is_open_is_counted(words: Words) -> None:
    sheet = sheet_of(invented.full_english(), words)
    assert sheet.open_digest == "Still open: 1 item without a decision, 1 item deferred, 1 item parked."
    assert [row.state for row in sheet.open_rows] == ["undecided", "deferred", "parked"]
    assert sheet_of(replace(invented.full_english(), open_items=()), words).open_digest == ""


def test_the_same_words_are_printed_once(words: Words) -> None:
    sheet = sheet_of(invented.full_english(), words)
    first, again = sheet.decisions[3].quotes[0], sheet.decisions[5].quotes[1]
    assert first.words and not first.same_as
    assert (again.words, again.same_words) == ("", "The same words as under D 4.")
    stories = {story.label: story for story in sheet.stories}
    assert (stories["S-3"].words, stories["S-3"].pointer) == ("", "The words stand under D 4.")
    assert stories["S-3"].pointer_ref == sheet.decisions[3].ref
    assert stories["S-7"].words and not stories["S-7"].pointer  # no decision rests on it


def test_other_words_of_the_same_story_are_printed_too(words: Words) -> None:
    meeting = invented.full_english()
    shown = replace(meeting.stories[2], words="Other words.")
    sheet = sheet_of(replace(meeting, stories=(*meeting.stories[:2], shown, *meeting.stories[3:])), words)
    assert sheet.stories[2].words == "Other words."


def test_a_story_shown_twice_is_told_once(words: Words) -> None:
    meeting = invented.empty_english()
    sheet = sheet_of(replace(meeting, stories=meeting.stories * 2), words)
    assert [bool(story.words) for story in sheet.stories] == [True, False]
    assert sheet.stories[1].pointer == "The words stand above."


def test_an_excerpt_is_marked_once(words: Words) -> None:
    meeting = invented.empty_english()
    for said, cut, marked in (("Whole.", False, False), ("A part", True, True), ("[…] a part […]", True, False)):
        shown = replace(meeting.stories[0], words=said, cut=cut)
        assert sheet_of(replace(meeting, stories=(shown,)), words).stories[0].cut is marked


def test_erased_words_say_so(words: Words) -> None:
    meeting = invented.short_english()
    made = meeting.decisions[0]
    erased = replace(made, evidence=(replace(made.evidence[0], words=""),))
    quote = sheet_of(replace(meeting, decisions=(erased,)), words).decisions[0].quotes[0]
    assert (quote.words, quote.erased) == ("", "These words were erased at the customer’s wish.")


def test_teaching_examples_are_labelled_at_the_story_and_at_the_decision(german: Words) -> None:
    sheet = sheet_of(invented.full_german(), german)
    assert [story.teaching for story in sheet.stories] == ["", "", "", "Lehrbeispiel"]
    assert sheet.decisions[4].quotes[0].credit.startswith("Lehrbeispiel · ")


def test_only_web_addresses_become_links(words: Words) -> None:
    meeting = invented.empty_english()
    for url, host in (
        ("https://www.example.org/a?b=c", "example.org"),
        ("http://example.org", "example.org"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https://", ""),
        ("https://[bad", ""),
        ('https://a.b/"onmouseover="x', ""),
        ("https://a.b/ c", ""),
        ("https://a.b/\u202ec", ""),
        ("data:text/html,x", ""),
        ("", ""),
    ):
        shown = replace(meeting.stories[0], source_url=url)
        story = sheet_of(replace(meeting, stories=(shown,)), words).stories[0]
        assert (story.url, story.host) == (url if host else "", host)


def test_minutes_without_a_plan_have_no_difference(words: Words) -> None:
    sheet = sheet_of(invented.full_english(), words)
    assert (sheet.items[8].planned_words, sheet.items[8].difference) == ("–", "–")
    assert (sheet.totals.planned, sheet.totals.actual, sheet.totals.difference) == ("130", "122", "–")
    planned = sheet_of(replace(invented.full_english(), items=invented.full_english().items[:8]), words)
    assert planned.totals.difference == "−12"
    assert [item.over for item in planned.items] == [False, False, True, True, False, False, False, False]


def test_many_decisions_get_an_index_by_owner(words: Words) -> None:
    assert not sheet_of(invented.full_english(), words).owners
    owners = sheet_of(invented.long_english(decisions=14, stories=3), words).owners
    assert [row.owner for row in owners] == [
        "Aisha Rahman",
        "Dev Patel",
        "Ewa Lindqvist",
        "Head of Customer Operations",
        "Head of Pricing",
        "Marta Kowalska",
        "no owner yet",
    ]
    assert owners[0].tasks == (("D 4", "d4", "by 12\u00a0March 2027"), ("D 11", "d11", "by 12\u00a0March 2027"))


def test_private_notes_only_where_they_are_given(words: Words) -> None:
    assert not sheet_of(invented.full_english(), words).notes
    assert [item.note for item in sheet_of(invented.full_german(), words).notes] == ["Tomasz vorher anrufen."]


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("", ""),
        ("it costs us", "because it costs us."),
        ("Because it costs us!", "Because it costs us!"),
        ("it costs us.", "because it costs us."),
    ],
)
def test_the_reason_reads_as_a_sentence(reason: str, sentence: str, words: Words) -> None:
    made = replace(invented.full_english().decisions[0], because=reason)
    assert sheet_of(replace(invented.full_english(), decisions=(made,)), words).decisions[0].because == sentence


def test_times_of_a_meeting(words: Words) -> None:
    meeting = invented.full_english()
    assert sheet_of(meeting, words).time == "13:00 to 15:02"
    assert sheet_of(replace(meeting, end=""), words).time == "from 13:00"
    night = sheet_of(replace(meeting, end="2026-11-27T01:10"), words).time.replace("\u00a0", " ")
    assert night == "13:00 to 27 November 2026, 01:10"
    assert sheet_of(replace(meeting, start="?", end="?"), words).day == "?"


def test_braces_in_a_text_are_not_filled(words: Words) -> None:
    shown = replace(invented.empty_english().stories[0], cleared_by="{date} {person}")
    story = sheet_of(replace(invented.empty_english(), stories=(shown,)), words).stories[0]
    assert story.cleared.replace("\u00a0", " ") == "Cleared by {date} {person} on 16 November 2026"
