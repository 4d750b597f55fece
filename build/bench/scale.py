"""A title over libraries of up to a million stories: building, the first answer, every answer, memory.

EMPTYCHAIR_BENCH_STORIES chooses sizes ("1000,100000"; a million takes some five minutes and 4 GB of disk), and
EMPTYCHAIR_BENCH_ENCODER=best the encoder that this machine would use; otherwise it is the one that always ships.

The stories are recombined from sentences of real texts (see recombining.py). So are their vectors, since encoding a
million takes forty minutes: the vector of a story is the mean of those of its sentences, which the encoder made. Index,
vectors and the measure of silence lie ready on the disk, as after a night's work of the encoding process; the answers
are those of a fresh process, one thread. Limits are for the time of the processor, which other work on the machine
hardly touches; what a clock says stands beside it. For comparison: FTS5 as it comes, and the time that this machine
needs to read the bits that are scanned for each title (the baseline of the scan).
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import recombining
from rows import Desk, Row

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from emptychair.matching.vectors import Encoder

SIZES = os.environ.get("EMPTYCHAIR_BENCH_STORIES", "1000,100000,1000000")
ENCODER = os.environ.get("EMPTYCHAIR_BENCH_ENCODER", "")
P50_MS, P99_MS, P99_AT_100K_MS = 50.0, 120.0, 60.0
COLD_S, MEMORY_MB = 1.5, 400.0
_RAW_TITLES = 20
_PART = 20_000

_ASK = """
import json, sys, time
from pathlib import Path
from emptychair.matching.models import best_encoder
from emptychair.matching.vectors import UseEncoder
from emptychair.store.matcher import LibraryMatcher
workspace, titles = Path(sys.argv[1]), json.loads(sys.argv[2])
matcher = LibraryMatcher(workspace, best_encoder() if sys.argv[3] == "best" else UseEncoder(), at_once=0)
matcher.match_titles([titles[0][1]], language=titles[0][0])
print(time.process_time(), flush=True)
wall, own = [], []
for language, title in titles:
    began, used = time.perf_counter(), time.process_time()
    matcher.match_titles([title], language=language)
    own.append((time.process_time() - used) * 1000)
    wall.append((time.perf_counter() - began) * 1000)
print(json.dumps([wall, own]), flush=True)
sys.stdin.read()
"""


def measure(desk: Desk) -> Iterator[Row]:
    known = recombining.sentences()
    encoder = _encoder()
    vectors = encoder.encode(known.texts)
    titles = recombining.titles()
    for size in (int(part) for part in SIZES.split(",")):
        path = desk.folder / f"{size}.emptychair"
        yield Row(f"{size:,} stories: rows written", (size / recombining.fill(path, known, size),), "rows/s")
        yield Row(f"{size:,} stories: workspace", (path.stat().st_size / 1e6,), "MB")
        yield from _prepare(path, known, vectors, size)
        yield from _ask(path, titles, size)
        yield from _beside(path, titles, size)
        for file in desk.folder.glob(f"{path.name}*"):
            if file.is_file():
                file.unlink()


def _encoder() -> Encoder:
    from emptychair.matching.models import best_encoder
    from emptychair.matching.vectors import UseEncoder

    return best_encoder() if ENCODER == "best" else UseEncoder()


def _prepare(path: Path, known: recombining.Sentences, vectors: NDArray[np.float32], size: int) -> Iterator[Row]:
    """Vectors, and what the encoding process leaves beside them."""
    import numpy as np

    from emptychair.store.searched import SearchedLibrary

    library = SearchedLibrary(path, _encoder(), at_once=0)
    stories = recombining.recombined(known, size)
    started = time.perf_counter()
    for first in range(0, size, _PART):
        part = [next(stories) for _ in range(min(_PART, size - first))]
        owners = np.repeat(np.arange(len(part)), [len(story.sentences) for story in part])
        sums = np.zeros((len(part), vectors.shape[1]), dtype=np.float32)
        np.add.at(sums, owners, vectors[[place for story in part for place in story.sentences]])
        sums /= np.linalg.norm(sums, axis=1, keepdims=True)
        keys = [hashlib.sha256(story.number.to_bytes(8, "little")).hexdigest()[:32] for story in part]
        library.file.add([story.number + 1 for story in part], keys, sums)
    yield Row(f"{size:,} stories: vectors kept", (size / (time.perf_counter() - started),), "rows/s")
    files = sum(file.stat().st_size for file in library.folder.iterdir())
    yield Row(f"{size:,} stories: vectors, rows and bits", (files / 1e6,), "MB")
    started = time.perf_counter()
    library.follow()
    library.standing.save()
    library.nearest.save()
    yield Row(f"{size:,} stories: standing of all read", (time.perf_counter() - started,), "s")
    started = time.perf_counter()
    library.measure()
    yield Row(f"{size:,} stories: silence measured", (time.perf_counter() - started,), "s")
    library.close()


def _ask(path: Path, titles: list[tuple[str, str]], size: int) -> Iterator[Row]:
    from memory import resident_mb

    command = [sys.executable, "-c", _ASK, str(path), json.dumps(titles), ENCODER]
    started = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdin is not None
        computed = float(process.stdout.readline())
        first = time.perf_counter() - started
        wall, own = json.loads(process.stdout.readline())
        held = resident_mb(process.pid)
        process.stdin.close()
    p99 = P99_AT_100K_MS if size <= 100_000 else P99_MS
    yield Row(f"{size:,} stories: first answer of a fresh process", (first,), "s")
    yield Row(f"{size:,} stories: the same, time of the processor", (computed,), "s", limit=COLD_S)
    yield Row(f"{size:,} stories: a title", tuple(wall), "ms")
    yield Row(f"{size:,} stories: a title, time of the processor", tuple(own), "ms", limit=P50_MS, limit_p99=p99)
    yield Row(f"{size:,} stories: memory", (held,), "MB", limit=MEMORY_MB)


def _beside(path: Path, titles: list[tuple[str, str]], size: int) -> Iterator[Row]:
    import numpy as np

    from emptychair.store.nearest import scan
    from emptychair.store.vectors import signs

    [bits_path] = path.with_name(path.name + ".vectors").glob("*.bits")
    words = int.from_bytes(bits_path.read_bytes()[6:8], "little") // 64
    bits = np.fromfile(bits_path, dtype=np.uint64)[-size * words :].reshape(size, words)
    code = signs(np.arange(words * 64) % 2 == 0, words)
    free = np.zeros(size, dtype=np.uint16)
    reading = tuple(_milliseconds(lambda: np.bitwise_or.reduce(bits, axis=None)) for _ in range(7))
    scanning = tuple(_milliseconds(lambda: scan(bits, code, free, 1000)) for _ in range(7))
    yield Row(f"{size:,} stories: the scan of bits", scanning, "ms", baseline=sorted(reading)[3])
    connection = sqlite3.connect(path)
    sql = "SELECT rowid FROM story_fts WHERE story_fts MATCH ? ORDER BY rank LIMIT 3"

    def ask(title: str) -> None:
        words = " OR ".join('"' + word + '"' for word in title.replace('"', " ").split())
        connection.execute(sql, (f"words : ({words})",)).fetchall()

    few = titles[:: max(1, len(titles) // _RAW_TITLES)]
    raw = tuple(_milliseconds(partial(ask, title)) for _, title in few)
    connection.close()
    yield Row(f"{size:,} stories: FTS5 as it comes, all words", raw, "ms")


def _milliseconds(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return (time.perf_counter() - before) * 1000
