"""The printed page: tagged, the same bytes every time, with all that was decided, and never executed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from emptychair.app.i18n import Words
from emptychair.app.paths import resources as shipped
from emptychair.domain.summary import Summary
from emptychair.report import preview_pages, render_summary, write_summary
from emptychair.report.pdf import render
from emptychair.report.wording import sheet_of
from tests.report import invented_meetings as invented


def test_the_same_summary_is_the_same_bytes(words: Words) -> None:
    first = render_summary(invented.full_english(), ".pdf", words)
    assert first == render_summary(invented.full_english(), ".pdf", words)
    assert first.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("meeting", [invented.full_english(), invented.empty_english(), invented.full_german()])
def test_it_is_tagged_and_for_the_archive(meeting, words: Words, inside_pdf: Callable[[bytes], bytes]) -> None:
    made = render(sheet_of(meeting, words))
    assert made.tagged and not made.notice
    inside = inside_pdf(made.data)
    assert b"/StructTreeRoot" in inside
    assert b"/Marked true" in inside
    assert b"/Lang" in inside
    assert b"<pdfuaid:part>1</pdfuaid:part>" in inside
    assert b"<pdfaid:part>3</pdfaid:part>" in inside and b"<pdfaid:conformance>A</pdfaid:conformance>" in inside
    for tag in (b"/H1", b"/H2", b"/H3", b"/Table", b"/TH", b"/BlockQuote"):
        assert tag in inside or (tag == b"/BlockQuote" and not meeting.stories)
    assert b"/JavaScript" not in inside and b"/Launch" not in inside


def test_every_decision_is_in_it(words: Words, text_of_pdf: Callable[[bytes], str]) -> None:
    for meeting in (invented.full_english(), invented.full_german(), invented.long_english(decisions=30, stories=10)):
        text = text_of_pdf(render_summary(meeting, ".pdf", words))
        for made in meeting.decisions:
            assert made.text in text
            assert made.because in text
        for shown in meeting.stories:
            assert shown.headline.replace("'", "’") in text


def test_the_sealed_words_are_in_it(words: Words, text_of_pdf: Callable[[bytes], str]) -> None:
    meeting = invented.short_english(decisions=2)
    text = text_of_pdf(render_summary(meeting, ".pdf", words))
    for made in meeting.decisions:
        assert made.evidence[0].words.replace("'", "’") in text


def test_only_our_fonts(words: Words, inside_pdf: Callable[[bytes], bytes]) -> None:
    inside = inside_pdf(render_summary(invented.full_english(), ".pdf", words))
    names = {found.decode() for found in re.findall(rb"/BaseFont\s*/[A-Z]{6}\+([A-Za-z0-9]+)", inside)}
    assert names and all(name.startswith(("Inter", "SourceSerif4")) for name in names)


@pytest.mark.parametrize("decisions", [1, 2])
def test_a_short_meeting_is_one_page(decisions: int, words: Words) -> None:
    assert len(preview_pages(invented.short_english(decisions=decisions), words, ppi=20)) == 1


def test_an_entry_over_two_pages_says_again_which_it_is(words: Words, text_of_pdf: Callable[[bytes], str]) -> None:
    text = text_of_pdf(render_summary(invented.long_english(decisions=30, stories=10), ".pdf", words))
    assert "continued" in text
    assert "continued" not in text_of_pdf(render_summary(invented.short_english(), ".pdf", words))


def test_a_rehearsal_is_watermarked(words: Words, text_of_pdf: Callable[[bytes], str]) -> None:
    meeting = invented.empty_english()
    marked = replace(meeting, rehearsal=True)
    note = "This was a rehearsal. Nothing in it counts."
    assert note in text_of_pdf(render_summary(marked, ".pdf", words))
    assert note not in text_of_pdf(render_summary(meeting, ".pdf", words))

    def watered(summary: Summary) -> int:
        page = QImage.fromData(preview_pages(summary, words, ppi=40)[0])
        return sum(page.pixelColor(x, y).name() == "#f0ebe1" for x in range(page.width()) for y in range(page.height()))

    assert watered(marked) > 1000
    assert watered(meeting) == 0


INJECTIONS = '#read("/etc/passwd") {{7*7}} <script>alert(1)</script> <img src=x> $x$ *b* @d1 {date}'


def test_typst_markup_in_a_text_is_printed(words: Words, text_of_pdf: Callable[[bytes], str]) -> None:
    text = text_of_pdf(render_summary(invented.hostile(INJECTIONS), ".pdf", words))
    assert text.count(INJECTIONS) >= 6
    assert "root:" not in text


def test_emoji_arabic_and_hebrew_are_set(words: Words) -> None:
    for text in ("Loved it 😀👍🏽 👨‍👩‍👧 ✅ ⇄ ➜", "اتصلت ثلاث مرات 48211", "התקשרתי שלוש פעמים", "Привет Ωμέγα"):
        assert render(sheet_of(invented.hostile(text, language="ar"), words)).tagged


def test_a_sign_without_a_font_is_said_and_the_rest_is_printed(
    words: Words, tmp_path: Path, text_of_pdf: Callable[[bytes], str]
) -> None:
    path = tmp_path / "a.pdf"
    written = write_summary(invented.hostile("Wait 你好 end"), path, words)
    assert not written.tagged
    assert written.notice == (
        "The PDF lacks characters such as “你” and is not accessible; the HTML file has all of them."
    )
    text = text_of_pdf(path.read_bytes())
    assert "Wait" in text and "end" in text


@settings(max_examples=15)
@given(text=st.text(max_size=60), language=st.sampled_from(["en", "de", "ar", "", "zz-evil", "ZZ"]))
@example(text="", language="en")
@example(text=" ", language="en")
@example(text="a\x00b\x07\ud800\ufffe\ue000", language="en")
@example(text="Z" + "\u0351" * 60, language="en")
@example(text="https://example.org/" + "a" * 300, language="en")
@example(text="Donaudampfschifffahrtsgesellschaftskapitänsversammlung" * 8, language="de")
@example(text='"\\u{41} \\" }]]', language="en")
def test_any_text_can_be_set(text: str, language: str) -> None:
    words = Words("en", shipped() / "locale")
    assert render(sheet_of(invented.hostile(text, language=language), words)).data.startswith(b"%PDF-")


def test_pages_as_pictures(words: Words) -> None:
    pages = preview_pages(invented.full_english(), words, ppi=30)
    assert len(pages) >= 3
    assert all(page.startswith(b"\x89PNG") for page in pages)
