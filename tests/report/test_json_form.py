"""The form for other programs: what it is made of, and that it holds the words to the letter."""

from __future__ import annotations

import json

from emptychair.app.i18n import Words
from emptychair.report import render_summary
from tests.report import invented_meetings as invented


def read(meeting, words: Words) -> dict:
    return json.loads(render_summary(meeting, ".json", words))


def test_the_form(words: Words) -> None:
    form = read(invented.full_english(), words)
    assert (form["format"], form["version"]) == ("emptychair-summary", 1)
    assert list(form) == ["format", "version", "meeting", "figures", "decisions", "open", "stories", "items"]
    assert form["figures"] == {
        "decisions": 7,
        "heard": 6,
        "counted": {"changed": 3, "confirmed": 2, "overruled": 1, "none": 1},
        "planned_minutes": None,
        "actual_minutes": 122,
    }
    assert (form["decisions"][0]["due"], form["decisions"][4]["due"]) == ("2027-01-29", None)
    assert (form["decisions"][3]["door"], form["decisions"][4]["door"]) == ("one-way", None)


def test_words_to_the_letter(words: Words) -> None:
    for text in ('"a" <b> {{c}}\n\n d ', "اتصلت 你好 😀 \u202e\x00"):
        form = read(invented.hostile(text), words)
        assert form["decisions"][0]["evidence"][0]["words"] == text
        assert form["meeting"]["title"] == text
    assert "\ud800" not in render_summary(invented.hostile("a\ud800b"), ".json", words).decode()


def test_no_private_note_unless_given(words: Words) -> None:
    assert b"note" not in render_summary(invented.full_english(), ".json", words)
    noted = read(invented.full_german(), words)["items"]
    assert [item.get("note") for item in noted] == [None, "Tomasz vorher anrufen.", None, None, None]


def test_the_language_of_the_windows_changes_nothing(words: Words) -> None:
    german = words.other("de")
    meeting = invented.full_english()
    assert render_summary(meeting, ".json", words) == render_summary(meeting, ".json", german)
