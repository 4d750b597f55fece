"""A text as a person reads it, for the patterns, and the way back to the text as given."""

from __future__ import annotations

import re
from typing import Final

from emptychair.privacy.normalise import normalise
from emptychair.privacy.spans import Span

_CLUSTER: Final = re.compile("\r\n|.[\u0300-\u036f]*", re.DOTALL)


class Readable:
    """What is invisible or spelt in two signs would hide an address from every pattern; offsets are those of the text
    as given all the same. A line ends with LF only: the patterns know no other.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] | None = None
        self._ends: list[int] = []
        if normalise(text) == text:
            return
        parts: list[str] = []
        self._starts = []
        for cluster in _CLUSTER.finditer(text):
            read = normalise(cluster[0])
            parts.append(read)
            self._starts += [cluster.start()] * len(read)
            self._ends += [cluster.end()] * len(read)
        self.text = "".join(parts)

    def given(self, span: Span) -> Span:
        """The span in the text as given."""
        if self._starts is None:
            return span
        return Span(span.type, self._starts[span.start], self._ends[span.end - 1])
