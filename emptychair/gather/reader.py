"""What every reader of story sources is: one small module in `gather/readers/`, found by itself.

A new source is one file there with a `READER` and one test. Recognition goes by content, never by the file's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from emptychair.domain.raw_story import RawStory, Refused
from emptychair.gather.source import SourceFile

__all__ = ["CHANNELS", "RawStory", "Refused", "StoryReader"]

CHANNELS: Final = ("e-mail", "chat", "phone", "web form", "review", "survey", "board", "in person", "letter", "social")


class StoryReader(Protocol):
    """Reads one kind of file. `name` stands in the provenance and after `--as`; `title` is what people call it."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...

    def recognise(self, file: SourceFile) -> float:
        """How sure it is that `file` is of its kind: 0 not at all, 1 beyond doubt. Looks at content, raises nothing."""
        ...

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:
        """Every story and every row that holds none, in the file's order. `beside` are the other files that were given
        with it: users, comments or answers of the same export, joined where they fit.

        Raises BadInput with a sentence that says what to do when the file as a whole cannot be read.
        """
        ...
