"""The names and the words that ship with the program: one table from a word to what is known of it, read once."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

GIVEN: Final = 1
FAMILY: Final = 2
WORD_EN: Final = 4  # also a word, in English text
WORD_DE: Final = 8
THING: Final = 16  # a brand, a product, a place
NEVER: Final = 32  # no name anywhere: Damen, Team, Customer
NOUN: Final = 64  # a German noun that may follow a given name

_SECTIONS: Final = {
    "[given]": GIVEN,
    "[family]": FAMILY,
    "[both]": GIVEN | FAMILY,
    "[words.en]": WORD_EN,
    "[words.de]": WORD_DE,
    "[words]": WORD_EN | WORD_DE,
    "[places]": THING,
    "[brands]": THING,
    "[never]": NEVER,
    "[nouns]": NOUN,
}


def folder() -> Path:
    """The folder `resources/privacy`, in a checkout, a wheel or a frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources" / "privacy"
    package = Path(__file__).resolve().parents[1]
    beside = package.parent / "resources"
    return (beside if beside.is_dir() else package / "resources") / "privacy"


@cache
def lexicon() -> Mapping[str, int]:
    """Words as they are written at the head of a sentence, with their flags; some 23,000, 10 ms, under 3 MB."""
    found: dict[str, int] = {}
    for name in ("names.txt", "words.txt", "origins.txt"):
        text = (folder() / name).read_text(encoding="utf-8")
        for part in text.split("\n[")[1:]:
            head, _, body = part.partition("]\n")
            flag = _SECTIONS[f"[{head}]"]
            if name == "names.txt":  # each of its words stands in one section
                found |= dict.fromkeys(body.split(), flag)
            else:
                for word in body.split():
                    found[word] = found.get(word, 0) | flag
    return found
