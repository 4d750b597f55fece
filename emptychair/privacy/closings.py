"""The name that a text ends or begins with, where no title says so."""

from __future__ import annotations

from emptychair.privacy.cues import AND, CLOSING_MORE, CUES, JOINS, PARTICLES, SIGNS_FOR
from emptychair.privacy.gazetteer import FAMILY, GIVEN, NEVER, NOUN, THING
from emptychair.privacy.tokens import Tokens


def after_closing(walk: Tokens, index: int, *, strong: bool) -> int:
    """A name behind a closing, on its line or below it, with nothing else on the line."""
    at = index + 1
    while (
        at < min(len(walk.tokens), index + 12)
        and walk.tokens[at][0].lower() in CLOSING_MORE
        and walk.gap(at - 1).strip(" ,!.\n") == ""
        and walk.gap(at - 1).count("\n") < 4
    ):
        at += 1
    if at >= len(walk.tokens):
        return index + 1
    gap = walk.text[walk.tokens[at - 1].end() : walk.tokens[at].start()]
    if gap.strip(" \t\n\u00a0,.!;:)>-–—*_|/~^=") or gap.count("\n") > 6 or (not gap.strip(" \u00a0") and not gap):
        return index + 1
    below = "\n" in gap
    end_of_line = walk.text.find("\n", walk.tokens[at].start())
    end_of_line = len(walk.text) if end_of_line < 0 else end_of_line
    last = at
    while last + 1 < len(walk.tokens) and walk.tokens[last + 1].start() < end_of_line:
        last += 1
    if last - at > 7:
        return index + 1
    words = [walk.tokens[n][0] for n in range(at, last + 1)]
    while words and words[0].lower() in SIGNS_FOR:
        words.pop(0)
        at += 1
    if not words:
        return index + 1
    # "Timo und Diane Veit, Langennaundorf": what is behind a comma is no more the name.
    upto = at
    while (
        upto < last
        and (gap := walk.gap(upto))
        and (gap in JOINS or gap in (" / ", " & ", "/", " + ") or walk.tokens[upto + 1][0] in AND)
    ):
        upto += 1
    names = [n for n in range(at, upto + 1) if walk.tokens[n][0] not in AND and walk.tokens[n][0] not in PARTICLES]
    rest = walk.text[walk.tokens[upto].end() : end_of_line].strip(" \t.,!*:;)(-^😊🙂~_")
    flags = [walk.flags(walk.tokens[n][0]) for n in names]
    some = any(flag & (GIVEN | FAMILY) and not flag & NEVER for flag in flags)
    signed = (
        bool(names)
        and flags[0] & GIVEN
        and len(names) == 2
        and not rest
        and (strong or below or end_of_line == len(walk.text))
    )
    if (any(flag & NEVER for flag in flags[signed:]) and not signed) or not names or flags[0] & NEVER or len(names) > 5:
        return index + 1
    if not all(walk.capital(n) for n in names):
        first = walk.tokens[at][0]
        guess = walk.lexicon.get(first.capitalize(), 0)
        if (
            not walk.capital(at)
            and guess & (GIVEN | FAMILY)
            and (strong or below or (guess & GIVEN and end_of_line == len(walk.text)))
            and not walk.doubtful(guess)
            and not rest
            and len(names) < 4
        ):
            return walk.add(at, upto)
        return index + 1
    clean = not rest or (walk.gap(upto)[:1] in (",", "\n") or walk.gap(upto).startswith((" (", " -", " |")))
    thing = any(flag & THING and not flag & (GIVEN | FAMILY) for flag in flags) or any(flag & NOUN for flag in flags)
    wordy = all(flag & walk.word_flag and not flag & (GIVEN | FAMILY) for flag in flags)
    if (thing and not signed) or wordy or not clean or (rest and not some):
        return index + 1
    if (some and (strong or below or not walk.doubtful(flags[0]))) or (
        strong or (below and not rest and len(names) < 4)
    ):
        if not some and (
            any(len(walk.tokens[n][0]) > 3 and walk.tokens[n][0].isupper() for n in names) and not walk.shouting
        ):
            return index + 1
        return walk.add(at, upto)
    return index + 1


def first_and_last_line(walk: Tokens) -> None:
    """A first line that is one word and a comma, a last line that is a name."""
    tokens, text = walk.tokens, walk.text
    if len(tokens) < 4 or "\n" not in text:
        return
    first = tokens[0]
    flags = walk.flags(first[0])
    behind = text[first.end() : first.end() + 2]
    if (
        first[0].istitle()
        and behind in (",\n", "!\n")
        and not walk.doubtful(flags)
        and first[0].lower() not in CUES
        and not flags & NOUN
        and not text[: first.start()].strip()
    ):
        walk.add(0, 0)
    line = text.rstrip().rfind("\n") + 1
    at = len(tokens)
    while at > 0 and tokens[at - 1].start() >= line and len(tokens) - at < 4:
        at -= 1
    names = tokens[at:]
    if not 1 <= len(names) <= 3 or text[line:].strip() != " ".join(token[0] for token in names):
        return
    every = [walk.flags(token[0]) for token in names]
    named = [flag & (GIVEN | FAMILY) for flag in every]
    written = all(token[0][0].isupper() for token in names) and any(named) and not every[0] & (NEVER | NOUN | THING)
    if written and (len(names) > 1 or (named[0] and not walk.doubtful(every[0]))):
        walk.add(at, len(tokens) - 1)
