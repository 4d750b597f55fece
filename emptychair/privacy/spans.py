"""Where personal data stands in a text, and what of it has been taken already."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Personal data from `start` to `end`, in code points of the text as given."""

    type: str
    start: int
    end: int


class Taken:
    """Spans that do not overlap: what comes first keeps its place."""

    def __init__(self, length: int) -> None:
        self.spans: list[Span] = []
        self._marks = bytearray(length)  # a byte a character: thousands of spans are as quick as one

    def add(self, span: Span) -> bool:
        """Whether the span was free."""
        if not self.free(span.start, span.end):
            return False
        self.spans.append(span)
        self._marks[span.start : span.end] = b"\x01" * (span.end - span.start)
        return True

    def free(self, start: int, end: int) -> bool:
        return end > start and self._marks.find(1, start, end) < 0
