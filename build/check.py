"""Format, lint, types, imports, translations: each is run, also when an earlier one failed (runs in .venv)."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = [sys.executable, "-X", "utf8"]
STEPS = {
    "format": [*PYTHON, "-m", "ruff", "format", "--check", "--quiet", "--output-format", "concise"],
    "lint": [*PYTHON, "-m", "ruff", "check", "--quiet", "--output-format", "concise"],
    "types": [*PYTHON, "-m", "pyright", "--pythonpath", sys.executable],
    "imports": [*PYTHON, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache"],
    "translations": [*PYTHON, "build/check.py", "--translations"],
}


def translations() -> int:
    from translations import problems

    found = list(problems())
    print("\n".join(found[:40]))
    if len(found) > 40:
        print(f"... and {len(found) - 40} more")
    return 1 if found else 0


def main(arguments: list[str]) -> int:
    if arguments == ["--translations"]:
        return translations()
    unknown = set(arguments) - STEPS.keys()
    if unknown:
        print(f"dev.py: check has no step {', '.join(sorted(unknown))}; there are {', '.join(STEPS)}.", file=sys.stderr)
        return 2
    failed: list[str] = []
    for name in arguments or STEPS:
        start = time.monotonic()
        done = subprocess.run(STEPS[name], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
        seconds = time.monotonic() - start
        print(f"{name:<14}{'ok' if done.returncode == 0 else 'FAILED':<8}{seconds:5.1f} s", flush=True)
        if done.returncode != 0:
            failed.append(name)
            print(f"{done.stdout}{done.stderr}".strip(), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
