"""Delimited text as it is found in the wild: delimiters, quotes that were never closed, rows of a wrong width."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass

DELIMITERS = ",;\t|"
_RARE = "^~\x1f"
MAX_FIELD = 1 << 20  # characters; a longer field is a broken file, not a story
_LINE_END = re.compile("\r\n?|\n")
MAX_ROW = 4 << 20  # characters of one row, and of one line; more means the same
_MAX_LINES = 400  # physical lines of one row; more means a quote that was never closed


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line of the file where it begins (from 1) and its fields, or why it cannot be read."""

    line: int
    fields: tuple[str, ...]
    fault: str = ""  # "open-quote" | "field-too-long" | ""


def delimiter_of(text: str) -> str:
    """The delimiter that gives the most rows of one width above one (the standard sniffer raises on real files)."""
    sample = text[:64_000]
    best, best_score = ",", 0.0
    first = sample[: sample.find("\n")]
    for delimiter in (*DELIMITERS, *(sign for sign in _RARE if sign in first)):
        widths = Counter(len(row.fields) for row in _take(rows(sample, delimiter), 60) if not row.fault)
        widths.pop(0, None)
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda pair: (pair[1] * (pair[0] > 1), pair[0]))
        score = 0.0 if width == 1 else count / sum(widths.values()) + min(width, 40) / 1000
        if score > best_score:
            best, best_score = delimiter, score
    return best


def rows(text: str, delimiter: str) -> Iterator[Row]:
    """Every row of `text` that is not blank. A quote that is never closed spoils its own line only: reading goes on at
    the next one. Only CR and LF end a line: a story may hold any other separator of Unicode."""
    csv.field_size_limit(MAX_FIELD)
    at, number = 0, 1
    while at < len(text):
        end, lines = _end_of_row(text, at, delimiter)
        if end is None:
            yield Row(number, (), "open-quote")
            end, lines = _end_of_line(text, at), 1
        else:
            yield from _row(text[at:end], number, delimiter)
        at, number = end, number + lines


def stream(pieces: Iterable[str], delimiter: str) -> Iterator[Row]:
    """The same rows as those of `rows`, of a text that comes in pieces and is never held as a whole.

    The csv module reads as long as the quotes are sane; where a row will not end, it is read line by line with care.
    """
    csv.field_size_limit(MAX_FIELD)
    rest, number, skipping = "", 1, False
    for piece in pieces:
        rest += piece.replace("\x00", "")
        # A carriage return at the very end may be one half of a line end.
        cut = max(rest.rfind("\n"), rest.rfind("\r", 0, len(rest) - 1)) + 1
        if skipping and cut:
            first = _end_of_line(rest, 0)
            rest, cut, number, skipping = rest[first:], cut - first, number + 1, False
        if not cut:
            if len(rest) > MAX_ROW and not skipping:
                yield Row(number, (), "field-too-long")
                skipping = True
            if skipping:
                rest = rest[-1:] if rest.endswith("\r") else ""
            continue
        lines = io.StringIO(rest[:cut], newline="").readlines()
        rest = rest[cut:]
        done = yield from _part(lines, delimiter, number, last=False)
        number += done
        rest = "".join(lines[done:]) + rest
    if not skipping:
        yield from _part(io.StringIO(rest, newline="").readlines(), delimiter, number, last=True)


def _part(lines: list[str], delimiter: str, number: int, last: bool) -> Generator[Row, None, int]:
    """The rows of these lines; returns how many lines were done with. The row at the end is left undone where more
    may follow."""
    done, total = 0, len(lines)
    while done < total:
        start = done
        reader = csv.reader(lines[start:] if start else lines, delimiter=delimiter)
        trouble = False
        try:
            for fields in reader:
                after = start + reader.line_num
                if after - done > _MAX_LINES + 1 or after == total:
                    trouble = True
                    break
                if (fields and fields[0] and not fields[0].isspace()) or _filled(fields):
                    yield Row(number + done, tuple(fields))
                done = after
        except csv.Error:
            trouble = True
        if not trouble:
            return total
        block = "".join(lines[done : done + _MAX_LINES + 2])
        end, count = _end_of_row(block, 0, delimiter)
        if not last and (end is None or end == len(block)) and done + _MAX_LINES + 2 > total and len(block) <= MAX_ROW:
            return done
        if end is None:
            yield Row(number + done, (), "open-quote")
            done += 1
            continue
        yield from _row(block[:end], number + done, delimiter)
        done += count
    return total


def _filled(fields: Iterable[str]) -> bool:
    return any(field and not field.isspace() for field in fields)


def _row(block: str, number: int, delimiter: str) -> Iterator[Row]:
    block = block.strip("\r\n")
    if not block:
        return
    try:
        fields = tuple(next(csv.reader([block], delimiter=delimiter)))
    except csv.Error:
        yield Row(number, (), "field-too-long")
    else:
        if _filled(fields):
            yield Row(number, fields)


def _end_of_line(text: str, at: int) -> int:
    found = _LINE_END.search(text, at)
    return found.end() if found else len(text)


def _end_of_row(text: str, at: int, delimiter: str) -> tuple[int | None, int]:
    """Where the row that begins at `at` ends and how many lines it has; None if a quote in it is never closed."""
    inside, lines, last = False, 0, at + MAX_ROW
    while at < len(text) and lines <= _MAX_LINES and at <= last:
        end = _end_of_line(text, at)
        inside, at, lines = _inside(text[at:end], inside, delimiter), end, lines + 1
        if not inside:
            return at, lines
    return None, lines


def _inside(line: str, inside: bool, delimiter: str) -> bool:
    """Whether the end of `line` stands in quotes. A quote opens a field only at its very beginning: 5" is a size."""
    if '"' not in line:
        return inside
    at = 0
    while True:
        if not inside and line.startswith('"', at):
            inside, at = True, at + 1
        if inside:
            at = line.find('"', at) + 1
            if at == 0:
                return True
            if line.startswith('"', at):  # a doubled quote is one that belongs to the text
                at += 1
                continue
            inside = False
        at = line.find(delimiter, at) + 1
        if at == 0:
            return False


def _take(found: Iterator[Row], count: int) -> Iterator[Row]:
    for _, row in zip(range(count), found, strict=False):
        yield row
