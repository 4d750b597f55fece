"""Names that are known to belong to people: the sender, the agent, whoever the headers of a mail name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from emptychair.privacy.cues import words
from emptychair.privacy.gazetteer import NEVER, NOUN, THING, WORD_DE, WORD_EN
from emptychair.privacy.normalise import normalise
from emptychair.privacy.spans import Span

_PART: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w.-]+")
_SPELT: Final = str.maketrans(
    {"ä": "ae", "å": "aa", "ö": "oe", "ø": "oe", "ü": "ue"}
    | dict(zip("àáçèéêëíïñóôúćčğıłşšž’", "aaceeeeiinoouccgilssz'", strict=True))
)
_NO_NAME: Final = words(
    """
    von van der den de la le di da del zu zum zur und and mr mrs ms dr prof herr frau dipl ing med mag info
    mail email kontakt contact service support team office no reply noreply help hilfe kunde customer user
    admin gmbh inc ltd llc ag com via the
    """
)
_GENITIVE: Final = re.compile(r"['’]s?$")


class KnownNames:
    """The parts of the names, each findable in any writing of it."""

    def __init__(self, names: Sequence[str], lexicon: Mapping[str, int]) -> None:
        self._parts: dict[str, str] = {}  # as looked up -> as it must be written, "" for any case
        for name in names:
            said = normalise(name)
            for address in _ADDRESS.findall(said):
                local = address.partition("@")[0]
                said = said.replace(address, local.title() if "." in local or "_" in local else "")
            for part in _PART.findall(said):
                looked_up = fold(part)
                if looked_up in _NO_NAME or len(part) < 2:
                    continue
                written = part[0].upper() + part[1:] if part.islower() else part
                if part.isupper() and len(part) > 2:
                    written = part.capitalize()
                flags = lexicon.get(written, 0)
                if flags & NEVER:
                    continue
                word = flags & (WORD_EN | WORD_DE | THING | NOUN) or len(part) == 2
                self._parts[looked_up] = written if word else ""

    def __bool__(self) -> bool:
        return bool(self._parts)

    def bears(self, token: str) -> bool:
        """Whether a word of a text is one of the names, in the genitive or joined by a hyphen too."""
        if self._part(token):
            return True
        if "-" in token:
            return any(self._part(part) for part in token.split("-"))
        return False

    def _part(self, token: str) -> bool:
        token = _GENITIVE.sub("", token)
        looked_up = fold(token)
        for base, written in ((looked_up, token), (looked_up.removesuffix("s"), token[:-1])):
            must = self._parts.get(base)
            if must == "" or (must is not None and written in (must, must.upper())):
                return True
        return False

    def spans(self, text: str, tokens: Sequence[re.Match[str]]) -> Iterator[Span]:
        """Each run of the names, with an initial before it: "A. Müller"."""
        start = end = -1
        for token in tokens:
            if not self.bears(token[0]):
                continue
            gap = text[end : token.start()] if end >= 0 else "\n"
            joined = gap in (" ", "-", "\u00a0", ". ") or (
                gap == ", " and fold(token[0])[:4] != fold(text[start:end])[:4]
            )
            if joined:  # "Anna Müller", "Müller, Anna"
                end = token.end()
                continue
            if end >= 0:
                yield Span("name", start, end)
            start, end = with_initials(text, token.start()), token.end()
        if end >= 0:
            yield Span("name", start, end)


def fold(word: str) -> str:
    """The same for "Müller", "MUELLER" and "mueller"."""
    return word.casefold().translate(_SPELT)


def with_initials(text: str, start: int) -> int:
    """`start`, or where the initials begin that stand before it: "A. ", "H.-P. "."""
    while start >= 3 and text[start - 1] in " \u00a0-" and text[start - 2] == "." and text[start - 3].isupper():
        if start > 3 and text[start - 4].isalnum():
            break
        start -= 3
    if (
        start >= 2
        and text[start - 1] == "."
        and text[start - 2].isupper()
        and not (start > 2 and text[start - 3].isalnum())
    ):
        start -= 2
    return start
