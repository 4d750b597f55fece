"""Files to what they are, on the worker's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emptychair.gather.recognising import Recognised


class Stopped(Exception):  # noqa: N818 - no error: the window is closed
    """Nobody waits for the answer any more."""


def recognised(
    known: Sequence[Recognised], paths: Sequence[Path], each: Callable[[int, int], None]
) -> tuple[Recognised, ...]:
    """These files, together with those that are known already: one may accompany another, and mails are one import.

    `each` is told how many files of how many are done; what it raises ends it.
    """
    from emptychair.gather.recognising import open_sources, recognise
    from emptychair.gather.together import apart, together

    old = apart(known)
    files = [file for found in old for file in (found.file, *found.beside)]
    places = {file.path for file in files if file.path is not None}
    fresh = [file for file in open_sources(list(paths)) if file.path is None or file.path not in places]
    every = [*files, *fresh]
    return tuple(together(recognise(every, each=lambda done: each(done, len(every)))))


def recognised_as(found: Recognised, kind: str) -> Recognised:
    """The same file as what a person says that it is; `kind` empty: a table whose columns a person names."""
    from dataclasses import replace

    from emptychair.gather.recognising import recognise
    from emptychair.gather.together import Together

    if isinstance(found.reader, Together):
        files = [part.file for part in found.reader.parts]
        return replace(found, reader=Together(recognise(files, force=kind))) if kind else found
    plain = replace(found, reader=None, sentence="")
    if not kind:
        return plain
    named = recognise([found.file, *found.beside], force=kind)
    return next((one for one in named if one.file.name == found.file.name), plain)


def kinds() -> tuple[tuple[str, str], ...]:
    """Every reader by name and title, in the order of the titles."""
    from emptychair.gather.readers import readers

    return tuple(sorted(((reader.name, reader.title) for reader in readers()), key=lambda kind: kind[1].casefold()))
