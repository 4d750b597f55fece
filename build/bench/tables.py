"""Reading a table of any program: rows a second as text and as stories, and the memory that it takes.

EMPTYCHAIR_BENCH_ROWS says how many rows (100,000), each of about 300 characters. SQLite stores none of them here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from rows import ROOT, Desk, Row

ROWS = int(os.environ.get("EMPTYCHAIR_BENCH_ROWS", "100000"))
WORDS = "Der Aufzug stand drei Wochen lang still und niemand sagte uns, wann er wieder fahren würde. "

# In a process of its own, so that its memory is the reading's alone.
READ = """
import json, sys, time
from pathlib import Path
from emptychair.gather.mapping import MappedReader, settled
from emptychair.gather.source import SourceFile
file = SourceFile.at(Path(sys.argv[1]))
start = time.perf_counter()
rows = sum(1 for _ in file.table.rows())
middle = time.perf_counter()
stories = sum(1 for _ in MappedReader(settled(file)).read(file))
end = time.perf_counter()
try:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
except ImportError:
    peak = 0.0
print(json.dumps([rows / (middle - start), stories / (end - middle), peak]))
"""


def measure(desk: Desk) -> Iterator[Row]:
    for encoding in ("utf-8", "cp1252"):
        path = _write(desk.folder / f"table-{encoding}.csv", encoding)
        run = subprocess.run(
            [sys.executable, "-c", READ, str(path)], cwd=ROOT, check=True, capture_output=True, text=True
        )
        rows, stories, peak = json.loads(run.stdout)
        yield Row(f"rows of a table as text, {encoding}", (rows,), "rows/s", floor=60_000)
        yield Row(f"rows of a table as stories, {encoding}", (stories,), "rows/s", floor=15_000)
        yield Row(f"memory of reading {ROWS:,} rows, {encoding}", (peak,), "MB", limit=60)
        path.unlink()


def _write(path: Path, encoding: str) -> Path:
    text = (WORDS * 4)[:282]
    with path.open("w", encoding=encoding, newline="") as lines:
        lines.write("id;Datum;Kommentar;Bewertung\r\n")
        for number in range(ROWS):
            lines.write(f'{number};{number % 28 + 1:02d}.03.2024;"{text}{number:08d}";{number % 5 + 1}\r\n')
    return path
