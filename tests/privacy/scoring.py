"""How well the mask does on the real samples; the rules of counting stand with the functions.

`build/bench/masking.py` prints what comes out, `test_samples.py` holds the floors.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from emptychair.privacy.mask import mask

CORE = "PETUINSZ"
MORE_SEEN = 45  # makes the two halves equal: 22 mails each
STRUCTURED = (
    "EMAIL_ADDRESS",
    "PHONE_NUMBER",
    "IBAN_CODE",
    "CREDIT_CARD",
    "US_SSN",
    "IP_ADDRESS",
    "US_DRIVER_LICENSE",
    "ZIP_CODE",
    "DOMAIN_NAME",
)


@dataclass(slots=True)
class Score:
    """`items` and `covered` count marked items by type, `masked` spans, `right` those that touch such an item."""

    items: Counter[str] = field(default_factory=Counter[str])
    covered: Counter[str] = field(default_factory=Counter[str])
    masked: int = 0
    right: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    wrong: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    def recall(self, types: Iterable[str]) -> float:
        wanted = list(types)
        return sum(self.covered[kind] for kind in wanted) / max(1, sum(self.items[kind] for kind in wanted))

    @property
    def precision(self) -> float:
        return self.right / max(1, self.masked)


def seen(name: str) -> bool:
    """Whether a mail is of the half that the rules were written with; the others were not opened for it."""
    digest = hashlib.sha256(name.encode()).digest()
    return digest[0] % 2 == 0 or digest[1] < MORE_SEEN


def sender(text: str, persons: list[str]) -> tuple[str, ...]:
    """The sender as a mail import knows it from the header.

    The samples have no headers. The sign-off is the person marked last in the text whose name begins a line, or stands
    in the last 60 signs: that name, as it is signed, is what the header would have said. Nobody else is known.
    """
    last: tuple[int, str] | None = None
    for person in persons:
        for found in re.finditer(re.escape(person), text):
            line = text.rfind("\n", 0, found.start()) + 1
            begins = not text[line : found.start()].strip() or found.start() > len(text) - 60
            if begins and (last is None or found.start() > last[0]):
                last = (found.start(), person)
    return (last[1],) if last else ()


def german_mails(folder: Path, *, half: bool | None = None, known: bool = True) -> Score:
    """The German mails against gold.json.

    Every occurrence of a marked string in the text (as a whole word, the longer string first, no sign twice) is an item
    of its type. It is covered when masked spans cover each of its letters and digits. A masked span is right when it
    overlaps an item of any type, L included. `half`: only the mails that were seen (True) or held out (False).
    """
    score = Score()
    gold: dict[str, dict[str, list[str]]] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    for name, marked in sorted(gold.items()):
        if half is not None and seen(name) != half:
            continue
        text = (folder / f"{name}.txt").read_text(encoding="utf-8")
        names = sender(text, marked.get("P", [])) if known else ()
        items = _items(text, marked)
        spans = [(span.start, span.end) for span in mask(text, names=names, language="de").spans]
        _count(score, name, text, items, spans)
    return score


def _items(text: str, marked: dict[str, list[str]]) -> list[tuple[str, int, int]]:
    taken = bytearray(len(text))
    items: list[tuple[str, int, int]] = []
    for kind, said in sorted(
        ((k, s) for k, all_said in marked.items() for s in set(all_said)), key=lambda x: -len(x[1])
    ):
        for found in re.finditer(rf"(?<!\w){re.escape(said)}(?!\w)", text):
            if not any(taken[found.start() : found.end()]):
                taken[found.start() : found.end()] = b"\x01" * len(said)
                items.append((kind, found.start(), found.end()))
    return items


def _count(score: Score, name: str, text: str, items: list[tuple[str, int, int]], spans: list[tuple[int, int]]) -> None:
    hidden = bytearray(len(text))
    for start, end in spans:
        hidden[start:end] = b"\x01" * (end - start)
    for kind, start, end in items:
        score.items[kind] += 1
        if all(hidden[at] for at in range(start, end) if text[at].isalnum()):
            score.covered[kind] += 1
        else:
            score.missed.append(
                (kind, f"{name}: {text[max(0, start - 30) : start]}<{text[start:end]}>{text[end : end + 15]}")
            )
    for start, end in spans:
        score.masked += 1
        if any(start < item_end and item_start < end for _, item_start, item_end in items):
            score.right += 1
        else:
            score.wrong.append((name, f"{text[max(0, start - 30) : start]}<{text[start:end]}>{text[end : end + 15]}"))


def synthetic(path: Path) -> Score:
    """The English synthetic texts: an item is a marked span; covered when each of its letters and digits is masked."""
    score = Score()
    for entry in json.loads(path.read_text(encoding="utf-8")):
        text: str = entry["full_text"]
        items = [(s["entity_type"], s["start_position"], s["end_position"]) for s in entry["spans"]]
        spans = [(span.start, span.end) for span in mask(text, language="en").spans]
        _count(score, str(entry["template_id"]), text, items, spans)
    return score


def reviews(shared: Path) -> Iterator[tuple[str, str, str]]:
    """Set, language and text of each review and complaint that is long enough to be a story (20 signs, 4 words)."""
    with (shared / "data" / "matching" / "dev_stories.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            entry: dict[str, Any] = json.loads(line)
            yield entry["set"], entry["lang"], entry["text"]
