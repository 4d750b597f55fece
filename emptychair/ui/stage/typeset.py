"""Breaking the wall's words into lines: as few as fit, then as even as can be.

Costs: the sum of squares of how far lines miss the mean, a small bonus for a line
that ends with a sentence; no one-letter word and no figure without its unit at a line's end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QTextBoundaryFinder

from emptychair.domain.values import value

Advance = Callable[[str], float]

_FIGURE = re.compile(r"^[(„“\"'±+−-]*[€$£]?\d[\d.,:/–−-]*(?<![.:,])$|^\d{1,2}\.$")
_BAD_END = 10.0
_INFINITE = float("inf")


@value
class Broken:
    """Lines of text; `split` says that a word was too long for a line and had to be cut within."""

    lines: tuple[str, ...]
    split: bool = False


@value
class _Word:
    text: str
    width: float
    space: float  # the width of the space after it; 0 where a line may break without one
    tail: float = 0.0  # the width of the hyphen that it gets at a line's end: the part of a word that was cut


def break_lines(text: str, advance: Advance, width: float, limit: int) -> Broken | None:
    """`text` in at most `limit` lines no wider than `width`, or None. A line feed begins a new line."""
    lines: list[str] = []
    split = False
    for block in text.split("\n"):
        if not block.strip():
            continue
        words, cut = _words(block.strip(), advance, width)
        split = split or cut
        # Cheap first look: a text of ten thousand characters is not worth balancing.
        least = _fewest(words, width)
        if least > limit - len(lines):
            return None
        ends = _balanced(words, width, least)
        if ends[0] >= _BAD_END and least < limit - len(lines):
            roomier = _balanced(words, width, least + 1)
            ends = roomier if roomier[0] < ends[0] - _BAD_END / 2 else ends
        start = 0
        for end in ends[1]:
            lines.append(_joined(words[start:end]))
            start = end
    return Broken(tuple(lines), split)


def shorten(text: str, advance: Advance, width: float, limit: int) -> tuple[tuple[str, ...], bool]:
    """`text` in at most `limit` lines, without its last words and with … where it is too long; says whether it was."""
    whole = break_lines(text, advance, width, limit)
    if whole is not None:
        return whole.lines, False
    words = text.split()
    best = _longest(len(words), lambda count: _beginning(words, count), advance, width, limit)
    if len("".join(best)) < min(len(text), 60) / 3:
        # An endless word must not cost all the others: cut within it.
        bare = " ".join(words)
        best = _longest(len(bare), lambda count: bare[:count].rstrip() + "…", advance, width, limit) or best
    return best or ("…",), True


def _beginning(words: Sequence[str], count: int) -> str:
    kept = count
    while kept > 2 and len(words[kept - 1]) < 4:
        kept -= 1  # "terms and …" says no more than "terms …"
    return " ".join(words[:kept]).rstrip(" ,;:.–-·") + " …"


def _longest(most: int, candidate: Callable[[int], str], advance: Advance, width: float, limit: int) -> tuple[str, ...]:
    """The lines of the longest `candidate(n)`, n up to `most`, that fits; empty where none does."""
    low, high = 0, most
    best: tuple[str, ...] = ()
    while low < high:
        middle = (low + high + 1) // 2
        broken = break_lines(candidate(middle), advance, width, limit)
        if broken is not None:
            low, best = middle, broken.lines
        else:
            high = middle - 1
    return best


# -------------------------------------------------------------------------------------------------------------- words
def _words(block: str, advance: Advance, width: float) -> tuple[list[_Word], bool]:
    space = advance(" ")
    words: list[_Word] = []
    split = False
    for text, spaced in _pieces(block):
        whole = advance(text)
        pieces = [text] if whole <= width else _cut(text, advance, width / 5)
        split = split or len(pieces) > 1
        for index, piece in enumerate(pieces[:-1]):
            hyphen = _latin(piece[-1]) and _latin(pieces[index + 1][0])
            words.append(_Word(piece, advance(piece), 0.0, advance("-") if hyphen else 0.0))
        last = pieces[-1]
        words.append(_Word(last, whole if len(pieces) == 1 else advance(last), space if spaced else 0.0))
    return words, split


def _pieces(block: str) -> list[tuple[str, bool]]:
    """Where Unicode allows a line to break (UAX 14): the piece, and whether a space follows it."""
    units = block.encode("utf-16-le")
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, block)
    pieces: list[tuple[str, bool]] = []
    start = 0
    while (end := finder.toNextBoundary()) != -1:
        piece = units[2 * start : 2 * end].decode("utf-16-le", "replace")
        start = end
        bare = piece.rstrip(" \t\u2028\u200b")
        if bare:
            pieces.append((bare, bare != piece.rstrip("\u200b")))
    return pieces


def _cut(text: str, advance: Advance, width: float) -> list[str]:
    """A word wider than a line, cut into pieces of at most `width` between its characters as people see them."""
    units = text.encode("utf-16-le")
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    pieces, start, last = [], 0, 0
    while (end := finder.toNextBoundary()) != -1:
        if last > start and advance(units[2 * start : 2 * end].decode("utf-16-le", "replace")) > width:
            pieces.append(units[2 * start : 2 * last].decode("utf-16-le", "replace"))
            start = last
        last = end
    pieces.append(units[2 * start :].decode("utf-16-le", "replace"))
    return pieces


def _latin(char: str) -> bool:
    return char.isalpha() and char < "\u0250"


def _joined(words: Sequence[_Word]) -> str:
    text = "".join(word.text + (" " if word.space else "") for word in words[:-1]) + words[-1].text
    return text + "-" if words[-1].tail else text


# -------------------------------------------------------------------------------------------------------------- lines
def _fewest(words: Sequence[_Word], width: float) -> int:
    lines, used = 0, _INFINITE
    gap = 0.0
    for word in words:
        if used + gap + word.width + word.tail > width:
            lines += 1
            used = word.width
        else:
            used += gap + word.width
        gap = word.space
    return lines


def _balanced(words: Sequence[_Word], width: float, count: int) -> tuple[float, list[int]]:
    """The cheapest breaks into exactly `count` lines: (cost, the index after each line's last word)."""
    total = len(words)
    sums = [0.0]
    for word in words:
        sums.append(sums[-1] + word.width + word.space)
    ends = [0.0] + [_end_cost(words, j) for j in range(1, total)] + [0.0]
    goal = min(width, (sums[total] - words[-1].space) / count * 1.04) or 1.0
    best: list[list[tuple[float, int]]] = [[(_INFINITE, -1)] * (total + 1) for _ in range(count + 1)]
    best[0][0] = (0.0, -1)
    for line in range(1, count + 1):
        for j in range(line, total + 1):
            for i in range(j - 1, line - 2, -1):
                length = sums[j] - sums[i] - words[j - 1].space + words[j - 1].tail
                if length > width:
                    break
                before = best[line - 1][i][0]
                if before == _INFINITE:
                    continue
                miss = ((goal - length) / goal) ** 2
                if j == total and length < goal:
                    miss *= 0.5  # a short last line is what a paragraph looks like
                cost = before + miss + ends[j]
                if cost < best[line][j][0]:
                    best[line][j] = (cost, i)
    cost, breaks, j = best[count][total][0], [], total
    if cost == _INFINITE:
        return _INFINITE, [total]
    for line in range(count, 0, -1):
        breaks.append(j)
        j = best[line][j][1]
    return cost, breaks[::-1]


def _end_cost(words: Sequence[_Word], j: int) -> float:
    """What it costs to end a line after word `j - 1`."""
    word, following = words[j - 1].text, words[j].text
    bare = word.strip("„“”\"'‚‘’«»()[]")
    if len(bare) == 1 and bare.isalpha() and words[j - 1].space:
        return _BAD_END
    if _FIGURE.match(word) and words[j - 1].space and (following[0].isalpha() or following[0] in "€$£%°"):
        return _BAD_END
    if word in ("–", "—", "·", "&", "§", "Nr.", "No."):
        return 0.05 if word in "–—" else _BAD_END
    cost = 0.0
    if words[j - 1].tail:
        return 0.2
    if not words[j - 1].space and word[-1] in "-‐/":
        return 0.03
    if word[-1] in ".!?":
        cost = -0.012
    elif word[-1] in ",;:":
        cost = -0.004
    if word == "[…]":
        cost += 0.02
    # The last word alone on its line.
    return cost + (0.08 if j == len(words) - 1 and len(following) < 10 else 0.0)
