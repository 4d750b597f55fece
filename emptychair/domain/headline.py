"""The words of a story as they are kept: without quotation marks around the whole, under a headline of their own."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”“»']?\s+")
_MARKS = (("“", "”"), ("„", "“"), ('"', '"'), ("»", "«"), ("«", "»"))


def unquoted(text: str) -> tuple[str, bool]:
    """`text` without quotation marks around the whole of it, and whether it had them: then the customer is speaking."""
    for opening, closing in _MARKS:
        inner = text[1:-1]
        whole = text.startswith(opening) and text.endswith(closing) and len(text) > 2
        if whole and opening not in inner and closing not in inner:
            return inner.strip(), True
    return text, False


def headline_of(text: str) -> str:
    """The first sentence, or its first words if it is long: at most 90 characters."""
    first = _SENTENCE_END.split(" ".join(text[:1000].split()), maxsplit=1)[0]
    if len(first) <= 90:
        return first
    cut = first[:89].rsplit(" ", 1)[0] if " " in first[:89] else first[:89]
    return cut.rstrip(",;:–- ") + "…"
