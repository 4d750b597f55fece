"""JSON too large to be held: the longest list in it, read a few megabytes at a time, each slice a document of the same
shape as the whole."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from emptychair.domain.errors import N_, BadInput
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.gather.reader import StoryReader
from emptychair.gather.source import SourceFile

SLICE: Final = 4 << 20  # characters of the entries of one slice
MAX_ENTRIES: Final = 20_000  # entries of one slice
MAX_ENTRY: Final = 16 << 20  # characters of one entry
MAX_AROUND: Final = 8 << 20  # characters of what stands beside the list
_DEPTH: Final = 4
_BLANK: Final = " \t\r\n"
TOO_LARGE: Final = N_("“{path}” is JSON of more than 24 MB and no list of entries: export smaller parts.")

Path = tuple[str, ...]


class _Scanner:
    """The parts of a JSON document one after the other: (path, part, characters, whether it is an entry of a list)."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces
        self._text, self._at, self._ended = "", 0, False
        self._decode = json.JSONDecoder().raw_decode

    def parts(self) -> Iterator[tuple[Path, Any, int, bool]]:
        """Raises ValueError for what is no JSON, or breaks off."""
        yield from self._value((), 0)
        if self._next() != "":
            raise ValueError("more than one document")

    def _value(self, path: Path, depth: int) -> Iterator[tuple[Path, Any, int, bool]]:
        sign = self._next()
        if sign == "[" and depth <= _DEPTH:
            self._at += 1
            yield from self._entries(path)
        elif sign == "{" and depth < _DEPTH:
            self._at += 1
            yield from self._members(path, depth)
        else:
            part, size = self._whole()
            yield path, part, size, False

    def _entries(self, path: Path) -> Iterator[tuple[Path, Any, int, bool]]:
        if self._next() == "]":
            self._at += 1
            yield path, [], 2, False
            return
        while True:
            part, size = self._whole()
            yield path, part, size, True
            if not self._goes_on("]"):
                return

    def _members(self, path: Path, depth: int) -> Iterator[tuple[Path, Any, int, bool]]:
        if self._next() == "}":
            self._at += 1
            return
        while True:
            self._next()
            key, _ = self._whole()
            if not isinstance(key, str) or self._next() != ":":
                raise ValueError("no name")
            self._at += 1
            yield from self._value((*path, key), depth + 1)
            if not self._goes_on("}"):
                return

    def _goes_on(self, end: str) -> bool:
        sign = self._next()
        self._at += 1
        if sign not in (",", end):
            raise ValueError("no separator")
        return sign == ","

    def _next(self) -> str:
        while True:
            while self._at < len(self._text) and self._text[self._at] in _BLANK:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more(1):
                return ""

    def _whole(self) -> tuple[Any, int]:
        self._next()
        while True:
            try:
                part, end = self._decode(self._text, self._at)
            except ValueError:
                end = -1
                part = None
            # A number at the very end may go on.
            if end >= 0 and (end < len(self._text) or self._ended):
                size, self._at = end - self._at, end
                return part, size
            held = len(self._text) - self._at
            if held > MAX_ENTRY or not self._more(max(held, 1)):
                if end >= 0:
                    continue
                raise ValueError("an entry that does not end")

    def _more(self, least: int) -> bool:
        """Read on; False at the end of the file."""
        if self._ended:
            return False
        kept = [self._text[self._at :]]
        self._at = 0
        read = 0
        for piece in self._pieces:
            kept.append(piece)
            read += len(piece)
            if read >= least:
                break
        else:
            self._ended = True
        self._text = "".join(kept)
        return read > 0


def plan_of(file: SourceFile) -> tuple[Path, list[tuple[Path, Any]]] | None:
    """Where the longest list stands and what stands beside it; None for what is no JSON. Raises BadInput for a
    document that is no list of entries."""
    sizes = Counter[Path]()
    around = 0
    try:
        for path, _, size, is_entry in _Scanner(_text(file)).parts():
            if is_entry:
                sizes[path] += size
            else:
                around += size
        if not sizes:
            raise BadInput(TOO_LARGE, path=file.name)
        longest = max(sizes, key=lambda path: sizes[path])
        beside: list[tuple[Path, Any]] = []
        if longest and sum(sizes.values()) - sizes[longest] + around > MAX_AROUND:
            raise BadInput(TOO_LARGE, path=file.name)
        if longest:
            lists: dict[Path, list[Any]] = {}
            for path, part, _, is_entry in _Scanner(_text(file)).parts():
                if not is_entry:
                    beside.append((path, part))
                elif path != longest:
                    if path not in lists:
                        beside.append((path, lists.setdefault(path, [])))
                    lists[path].append(part)
    except (ValueError, RecursionError):
        return None
    return longest, beside


def slices(file: SourceFile) -> Iterator[tuple[int, Any]]:
    """Documents of the same shape, each with some of the entries, and how many entries came before. Raises BadInput."""
    plan = file.plan
    if plan is None:
        return
    longest, beside = plan
    entries: list[Any] = []
    held = before = 0
    for path, part, size, is_entry in _Scanner(_text(file)).parts():
        if not is_entry or path != longest:
            continue
        entries.append(part)
        held += size
        if held >= SLICE or len(entries) >= MAX_ENTRIES:
            yield before, _document(longest, beside, entries)
            before += len(entries)
            entries, held = [], 0
    if entries:
        yield before, _document(longest, beside, entries)


def _text(file: SourceFile) -> Iterator[str]:
    first = True
    for piece in file.pieces():
        yield piece.lstrip("\ufeff") if first else piece
        first = False


def _document(longest: Path, beside: Sequence[tuple[Path, Any]], entries: list[Any]) -> Any:
    if not longest:
        return entries
    whole: dict[str, Any] = {}
    for path, part in [*beside, (longest, entries)]:
        within = whole
        for step in path[:-1]:
            within = within.setdefault(step, {})
        within[path[-1]] = part
    return whole


class SlicedReader:
    """Reads a large document slice by slice with the reader of its kind."""

    def __init__(self, reader: StoryReader) -> None:
        self._reader = reader
        self.name, self.title = reader.name, reader.title

    def recognise(self, file: SourceFile) -> float:
        return self._reader.recognise(file)

    def accompanies(self, file: SourceFile) -> bool:
        told = getattr(self._reader, "accompanies", None)
        return told is not None and told(file)

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:
        for before, document in slices(file):
            for row in self._reader.read(file.part(document), beside):
                if isinstance(row, Refused):
                    yield Refused(row.line + before, row.reason)
                else:
                    yield row if row.row is None else replace(row, row=row.row + before)
