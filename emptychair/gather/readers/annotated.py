"""Reviews that somebody marked up for research: "[t]" begins a review, "feature[+2]##" stands before each sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Final

from emptychair.domain.errors import N_, UserError
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.domain.story import Kind
from emptychair.gather.rows import own_id, reason_against
from emptychair.gather.source import SourceFile

_SENTENCE: Final = re.compile(r"^(?P<marks>[^#\n]{0,400})##(?P<said>.*)$")
_SCORE: Final = re.compile(r"\[([+-])(\d?)\]")
_ABOUT: Final = re.compile(r"^\*\s*(?P<key>product name|review source)\s*:\s*(?P<said>\S.*)$", re.IGNORECASE)
# The words were taken apart for machines: "it 's fine , really ."
_APART: Final = (
    (re.compile(r"\s+([.,;:!?%)\]])"), r"\1"),
    (re.compile(r"([(\[])\s+"), r"\1"),
    (re.compile(r"(?<=\w) ?(n't|'(?:s|d|m|re|ve|ll))\b"), r"\1"),
    (re.compile(r" ('s|'d|'m|'re|'ve|'ll|'t)\b"), r"\1"),
)


class AnnotatedReader:
    """Recognised by the marks in front of the sentences."""

    name = "annotated"
    title = N_("Annotated reviews")

    def recognise(self, file: SourceFile) -> float:
        if b"##" not in file.head or b"[t]" not in file.head:
            return 0.0
        try:
            lines = [line for line in file.text[:40_000].split("\n") if line.strip() and not line.startswith("*")]
        except UserError:
            return 0.0
        marked = sum(line.startswith("[t]") or _SENTENCE.match(line) is not None for line in lines)
        return 0.95 if lines and marked * 10 >= len(lines) * 8 else 0.0

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:  # noqa: ARG002
        about: dict[str, str] = {}
        begun, title, said, score = 0, "", list[str](), 0
        for number, line in enumerate(re.sub(r"\r\n?", "\n", file.text).split("\n"), start=1):
            if found := _ABOUT.match(line):
                about[found["key"].casefold()] = found["said"].strip()
            elif line.startswith("[t]"):
                if begun:
                    yield _story(begun, title, said, score, about)
                begun, title, said, score = number, line.removeprefix("[t]"), [], 0
            elif found := _SENTENCE.match(line):
                begun = begun or number
                said.append(found["said"])
                score += sum(int(points or 1) * (1 if sign == "+" else -1) for sign, points in _SCORE.findall(line))
        if begun:
            yield _story(begun, title, said, score, about)


def _story(line: int, title: str, said: Sequence[str], score: int, about: dict[str, str]) -> RawStory | Refused:
    text = _together(" ".join(said))
    if reason := reason_against(text):
        return Refused(line, reason)
    return RawStory(
        text=text,
        original="\n".join((title, *said)),
        source_id=own_id(text),
        row=line,
        headline=_together(title)[:200],
        kind=Kind.PRAISE if score > 0 else Kind.COMPLAINT if score < 0 else Kind.UNKNOWN,
        channel="review",
        title=about.get("product name", ""),
        publisher=about.get("review source", ""),
    )


def _together(text: str) -> str:
    text = " ".join(unescape(text).split())
    for apart, joined in _APART:
        text = apart.sub(joined, text)
    return text.strip()


READER = AnnotatedReader()
