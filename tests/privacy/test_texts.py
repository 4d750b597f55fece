"""Complaints written for this project, in `texts/`: what must be hidden in them, and what must stay.

Texts are parted by a line of four hyphens; `{…}` marks what is personal, nothing else may be masked.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from emptychair.privacy.mask import mask


def texts(name: str) -> list[str]:
    path = Path(__file__).with_name("texts") / f"{name}.txt"
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n----\n")


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    plain, spans, at = "", [], 0
    for found in re.finditer(r"\{([^}]*)\}", text):
        plain += text[at : found.start()]
        spans.append((len(plain), len(plain) + len(found[1])))
        plain += found[1]
        at = found.end()
    return plain + text[at:], spans


def check(text: str, language: str) -> tuple[list[str], list[str]]:
    """What of the marked stays to be read, and what of the unmarked is masked, letters and digits only."""
    plain, personal = marked(text)
    spans = mask(plain, language=language).spans
    hidden = {at for span in spans for at in range(span.start, span.end)}
    wanted = {at for start, end in personal for at in range(start, end)}
    left = [plain[s:e] for s, e in personal if any(at not in hidden and plain[at].isalnum() for at in range(s, e))]
    extra = [
        plain[span.start : span.end] for span in spans if not any(at in wanted for at in range(span.start, span.end))
    ]
    return left, extra


@pytest.mark.parametrize("text", texts("german"))
def test_german(text: str) -> None:
    assert check(text, "de") == ([], [])


@pytest.mark.parametrize("text", texts("german_clean"))
def test_german_without_personal_data(text: str) -> None:
    assert mask(text, language="de").masked == text


@pytest.mark.parametrize("text", texts("english"))
def test_english(text: str) -> None:
    assert check(text, "en") == ([], [])


@pytest.mark.parametrize("text", texts("english_clean"))
def test_english_without_personal_data(text: str) -> None:
    assert mask(text, language="en").masked == text
