"""Markdown, HTML and JSON to the letter.

New ones, to be read before they are kept: `EMPTYCHAIR_GOLDEN=write pytest tests/report/test_golden.py`
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from emptychair.app.i18n import Words
from emptychair.domain.summary import Summary
from emptychair.report import render_summary
from tests.report import invented_meetings as invented

ENGLISH = {"full-en": invented.full_english, "empty-en": invented.empty_english}
GERMAN = {"full-de": invented.full_german, "empty-de": invented.empty_german}


def readable(text: str) -> str:
    """An HTML page without its style sheet, its policy's hash and the lines of the chair: those are no text."""
    text = re.sub(r"<style>.*?</style>", "<style>…</style>", text, flags=re.DOTALL)
    text = re.sub(r"sha256-[A-Za-z0-9+/=]+", "sha256-…", text)
    return re.sub(r"(<symbol[^>]*>).*?(</symbol>)", r"\1…\2", text, flags=re.DOTALL)


def compare(made: bytes, path: Path) -> None:
    text = made.decode()
    if path.suffix == ".html":
        text = readable(text)
    if os.environ.get("EMPTYCHAIR_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()


@pytest.mark.parametrize("suffix", [".md", ".html", ".json"])
@pytest.mark.parametrize(("name", "meeting"), ENGLISH.items(), ids=ENGLISH)
def test_english(name: str, meeting: Callable[[], Summary], suffix: str, words: Words, golden: Path) -> None:
    compare(render_summary(meeting(), suffix, words), golden / (name + suffix))


@pytest.mark.parametrize("suffix", [".md", ".html", ".json"])
@pytest.mark.parametrize(("name", "meeting"), GERMAN.items(), ids=GERMAN)
def test_german(name: str, meeting: Callable[[], Summary], suffix: str, german: Words, golden: Path) -> None:
    compare(render_summary(meeting(), suffix, german), golden / (name + suffix))


def test_the_language_is_the_meetings_and_not_the_windows(words: Words, german: Words) -> None:
    for suffix in (".md", ".html", ".json"):
        meeting = invented.full_german()
        assert render_summary(meeting, suffix, words) == render_summary(meeting, suffix, german)
