"""How well and how fast personal data is masked: on real samples beside the checkout, and on the demo stories.

`dev.py bench masking` prints the figures; the rules of counting are in tests/privacy/scoring.py. What must
not fall below a floor is printed as what is missing from a hundred, so that the limit holds from above.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Iterator

from rows import ROOT, Desk, Row

sys.path.insert(0, str(ROOT))

SHARED = ROOT.parent / "shared"


def measure(desk: Desk) -> Iterator[Row]:
    from emptychair.privacy.gazetteer import lexicon
    from emptychair.privacy.mask import mask

    start = time.perf_counter()
    lexicon()
    yield Row("names of the mask read", ((time.perf_counter() - start) * 1000,), "ms", limit=50)
    with (ROOT / "resources" / "demo" / "stories.csv").open(encoding="utf-8", newline="") as lines:
        stories = [(row["story"][:300], row.get("language") or "en") for row in csv.DictReader(lines)]
    taken: list[float] = []
    for _ in range(5):
        for text, language in stories:
            before = time.perf_counter_ns()
            mask(text, language=language)
            taken.append((time.perf_counter_ns() - before) / 1e6)
    yield Row("mask a text of 300 signs", tuple(taken), "ms", limit=0.3, limit_p99=2)
    if (SHARED / "data" / "samples").is_dir():
        yield from _quality()


def _quality() -> Iterator[Row]:
    from emptychair.privacy.mask import mask
    from tests.privacy.scoring import CORE, STRUCTURED, german_mails, reviews, synthetic

    mails = SHARED / "data" / "samples" / "pii_mail_de"
    for half, name in ((None, "all"), (True, "seen"), (False, "held out")):
        score = german_mails(mails, half=half)
        yield Row(f"German mails, {name}: core items missed", (100 * (1 - score.recall(CORE)),), "%", limit=6)
        yield Row(f"German mails, {name}: masks that are wrong", (100 * (1 - score.precision),), "%", limit=7)
    score = german_mails(mails, known=False)
    yield Row("German mails, sender unknown: core items missed", (100 * (1 - score.recall(CORE)),), "%")
    score = synthetic(SHARED / "data" / "samples" / "pii" / "presidio_synth_dataset_v2.json")
    yield Row("English, synthetic: identifiers missed", (100 * (1 - score.recall(STRUCTURED)),), "%", limit=3)
    yield Row("English, synthetic: streets missed", (100 * (1 - score.recall(("STREET_ADDRESS",))),), "%")
    counts: dict[str, list[bool]] = {}
    for name, language, text in reviews(SHARED):
        counts.setdefault(name, []).append(bool(mask(text, language=language).spans))
    for name, masked in counts.items():
        limit = 2.0 if name in ("banking77", "cfpb") else None  # mobasa names people in public, and rightly loses them
        yield Row(f"{name}: documents with any mask", (100 * sum(masked) / len(masked),), "%", limit=limit)
