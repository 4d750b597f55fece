"""Where in a text the agenda stands, and what the meeting is called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from emptychair.gather.agenda.lines import BOLD_LEVEL, NUMBERED, Kind, Line, marker_of
from emptychair.gather.agenda.markup import key_of, plain
from emptychair.gather.agenda.noise import is_greeting, is_noise, is_stop, label_of
from emptychair.gather.agenda.words import AGENDA_HEADINGS, AGENDA_HEADINGS_TOO, TITLE_KEYS

_LIST_LEVEL = 8
_CONTAINS = re.compile(r"\b(?:agenda|tagesordnung|tagesordnungspunkte|tops|themen|ablauf|topics)\b", re.IGNORECASE)
_AGENDA_FIRST = re.compile(r"[\W\d]*(?:agenda|tagesordnung)\b", re.IGNORECASE)
_REPLY = re.compile(r"^(?:(?:re|aw|wg|fw|fwd|antwort|einladung|invitation)\s*:\s*)+", re.IGNORECASE)
_AGENDA_PREFIX = re.compile(r"^(?:agenda|tagesordnung|meeting agenda)\s*(?:[:–—|]|-\s)\s*(?=\S)", re.IGNORECASE)
_SITTING = re.compile(
    r"\b(?:meeting|sitzung|besprechung|jour fixe|council|review|weekly|sync|retro\w*|workshop|runde|treffen|board|call"
    r"|stand-?up|kick-?off|konferenz|versammlung|klausur|protokoll|minutes|agenda|tagesordnung|einladung)\b"
    r"|(?:meeting|sitzung|besprechung|runde|treffen|konferenz|versammlung|klausur|termin)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Section:
    """The lines that may hold the items. `heading` is the line above them, `inline` what follows "Agenda:" on it."""

    lines: tuple[Line, ...]
    heading: int | None
    inline: str = ""


def sections(lines: list[Line], title_line: int | None) -> Iterator[Section]:
    """The places where the agenda may stand, the likeliest first, the whole text last."""
    found = [
        (rank, at, inline)
        for at, line in enumerate(lines)
        if (named := _rank(lines, at, line))
        for rank, inline in [named]
    ]
    for _, at, inline in sorted(found):
        yield Section(tuple(_below(lines, at)), lines[at].number, inline)
    whole = [line for line in lines if line.number != title_line and not _names_agenda(line)]
    yield Section(tuple(_without_stops(whole)), None)


def _names_agenda(line: Line) -> bool:
    return line.kind in (Kind.HEADING, Kind.PLAIN) and key_of(line.marked) in AGENDA_HEADINGS


def title_of(lines: list[Line]) -> tuple[str | None, int | None]:
    """What the meeting is called, and the line that says so."""
    found = _titled(lines)
    if found is None:
        return None, None
    title = _REPLY.sub("", plain(found.text).replace("\t", " ")).strip(" *_")
    title = _AGENDA_PREFIX.sub("", title).strip()
    key = key_of(title)
    return (
        None if not key or key in AGENDA_HEADINGS | AGENDA_HEADINGS_TOO else title.rstrip(":").strip()
    ), found.number


def _titled(lines: list[Line]) -> Line | None:
    filled = [line for line in lines if line.kind is not Kind.BLANK]
    agenda = next((line.number for line in filled if _names_agenda(line)), None)
    heads = [
        line
        for line in filled
        if line.kind is Kind.HEADING and line.level < BOLD_LEVEL and (agenda is None or line.number < agenda)
    ]
    if heads:
        first = heads[0]
        levels = [line.level for line in filled if line.kind is Kind.HEADING]
        top, same = min(head.level for head in heads), levels.count(first.level)
        named = same == 1 or (_SITTING.search(first.text) is not None and marker_of(first.marked) is None)
        if filled.index(first) <= 6 and first.level == top and named and not is_stop(first):
            return first
    for line in filled[:12]:
        label = label_of(line.text) if line.kind in (Kind.PLAIN, Kind.MARK) else None
        if label and label[0] in TITLE_KEYS and label[1]:
            return Line(line.number, line.raw, Kind.PLAIN, text=label[1])
    first = next((line for line in filled if line.kind is not Kind.MARK), None)
    if first is None:
        return None
    if first.kind is Kind.HEADING and first.level == BOLD_LEVEL and not is_stop(first):
        return first
    if first.kind is not Kind.PLAIN or is_greeting(first.text) or is_noise(first) or len(first.text) > 100:
        return None
    after = next((line for line in lines if line.number > first.number), None)
    if re.search(r"(?<!\d)[.!,]$", first.text.rstrip()) and not re.search(r"\b\w\.$", first.text.rstrip()):
        return None
    alone = after is None or after.kind is not Kind.PLAIN or is_noise(after)
    return first if alone or _SITTING.search(first.text) else None


def _rank(lines: list[Line], at: int, line: Line) -> tuple[int, str] | None:
    """How surely a line heads the agenda (0 is surest), and what it says besides."""
    if line.kind not in (Kind.HEADING, Kind.PLAIN, Kind.BULLET) or not line.text:
        return None
    text = line.text.strip()
    key = key_of(line.marked)
    if line.kind is Kind.BULLET and not (text.endswith(":") or _has_children(lines, at)):
        return None
    if len(text) <= 80:
        if key in AGENDA_HEADINGS:
            return 0, ""
        if key in AGENDA_HEADINGS_TOO and (line.kind is Kind.HEADING or text.endswith(":") or _alone(lines, at)):
            return 1, ""
    if line.kind is Kind.BULLET:
        return None
    label = label_of(text)
    if label and label[0] in AGENDA_HEADINGS and label[1]:
        return 2, label[1]
    if not _CONTAINS.search(text) or len(text) > 160:
        return None
    if line.kind is Kind.HEADING and len(text) <= 120:
        return (
            (3, "")
            if _AGENDA_FIRST.match(text) or re.search(r"\b(?:agenda|tagesordnung)\b", text, re.IGNORECASE)
            else (4, "")
        )
    if text.endswith(":") and not is_greeting(text):
        return 4, ""
    first = next((other for other in lines if other.kind is not Kind.BLANK), None)
    if first is line and _AGENDA_FIRST.match(text) and len(text.split()) <= 12:
        return 4, ""
    return None


def _alone(lines: list[Line], at: int) -> bool:
    before = lines[at - 1].kind if at else Kind.BLANK
    return before in (Kind.BLANK, Kind.MARK)


def _has_children(lines: list[Line], at: int) -> bool:
    below = next((line for line in lines[at + 1 :] if line.kind is not Kind.BLANK), None)
    return below is not None and below.kind is Kind.BULLET and below.indent > lines[at].indent + 1


def _below(lines: list[Line], at: int) -> list[Line]:
    """The lines of the section that line `at` heads."""
    head = lines[at]
    if head.kind is Kind.BULLET:
        return _list_below(lines, at)
    level = head.level if head.kind is Kind.HEADING else _LIST_LEVEL
    kept: list[Line] = []
    bulleted = filled = False
    for line in lines[at + 1 :]:
        if line.kind is Kind.HEADING:
            if line.level <= min(level, 6):
                # Items as headings of the agenda's own level: "# Agenda", "# 1. Welcome".
                if filled or is_stop(line):
                    break
                level = line.level - 1
            elif level > 6 and (
                (line.level <= 6 and filled) or (line.level == BOLD_LEVEL and bulleted) or is_stop(line)
            ):
                break
        elif level > 6 and filled and is_stop(line):
            break
        bulleted |= line.kind in (Kind.BULLET, Kind.TABLE)
        filled |= line.kind in (Kind.BULLET, Kind.TABLE) or (line.kind is Kind.PLAIN and not is_noise(line))
        kept.append(line)
    return _without_stops(kept)


def _list_below(lines: list[Line], at: int) -> list[Line]:
    kept: list[Line] = []
    for line in lines[at + 1 :]:
        if line.kind is Kind.HEADING or (line.kind is Kind.BULLET and line.indent <= lines[at].indent):
            if line.kind is Kind.BULLET and not _has_children(lines, at):
                pass  # "- Agenda:" and its items on the same level
            else:
                break
        kept.append(line)
    return kept


def _without_stops(lines: list[Line]) -> list[Line]:
    """The lines without the parts that `is_stop` heads."""
    kept: list[Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if not is_stop(line):
            kept.append(line)
            at += 1
        elif line.kind is Kind.HEADING:
            at = _after_heading(lines, at)
        else:
            at = _after_label(lines, at)
    return kept


def _after_heading(lines: list[Line], at: int) -> int:
    level = lines[at].level
    for below in range(at + 1, len(lines)):
        line = lines[below]
        # Two levels deeper is no part of it: headings are often chosen by their size.
        if line.kind is Kind.HEADING and (line.level <= level or (line.level > level + 1 and line.level < BOLD_LEVEL)):
            return below
    return len(lines)


def _after_label(lines: list[Line], at: int) -> int:
    """Past "Teilnehmer:" and the list or the block below it."""
    below = at + 1
    while below < len(lines) and lines[below].kind is Kind.BLANK:
        below += 1
    if below == len(lines):
        return below
    first = lines[below]
    if first.kind is Kind.BULLET and first.style not in NUMBERED and first.style not in ("slot", "minutes"):
        while below < len(lines) and (
            lines[below].kind is Kind.BLANK
            or (
                lines[below].kind is Kind.BULLET
                and (lines[below].style == first.style or lines[below].indent > first.indent)
            )
            or (lines[below].kind is Kind.PLAIN and lines[below].indent > first.indent)
        ):
            below += 1
        return below
    if below > at + 1:
        return at + 1
    while below < len(lines) and lines[below].kind in (Kind.PLAIN, Kind.MARK):
        below += 1
    return below
