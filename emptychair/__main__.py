"""`emptychair` and `python -m emptychair`: the windows without a command, the command line with one."""

from __future__ import annotations

import faulthandler
import sys


def main() -> int:
    """The program's exit code."""
    if sys.stderr is not None:
        faulthandler.enable()
    if sys.argv[1:] == ["--version"]:
        from emptychair import __version__

        sys.stdout.write(f"Empty Chair {__version__}\n")
        return 0
    from emptychair.bootstrap import main as carry_out

    return carry_out(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
