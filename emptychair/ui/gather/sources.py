"""Files to what they are, on the worker's thread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emptychair.gather.recognising import Recognised


def recognised(known: Sequence[Recognised], paths: Sequence[Path]) -> tuple[Recognised, ...]:
    """These files, together with those that are known already: one may accompany another."""
    from emptychair.gather.recognising import open_sources, recognise

    files = [file for found in known for file in (found.file, *found.beside)]
    places = {file.path for file in files if file.path is not None}
    fresh = [file for file in open_sources(list(paths)) if file.path is None or file.path not in places]
    return tuple(recognise([*files, *fresh]))


def recognised_as(found: Recognised, kind: str) -> Recognised:
    """The same file as what a person says that it is; `kind` empty: a table whose columns a person names."""
    from dataclasses import replace

    plain = replace(found, reader=None, sentence="")
    if not kind:
        return plain
    from emptychair.gather.recognising import recognise

    named = recognise([found.file, *found.beside], force=kind)
    return next((one for one in named if one.file.name == found.file.name), plain)


def kinds() -> tuple[tuple[str, str], ...]:
    """Every reader by name and title, in the order of the titles."""
    from emptychair.gather.readers import readers

    return tuple(sorted(((reader.name, reader.title) for reader in readers()), key=lambda kind: kind[1].casefold()))
