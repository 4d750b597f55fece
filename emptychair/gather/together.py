"""Files with one story each, as one import: a folder of mails has one report and is taken back in one act."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from emptychair.domain.errors import N_, SentenceError
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.gather.recognising import Recognised
from emptychair.gather.source import SourceFile

SINGLE: Final = ("eml", "msg")  # readers of files that hold one story


class Together:
    """Files with one story each, read as the rows of one: row n is file n. One that cannot be read is refused."""

    def __init__(self, parts: Sequence[Recognised]) -> None:
        assert parts and all(one.reader is not None for one in parts)
        self.parts = tuple(parts)
        reader = parts[0].reader
        assert reader is not None
        self.name, self.title = reader.name, reader.title

    def recognise(self, file: SourceFile) -> float:  # noqa: ARG002 - as every reader has it
        return 0.0

    def name_of(self, row: int) -> str:
        """The name of the file that is row `row`, from 1; empty if there is none."""
        return self.parts[row - 1].file.name if 0 < row <= len(self.parts) else ""

    def read(
        self,
        file: SourceFile,  # noqa: ARG002
        beside: Sequence[SourceFile] = (),  # noqa: ARG002
    ) -> Iterator[RawStory | Refused]:
        for number, one in enumerate(self.parts, 1):
            assert one.reader is not None
            # A file keeps what was read of it: thousands of them are read as files of their own, which are let go.
            fresh = SourceFile(one.file.name, one.file.path, one.file.content, one.file.member, one.file.sheet)
            try:
                for row in one.reader.read(fresh):
                    yield replace(row, row=number) if isinstance(row, RawStory) else Refused(number, row.reason)
            except SentenceError:
                yield Refused(number, N_("this file cannot be read"))


def together(found: Sequence[Recognised]) -> list[Recognised]:
    """Mails, a file each, as one import for each kind of mail, where the first of them stands. All else as it is."""
    groups: dict[str, list[Recognised]] = {}
    for one in found:
        if _alone(one) is not None:
            groups.setdefault(_alone(one) or "", []).append(one)
    joined: list[Recognised] = []
    for one in found:
        group = groups.get(_alone(one) or "", [])
        if len(group) < 2:
            joined.append(one)
        elif group[0] is one:
            joined.append(Recognised(SourceFile(f"{_place(group)} ({len(group)})"), Together(group)))
    return joined


def apart(found: Sequence[Recognised]) -> list[Recognised]:
    """What `together` has joined, file by file again."""
    return [part for one in found for part in (one.reader.parts if isinstance(one.reader, Together) else (one,))]


def _alone(one: Recognised) -> str | None:
    return one.reader.name if one.reader is not None and one.reader.name in SINGLE and not _joined(one) else None


def _joined(one: Recognised) -> bool:
    return isinstance(one.reader, Together)


def _place(group: Sequence[Recognised]) -> str:
    """The folder, or the archive, that holds all of them."""
    paths = {one.file.path if one.file.member else one.file.path.parent for one in group if one.file.path is not None}
    if not paths:
        return group[0].file.name
    try:
        return Path(os.path.commonpath(sorted(map(str, paths)))).name or group[0].file.name
    except ValueError:  # on several drives
        return group[0].file.name
