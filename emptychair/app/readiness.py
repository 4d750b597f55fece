"""How far the matcher knows the library by meaning."""

from __future__ import annotations

from emptychair.app.i18n import Words
from emptychair.domain.values import value


@value
class Readiness:
    """Stories that meaning finds, and all of them; words alone find the rest."""

    encoded: int
    stories: int

    @property
    def complete(self) -> bool:
        """Whether meaning finds every story."""
        return self.encoded >= self.stories


def readiness_note(readiness: Readiness | None, words: Words) -> str:
    """What to say of it beside what was found; empty where nothing is to be said."""
    if readiness is None or readiness.complete:
        return ""
    return words.tr(
        "By words alone for now: {n} of {all} stories are found by meaning so far.",
        n=words.number(readiness.encoded),
        all=words.number(readiness.stories),
    )
