"""After the walk: names that stand again, and names that are only likely."""

from __future__ import annotations

from emptychair.privacy.cues import ARTICLES
from emptychair.privacy.gazetteer import FAMILY, GIVEN, NEVER, NOUN, THING, WORD_DE
from emptychair.privacy.tokens import CAPITAL, HINTED, HINTED_DE, STREETS, TOKEN, Tokens


def again(walk: Tokens) -> None:
    """A name met once is masked wherever it stands again, its genitive included, unless it is also a word."""
    words = {
        part
        for span in walk.taken.spans
        if span.type == "name"
        for token in TOKEN.findall(walk.text[span.start : span.end])
        for part in (token, token[:-2] if token[-2:] in ("'s", "’s") else token)
        if len(part) > 2 and part[0].isupper()
    }
    if not words:
        return
    for index in [index for index, nature in enumerate(walk.natures) if nature & CAPITAL]:
        word = walk.words[index]
        base = word[:-2] if word[-2:] in ("'s", "’s") else word
        if base not in words and (base[-1] != "s" or base[:-1] not in words):
            continue
        if not walk.taken.free(walk.tokens[index].start(), walk.tokens[index].end()):
            continue
        flags = walk.flags(base)
        before = walk.words[index - 1].lower() if index else ""
        if walk.doubtful(flags) or flags & NOUN or (not flags & (GIVEN | FAMILY) and before in ARTICLES):
            owned = word[-2:] in ("'s", "’s")
            if not owned and (walk.german or before in ARTICLES or walk.starts_sentence(index)):
                walk.hint(index, index)
                continue
        walk.add(index, index)


def suspect(walk: Tokens) -> None:
    """Names that are only likely: recall matters, for they are underlined and never masked."""
    asked = HINTED_DE if walk.german else HINTED
    for index in [index for index, nature in enumerate(walk.natures) if nature & asked]:
        word = walk.words[index]
        flags = walk.lexicon.get(word)
        if flags is None:
            if walk.german or not walk.capital(index + 1):
                if walk.german and len(word) > 7 and word.lower().endswith(STREETS):
                    walk.hint(index, index)
                continue
        elif flags & (NEVER | NOUN):
            continue
        sure = flags is not None and flags & (GIVEN | FAMILY) and not walk.doubtful(flags)
        if not sure and walk.starts_sentence(index):
            continue
        if (
            flags is not None
            and flags & (GIVEN | FAMILY)
            and not (flags & THING)
            and not (walk.german and flags & WORD_DE)
        ):
            walk.hint(index, index)
        elif not walk.german and walk.capital(index + 1) and walk.gap(index) == " " and word[1:].islower():
            behind = walk.tokens[index + 1][0]
            if (
                len(behind) > 2
                and behind[1:].islower()
                and not walk.flags(behind) & (NEVER | THING)
                and not (flags or 0) & THING
            ):
                walk.hint(index, index + 1)
