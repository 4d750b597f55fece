"""What measurements share: a row of the table, and a desk with a demo workspace to measure on."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `values` are single measurements in `unit`; the limit is for the median, for the 99th percentile
    (`limit_p99`), or for the ratio of the median to the baseline (`limit_ratio`)."""

    what: str
    values: tuple[float, ...]
    unit: str
    baseline: float | None = None
    limit: float | None = None
    limit_p99: float | None = None
    limit_ratio: float | None = None
    floor: float | None = None  # for the median of what should be much

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def p99(self) -> float:
        return sorted(self.values)[min(len(self.values) - 1, int(len(self.values) * 0.99))]

    @property
    def ratio(self) -> float | None:
        return self.median / self.baseline if self.baseline else None

    @property
    def over(self) -> bool:
        measured = ((self.median, self.limit), (self.p99, self.limit_p99), (self.ratio, self.limit_ratio))
        over = any(value is not None and limit is not None and value > limit for value, limit in measured)
        return over or (self.floor is not None and self.median < self.floor)

    def cells(self) -> tuple[str, ...]:
        limits = [
            f"{limit:g}{name}"
            for limit, name in ((self.limit, ""), (self.limit_p99, " p99"), (self.limit_ratio, " x"))
            if limit is not None
        ]
        limits += [f"≥ {self.floor:g}"] if self.floor is not None else []
        return (
            self.what,
            f"{self.median:.1f}",
            f"{self.p99:.1f}" if len(self.values) > 20 else "",
            self.unit,
            f"{self.baseline:.1f}" if self.baseline else "",
            f"{self.ratio:.2f}" if self.ratio else "",
            ", ".join(limits),
            "OVER" if self.over else "ok" if limits else "",
        )


class Desk:
    """A folder of its own for data and settings, and the demo workspace in it."""

    cores = os.cpu_count() or 1

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix="emptychair-bench-"))
        os.environ["EMPTYCHAIR_HOME"] = str(self.folder / "home")
        os.environ["EMPTYCHAIR_LANGUAGE"] = "en"
        # A person's Python keeps its bytecode; without it every start would compile the program anew.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @cached_property
    def demo(self) -> tuple[Path, str]:
        """The demo workspace, made by the program itself, and its prepared meeting."""
        path = self.folder / "demo.emptychair"
        said = self.run("demo", "--workspace", str(path), "--json")
        return path, str(json.loads(said.splitlines()[-1])["meeting"])

    @staticmethod
    def run(*arguments: str) -> str:
        """What a command of the program prints."""
        command = [sys.executable, "-m", "emptychair", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
