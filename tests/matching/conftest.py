from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from emptychair.matching.documents import Document
from emptychair.matching.library import Library
from emptychair.matching.vectors import UseEncoder

HERE = Path(__file__).parent


def a_document(key: int, text: str, language: str = "en", **more: Any) -> Document:
    values: dict[str, Any] = {
        "headline": "",
        "tags": (),
        "customer": "",
        "segment": "",
        "happened_on": None,
        "verified": False,
        "sensitive": False,
        "customer_key": f"customer {key}",
        "times_shown": 0,
        "outcome": "",
        "kind": "",
    }
    return Document(key=key, text=text, language=language, **{**values, **more})


@pytest.fixture(scope="session")
def encoder() -> UseEncoder:
    return UseEncoder()


@pytest.fixture(scope="session")
def demo(resources: Path) -> tuple[list[Document], list[str]]:
    """The demo stories as documents, and their source ids."""
    with (resources / "demo" / "stories.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found: list[Document] = []
    for key, row in enumerate(rows):
        tags = tuple(tag for tag in row["tags"].split(";") if tag)
        more = {name: row[name] for name in ("headline", "customer", "segment", "outcome", "kind")}
        found.append(
            a_document(
                key,
                row["story"],
                row["language"],
                tags=tags,
                happened_on=row["happened_on"] or None,
                verified=bool(row["source_url"]),
                sensitive="sensitive" in tags,
                customer_key=row["id"],
                **more,
            )
        )
    return found, [row["id"] for row in rows]


@pytest.fixture(scope="session")
def library(demo: tuple[list[Document], list[str]], encoder: UseEncoder) -> Library:
    """The 60 demo stories, ready to be matched."""
    return Library.build(demo[0], None, encoder)


@pytest.fixture(scope="session")
def small(library: Library, encoder: UseEncoder) -> Callable[..., Library]:
    """A library of a few texts; the generic titles are those of the big one."""

    def build(*documents: Document) -> Library:
        return Library.build(documents, None, encoder, library.generic)

    return build


Agendas = list[tuple[str, list[tuple[str, frozenset[str]]]]]


def agendas_of(name: str) -> Agendas:
    """Language and titles with the ids of the stories that fit, agenda by agenda."""
    grouped: dict[tuple[str, str], list[tuple[str, frozenset[str]]]] = {}
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        grouped.setdefault((row["agenda"], row["language"]), []).append((row["title"], frozenset(row["expected"])))
    return [(language, items) for (_, language), items in grouped.items()]
