"""Measure the program against this machine: `dev.py bench [NAME...]` (runs in .venv).

Each module beside this one is a measurement with `measure(desk) -> Iterator[Row]`. A figure that depends on the machine
is compared with a baseline of the same run; the exit code is 1 when one is over its limit.
"""

from __future__ import annotations

import importlib
import platform
import sys
from pathlib import Path

from rows import Desk, Row

HERE = Path(__file__).resolve().parent
NAMES = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in ("__main__", "rows", "recombining"))


def table(rows: list[Row]) -> str:
    head = ("what", "median", "p99", "unit", "baseline", "ratio", "limit", "")
    lines = [head, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]

    def line(cells: tuple[str, ...]) -> str:
        first, *figures, verdict = zip(cells, widths, strict=True)
        aligned = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in figures), verdict[0]]
        return "  ".join(aligned).rstrip()

    return "\n".join([line(head), "-" * (sum(widths) + 2 * len(widths)), *map(line, lines[1:])])


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["matching"] and len(arguments) <= 2 and not {*arguments[1:]} & {*NAMES}:
        return importlib.import_module("matching").main(arguments[1:])
    unknown = [name for name in arguments if name not in NAMES]
    if unknown:
        print(f"dev.py: bench has no {', '.join(unknown)}; there are {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    rows: list[Row] = []
    with Desk() as desk:
        for name in arguments or NAMES:
            print(f"measuring {name} ...", file=sys.stderr, flush=True)
            rows += importlib.import_module(name).measure(desk)
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {desk.cores} cores")
    print(table(rows))
    return 1 if any(row.over for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
