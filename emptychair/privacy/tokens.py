"""The words of a text with what is known of each, as the rules for names read them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from emptychair.privacy.cues import CUES, END_OF_SENTENCE
from emptychair.privacy.gazetteer import FAMILY, GIVEN, NEVER, NOUN, THING, WORD_DE, WORD_EN, lexicon
from emptychair.privacy.known import with_initials
from emptychair.privacy.spans import Span, Taken

TOKEN: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")

# What a word by itself may be, so that most of a text is passed over: a cue or a name; a hint; the head of a name.
WALKED, HINTED, HINTED_DE, CAPITAL = 1, 2, 4, 8
STREETS: Final = ("straße", "strasse", "gasse", "allee")

_LONGEST: Final = 60  # letters of a name, joined by hyphens or not


class Tokens:
    """What is known of each word, and where the names that are found go: masked, or only hinted at."""

    def __init__(
        self, text: str, tokens: Sequence[re.Match[str]], lexicon: Mapping[str, int], taken: Taken, language: str
    ) -> None:
        self.text, self.tokens, self.lexicon, self.taken = text, tokens, lexicon, taken
        self.words = [token[0] for token in tokens]
        self.natures = list(map(nature, self.words))
        self.word_flag = {"en": WORD_EN, "de": WORD_DE}.get(language, WORD_EN | WORD_DE)
        self.german = language == "de"
        self.hints: list[Span] = []
        self.shouting = text.isupper()

    # -- words ---------------------------------------------------------------------------------------------------------
    def flags(self, word: str) -> int:
        flags = self.lexicon.get(word)
        if flags is not None:
            return flags
        if len(word) > _LONGEST:
            return 0
        if word[-2:] in ("'s", "’s"):
            return self.flags(word[:-2])
        if word[-1] in "'’":
            return self.flags(word[:-1])
        if len(word) > 3 and word.isupper():
            written = word.capitalize() if "-" not in word else word.title()
            return self.flags(written) if not written.isupper() else 0
        if "-" in word:
            parts = [self.lexicon.get(part, 0) for part in word.split("-")]
            every = parts[0]
            for part in parts[1:]:
                every &= part
            if every & GIVEN and any(not self.doubtful(part) for part in parts):
                return GIVEN
            return FAMILY if every & FAMILY else 0
        if word[-1] == "s" and len(word) > 4:
            base = self.lexicon.get(word[:-1], 0)
            return base if base & (GIVEN | FAMILY) and not self.doubtful(base) else 0
        return 0

    def doubtful(self, flags: int) -> bool:
        return bool(flags & (self.word_flag | THING | NEVER))

    def gap(self, index: int) -> str:
        """What stands between the token and the next."""
        if index + 1 >= len(self.tokens):
            return "\n"
        return self.text[self.tokens[index].end() : self.tokens[index + 1].start()]

    def capital(self, index: int) -> bool:
        return index < len(self.tokens) and bool(self.natures[index] & CAPITAL)

    def starts_sentence(self, index: int) -> bool:
        lead = self.text[max(0, self.tokens[index].start() - 3) : self.tokens[index].start()].rstrip(" \t")
        return not lead or lead[-1] in END_OF_SENTENCE

    def add(self, first: int, last: int) -> int:
        """Mask the tokens `first` to `last`, with initials before; the index behind."""
        start = with_initials(self.text, self.tokens[first].start())
        if not self.taken.add(Span("name", start, self.tokens[last].end())):
            for index in range(first, last + 1):  # a part of it is known already: "Anna" before "Müller"
                self.taken.add(Span("name", self.tokens[index].start(), self.tokens[index].end()))
        return last + 1

    def hint(self, first: int, last: int) -> None:
        self.hints.append(Span("name", self.tokens[first].start(), self.tokens[last].end()))


@lru_cache(maxsize=50_000)
def nature(word: str) -> int:
    """What the rules may make of a word, wherever it stands: WALKED, HINTED (HINTED_DE in German text), CAPITAL."""
    found = CAPITAL if word[0].isupper() else 0
    if word[0].islower():
        return WALKED if word in CUES or word.lower() in CUES else 0
    known = lexicon()
    flags = known.get(word)
    if flags is not None:
        if flags & (GIVEN | FAMILY) or word.lower() in CUES:
            found |= WALKED
        if len(word) > 2 and not flags & (NEVER | NOUN):
            found |= HINTED | HINTED_DE
        return found
    # A word that is not listed may be one in the genitive, in capitals or with a hyphen.
    if word.lower() in CUES or word[-1] in "sS'’" or word.isupper() or "-" in word:
        found |= WALKED
    if len(word) > 2:
        found |= HINTED
        if len(word) > 7 and word.lower().endswith(STREETS):
            found |= HINTED_DE
    return found
