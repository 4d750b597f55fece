"""A text as lines that know what they are: heading, list item with its level and number, table row, plain line."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from enum import StrEnum

from emptychair.gather.agenda.markup import LONGEST_LINE, plain, wholly_bold
from emptychair.gather.agenda.times import duration_at, slot_at

BOLD_LEVEL = 7  # a bold line is a heading below every real one


class Kind(StrEnum):
    """What a line is. MARK: rules, fences, tags, quoted remarks, prose too long for an item."""

    BLANK = "blank"
    HEADING = "heading"
    BULLET = "bullet"
    PLAIN = "plain"
    TABLE = "table"
    MARK = "mark"


@dataclass(slots=True)
class Line:
    """`marked` is the line without its marker, `text` the same without Markdown. `ordinal` counts from 1."""

    number: int
    raw: str
    kind: Kind
    indent: int = 0
    level: int = 0
    style: str = ""
    ordinal: tuple[int, ...] = ()
    marked: str = ""
    text: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marker:
    """A list marker: its style, its number, whether it is one beyond doubt, and the text after it."""

    style: str
    ordinal: tuple[int, ...]
    sure: bool
    rest: str


# A style that stands lower in this list may stand under one that stands higher, at the same indentation.
RANKS: dict[str, int] = {
    "ROMAN": 0,
    "ALPHA": 0,
    "top": 0,
    "slot": 0,
    "minutes": 0,
    "num": 1,
    "roman": 2,
    "alpha": 2,
    "box": 3,
}
NUMBERED = frozenset({"top", "num.", "num)", "(num)", "num", "dec", "ROMAN", "ALPHA"})

_TOP = re.compile(
    r"(?:zu\s)?(?P<word>TOP|Top|Tagesordnungspunkt|TAGESORDNUNGSPUNKT|Agendapunkt|Agenda-Punkt|Programmpunkt|Punkt|PUNKT"
    r"|Agenda\s[Ii]tem|AGENDA\sITEM|Item|ITEM|Topic|TOPIC|Thema|THEMA|(?:TOP\s)?[ÖN](?=\s?\d{1,2}[.\s]))\s?(?P<number>\d{1,2})(?P<letter>[a-z]\b)?"
    r"(?P<more>(?:\.\d{1,2})*)(?P<mark>\s?[.):|]|\s?[–—]|\s?-(?=\s))?(?:\s+|$|(?<=[.):|–—]))(?P<rest>.*)$"
)
_DECIMAL = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})(?P<mark>[.)]?)\s+(?P<rest>\S.*)$")
_NUMBER = re.compile(
    r"(?P<open>\(?)(?:#|[Nn]r\.?\s?)?(?P<number>\d{1,2})(?P<mark>[.)])(?:\s+|(?=[A-ZÄÖÜ*\[]))(?P<rest>\S.*)$"
)
_BARE_NUMBER = re.compile(r"#?(?P<number>\d{1,2})(?:\s*[:–—|]\s*|\s+-\s+|\s+|\t)(?P<rest>\S.*)$")
_LETTER = re.compile(r"\(?(?P<letter>[a-zA-Z])(?P<mark>[.)])\s+(?P<rest>\S.*)$")
_ROMAN = re.compile(r"\(?(?P<roman>[IVX]{1,5}|[ivx]{1,5})(?P<mark>[.)])\s+(?P<rest>\S.*)$")
_BULLET = re.compile(
    r"(?P<mark>[-–—*+•◦▪▫■□●○‣⁃∙·➢➤►▶▸✓✔❖»☐☑☒⦁\uf0b7\uf0a7\uf0d8→])(?:\s+|(?<=[•●▪■□☐☑☒➢➤►\uf0b7\uf0a7\uf0d8])(?=\S))(?P<rest>\S.*)$"
)
_LETTER_BULLET = re.compile(r"(?P<mark>[o§Øvü])(?:\t| {2,})(?P<rest>\S.*)$")  # what Word's symbol fonts become
_BOX = re.compile(r"\[[ xX✓✔–-]?\]\s+(?P<rest>\S.*)$")
_ROMANS = {
    roman: value
    for value, roman in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), start=1)
}
_ORDINAL_NOUN = re.compile(
    r"(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|quartal|halbjahr|lesung"
    r"|jahrgang|advent|stock|etage|bundesliga|generation)\b(?!-)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\s{0,3}(?P<marks>#{1,6})(?:\s+|(?<=##)(?=\w))(?P<text>.*?)\s*#*\s*$")
_WIKI_HEADING = re.compile(r"(?P<marks>={2,6})\s*(?P<text>[^=].*?)\s*=*\s*$|h(?P<level>[1-6])\.\s+(?P<jira>.+)$")
_RULE = re.compile(
    r"\s*(?:[-*_=~–—]\s?){3,}\s*$|\s*```.*$|\s*~~~.*$|\s*</?[a-z][^<>]*>\s*$|\s*<!--.*-->\s*$|\s*\|?[\s:|+=-]*-[\s:|+=-]*\|?\s*$",
    re.IGNORECASE,
)
_LOGGED = re.compile(r"\[?\d{1,2}:\d\d:\d\d\b")  # a chat's log
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(?:[|+]\s*:?-{1,}:?\s*)+\|?\s*$")


def read_lines(text: str) -> list[Line]:
    """Every line of a normalised text, in its order."""
    raws = text.split("\n")
    raws = _unquoted(raws)
    first = _after_front_matter(raws)
    tables = _pipe_rows(raws)
    lines: list[Line] = []
    for number, raw in enumerate(raws):
        if number < first:
            lines.append(Line(number, raw, Kind.MARK))
        elif number in tables:
            lines.append(_table_line(number, raw, tables[number]))
        else:
            lines.append(_line(number, raw))
    _underlined(lines)
    _validated(lines)
    return lines


def marker_of(text: str) -> Marker | None:
    """The list marker at the start of `text`, a bold one included."""
    bold = re.match(r"(\*{2,3}|__)(?=\S)", text)
    if bold and (inner := _marker(text[bold.end() :])):
        return Marker(
            inner.style, inner.ordinal, inner.sure, re.sub(r"^(\*{2,3}|__)\s*(?=\1)", "", bold[1] + inner.rest)
        )
    return _marker(text)


def _marker(text: str) -> Marker | None:
    if match := _TOP.match(text):
        ordinal = (int(match["number"]), *(int(part) for part in match["more"].split(".") if part))
        if match["letter"]:
            ordinal = (*ordinal, ord(match["letter"]) - 96)
        rest = match["rest"].strip()
        sure = bool(match["mark"]) or match["word"].isupper()
        return Marker("top", ordinal, sure, rest) if rest else None
    if match := _DECIMAL.match(text):
        return Marker("dec", tuple(int(part) for part in match["number"].split(".")), False, match["rest"])
    if match := _NUMBER.match(text):
        style = "(num)" if match["open"] else f"num{match['mark']}"
        return Marker(style, (int(match["number"]),), False, match["rest"])
    if match := _ROMAN.match(text):
        value = _ROMANS.get(match["roman"].upper())
        if value and (match["roman"].isupper() or len(match["roman"]) > 1):
            return Marker("ROMAN" if match["roman"].isupper() else "roman", (value,), False, match["rest"])
    if match := _LETTER.match(text):
        letter = match["letter"]
        style = ("ALPHA" if letter.isupper() else "alpha") + match["mark"]
        return Marker(style, (ord(letter.lower()) - 96,), False, match["rest"])
    if match := _BULLET.match(text):
        box = _BOX.match(match["rest"])
        mark = "-" if match["mark"] in "-–—" else match["mark"]
        return Marker(mark, (), True, box["rest"] if box else match["rest"])
    if match := _BOX.match(text):
        return Marker("box", (), True, match["rest"])
    if match := _LETTER_BULLET.match(text):
        return Marker(match["mark"], (), True, match["rest"])
    if match := _BARE_NUMBER.match(text):
        return Marker("num", (int(match["number"]),), False, match["rest"])
    return None


def rank_of(style: str) -> int:
    """How deep a style usually stands."""
    if style in RANKS:
        return RANKS[style]
    if style.startswith(("num", "(num", "dec")):
        return 1
    if style.startswith("ALPHA"):
        return 0
    if style.startswith("alpha"):
        return 2
    return 4 if style in "o◦○§▪" else 3


def without_numbers(texts: list[str]) -> list[str]:
    """The texts without the numbers that count them ("1. A", "2. B"); a lone "1. Quartal" keeps its own."""
    found = [marker_of(text) for text in texts]
    counted = [marker for marker in found if marker and marker.style in NUMBERED and marker.ordinal]
    if not counted or len(counted) < 0.5 * len(texts):
        return [_without_top(text, marker) for text, marker in zip(texts, found, strict=True)]
    ordinals = [marker.ordinal for marker in counted]
    rising = all(a < b or b == (1,) for a, b in itertools.pairwise(ordinals))
    steps = len(ordinals) > 1 or (ordinals[0] == (1,) and not _ORDINAL_NOUN.match(counted[0].rest))
    if not rising or not steps or ordinals[0][0] > 2 + len(texts):
        return [_without_top(text, marker) for text, marker in zip(texts, found, strict=True)]
    return [
        marker.rest if marker and marker.style in NUMBERED and marker.ordinal else text
        for text, marker in zip(texts, found, strict=True)
    ]


def _without_top(text: str, marker: Marker | None) -> str:
    return marker.rest if marker and marker.style == "top" and marker.sure else text


def _unquoted(raws: list[str]) -> list[str]:
    """The lines of a mail that is quoted as a whole, without its quote marks."""
    filled = [raw for raw in raws if raw.strip()]
    if filled and sum(raw.lstrip().startswith(">") for raw in filled) > 0.7 * len(filled):
        return [re.sub(r"^\s*(?:>\s?)+", "", raw) for raw in raws]
    return raws


def _after_front_matter(raws: list[str]) -> int:
    if raws and raws[0].strip() == "---":
        for number, raw in enumerate(raws[1:60], start=1):
            if raw.strip() in {"---", "..."}:
                return (
                    number + 1
                    if all(":" in line or not line.strip() or line[:1] in " -" for line in raws[1:number])
                    else 0
                )
    return 0


def _pipe_rows(raws: list[str]) -> dict[int, tuple[str, ...]]:
    """The rows of tables that are drawn with pipes; their rules have no cells."""
    found: dict[int, tuple[str, ...]] = {}
    for number, raw in enumerate(raws):
        if "|" not in raw or len(raw) > 4000:
            continue
        around = (raws[number - 1] if number else "", raws[number + 1] if number + 1 < len(raws) else "")
        framed = raw.lstrip().startswith("|") and raw.count("|") >= 2
        ruled = any(_TABLE_RULE.match(line) for line in around) or (number - 1 in found and raw.count("|") >= 1)
        if _TABLE_RULE.match(raw):
            found[number] = ()
        elif framed or ruled:
            cells = re.split(r"(?<!\\)\|+", raw.strip())
            cells = cells[1:] if raw.strip().startswith("|") else cells
            cells = cells[:-1] if raw.strip().endswith("|") and len(cells) > 1 else cells
            found[number] = tuple(cell.strip() for cell in cells)
    return found


def _table_line(number: int, raw: str, cells: tuple[str, ...]) -> Line:
    return Line(number, raw, Kind.TABLE if cells else Kind.MARK, cells=cells)


def _indent(raw: str) -> int:
    """Columns of white space at the start."""
    return len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())


def _line(number: int, raw: str) -> Line:
    stripped = raw.strip()
    if not stripped:
        return Line(number, raw, Kind.BLANK)
    if (
        len(raw) > LONGEST_LINE
        or stripped.startswith(">")
        or _LOGGED.match(stripped)
        or (_RULE.match(raw) and "\t" not in stripped)
    ):
        return Line(number, raw, Kind.MARK, text=stripped[:80])
    heading = _HEADING.match(raw)
    if heading and heading["text"]:
        return Line(
            number, raw, Kind.HEADING, 0, len(heading["marks"]), marked=heading["text"], text=plain(heading["text"])
        )
    wiki = _WIKI_HEADING.match(stripped)
    if wiki:
        marked = wiki["text"] or wiki["jira"]
        return Line(
            number,
            raw,
            Kind.HEADING,
            0,
            int(wiki["level"] or len(wiki["marks"] or "")),
            marked=marked,
            text=plain(marked),
        )
    indent = _indent(raw)
    marker = marker_of(stripped)
    text = plain(stripped)
    if marker is None or (not marker.sure and (_is_slot(text) or (marker.style == "num" and duration_at(text)))):
        marker = None
        if _is_slot(text):
            return Line(number, raw, Kind.BULLET, indent, style="slot", marked=stripped, text=text)
        if _is_minutes(text):
            return Line(number, raw, Kind.BULLET, indent, style="minutes", marked=stripped, text=text)
    if marker:
        if not re.search(r"\w", marker.rest):
            return Line(number, raw, Kind.MARK, text=stripped)
        return Line(number, raw, Kind.BULLET, indent, 0, marker.style, marker.ordinal, marker.rest, plain(marker.rest))
    if wholly_bold(stripped):
        return Line(number, raw, Kind.HEADING, indent, BOLD_LEVEL, marked=stripped, text=text)
    kind = Kind.PLAIN if re.search(r"\w", text) else Kind.MARK
    return Line(number, raw, kind, indent, marked=stripped, text=text)


def _is_slot(text: str) -> bool:
    slot = slot_at(text.lstrip("([ "))
    return slot is not None and re.search(r"\w", text[slot.stop + 1 :]) is not None


def _is_minutes(text: str) -> bool:
    duration = duration_at(text.lstrip("([ "))
    rest = text.lstrip("([ ")[duration.stop :] if duration else ""
    return re.match(r"\s*[\])]?\s*(?:[–—:|\t]|-\s|[\])]\s)\s*\w", rest) is not None or (
        duration is not None and not duration.spelled and re.match(r"\s+[A-ZÄÖÜ]", rest) is not None
    )


def _underlined(lines: list[Line]) -> None:
    """A line with a rule of = or - below it is a heading."""
    for line, below in itertools.pairwise(lines):
        rule = below.raw.strip()
        if line.kind is not Kind.PLAIN or below.kind is not Kind.MARK or len(rule) < 3 or line.indent > 3:
            continue
        if set(rule) == {"="} or (set(rule) == {"-"} and len(rule) <= 2 * len(line.text) + 5 and len(line.text) <= 70):
            line.kind, line.level = Kind.HEADING, 1 if rule[0] == "=" else 2


def _validated(lines: list[Line]) -> None:
    """Turn back what only looked like a list item: numbers that count nothing, a single slot."""
    bullets = [line for line in lines if line.kind is Kind.BULLET]
    for style in ("slot", "minutes"):
        same = [line for line in bullets if line.style == style]
        if len(same) < 2:
            for line in same:
                _make_plain(line)
    parents = {line.ordinal for line in bullets if line.ordinal and line.style != "dec"}
    by_style: dict[str, list[Line]] = {}
    for line in bullets:
        if line.ordinal:
            by_style.setdefault(line.style, []).append(line)
    for style, same in by_style.items():
        ordinals = [line.ordinal for line in same]
        from_one = (1,) in ordinals or style != "num"
        for at, line in enumerate(same):
            before = ordinals[max(0, at - 8) : at]
            after = ordinals[at + 1 : at + 9]
            counts = from_one and _counts(line, style, before, after)
            if not counts and not (style == "dec" and line.ordinal[:-1] in parents):
                _make_plain(line)


def _counts(line: Line, style: str, before: list[tuple[int, ...]], after: list[tuple[int, ...]]) -> bool:
    ordinal = line.ordinal
    follows = any(_next_to(other, ordinal) for other in before)
    goes_on = any(_next_to(ordinal, other) for other in after)
    if style == "top" and not (line.raw.strip("* _")[:3] in {"Top", "Pun", "Ite", "The"} and not _marked_top(line)):
        return True
    if style in {"num", "ALPHA.", "ROMAN", "roman", "dec", "top"}:
        return follows or goes_on
    if _ORDINAL_NOUN.match(line.text):
        return (follows or ordinal == (1,)) and (follows or goes_on)
    return ordinal == (1,) or follows or goes_on


def _marked_top(line: Line) -> bool:
    marker = marker_of(line.raw.strip())
    return marker is not None and marker.sure


def _next_to(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    if len(first) != len(second):
        return len(first) + 1 == len(second) and second[:-1] == first
    return (first[:-1] == second[:-1] and 0 < second[-1] - first[-1] <= 3) or (first == second == (1,))


def _make_plain(line: Line) -> None:
    line.kind, line.style, line.ordinal = Kind.PLAIN, "", ()
    line.marked = line.raw.strip()
    line.text = plain(line.marked)
    if wholly_bold(line.marked):
        line.kind, line.level = Kind.HEADING, BOLD_LEVEL
