"""The facts that readers make of scores, votes and waiting times, in the language of the story beside which they stand
on the wall and in the minutes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_GERMAN: Final = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"(\d+(?:\.\d+)?) of (\d+) stars", "{0} von {1} Sternen"),
        (r"(\d+(?:\.\d+)?) of (\d+) points", "{0} von {1} Punkten"),
        (r"NPS (\d+(?:\.\d+)?) \(detractor\)", "NPS {0} (Kritiker)"),
        (r"NPS (\d+(?:\.\d+)?) \(passive\)", "NPS {0} (unentschieden)"),
        (r"NPS (\d+(?:\.\d+)?) \(promoter\)", "NPS {0} (Fürsprecher)"),
        (r"CSAT (\d+(?:\.\d+)?) of (\d+)", "CSAT {0} von {1}"),
        (r"rated (\d+) of 5", "Bewertung {0} von 5"),
        (r"rated bad", "schlecht bewertet"),
        (r"rated good", "gut bewertet"),
        (r"rated neutral", "mittel bewertet"),
        (r"1 vote", "1 Stimme"),
        (r"(\d+) votes", "{0} Stimmen"),
        (r"first answer after 1 days", "erste Antwort nach 1 Tag"),
        (r"first answer after (\d+) days", "erste Antwort nach {0} Tagen"),
        (r"first answer after (\d+) h", "erste Antwort nach {0} Std."),
        (r"first answer after (\d+) min", "erste Antwort nach {0} Min."),
        (r"reopened once", "einmal wieder geöffnet"),
        (r"reopened (\d+) times", "{0}-mal wieder geöffnet"),
        (r"wrote (\d+) times", "schrieb {0}-mal"),
    )
)


def told_in(fact: str, language: str) -> str:
    """`fact` in German for a German story, if it is one that a reader makes; any other as it stands."""
    return _german(fact) if language == "de" else fact


@lru_cache(2_000)
def _german(fact: str) -> str:
    for pattern, said in _GERMAN:
        if found := pattern.fullmatch(fact):
            return said.format(*(figure.replace(".", ",") for figure in found.groups()))
    return fact
