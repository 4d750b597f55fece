"""One module a source. Each has a `READER`; a module without one is shared by its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from emptychair.gather.reader import StoryReader


def readers() -> Iterator[StoryReader]:
    """Every reader there is, by name."""
    for found in sorted(iter_modules(__path__), key=lambda module: module.name):
        reader = getattr(import_module(f"{__name__}.{found.name}"), "READER", None)
        if reader is not None:
            yield reader
