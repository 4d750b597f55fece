"""The excerpt: the part of a story that stands on the wall, in the story's own words, every omission marked by […].

A story that fits the room is shown whole. Anything longer gets an excerpt that a person chooses; `propose` only makes
the first suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

OMISSION = "[…]"

# Distance rule of the wall: 79 px of 1,080 at 8 picture heights (ISO/ASR cap height distance/155), never under 59 px.
_PX_PER_HEIGHT = 79 / 8
_FLOOR_PX = 59
# Measured on the stage's text field: about 230 characters at 79 px, about 430 at 59 px; in between a power of the size.
_CHARACTERS, _AT_PX, _POWER = 230, 79, 2.143

_ENDING = re.compile(r"[.!?…]+[\"'”“’»«)\]]*(?=\s)|\n+")
_ABBREVIATED = re.compile(
    r"abb|abs|allg|bd|bspw|bzw|ca|dr|ebd|etc|evtl|exkl|ggf|hr|inkl|ing|jr|mio|mrd|mr|mrs|ms|nr|prof|sr|st|std|stk|str|"
    r"tel|usw|vgl|vs|zzgl|zb|bsp|mind|approx|dept|est|inc|ltd|co|feb|apr|aug|sept?|okt|oct|nov|dez|dec|[^\W\d_]"
)
_MONTH = re.compile(
    r"(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|jahrhundert)\b",
    re.IGNORECASE,
)
# Begins with a word that leans on the sentence before: understood only after it.
_LEANING = re.compile(
    r"(?:he|she|it|they|this|that|these|those|then|his|her|their|after that|later|now|"
    r"er|sie|es|das|dies|dieser|diese|dann|danach|da|dabei|darin|daraufhin|stattdessen|so|sein|seine|ihr|ihre|"
    r"auf diesem|damit)\b",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"\b(?:but|however|only|never|still|then|until|instead|aber|doch|jedoch|trotzdem|erst|nur|nie|dann|bis|stattdessen)\b",
    re.IGNORECASE,
)
# Figures tell something; numbers of telephones, customers and orders (long, with a hyphen, with a zero first) do not.
_FIGURE = re.compile(r"(?<![\d\-/])[1-9]\d{0,3}(?:[.,]\d{1,3})*(?![\d\-/])")
_FORMULA = re.compile(
    r"(?:guten (?:tag|morgen|abend)|hallo|liebe[rs]?|sehr geehrte|"
    r"(?:mit )?(?:freundliche|viele|beste|herzliche)[nr]? gr\w*|"
    r"vielen dank|dear|hello|hi|good (?:morning|afternoon)|(?:kind|best|warm) regards|regards|sincerely|yours|"
    r"many thanks|thank you)\b",
    re.IGNORECASE,
)
_MAX_SENTENCES = 80  # of a longer text only the beginning is looked at: nobody waits for the rest


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters `start` to `end` of a text."""

    start: int
    end: int


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text, without the white space between them.

    "z. B.", "Dr. Maier", "am 12. November" and "Nr. 5" end nothing; a line break ends a sentence always.
    """
    spans: list[Span] = []
    start = 0
    for found in _ENDING.finditer(text):
        if found[0][0] != "\n" and not _ends(text, start, found):
            continue
        _append(spans, text, start, found.end())
        start = found.end()
    _append(spans, text, start, len(text))
    return tuple(spans)


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    if piece.strip():
        spans.append(Span(start + lead, start + len(piece.rstrip())))


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    rest = text[found.end() :].lstrip(" \t\u00a0\u202f")
    if not rest or rest[0] == "\n":
        return True
    first = rest.lstrip("\"'“„‚»«([")
    if first[:1].islower():
        return False
    if found[0][0] != ".":
        return True
    before = re.split(r"[\s(„“\"]", text[start : found.start()])[-1]
    word = before.rsplit(".", 1)[-1].casefold()
    if before.isdigit() and len(before) <= 2:
        # "am 12. November", "die 2. Mahnung": an ordinal; "Es waren 12. Danach" cannot be told apart and stays whole.
        return not _MONTH.match(first) and _LEANING.match(first) is not None
    return not _ABBREVIATED.fullmatch(word)


def excerpt_of(text: str, spans: Iterable[Span]) -> str:
    """The excerpt made of these parts of the text: joined where only white space lies between, else with […].

    Spans that overlap are merged; no spans give an empty excerpt; spans that hold the whole text give it back.
    """
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and not text[merged[-1].end : span.start].strip():
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        elif span.end > span.start:
            merged.append(span)
    if not merged:
        return ""
    parts = [" ".join(text[span.start : span.end].split()) for span in merged]
    if text[: merged[0].start].strip():
        parts.insert(0, "")
    if text[merged[-1].end :].strip():
        parts.append("")
    return f" {OMISSION} ".join(parts).strip()


def spans_of(excerpt: str, text: str) -> tuple[Span, ...] | None:
    """Where the pieces of an excerpt stand in the text, in this order; None if one of them does not.

    White space does not count; a piece begins and ends where a word does.
    """
    spans: list[Span] = []
    at = 0
    for piece in excerpt.split(OMISSION):
        words = piece.split()
        if not words:
            continue
        before = r"(?<!\w)" if words[0][0].isalnum() else ""
        after = r"(?!\w)" if words[-1][-1].isalnum() else ""
        pattern = before + r"\s+".join(re.escape(word) for word in words) + after
        found = re.compile(pattern).search(text, at)
        if found is None:
            return None
        spans.append(Span(found.start(), found.end()))
        at = found.end()
    return tuple(spans)


def valid(excerpt: str, text: str) -> bool:
    """True if the pieces between […] occur in the text in that order, unchanged but for white space.

    An excerpt without a word of the story is none.
    """
    return bool(spans_of(excerpt, text))


def fully_marked(excerpt: str, text: str) -> bool:
    """True if the excerpt is valid and every omission is marked, also one at the beginning or the end."""
    spans = spans_of(excerpt, text)
    return bool(spans) and " ".join(excerpt.split()) == excerpt_of(text, spans)


def propose(text: str, limit: int) -> str:
    """A first excerpt of at most `limit` characters: whole sentences, in at most two runs, every omission marked.

    A text that fits comes back whole. Only where a single sentence is longer than the limit is it cut, at the end of
    a clause if there is one in the second half, else of a word; empty where one word is longer than the limit. Raises
    ValueError for a limit under 20.
    """
    if limit < 20:
        raise ValueError("An excerpt needs at least 20 characters")
    whole = " ".join(text.split())
    if len(whole) <= limit:
        return whole
    parts = sentences(text)[:_MAX_SENTENCES]
    best, best_score = "", float("-inf")
    for spans, score in _runs(text, parts, limit):
        if score > best_score and len(excerpt := excerpt_of(text, spans)) <= limit:
            best, best_score = excerpt, score
    return best or _cut(text, parts, limit)


def _runs(text: str, parts: Sequence[Span], limit: int) -> Iterable[tuple[tuple[Span, ...], float]]:
    """One run of sentences, or two with a gap between, with how much they tell."""
    weights = [_weight(text[part.start : part.end], index, len(parts)) for index, part in enumerate(parts)]
    singles: list[tuple[int, int, int, float]] = []  # first and last sentence, length, how much it tells
    for first in range(len(parts)):
        told = -0.8 if first > 0 and _LEANING.match(text, parts[first].start) else 0.0
        for last in range(first, len(parts)):
            length = parts[last].end - parts[first].start
            if length > limit:
                break
            told += weights[last]
            singles.append((first, last, length, told))
            yield (Span(parts[first].start, parts[last].end),), told
    for one in singles:
        for two in singles:
            if two[0] > one[1] + 1 and one[2] + two[2] < limit:
                yield (_run(parts, one), _run(parts, two)), one[3] + two[3] - 0.6


def _run(parts: Sequence[Span], run: tuple[int, int, int, float]) -> Span:
    return Span(parts[run[0]].start, parts[run[1]].end)


def _weight(sentence: str, index: int, count: int) -> float:
    """A number, a turn and a spoken word make a sentence worth telling; the outcome stands last more often than not."""
    weight = min(len(sentence) / 80, 1.2)
    if _FORMULA.match(sentence) or len(sentence) < 8:
        return -1.0
    weight += min(len(_FIGURE.findall(sentence)), 2) * 0.5
    weight += 0.4 if _TURN.search(sentence) else 0.0
    weight += 0.3 if re.search(r"[“„\"]", sentence) else 0.0
    return weight + (0.3 if index == 0 else 0.2 if index == count - 1 else 0.0)


def _cut(text: str, parts: Sequence[Span], limit: int) -> str:
    """The beginning of the first sentence, since not one sentence fits whole."""
    start = parts[0].start
    room = limit - len(OMISSION) - 1
    piece = text[start : start + room + 1]
    spaces = [found.start() for found in re.finditer(r"\s", piece)]
    clauses = [found.end() for found in re.finditer(r"[,;:–—](?=\s)", piece) if found.end() >= room // 2]
    if not clauses and not spaces:  # one word without an end: half of it would not be the story's
        return ""
    end = clauses[-1] if clauses else spaces[-1]
    return excerpt_of(text, (Span(start, start + len(piece[:end].rstrip())),))


def characters_for(heights: float) -> int:
    """How many characters a story may have in a room whose farthest seat is `heights` picture heights away.

    230 at 8, 430 at 6 and nearer, where the floor of 59 px holds; in steps of ten. Half a wall of tiny print is not
    offered: nothing under 60.
    """
    px = max(heights * _PX_PER_HEIGHT, _FLOOR_PX)
    return max(60, round(_CHARACTERS * (_AT_PX / px) ** _POWER / 10) * 10)
